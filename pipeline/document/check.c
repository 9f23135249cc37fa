#include "document/document.h"

#include <stdio.h>
#include <string.h>

#include "base/names.h"

#define BIT(kind) (1u << (kind))

enum { MAX_TABLE_COLUMNS = 256, MAX_LEVEL = 4 };

static const unsigned inlines =
    BIT(DOC_TEXT) | BIT(DOC_BREAK) | BIT(DOC_LINK) | BIT(DOC_PAGE_REF) | BIT(DOC_FOOTNOTE);
static const unsigned blocks = BIT(DOC_COVER) | BIT(DOC_CONTENTS) | BIT(DOC_SECTION) |
                               BIT(DOC_PARAGRAPH) | BIT(DOC_LIST) | BIT(DOC_COLUMNS) |
                               BIT(DOC_BOX) | BIT(DOC_TABLE) | BIT(DOC_FIGURE) |
                               BIT(DOC_PAGE_BREAK);

static unsigned allowed_inside(enum doc_kind kind)
{
    switch (kind) {
    case DOC_ROOT:
    case DOC_COLUMN:
    case DOC_BOX:
    case DOC_ITEM: return blocks;
    case DOC_SECTION: return blocks | BIT(DOC_HEADING);
    case DOC_COVER: return BIT(DOC_PARAGRAPH) | BIT(DOC_FIGURE);
    case DOC_NOTES: return BIT(DOC_PARAGRAPH);
    case DOC_LIST: return BIT(DOC_ITEM);
    case DOC_COLUMNS: return BIT(DOC_COLUMN);
    case DOC_TABLE: return BIT(DOC_ROW) | BIT(DOC_NOTES);
    case DOC_ROW: return BIT(DOC_CELL);
    case DOC_FIGURE: return BIT(DOC_NOTES);
    case DOC_HEADING:
    case DOC_PARAGRAPH:
    case DOC_CELL:
    case DOC_LINK: return inlines;
    case DOC_FOOTNOTE: return inlines;
    default: return 0;
    }
}

struct check {
    const struct document *doc;
    struct diag *d;
    const struct doc_node *at; /* that is looked at */
    bool good;
    int level;         /* of the last heading */
    int numbers[DOC_KIND_COUNT]; /* given so far */
    struct names ids;
};

static const char *text_or(const char *s, const char *fallback)
{
    return s != NULL ? s : fallback;
}

static void report(struct check *c, enum diag_code code, const char *const *args)
{
    c->good = false;
    document_report(c->doc, c->d, code, c->at, NULL, args);
}
#define REPORT(c, code, ...) report((c), (code), (const char *const[]){__VA_ARGS__, NULL})

static void number_text(char out[24], size_t v)
{
    snprintf(out, 24, "%zu", v);
}

static void check_place(struct check *c, const struct doc_node *n)
{
    if (n->parent != NULL && !(allowed_inside(n->parent->kind) & BIT(n->kind)))
        REPORT(c, DOC_WRONG_INSIDE, document_kind_name(n->kind),
               document_kind_name(n->parent->kind));
}

static void check_id(struct check *c, const struct doc_node *n)
{
    if (n->id == NULL)
        return;
    if (names_find(&c->ids, n->id, strlen(n->id)) != NAMES_NONE)
        REPORT(c, DOC_ID_TWICE, n->id);
    names_intern(&c->ids, n->id, strlen(n->id));
}

static void check_section(struct check *c, const struct doc_node *n)
{
    if (n->kind != DOC_SECTION || (n->first != NULL && n->first->kind == DOC_HEADING))
        return;
    REPORT(c, DOC_NO_HEADING, text_or(n->id, "ohne Kennung"));
}

static void check_heading(struct check *c, const struct doc_node *n)
{
    if (n->kind != DOC_HEADING)
        return;
    if (n->level > c->level + 1 || n->level < 1 || n->level > MAX_LEVEL) {
        char from[24], to[24];
        number_text(from, (size_t)c->level);
        snprintf(to, sizeof to, "%d", n->level);
        REPORT(c, DOC_LEVEL_GAP, from, to, n->first != NULL ? text_or(n->first->text, "") : "");
    }
    c->level = n->level;
}

static void check_columns(struct check *c, const struct doc_node *n)
{
    if (n->kind != DOC_COLUMNS)
        return;
    int sum = 0;
    for (const struct doc_node *k = n->first; k != NULL; k = k->next)
        sum += k->span;
    if (sum > 12) {
        char text[24];
        snprintf(text, sizeof text, "%d", sum);
        REPORT(c, DOC_TOO_WIDE, text);
    }
}

/* A landscape section has pages of its own: it cannot stand in a part of a page, and a
 * heading just above it would be left alone. */
static void check_landscape(struct check *c, const struct doc_node *n)
{
    if (n->kind != DOC_SECTION || !n->landscape)
        return;
    const char *name = n->first != NULL && n->first->first != NULL
                           ? text_or(n->first->first->text, "") : text_or(n->id, "");
    for (const struct doc_node *up = n->parent; up != NULL; up = up->parent)
        if (up->kind != DOC_ROOT && up->kind != DOC_SECTION) {
            REPORT(c, DOC_LANDSCAPE_INSIDE, name, document_kind_name(up->kind));
            return;
        }
    const struct doc_node *above = n->parent != NULL ? n->parent->first : NULL;
    if (above != NULL && above->kind == DOC_HEADING && above->next == n && !n->parent->landscape)
        REPORT(c, DOC_LANDSCAPE_ALONE, name);
}

/* Columns a row fills, with those that cells of earlier rows reach down into. */
static size_t row_width(const struct doc_node *row, int below[MAX_TABLE_COLUMNS])
{
    size_t at = 0;
    for (const struct doc_node *cell = row->first; cell != NULL; cell = cell->next) {
        while (at < MAX_TABLE_COLUMNS && below[at] > 0)
            below[at++]--;
        for (int i = 0; i < cell->span && at < MAX_TABLE_COLUMNS; i++)
            below[at++] = cell->row_span - 1;
    }
    while (at < MAX_TABLE_COLUMNS && below[at] > 0)
        below[at++]--;
    return at;
}

static void check_table(struct check *c, const struct doc_node *n)
{
    if (n->kind != DOC_TABLE)
        return;
    int below[MAX_TABLE_COLUMNS] = {0};
    size_t expected = 0;
    size_t row = 0;
    for (const struct doc_node *k = n->first; k != NULL; k = k->next) {
        if (k->kind != DOC_ROW)
            continue;
        size_t width = row_width(k, below);
        row++;
        if (row == 1)
            expected = width;
        if (width == expected)
            continue;
        char at[24], found[24], want[24];
        number_text(at, row);
        number_text(found, width);
        number_text(want, expected);
        REPORT(c, DOC_RAGGED_TABLE, text_or(n->text, ""), at, found, want);
    }
}

static void check_figure(struct check *c, const struct doc_node *n)
{
    if (n->kind != DOC_FIGURE)
        return;
    if (n->alt == NULL || n->alt[0] == '\0' || n->chart == NULL)
        REPORT(c, DOC_NO_ALT, text_or(n->text, ""));
}

static void check_number(struct check *c, const struct doc_node *n)
{
    int wanted = document_has_number(n) ? ++c->numbers[n->kind] : 0;
    if (n->number == wanted)
        return;
    char found[24], want[24];
    snprintf(found, sizeof found, "%d", n->number);
    snprintf(want, sizeof want, "%d", wanted);
    REPORT(c, DOC_BAD_NUMBER, document_kind_name(n->kind), text_or(n->text, ""), found, want);
}

/* What forbids a footnote inside in: column heads are repeated, headings stand in the
 * contents; NULL where there may be one. */
static const struct doc_node *note_barrier(const struct doc_node *in)
{
    for (const struct doc_node *n = in; n != NULL; n = n->parent) {
        bool head = n->kind == DOC_ROW && n->role.row == ROW_HEAD;
        if (head || n->kind == DOC_FOOTNOTE || n->kind == DOC_HEADING || n->kind == DOC_LINK ||
            n->kind == DOC_COVER)
            return n;
    }
    return NULL;
}

static void check_footnote(struct check *c, const struct doc_node *n)
{
    const struct doc_node *barrier =
        n->kind == DOC_FOOTNOTE ? note_barrier(n->parent) : NULL;
    if (barrier != NULL)
        REPORT(c, DOC_WRONG_INSIDE, document_kind_name(n->kind),
               barrier->kind == DOC_ROW ? "head row" : document_kind_name(barrier->kind));
}

/* The ids are complete only after the first walk. */
static void check_target(struct check *c, const struct doc_node *n)
{
    if (n->kind != DOC_LINK && n->kind != DOC_PAGE_REF)
        return;
    const char *target = text_or(n->target, "");
    if (names_find(&c->ids, target, strlen(target)) == NAMES_NONE)
        REPORT(c, DOC_NO_TARGET, target);
}

/* A list of ids, divided by blanks. */
static void check_values(struct check *c, const struct doc_node *n)
{
    const char *id = text_or(n->values, "");
    while (*(id += strspn(id, " ")) != '\0') {
        size_t len = strcspn(id, " ");
        if (names_find(&c->ids, id, len) == NAMES_NONE)
            REPORT(c, DOC_NO_TARGET, id);
        id += len;
    }
}

static void walk(struct check *c, void (*const *rules)(struct check *, const struct doc_node *),
                 size_t n_rules)
{
    bool leaving = false;
    const struct doc_node *n = NULL;
    while ((n = document_next(c->doc->root, n, &leaving)) != NULL) {
        c->at = n;
        for (size_t i = 0; !leaving && i < n_rules; i++)
            rules[i](c, n);
    }
}

bool document_check(const struct document *doc, struct diag *d)
{
    static void (*const first[])(struct check *, const struct doc_node *) = {
        check_place,   check_id,    check_section, check_heading,
        check_columns, check_table, check_figure,  check_landscape,
        check_number,  check_footnote,
    };
    static void (*const second[])(struct check *, const struct doc_node *) = {check_target,
                                                                             check_values};
    struct check c = {.doc = doc, .d = d, .good = true};
    names_init(&c.ids);
    walk(&c, first, sizeof first / sizeof first[0]);
    walk(&c, second, sizeof second / sizeof second[0]);
    names_release(&c.ids);
    return c.good;
}
