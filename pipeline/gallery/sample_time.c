#include "gallery/gallery_private.h"

#include <math.h>
#include <string.h>

#include "base/german.h"

static const struct chart_break census[] = {{2010.5, "Zensus 2011", false},
                                            {2022.5, "Zensus 2022", false}};

/* Nürtingen, Bevölkerung am 31.12.: Statistische Ämter, Tabelle 12411-01-01-5; 2024
 * Gemeindeverzeichnis. */
static struct chart *line_census(struct arena *a)
{
    struct chart *c = gallery_chart(a, CHART_LINE, 1);
    c->field = 0;
    c->unit = "Personen";
    gallery_breaks(a, c, 2, census);
    YEARS(c, 0, "Nürtingen", ROLE_PLACE, 2008, 1, 40395, 40340, 40365, 39295, 39480, 39760, 39965,
          40535, ABSENT, ABSENT, ABSENT, ABSENT, 41151, ABSENT, 41403, ABSENT, 40773);
    return c;
}

static struct chart *line_three(struct arena *a)
{
    struct chart *c = gallery_chart(a, CHART_LINE, 3);
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
    struct chart *c = gallery_chart(a, CHART_LINE, 2);
    c->zero_based = true;
    YEARS(c, 0, "Geburten", ROLE_PLACE, 2008, 1, 361, 321, 340, 301, 290, 332, 312, 374);
    YEARS(c, 1, "Sterbefälle", ROLE_SECOND, 2008, 1, 388, 408, 396, 390, 407, 374, 402, 456);
    return c;
}

static struct chart *line_biennial(struct arena *a)
{
    struct chart *c = gallery_chart(a, CHART_LINE, 5);
    c->unit = "Personen im Dezember";
    gallery_breaks(
        a, c, 1,
        (const struct chart_break[]){{2016.5, "Pflegebedürftigkeitsbegriff ab 2017", false}});
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
    struct chart *c = gallery_chart(a, CHART_LINE, 1);
    c->decimals = 1;
    c->unit = "%";
    YEARS(c, 0, "Nürtingen", ROLE_PLACE, 2015, 1, 17.0);
    return c;
}

static struct chart *line_equal(struct arena *a)
{
    struct chart *c = gallery_chart(a, CHART_LINE, 2);
    YEARS(c, 0, "Nürtingen", ROLE_PLACE, 2011, 1, 12, 12, 12, 12);
    YEARS(c, 1, "Kreis", ROLE_DISTRICT, 2011, 1, 12, 12, 12, 12);
    return c;
}

static struct chart *line_hidden(struct arena *a)
{
    struct chart *c = gallery_chart(a, CHART_LINE, 1);
    c->unit = "Personen";
    YEARS(c, 0, "Ohmden", ROLE_PLACE, 2008, 1, 8, HIDDEN, HIDDEN, 6, 9, 5, HIDDEN, 9, HIDDEN);
    return c;
}

static struct chart *line_nothing(struct arena *a)
{
    struct chart *c = gallery_chart(a, CHART_LINE, 1);
    YEARS(c, 0, "Ohmden", ROLE_PLACE, 2008, 1, HIDDEN, HIDDEN);
    return c;
}

static struct chart *line_negative(struct arena *a)
{
    struct chart *c = gallery_chart(a, CHART_LINE, 1);
    c->decimals = 1;
    c->unit = "Zuzüge abzüglich Fortzüge je 1 000 Einwohnerinnen und Einwohner des Vorjahres";
    gallery_breaks(
        a, c, 4,
        (const struct chart_break[]){{2009.5, "Erste sehr lange Bezeichnung", false},
                                     {2010.5, "Zweite Umstellung der Statistik", false},
                                     {2011.5, "Dritte", false},
                                     {2012.5, "Vierte Umstellung der Statistik", false}});
    YEARS(c, 0, "Nürtingen", ROLE_PLACE, 2008, 1, -4.2, 3.1, -1.0, 15.8, 12.2, -7.7);
    return c;
}

/* Breaks before and after the years that are shown. */
static struct chart *line_far_breaks(struct arena *a)
{
    struct chart *c = line_two(a);
    gallery_breaks(
        a, c, 2,
        (const struct chart_break[]){{2004.5, "Hartz IV", false}, {2022.5, "Zensus 2022", false}});
    return c;
}

/* Half widths of intervals; what is 0 has none. */
static void add_band(struct arena *a, struct chart *c, const double *half)
{
    struct chart_series *s = &c->series[0];
    c->band = true;
    for (size_t i = 0; i < s->n_points; i++) {
        struct chart_point *p = &s->points[i];
        if (!sign_counts(p->sign) || !(half[i] > 0))
            continue;
        p->has_interval = true;
        p->lower = p->value - half[i];
        p->upper = p->value + half[i];
        p->low_text = german_number(a, p->lower, c->decimals);
        p->high_text = german_number(a, p->upper, c->decimals);
    }
}

/* Points from year on; at the series of index i. */
static void project(struct arena *a, struct chart *c, size_t i, int year)
{
    for (size_t k = 0; k < c->series[i].n_points; k++)
        c->series[i].points[k].projected = c->series[i].points[k].x0 >= year;
    struct chart_break *breaks = arena_array(a, c->n_breaks + 1, sizeof *breaks);
    for (size_t k = 0; k < c->n_breaks; k++)
        breaks[k] = c->breaks[k];
    breaks[c->n_breaks++] = (struct chart_break){year - 0.5, "Vorausberechnung", true};
    c->breaks = breaks;
}

static struct chart *line_band(struct arena *a)
{
    struct chart *c = line_three(a);
    add_band(a, c, (const double[]){1.3, 1.2, 1.2, 1.2, 1.1, 1.2, 1.1, 1.3});
    return c;
}

/* Few cases: wide intervals, a hidden year, a change of counting, a year without interval. */
static struct chart *line_band_gaps(struct arena *a)
{
    struct chart *c = gallery_chart(a, CHART_LINE, 1);
    c->field = 1;
    c->decimals = 1;
    c->unit = "je 1 000 Einwohner";
    gallery_breaks(a, c, 1, (const struct chart_break[]){{2010.5, "Zensus 2011", false}});
    YEARS(c, 0, "Ohmden", ROLE_PLACE, 2006, 1, 6.1, 5.2, HIDDEN, 7.9, 6.0, 6.8, ABSENT, 8.8, 4.1,
          9.9);
    add_band(a, c, (const double[]){3.1, 2.9, 0, 3.4, 3.0, 3.2, 3.6, 0, 3.9});
    return c;
}

/* Nürtingen, invented from 2025 on. */
static struct chart *line_projected(struct arena *a)
{
    struct chart *c = gallery_chart(a, CHART_LINE, 1);
    c->field = 0;
    c->unit = "Personen";
    gallery_breaks(a, c, 2, census);
    YEARS(c, 0, "Nürtingen", ROLE_PLACE, 2010, 1, 40365, 39295, 39480, 39760, 39965, 40535, ABSENT,
          ABSENT, ABSENT, ABSENT, 41151, ABSENT, 41403, ABSENT, 40773, 40900, 41000, 41150, 41300,
          41400, 41480, 41550, 41600);
    project(a, c, 0, 2025);
    return c;
}

/* Three groups, every fifth year of the projection. */
static struct chart *line_projected_three(struct arena *a)
{
    struct chart *c = gallery_chart(a, CHART_LINE, 3);
    c->field = 4;
    c->unit = "Pflegebedürftige";
    YEARS(c, 0, "Nürtingen", ROLE_PLACE, 2009, 2, 1010, 1090, 1170, 1300, 1490, 1710, ABSENT, 1905,
          ABSENT, ABSENT, 2190, ABSENT, ABSENT, 2380);
    YEARS(c, 1, "Kirchheim unter Teck", ROLE_OTHERS, 2009, 2, 900, 960, 1040, 1180, 1300, 1510,
          ABSENT, 1700, ABSENT, ABSENT, 1890, ABSENT, ABSENT, 1990);
    YEARS(c, 2, "Filderstadt", ROLE_SECOND, 2009, 2, 780, 860, 990, 1120, 1320, 1500, HIDDEN);
    project(a, c, 0, 2022);
    for (size_t i = 0; i < c->series[1].n_points; i++)
        c->series[1].points[i].projected = c->series[1].points[i].x0 >= 2022;
    return c;
}

/* One year only: hardly any room for the name above it. */
static struct chart *line_projected_late(struct arena *a)
{
    struct chart *c = gallery_chart(a, CHART_LINE, 1);
    c->decimals = 1;
    c->unit = "%";
    YEARS(c, 0, "Nürtingen", ROLE_PLACE, 2008, 1, 17.1, 17.0, 16.9, 16.9, 17.0, 16.8, 16.9, 17.0,
          17.2, 17.1, 17.3, 17.2, 17.4, 17.5, 17.6, 17.6, 17.8, 18.0);
    project(a, c, 0, 2025);
    return c;
}

static struct chart *columns_two(struct arena *a)
{
    struct chart *c = gallery_chart(a, CHART_COLUMNS, 2);
    gallery_breaks(a, c, 1,
                   (const struct chart_break[]){{2014.5, "gesetzliche Altersgrenze", false}});
    YEARS(c, 0, "ab der Altersgrenze", ROLE_PLACE, 2008, 1, 1524, 1480, 1540, 1590, 1630, 1770,
          1905, 1930, 1896);
    YEARS(c, 1, "18 Jahre bis unter die Altersgrenze", ROLE_PLACE, 2008, 1, 1231, 1222, 1266, 1312,
          1384, 1450, 1507, 1580, 1512);
    return c;
}

static struct chart *columns_negative(struct arena *a)
{
    struct chart *c = gallery_chart(a, CHART_COLUMNS, 1);
    c->unit = "Personen";
    YEARS(c, 0, "Saldo", ROLE_PLACE, 2008, 1, -27, -87, -56, -89, 0, 42, -90, -82);
    return c;
}

static struct chart *columns_hidden(struct arena *a)
{
    struct chart *c = gallery_chart(a, CHART_COLUMNS, 1);
    c->unit = "Kinder";
    YEARS(c, 0, "Kinder", ROLE_PLACE, 2006, 1, 12000, 91000, 88000, HIDDEN, 90000, ABSENT, 96000, 0,
          HIDDEN, 98000, 99000, 100000, HIDDEN);
    c->series[0].points[4].marks = SIGN_LIMITED;
    return c;
}

static struct chart *columns_one(struct arena *a)
{
    struct chart *c = gallery_chart(a, CHART_COLUMNS, 1);
    c->unit = "Plätze";
    YEARS(c, 0, "Plätze", ROLE_DISTRICT, 2015, 1, 1234567);
    return c;
}

static struct chart *columns_long(struct arena *a)
{
    struct chart *c = gallery_chart(a, CHART_COLUMNS, 1);
    gallery_breaks(a, c, 2, census);
    YEARS(c, 0, "x", ROLE_PLACE, 1995, 1, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23,
          24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39);
    return c;
}

/* Panels with a series each, and one reference behind them. */
static struct chart *make_panels(struct arena *a, size_t n, int decimals, const char *reference)
{
    struct chart *c = gallery_chart(a, CHART_MULTIPLES, (int)n + (reference != NULL));
    c->decimals = decimals;
    c->panels = arena_array(a, n, sizeof *c->panels);
    c->n_panels = n;
    return c;
}

static void panel(struct arena *a, struct chart *c, size_t i, int first, const double *v, size_t n)
{
    const char *name = gallery_places[i % 12];
    gallery_years(a, c, (int)i, name, i == 3 ? ROLE_PLACE : ROLE_OTHERS, first, 1, v, n);
    c->panels[i] = (struct chart_panel){name, i, 1, i == 3};
}

/* Unemployed per 100 persons of 15 to 64 years: a common course, a level of each place. */
static void unemployment(struct arena *a, struct chart *c)
{
    static const double course[] = {4.9, 5.2, 4.1, 3.4, 4.9, 4.6, 3.5, 3.4, 3.6, 3.5, 3.4, 3.6};
    for (size_t i = 0; i < c->n_panels; i++) {
        double v[12];
        for (size_t k = 0; k < 12; k++)
            v[k] = course[k] * (0.7 + 0.06 * (double)(i * 7 % 11)) +
                   0.05 * (double)((i * 13 + k * 5) % 7);
        if (i % 9 == 5)
            v[7] = v[8] = HIDDEN;
        if (i % 13 == 8)
            v[11] = HIDDEN;
        panel(a, c, i, 2005, v, 12);
    }
    if (c->n_series > c->n_panels)
        gallery_years(a, c, (int)c->n_panels, "Landkreis Esslingen", ROLE_DISTRICT, 2005, 1, course,
                      12);
}

static struct chart *multiples_all(struct arena *a)
{
    struct chart *c = make_panels(a, 44, 1, "Kreis");
    c->unit = "je 100 Personen von 15 bis unter 65 Jahren";
    unemployment(a, c);
    return c;
}

static struct chart *multiples_twelve(struct arena *a)
{
    struct chart *c = make_panels(a, 12, 1, "Kreis");
    c->unit = "je 100 Personen von 15 bis unter 65 Jahren";
    unemployment(a, c);
    return c;
}

/* Populations: long numbers, places of different size, two breaks, years without figures. */
static struct chart *multiples_census(struct arena *a)
{
    struct chart *c = make_panels(a, 5, 0, NULL);
    c->field = 0;
    c->unit = "Personen";
    gallery_breaks(a, c, 2, census);
    for (size_t i = 0; i < 5; i++) {
        double v[17], size = i == 0 ? 92000 : 6000 * (double)i + 3700;
        for (size_t k = 0; k < 17; k++)
            v[k] = (k > 7 && k < 12) || k == 13 || k == 15
                       ? ABSENT
                       : size * (1 + 0.005 * (double)k - (k > 2 ? 0.03 : 0));
        panel(a, c, i, 2008, v, 17);
    }
    return c;
}

static struct chart *multiples_negative(struct arena *a)
{
    struct chart *c = make_panels(a, 4, 1, NULL);
    c->unit = "Geburten abzüglich Sterbefälle je 1 000 Einwohnerinnen und Einwohner";
    for (size_t i = 0; i < 4; i++) {
        double v[8];
        for (size_t k = 0; k < 8; k++)
            v[k] = ((double)((i * 5 + k * 3) % 9) - 5) * 1.3;
        panel(a, c, i, 2008, v, 8);
    }
    return c;
}

static struct chart *multiples_equal(struct arena *a)
{
    struct chart *c = make_panels(a, 3, 0, NULL);
    for (size_t i = 0; i < 3; i++)
        panel(a, c, i, 2011, (const double[]){12, 12, 12}, 3);
    return c;
}

static struct chart *multiples_single(struct arena *a)
{
    struct chart *c = make_panels(a, 1, 1, NULL);
    c->unit = "%";
    panel(a, c, 0, 2015, (const double[]){17.0}, 1);
    return c;
}

/* One place with nothing shown, one without any figure, one with a single value. */
static struct chart *multiples_hidden(struct arena *a)
{
    struct chart *c = make_panels(a, 4, 0, NULL);
    c->unit = "Personen";
    panel(a, c, 0, 2008, (const double[]){HIDDEN, HIDDEN, HIDDEN, HIDDEN}, 4);
    panel(a, c, 1, 2008, NULL, 0);
    panel(a, c, 2, 2008, (const double[]){HIDDEN, 7, HIDDEN, HIDDEN}, 4);
    panel(a, c, 3, 2008, (const double[]){9, HIDDEN, 11, 8}, 4);
    return c;
}

static struct chart *multiples_nothing(struct arena *a)
{
    struct chart *c = make_panels(a, 2, 0, NULL);
    panel(a, c, 0, 2008, (const double[]){HIDDEN}, 1);
    panel(a, c, 1, 2008, NULL, 0);
    return c;
}

/* Baden-Württemberg is near to these shares of three age groups. */
static struct chart *ages_three(struct arena *a)
{
    struct chart *c = gallery_chart(a, CHART_AGES, 3);
    c->field = 0;
    c->decimals = 1;
    c->unit = "%";
    c->shares = true;
    YEARS(c, 0, "unter 18", ROLE_PLACE, 2008, 1, 18.6, 18.2, 17.9, 17.6, 17.3, 17.1, 17.0, 17.0,
          17.1, 17.1, 17.2, 17.3);
    YEARS(c, 1, "18 bis unter 65", ROLE_PLACE, 2008, 1, 62.4, 62.3, 62.5, 63.1, 63.2, 63.1, 63.0,
          62.9, 62.6, 62.5, 62.2, 61.9);
    YEARS(c, 2, "65 und älter", ROLE_PLACE, 2008, 1, 19.0, 19.5, 19.6, 19.3, 19.5, 19.8, 20.0, 20.1,
          20.3, 20.4, 20.6, 20.8);
    return c;
}

/* Persons: kinds of care every second year, one of them counted since a reform only. */
static struct chart *ages_care(struct arena *a)
{
    struct chart *c = gallery_chart(a, CHART_AGES, 4);
    c->field = 4;
    c->unit = "Pflegebedürftige im Dezember";
    gallery_breaks(a, c, 1,
                   (const struct chart_break[]){{2016, "Pflegebedürftigkeitsbegriff", false}});
    YEARS(c, 0, "vollstationäre Dauerpflege", ROLE_PLACE, 2005, 2, 3050, 3290, 3401, 3500, 3600,
          3700, 3720, 3650);
    YEARS(c, 1, "ambulante Pflege", ROLE_PLACE, 2005, 2, 1850, 1990, 2101, 2300, 2500, 2800, 3400,
          4010);
    YEARS(c, 2, "Pflegegeld allein", ROLE_PLACE, 2005, 2, 3350, 3390, 3401, 3800, 4200, 4900, 7100,
          9010);
    YEARS(c, 3, "Pflegegrad 1, nur Entlastungsbetrag", ROLE_PLACE, 2017, 2, 400, 1200);
    return c;
}

/* Eight parts, small ones at both ends, a hidden one, a year without figures. */
static struct chart *ages_many(struct arena *a)
{
    static const char *const names[] = {"unter 3",         "3 bis unter 6",   "6 bis unter 18",
                                        "18 bis unter 25", "25 bis unter 45", "45 bis unter 65",
                                        "65 bis unter 80", "80 und älter"};
    static const double shares[] = {2.6, 2.7, 12.1, 7.8, 25.9, 29.0, 14.4, 5.5};
    struct chart *c = gallery_chart(a, CHART_AGES, 8);
    c->field = 1;
    c->decimals = 1;
    c->unit = "%";
    c->shares = true;
    for (int i = 0; i < 8; i++) {
        double v[8];
        for (int k = 0; k < 8; k++)
            v[k] = k == 5             ? ABSENT
                   : i == 1 && k == 3 ? HIDDEN
                                      : shares[i] + (k - 4) * (i - 3.5) / 20;
        gallery_years(a, c, i, names[i], ROLE_PLACE, 2008, 1, v, 8);
    }
    return c;
}

/* Parts of a whole that has others too, and the last year is not known. */
static struct chart *ages_open(struct arena *a)
{
    struct chart *c = gallery_chart(a, CHART_AGES, 2);
    c->decimals = 1;
    c->unit = "%";
    c->shares = true;
    YEARS(c, 0, "Langzeitarbeitslose", ROLE_PLACE, 2012, 1, 33.1, 34.0, 33.2, 32.0, HIDDEN);
    YEARS(c, 1, "Arbeitslose unter 25 Jahren", ROLE_PLACE, 2012, 1, 8.9, 8.4, 8.2, 8.8, 9.0);
    c->series[1].points[2].marks = SIGN_LIMITED;
    return c;
}

static struct chart *ages_rest(struct arena *a)
{
    struct chart *c = ages_open(a);
    c->series[0].n_points = c->series[1].n_points = 4;
    return c;
}

static struct chart *ages_single(struct arena *a)
{
    struct chart *c = gallery_chart(a, CHART_AGES, 2);
    c->unit = "Personen";
    YEARS(c, 0, "männlich", ROLE_PLACE, 2015, 1, 20143);
    YEARS(c, 1, "weiblich", ROLE_PLACE, 2015, 1, 20392);
    return c;
}

static struct chart *ages_equal(struct arena *a)
{
    struct chart *c = gallery_chart(a, CHART_AGES, 3);
    c->shares = true;
    YEARS(c, 0, "a", ROLE_PLACE, 2011, 1, 25, 25, 25);
    YEARS(c, 1, "b", ROLE_PLACE, 2011, 1, 75, 75, 75);
    YEARS(c, 2, "nichts davon", ROLE_PLACE, 2011, 1, 0, 0, 0);
    return c;
}

static struct chart *ages_nothing(struct arena *a)
{
    struct chart *c = gallery_chart(a, CHART_AGES, 2);
    YEARS(c, 0, "a", ROLE_PLACE, 2011, 1, HIDDEN, HIDDEN);
    YEARS(c, 1, "b", ROLE_PLACE, 2011, 1, HIDDEN, 3);
    return c;
}

static struct chart *ages_long(struct arena *a)
{
    struct chart *c = gallery_chart(a, CHART_AGES, 3);
    double v[30];
    c->unit = "Personen";
    gallery_breaks(a, c, 2, census);
    for (int i = 0; i < 3; i++) {
        for (int k = 0; k < 30; k++)
            v[k] = 1000 + 100 * i * k;
        gallery_years(a, c, i,
                      i == 1 ? "Empfängerinnen und Empfänger von Grundsicherung im Alter"
                             : "Hilfe zum Lebensunterhalt",
                      ROLE_PLACE, 1995, 1, v, 30);
    }
    return c;
}

static struct chart *spark_plain(struct arena *a)
{
    struct chart *c = gallery_chart(a, CHART_SPARK, 1);
    YEARS(c, 0, "x", ROLE_PLACE, 2008, 1, 5, 6, 4, HIDDEN, 8, ABSENT, 9, 7, HIDDEN);
    return c;
}

static struct chart *spark_one(struct arena *a)
{
    struct chart *c = gallery_chart(a, CHART_SPARK, 1);
    YEARS(c, 0, "x", ROLE_PLACE, 2008, 1, 5);
    return c;
}

const struct gallery_sample samples_time[] = {
    {CHART_LINE, "line_census", "Reihenbrüche und Lücken", line_census, 193},
    {CHART_LINE, "line_three", "drei Reihen", line_three, 193},
    {CHART_LINE, "line_two", "zwei Reihen ab null", line_two, 193},
    {CHART_LINE, "line_biennial", "jedes zweite Jahr, fünf Reihen", line_biennial, 193},
    {CHART_LINE, "line_single", "ein Wert", line_single, 193},
    {CHART_LINE, "line_equal", "alle gleich", line_equal, 193},
    {CHART_LINE, "line_hidden", "geheim gehaltene Werte", line_hidden, 193},
    {CHART_LINE, "line_nothing", "kein Wert", line_nothing, 193},
    {CHART_LINE, "line_negative", "negative Werte", line_negative, 193},
    {CHART_LINE, "line_far_breaks", "Reihenbrüche außerhalb", line_far_breaks, 193},
    {CHART_LINE, "line_band", "Schwankungsbereich der ersten Reihe", line_band, 193},
    {CHART_LINE, "line_band_gaps", "Schwankungsbereich mit Lücken und Reihenbruch", line_band_gaps,
     193},
    {CHART_LINE, "line_projected", "Vorausberechnung nach zwei Reihenbrüchen", line_projected, 193},
    {CHART_LINE, "line_projected_three", "Vorausberechnung für jedes fünfte Jahr",
     line_projected_three, 193},
    {CHART_LINE, "line_projected_late", "Vorausberechnung für ein Jahr", line_projected_late, 193},
    {CHART_COLUMNS, "columns_two", "zwei Reihen", columns_two, 193},
    {CHART_COLUMNS, "columns_negative", "negative Werte", columns_negative, 193},
    {CHART_COLUMNS, "columns_hidden", "geheim gehaltene Werte", columns_hidden, 193},
    {CHART_COLUMNS, "columns_one", "ein Wert", columns_one, 193},
    {CHART_COLUMNS, "columns_long", "viele Jahre", columns_long, 193},
    {CHART_MULTIPLES, "multiples_twelve", "zwölf Orte", multiples_twelve, 193},
    {CHART_MULTIPLES, "multiples_all", "alle 44 Orte", multiples_all, 317},
    {CHART_MULTIPLES, "multiples_census", "Reihenbrüche, große Zahlen", multiples_census, 193},
    {CHART_MULTIPLES, "multiples_negative", "negative Werte", multiples_negative, 193},
    {CHART_MULTIPLES, "multiples_equal", "alle gleich", multiples_equal, 193},
    {CHART_MULTIPLES, "multiples_single", "ein Ort, ein Wert", multiples_single, 193},
    {CHART_MULTIPLES, "multiples_hidden", "geheim gehaltene Werte", multiples_hidden, 193},
    {CHART_MULTIPLES, "multiples_nothing", "kein Wert", multiples_nothing, 193},
    {CHART_AGES, "ages_three", "drei Altersgruppen", ages_three, 193},
    {CHART_AGES, "ages_care", "Personen, Reihenbruch, ein neuer Teil", ages_care, 193},
    {CHART_AGES, "ages_many", "acht Teile, einer geheim gehalten", ages_many, 193},
    {CHART_AGES, "ages_open", "nicht aufgeteilter Rest, letztes Jahr geheim", ages_open, 193},
    {CHART_AGES, "ages_rest", "nicht aufgeteilter Rest", ages_rest, 193},
    {CHART_AGES, "ages_single", "ein Jahr", ages_single, 193},
    {CHART_AGES, "ages_equal", "alle gleich, ein Teil 0", ages_equal, 193},
    {CHART_AGES, "ages_nothing", "keine Säule", ages_nothing, 193},
    {CHART_AGES, "ages_long", "viele Jahre, lange Namen", ages_long, 193},
    {CHART_SPARK, "spark_plain", "Lücken", spark_plain, 50},
    {CHART_SPARK, "spark_one", "ein Wert", spark_one, 50},
    {0}};
