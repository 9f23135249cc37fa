/* Templates written by a test into a temporary folder and composed for Bernheim over the
 * invented figures of fake_published.h. To be included after cmocka.h. */
#ifndef TESTS_COMPOSED_H
#define TESTS_COMPOSED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "compose/compose.h"
#include "unit/fake_published.h"

static const struct edition edition = {"muster-2026", "Musterausgabe 2026", "2026-11-23",
                                       "Landratsamt Muster", "0.1", NULL, NULL, NULL};

/* A folder of templates, made for one test. */
struct folder {
    char dir[1024];
    struct diag *d;
    struct compose *c;
};

static inline void write_file(const struct folder *f, const char *name, const char *text)
{
    char path[1100];
    snprintf(path, sizeof path, "%s/%s", f->dir, name);
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    assert_true(fputs(text, out) >= 0);
    assert_int_equal(fclose(out), 0);
}

static inline void open_folder(struct folder *f)
{
    const char *tmp = getenv("TMPDIR");
    snprintf(f->dir, sizeof f->dir, "%s/compose-XXXXXX", tmp != NULL ? tmp : "/tmp");
    assert_non_null(mkdtemp(f->dir));
    f->d = diag_new();
    f->c = compose_new(f->dir, &fake, &edition);
}

static inline void close_folder(struct folder *f)
{
    static const char *const names[] = {"t.xml", "a.xml", "b.xml"};
    compose_free(f->c);
    diag_free(f->d);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char path[1100];
        snprintf(path, sizeof path, "%s/%s", f->dir, names[i]);
        unlink(path);
    }
    rmdir(f->dir);
}

/* The blocks of a report about Bernheim. */
static inline struct document *compose_body(struct folder *f, const char *body)
{
    char *text = malloc(strlen(body) + 400);
    assert_non_null(text);
    sprintf(text,
            "<report volume=\"v\" title=\"t\" for=\"gemeinde\"\n"
            "        xmlns:xi=\"http://www.w3.org/2001/XInclude\">\n%s\n</report>\n",
            body);
    write_file(f, "t.xml", text);
    free(text);
    return compose_report(f->c, "t.xml", BERNHEIM, f->d);
}

/* All text of a document, one after the other, blocks divided by "|". */
static inline char *plain(const struct document *doc)
{
    struct buf b = BUF_INIT;
    bool leaving = false;
    const struct doc_node *n = NULL;
    while ((n = document_next(doc->root, n, &leaving)) != NULL) {
        bool block = n->kind == DOC_PARAGRAPH || n->kind == DOC_CELL || n->kind == DOC_HEADING;
        if (leaving && block)
            buf_addc(&b, '|');
        if (!leaving && n->kind == DOC_TEXT)
            buf_adds(&b, n->text);
    }
    return buf_detach(&b);
}

#endif
