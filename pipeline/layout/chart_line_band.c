#include <string.h>

#include "layout/chart_line_private.h"

#define EDGE  PT(0.5)
#define ALONE PT(2.5) /* half the width of the interval of a single value */
#define FAINT 0.9     /* white in the tint: labels can be read on it */

/* The edges carry what has to be seen: they have the contrast, in grey too. */
static struct stroke edge_of(const struct line_plan *p)
{
    const struct theme *t = p->at->theme;
    bool place = p->chart->series[0].role == ROLE_PLACE;
    return (struct stroke){place ? t->field_mid[field_index(p->chart->field)] : t->range, EDGE, 0,
                           0};
}

struct key_item line_band_key(const struct line_plan *p)
{
    return (struct key_item){KEY_BAND, edge_of(p), look_axis(p->at->theme), "95-%-Bereich"};
}

void draw_band(const struct chart_canvas *c, const mpt *upper, const mpt *lower, size_t n,
               struct stroke edge)
{
    mpt *ring = arena_array(c->scratch, 4 * n, sizeof *ring);
    unsigned char *verbs = arena_alloc(c->scratch, 2 * n + 1);
    memset(verbs, PATH_LINE, 2 * n);
    verbs[0] = PATH_MOVE;
    verbs[2 * n] = PATH_CLOSE;
    memcpy(ring, upper, 2 * n * sizeof *ring);
    for (size_t i = 0; i < n; i++) {
        ring[2 * n + 2 * i] = lower[2 * (n - 1 - i)];
        ring[2 * n + 2 * i + 1] = lower[2 * (n - 1 - i) + 1];
    }
    page_path(c->pages, c->page, c->element,
              (struct page_path){.verbs = verbs,
                                 .n_verbs = 2 * n + 1,
                                 .points = ring,
                                 .n_points = 2 * n,
                                 .fill = colour_mix(edge.rgb, 0xFFFFFF, FAINT),
                                 .stroke = NO_COLOUR});
    draw_polyline(c, upper, n, edge);
    draw_polyline(c, lower, n, edge);
}

static void draw_stretch(const struct line_plan *p, const struct chart_point *q, size_t n)
{
    bool alone = n == 1;
    size_t count = alone ? 2 : n;
    mpt *upper = arena_array(p->at->scratch, 4 * count, sizeof *upper), *lower = upper + 2 * count;
    for (size_t i = 0; i < count; i++) {
        const struct chart_point *at = &q[alone ? 0 : i];
        mpt x = scale_at(&p->x, at->x0) + (alone ? (i == 0 ? -ALONE : ALONE) : 0);
        upper[2 * i] = lower[2 * i] = x;
        upper[2 * i + 1] = scale_at(&p->y, at->upper);
        lower[2 * i + 1] = scale_at(&p->y, at->lower);
    }
    draw_band(p->at, upper, lower, count, edge_of(p));
}

static bool has_band(const struct chart_point *p)
{
    return point_counts(p) && p->has_interval;
}

void line_band_draw(const struct line_plan *p)
{
    if (!p->chart->band || p->chart->n_series == 0)
        return;
    const struct chart_series *s = &p->chart->series[0];
    int step = natural_step(s);
    for (size_t i = 0; i < s->n_points;) {
        size_t end = has_band(&s->points[i]) ? line_stretch(s, i, step) : i + 1, n = 0;
        while (i + n < end && has_band(&s->points[i + n]))
            n++;
        if (n > 0)
            draw_stretch(p, &s->points[i], n);
        i = n > 0 ? i + n : end;
    }
}
