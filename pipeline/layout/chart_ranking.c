#include <math.h>

#include "layout/chart_kinds_private.h"

#define PITCH_FEW  PT(14)
#define PITCH_MANY PT(13)
#define MANY       30
#define HEAD_ROW   PT(10)
#define HEAD_GAP   PT(6)
#define RANK_GAP   PT(6)
#define GAP        PT(8)
#define STUB       PT(22)
#define LEAST_BARS PT(36) /* names in full matter more: values stand beside the bars */
#define BAR_PART   55 /* [% of the pitch] */

struct name { /* of a reference line */
    const char *text;
    struct text_look look;
    mpt left, width, x;
    int row; /* 0 the lowest */
};

struct ranking {
    const struct chart *chart;
    const struct chart_canvas *at;
    const struct chart_series *series;
    mpt pitch, bar_height, head;
    mpt rank_x, name_x, name_width;
    struct name *names;
    int rows, unit_row;
    struct scale x;
};

static bool has_unit(const struct chart *c)
{
    return c->unit != NULL && c->unit[0] != '\0';
}

/* Widest place name or, with values, value. */
static mpt widest(const struct ranking *r, bool values)
{
    mpt most = 0;
    for (size_t i = 0; i < r->series->n_points; i++) {
        const struct chart_point *p = &r->series->points[i];
        mpt w = chart_text_width(r->at->metrics, look_row(r->at->theme, p->emphasis),
                                 values ? p->text : p->label);
        most = w > most ? w : most;
    }
    return most;
}

static mpt rank_width(const struct ranking *r)
{
    int most = 0;
    for (size_t i = 0; i < r->series->n_points; i++)
        most = r->series->points[i].rank > most ? r->series->points[i].rank : most;
    return most > 0 ? chart_text_width(r->at->metrics, look_axis(r->at->theme),
                                       arena_printf(r->at->scratch, "%d", most))
                    : 0;
}

static void plan_columns(struct ranking *r)
{
    const struct chart_canvas *at = r->at;
    mpt rank = rank_width(r), value = widest(r, true) + GAP;
    r->rank_x = at->x + rank;
    r->name_x = at->x + (rank > 0 ? rank + RANK_GAP : 0);
    mpt room = at->x + at->w - value - LEAST_BARS - GAP - r->name_x;
    room = room < at->w / 4 ? at->w / 4 : room;
    r->name_width = widest(r, false);
    r->name_width = r->name_width > room ? room : r->name_width;
    double lo = 0, hi = 1;
    bar_range(r->chart, &lo, &hi);
    r->x = (struct scale){lo, hi, r->name_x + r->name_width + GAP, at->x + at->w - value};
}

static bool row_free(const struct ranking *r, size_t n, mpt left, mpt width, int row)
{
    for (size_t i = 0; i < n; i++) {
        const struct name *k = &r->names[i];
        if (k->row == row && left < k->left + k->width + PT(5) && k->left < left + width + PT(5))
            return false;
    }
    return true;
}

/* The lowest reference has its name left of the line, the others right of theirs. */
static void place_name(struct ranking *r, size_t i, bool lowest)
{
    struct name *k = &r->names[i];
    mpt left = lowest ? k->x - k->width - PT(3) : k->x + PT(3);
    mpt most = r->at->x + r->at->w - k->width;
    left = left > most ? most : left;
    k->left = left < r->at->x ? r->at->x : left;
    k->row = 0;
    while (!row_free(r, i, k->left, k->width, k->row))
        k->row++;
    r->rows = k->row >= r->rows ? k->row + 1 : r->rows;
}

/* Right of the names in the lowest row, or above them. */
static void place_unit(struct ranking *r)
{
    struct text_look look = look_axis(r->at->theme);
    mpt left = r->at->x + r->at->w - chart_text_width(r->at->metrics, look, r->chart->unit);
    for (size_t i = 0; i < r->chart->n_references; i++) {
        const struct name *k = &r->names[i];
        mpt end = k->left + k->width > k->x ? k->left + k->width : k->x;
        if (k->row >= 0 && end + PT(8) > left)
            r->unit_row = r->rows;
    }
    r->rows = r->unit_row >= r->rows ? r->unit_row + 1 : r->rows;
}

static void plan_head(struct ranking *r)
{
    const struct chart *c = r->chart;
    size_t lowest = 0;
    r->names = arena_array(r->at->scratch, c->n_references + 1, sizeof *r->names);
    for (size_t i = 1; i < c->n_references; i++)
        lowest = c->references[i].value < c->references[lowest].value ? i : lowest;
    for (size_t i = 0; i < c->n_references; i++) {
        const struct chart_reference *ref = &c->references[i];
        struct name *k = &r->names[i];
        k->row = -1;
        if (!isfinite(ref->value))
            continue;
        uint32_t rgb = role_colour(r->at->theme, ref->role, c->field);
        k->look = (struct text_look){ref->role == ROLE_DISTRICT ? FACE_BOLD : FACE_REGULAR,
                                     r->at->theme->axis.size, rgb};
        k->text = arena_printf(r->at->scratch, "%s %s", ref->name != NULL ? ref->name : "",
                               ref->text != NULL ? ref->text : "");
        k->text = text_fit(r->at, k->look, k->text, r->at->w);
        k->width = chart_text_width(r->at->metrics, k->look, k->text);
        k->x = scale_at(&r->x, ref->value);
        place_name(r, i, i == lowest);
    }
    if (has_unit(c))
        place_unit(r);
    /* Long rankings stand side by side: their first rows lie at one height. */
    mpt least = r->series->n_points > MANY ? 3 : 0, rows = r->rows > least ? r->rows : least;
    r->head = rows > 0 ? rows * HEAD_ROW + HEAD_GAP : 0;
}

static struct ranking plan(const struct chart *c, const struct chart_canvas *at)
{
    static const struct chart_series none;
    struct ranking r = {.chart = c, .at = at, .series = c->n_series > 0 ? &c->series[0] : &none};
    mpt n = (mpt)r.series->n_points;
    plan_columns(&r);
    plan_head(&r);
    r.pitch = n > MANY ? PITCH_MANY : PITCH_FEW;
    if (n > 0 && r.pitch * n > at->h - r.head) /* no more room on the page */
        r.pitch = (at->h - r.head) / n;
    r.bar_height = r.pitch * BAR_PART / 100;
    return r;
}

mpt chart_ranking_height(const struct chart *c, mpt width, const struct metrics *m,
                         const struct theme *t)
{
    struct chart_canvas at = canvas_for_measuring(width, m, t);
    struct ranking r = plan(c, &at);
    arena_free(at.scratch);
    return r.head + (mpt)r.series->n_points * r.pitch;
}

static void draw_row(const struct ranking *r, size_t i)
{
    const struct chart_point *p = &r->series->points[i];
    const struct theme *t = r->at->theme;
    int field = field_index(r->chart->field);
    uint32_t rgb = p->emphasis ? t->field[field] : t->field_mid[field];
    struct text_look look = look_row(t, p->emphasis);
    mpt y = r->at->y + r->head + (mpt)i * r->pitch + r->pitch / 2, base = y + look_drop(look);
    look.rgb = p->emphasis ? rgb : t->ink;
    if (p->rank > 0)
        text_put(r->at, r->rank_x, base, look_axis(t), TEXT_RIGHT,
                 arena_printf(r->at->scratch, "%d", p->rank));
    text_put(r->at, r->name_x, base, look, TEXT_LEFT,
             text_fit(r->at, look, p->label, r->name_width));
    draw_bar(r->at, &r->x, p, false, y - r->bar_height / 2, r->bar_height,
             (struct bar_look){rgb, rgb, stub_towards(&r->x, STUB)});
    text_put(r->at, r->at->x + r->at->w, base, look, TEXT_RIGHT, p->text);
}

/* Behind the bars, as far down as there are values to compare. */
static void draw_references(const struct ranking *r)
{
    const struct chart *c = r->chart;
    mpt top = r->at->y + r->head, rows = 0;
    for (size_t i = 0; i < r->series->n_points; i++)
        rows = point_counts(&r->series->points[i]) ? (mpt)i + 1 : rows;
    for (size_t i = 0; i < c->n_references; i++) {
        const struct name *k = &r->names[i];
        if (k->row < 0)
            continue;
        mpt base = top - HEAD_GAP - PT(0.5) - k->row * HEAD_ROW;
        bool beside = k->left > k->x || k->left + k->width < k->x;
        draw_line(r->at, k->x, beside ? base - PT(6) : base + PT(2.5), k->x, top + rows * r->pitch,
                  role_stroke(r->at->theme, c->references[i].role, c->field));
        text_put(r->at, k->left, base, k->look, TEXT_LEFT, k->text);
    }
}

void chart_ranking_draw(const struct chart *c, const struct chart_canvas *at)
{
    struct ranking r = plan(c, at);
    mpt zero = scale_at(&r.x, 0), top = at->y + r.head;
    struct text_look unit = look_axis(at->theme);
    if (has_unit(c))
        text_put(at, at->x + at->w, top - HEAD_GAP - PT(0.5) - r.unit_row * HEAD_ROW, unit,
                 TEXT_RIGHT, text_fit(at, unit, c->unit, at->w));
    draw_references(&r);
    for (size_t i = 0; i < r.series->n_points; i++)
        draw_row(&r, i);
    if (r.x.lo < 0)
        draw_line(at, zero, top, zero, top + (mpt)r.series->n_points * r.pitch,
                  (struct stroke){at->theme->ink, PT(0.75), 0, 0});
}
