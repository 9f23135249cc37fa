#include "gallery/gallery_private.h"

#include <math.h>
#include <string.h>

#include "base/german.h"

static struct chart *ranking_all(struct arena *a)
{
    struct chart *c = gallery_chart(a, CHART_RANKING, 1);
    c->decimals = 1;
    struct chart_series *s = gallery_rows(a, c, 0, 44);
    for (size_t i = 0; i < 44; i++)
        gallery_place(a, c, &s->points[i], i, i < 41 ? 14.8 - 0.26 * (double)i : HIDDEN);
    gallery_references(a, c, 8.9, 9.5);
    return c;
}

static struct chart *ranking_signed(struct arena *a)
{
    struct chart *c = gallery_chart(a, CHART_RANKING, 1);
    c->decimals = 1;
    c->unit = "Zuzüge abzüglich Fortzüge je 1 000 Einwohner";
    struct chart_series *s = gallery_rows(a, c, 0, 12);
    for (size_t i = 0; i < 12; i++)
        gallery_place(a, c, &s->points[i], i, i < 11 ? 12.0 - 2.4 * (double)i : HIDDEN);
    gallery_references(a, c, -11.9, -12.0);
    return c;
}

static struct chart *ranking_small(struct arena *a)
{
    struct chart *c = gallery_chart(a, CHART_RANKING, 1);
    c->unit = "Euro";
    struct chart_series *s = gallery_rows(a, c, 0, 3);
    for (size_t i = 0; i < 3; i++)
        gallery_place(a, c, &s->points[i], i + 9, i < 2 ? 44500 : HIDDEN);
    gallery_references(a, c, 44500, 44501);
    return c;
}

/* Landkreis Esslingen 2015 in persons of age classes: shape of 12411-02-03-5. */
static void ages_set(struct arena *a, struct chart *c, int i, const char *name,
                     enum chart_role role, int sex, const double *v)
{
    static const double ages[] = {0,  3,  6,  10, 15, 18, 20, 25, 30,
                                  35, 40, 45, 50, 55, 60, 65, 75};
    struct chart_series *s = gallery_rows(a, c, i, 17);
    s->name = name;
    s->role = role;
    s->sex = sex;
    for (size_t k = 0; k < 17; k++) {
        s->points[k] = gallery_point(a, v[k], 1);
        s->points[k].x0 = ages[k];
        s->points[k].open = k == 16;
        s->points[k].x1 = k == 16 ? ages[k] + 20 : ages[k + 1];
    }
}

static const double men[] = {4.4, 4.1, 5.0, 5.1, 5.5, 6.2, 7.0, 7.2, 6.4,
                             5.8, 6.3, 8.3, 8.0, 6.8, 5.7, 4.7, 2.2};
static const double women[] = {4.2, 4.0, 4.6, 4.9, 4.8, 5.8, 6.4, 5.9, 5.4,
                               5.4, 6.2, 7.8, 7.8, 6.9, 5.9, 5.2, 3.3};

static struct chart *pyramid_of(struct arena *a, const char *name, const char *other, bool land)
{
    struct chart *c = gallery_chart(a, CHART_PYRAMID, land ? 6 : 4);
    c->field = 0;
    double m2[17], w2[17];
    for (size_t i = 0; i < 17; i++) {
        m2[i] = i == 4 ? HIDDEN : men[16 - i] * 0.3 + men[i] * 0.7;
        w2[i] = women[i] * 1.04;
    }
    ages_set(a, c, 0, name, ROLE_PLACE, 1, men);
    ages_set(a, c, 1, name, ROLE_PLACE, 2, women);
    ages_set(a, c, 2, other, ROLE_DISTRICT, 1, m2);
    ages_set(a, c, 3, other, ROLE_DISTRICT, 2, w2);
    if (land) {
        ages_set(a, c, 4, "Baden-Württemberg", ROLE_LAND, 1, women);
        ages_set(a, c, 5, "Baden-Württemberg", ROLE_LAND, 2, men);
        c->unit = "Personen je Altersjahr auf 1 000 Einwohnerinnen und Einwohner insgesamt";
    }
    return c;
}

static struct chart *pyramid_plain(struct arena *a)
{
    return pyramid_of(a, "Nürtingen", "Landkreis", false);
}

static struct chart *pyramid_wide_top(struct arena *a)
{
    struct chart *c = pyramid_of(a, "Leinfelden-Echterdingen", "Landkreis Esslingen", true);
    for (size_t i = 0; i < 6; i++)
        c->series[i].points[16].value = 9.9;
    c->series[1].points[3].sign = SIGN_HIDDEN;
    return c;
}

/* The place against itself eight years before: another outline, and the district's. */
static struct chart *pyramid_years(struct arena *a)
{
    struct chart *c = pyramid_of(a, "Nürtingen", "2011", true);
    double v[2][17];
    for (size_t i = 0; i < 17; i++) {
        v[0][i] = men[i > 0 ? i - 1 : 0] * 1.04;
        v[1][i] = women[i > 0 ? i - 1 : 0] * 0.97;
    }
    ages_set(a, c, 2, "2011", ROLE_SECOND, 1, v[0]);
    ages_set(a, c, 3, "2011", ROLE_SECOND, 2, v[1]);
    ages_set(a, c, 4, "Landkreis", ROLE_DISTRICT, 1, women);
    ages_set(a, c, 5, "Landkreis", ROLE_DISTRICT, 2, men);
    c->unit = "je Altersjahr und 1\xE2\x80\xAF" "000 Einwohner";
    return c;
}

/* Persons of a year of age per 1,000: baby boom, echo, few in high age. */
static double of_age(int age, int sex, int shift)
{
    int x = age + shift;
    double v = 4.6 + 3.4 * exp(-(x - 52) * (x - 52) / 90.0);
    v += 1.8 * exp(-(x - 26) * (x - 26) / 60.0);
    double left = age < 60 ? 1 : exp(-(age - 60) * (age - 60) / (sex == 2 ? 900.0 : 620.0));
    return v * left * (1 + 0.05 * sin(age * 1.7 + sex));
}

static void single_years(struct arena *a, struct chart *c, int i, const char *name,
                         enum chart_role role, int sex)
{
    struct chart_series *s = gallery_rows(a, c, i, 101);
    s->name = name;
    s->role = role;
    s->sex = sex;
    for (int age = 0; age <= 100; age++) {
        bool hidden = role == ROLE_PLACE && (age == 97 || (age == 99 && sex == 1));
        double v = of_age(age, sex, role == ROLE_PLACE ? 0 : 8);
        struct chart_point *p = &s->points[age];
        *p = gallery_point(a, hidden ? HIDDEN : v, 1);
        p->x0 = age;
        p->x1 = age == 100 ? 105 : age + 1;
        p->open = age == 100;
    }
}

static struct chart *pyramid_single_years(struct arena *a)
{
    struct chart *c = gallery_chart(a, CHART_PYRAMID, 4);
    c->unit = "je Altersjahr und 1\xE2\x80\xAF" "000 Einwohner";
    single_years(a, c, 0, "Filderstadt", ROLE_PLACE, 1);
    single_years(a, c, 1, "Filderstadt", ROLE_PLACE, 2);
    single_years(a, c, 2, "2014", ROLE_SECOND, 1);
    single_years(a, c, 3, "2014", ROLE_SECOND, 2);
    return c;
}

/* Everywhere the same, three classes of very different width, the youngest hidden. */
static struct chart *pyramid_equal(struct arena *a)
{
    static const double from[] = {0, 18, 65}, to[] = {18, 65, 85};
    struct chart *c = gallery_chart(a, CHART_PYRAMID, 2);
    c->field = 2;
    for (int sex = 1; sex <= 2; sex++) {
        struct chart_series *s = gallery_rows(a, c, sex - 1, 3);
        s->name = "Kohlberg";
        s->sex = sex;
        for (size_t k = 0; k < 3; k++) {
            s->points[k] = gallery_point(a, k == 0 ? HIDDEN : 5, 1);
            s->points[k].x0 = from[k];
            s->points[k].x1 = to[k];
            s->points[k].open = k == 2;
        }
    }
    return c;
}

static struct chart *pyramid_none(struct arena *a)
{
    struct chart *c = pyramid_equal(a);
    for (size_t i = 0; i < 2; i++)
        for (size_t k = 0; k < 3; k++)
            c->series[i].points[k].sign = SIGN_HIDDEN;
    return c;
}

static struct chart *bars_plain(struct arena *a)
{
    static const char *const labels[] = {"unter 3 Jahre", "3 bis unter 6 Jahre",
                                         "6 bis unter 10 Jahre", "10 bis unter 15 Jahre"};
    static const double v[] = {1024, 1010, 1402, 1933};
    struct chart *c = gallery_chart(a, CHART_BARS, 1);
    c->unit = "Personen";
    struct chart_series *s = gallery_rows(a, c, 0, 4);
    for (size_t i = 0; i < 4; i++)
        gallery_label(a, &s->points[i], labels[i], v[i]);
    return c;
}

static struct chart *bars_long(struct arena *a)
{
    static const char *const labels[] = {
        "Eingliederungshilfe für seelisch behinderte Kinder und Jugendliche nach § 35a SGB VIII",
        "Sozialpädagogische Familienhilfe", "Vollzeitpflege",
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"};
    static const double v[2][4] = {{12345, -300, HIDDEN, 0}, {10000, 8000, 5, HIDDEN}};
    struct chart *c = gallery_chart(a, CHART_BARS, 2);
    c->unit = "Hilfen am Jahresende";
    for (int k = 0; k < 2; k++) {
        struct chart_series *s = gallery_rows(a, c, k, 4);
        s->name = k == 0 ? "Leinfelden-Echterdingen" : "Landkreis Esslingen insgesamt";
        s->role = k == 0 ? ROLE_PLACE : ROLE_DISTRICT;
        for (size_t i = 0; i < 4; i++)
            gallery_label(a, &s->points[i], labels[i], v[k][i]);
    }
    return c;
}

static struct chart *bars_sexes(struct arena *a)
{
    static const char *const labels[] = {"65 bis unter 75", "75 bis unter 85", "85 und älter"};
    struct chart *c = gallery_chart(a, CHART_BARS, 2);
    for (int k = 0; k < 2; k++) {
        struct chart_series *s = gallery_rows(a, c, k, 3);
        s->name = k == 0 ? "Männer" : "Frauen";
        s->role = k == 0 ? ROLE_SECOND : ROLE_PLACE;
        for (size_t i = 0; i < 3; i++)
            gallery_label(a, &s->points[i], labels[i], 2000 - 600 * (double)i + 90 * k);
    }
    c->unit = "Personen";
    return c;
}

/* Four series; the third has no second group. */
static struct chart *bars_four(struct arena *a)
{
    static const char *const names[] = {"Nürtingen", "Landkreis", "Baden-Württemberg",
                                        "Deutschland"};
    static const char *const labels[] = {"unter 3 Jahre", "3 bis unter 6 Jahre", "6 bis unter 11"};
    static const double v[4][3] = {{31.2, 94.1, 12.9}, {28.0, 93.2, 14.0}, {29.9, 0, 16.1},
                                   {35.5, 92.0, 18.4}};
    struct chart *c = gallery_chart(a, CHART_BARS, 4);
    c->field = 1;
    c->unit = "betreute Kinder je 100 Kinder des Alters";
    for (int i = 0; i < 4; i++) {
        struct chart_series *s = gallery_rows(a, c, i, 3);
        s->name = names[i];
        s->role = i == 0 ? ROLE_PLACE : i == 1 ? ROLE_DISTRICT : ROLE_LAND;
        for (size_t k = 0; k < 3; k++) {
            s->points[k] = gallery_point(a, v[i][k], 1);
            s->points[k].label = labels[k];
        }
    }
    struct chart_series *gap = &c->series[2];
    gap->points[1] = gap->points[2];
    gap->n_points = 2;
    return c;
}

static struct chart *bars_three(struct arena *a)
{
    static const char *const labels[] = {"Deutsche", "Ausländerinnen und Ausländer"};
    static const double v[3][2] = {{-120, 340}, {-85, 410}, {HIDDEN, 15}};
    struct chart *c = gallery_chart(a, CHART_BARS, 3);
    c->field = 5;
    c->unit = "Personen";
    for (int i = 0; i < 3; i++) {
        struct chart_series *s = gallery_rows(a, c, i, 2);
        s->name = arena_printf(a, "%d", 2013 + i);
        s->role = i == 2 ? ROLE_PLACE : ROLE_SECOND;
        for (size_t k = 0; k < 2; k++)
            gallery_label(a, &s->points[k], labels[k], v[i][k]);
    }
    return c;
}

static struct chart *bars_equal(struct arena *a)
{
    struct chart *c = bars_plain(a);
    for (size_t i = 0; i < 4; i++)
        gallery_label(a, &c->series[0].points[i], c->series[0].points[i].label, 250);
    return c;
}

static struct chart *bars_single(struct arena *a)
{
    struct chart *c = bars_plain(a);
    c->series[0].n_points = 1;
    return c;
}

static struct chart *bars_none(struct arena *a)
{
    struct chart *c = bars_plain(a);
    for (size_t i = 0; i < 4; i++)
        gallery_label(a, &c->series[0].points[i], c->series[0].points[i].label, HIDDEN);
    return c;
}

/* n places from v; emphasised: every third. */
static struct chart *ranking_of(struct arena *a, size_t n, const double *v)
{
    struct chart *c = gallery_chart(a, CHART_RANKING, 1);
    c->decimals = 1;
    c->unit = "%";
    struct chart_series *s = gallery_rows(a, c, 0, n);
    int shown = 0;
    for (size_t i = 0; i < n; i++) {
        s->points[i] = gallery_point(a, v[i], 1);
        s->points[i].label = gallery_places[i % 12];
        shown += v[i] != HIDDEN;
        bool tie = i > 0 && v[i] == v[i - 1];
        s->points[i].rank = v[i] == HIDDEN ? 0 : tie ? s->points[i - 1].rank : shown;
    }
    return c;
}

static struct chart *ranking_equal(struct arena *a)
{
    struct chart *c = ranking_of(a, 4, (const double[]){7.1, 7.1, 7.1, 7.1});
    gallery_references(a, c, 7.1, 7.1);
    return c;
}

static struct chart *ranking_ties(struct arena *a)
{
    struct chart *c = ranking_of(a, 7, (const double[]){9.8, 8.4, 8.4, 8.4, 5, 5, HIDDEN});
    for (size_t i = 0; i < 7; i += 3)
        c->series[0].points[i].emphasis = true;
    gallery_references(a, c, 8.0, 6.6);
    return c;
}

static struct chart *ranking_negative(struct arena *a)
{
    struct chart *c = ranking_of(a, 4, (const double[]){-0.4, -2.5, -11.9, HIDDEN});
    c->series[0].points[1].emphasis = true;
    gallery_references(a, c, -3.3, -1.2);
    return c;
}

static struct chart *ranking_single(struct arena *a)
{
    return ranking_of(a, 1, (const double[]){3.7});
}

static struct chart *ranking_none(struct arena *a)
{
    return ranking_of(a, 3, (const double[]){HIDDEN, HIDDEN, HIDDEN});
}

const struct gallery_sample samples_bars[] = {
    {CHART_RANKING, "ranking_all", "alle 44, drei geheim", ranking_all, 193},
    {CHART_RANKING, "ranking_signed", "negative Werte", ranking_signed, 193},
    {CHART_RANKING, "ranking_small", "drei Orte, gleiche Werte", ranking_small, 193},
    {CHART_RANKING, "ranking_equal", "alle gleich, auch die Linien", ranking_equal, 193},
    {CHART_RANKING, "ranking_ties", "gleiche Ränge, drei hervorgehoben", ranking_ties, 193},
    {CHART_RANKING, "ranking_negative", "alle negativ", ranking_negative, 193},
    {CHART_RANKING, "ranking_single", "ein Ort", ranking_single, 193},
    {CHART_RANKING, "ranking_none", "alles geheim", ranking_none, 193},
    {CHART_PYRAMID, "pyramid_plain", "mit Umriss", pyramid_plain, 193},
    {CHART_PYRAMID, "pyramid_wide_top", "sechs Reihen, breite Spitze", pyramid_wide_top, 193},
    {CHART_PYRAMID, "pyramid_years", "früheres Jahr als zweiter Umriss", pyramid_years, 193},
    {CHART_PYRAMID, "pyramid_single_years", "einzelne Altersjahre", pyramid_single_years, 193},
    {CHART_PYRAMID, "pyramid_equal", "drei gleich starke Klassen, eine geheim", pyramid_equal,
     193},
    {CHART_PYRAMID, "pyramid_none", "alles geheim", pyramid_none, 193},
    {CHART_BARS, "bars_plain", "eine Reihe", bars_plain, 193},
    {CHART_BARS, "bars_long", "lange Namen", bars_long, 193},
    {CHART_BARS, "bars_sexes", "zwei Reihen", bars_sexes, 193},
    {CHART_BARS, "bars_three", "drei Reihen, zwei Jahre gleicher Art", bars_three, 193},
    {CHART_BARS, "bars_four", "vier Reihen, einer fehlt eine Gruppe", bars_four, 193},
    {CHART_BARS, "bars_equal", "gleiche Werte", bars_equal, 193},
    {CHART_BARS, "bars_single", "ein Balken", bars_single, 193},
    {CHART_BARS, "bars_none", "alles geheim", bars_none, 193},
    {0}};
