#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "layout/chart_kinds_private.h"
#include "layout/chart_map_private.h"
#include "base/german.h"

/* Places with circles whose areas are in proportion to their values: on boundaries, at the
 * middle of each, or where the places lie. Values below 0 are hollow circles; where nothing
 * may be shown stands a hatched square, where there is no value a dotted one. */

#define MOST     PT(340) /* height of the map */
#define LARGEST  PT(30)  /* radius */
#define SQUARE   PT(7)
#define GAP      PT(2)
#define AIR      PT(1.5) /* between a name and a circle */
#define BORDER   PT(0.6)
#define EDGE     PT(0.5)
#define RING     PT(1.2)
#define REACH    PT(60) /* of the line from a circle to a name off the map */
#define LEADING  PT(9)
#define HEAD     PT(10)
#define BELOW    PT(3.5) /* the lowest value reaches below its circle */
#define PITCH    PT(13)
#define TEXT_X   PT(24)

#define COVERED 0.2 /* most of the map that circles may cover */

enum { NAMED = 6, SIDES = 4, SAMPLES = 3 };

struct spot {
    const struct chart_point *point;
    mpt x, y, r;
};

struct symbols {
    const struct chart *chart;
    const struct chart_canvas *at;
    const struct chart_series *series;
    double most;         /* greatest value, whatever its sign */
    mpt largest;         /* its radius */
    struct spot *spot;   /* largest first */
    struct ground ground; /* with a map */
    struct frames names;
    struct room *room;
};

/* Degrees with the mean latitude as standard parallel: true to a per mille over a district. */
static const double radian = 0.017453292519943295;

struct degrees {
    double west, east, south, north, squeeze;
};

static struct degrees degrees_of(const struct chart_series *s)
{
    struct degrees d = {HUGE_VAL, -HUGE_VAL, HUGE_VAL, -HUGE_VAL, 1};
    for (size_t i = 0; i < s->n_points; i++) {
        d.west = fmin(d.west, s->points[i].x0);
        d.east = fmax(d.east, s->points[i].x0);
        d.south = fmin(d.south, s->points[i].x1);
        d.north = fmax(d.north, s->points[i].x1);
    }
    d.squeeze = cos((d.south + d.north) / 2 * radian);
    return d;
}

static double aspect_of(const struct chart *c)
{
    if (c->map != NULL)
        return ((double)c->map->high.y - c->map->low.y) /
               fmax((double)c->map->high.x - c->map->low.x, 1);
    if (c->n_series == 0 || c->series[0].n_points < 2)
        return 0.5;
    struct degrees d = degrees_of(&c->series[0]);
    double tall = d.north - d.south;
    return tall / fmax((d.east - d.west) * d.squeeze, tall / 4 + 1e-9);
}

static double size_of(const struct chart_point *p)
{
    return point_counts(p) ? fabs(p->value) : 0;
}

static struct symbols symbols_of(const struct chart *c, const struct chart_canvas *at)
{
    static const struct chart_series none;
    struct symbols s = {.chart = c, .at = at};
    double sum = 0;
    s.series = c->n_series > 0 ? &c->series[0] : &none;
    for (size_t i = 0; i < s.series->n_points; i++) {
        double size = size_of(&s.series->points[i]);
        s.most = fmax(s.most, size);
        sum += size;
    }
    double wide = (double)map_width(at);
    double room = COVERED * wide * fmin(wide * aspect_of(c), (double)MOST);
    double all = s.most > 0 ? sum / s.most : 1;
    double part = fmin((double)at->w / 12, sqrt(room / (3.14159 * fmax(all, 1))));
    s.largest = (mpt)fmin(part, (double)LARGEST);
    return s;
}

static mpt radius(const struct symbols *s, double v)
{
    return s->most > 0 ? (mpt)lround((double)s->largest * sqrt(fabs(v) / s->most)) : 0;
}

/* -- legend */

static bool has(const struct symbols *s, bool (*is)(const struct chart_point *))
{
    for (size_t i = 0; i < s->series->n_points; i++)
        if (is(&s->series->points[i]))
            return true;
    return false;
}

static bool is_negative(const struct chart_point *p)
{
    return point_counts(p) && p->value < 0;
}

static bool is_missing(const struct chart_point *p)
{
    return !point_counts(p) && !point_hidden(p);
}

/* The largest of 1, 2, 5, 10 ... that is not above v, in printed units. */
static double nice_below(double v, double unit)
{
    static const double parts[] = {5, 2, 1};
    double power = pow(10, floor(log10(v / unit) + 1e-9));
    for (int i = 0; i < 3; i++)
        if (parts[i] * power <= v / unit * (1 + 1e-9))
            return parts[i] * power * unit;
    return power * unit;
}

/* Values of sample circles, falling; each a quarter of the one before or less. */
static int samples(const struct symbols *s, double value[SAMPLES])
{
    double unit = pow(10, -s->chart->decimals);
    double limit = s->most;
    int n = 0;
    while (n < SAMPLES && limit >= unit && radius(s, limit) >= PT(1.2)) {
        value[n] = nice_below(limit, unit);
        limit = value[n++] / 4;
    }
    return n;
}

struct legend {
    struct symbols symbols;
    struct text_look bold, text, small;
    struct text_lines unit, note;
    double value[SAMPLES];
    int n;
    mpt circles; /* height of the samples */
};

static const char explained[] = "Fläche der Kreise im Verhältnis zum Wert";

static struct legend plan_legend(const struct chart *c, const struct chart_canvas *at, mpt width)
{
    const struct theme *t = at->theme;
    struct legend l = {.symbols = symbols_of(c, at)};
    l.bold = (struct text_look){FACE_BOLD, t->label.size, t->ink};
    l.text = (struct text_look){FACE_REGULAR, t->label.size, t->ink};
    l.small = look_axis(t);
    l.unit = text_wrap(at, l.bold, c->unit, width, TEXT_LINES);
    l.note = text_wrap(at, l.small, explained, width, TEXT_LINES);
    l.n = samples(&l.symbols, l.value);
    mpt rows = l.n * HEAD - HEAD / 2;
    l.circles = l.n > 0 ? 2 * radius(&l.symbols, l.value[0]) + PT(2) : 0;
    l.circles = (l.circles > rows ? l.circles : rows) + (l.n > 0 ? BELOW : 0);
    return l;
}

static int extra_rows(const struct symbols *s)
{
    return has(s, is_negative) + has(s, point_hidden) + has(s, is_missing);
}

static mpt legend_height(const struct chart *c, const struct chart_canvas *at, mpt width)
{
    struct legend l = plan_legend(c, at, width);
    int rows = extra_rows(&l.symbols);
    return (l.unit.n + l.note.n) * HEAD + PT(5) + l.circles + (rows > 0 ? PT(4) : 0) +
           rows * PITCH;
}

static uint32_t colour(const struct symbols *s, bool own)
{
    int field = field_index(s->chart->field);
    return own ? s->at->theme->field[field] : s->at->theme->field_mid[field];
}

static void put_circle(const struct symbols *s, mpt x, mpt y, mpt r, bool own, bool hollow)
{
    uint32_t rgb = colour(s, own);
    if (r <= 0)
        return;
    if (hollow) {
        mpt inner = r > RING / 2 ? r - RING / 2 : r;
        draw_dot(s->at, x, y, inner, 0xFFFFFF, rgb, RING);
    } else {
        draw_dot(s->at, x, y, r, rgb, NO_COLOUR, 0);
    }
}

/* Circles one in the other on one ground; their values at the right of their tops. */
static void put_samples(const struct legend *l, mpt x, mpt y)
{
    const struct symbols *s = &l->symbols;
    const struct theme *t = s->at->theme;
    mpt most = l->n > 0 ? radius(s, l->value[0]) : 0;
    mpt ground = y + l->circles - BELOW;
    mpt above = y - HEAD;
    for (int i = 0; i < l->n; i++) {
        mpt r = radius(s, l->value[i]);
        mpt top = ground - 2 * r;
        draw_dot(s->at, x + most, ground - r, r, NO_COLOUR, t->grey, PT(0.75));
        mpt line = top > above + HEAD ? top : above + HEAD;
        mpt last = ground - (l->n - 1 - i) * HEAD;
        line = line > last ? last : line;
        mpt from = x + 2 * most + PT(6);
        draw_polyline(s->at, (const mpt[]){x + most, top, from, top, from + PT(4), line}, 3,
                      (struct stroke){t->mark, PT(0.5), 0, 0});
        text_put(s->at, from + PT(7), line + look_drop(l->text), l->text, TEXT_LEFT,
                 german_number(s->at->scratch, l->value[i], s->chart->decimals));
        above = line;
    }
}

static void put_square(const struct symbols *s, mpt x, mpt y, bool hidden)
{
    draw_hatch(s->at, frame_at(x, y, SQUARE, SQUARE), hidden);
}

static void put_legend(const struct legend *l, mpt x, mpt y)
{
    const struct symbols *s = &l->symbols;
    text_put_lines(s->at, x, y + PT(7.5), HEAD, l->bold, TEXT_LEFT, &l->unit);
    y += l->unit.n * HEAD;
    text_put_lines(s->at, x, y + PT(7.5), HEAD, l->small, TEXT_LEFT, &l->note);
    y += l->note.n * HEAD + PT(5);
    put_samples(l, x, y);
    y += l->circles + PT(4) + PITCH / 2;
    const struct {
        bool (*is)(const struct chart_point *);
        const char *text;
    } rows[] = {{is_negative, "unter 0"}, {point_hidden, "nicht gezeigt"},
                {is_missing, "ohne Angabe"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (!has(s, rows[i].is))
            continue;
        mpt middle = y;
        if (i == 0)
            put_circle(s, x + PT(9), middle, PT(4), false, true);
        else
            put_square(s, x + PT(9), middle, i == 1);
        text_put(s->at, x + TEXT_X, middle + look_drop(l->text), l->text, TEXT_LEFT,
                 rows[i].text);
        y += PITCH;
    }
}

/* -- map */

mpt chart_symbols_height(const struct chart *c, mpt width, const struct metrics *m,
                         const struct theme *t)
{
    struct chart_canvas at = canvas_for_measuring(width, m, t);
    mpt height = map_plan(c, &at, aspect_of(c), MOST, legend_height).height;
    arena_free(at.scratch);
    return height;
}

static int by_size(const void *a, const void *b)
{
    const struct spot *x = a;
    const struct spot *y = b;
    double d = size_of(y->point) - size_of(x->point);
    return d < 0 ? -1 : d > 0 ? 1 : x->point < y->point ? -1 : x->point > y->point;
}

/* Circles stay in the frame. */
static void place_by_degrees(struct symbols *s, struct frame f)
{
    struct degrees d = degrees_of(s->series);
    double wide = fmax((d.east - d.west) * d.squeeze, 1e-9);
    double tall = fmax(d.north - d.south, 1e-9);
    double scale = fmin((double)(f.x1 - f.x0 - 2 * s->largest) / wide,
                        (double)(f.y1 - f.y0 - 2 * s->largest) / tall);
    scale = fmax(scale, 0);
    for (size_t i = 0; i < s->series->n_points; i++) {
        const struct chart_point *p = &s->series->points[i];
        double x = (p->x0 - (d.west + d.east) / 2) * d.squeeze * scale;
        double y = (p->x1 - (d.south + d.north) / 2) * scale;
        s->spot[i].x = (f.x0 + f.x1) / 2 + (mpt)lround(x);
        s->spot[i].y = (f.y0 + f.y1) / 2 - (mpt)lround(y);
    }
}

static mpt most_of(mpt a, mpt b)
{
    return a > b ? a : b;
}

/* The map gets smaller until no circle leaves the frame. */
static void place_on_map(struct symbols *s, struct frame f)
{
    struct frame in = f;
    for (int round = 0; round < 4; round++) {
        struct frame over = {0, 0, 0, 0};
        s->ground = ground_fit(s->at, s->chart->map, in);
        for (size_t i = 0; i < s->series->n_points; i++) {
            struct spot *k = &s->spot[i];
            mpt r = most_of(k->r, SQUARE / 2) + PT(1.2);
            k->x = ground_x(&s->ground, k->point->shape->label.x);
            k->y = ground_y(&s->ground, k->point->shape->label.y);
            over.x0 = most_of(over.x0, f.x0 - (k->x - r));
            over.x1 = most_of(over.x1, k->x + r - f.x1);
            over.y0 = most_of(over.y0, f.y0 - (k->y - r));
            over.y1 = most_of(over.y1, k->y + r - f.y1);
        }
        in = (struct frame){in.x0 + over.x0, in.y0 + over.y0, in.x1 - over.x1, in.y1 - over.y1};
    }
}

static void put_map(const struct symbols *s)
{
    ground_land(&s->ground, s->at->theme->sand2);
    ground_borders(&s->ground, false, 0xFFFFFF, BORDER);
    ground_borders(&s->ground, true, s->at->theme->grey, EDGE);
}

static bool far_apart(const struct spot *a, const struct spot *b)
{
    double reach = (double)(a->r + b->r) + (double)RING;
    double x = (double)(a->x - b->x);
    double y = (double)(a->y - b->y);
    return x * x + y * y > reach * reach;
}

static void put_spot(const struct symbols *s, const struct spot *k)
{
    const struct chart_point *p = k->point;
    if (!point_counts(p)) {
        put_square(s, k->x, k->y, point_hidden(p));
        return;
    }
    if (k->r <= 0)
        return;
    bool apart = !p->emphasis;
    for (const struct spot *other = s->spot; other < k && apart; other++)
        apart = far_apart(other, k);
    if (!apart) /* white around what lies on a larger one */
        draw_dot(s->at, k->x, k->y, k->r + (p->emphasis ? RING : PT(0.5)), 0xFFFFFF, NO_COLOUR, 0);
    put_circle(s, k->x, k->y, k->r, p->emphasis, p->value < 0);
}

/* Letters have air above and below them, but none beside. */
static bool overlap(const struct frame *f, const struct spot *s)
{
    mpt r = s->r > SQUARE / 2 ? s->r : SQUARE / 2;
    return f->x0 - AIR < s->x + r && s->x - r < f->x1 + AIR && f->y0 < s->y + r &&
           s->y - r < f->y1;
}

/* Clear of names, of the circles from the given one on and of the edge of the map. */
static bool is_free(const struct symbols *s, const struct frame *f, size_t from)
{
    if (!frame_free(&s->names, s->at, f) ||
        (s->chart->map != NULL && ground_edge(&s->ground, f)))
        return false;
    for (size_t i = from; i < s->series->n_points; i++)
        if (overlap(f, &s->spot[i]))
            return false;
    return true;
}

/* Name and value in the circle, one above the other. */
static bool put_inside(struct symbols *s, size_t own, const char *name)
{
    const struct spot *k = &s->spot[own];
    const struct chart_point *p = k->point;
    uint32_t fill = p->value < 0 ? 0xFFFFFF : colour(s, p->emphasis);
    struct tone tone = tone_of(s->at->theme, fill);
    struct text_look look = {p->emphasis ? FACE_BOLD : FACE_REGULAR, s->at->theme->axis.size,
                             tone.ink};
    mpt w = chart_text_width(s->at->metrics, look, name);
    mpt h = look.size + LEADING;
    struct frame f = frame_at(k->x, k->y, w, h);
    double corner = hypot((double)w / 2, (double)h / 2);
    if (corner > (double)k->r || !tone.carries_text ||
        chart_text_width(s->at->metrics, look, p->text) > w || !frame_free(&s->names, s->at, &f))
        return false;
    struct frame around = {f.x0, f.y0 - AIR, f.x1, f.y1 + AIR};
    for (size_t i = own + 1; i < s->series->n_points; i++)
        if (overlap(&around, &s->spot[i]))
            return false;
    text_put(s->at, k->x, f.y0 + look.size * 86 / 100, look, TEXT_MIDDLE, name);
    text_put(s->at, k->x, f.y0 + look.size * 86 / 100 + LEADING, look, TEXT_MIDDLE, p->text);
    frame_take(&s->names, f);
    return true;
}

/* In the circle, beside it, or off the map with a line. */
static void put_name(struct symbols *s, size_t own)
{
    static const signed char across[SIDES] = {1, -1, 0, 0};
    static const signed char down[SIDES] = {0, 0, -1, 1};
    const struct spot *k = &s->spot[own];
    const struct chart_point *p = k->point;
    const char *text = place_text(s->at, p);
    struct text_look look = {p->emphasis ? FACE_BOLD : FACE_REGULAR, s->at->theme->label.size,
                             s->at->theme->ink};
    mpt w = chart_text_width(s->at->metrics, look, text);
    mpt off = (k->r > SQUARE / 2 ? k->r : SQUARE / 2) + GAP;
    if (put_inside(s, own, place_name(p)))
        return;
    for (int i = 0; i < SIDES; i++) {
        struct frame f = frame_at(k->x + across[i] * (off + w / 2),
                                  k->y + down[i] * (off + look.size / 2), w, look.size);
        if (is_free(s, &f, 0)) {
            frame_text(&s->names, s->at, &f, look, text);
            return;
        }
    }
    room_name(s->room, &s->names, k->x, k->y, p->emphasis ? s->at->w : REACH, look, text);
}

/* Names off the map keep clear of all circles. */
static void take_spots(struct symbols *s)
{
    if (s->chart->map != NULL)
        room_take_map(s->room, &s->ground);
    for (size_t i = 0; i < s->series->n_points; i++) {
        const struct spot *k = &s->spot[i];
        mpt r = k->r > SQUARE / 2 ? k->r : SQUARE / 2;
        room_take(s->room, frame_at(k->x, k->y, 2 * r, 2 * r));
    }
}

void chart_symbols_draw(const struct chart *c, const struct chart_canvas *at)
{
    if (c->n_series == 0 || c->series[0].n_points == 0) {
        chart_refuse(at, chart_empty(c));
        return;
    }
    struct symbols s = symbols_of(c, at);
    struct map_plan plan = map_plan(c, at, aspect_of(c), MOST, legend_height);
    struct legend l = plan_legend(c, at, plan.legend_w);
    size_t n = s.series->n_points;
    s.spot = arena_array(at->scratch, n + 1, sizeof *s.spot);
    for (size_t i = 0; i < n; i++)
        s.spot[i] = (struct spot){&s.series->points[i], 0, 0,
                                  radius(&s, size_of(&s.series->points[i]))};
    if (c->map != NULL)
        place_on_map(&s, plan.map);
    else
        place_by_degrees(&s, plan.map);
    if (c->map != NULL)
        put_map(&s);
    qsort(s.spot, n, sizeof *s.spot, by_size);
    for (size_t i = 0; i < n; i++)
        put_spot(&s, &s.spot[i]);
    s.room = room_new(at, plan.map);
    take_spots(&s);
    for (size_t i = 0; i < n; i++) /* the highlighted ones choose first */
        if (s.spot[i].point->emphasis)
            put_name(&s, i);
    for (size_t i = 0; i < n && i < NAMED; i++) /* none where all are equal */
        if (!s.spot[i].point->emphasis && s.spot[i].r > s.spot[n - 1].r)
            put_name(&s, i);
    put_legend(&l, plan.legend_x, plan.legend_y);
}
