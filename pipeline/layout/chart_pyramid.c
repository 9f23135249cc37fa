#include <stdio.h>

#include "base/german.h"
#include "layout/chart_kinds_private.h"

#define PLOT_HEIGHT      PT(280)
#define HEAD             PT(18) /* the sexes */
#define FOOT             PT(15) /* numbers */
#define UNIT             PT(11)
#define UNIT_LINES       2
#define EDGE             PT(6)
#define LEADER           PT(12)
#define STUB             PT(14)
#define SEPARATOR        PT(0.5)
#define CASING           PT(2.6) /* white below the outline of another year */
#define THIN             PT(5) /* classes below are parted by finer lines */
#define MOST_AGE         200
#define AGE_PITCH        PT(10)

struct pyramid {
    const struct chart *chart;
    const struct chart_canvas *at;
    struct ticks ticks;
    struct scale age;     /* years upwards */
    struct scale half[2]; /* 0 male (leftwards), 1 female */
    struct key_item *key; /* names above; NULL: names at the oldest class */
    size_t n_key;
    struct text_lines unit;
    bool thin; /* classes of single years */
    mpt middle, gap, top, bottom;
};

static mpt plot_height(const struct chart *c)
{
    return c->height > 0 ? PT(c->height) : PLOT_HEIGHT;
}

static double oldest(const struct chart *c)
{
    double age = 1;
    for (size_t i = 0; i < c->n_series; i++) {
        for (size_t k = 0; k < c->series[i].n_points; k++) {
            double end = c->series[i].points[k].x1;
            age = end > age ? end : age;
        }
    }
    return age;
}

static int side_of(const struct chart_series *s)
{
    return s->sex == 2 ? 1 : 0;
}

/* One series per name: the place on the female side, references on the male side. */
static bool is_named(const struct chart_series *s)
{
    return (side_of(s) == 1) == (s->role == ROLE_PLACE) && s->name != NULL && s->n_points > 0;
}

/* Another year of the place has its colour. */
static uint32_t series_colour(const struct pyramid *p, const struct chart_series *s)
{
    enum chart_role role = s->role == ROLE_SECOND ? ROLE_PLACE : s->role;
    return role_colour(p->at->theme, role, p->chart->field);
}

static struct text_look name_look(const struct pyramid *p, const struct chart_series *s)
{
    return look_label(p->at->theme, series_colour(p, s));
}

/* Height of the name in the last class [years]. */
static double name_age(const struct chart_series *s)
{
    const struct chart_point *q = &s->points[s->n_points - 1];
    return q->x0 + (q->x1 - q->x0) * (s->role == ROLE_PLACE ? 0.7 : 0.45);
}

static mpt distance(mpt a, mpt b)
{
    return a > b ? a - b : b - a;
}

/* Width that is free outside of everything drawn at the height of the name. */
static mpt room_beside(const struct pyramid *p, const struct chart_series *named)
{
    const struct scale *x = &p->half[side_of(named)];
    mpt edge = side_of(named) == 1 ? p->at->x + p->at->w : p->at->x,
        y = scale_at(&p->age, name_age(named));
    mpt room = distance(edge, x->from);
    for (size_t i = 0; i < p->chart->n_series; i++) {
        const struct chart_series *s = &p->chart->series[i];
        for (size_t k = 0; s->sex == named->sex && k < s->n_points; k++) {
            const struct chart_point *q = &s->points[k];
            mpt top = scale_at(&p->age, q->x1), bottom = scale_at(&p->age, q->x0);
            if (!point_counts(q) || top > y + PT(5) || bottom < y - PT(5))
                continue;
            mpt left = distance(edge, scale_at(x, q->value));
            room = left < room ? left : room;
        }
    }
    return room;
}

static bool names_fit_beside(const struct pyramid *p)
{
    int count[2] = {0, 0};
    for (size_t i = 0; i < p->chart->n_series; i++) {
        const struct chart_series *s = &p->chart->series[i];
        if (!is_named(s))
            continue;
        mpt w = chart_text_width(p->at->metrics, name_look(p, s), s->name);
        bool drawn = point_counts(&s->points[s->n_points - 1]);
        if (++count[side_of(s)] > 1 || !drawn || w + LEADER > room_beside(p, s))
            return false;
    }
    return true;
}

static struct stroke outline_stroke(const struct pyramid *p, const struct chart_series *s)
{
    struct stroke k = role_stroke(p->at->theme, s->role, p->chart->field);
    k.width = PT(1.2);
    if (s->role == ROLE_SECOND) /* dashes longer than the steps, which else look alike */
        k = (struct stroke){series_colour(p, s), PT(1.4), p->thin ? PT(8) : PT(3.2), PT(1.6)};
    return k;
}

static void make_key(struct pyramid *p)
{
    p->key = arena_array(p->at->scratch, p->chart->n_series + 1, sizeof *p->key);
    for (size_t i = 0; i < p->chart->n_series; i++) {
        const struct chart_series *s = &p->chart->series[i];
        struct stroke fill = {p->at->theme->field_mid[field_index(p->chart->field)], 0, 0, 0};
        bool place = s->role == ROLE_PLACE;
        if (is_named(s))
            p->key[p->n_key++] =
                (struct key_item){place ? KEY_FILL : KEY_LINE, place ? fill : outline_stroke(p, s),
                                  name_look(p, s), s->name};
    }
}

static bool has_thin(const struct pyramid *p)
{
    for (size_t i = 0; i < p->chart->n_series; i++) {
        const struct chart_series *s = &p->chart->series[i];
        for (size_t k = 0; k < s->n_points; k++) {
            const struct chart_point *q = &s->points[k];
            if (scale_at(&p->age, q->x0) - scale_at(&p->age, q->x1) < THIN)
                return true;
        }
    }
    return false;
}

static void plan_scales(struct pyramid *p, mpt height)
{
    double lo = 0, hi = 1;
    const struct chart_canvas *at = p->at;
    bool any = chart_range(p->chart, &lo, &hi);
    mpt half = (at->w - p->gap) / 2 - EDGE;
    int max_n = half / PT(22) + 1;
    max_n = max_n > 6 ? 6 : max_n < 3 ? 3 : max_n;
    p->ticks = ticks_cover(0, any && hi > 0 ? hi : 1, max_n, hi >= 2 ? 0 : 9);
    double most = tick_value(&p->ticks, p->ticks.n - 1);
    p->age = (struct scale){0, oldest(p->chart), p->top + height, p->top};
    p->thin = has_thin(p);
    p->half[0] = (struct scale){0, most, p->middle - p->gap / 2, p->middle - p->gap / 2 - half};
    p->half[1] = (struct scale){0, most, p->middle + p->gap / 2, p->middle + p->gap / 2 + half};
}

/* Measuring and drawing choose by the wished height, so that both choose the same. */
static struct pyramid plan(const struct chart *c, const struct chart_canvas *at)
{
    struct pyramid p = {.chart = c, .at = at, .middle = at->x + at->w / 2};
    p.gap = chart_text_width(at->metrics, look_axis(at->theme), "100+") + PT(18);
    p.top = at->y + HEAD;
    plan_scales(&p, plot_height(c));
    if (!names_fit_beside(&p)) {
        make_key(&p);
        p.top += key_rows(at, p.key, p.n_key, at->w) * KEY_PITCH + PT(3);
    }
    p.unit = text_wrap(at, look_axis(at->theme), c->unit, at->w, UNIT_LINES);
    p.bottom = at->y + at->h - FOOT - p.unit.n * UNIT;
    plan_scales(&p, p.bottom - p.top);
    return p;
}

mpt chart_pyramid_height(const struct chart *c, mpt width, const struct metrics *m,
                         const struct theme *t)
{
    struct chart_canvas at = canvas_for_measuring(width, m, t);
    struct pyramid p = plan(c, &at);
    arena_free(at.scratch);
    return p.top + plot_height(c) + FOOT + p.unit.n * UNIT;
}

/* Bars have their full height, so that areas are persons; white lines part them. */
static void draw_filled(const struct pyramid *p, const struct chart_series *s)
{
    const struct theme *t = p->at->theme;
    const struct scale *x = &p->half[side_of(s)];
    int field = field_index(p->chart->field);
    mpt last = x->from;
    for (size_t i = 0; i < s->n_points; i++) {
        const struct chart_point *q = &s->points[i];
        mpt top = scale_at(&p->age, q->x1), bottom = scale_at(&p->age, q->x0);
        draw_bar(p->at, x, q, false, top, bottom - top,
                 (struct bar_look){t->field_mid[field], t->field[field],
                                   point_hidden(q) ? (side_of(s) ? STUB : -STUB) : 0});
        mpt end = point_counts(q) ? scale_at(x, q->value) : x->from;
        if (i > 0)
            draw_line(p->at, x->from, bottom,
                      distance(x->from, end) < distance(x->from, last) ? end : last, bottom,
                      (struct stroke){0xFFFFFF, p->thin ? SEPARATOR / 2 : SEPARATOR, 0, 0});
        last = end;
    }
}

/* The reference as one step line; a hidden class interrupts it. */
static void draw_steps(const struct pyramid *p, const struct chart_series *s)
{
    const struct scale *x = &p->half[side_of(s)];
    mpt *points = arena_array(p->at->scratch, 4 * s->n_points + 4, sizeof *points);
    size_t n = 0;
    for (size_t i = 0; i <= s->n_points; i++) {
        const struct chart_point *q = i < s->n_points ? &s->points[i] : NULL;
        if (q == NULL || !point_counts(q)) {
            if (s->role == ROLE_SECOND)
                draw_polyline(p->at, points, n, (struct stroke){0xFFFFFF, CASING, 0, 0});
            draw_polyline(p->at, points, n, outline_stroke(p, s));
            n = 0;
            continue;
        }
        points[2 * n] = points[2 * n + 2] = scale_at(x, q->value);
        points[2 * n + 1] = scale_at(&p->age, q->x0);
        points[2 * n + 3] = scale_at(&p->age, q->x1);
        n += 2;
    }
}

/* Age stands in the middle, so no number does at zero. */
static void draw_axes(const struct pyramid *p)
{
    const struct theme *t = p->at->theme;
    for (int side = 0; side < 2; side++) {
        for (int i = 1; i < p->ticks.n; i++) {
            mpt x = scale_at(&p->half[side], tick_value(&p->ticks, i));
            draw_line(p->at, x, p->top, x, p->bottom, (struct stroke){t->rule, PT(0.4), 0, 0});
            text_put(p->at, x, p->bottom + PT(12), look_axis(t), TEXT_MIDDLE,
                     german_number(p->at->scratch, tick_value(&p->ticks, i), p->ticks.decimals));
        }
    }
    text_put_lines(p->at, p->at->x, p->bottom + PT(12) + UNIT, UNIT, look_axis(t), TEXT_LEFT,
                   &p->unit);
}

static void put_age(const struct pyramid *p, double age, mpt y, bool open)
{
    struct text_look look = look_axis(p->at->theme);
    char text[16];
    snprintf(text, sizeof text, "%.0f%s", age, open ? "+" : "");
    text_put(p->at, p->middle, y + look_drop(look), look, TEXT_MIDDLE, text);
}

/* The open class has no end: its beginning is named in its middle. */
static void draw_ages(const struct pyramid *p)
{
    mpt free = p->top; /* below what is named already */
    for (size_t i = 0; i < p->chart->n_series && free == p->top; i++) {
        const struct chart_series *s = &p->chart->series[i];
        const struct chart_point *q = s->n_points > 0 ? &s->points[s->n_points - 1] : NULL;
        if (q == NULL || !q->open)
            continue;
        mpt y = (scale_at(&p->age, q->x0) + scale_at(&p->age, q->x1)) / 2;
        put_age(p, q->x0, y, true);
        mpt begin = scale_at(&p->age, q->x0);
        free = begin > y + AGE_PITCH ? begin : y + AGE_PITCH;
    }
    int step = 10;
    while (step < MOST_AGE && scale_at(&p->age, 0) - scale_at(&p->age, step) < AGE_PITCH)
        step *= 2;
    for (int age = 0; age <= p->age.hi && scale_at(&p->age, age) >= free; age += step)
        put_age(p, age, scale_at(&p->age, age), false);
}

/* The oldest class leaves room beside it: there the names stand, with a leader; on white,
 * so that no grid line runs through them. */
static void draw_name(const struct pyramid *p, const struct chart_series *s)
{
    bool right = side_of(s) == 1;
    struct text_look look = name_look(p, s);
    mpt y = scale_at(&p->age, name_age(s));
    mpt end = scale_at(&p->half[side_of(s)], s->points[s->n_points - 1].value);
    mpt edge = right ? p->at->x + p->at->w : p->at->x;
    mpt width = chart_text_width(p->at->metrics, look, s->name);
    draw_line(p->at, edge, y, right ? edge - width : edge + width, y,
              (struct stroke){0xFFFFFF, PT(9), 0, 0});
    text_put(p->at, edge, y + look_drop(look), look, right ? TEXT_RIGHT : TEXT_LEFT, s->name);
    mpt from = right ? end + PT(1.5) : edge + width + PT(4);
    mpt to = right ? edge - width - PT(4) : end - PT(1.5);
    if (to > from)
        draw_line(p->at, from, y, to, y, (struct stroke){look.rgb, PT(0.75), 0, 0});
}

static void draw_heads(const struct pyramid *p)
{
    const struct chart *c = p->chart;
    struct text_look look =
        look_label(p->at->theme, role_colour(p->at->theme, ROLE_PLACE, c->field));
    mpt base = p->top - PT(7);
    if (p->key != NULL)
        key_draw(p->at, p->key, p->n_key, p->at->x, p->at->y + PT(7), p->at->w);
    text_put(p->at, p->middle - p->gap / 2, base, look, TEXT_RIGHT, "Männer");
    text_put(p->at, p->middle + p->gap / 2, base, look, TEXT_LEFT, "Frauen");
}

void chart_pyramid_draw(const struct chart *c, const struct chart_canvas *at)
{
    struct pyramid p = plan(c, at);
    draw_heads(&p);
    draw_axes(&p);
    for (size_t i = 0; i < c->n_series; i++) {
        if (c->series[i].role == ROLE_PLACE)
            draw_filled(&p, &c->series[i]);
    }
    for (size_t i = 0; i < c->n_series; i++) {
        if (c->series[i].role != ROLE_PLACE)
            draw_steps(&p, &c->series[i]);
    }
    for (size_t i = 0; p.key == NULL && i < c->n_series; i++) {
        if (is_named(&c->series[i]))
            draw_name(&p, &c->series[i]);
    }
    draw_ages(&p);
}
