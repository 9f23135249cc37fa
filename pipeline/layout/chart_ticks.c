#include <assert.h>
#include <math.h>

#include "layout/chart_tools_private.h"

/* Numbers that make good steps, best first. */
static const double nice[] = {1, 5, 2, 2.5, 4, 3};
enum { NICE = sizeof nice / sizeof *nice, HALF = 3 /* place of 2.5 */ };

static const double SIMPLE = 0.25, COVERED = 0.2, DENSE = 0.5, LEGIBLE = 0.05;

struct search {
    const struct tick_wish *wish;
    double lo, hi, best;
    struct ticks ticks;
};

struct family {         /* labelings that differ in where they begin */
    int place, skip, n; /* place of the nice number */
    double unit, step;  /* labels are multiples of unit, every skip-th of them */
    int decimals;
};

/* Best that such labels can be: with 0 among them. */
static double simplicity_most(int place, int skip)
{
    return 2 - place / (double)(NICE - 1) - skip;
}

static bool has_zero(const struct family *f, double start)
{
    return start <= 0 && start + (f->n - 1) * f->skip >= 0 && fmod(start, f->skip) == 0;
}

static double simplicity(const struct family *f, double start)
{
    return simplicity_most(f->place, f->skip) - (has_zero(f, start) ? 0 : 1);
}

static double tenth_of(const struct search *s)
{
    return 0.1 * (s->hi - s->lo);
}

static double coverage(const struct search *s, double first, double last)
{
    double below = (s->lo - first) / tenth_of(s), above = (s->hi - last) / tenth_of(s);
    return 1 - 0.5 * (below * below + above * above);
}

/* Of labels that stand over the middle of the data. */
static double coverage_most(const struct search *s, double span)
{
    double half = (span - (s->hi - s->lo)) / 2;
    return half > 0 ? coverage(s, s->lo - half, s->hi + half) : 1;
}

static double density(const struct search *s, const struct family *f, double first, double last)
{
    double is = (f->n - 1) / (last - first);
    double wished = (s->wish->wished - 1) / (fmax(last, s->hi) - fmin(first, s->lo));
    return 2 - fmax(is / wished, wished / is);
}

static double density_most(const struct search *s, int n)
{
    int wished = s->wish->wished;
    return n >= wished ? 2 - (n - 1) / (double)(wished - 1) : 1;
}

static double score(double simple, double covered, double dense, double legible)
{
    return SIMPLE * simple + COVERED * covered + DENSE * dense + LEGIBLE * legible;
}

static void try_starts(struct search *s, const struct family *f)
{
    double from = (floor(s->hi / f->step) - (f->n - 1)) * f->skip;
    double to = ceil(s->lo / f->step) * f->skip, slack = 1e-9 * f->step;
    for (double start = from; start <= to; start++) {
        double first = start * f->unit, last = first + (f->n - 1) * f->step;
        if (s->wish->plain && f->place > HALF && !has_zero(f, start))
            continue;
        if (s->wish->cover && (first > s->lo + slack || last < s->hi - slack))
            continue;
        double now = score(simplicity(f, start), coverage(s, first, last),
                           density(s, f, first, last), s->wish->plain && f->decimals > 0 ? -1 : 1);
        if (now > s->best) {
            s->best = now;
            s->ticks = (struct ticks){first, f->step, f->n, f->decimals};
        }
    }
}

static int decimals_of(int place, int exponent)
{
    int decimals = place == HALF ? 1 - exponent : -exponent;
    return decimals > 0 ? decimals : 0;
}

static double times_ten(double v, int exponent)
{
    return exponent < 0 ? v / pow(10, -exponent) : v * pow(10, exponent);
}

/* All powers of ten, from the smallest that spans the data. One with a label at both sides
 * of 0 beyond the data is enough. */
static void try_powers(struct search *s, struct family *f)
{
    double enough = 10 * fmax(fabs(s->lo), fabs(s->hi));
    double most = simplicity_most(f->place, f->skip), dense = density_most(s, f->n);
    int exponent = (int)ceil(log10((s->hi - s->lo) / (f->n + 1) / f->skip / nice[f->place]));
    int least = (f->place == HALF) - s->wish->decimals;
    for (exponent = exponent < least ? least : exponent;; exponent++) {
        f->unit = times_ten(nice[f->place], exponent);
        f->step = f->skip * f->unit;
        f->decimals = decimals_of(f->place, exponent);
        if (score(most, coverage_most(s, (f->n - 1) * f->step), dense, 1) < s->best)
            return;
        try_starts(s, f);
        if (f->step > enough)
            return;
    }
}

struct ticks ticks_best(const struct tick_wish *w)
{
    struct search s = {w, w->lo, w->hi, -INFINITY, {w->lo, 1, 2, 0}};
    assert(w->wished >= 2 && w->most >= 3 && w->skips >= 1);
    if (!(s.hi - s.lo > fabs(s.lo) * 1e-12))
        s.hi = s.lo + fmax(1, fabs(s.lo) / 10);
    for (int skip = 1; skip <= w->skips; skip++) {
        for (int place = 0; place < NICE; place++) {
            double simple = simplicity_most(place, skip);
            if (score(simple, 1, 1, 1) < s.best)
                return s.ticks;
            for (int n = 2; n <= w->most; n++) {
                if (score(simple, 1, density_most(&s, n), 1) < s.best)
                    break;
                try_powers(&s, &(struct family){.place = place, .skip = skip, .n = n});
            }
        }
    }
    return s.ticks;
}

struct ticks ticks_cover(double lo, double hi, int max_n, int max_decimals)
{
    return ticks_best(&(struct tick_wish){.lo = lo,
                                          .hi = hi,
                                          .wished = max_n > 3 ? max_n - 1 : 3,
                                          .most = max_n,
                                          .skips = 1,
                                          .decimals = max_decimals,
                                          .cover = true,
                                          .plain = true});
}

double tick_value(const struct ticks *t, int i)
{
    double v = t->first + i * t->step;
    return fabs(v) < t->step * 1e-9 ? 0 : v;
}
