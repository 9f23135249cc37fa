#include <math.h>

#include "layout/chart_kinds_private.h"

#define PLOT_HEIGHT PT(140)
#define HEAD_GAP    PT(5)
#define VALUE_ROOM  PT(11) /* above and below the bars, for their values */
#define FOOT        PT(15) /* years */
#define PANEL_GAP   PT(14)
#define STUB        PT(10) /* height of the field that stands for a hidden value */
#define MAX_SLOT    PT(28)
#define INSET       PT(2)

enum { BAR_PART = 72 /* [% of the width of a year] */, TITLE_PITCH = 10500 };

struct panel {
    const struct chart_series *series;
    struct text_lines title;
    struct axis_head head;
    struct scale x;
    mpt left, right;
};

struct columns_plan {
    const struct chart *chart;
    const struct chart_canvas *at;
    struct value_axis axis;
    struct panel *panel;
    int n, title_lines, first, last, step;
    mpt slot, bar;
    mpt head_height, foot, top, bottom;
    struct scale y;
};

static mpt plot_height(const struct chart *c)
{
    return c->height > 0 ? PT(c->height) : PLOT_HEIGHT;
}

static struct text_look value_look(const struct columns_plan *p, uint32_t rgb)
{
    return look_label(p->at->theme, rgb);
}

/* Values wider than their bar need room beside the outer bars. */
static mpt side_room(const struct columns_plan *p, bool last, mpt bar)
{
    mpt most = 0;
    for (int i = 0; i < p->n; i++) {
        const struct chart_series *s = p->panel[i].series;
        if (s->n_points == 0)
            continue;
        const char *text = s->points[last ? s->n_points - 1 : 0].text;
        mpt w = chart_text_width(p->at->metrics, value_look(p, 0), text);
        most = w > most ? w : most;
    }
    return most > bar ? most - bar : 0;
}

static mpt bar_width(mpt slot)
{
    return slot * BAR_PART / 100;
}

static void place_panels(struct columns_plan *p)
{
    mpt left = p->at->x + p->axis.label_width;
    mpt width = (p->at->x + p->at->w - left - (p->n - 1) * PANEL_GAP) / p->n;
    int count = (p->last - p->first) / p->step + 1;
    mpt rough = width / (count + 1) < MAX_SLOT ? width / (count + 1) : MAX_SLOT;
    mpt before = side_room(p, false, bar_width(rough)),
        after = side_room(p, true, bar_width(rough));
    if (p->n > 1 || before > width / 5) /* several panels: the first value goes without */
        before = before / 2 < width / 12 ? before / 2 : 0;
    after = after > width / 3 ? width / 3 : after;
    mpt use = width - before - after - 2 * INSET;
    p->slot = use / count < MAX_SLOT ? use / count : MAX_SLOT;
    p->bar = bar_width(p->slot);
    for (int i = 0; i < p->n; i++) {
        struct panel *q = &p->panel[i];
        q->left = left + i * (width + PANEL_GAP);
        q->right = q->left + width;
        q->x = year_scale(p->first, p->last, q->left + before + INSET + p->slot / 2,
                          q->right - after - INSET - p->slot / 2, 0.5);
    }
}

static void plan_heads(struct columns_plan *p)
{
    int rows = 0;
    for (int i = 0; i < p->n; i++) {
        struct panel *q = &p->panel[i];
        if (p->n > 1)
            q->title =
                text_wrap(p->at, value_look(p, 0), q->series->name, q->right - q->left, TEXT_LINES);
        p->title_lines = q->title.n > p->title_lines ? q->title.n : p->title_lines;
        q->head =
            axis_head_make(p->chart, p->at, i == 0 ? &p->axis : NULL, &q->x, q->left, q->right);
        rows = q->head.rows > rows ? q->head.rows : rows;
    }
    p->head_height = p->title_lines * TITLE_PITCH + rows * p->at->theme->axis.leading;
    p->head_height += VALUE_ROOM + (p->head_height > 0 ? HEAD_GAP - PT(2) : 0);
}

static struct columns_plan plan(const struct chart *c, const struct chart_canvas *at)
{
    struct columns_plan p = {.chart = c, .at = at, .step = 0};
    p.n = chart_years(c, &p.first, &p.last) ? (int)c->n_series : 0;
    p.axis = value_axis_make(c, at, plot_height(c));
    p.panel = arena_array(at->scratch, (size_t)p.n + 1, sizeof *p.panel);
    for (int i = 0; i < p.n; i++) {
        int step = natural_step(&c->series[i]);
        p.panel[i].series = &c->series[i];
        p.step = p.step == 0 || step < p.step ? step : p.step;
    }
    if (p.n > 0) {
        place_panels(&p);
        plan_heads(&p);
    }
    p.foot = FOOT + (p.axis.lo < 0 ? PT(6) : 0);
    p.top = at->y + p.head_height;
    p.bottom = at->y + at->h - p.foot;
    p.y = (struct scale){p.axis.lo, p.axis.hi, p.bottom, p.top};
    return p;
}

mpt chart_columns_height(const struct chart *c, mpt width, const struct metrics *m,
                         const struct theme *t)
{
    struct chart_canvas at = canvas_for_measuring(width, m, t);
    struct columns_plan p = plan(c, &at);
    arena_free(at.scratch);
    return p.head_height + plot_height(c) + p.foot;
}

/* The last year has the full colour, those before the middle tone. */
static uint32_t bar_colour(const struct columns_plan *p, const struct chart_series *s, bool last)
{
    const struct theme *t = p->at->theme;
    int field = field_index(p->chart->field);
    if (s->role == ROLE_PLACE || s->role == ROLE_SECOND)
        return last ? t->field[field] : t->field_mid[field];
    return last ? t->ink : t->range;
}

/* A bar that cannot be seen says why: a sign stands over it. */
static bool is_bare(const struct chart_point *q)
{
    return !point_counts(q) || q->value == 0;
}

/* Highest y that a text above this bar may have as its foot. */
static mpt clear_above(const struct columns_plan *p, const struct chart_point *q)
{
    mpt zero = scale_at(&p->y, 0);
    if (!point_counts(q))
        return zero - (point_hidden(q) ? STUB : 0) - PT(10);
    mpt y = scale_at(&p->y, q->value);
    return (y < zero ? y : zero) - (is_bare(q) ? PT(10) : 0);
}

static mpt clear_below(const struct columns_plan *p, const struct chart_point *q)
{
    mpt zero = scale_at(&p->y, 0), y = point_counts(q) ? scale_at(&p->y, q->value) : zero;
    return y > zero ? y : zero;
}

struct placing {    /* of one value */
    mpt left, edge; /* edge of the bars it stands over (or under) */
    mpt score;      /* distance from its own bar; far for a break line behind it */
};

static struct placing try_left(const struct columns_plan *p, const struct panel *panel,
                               const struct chart_point *own, mpt left, mpt w, bool below)
{
    const struct chart_series *s = panel->series;
    mpt edge = below ? clear_below(p, own) : clear_above(p, own);
    edge += !below && is_bare(own) ? PT(10) : 0;
    mpt start = edge;
    for (size_t i = 0; i < s->n_points; i++) {
        const struct chart_point *q = &s->points[i];
        mpt x = scale_at(&panel->x, q->x0) - p->bar / 2;
        if (q == own || x >= left + w + PT(1) || x + p->bar <= left - PT(1))
            continue;
        mpt e = below ? clear_below(p, q) : clear_above(p, q);
        edge = below ? (e > edge ? e : edge) : (e < edge ? e : edge);
    }
    mpt score = below ? edge - start : start - edge;
    for (size_t i = 0; i < p->chart->n_breaks; i++) {
        mpt x = scale_at(&panel->x, p->chart->breaks[i].x);
        score +=
            break_shown(&p->chart->breaks[i], &panel->x) && x > left - PT(1) && x < left + w + PT(1)
                ? PT(30)
                : 0;
    }
    return (struct placing){left, edge, score};
}

/* Over the bar, or moved outwards where the bars beside it are higher. */
static struct placing place_value(const struct columns_plan *p, const struct panel *panel,
                                  const struct chart_point *q, mpt w, bool last)
{
    mpt x = scale_at(&panel->x, q->x0);
    mpt lefts[] = {x - w / 2, last ? x - p->bar / 2 : x + p->bar / 2 - w,
                   last ? x + p->bar / 2 - w : x - p->bar / 2};
    bool below = point_counts(q) && q->value < 0;
    struct placing best = {0, 0, INT32_MAX};
    for (int i = 0; i < 3; i++) {
        mpt left = lefts[i] + w > panel->right ? panel->right - w : lefts[i];
        left = left < panel->left + PT(1) ? panel->left + PT(1) : left;
        struct placing k = try_left(p, panel, q, left, w, below);
        if (k.score < best.score)
            best = k;
    }
    return best;
}

static mpt value_base(const struct placing *k, const struct chart_point *q)
{
    bool below = point_counts(q) && q->value < 0;
    return below ? k->edge + PT(9) : k->edge - PT(3.5);
}

/* On white, so that no grid line runs through the figures. */
static void put_value(const struct columns_plan *p, const struct placing *k,
                      const struct chart_point *q, struct text_look look)
{
    mpt base = value_base(k, q), w = chart_text_width(p->at->metrics, look, q->text);
    mpt room = p->at->x + p->at->w - k->left;
    draw_rect(p->at, k->left - PT(0.5), base - PT(6.4), (w < room ? w : room) + PT(1), PT(7.2),
              0xFFFFFF);
    text_put(p->at, k->left, base, look, TEXT_LEFT, q->text);
}

/* First and last value; the first only where it stands right over its bar. */
static void draw_values(const struct columns_plan *p, const struct panel *panel)
{
    const struct chart_series *s = panel->series;
    if (s->n_points == 0)
        return;
    const struct chart_point *first = &s->points[0], *last = &s->points[s->n_points - 1];
    struct text_look look = value_look(p, bar_colour(p, s, true));
    mpt w = chart_text_width(p->at->metrics, look, last->text);
    struct placing end = place_value(p, panel, last, w, true);
    put_value(p, &end, last, look);
    look.rgb = p->at->theme->ink;
    w = chart_text_width(p->at->metrics, look, first->text);
    struct placing k = place_value(p, panel, first, w, false);
    if (s->n_points > 1 && k.score < PT(9) && k.left + w + PT(4) < end.left)
        put_value(p, &k, first, look);
}

static void draw_signs(const struct columns_plan *p, const struct panel *panel)
{
    const struct chart_series *s = panel->series;
    for (size_t i = 1; i + 1 < s->n_points; i++) {
        const struct chart_point *q = &s->points[i];
        struct text_look look = look_axis(p->at->theme);
        bool fits = chart_text_width(p->at->metrics, look, q->text) < p->slot;
        if (is_bare(q) && fits)
            text_put(p->at, scale_at(&panel->x, q->x0), clear_above(p, q) + PT(6.5), look,
                     TEXT_MIDDLE, q->text);
    }
}

static void draw_bars(const struct columns_plan *p, const struct panel *panel)
{
    const struct chart_series *s = panel->series;
    for (size_t i = 0; i < s->n_points; i++) {
        const struct chart_point *q = &s->points[i];
        bool last = i + 1 == s->n_points;
        struct bar_look look = {bar_colour(p, s, last), bar_colour(p, s, true),
                                point_hidden(q) ? -STUB : 0};
        draw_bar(p->at, &p->y, q, true, scale_at(&panel->x, q->x0) - p->bar / 2, p->bar, look);
    }
}

void chart_columns_draw(const struct chart *c, const struct chart_canvas *at)
{
    struct columns_plan p = plan(c, at);
    for (int i = 0; i < p.n; i++) {
        const struct panel *panel = &p.panel[i];
        struct text_look title = value_look(&p, bar_colour(&p, panel->series, true));
        text_put_lines(at, panel->left,
                       at->y + PT(7) + (p.title_lines - panel->title.n) * TITLE_PITCH, TITLE_PITCH,
                       title, TEXT_LEFT, &panel->title);
        value_axis_draw(&p.axis, at, panel->left, p.top, panel->right, p.bottom, i == 0);
        draw_bars(&p, panel);
        axis_head_draw(&panel->head, c, at, &panel->x, p.top - VALUE_ROOM - HEAD_GAP + PT(2),
                       p.bottom);
        struct scale zero = {0, 1, panel->left, panel->right};
        mpt y = scale_at(&p.y, 0);
        draw_line(at, zero.from, y, zero.to, y, (struct stroke){at->theme->ink, PT(0.75), 0, 0});
        draw_values(&p, panel);
        draw_signs(&p, panel);
        year_axis_draw(at, &panel->x, p.first, p.last, p.step, at->y + at->h - PT(3));
    }
}
