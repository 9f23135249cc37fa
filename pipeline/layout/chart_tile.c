#include <math.h>

#include "layout/chart_kinds_private.h"

#define TILE_HEIGHT  PT(82)
#define SHORT_HEIGHT PT(42) /* of a tile that compares nothing */
#define STRIP_HEIGHT PT(28)
#define SPARK_WIDTH  PT(38)
#define SPARK_LEAST  PT(16)
#define SPARK_HEIGHT PT(15)
#define KEY_BASE     PT(25) /* baseline of the key figure */
#define KEY_LEAST    PT(9)  /* [size] */
#define SPAN_BASE    PT(39) /* of the years below the sparkline */
#define STRIP_MIDDLE PT(57)
#define CAPTION_BASE PT(79)
#define COMPACT      PT(14) /* what a compact tile saves: the years below the sparkline */
#define LAST_DOT     PT(2)
#define LONE_DOT     PT(0.8)
#define GAP          PT(12) /* or a sparkline reads like a part of the number */

static const struct chart_series *series_of(const struct chart *c, enum chart_role role)
{
    for (size_t i = 0; i < c->n_series; i++) {
        if (c->series[i].role == role)
            return &c->series[i];
    }
    return NULL;
}

static struct text_look caption_look(const struct chart *c, const struct theme *t, bool right)
{
    return right
               ? look_axis(t)
               : (struct text_look){FACE_BOLD, t->axis.size, role_colour(t, ROLE_PLACE, c->field)};
}

/* Captions that do not fit side by side stand one below the other. */
static bool two_lines(const struct chart *c, mpt width, const struct metrics *m,
                      const struct theme *t)
{
    mpt left = chart_text_width(m, caption_look(c, t, false), c->caption_left);
    mpt right = chart_text_width(m, caption_look(c, t, true), c->caption_right);
    return left > 0 && right > 0 && left + GAP + right > width;
}

static bool no_text(const char *s)
{
    return s == NULL || s[0] == '\0';
}

mpt chart_tile_height(const struct chart *c, mpt width, const struct metrics *m,
                      const struct theme *t)
{
    const struct chart_series *others = series_of(c, ROLE_OTHERS);
    if ((others == NULL || others->n_points == 0) && no_text(c->caption_left) &&
        no_text(c->caption_right))
        return SHORT_HEIGHT;
    return TILE_HEIGHT - (c->compact ? COMPACT : 0) +
           (two_lines(c, width, m, t) ? t->axis.leading : 0);
}

mpt chart_strip_height(const struct chart *c, mpt width, const struct metrics *m,
                       const struct theme *t)
{
    return STRIP_HEIGHT + (two_lines(c, width, m, t) ? t->axis.leading : 0);
}

mpt chart_spark_height(const struct chart *c, mpt width, const struct metrics *m,
                       const struct theme *t)
{
    (void)c;
    (void)width;
    (void)m;
    return t->table.leading;
}

static bool series_range(const struct chart_series *s, double *lo, double *hi)
{
    struct chart_series copy = *s;
    struct chart one = {.series = &copy, .n_series = 1};
    return chart_range(&one, lo, hi);
}

struct spark {
    const struct chart_canvas *at;
    struct scale x, y;
    mpt *points; /* of the stretch that is being collected */
    size_t n;
};

/* A value without neighbours is no line: a small dot keeps it. */
static void end_stretch(struct spark *s)
{
    uint32_t grey = s->at->theme->grey;
    if (s->n == 1)
        draw_dot(s->at, s->points[0], s->points[1], LONE_DOT, grey, NO_COLOUR, 0);
    draw_polyline(s->at, s->points, s->n, (struct stroke){grey, PT(1), 0, 0});
    s->n = 0;
}

static void collect(struct spark *k, const struct chart_series *s, int step)
{
    const struct chart_point *before = NULL;
    for (size_t i = 0; i < s->n_points; i++) {
        const struct chart_point *p = &s->points[i];
        if (!point_counts(p)) {
            before = NULL;
            continue;
        }
        if (before == NULL || !points_joined(before, p) || p->x0 - before->x0 > step + 0.5)
            end_stretch(k);
        k->points[2 * k->n] = scale_at(&k->x, p->x0);
        k->points[2 * k->n + 1] = scale_at(&k->y, p->value);
        k->n++;
        before = p;
    }
}

/* Line of its own scale, cut at breaks and gaps, with a dot at the last value. */
static void draw_spark(const struct chart_canvas *at, const struct chart_series *s, int field,
                       mpt x, mpt y, mpt w, mpt h)
{
    double lo = 0, hi = 0;
    if (s == NULL || w <= 0 || h <= 0 || !series_range(s, &lo, &hi))
        return;
    struct spark k = {.at = at};
    k.x = year_scale((int)lround(s->points[0].x0), (int)lround(s->points[s->n_points - 1].x0), x,
                     x + w, 1);
    k.y = (struct scale){lo, hi, y + h, y};
    if (lo == hi)
        k.y = (struct scale){lo - 1, hi + 1, y + h, y};
    k.points = arena_array(at->scratch, 2 * s->n_points, sizeof *k.points);
    collect(&k, s, natural_step(s));
    mpt last_x = k.points[2 * k.n - 2], last_y = k.points[2 * k.n - 1];
    if (k.n > 1)
        end_stretch(&k);
    draw_dot(at, last_x, last_y, LAST_DOT, role_colour(at->theme, ROLE_PLACE, field), NO_COLOUR, 0);
}

struct strip {
    struct scale x;
    bool log;
};

static mpt strip_at(const struct strip *s, double v)
{
    return scale_at(&s->x, s->log ? log(v) : v);
}

static struct strip strip_make(const struct chart *c, const struct chart_canvas *at, double lo,
                               double hi)
{
    struct strip s = {.log = c->log_scale && lo > 0};
    s.x = (struct scale){s.log ? log(lo) : lo, s.log ? log(hi) : hi, at->x + PT(1.3),
                         at->x + at->w - PT(1.3)};
    if (s.x.lo == s.x.hi) {
        s.x.lo -= 1;
        s.x.hi += 1;
    }
    return s;
}

static void draw_tick(const struct chart_canvas *at, mpt x, mpt middle, mpt w, mpt h, uint32_t rgb)
{
    draw_rect(at, x - w / 2, middle - h / 2, w, h, rgb);
}

static void draw_marks(const struct chart *c, const struct chart_canvas *at, mpt middle)
{
    const struct chart_series *all = series_of(c, ROLE_OTHERS);
    double lo = 0, hi = 0;
    if (all == NULL || !series_range(all, &lo, &hi))
        return;
    struct strip s = strip_make(c, at, lo, hi);
    const struct chart_point *own = NULL;
    for (size_t i = 0; i < all->n_points; i++) {
        const struct chart_point *p = &all->points[i];
        if (!point_counts(p))
            continue;
        if (p->emphasis)
            own = p;
        else
            draw_tick(at, strip_at(&s, p->value), middle, PT(0.5), PT(7), at->theme->mark);
    }
    for (size_t i = 0; i < c->n_references; i++) {
        double v = c->references[i].value;
        if (v >= lo && v <= hi)
            draw_tick(at, strip_at(&s, v), middle, PT(1.1), PT(12), at->theme->ink);
    }
    if (own != NULL)
        draw_tick(at, strip_at(&s, own->value), middle, PT(2.6), PT(10),
                  role_colour(at->theme, ROLE_PLACE, c->field));
}

static void draw_captions(const struct chart *c, const struct chart_canvas *at, mpt base)
{
    bool two = two_lines(c, at->w, at->metrics, at->theme);
    text_put(at, at->x, base, caption_look(c, at->theme, false), TEXT_LEFT, c->caption_left);
    text_put(at, two ? at->x : at->x + at->w, two ? base + at->theme->axis.leading : base,
             caption_look(c, at->theme, true), two ? TEXT_LEFT : TEXT_RIGHT, c->caption_right);
}

/* The key figure is never shortened: a long one is set smaller. */
static struct text_look figure_look(const struct chart *c, const struct chart_canvas *at)
{
    const struct type_style *key = &at->theme->key_figure;
    struct text_look look = {key->face, key->size, key->rgb};
    while (look.size > KEY_LEAST && chart_text_width(at->metrics, look, c->value_text) > at->w)
        look.size -= PT(0.5);
    return look;
}

void chart_tile_draw(const struct chart *c, const struct chart_canvas *at)
{
    struct text_look look = figure_look(c, at);
    mpt width = text_put(at, at->x, at->y + KEY_BASE, look, TEXT_LEFT, c->value_text);
    mpt room = at->w - width - GAP - LAST_DOT;
    const struct chart_series *s = series_of(c, ROLE_PLACE);
    mpt up = c->compact ? COMPACT : 0;
    if (room >= SPARK_LEAST && s != NULL && s->n_points > (c->compact ? 1 : 0)) {
        mpt w = room < SPARK_WIDTH ? room : SPARK_WIDTH;
        draw_spark(at, s, c->field, at->x + at->w - w - LAST_DOT, at->y + KEY_BASE - SPARK_HEIGHT,
                   w, SPARK_HEIGHT);
        text_put(at, at->x + at->w, at->y + SPAN_BASE, look_axis(at->theme), TEXT_RIGHT,
                 c->compact ? "" : c->span_text);
    }
    draw_marks(c, at, at->y + STRIP_MIDDLE - up);
    draw_captions(c, at, at->y + CAPTION_BASE - up);
}

void chart_strip_draw(const struct chart *c, const struct chart_canvas *at)
{
    draw_marks(c, at, at->y + PT(8));
    draw_captions(c, at, at->y + PT(25));
}

void chart_spark_draw(const struct chart *c, const struct chart_canvas *at)
{
    mpt h = at->h > PT(11) ? PT(9) : at->h - PT(3);
    draw_spark(at, c->n_series > 0 ? &c->series[0] : NULL, c->field, at->x + LAST_DOT,
               at->y + (at->h - h) / 2, at->w - 2 * LAST_DOT, h);
}
