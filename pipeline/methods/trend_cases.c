#include "methods/trend_cases.h"

#include <math.h>

#include "methods/series.h"

struct sums {
    double cases, persons;
    double year; /* mean, weighted by persons */
    size_t points;
};

static bool usable(const double *years, const double *cases, const double *persons, size_t n)
{
    return n <= SERIES_LONGEST && series_ascends(years, n) && series_counts(cases, n) &&
           series_counts(persons, n);
}

static struct sums sums_of(const double *years, const double *cases, const double *persons,
                           size_t n)
{
    struct sums s = {0};
    double shift = 0;
    for (size_t i = 0; i < n; i++) {
        if (persons[i] <= 0)
            continue;
        s.points++;
        s.cases += cases[i];
        s.persons += persons[i];
        shift += persons[i] * (years[i] - years[0]);
    }
    if (s.points > 0)
        s.year = years[0] + shift / s.persons;
    return s;
}

/* share: the variance of one person's case, divided by the rate of all. */
static struct case_trend score(const double *years, const double *cases, const double *persons,
                               size_t n, struct sums s, double share)
{
    double rate = s.cases / s.persons;
    double distance = 0, square = 0;
    for (size_t i = 0; i < n; i++) {
        double t = years[i] - s.year;
        if (persons[i] <= 0)
            continue;
        distance += (cases[i] - rate * persons[i]) * t;
        square += persons[i] * t * t;
    }
    double variance = rate * share * square;
    if (!(variance > 0))
        return (struct case_trend){0, 0, 1};
    double z = distance / sqrt(variance);
    return (struct case_trend){z, z * z, erfc(fabs(z) / sqrt(2))};
}

bool trend_proportions(const double *years, const double *cases, const double *persons,
                       size_t n, struct case_trend *out)
{
    if (!usable(years, cases, persons, n))
        return false;
    for (size_t i = 0; i < n; i++) {
        if (cases[i] > persons[i])
            return false;
    }
    struct sums s = sums_of(years, cases, persons, n);
    if (s.points < SERIES_POINTS)
        return false;
    *out = score(years, cases, persons, n, s, (s.persons - s.cases) / s.persons);
    return true;
}

bool trend_rates(const double *years, const double *cases, const double *persons, size_t n,
                 struct case_trend *out)
{
    if (!usable(years, cases, persons, n))
        return false;
    struct sums s = sums_of(years, cases, persons, n);
    if (s.points < SERIES_POINTS)
        return false;
    *out = score(years, cases, persons, n, s, 1);
    return true;
}
