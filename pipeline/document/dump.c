#include "document/document.h"

#include <stdio.h>

#include "base/buf.h"

static const char *const para_names[] = {"body", "lead", "key", "small", "over-left",
                                         "over-right", "title", "name", "sub", "foot-left",
                                         "foot-right"};
static const char *const row_names[] = {"body", "head", "group", "sum", "sub"};
static const char *const align_names[] = {"left", "right", "decimal", "center"};
static const char *const chart_names[CHART_KIND_COUNT] = {
    "line", "columns", "ranking", "pyramid", "bars",
    "tile", "strip",   "spark",   "spine",   "locator", "range", "multiples", "ages", "stack",
    "diverging", "scatter", "slope", "funnel", "heat", "classes", "map", "tiles", "symbols"};
static const char *const role_names[] = {"place", "district", "land", "others", "second"};
static const char *const style_names[] = {"bold",   "italic", "superscript",
                                          "colour", "grey",   "no-hyphen"};

static void indent(struct buf *b, int depth)
{
    for (int i = 0; i < depth; i++)
        buf_adds(b, "  ");
}

static void put_string(struct buf *b, const char *name, const char *value)
{
    if (value == NULL)
        return;
    buf_printf(b, " %s=", name);
    buf_json(b, value);
}

/* Six decimals are far finer than anything drawn, and the same on every machine. */
static void put_number(struct buf *b, const char *name, double v)
{
    char text[64];
    snprintf(text, sizeof text, "%.6f", v);
    char *end = text;
    while (*end != '\0')
        end++;
    while (end > text && end[-1] == '0')
        *--end = '\0';
    if (end > text && end[-1] == '.')
        *--end = '\0';
    buf_printf(b, " %s=%s", name, text);
}

static void put_flag(struct buf *b, const char *name, bool set)
{
    if (set)
        buf_printf(b, " %s", name);
}

static void put_marks(struct buf *b, unsigned marks)
{
    static const char letters[] = {'(', 'p', 'r', 's'};
    if (marks == 0)
        return;
    buf_adds(b, " marks=");
    for (int i = 0; i < 4; i++) {
        if (marks & (1u << i))
            buf_addc(b, letters[i]);
    }
}

static void put_point(struct buf *b, const struct chart_point *p, int depth)
{
    indent(b, depth);
    buf_adds(b, "point");
    put_number(b, "x", p->x0);
    if (p->x1 > p->x0)
        put_number(b, "to", p->x1);
    put_flag(b, "open", p->open);
    if (sign_counts(p->sign))
        put_number(b, "value", p->value);
    if (p->sign != SIGN_VALUE)
        put_string(b, "sign", sign_words(p->sign));
    put_marks(b, p->marks);
    if (p->basis != 0)
        buf_printf(b, " basis=%d", p->basis);
    if (p->rank != 0)
        buf_printf(b, " rank=%d", p->rank);
    put_flag(b, "emphasis", p->emphasis);
    put_string(b, "label", p->label);
    put_string(b, "sublabel", p->sublabel);
    put_string(b, "text", p->text);
    if (p->has_spread) {
        put_number(b, "low", p->low);
        put_number(b, "q1", p->q1);
        put_number(b, "q3", p->q3);
        put_number(b, "high", p->high);
        if (p->median_text != NULL)
            put_number(b, "median", p->median);
        put_string(b, "lowest", p->low_name);
        put_string(b, "highest", p->high_name);
    }
    put_string(b, "rank-text", p->rank_text);
    if (p->has_interval) {
        put_number(b, "lower", p->lower);
        put_number(b, "upper", p->upper);
    }
    put_flag(b, "projected", p->projected);
    if (p->klass != 0)
        buf_printf(b, " class=%d", p->klass);
    if (p->reference_text != NULL)
        put_number(b, "reference", p->reference);
    put_string(b, "reference-text", p->reference_text);
    put_flag(b, "outside", p->outside);
    put_flag(b, "untested", p->untested);
    buf_addc(b, '\n');
}

static void put_series(struct buf *b, const struct chart_series *s, int depth)
{
    indent(b, depth);
    buf_printf(b, "series role=%s", role_names[s->role]);
    put_string(b, "name", s->name);
    put_string(b, "below", s->below);
    if (s->since != 0)
        buf_printf(b, " since=%d", s->since);
    if (s->sex != 0)
        buf_printf(b, " sex=%d", s->sex);
    if (s->field != 0)
        buf_printf(b, " field=%d", s->field);
    buf_addc(b, '\n');
    for (size_t i = 0; i < s->n_points; i++)
        put_point(b, &s->points[i], depth + 1);
}

/* What only comparisons of places have. */
static void put_comparison(struct buf *b, const struct chart *c, int depth)
{
    for (size_t i = 0; i < c->n_classes; i++) {
        const struct chart_class *k = &c->classes[i];
        indent(b, depth);
        buf_printf(b, "class %zu n=%zu", i + 1, k->n);
        put_number(b, "from", k->from);
        put_number(b, "to", k->to);
        put_string(b, "text", k->text);
        buf_addc(b, '\n');
    }
    for (size_t i = 0; i < c->n_columns; i++) {
        indent(b, depth);
        buf_adds(b, "column");
        put_string(b, "name", c->columns[i]);
        buf_addc(b, '\n');
    }
    for (size_t i = 0; i < 4; i++) {
        if (c->quadrants[i] == NULL)
            continue;
        indent(b, depth);
        buf_adds(b, "quadrant");
        put_string(b, "name", c->quadrants[i]);
        buf_addc(b, '\n');
    }
    for (size_t i = 0; i < c->n_limits; i++) {
        const struct chart_limit *l = &c->limits[i];
        indent(b, depth);
        buf_adds(b, "limit");
        put_number(b, "persons", l->persons);
        put_number(b, "low998", l->low998);
        put_number(b, "low95", l->low95);
        put_number(b, "high95", l->high95);
        put_number(b, "high998", l->high998);
        buf_addc(b, '\n');
    }
}

static void put_panels(struct buf *b, const struct chart *c, int depth)
{
    for (size_t i = 0; i < c->n_panels; i++) {
        indent(b, depth);
        buf_printf(b, "panel first=%zu n=%zu", c->panels[i].first, c->panels[i].n);
        put_string(b, "title", c->panels[i].title);
        put_flag(b, "emphasis", c->panels[i].emphasis);
        buf_addc(b, '\n');
    }
}

static void put_chart(struct buf *b, const struct chart *c, int depth)
{
    indent(b, depth);
    buf_printf(b, "chart kind=%s field=%d decimals=%d", chart_names[c->kind], c->field,
               c->decimals);
    put_string(b, "unit", c->unit);
    if (c->height > 0)
        put_number(b, "height", c->height);
    put_flag(b, "zero", c->zero_based);
    put_flag(b, "log", c->log_scale);
    put_flag(b, "compact", c->compact);
    put_flag(b, "map", c->map != NULL);
    put_flag(b, "band", c->band);
    put_flag(b, "shares", c->shares);
    put_flag(b, "balance", c->balance);
    put_flag(b, "common-scale", c->common_scale);
    put_flag(b, "diverging", c->scale == SCALE_DIVERGING);
    put_string(b, "method", c->method);
    put_string(b, "across", c->across_unit);
    put_string(b, "value", c->value_text);
    put_string(b, "left", c->caption_left);
    put_string(b, "right", c->caption_right);
    put_string(b, "span", c->span_text);
    buf_addc(b, '\n');
    for (size_t i = 0; i < c->n_series; i++)
        put_series(b, &c->series[i], depth + 1);
    for (size_t i = 0; i < c->n_breaks; i++) {
        indent(b, depth + 1);
        buf_adds(b, "break");
        put_number(b, "x", c->breaks[i].x);
        put_string(b, "name", c->breaks[i].name);
        put_flag(b, "projected", c->breaks[i].projected);
        buf_addc(b, '\n');
    }
    for (size_t i = 0; i < c->n_references; i++) {
        const struct chart_reference *r = &c->references[i];
        indent(b, depth + 1);
        buf_printf(b, "reference role=%s", role_names[r->role]);
        put_string(b, "name", r->name);
        put_number(b, "value", r->value);
        put_string(b, "text", r->text);
        buf_addc(b, '\n');
    }
    put_comparison(b, c, depth + 1);
    put_panels(b, c, depth + 1);
}

static void put_role(struct buf *b, const struct doc_node *n)
{
    if (n->kind == DOC_PARAGRAPH)
        buf_printf(b, " role=%s", para_names[n->role.para]);
    if (n->kind == DOC_ROW)
        buf_printf(b, " role=%s", row_names[n->role.row]);
    if (n->kind == DOC_CELL)
        buf_printf(b, " align=%s", align_names[n->role.align]);
    if (n->kind == DOC_CONTENTS && n->role.contents != CONTENTS_SECTIONS)
        buf_printf(b, " of=%s", n->role.contents == CONTENTS_FIGURES ? "figures" : "tables");
    if (n->number != 0)
        buf_printf(b, " number=%d", n->number);
    if (n->level != 0)
        buf_printf(b, " level=%d", n->level);
    if (n->field >= 0)
        buf_printf(b, " field=%d", n->field);
    if (n->span != 1)
        buf_printf(b, " span=%d", n->span);
    if (n->row_span != 1)
        buf_printf(b, " rows=%d", n->row_span);
}

/* The marked stretches of the string before. */
static void put_stretches(struct buf *b, const struct doc_marks *marks)
{
    for (size_t i = 0; i < marks->n; i++) {
        const struct doc_mark *m = &marks->mark[i];
        buf_printf(b, " mark=%zu+%zu", m->at, m->len);
        put_string(b, "expansion", m->expansion);
        put_string(b, "lang", m->lang);
    }
}

static void put_node(struct buf *b, const struct doc_node *n, int depth)
{
    indent(b, depth);
    buf_adds(b, document_kind_name(n->kind));
    put_string(b, "id", n->id);
    put_role(b, n);
    for (size_t i = 0; i < sizeof style_names / sizeof style_names[0]; i++)
        put_flag(b, style_names[i], (n->style & (1u << i)) != 0);
    put_flag(b, "ordered", n->ordered);
    put_flag(b, "head", n->head_cell);
    put_flag(b, "dense", n->dense);
    put_flag(b, "new-page", n->new_page);
    put_flag(b, "right-page", n->right_page);
    put_flag(b, "landscape", n->landscape);
    put_flag(b, "part", n->part);
    put_flag(b, "masthead", n->masthead);
    put_string(b, "running", n->running);
    put_string(b, "text", n->text);
    put_stretches(b, &n->text_marks);
    put_string(b, "subtitle", n->subtitle);
    put_stretches(b, &n->subtitle_marks);
    put_string(b, "actual", n->actual);
    put_string(b, "expansion", n->expansion);
    put_string(b, "target", n->target);
    put_string(b, "lang", n->lang);
    put_string(b, "alt", n->alt);
    put_string(b, "values", n->values);
    buf_addc(b, '\n');
    if (n->chart != NULL)
        put_chart(b, n->chart, depth + 1);
}

char *document_dump(const struct document *doc)
{
    struct buf b = BUF_INIT;
    buf_adds(&b, "document");
    put_string(&b, "title", doc->title);
    put_string(&b, "subject", doc->subject);
    put_string(&b, "author", doc->author);
    put_string(&b, "volume", doc->volume);
    put_string(&b, "publication", doc->publication);
    put_string(&b, "date", doc->date);
    put_string(&b, "mark", doc->mark);
    put_string(&b, "area", doc->area_key);
    put_string(&b, "lang", doc->lang);
    buf_printf(&b, " fields=%d\n", doc->n_fields);
    int depth = 0;
    bool leaving = false;
    const struct doc_node *n = NULL;
    while ((n = document_next(doc->root, n, &leaving)) != NULL) {
        if (leaving) {
            depth--;
            continue;
        }
        put_node(&b, n, depth);
        if (n->first != NULL)
            depth++;
    }
    return buf_detach(&b);
}
