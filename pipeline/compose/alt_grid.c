#include "compose/alt_private.h"

#include <string.h>

static size_t count_rows(const struct chart *c)
{
    size_t n = 0;
    for (size_t i = 0; i < c->n_series; i++)
        n += c->series[i].n_points;
    return n;
}

/* "am niedrigsten 2,0 (Ebern), am höchsten 3,7 (Bernheim), mittlere Hälfte 2,1 bis 2,9,
 * Median 2,5" */
static void put_spread(struct buf *b, const struct chart_point *p)
{
    buf_printf(b, "; am niedrigsten %s", p->low_text);
    if (p->low_name != NULL)
        buf_printf(b, " (%s)", p->low_name);
    buf_printf(b, ", am höchsten %s", p->high_text);
    if (p->high_name != NULL)
        buf_printf(b, " (%s)", p->high_name);
    buf_printf(b, ", mittlere Hälfte %s bis %s, Median %s", p->q1_text, p->q3_text,
               p->median_text);
}

static void put_row(struct buf *b, const struct chart *c, const struct chart_point *p, bool all)
{
    buf_printf(b, " %s: %s", p->label, alt_spoken(p));
    if (p->rank_text != NULL)
        buf_printf(b, ", %s", p->rank_text);
    if (p->reference_text != NULL)
        buf_printf(b, ", %s %s", alt_reference(c), p->reference_text);
    if (all && p->has_spread)
        put_spread(b, p);
    else if (!p->has_spread)
        buf_adds(b, "; zu wenige Werte für eine Spanne");
    buf_addc(b, '.');
}

/* Of many rows the place's own figures only. */
void alt_range(struct buf *b, const struct chart *c)
{
    bool all = count_rows(c) <= MAX_LISTED;
    if (c->place != NULL)
        buf_printf(b, " %s unter den gezeigten Gemeinden.", c->place);
    for (size_t i = 0; i < c->n_series; i++) {
        for (size_t k = 0; k < c->series[i].n_points; k++)
            put_row(b, c, &c->series[i].points[k], all);
    }
}

static const char *class_name(const struct chart *c, size_t series, const struct chart_point *p)
{
    if (p->klass == 0)
        return NULL;
    return series < 1 || c->n_columns == 0 ? c->classes[p->klass - 1].text
                                           : c->columns[p->klass - 1];
}

/* The highlighted rows, cell by cell. */
static void put_marked(struct buf *b, const struct chart *c)
{
    size_t named = 0;
    for (size_t i = 0; i < c->series[0].n_points && named < MAX_LISTED; i++) {
        if (!c->series[0].points[i].emphasis)
            continue;
        named++;
        buf_printf(b, " %s:", c->series[0].points[i].label);
        for (size_t s = 0; s < c->n_series; s++) {
            const struct chart_point *p = &c->series[s].points[i];
            const char *klass = class_name(c, s, p);
            buf_printf(b, "%s %s %s", s > 0 ? "," : "", c->series[s].name, alt_spoken(p));
            if (klass != NULL)
                buf_printf(b, " (%s)", klass);
        }
        buf_addc(b, '.');
    }
}

void alt_heat(struct buf *b, const struct chart *c)
{
    buf_printf(b, " %zu Gemeinden, %zu Kennzahl%s; je dunkler eine Zelle, desto höher ihr Wert in "
               "der Spalte.", c->series[0].n_points, c->n_series, c->n_series > 1 ? "en" : "");
    put_marked(b, c);
    for (size_t s = 0; s < c->n_series; s++) {
        struct shown k = alt_look(&c->series[s]);
        if (k.n > 1)
            buf_printf(b, " %s (%s): am höchsten %s (%s), am niedrigsten %s (%s).",
                       c->series[s].name, c->series[s].below, k.high->label, alt_spoken(k.high),
                       k.low->label, alt_spoken(k.low));
        alt_hidden(b, &c->series[s], k.hidden, "Gemeinde", "Gemeinden");
    }
}

/* " Status hoch, steigend: Altdorf, (Ohmden)." Of class 0: those that are in none. Gives
 * how many names stand in brackets. */
static size_t put_cell(struct buf *b, const struct chart *c, int status, int change)
{
    size_t n = 0, brackets = 0;
    for (size_t i = 0; i < c->series[0].n_points; i++) {
        const struct chart_point *p = &c->series[0].points[i], *q = &c->series[1].points[i];
        bool none = p->klass == 0 || q->klass == 0;
        if (status == 0 ? !none : none || p->klass != status || q->klass != change)
            continue;
        bool limited = ((p->marks | q->marks) & SIGN_LIMITED) != 0;
        if (n++ == 0 && status > 0)
            buf_printf(b, " Status %s, %s:", c->classes[status - 1].text, c->columns[change - 1]);
        else if (n == 1)
            buf_adds(b, " Nicht eingeordnet:");
        else
            buf_addc(b, ',');
        buf_printf(b, limited ? " (%s)" : " %s", p->label);
        brackets += limited;
    }
    buf_adds(b, n > 0 ? "." : "");
    return brackets;
}

void alt_classes(struct buf *b, const struct chart *c)
{
    char year[2][16];
    buf_printf(b, " Status %s, Veränderung seit %s.", alt_period(&c->series[0], year[0]),
               alt_before(&c->series[1], year[1]));
    put_marked(b, c);
    size_t brackets = 0;
    for (int status = (int)c->n_classes; status > 0; status--)
        for (int change = (int)c->n_columns; change > 0; change--)
            brackets += put_cell(b, c, status, change);
    brackets += put_cell(b, c, 0, 0);
    if (brackets > 0)
        buf_adds(b, " Namen in Klammern: eingeschränkte Aussagekraft.");
}
