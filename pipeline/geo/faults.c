#include "geo/import_private.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What makes an object unusable although it can be read. All in the coordinates of the file:
 * rounded to metres, lines that only run close to each other might cross. */

struct segment {
    struct world_point a, b;
    double low, high; /* along the sweep */
};

struct scale { /* of one object, by the size of its numbers */
    double nothing; /* what is nearer is the same: a centimetre */
    double widest;  /* of a municipality or district */
    int decimals;
};

static const struct scale scales[] = {{0.01, 300e3, 0}, {1e-7, 4, 5}}; /* metres, degrees */

static void frame_of(const struct feature *f, struct world_point *low, struct world_point *high)
{
    *low = *high = f->ring[0].point[0];
    for (size_t r = 0; r < f->n_rings; r++) {
        for (size_t i = 0; i < f->ring[r].n; i++) {
            struct world_point p = f->ring[r].point[i];
            low->x = fmin(low->x, p.x);
            low->y = fmin(low->y, p.y);
            high->x = fmax(high->x, p.x);
            high->y = fmax(high->y, p.y);
        }
    }
}

static bool in_degrees(const struct feature *f)
{
    struct world_point low, high;
    frame_of(f, &low, &high);
    return low.x >= -180 && high.x <= 180 && low.y >= -90 && high.y <= 90;
}

static double ring_area(const struct world_ring *ring)
{
    double twice = 0;
    struct world_point o = ring->point[0];
    for (size_t i = 0; i < ring->n; i++) {
        struct world_point a = ring->point[i];
        struct world_point b = ring->point[(i + 1) % ring->n];
        twice += (a.x - o.x) * (b.y - o.y) - (b.x - o.x) * (a.y - o.y);
    }
    return fabs(twice) / 2;
}

static bool is_empty(const struct feature *f, const struct scale *scale)
{
    double sum = 0;
    for (size_t r = 0; r < f->n_rings; r++)
        sum += ring_area(&f->ring[r]);
    return sum < 1e4 * scale->nothing * scale->nothing; /* a square metre */
}

static bool same_shape(const struct feature *f, const struct feature *g)
{
    if (f->key != g->key || f->n_rings != g->n_rings)
        return false;
    for (size_t r = 0; r < f->n_rings; r++) {
        const struct world_ring *a = &f->ring[r];
        const struct world_ring *b = &g->ring[r];
        if (a->n != b->n || memcmp(a->point, b->point, a->n * sizeof *a->point) != 0)
            return false;
    }
    return true;
}

static int segment_compare(const void *a, const void *b)
{
    double x = ((const struct segment *)a)->low;
    double y = ((const struct segment *)b)->low;
    return (x > y) - (x < y);
}

/* All sides of an object, sorted along the axis on which they are shorter. */
static struct segment *segments_of(const struct feature *f, size_t *n)
{
    double wide = 0;
    double tall = 0;
    size_t most = 0;
    for (size_t r = 0; r < f->n_rings; r++)
        most += f->ring[r].n;
    struct segment *s = mem_alloc((most + 1) * sizeof *s);
    *n = 0;
    for (size_t r = 0; r < f->n_rings; r++) {
        const struct world_ring *ring = &f->ring[r];
        for (size_t i = 0; i < ring->n; i++) {
            s[*n] = (struct segment){ring->point[i], ring->point[(i + 1) % ring->n], 0, 0};
            wide += fabs(s[*n].a.x - s[*n].b.x);
            tall += fabs(s[*n].a.y - s[*n].b.y);
            ++*n;
        }
    }
    for (size_t i = 0; i < *n; i++) {
        double from = wide < tall ? s[i].a.x : s[i].a.y;
        double to = wide < tall ? s[i].b.x : s[i].b.y;
        s[i].low = fmin(from, to);
        s[i].high = fmax(from, to);
    }
    qsort(s, *n, sizeof *s, segment_compare);
    return s;
}

/* -1 or 1 for the two sides of a line, 0 for what lies on it. */
static int side(const struct segment *s, struct world_point p, double nothing)
{
    double dx = s->b.x - s->a.x;
    double dy = s->b.y - s->a.y;
    double off = dx * (p.y - s->a.y) - dy * (p.x - s->a.x);
    double limit = nothing * hypot(dx, dy);
    return off > limit ? 1 : off < -limit ? -1 : 0;
}

static bool segments_cross(const struct segment *s, const struct segment *t, double nothing)
{
    return side(s, t->a, nothing) * side(s, t->b, nothing) < 0 &&
           side(t, s->a, nothing) * side(t, s->b, nothing) < 0;
}

/* Where sides of an object cross. They may touch: parts meet in a corner, holes at the edge. */
static bool find_crossing(const struct feature *f, const struct scale *scale,
                          struct world_point *at)
{
    size_t n;
    bool found = false;
    struct segment *s = segments_of(f, &n);
    for (size_t i = 0; i < n && !found; i++) {
        for (size_t k = i + 1; k < n && s[k].low <= s[i].high && !found; k++) {
            found = segments_cross(&s[i], &s[k], scale->nothing);
            if (!found)
                continue;
            double dx = s[i].b.x - s[i].a.x, dy = s[i].b.y - s[i].a.y;
            double ex = s[k].b.x - s[k].a.x, ey = s[k].b.y - s[k].a.y;
            double along = ((s[k].a.x - s[i].a.x) * ey - (s[k].a.y - s[i].a.y) * ex) /
                           (dx * ey - dy * ex);
            *at = (struct world_point){s[i].a.x + along * dx, s[i].a.y + along * dy};
        }
    }
    free(s);
    return found;
}

static void feature_check(struct import *in, size_t i, bool degrees)
{
    const struct feature *f = &in->feature[i];
    const struct scale *scale = &scales[in_degrees(f)];
    struct world_point low, high;
    struct world_point at = {0, 0};
    char text[200] = "";
    int decimals = scale->decimals;
    frame_of(f, &low, &high);
    if (in_degrees(f) != degrees || high.x - low.x > scale->widest ||
        high.y - low.y > scale->widest) {
        snprintf(text, sizeof text, "seine Koordinaten reichen von %.*f/%.*f bis %.*f/%.*f",
                 decimals, low.x, decimals, low.y, decimals, high.x, decimals, high.y);
    } else if (find_crossing(f, scale, &at)) {
        snprintf(text, sizeof text, "sein Rand kreuzt sich selbst bei %.*f/%.*f", decimals, at.x,
                 decimals, at.y);
    } else if (is_empty(f, scale)) {
        snprintf(text, sizeof text, "seine Fläche ist leer");
    }
    for (size_t k = in->n_before; k < i && text[0] == '\0'; k++)
        if (same_shape(f, &in->feature[k]))
            snprintf(text, sizeof text, "es ist dasselbe wie Objekt %zu", in->feature[k].number);
    if (text[0] != '\0')
        import_bad(in, f->number, text);
}

void features_check(struct import *in)
{
    size_t n_degrees = 0;
    for (size_t i = in->n_before; i < in->n_features; i++)
        n_degrees += in_degrees(&in->feature[i]);
    for (size_t i = in->n_before; i < in->n_features; i++)
        feature_check(in, i, 2 * n_degrees > in->n_features - in->n_before);
}
