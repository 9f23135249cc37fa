#include "guard/truth_private.h"

#include <math.h>
#include <stdlib.h>

#include "guard/program_private.h"

struct by_size {
    size_t atoms, cell;
};

static int compare_order(const void *a, const void *b)
{
    const struct by_size *x = a, *y = b;
    if (x->atoms != y->atoms)
        return x->atoms < y->atoms ? -1 : 1;
    return (x->cell > y->cell) - (x->cell < y->cell);
}

/* The one unknown atom of a cell gets what is left; true where there was exactly one. */
static bool settle(struct model *m, const struct row *cell, bool *known)
{
    size_t unknown = 0, last = 0;
    double left = cell->low;
    for (size_t i = 0; i < cell->n && unknown < 2; i++) {
        size_t atom = cell->atoms[i];
        left -= known[atom] ? cell->weights[i] * m->truth[atom] : 0;
        unknown += !known[atom];
        last = known[atom] ? last : i;
    }
    if (unknown != 1)
        return false;
    size_t atom = cell->atoms[last];
    m->truth[atom] = left < 0 && cell->n > 1 ? 0 : left / cell->weights[last];
    known[atom] = true;
    return true;
}

static void settle_all(struct model *m, const struct row *cells, size_t n, bool *known)
{
    struct by_size *order = mem_alloc((n + 1) * sizeof *order);
    for (size_t i = 0; i < n; i++)
        order[i] = (struct by_size){cells[i].n, i};
    qsort(order, n, sizeof *order, compare_order);
    for (bool moved = true; moved;) {
        moved = false;
        for (size_t i = 0; i < n; i++)
            moved = settle(m, &cells[order[i].cell], known) || moved;
    }
    free(order);
}

/* A row of atoms of which some are unknown, and how far it may be missed. */
struct fit {
    struct program *program;
    const struct model *model;
    const size_t *column; /* by atom: of the unknown ones */
    const bool *known;
    size_t n_unknown, next; /* column of the next deviation */
    size_t *columns;        /* room for a row */
    double *weights;
};

static bool has_unknown(const struct row *row, const bool *known)
{
    for (size_t i = 0; i < row->n; i++) {
        if (!known[row->atoms[i]])
            return true;
    }
    return false;
}

static void add_fit(struct fit *f, const struct row *row, double low, double high, double cost)
{
    size_t n = 0;
    double sum = 0;
    if (!has_unknown(row, f->known))
        return;
    for (size_t i = 0; i < row->n; i++) {
        if (f->known[row->atoms[i]]) {
            sum += row->weights[i] * f->model->truth[row->atoms[i]];
            continue;
        }
        f->columns[n] = f->column[row->atoms[i]];
        f->weights[n++] = row->weights[i];
    }
    for (int side = -1; side <= 1; side += 2) {
        program_cost(f->program, f->next, cost);
        f->columns[n] = f->next++;
        f->weights[n++] = side;
    }
    program_row(f->program, f->columns, f->weights, n, low - sum, high - sum);
}

static size_t count_fits(const struct row *rows, size_t n, const bool *known, size_t *longest)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        count += has_unknown(&rows[i], known);
        *longest = rows[i].n > *longest ? rows[i].n : *longest;
    }
    return count;
}

static bool whole_cells(const struct row *cells, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (fabs(cells[i].low - nearbyint(cells[i].low)) > 0)
            return false;
    }
    return true;
}

static void fit_rest(struct model *m, const struct row *cells, size_t n, size_t first_relation,
                     const bool *known)
{
    struct arena *scratch = arena_new();
    size_t longest = 0, n_unknown = 0;
    size_t *column = arena_array(scratch, m->n_atoms + 1, sizeof *column);
    for (size_t i = 0; i < m->n_atoms; i++)
        column[i] = known[i] ? 0 : n_unknown++;
    const struct row *relations = m->rows + first_relation;
    size_t n_relations = m->n_rows - first_relation;
    size_t fits = count_fits(cells, n, known, &longest) +
                  count_fits(relations, n_relations, known, &longest);
    if (n_unknown > 0) {
        struct fit f = {.model = m, .column = column, .known = known, .n_unknown = n_unknown,
                        .next = n_unknown, .program = program_new(n_unknown + 2 * fits)};
        f.columns = arena_array(scratch, longest + 2, sizeof *f.columns);
        f.weights = arena_array(scratch, longest + 2, sizeof *f.weights);
        for (size_t i = 0; i < n; i++)
            add_fit(&f, &cells[i], cells[i].low, cells[i].low, 1 / (double)(cells[i].n + 1));
        for (size_t i = 0; i < n_relations; i++)
            add_fit(&f, &relations[i], 0, relations[i].high, 1);
        program_solve(f.program, false, whole_cells(cells, n));
        for (size_t i = 0; i < m->n_atoms; i++) {
            if (!known[i])
                m->truth[i] = fmax(program_value(f.program, column[i]), 0);
        }
        program_free(f.program);
    }
    arena_free(scratch);
}

void truth_find(struct model *m, const struct row *cells, size_t n_cells, size_t first_relation)
{
    bool *known = mem_alloc((m->n_atoms + 1) * sizeof *known);
    settle_all(m, cells, n_cells, known);
    fit_rest(m, cells, n_cells, first_relation, known);
    free(known);
}
