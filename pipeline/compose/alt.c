#include "compose/figure_private.h"

#include <string.h>

#include "base/str.h"

enum { MAX_LISTED = 12 }; /* values that are read out one by one */

/* The points of a series that may be named. */
struct shown {
    const struct chart_point *first, *last, *low, *high;
    size_t n, hidden;
};

static struct shown look(const struct chart_series *s)
{
    struct shown k = {.n = 0};
    for (size_t i = 0; i < s->n_points; i++) {
        const struct chart_point *p = &s->points[i];
        if (!sign_counts(p->sign)) {
            k.hidden++;
            continue;
        }
        k.first = k.n == 0 ? p : k.first;
        k.last = p;
        k.low = k.n == 0 || p->value < k.low->value ? p : k.low;
        k.high = k.n == 0 || p->value > k.high->value ? p : k.high;
        k.n++;
    }
    return k;
}

/* "–" is no word: what has a sign is read by its meaning. */
static const char *spoken(const struct chart_point *p)
{
    return p->sign == SIGN_VALUE ? p->text : sign_words(p->sign);
}

static void put_hidden(struct buf *b, size_t n)
{
    if (n > 0)
        buf_printf(b, " Nicht gezeigt: %zu %s.", n, n == 1 ? "Wert" : "Werte");
}

/* One stretch of a series on one basis: "von 3,5 (2010) auf 3,7 (2016), gestiegen". */
static void put_stretch(struct buf *b, const struct shown *k)
{
    int from = (int)k->first->x0;
    int to = (int)k->last->x0;
    if (k->n == 1) {
        buf_printf(b, "%s (%d)", spoken(k->first), from);
        return;
    }
    bool same = strcmp(k->first->text, k->last->text) == 0;
    const char *word = same ? "unverändert"
                            : k->last->value > k->first->value ? "gestiegen" : "gesunken";
    buf_printf(b, "von %s (%d) auf %s (%d), %s", spoken(k->first), from, spoken(k->last), to, word);
    if (k->high != k->first && k->high != k->last)
        buf_printf(b, "; höchster Wert %s (%d)", spoken(k->high), (int)k->high->x0);
    if (k->low != k->first && k->low != k->last)
        buf_printf(b, "; niedrigster Wert %s (%d)", spoken(k->low), (int)k->low->x0);
}

/* Points with the basis of the first one, from there on. */
static size_t stretch_length(const struct chart_point *p, size_t n)
{
    size_t i = 1;
    while (i < n && p[i].basis == p[0].basis)
        i++;
    return i;
}

/* Nothing is said about a direction across a series break. */
static void put_course(struct buf *b, const struct chart_series *s)
{
    bool begun = false;
    for (size_t i = 0; i < s->n_points;) {
        size_t n = stretch_length(&s->points[i], s->n_points - i);
        struct chart_series part = {.points = &s->points[i], .n_points = n};
        struct shown k = look(&part);
        i += n;
        if (k.n == 0)
            continue;
        if (begun)
            buf_adds(b, "; neue Basis: ");
        put_stretch(b, &k);
        begun = true;
    }
}

static void alt_line(struct buf *b, const struct chart *c)
{
    for (size_t i = 0; i < c->n_series; i++) {
        struct shown k = look(&c->series[i]);
        if (k.n == 0)
            continue;
        buf_printf(b, " %s: ", c->series[i].name);
        put_course(b, &c->series[i]);
        buf_addc(b, '.');
        put_hidden(b, k.hidden);
    }
    for (size_t i = 0; i < c->n_breaks; i++)
        buf_printf(b, " Reihenbruch: %s.", c->breaks[i].name);
}

static void put_references(struct buf *b, const struct chart *c)
{
    for (size_t i = 0; i < c->n_references; i++)
        buf_printf(b, "%s%s %s", i == 0 ? " " : ", ", c->references[i].name,
                   c->references[i].text);
    if (c->n_references > 0)
        buf_addc(b, '.');
}

static void alt_ranking(struct buf *b, const struct chart *c)
{
    const struct chart_series *s = &c->series[0];
    struct shown k = look(s);
    buf_printf(b, " %zu Gemeinden; höchster Wert %s (%s), niedrigster %s (%s).", k.n,
               spoken(k.high), k.high->label, spoken(k.low), k.low->label);
    size_t named = 0;
    for (size_t i = 0; i < s->n_points && named < MAX_LISTED; i++) {
        const struct chart_point *p = &s->points[i];
        if (!p->emphasis || p == k.high || p == k.low)
            continue;
        named++;
        if (sign_counts(p->sign) && p->rank > 0)
            buf_printf(b, " %s: %s, Rang %d.", p->label, p->text, p->rank);
        else
            buf_printf(b, " %s: %s.", p->label, spoken(p));
    }
    put_references(b, c);
    put_hidden(b, k.hidden);
}

static void alt_pyramid(struct buf *b, const struct chart *c)
{
    for (size_t i = 0; i < c->n_series; i++) {
        const struct chart_series *s = &c->series[i];
        struct shown k = look(s);
        if (k.n == 0)
            continue;
        buf_printf(b, " %s, %s: am stärksten besetzt %s Jahre (%s), am schwächsten %s (%s).",
                   s->name, s->sex == 1 ? "Männer" : "Frauen", k.high->label, spoken(k.high),
                   k.low->label, spoken(k.low));
        put_hidden(b, k.hidden);
    }
}

static void alt_bars(struct buf *b, const struct chart *c)
{
    for (size_t i = 0; i < c->n_series; i++) {
        const struct chart_series *s = &c->series[i];
        struct shown k = look(s);
        if (k.n == 0)
            continue;
        buf_printf(b, " %s%s", s->name, s->name[0] != '\0' ? " – " : "");
        for (size_t p = 0; s->n_points <= MAX_LISTED && p < s->n_points; p++) {
            const struct chart_point *at = &s->points[p];
            buf_printf(b, "%s%s: %s", p > 0 ? "; " : "", at->label, spoken(at));
        }
        if (s->n_points > MAX_LISTED)
            buf_printf(b, "höchster Wert %s (%s), niedrigster %s (%s)", spoken(k.high),
                       k.high->label, spoken(k.low), k.low->label);
        buf_addc(b, '.');
    }
}

static void alt_strip(struct buf *b, const struct chart *c)
{
    const struct chart_series *s = &c->series[c->n_series - 1];
    struct shown k = look(s);
    for (size_t i = 0; i < s->n_points; i++) {
        if (s->points[i].emphasis)
            buf_printf(b, " %s: %s.", s->points[i].label, spoken(&s->points[i]));
    }
    if (k.n > 1)
        buf_printf(b, " %zu Gemeinden zwischen %s und %s.", k.n, spoken(k.low), spoken(k.high));
    put_references(b, c);
}

static void alt_tile(struct buf *b, const struct chart *c)
{
    struct shown k = look(&c->series[0]);
    const char *value = c->value_text;
    buf_printf(b, " %s.", strcmp(value, sign_text(SIGN_HIDDEN)) == 0 ? "nicht gezeigt" : value);
    if (c->caption_left[0] != '\0')
        buf_printf(b, " %s.", c->caption_left);
    put_references(b, c);
    if (k.n > 1) {
        buf_adds(b, " Verlauf: ");
        put_course(b, &c->series[0]);
        buf_addc(b, '.');
    }
}

static void alt_spark(struct buf *b, const struct chart *c)
{
    struct shown k = look(&c->series[0]);
    if (k.n == 0)
        return;
    buf_addc(b, ' ');
    put_course(b, &c->series[0]);
    buf_addc(b, '.');
}

enum spine_side { SIDE_HIGHER, SIDE_LOWER, SIDE_WITHIN, SIDE_HIDDEN, SIDE_COUNT };

static enum spine_side side_of(const struct chart_point *p)
{
    if (!sign_counts(p->sign))
        return SIDE_HIDDEN;
    if (!p->outside || p->reference_text == NULL)
        return SIDE_WITHIN;
    return p->value > p->reference ? SIDE_HIGHER : SIDE_LOWER;
}

static void alt_spine(struct buf *b, const struct chart *c)
{
    static const char *const heads[SIDE_COUNT] = {
        " Höher als im Kreis:", " Niedriger als im Kreis:",
        " Innerhalb der Zufallsschwankung:", " Nicht gezeigt:"};
    for (int side = 0; side < SIDE_COUNT; side++) {
        size_t n = 0;
        for (size_t i = 0; i < c->n_series; i++) {
            for (size_t k = 0; k < c->series[i].n_points; k++) {
                const struct chart_point *p = &c->series[i].points[k];
                if (side_of(p) != (enum spine_side)side)
                    continue;
                buf_printf(b, "%s %s", n++ == 0 ? heads[side] : ",", p->label);
                if (side != SIDE_HIDDEN)
                    buf_printf(b, " %s", spoken(p));
                if (side != SIDE_HIDDEN && p->reference_text != NULL)
                    buf_printf(b, " (Kreis %s)", p->reference_text);
            }
        }
        if (n > 0)
            buf_addc(b, '.');
    }
}

static void alt_locator(struct buf *b, const struct chart *c)
{
    for (size_t i = 0; i < c->n_series; i++) {
        size_t n = c->series[i].n_points;
        buf_printf(b, " %zu Orte, jeder Kreis so groß wie sein Wert.", n);
        for (size_t k = 0; k < n; k++) {
            const struct chart_point *p = &c->series[i].points[k];
            if (p->emphasis)
                buf_printf(b, " Hervorgehoben: %s (%s).", p->label, spoken(p));
        }
    }
}

const char *alt_text(struct report *r, const struct chart *c, const char *noun,
                     const char *subject)
{
    static void (*const makers[CHART_KIND_COUNT])(struct buf *, const struct chart *) = {
        [CHART_LINE] = alt_line,   [CHART_COLUMNS] = alt_line, [CHART_RANKING] = alt_ranking,
        [CHART_PYRAMID] = alt_pyramid, [CHART_BARS] = alt_bars, [CHART_TILE] = alt_tile,
        [CHART_STRIP] = alt_strip, [CHART_SPARK] = alt_spark,  [CHART_SPINE] = alt_spine,
        [CHART_LOCATOR] = alt_locator};
    struct buf b = BUF_INIT;
    buf_adds(&b, noun);
    if (subject != NULL && subject[0] != '\0') {
        const char *end = strchr(".?!", subject[strlen(subject) - 1]) != NULL ? "" : ".";
        buf_printf(&b, ": %s%s", subject, end);
    } else {
        buf_addc(&b, ':');
    }
    makers[c->kind](&b, c);
    const char *text = arena_strdup(r->arena, buf_str(&b));
    buf_release(&b);
    return text;
}
