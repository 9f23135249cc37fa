#include "compose/values_private.h"

#include <stdint.h>
#include <string.h>

#include "base/str.h"

/* Figures over classes of age or kind (pyramids, bars) and comparisons with a spread:
 * each gets a table of its own, named like the figure. Narrow ones stand side by side. */

enum { HALF_WIDTH = 6, HEAD_ROWS = 4 /* of title, subtitle, heads */ };

#define NO_PLACE SIZE_MAX

struct half { /* where narrow tables go */
    struct doc_node *column[2];
    size_t rows[2];
};

static bool is_class(const struct drawn *d)
{
    switch (d->chart->kind) {
    case CHART_PYRAMID:
    case CHART_BARS: return !d->named;
    case CHART_STACK:
    case CHART_DIVERGING: return !d->named && !chart_of_places(d->chart);
    default: return false;
    }
}

static const char *title_of(const struct drawn *d, const char *fallback)
{
    return d->node->text != NULL ? d->node->text : fallback;
}

static const struct chart_point *point_named(const struct chart_series *s, const char *label)
{
    for (size_t i = 0; i < s->n_points; i++) {
        if (str_eq(s->points[i].label, label))
            return &s->points[i];
    }
    return NULL;
}

/* Areas above, men and women below them. */
static void pyramid_heads(struct values *v, const struct value_table *t, const struct chart *c)
{
    struct doc_node *areas = values_row(v, t, ROW_HEAD);
    struct doc_node *sexes = values_row(v, t, ROW_HEAD);
    values_head(v, areas, "Alter", NULL, ALIGN_LEFT)->row_span = 2;
    for (size_t i = 0; i < c->n_series; i++) {
        bool goes_on = i > 0 && str_eq(c->series[i].name, c->series[i - 1].name);
        if (goes_on)
            areas->last->span++;
        else
            values_head(v, areas, c->series[i].name, NULL, ALIGN_CENTER);
        values_head(v, sexes, c->series[i].sex == 1 ? "Männer" : "Frauen", NULL, ALIGN_RIGHT);
    }
}

static void bar_heads(struct values *v, const struct value_table *t, const struct chart *c)
{
    struct doc_node *head = values_row(v, t, ROW_HEAD);
    values_head(v, head, "Gruppe", NULL, ALIGN_LEFT);
    for (size_t i = 0; i < c->n_series; i++)
        values_head(v, head, c->series[i].name[0] != '\0' ? c->series[i].name : "Wert", NULL,
                    ALIGN_RIGHT);
}

/* Whether all series have the same labels in the same order, twice the same included. */
static bool is_even(const struct chart *c)
{
    const struct chart_series *first = &c->series[0];
    for (size_t i = 1; i < c->n_series; i++) {
        if (c->series[i].n_points != first->n_points)
            return false;
        for (size_t k = 0; k < first->n_points; k++) {
            if (!str_eq(c->series[i].points[k].label, first->points[k].label))
                return false;
        }
    }
    return true;
}

/* "75+" is read in words. */
static const char *open_words(struct arena *a, const char *label)
{
    size_t n = strlen(label);
    bool open = n > 1 && label[n - 1] == '+';
    return open ? arena_printf(a, "%.*s und älter", (int)(n - 1), label) : NULL;
}

/* The points of that place in each series, or else of that label. */
static void class_row(struct values *v, const struct value_table *t, const struct chart *c,
                      size_t place, const char *label)
{
    struct doc_node *row = values_row(v, t, ROW_BODY);
    struct doc_node *text = values_label(v, row, label, NULL)->first;
    if (text != NULL)
        text->actual = open_words(v->r->arena, label);
    for (size_t i = 0; i < c->n_series; i++) {
        const struct chart_point *p = place != NO_PLACE ? &c->series[i].points[place]
                                                        : point_named(&c->series[i], label);
        struct value_cell cell = {0};
        if (p != NULL)
            cell = value_of(p);
        values_cell(v, row, p != NULL ? &cell : NULL, ALIGN_DECIMAL, 0);
    }
}

/* Labels of all series, each once, in the order of the first that has it. */
static size_t class_rows(struct values *v, const struct value_table *t, const struct chart *c)
{
    struct names labels;
    if (is_even(c)) {
        for (size_t k = 0; k < c->series[0].n_points; k++)
            class_row(v, t, c, k, c->series[0].points[k].label);
        return c->series[0].n_points;
    }
    names_init(&labels);
    for (size_t i = 0; i < c->n_series; i++) {
        for (size_t k = 0; k < c->series[i].n_points; k++) {
            const char *label = c->series[i].points[k].label;
            if (names_find(&labels, label, strlen(label)) != NAMES_NONE)
                continue;
            names_intern(&labels, label, strlen(label));
            class_row(v, t, c, NO_PLACE, label);
        }
    }
    size_t n = labels.count;
    names_release(&labels);
    return n;
}

static size_t put_class(struct values *v, struct drawn *d, struct doc_node *parent)
{
    struct scope scope;
    bool pyramid = d->chart->kind == CHART_PYRAMID;
    scope_enter(v->r, &scope);
    const struct value_table *t =
        values_table(v, parent, pyramid ? "alter" : "balken", "Einzelwerte",
                     title_of(d, pyramid ? "Altersaufbau" : "Werte der Balken"),
                     d->node->subtitle);
    if (pyramid)
        pyramid_heads(v, t, d->chart);
    else
        bar_heads(v, t, d->chart);
    size_t rows = class_rows(v, t, d->chart);
    values_notes(v, t, "");
    scope_leave(v->r);
    values_found(d, t);
    return rows + HEAD_ROWS;
}

static struct doc_node *add_half(struct values *v, struct doc_node *columns)
{
    struct doc_node *column = report_add(v->r, v->at, columns, DOC_COLUMN);
    column->span = HALF_WIDTH;
    return column;
}

void values_class(struct values *v)
{
    struct half h = {{NULL, NULL}, {0, 0}};
    for (size_t i = 0; i < v->n; i++) {
        if (!is_class(&v->drawn[i]))
            continue;
        if (h.column[0] == NULL) {
            struct doc_node *columns = report_add(v->r, v->at, v->home, DOC_COLUMNS);
            h.column[0] = add_half(v, columns);
            h.column[1] = add_half(v, columns);
        }
        int at = h.rows[1] < h.rows[0];
        h.rows[at] += put_class(v, &v->drawn[i], h.column[at]);
    }
}

/* Spines */

static void spread_cell(struct values *v, struct doc_node *row, const char *text)
{
    struct value_cell c = {text, SIGN_VALUE, 0};
    values_cell(v, row, text != NULL ? &c : NULL, ALIGN_DECIMAL, 0);
}

enum { MEDIAN = 2 }; /* among lowest value, quarter, median, quarter, highest value */

static void spine_row(struct values *v, const struct value_table *t, const struct chart_point *p,
                      bool median)
{
    struct doc_node *row = values_row(v, t, ROW_BODY);
    struct value_cell own = value_of(p);
    values_label(v, row, p->label, p->sublabel);
    values_cell(v, row, &own, ALIGN_DECIMAL, TEXT_BOLD | TEXT_COLOUR);
    spread_cell(v, row, p->reference_text);
    const char *const spread[] = {p->low_text, p->q1_text, p->median_text, p->q3_text,
                                  p->high_text};
    for (size_t i = 0; i < sizeof spread / sizeof spread[0]; i++) {
        if (median || i != MEDIAN)
            spread_cell(v, row, p->has_spread ? spread[i] : NULL);
    }
}

static void put_spine(struct values *v, struct drawn *d)
{
    static const char *const heads[] = {"niedrigster Wert", "unteres Viertel", "Median",
                                        "oberes Viertel", "höchster Wert"};
    const struct chart *c = d->chart;
    bool median = c->kind == CHART_RANGE;
    struct scope scope;
    scope_enter(v->r, &scope);
    const struct value_table *t = values_table(v, v->home, "lage", "Lage",
                                               title_of(d, "Werte des Vergleichs"),
                                               d->node->subtitle);
    struct doc_node *head = values_row(v, t, ROW_HEAD);
    values_head(v, head, "Kennzahl", NULL, ALIGN_LEFT);
    values_head(v, head, c->caption_left != NULL ? c->caption_left : "Wert", NULL, ALIGN_RIGHT);
    values_head(v, head, c->caption_right != NULL ? c->caption_right : "Kreis", NULL, ALIGN_RIGHT);
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
        if (median || i != MEDIAN)
            values_head(v, head, heads[i], NULL, ALIGN_RIGHT);
    }
    for (size_t i = 0; i < c->n_series; i++) {
        if (c->series[i].name != NULL && c->series[i].name[0] != '\0')
            values_group(v, t, c->series[i].name, median ? 8 : 7);
        for (size_t k = 0; k < c->series[i].n_points; k++)
            spine_row(v, t, &c->series[i].points[k], median);
    }
    values_notes(v, t, "Zwischen unterem und oberem Viertel liegt die mittlere Hälfte der "
                       "gezeigten Gemeinden.");
    scope_leave(v->r);
    values_found(d, t);
}

static bool is_spread(enum chart_kind kind)
{
    return kind == CHART_SPINE || kind == CHART_RANGE;
}

void values_spine(struct values *v)
{
    for (size_t i = 0; i < v->n; i++) {
        if (!v->drawn[i].named && is_spread(v->drawn[i].chart->kind))
            put_spine(v, &v->drawn[i]);
    }
}
