#include <math.h>

#include "layout/chart_line_private.h"

#define END_GAP   PT(6)
#define ONE_LINE  PT(10)
#define TWO_LINES PT(22)
#define DOT_ROOM  PT(3)

struct box {
    mpt x0, y0, x1, y1;
};

/* What labels keep clear of. Lines are kept as pairs of ends. */
struct obstacles {
    struct box *boxes, *lines;
    size_t n_boxes, n_lines;
    struct box frame;
};

const struct chart_point *last_drawn(const struct chart_series *s)
{
    for (size_t i = s->n_points; i > 0; i--) {
        if (point_counts(&s->points[i - 1]))
            return &s->points[i - 1];
    }
    return NULL;
}

static const char *value_text(const struct chart_point *p)
{
    return p->text != NULL ? p->text : "";
}

/* A line that ends before the others says when. */
static const char *end_text(const struct line_plan *p, const struct chart_point *q)
{
    if (p->last - q->x0 < 0.5 || p->names == NAMES_NONE)
        return value_text(q);
    return arena_printf(p->at->scratch, "%s (%.0f)", value_text(q), q->x0);
}

static struct text_look series_look(const struct line_plan *p, const struct chart_series *s)
{
    return look_label(p->at->theme, role_colour(p->at->theme, s->role, p->chart->field));
}

static const char *name_and_value(const struct line_plan *p, const struct chart_series *s,
                                  const struct chart_point *q)
{
    if (p->names == NAMES_NONE || p->names == NAMES_KEY || s->name == NULL)
        return end_text(p, q);
    return arena_printf(p->at->scratch, "%s %s", s->name, end_text(p, q));
}

static mpt larger(mpt a, mpt b)
{
    return a > b ? a : b;
}

static void make_key(struct line_plan *p)
{
    const struct chart *c = p->chart;
    p->key = arena_array(p->at->scratch, c->n_series + 2, sizeof *p->key);
    for (size_t i = 0; p->names == NAMES_KEY && i < c->n_series; i++)
        p->key[p->n_key++] =
            (struct key_item){KEY_LINE, role_stroke(p->at->theme, c->series[i].role, c->field),
                              series_look(p, &c->series[i]), c->series[i].name};
    if (c->band && c->n_series > 0)
        p->key[p->n_key++] = line_band_key(p);
}

mpt line_names_choose(struct line_plan *p, mpt plot_height)
{
    const struct chart *c = p->chart;
    mpt both = 0, stacked = 0, value = 0, w = p->at->w;
    p->names = NAMES_BESIDE;
    for (size_t i = 0; i < c->n_series; i++) {
        const struct chart_series *s = &c->series[i];
        const struct chart_point *q = last_drawn(s);
        struct text_look look = series_look(p, s);
        if (q == NULL)
            continue;
        mpt v = chart_text_width(p->at->metrics, look, end_text(p, q));
        value = larger(value, v);
        stacked = larger(stacked, larger(v, chart_text_width(p->at->metrics, look, s->name)));
        both = larger(both, chart_text_width(p->at->metrics, look, name_and_value(p, s, q)));
    }
    mpt n = (mpt)c->n_series;
    if (n <= 1)
        p->names = NAMES_NONE;
    else if (both <= w * 30 / 100 && n * ONE_LINE <= plot_height)
        p->names = NAMES_BESIDE;
    else if (stacked <= w * 32 / 100 && n * TWO_LINES <= plot_height)
        p->names = NAMES_ABOVE_VALUE;
    else
        p->names = NAMES_KEY;
    make_key(p);
    return END_GAP + (p->names == NAMES_BESIDE        ? both
                      : p->names == NAMES_ABOVE_VALUE ? stacked
                                                      : value);
}

static struct box text_box(const struct line_plan *p, struct text_look look, mpt left, mpt baseline,
                           const char *text)
{
    mpt w = chart_text_width(p->at->metrics, look, text);
    return (struct box){left, baseline - look.size * 74 / 100, left + w,
                        baseline + look.size * 20 / 100};
}

static void add_line(struct obstacles *o, mpt x0, mpt y0, mpt x1, mpt y1)
{
    o->lines[o->n_lines++] = (struct box){x0, y0, x1, y1};
}

static bool is_clear(const struct obstacles *o, struct box b, size_t n_lines)
{
    if (b.x0 < o->frame.x0 || b.x1 > o->frame.x1 || b.y0 < o->frame.y0 || b.y1 > o->frame.y1)
        return false;
    b = (struct box){b.x0 - PT(1.5), b.y0 - PT(0.8), b.x1 + PT(1.5), b.y1 + PT(0.8)};
    for (size_t i = 0; i < o->n_boxes; i++) {
        const struct box *k = &o->boxes[i];
        if (b.x0 < k->x1 && k->x0 < b.x1 && b.y0 < k->y1 && k->y0 < b.y1)
            return false;
    }
    for (size_t i = 0; i < n_lines; i++) {
        const struct box *l = &o->lines[i];
        if (line_meets(l->x0, l->y0, l->x1, l->y1, (struct frame){b.x0, b.y0, b.x1, b.y1}))
            return false;
    }
    return true;
}

static void add_series(const struct line_plan *p, const struct chart_series *s, struct obstacles *o)
{
    const struct chart_point *before = NULL;
    for (size_t i = 0; i < s->n_points; i++) {
        const struct chart_point *q = &s->points[i];
        mpt x = scale_at(&p->x, q->x0);
        if (point_hidden(q))
            o->boxes[o->n_boxes++] =
                (struct box){x - DOT_ROOM, p->bottom - 2 * DOT_ROOM, x + DOT_ROOM, p->bottom};
        if (!point_counts(q))
            continue;
        mpt y = scale_at(&p->y, q->value);
        o->boxes[o->n_boxes++] =
            (struct box){x - DOT_ROOM, y - DOT_ROOM, x + DOT_ROOM, y + DOT_ROOM};
        if (before != NULL && points_joined(before, q))
            add_line(o, scale_at(&p->x, before->x0), scale_at(&p->y, before->value), x, y);
        before = q;
    }
}

/* Break lines and names above the plot. */
static void add_head(const struct line_plan *p, struct obstacles *o)
{
    const struct axis_head *h = &p->head;
    struct text_look look = look_axis(p->at->theme);
    mpt pitch = p->at->theme->axis.leading, base = p->top - PT(7);
    for (int i = 0; i < h->unit.n; i++)
        o->boxes[o->n_boxes++] = text_box(
            p, look, p->at->x, base - (h->unit_row + h->unit.n - 1 - i) * pitch, h->unit.line[i]);
    for (size_t i = 0; i < p->chart->n_breaks; i++) {
        if (h->row[i] < 0)
            continue;
        mpt x = scale_at(&p->x, p->chart->breaks[i].x);
        o->boxes[o->n_boxes++] =
            text_box(p, look, h->left[i], base - h->row[i] * pitch, h->name[i]);
        add_line(o, x, base - h->row[i] * pitch - PT(7), x, p->bottom);
    }
}

/* Grid lines stand last: they are kept clear of only as long as that is possible. */
static size_t add_grid(const struct line_plan *p, struct obstacles *o)
{
    size_t hard = o->n_lines;
    for (int i = 0; i < p->axis.ticks.n; i++) {
        mpt y = scale_at(&p->y, tick_value(&p->axis.ticks, i));
        add_line(o, p->left, y, p->right, y);
    }
    return hard;
}

static struct obstacles obstacles_make(const struct line_plan *p)
{
    struct obstacles o = {0};
    size_t n = 2 * p->chart->n_breaks + (size_t)p->axis.ticks.n + 16;
    for (size_t i = 0; i < p->chart->n_series; i++)
        n += 3 * p->chart->series[i].n_points + 4;
    o.boxes = arena_array(p->at->scratch, n, sizeof *o.boxes);
    o.lines = arena_array(p->at->scratch, n, sizeof *o.lines);
    mpt above =
        p->head.rows > 0 ? p->top - PT(7) - p->head.rows * p->at->theme->axis.leading : p->at->y;
    o.frame = (struct box){p->left + PT(1), above, p->at->x + p->at->w, p->bottom};
    for (size_t i = 0; i < p->chart->n_series; i++)
        add_series(p, &p->chart->series[i], &o);
    add_head(p, &o);
    return o;
}

struct offset {
    mpt dx, dy;
    enum text_place place;
};

static const struct offset around[] = {
    {PT(6), PT(2.9), TEXT_LEFT},   {0, PT(-6), TEXT_MIDDLE},       {0, PT(11.5), TEXT_MIDDLE},
    {PT(-6), PT(2.9), TEXT_RIGHT}, {PT(5), PT(-6), TEXT_LEFT},     {PT(5), PT(11.5), TEXT_LEFT},
    {PT(-5), PT(-6), TEXT_RIGHT},  {PT(-5), PT(11.5), TEXT_RIGHT}, {PT(8), PT(-9), TEXT_LEFT},
    {PT(-8), PT(-9), TEXT_RIGHT},  {PT(8), PT(15), TEXT_LEFT},     {PT(-8), PT(15), TEXT_RIGHT},
};

/* A label beyond a break would name a value of the other counting. */
static bool beyond_break(const struct line_plan *p, mpt x, struct box b)
{
    for (size_t i = 0; i < p->chart->n_breaks; i++) {
        mpt line = scale_at(&p->x, p->chart->breaks[i].x);
        if (p->head.row[i] >= 0 && (x < line ? b.x1 > line : b.x0 < line))
            return true;
    }
    return false;
}

/* Beside a point where nothing else is; false, and nothing drawn, if there is no
 * such place. from: first of the places to try. */
static bool put_beside(const struct line_plan *p, struct obstacles *o, mpt x, mpt y,
                       struct text_look look, const char *text, size_t from)
{
    size_t hard = add_grid(p, o), all = o->n_lines;
    mpt w = chart_text_width(p->at->metrics, look, text);
    enum { N = sizeof around / sizeof *around };
    o->n_lines = hard;
    for (size_t i = 0; i < 2 * N; i++) {
        const struct offset *at = &around[(i + from) % N];
        mpt left = x + at->dx -
                   (at->place == TEXT_RIGHT    ? w
                    : at->place == TEXT_MIDDLE ? w / 2
                                               : 0);
        struct box b = text_box(p, look, left, y + at->dy, text);
        if (!beyond_break(p, x, b) && is_clear(o, b, i < N ? all : hard)) {
            o->boxes[o->n_boxes++] = b;
            text_put(p->at, left, y + at->dy, look, TEXT_LEFT, text);
            return true;
        }
    }
    return false;
}

static bool put_near(const struct line_plan *p, struct obstacles *o, const struct chart_point *q,
                     struct text_look look, const char *text, size_t from)
{
    return put_beside(p, o, scale_at(&p->x, q->x0), scale_at(&p->y, q->value), look, text, from);
}

/* Where names stand above their values: those that have no room beside them. */
static bool above_value(const struct line_plan *p, const struct chart_series *s,
                        const struct chart_point *q)
{
    mpt room = p->at->x + p->at->w - p->right - END_GAP;
    return p->names == NAMES_ABOVE_VALUE &&
           chart_text_width(p->at->metrics, series_look(p, s), name_and_value(p, s, q)) > room;
}

static void draw_column(const struct line_plan *p, struct obstacles *o, struct label_slot *slots,
                        size_t n)
{
    size_t most = (size_t)((p->bottom - p->top + PT(10)) / ONE_LINE);
    n = n > most ? most : n;
    slots_spread(slots, n, p->top - PT(5), p->bottom + PT(5));
    for (size_t i = 0; i < n; i++) {
        const struct label_slot *l = &slots[i];
        const struct chart_series *s = &p->chart->series[l->of];
        const struct chart_point *q = last_drawn(s);
        struct text_look look = series_look(p, s);
        mpt x = p->right + END_GAP, base = l->middle + look_drop(look);
        o->boxes[o->n_boxes++] = (struct box){x, l->middle - l->height / 2, p->at->x + p->at->w,
                                              l->middle + l->height / 2};
        if (above_value(p, s, q)) {
            text_put(p->at, x, base - PT(4.6), look, TEXT_LEFT, s->name);
            text_put(p->at, x, base + PT(4.8), look, TEXT_LEFT, end_text(p, q));
        } else {
            text_put(p->at, x, base, look, TEXT_LEFT, name_and_value(p, s, q));
        }
    }
}

/* A line that ends before the others has its label where it ends. */
static void draw_end_labels(const struct line_plan *p, struct obstacles *o)
{
    const struct chart *c = p->chart;
    struct label_slot *slots = arena_array(p->at->scratch, c->n_series + 1, sizeof *slots);
    size_t n = 0;
    for (size_t i = 0; i < c->n_series; i++) {
        const struct chart_series *s = &c->series[i];
        const struct chart_point *q = last_drawn(s);
        if (q == NULL)
            continue;
        bool early = p->last - q->x0 > 0.5;
        if (early && put_near(p, o, q, series_look(p, s), name_and_value(p, s, q), 0))
            continue;
        slots[n++] = (struct label_slot){scale_at(&p->y, q->value),
                                         above_value(p, s, q) ? TWO_LINES : ONE_LINE, i};
    }
    draw_column(p, o, slots, n);
}

/* A series of which nothing is shown: its name and sign beside its last hatched field. */
static void draw_hidden_label(const struct line_plan *p, struct obstacles *o,
                              const struct chart_series *s)
{
    const struct chart_point *q = NULL;
    for (size_t i = 0; i < s->n_points; i++)
        q = point_hidden(&s->points[i]) ? &s->points[i] : q;
    if (q == NULL || s->name == NULL || last_drawn(s) != NULL || p->names == NAMES_NONE)
        return;
    put_beside(p, o, scale_at(&p->x, q->x0), p->bottom - PT(5.5), series_look(p, s),
               arena_printf(p->at->scratch, "%s %s", s->name, value_text(q)), 3);
}

/* A single line also has the values where it begins, on both sides of a break and before
 * what is projected. */
static void draw_inner_labels(const struct line_plan *p, struct obstacles *o)
{
    const struct chart_series *s = &p->chart->series[0];
    const struct chart_point *before = NULL, *last = last_drawn(s), *done = last;
    struct text_look look = series_look(p, s);
    for (size_t i = 0; i < s->n_points; i++) {
        const struct chart_point *q = &s->points[i];
        if (!point_counts(q))
            continue;
        bool joined = before != NULL && points_joined(before, q);
        if (!joined || q->projected != before->projected) {
            if (before != NULL && before != done)
                put_near(p, o, before, look, value_text(before), 1);
            if (q != last && !joined)
                put_near(p, o, q, look, value_text(q), 1);
            done = joined ? before : q;
        }
        before = q;
    }
    if (last != NULL && p->first == p->last)
        put_near(p, o, last, look_axis(p->at->theme), "nur ein Jahr", 3);
}

void line_labels_draw(const struct line_plan *p)
{
    struct obstacles o = obstacles_make(p);
    draw_end_labels(p, &o);
    for (size_t i = 0; i < p->chart->n_series; i++)
        draw_hidden_label(p, &o, &p->chart->series[i]);
    if (p->names == NAMES_NONE && p->chart->n_series == 1)
        draw_inner_labels(p, &o);
}
