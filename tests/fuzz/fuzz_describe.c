/* Any bytes as an unknown table: what is proposed must be sound XML, made twice the same, and
 * of case records it must not show what stands in their rows (GEHEIM in the seeds). */
#include <assert.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "facts/areas.h"
#include "facts/catalogue.h"
#include "fuzz/scratch.h"
#include "ingest/describe.h"
#include "xml/xml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void describe(const char *path, const struct areas *areas,
                     const struct catalogue *catalogue, struct buf *out)
{
    struct diag *d = diag_new();
    int rc = describe_file(path, areas, catalogue, out, d);
    assert(rc == 0 && (out->len > 0 || diag_count(d) > 0));
    diag_free(d);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct areas *areas;
    static struct catalogue *catalogue;
    if (areas == NULL) {
        scratch_open();
        areas = areas_load("tests/fuzz/world", NULL);
        catalogue = catalogue_load("tests/fuzz/world", NULL);
        assert(areas != NULL && catalogue != NULL);
    }
    char path[sizeof scratch + 32];
    snprintf(path, sizeof path, "%s/t.csv", scratch);
    scratch_put("t.csv", data, size);
    struct buf first = BUF_INIT, again = BUF_INIT;
    describe(path, areas, catalogue, &first);
    describe(path, areas, catalogue, &again);
    assert(first.len == again.len && memcmp(buf_str(&first), buf_str(&again), first.len) == 0);
    if (first.len > 0) {
        struct diag *d = diag_new();
        struct xml_doc *doc = xml_load_bytes("t.xml", buf_str(&first), first.len, NULL, d);
        assert(doc != NULL);
        if (xml_child(xml_root(doc), "cases") != NULL)
            assert(strstr(buf_str(&first), "GEHEIM") == NULL);
        xml_free(doc);
        diag_free(d);
    }
    buf_release(&first);
    buf_release(&again);
    return 0;
}
