#include <string.h>

#include "structure/check.h"
#include "structure/text.h"

enum { COLUMNS_MAX = 256, ROWS_MAX = 100000 };

struct cell {
    size_t element;
    size_t row, column, rows, columns;
    bool head, in_head; /* TH; in THead */
};

struct table {
    size_t element;
    struct cell *cells;
    size_t n, cap;
    size_t n_rows, n_head_rows, columns;
    bool several; /* levels of heads: rows of heads, or heads over several columns or rows */
};

/* Columns that cells of rows above still reach into, with the rows they have left. */
struct reach {
    size_t left[COLUMNS_MAX];
};

static size_t span_of(struct check *c, size_t cell, const char *key)
{
    json_t *value = tree_attribute(&c->tree, cell, "Table", key);
    long span = pdf_integer(value, 1);
    if (span >= 1 && span < COLUMNS_MAX && (value == NULL || json_is_integer(value)))
        return (size_t)span;
    fault(c, RULE_TABLE, NO_PAGE, cell, tree_text(&c->tree, cell), "%s is no number of cells",
          key + 1);
    return 1;
}

static void add_cell(struct check *c, struct table *t, size_t element, size_t column,
                     bool in_head)
{
    struct cell cell = {.element = element, .row = t->n_rows, .column = column,
                        .columns = span_of(c, element, "/ColSpan"),
                        .rows = span_of(c, element, "/RowSpan"),
                        .head = tree_is(&c->tree, element, "TH"), .in_head = in_head};
    if (cell.head && (cell.columns > 1 || cell.rows > 1))
        t->several = true;
    t->cells = store_room(c->store, t->cells, t->n, &t->cap, sizeof cell);
    t->cells[t->n++] = cell;
}

/* Returns the number of columns that the row fills without a gap. */
static size_t place_row(struct check *c, struct table *t, size_t row, struct reach *r,
                        bool in_head)
{
    const struct tree *tree = &c->tree;
    size_t column = 0;
    for (size_t e = tree_child(tree, row, 0); e != 0; e = tree_child(tree, row, e)) {
        while (column < COLUMNS_MAX && r->left[column] > 0)
            column++;
        add_cell(c, t, e, column, in_head);
        const struct cell *cell = &t->cells[t->n - 1];
        if (column + cell->columns > COLUMNS_MAX) {
            fault(c, RULE_TABLE, NO_PAGE, row, NULL, "too many columns");
            break;
        }
        for (size_t i = 0; i < cell->columns; i++, column++) {
            if (r->left[column] > 0)
                fault(c, RULE_TABLE, NO_PAGE, e, tree_text(tree, e),
                      "it covers a cell that reaches down from above");
            r->left[column] = cell->rows;
        }
    }
    while (column < COLUMNS_MAX && r->left[column] > 0)
        column++;
    for (size_t i = 0; i < COLUMNS_MAX; i++)
        r->left[i] -= r->left[i] > 0;
    return column;
}

static void end_group(struct check *c, size_t table, struct reach *r)
{
    for (size_t i = 0; i < COLUMNS_MAX; i++) {
        if (r->left[i] > 0)
            fault(c, RULE_TABLE, NO_PAGE, table, NULL,
                  "a cell of column %zu reaches beyond its group of rows", i + 1);
        r->left[i] = 0;
    }
}

static bool row_has_head(const struct tree *t, size_t row)
{
    for (size_t e = tree_child(t, row, 0); e != 0; e = tree_child(t, row, e))
        if (tree_is(t, e, "TH") || tree_attribute(t, e, "Table", "/Headers") != NULL)
            return true;
    return false;
}

static void read_table(struct check *c, struct table *t)
{
    const struct tree *tree = &c->tree;
    struct reach r = {{0}};
    size_t group = 0, heads = 0, bodies = 0;
    for (size_t e = t->element; (e = tree_next(tree, t->element, e, "TR")) != NOT_FOUND;) {
        if (tree_above(tree, e, "Table") != t->element || t->n_rows >= ROWS_MAX)
            continue;
        size_t parent = tree->e[e].parent;
        bool in_head = tree_is(tree, parent, "THead");
        if (parent != group) {
            end_group(c, t->element, &r);
            heads += in_head;
            bodies += tree_is(tree, parent, "TBody");
            group = parent;
        }
        size_t columns = place_row(c, t, e, &r, in_head);
        if (t->n_rows == 0)
            t->columns = columns;
        else if (columns != t->columns)
            fault(c, RULE_TABLE, NO_PAGE, e, tree_text(tree, e), "%zu columns instead of %zu",
                  columns, t->columns);
        if (!in_head && !row_has_head(tree, e))
            fault(c, RULE_TABLE, NO_PAGE, e, tree_text(tree, e), "a row without a row head");
        t->n_head_rows += in_head;
        t->n_rows++;
    }
    end_group(c, t->element, &r);
    t->several = t->several || t->n_head_rows > 1;
    if (heads != 1 || bodies == 0)
        fault(c, RULE_TABLE, NO_PAGE, t->element, NULL, "%zu heads and %zu bodies", heads,
              bodies);
}

static void check_scopes(struct check *c, const struct table *t)
{
    for (size_t i = 0; i < t->n; i++) {
        const struct cell *cell = &t->cells[i];
        const char *scope = pdf_name(tree_attribute(&c->tree, cell->element, "Table", "/Scope"));
        bool known = scope != NULL && (strcmp(scope, "Row") == 0 || strcmp(scope, "Column") == 0 ||
                                       strcmp(scope, "Both") == 0);
        if (cell->head && !known)
            fault(c, RULE_SCOPE, NO_PAGE, cell->element, tree_text(&c->tree, cell->element),
                  "a head cell without scope");
        if (cell->in_head && !cell->head && tree_text(&c->tree, cell->element)[0] != '\0')
            fault(c, RULE_SCOPE, NO_PAGE, cell->element, tree_text(&c->tree, cell->element),
                  "a cell of the head that is no head cell");
        if (cell->head && known && cell->in_head && strcmp(scope, "Row") == 0)
            fault(c, RULE_SCOPE, NO_PAGE, cell->element, tree_text(&c->tree, cell->element),
                  "a column's head with the scope of a row");
    }
}

/* The element an ID of /Headers leads to, or NOT_FOUND. */
static size_t head_named(const struct check *c, json_t *id)
{
    json_t *at = pdf_is_string(id) ? json_object_get(c->ids, json_string_value(id)) : NULL;
    return at != NULL ? (size_t)json_integer_value(at) : NOT_FOUND;
}

static bool names(const struct check *c, json_t *headers, size_t element)
{
    for (size_t i = 0; i < json_array_size(headers); i++)
        if (head_named(c, pdf_item(&c->pdf, headers, i)) == element)
            return true;
    return false;
}

static void check_named(struct check *c, const struct table *t, const struct cell *cell,
                        json_t *headers)
{
    const struct tree *tree = &c->tree;
    for (size_t i = 0; i < json_array_size(headers); i++) {
        size_t head = head_named(c, pdf_item(&c->pdf, headers, i));
        if (head == NOT_FOUND || !tree_is(tree, head, "TH") ||
            tree_above(tree, head, "Table") != t->element || head == cell->element)
            fault(c, RULE_HEADERS, NO_PAGE, cell->element, tree_text(tree, cell->element),
                  "entry %zu of Headers leads to no head cell of the table", i + 1);
    }
}

static bool overlap(size_t a, size_t na, size_t b, size_t nb)
{
    return a < b + nb && b < a + na;
}

/* Heads of a cell: of the head's rows all over its columns, of its own rows all. */
static void check_heads_of(struct check *c, const struct table *t, const struct cell *cell)
{
    const struct tree *tree = &c->tree;
    json_t *headers = tree_attribute(tree, cell->element, "Table", "/Headers");
    const char *text = tree_text(tree, cell->element);
    check_named(c, t, cell, headers);
    if (!t->several || cell->head)
        return;
    if (json_array_size(headers) == 0) {
        fault(c, RULE_HEADERS, NO_PAGE, cell->element, text, "no Headers under several heads");
        return;
    }
    for (size_t i = 0; i < t->n; i++) {
        const struct cell *head = &t->cells[i];
        bool over = head->in_head && overlap(head->column, head->columns, cell->column,
                                             cell->columns);
        bool beside = !head->in_head && overlap(head->row, head->rows, cell->row, cell->rows);
        if (head->head && (over || beside) && !names(c, headers, head->element))
            fault(c, RULE_HEADERS, NO_PAGE, cell->element, text, "Headers lacks \"%s\"",
                  text_plain(c->store, tree_text(tree, head->element)));
    }
}

static const char *row_key(struct check *c, size_t row)
{
    const struct tree *t = &c->tree;
    struct growing g = {.store = c->store};
    for (size_t e = tree_child(t, row, 0); e != 0; e = tree_child(t, row, e)) {
        if (!tree_is(t, e, "TH"))
            return NULL;
        const char *text = text_plain(c->store, tree_text(t, e));
        growing_add(&g, text, strlen(text));
        growing_add(&g, "\n", 1);
    }
    return g.data;
}

static void check_twice(struct check *c, size_t table)
{
    const struct tree *t = &c->tree;
    json_t *seen = json_object();
    for (size_t e = table; (e = tree_next(t, table, e, "TR")) != NOT_FOUND;) {
        const char *key = row_key(c, e);
        if (key == NULL)
            continue;
        if (json_object_get(seen, key) != NULL)
            fault(c, RULE_REPEAT, NO_PAGE, e, tree_text(t, e),
                  "a row of heads for the second time");
        json_object_set_new(seen, key, json_true());
    }
    json_decref(seen);
}

/* Without white space: a head may be broken into other lines when it is repeated. */
static const char *pressed(struct check *c, const char *text)
{
    struct growing g = {.store = c->store};
    uint32_t cp;
    while ((cp = text_next(&text)) != 0)
        if (!text_space(cp) && cp != SOFT_HYPHEN)
            text_put(&g, cp);
    return g.data != NULL ? g.data : "";
}

static const char *artifacts_of(struct check *c, size_t page)
{
    struct growing g = {.store = c->store};
    const struct page *p = &c->pages.page[page];
    for (size_t i = 0; i < p->n_marks; i++)
        for (size_t k = p->marks[i].first; p->marks[i].artifact && k < p->marks[i].end; k++)
            growing_add(&g, p->glyphs[k].text, strlen(p->glyphs[k].text));
    return g.data != NULL ? g.data : "";
}

static void check_repeated(struct check *c, const struct table *t)
{
    const struct tree *tree = &c->tree;
    size_t first = tree_page(tree, t->element);
    for (size_t page = first == NOT_FOUND ? 0 : first + 1; page < c->pages.n; page++) {
        if (first == NOT_FOUND || !tree_box(tree, t->element, page).any)
            continue;
        const char *there = pressed(c, artifacts_of(c, page));
        for (size_t i = 0; i < t->n; i++) {
            const char *head = tree_text(tree, t->cells[i].element);
            if (t->cells[i].in_head && strstr(there, pressed(c, head)) == NULL)
                fault(c, RULE_REPEAT, page, t->cells[i].element, head,
                      "the head is not repeated on this page");
        }
    }
}

static void check_continued(struct check *c)
{
    for (size_t i = 0; i < c->tree.n_blocks; i++) {
        const struct block *b = &c->tree.blocks[i];
        if (strstr(b->text, "(Fortsetzung)") != NULL)
            fault(c, RULE_REPEAT, NO_PAGE, b->element, b->text, "a continued head is tagged");
    }
}

void check_tables(struct check *c)
{
    for (size_t e = 0; (e = tree_next(&c->tree, 0, e, "Table")) != NOT_FOUND;) {
        struct table t = {.element = e};
        read_table(c, &t);
        check_scopes(c, &t);
        for (size_t i = 0; i < t.n; i++)
            check_heads_of(c, &t, &t.cells[i]);
        check_twice(c, e);
        check_repeated(c, &t);
    }
    check_continued(c);
}
