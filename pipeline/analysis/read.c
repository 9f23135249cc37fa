#include <string.h>

#include "analysis/analysis_private.h"
#include "base/decimal.h"
#include "base/str.h"

size_t read_count(const struct xml_node *n, const char *name)
{
    size_t count = 0;
    for (const struct xml_node *c = xml_child(n, name); c != NULL; c = xml_next_same(c))
        count++;
    return count;
}

/* " Meinten Sie „S06“?", or "". */
static const char *guess(const struct analysis *a, const char *wanted)
{
    const char *best = NULL;
    int distance = 2;
    for (uint32_t i = 0; i < published_indicators(a->published); i++) {
        const char *id = published_indicator(a->published, i)->id;
        int d = str_distance(wanted, id, distance - 1);
        if (d < distance) {
            distance = d;
            best = id;
        }
    }
    return best != NULL ? arena_printf(a->arena, " Meinten Sie „%s“?", best) : "";
}

uint32_t read_indicator(struct analysis *a, const struct xml_node *n, const char *attr,
                        const char *what, struct diag *d)
{
    const char *id = xml_attr(n, attr);
    uint32_t found = published_find_indicator(a->published, id);
    if (found == PUBLISHED_NONE)
        XML_REPORT(d, ANALYSIS_INDICATOR, n, attr, id, guess(a, id), what);
    return found;
}

int read_direction(struct analysis *a, const struct xml_node *n, const char *attr,
                   uint32_t indicator, const char *what, struct diag *d)
{
    const struct published_indicator *in = published_indicator(a->published, indicator);
    switch (in->polarity) {
    case PUBLISHED_BURDEN: return 1;
    case PUBLISHED_RELIEF: return -1;
    case PUBLISHED_NEUTRAL: break;
    }
    XML_REPORT(d, ANALYSIS_NEUTRAL, n, attr, in->id, what);
    return 0;
}

bool read_limits(struct analysis *a, const struct xml_node *n, double *out, size_t n_out,
                 const char *what, struct diag *d)
{
    static const char blank[] = " \t\r\n";
    const char *text = xml_attr(n, "limits");
    const char *p = text + strspn(text, blank);
    for (size_t i = 0; i < n_out; i++) {
        size_t len = strcspn(p, blank);
        int decimals;
        if (decimal_parse(p, len, (struct decimal_form){'.', 0}, &out[i], &decimals) !=
                DECIMAL_OK || (i > 0 && !(out[i] > out[i - 1]))) {
            XML_REPORT(d, ANALYSIS_LIMITS, n, "limits", arena_strdup(a->arena, text), what);
            return false;
        }
        p += len;
        p += strspn(p, blank);
    }
    return true;
}
