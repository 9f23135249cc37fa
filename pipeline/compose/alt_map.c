#include "compose/alt_private.h"

/* A value that exists and may not be shown; other signs say that there is none. */
static bool kept_back(const struct chart_point *p)
{
    return p->sign == SIGN_UNKNOWN || p->sign == SIGN_UNSURE || p->sign == SIGN_HIDDEN ||
           p->sign == SIGN_HIDDEN_UPSTREAM;
}

/* " Nicht gezeigt: Altdorf, Ohmden." or how many, where they are many. */
static void put_left_out(struct buf *b, const struct chart_series *s, bool hidden)
{
    size_t n = 0;
    size_t named = 0;
    for (size_t i = 0; i < s->n_points; i++)
        n += !sign_counts(s->points[i].sign) && kept_back(&s->points[i]) == hidden;
    if (n == 0)
        return;
    buf_printf(b, " %s: ", hidden ? "Nicht gezeigt" : "Ohne Angabe");
    if (n > MAX_LISTED)
        buf_printf(b, "%zu Orte", n);
    for (size_t i = 0; n <= MAX_LISTED && i < s->n_points; i++) {
        const struct chart_point *p = &s->points[i];
        if (!sign_counts(p->sign) && kept_back(p) == hidden)
            buf_printf(b, "%s%s", named++ > 0 ? ", " : "", p->label);
    }
    buf_addc(b, '.');
}

static void put_ends(struct buf *b, const struct chart_series *s)
{
    struct shown k = alt_look(s);
    if (k.n > 1 && k.high->value > k.low->value)
        buf_printf(b, " %zu Orte: am höchsten %s (%s), am niedrigsten %s (%s).", k.n,
                   k.high->label, alt_spoken(k.high), k.low->label, alt_spoken(k.low));
    else if (k.n > 1)
        buf_printf(b, " %zu Orte, alle mit demselben Wert: %s.", k.n, alt_spoken(k.high));
    else if (k.n == 1)
        buf_printf(b, " Nur %s hat einen Wert: %s.", k.high->label, alt_spoken(k.high));
}

/* Who is in the class, where those are few: ": 3 (Esslingen, Nürtingen, Plochingen)". */
static void put_members(struct buf *b, const struct chart_series *s, int klass, size_t n)
{
    size_t named = 0;
    buf_printf(b, ": %zu", n);
    for (size_t i = 0; n <= MAX_LISTED / 2 && i < s->n_points; i++) {
        if (s->points[i].klass == klass)
            buf_printf(b, "%s%s", named++ > 0 ? ", " : " (", s->points[i].label);
    }
    buf_adds(b, named > 0 ? ")" : "");
}

void alt_map(struct buf *b, const struct chart *c)
{
    const struct chart_series *s = &c->series[0];
    alt_marked(b, c, 0);
    put_ends(b, s);
    for (size_t i = c->n_classes; c->n_classes > 1 && i-- > 0;) {
        buf_printf(b, "%s%s", i + 1 == c->n_classes ? " Orte in Klassen: " : "; ",
                   c->classes[i].text);
        put_members(b, s, (int)i + 1, c->classes[i].n);
    }
    buf_adds(b, c->n_classes > 1 ? "." : "");
    put_left_out(b, s, true);
    put_left_out(b, s, false);
}

void alt_tiles(struct buf *b, const struct chart *c)
{
    buf_adds(b, " Jeder Ort ist ein gleich großes Quadrat, ungefähr wo er liegt.");
    alt_map(b, c);
}

void alt_symbols(struct buf *b, const struct chart *c)
{
    const struct chart_series *s = &c->series[0];
    buf_adds(b, " Die Flächen der Kreise verhalten sich wie die Werte.");
    alt_marked(b, c, 0);
    put_ends(b, s);
    put_left_out(b, s, true);
    put_left_out(b, s, false);
}
