#include "page/check_private.h"

#include <stdlib.h>

enum { MAX_COLUMNS = 65536 };

struct below { /* a column */
    int rows; /* rows below the present one that a cell still covers */
};

struct grid { /* a table while its rows pass by */
    uint32_t table;
    uint32_t row;           /* element of the present row; 0 before the first */
    size_t at;              /* columns of it that are filled */
    size_t n_cols;          /* of the first row */
    bool first, broken;
    struct below *column;
    size_t cap;
};

struct grids {
    uint32_t *of;           /* by element: number of its table + 1, 0 outside */
    struct grid *grid;
    size_t n, cap;
};

static void fault(struct checker *c, struct grid *g, size_t element, const char *what)
{
    if (!g->broken)
        check_broken(c, "element", element, what);
    g->broken = true;
}

static void reserve(struct grid *g, size_t n)
{
    if (n <= g->cap)
        return;
    size_t cap = n < 16 ? 16 : n + n / 2;
    g->column = mem_grow(g->column, cap, sizeof *g->column);
    for (size_t i = g->cap; i < cap; i++)
        g->column[i] = (struct below){0};
    g->cap = cap;
}

/* Columns that cells of earlier rows reach down into. */
static void skip_covered(struct grid *g)
{
    while (g->at < g->cap && g->column[g->at].rows > 0)
        g->column[g->at++].rows--;
}

static void row_end(struct checker *c, struct grid *g)
{
    if (g->row == 0)
        return;
    skip_covered(g);
    if (g->first)
        g->n_cols = g->at;
    else if (g->at != g->n_cols)
        fault(c, g, g->row, "Zeile mit anderer Spaltenzahl als die erste der Tabelle");
    g->first = false;
}

static void row_begin(struct checker *c, struct grid *g, uint32_t row)
{
    row_end(c, g);
    g->first = g->row == 0;
    g->row = row;
    g->at = 0;
}

static void cell_add(struct checker *c, struct grid *g, uint32_t id)
{
    const struct page_element *e = &c->pages->elements[id];
    if (e->parent != g->row) {
        fault(c, g, id, "Zelle in einer Zeile, die schon abgeschlossen ist");
        return;
    }
    skip_covered(g);
    if (e->col_span > MAX_COLUMNS || g->at + (size_t)e->col_span > MAX_COLUMNS) {
        fault(c, g, id, "Zeile mit mehr als 65536 Spalten");
        return;
    }
    reserve(g, g->at + (size_t)e->col_span);
    for (int k = 0; k < e->col_span; k++) {
        struct below *below = &g->column[g->at++];
        if (below->rows > 0)
            fault(c, g, id, "Zelle über einer anderen");
        below->rows = e->row_span - 1;
    }
}

static void table_end(struct checker *c, struct grid *g)
{
    row_end(c, g);
    for (size_t i = 0; i < g->cap; i++)
        if (g->column[i].rows > 0)
            fault(c, g, g->table, "Zelle reicht unter die letzte Zeile der Tabelle");
    free(g->column);
}

static void check_headers(struct checker *c, const struct grids *s, size_t id)
{
    const struct page_element *e = &c->pages->elements[id];
    struct grid *g = s->of[id] > 0 ? &s->grid[s->of[id] - 1] : NULL;
    if (e->n_headers == 0)
        return;
    if (g == NULL || (e->role != TAG_TH && e->role != TAG_TD)) {
        check_broken(c, "element", id, "Verweis auf Kopfzellen außerhalb einer Zelle");
        return;
    }
    for (size_t i = 0; i < e->n_headers; i++) {
        uint32_t head = e->headers[i];
        if (head >= id)
            fault(c, g, id, "Kopfzelle steht nicht vor der Zelle, die sie nennt");
        else if (c->pages->elements[head].role != TAG_TH)
            fault(c, g, id, "Als Kopfzelle ist ein anderes Element genannt");
        else if (s->of[head] != s->of[id])
            fault(c, g, id, "Kopfzelle einer anderen Tabelle");
    }
}

static void take(struct checker *c, struct grids *s, uint32_t id)
{
    const struct page_element *e = &c->pages->elements[id];
    if (e->role == TAG_TABLE) {
        if (s->n == s->cap) {
            s->cap = s->cap < 16 ? 16 : s->cap * 2;
            s->grid = mem_grow(s->grid, s->cap, sizeof *s->grid);
        }
        s->grid[s->n] = (struct grid){.table = id};
        s->of[id] = (uint32_t)++s->n;
        return;
    }
    s->of[id] = e->parent < id ? s->of[e->parent] : 0;
    if (s->of[id] == 0)
        return;
    struct grid *g = &s->grid[s->of[id] - 1];
    if (e->role == TAG_TR)
        row_begin(c, g, id);
    else if (e->role == TAG_TH || e->role == TAG_TD)
        cell_add(c, g, id);
}

void check_tables(struct checker *c)
{
    const struct pages *p = c->pages;
    struct grids s = {.of = mem_alloc(p->n_elements * sizeof *s.of)};
    for (size_t i = 2; i < p->n_elements; i++) {
        take(c, &s, (uint32_t)i);
        check_headers(c, &s, i);
    }
    for (size_t i = 0; i < s.n; i++)
        table_end(c, &s.grid[i]);
    free(s.grid);
    free(s.of);
}
