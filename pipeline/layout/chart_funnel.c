#include <math.h>

#include "base/german.h"
#include "layout/chart_points_private.h"

/* Rates by the number of persons they are made of, with the limits of chance around the
 * district's rate. A filled point lies outside the limits of 99.8 %, a hollow one within. */

#define GAP   PT(4)  /* from the curves to their names */
#define LEAD  PT(6)
#define PITCH PT(9)
#define REACH PT(40) /* longest line to the name of a place outside */

static const double log_from = 20; /* times as many persons: the axis becomes logarithmic */
static const double wide = 2.5;    /* times as far as the farthest value or end reach the axes */

enum { CURVES = 4, NAMES = CURVES + 1 };

struct funnel {
    struct point_plot plot;
    const char *name[NAMES]; /* from above, the district in the middle */
    struct text_look look[NAMES];
    double at_end[NAMES];
    mpt names;
};

static double limit_of(const struct chart_limit *l, int curve)
{
    const double v[] = {l->high998, l->high95, l->low95, l->low998};
    return v[curve];
}

static bool can_draw(const struct chart *c)
{
    double lo, hi;
    return c->n_series >= 2 && c->n_limits > 0 && c->n_references > 0 &&
           isfinite(c->references[0].value) && pairs_range(c, 1, &lo, &hi) && lo > 0 &&
           c->limits[0].persons > 0;
}

/* The limits of the fewest persons would press all values together. */
static struct point_need need_of(const struct chart *c)
{
    struct point_need n = {.across = 1, .upwards = 0, .more_lines = CURVES * c->n_limits + 1,
                           .more_boxes = 1};
    double district = c->references[0].value;
    pairs_range(c, 0, &n.y_lo, &n.y_hi);
    range_include(&n.y_lo, &n.y_hi, district);
    const struct chart_limit *last = &c->limits[c->n_limits - 1];
    range_include(&n.y_lo, &n.y_hi, last->low998);
    range_include(&n.y_lo, &n.y_hi, last->high998);
    double reach = wide * fmax(n.y_hi - district, district - n.y_lo);
    range_include(&n.y_lo, &n.y_hi, fmax(c->limits[0].low998, district - reach));
    range_include(&n.y_lo, &n.y_hi, fmin(c->limits[0].high998, district + reach));
    double lo, hi;
    pairs_range(c, 1, &lo, &hi);
    n.x_lo = fmin(lo, c->limits[0].persons);
    n.x_hi = fmax(hi, last->persons);
    n.log = hi > log_from * lo;
    return n;
}

static void name_curves(struct funnel *f, const struct chart *c, const struct chart_canvas *at)
{
    static const char *const names[] = {"99,8\xE2\x80\xAF%", "95\xE2\x80\xAF%"};
    const struct chart_reference *r = &c->references[0];
    for (int i = 0; i < NAMES; i++) {
        int curve = i < 2 ? i : i - 1;
        f->look[i] = look_axis(at->theme);
        f->name[i] = names[i == 0 || i == 4 ? 0 : 1];
        f->at_end[i] = limit_of(&c->limits[c->n_limits - 1], curve);
    }
    f->look[2].face = FACE_BOLD;
    f->look[2].rgb = role_colour(at->theme, ROLE_DISTRICT, c->field);
    f->name[2] = arena_printf(at->scratch, "%s %s", shown_text(r->name), shown_text(r->text));
    f->at_end[2] = r->value;
    for (int i = 0; i < NAMES; i++) {
        f->name[i] = text_fit(at, f->look[i], f->name[i], at->w / 3);
        mpt w = chart_text_width(at->metrics, f->look[i], f->name[i]);
        f->names = w > f->names ? w : f->names;
    }
}

static void make_key(const struct chart_canvas *at, struct key_item key[2])
{
    uint32_t rgb = at->theme->range;
    key[0] = (struct key_item){KEY_DOT, {rgb, 0, 0, 0}, look_axis(at->theme),
                               "außerhalb der Grenzen von 99,8\xE2\x80\xAF%"};
    key[1] = (struct key_item){KEY_RING, {rgb, 0, 0, 0}, look_axis(at->theme), "innerhalb"};
}

static struct funnel plan(const struct chart *c, const struct chart_canvas *at)
{
    struct funnel f = {.names = 0};
    struct point_need need = need_of(c);
    struct key_item key[2];
    name_curves(&f, c, at);
    make_key(at, key);
    need.beside = GAP + LEAD + f.names;
    need.above = key_rows(at, key, 2, at->w) * KEY_PITCH + PT(2);
    f.plot = point_plot_make(c, at, &need);
    return f;
}

mpt chart_funnel_height(const struct chart *c, mpt width, const struct metrics *m,
                        const struct theme *t)
{
    struct chart_canvas at = canvas_for_measuring(width, m, t);
    mpt height = PT(42);
    if (can_draw(c)) {
        struct funnel f = plan(c, &at);
        height = f.plot.head + point_plot_height(c, width) + f.plot.foot;
    }
    arena_free(at.scratch);
    return height;
}

struct piece {
    mpt x0, y0, x1, y1;
};

/* One piece of a curve, as much of it as lies within the plot; false if nothing. */
static bool clip(const struct point_plot *p, const struct chart_limit *a,
                 const struct chart_limit *b, int curve, struct piece *out)
{
    double x0 = axis_at(&p->x, a->persons), x1 = axis_at(&p->x, b->persons);
    double y0 = axis_at(&p->y, limit_of(a, curve)), y1 = axis_at(&p->y, limit_of(b, curve));
    double from = 0, to = 1, top = p->top, bottom = p->bottom;
    if ((y0 < top && y1 < top) || (y0 > bottom && y1 > bottom))
        return false;
    if (y0 < top || y0 > bottom)
        from = ((y0 < top ? top : bottom) - y0) / (y1 - y0);
    if (y1 < top || y1 > bottom)
        to = ((y1 < top ? top : bottom) - y0) / (y1 - y0);
    *out = (struct piece){(mpt)lround(x0 + (x1 - x0) * from), (mpt)lround(y0 + (y1 - y0) * from),
                          (mpt)lround(x0 + (x1 - x0) * to), (mpt)lround(y0 + (y1 - y0) * to)};
    return true;
}

static void draw_curve(struct point_plot *p, int curve)
{
    const struct chart *c = p->chart;
    bool outer = curve == 0 || curve == CURVES - 1;
    struct stroke stroke = {p->at->theme->mark, PT(0.9), outer ? 0 : PT(3), outer ? 0 : PT(2)};
    mpt *points = arena_array(p->at->scratch, 2 * c->n_limits + 2, sizeof *points);
    size_t n = 0;
    for (size_t i = 1; i < c->n_limits; i++) {
        struct piece k;
        if (!clip(p, &c->limits[i - 1], &c->limits[i], curve, &k))
            continue;
        if (n > 0 && (points[2 * n - 2] != k.x0 || points[2 * n - 1] != k.y0)) {
            draw_polyline(p->at, points, n, stroke);
            n = 0;
        }
        if (n == 0) {
            points[0] = k.x0;
            points[1] = k.y0;
            n = 1;
        }
        points[2 * n] = k.x1;
        points[2 * n++ + 1] = k.y1;
        plot_line(p, k.x0, k.y0, k.x1, k.y1);
    }
    draw_polyline(p->at, points, n, stroke);
}

/* At the right ends of the curves, pushed apart. */
static void draw_names(const struct funnel *f)
{
    const struct point_plot *p = &f->plot;
    mpt ends[NAMES], at[NAMES];
    for (int i = 0; i < NAMES; i++)
        ends[i] = at[i] = axis_at(&p->y, f->at_end[i]);
    labels_spread(p->at, at, NAMES, PITCH, p->top, p->bottom);
    for (int i = 0; i < NAMES; i++) {
        mpt x = p->right + GAP + LEAD;
        draw_line(p->at, p->right, ends[i], x - PT(2), at[i],
                  (struct stroke){p->at->theme->mark, PT(0.4), 0, 0});
        text_put(p->at, x, at[i] + look_drop(f->look[i]), f->look[i], TEXT_LEFT, f->name[i]);
    }
}

static bool is_inside(const struct chart *c, size_t i)
{
    return !c->series[0].points[i].outside;
}

/* Names of what is highlighted or outside; chance needs no names. */
static void draw_labels(struct point_plot *p, mpt district)
{
    const struct chart *c = p->chart;
    size_t *order = arena_array(p->at->scratch, pairs_of(c) + 1, sizeof *order);
    size_t n_must, n = 0;
    size_t all = plot_order(p, (p->left + p->right) / 2, district, order, &n_must);
    for (size_t i = 0; i < all; i++) {
        const struct chart_point *q = &c->series[0].points[order[i]];
        if (q->emphasis || q->outside)
            order[n++] = order[i];
    }
    plot_labels_draw(p, order, n, n, REACH);
}

void chart_funnel_draw(const struct chart *c, const struct chart_canvas *at)
{
    if (!can_draw(c)) {
        chart_refuse(at, chart_empty(c));
        return;
    }
    struct funnel f = plan(c, at);
    struct point_plot *p = &f.plot;
    struct key_item key[2];
    make_key(at, key);
    point_plot_draw(p);
    key_draw(at, key, 2, at->x, at->y + p->y.title.n * at->theme->axis.leading + KEY_PITCH,
             at->w);
    mpt district = axis_at(&p->y, c->references[0].value);
    draw_line(at, p->left, district, p->right, district,
              role_stroke(at->theme, ROLE_DISTRICT, c->field));
    plot_line(p, p->left, district, p->right, district);
    for (int i = 0; i < CURVES; i++)
        draw_curve(p, i);
    draw_names(&f);
    plot_points(p);
    draw_labels(p, district);
    plot_points_draw(p, is_inside);
}
