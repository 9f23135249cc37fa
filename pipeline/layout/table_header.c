#include "layout/table_private.h"

#include <string.h>

enum { MAX_HEADERS = 64 }; /* a cell below more heads than these is left to its scope */

/* Which heads belong to a cell (ISO 32000-1, table 349). Scope says it alone where one
 * row of heads stands above and one column of heads beside the figures. It cannot say
 * it for heads over heads, for row heads over several rows, for "davon" rows, and for
 * the label of a group, which heads the rows below it up to the next label: PDF 1.7 has
 * no scope for that. Column would be false: a reader that looks for the head of a column
 * upwards stops at the first one it meets and would never come to the column's own. So
 * labels keep Row, which is true for the figures of the group beside them, and all
 * cells of such a table name their heads: those above from the top down, then the label
 * of the group, then the row above a "davon" row, then the heads to the left. */
struct headers {
    uint32_t *over;           /* rows of heads x columns: the head there; 0 without */
    uint32_t *beside, *until; /* by column: row head that reaches down, row after its last */
    uint32_t *rows;           /* by column: rows it heads */
    uint32_t group, above;    /* label of the group; head of the row "davon" rows part */
    uint32_t list[MAX_HEADERS + 1]; /* heads of the cell at hand */
    size_t n;
};

/* Scope is not enough. */
static bool needed(const struct table *t)
{
    if (t->n_heads > 1)
        return true;
    for (uint32_t r = t->n_heads; r < t->n_rows; r++) {
        const struct row *row = &t->rows[r];
        if (row->role == ROW_GROUP || row->role == ROW_SUB)
            return true;
        for (uint32_t i = 0; i < row->n; i++)
            if (row->cell[i].head && (row->cell[i].row_span > 1 || row->cell[i].span > 1))
                return true;
    }
    return false;
}

void headers_init(struct table *t)
{
    struct arena *a = t->b.l->arena;
    if (!needed(t) || t->n_cols == 0)
        return;
    struct headers *h = arena_alloc(a, sizeof *h);
    h->over = arena_array(a, (size_t)t->n_heads * t->n_cols, sizeof *h->over);
    h->beside = arena_array(a, t->n_cols, sizeof *h->beside);
    h->until = arena_array(a, t->n_cols, sizeof *h->until);
    h->rows = arena_array(a, t->n_cols, sizeof *h->rows);
    t->headers = h;
}

static void add(struct headers *h, uint32_t element)
{
    if (element != 0 && h->n <= MAX_HEADERS)
        h->list[h->n++] = element;
}

/* Head cells are rectangles: each is taken where its first column and row are met. */
static void add_over(struct headers *h, const struct table *t, const struct cell *c,
                     uint32_t rows)
{
    for (uint32_t r = 0; r < rows && h->n <= MAX_HEADERS; r++) {
        const uint32_t *over = h->over + (size_t)r * t->n_cols + c->col;
        for (uint32_t k = 0; k < c->span && h->n <= MAX_HEADERS; k++)
            if ((k == 0 || over[k] != over[k - 1]) &&
                (r == 0 || over[k] != h->over[(size_t)(r - 1) * t->n_cols + c->col + k]))
                add(h, over[k]);
    }
}

static bool reaches(const struct headers *h, const struct row *row, uint32_t col)
{
    return h->until[col] > row->number;
}

/* Heads to the left; of a head itself only those that head more rows. */
static void add_beside(struct headers *h, const struct row *row, const struct cell *c)
{
    for (uint32_t k = 0; k < c->col; k++)
        if (reaches(h, row, k) && (k == 0 || h->beside[k] != h->beside[k - 1]) &&
            (!c->head || h->rows[k] > c->row_span))
            add(h, h->beside[k]);
}

static void collect(const struct row *row, const struct cell *c)
{
    const struct table *t = row->table;
    struct headers *h = t->headers;
    bool label = c->head && row->role == ROW_GROUP;
    h->n = 0;
    if (row->number < t->n_heads) {
        add_over(h, t, c, row->number);
        return;
    }
    if (!c->head || c->span == 1) /* a label over the whole row is of no column */
        add_over(h, t, c, t->n_heads);
    if (label)
        return;
    if (row->group != NULL)
        add(h, h->group);
    if (row->role == ROW_SUB && !(reaches(h, row, 0) && h->beside[0] == h->above))
        add(h, h->above);
    add_beside(h, row, c);
}

/* Remembers a head for the cells to come. */
static void keep(const struct row *row, const struct cell *c, uint32_t element)
{
    const struct table *t = row->table;
    struct headers *h = t->headers;
    for (uint32_t k = c->col; k < c->col + c->span; k++) {
        for (uint32_t r = row->number; r < t->n_heads && r < row->number + c->row_span; r++)
            h->over[(size_t)r * t->n_cols + k] = element;
        if (row->number < t->n_heads)
            continue;
        h->beside[k] = element;
        h->until[k] = row->number + c->row_span;
        h->rows[k] = c->row_span;
    }
    if (row->number < t->n_heads || c->col > 0)
        return;
    if (row->role == ROW_GROUP)
        h->group = element;
    if (row->role != ROW_SUB)
        h->above = row->role == ROW_GROUP ? 0 : element;
}

void headers_set(struct pages *pages, const struct row *row, const struct cell *c,
                 uint32_t element)
{
    struct headers *h = row->table->headers;
    if (h == NULL)
        return;
    collect(row, c);
    if (c->head)
        keep(row, c, element);
    if (h->n == 0 || h->n > MAX_HEADERS)
        return;
    uint32_t *kept = arena_array(pages->arena, h->n, sizeof *kept);
    memcpy(kept, h->list, h->n * sizeof *kept);
    struct page_element *e = pages_element_at(pages, element);
    e->headers = kept;
    e->n_headers = h->n;
}
