/* What a method without a model would hide: for comparison only. It knows the sums of the
 * finest counts, and sees to it that none has exactly one hidden place. */
#include <stdlib.h>

#include "guard/audit_private.h"

struct naive {
    const struct counts *counts;
    const struct model *model;
    size_t *finest; /* by atom: 1 + the count that is this atom alone */
    bool *hidden;   /* by count */
};

static bool of_group(const struct counts *c, size_t i, const struct areas *areas)
{
    const struct use *u = &c->uses[c->by_count[c->list[i].first_use]];
    return areas_at(areas, c->statistics[u->statistic].area)->kind == AREA_GROUP;
}

/* One more in a sum with exactly one hidden place: the smallest. */
static bool complete_sum(struct naive *w, const struct row *row)
{
    size_t n_hidden = 0, best = 0;
    for (size_t i = 0; i < row->n; i++) {
        size_t at = w->finest[row->atoms[i]];
        if (at == 0)
            return false;
        const struct count *c = &w->counts->list[at - 1];
        n_hidden += w->hidden[at - 1];
        if (!w->hidden[at - 1] && counts_may_hide(w->counts, at - 1) &&
            (best == 0 || c->value < w->counts->list[best - 1].value))
            best = at;
    }
    if (n_hidden != 1 || best == 0)
        return false;
    w->hidden[best - 1] = true;
    return true;
}

static bool hide_group(struct naive *w, size_t i)
{
    const struct row *row = &w->model->rows[i];
    for (size_t k = 0; k < row->n && !w->hidden[i]; k++) {
        size_t at = w->finest[row->atoms[k]];
        if (at > 0 && w->hidden[at - 1]) {
            w->hidden[i] = true;
            return true;
        }
    }
    return false;
}

static size_t statistics_lost(const struct naive *w)
{
    size_t n = 0;
    for (size_t i = 0; i < w->counts->n_statistics; i++) {
        const struct statistic_ref *s = &w->counts->statistics[i];
        bool lost = false;
        for (size_t k = 0; k < s->n_uses; k++)
            lost = lost || w->hidden[w->counts->uses[s->first_use + k].count];
        n += lost && (*s->hidden == HIDE_NOT || *s->hidden == HIDE_FOR_OTHERS);
    }
    return n;
}

size_t audit_naive(const struct counts *c, const struct model *m, const struct areas *areas)
{
    struct naive w = {.counts = c, .model = m};
    w.finest = mem_alloc((m->n_atoms + 1) * sizeof *w.finest);
    w.hidden = mem_alloc((m->n_rows + 1) * sizeof *w.hidden);
    for (size_t i = 0; i < m->n_counts; i++) {
        enum knowledge k = counts_knowledge(c, i);
        w.hidden[i] = k == SMALL || k == PRIMARY;
        if (m->rows[i].n == 1)
            w.finest[m->rows[i].atoms[0]] = i + 1;
    }
    for (bool more = true; more;) {
        more = false;
        for (size_t r = 0; r < m->n_rows; r++) {
            bool sum = m->rows[r].n > 1 && (r < m->n_counts ? !w.hidden[r]
                                                             : !(m->rows[r].high > 0));
            more = (sum && complete_sum(&w, &m->rows[r])) || more;
        }
        for (size_t i = 0; i < m->n_counts; i++)
            more = (of_group(c, i, areas) && hide_group(&w, i)) || more;
    }
    size_t n = statistics_lost(&w);
    free(w.finest);
    free(w.hidden);
    return n;
}
