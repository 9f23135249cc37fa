#include "compose/compose_private.h"

#include <stdio.h>
#include <string.h>

#include "base/decimal.h"
#include "base/german.h"
#include "base/str.h"

enum { MAX_COLUMNS = 256, MOST_SPAN = 100 };

/* What the template leaves open about a cell is decided when all rows are known. */
struct cell_list {
    struct doc_node **open; /* head cells without align */
    size_t n_open;
};

struct table {
    struct doc_node *node;
    struct doc_node *row;
    struct cell_list list;
    bool in_head;
};

static const char *const number_marks[] = {"−", "±", "\u202Fp", "\u202Fr", "\u202Fs", "\u202F",
                                           "\u00A0", "–"};

/* Whether a cell holds figures only, so that it stands right. */
static bool looks_like_number(const char *s)
{
    bool digit = false;
    while (*s != '\0') {
        size_t step = strchr("0123456789,.+-()% /", *s) != NULL ? 1 : 0;
        for (size_t i = 0; step == 0 && i < sizeof number_marks / sizeof number_marks[0]; i++) {
            if (str_starts(s, number_marks[i]))
                step = strlen(number_marks[i]);
        }
        if (step == 0)
            return false;
        digit = digit || (*s >= '0' && *s <= '9');
        s += step;
    }
    return digit;
}

static bool is_sign(const char *s)
{
    for (int i = 0; i < SIGN_COUNT; i++) {
        if (s[0] != '\0' && strcmp(s, sign_text((enum sign)i)) == 0)
            return true;
    }
    return false;
}

static bool holds_number(const struct doc_node *cell)
{
    const struct doc_node *t = cell->first;
    bool alone = t != NULL && (t->next == NULL || t->next->kind == DOC_FOOTNOTE);
    return alone && t->kind == DOC_TEXT && t->text != NULL &&
           (looks_like_number(t->text) || is_sign(t->text));
}

/* A number in value="..." is a quantity, not a year: its digits are grouped. */
static const char *cell_number(struct report *r, double v)
{
    bool whole = v < 1e15 && v > -1e15 && !((double)(long long)v < v || (double)(long long)v > v);
    return german_number(r->arena, v, whole ? 0 : 1);
}

/* No cell stays empty. */
static void cell_sign(struct report *r, const struct xml_node *n, struct doc_node *cell,
                      enum sign sign, unsigned style)
{
    struct subject s = {.kind = SUBJECT_DIFFERENCE, .indicator = PUBLISHED_NONE,
                        .area = PUBLISHED_NONE, .sign = sign};
    s.actual = sign_words(sign);
    compose_subject(r, n, cell, &s, sign_text(sign), style);
}

static void cell_value(struct report *r, const struct xml_node *n, struct doc_node *cell,
                       unsigned style)
{
    struct xpath_value v;
    const struct subject *s;
    if (attr_eval(r, n, "value", &v) != 0) {
        compose_text(r, n, cell, "?", style);
        return;
    }
    bool missing = (v.type == XPATH_ITEMS && v.n_items == 0) ||
                   (v.type == XPATH_NUMBER && !(v.number < 0 || v.number >= 0));
    if (missing) {
        cell_sign(r, n, cell, SIGN_ABSENT, style);
    } else if (v.type == XPATH_NUMBER) {
        compose_text(r, n, cell, cell_number(r, v.number), style);
    } else {
        const char *text = result_text(r, &v, xml_attr(n, "value"), n, "value", 0, &s);
        if (s != NULL)
            compose_subject(r, n, cell, s, text, style);
        else
            compose_text(r, n, cell, text, style);
    }
}

static bool has_content(const struct xml_node *n)
{
    if (xml_first(n) != NULL)
        return true;
    const struct xml_node *t = xml_first_any(n);
    return t != NULL && xml_raw(t)[strspn(xml_raw(t), " \t\r\n")] != '\0';
}

/* Fills the cell; tells whether it holds a value alone. */
static bool cell_content(struct report *r, const struct xml_node *n, struct doc_node *cell)
{
    unsigned style = attr_yes(n, "emphasis") ? TEXT_BOLD | TEXT_COLOUR : 0;
    const struct xml_node *spark = xml_child(n, "spark");
    if (xml_attr(n, "value") != NULL) {
        if (has_content(n))
            XML_REPORT(r->d, TEMPLATE_CELL_TWICE, n, "value", "");
        cell_value(r, n, cell, style);
        return true;
    }
    if (spark != NULL) {
        enum sign sign;
        cell->chart = compose_spark(r, spark, &cell->alt, &sign);
        if (cell->chart == NULL)
            cell_sign(r, n, cell, sign, style);
        return false;
    }
    struct inline_stats stats = compose_inlines(r, n, cell, style);
    return stats.values == 1 && stats.words == 0;
}

/* A sign that a template itself writes is read in words, too; in a head, where it is
 * explained, by its name. */
static void sign_read(struct report *r, struct doc_node *cell)
{
    struct doc_node *text = cell->first;
    enum sign sign;
    if (text == NULL || text->next != NULL || text->kind != DOC_TEXT || text->actual != NULL ||
        !sign_parse(text->text, &sign))
        return;
    text->actual = cell->head_cell ? sign_called(text->text) : sign_words(sign);
    if (!cell->head_cell && is_sign(text->text))
        scope_sign(r, sign, 0);
}

static int align_of(const char *name)
{
    static const char *const names[] = {"left", "right", "decimal", "center"};
    for (int i = 0; name != NULL && i < 4; i++) {
        if (strcmp(names[i], name) == 0)
            return i;
    }
    return -1;
}

static int limited(int v, int most)
{
    return v < 1 ? 1 : v > most ? most : v;
}

/* The grammar lets through whole numbers and what has to be computed. */
static int span_of(struct report *r, const struct xml_node *n)
{
    const char *text = attr_text(r, n, "span", "1");
    unsigned span;
    if (decimal_uint(text, strlen(text), MOST_SPAN, &span) && span >= 1)
        return (int)span;
    XML_REPORT(r->d, TEMPLATE_BAD_SPAN, n, "span", text);
    return 1;
}

static void compose_cell(struct report *r, const struct xml_node *n, void *target)
{
    struct table *t = target;
    if (xml_is_text(n))
        return;
    struct doc_node *cell = report_add(r, n, t->row, DOC_CELL);
    bool first = t->row->first == cell;
    cell->span = span_of(r, n);
    cell->row_span = limited(xml_attr_int(n, "rows", 1, r->d), MAX_COLUMNS);
    cell->head_cell = t->in_head || xml_is(n, "headcell");
    bool value = cell_content(r, n, cell);
    sign_read(r, cell);
    int align = align_of(xml_attr(n, "align"));
    if (align >= 0)
        cell->role.align = (enum cell_align)align;
    else if (value || (!first && !cell->head_cell && holds_number(cell)))
        cell->role.align = ALIGN_DECIMAL;
    else
        cell->role.align = cell->chart != NULL ? ALIGN_RIGHT : ALIGN_LEFT;
    if (align < 0 && t->in_head) {
        t->list.open = arena_push(r->arena, t->list.open, t->list.n_open, sizeof *t->list.open);
        t->list.open[t->list.n_open++] = cell;
    }
}

static void compose_row(struct report *r, const struct xml_node *n, void *target)
{
    static const struct { const char *name; enum row_role role; } roles[] = {
        {"group", ROW_GROUP}, {"sum", ROW_SUM}, {"sub", ROW_SUB}};
    struct table *t = target;
    if (xml_is_text(n) || xml_is(n, "head") || xml_is(n, "notes"))
        return;
    t->row = report_add(r, n, t->node, DOC_ROW);
    t->row->role.row = t->in_head ? ROW_HEAD : ROW_BODY;
    for (size_t i = 0; !t->in_head && i < sizeof roles / sizeof roles[0]; i++) {
        if (str_eq(xml_attr(n, "role"), roles[i].name))
            t->row->role.row = roles[i].role;
    }
    walk_children(r, n, compose_cell, t);
}

/* Where each cell of a row begins, past those that reach down from rows above; gives
 * the number of columns the row fills. */
static size_t place_row(const struct doc_node *row, int below[MAX_COLUMNS],
                        void (*visit)(const struct doc_node *cell, size_t column, void *data),
                        void *data)
{
    size_t at = 0;
    for (const struct doc_node *cell = row->first; cell != NULL; cell = cell->next) {
        while (at < MAX_COLUMNS && below[at] > 0)
            below[at++]--;
        visit(cell, at, data);
        for (int i = 0; i < cell->span && at < MAX_COLUMNS; i++)
            below[at++] = cell->row_span - 1;
    }
    size_t width = at;
    for (; at < MAX_COLUMNS; at++) {
        if (below[at] > 0) {
            below[at]--;
            width = at + 1;
        }
    }
    return width;
}

/* Left: 1, right: 2, by the first body cell that covers just this column. */
static void learn(const struct doc_node *cell, size_t column, void *data)
{
    unsigned char *sides = data;
    if (column < MAX_COLUMNS && sides[column] == 0 && cell->span == 1)
        sides[column] = cell->role.align == ALIGN_LEFT ? 1 : 2;
}

struct apply {
    const struct table *table;
    const unsigned char *sides;
};

static void apply(const struct doc_node *cell, size_t column, void *data)
{
    const struct apply *a = data;
    bool left = column == 0 ||
                (column < MAX_COLUMNS && a->sides[column] == 1 && cell->span == 1);
    for (size_t i = 0; i < a->table->list.n_open; i++) {
        if (a->table->list.open[i] == cell)
            a->table->list.open[i]->role.align = left ? ALIGN_LEFT : ALIGN_RIGHT;
    }
}

static void report_ragged(struct report *r, const struct xml_node *n, const char *title,
                          const size_t numbers[3])
{
    char text[3][24];
    for (int i = 0; i < 3; i++)
        snprintf(text[i], sizeof text[i], "%zu", numbers[i]);
    XML_REPORT(r->d, DOC_RAGGED_TABLE, n, NULL, title != NULL ? title : "", text[0], text[1],
               text[2]);
}

/* Heads stand where their columns stand; all rows must have the same columns. */
static void finish_columns(struct report *r, const struct xml_node *n, const struct table *t)
{
    unsigned char sides[MAX_COLUMNS] = {0};
    struct apply a = {t, sides};
    bool ragged = false;
    for (int pass = 0; pass < 2; pass++) {
        int below[MAX_COLUMNS] = {0};
        size_t numbers[3] = {0, 0, 0}; /* row, its columns, expected columns */
        for (const struct doc_node *row = t->node->first; row != NULL; row = row->next) {
            bool learning = pass == 0 && row->role.row != ROW_HEAD;
            numbers[1] = place_row(row, below, learning ? learn : apply,
                                   learning ? (void *)sides : (void *)&a);
            numbers[2] = numbers[0]++ == 0 ? numbers[1] : numbers[2];
            if (numbers[1] != numbers[2] && !ragged)
                report_ragged(r, n, t->node->text, numbers);
            ragged = ragged || numbers[1] != numbers[2];
        }
    }
}

/* Rows from this one to the end of its part: the heads or what stands below them. */
static int rows_left(const struct doc_node *row)
{
    bool head = row->role.row == ROW_HEAD;
    int n = 0;
    for (; row != NULL && (row->role.row == ROW_HEAD) == head; row = row->next)
        n++;
    return n;
}

static void end_with_table(struct report *r, const struct xml_node *n, const struct doc_node *table)
{
    size_t number = 0;
    int left = 0;
    for (struct doc_node *row = table->first; row != NULL; row = row->next, left--) {
        left = left == 0 ? rows_left(row) : left; /* counted once for each part */
        number++;
        for (struct doc_node *cell = row->first; cell != NULL; cell = cell->next) {
            if (cell->row_span <= left)
                continue;
            char text[2][24];
            snprintf(text[0], sizeof text[0], "%zu", number);
            snprintf(text[1], sizeof text[1], "%d", cell->row_span);
            XML_REPORT(r->d, DOC_ROWS_BEYOND, n, NULL, table->text != NULL ? table->text : "",
                       text[0], text[1]);
            cell->row_span = left;
        }
    }
}

void compose_table(struct report *r, const struct xml_node *n, struct doc_node *parent)
{
    struct scope scope;
    scope_enter(r, &scope);
    struct table t = {.node = report_add(r, n, parent, DOC_TABLE)};
    t.node->text = attr_text(r, n, "title", NULL);
    t.node->subtitle = attr_text(r, n, "subtitle", NULL);
    t.node->dense = attr_yes(n, "dense");
    report_id(r, n, t.node);
    const struct xml_node *head = xml_child(n, "head");
    t.in_head = true;
    if (head != NULL)
        walk_children(r, head, compose_row, &t);
    t.in_head = false;
    walk_children(r, n, compose_row, &t);
    end_with_table(r, n, t.node);
    finish_columns(r, n, &t);
    compose_notes(r, n, t.node);
    scope_leave(r);
}
