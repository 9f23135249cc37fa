#include "methods/forecast.h"

#include <math.h>

#include <gsl/gsl_cdf.h>

#include "methods/series.h"

static double quantile(size_t n, struct interval_level l)
{
    return gsl_cdf_tdist_Qinv((1 - l.level) / 2, (double)n - 2);
}

static bool usable(const double *years, size_t n, double year)
{
    return n >= SERIES_POINTS && n <= SERIES_LONGEST && series_ascends(years, n) &&
           series_usable(&year, 1);
}

static double mean(const double *values, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += values[i];
    return sum / (double)n;
}

bool forecast_linear(const double *years, const double *values, size_t n, double year,
                     struct interval_level l, struct forecast *out)
{
    if (!usable(years, n, year) || !series_usable(values, n))
        return false;
    double middle = mean(years, n), level = mean(values, n);
    double square = 0, product = 0, rest = 0;
    for (size_t i = 0; i < n; i++) {
        square += (years[i] - middle) * (years[i] - middle);
        product += (years[i] - middle) * (values[i] - level);
    }
    double slope = product / square;
    for (size_t i = 0; i < n; i++) {
        double r = values[i] - level - slope * (years[i] - middle);
        rest += r * r;
    }
    double ahead = year - middle;
    double variance = rest / ((double)n - 2);
    double half = quantile(n, l) * sqrt(variance * (1 + 1 / (double)n + ahead * ahead / square));
    double expected = level + slope * ahead;
    if (!isfinite(expected) || !isfinite(half))
        return false;
    *out = (struct forecast){expected, expected - half, expected + half, slope, variance};
    return true;
}

/* Years weighted by exp(growth * year). Cases follow exactly one such weighting best: the one
 * under which the mean year is the mean year of the cases. */
struct tilted {
    double mean, variance; /* of the year */
    double log_sum;        /* of the weights */
};

static struct tilted tilt(const double *years, size_t n, double growth)
{
    double largest = fmax(0, growth * (years[n - 1] - years[0]));
    double sum = 0, first = 0, second = 0;
    for (size_t i = 0; i < n; i++) {
        double w = exp(growth * (years[i] - years[0]) - largest);
        sum += w;
        first += w * (years[i] - years[0]);
    }
    double middle = first / sum;
    for (size_t i = 0; i < n; i++) {
        double d = years[i] - years[0] - middle;
        second += exp(growth * (years[i] - years[0]) - largest) * d * d;
    }
    return (struct tilted){middle, second / sum, largest + log(sum)};
}

/* Root of tilt().mean = target, which rises with growth: Newton within a bracket. */
static double find_growth(const double *years, size_t n, double target)
{
    double low = -1, high = 1, growth = 0;
    while (tilt(years, n, low).mean > target)
        low *= 2;
    while (tilt(years, n, high).mean < target)
        high *= 2;
    for (int i = 0; i < 200; i++) {
        struct tilted t = tilt(years, n, growth);
        if (t.mean < target)
            low = growth;
        else
            high = growth;
        double next = growth + (target - t.mean) / t.variance;
        if (!(next > low && next < high))
            next = low + (high - low) / 2;
        if (fabs(next - growth) <= 1e-16 * fabs(growth))
            break;
        growth = next;
    }
    return growth;
}

static double overdispersion(const double *years, const double *cases, size_t n, double growth,
                             double log_first)
{
    double chi = 0;
    for (size_t i = 0; i < n; i++) {
        double expected = exp(log_first + growth * (years[i] - years[0]));
        double r = cases[i] - expected;
        if (expected > 0)
            chi += r * r / expected;
    }
    return fmax(1, chi / ((double)n - 2));
}

/* Back from the scale of power 2/3. */
static double bound(double expected, double step)
{
    return expected * pow(fmax(0, 1 + step), 1.5);
}

bool forecast_cases(const double *years, const double *cases, size_t n, double year,
                    struct interval_level l, struct forecast *out)
{
    if (!usable(years, n, year) || !series_counts(cases, n))
        return false;
    double sum = 0, moment = 0;
    size_t first = n, last = 0;
    for (size_t i = 0; i < n; i++) {
        sum += cases[i];
        moment += cases[i] * (years[i] - years[0]);
        if (cases[i] > 0) {
            first = first == n ? i : first;
            last = i;
        }
    }
    if (!(sum > 0) || last == 0 || first == n - 1)
        return false;
    double growth = find_growth(years, n, moment / sum);
    struct tilted t = tilt(years, n, growth);
    double log_first = log(sum) - t.log_sum;
    double ahead = year - years[0];
    double expected = exp(log_first + growth * ahead);
    double phi = overdispersion(years, cases, n, growth, log_first);
    double of_mean = (1 + (ahead - t.mean) * (ahead - t.mean) / t.variance) / sum;
    double step = 2 / 3.0 * quantile(n, l) * sqrt(phi * (1 / expected + of_mean));
    if (!(expected > 0 && bound(expected, step) <= METHODS_LARGEST)) /* true of NaN, too */
        return false;
    *out = (struct forecast){expected, bound(expected, -step), bound(expected, step),
                             exp(growth), phi};
    return true;
}
