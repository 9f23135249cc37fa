#include "compose/alt_private.h"

#include <string.h>

/* " Nürtingen – Fortzüge: 2 100; Zuzüge: geheim gehalten." */
static void put_bar(struct buf *b, const struct chart *c, size_t bar)
{
    buf_printf(b, " %s – ", c->series[0].points[bar].label);
    for (size_t i = 0; i < c->n_series; i++) {
        const char *name = c->series[i].name;
        buf_printf(b, "%s%s%s%s", i > 0 ? "; " : "", name, name[0] != '\0' ? ": " : "",
                   alt_spoken(&c->series[i].points[bar]));
    }
    buf_addc(b, '.');
}

static void put_extremes(struct buf *b, const struct chart_series *s, const struct shown *k)
{
    buf_printf(b, " %s: ", s->name[0] != '\0' ? s->name : "Werte");
    if (k->n == 1)
        buf_printf(b, "nur %s (%s).", k->high->label, alt_spoken(k->high));
    else if (strcmp(k->high->text, k->low->text) == 0)
        buf_printf(b, "überall %s.", alt_spoken(k->high));
    else
        buf_printf(b, "am höchsten %s (%s), am niedrigsten %s (%s).", k->high->label,
                   alt_spoken(k->high), k->low->label, alt_spoken(k->low));
}

static bool same_hidden(const struct chart_series *a, const struct chart_series *b)
{
    for (size_t i = 0; i < a->n_points; i++) {
        if (sign_counts(a->points[i].sign) != sign_counts(b->points[i].sign))
            return false;
    }
    return true;
}

/* Few numbers are read out; of many the bars that are highlighted and, part by part, the
 * extremes. */
static void put_parts(struct buf *b, const struct chart *c)
{
    size_t n = c->n_series > 0 ? c->series[0].n_points : 0, named = 0;
    bool few = n * c->n_series <= MAX_LISTED;
    for (size_t i = 0; i < n && named * c->n_series < MAX_LISTED; i++) {
        if (few || c->series[0].points[i].emphasis) {
            put_bar(b, c, i);
            named++;
        }
    }
    for (size_t i = 0; !few && i < c->n_series; i++) {
        const struct chart_series *s = &c->series[i];
        struct shown k = alt_look(s);
        if (k.n > 0)
            put_extremes(b, s, &k);
        if (i == 0 || !same_hidden(s, s - 1))
            alt_hidden(b, s, k.hidden, "Balken", "Balken");
    }
}

void alt_stack(struct buf *b, const struct chart *c)
{
    if (c->shares)
        buf_adds(b, " Anteile in Prozent.");
    put_parts(b, c);
}

static void put_names(struct buf *b, const struct chart *c, size_t from, size_t to,
                      const char *where)
{
    buf_adds(b, where);
    for (size_t i = from; i < to; i++)
        buf_printf(b, "%s%s", i > from ? ", " : "", c->series[i].name);
}

void alt_diverging(struct buf *b, const struct chart *c)
{
    size_t n = c->n_series - c->balance, half = n / 2;
    put_names(b, c, 0, half, " Nach links: ");
    if (n % 2 == 1)
        put_names(b, c, half, half + 1, "; über der Mitte: ");
    put_names(b, c, n - half, n, "; nach rechts: ");
    buf_addc(b, '.');
    put_parts(b, c);
}
