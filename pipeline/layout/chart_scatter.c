#include <math.h>

#include "layout/chart_points_private.h"

/* Two quantities of each place: the first across, the second upwards; lines of the district
 * part the plot into quadrants, whose names stand in its corners, clear of all values. */

#define NAME_PAD PT(3)
#define REACH    PT(18) /* longest line to the name of an extreme */
#define STEP     PT(6) /* between the places tried for a name along a line */

struct scatter {
    struct point_plot plot;
    struct text_lines name[4]; /* of the quadrants */
    mpt over, under;           /* room for them */
};

/* The line of a series, NULL where there is none. */
static const struct chart_reference *line_of(const struct chart *c, size_t series)
{
    for (size_t i = 0; i < c->n_references; i++) {
        if (c->references[i].series == series && isfinite(c->references[i].value))
            return &c->references[i];
    }
    return NULL;
}

static bool is_limited(const struct chart *c, size_t i)
{
    return ((c->series[0].points[i].marks | c->series[1].points[i].marks) & SIGN_LIMITED) != 0;
}

static struct point_need need_of(const struct chart *c, const struct theme *t)
{
    struct point_need n = {.across = 0, .upwards = 1, .more_boxes = 6, .more_lines = 2};
    pairs_range(c, 0, &n.x_lo, &n.x_hi);
    pairs_range(c, 1, &n.y_lo, &n.y_hi);
    if (line_of(c, 0) != NULL) {
        range_include(&n.x_lo, &n.x_hi, line_of(c, 0)->value);
        n.above = t->axis.leading;
    }
    if (line_of(c, 1) != NULL)
        range_include(&n.y_lo, &n.y_hi, line_of(c, 1)->value);
    for (size_t i = 0; i < pairs_of(c); i++) {
        if (pair_shown(c, i) && is_limited(c, i))
            n.remark = "Hohle Punkte: eingeschränkte Aussagekraft";
    }
    return n;
}

static bool has_quadrants(const struct chart *c)
{
    return line_of(c, 0) != NULL && line_of(c, 1) != NULL && c->quadrants[0] != NULL;
}

/* A quadrant too narrow for its words has no name: the others tell what it is. */
static void wrap_names(struct scatter *s)
{
    const struct chart *c = s->plot.chart;
    const struct theme *t = s->plot.at->theme;
    mpt x = axis_at(&s->plot.x, line_of(c, 0)->value);
    int rows[2] = {0, 0};
    for (int i = 0; i < 4; i++) {
        mpt room = (i % 2 == 0 ? x - s->plot.left : s->plot.right - x) - 2 * NAME_PAD;
        s->name[i] = text_wrap(s->plot.at, look_axis(t), c->quadrants[i], room, TEXT_LINES);
        if (room <= 0 || text_shortened(&s->name[i]))
            s->name[i].n = 0;
        rows[i / 2] = s->name[i].n > rows[i / 2] ? s->name[i].n : rows[i / 2];
    }
    s->over = rows[0] > 0 ? rows[0] * t->axis.leading + NAME_PAD : 0;
    s->under = rows[1] > 0 ? rows[1] * t->axis.leading + NAME_PAD : 0;
}

static struct scatter plan(const struct chart *c, const struct chart_canvas *at)
{
    struct scatter s = {0};
    struct point_need need = need_of(c, at->theme);
    s.plot = point_plot_make(c, at, &need);
    if (has_quadrants(c)) {
        wrap_names(&s);
        need.over = s.over;
        need.under = s.under;
        s.plot = point_plot_make(c, at, &need);
    }
    return s;
}

mpt chart_scatter_height(const struct chart *c, mpt width, const struct metrics *m,
                         const struct theme *t)
{
    struct chart_canvas at = canvas_for_measuring(width, m, t);
    mpt height = 0, lo_hi = point_plot_height(c, width);
    double lo, hi;
    if (c->n_series >= 2 && pairs_range(c, 0, &lo, &hi)) {
        struct scatter s = plan(c, &at);
        height = s.plot.head + s.over + lo_hi + s.under + s.plot.foot;
    }
    arena_free(at.scratch);
    return height > 0 ? height : PT(42);
}

static struct text_look line_look(const struct scatter *s, const struct chart_reference *r)
{
    const struct theme *t = s->plot.at->theme;
    return (struct text_look){r->role == ROLE_DISTRICT ? FACE_BOLD : FACE_REGULAR, t->axis.size,
                              role_colour(t, r->role, s->plot.chart->field)};
}

static const char *line_name(const struct scatter *s, const struct chart_reference *r)
{
    return arena_printf(s->plot.at->scratch, "%s %s", shown_text(r->name),
                        shown_text(r->text));
}

/* On the line's right end, or the nearest place further left where no point is. */
static void name_level(struct scatter *s, const struct chart_reference *r, mpt y)
{
    struct point_plot *p = &s->plot;
    struct text_look look = line_look(s, r);
    const char *name = line_name(s, r);
    mpt w = chart_text_width(p->at->metrics, look, name);
    const mpt bases[] = {y - PT(3), y + PT(3) + look.size * 74 / 100};
    for (mpt left = p->right - w - PT(1); left > p->left; left -= STEP) {
        for (int k = 0; k < 2; k++) {
            struct frame b = label_box_of(p->at, look, left, bases[k], name);
            bool free = b.y0 > p->top && b.y1 < p->bottom;
            for (size_t i = 0; i < p->n_boxes; i++)
                free = free && !boxes_meet(b, p->boxes[i]);
            for (size_t i = 0; i < p->n_lines; i++)
                free = free && !line_meets(p->lines[i].x0, p->lines[i].y0, p->lines[i].x1,
                                           p->lines[i].y1, b);
            if (!free)
                continue;
            draw_rect(p->at, b.x0, b.y0, b.x1 - b.x0, b.y1 - b.y0, 0xFFFFFF);
            text_put(p->at, left, bases[k], look, TEXT_LEFT, name);
            plot_box(p, b);
            return;
        }
    }
}

static void draw_lines(struct scatter *s)
{
    struct point_plot *p = &s->plot;
    const struct chart_reference *across = line_of(p->chart, 0), *up = line_of(p->chart, 1);
    const struct theme *t = p->at->theme;
    mpt x = p->left, y = p->top;
    if (across != NULL) {
        x = axis_at(&p->x, across->value);
        draw_line(p->at, x, p->top - PT(1), x, p->bottom,
                  role_stroke(t, across->role, p->chart->field));
        text_put(p->at, x, p->top - PT(3), line_look(s, across), TEXT_MIDDLE,
                 line_name(s, across));
        plot_line(p, x, p->top, x, p->bottom);
    }
    if (up != NULL) {
        y = axis_at(&p->y, up->value);
        draw_line(p->at, p->left, y, p->right, y, role_stroke(t, up->role, p->chart->field));
        name_level(s, up, y);
        plot_line(p, p->left, y, p->right, y);
    }
}

static void draw_names(struct scatter *s)
{
    struct point_plot *p = &s->plot;
    struct text_look look = look_axis(p->at->theme);
    mpt pitch = p->at->theme->axis.leading;
    for (int i = 0; i < 4; i++) {
        const struct text_lines *l = &s->name[i];
        mpt base = i < 2 ? p->top + look.size
                         : p->bottom - PT(2.5) - (l->n - 1) * pitch;
        mpt x = i % 2 == 0 ? p->left + NAME_PAD : p->right - NAME_PAD;
        if (l->n == 0)
            continue;
        mpt left = i % 2 == 0 ? x : x - l->width;
        struct frame b = {left, base - look.size * 74 / 100, left + l->width,
                              base + (l->n - 1) * pitch + look.size * 20 / 100};
        draw_rect(p->at, b.x0, b.y0, b.x1 - b.x0, b.y1 - b.y0, 0xFFFFFF);
        text_put_lines(p->at, x, base, pitch, look, i % 2 == 0 ? TEXT_LEFT : TEXT_RIGHT, l);
        plot_box(p, (struct frame){b.x0 - NAME_PAD, b.y0 - NAME_PAD, b.x1 + NAME_PAD,
                                       b.y1 + NAME_PAD});
    }
}

void chart_scatter_draw(const struct chart *c, const struct chart_canvas *at)
{
    double lo, hi;
    if (c->n_series < 2 || !pairs_range(c, 0, &lo, &hi)) {
        chart_refuse(at, chart_empty(c));
        return;
    }
    struct scatter s = plan(c, at);
    struct point_plot *p = &s.plot;
    const struct chart_reference *across = line_of(c, 0), *up = line_of(c, 1);
    size_t *order = arena_array(at->scratch, pairs_of(c) + 1, sizeof *order);
    size_t n_must;
    point_plot_draw(p);
    draw_names(&s);
    plot_points(p);
    draw_lines(&s);
    mpt x = across != NULL ? axis_at(&p->x, across->value) : (p->left + p->right) / 2;
    mpt y = up != NULL ? axis_at(&p->y, up->value) : (p->top + p->bottom) / 2;
    size_t n = plot_order(p, x, y, order, &n_must);
    plot_labels_draw(p, order, n, n_must, REACH);
    plot_points_draw(p, is_limited);
}
