#include <math.h>

#include "base/german.h"
#include "layout/chart_kinds_private.h"

#define HEAD       PT(15)
#define HEAD_BASE  PT(8)
#define ROW_GAP    PT(7)   /* between rows */
#define ROW_TOP    PT(8.5) /* first baseline below the top of a row */
#define STACKED    PT(300) /* narrower ones have the plot below the name */
#define GAP        PT(8)
#define END_GAP    PT(3)   /* between a mark at the end of the range and its number */
#define DOT        PT(3.4)
#define RING       PT(4.8)
#define BAR        PT(6)
#define MEDIAN     PT(1.2)
#define TICK       PT(12)
#define AXIS       PT(13)  /* of the common scale */
#define GRID       PT(5)   /* half of a grid line: clear of the names below it */
#define FOOT_GAP   PT(12)
#define VALUE_PART 32      /* [% of the width] at most: no number is as wide */
#define END_PART   20
#define KEY_ITEMS  4

/* Rows: name and small line at the left, own value and rank, the range. Lowest and highest
 * value stand at the ends of the range, whose they are below them. */
struct range {
    const struct chart *chart;
    const struct chart_canvas *at;
    bool stacked, has_rank;
    mpt label_width, value_x; /* right edge of the own value */
    mpt left, right;          /* of the plot, without the numbers at its ends */
    mpt from, to;             /* with them */
    mpt head;
    struct text_lines unit;   /* of the common scale */
    mpt unit_base;            /* of its first line, from the top */
    struct scale common;
    struct ticks ticks;
    struct key_item key[KEY_ITEMS];
    int key_rows;
};

struct row {
    const struct chart_point *p;
    struct row_label label;
    mpt base;          /* first baseline, from the top of the row */
    mpt middle, names; /* of the range; baseline of the names below it */
    mpt height;
};

static mpt larger(mpt a, mpt b)
{
    return a > b ? a : b;
}

static mpt smaller(mpt a, mpt b)
{
    return a < b ? a : b;
}

static struct text_look own_look(const struct range *r)
{
    const struct theme *t = r->at->theme;
    return (struct text_look){FACE_BOLD, t->axis.size,
                              role_colour(t, ROLE_PLACE, r->chart->field)};
}

static void plan_key(struct range *r)
{
    const struct theme *t = r->at->theme;
    struct text_look look = look_axis(t);
    uint32_t rgb = role_colour(t, ROLE_PLACE, r->chart->field);
    const char *place = r->chart->caption_left != NULL ? r->chart->caption_left : "hier";
    const struct key_item all[KEY_ITEMS] = {
        {KEY_DOT, {rgb, 0, 0, 0}, look, place},
        {KEY_UPRIGHT, {t->ink, PT(1.1), 0, 0}, look, row_reference(r->chart)},
        {KEY_LINE, {t->mark, PT(0.75), 0, 0}, look, "alle gezeigten Gemeinden"},
        {KEY_SPLIT, {t->range, 0, 0, 0}, look, "mittlere Hälfte mit Median"}};
    for (size_t i = 0; i < KEY_ITEMS; i++)
        r->key[i] = all[i];
    r->key_rows = key_rows(r->at, r->key, KEY_ITEMS, r->at->w);
}

/* The range with all marks of its row; false if nothing is drawn. */
static bool reach(const struct chart_point *p, double *lo, double *hi)
{
    *lo = p->low;
    *hi = p->high;
    if (!p->has_spread)
        return false;
    if (point_counts(p)) {
        *lo = fmin(*lo, p->value);
        *hi = fmax(*hi, p->value);
    }
    if (isfinite(p->reference)) {
        *lo = fmin(*lo, p->reference);
        *hi = fmax(*hi, p->reference);
    }
    return true;
}

static void plan_common(struct range *r)
{
    double lo = 0, hi = 0, a, b;
    bool any = r->chart->zero_based;
    for (size_t i = 0; i < r->chart->n_series; i++) {
        for (size_t k = 0; k < r->chart->series[i].n_points; k++) {
            if (!reach(&r->chart->series[i].points[k], &a, &b))
                continue;
            lo = any ? fmin(lo, a) : a;
            hi = any ? fmax(hi, b) : b;
            any = true;
        }
    }
    int most = r->right - r->left > PT(180) ? 6 : 4;
    r->ticks = ticks_cover(lo, hi, most, r->chart->decimals);
    r->common = (struct scale){r->ticks.first, tick_value(&r->ticks, r->ticks.n - 1), r->left,
                               r->right};
}

/* The unit of the common scale stands beside the name of the place, or below it. */
static void plan_head(struct range *r)
{
    struct text_look small = look_axis(r->at->theme);
    mpt name = chart_text_width(r->at->metrics, own_look(r), r->chart->caption_left);
    r->head = HEAD;
    if (!r->chart->common_scale)
        return;
    r->unit = text_wrap(r->at, small, r->chart->unit, r->to - r->from, 2);
    bool below = r->stacked && r->unit.width + GAP + name > r->at->w;
    r->unit_base = HEAD_BASE + (below ? ROW_LINE : 0);
    r->head += (below ? ROW_LINE : 0) + (r->unit.n > 1 ? ROW_LINE : 0);
}

static struct range plan(const struct chart *c, const struct chart_canvas *at)
{
    struct range r = {.chart = c, .at = at, .stacked = at->w < STACKED};
    const struct metrics *m = at->metrics;
    const struct theme *t = at->theme;
    mpt label = 0, value = PT(24), end = 0, low = 0, high = 0;
    for (size_t i = 0; i < c->n_series; i++) {
        for (size_t k = 0; k < c->series[i].n_points; k++) {
            const struct chart_point *p = &c->series[i].points[k];
            label = larger(label, chart_text_width(m, look_row(t, false), p->label));
            label = larger(label, chart_text_width(m, look_axis(t), p->sublabel));
            value = larger(value, chart_text_width(m, look_row(t, true), p->text));
            value = larger(value, chart_text_width(m, look_axis(t), p->rank_text));
            r.has_rank = r.has_rank || p->rank_text != NULL;
            low = larger(low, chart_text_width(m, look_axis(t), p->low_text));
            high = larger(high, chart_text_width(m, look_axis(t), p->high_text));
        }
    }
    value = smaller(value, at->w * VALUE_PART / 100);
    low = smaller(low, at->w * END_PART / 100);
    high = smaller(high, at->w * END_PART / 100);
    mpt room = r.stacked ? at->w - value - GAP : at->w * 36 / 100;
    end = RING + END_GAP;
    r.label_width = smaller(label, room);
    r.value_x = r.stacked ? at->x + at->w : at->x + r.label_width + GAP + value;
    r.from = r.stacked ? at->x : r.value_x + 2 * GAP;
    r.to = at->x + at->w;
    r.left = r.from + low + end;
    r.right = r.to - high - end;
    if (c->common_scale)
        plan_common(&r);
    plan_head(&r);
    plan_key(&r);
    return r;
}

static struct row row_make(const struct range *r, const struct chart_point *p)
{
    struct row row = {.p = p, .label = row_label_make(r->at, p, r->label_width), .base = ROW_TOP};
    int beside = r->has_rank && row.label.lines < 2 ? 2 : row.label.lines;
    mpt drop = look_drop(look_row(r->at->theme, false));
    if (r->stacked) {
        row.middle = ROW_TOP + (beside - 1) * ROW_LINE + PT(12);
        row.names = row.middle + PT(13);
        row.height = row.names + ROW_GAP;
    } else {
        row.middle = ROW_TOP - drop + PT(1);
        row.names = row.middle + PT(12.5);
        row.height = larger(ROW_TOP + (beside - 1) * ROW_LINE, row.names) + ROW_GAP;
    }
    return row;
}

static mpt rows_height(const struct range *r)
{
    mpt h = 0;
    for (size_t i = 0; i < r->chart->n_series; i++) {
        h += row_group_height(&r->chart->series[i]);
        for (size_t k = 0; k < r->chart->series[i].n_points; k++)
            h += row_make(r, &r->chart->series[i].points[k]).height;
    }
    return h;
}

mpt chart_range_height(const struct chart *c, mpt width, const struct metrics *m,
                       const struct theme *t)
{
    struct chart_canvas at = canvas_for_measuring(width, m, t);
    struct range r = plan(c, &at);
    mpt h = r.head + rows_height(&r) + (c->common_scale ? AXIS : 0) + FOOT_GAP +
            (r.key_rows - 1) * KEY_PITCH + PT(6);
    arena_free(at.scratch);
    return h;
}

/* A range without width lies in the middle. */
static struct scale row_scale(const struct range *r, const struct chart_point *p)
{
    double lo, hi;
    if (r->chart->common_scale)
        return r->common;
    reach(p, &lo, &hi);
    if (hi > lo)
        return (struct scale){lo, hi, r->left, r->right};
    return (struct scale){lo - 1, lo + 1, r->left, r->right};
}

/* Whose the ends are: below them, moved apart where they would meet. One alone would leave
 * open which end it names, so there are both or none. */
static void draw_names(const struct range *r, const struct chart_point *p, mpt low_x, mpt high_x,
                       mpt base)
{
    struct text_look look = look_axis(r->at->theme);
    const struct metrics *m = r->at->metrics;
    mpt low = chart_text_width(m, look, p->low_name);
    mpt high = chart_text_width(m, look, p->high_name);
    if (low + GAP + high > r->to - r->from)
        return;
    mpt left = low_x, right = high_x - high;
    if (left + low + GAP > right) { /* around the middle of both */
        left = (low_x + high_x - low - GAP - high) / 2;
        right = left + low + GAP;
    }
    right = larger(right, r->from + low + GAP);
    right = smaller(right, r->to - high);
    left = left + low + GAP > right ? right - GAP - low : larger(left, r->from);
    text_put(r->at, left, base, look, TEXT_LEFT, p->low_name);
    text_put(r->at, right, base, look, TEXT_LEFT, p->high_name);
}

static void draw_spread(const struct range *r, const struct chart_point *p,
                        const struct scale *x, mpt y)
{
    const struct theme *t = r->at->theme;
    mpt q1 = scale_at(x, p->q1), q3 = scale_at(x, p->q3), median = scale_at(x, p->median);
    draw_line(r->at, scale_at(x, p->low), y, scale_at(x, p->high), y,
              (struct stroke){t->mark, PT(0.75), 0, 0});
    if (q3 - q1 < 3 * MEDIAN) { /* the bar is the median itself */
        draw_rect(r->at, q1 - MEDIAN / 2, y - BAR / 2, q3 - q1 + MEDIAN, BAR, t->range);
        return;
    }
    draw_rect(r->at, q1, y - BAR / 2, q3 - q1, BAR, t->range);
    draw_rect(r->at, median - MEDIAN / 2, y - BAR / 2, MEDIAN, BAR, 0xFFFFFF);
}

/* Where a number begins beside its end of the range; beyond a mark farther out where there
 * is no room for it before that. */
static mpt end_of(const struct range *r, mpt end, mpt mark, const char *text, int side)
{
    mpt gap = side * (RING + END_GAP);
    mpt width = chart_text_width(r->at->metrics, look_axis(r->at->theme), text);
    bool before = mark == end || (mark - end) * side > width + 2 * (RING + END_GAP);
    return (before ? end : mark) + gap;
}

/* Grid lines are short and keep clear of names and numbers: those lie between outer and
 * inner end at both sides. */
static void draw_grid(const struct range *r, mpt y, const mpt low[2], const mpt high[2])
{
    for (int i = 0; r->chart->common_scale && i < r->ticks.n; i++) {
        mpt x = scale_at(&r->common, tick_value(&r->ticks, i));
        if ((x > low[0] - PT(2) && x < low[1] + PT(2)) ||
            (x > high[1] - PT(2) && x < high[0] + PT(2)))
            continue;
        draw_line(r->at, x, y - GRID, x, y + GRID,
                  (struct stroke){r->at->theme->rule, PT(0.4), 0, 0});
    }
}

static void draw_plot(const struct range *r, const struct row *row, uint32_t rgb, mpt top)
{
    const struct chart_point *p = row->p;
    const struct theme *t = r->at->theme;
    struct text_look small = look_axis(t);
    mpt y = top + row->middle, drop = look_drop(small);
    double lo, hi;
    if (!reach(p, &lo, &hi)) {
        text_put(r->at, r->from, y + drop, small, TEXT_LEFT,
                 text_fit(r->at, small, "zu wenige Werte für eine Spanne", r->to - r->from));
        return;
    }
    struct scale x = row_scale(r, p);
    mpt low[2], high[2]; /* outer and inner ends of the numbers */
    low[1] = end_of(r, scale_at(&x, p->low), scale_at(&x, lo), p->low_text, -1);
    high[1] = end_of(r, scale_at(&x, p->high), scale_at(&x, hi), p->high_text, 1);
    low[0] = low[1];
    if (p->low < p->high) /* else both ends are one value of the same places */
        low[0] -= text_put(r->at, low[1], y + drop, small, TEXT_RIGHT, p->low_text);
    high[0] = high[1] + text_put(r->at, high[1], y + drop, small, TEXT_LEFT, p->high_text);
    if (p->low < p->high)
        draw_names(r, p, low[0], high[0], top + row->names);
    else
        text_put(r->at, scale_at(&x, p->high), top + row->names, small, TEXT_MIDDLE,
                 text_fit(r->at, small, p->high_name, r->to - r->from));
    draw_grid(r, y, low, high);
    draw_spread(r, p, &x, y);
    if (isfinite(p->reference))
        draw_line(r->at, scale_at(&x, p->reference), y - TICK / 2, scale_at(&x, p->reference),
                  y + TICK / 2, (struct stroke){t->ink, PT(1.1), 0, 0});
    if (point_counts(p)) {
        draw_dot(r->at, scale_at(&x, p->value), y, RING, 0xFFFFFF, NO_COLOUR, 0);
        draw_dot(r->at, scale_at(&x, p->value), y, DOT, rgb, NO_COLOUR, 0);
    }
}

static void draw_row(const struct range *r, const struct row *row, uint32_t rgb, mpt top)
{
    const struct theme *t = r->at->theme;
    struct text_look own = look_row(t, true);
    own.rgb = rgb;
    row_label_draw(r->at, &row->label, r->at->x, top + row->base);
    text_put(r->at, r->value_x, top + row->base, own, TEXT_RIGHT, row->p->text);
    text_put(r->at, r->value_x, top + row->base + ROW_LINE - ROW_TUCK, look_axis(t), TEXT_RIGHT,
             row->p->rank_text);
    draw_plot(r, row, rgb, top);
}

/* Whose value it is; what the ends are, or the unit of the common scale. */
static void draw_head(const struct range *r)
{
    const struct chart *c = r->chart;
    struct text_look small = look_axis(r->at->theme), own = own_look(r);
    mpt base = r->at->y + HEAD_BASE;
    text_put(r->at, r->value_x, base, own, TEXT_RIGHT,
             text_fit(r->at, own, c->caption_left, r->value_x - r->at->x));
    text_put_lines(r->at, r->from, r->at->y + r->unit_base, ROW_LINE, small, TEXT_LEFT, &r->unit);
    if (r->stacked || c->common_scale)
        return;
    text_put(r->at, r->from, base, small, TEXT_LEFT, "niedrigster Wert");
    text_put(r->at, r->to, base, small, TEXT_RIGHT, "höchster Wert");
}

static void draw_axis(const struct range *r, mpt y)
{
    struct text_look look = look_axis(r->at->theme);
    draw_line(r->at, r->left, y, r->right, y, (struct stroke){r->at->theme->rule, PT(0.4), 0, 0});
    for (int i = 0; i < r->ticks.n; i++) {
        double v = tick_value(&r->ticks, i);
        text_put(r->at, scale_at(&r->common, v), y + PT(9), look, TEXT_MIDDLE,
                 german_number(r->at->scratch, v, r->ticks.decimals));
    }
}

void chart_range_draw(const struct chart *c, const struct chart_canvas *at)
{
    struct range r = plan(c, at);
    mpt y = at->y + r.head, bottom = y + rows_height(&r);
    draw_head(&r);
    if (c->common_scale)
        draw_axis(&r, bottom);
    for (size_t i = 0; i < c->n_series; i++) {
        const struct chart_series *group = &c->series[i];
        uint32_t rgb = role_colour(at->theme, ROLE_PLACE, group->field);
        row_group_draw(at, group, i == 0, y, at->w);
        y += row_group_height(group);
        for (size_t k = 0; k < group->n_points; k++) {
            struct row row = row_make(&r, &group->points[k]);
            draw_row(&r, &row, rgb, y);
            y += row.height;
        }
    }
    mpt foot = bottom + (c->common_scale ? AXIS : 0) + FOOT_GAP;
    key_draw(at, r.key, KEY_ITEMS, at->x, foot, at->w);
}
