#include "guard/audit_private.h"

#include <math.h>
#include <stdlib.h>

#include "guard/program_private.h"

/* Differences below this are none. */
static const double near = 1e-6;

struct auditor {
    const struct counts *counts;
    const struct model *model;
    struct pieces *pieces;
    enum knowledge *knows; /* by count */
    bool *equal;           /* by row */
    struct span *bounds;   /* by count: what the attacker can get, as differences */
    bool *decided, *enough; /* by count */
    struct piece_rows {    /* of the piece at hand: where its rows stand in the program */
        size_t *at;
        struct program *program;
        bool whole;
    } now;
};

static void learn(struct auditor *w, struct arena *a)
{
    const struct model *m = w->model;
    w->knows = arena_array(a, m->n_rows + 1, sizeof *w->knows);
    w->equal = arena_array(a, m->n_rows + 1, sizeof *w->equal);
    w->bounds = arena_array(a, m->n_rows + 1, sizeof *w->bounds);
    w->decided = arena_array(a, m->n_rows + 1, sizeof *w->decided);
    w->enough = arena_array(a, m->n_rows + 1, sizeof *w->enough);
    w->now.at = arena_array(a, m->n_rows + 1, sizeof *w->now.at);
    for (size_t r = 0; r < m->n_rows; r++) {
        w->decided[r] = true;
        w->knows[r] = r < m->n_counts ? counts_knowledge(w->counts, r) : OPEN;
        w->equal[r] = r < m->n_counts ? w->knows[r] == KNOWN
                                      : !(m->rows[r].low < 0) && !(m->rows[r].high > 0);
    }
    w->pieces = pieces_new(m, w->equal);
}

static bool hidden(enum knowledge k)
{
    return k == SMALL || k == COMPLEMENT || k == PRIMARY;
}

/* The row's atoms that are not fixed, as columns of the piece. */
static size_t columns_of(const struct auditor *w, size_t row, size_t *columns, double *weights)
{
    const struct row *r = &w->model->rows[row];
    size_t n = 0;
    for (size_t i = 0; i < r->n; i++) {
        if (w->pieces->fixed[r->atoms[i]])
            continue;
        columns[n] = w->pieces->place[r->atoms[i]];
        weights[n++] = r->weights[i];
    }
    return n;
}

/* The best interval for a row's count; false where nothing fits. */
static bool bound(struct auditor *w, size_t row, size_t *columns, double *weights,
                  struct span *out)
{
    struct program *p = w->now.program;
    size_t n = columns_of(w, row, columns, weights);
    bool possible = true;
    for (size_t i = 0; i < n; i++)
        program_cost(p, columns[i], weights[i]);
    for (int side = 0; side < 2; side++) {
        enum program_result result = program_solve(p, side == 1, w->now.whole);
        double end = side == 1 ? INFINITY : -INFINITY;
        if (result == PROGRAM_SOLVED)
            end = program_total(p);
        possible = possible && result != PROGRAM_IMPOSSIBLE;
        w->decided[row] = w->decided[row] && result != PROGRAM_UNDECIDED;
        *(side == 1 ? &out->high : &out->low) = end;
    }
    for (size_t i = 0; i < n; i++)
        program_cost(p, columns[i], 0);
    return possible;
}

static bool wide(const struct auditor *w, size_t i, struct span b)
{
    struct span mark = counts_span(w->counts, i, w->knows[i]);
    if (w->knows[i] == SMALL)
        return b.low < mark.low + near && b.high > mark.high - near;
    if (counts_amount(w->counts, i)) {
        double margin = w->counts->list[i].margin * (1 - near);
        return b.low < fmax(-margin, mark.low) + near && b.high > margin - near;
    }
    return b.high - b.low > w->counts->list[i].least - 2 - near;
}

static bool worth_it(const struct auditor *w, size_t piece)
{
    for (size_t i = w->pieces->first_row[piece]; i < w->pieces->first_row[piece + 1]; i++) {
        if (hidden(w->knows[w->pieces->rows[i]]))
            return true;
    }
    return false;
}

static void build(struct auditor *w, size_t piece, size_t *columns, double *weights)
{
    const struct pieces *s = w->pieces;
    size_t n_atoms = s->first_atom[piece + 1] - s->first_atom[piece];
    w->now.program = program_new(n_atoms);
    w->now.whole = pieces_whole(s, w->model, piece);
    for (size_t i = 0; i < n_atoms; i++)
        program_bounds(w->now.program, i, w->model->lower[s->atoms[s->first_atom[piece] + i]],
                       INFINITY);
    for (size_t i = s->first_row[piece]; i < s->first_row[piece + 1]; i++) {
        size_t r = s->rows[i];
        struct span b = r < w->model->n_counts
                            ? counts_span(w->counts, r, w->knows[r])
                            : (struct span){w->model->rows[r].low, w->model->rows[r].high};
        size_t n = columns_of(w, r, columns, weights);
        w->now.at[r] = program_row(w->now.program, columns, weights, n, b.low, b.high);
    }
}

/* Intervals of all hidden counts of the piece. believes: whether this is the second attacker. */
static void bound_all(struct auditor *w, size_t piece, bool believes, size_t *columns,
                      double *weights)
{
    for (size_t i = w->pieces->first_row[piece]; i < w->pieces->first_row[piece + 1]; i++) {
        size_t r = w->pieces->rows[i];
        struct span b, *out = &w->bounds[r];
        if (!hidden(w->knows[r]) || !bound(w, r, columns, weights, &b))
            continue;
        w->enough[r] = (!believes || w->enough[r]) && w->decided[r] && wide(w, r, b);
        if (!believes)
            *out = b;
        else if (b.low <= out->high && b.high >= out->low)
            *out = (struct span){fmax(b.low, out->low), fmin(b.high, out->high)};
    }
}

static void audit_piece(struct auditor *w, size_t piece)
{
    const struct pieces *s = w->pieces;
    size_t n_atoms = s->first_atom[piece + 1] - s->first_atom[piece];
    if (!worth_it(w, piece))
        return;
    size_t *columns = mem_alloc((n_atoms + 1) * sizeof *columns);
    double *weights = mem_alloc((n_atoms + 1) * sizeof *weights);
    build(w, piece, columns, weights);
    bound_all(w, piece, false, columns, weights);
    for (size_t i = s->first_row[piece]; i < s->first_row[piece + 1]; i++) {
        size_t r = s->rows[i];
        double shift = w->model->rows[r].shift;
        if (!w->equal[r] || !(fabs(shift) > 0))
            continue;
        program_row_bounds(w->now.program, w->now.at[r], shift, shift);
        bound_all(w, piece, true, columns, weights);
        program_row_bounds(w->now.program, w->now.at[r], 0, 0);
    }
    program_free(w->now.program);
    free(columns);
    free(weights);
}

static bool for_others(const struct statistic_ref *s)
{
    return *s->hidden == HIDE_FOR_OTHERS;
}

/* Hidden with another count of the same statistic, not for its own sake: the denominator of
 * a rate whose numerator had to be hidden, for one. That may be found out. */
static bool by_the_way(const struct auditor *w, size_t count)
{
    const struct counts *c = w->counts;
    for (size_t i = 0; i < c->list[count].n_uses; i++) {
        const struct use *u = &c->uses[c->by_count[c->list[count].first_use + i]];
        const struct statistic_ref *s = &c->statistics[u->statistic];
        bool alone = for_others(s);
        for (size_t k = 0; k < s->n_uses; k++) {
            size_t other = c->uses[s->first_use + k].count;
            alone = alone && (other == count || w->knows[other] == KNOWN);
        }
        if (alone)
            return false;
    }
    return true;
}

static bool in_stratum(const struct indicator *ind, struct term *t, unsigned stratum)
{
    if (stratum == 0 || t->stratum != 0)
        return stratum == 0 || t->stratum == stratum;
    return stats_narrow(t, &ind->standard->strata[stratum - 1].part);
}

/* The terms of the first statistic that the count stands in. */
static const struct term *terms_of(struct arena *a, const struct counts *c, size_t i, size_t *n)
{
    const struct use *u = &c->uses[c->by_count[c->list[i].first_use]];
    const struct statistic_ref *s = &c->statistics[u->statistic];
    const struct indicator *ind = catalogue_indicator(c->catalogue, s->indicator);
    size_t all = u->denominator ? ind->n_denominator : ind->n_numerator;
    struct term *out = arena_array(a, all + 1, sizeof *out);
    bool part = s->part > 0 && !u->denominator;
    *n = 0;
    for (size_t k = 0; k < all; k++) {
        struct term t = u->denominator ? ind->denominator[k] : ind->numerator[k];
        if ((c->list[i].measure == CATALOGUE_NONE || t.measure == c->list[i].measure) &&
            in_stratum(ind, &t, u->stratum) &&
            stats_narrow(&t, part ? &ind->parts[s->part - 1] : NULL))
            out[(*n)++] = t;
    }
    return out;
}

/* Each indicator once: statistics stand in the order of the catalogue, wholes before parts. */
static const struct audit_use *uses_of(struct arena *a, const struct counts *c, size_t i,
                                       size_t *n)
{
    const struct count *count = &c->list[i];
    struct audit_use *out = arena_array(a, count->n_uses, sizeof *out);
    *n = 0;
    for (size_t k = 0; k < count->n_uses; k++) {
        const struct statistic_ref *s =
            &c->statistics[c->uses[c->by_count[count->first_use + k]].statistic];
        if (*n == 0 || out[*n - 1].indicator != s->indicator)
            out[(*n)++] = (struct audit_use){s->indicator, s->part > 0};
        else if (s->part == 0)
            out[*n - 1].part = false;
    }
    return out;
}

static struct audit_count describe(struct arena *a, const struct auditor *w, size_t i)
{
    const struct counts *c = w->counts;
    const struct count *count = &c->list[i];
    const struct statistic_ref *s =
        &c->statistics[c->uses[c->by_count[count->first_use]].statistic];
    struct audit_count out = {
        .measure = count->measure, .area = s->area, .value = count->value,
        .least = count->least, .decided = w->decided[i], .enough = w->enough[i],
        .lowest = fmax(count->value + w->bounds[i].low, 0),
        .highest = count->value + w->bounds[i].high,
        .why = w->knows[i] == SMALL     ? AUDIT_SMALL
               : w->knows[i] == PRIMARY ? AUDIT_PRIMARY
                                        : AUDIT_COMPLEMENT};
    if (out.value < 0) { /* a difference, written the other way round */
        out.value = -out.value;
        out.lowest = fmax(-out.highest, 0);
        out.highest = out.value - w->bounds[i].low;
    }
    out.terms = terms_of(a, c, i, &out.n_terms);
    out.uses = uses_of(a, c, i, &out.n_uses);
    for (size_t k = 0; k < count->n_cells; k++) {
        int year = counts_unpack(c->order, count->cells[k].key).year;
        out.year_from = k == 0 || year < out.year_from ? year : out.year_from;
        out.year_to = k == 0 || year > out.year_to ? year : out.year_to;
    }
    for (size_t k = 0; k < count->n_uses; k++) {
        size_t statistic = c->uses[c->by_count[count->first_use + k]].statistic;
        out.statistics += *c->statistics[statistic].hidden != HIDE_NOT;
    }
    return out;
}

static void count_losses(struct audit *out, const struct counts *c)
{
    out->losses.statistics = c->n_statistics;
    for (size_t i = 0; i < c->n_statistics; i++) {
        out->losses.complements += for_others(&c->statistics[i]);
        out->losses.primary += !for_others(&c->statistics[i]) &&
                               *c->statistics[i].hidden != HIDE_NOT;
    }
}

struct audit *audit_make(struct arena *a, const struct counts *c, const struct model *m,
                         const struct areas *areas)
{
    struct arena *scratch = arena_new();
    struct audit *out = arena_alloc(a, sizeof *out);
    struct auditor w = {.counts = c, .model = m};
    struct audit_count *list = arena_array(a, c->n + 1, sizeof *list);
    learn(&w, scratch);
    for (size_t i = 0; i < c->n; i++) /* until the contrary is found everything is known */
        w.enough[i] = hidden(w.knows[i]) && wide(&w, i, w.bounds[i]);
    for (size_t i = 0; i < w.pieces->n; i++)
        audit_piece(&w, i);
    for (size_t i = 0; i < c->n; i++) {
        if (!hidden(w.knows[i]) || (w.knows[i] == COMPLEMENT && by_the_way(&w, i)))
            continue;
        list[out->n_counts] = describe(a, &w, i);
        out->exposed += !list[out->n_counts++].enough;
    }
    out->counts = list;
    count_losses(out, c);
    out->losses.naive = out->losses.primary > 0 ? audit_naive(c, m, areas) : 0;
    pieces_free(w.pieces);
    arena_free(scratch);
    return out;
}
