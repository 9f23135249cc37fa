#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "guard/model_private.h"

struct incidence { /* rows of each atom */
    size_t *first, *rows;
};

static struct incidence rows_of_atoms(const struct model *m, struct arena *a)
{
    struct incidence in = {.first = arena_array(a, m->n_atoms + 2, sizeof *in.first)};
    size_t total = 0;
    for (size_t r = 0; r < m->n_rows; r++) {
        for (size_t i = 0; i < m->rows[r].n; i++)
            in.first[m->rows[r].atoms[i] + 2]++;
        total += m->rows[r].n;
    }
    for (size_t i = 2; i < m->n_atoms + 2; i++)
        in.first[i] += in.first[i - 1];
    in.rows = arena_array(a, total + 1, sizeof *in.rows);
    for (size_t r = 0; r < m->n_rows; r++) {
        for (size_t i = 0; i < m->rows[r].n; i++)
            in.rows[in.first[m->rows[r].atoms[i] + 1]++] = r;
    }
    return in;
}

/* An equation with one atom left fixes it; so on until none is left. */
static void fix_atoms(const struct model *m, const bool *equal, bool *fixed)
{
    struct arena *a = arena_new();
    struct incidence in = rows_of_atoms(m, a);
    size_t *left = arena_array(a, m->n_rows + 1, sizeof *left);
    size_t *todo = arena_array(a, m->n_rows + 1, sizeof *todo), n = 0;
    for (size_t r = 0; r < m->n_rows; r++) {
        left[r] = m->rows[r].n;
        if (equal[r] && left[r] == 1)
            todo[n++] = r;
    }
    while (n > 0) {
        const struct row *row = &m->rows[todo[--n]];
        size_t i = 0;
        while (i < row->n && fixed[row->atoms[i]])
            i++;
        if (i == row->n)
            continue;
        size_t atom = row->atoms[i];
        fixed[atom] = true;
        for (size_t k = in.first[atom]; k < in.first[atom + 1]; k++) {
            if (--left[in.rows[k]] == 1 && equal[in.rows[k]])
                todo[n++] = in.rows[k];
        }
    }
    arena_free(a);
}

static size_t root(size_t *joined, size_t i)
{
    while (joined[i] != i) {
        joined[i] = joined[joined[i]];
        i = joined[i];
    }
    return i;
}

/* The first free atom of a row; n_atoms where all are fixed. */
static size_t first_free(const struct model *m, const struct row *row, const bool *fixed)
{
    for (size_t i = 0; i < row->n; i++) {
        if (!fixed[row->atoms[i]])
            return row->atoms[i];
    }
    return m->n_atoms;
}

static void join_rows(const struct model *m, const bool *fixed, size_t *joined)
{
    for (size_t i = 0; i < m->n_atoms; i++)
        joined[i] = i;
    for (size_t r = 0; r < m->n_rows; r++) {
        const struct row *row = &m->rows[r];
        size_t first = first_free(m, row, fixed);
        for (size_t i = 0; i < row->n; i++) {
            if (fixed[row->atoms[i]])
                continue;
            size_t a = root(joined, first), b = root(joined, row->atoms[i]);
            joined[a > b ? a : b] = a < b ? a : b;
        }
    }
}

/* Sorts items by their piece, those of a piece in their order. piece: by item, n where none. */
static void sort_into(size_t n, const size_t *piece, size_t n_items, size_t *first, size_t *out)
{
    for (size_t i = 0; i < n_items; i++) {
        if (piece[i] < n)
            first[piece[i] + 1]++;
    }
    for (size_t i = 0; i < n; i++)
        first[i + 1] += first[i];
    size_t *next = mem_alloc((n + 1) * sizeof *next);
    memcpy(next, first, n * sizeof *next);
    for (size_t i = 0; i < n_items; i++) {
        if (piece[i] < n)
            out[next[piece[i]]++] = i;
    }
    free(next);
}

struct pieces *pieces_new(const struct model *m, const bool *equal)
{
    struct arena *a = arena_new(), *scratch = arena_new();
    struct pieces *p = arena_alloc(a, sizeof *p);
    p->arena = a;
    p->fixed = arena_array(a, m->n_atoms + 1, sizeof *p->fixed);
    fix_atoms(m, equal, p->fixed);
    size_t *joined = arena_array(scratch, m->n_atoms + 1, sizeof *joined);
    join_rows(m, p->fixed, joined);
    size_t *number = arena_array(scratch, m->n_atoms + 1, sizeof *number);
    size_t *of_row = arena_array(scratch, m->n_rows + 1, sizeof *of_row);
    for (size_t i = 0; i < m->n_atoms; i++) {
        if (!p->fixed[i]) /* the root is the first of its piece */
            number[i] = joined[i] == i ? p->n++ : number[root(joined, i)];
    }
    for (size_t i = 0; i < m->n_atoms; i++)
        number[i] = p->fixed[i] ? p->n : number[i];
    number[m->n_atoms] = p->n;
    for (size_t r = 0; r < m->n_rows; r++)
        of_row[r] = number[first_free(m, &m->rows[r], p->fixed)];
    p->first_atom = arena_array(a, p->n + 1, sizeof *p->first_atom);
    p->first_row = arena_array(a, p->n + 1, sizeof *p->first_row);
    p->atoms = arena_array(a, m->n_atoms + 1, sizeof *p->atoms);
    p->rows = arena_array(a, m->n_rows + 1, sizeof *p->rows);
    p->place = arena_array(a, m->n_atoms + 1, sizeof *p->place);
    sort_into(p->n, number, m->n_atoms, p->first_atom, p->atoms);
    sort_into(p->n, of_row, m->n_rows, p->first_row, p->rows);
    for (size_t i = 0; i < p->n; i++) {
        for (size_t k = p->first_atom[i]; k < p->first_atom[i + 1]; k++)
            p->place[p->atoms[k]] = k - p->first_atom[i];
    }
    arena_free(scratch);
    return p;
}

void pieces_free(struct pieces *p)
{
    if (p != NULL)
        arena_free(p->arena);
}

bool pieces_whole(const struct pieces *p, const struct model *m, size_t piece)
{
    for (size_t i = p->first_atom[piece]; i < p->first_atom[piece + 1]; i++) {
        double v = m->truth[p->atoms[i]];
        if (fabs(v - nearbyint(v)) > 0)
            return false;
    }
    return true;
}
