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
    spine_row(a, &p[2], "Zuzüge", "je 1 000, 2015", 100.9, 86.4, true);
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
    for (int i = 0; i < groups; i++)
        c->series[i].name = "";
    return c;
}

static struct chart *range_plain(struct arena *a)
{
    struct chart *c = range_of(a, 2, "Nürtingen");
    c->field = 0;
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
    range_row(a, &p[2], "Geburten", "je 1 000 Einwohner, 2015", 9.2,
              (struct around){5.1, 8.1, 8.9, 9.8, 12.8, 9.4, "3 Gemeinden", "Plochingen",
                              "Rang 19 von 44"});
    range_row(a, &p[3], "Zuzüge", "je 1 000 Einwohner, 2015", 100.9,
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
    c->unit = "je 1 000 Einwohner";
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
    c->unit = "Zuzüge abzüglich Fortzüge je 1 000 Einwohnerinnen und Einwohner";
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

const struct gallery_sample samples_grid[] = {
    {CHART_TILE, "tile_plain", "gewöhnlich", tile_plain, 111},
    {CHART_TILE, "tile_log", "logarithmisch", tile_log, 111},
    {CHART_TILE, "tile_extreme", "sehr lange Texte", tile_extreme, 111},
    {CHART_TILE, "tile_hidden", "geheim gehalten", tile_hidden, 111},
    {CHART_STRIP, "strip_plain", "gewöhnlich", strip_plain, 111},
    {CHART_SPINE, "spine_plain", "gewöhnlich", spine_plain, 193},
    {CHART_SPINE, "spine_long", "lange Namen", spine_long, 193},
    {CHART_RANGE, "range_plain", "gewöhnlich", range_plain, 193},
    {CHART_RANGE, "range_common", "gemeinsame Skala ab null", range_common, 193},
    {CHART_RANGE, "range_hidden", "geheim, zu wenige Werte", range_hidden, 193},
    {CHART_RANGE, "range_equal", "keine Spanne", range_equal, 193},
    {CHART_RANGE, "range_negative", "negative Werte, lange Namen", range_negative, 193},
    {0}};
