#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "layout/chart_kinds_private.h"
#include "layout/chart_map_private.h"

/* Choropleth: places coloured by class. Light places have a dark border, dark ones a white
 * one. The highlighted places, the highest and the lowest one bear name and value, inside or
 * beside the map with a line; the others their name where it fits inside. */

#define MOST      PT(340) /* height of the map */
#define BORDER    PT(0.7)
#define OUTLINE   PT(0.4)
#define EDGE      PT(0.6)
#define MARGIN    PT(1)   /* between a name and its border */
#define LEADING   PT(9)

enum { TRIES = 7 }; /* places for a name, across and down */

struct painter {
    const struct chart *chart;
    const struct chart_canvas *at;
    struct ground ground;
    const struct tone *tone; /* of each class */
    struct page_path *path;  /* of each point */
    struct frames names;
    struct room *room;
    const struct chart_point *high, *low;
};

static const struct chart_series *series_of(const struct chart *c)
{
    static const struct chart_series none;
    return c->n_series > 0 && c->map != NULL ? &c->series[0] : &none;
}

static double aspect_of(const struct chart *c)
{
    const struct geo_map *m = c->map;
    return m != NULL && m->high.x > m->low.x
               ? ((double)m->high.y - m->low.y) / ((double)m->high.x - m->low.x) : 0.5;
}

mpt chart_choropleth_height(const struct chart *c, mpt width, const struct metrics *m,
                            const struct theme *t)
{
    struct chart_canvas at = canvas_for_measuring(width, m, t);
    mpt height = map_plan(c, &at, aspect_of(c), MOST, class_legend_height).height;
    arena_free(at.scratch);
    return height;
}

static bool in_class(const struct painter *m, const struct chart_point *p)
{
    return shown_class(m->chart, p) > 0;
}

static const struct tone *tone_at(const struct painter *m, const struct chart_point *p)
{
    return &m->tone[shown_class(m->chart, p)];
}

/* Dark places with white borders come first, so that light ones have all of their dark ones. */
static void put_areas(const struct painter *m, const struct chart_series *s)
{
    for (int light = 0; light < 2; light++) {
        for (size_t i = 0; i < s->n_points; i++) {
            const struct tone *tone = tone_at(m, &s->points[i]);
            if (!in_class(m, &s->points[i]) || tone->light != light)
                continue;
            ground_put(&m->ground, m->path[i], tone->fill,
                       light ? m->at->theme->grey : 0xFFFFFF, light ? OUTLINE : BORDER);
        }
    }
    for (size_t i = 0; i < s->n_points; i++)
        if (!in_class(m, &s->points[i]))
            ground_hatch(&m->ground, m->path[i], point_hidden(&s->points[i]));
    ground_borders(&m->ground, true, m->at->theme->grey, EDGE);
    for (size_t i = 0; i < s->n_points; i++)
        if (s->points[i].emphasis)
            ground_mark(&m->ground, m->path[i]);
}

/* One or two lines of text and the room they take. */
struct label {
    struct text_look look;
    const char *line[2];
    int n;
    mpt w, h;
};

static struct label label_of(const struct painter *m, struct text_look look, const char *first,
                             const char *second)
{
    struct label l = {look, {first, second}, second != NULL ? 2 : 1, 0, 0};
    for (int i = 0; i < l.n; i++) {
        mpt w = chart_text_width(m->at->metrics, look, l.line[i]);
        l.w = w > l.w ? w : l.w;
    }
    l.h = look.size + (l.n - 1) * LEADING;
    return l;
}

static void put_label(struct painter *m, const struct label *l, const struct frame *f)
{
    for (int i = 0; i < l->n; i++)
        text_put(m->at, (f->x0 + f->x1) / 2, f->y0 + l->look.size * 86 / 100 + i * LEADING,
                 l->look, TEXT_MIDDLE, l->line[i]);
    frame_take(&m->names, *f);
}

/* Around the middle of the place: nearest first. */
static bool find_inside(const struct painter *m, const struct chart_point *p,
                        const struct label *l, struct frame *out)
{
    const struct page_path *path = &m->path[p - m->chart->series[0].points];
    struct frame all = path_frame(path);
    mpt x = ground_x(&m->ground, p->shape->label.x);
    mpt y = ground_y(&m->ground, p->shape->label.y);
    if (all.x1 - all.x0 < l->w || all.y1 - all.y0 < l->h)
        return false;
    int least = INT_MAX;
    for (int i = 0; i < TRIES * TRIES; i++) {
        int across = i % TRIES - TRIES / 2;
        int down = i / TRIES - TRIES / 2;
        struct frame f = frame_at(x + across * l->w / 8, y + down * l->h / 4, l->w + 2 * MARGIN,
                                  l->h + 2 * MARGIN);
        if (abs(across) + abs(down) >= least || !path_holds(path, &f) ||
            !frame_free(&m->names, m->at, &f))
            continue;
        least = abs(across) + abs(down);
        *out = (struct frame){f.x0 + MARGIN, f.y0 + MARGIN, f.x1 - MARGIN, f.y1 - MARGIN};
    }
    return least < INT_MAX;
}

static bool put_inside(struct painter *m, const struct chart_point *p, const struct label *l)
{
    struct frame f;
    if (!in_class(m, p) || !tone_at(m, p)->carries_text || !find_inside(m, p, l, &f))
        return false;
    put_label(m, l, &f);
    return true;
}

/* Name and value, one above the other. */
static bool put_named(struct painter *m, const struct chart_point *p)
{
    const struct theme *t = m->at->theme;
    enum face face = p->emphasis ? FACE_BOLD : FACE_REGULAR;
    struct text_look look = {face, t->label.size, tone_at(m, p)->ink};
    struct label both = label_of(m, look, place_name(p), p->text);
    struct label alone = label_of(m, look, place_name(p), NULL);
    return put_inside(m, p, &both) ||
           (p->emphasis && put_inside(m, p, &alone)); /* the outline says the rest */
}

/* Where the map leaves room, with a line to the place. */
static bool put_outside(struct painter *m, const struct chart_point *p)
{
    const struct theme *t = m->at->theme;
    struct text_look look = {p->emphasis ? FACE_BOLD : FACE_REGULAR, t->label.size, t->ink};
    return room_name(m->room, &m->names, ground_x(&m->ground, p->shape->label.x),
                     ground_y(&m->ground, p->shape->label.y), m->at->w, look,
                     place_text(m->at, p));
}

static void find_ends(struct painter *m, const struct chart_series *s)
{
    for (size_t i = 0; i < s->n_points; i++) {
        const struct chart_point *p = &s->points[i];
        if (!in_class(m, p))
            continue;
        m->high = m->high == NULL || p->value > m->high->value ? p : m->high;
        m->low = m->low == NULL || p->value < m->low->value ? p : m->low;
    }
    if (m->high == NULL || !(m->high->value > m->low->value)) /* none, or all the same */
        m->high = m->low = NULL;
}

static int by_area(const void *a, const void *b)
{
    const struct chart_point *x = *(const struct chart_point *const *)a;
    const struct chart_point *y = *(const struct chart_point *const *)b;
    double d = y->shape->km2 - x->shape->km2;
    return d < 0 ? -1 : d > 0 ? 1 : x < y ? -1 : x > y;
}

/* Around a middle all have the sign of their side, which greyscale cannot show. */
static void put_other(struct painter *m, const struct chart_point *p)
{
    const struct theme *t = m->at->theme;
    struct text_look look = {FACE_REGULAR, t->axis.size, tone_at(m, p)->ink};
    const char *text = place_name(p);
    if (m->chart->scale == SCALE_DIVERGING) {
        look.face = FACE_BOLD;
        text = class_sign(m->chart, p->klass);
    }
    if (text == NULL)
        return;
    struct label l = label_of(m, look, text, NULL);
    put_inside(m, p, &l);
}

/* The highlighted places choose first; lines to the ends cross no name inside. */
static void put_names(struct painter *m, const struct chart_series *s)
{
    const struct chart_point **order =
        arena_array(m->at->scratch, s->n_points + 1, sizeof(struct chart_point *));
    find_ends(m, s);
    for (size_t i = 0; i < s->n_points; i++) {
        order[i] = &s->points[i];
        if (s->points[i].emphasis && !put_named(m, &s->points[i]))
            put_outside(m, &s->points[i]);
    }
    const struct chart_point *ends[] = {m->high, m->low};
    for (int i = 0; i < 2; i++)
        if (ends[i] != NULL && (ends[i]->emphasis || put_named(m, ends[i])))
            ends[i] = NULL;
    qsort(order, s->n_points, sizeof *order, by_area);
    for (size_t i = 0; i < s->n_points; i++)
        if (in_class(m, order[i]) && !order[i]->emphasis && order[i] != m->high &&
            order[i] != m->low)
            put_other(m, order[i]);
    for (int i = 0; i < 2; i++)
        if (ends[i] != NULL && !put_outside(m, ends[i]))
            put_other(m, ends[i]);
}

void chart_choropleth_draw(const struct chart *c, const struct chart_canvas *at)
{
    const struct chart_series *s = series_of(c);
    struct map_plan plan = map_plan(c, at, aspect_of(c), MOST, class_legend_height);
    struct painter m = {.chart = c, .at = at};
    if (s->n_points > 0) {
        m.ground = ground_fit(at, c->map, plan.map);
        m.tone = class_tones(at, c);
        m.path = arena_array(at->scratch, s->n_points, sizeof *m.path);
        for (size_t i = 0; i < s->n_points; i++)
            m.path[i] = ground_path(&m.ground, s->points[i].shape);
        m.room = room_new(at, plan.map);
        room_take_map(m.room, &m.ground);
        put_areas(&m, s);
        put_names(&m, s);
    }
    class_legend_draw(c, at, plan.legend_x, plan.legend_y, plan.legend_w);
}
