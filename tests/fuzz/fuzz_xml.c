/* Any bytes as an XML file: no grammar, and the grammar of the areas where it is built
 * in. What is accepted must keep the promises of the tree and its places. */
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "xml/xml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void walk(struct arena *a, const struct xml_node *n, int level)
{
    assert(level <= 64);
    struct place at = xml_place(n);
    assert(at.line >= 1 && at.column >= 1);
    const char *text = xml_is_text(n) ? xml_raw(n) : xml_text(a, n);
    assert(utf8_check(text, strlen(text)) == strlen(text));
    for (const struct xml_node *c = xml_first_any(n); c != NULL; c = xml_next_any(c)) {
        assert(xml_parent(c) == n);
        walk(a, c, level + 1);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const grammars[] = {NULL, "areas.rng", "report.rng"};
    for (size_t i = 0; i < 3; i++) {
        struct diag *d = diag_new();
        struct arena *a = arena_new();
        struct xml_doc *doc = xml_load_bytes("f.xml", (const char *)data, size, grammars[i], d);
        assert((doc == NULL) == diag_has_errors(d));
        if (doc != NULL) {
            walk(a, xml_root(doc), 1);
            XML_REPORT_AT(d, XML_SYNTAX, xml_root(doc), NULL, size, "x");
        }
        char *text = diag_text(d);
        assert(utf8_check(text, strlen(text)) == strlen(text));
        free(text);
        xml_free(doc);
        arena_free(a);
        diag_free(d);
    }
    return 0;
}
