#include "gallery/gallery_private.h"

#include <math.h>
#include <string.h>

#include "base/german.h"

/* The 44 of the Landkreis Esslingen. Statistische Ämter des Bundes und der Länder: 13211-01-03-5,
 * 12411-02-03-5, 12612-01-01-5-B; as the program publishes them. */
static const struct place {
    const char *name;
    double unemployed;      /* % of those from 15 to 64, 2016 */
    double persons;         /* from 15 to 64, end of 2015 */
    double old;             /* % from 65, 2015 */
    double births_2012, births_2015; /* per 1,000 */
} places[] = {
    {"Aichtal", 2.24, 6873, 18.4, 8.7, 9.4},
    {"Aichwald", 2.09, 4547, 27.0, 5.4, 9.1},
    {"Altbach", 3.15, 3877, 21.7, 7.0, 9.5},
    {"Altdorf", 1.48, 1084, 14.4, 6.1, 8.7},
    {"Altenriet", 1.73, 1275, 17.5, 9.5, 12.0},
    {"Baltmannsweiler", 1.93, 3577, 22.2, 7.0, 5.9},
    {"Bempflingen", 1.85, 2265, 21.2, 7.7, 6.5},
    {"Beuren", 2.35, 2298, 22.1, 5.9, 9.7},
    {"Bissingen an der Teck", 1.82, 2305, 20.4, 8.6, 6.5},
    {"Deizisau", 2.23, 4445, 20.0, 9.1, 7.7},
    {"Denkendorf", 2.32, 7107, 19.6, 10.0, 9.3},
    {"Dettingen unter Teck", 2.74, 3800, 21.9, 8.1, 7.5},
    {"Erkenbrechtsweiler", 2.52, 1429, 18.4, 6.8, 12.8},
    {"Esslingen am Neckar", 4.12, 59897, 20.6, 9.5, 10.4},
    {"Filderstadt", 2.53, 30385, 18.5, 9.3, 9.4},
    {"Frickenhausen", 2.59, 5681, 22.1, 7.9, 9.6},
    {"Großbettlingen", 2.57, 2799, 20.3, 7.2, 6.3},
    {"Hochdorf", 2.45, 3146, 22.1, 11.1, 12.6},
    {"Holzmaden", 2.29, 1526, 16.7, 3.8, 12.0},
    {"Kirchheim unter Teck", 3.35, 26589, 20.3, 8.6, 8.8},
    {"Kohlberg", 2.12, 1464, 21.0, 11.4, 7.4},
    {"Köngen", 2.34, 6484, 19.6, 9.4, 9.2},
    {"Leinfelden-Echterdingen", 2.56, 25544, 20.7, 10.0, 9.5},
    {"Lenningen", 3.04, 5233, 21.4, 8.5, 9.1},
    {"Lichtenwald", 1.75, 1602, 23.9, 6.1, 10.7},
    {"Neckartailfingen", 2.48, 2500, 19.0, 8.1, 9.8},
    {"Neckartenzlingen", 3.29, 4374, 19.3, 6.3, 9.6},
    {"Neidlingen", 2.52, 1228, 19.0, 7.3, 12.7},
    {"Neuffen", 2.47, 4122, 20.7, 8.2, 7.4},
    {"Neuhausen auf den Fildern", 2.43, 7681, 19.9, 8.3, 9.2},
    {"Notzingen", 1.72, 2386, 21.8, 6.6, 6.7},
    {"Nürtingen", 3.72, 26426, 20.9, 7.4, 9.4},
    {"Oberboihingen", 2.63, 3569, 20.6, 8.4, 9.8},
    {"Ohmden", 1.53, 1112, 21.5, 7.0, 7.6},
    {"Ostfildern", 2.52, 25285, 18.9, 9.5, 11.3},
    {"Owen", 2.31, 2254, 20.1, 6.7, 10.6},
    {"Plochingen", 4.13, 9206, 20.2, 9.4, 9.6},
    {"Reichenbach an der Fils", 3.09, 5462, 21.0, 7.5, 9.1},
    {"Schlaitdorf", 2.35, 1275, 14.9, 7.1, 9.2},
    {"Unterensingen", 2.43, 3169, 19.7, 7.9, 11.3},
    {"Weilheim an der Teck", 2.32, 6851, 18.8, 6.4, 7.3},
    {"Wendlingen am Neckar", 3.03, 10594, 20.5, 8.0, 8.9},
    {"Wernau (Neckar)", 2.81, 8122, 21.2, 7.9, 9.9},
    {"Wolfschlugen", 2.01, 4172, 20.2, 9.7, 9.1},
};
enum { PLACES = sizeof places / sizeof *places, OWN = 31 };

static struct chart *pairs(struct arena *a, enum chart_kind kind, size_t n)
{
    struct chart *c = gallery_chart(a, kind, 2);
    c->decimals = c->across_decimals = 1;
    for (int i = 0; i < 2; i++) {
        struct chart_series *s = gallery_rows(a, c, i, n);
        s->role = ROLE_OTHERS;
        s->year = 2016;
        s->name = "Arbeitslose";
    }
    return c;
}

static void put_pair(struct arena *a, struct chart *c, size_t i, const char *name, double first,
                     double second)
{
    const double v[] = {first, second};
    const int decimals[] = {c->kind == CHART_SCATTER ? c->across_decimals : c->decimals,
                            c->kind == CHART_FUNNEL ? 0 : c->decimals};
    for (int k = 0; k < 2; k++) {
        struct chart_point *p = &c->series[k].points[i];
        *p = gallery_point(a, v[k], decimals[k]);
        p->label = name;
        p->role = ROLE_OTHERS;
        if (v[k] != HIDDEN && c->series[k].since != 0)
            p->text = german_signed(a, v[k], decimals[k]);
    }
}

static void highlight(struct chart *c, size_t i)
{
    for (int k = 0; k < 2; k++) {
        c->series[k].points[i].emphasis = true;
        c->series[k].points[i].role = ROLE_PLACE;
    }
}

/* Lines of the district across and upwards, or its values of two years. */
static void put_lines(struct arena *a, struct chart *c, double first, double second)
{
    c->references = arena_array(a, 2, sizeof *c->references);
    c->references[0] = (struct chart_reference){"Kreis", ROLE_DISTRICT, first,
                                                german_number(a, first, 1), 0};
    c->references[1] = (struct chart_reference){"Kreis", ROLE_DISTRICT, second,
                                                german_number(a, second, 1), 1};
    c->n_references = 2;
}

/* -- scatter plots */

static void name_quadrants(struct chart *c, const char *ul, const char *ur, const char *ll,
                           const char *lr)
{
    const char *const names[] = {ul, ur, ll, lr};
    memcpy(c->quadrants, names, sizeof names);
}

static struct chart *scatter_change(struct arena *a)
{
    struct chart *c = pairs(a, CHART_SCATTER, PLACES);
    c->series[0].since = 2012;
    c->series[0].year = c->series[1].year = 2015;
    c->series[1].name = "Geburten je 1\xE2\x80\xAF" "000";
    c->across_unit = "je 1\xE2\x80\xAF" "000";
    for (size_t i = 0; i < PLACES; i++)
        put_pair(a, c, i, places[i].name, places[i].births_2015 - places[i].births_2012,
                 places[i].births_2015);
    c->series[1].points[3].marks = SIGN_LIMITED;
    c->series[1].points[3].text = "(8,7)";
    highlight(c, OWN);
    put_lines(a, c, 0.9, 9.5);
    name_quadrants(c, "höher, weniger gestiegen oder gesunken", "höher, stärker gestiegen",
                   "niedriger, weniger gestiegen oder gesunken", "niedriger, stärker gestiegen");
    return c;
}

/* Altdorf, Ohmden and Owen: one value hidden, or both. */
static struct chart *scatter_against(struct arena *a)
{
    struct chart *c = pairs(a, CHART_SCATTER, PLACES);
    c->unit = c->across_unit = "%";
    c->series[0].name = "65 Jahre und älter";
    for (size_t i = 0; i < PLACES; i++)
        put_pair(a, c, i, places[i].name, i == 3 || i == 33 ? HIDDEN : places[i].old,
                 i == 33 || i == 35 ? HIDDEN : places[i].unemployed);
    highlight(c, OWN);
    put_lines(a, c, 20.3, 3.0);
    name_quadrants(c, "nur „Arbeitslose“ höher", "beide höher", "beide niedriger",
                   "nur „65 Jahre und älter“ höher");
    return c;
}

static struct chart *scatter_negative(struct arena *a)
{
    static const double x[] = {-12.4, -3.3, 8.1, 0, -6.6, 17.9, 2.2, -1.1, 4.4};
    static const double y[] = {-4.2, 3.1, -1.0, 15.8, 0, -7.7, -2.2, -9.1, 5.5};
    struct chart *c = pairs(a, CHART_SCATTER, 9);
    c->unit = "Zuzüge abzüglich Fortzüge je 1 000 Einwohnerinnen und Einwohner des Vorjahres";
    c->across_unit = c->unit;
    for (size_t i = 0; i < 9; i++)
        put_pair(a, c, i, gallery_places[i], x[i], y[i]);
    highlight(c, 3);
    return c;
}

static struct chart *scatter_equal(struct arena *a)
{
    struct chart *c = pairs(a, CHART_SCATTER, 5);
    for (size_t i = 0; i < 5; i++)
        put_pair(a, c, i, gallery_places[i], 3, 12);
    highlight(c, 3);
    put_lines(a, c, 3, 12);
    name_quadrants(c, "höher, gesunken", "höher, gestiegen", "niedriger, gesunken",
                   "niedriger, gestiegen");
    return c;
}

static struct chart *scatter_single(struct arena *a)
{
    struct chart *c = pairs(a, CHART_SCATTER, 2);
    put_pair(a, c, 0, "Leinfelden-Echterdingen", 44500, 0.2);
    put_pair(a, c, 1, "Nürtingen", HIDDEN, 0.3);
    c->across_unit = "Euro";
    return c;
}

/* One place far from all others, which lie within a small circle. */
static struct chart *scatter_cluster(struct arena *a)
{
    struct chart *c = pairs(a, CHART_SCATTER, PLACES);
    for (size_t i = 0; i < PLACES; i++) {
        double turn = 2.4 * (double)i, r = 0.04 * sqrt((double)i);
        put_pair(a, c, i, places[i].name, 5 + r * cos(turn), 5 + r * sin(turn));
    }
    put_pair(a, c, 40, places[40].name, 9, 1);
    highlight(c, OWN);
    highlight(c, 0);
    put_lines(a, c, 5, 5);
    name_quadrants(c, "höher, gesunken", "höher, gestiegen", "niedriger, gesunken",
                   "niedriger, gestiegen");
    return c;
}

static struct chart *scatter_nothing(struct arena *a)
{
    struct chart *c = pairs(a, CHART_SCATTER, 2);
    put_pair(a, c, 0, "Ohmden", HIDDEN, 0.2);
    put_pair(a, c, 1, "Owen", 3, HIDDEN);
    return c;
}

/* -- slopes */

static struct chart *slope_of(struct arena *a, size_t n, int from, int to)
{
    struct chart *c = pairs(a, CHART_SLOPE, n);
    c->series[0].year = from;
    c->series[1].year = to;
    c->unit = "Geburten je 1 000 Einwohner";
    return c;
}

static struct chart *slope_all(struct arena *a)
{
    struct chart *c = slope_of(a, PLACES, 2012, 2015);
    for (size_t i = 0; i < PLACES; i++)
        put_pair(a, c, i, places[i].name, places[i].births_2012, places[i].births_2015);
    highlight(c, OWN);
    put_lines(a, c, 8.6, 9.5);
    return c;
}

static struct chart *slope_few(struct arena *a)
{
    struct chart *c = slope_of(a, 7, 2011, 2016);
    for (size_t i = 0; i < 7; i++)
        put_pair(a, c, i, places[6 * i + 1].name, places[6 * i + 1].births_2012,
                 i == 4 ? HIDDEN : places[6 * i + 1].births_2015);
    highlight(c, 5);
    put_lines(a, c, 8.6, 9.5);
    return c;
}

static struct chart *slope_equal(struct arena *a)
{
    struct chart *c = slope_of(a, 12, 2011, 2016);
    for (size_t i = 0; i < 12; i++)
        put_pair(a, c, i, gallery_places[i], 8.6, 8.6);
    highlight(c, 3);
    put_lines(a, c, 8.6, 8.6);
    return c;
}

static struct chart *slope_negative(struct arena *a)
{
    static const double from[] = {-12.4, 0, 8.1}, to[] = {4.4, -3.1, -12.4};
    struct chart *c = slope_of(a, 3, 1999, 2024);
    for (size_t i = 0; i < 3; i++)
        put_pair(a, c, i, gallery_places[i], from[i], to[i]);
    return c;
}

static struct chart *slope_single(struct arena *a)
{
    struct chart *c = slope_of(a, 1, 2011, 2016);
    c->decimals = 0;
    put_pair(a, c, 0, "Leinfelden-Echterdingen", 1234567, 89);
    return c;
}

static struct chart *slope_long(struct arena *a)
{
    static const char name[] =
        "Verwaltungsgemeinschaft Kirchheim unter Teck mit Dettingen und Notzingen";
    struct chart *c = slope_of(a, 4, 2011, 2016);
    for (size_t i = 0; i < 4; i++)
        put_pair(a, c, i, name, 40773 + 100 * (double)i, 39295 - 100 * (double)i);
    highlight(c, 2);
    put_lines(a, c, 39999, 39999);
    return c;
}

/* -- funnels; limits by the normal approximation, which is enough to look at */

static void put_limits(struct arena *a, struct chart *c, double percent)
{
    enum { N = 64 };
    double lo = 1e300, hi = 0;
    for (size_t i = 0; i < c->series[1].n_points; i++) {
        const struct chart_point *p = &c->series[1].points[i];
        lo = sign_counts(p->sign) && p->value < lo ? p->value : lo;
        hi = sign_counts(p->sign) && p->value > hi ? p->value : hi;
    }
    c->limits = arena_array(a, N, sizeof *c->limits);
    c->n_limits = N;
    for (int i = 0; i < N; i++) {
        double n = lo / 1.08 * pow(hi / lo * 1.08 * 1.08, (double)i / (N - 1));
        double one = 100 * sqrt(percent / 100 * (1 - percent / 100) / n);
        c->limits[i] = (struct chart_limit){n, fmax(0, percent - 1.96 * one), percent + 1.96 * one,
                                            fmax(0, percent - 3.09 * one), percent + 3.09 * one};
    }
    c->references = arena_array(a, 1, sizeof *c->references);
    c->references[0] = (struct chart_reference){"Kreis", ROLE_DISTRICT, percent,
                                                german_number(a, percent, 1), 0};
    c->n_references = 1;
}

static void mark_outside(struct chart *c, double percent)
{
    for (size_t i = 0; i < c->series[0].n_points; i++) {
        struct chart_point *p = &c->series[0].points[i];
        double n = c->series[1].points[i].value;
        if (sign_counts(p->sign) && sign_counts(c->series[1].points[i].sign))
            p->outside = fabs(p->value - percent) >
                         309 * sqrt(percent / 100 * (1 - percent / 100) / n);
    }
}

static struct chart *funnel_of(struct arena *a, size_t n)
{
    struct chart *c = pairs(a, CHART_FUNNEL, n);
    c->unit = "%";
    c->across_unit = "";
    c->series[1].name = "Bevölkerung (15 bis unter 65 Jahre, Vorjahr)";
    return c;
}

static void finish(struct arena *a, struct chart *c, double percent)
{
    put_limits(a, c, percent);
    mark_outside(c, percent);
}

static struct chart *funnel_all(struct arena *a)
{
    struct chart *c = funnel_of(a, PLACES);
    for (size_t i = 0; i < PLACES; i++) {
        bool hidden = i == 3 || i == 33;
        put_pair(a, c, i, places[i].name, hidden ? HIDDEN : places[i].unemployed,
                 hidden ? HIDDEN : places[i].persons);
    }
    highlight(c, OWN);
    finish(a, c, 3.0);
    return c;
}

/* Of similar size: a linear axis. */
static struct chart *funnel_linear(struct arena *a)
{
    struct chart *c = funnel_of(a, 12);
    for (size_t i = 0; i < 12; i++)
        put_pair(a, c, i, gallery_places[i], 2.0 + 0.2 * (double)i, 3000 + 900 * (double)i);
    highlight(c, 3);
    finish(a, c, 3.1);
    return c;
}

static struct chart *funnel_single(struct arena *a)
{
    struct chart *c = funnel_of(a, 1);
    put_pair(a, c, 0, "Leinfelden-Echterdingen", 3.1, 1000);
    highlight(c, 0);
    finish(a, c, 3.1);
    return c;
}

/* From a hamlet to a large town; nobody at all, and many more than usual. */
static struct chart *funnel_extreme(struct arena *a)
{
    static const double rate[] = {0, 0, 25, 2.9, 3.2, 9.9};
    static const double persons[] = {12, 50, 60, 900, 630000, 40000};
    struct chart *c = funnel_of(a, 6);
    for (size_t i = 0; i < 6; i++)
        put_pair(a, c, i, gallery_places[i + 3], rate[i], persons[i]);
    c->series[0].points[0].sign = SIGN_NOTHING;
    finish(a, c, 3.1);
    return c;
}

const struct gallery_sample samples_point[] = {
    {CHART_SCATTER, "scatter_change", "Stand und Veränderung", scatter_change, 193},
    {CHART_SCATTER, "scatter_against", "zwei Kennzahlen, drei Orte nicht gezeigt", scatter_against,
     193},
    {CHART_SCATTER, "scatter_negative", "negative Werte, ohne Bezug", scatter_negative, 193},
    {CHART_SCATTER, "scatter_equal", "alle gleich", scatter_equal, 193},
    {CHART_SCATTER, "scatter_single", "ein Ort", scatter_single, 193},
    {CHART_SCATTER, "scatter_cluster", "fast alle an einer Stelle", scatter_cluster, 193},
    {CHART_SCATTER, "scatter_nothing", "kein Wertepaar", scatter_nothing, 193},
    {CHART_SLOPE, "slope_all", "44 Orte", slope_all, 193},
    {CHART_SLOPE, "slope_few", "wenige Orte, einer nicht gezeigt", slope_few, 193},
    {CHART_SLOPE, "slope_equal", "alle gleich", slope_equal, 193},
    {CHART_SLOPE, "slope_negative", "negative Werte", slope_negative, 193},
    {CHART_SLOPE, "slope_single", "ein Ort", slope_single, 193},
    {CHART_SLOPE, "slope_long", "sehr lange Namen", slope_long, 193},
    {CHART_FUNNEL, "funnel_all", "44 Orte, zwei nicht gezeigt", funnel_all, 193},
    {CHART_FUNNEL, "funnel_linear", "ähnliche Größen", funnel_linear, 193},
    {CHART_FUNNEL, "funnel_single", "ein Ort", funnel_single, 193},
    {CHART_FUNNEL, "funnel_extreme", "sehr klein und sehr groß", funnel_extreme, 193},
    {0}};
