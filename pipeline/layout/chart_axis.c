#include <math.h>
#include <string.h>

#include "base/german.h"
#include "layout/chart_kinds_private.h"

#define LABEL_GAP      PT(6)
#define MAX_GRID_LINES 6
#define NAME_GAP       PT(4) /* from a break line to its name */
#define NAME_SPACE     PT(6) /* between names */

struct chart_canvas canvas_for_measuring(mpt width, const struct metrics *m, const struct theme *t)
{
    return (struct chart_canvas){
        .metrics = m, .theme = t, .scratch = arena_new(), .w = width, .h = PT(400000)};
}

bool points_joined(const struct chart_point *a, const struct chart_point *b)
{
    return a->basis == b->basis;
}

int natural_step(const struct chart_series *s)
{
    int step = 0;
    for (size_t i = 1; i < s->n_points; i++) {
        int d = (int)lround(s->points[i].x0 - s->points[i - 1].x0);
        step = d > 0 && (step == 0 || d < step) ? d : step;
    }
    return step > 0 ? step : 1;
}

/* A line axis that would waste less than half of its height begins at zero. */
static void choose_range(const struct chart *c, double *lo, double *hi)
{
    if (!chart_range(c, lo, hi)) {
        *lo = 0;
        *hi = 1;
    }
    bool near_zero = (*lo > 0 && *lo < 0.5 * *hi) || (*hi < 0 && *hi > 0.5 * *lo);
    if (c->kind == CHART_COLUMNS || c->zero_based || near_zero || *lo == *hi) {
        *lo = *lo > 0 ? 0 : *lo;
        *hi = *hi < 0 ? 0 : *hi;
    }
}

static const char *axis_unit(const struct value_axis *axis, const struct chart *c,
                             struct arena *scratch)
{
    const char *unit = c->unit != NULL ? c->unit : "";
    if (axis->lo <= 0)
        return unit;
    const char *from = german_number(scratch, axis->lo, axis->ticks.decimals);
    return arena_printf(scratch, unit[0] ? "%s (Achse ab %s)" : "%sAchse ab %s", unit, from);
}

struct value_axis value_axis_make(const struct chart *c, const struct chart_canvas *at,
                                  mpt plot_height)
{
    double lo = 0, hi = 1;
    choose_range(c, &lo, &hi);
    return value_axis_over(c, at, lo, hi, plot_height);
}

struct value_axis value_axis_over(const struct chart *c, const struct chart_canvas *at, double lo,
                                  double hi, mpt plot_height)
{
    struct value_axis a = {0};
    int max_n = plot_height / PT(26) + 1;
    max_n = max_n > MAX_GRID_LINES ? MAX_GRID_LINES : max_n < 3 ? 3 : max_n;
    a.ticks = ticks_cover(lo, hi, max_n, c->decimals);
    a.lo = a.ticks.first;
    a.hi = tick_value(&a.ticks, a.ticks.n - 1);
    for (int i = 0; i < a.ticks.n; i++) {
        const char *number = german_number(at->scratch, tick_value(&a.ticks, i), a.ticks.decimals);
        mpt w = chart_text_width(at->metrics, look_axis(at->theme), number);
        a.label_width = w > a.label_width ? w : a.label_width;
    }
    a.label_width += LABEL_GAP;
    a.unit = axis_unit(&a, c, at->scratch);
    return a;
}

void value_axis_draw(const struct value_axis *axis, const struct chart_canvas *at, mpt left,
                     mpt top, mpt right, mpt bottom, bool numbers)
{
    struct scale y = {axis->lo, axis->hi, bottom, top};
    const struct theme *t = at->theme;
    struct text_look look = look_axis(t);
    for (int i = 0; i < axis->ticks.n; i++) {
        double v = tick_value(&axis->ticks, i);
        mpt at_y = scale_at(&y, v);
        draw_line(at, left, at_y, right, at_y,
                  v == 0 ? (struct stroke){t->ink, PT(0.75), 0, 0}
                         : (struct stroke){t->rule, PT(0.4), 0, 0});
        if (numbers)
            text_put(at, left - LABEL_GAP, at_y + look_drop(look), look, TEXT_RIGHT,
                     german_number(at->scratch, v, axis->ticks.decimals));
    }
}

/* Multiples of the usual distance, so that years with figures are named. */
static int year_step(const struct scale *x, int natural, mpt needed)
{
    static const int times[] = {1, 2, 5, 10, 20, 50, 100};
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        if (scale_at(x, times[i] * natural) - scale_at(x, 0) >= needed)
            return times[i] * natural;
    }
    return 1000;
}

static void put_year(const struct chart_canvas *at, const struct scale *x, int year, mpt baseline)
{
    text_put(at, scale_at(x, year), baseline, look_axis(at->theme), TEXT_MIDDLE,
             arena_printf(at->scratch, "%d", year));
}

/* The first and the last one always, as far as they have room. */
void year_axis_draw(const struct chart_canvas *at, const struct scale *x, int first, int last,
                    int step, mpt baseline)
{
    mpt needed = chart_text_width(at->metrics, look_axis(at->theme), "2020") + PT(7);
    int every = year_step(x, step, needed);
    int start = step == 1 && every > 2 ? (first + every - 1) / every * every : first + every;
    put_year(at, x, first, baseline);
    for (int year = start; year < last; year += every)
        if (scale_at(x, year) - scale_at(x, first) >= needed &&
            scale_at(x, last) - scale_at(x, year) >= needed)
            put_year(at, x, year, baseline);
    if (scale_at(x, last) - scale_at(x, first) >= needed)
        put_year(at, x, last, baseline);
}

bool chart_years(const struct chart *c, int *first, int *last)
{
    bool any = false;
    for (size_t i = 0; i < c->n_series; i++) {
        for (size_t k = 0; k < c->series[i].n_points; k++) {
            int year = (int)lround(c->series[i].points[k].x0);
            *first = !any || year < *first ? year : *first;
            *last = !any || year > *last ? year : *last;
            any = true;
        }
    }
    return any;
}

struct scale year_scale(int first, int last, mpt from, mpt to, double single)
{
    if (first < last)
        return (struct scale){first, last, from, to};
    return (struct scale){first - single, first - single + 1, from, to};
}

bool break_shown(const struct chart_break *b, const struct scale *years)
{
    bool begins = b->projected && !(b->x < years->lo);
    return (begins || b->x > years->lo) && b->x < years->hi;
}

struct span {
    mpt from, to;
};

static bool spans_meet(struct span a, struct span b, mpt space)
{
    return a.from < b.to + space && b.from < a.to + space;
}

static struct span name_span(const struct axis_head *h, const struct chart_canvas *at, size_t i)
{
    mpt w = chart_text_width(at->metrics, look_axis(at->theme), h->name[i]);
    return (struct span){h->left[i], h->left[i] + w};
}

/* A break line inside the span. */
static bool holds_break(const struct chart *c, const struct scale *years, struct span s, size_t i)
{
    mpt x = scale_at(years, c->breaks[i].x);
    return break_shown(&c->breaks[i], years) && x > s.from - PT(2) && x < s.to + PT(2);
}

/* Later breaks are placed already: their lines reach up to their names. Earlier ones
 * may get any row. */
static bool is_crossed(const struct axis_head *h, const struct chart *c, const struct scale *years,
                       struct span s, size_t i, int row)
{
    for (size_t k = 0; k < c->n_breaks; k++) {
        if (k != i && (k < i || h->row[k] >= row) && holds_break(c, years, s, k))
            return true;
    }
    return false;
}

/* The line below a name in this row meets a name that is placed. */
static bool crosses_name(const struct axis_head *h, const struct chart *c,
                         const struct chart_canvas *at, const struct scale *years, size_t i,
                         int row)
{
    for (size_t k = i + 1; k < c->n_breaks; k++) {
        if (h->row[k] >= 0 && h->row[k] < row && holds_break(c, years, name_span(h, at, k), i))
            return true;
    }
    return false;
}

static bool row_free(const struct axis_head *h, const struct chart *c,
                     const struct chart_canvas *at, struct span s, size_t i, int row)
{
    struct span unit = {at->x, at->x + h->unit.width};
    if (h->unit.n > 0 && h->unit_row == row && spans_meet(s, unit, NAME_SPACE))
        return false;
    for (size_t k = i + 1; k < c->n_breaks; k++) {
        if (h->row[k] == row && spans_meet(s, name_span(h, at, k), NAME_SPACE))
            return false;
    }
    return true;
}

/* Right of its line, else left of it, in the lowest row that is free; else in a row of
 * its own, as near to the line as the room allows. What is projected begins at its line:
 * the name never stands left of it. */
static void place_name(struct axis_head *h, const struct chart *c, const struct chart_canvas *at,
                       const struct scale *years, size_t i, struct span room)
{
    mpt x = scale_at(years, c->breaks[i].x);
    mpt w = chart_text_width(at->metrics, look_axis(at->theme), h->name[i]);
    mpt lefts[] = {x + NAME_GAP, x - NAME_GAP - w};
    for (int n = 0; n < 2 * (h->rows + 1); n++) {
        int row = n / 2;
        struct span s = {lefts[n % 2], lefts[n % 2] + w};
        bool before = n % 2 == 1 && c->breaks[i].projected;
        if (before || s.from < room.from || s.to > room.to || is_crossed(h, c, years, s, i, row) ||
            crosses_name(h, c, at, years, i, row) || !row_free(h, c, at, s, i, row))
            continue;
        h->left[i] = s.from;
        h->row[i] = row;
        return;
    }
    h->row[i] = h->rows;
    h->left[i] = lefts[0] + w > room.to ? room.to - w : lefts[0];
    h->left[i] = h->left[i] < room.from ? room.from : h->left[i];
}

static bool unit_is_low(const struct axis_head *h, const struct chart *c,
                        const struct chart_canvas *at, const struct scale *years)
{
    struct span unit = {at->x, at->x + h->unit.width};
    for (size_t i = 0; i < c->n_breaks; i++) {
        if (holds_break(c, years, unit, i))
            return false;
    }
    return h->unit.n == 1;
}

struct axis_head axis_head_make(const struct chart *c, const struct chart_canvas *at,
                                const struct value_axis *axis, const struct scale *years,
                                mpt x_from, mpt x_to)
{
    struct axis_head h = {.name = arena_array(at->scratch, c->n_breaks + 1, sizeof *h.name),
                          .left = arena_array(at->scratch, c->n_breaks + 1, sizeof *h.left),
                          .row = arena_array(at->scratch, c->n_breaks + 1, sizeof *h.row)};
    struct text_look look = look_axis(at->theme);
    if (axis != NULL)
        h.unit = text_wrap(at, look, axis->unit, at->w, 2);
    bool low = unit_is_low(&h, c, at, years);
    h.unit_row = low ? 0 : -1;
    h.rows = low ? 1 : 0;
    for (size_t i = c->n_breaks; i-- > 0;) {
        h.row[i] = -1;
        if (!break_shown(&c->breaks[i], years))
            continue;
        h.name[i] = text_fit(at, look, c->breaks[i].name, x_to - x_from);
        place_name(&h, c, at, years, i, (struct span){x_from, x_to});
        h.rows = h.row[i] >= h.rows ? h.row[i] + 1 : h.rows;
    }
    if (!low && h.unit.n > 0) {
        h.unit_row = h.rows;
        h.rows += h.unit.n;
    }
    return h;
}

mpt axis_head_height(const struct axis_head *h, const struct theme *t)
{
    return h->rows * t->axis.leading;
}

void axis_head_draw(const struct axis_head *h, const struct chart *c, const struct chart_canvas *at,
                    const struct scale *years, mpt base, mpt bottom)
{
    const struct theme *t = at->theme;
    mpt pitch = t->axis.leading;
    text_put_lines(at, at->x, base - (h->unit_row + h->unit.n - 1) * pitch, pitch, look_axis(t),
                   TEXT_LEFT, &h->unit);
    for (size_t i = 0; i < c->n_breaks; i++) {
        if (h->row[i] < 0)
            continue;
        mpt x = scale_at(years, c->breaks[i].x), name = base - h->row[i] * pitch;
        bool below = h->left[i] < x + PT(1) && name_span(h, at, i).to > x - PT(1);
        draw_line(at, x, below ? name + PT(3) : name - PT(7), x, bottom,
                  c->breaks[i].projected ? (struct stroke){t->mark, PT(0.5), 0, 0}
                                         : (struct stroke){t->mark, PT(0.75), PT(2), PT(2)});
    }
    for (size_t i = 0; i < c->n_breaks; i++) {
        if (h->row[i] < 0)
            continue;
        mpt name = base - h->row[i] * pitch;
        struct span s = name_span(h, at, i);
        if (is_crossed(h, c, years, s, i, h->row[i])) /* no row was free */
            draw_rect(at, s.from, name - PT(6.5), s.to - s.from, PT(8.5), 0xFFFFFF);
        text_put(at, s.from, name, look_axis(t), TEXT_LEFT, h->name[i]);
    }
}
