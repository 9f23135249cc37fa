#include "layout/table_private.h"

#include <string.h>

enum {
    MAX_SPAN = 1000,
    MAX_COLUMNS = 1024 /* more could not be read on any page */
};

/* Cells that the rows lack: no row of a tagged table may be shorter than the others. */
static const struct doc_node blank = {.kind = DOC_CELL};

struct shelf { /* columns taken by cells that hang down from rows above */
    uint32_t until[MAX_COLUMNS]; /* first row that is free again */
    uint32_t n_cols;             /* columns in which a cell begins, so far */
    bool cut;                    /* something stood beyond MAX_COLUMNS */
};

struct span {
    uint32_t cols, rows;
};

static uint32_t clamped(int span)
{
    return span < 1 ? 1 : span > MAX_SPAN ? MAX_SPAN : (uint32_t)span;
}

static bool is_cell(const struct doc_node *n)
{
    return n->kind == DOC_CELL;
}

bool cell_blank(const struct cell *c)
{
    return c->node->first == NULL && c->node->chart == NULL;
}

/* Puts a cell into the next free columns, as many as are free beside each other; false
 * where there are none. */
static bool cell_place(struct shelf *s, uint32_t *col, uint32_t row, struct span *span)
{
    uint32_t at = *col;
    uint32_t n = 0;
    while (at < MAX_COLUMNS && s->until[at] > row)
        at++;
    for (; n < span->cols && at + n < MAX_COLUMNS && s->until[at + n] <= row; n++)
        s->until[at + n] = row + span->rows;
    s->cut = s->cut || n == 0;
    span->cols = n;
    *col = at + n;
    if (n > 0 && at + 1 > s->n_cols)
        s->n_cols = at + 1;
    return n > 0;
}

/* Cells of the head stay in the head, those of the body end with the table. */
static struct span span_of(const struct table *t, const struct doc_node *c, uint32_t row)
{
    uint32_t end = row < t->n_heads ? t->n_heads : t->n_rows;
    struct span s = {clamped(c->span), clamped(c->row_span)};
    if (s.rows > end - row)
        s.rows = end - row;
    return s;
}

static void count_rows(struct table *t)
{
    bool heads = true;
    for (const struct doc_node *r = t->node->first; r != NULL; r = r->next) {
        if (r->kind != DOC_ROW)
            continue;
        heads = heads && r->role.row == ROW_HEAD;
        t->n_heads += heads;
        t->n_rows++;
    }
}

static void count_columns(struct table *t, struct shelf *s)
{
    uint32_t row = 0;
    for (const struct doc_node *r = t->node->first; r != NULL; r = r->next) {
        uint32_t col = 0;
        if (r->kind != DOC_ROW)
            continue;
        for (const struct doc_node *c = r->first; c != NULL; c = c->next) {
            struct span span = is_cell(c) ? span_of(t, c, row) : (struct span){0, 0};
            if (is_cell(c) && !cell_place(s, &col, row, &span))
                break;
        }
        row++;
    }
    t->n_cols = s->n_cols;
    if (s->cut)
        DIAG_PLAIN(t->b.l->diag, TABLE_CUT, t->node->text != NULL ? t->node->text : "ohne Titel",
                   "1024");
}

/* Fills free columns from col on with blank cells. */
static uint32_t pad(struct shelf *s, struct cell *out, uint32_t n, uint32_t col, uint32_t row)
{
    while (col < s->n_cols) {
        uint32_t from = col;
        while (col < s->n_cols && s->until[col] <= row)
            s->until[col++] = row + 1;
        if (col > from)
            out[n++] = (struct cell){.node = &blank, .col = from, .span = col - from,
                                     .row_span = 1};
        while (col < s->n_cols && s->until[col] > row)
            col++;
    }
    return n;
}

static uint32_t read_cells(struct table *t, struct shelf *s, const struct doc_node *node,
                           uint32_t row, struct cell *out)
{
    uint32_t n = 0;
    uint32_t col = 0;
    for (const struct doc_node *c = node->first; c != NULL; c = c->next) {
        if (!is_cell(c))
            continue;
        struct span span = span_of(t, c, row);
        if (!cell_place(s, &col, row, &span))
            break;
        uint32_t at = col - span.cols;
        if (span.cols > t->n_cols - at) /* nothing begins beyond */
            span.cols = t->n_cols - at;
        out[n++] = (struct cell){.node = c, .col = at, .span = span.cols,
                                 .row_span = span.rows};
    }
    return pad(s, out, n, col, row);
}

/* The label of a group runs over the row where nothing else stands in it. */
static uint32_t widen_label(const struct table *t, struct cell *cell, uint32_t n)
{
    uint32_t cols = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (cell[i].row_span > 1 || (i > 0 && !cell_blank(&cell[i])))
            return n;
        cols += cell[i].span;
    }
    if (cols != t->n_cols)
        return n;
    cell[0].span = cols;
    return 1;
}

/* Every cell of a head row is a head, and the label of a group; what is empty heads
 * nothing: the corner above the row heads is a data cell without content. */
static void set_heads(const struct table *t, struct row *row)
{
    for (uint32_t i = 0; i < row->n; i++) {
        struct cell *c = &row->cell[i];
        bool label = row->role == ROW_GROUP && i == 0;
        c->head = (row->number < t->n_heads || c->node->head_cell || label) && !cell_blank(c);
    }
}

/* A group lasts until the next one or until a sum: a sum right before the next group
 * still counts to its group where the table has such sums. */
static void set_groups(struct table *t)
{
    const struct row *group = NULL;
    bool subtotals = false;
    bool inside = false;
    for (uint32_t r = t->n_heads; r + 1 < t->n_rows; r++) {
        inside = inside || t->rows[r].role == ROW_GROUP;
        subtotals = subtotals || (inside && t->rows[r].role == ROW_SUM &&
                                  t->rows[r + 1].role == ROW_GROUP);
    }
    for (uint32_t r = t->n_heads; r < t->n_rows; r++) {
        struct row *row = &t->rows[r];
        bool sum = row->role == ROW_SUM;
        if (row->role == ROW_GROUP)
            group = row;
        if (sum && !subtotals)
            group = NULL;
        row->group = row->role == ROW_GROUP ? NULL : group;
        if (sum)
            group = NULL;
    }
}

void table_read(struct table *t)
{
    struct arena *a = t->b.l->arena;
    struct shelf *shelf = arena_alloc(a, sizeof *shelf);
    uint32_t i = 0;
    count_rows(t);
    count_columns(t, shelf);
    memset(shelf->until, 0, sizeof shelf->until);
    t->rows = arena_array(a, t->n_rows, sizeof *t->rows);
    t->cols = arena_array(a, t->n_cols, sizeof *t->cols);
    struct cell *cells = arena_array(a, t->n_cols, sizeof *cells);
    for (const struct doc_node *r = t->node->first; r != NULL; r = r->next) {
        if (r->kind != DOC_ROW)
            continue;
        struct row *row = &t->rows[i];
        *row = (struct row){.table = t, .number = i, .role = r->role.row, .slices = 1};
        row->n = read_cells(t, shelf, r, i++, cells);
        if (row->role == ROW_GROUP)
            row->n = widen_label(t, cells, row->n);
        row->cell = arena_array(a, row->n, sizeof *row->cell);
        if (row->n > 0)
            memcpy(row->cell, cells, row->n * sizeof *cells);
        set_heads(t, row);
    }
    set_groups(t);
}
