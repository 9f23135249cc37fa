#include <math.h>
#include <stdlib.h>

#include "layout/chart_kinds_private.h"
#include "layout/chart_tools_private.h"

/* Places where they lie, without boundaries: a circle each, its area in proportion to
 * the value. Plate carrée with the mean latitude as standard parallel, which is true
 * to a per mille over the width of a district. */

#define HEIGHT   PT(300)
#define LARGEST  PT(27) /* radius of the largest circle */
#define SMALLEST PT(2.2)
#define NAMED    7      /* the largest places bear their names */
#define GAP      PT(3)

struct spot {
    const struct chart_point *point;
    mpt x, y, r;
};

struct locator {
    const struct chart *chart;
    const struct chart_canvas *at;
    struct spot *spots; /* largest first */
    struct frame *names;
    size_t n, n_names;
};

mpt chart_locator_height(const struct chart *c, mpt width, const struct metrics *m,
                         const struct theme *t)
{
    (void)width;
    (void)m;
    (void)t;
    return c->height > 0 ? PT(c->height) : HEIGHT;
}

static double size_of(const struct chart_point *p)
{
    return point_counts(p) && p->value > 0 ? p->value : 0;
}

static int by_size(const void *a, const void *b)
{
    const struct spot *x = a, *y = b;
    double d = size_of(y->point) - size_of(x->point);
    return d < 0 ? -1 : d > 0 ? 1 : x->point < y->point ? -1 : x->point > y->point;
}

/* Places of the points, the same scale both ways, in the middle of the canvas. */
static void place(struct locator *l, const struct chart_series *s)
{
    double west = s->points[0].x0, east = west, south = s->points[0].x1, north = south, most = 1;
    for (size_t i = 0; i < s->n_points; i++) {
        const struct chart_point *p = &s->points[i];
        west = fmin(west, p->x0);
        east = fmax(east, p->x0);
        south = fmin(south, p->x1);
        north = fmax(north, p->x1);
        most = fmax(most, size_of(p));
    }
    const double radian = 0.017453292519943295;
    double across = (east - west) * cos((south + north) / 2 * radian), up = north - south;
    double scale = fmin((double)(l->at->w - 2 * LARGEST) / fmax(across, 1e-6),
                        (double)(l->at->h - 2 * LARGEST) / fmax(up, 1e-6));
    mpt middle_x = l->at->x + l->at->w / 2, middle_y = l->at->y + l->at->h / 2;
    double squeeze = across / fmax(east - west, 1e-9);
    for (size_t i = 0; i < s->n_points; i++) {
        const struct chart_point *p = &s->points[i];
        mpt r = (mpt)lround(LARGEST * sqrt(size_of(p) / most));
        l->spots[i] = (struct spot){
            p, middle_x + (mpt)lround((p->x0 - (west + east) / 2) * squeeze * scale),
            middle_y - (mpt)lround((p->x1 - (south + north) / 2) * scale),
            r > SMALLEST ? r : SMALLEST};
    }
    l->n = s->n_points;
    qsort(l->spots, l->n, sizeof *l->spots, by_size);
}

/* How badly a name would stand here: out of the canvas or over another name never. */
static int cost(const struct locator *l, const struct spot *own, const struct frame *f)
{
    const struct chart_canvas *at = l->at;
    if (f->x0 < at->x || f->x1 > at->x + at->w || f->y0 < at->y || f->y1 > at->y + at->h)
        return 1000;
    int total = 0;
    for (size_t i = 0; i < l->n_names; i++)
        total += boxes_meet(*f, l->names[i]) ? 1000 : 0;
    for (size_t i = 0; i < l->n; i++) {
        const struct spot *s = &l->spots[i];
        struct frame disc = {s->x - s->r, s->y - s->r, s->x + s->r, s->y + s->r};
        total += s != own && boxes_meet(*f, disc) ? 10 : 0;
    }
    return total;
}

static void put_name(struct locator *l, const struct spot *s)
{
    struct text_look look = look_axis(l->at->theme);
    look.size = l->at->theme->label.size;
    if (s->point->emphasis) {
        look.face = FACE_BOLD;
        look.size = PT(10);
        look.rgb = role_colour(l->at->theme, ROLE_PLACE, l->chart->field);
    }
    mpt w = chart_text_width(l->at->metrics, look, s->point->label), h = look.size;
    const mpt lefts[] = {s->x + s->r + GAP, s->x - s->r - GAP - w, s->x - w / 2, s->x - w / 2};
    const mpt tops[] = {s->y - h / 2, s->y - h / 2, s->y - s->r - GAP - h, s->y + s->r + GAP};
    struct frame best = {0, 0, 0, 0};
    int least = 1000;
    for (size_t i = 0; i < sizeof lefts / sizeof *lefts; i++) {
        struct frame f = {lefts[i], tops[i], lefts[i] + w, tops[i] + h};
        int c = cost(l, s, &f);
        if (c < least) {
            least = c;
            best = f;
        }
    }
    if (least < 1000) {
        text_put(l->at, best.x0, best.y0 + h * 86 / 100, look, TEXT_LEFT, s->point->label);
        l->names[l->n_names++] = best;
    }
}

static void put_spot(const struct locator *l, const struct spot *s)
{
    const struct theme *t = l->at->theme;
    uint32_t own = role_colour(t, ROLE_PLACE, l->chart->field);
    draw_dot(l->at, s->x, s->y, s->r, s->point->emphasis ? own : t->sand2,
             s->point->emphasis ? 0xFFFFFF : t->mark, PT(0.5));
}

void chart_locator_draw(const struct chart *c, const struct chart_canvas *at)
{
    if (c->n_series == 0 || c->series[0].n_points == 0)
        return;
    if (c->map != NULL) {
        chart_boundaries_draw(c, at);
        return;
    }
    struct locator l = {.chart = c, .at = at};
    size_t n = c->series[0].n_points;
    l.spots = arena_array(at->scratch, n, sizeof *l.spots);
    l.names = arena_array(at->scratch, n, sizeof *l.names);
    place(&l, &c->series[0]);
    for (size_t i = 0; i < n; i++) { /* small ones on top of large ones */
        put_spot(&l, &l.spots[i]);
    }
    for (size_t i = 0; i < n; i++) {
        if (l.spots[i].point->emphasis)
            put_spot(&l, &l.spots[i]);
    }
    if (c->compact)
        return;
    for (size_t i = 0; i < n; i++) { /* the own place chooses first */
        if (l.spots[i].point->emphasis)
            put_name(&l, &l.spots[i]);
    }
    for (size_t i = 0; i < n && i < NAMED; i++) {
        if (!l.spots[i].point->emphasis)
            put_name(&l, &l.spots[i]);
    }
}
