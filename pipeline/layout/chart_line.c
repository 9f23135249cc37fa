#include <math.h>
#include <stdint.h>

#include "layout/chart_line_private.h"

#define PLOT_HEIGHT   PT(140)
#define HEAD_GAP      PT(7)  /* from the baseline of the last row above to the plot */
#define HEAD_BARE     PT(10) /* above the plot where nothing stands there */
#define FOOT          PT(15) /* years */
#define DOT           PT(2.4)
#define INSET         PT(6) /* first point from the axis */
#define GAP           PT(3) /* dashes over years without figures */
#define PROJECTED_ON  PT(5)
#define PROJECTED_OFF PT(2.5)
#define HIDDEN        PT(6) /* field at the axis for a year whose value is kept back */

static mpt plot_height(const struct chart *c)
{
    return c->height > 0 ? PT(c->height) : PLOT_HEIGHT;
}

static struct line_plan plan(const struct chart *c, const struct chart_canvas *at)
{
    struct line_plan p = {.chart = c, .at = at};
    p.axis = value_axis_make(c, at, plot_height(c));
    p.any = chart_years(c, &p.first, &p.last);
    p.left = at->x + p.axis.label_width;
    p.right = at->x + at->w - line_names_choose(&p, plot_height(c));
    p.x = year_scale(p.first, p.last, p.left + INSET, p.right, 1);
    p.head = axis_head_make(c, at, &p.axis, &p.x, p.left, at->x + at->w);
    if (p.n_key > 0)
        p.head_height = key_rows(at, p.key, p.n_key, at->w) * KEY_PITCH + PT(2);
    p.head_height += axis_head_height(&p.head, at->theme);
    p.head_height += p.head.rows > 0 ? HEAD_GAP - PT(2) : HEAD_BARE;
    p.top = at->y + p.head_height;
    p.bottom = at->y + at->h - FOOT;
    p.y = (struct scale){p.axis.lo, p.axis.hi, p.bottom, p.top};
    return p;
}

mpt chart_line_height(const struct chart *c, mpt width, const struct metrics *m,
                      const struct theme *t)
{
    struct chart_canvas at = canvas_for_measuring(width, m, t);
    mpt head = plan(c, &at).head_height;
    arena_free(at.scratch);
    return head + plot_height(c) + FOOT;
}

static void draw_point(const struct line_plan *p, const struct chart_point *q, uint32_t rgb,
                       bool hollow)
{
    mpt x = scale_at(&p->x, q->x0), y = scale_at(&p->y, q->value);
    if (hollow)
        draw_dot(p->at, x, y, DOT + PT(0.4), 0xFFFFFF, rgb, PT(1.4));
    else
        draw_dot(p->at, x, y, DOT, rgb, NO_COLOUR, 0);
}

size_t line_stretch(const struct chart_series *s, size_t first, int step)
{
    const struct chart_point *p = s->points;
    size_t i = first + 1;
    while (i < s->n_points && point_counts(&p[i]) && points_joined(&p[i], &p[i - 1]) &&
           p[i].projected == p[i - 1].projected && lround(p[i].x0 - p[i - 1].x0) <= step)
        i++;
    return i;
}

static void draw_stretch(const struct line_plan *p, const struct chart_point *from, size_t n,
                         struct stroke stroke)
{
    mpt *points = arena_array(p->at->scratch, 2 * n, sizeof *points);
    for (size_t i = 0; i < n; i++) {
        points[2 * i] = scale_at(&p->x, from[i].x0);
        points[2 * i + 1] = scale_at(&p->y, from[i].value);
    }
    draw_polyline(p->at, points, n, stroke);
}

static struct stroke dashed(struct stroke s, mpt on, mpt off)
{
    s.on = on;
    s.off = off;
    return s;
}

/* Each end of a stretch has a dot, so that it is seen what was counted; a stretch of one
 * value on a new basis has a hollow one, and so has what is projected. */
static void draw_series(const struct line_plan *p, const struct chart_series *s)
{
    struct stroke solid = role_stroke(p->at->theme, s->role, p->chart->field);
    int step = natural_step(s);
    const struct chart_point *before = NULL;
    for (size_t i = 0; i < s->n_points;) {
        const struct chart_point *first = &s->points[i];
        if (!point_counts(first)) {
            i++;
            continue;
        }
        size_t next = line_stretch(s, i, step);
        const struct chart_point *end = &s->points[next - 1];
        bool joined = before != NULL && points_joined(before, first);
        bool gap = before == NULL || !joined || lround(first->x0 - before->x0) > step;
        bool hollow = first->projected || (end == first && before != NULL && !joined);
        struct stroke projected = dashed(solid, PROJECTED_ON, PROJECTED_OFF);
        if (joined)
            draw_stretch(p, (struct chart_point[]){*before, *first}, 2,
                         first->projected ? projected : dashed(solid, GAP, GAP));
        draw_stretch(p, first, next - i, first->projected ? projected : solid);
        if (gap || !first->projected)
            draw_point(p, first, solid.rgb, hollow);
        if (end != first || !gap)
            draw_point(p, end, solid.rgb, hollow);
        before = end;
        i = next;
    }
}

static void draw_hidden_years(const struct line_plan *p)
{
    for (size_t i = 0; i < p->chart->n_series; i++) {
        const struct chart_series *s = &p->chart->series[i];
        for (size_t k = 0; k < s->n_points; k++) {
            if (point_hidden(&s->points[k]))
                draw_hatched(p->at, scale_at(&p->x, s->points[k].x0) - HIDDEN / 2,
                             p->bottom - HIDDEN, HIDDEN, HIDDEN);
        }
    }
}

void chart_line_draw(const struct chart *c, const struct chart_canvas *at)
{
    struct line_plan p = plan(c, at);
    mpt base = p.top - (p.head.rows > 0 ? HEAD_GAP : 0);
    key_draw(at, p.key, p.n_key, at->x, at->y + PT(7), at->w);
    line_band_draw(&p);
    value_axis_draw(&p.axis, at, p.left, p.top, p.right + PT(3), p.bottom, true);
    axis_head_draw(&p.head, c, at, &p.x, base, p.bottom);
    if (!p.any)
        return;
    year_axis_draw(at, &p.x, p.first, p.last, c->n_series > 0 ? natural_step(&c->series[0]) : 1,
                   p.bottom + PT(12));
    draw_hidden_years(&p);
    for (size_t i = c->n_series; i > 0; i--) /* the first series lies on top */
        draw_series(&p, &c->series[i - 1]);
    line_labels_draw(&p);
}
