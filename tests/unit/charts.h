/* Sample charts for test_chart.c: ordinary and extreme data of every kind. Values are
 * invented unless a source is named; names are those of real places where they are
 * the longest ones. Everything lies in the arena that is given. */
#ifndef TEST_CHARTS_H
#define TEST_CHARTS_H

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/german.h"
#include "document/chart.h"

#define HIDDEN (-1e9) /* in lists of values */
#define ABSENT (-2e9) /* no point at all */

static struct chart *chart_new(struct arena *a, enum chart_kind kind, int n_series)
{
    struct chart *c = arena_alloc(a, sizeof *c);
    c->kind = kind;
    c->field = 3;
    c->unit = "";
    c->series = arena_array(a, (size_t)n_series, sizeof *c->series);
    c->n_series = (size_t)n_series;
    return c;
}

static struct chart_point point_of(struct arena *a, double v, int decimals)
{
    struct chart_point p = {.value = v, .text = "."};
    if (v == HIDDEN) {
        p.sign = SIGN_HIDDEN;
        p.value = 7; /* must never be drawn to scale */
    } else {
        p.text = german_number(a, v, decimals);
    }
    return p;
}

/* Values of years first, first + step, ...; basis changes at the years of breaks. */
static void years_set(struct arena *a, struct chart *c, int i, const char *name,
                      enum chart_role role, int first, int step, const double *v, size_t n)
{
    struct chart_series *s = &c->series[i];
    *s = (struct chart_series){.name = name, .role = role};
    s->points = arena_array(a, n, sizeof *s->points);
    for (size_t k = 0; k < n; k++) {
        if (v[k] == ABSENT)
            continue;
        struct chart_point p = point_of(a, v[k], c->decimals);
        p.x0 = p.x1 = first + (int)k * step;
        for (size_t b = 0; b < c->n_breaks; b++)
            p.basis += p.x0 > c->breaks[b].x;
        s->points[s->n_points++] = p;
    }
}

#define YEARS(c, i, name, role, first, step, ...) \
    years_set(a, c, i, name, role, first, step, (const double[]){__VA_ARGS__}, \
              sizeof((const double[]){__VA_ARGS__}) / sizeof(double))

static void breaks_set(struct arena *a, struct chart *c, size_t n, const struct chart_break *b)
{
    c->breaks = arena_array(a, n, sizeof *b);
    memcpy(c->breaks, b, n * sizeof *b);
    c->n_breaks = n;
}

static void references_set(struct arena *a, struct chart *c, double district, double land)
{
    c->references = arena_array(a, 2, sizeof *c->references);
    c->references[0] = (struct chart_reference){"Kreis", ROLE_DISTRICT, district,
                                                german_number(a, district, c->decimals)};
    c->references[1] =
        (struct chart_reference){"Land", ROLE_LAND, land, german_number(a, land, c->decimals)};
    c->n_references = 2;
}

static const struct chart_break census[] = {{2010.5, "Zensus 2011"}, {2022.5, "Zensus 2022"}};

/* Nürtingen, Bevölkerung am 31.12.: Statistische Ämter, Tabelle 12411-01-01-5; 2024
 * Gemeindeverzeichnis. */
static struct chart *line_census(struct arena *a)
{
    struct chart *c = chart_new(a, CHART_LINE, 1);
    c->field = 0;
    c->unit = "Personen";
    breaks_set(a, c, 2, census);
    YEARS(c, 0, "Nürtingen", ROLE_PLACE, 2008, 1, 40395, 40340, 40365, 39295, 39480, 39760, 39965,
          40535, ABSENT, ABSENT, ABSENT, ABSENT, 41151, ABSENT, 41403, ABSENT, 40773);
    return c;
}

static struct chart *line_three(struct arena *a)
{
    struct chart *c = chart_new(a, CHART_LINE, 3);
    c->decimals = 1;
    c->unit = "je 1 000 Einwohner";
    YEARS(c, 0, "Nürtingen", ROLE_PLACE, 2008, 1, 8.9, 8.0, 8.4, 7.6, 7.4, 8.3, 7.8, 9.2);
    YEARS(c, 1, "Landkreis Esslingen", ROLE_DISTRICT, 2008, 1, 8.4, 8.1, 8.3, 8.2, 8.4, 8.5, 9.1,
          9.4);
    YEARS(c, 2, "Baden-Württemberg", ROLE_LAND, 2008, 1, 8.6, 8.3, 8.4, 8.4, 8.5, 8.6, 8.9, 9.3);
    return c;
}

static struct chart *line_two(struct arena *a)
{
    struct chart *c = chart_new(a, CHART_LINE, 2);
    c->zero_based = true;
    YEARS(c, 0, "Geburten", ROLE_PLACE, 2008, 1, 361, 321, 340, 301, 290, 332, 312, 374);
    YEARS(c, 1, "Sterbefälle", ROLE_SECOND, 2008, 1, 388, 408, 396, 390, 407, 374, 402, 456);
    return c;
}

static struct chart *line_biennial(struct arena *a)
{
    struct chart *c = chart_new(a, CHART_LINE, 5);
    c->unit = "Personen im Dezember";
    breaks_set(a, c, 1,
               (const struct chart_break[]){{2016.5, "Pflegebedürftigkeitsbegriff ab 2017"}});
    YEARS(c, 0, "ambulante Pflege", ROLE_PLACE, 1999, 2, 1500, 1620, 1711, 1750, 1801, 1850, 1990,
          2101, 2300, 3200, 4100, 5010);
    YEARS(c, 1, "vollstationäre Dauerpflege", ROLE_SECOND, 1999, 2, 2500, 2600, 2700, 2750, 2801,
          3050, 3290, 3401, 3500, 3600, 3700, 3650);
    YEARS(c, 2, "Pflegegeld allein", ROLE_DISTRICT, 1999, 2, 3000, 3100, HIDDEN, 3300, 3301, 3350,
          3390, 3401, 4800, 6200, 8100, 9010);
    YEARS(c, 3, "Kurzzeit", ROLE_OTHERS, 1999, 2, 100, 120, 110, 150, 101, 150, 190, 201, 200, 300);
    YEARS(c, 4, "Pflegegrad 1, nur Entlastungsbetrag", ROLE_LAND, 2017, 2, 400, 1200, 2010);
    return c;
}

static struct chart *line_single(struct arena *a)
{
    struct chart *c = chart_new(a, CHART_LINE, 1);
    c->decimals = 1;
    c->unit = "%";
    YEARS(c, 0, "Nürtingen", ROLE_PLACE, 2015, 1, 17.0);
    return c;
}

static struct chart *line_equal(struct arena *a)
{
    struct chart *c = chart_new(a, CHART_LINE, 2);
    YEARS(c, 0, "Nürtingen", ROLE_PLACE, 2011, 1, 12, 12, 12, 12);
    YEARS(c, 1, "Kreis", ROLE_DISTRICT, 2011, 1, 12, 12, 12, 12);
    return c;
}

static struct chart *line_hidden(struct arena *a)
{
    struct chart *c = chart_new(a, CHART_LINE, 1);
    c->unit = "Personen";
    YEARS(c, 0, "Ohmden", ROLE_PLACE, 2008, 1, 8, HIDDEN, HIDDEN, 6, 9, 5, HIDDEN, 9, HIDDEN);
    return c;
}

static struct chart *line_nothing(struct arena *a)
{
    struct chart *c = chart_new(a, CHART_LINE, 1);
    YEARS(c, 0, "Ohmden", ROLE_PLACE, 2008, 1, HIDDEN, HIDDEN);
    return c;
}

static struct chart *line_negative(struct arena *a)
{
    struct chart *c = chart_new(a, CHART_LINE, 1);
    c->decimals = 1;
    c->unit = "Zuzüge abzüglich Fortzüge je 1 000 Einwohnerinnen und Einwohner des Vorjahres";
    breaks_set(a, c, 4,
               (const struct chart_break[]){{2009.5, "Erste sehr lange Bezeichnung"},
                                            {2010.5, "Zweite Umstellung der Statistik"},
                                            {2011.5, "Dritte"},
                                            {2012.5, "Vierte Umstellung der Statistik"}});
    YEARS(c, 0, "Nürtingen", ROLE_PLACE, 2008, 1, -4.2, 3.1, -1.0, 15.8, 12.2, -7.7);
    return c;
}

/* Breaks before and after the years that are shown. */
static struct chart *line_far_breaks(struct arena *a)
{
    struct chart *c = line_two(a);
    breaks_set(a, c, 2,
               (const struct chart_break[]){{2004.5, "Hartz IV"}, {2022.5, "Zensus 2022"}});
    return c;
}

static struct chart *columns_two(struct arena *a)
{
    struct chart *c = chart_new(a, CHART_COLUMNS, 2);
    breaks_set(a, c, 1, (const struct chart_break[]){{2014.5, "gesetzliche Altersgrenze"}});
    YEARS(c, 0, "ab der Altersgrenze", ROLE_PLACE, 2008, 1, 1524, 1480, 1540, 1590, 1630, 1770,
          1905, 1930, 1896);
    YEARS(c, 1, "18 Jahre bis unter die Altersgrenze", ROLE_PLACE, 2008, 1, 1231, 1222, 1266, 1312,
          1384, 1450, 1507, 1580, 1512);
    return c;
}

static struct chart *columns_negative(struct arena *a)
{
    struct chart *c = chart_new(a, CHART_COLUMNS, 1);
    c->unit = "Personen";
    YEARS(c, 0, "Saldo", ROLE_PLACE, 2008, 1, -27, -87, -56, -89, 0, 42, -90, -82);
    return c;
}

static struct chart *columns_hidden(struct arena *a)
{
    struct chart *c = chart_new(a, CHART_COLUMNS, 1);
    c->unit = "Kinder";
    YEARS(c, 0, "Kinder", ROLE_PLACE, 2006, 1, 12000, 91000, 88000, HIDDEN, 90000, ABSENT, 96000, 0,
          HIDDEN, 98000, 99000, 100000, HIDDEN);
    c->series[0].points[4].marks = SIGN_LIMITED;
    return c;
}

static struct chart *columns_one(struct arena *a)
{
    struct chart *c = chart_new(a, CHART_COLUMNS, 1);
    c->unit = "Plätze";
    YEARS(c, 0, "Plätze", ROLE_DISTRICT, 2015, 1, 1234567);
    return c;
}

static struct chart *columns_long(struct arena *a)
{
    struct chart *c = chart_new(a, CHART_COLUMNS, 1);
    breaks_set(a, c, 2, census);
    YEARS(c, 0, "x", ROLE_PLACE, 1995, 1, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23,
          24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39);
    return c;
}

static struct chart_series *rows_new(struct arena *a, struct chart *c, int i, size_t n)
{
    c->series[i].points = arena_array(a, n, sizeof *c->series[i].points);
    c->series[i].n_points = n;
    return &c->series[i];
}

static const char *const places[] = {"Esslingen am Neckar",
                                     "Plochingen",
                                     "Kirchheim unter Teck",
                                     "Nürtingen",
                                     "Reichenbach an der Fils",
                                     "Altbach",
                                     "Neckartenzlingen",
                                     "Wendlingen am Neckar",
                                     "Lenningen",
                                     "Holzmaden",
                                     "Leinfelden-Echterdingen",
                                     "Neuhausen auf den Fildern"};

static void place_set(struct arena *a, struct chart *c, struct chart_point *p, size_t i, double v)
{
    *p = point_of(a, v, c->decimals);
    p->label = places[i % 12];
    p->rank = v == HIDDEN ? 0 : (int)i + 1;
    p->emphasis = i == 3;
    if (i % 7 == 5 && v != HIDDEN) {
        p->marks = SIGN_LIMITED;
        p->text = arena_printf(a, "(%s)", p->text);
    }
}

static struct chart *ranking_all(struct arena *a)
{
    struct chart *c = chart_new(a, CHART_RANKING, 1);
    c->decimals = 1;
    struct chart_series *s = rows_new(a, c, 0, 44);
    for (size_t i = 0; i < 44; i++)
        place_set(a, c, &s->points[i], i, i < 41 ? 14.8 - 0.26 * (double)i : HIDDEN);
    references_set(a, c, 8.9, 9.5);
    return c;
}

static struct chart *ranking_signed(struct arena *a)
{
    struct chart *c = chart_new(a, CHART_RANKING, 1);
    c->decimals = 1;
    c->unit = "Zuzüge abzüglich Fortzüge je 1 000 Einwohner";
    struct chart_series *s = rows_new(a, c, 0, 12);
    for (size_t i = 0; i < 12; i++)
        place_set(a, c, &s->points[i], i, i < 11 ? 12.0 - 2.4 * (double)i : HIDDEN);
    references_set(a, c, -11.9, -12.0);
    return c;
}

static struct chart *ranking_small(struct arena *a)
{
    struct chart *c = chart_new(a, CHART_RANKING, 1);
    c->unit = "Euro";
    struct chart_series *s = rows_new(a, c, 0, 3);
    for (size_t i = 0; i < 3; i++)
        place_set(a, c, &s->points[i], i + 9, i < 2 ? 44500 : HIDDEN);
    references_set(a, c, 44500, 44501);
    return c;
}

/* Landkreis Esslingen 2015 in persons of age classes: shape of 12411-02-03-5. */
static void ages_set(struct arena *a, struct chart *c, int i, const char *name,
                     enum chart_role role, int sex, const double *v)
{
    static const double ages[] = {0,  3,  6,  10, 15, 18, 20, 25, 30,
                                  35, 40, 45, 50, 55, 60, 65, 75, 127};
    struct chart_series *s = rows_new(a, c, i, 17);
    s->name = name;
    s->role = role;
    s->sex = sex;
    for (size_t k = 0; k < 17; k++) {
        s->points[k] = point_of(a, v[k], 1);
        s->points[k].x0 = ages[k];
        s->points[k].x1 = ages[k + 1];
    }
}

static const double men[] = {4.4, 4.1, 5.0, 5.1, 5.5, 6.2, 7.0, 7.2, 6.4,
                             5.8, 6.3, 8.3, 8.0, 6.8, 5.7, 4.7, 2.2};
static const double women[] = {4.2, 4.0, 4.6, 4.9, 4.8, 5.8, 6.4, 5.9, 5.4,
                               5.4, 6.2, 7.8, 7.8, 6.9, 5.9, 5.2, 3.3};

static struct chart *pyramid_of(struct arena *a, const char *name, const char *other, bool land)
{
    struct chart *c = chart_new(a, CHART_PYRAMID, land ? 6 : 4);
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

static void label_set(struct arena *a, struct chart_point *p, const char *label, double v)
{
    *p = point_of(a, v, 0);
    p->label = label;
}

static struct chart *bars_plain(struct arena *a)
{
    static const char *const labels[] = {"unter 3 Jahre", "3 bis unter 6 Jahre",
                                         "6 bis unter 10 Jahre", "10 bis unter 15 Jahre"};
    static const double v[] = {1024, 1010, 1402, 1933};
    struct chart *c = chart_new(a, CHART_BARS, 1);
    c->unit = "Personen";
    struct chart_series *s = rows_new(a, c, 0, 4);
    for (size_t i = 0; i < 4; i++)
        label_set(a, &s->points[i], labels[i], v[i]);
    return c;
}

static struct chart *bars_long(struct arena *a)
{
    static const char *const labels[] = {
        "Eingliederungshilfe für seelisch behinderte Kinder und Jugendliche nach § 35a SGB VIII",
        "Sozialpädagogische Familienhilfe", "Vollzeitpflege",
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"};
    static const double v[2][4] = {{12345, -300, HIDDEN, 0}, {10000, 8000, 5, HIDDEN}};
    struct chart *c = chart_new(a, CHART_BARS, 2);
    c->unit = "Hilfen am Jahresende";
    for (int k = 0; k < 2; k++) {
        struct chart_series *s = rows_new(a, c, k, 4);
        s->name = k == 0 ? "Leinfelden-Echterdingen" : "Landkreis Esslingen insgesamt";
        s->role = k == 0 ? ROLE_PLACE : ROLE_DISTRICT;
        for (size_t i = 0; i < 4; i++)
            label_set(a, &s->points[i], labels[i], v[k][i]);
    }
    return c;
}

static struct chart *bars_sexes(struct arena *a)
{
    static const char *const labels[] = {"65 bis unter 75", "75 bis unter 85", "85 und älter"};
    struct chart *c = chart_new(a, CHART_BARS, 2);
    for (int k = 0; k < 2; k++) {
        struct chart_series *s = rows_new(a, c, k, 3);
        s->name = k == 0 ? "Männer" : "Frauen";
        s->role = k == 0 ? ROLE_SECOND : ROLE_PLACE;
        for (size_t i = 0; i < 3; i++)
            label_set(a, &s->points[i], labels[i], 2000 - 600 * (double)i + 90 * k);
    }
    c->unit = "Personen";
    return c;
}

static void strip_set(struct arena *a, struct chart *c, int i, double from, double factor)
{
    struct chart_series *s = rows_new(a, c, i, 44);
    s->role = ROLE_OTHERS;
    for (size_t k = 0; k < 44; k++) {
        s->points[k] = point_of(a, from * pow(factor, (double)k), 1);
        s->points[k].emphasis = k == 30;
    }
}

static struct chart *tile_plain(struct arena *a)
{
    struct chart *c = chart_new(a, CHART_TILE, 2);
    c->decimals = 1;
    c->value_text = "9,2";
    YEARS(c, 0, "Nürtingen", ROLE_PLACE, 2008, 1, 8.9, 8.0, 8.4, ABSENT, 7.4, 8.3, 7.8, 9.2);
    strip_set(a, c, 1, 6, 1.02);
    references_set(a, c, 9.4, 9.3);
    c->n_references = 1;
    c->caption_left = "Rang 21 von 44";
    c->caption_right = "Kreis 9,4";
    c->span_text = "2008–2015";
    return c;
}

static struct chart *tile_log(struct arena *a)
{
    struct chart *c = tile_plain(a);
    strip_set(a, c, 1, 1700, 1.1);
    c->log_scale = true;
    c->value_text = "40 773";
    c->caption_right = "log. Teilung";
    return c;
}

static struct chart *tile_extreme(struct arena *a)
{
    struct chart *c = tile_plain(a);
    YEARS(c, 0, "x", ROLE_PLACE, 2015, 1, 8.9);
    strip_set(a, c, 1, 0, 1);
    c->log_scale = true;
    c->value_text = "10 879 618 Personen";
    c->caption_left = "Rang 41 von 44 Gemeinden";
    c->caption_right = "Landkreis 10 879 618";
    return c;
}

static struct chart *tile_hidden(struct arena *a)
{
    struct chart *c = tile_plain(a);
    YEARS(c, 0, "x", ROLE_PLACE, 2008, 1, HIDDEN, HIDDEN);
    c->series[1].points[30].sign = SIGN_HIDDEN;
    c->value_text = ".";
    c->span_text = "nur ein Jahr";
    return c;
}

static struct chart *strip_plain(struct arena *a)
{
    struct chart *c = chart_new(a, CHART_STRIP, 1);
    strip_set(a, c, 0, 5, 1.03);
    references_set(a, c, 9.4, 9.3);
    c->caption_left = "Rang 5 von 44";
    c->caption_right = "Kreis 9,4";
    return c;
}

static struct chart *spark_plain(struct arena *a)
{
    struct chart *c = chart_new(a, CHART_SPARK, 1);
    YEARS(c, 0, "x", ROLE_PLACE, 2008, 1, 5, 6, 4, HIDDEN, 8, ABSENT, 9, 7, HIDDEN);
    return c;
}

static struct chart *spark_one(struct arena *a)
{
    struct chart *c = chart_new(a, CHART_SPARK, 1);
    YEARS(c, 0, "x", ROLE_PLACE, 2008, 1, 5);
    return c;
}

static void spine_row(struct arena *a, struct chart_point *p, const char *label, const char *sub,
                      double v, double reference, bool outside)
{
    *p = point_of(a, v, 1);
    p->label = label;
    p->sublabel = sub;
    p->reference = reference;
    p->reference_text = german_number(a, reference, 1);
    p->outside = outside;
    p->has_spread = v != HIDDEN;
    p->low = reference * 0.7;
    p->q1 = reference * 0.93;
    p->q3 = reference * 1.1;
    p->high = reference * 1.4;
}

static struct chart *spine_of(struct arena *a, const char *place, const char *longest)
{
    struct chart *c = chart_new(a, CHART_SPINE, 3);
    c->field = 0;
    c->caption_left = place;
    references_set(a, c, 0, 0);
    c->references[0].name = "Landkreis";
    c->series[0].name = "Bevölkerung";
    c->series[1].name = "Migration und Integration";
    c->series[1].field = 5;
    c->series[2].name = "Soziale Sicherung und Sozialhilfe";
    c->series[2].field = 3;
    struct chart_point *p = rows_new(a, c, 0, 4)->points;
    spine_row(a, &p[0], "Unter 3 Jahre", "%, 2015", 2.6, 2.8, false);
    spine_row(a, &p[1], "65 Jahre und älter", "%, 2015", 20.9, 20.3, true);
    spine_row(a, &p[2], "Zuzüge", "je 1 000, 2015", 100.9, 86.4, true);
    spine_row(a, &p[3], "Geburten", "", HIDDEN, 9.4, false);
    p = rows_new(a, c, 1, 1)->points;
    spine_row(a, &p[0], "Ausländische Bevölkerung", "%, Zensus 2011", 12.1, 12.7, true);
    p = rows_new(a, c, 2, 2)->points;
    spine_row(a, &p[0], longest, "je 100 Personen von 15 bis unter 65, 2015", 57.7, 61.2, true);
    spine_row(a, &p[1], "Langzeitarbeitslose", "% der Arbeitslosen, 2016", 28.4, NAN, false);
    p[1].reference_text = ".";
    return c;
}

static struct chart *spine_plain(struct arena *a)
{
    return spine_of(a, "Nürtingen", "Beschäftigte am Wohnort");
}

static struct chart *spine_long(struct arena *a)
{
    return spine_of(a, "Leinfelden-Echterdingen",
                    "Sozialversicherungspflichtig Beschäftigte am Wohnort insgesamt und mehr");
}

static const struct {
    const char *name;
    struct chart *(*make)(struct arena *a);
    double least; /* smallest width it is made for [pt] */
} samples[] = {{"line_census", line_census, 193},
               {"line_three", line_three, 193},
               {"line_two", line_two, 193},
               {"line_biennial", line_biennial, 193},
               {"line_single", line_single, 193},
               {"line_equal", line_equal, 193},
               {"line_hidden", line_hidden, 193},
               {"line_nothing", line_nothing, 193},
               {"line_negative", line_negative, 193},
               {"line_far_breaks", line_far_breaks, 193},
               {"columns_two", columns_two, 193},
               {"columns_negative", columns_negative, 193},
               {"columns_hidden", columns_hidden, 193},
               {"columns_one", columns_one, 193},
               {"columns_long", columns_long, 193},
               {"ranking_all", ranking_all, 193},
               {"ranking_signed", ranking_signed, 193},
               {"ranking_small", ranking_small, 193},
               {"pyramid_plain", pyramid_plain, 193},
               {"pyramid_wide_top", pyramid_wide_top, 193},
               {"bars_plain", bars_plain, 193},
               {"bars_long", bars_long, 193},
               {"bars_sexes", bars_sexes, 193},
               {"tile_plain", tile_plain, 111},
               {"tile_log", tile_log, 111},
               {"tile_extreme", tile_extreme, 111},
               {"tile_hidden", tile_hidden, 111},
               {"strip_plain", strip_plain, 111},
               {"spark_plain", spark_plain, 50},
               {"spark_one", spark_one, 50},
               {"spine_plain", spine_plain, 193},
               {"spine_long", spine_long, 193}};
enum { N_SAMPLES = sizeof samples / sizeof *samples };

#endif
