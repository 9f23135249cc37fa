#include "compose/alt_private.h"

#include <string.h>

/* The points on the last basis of a series. */
static struct shown last_stretch(const struct chart_series *s)
{
    size_t first = s->n_points;
    while (first > 0 && s->points[first - 1].basis == s->points[s->n_points - 1].basis)
        first--;
    struct chart_series part = {.points = s->points + first, .n_points = s->n_points - first};
    return alt_look(&part);
}

/* The newest year with a value. */
static bool newest_of_panels(const struct chart *c, int *year)
{
    bool any = false;
    for (size_t i = 0; i < c->n_panels; i++) {
        struct shown k = last_stretch(&c->series[c->panels[i].first]);
        if (k.n > 0 && (!any || (int)k.last->x0 > *year))
            *year = (int)k.last->x0;
        any = any || k.n > 0;
    }
    return any;
}

/* How many go from one year to the other. */
static size_t count_from(const struct chart *c, int from, int to)
{
    size_t n = 0;
    for (size_t i = 0; i < c->n_panels; i++) {
        struct shown k = last_stretch(&c->series[c->panels[i].first]);
        n += k.n > 1 && (int)k.first->x0 == from && (int)k.last->x0 == to;
    }
    return n;
}

/* The year that most of them begin in. */
static int common_start(const struct chart *c, int to)
{
    int from = to;
    size_t most = 0;
    for (size_t i = 0; i < c->n_panels; i++) {
        struct shown k = last_stretch(&c->series[c->panels[i].first]);
        size_t n = k.n > 1 ? count_from(c, (int)k.first->x0, to) : 0;
        if (n > most) {
            most = n;
            from = (int)k.first->x0;
        }
    }
    return from;
}

/* " 2015: am höchsten Altbach (3,9), am niedrigsten Ohmden (2,0)." */
static void put_extremes(struct buf *b, const struct chart *c, int year)
{
    const struct chart_point *low = NULL, *high = NULL;
    const char *low_name = NULL, *high_name = NULL;
    for (size_t i = 0; i < c->n_panels; i++) {
        struct shown k = last_stretch(&c->series[c->panels[i].first]);
        if (k.n == 0 || (int)k.last->x0 != year)
            continue;
        if (low == NULL || k.last->value < low->value) {
            low = k.last;
            low_name = c->panels[i].title;
        }
        if (high == NULL || k.last->value > high->value) {
            high = k.last;
            high_name = c->panels[i].title;
        }
    }
    if (low != high)
        buf_printf(b, " %d: am höchsten %s (%s), am niedrigsten %s (%s).", year, high_name,
                   alt_spoken(high), low_name, alt_spoken(low));
}

/* " Von 2011 bis 2015 gestiegen in 12, gesunken in 31, unverändert in 1." As printed: what
 * differs behind the last decimal only is the same. */
static void put_directions(struct buf *b, const struct chart *c, int from, int to)
{
    size_t up = 0, down = 0, same = 0;
    for (size_t i = 0; i < c->n_panels; i++) {
        struct shown k = last_stretch(&c->series[c->panels[i].first]);
        if (k.n < 2 || (int)k.first->x0 != from || (int)k.last->x0 != to)
            continue;
        bool equal = strcmp(k.first->text, k.last->text) == 0;
        up += !equal && k.last->value > k.first->value;
        down += !equal && k.last->value < k.first->value;
        same += equal;
    }
    if (up + down + same > 0)
        buf_printf(b, " Von %d bis %d gestiegen in %zu, gesunken in %zu, unverändert in %zu.", from,
                   to, up, down, same);
}

static void put_course(struct buf *b, const struct chart_series *s)
{
    struct shown k = alt_look(s);
    buf_printf(b, " %s: ", s->name);
    if (k.n > 0)
        alt_course(b, s);
    else
        buf_adds(b, "keine Werte");
    buf_addc(b, '.');
    alt_missing_years(b, s, k.hidden);
}

/* " Ganz ohne Werte: Altdorf, Ohmden." Single hidden years of the others stand in the table. */
static void put_empty(struct buf *b, const struct chart *c)
{
    size_t n = 0;
    for (size_t i = 0; i < c->n_panels; i++) {
        const struct chart_panel *p = &c->panels[i];
        if (!p->emphasis && alt_look(&c->series[p->first]).n == 0)
            buf_printf(b, "%s %s", n++ == 0 ? " Ganz ohne Werte:" : ",", p->title);
    }
    buf_adds(b, n > 0 ? "." : "");
}

void alt_multiples(struct buf *b, const struct chart *c)
{
    int year = 0;
    size_t in_panels = 0;
    buf_printf(b, " %zu Gebiete auf einer Skala.", c->n_panels);
    for (size_t i = 0; i < c->n_panels; i++) {
        in_panels += c->panels[i].n;
        if (c->panels[i].emphasis)
            put_course(b, &c->series[c->panels[i].first]);
    }
    for (size_t i = in_panels; i < c->n_series; i++)
        put_course(b, &c->series[i]);
    if (newest_of_panels(c, &year)) {
        put_extremes(b, c, year);
        put_directions(b, c, common_start(c, year), year);
    }
    put_empty(b, c);
    alt_breaks(b, c);
}

/* Percent that the parts of the newest year leave open, 0 where a part is not known. */
static double open_rest(const struct chart *c, int *year)
{
    double sum = 0;
    *year = 0;
    for (size_t i = 0; i < c->n_series; i++) {
        const struct chart_series *s = &c->series[i];
        int last = s->n_points > 0 ? (int)s->points[s->n_points - 1].x0 : 0;
        *year = last > *year ? last : *year;
    }
    for (size_t i = 0; i < c->n_series; i++) {
        const struct chart_series *s = &c->series[i];
        const struct chart_point *p = s->n_points > 0 ? &s->points[s->n_points - 1] : NULL;
        if (p == NULL || (int)p->x0 != *year || !sign_counts(p->sign))
            return 0;
        sum += p->value;
    }
    return 100 - sum;
}

void alt_ages(struct buf *b, const struct chart *c)
{
    int year;
    buf_adds(b, " Von unten nach oben:");
    alt_courses(b, c);
    for (size_t i = 0; i < c->n_series; i++) {
        if (alt_look(&c->series[i]).n == 0)
            buf_printf(b, " %s: in keinem Jahr gezeigt.", c->series[i].name);
    }
    if (c->shares && open_rest(c, &year) > 0.5)
        buf_printf(b, " Die Teile ergeben %d weniger als 100 %%; der Rest bleibt offen.", year);
}
