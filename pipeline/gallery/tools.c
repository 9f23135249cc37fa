#include "gallery/gallery_private.h"

#include <math.h>
#include <string.h>

#include "base/german.h"

struct chart *gallery_chart(struct arena *a, enum chart_kind kind, int n_series)
{
    struct chart *c = arena_alloc(a, sizeof *c);
    c->kind = kind;
    c->field = 3;
    c->unit = "";
    c->series = arena_array(a, (size_t)n_series, sizeof *c->series);
    c->n_series = (size_t)n_series;
    return c;
}

struct chart_point gallery_point(struct arena *a, double v, int decimals)
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
void gallery_years(struct arena *a, struct chart *c, int i, const char *name,
                      enum chart_role role, int first, int step, const double *v, size_t n)
{
    struct chart_series *s = &c->series[i];
    *s = (struct chart_series){.name = name, .role = role};
    s->points = arena_array(a, n, sizeof *s->points);
    for (size_t k = 0; k < n; k++) {
        if (v[k] == ABSENT)
            continue;
        struct chart_point p = gallery_point(a, v[k], c->decimals);
        p.x0 = p.x1 = first + (int)k * step;
        for (size_t b = 0; b < c->n_breaks; b++)
            p.basis += p.x0 > c->breaks[b].x;
        s->points[s->n_points++] = p;
    }
}

void gallery_breaks(struct arena *a, struct chart *c, size_t n, const struct chart_break *b)
{
    c->breaks = arena_array(a, n, sizeof *b);
    memcpy(c->breaks, b, n * sizeof *b);
    c->n_breaks = n;
}

void gallery_references(struct arena *a, struct chart *c, double district, double land)
{
    c->references = arena_array(a, 2, sizeof *c->references);
    c->references[0] = (struct chart_reference){"Kreis", ROLE_DISTRICT, district,
                                                german_number(a, district, c->decimals), 0};
    c->references[1] =
        (struct chart_reference){"Land", ROLE_LAND, land, german_number(a, land, c->decimals), 0};
    c->n_references = 2;
}

struct chart_series *gallery_rows(struct arena *a, struct chart *c, int i, size_t n)
{
    c->series[i].points = arena_array(a, n, sizeof *c->series[i].points);
    c->series[i].n_points = n;
    return &c->series[i];
}

const char *const gallery_everybody[44] = {
    "Aichtal", "Aichwald", "Altbach", "Altdorf", "Altenriet", "Baltmannsweiler",
    "Bempflingen", "Beuren", "Bissingen an der Teck", "Deizisau", "Denkendorf",
    "Dettingen unter Teck", "Erkenbrechtsweiler", "Esslingen am Neckar", "Filderstadt",
    "Frickenhausen", "Großbettlingen", "Hochdorf", "Holzmaden", "Kirchheim unter Teck",
    "Kohlberg", "Köngen", "Leinfelden-Echterdingen", "Lenningen", "Lichtenwald",
    "Neckartailfingen", "Neckartenzlingen", "Neidlingen", "Neuffen",
    "Neuhausen auf den Fildern", "Notzingen", "Nürtingen", "Oberboihingen", "Ohmden",
    "Ostfildern", "Owen", "Plochingen", "Reichenbach an der Fils", "Schlaitdorf",
    "Unterensingen", "Weilheim an der Teck", "Wendlingen am Neckar", "Wernau (Neckar)",
    "Wolfschlugen",
};

const char *const gallery_places[12] = {"Esslingen am Neckar",
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

void gallery_place(struct arena *a, struct chart *c, struct chart_point *p, size_t i, double v)
{
    *p = gallery_point(a, v, c->decimals);
    p->label = gallery_places[i % 12];
    p->rank = v == HIDDEN ? 0 : (int)i + 1;
    p->emphasis = i == 3;
    if (i % 7 == 5 && v != HIDDEN) {
        p->marks = SIGN_LIMITED;
        p->text = arena_printf(a, "(%s)", p->text);
    }
}

void gallery_label(struct arena *a, struct chart_point *p, const char *label, double v)
{
    *p = gallery_point(a, v, 0);
    p->label = label;
}
