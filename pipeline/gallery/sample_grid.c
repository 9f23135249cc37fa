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

const struct gallery_sample samples_grid[] = {
    {CHART_TILE, "tile_plain", "gewöhnlich", tile_plain, 111},
    {CHART_TILE, "tile_log", "logarithmisch", tile_log, 111},
    {CHART_TILE, "tile_extreme", "sehr lange Texte", tile_extreme, 111},
    {CHART_TILE, "tile_hidden", "geheim gehalten", tile_hidden, 111},
    {CHART_STRIP, "strip_plain", "gewöhnlich", strip_plain, 111},
    {CHART_SPINE, "spine_plain", "gewöhnlich", spine_plain, 193},
    {CHART_SPINE, "spine_long", "lange Namen", spine_long, 193},
    {0}};
