/* Any bytes as a descriptor, and behind a NUL the table it reads, as a file of a source: the
 * whole way from the folder of the inputs. */
#include <assert.h>
#include <stdint.h>

#include "base/utf8.h"
#include "facts/areas.h"
#include "facts/catalogue.h"
#include "facts/facts.h"
#include "fuzz/scratch.h"
#include "ingest/ingest.h"

static const char sources[] =
    "<sources><source id=\"A\" status=\"own\" protection=\"raw\" retrieved=\"2025-01-01\">"
    "<publisher short=\"A\">Amt</publisher><table>t</table><title>T</title>"
    "<licence id=\"L\">Lizenz</licence><file path=\"t.csv\" table=\"t\"/></source></sources>";

static const char table[] = "Schlüssel;Name;Art;2023;2024\n"
                            "08116049;Nürtingen;m;12;1.234\n"
                            "08116004;Altbach;w;-;(5)\n";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct areas *areas;
    static struct catalogue *catalogue;
    if (areas == NULL) {
        scratch_open();
        scratch_copy("tests/fuzz/world/catalogue.xml", "catalogue.xml");
        scratch_copy("tests/fuzz/world/agenda.xml", "agenda.xml");
        scratch_put("sources.xml", sources, sizeof sources - 1);
        areas = areas_load("tests/fuzz/world", NULL);
        catalogue = catalogue_load(scratch, NULL);
        assert(areas != NULL && catalogue != NULL);
    }
    const uint8_t *end = size > 0 ? memchr(data, '\0', size) : NULL;
    scratch_put("descriptors/t.xml", data, end != NULL ? (size_t)(end - data) : size);
    if (end != NULL)
        scratch_put("t.csv", end + 1, size - (size_t)(end + 1 - data));
    else
        scratch_put("t.csv", table, sizeof table - 1);
    struct diag *d = diag_new();
    struct facts *facts = facts_new();
    struct ingest_count count;
    int rc = ingest_all(scratch, areas, catalogue, facts, &count, d);
    assert(rc == 0 && (count.cells > 0 || diag_count(d) > 0 || facts_count(facts) == 0));
    char *text = diag_text(d);
    assert(utf8_check(text, strlen(text)) == strlen(text));
    free(text);
    facts_free(facts);
    diag_free(d);
    return 0;
}
