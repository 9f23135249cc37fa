#include "compose/values_private.h"

#include <string.h>

#include "base/str.h"

enum { LONG_NAME = 11 }; /* [bytes] of a head that stays on one line */

#define POINT ". " /* begins the explanation of hidden figures */
static const char no_point[] = "Ein Punkt steht, wo keine Abbildung einen Wert zeigt.";
static const char no_point_either[] = "Ein Punkt steht auch, wo keine Abbildung einen Wert zeigt.";
static const char no_point_words[] = "nicht abgebildet";

struct value_table *values_table(struct values *v, struct doc_node *parent, const char *name,
                                 const char *word, const char *title, const char *subtitle)
{
    struct report *r = v->r;
    struct value_table *t = arena_alloc(r->arena, sizeof *t);
    const char *id = arena_printf(r->arena, "%s-%s", v->id, name);
    for (int i = 2; names_find(&r->ids, id, strlen(id)) != NAMES_NONE; i++)
        id = arena_printf(r->arena, "%s-%s-%d", v->id, name, i);
    names_intern(&r->ids, id, strlen(id));
    t->node = report_add(r, v->at, parent, DOC_TABLE);
    t->node->id = id;
    t->node->text = title;
    t->node->subtitle = subtitle;
    t->node->dense = true;
    t->word = word;
    t->annex = true;
    t->number = ++v->n_tables;
    return t;
}

struct doc_node *values_row(struct values *v, const struct value_table *t, enum row_role role)
{
    struct doc_node *row = report_add(v->r, v->at, t->node, DOC_ROW);
    row->role.row = role;
    return row;
}

static struct doc_node *add_cell(struct values *v, struct doc_node *row, enum cell_align align)
{
    struct doc_node *cell = report_add(v->r, v->at, row, DOC_CELL);
    cell->role.align = align;
    return cell;
}

/* Where a long name is parted into two lines: at the blank nearest to its middle. */
static size_t middle_blank(const char *name)
{
    size_t n = strlen(name);
    size_t best = 0;
    for (size_t i = 1; n > LONG_NAME && i + 1 < n; i++) {
        size_t off = i > n - i ? i - (n - i) : n - i - i;
        size_t best_off = best > n - best ? best - (n - best) : n - best - best;
        if (name[i] == ' ' && (best == 0 || off < best_off))
            best = i;
    }
    return best;
}

struct doc_node *values_head(struct values *v, struct doc_node *row, const char *name,
                             const char *below, enum cell_align align)
{
    struct doc_node *cell = add_cell(v, row, align);
    cell->head_cell = true;
    size_t split = middle_blank(name);
    if (split > 0) {
        compose_text(v->r, v->at, cell, arena_strndup(v->r->arena, name, split), 0);
        report_add(v->r, v->at, cell, DOC_BREAK);
        name += split + 1;
    }
    compose_text(v->r, v->at, cell, name, 0);
    if (below != NULL && below[0] != '\0') {
        report_add(v->r, v->at, cell, DOC_BREAK);
        compose_text(v->r, v->at, cell, below, TEXT_GREY);
    }
    return cell;
}

struct doc_node *values_label(struct values *v, struct doc_node *row, const char *name,
                              const char *grey)
{
    struct doc_node *cell = add_cell(v, row, ALIGN_LEFT);
    cell->head_cell = true;
    compose_text(v->r, v->at, cell, name, 0);
    if (grey != NULL && grey[0] != '\0')
        compose_text(v->r, v->at, cell, arena_printf(v->r->arena, ", %s", grey), TEXT_GREY);
    return cell;
}

void values_group(struct values *v, const struct value_table *t, const char *name, int columns)
{
    struct doc_node *row = values_row(v, t, ROW_GROUP);
    values_label(v, row, name, NULL)->span = columns;
}

void values_cell(struct values *v, struct doc_node *row, const struct value_cell *c,
                 enum cell_align align, unsigned style)
{
    struct report *r = v->r;
    struct doc_node *cell = add_cell(v, row, align);
    struct doc_node *text = report_add(r, v->at, cell, DOC_TEXT);
    text->style = style;
    text->text = c != NULL ? c->text : sign_text(SIGN_ABSENT);
    text->actual = c != NULL ? value_words(r->arena, c->text, c->sign, c->marks) : no_point_words;
    if (c != NULL)
        scope_sign(r, c->sign, c->marks);
    else
        v->gaps = true;
}

void values_notes(struct values *v, const struct value_table *t, const char *text)
{
    struct report *r = v->r;
    const char *signs = signs_text(r);
    const char *gaps = !v->gaps ? "" : strstr(signs, POINT) != NULL ? no_point_either : no_point;
    v->gaps = false;
    if (signs[0] == '\0' && gaps[0] == '\0' && text[0] == '\0')
        return;
    struct doc_node *notes = report_add(r, v->at, t->node, DOC_NOTES);
    struct doc_node *p = report_add(r, v->at, notes, DOC_PARAGRAPH);
    p->role.para = PARA_SMALL;
    const char *const all[] = {signs, gaps, text};
    struct buf b = BUF_INIT;
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        if (all[i][0] != '\0')
            buf_printf(&b, "%s%s", b.len > 0 ? " " : "", all[i]);
    }
    compose_text(r, v->at, p, buf_str(&b), 0);
    buf_release(&b);
}

void values_found(struct drawn *d, const struct value_table *t)
{
    for (size_t i = 0; i < d->n_tables; i++) {
        if (d->tables[i] == t)
            return;
    }
    if (d->n_tables < MAX_TABLES_OF_ONE)
        d->tables[d->n_tables++] = t;
}

struct value_cell value_of(const struct chart_point *p)
{
    return (struct value_cell){p->text, p->sign, p->marks};
}

static struct doc_node *around(const struct doc_node *n, enum doc_kind kind, bool outermost)
{
    struct doc_node *found = NULL;
    for (struct doc_node *p = n->parent; p != NULL; p = p->parent) {
        if (p->kind != kind)
            continue;
        found = p;
        if (!outermost)
            break;
    }
    return found;
}

static void collect(struct values *v)
{
    bool leaving = false;
    const struct doc_node *at = NULL;
    struct report *r = v->r;
    while ((at = document_next(r->doc->root, at, &leaving)) != NULL) {
        if (leaving || at->chart == NULL || at->chart->n_series == 0)
            continue;
        struct doc_node *node = (struct doc_node *)at;
        v->drawn = arena_push(r->arena, v->drawn, v->n, sizeof *v->drawn);
        struct drawn *d = &v->drawn[v->n++];
        *d = (struct drawn){.node = node, .chart = node->chart,
                            .section = around(node, DOC_SECTION, true)};
        if (v->n > 1)
            d->chapter = d[-1].chapter + (d->section != d[-1].section);
        if (node->kind == DOC_CELL) {
            d->row = node->parent;
            d->table = around(node, DOC_TABLE, false);
            d->own_row = value_in_row(d);
        }
    }
}

/* The new blocks move from the end of their parent to the place of <figure-values/>. */
static void move_home(struct doc_node *parent, struct doc_node *before, struct doc_node *last)
{
    struct doc_node *made = last != NULL ? last->next : parent->first;
    struct doc_node *rest = before != NULL ? before->next : parent->first;
    if (made == NULL || made == rest)
        return;
    struct doc_node *end = parent->last;
    if (before != NULL)
        before->next = made;
    else
        parent->first = made;
    end->next = rest;
    last->next = NULL;
    parent->last = last;
}

/* A table that nothing names yet. */
static void name_table(struct values *v, struct doc_node *table)
{
    struct report *r = v->r;
    for (int i = 1; table->id == NULL; i++) {
        const char *id = arena_printf(r->arena, "tabelle-%d", i);
        if (names_find(&r->ids, id, strlen(id)) == NAMES_NONE) {
            names_intern(&r->ids, id, strlen(id));
            table->id = id;
        }
    }
}

static void name_values(struct values *v, struct drawn *d)
{
    struct buf b = BUF_INIT;
    if (d->own_row) {
        name_table(v, d->table);
        buf_adds(&b, d->table->id);
    }
    for (size_t i = 0; i < d->n_tables; i++)
        buf_printf(&b, "%s%s", b.len > 0 ? " " : "", d->tables[i]->node->id);
    d->node->values = b.len > 0 ? arena_strdup(v->r->arena, buf_str(&b)) : NULL;
    buf_release(&b);
}

void compose_values(struct report *r, const struct xml_node *n, struct doc_node *parent)
{
    if (r->values.at != NULL) {
        XML_REPORT(r->d, TEMPLATE_VALUES_TWICE, n, NULL, NULL);
        return;
    }
    r->values = (struct values_place){n, parent, parent->last,
                                      attr_text(r, n, "id", "werte")};
}

void report_values(struct report *r)
{
    struct values_place *place = &r->values;
    struct values v = {.r = r, .at = place->at, .home = place->parent, .id = place->id};
    collect(&v);
    values_named(&v);
    if (v.home == NULL)
        return;
    struct doc_node *last = v.home->last;
    values_class(&v);
    values_spine(&v);
    values_time(&v);
    values_place(&v); /* last: a long table begins a page */
    move_home(v.home, place->before, last);
    for (size_t i = 0; i < v.n; i++) {
        name_values(&v, &v.drawn[i]);
        values_alt(&v, &v.drawn[i]);
    }
    values_links(&v);
}
