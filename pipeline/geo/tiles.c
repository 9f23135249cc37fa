#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "geo/geo.h"

enum { PLACES_MAX = 2000, PITCHES = 9, SHIFTS = 3 };

struct lattice { /* squares of side pitch, (0, 0) in the north-west with its middle at x0, y0 */
    double x0, y0, pitch;
    int columns, rows;
};

struct assignment { /* one-based, 0 is nobody: work space of one run */
    double *away;      /* of each place from each square, squared: one row for each place */
    double *place_price, *square_price, *slack;
    size_t *owner, *from;
    bool *done;
    size_t n, m;
};

static double cost(const struct geo_tile *tile, const struct lattice *g, size_t i, size_t j)
{
    double dx = (tile[i].x - g->x0) / g->pitch - (double)(j % (size_t)g->columns);
    double dy = (g->y0 - tile[i].y) / g->pitch - (double)(j / (size_t)g->columns);
    return dx * dx + dy * dy;
}

/* Gives place i a square, moving others along the cheapest path. */
static void augment(struct assignment *a, size_t i)
{
    size_t j = 0;
    a->owner[0] = i;
    for (size_t k = 0; k <= a->m; k++) {
        a->slack[k] = HUGE_VAL;
        a->done[k] = false;
    }
    do {
        size_t next = 0;
        size_t place = a->owner[j];
        double least = HUGE_VAL;
        const double *away = &a->away[(place - 1) * a->m];
        a->done[j] = true;
        for (size_t k = 1; k <= a->m; k++) {
            if (a->done[k])
                continue;
            double reduced = away[k - 1] - a->place_price[place] - a->square_price[k];
            if (reduced < a->slack[k]) {
                a->slack[k] = reduced;
                a->from[k] = j;
            }
            if (a->slack[k] < least) {
                least = a->slack[k];
                next = k;
            }
        }
        for (size_t k = 0; k <= a->m; k++) {
            if (a->done[k]) {
                a->place_price[a->owner[k]] += least;
                a->square_price[k] -= least;
            } else {
                a->slack[k] -= least;
            }
        }
        j = next;
    } while (a->owner[j] != 0);
    while (j != 0) {
        a->owner[j] = a->owner[a->from[j]];
        j = a->from[j];
    }
}

/* Mean squared distance [squares] of the best assignment to this lattice; it is kept in
 * the tiles. */
static double assign(struct geo_tile *tile, size_t n, const struct lattice *g)
{
    size_t m = (size_t)g->columns * (size_t)g->rows;
    struct assignment a = {.n = n, .m = m};
    double sum = 0;
    a.away = mem_alloc(n * m * sizeof(double));
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < m; j++)
            a.away[i * m + j] = cost(tile, g, i, j);
    a.place_price = mem_alloc((n + 1) * sizeof(double));
    a.square_price = mem_alloc((m + 1) * sizeof(double));
    a.slack = mem_alloc((m + 1) * sizeof(double));
    a.owner = mem_alloc((m + 1) * sizeof(size_t));
    a.from = mem_alloc((m + 1) * sizeof(size_t));
    a.done = mem_alloc((m + 1) * sizeof(bool));
    for (size_t i = 1; i <= n; i++)
        augment(&a, i);
    for (size_t j = 1; j <= m; j++) {
        if (a.owner[j] == 0)
            continue;
        struct geo_tile *t = &tile[a.owner[j] - 1];
        t->column = (int)((j - 1) % (size_t)g->columns);
        t->row = (int)((j - 1) / (size_t)g->columns);
        sum += a.away[(a.owner[j] - 1) * m + j - 1];
    }
    free(a.away);
    free(a.place_price);
    free(a.square_price);
    free(a.slack);
    free(a.owner);
    free(a.from);
    free(a.done);
    return sum / (double)n;
}

static bool taken(const struct geo_tile *tile, size_t n, int column, int row)
{
    for (size_t i = 0; i < n; i++)
        if (tile[i].column == column && tile[i].row == row)
            return true;
    return false;
}

/* Sides that two squares share: a map that holds together has many. */
static size_t shared_sides(const struct geo_tile *tile, size_t n)
{
    size_t sides = 0;
    for (size_t i = 0; i < n; i++) {
        sides += taken(tile, n, tile[i].column + 1, tile[i].row);
        sides += taken(tile, n, tile[i].column, tile[i].row + 1);
    }
    return sides;
}

/* To the edges: the first column and row in use are 0. */
static void trim(struct geo_tile *tile, size_t n, int *columns, int *rows)
{
    int left = INT32_MAX;
    int top = INT32_MAX;
    *columns = 0;
    *rows = 0;
    for (size_t i = 0; i < n; i++) {
        left = tile[i].column < left ? tile[i].column : left;
        top = tile[i].row < top ? tile[i].row : top;
    }
    for (size_t i = 0; i < n; i++) {
        tile[i].column -= left;
        tile[i].row -= top;
        *columns = tile[i].column >= *columns ? tile[i].column + 1 : *columns;
        *rows = tile[i].row >= *rows ? tile[i].row + 1 : *rows;
    }
}

struct frame {
    double x0, y0, x1, y1;
};

static struct frame frame_of(const struct geo_tile *tile, size_t n)
{
    struct frame f = {tile[0].x, tile[0].y, tile[0].x, tile[0].y};
    for (size_t i = 1; i < n; i++) {
        f.x0 = fmin(f.x0, tile[i].x);
        f.y0 = fmin(f.y0, tile[i].y);
        f.x1 = fmax(f.x1, tile[i].x);
        f.y1 = fmax(f.y1, tile[i].y);
    }
    return f;
}

/* Smaller squares lie nearer to their places but leave holes. A distance of one square on
 * average weighs as much as losing all common sides. */
static double badness(const struct geo_tile *tile, size_t n, double distance)
{
    double most = 2 * (double)n - 2 * sqrt((double)n);
    return distance + 1 - (double)shared_sides(tile, n) / fmax(most, 1);
}

struct search { /* for the best lattice */
    struct geo_tile *tile, *best;
    size_t n;
    struct frame frame;
    double side;  /* of the squares if they filled the frame */
    double least; /* badness of the best */
    int pitch;    /* of the best */
};

/* The lattice of a pitch, shifted by parts of it. */
static void try_lattice(struct search *s, int pitch, int shift)
{
    const struct frame *f = &s->frame;
    struct lattice g = {.pitch = s->side * (0.7 + 0.075 * pitch)};
    g.x0 = f->x0 - g.pitch * (1 + (double)(shift % SHIFTS) / SHIFTS);
    g.y0 = f->y1 + g.pitch * (1 + (double)(shift / SHIFTS) / SHIFTS);
    g.columns = (int)((f->x1 - g.x0) / g.pitch) + 3;
    g.rows = (int)((g.y0 - f->y0) / g.pitch) + 3;
    if ((size_t)g.columns * (size_t)g.rows < s->n)
        return; /* not a square for each */
    double bad = badness(s->tile, s->n, assign(s->tile, s->n, &g));
    if (bad >= s->least)
        return;
    s->least = bad;
    s->pitch = pitch;
    memcpy(s->best, s->tile, s->n * sizeof *s->best);
}

/* The pitch decides more than the shift: that is sought for the best pitch alone. */
void geo_tiles(struct geo_tile *tile, size_t n, int *columns, int *rows)
{
    *columns = *rows = 0;
    if (n == 0 || n > PLACES_MAX)
        return;
    struct search s = {.tile = tile, .n = n, .frame = frame_of(tile, n), .least = HUGE_VAL};
    s.side = sqrt(fmax((s.frame.x1 - s.frame.x0) * (s.frame.y1 - s.frame.y0), 1) / (double)n);
    s.best = mem_alloc(n * sizeof *s.best);
    for (int i = 0; i < PITCHES; i++)
        try_lattice(&s, i, 0);
    for (int i = 1; i < SHIFTS * SHIFTS; i++)
        try_lattice(&s, s.pitch, i);
    memcpy(tile, s.best, n * sizeof *tile);
    free(s.best);
    trim(tile, n, columns, rows);
}
