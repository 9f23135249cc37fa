#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/names.h"
#include "base/sha256.h"
#include "xml/grammar.h"
#include "xml/libxml_private.h"
#include "xml/rng_private.h"
#include "xml/xml.h"
#include "xml/xml_private.h"

static struct xml_doc *new_doc(const char *file)
{
    struct arena *a = arena_new();
    struct xml_doc *doc = arena_alloc(a, sizeof *doc);
    doc->arena = a;
    doc->file = arena_strdup(a, file);
    return doc;
}

void xml_free(struct xml_doc *doc)
{
    if (doc != NULL)
        arena_free(doc->arena);
}

static struct names **known_files(void)
{
    static struct names *known;
    return &known;
}

void xml_use_known(struct names *known)
{
    *known_files() = known;
}

void xml_grammar_digest(char hex[])
{
    struct buf all = BUF_INIT;
    for (size_t i = 0; i < grammar_count; i++) {
        buf_adds(&all, grammar_table[i].name);
        buf_add(&all, grammar_table[i].text, grammar_table[i].len);
    }
    sha256_hex(all.data, all.len, hex);
    buf_release(&all);
}

/* False where the grammar is not an embedded one. */
static bool known_key(const char *grammar, const char *bytes, size_t n, struct buf *key)
{
    char digest[SHA256_HEX];
    bool embedded = false;
    for (size_t i = 0; i < grammar_count && !embedded; i++)
        embedded = strcmp(grammar_table[i].name, grammar) == 0;
    if (embedded) {
        sha256_hex(bytes, n, digest);
        buf_printf(key, "%s %s", grammar, digest);
    }
    return embedded;
}

static int check_document(const char *grammar, struct xml_doc *doc, const char *bytes, size_t n,
                          void *native, struct diag *d)
{
    struct names *known = *known_files();
    struct buf key = BUF_INIT;
    bool keyed = known != NULL && known_key(grammar, bytes, n, &key);
    int rc = 0;
    if (!keyed || names_find(known, key.data, key.len) == NAMES_NONE)
        rc = rng_check(grammar, doc, native, d);
    if (keyed && rc == 0)
        names_intern(known, key.data, key.len);
    buf_release(&key);
    return rc;
}

static int read_document(struct xml_doc *doc, const char *bytes, size_t n, const char *grammar,
                         struct diag *d)
{
    void *native = NULL;
    if (xml_source_take(doc, bytes, n, d) != 0 || xml_parse(doc, &native, d) != 0)
        return -1;
    int rc = grammar != NULL ? check_document(grammar, doc, bytes, n, native, d) : 0;
    xmlFreeDoc(native);
    return rc;
}

/* What was done is said once for the file. A fault of the file as a whole says it
 * itself. */
static void count_faults(struct diag *d, const char *file)
{
    size_t count = 0;
    for (size_t i = 0; i < diag_count(d); i++) {
        const struct diag_item *item = diag_at(d, i);
        if (item->at.line == 0)
            return;
        count += 1 + (size_t)item->repeats;
    }
    char text[24];
    snprintf(text, sizeof text, "%zu", count);
    DIAG_AT(d, XML_REJECTED, ((struct place){file, 0, 0}), text);
}

struct xml_doc *xml_load_bytes(const char *file, const char *bytes, size_t n, const char *grammar,
                               struct diag *d)
{
    struct xml_doc *doc = new_doc(file);
    struct diag *own = diag_new();
    int rc = -1;
    if (n > (size_t)XML_MEGABYTES * 1024 * 1024) {
        char limit[16];
        snprintf(limit, sizeof limit, "%d", XML_MEGABYTES);
        DIAG_AT(own, IO_TOO_LARGE, ((struct place){doc->file, 0, 0}), limit);
    } else {
        rc = read_document(doc, bytes, n, grammar, own);
    }
    if (rc != 0) {
        count_faults(own, doc->file);
        xml_free(doc);
        doc = NULL;
    }
    char *messages = diag_save(own);
    if (d != NULL)
        diag_load(d, messages);
    free(messages);
    diag_free(own);
    return doc;
}

struct xml_doc *xml_load(const char *dir, const char *name, const char *grammar, struct diag *d)
{
    struct arena *a = arena_new();
    struct buf bytes = BUF_INIT;
    struct xml_doc *doc = NULL;
    const char *path = path_inside(a, dir, name);
    if (path == NULL)
        DIAG_AT(d, PATH_OUTSIDE, ((struct place){path_join(a, dir, name), 0, 0}), name);
    else if (!file_exists(path))
        DIAG_AT(d, XML_NO_FILE, ((struct place){path, 0, 0}), NULL);
    else if (file_read(path, (size_t)XML_MEGABYTES * 1024 * 1024, &bytes, d) == 0)
        doc = xml_load_bytes(path, buf_str(&bytes), bytes.len, grammar, d);
    buf_release(&bytes);
    arena_free(a);
    return doc;
}
