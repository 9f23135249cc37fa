#include "geo/topology_private.h"

#include <math.h>
#include <stdlib.h>

enum { CELLS = 16384 };

struct cell {
    double x, y, half; /* middle, half of the side */
    double distance;   /* of the middle to the border, negative outside */
    double most;       /* that any point in it can have */
};

struct seeker {
    const struct geo_ring *ring;
    size_t n_rings;
    struct cell *heap; /* greatest `most` first */
    size_t n, cap;
    struct cell best;
};

/* Squared: roots are taken once. */
static double segment_distance(double x, double y, struct geo_point a, struct geo_point b)
{
    double dx = b.x - a.x;
    double dy = b.y - a.y;
    double length = dx * dx + dy * dy;
    double t = length > 0 ? ((x - a.x) * dx + (y - a.y) * dy) / length : 0;
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    double away_x = x - a.x - t * dx;
    double away_y = y - a.y - t * dy;
    return away_x * away_x + away_y * away_y;
}

/* Distance to the border, negative outside (even-odd rule). */
static double border_distance(const struct seeker *s, double x, double y)
{
    bool inside = false;
    double least = HUGE_VAL;
    for (size_t r = 0; r < s->n_rings; r++) {
        const struct geo_ring *ring = &s->ring[r];
        for (size_t i = 0, j = ring->n - 1; i < ring->n; j = i++) {
            struct geo_point a = ring->point[i];
            struct geo_point b = ring->point[j];
            if ((a.y > y) != (b.y > y) &&
                x < (double)(b.x - a.x) * (y - a.y) / (double)(b.y - a.y) + a.x)
                inside = !inside;
            double distance = segment_distance(x, y, a, b);
            least = distance < least ? distance : least;
        }
    }
    return inside ? sqrt(least) : -sqrt(least);
}

static void cell_add(struct seeker *s, double x, double y, double half)
{
    struct cell c = {x, y, half, border_distance(s, x, y), 0};
    c.most = c.distance + half * sqrt(2);
    if (c.distance > s->best.distance)
        s->best = c;
    if (s->n >= CELLS)
        return;
    if (s->n == s->cap) {
        s->cap = s->cap == 0 ? 256 : 2 * s->cap;
        s->heap = mem_grow(s->heap, s->cap, sizeof *s->heap);
    }
    size_t i = s->n++;
    while (i > 0 && s->heap[(i - 1) / 2].most < c.most) {
        s->heap[i] = s->heap[(i - 1) / 2];
        i = (i - 1) / 2;
    }
    s->heap[i] = c;
}

static struct cell cell_take(struct seeker *s)
{
    struct cell top = s->heap[0];
    struct cell last = s->heap[--s->n];
    size_t i = 0;
    for (size_t child; (child = 2 * i + 1) < s->n; i = child) {
        if (child + 1 < s->n && s->heap[child + 1].most > s->heap[child].most)
            child++;
        if (s->heap[child].most <= last.most)
            break;
        s->heap[i] = s->heap[child];
    }
    s->heap[i] = last;
    return top;
}

static void frame_of(const struct seeker *s, struct geo_point *low, struct geo_point *high)
{
    *low = *high = s->ring[0].point[0];
    for (size_t r = 0; r < s->n_rings; r++) {
        for (size_t i = 0; i < s->ring[r].n; i++) {
            struct geo_point p = s->ring[r].point[i];
            low->x = p.x < low->x ? p.x : low->x;
            low->y = p.y < low->y ? p.y : low->y;
            high->x = p.x > high->x ? p.x : high->x;
            high->y = p.y > high->y ? p.y : high->y;
        }
    }
}

void label_place(const struct geo_ring *ring, size_t n_rings, struct geo_point *at,
                 double *radius)
{
    struct seeker s = {.ring = ring, .n_rings = n_rings};
    struct geo_point low, high;
    frame_of(&s, &low, &high);
    double width = (double)high.x - low.x;
    double height = (double)high.y - low.y;
    double half = fmax(fmax(width, height) / 16, 0.5);
    double exact = fmax(width, height) / 100;
    s.best = (struct cell){(low.x + (double)high.x) / 2, (low.y + (double)high.y) / 2, 0,
                           -HUGE_VAL, 0};
    for (double x = low.x + half; x < high.x + half; x += 2 * half)
        for (double y = low.y + half; y < high.y + half; y += 2 * half)
            cell_add(&s, x, y, half);
    while (s.n > 0) {
        struct cell c = cell_take(&s);
        if (c.most - s.best.distance <= exact || s.n + 4 > CELLS)
            break;
        half = c.half / 2;
        for (int i = 0; i < 4; i++)
            cell_add(&s, c.x + (i % 2 ? half : -half), c.y + (i / 2 ? half : -half), half);
    }
    *at = (struct geo_point){(int32_t)lround(s.best.x), (int32_t)lround(s.best.y)};
    *radius = s.best.distance > 0 ? s.best.distance : 0;
    free(s.heap);
}
