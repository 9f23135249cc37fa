#include "gallery/gallery_private.h"

#include <math.h>
#include <string.h>

#include "base/german.h"

static void strip_set(struct arena *a, struct chart *c, int i, double from, double factor)
{
    struct chart_series *s = gallery_rows(a, c, i, 44);
    s->role = ROLE_OTHERS;
    for (size_t k = 0; k < 44; k++) {
        s->points[k] = gallery_point(a, from * pow(factor, (double)k), 1);
        s->points[k].emphasis = k == 30;
    }
}

static struct chart *tile_plain(struct arena *a)
{
    struct chart *c = gallery_chart(a, CHART_TILE, 2);
    c->decimals = 1;
    c->value_text = "9,2";
    YEARS(c, 0, "Nürtingen", ROLE_PLACE, 2008, 1, 8.9, 8.0, 8.4, ABSENT, 7.4, 8.3, 7.8, 9.2);
    strip_set(a, c, 1, 6, 1.02);
    gallery_references(a, c, 9.4, 9.3);
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
    struct chart *c = gallery_chart(a, CHART_STRIP, 1);
    strip_set(a, c, 0, 5, 1.03);
    gallery_references(a, c, 9.4, 9.3);
    c->caption_left = "Rang 5 von 44";
    c->caption_right = "Kreis 9,4";
    return c;
}

static void spine_row(struct arena *a, struct chart_point *p, const char *label, const char *sub,
                      double v, double reference, bool outside)
{
    *p = gallery_point(a, v, 1);
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
    struct chart *c = gallery_chart(a, CHART_SPINE, 3);
    c->field = 0;
    c->caption_left = place;
    gallery_references(a, c, 0, 0);
    c->references[0].name = "Landkreis";
    c->series[0].name = "Bevölkerung";
    c->series[1].name = "Migration und Integration";
    c->series[1].field = 5;
    c->series[2].name = "Soziale Sicherung und Sozialhilfe";
    c->series[2].field = 3;
    struct chart_point *p = gallery_rows(a, c, 0, 4)->points;
    spine_row(a, &p[0], "Unter 3 Jahre", "%, 2015", 2.6, 2.8, false);
    spine_row(a, &p[1], "65 Jahre und älter", "%, 2015", 20.9, 20.3, true);
    spine_row(a, &p[2], "Zuzüge", "je 1 000, 2015", 100.9, 86.4, true);
    spine_row(a, &p[3], "Geburten", "", HIDDEN, 9.4, false);
    p = gallery_rows(a, c, 1, 1)->points;
    spine_row(a, &p[0], "Ausländische Bevölkerung", "%, Zensus 2011", 12.1, 12.7, true);
    p = gallery_rows(a, c, 2, 2)->points;
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

/* Twenty rows, every third higher, every third lower than chance explains, one untested. */
static struct chart *spine_many(struct arena *a)
{
    struct chart *c = gallery_chart(a, CHART_SPINE, 2);
    c->caption_left = "Nürtingen";
    c->caption_right = "Kreis";
    c->field = 0;
    c->series[0].name = "Bevölkerung";
    c->series[1].name = "Soziale Sicherung und Sozialhilfe";
    c->series[1].field = 3;
    for (int g = 0; g < 2; g++) {
        struct chart_point *p = gallery_rows(a, c, g, 10)->points;
        for (int i = 0; i < 10; i++) {
            int sign = i % 3 - 1;
            spine_row(a, &p[i], arena_printf(a, "Kennzahl %d", 10 * g + i + 1), "%, 2015",
                      20 + 2 * sign, 20 - 0.1 * i, sign != 0);
        }
    }
    c->series[1].points[9].outside = false;
    c->series[1].points[9].untested = true;
    return c;
}

/* The remaining figures of a row: what lies among the places, and who at its ends. */
struct around {
    double low, q1, median, q3, high, reference;
    const char *lowest, *highest, *rank;
};

static void range_row(struct arena *a, struct chart_point *p, const char *label, const char *sub,
                      double v, struct around o)
{
    *p = gallery_point(a, v, 1);
    p->label = label;
    p->sublabel = sub;
    p->rank_text = v != HIDDEN ? o.rank : NULL;
    p->reference = o.reference;
    p->reference_text = german_number(a, o.reference, 1);
    p->has_spread = true;
    p->low = o.low;
    p->q1 = o.q1;
    p->median = o.median;
    p->q3 = o.q3;
    p->high = o.high;
    p->low_text = german_number(a, o.low, 1);
    p->q1_text = german_number(a, o.q1, 1);
    p->median_text = german_number(a, o.median, 1);
    p->q3_text = german_number(a, o.q3, 1);
    p->high_text = german_number(a, o.high, 1);
    p->low_name = o.lowest;
    p->high_name = o.highest;
}

static struct chart *range_of(struct arena *a, int groups, const char *place)
{
    struct chart *c = gallery_chart(a, CHART_RANGE, groups);
    c->decimals = 1;
    c->place = c->caption_left = place;
    c->caption_right = "Kreis";
    for (int i = 0; i < groups; i++) {
        c->series[i].name = "";
        c->series[i].field = c->field;
    }
    return c;
}

static struct chart *range_plain(struct arena *a)
{
    struct chart *c = range_of(a, 2, "Nürtingen");
    c->field = 0;
    c->series[0].field = 0;
    c->series[0].name = "Bevölkerung";
    c->series[1].name = "Soziale Sicherung und Sozialhilfe";
    c->series[1].field = 3;
    struct chart_point *p = gallery_rows(a, c, 0, 4)->points;
    range_row(a, &p[0], "Unter 18 Jahre", "%, 2015", 17.0,
              (struct around){14.9, 16.5, 17.2, 18.0, 21.3, 16.9, "Holzmaden",
                              "Neuhausen auf den Fildern", "Rang 26 von 44"});
    range_row(a, &p[1], "65 Jahre und älter", "%, 2015", 20.9,
              (struct around){16.2, 18.9, 20.2, 21.4, 25.0, 20.3, "Altbach", "Lenningen",
                              "Rang 15 von 44"});
    range_row(a, &p[2], "Geburten", "je 1 000 Einwohner, 2015", 9.2,
              (struct around){5.1, 8.1, 8.9, 9.8, 12.8, 9.4, "3 Gemeinden", "Plochingen",
                              "Rang 19 von 44"});
    range_row(a, &p[3], "Zuzüge", "je 1 000 Einwohner, 2015", 100.9,
              (struct around){48.8, 62.0, 72.3, 85.9, 103.4, 86.4, "Lenningen",
                              "Leinfelden-Echterdingen", "Rang 2 von 44"});
    p = gallery_rows(a, c, 1, 2)->points;
    range_row(a, &p[0], "Arbeitslose", "je 100 Personen von 15 bis unter 65 Jahren, 2016", 3.0,
              (struct around){1.2, 2.0, 2.3, 2.8, 3.9, 2.9, "Holzmaden", "Plochingen",
                              "Rang 5 von 44"});
    range_row(a, &p[1], "Langzeitarbeitslose", "% der Arbeitslosen, 2016", 28.4,
              (struct around){11.1, 21.9, 26.4, 31.0, 44.4, 30.2, "Ohmden", "Altbach",
                              "Rang 18 von 40"});
    return c;
}

static struct chart *range_common(struct arena *a)
{
    struct chart *c = range_plain(a);
    c->common_scale = true;
    c->unit = "je 1 000 Einwohner";
    c->n_series = 1;
    c->series[0].name = "";
    c->zero_based = true;
    return c;
}

static struct chart *range_hidden(struct arena *a)
{
    struct chart *c = range_of(a, 1, "Ohmden");
    struct chart_point *p = gallery_rows(a, c, 0, 4)->points;
    range_row(a, &p[0], "Arbeitslose", "%, 2016", HIDDEN,
              (struct around){1.2, 2.0, 2.3, 2.8, 3.9, 2.9, "Holzmaden", "Plochingen", NULL});
    range_row(a, &p[1], "Ohne Vergleich", "%, 2016", 2.4,
              (struct around){1.2, 2.0, 2.3, 2.8, 3.9, NAN, "Holzmaden", "Plochingen",
                              "Rang 20 von 44"});
    p[1].reference_text = NULL;
    range_row(a, &p[2], "Zu wenige", "%, 2016", 2.4, (struct around){.rank = "Rang 2 von 3"});
    p[2].has_spread = false;
    range_row(a, &p[3], "Eingeschränkt", "%, 2016", 3.9,
              (struct around){1.2, 2.0, 2.3, 2.8, 3.9, 2.9, "Holzmaden", "Ohmden",
                              "Rang 1 von 44"});
    p[3].text = "(3,9)";
    p[3].marks = SIGN_LIMITED;
    return c;
}

/* No spread at all, one at both ends of it, and a district outside. */
static struct chart *range_equal(struct arena *a)
{
    struct chart *c = range_of(a, 1, "Nürtingen");
    struct chart_point *p = gallery_rows(a, c, 0, 3)->points;
    range_row(a, &p[0], "Alle gleich", "%", 12,
              (struct around){12, 12, 12, 12, 12, 12, "44 Gemeinden", "44 Gemeinden",
                              "Rang 1 von 44"});
    range_row(a, &p[1], "Hälfte gleich", "%", 5,
              (struct around){5, 5, 5, 5, 9, 6, "40 Gemeinden", "Plochingen", "Rang 5 von 44"});
    range_row(a, &p[2], "Kreis außerhalb", "%", 9,
              (struct around){5, 6, 7, 8, 9, 11, "Altbach", "Nürtingen", "Rang 1 von 44"});
    return c;
}

static struct chart *range_negative(struct arena *a)
{
    struct chart *c = range_of(a, 1, "Leinfelden-Echterdingen");
    c->common_scale = true;
    c->unit = "Zuzüge abzüglich Fortzüge je 1 000 Einwohnerinnen und Einwohner";
    struct chart_point *p = gallery_rows(a, c, 0, 3)->points;
    range_row(a, &p[0], "Wanderungssaldo der Bevölkerung unter 18 Jahren und ihrer Eltern", "2015",
              -4.2, (struct around){-12.5, -3.1, 2.0, 8.8, 31.7, 7.1, "Neuhausen auf den Fildern",
                                    "Leinfelden-Echterdingen", "Rang 41 von 44"});
    range_row(a, &p[1], "Natürlicher Saldo", "2015", 0.4,
              (struct around){-0.9, -0.2, 0.1, 0.6, 0.9, 0.1, "Reichenbach an der Fils",
                              "Neuhausen auf den Fildern", "Rang 17 von 44"});
    range_row(a, &p[2], "Saldo", "2015", 31.7,
              (struct around){30.1, 30.2, 30.5, 31, 31.7, 31, "Reichenbach an der Fils",
                              "Leinfelden-Echterdingen", "Rang 1 von 44"});
    return c;
}

/* All municipalities of the district, and figures of theirs: Statistische Ämter, 2015 and 2016,
 * as inputs/ has them; what these hide is hidden. */
enum { SHARES = 7 };

static const double shares[SHARES][44] = {
    {2.2, 2.1, 3.1, 1.5, 1.7, 1.9, 1.9, 2.3, 1.8, 2.2, 2.3, 2.7, 2.5, 4.1, 2.5, 2.6, 2.6,
     2.4, 2.3, 3.3, 2.1, 2.3, 2.6, 3.0, 1.7, 2.5, 3.3, 2.5, 2.5, 2.4, 1.7, 3.7, 2.6, 1.5,
     2.5, 2.3, 4.1, 3.1, 2.4, 2.4, 2.3, 3.0, 2.8, 2.0},
    {27.9, 32.6, 30.3, HIDDEN, HIDDEN, 33.3, HIDDEN, 18.5, HIDDEN, 28.3, 23.6, 24.0, HIDDEN,
     35.9, 24.3, 26.5, 22.2, 18.2, HIDDEN, 33.1, HIDDEN, 29.6, 21.6, 29.6, HIDDEN, 25.8,
     28.5, HIDDEN, 23.5, 32.6, HIDDEN, 28.4, 19.1, HIDDEN, 30.8, 23.1, 35.0, 31.4, HIDDEN,
     23.4, 24.5, 30.2, 28.5, 26.2},
    {58.7, 59.9, 63.0, 63.2, 61.9, 61.8, 62.8, 63.4, 57.3, 61.4, 62.4, 59.6, 65.8, 59.6,
     64.5, 60.7, 63.7, 57.3, 58.9, 59.6, 64.2, 63.3, 62.8, 62.2, 61.0, 61.4, 60.6, 62.5,
     59.6, 65.1, 58.8, 57.7, 62.5, 60.1, 62.5, 61.7, 60.7, 61.3, 60.7, 62.1, 58.7, 62.1,
     65.1, 64.3},
    {16.5, 15.6, 17.3, 21.9, 19.3, 18.0, 17.1, 15.8, 17.2, 17.5, 17.3, 18.1, 18.0, 16.7,
     17.1, 16.9, 18.0, 16.6, 18.9, 16.7, 17.7, 16.9, 16.7, 16.8, 16.4, 17.1, 17.0, 17.8,
     16.4, 17.9, 15.4, 17.0, 17.4, 17.8, 18.6, 18.0, 17.4, 16.2, 21.2, 17.7, 16.6, 16.1,
     16.2, 17.1},
    {18.4, 27.0, 21.7, 14.4, 17.5, 22.2, 21.2, 22.1, 20.4, 20.0, 19.6, 21.9, 18.4, 20.6,
     18.5, 22.1, 20.3, 22.1, 16.7, 20.3, 21.0, 19.6, 20.7, 21.4, 23.9, 19.0, 19.3, 19.0,
     20.7, 19.9, 21.8, 20.9, 20.6, 21.5, 18.9, 20.1, 20.2, 21.0, 14.9, 19.7, 18.8, 20.5,
     21.2, 20.2},
    {9.4, 9.1, 9.5, 8.7, 12.0, 5.9, 6.5, 9.7, 6.5, 7.7, 9.3, 7.5, 12.8, 10.4, 9.4, 9.6, 6.3,
     12.6, 12.0, 8.8, 7.4, 9.2, 9.5, 9.1, 10.7, 9.8, 9.6, 12.7, 7.4, 9.2, 6.7, 9.4, 9.8, 7.6,
     11.3, 10.6, 9.6, 9.1, 9.2, 11.3, 7.3, 8.9, 9.9, 9.1},
    {116.7, 56.4, 103.4, 63.4, 57.4, 66.4, 85.5, 77.0, 103.4, 90.2, 83.6, 82.2, 78.7, 91.0,
     81.3, 80.0, 72.3, 108.7, 97.8, 84.8, 52.5, 108.0, 94.7, 65.6, 74.4, 79.0, 89.7, 73.4,
     95.2, 77.4, 70.2, 102.3, 75.9, 62.8, 86.5, 64.3, 102.8, 73.2, 74.5, 80.2, 89.6, 89.2,
     81.6, 70.9}
};

/* Births per 1,000 inhabitants in 2012, three years before shares[BIRTHS]. */
enum { BIRTHS = 5 };
static const double before[44] = {
    8.7, 5.4, 7.0, 6.1, 9.5, 7.0, 7.7, 5.9, 8.6, 9.1, 10.0, 8.1, 6.8, 9.5, 9.3, 7.9, 7.2,
    11.1, 3.8, 8.6, 11.4, 9.4, 10.0, 8.5, 6.1, 8.1, 6.3, 7.3, 8.2, 8.3, 6.6, 7.4, 8.4, 7.0,
    9.5, 6.7, 9.4, 7.5, 7.1, 7.9, 6.4, 8.0, 7.9, 9.7,
};

static const struct { const char *name, *below; } heads[SHARES] = {
    {"Arbeitslose", "%, 2016"},
    {"Langzeitarbeitslose", "% der Arbeitslosen, 2016"},
    {"Beschäftigte", "je 100 Pers. 15–64, 2015"},
    {"Unter 18 Jahre", "%, 2015"},
    {"65 Jahre und älter", "%, 2015"},
    {"Geburten", "je 1 000, 2015"},
    {"Zuzüge", "je 1 000, 2015"}};

/* The class of v when the shown values are sorted and parted into steps of equal size. */
static int class_among(const double *values, size_t n, double v, int steps)
{
    size_t below = 0, shown = 0;
    for (size_t i = 0; i < n; i++) {
        shown += values[i] != HIDDEN;
        below += values[i] != HIDDEN && values[i] < v;
    }
    return 1 + (int)(below * (size_t)steps / shown);
}

static void name_steps(struct arena *a, struct chart *c, int steps)
{
    static const char *const names[2][5] = {{"niedrig", "eher niedrig", "eher hoch", "hoch"},
                                            {"niedrig", "eher niedrig", "mittel", "eher hoch",
                                             "hoch"}};
    c->classes = arena_array(a, (size_t)steps, sizeof *c->classes);
    c->n_classes = (size_t)steps;
    for (int k = 0; k < steps; k++)
        c->classes[k].text = names[steps == 5][k];
}

static struct chart *heat_of(struct arena *a, int columns, size_t rows)
{
    struct chart *c = gallery_chart(a, CHART_HEAT, columns);
    c->field = 0;
    name_steps(a, c, 5);
    c->method = "Fünftel der gezeigten Werte je Spalte; je dunkler, desto höher";
    for (int k = 0; k < columns; k++) {
        const double *values = shares[k % SHARES];
        c->series[k].name = heads[k % SHARES].name;
        c->series[k].below = heads[k % SHARES].below;
        struct chart_point *p = gallery_rows(a, c, k, rows)->points;
        for (size_t i = 0; i < rows; i++) {
            p[i] = gallery_point(a, values[i], 1);
            p[i].label = gallery_everybody[i];
            p[i].emphasis = i == 31;
            p[i].klass = values[i] == HIDDEN ? 0 : class_among(values, rows, values[i], 5);
        }
    }
    return c;
}

static struct chart *heat_all(struct arena *a)
{
    return heat_of(a, SHARES, 44);
}

/* Signs of all kinds, brackets, a negative and a long number. */
static struct chart *heat_signs(struct arena *a)
{
    struct chart *c = heat_of(a, 4, 12);
    struct chart_point *p = c->series[0].points;
    c->series[0].name = "Wanderungssaldo";
    for (int k = 0; k < 4; k++)
        c->series[k].points[3].emphasis = true;
    p[0].sign = SIGN_ABSENT;
    p[0].text = ".";
    p[0].klass = 0;
    p[1].sign = SIGN_NOTHING;
    p[1].value = 0;
    p[1].text = "–";
    p[1].klass = 1;
    p[2].sign = SIGN_UNSURE;
    p[2].text = "/";
    p[2].klass = 0;
    p[3].marks = SIGN_LIMITED;
    p[3].text = "(1,5)";
    p[4].value = -12.5;
    p[4].text = german_number(a, -12.5, 1);
    p[5].value = 10879618;
    p[5].text = german_number(a, 10879618, 0);
    return c;
}

/* A column without classes: all values are equal. */
static struct chart *heat_equal(struct arena *a)
{
    struct chart *c = heat_of(a, 2, 6);
    for (size_t i = 0; i < 6; i++) {
        c->series[0].points[i] = gallery_point(a, 12, 1);
        c->series[0].points[i].label = gallery_everybody[i];
    }
    return c;
}

static struct chart *heat_one(struct arena *a)
{
    struct chart *c = heat_of(a, 1, 1);
    c->series[0].points[0].klass = 0;
    c->series[0].points[0].label = "Sehr lange Bezeichnung einer Verwaltungsgemeinschaft";
    return c;
}

/* Half of the standard deviation (n - 1) of the 44 changes: 1.140, computed apart. */
static struct chart *classes_of(struct arena *a, size_t n)
{
    static const char *columns[] = {"sinkend", "gleichbleibend", "steigend"};
    static const double half = 1.14;
    struct chart *c = gallery_chart(a, CHART_CLASSES, 2);
    c->field = 0;
    c->decimals = 1;
    c->unit = "je 1 000 Einwohner";
    c->method = "Status: Viertel der gezeigten Werte. Gleichbleibend: Veränderung bis 1,14 je "
                "1 000 Einwohner, eine halbe Standardabweichung.";
    c->columns = columns;
    c->n_columns = 3;
    name_steps(a, c, 4);
    struct chart_point *p = gallery_rows(a, c, 0, n)->points;
    struct chart_point *q = gallery_rows(a, c, 1, n)->points;
    c->series[0].year = c->series[1].year = 2015;
    c->series[1].since = 2012;
    for (size_t i = 0; i < n; i++) {
        double now = shares[BIRTHS][i], change = now - before[i];
        p[i] = gallery_point(a, now, 1);
        q[i] = gallery_point(a, change, 1);
        p[i].label = q[i].label = gallery_everybody[i];
        p[i].emphasis = q[i].emphasis = i == 31;
        p[i].klass = class_among(shares[BIRTHS], n, now, 4);
        q[i].klass = change > half ? 3 : change < -half ? 1 : 2;
        struct chart_class *k = &c->classes[p[i].klass - 1];
        k->from = k->n == 0 || now < k->from ? now : k->from;
        k->to = k->n == 0 || now > k->to ? now : k->to;
        k->n++;
    }
    return c;
}

static struct chart *classes_all(struct arena *a)
{
    return classes_of(a, 44);
}

static void hide(struct arena *a, struct chart_point *p)
{
    const char *label = p->label;
    bool emphasis = p->emphasis;
    *p = gallery_point(a, HIDDEN, 1);
    p->label = label;
    p->emphasis = emphasis;
}

static struct chart *classes_hidden(struct arena *a)
{
    struct chart *c = classes_of(a, 44);
    for (size_t i = 0; i < 44; i += 3)
        hide(a, &c->series[i % 2].points[i]);
    hide(a, &c->series[0].points[31]);
    c->series[1].points[4].marks = SIGN_LIMITED;
    return c;
}

static struct chart *classes_few(struct arena *a)
{
    struct chart *c = classes_of(a, 5);
    c->series[0].points[2].emphasis = true;
    c->series[0].points[3].label = "Sehr lange Bezeichnung einer Verwaltungsgemeinschaft";
    c->unit = "je 100 Personen von 15 bis unter 65 Jahren";
    return c;
}

const struct gallery_sample samples_grid[] = {
    {CHART_TILE, "tile_plain", "gewöhnlich", tile_plain, 111},
    {CHART_TILE, "tile_log", "logarithmisch", tile_log, 111},
    {CHART_TILE, "tile_extreme", "sehr lange Texte", tile_extreme, 111},
    {CHART_TILE, "tile_hidden", "geheim gehalten", tile_hidden, 111},
    {CHART_STRIP, "strip_plain", "gewöhnlich", strip_plain, 111},
    {CHART_SPINE, "spine_plain", "gewöhnlich", spine_plain, 193},
    {CHART_SPINE, "spine_long", "lange Namen", spine_long, 193},
    {CHART_SPINE, "spine_many", "zwanzig Kennzahlen", spine_many, 193},
    {CHART_RANGE, "range_plain", "gewöhnlich", range_plain, 193},
    {CHART_RANGE, "range_common", "gemeinsame Skala ab null", range_common, 193},
    {CHART_RANGE, "range_hidden", "geheim, zu wenige Werte", range_hidden, 193},
    {CHART_RANGE, "range_equal", "keine Spanne", range_equal, 193},
    {CHART_RANGE, "range_negative", "negative Werte, lange Namen", range_negative, 193},
    {CHART_HEAT, "heat_signs", "Zeichen, Klammern, große Zahlen", heat_signs, 317},
    {CHART_HEAT, "heat_all", "alle Gemeinden", heat_all, 410},
    {CHART_HEAT, "heat_equal", "alle gleich", heat_equal, 193},
    {CHART_HEAT, "heat_one", "ein Wert, langer Name", heat_one, 193},
    {CHART_CLASSES, "classes_all", "alle Gemeinden", classes_all, 193},
    {CHART_CLASSES, "classes_hidden", "geheim gehaltene Werte", classes_hidden, 193},
    {CHART_CLASSES, "classes_few", "wenige Gemeinden, langer Name", classes_few, 193},
    {0}};
