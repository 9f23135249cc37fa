#include "geo/repair_private.h"

#include <stdlib.h>
#include <string.h>

enum { SIDE_CELLS = 4000, NOBODY = 0, SEVERAL = 0xFFFF };

struct grid { /* cells by rows, from the south-west; a rim of MARGIN empty cells */
    int32_t x0, y0, cell;
    size_t w, h;
    uint16_t *owner; /* area + 1, NOBODY or SEVERAL */
};

static void frame_of(const struct raw_area *areas, size_t n, struct geo_point *low,
                     struct geo_point *high)
{
    *low = (struct geo_point){INT32_MAX, INT32_MAX};
    *high = (struct geo_point){INT32_MIN, INT32_MIN};
    for (size_t i = 0; i < n; i++) {
        for (size_t r = 0; r < areas[i].n_rings; r++) {
            for (size_t k = 0; k < areas[i].ring[r].n; k++) {
                struct geo_point p = areas[i].ring[r].point[k];
                low->x = p.x < low->x ? p.x : low->x;
                low->y = p.y < low->y ? p.y : low->y;
                high->x = p.x > high->x ? p.x : high->x;
                high->y = p.y > high->y ? p.y : high->y;
            }
        }
    }
}

static int compare_numbers(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Crossings of a row's middle line with all rings of an area. */
static size_t row_crossings(const struct raw_area *area, double y, double *x, size_t max)
{
    size_t n = 0;
    for (size_t r = 0; r < area->n_rings; r++) {
        const struct raw_ring *ring = &area->ring[r];
        for (size_t i = 0, j = ring->n - 1; i < ring->n; j = i++) {
            struct geo_point a = ring->point[i];
            struct geo_point b = ring->point[j];
            if ((a.y > y) != (b.y > y) && n < max)
                x[n++] = a.x + (y - a.y) * (b.x - a.x) / (double)(b.y - a.y);
        }
    }
    qsort(x, n, sizeof *x, compare_numbers);
    return n;
}

static void area_fill(struct grid *g, const struct raw_area *area, uint16_t owner)
{
    size_t max = 0;
    for (size_t r = 0; r < area->n_rings; r++)
        max += area->ring[r].n;
    double *x = mem_alloc((max + 1) * sizeof *x);
    for (size_t row = 0; row < g->h; row++) {
        size_t n = row_crossings(area, g->y0 + ((double)row + 0.5) * g->cell, x, max);
        for (size_t i = 0; i + 1 < n; i += 2) {
            /* Cells whose middle lies between the crossings. */
            double from = (x[i] - g->x0) / g->cell - 0.5;
            size_t to = (size_t)((x[i + 1] - g->x0) / g->cell + 0.5);
            for (size_t c = from > 0 ? (size_t)from + 1 : 0; c < to && c < g->w; c++) {
                uint16_t *cell = &g->owner[row * g->w + c];
                *cell = *cell == NOBODY ? owner : SEVERAL;
            }
        }
    }
    free(x);
}

/* Cells that are undecided take the owner of the nearest decided one (breadth first, four
 * neighbours; ties by order of the cells). */
static void spread(struct grid *g, const unsigned char *undecided)
{
    size_t n = g->w * g->h;
    uint32_t *queue = mem_alloc((n + 1) * sizeof *queue);
    size_t head = 0;
    size_t tail = 0;
    for (size_t i = 0; i < n; i++) {
        if (undecided[i])
            g->owner[i] = NOBODY;
        else if (g->owner[i] != NOBODY)
            queue[tail++] = (uint32_t)i;
    }
    while (head < tail) {
        size_t i = queue[head++];
        const size_t next[4] = {i - 1, i + 1, i - g->w, i + g->w};
        for (int k = 0; k < 4; k++) {
            if (next[k] >= n || !undecided[next[k]] || g->owner[next[k]] != NOBODY)
                continue;
            g->owner[next[k]] = g->owner[i];
            queue[tail++] = (uint32_t)next[k];
        }
    }
    free(queue);
}

/* Steps (four neighbours) from the nearest cell that is `from`, up to limit. */
static void distances(const struct grid *g, const unsigned char *from, unsigned char *steps,
                      unsigned char limit)
{
    size_t n = g->w * g->h;
    for (size_t i = 0; i < n; i++) {
        unsigned d = from[i] ? 0 : limit;
        if (i > 0 && steps[i - 1] + 1u < d)
            d = steps[i - 1] + 1u;
        if (i >= g->w && steps[i - g->w] + 1u < d)
            d = steps[i - g->w] + 1u;
        steps[i] = (unsigned char)d;
    }
    for (size_t i = n; i-- > 0;) {
        unsigned d = steps[i];
        if (i + 1 < n && steps[i + 1] + 1u < d)
            d = steps[i + 1] + 1u;
        if (i + g->w < n && steps[i + g->w] + 1u < d)
            d = steps[i + g->w] + 1u;
        steps[i] = (unsigned char)d;
    }
}

/* Undecided: covered by several, and gaps that a closing of the covered cells fills (grow
 * by half the gap, shrink by as much). */
static void find_undecided(const struct grid *g, unsigned char radius, unsigned char *undecided)
{
    size_t n = g->w * g->h;
    unsigned char *mask = mem_alloc(n);
    unsigned char *steps = mem_alloc(n);
    unsigned char limit = (unsigned char)(radius + 1);
    for (size_t i = 0; i < n; i++)
        mask[i] = g->owner[i] != NOBODY;
    distances(g, mask, steps, limit);
    for (size_t i = 0; i < n; i++)
        mask[i] = steps[i] > radius; /* outside of the grown */
    distances(g, mask, steps, limit);
    for (size_t i = 0; i < n; i++)
        undecided[i] = g->owner[i] == SEVERAL || (g->owner[i] == NOBODY && steps[i] > radius);
    free(mask);
    free(steps);
}

/* Tracing. A corner of the grid has number row * (w + 1) + column; edges run with the
 * owner at their left. */
struct tracer {
    const struct grid *g;
    unsigned char *seen; /* per cell: bit per side already walked */
    struct geo_point *point;
    size_t n, cap;
};

static uint16_t owner_at(const struct grid *g, size_t x, size_t y)
{
    return x < g->w && y < g->h ? g->owner[y * g->w + x] : NOBODY;
}

static void tracer_put(struct tracer *t, size_t x, size_t y)
{
    if (t->n == t->cap) {
        t->cap = t->cap * 2 + 64;
        t->point = mem_grow(t->point, t->cap, sizeof *t->point);
    }
    t->point[t->n++] = (struct geo_point){t->g->x0 + (int32_t)x * t->g->cell,
                                          t->g->y0 + (int32_t)y * t->g->cell};
}

/* Walks counter-clockwise round cells of the owner, beginning with the lower side of the
 * cell. Where two of its cells touch at a corner only it turns left: they are parted. */
static void trace(struct tracer *t, size_t x, size_t y)
{
    static const int dx[4] = {1, 0, -1, 0};
    static const int dy[4] = {0, 1, 0, -1};
    uint16_t owner = owner_at(t->g, x, y);
    size_t cx = x;
    size_t cy = y;
    int side = 0; /* 0 south, 1 east, 2 north, 3 west */
    t->n = 0;
    do {
        static const int corner_x[4] = {0, 1, 1, 0};
        static const int corner_y[4] = {0, 0, 1, 1};
        t->seen[cy * t->g->w + cx] |= (unsigned char)(1 << side);
        tracer_put(t, cx + (size_t)corner_x[side], cy + (size_t)corner_y[side]);
        size_t ax = cx + (size_t)dx[side];
        size_t ay = cy + (size_t)dy[side];
        int right = (side + 3) % 4;
        if (owner_at(t->g, ax, ay) != owner) { /* round the corner of the cell itself */
            side = (side + 1) % 4;
        } else if (owner_at(t->g, ax + (size_t)dx[right], ay + (size_t)dy[right]) == owner) {
            cx = ax + (size_t)dx[right];
            cy = ay + (size_t)dy[right];
            side = right;
        } else {
            cx = ax;
            cy = ay;
        }
    } while (cx != x || cy != y || side != 0);
}

/* Parts of fewer cells than this are crumbs of the drawing, not exclaves. */
enum { LEAST_CELLS = 64 };

static bool is_crumb(const struct tracer *t)
{
    int64_t twice = ring_area(t->point, t->n);
    int64_t cell = (int64_t)t->g->cell * t->g->cell;
    return (twice < 0 ? -twice : twice) / 2 < LEAST_CELLS * cell;
}

static void ring_add(struct tracer *t, struct raw_area *area, size_t *cap, struct arena *arena)
{
    if (is_crumb(t))
        return;
    if (area->n_rings == *cap) {
        struct raw_ring *ring = arena_array(arena, *cap * 2 + 4, sizeof *ring);
        if (*cap > 0)
            memcpy(ring, area->ring, *cap * sizeof *ring);
        area->ring = ring;
        *cap = *cap * 2 + 4;
    }
    struct raw_ring *ring = &area->ring[area->n_rings++];
    ring->point = arena_array(arena, t->n, sizeof *ring->point);
    ring->n = t->n;
    memcpy(ring->point, t->point, t->n * sizeof *ring->point);
}

static void trace_all(const struct grid *g, struct raw_area *areas, size_t n, struct arena *arena)
{
    struct tracer t = {.g = g, .seen = mem_alloc(g->w * g->h)};
    size_t *cap = mem_alloc((n + 1) * sizeof *cap);
    for (size_t i = 0; i < n; i++)
        areas[i].n_rings = 0;
    for (size_t y = 0; y < g->h; y++) {
        for (size_t x = 0; x < g->w; x++) {
            uint16_t owner = owner_at(g, x, y);
            bool edge = owner != NOBODY && (y == 0 || owner_at(g, x, y - 1) != owner);
            if (!edge || (t.seen[y * g->w + x] & 1) != 0)
                continue;
            trace(&t, x, y);
            ring_add(&t, &areas[owner - 1], &cap[owner - 1], arena);
        }
    }
    free(cap);
    free(t.seen);
    free(t.point);
}

int32_t areas_repair(struct raw_area *areas, size_t n, int32_t gap, struct arena *arena)
{
    struct geo_point low, high;
    struct grid g = {0};
    frame_of(areas, n, &low, &high);
    int64_t wide = (int64_t)high.x - low.x;
    int64_t tall = (int64_t)high.y - low.y;
    g.cell = (int32_t)((wide > tall ? wide : tall) / SIDE_CELLS) + 1;
    int32_t half = gap / 2 / g.cell + 1;
    unsigned char radius = (unsigned char)(half < 100 ? half : 100);
    int32_t rim = (radius + 2) * g.cell;
    g.x0 = low.x - rim;
    g.y0 = low.y - rim;
    g.w = (size_t)(wide / g.cell + 2 * (radius + 2) + 1);
    g.h = (size_t)(tall / g.cell + 2 * (radius + 2) + 1);
    g.owner = mem_alloc(g.w * g.h * sizeof *g.owner);
    for (size_t i = 0; i < n && i + 1 < SEVERAL; i++)
        area_fill(&g, &areas[i], (uint16_t)(i + 1));
    unsigned char *undecided = mem_alloc(g.w * g.h);
    find_undecided(&g, radius, undecided);
    spread(&g, undecided);
    trace_all(&g, areas, n, arena);
    free(undecided);
    free(g.owner);
    return g.cell;
}
