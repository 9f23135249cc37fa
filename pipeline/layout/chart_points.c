#include "layout/chart_points_private.h"

#include <math.h>
#include <stdlib.h>

#include "base/german.h"

#define HEIGHT    PT(210) /* of the plot at full width */
#define LEAST     PT(150)
#define TITLE_GAP PT(5)   /* from the title to what is below it */
#define NUMBERS   PT(13)  /* from the plot to the baseline of the numbers */
#define GAP       PT(5)   /* from the numbers at the left to the plot */
#define PAD       PT(5)   /* from the plot's edge to the outermost point */
#define SMALL     PT(2.4)
#define LARGE     PT(3.4)
#define FAR       PT(60) /* longest line to the name of a highlighted place */

enum {
    NAMED = 6,    /* hidden places named in the note */
    LABELS = 200, /* places that may be named */
    MUST = 8      /* of them in any case */
};

bool pair_shown(const struct chart *c, size_t i)
{
    return point_counts(&c->series[0].points[i]) && point_counts(&c->series[1].points[i]);
}

size_t pairs_of(const struct chart *c)
{
    if (c->n_series < 2)
        return 0;
    size_t a = c->series[0].n_points, b = c->series[1].n_points;
    return a < b ? a : b;
}

void range_include(double *lo, double *hi, double v)
{
    bool empty = *lo > *hi;
    *lo = empty ? v : fmin(*lo, v);
    *hi = empty ? v : fmax(*hi, v);
}

bool pairs_range(const struct chart *c, size_t series, double *lo, double *hi)
{
    *lo = 1;
    *hi = 0;
    for (size_t i = 0; i < pairs_of(c); i++) {
        if (pair_shown(c, i))
            range_include(lo, hi, c->series[series].points[i].value);
    }
    return *lo <= *hi;
}

const char *shown_text(const char *text)
{
    return text != NULL ? text : "";
}

struct text_lines pairs_note(const struct chart *c, const struct chart_canvas *at)
{
    struct text_look look = look_axis(at->theme);
    const char *names = "";
    size_t n = 0;
    for (size_t i = 0; i < pairs_of(c); i++) {
        if (pair_shown(c, i))
            continue;
        if (n++ < NAMED)
            names = arena_printf(at->scratch, "%s%s%s", names, n > 1 ? ", " : "",
                                 shown_text(c->series[0].points[i].label));
    }
    if (n == 0)
        return (struct text_lines){0};
    const char *count = arena_printf(at->scratch, "Nicht gezeigt: %zu %s", n,
                                     n == 1 ? "Gemeinde" : "Gemeinden");
    const char *both = arena_printf(at->scratch, "%s (%s)", count, names);
    bool fits = n <= NAMED && chart_text_width(at->metrics, look, both) <= at->w;
    return text_wrap(at, look, fits ? both : count, at->w, 1);
}

mpt axis_at(const struct point_axis *a, double v)
{
    return scale_at(&a->scale, a->log ? log10(v) : v);
}

static const char *number_at(const struct point_axis *a, struct arena *scratch, double v,
                             int decimals)
{
    bool change = a->series->since != 0 && (v > 0 || v < 0);
    return change ? german_signed(scratch, v, decimals) : german_number(scratch, v, decimals);
}

static void add_tick(struct point_axis *a, struct arena *scratch, double v, int decimals)
{
    if (a->n == AXIS_TICKS)
        return;
    a->text[a->n] = number_at(a, scratch, v, decimals);
    a->tick[a->n++] = v;
}

/* Steps within the values; where there would be only one, the axis reaches to the next. */
static void linear_ticks(struct point_axis *a, struct arena *scratch, int max_n, int decimals)
{
    struct ticks t = ticks_cover(a->scale.lo, a->scale.hi, max_n, decimals);
    double slack = t.step * 1e-6;
    int inside = 0;
    for (int i = 0; i < t.n; i++) {
        double v = tick_value(&t, i);
        inside += v >= a->scale.lo - slack && v <= a->scale.hi + slack;
    }
    if (inside < 2) {
        a->scale.lo = t.first;
        a->scale.hi = tick_value(&t, t.n - 1);
    }
    for (int i = 0; i < t.n; i++) {
        double v = tick_value(&t, i);
        if (v >= a->scale.lo - slack && v <= a->scale.hi + slack)
            add_tick(a, scratch, v, t.decimals);
    }
}

/* 1, 2, 5 times powers of ten, or 1 and 3, or 1: as many as have room. */
static void log_ticks(struct point_axis *a, struct arena *scratch, int max_n)
{
    static const double steps[3][3] = {{1, 2, 5}, {1, 3, 0}, {1, 0, 0}};
    for (int k = 0; k < 3; k++) {
        a->n = 0;
        for (double e = floor(a->scale.lo); e <= a->scale.hi; e++) {
            for (int i = 0; i < 3 && steps[k][i] > 0; i++) {
                double v = steps[k][i] * pow(10, e);
                if (log10(v) >= a->scale.lo - 1e-9 && log10(v) <= a->scale.hi + 1e-9)
                    add_tick(a, scratch, v, 0);
            }
        }
        if (a->n <= max_n)
            return;
    }
}

static mpt widest_number(const struct point_axis *a, const struct chart_canvas *at)
{
    mpt most = 0;
    for (int i = 0; i < a->n; i++) {
        mpt w = chart_text_width(at->metrics, look_axis(at->theme), a->text[i]);
        most = w > most ? w : most;
    }
    return most;
}

/* "Arbeitslose, %, 2016"; "Veränderung 2011–2016, Prozentpunkte". */
static struct text_lines title_of(const struct chart_series *s, const char *unit,
                                  const struct chart_canvas *at, bool log)
{
    struct arena *a = at->scratch;
    const char *name = s->name != NULL ? s->name : "";
    const char *text = s->since != 0 ? chart_change(a, s) : name;
    if (unit != NULL && unit[0] != '\0')
        text = arena_printf(a, "%s, %s", text, unit);
    if (s->since == 0 && s->year != 0)
        text = arena_printf(a, "%s, %s", text, chart_period(a, s));
    if (log)
        text = arena_printf(a, "%s (log. Teilung)", text);
    return text_wrap(at, look_axis(at->theme), text, at->w, 2);
}

/* Values at the edge keep a little away from it; all equal ones stand in the middle,
 * but no axis goes below 0 for values that do not. */
static struct scale scale_of(double lo, double hi)
{
    if (!(hi - lo > fabs(lo) * 1e-12)) {
        double half = fmax(1, fabs(lo) / 10) / 2;
        return (struct scale){lo >= 0 ? fmax(lo - half, 0) : lo - half, hi + half, 0, 0};
    }
    return (struct scale){lo, hi, 0, 0};
}

static int room_for(mpt length, mpt each)
{
    mpt n = length / each + 1;
    return n < 3 ? 3 : n > 7 ? 7 : (int)n;
}

mpt point_plot_height(const struct chart *c, mpt width)
{
    if (c->height > 0)
        return PT(c->height);
    mpt h = width / 2;
    return h < LEAST ? LEAST : h > HEIGHT ? HEIGHT : h;
}

static void make_axes(struct point_plot *p, const struct point_need *need)
{
    const struct chart *c = p->chart;
    const struct chart_canvas *at = p->at;
    p->y.series = &c->series[need->upwards];
    p->x.series = &c->series[need->across];
    p->x.log = need->log;
    p->y.scale = scale_of(need->y_lo, need->y_hi);
    linear_ticks(&p->y, at->scratch, room_for(point_plot_height(c, at->w), PT(30)), c->decimals);
    p->left = at->x + widest_number(&p->y, at) + GAP;
    p->right = at->x + at->w - need->beside;
    double lo = need->log ? log10(need->x_lo) : need->x_lo;
    double hi = need->log ? log10(need->x_hi) : need->x_hi;
    p->x.scale = scale_of(lo, hi);
    struct point_axis bare = p->x;
    for (int n = 7; n >= 3; n--) {
        p->x = bare;
        if (need->log)
            log_ticks(&p->x, at->scratch, n);
        else
            linear_ticks(&p->x, at->scratch, n, c->across_decimals);
        if ((widest_number(&p->x, at) + PT(10)) * p->x.n <= p->right - p->left)
            break;
    }
    p->x.title = title_of(p->x.series, c->across_unit, at, need->log);
    p->y.title = title_of(p->y.series, c->unit, at, false);
}

static void make_boxes(struct point_plot *p, const struct point_need *need)
{
    size_t n = pairs_of(p->chart) + need->more_boxes;
    p->boxes = arena_array(p->at->scratch, n + 1, sizeof *p->boxes);
    p->lines = arena_array(p->at->scratch, need->more_lines + 1, sizeof *p->lines);
}

struct point_plot point_plot_make(const struct chart *c, const struct chart_canvas *at,
                                  const struct point_need *need)
{
    struct point_plot p = {.chart = c, .at = at};
    mpt pitch = at->theme->axis.leading;
    make_axes(&p, need);
    p.note = pairs_note(c, at);
    if (need->remark != NULL)
        p.note.line[p.note.n++] = text_fit(at, look_axis(at->theme), need->remark, at->w);
    p.head = p.y.title.n * pitch + TITLE_GAP + need->above;
    p.foot = NUMBERS + p.x.title.n * pitch + PT(3) + (p.note.n > 0 ? p.note.n * pitch + PT(2) : 0);
    p.top = at->y + p.head;
    p.bottom = at->y + at->h - p.foot;
    p.x.scale.from = p.left + PAD;
    p.x.scale.to = p.right - PAD;
    p.y.scale.from = p.bottom - PAD - need->under;
    p.y.scale.to = p.top + PAD + need->over;
    make_boxes(&p, need);
    return p;
}

void point_plot_draw(const struct point_plot *p)
{
    const struct chart_canvas *at = p->at;
    const struct theme *t = at->theme;
    struct text_look look = look_axis(t);
    mpt pitch = t->axis.leading;
    struct stroke grid = {t->rule, PT(0.4), 0, 0};
    struct stroke zero = {t->mark, PT(0.75), 0, 0};
    text_put_lines(at, at->x, at->y + look.size, pitch, look, TEXT_LEFT, &p->y.title);
    for (int i = 0; i < p->y.n; i++) {
        mpt y = axis_at(&p->y, p->y.tick[i]);
        draw_line(at, p->left, y, p->right, y, p->y.tick[i] == 0 ? zero : grid);
        text_put(at, p->left - GAP, y + look_drop(look), look, TEXT_RIGHT, p->y.text[i]);
    }
    for (int i = 0; i < p->x.n; i++) {
        mpt x = axis_at(&p->x, p->x.tick[i]);
        draw_line(at, x, p->top, x, p->bottom,
                  p->x.tick[i] == 0 && p->x.series->since != 0 ? zero : grid);
        text_put(at, x, p->bottom + NUMBERS, look, TEXT_MIDDLE, p->x.text[i]);
    }
    mpt base = p->bottom + NUMBERS + PT(1.5);
    bool wide = p->x.title.width > p->right - p->left;
    for (int i = 0; i < p->x.title.n; i++)
        text_put(at, wide ? at->x : p->right, base += pitch, look, wide ? TEXT_LEFT : TEXT_RIGHT,
                 p->x.title.line[i]);
    text_put_lines(at, at->x, base + pitch + PT(2), pitch, look, TEXT_LEFT, &p->note);
}

void plot_box(struct point_plot *p, struct frame b)
{
    p->boxes[p->n_boxes++] = b;
}

void plot_line(struct point_plot *p, mpt x0, mpt y0, mpt x1, mpt y1)
{
    p->lines[p->n_lines++] = (struct frame){x0, y0, x1, y1};
}

mpt dot_radius(const struct chart_point *p)
{
    return p->emphasis ? LARGE : SMALL;
}

uint32_t dot_colour(const struct point_plot *p, const struct chart_point *q)
{
    const struct theme *t = p->at->theme;
    return q->emphasis ? role_colour(t, ROLE_PLACE, p->chart->field) : t->range;
}

static mpt x_of(const struct point_plot *p, size_t i)
{
    return axis_at(&p->x, p->x.series->points[i].value);
}

static mpt y_of(const struct point_plot *p, size_t i)
{
    return axis_at(&p->y, p->y.series->points[i].value);
}

void plot_points(struct point_plot *p)
{
    for (size_t i = 0; i < pairs_of(p->chart); i++) {
        if (!pair_shown(p->chart, i))
            continue;
        mpt x = x_of(p, i), y = y_of(p, i);
        mpt r = dot_radius(&p->chart->series[0].points[i]) + PT(0.5);
        plot_box(p, (struct frame){x - r, y - r, x + r, y + r});
    }
}

void plot_points_draw(const struct point_plot *p, bool (*hollow)(const struct chart *c, size_t i))
{
    for (int emphasis = 0; emphasis < 2; emphasis++) {
        for (size_t i = 0; i < pairs_of(p->chart); i++) {
            const struct chart_point *q = &p->chart->series[0].points[i];
            if (!pair_shown(p->chart, i) || q->emphasis != (emphasis == 1))
                continue;
            mpt x = x_of(p, i), y = y_of(p, i), r = dot_radius(q);
            uint32_t rgb = dot_colour(p, q);
            if (hollow(p->chart, i))
                draw_dot(p->at, x, y, r - PT(0.5), 0xFFFFFF, rgb, PT(1));
            else
                draw_dot(p->at, x, y, r, rgb, 0xFFFFFF, PT(0.5));
        }
    }
}

void plot_labels_draw(struct point_plot *p, const size_t *order, size_t n, size_t n_led,
                      mpt reach)
{
    struct point_label *labels = arena_array(p->at->scratch, n + 1, sizeof *labels);
    for (size_t i = 0; i < n; i++) {
        const struct chart_point *q = &p->chart->series[0].points[order[i]];
        struct text_look look = look_axis(p->at->theme);
        if (q->emphasis)
            look = look_label(p->at->theme, dot_colour(p, q));
        labels[i] = (struct point_label){.x = x_of(p, order[i]), .y = y_of(p, order[i]),
                                         .r = dot_radius(q), .text = q->label, .look = look,
                                         .reach = q->emphasis ? FAR : i < n_led ? reach : 0,
                                         .must = q->emphasis};
    }
    struct label_field field = {{p->left + PT(1), p->top, p->right, p->bottom}, p->boxes,
                                p->n_boxes, p->lines, p->n_lines};
    labels_place(p->at, &field, labels, n);
    labels_draw(p->at, labels, n);
}

struct ordered {
    size_t i;
    int rank;     /* 0 highlighted, 1 extreme, 2 other */
    double apart; /* from the middle */
};

static int by_importance(const void *a, const void *b)
{
    const struct ordered *x = a, *y = b;
    if (x->rank != y->rank)
        return x->rank - y->rank;
    if (x->apart > y->apart || x->apart < y->apart)
        return x->apart > y->apart ? -1 : 1;
    return x->i < y->i ? -1 : x->i > y->i;
}

static int rank_of(const struct point_plot *p, size_t i, const double ends[4])
{
    double x = p->x.series->points[i].value, y = p->y.series->points[i].value;
    if (p->chart->series[0].points[i].emphasis)
        return 0;
    return x <= ends[0] || x >= ends[1] || y <= ends[2] || y >= ends[3] ? 1 : 2;
}

size_t plot_order(const struct point_plot *p, mpt x, mpt y, size_t *order, size_t *n_must)
{
    const struct chart *c = p->chart;
    struct ordered *list = arena_array(p->at->scratch, pairs_of(c) + 1, sizeof *list);
    size_t n = 0;
    double ends[4];
    pairs_range(c, (size_t)(p->x.series - c->series), &ends[0], &ends[1]);
    pairs_range(c, (size_t)(p->y.series - c->series), &ends[2], &ends[3]);
    for (size_t i = 0; i < pairs_of(c); i++) {
        if (!pair_shown(c, i))
            continue;
        list[n++] = (struct ordered){i, rank_of(p, i, ends),
                                     hypot((double)(x_of(p, i) - x), (double)(y_of(p, i) - y))};
    }
    qsort(list, n, sizeof *list, by_importance);
    n = n > LABELS ? LABELS : n;
    *n_must = 0;
    for (size_t i = 0; i < n; i++) {
        order[i] = list[i].i;
        *n_must += list[i].rank < 2 && i < MUST;
    }
    return n;
}
