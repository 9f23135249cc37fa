#include <math.h>
#include <stdlib.h>

#include "layout/chart_points_private.h"

/* Two years of each place, joined. Values stand at both ends, names at the right, at the left
 * too where there is room. Labels are pushed apart, a thin line leads to each that is moved;
 * where not all places have room, the highlighted ones, the lines and the extremes are named. */

#define HEIGHT PT(190)
#define HEAD   PT(16) /* years above the plot */
#define PITCH  PT(10) /* of labels */
#define END    PT(3)  /* from a line's end to where its leader begins */
#define LEAD   PT(10) /* length of leaders */
#define DOT    PT(2.4)
#define LEAST  PT(70) /* between the two years */

struct end { /* a label of one line, at both sides */
    const char *name;
    const char *text[2];
    double value[2];
    struct text_look look;
    mpt y[2];
    size_t order; /* highlighted first, then lines, extremes, others */
    size_t number;
};

struct slope {
    const struct chart *chart;
    const struct chart_canvas *at;
    struct scale y;
    struct end *ends; /* the labelled ones */
    size_t n;
    bool names_left;
    mpt side[2];         /* width of the labels */
    mpt x[2];
    mpt top, bottom, head, foot;
    struct text_lines unit, note;
};

/* The second value of a line: the reference behind it, of the same name. */
static bool line_pair(const struct chart *c, size_t i)
{
    return i + 1 < c->n_references && c->references[i].series == 0 &&
           c->references[i + 1].series == 1 && isfinite(c->references[i].value) &&
           isfinite(c->references[i + 1].value);
}

static void value_range(const struct chart *c, double *lo, double *hi)
{
    double from, to;
    pairs_range(c, 0, lo, hi);
    pairs_range(c, 1, &from, &to);
    range_include(lo, hi, from);
    range_include(lo, hi, to);
    for (size_t i = 0; line_pair(c, i); i += 2) {
        range_include(lo, hi, c->references[i].value);
        range_include(lo, hi, c->references[i + 1].value);
    }
    if (!(*hi > *lo)) {
        *lo -= 1;
        *hi += 1;
    }
}

static uint32_t place_colour(const struct slope *s, const struct chart_point *p)
{
    return role_colour(s->at->theme, p->emphasis ? ROLE_PLACE : ROLE_OTHERS, s->chart->field);
}

/* Lowest or highest of one of the years. */
static bool is_extreme(const struct chart *c, size_t i, const double ends[4])
{
    double from = c->series[0].points[i].value, to = c->series[1].points[i].value;
    return from <= ends[0] || from >= ends[1] || to <= ends[2] || to >= ends[3];
}

static void add_end(struct slope *s, struct end e)
{
    e.number = s->n;
    s->ends[s->n++] = e;
}

static void collect(struct slope *s)
{
    const struct chart *c = s->chart;
    const struct theme *t = s->at->theme;
    size_t n = pairs_of(c) + c->n_references;
    double extremes[4];
    pairs_range(c, 0, &extremes[0], &extremes[1]);
    pairs_range(c, 1, &extremes[2], &extremes[3]);
    s->ends = arena_array(s->at->scratch, n + 1, sizeof *s->ends);
    for (size_t i = 0; line_pair(c, i); i += 2) {
        const struct chart_reference *r = &c->references[i];
        struct text_look look = look_axis(t);
        look.rgb = role_colour(t, r->role, c->field);
        look.face = r->role == ROLE_DISTRICT ? FACE_BOLD : FACE_REGULAR;
        add_end(s, (struct end){.name = shown_text(r[0].name),
                                .text = {shown_text(r[0].text), shown_text(r[1].text)},
                                .value = {r[0].value, r[1].value}, .look = look, .order = 1});
    }
    for (size_t i = 0; i < pairs_of(c); i++) {
        const struct chart_point *p = &c->series[0].points[i], *q = &c->series[1].points[i];
        if (!pair_shown(c, i))
            continue;
        struct text_look look = look_axis(t);
        if (p->emphasis)
            look = look_label(t, place_colour(s, p));
        add_end(s, (struct end){.name = shown_text(p->label),
                                .text = {shown_text(p->text), shown_text(q->text)},
                                .value = {p->value, q->value}, .look = look,
                                .order = p->emphasis ? 0 : is_extreme(c, i, extremes) ? 2 : 3});
    }
}

static int by_order(const void *a, const void *b)
{
    const struct end *x = a, *y = b;
    if (x->order != y->order)
        return x->order < y->order ? -1 : 1;
    return x->number < y->number ? -1 : 1;
}

static mpt plot_height(const struct chart *c)
{
    return c->height > 0 ? PT(c->height) : HEIGHT;
}

/* All where they have room, else those with a reason, as many as have room. */
static void choose(struct slope *s)
{
    size_t most = (size_t)(plot_height(s->chart) / PITCH) + 1;
    qsort(s->ends, s->n, sizeof *s->ends, by_order);
    while (s->n > most && s->ends[s->n - 1].order == 3)
        s->n--;
    bool all = s->n > 0 && s->ends[s->n - 1].order == 3;
    size_t shown = 0;
    for (size_t i = 0; i < pairs_of(s->chart); i++)
        shown += pair_shown(s->chart, i);
    for (size_t i = 0; line_pair(s->chart, i); i += 2)
        shown++;
    while (all && s->n < shown && s->ends[s->n - 1].order == 3)
        s->n--; /* some without a reason would make the reader ask for it */
    s->n = s->n > most ? most : s->n;
}

static const char *end_text(const struct slope *s, const struct end *e, int side, mpt room)
{
    struct arena *a = s->at->scratch;
    if (side == 0 && !s->names_left)
        return e->text[0];
    const char *gap = "\xE2\x80\x82"; /* U+2002: names and values are two things */
    mpt value = chart_text_width(s->at->metrics, e->look,
                                 arena_printf(a, "%s%s", e->text[side], gap));
    const char *name = room > 0 ? text_fit(s->at, e->look, e->name, room - value) : e->name;
    if (name[0] == '\0')
        return e->text[side];
    return side == 0 ? arena_printf(a, "%s%s%s", name, gap, e->text[0])
                     : arena_printf(a, "%s%s%s", e->text[1], gap, name);
}

static mpt widest(const struct slope *s, int side)
{
    mpt most = 0;
    for (size_t i = 0; i < s->n; i++) {
        mpt w = chart_text_width(s->at->metrics, s->ends[i].look,
                                 end_text(s, &s->ends[i], side, 0));
        most = w > most ? w : most;
    }
    return most;
}

static void plan_sides(struct slope *s)
{
    mpt between = LEAST + 2 * (END + LEAD);
    s->names_left = true;
    s->side[0] = widest(s, 0);
    s->side[1] = widest(s, 1);
    if (s->side[0] + s->side[1] + between > s->at->w) {
        s->names_left = false;
        s->side[0] = widest(s, 0);
    }
    mpt most = (s->at->w - between) * 2 / 3; /* no number is as wide */
    s->side[0] = s->side[0] > most ? most : s->side[0];
    mpt room = s->at->w - s->side[0] - between;
    s->side[1] = s->side[1] > room ? room : s->side[1];
    s->x[0] = s->at->x + s->side[0] + END + LEAD;
    s->x[1] = s->at->x + s->at->w - s->side[1] - END - LEAD;
}

static int by_height(const void *a, const void *b, int side)
{
    const struct end *x = a, *y = b;
    int other = 1 - side;
    if (x->value[side] > y->value[side] || x->value[side] < y->value[side])
        return x->value[side] > y->value[side] ? -1 : 1;
    if (x->value[other] > y->value[other] || x->value[other] < y->value[other])
        return x->value[other] > y->value[other] ? -1 : 1;
    return x->number < y->number ? -1 : x->number > y->number;
}

static int by_left(const void *a, const void *b)
{
    return by_height(a, b, 0);
}

static int by_right(const void *a, const void *b)
{
    return by_height(a, b, 1);
}

static void spread(struct slope *s, int side)
{
    mpt *y = arena_array(s->at->scratch, s->n + 1, sizeof *y);
    qsort(s->ends, s->n, sizeof *s->ends, side == 0 ? by_left : by_right);
    for (size_t i = 0; i < s->n; i++)
        y[i] = scale_at(&s->y, s->ends[i].value[side]);
    labels_spread(s->at, y, s->n, PITCH, s->top, s->bottom);
    for (size_t i = 0; i < s->n; i++)
        s->ends[i].y[side] = y[i];
}

static struct slope plan(const struct chart *c, const struct chart_canvas *at)
{
    struct slope s = {.chart = c, .at = at};
    struct text_look look = look_axis(at->theme);
    mpt pitch = at->theme->axis.leading;
    double lo, hi;
    value_range(c, &lo, &hi);
    collect(&s);
    choose(&s);
    plan_sides(&s);
    s.unit = text_wrap(at, look, c->unit, at->w, 2);
    s.note = pairs_note(c, at);
    s.head = s.unit.n * pitch + HEAD;
    s.foot = PT(6) + (s.note.n > 0 ? pitch + PT(4) : 0);
    s.top = at->y + s.head + PT(5);
    s.bottom = at->y + at->h - s.foot;
    s.y = (struct scale){lo, hi, s.bottom, s.top};
    return s;
}

static bool can_draw(const struct chart *c)
{
    double lo, hi;
    return c->n_series >= 2 && pairs_range(c, 0, &lo, &hi);
}

mpt chart_slope_height(const struct chart *c, mpt width, const struct metrics *m,
                       const struct theme *t)
{
    struct chart_canvas at = canvas_for_measuring(width, m, t);
    mpt height = PT(42);
    if (can_draw(c)) {
        struct slope s = plan(c, &at);
        height = s.head + PT(5) + plot_height(c) + s.foot;
    }
    arena_free(at.scratch);
    return height;
}

static void draw_step(const struct slope *s, const double value[2], struct stroke stroke, bool dots)
{
    mpt y0 = scale_at(&s->y, value[0]), y1 = scale_at(&s->y, value[1]);
    draw_line(s->at, s->x[0], y0, s->x[1], y1, stroke);
    if (!dots)
        return;
    draw_dot(s->at, s->x[0], y0, DOT, stroke.rgb, NO_COLOUR, 0);
    draw_dot(s->at, s->x[1], y1, DOT, stroke.rgb, NO_COLOUR, 0);
}

/* The highlighted place is drawn last, above all others. */
static void draw_steps(const struct slope *s)
{
    const struct chart *c = s->chart;
    const struct theme *t = s->at->theme;
    for (int emphasis = 0; emphasis < 2; emphasis++) {
        for (size_t i = 0; i < pairs_of(c); i++) {
            const struct chart_point *p = &c->series[0].points[i];
            if (!pair_shown(c, i) || p->emphasis != (emphasis == 1))
                continue;
            struct stroke stroke = {place_colour(s, p), PT(0.6), 0, 0};
            if (p->emphasis)
                stroke = role_stroke(t, ROLE_PLACE, c->field);
            draw_step(s, (double[]){p->value, c->series[1].points[i].value}, stroke, p->emphasis);
        }
        for (size_t i = 0; emphasis == 0 && line_pair(c, i); i += 2)
            draw_step(s, (double[]){c->references[i].value, c->references[i + 1].value},
                      role_stroke(t, c->references[i].role, c->field), false);
    }
}

static void draw_side(struct slope *s, int side)
{
    mpt away = side == 0 ? -1 : 1;
    spread(s, side);
    for (size_t i = 0; i < s->n; i++) {
        const struct end *e = &s->ends[i];
        mpt from = s->x[side] + away * END, to = from + away * (LEAD - PT(2));
        mpt x = s->x[side] + away * (END + LEAD);
        draw_line(s->at, from, scale_at(&s->y, e->value[side]), to, e->y[side],
                  (struct stroke){s->at->theme->mark, PT(0.4), 0, 0});
        text_put(s->at, x, e->y[side] + look_drop(e->look), e->look,
                 side == 0 ? TEXT_RIGHT : TEXT_LEFT,
                 text_fit(s->at, e->look, end_text(s, e, side, s->side[side]), s->side[side]));
    }
}

void chart_slope_draw(const struct chart *c, const struct chart_canvas *at)
{
    if (!can_draw(c)) {
        chart_refuse(at, chart_empty(c));
        return;
    }
    struct slope s = plan(c, at);
    struct text_look look = look_axis(at->theme), year = look_label(at->theme, at->theme->ink);
    mpt pitch = at->theme->axis.leading;
    text_put_lines(at, at->x, at->y + look.size, pitch, look, TEXT_LEFT, &s.unit);
    for (int k = 0; k < 2; k++) {
        text_put(at, s.x[k], at->y + s.head - PT(5), year, TEXT_MIDDLE,
                 chart_period(at->scratch, &c->series[k]));
        draw_line(at, s.x[k], at->y + s.head, s.x[k], s.bottom + PT(5),
                  (struct stroke){at->theme->rule, PT(0.75), 0, 0});
    }
    draw_steps(&s);
    draw_side(&s, 0);
    draw_side(&s, 1);
    text_put_lines(at, at->x, s.bottom + s.foot - PT(1.5), pitch, look, TEXT_LEFT, &s.note);
}
