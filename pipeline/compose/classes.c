/* Classes of values for maps and coloured tables, made from what may be shown alone: a hidden
 * value moves no limit, is in no class and is not counted.
 *
 * Everything is reckoned in units of the last printed decimal, so that a value is in the class
 * in which a reader finds its printed text. */
#include "compose/figure_private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/german.h"

enum { STEPS_LEAST = 2, STEPS_MOST = 5 };

struct sorter {
    struct arena *a;
    int decimals;
    double unit;           /* of the last decimal: 10 for one */
    double *value;         /* [units] ascending: whole numbers */
    size_t n;
    double limit[STEPS_MOST]; /* [units] where the second, third ... class begins */
    size_t n_limits;
};

bool classes_wish(struct figure *f, const struct published_indicator *in, struct class_wish *out)
{
    static const char *const names[] = {
        [CLASSES_FIXED] = "fixed", [CLASSES_QUANTILES] = "quantiles", [CLASSES_EQUAL] = "equal"};
    const char *method = xml_attr(f->n, "classes");
    const char *steps = xml_attr(f->n, "steps");
    bool fixed = in->n_limits > 0 && steps == NULL;
    *out = (struct class_wish){fixed ? CLASSES_FIXED : CLASSES_QUANTILES,
                               xml_attr_int(f->n, "steps", STEPS_MOST, f->r->d)};
    for (size_t i = 0; method != NULL && i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(method, names[i]) == 0)
            out->method = (enum class_method)i;
    }
    if (out->method == CLASSES_FIXED && in->n_limits == 0) {
        XML_REPORT(f->r->d, FIGURE_NO_CLASSES, f->n, "classes", in->id);
        return false;
    }
    if (out->method == CLASSES_FIXED && steps != NULL)
        XML_REPORT(f->r->d, FIGURE_FIXED_STEPS, f->n, "steps", in->id);
    return true;
}

static double in_units(const struct sorter *s, double v)
{
    return round(german_round(v, s->decimals) * s->unit);
}

static struct sorter sorter_of(struct arena *a, const struct chart_series *series, int decimals)
{
    struct sorter s = {.a = a, .decimals = decimals, .unit = pow(10, decimals)};
    s.value = arena_array(a, series->n_points + 1, sizeof *s.value);
    for (size_t i = 0; i < series->n_points; i++) {
        if (sign_counts(series->points[i].sign))
            s.value[s.n++] = in_units(&s, series->points[i].value);
    }
    sort_values(s.value, s.n);
    return s;
}

/* The smallest value above v; v where there is none. */
static double next_value(const struct sorter *s, double v)
{
    for (size_t i = 0; i < s->n; i++) {
        if (s->value[i] > v)
            return s->value[i];
    }
    return v;
}

static void add_limit(struct sorter *s, double limit)
{
    s->limit[s->n_limits++] = limit;
}

static bool in_stretch(const struct sorter *s, double from, double below)
{
    for (size_t i = 0; i < s->n; i++) {
        if (s->value[i] >= from && s->value[i] < below)
            return true;
    }
    return false;
}

/* The i-th limit of so many steps. Equal values stay together: a limit among them puts all
 * of them above it, the lowest ones below. */
static double quantile_limit(const struct sorter *s, int i, int steps)
{
    double limit = ceil(quantile(s->value, s->n, (double)i / steps) - 1e-6);
    return limit > s->value[0] ? limit : next_value(s, s->value[0]);
}

/* No class is empty. */
static void quantile_limits(struct sorter *s, int steps)
{
    double before = -HUGE_VAL;
    for (int i = 1; i < steps && s->n > 0; i++) {
        double limit = quantile_limit(s, i, steps);
        if (limit > s->value[0] && limit <= s->value[s->n - 1] && in_stretch(s, before, limit)) {
            add_limit(s, limit);
            before = limit;
        }
    }
}

/* The i-th of 1, 2, 2.5, 5, 10, 20 ...; in units only whole ones. */
static double round_step(int i)
{
    static const double steps[] = {1, 2, 2.5, 5};
    double v = steps[i % 4] * pow(10, i / 4);
    return floor(v) < v ? 2 : v;
}

/* As wide as a round step, from a multiple of it. */
static void equal_limits(struct sorter *s, int steps)
{
    double low = s->value[0];
    double high = s->value[s->n - 1];
    for (int i = 0; i < 80; i++) {
        double step = round_step(i);
        double first = floor(low / step);
        double n = floor(high / step) - first + 1;
        if (n > steps)
            continue;
        for (int k = 1; k < (int)n; k++)
            add_limit(s, (first + k) * step);
        return;
    }
}

/* As many on both sides of 0; with an odd number 0 lies in the middle of one. */
static void balanced_limits(struct sorter *s, int steps)
{
    double most = fmax(-s->value[0], s->value[s->n - 1]);
    bool odd = steps % 2 != 0;
    int i = 0;
    while (i < 80 && (odd ? steps : steps / 2) * round_step(i) < most)
        i++;
    for (int k = 1; k < steps; k++)
        add_limit(s, odd ? (2 * k - steps) * round_step(i) : (k - steps / 2) * round_step(i));
}

static void fixed_limits(struct sorter *s, const struct published_indicator *in)
{
    for (size_t i = 0; i < in->n_limits; i++)
        add_limit(s, round(in->limits[i] * s->unit));
}

static bool around_zero(const struct sorter *s)
{
    for (size_t i = 0; i < s->n_limits; i++) {
        if (s->limit[i] + s->limit[s->n_limits - 1 - i] > 0 ||
            s->limit[i] + s->limit[s->n_limits - 1 - i] < 0)
            return false;
    }
    return s->n_limits > 0;
}

static const char *number(const struct sorter *s, double units)
{
    return german_number(s->a, units / s->unit, s->decimals);
}

/* "unter 5,0", "5,0 bis unter 7,5", "7,5 und mehr" */
static const char *class_text(const struct sorter *s, size_t i)
{
    if (s->n_limits == 0) {
        double low = s->value[0];
        double high = s->value[s->n - 1];
        return low < high ? arena_printf(s->a, "%s bis %s", number(s, low), number(s, high))
                          : number(s, low);
    }
    if (i == 0)
        return arena_printf(s->a, "unter %s", number(s, s->limit[0]));
    if (i == s->n_limits)
        return arena_printf(s->a, "%s und mehr", number(s, s->limit[i - 1]));
    return arena_printf(s->a, "%s bis unter %s", number(s, s->limit[i - 1]),
                        number(s, s->limit[i]));
}

static size_t class_of(const struct sorter *s, double units)
{
    size_t i = 0;
    while (i < s->n_limits && units >= s->limit[i])
        i++;
    return i;
}

static void fill_classes(const struct sorter *s, struct class_set *set)
{
    set->n = s->n_limits + 1;
    set->classes = arena_array(s->a, set->n, sizeof *set->classes);
    for (size_t i = 0; i < set->n; i++) {
        double from = i > 0 ? s->limit[i - 1] : fmin(s->value[0], s->limit[0] - 1);
        double to = i < s->n_limits ? s->limit[i] - 1 : fmax(s->value[s->n - 1], from);
        if (s->n_limits == 0)
            from = s->value[0];
        set->classes[i] =
            (struct chart_class){from / s->unit, to / s->unit, class_text(s, i), 0};
    }
}

static const char *method_text(struct arena *a, enum class_method method, int steps, bool merged,
                               const char *places)
{
    static const char *const parts[] = {"Hälften", "Drittel", "Viertel", "Fünftel"};
    switch (method) {
    case CLASSES_FIXED: return "feste Klassen, in allen Jahren dieselben";
    case CLASSES_EQUAL: return "gleich breite Klassen";
    case CLASSES_QUANTILES: break;
    }
    return arena_printf(a, "%s der %s%s", parts[steps - STEPS_LEAST], places,
                        merged ? "; gleiche Werte stehen in einer Klasse" : "");
}

struct class_set classes_make(struct arena *a, struct chart_series *series,
                              const struct published_indicator *in, struct class_wish wish,
                              const char *places)
{
    struct class_set set = {.scale = SCALE_SEQUENTIAL};
    struct sorter s = sorter_of(a, series, in->decimals);
    if (s.n == 0)
        return set;
    int steps = wish.steps < STEPS_LEAST ? STEPS_LEAST
                : wish.steps > STEPS_MOST ? STEPS_MOST : wish.steps;
    if (wish.method == CLASSES_QUANTILES && s.n < (size_t)steps)
        steps = s.n > STEPS_LEAST ? (int)s.n : STEPS_LEAST;
    if (wish.method == CLASSES_FIXED)
        fixed_limits(&s, in);
    else if (wish.method == CLASSES_QUANTILES)
        quantile_limits(&s, steps);
    else if (s.value[0] < 0 && s.value[s.n - 1] > 0)
        balanced_limits(&s, steps);
    else
        equal_limits(&s, steps);
    fill_classes(&s, &set);
    if (wish.method != CLASSES_QUANTILES && around_zero(&s))
        set.scale = SCALE_DIVERGING;
    set.method = s.n_limits == 0 ? NULL
                                 : method_text(a, wish.method, steps,
                                               set.n < (size_t)steps, places);
    for (size_t i = 0; i < series->n_points; i++) {
        struct chart_point *p = &series->points[i];
        if (!sign_counts(p->sign))
            continue;
        size_t k = class_of(&s, in_units(&s, p->value));
        p->klass = (int)k + 1;
        set.classes[k].n++;
    }
    return set;
}

void classes_of_quantiles(struct arena *a, struct chart_series *series, int decimals, int steps)
{
    struct sorter s = sorter_of(a, series, decimals);
    if (s.n < MIN_SPREAD || !(s.value[s.n - 1] > s.value[0]))
        return;
    for (size_t i = 0; i < series->n_points; i++) {
        struct chart_point *p = &series->points[i];
        for (int k = 1; sign_counts(p->sign) && k <= steps; k++)
            if (k == 1 || in_units(&s, p->value) >= quantile_limit(&s, k - 1, steps))
                p->klass = k;
    }
}
