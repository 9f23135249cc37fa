#include "methods/spread.h"

#include "analysis/analysis_private.h"

/* Fewer are no picture of what is usual among municipalities of that kind. */
enum { LEAST = 3 };

bool analysis_similar_value(const struct analysis *a, uint32_t indicator, uint32_t area, int year,
                            struct analysis_similar_value *out)
{
    size_t n;
    const struct analysis_neighbour *list = analysis_similar(a, area, &n);
    *out = (struct analysis_similar_value){.of = n};
    double shown[ANALYSIS_SIMILAR];
    for (size_t i = 0; i < n && i < ANALYSIS_SIMILAR; i++) {
        const struct published_value *v = shown_at(a, indicator, list[i].area, year);
        if (v != NULL)
            shown[out->n++] = v->value;
    }
    if (out->n < LEAST)
        return false;
    spread_sort(shown, out->n);
    out->low = shown[0];
    out->median = spread_quantile(shown, out->n, 0.5);
    out->high = shown[out->n - 1];
    return true;
}
