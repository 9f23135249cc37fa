/* A folder for the files a test writes, and questions to the messages. Included once
 * by a test program, after cmocka. */
#ifndef TESTS_FOLDER_H
#define TESTS_FOLDER_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/file.h"

struct folder {
    char path[512];
    struct diag *d;
};

static void folder_open(struct folder *f)
{
    const char *tmp = getenv("TMPDIR");
    snprintf(f->path, sizeof f->path, "%s/sozialbericht-XXXXXX", tmp != NULL ? tmp : "/tmp");
    assert_non_null(mkdtemp(f->path));
    f->d = diag_new();
}

static void folder_write_bytes(struct folder *f, const char *name, const void *bytes, size_t n)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", f->path, name);
    char *slash = strrchr(path, '/');
    *slash = '\0';
    assert_int_equal(file_make_dir(path, f->d), 0);
    *slash = '/';
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    assert_int_equal(fwrite(bytes, 1, n, out), n);
    assert_int_equal(fclose(out), 0);
}

static inline void folder_write(struct folder *f, const char *name, const char *text)
{
    folder_write_bytes(f, name, text, strlen(text));
}

static void folder_close(struct folder *f)
{
    assert_int_equal(file_remove_tree(f->path, f->d), 0);
    diag_free(f->d);
}

/* The n-th message of a code, NULL where there are fewer. */
static inline const struct diag_item *folder_message(const struct folder *f, enum diag_code code,
                                                     size_t n)
{
    for (size_t i = 0; i < diag_count(f->d); i++)
        if (diag_at(f->d, i)->code == code && n-- == 0)
            return diag_at(f->d, i);
    return NULL;
}

static inline void folder_print(const struct folder *f)
{
    char *text = diag_text(f->d);
    print_message("%s", text);
    free(text);
}

/* Exactly this code, at this line and column (0: not looked at). */
static inline void folder_expect(const struct folder *f, enum diag_code code, int line, int column)
{
    const struct diag_item *m = folder_message(f, code, 0);
    if (m == NULL) {
        folder_print(f);
        fail_msg("no message %s", diag_code_name(code));
        return;
    }
    if (line != 0)
        assert_int_equal(m->at.line, line);
    if (column != 0)
        assert_int_equal(m->at.column, column);
}

static inline void folder_expect_clean(const struct folder *f)
{
    if (diag_count(f->d) > 0)
        folder_print(f);
    assert_int_equal(diag_count(f->d), 0);
}

#endif
