/* Any bytes as one of the files that say what there is: catalogue, sources, Handlungsfelder,
 * areas, changes of territory; the others are sound. The root element says which it is. */
#include <assert.h>
#include <math.h>
#include <stdint.h>

#include "base/utf8.h"
#include "facts/areas.h"
#include "facts/catalogue.h"
#include "fuzz/scratch.h"
#include "ingest/ingest_private.h"

static const char *const names[] = {"catalogue.xml", "sources.xml", "agenda.xml", "areas.xml",
                                    "territory.xml"};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool mentions(const uint8_t *data, size_t size, const char *word)
{
    size_t n = strlen(word);
    for (size_t i = 0; i + n <= size && i < 500; i++)
        if (memcmp(data + i, word, n) == 0)
            return true;
    return false;
}

static const char *kind_of(const uint8_t *data, size_t size)
{
    return mentions(data, size, "<sources")     ? names[1]
           : mentions(data, size, "<agenda")    ? names[2]
           : mentions(data, size, "<areas")     ? names[3]
           : mentions(data, size, "<territory") ? names[4]
                                                : names[0];
}

static void prove(const struct catalogue *c)
{
    size_t n = catalogue_measures(c);
    for (uint32_t i = 0; i < catalogue_indicators(c); i++) {
        const struct indicator *x = catalogue_indicator(c, i);
        assert(catalogue_find_indicator(c, x->id) == i && x->n_numerator > 0);
        assert(isfinite(x->factor) && x->pool >= 1 && x->pool <= MAX_POOL);
        for (size_t k = 0; k < x->n_numerator; k++)
            assert(x->numerator[k].measure < n && isfinite(x->numerator[k].weight));
        for (size_t k = 0; k < x->n_denominator; k++)
            assert(x->denominator[k].measure < n && isfinite(x->denominator[k].weight));
        for (size_t k = 0; k < x->n_limits; k++)
            assert(k == 0 || x->limits[k] > x->limits[k - 1]);
    }
    for (size_t i = 0; i < catalogue_relations(c); i++)
        for (size_t k = 0; k < catalogue_relation(c, i)->n_parts; k++)
            assert(catalogue_relation(c, i)->parts[k] < n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static bool ready;
    if (!ready) {
        ready = true;
        scratch_open();
        for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
            char from[64];
            snprintf(from, sizeof from, "tests/fuzz/world/%s", names[i]);
            scratch_copy(from, names[i]);
        }
    }
    const char *kind = kind_of(data, size);
    char from[64];
    scratch_put(kind, data, size);
    struct diag *d = diag_new();
    struct areas *areas = areas_load(scratch, d);
    struct catalogue *c = catalogue_load(scratch, d);
    assert((areas != NULL && c != NULL) || diag_has_errors(d));
    if (c != NULL)
        prove(c);
    if (areas != NULL)
        territory_free(territory_load(scratch, areas, d));
    char *text = diag_text(d);
    assert(utf8_check(text, strlen(text)) == strlen(text));
    free(text);
    catalogue_free(c);
    areas_free(areas);
    diag_free(d);
    snprintf(from, sizeof from, "tests/fuzz/world/%s", kind);
    scratch_copy(from, kind);
    return 0;
}
