#include "guard/secondary_private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "guard/program_private.h"

static const double near = 1e-6; /* differences below are none */
static const double group_weight = 4, kreis_weight = 64;

enum handle { /* how a row is held in the program */
    BY_ATOM, /* it is one atom: by the bounds and costs of that atom's two columns */
    BY_ROW,  /* a row of its own, without a cost */
    BY_MOVE  /* a row and two columns for its change, up and down */
};

struct held {
    size_t row; /* of the model */
    enum handle handle;
    size_t column; /* of the change up; down is the next */
    size_t at;     /* row of the program */
    struct span span;
    double shift;  /* for one who believes the printed sum */
};

struct target { /* a value that a count must be able to have */
    size_t held;  /* the count's row in this piece */
    double difference;
    size_t witness; /* 1 + its number, 0: none */
    size_t believed; /* 1 + the held row of the printed sum that he believes; 0: none */
    bool given_up;  /* its count is shown again: it needs none */
};

struct witness {
    size_t believed; /* as of its target */
    double *moves; /* by held row: its change */
    size_t stale;  /* 1 + the held row that is shown again and moves in it; 0: none */
};

/* A piece: columns 2 i and 2 i + 1 are the change of its atom i up and down. */
struct piece {
    struct counts *counts;
    const struct model *model;
    const struct pieces *pieces;
    const double *cost; /* by count */
    struct arena *arena;
    struct program *program;
    bool whole;
    bool relaxed;  /* the attacker does not know that complements are not small */
    size_t n_atoms;
    struct held *held;
    size_t n_held, n_columns;
    bool *touched;      /* by atom: in a count that the primary rule hides */
    struct span *spans; /* by atom: what its own rows leave it */
    struct target *targets;
    size_t n_targets, cap_targets;
    struct witness *witnesses;
    size_t n_witnesses, cap_witnesses;
    size_t *columns; /* room for a row */
    double *weights;
};

static double cost_of(const struct counts *c, size_t i, const struct areas *areas)
{
    double cost = 0, most = 1;
    const struct count *count = &c->list[i];
    for (size_t k = 0; k < count->n_uses; k++) {
        const struct use *u = &c->uses[c->by_count[count->first_use + k]];
        enum area_kind kind = areas_at(areas, c->statistics[u->statistic].area)->kind;
        double weight = kind == AREA_GEMEINDE ? 1 : kind == AREA_GROUP ? group_weight
                                                                       : kreis_weight;
        most = fmax(most, weight);
        cost += 1;
    }
    return cost * most * (1 + log(1 + fabs(count->value)));
}

static bool is_count(const struct piece *p, const struct held *h)
{
    return h->row < p->model->n_counts;
}

/* Shown, but it may be hidden: its change costs. */
static bool is_move(const struct piece *p, const struct held *h)
{
    return is_count(p, h) && counts_knowledge(p->counts, h->row) == KNOWN &&
           counts_may_hide(p->counts, h->row);
}

static struct span span_of(const struct piece *p, size_t row)
{
    if (row >= p->model->n_counts)
        return (struct span){p->model->rows[row].low, p->model->rows[row].high};
    enum knowledge k = counts_knowledge(p->counts, row);
    if (k == KNOWN && counts_may_hide(p->counts, row))
        k = p->counts->list[row].measure == CATALOGUE_NONE ? OPEN : COMPLEMENT;
    if (k == COMPLEMENT && p->relaxed)
        k = PRIMARY;
    return counts_span(p->counts, row, k);
}

/* Free atoms of a row; *alone where it is one with weight 1. */
static size_t atoms_of(const struct piece *p, size_t row, bool *alone)
{
    const struct row *r = &p->model->rows[row];
    size_t n = 0;
    for (size_t i = 0; i < r->n; i++) {
        if (p->pieces->fixed[r->atoms[i]])
            continue;
        p->columns[n] = p->pieces->place[r->atoms[i]];
        p->weights[n++] = r->weights[i];
    }
    *alone = n == 1 && !(fabs(p->weights[0] - 1) > 0);
    return n;
}

static bool primary(enum knowledge k)
{
    return k == SMALL || k == PRIMARY;
}

static void mark_primary(struct piece *p, size_t piece)
{
    p->touched = arena_array(p->arena, p->n_atoms + 1, sizeof *p->touched);
    for (size_t i = p->pieces->first_row[piece]; i < p->pieces->first_row[piece + 1]; i++) {
        size_t r = p->pieces->rows[i];
        bool alone = false;
        if (r >= p->model->n_counts || !primary(counts_knowledge(p->counts, r)))
            continue;
        for (size_t n = atoms_of(p, r, &alone); n-- > 0;)
            p->touched[p->columns[n]] = true;
    }
}

/* A sum that disagrees with its members tells of them if one is hidden; if all are shown,
 * everyone sees that they disagree. */
static double shift_of(const struct piece *p, size_t row)
{
    bool alone = false, told = false;
    if (row < p->model->n_counts ? counts_knowledge(p->counts, row) != KNOWN
                                 : p->model->rows[row].high > 0)
        return 0;
    for (size_t n = atoms_of(p, row, &alone); n-- > 0;)
        told = told || p->touched[p->columns[n]];
    return told && !alone ? p->model->rows[row].shift : 0;
}

static void hold_rows(struct piece *p, size_t piece)
{
    size_t first = p->pieces->first_row[piece], end = p->pieces->first_row[piece + 1];
    p->held = arena_array(p->arena, end - first + 1, sizeof *p->held);
    p->n_columns = 2 * p->n_atoms;
    for (size_t i = first; i < end; i++) {
        struct held h = {.row = p->pieces->rows[i]};
        bool alone = false;
        size_t n = atoms_of(p, h.row, &alone);
        h.span = span_of(p, h.row);
        h.shift = shift_of(p, h.row);
        h.handle = alone ? BY_ATOM : is_move(p, &h) ? BY_MOVE : BY_ROW;
        if (h.handle == BY_ATOM)
            h.column = 2 * p->columns[n - 1];
        if (h.handle == BY_MOVE) {
            h.column = p->n_columns;
            p->n_columns += 2;
        }
        p->held[p->n_held++] = h;
    }
}

static double whole_limit(const struct piece *p, double limit)
{
    return p->whole && !isinf(limit) ? floor(limit + near) : limit;
}

/* A change between low and high is one up or one down. */
static void set_change(struct piece *p, size_t column, struct span s)
{
    program_bounds(p->program, column, fmax(s.low, 0), fmax(whole_limit(p, s.high), 0));
    program_bounds(p->program, column + 1, fmax(-s.high, 0), fmax(whole_limit(p, -s.low), 0));
}

static void add_program_row(struct piece *p, struct held *h)
{
    bool alone = false;
    size_t n = atoms_of(p, h->row, &alone);
    for (size_t i = n; i-- > 0;) {
        p->columns[2 * i] = 2 * p->columns[i];
        p->columns[2 * i + 1] = p->columns[2 * i] + 1;
        p->weights[2 * i] = p->weights[i];
        p->weights[2 * i + 1] = -p->weights[i];
    }
    n *= 2;
    struct span s = h->span;
    if (h->handle == BY_MOVE) {
        for (size_t side = 0; side < 2; side++, n++) {
            p->columns[n] = h->column + side;
            p->weights[n] = side == 0 ? -1 : 1;
        }
        set_change(p, h->column, h->span);
        s = (struct span){0, 0};
    }
    h->at = program_row(p->program, p->columns, p->weights, n, s.low, s.high);
}

/* What a change costs as things stand now: columns of one atom may be those of two counts. */
static void set_costs(struct piece *p)
{
    double *cost = mem_alloc((p->n_columns + 1) * sizeof *cost);
    for (size_t i = 0; i < p->n_held; i++) {
        const struct held *h = &p->held[i];
        if (h->handle != BY_ROW && is_move(p, h))
            cost[h->column] += p->cost[h->row];
    }
    for (size_t i = 0; i < p->n_columns; i += 2) {
        program_cost(p->program, i, cost[i]);
        program_cost(p->program, i + 1, cost[i]);
    }
    free(cost);
}

static void build_program(struct piece *p, size_t piece)
{
    size_t first = p->pieces->first_atom[piece];
    p->program = program_new(p->n_columns);
    p->spans = arena_array(p->arena, p->n_atoms + 1, sizeof *p->spans);
    for (size_t i = 0; i < p->n_atoms; i++)
        p->spans[i] = (struct span){p->model->lower[p->pieces->atoms[first + i]], INFINITY};
    for (size_t i = 0; i < p->n_held; i++) {
        struct held *h = &p->held[i];
        if (h->handle == BY_ATOM) {
            struct span *s = &p->spans[h->column / 2];
            s->low = fmax(s->low, h->span.low);
            s->high = fmin(s->high, h->span.high);
        } else {
            add_program_row(p, h);
        }
    }
    for (size_t i = 0; i < p->n_atoms; i++)
        set_change(p, 2 * i, p->spans[i]);
    set_costs(p);
}

static double move_of(const struct piece *p, const struct held *h)
{
    if (h->handle != BY_ROW)
        return program_value(p->program, h->column) - program_value(p->program, h->column + 1);
    const struct row *r = &p->model->rows[h->row];
    double sum = 0;
    for (size_t i = 0; i < r->n; i++) {
        if (p->pieces->fixed[r->atoms[i]])
            continue;
        size_t column = 2 * p->pieces->place[r->atoms[i]];
        sum += r->weights[i] *
               (program_value(p->program, column) - program_value(p->program, column + 1));
    }
    return sum;
}

/* Holds the count of the target at its value, or lets it go again. */
static void hold_target(struct piece *p, const struct target *t, bool on)
{
    const struct held *h = &p->held[t->held];
    struct span to = {t->difference, t->difference};
    switch (h->handle) {
    case BY_ATOM:
        set_change(p, h->column, on ? to : p->spans[h->column / 2]);
        break;
    case BY_MOVE: set_change(p, h->column, on ? to : h->span); break;
    case BY_ROW:
        program_row_bounds(p->program, h->at, on ? to.low : h->span.low,
                           on ? to.high : h->span.high);
        break;
    }
}

static void believe(struct piece *p, size_t held, bool on)
{
    const struct held *h = &p->held[held];
    double to = on ? h->shift : 0;
    program_row_bounds(p->program, h->at, to, to);
}

/* The nearest table for the target; false where there is none. */
static bool solve(struct piece *p, const struct target *t)
{
    const struct held *h = &p->held[t->held];
    struct span within = h->handle == BY_ATOM ? p->spans[h->column / 2] : h->span;
    if (t->difference < within.low - near || t->difference > within.high + near)
        return false;
    hold_target(p, t, true);
    if (t->believed > 0)
        believe(p, t->believed - 1, true);
    enum program_result result = program_solve(p->program, false, p->whole);
    hold_target(p, t, false);
    if (t->believed > 0)
        believe(p, t->believed - 1, false);
    return result == PROGRAM_SOLVED;
}

static size_t keep_witness(struct piece *p, size_t believed)
{
    if (p->n_witnesses == p->cap_witnesses) {
        p->cap_witnesses = p->cap_witnesses * 2 + 16;
        p->witnesses = mem_grow(p->witnesses, p->cap_witnesses, sizeof *p->witnesses);
    }
    struct witness w = {.believed = believed};
    w.moves = arena_array(p->arena, p->n_held + 1, sizeof *w.moves);
    for (size_t i = 0; i < p->n_held; i++) {
        double move = move_of(p, &p->held[i]);
        w.moves[i] = fabs(move) < near ? 0 : move;
    }
    p->witnesses[p->n_witnesses++] = w;
    return p->n_witnesses;
}

static bool serves(const struct witness *w, const struct target *t)
{
    return w->stale == 0 && w->believed == t->believed &&
           fabs(w->moves[t->held] - t->difference) < near;
}

static size_t find_witness(const struct piece *p, const struct target *t)
{
    for (size_t i = 0; i < p->n_witnesses; i++) {
        if (serves(&p->witnesses[i], t))
            return i + 1;
    }
    return 0;
}

static void hide_moved(struct piece *p, const struct witness *w)
{
    bool any = false;
    for (size_t i = 0; i < p->n_held; i++) {
        if (fabs(w->moves[i]) > 0 && is_move(p, &p->held[i])) {
            counts_hide(p->counts, p->held[i].row);
            any = true;
        }
    }
    if (any)
        set_costs(p);
}

static void reach(struct piece *p, struct target *t)
{
    t->witness = find_witness(p, t);
    if (t->witness > 0 || !solve(p, t))
        return;
    t->witness = keep_witness(p, t->believed);
    hide_moved(p, &p->witnesses[t->witness - 1]);
}

static bool add_target(struct piece *p, size_t held, double difference, size_t believed)
{
    if (!(fabs(difference) > 0) && believed == 0)
        return true; /* the truth itself */
    if (p->n_targets == p->cap_targets) {
        p->cap_targets = p->cap_targets * 2 + 16;
        p->targets = mem_grow(p->targets, p->cap_targets, sizeof *p->targets);
    }
    struct target *t = &p->targets[p->n_targets++];
    *t = (struct target){.held = held, .difference = difference, .believed = believed};
    reach(p, t);
    return t->witness > 0;
}

/* As many values above the least one found as a small count has, or else below the greatest. */
static void add_width(struct piece *p, size_t held, size_t believed)
{
    double width = p->counts->list[p->held[held].row].least - 2;
    double low = believed > 0 ? INFINITY : 0, high = -low;
    for (size_t i = 0; i < p->n_witnesses; i++) {
        if (p->witnesses[i].believed == believed) {
            low = fmin(low, p->witnesses[i].moves[held]);
            high = fmax(high, p->witnesses[i].moves[held]);
        }
    }
    if (width <= 0 || low > high)
        return;
    add_target(p, held, low, believed);
    add_target(p, held, high, believed);
    if (high - low >= width - near || add_target(p, held, low + width, believed) ||
        high - width < p->held[held].span.low - near)
        return;
    p->n_targets--;
    add_target(p, held, high - width, believed);
}

/* Both ends of the margin, or as far as the count can be at all. */
static void add_margin(struct piece *p, size_t held, size_t believed)
{
    const struct held *h = &p->held[held];
    double margin = p->counts->list[h->row].margin;
    margin = p->whole ? ceil(margin) : margin;
    add_target(p, held, fmax(-margin, h->span.low), believed);
    add_target(p, held, margin, believed);
}

/* The ends of what the mark says. */
static void add_targets(struct piece *p, size_t held, size_t believed)
{
    const struct held *h = &p->held[held];
    if (!is_count(p, h))
        return;
    enum knowledge k = counts_knowledge(p->counts, h->row);
    if (k == SMALL) {
        add_target(p, held, h->span.low, believed);
        add_target(p, held, h->span.high, believed);
    } else if (counts_amount(p->counts, h->row)) {
        add_margin(p, held, believed);
    } else if (k == PRIMARY || (k == COMPLEMENT && p->counts->list[h->row].complement)) {
        add_width(p, held, believed);
    }
}

static size_t count_complements(const struct piece *p)
{
    size_t n = 0;
    for (size_t i = 0; i < p->n_held; i++)
        n += is_count(p, &p->held[i]) && p->counts->list[p->held[i].row].complement;
    return n;
}

/* Whether anything fits the sum as it is printed, and all else that is shown. */
static bool believable(struct piece *p, size_t held)
{
    believe(p, held, true);
    enum program_result result = program_solve(p->program, false, p->whole);
    believe(p, held, false);
    return result == PROGRAM_SOLVED && program_total(p->program) < near;
}

static void protect(struct piece *p, size_t believed)
{
    for (size_t i = 0; i < p->n_held; i++) {
        if (is_count(p, &p->held[i]) && counts_knowledge(p->counts, p->held[i].row) == SMALL)
            add_targets(p, i, believed);
    }
    for (size_t before = p->n_held + 1, now = 0; now != before;) {
        before = count_complements(p);
        for (size_t i = 0; i < p->n_held; i++) {
            if (is_count(p, &p->held[i]) && counts_knowledge(p->counts, p->held[i].row) != SMALL)
                add_targets(p, i, believed);
        }
        now = count_complements(p);
    }
}

/* All targets again without this complement; false, and as before, where that fails. */
static bool do_without(struct piece *p, size_t held)
{
    size_t old_witnesses = p->n_witnesses;
    bool good = counts_show(p->counts, p->held[held].row);
    if (!good)
        return false;
    set_costs(p);
    for (size_t i = 0; i < old_witnesses; i++) {
        if (p->witnesses[i].stale == 0 && fabs(p->witnesses[i].moves[held]) > 0)
            p->witnesses[i].stale = held + 1;
    }
    size_t *chosen = mem_alloc((p->n_targets + 1) * sizeof *chosen);
    for (size_t i = 0; i < p->n_targets && good; i++) {
        struct target *t = &p->targets[i];
        chosen[i] = t->witness;
        if (t->witness == 0 || p->witnesses[t->witness - 1].stale == 0 || t->given_up ||
            t->held == held)
            continue;
        chosen[i] = find_witness(p, t);
        if (chosen[i] == 0) {
            good = solve(p, t) && program_total(p->program) < near;
            chosen[i] = good ? keep_witness(p, t->believed) : 0;
        }
    }
    if (good) {
        for (size_t i = 0; i < p->n_targets; i++) {
            p->targets[i].given_up = p->targets[i].given_up || p->targets[i].held == held;
            p->targets[i].witness = chosen[i];
        }
    } else {
        for (size_t i = 0; i < old_witnesses; i++) {
            if (p->witnesses[i].stale == held + 1)
                p->witnesses[i].stale = 0;
        }
        counts_hide(p->counts, p->held[held].row);
        set_costs(p);
    }
    free(chosen);
    return good;
}

struct dear {
    double cost;
    size_t held;
};

static int compare_dear(const void *a, const void *b)
{
    const struct dear *x = a, *y = b;
    if (x->cost > y->cost || x->cost < y->cost)
        return x->cost > y->cost ? -1 : 1;
    return (x->held > y->held) - (x->held < y->held);
}

static void clean_up(struct piece *p)
{
    struct dear *list = mem_alloc((p->n_held + 1) * sizeof *list);
    size_t n = 0;
    for (size_t i = 0; i < p->n_held; i++) {
        if (is_count(p, &p->held[i]) && p->counts->list[p->held[i].row].complement)
            list[n++] = (struct dear){p->cost[p->held[i].row], i};
    }
    qsort(list, n, sizeof *list, compare_dear);
    for (size_t i = 0; i < n; i++)
        do_without(p, list[i].held);
    free(list);
}

static bool all_reached(const struct piece *p)
{
    for (size_t i = 0; i < p->n_targets; i++) {
        if (p->targets[i].witness == 0 && !p->targets[i].given_up && p->targets[i].believed == 0)
            return false;
    }
    return true;
}

/* Counts that cannot be protected against one who knows why each place is hidden: at least
 * from one who does not. The audit names them all the same. */
static void protect_from_strangers(struct piece *p, size_t piece)
{
    p->relaxed = true;
    p->n_held = 0;
    program_free(p->program);
    hold_rows(p, piece);
    build_program(p, piece);
    for (size_t i = 0; i < p->n_targets; i++) {
        struct target *t = &p->targets[i];
        if (t->witness > 0 || t->given_up || t->believed > 0 || !solve(p, t))
            continue;
        size_t found = keep_witness(p, 0);
        hide_moved(p, &p->witnesses[found - 1]);
    }
}

static bool has_primary(const struct piece *p, size_t piece)
{
    for (size_t i = p->pieces->first_row[piece]; i < p->pieces->first_row[piece + 1]; i++) {
        size_t row = p->pieces->rows[i];
        enum knowledge k = row < p->model->n_counts ? counts_knowledge(p->counts, row) : OPEN;
        if (primary(k))
            return true;
    }
    return false;
}

static void protect_piece(struct counts *c, const struct model *m, const struct pieces *pieces,
                          const double *cost, size_t piece)
{
    struct piece p = {.counts = c, .model = m, .pieces = pieces, .cost = cost,
                      .arena = arena_new()};
    size_t first = pieces->first_atom[piece];
    p.n_atoms = pieces->first_atom[piece + 1] - first;
    p.columns = arena_array(p.arena, 2 * p.n_atoms + 3, sizeof *p.columns);
    p.weights = arena_array(p.arena, 2 * p.n_atoms + 3, sizeof *p.weights);
    p.whole = pieces_whole(pieces, m, piece);
    if (has_primary(&p, piece)) {
        mark_primary(&p, piece);
        hold_rows(&p, piece);
        build_program(&p, piece);
        protect(&p, 0);
        for (size_t i = 0; i < p.n_held; i++) {
            if (fabs(p.held[i].shift) > 0 && believable(&p, i))
                protect(&p, i + 1);
        }
        clean_up(&p);
        if (!all_reached(&p))
            protect_from_strangers(&p, piece);
    }
    program_free(p.program);
    free(p.targets);
    free(p.witnesses);
    arena_free(p.arena);
}

void suppression_secondary(struct counts *c, const struct model *m, const struct areas *areas)
{
    struct arena *scratch = arena_new();
    bool *equal = arena_array(scratch, m->n_rows + 1, sizeof *equal);
    double *cost = arena_array(scratch, c->n + 1, sizeof *cost);
    for (size_t i = 0; i < c->n; i++)
        cost[i] = cost_of(c, i, areas);
    do {
        for (size_t r = 0; r < m->n_rows; r++)
            equal[r] = r < m->n_counts
                           ? counts_knowledge(c, r) == KNOWN && !counts_may_hide(c, r)
                           : !(m->rows[r].low < 0) && !(m->rows[r].high > 0);
        struct pieces *pieces = pieces_new(m, equal);
        for (size_t i = 0; i < pieces->n; i++)
            protect_piece(c, m, pieces, cost, i);
        pieces_free(pieces);
    } while (counts_keep_together(c));
    arena_free(scratch);
}
