#include "compose/alt_private.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"

struct shown alt_look(const struct chart_series *s)
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

const char *alt_period(const struct chart_series *s, char year[16])
{
    snprintf(year, 16, "%d", s->year);
    return s->period != NULL ? s->period : year;
}

const char *alt_before(const struct chart_series *s, char year[16])
{
    snprintf(year, 16, "%d", s->since);
    return s->before != NULL ? s->before : year;
}

/* "–" is no word: what has a sign is read by its meaning. */
const char *alt_spoken(const struct chart_point *p)
{
    return p->sign == SIGN_VALUE ? p->text : sign_words(p->sign);
}

/* " Nicht gezeigt: 2 Gemeinden (Altdorf, Ohmden)." */
void alt_hidden(struct buf *b, const struct chart_series *s, size_t n, const char *one,
                       const char *many)
{
    size_t named = 0;
    if (n == 0)
        return;
    buf_printf(b, " Nicht gezeigt: %zu %s", n, n == 1 ? one : many);
    for (size_t i = 0; n <= MAX_LISTED && i < s->n_points; i++) {
        if (!sign_counts(s->points[i].sign))
            buf_printf(b, "%s%s", named++ == 0 ? " (" : ", ", s->points[i].label);
    }
    buf_adds(b, named > 0 ? ")." : ".");
}

/* " Ohne Wert: 2009 (geheim gehalten), 2010 (geheim gehalten)." */
void alt_missing_years(struct buf *b, const struct chart_series *s, size_t n)
{
    size_t named = 0;
    if (n > MAX_LISTED) {
        buf_printf(b, " Ohne Wert: %zu Jahre.", n);
        return;
    }
    for (size_t i = 0; i < s->n_points; i++) {
        const struct chart_point *p = &s->points[i];
        if (!sign_counts(p->sign))
            buf_printf(b, "%s %.0f (%s)", named++ == 0 ? " Ohne Wert:" : ",", p->x0, alt_spoken(p));
    }
    buf_adds(b, named > 0 ? "." : "");
}

/* One stretch of a series on one basis: "von 3,5 (2010) auf 3,7 (2016) gestiegen". */
static void put_stretch(struct buf *b, const struct shown *k)
{
    int from = (int)k->first->x0;
    int to = (int)k->last->x0;
    if (k->n == 1) {
        buf_printf(b, "%s (%d)", alt_spoken(k->first), from);
        return;
    }
    bool same = strcmp(k->first->text, k->last->text) == 0;
    if (same)
        buf_printf(b, "unverändert %s (%d und %d)", alt_spoken(k->first), from, to);
    else
        buf_printf(b, "von %s (%d) auf %s (%d) %s", alt_spoken(k->first), from,
                   alt_spoken(k->last), to,
                   k->last->value > k->first->value ? "gestiegen" : "gesunken");
    if (strcmp(k->high->text, k->first->text) != 0 && strcmp(k->high->text, k->last->text) != 0)
        buf_printf(b, ", höchster Wert %s (%d)", alt_spoken(k->high), (int)k->high->x0);
    if (strcmp(k->low->text, k->first->text) != 0 && strcmp(k->low->text, k->last->text) != 0)
        buf_printf(b, ", niedrigster Wert %s (%d)", alt_spoken(k->low), (int)k->low->x0);
}

/* Points with the basis of the first one, from there on, observed or projected as it. */
static size_t stretch_length(const struct chart_point *p, size_t n)
{
    size_t i = 1;
    while (i < n && p[i].basis == p[0].basis && p[i].projected == p[0].projected)
        i++;
    return i;
}

/* Nothing is said about a direction across a series break. */
void alt_course(struct buf *b, const struct chart_series *s)
{
    bool begun = false;
    for (size_t i = 0; i < s->n_points;) {
        size_t n = stretch_length(&s->points[i], s->n_points - i);
        struct chart_series part = {.points = &s->points[i], .n_points = n};
        struct shown k = alt_look(&part);
        i += n;
        if (k.n == 0)
            continue;
        if (k.first->projected)
            buf_adds(b, begun ? "; Vorausberechnung: " : "Vorausberechnung: ");
        else if (begun)
            buf_adds(b, "; neue Zählbasis: ");
        put_stretch(b, &k);
        begun = true;
    }
}

void alt_breaks(struct buf *b, const struct chart *c)
{
    size_t n = 0;
    for (size_t i = 0; i < c->n_breaks; i++) {
        if (!c->breaks[i].projected)
            buf_printf(b, "%s %s", n++ == 0 ? " Reihenbruch:" : ",", c->breaks[i].name);
    }
    buf_adds(b, n > 0 ? "." : "");
}

/* Of the newest value. */
static void put_band(struct buf *b, const struct chart_series *s)
{
    for (size_t i = s->n_points; i-- > 0;) {
        const struct chart_point *p = &s->points[i];
        if (!p->has_interval)
            continue;
        buf_printf(b, " 95-%%-Bereich %.0f: %s bis %s.", p->x0, p->low_text, p->high_text);
        return;
    }
}

void alt_courses(struct buf *b, const struct chart *c)
{
    for (size_t i = 0; i < c->n_series; i++) {
        const struct chart_series *s = &c->series[i];
        struct shown k = alt_look(s);
        if (k.n == 0)
            continue;
        /* The one series of a figure may be named by its subject already. */
        bool named = c->n_series == 1 && strstr(buf_str(b), s->name) != NULL;
        if (named)
            buf_adds(b, k.n > 1 ? " Verlauf: " : " ");
        else
            buf_printf(b, " %s: ", s->name);
        alt_course(b, s);
        buf_addc(b, '.');
        alt_missing_years(b, s, k.hidden);
        if (i == 0 && c->band)
            put_band(b, s);
    }
    alt_breaks(b, c);
}

void alt_references(struct buf *b, const struct chart *c)
{
    for (size_t i = 0; i < c->n_references; i++)
        buf_printf(b, "%s%s %s", i == 0 ? " " : ", ", c->references[i].name,
                   c->references[i].text);
    if (c->n_references > 0)
        buf_addc(b, '.');
}

void alt_marked(struct buf *b, const struct chart *c, size_t ranked)
{
    const struct chart_series *s = &c->series[0];
    size_t named = 0;
    for (size_t i = 0; i < s->n_points && named < MAX_LISTED; i++) {
        const struct chart_point *p = &s->points[i];
        if (!p->emphasis)
            continue;
        named++;
        buf_printf(b, " %s: %s", p->label, alt_spoken(p));
        if (ranked > 0 && sign_counts(p->sign) && p->rank > 0)
            buf_printf(b, ", Rang %d von %zu", p->rank, ranked);
        if (p->klass > 0 && c->n_classes > 1)
            buf_printf(b, " (Klasse %s)", c->classes[p->klass - 1].text);
        buf_addc(b, '.');
    }
}

static void alt_ranking(struct buf *b, const struct chart *c)
{
    const struct chart_series *s = &c->series[0];
    struct shown k = alt_look(s);
    alt_marked(b, c, k.n);
    alt_references(b, c);
    if (k.n > 1)
        buf_printf(b, " %zu Gemeinden: am höchsten %s (%s), am niedrigsten %s (%s).", k.n,
                   k.high->label, alt_spoken(k.high), k.low->label, alt_spoken(k.low));
    else
        buf_printf(b, " Nur %s hat einen Wert: %s.", k.high->label, alt_spoken(k.high));
    alt_hidden(b, s, k.hidden, "Gemeinde", "Gemeinden");
}

/* "45 bis unter 50 Jahre", "75 Jahre und älter" */
static void put_ages(struct buf *b, const struct chart_point *p)
{
    buf_add(b, p->label, strlen(p->label) - p->open);
    buf_printf(b, " Jahre%s (%s)", p->open ? " und älter" : "", alt_spoken(p));
}

static void alt_pyramid(struct buf *b, const struct chart *c)
{
    for (size_t i = 0; i < c->n_series; i++) {
        const struct chart_series *s = &c->series[i];
        struct shown k = alt_look(s);
        if (k.n == 0)
            continue;
        buf_printf(b, " %s, %s: am stärksten besetzt ", s->name,
                   s->sex == 1 ? "Männer" : "Frauen");
        put_ages(b, k.high);
        buf_adds(b, ", am schwächsten ");
        put_ages(b, k.low);
        buf_addc(b, '.');
        alt_hidden(b, s, k.hidden, "Altersgruppe", "Altersgruppen");
    }
}

static void alt_bars(struct buf *b, const struct chart *c)
{
    for (size_t i = 0; i < c->n_series; i++) {
        const struct chart_series *s = &c->series[i];
        struct shown k = alt_look(s);
        if (k.n == 0)
            continue;
        buf_printf(b, " %s%s", s->name, s->name[0] != '\0' ? " – " : "");
        for (size_t p = 0; s->n_points <= MAX_LISTED && p < s->n_points; p++) {
            const struct chart_point *at = &s->points[p];
            buf_printf(b, "%s%s: %s", p > 0 ? "; " : "", at->label, alt_spoken(at));
        }
        if (s->n_points > MAX_LISTED)
            buf_printf(b, "höchster Wert %s (%s), niedrigster %s (%s)", alt_spoken(k.high),
                       k.high->label, alt_spoken(k.low), k.low->label);
        buf_addc(b, '.');
    }
}

/* The place's own figure comes first, hidden or not; then where all of them lie. */
static void put_place(struct buf *b, const struct chart *c)
{
    bool hidden = c->value_words != NULL && strstr(c->value_words, c->value_text) == NULL;
    buf_printf(b, " %s: %s", c->place != NULL ? c->place : "Wert",
               hidden ? c->value_words : c->value_text);
    if (!hidden && c->caption_left != NULL && c->caption_left[0] != '\0')
        buf_printf(b, ", %s", c->caption_left);
    buf_addc(b, '.');
    alt_references(b, c);
}

static void put_spread(struct buf *b, const struct chart_series *s)
{
    struct shown k = alt_look(s);
    if (k.n > 1)
        buf_printf(b, " %zu Gemeinden zwischen %s (%s) und %s (%s).", k.n, alt_spoken(k.low),
                   k.low->label, alt_spoken(k.high), k.high->label);
}

static void alt_strip(struct buf *b, const struct chart *c)
{
    put_place(b, c);
    put_spread(b, &c->series[c->n_series - 1]);
}

static void alt_tile(struct buf *b, const struct chart *c)
{
    struct shown k = alt_look(&c->series[0]);
    put_place(b, c);
    if (k.n > 1) {
        buf_adds(b, " Verlauf: ");
        alt_course(b, &c->series[0]);
        buf_addc(b, '.');
    }
    alt_missing_years(b, &c->series[0], k.hidden);
    put_spread(b, &c->series[c->n_series - 1]);
}

static void alt_spark(struct buf *b, const struct chart *c)
{
    struct shown k = alt_look(&c->series[0]);
    if (k.n == 0)
        return;
    if (b->len > 0 && b->data[b->len - 1] == '.')
        b->data[b->len - 1] = ':'; /* the course follows its subject */
    buf_addc(b, ' ');
    alt_course(b, &c->series[0]);
    buf_addc(b, '.');
    alt_missing_years(b, &c->series[0], k.hidden);
    alt_breaks(b, c);
}

enum spine_side { SIDE_HIGHER, SIDE_LOWER, SIDE_WITHIN, SIDE_UNTESTED, SIDE_HIDDEN, SIDE_COUNT };

static enum spine_side side_of(const struct chart_point *p)
{
    if (!sign_counts(p->sign))
        return SIDE_HIDDEN;
    if (p->untested)
        return SIDE_UNTESTED;
    if (!p->outside || p->reference_text == NULL)
        return SIDE_WITHIN;
    return p->value > p->reference ? SIDE_HIGHER : SIDE_LOWER;
}

const char *alt_reference(const struct chart *c)
{
    return c->caption_right != NULL ? c->caption_right : "Kreis";
}

static void put_row(struct buf *b, const struct chart *c, const struct chart_point *p)
{
    bool shown = sign_counts(p->sign);
    buf_printf(b, shown ? " %s %s" : " %s (%s", p->label, alt_spoken(p));
    if (p->reference_text != NULL)
        buf_printf(b, shown ? " (%s %s)" : "; %s %s", alt_reference(c), p->reference_text);
    buf_adds(b, shown ? "" : ")");
}

static void alt_spine(struct buf *b, const struct chart *c)
{
    static const char *const heads[SIDE_COUNT] = {
        " Deutlich höher als ", " Deutlich niedriger als ", " Nicht deutlich verschieden",
        " Ohne Zufallsbereich", " Nicht gezeigt"};
    const char *name = alt_reference(c);
    bool general = str_eq(name, "Kreis") || str_eq(name, "Land") || str_eq(name, "Bund");
    for (int side = 0; side < SIDE_COUNT; side++) {
        size_t n = 0;
        for (size_t i = 0; i < c->n_series; i++) {
            for (size_t k = 0; k < c->series[i].n_points; k++) {
                const struct chart_point *p = &c->series[i].points[k];
                if (side_of(p) != (enum spine_side)side)
                    continue;
                if (n++ > 0)
                    buf_addc(b, ',');
                else
                    buf_printf(b, "%s%s%s:", heads[side],
                               side <= SIDE_LOWER && general ? "im " : "",
                               side <= SIDE_LOWER ? name : "");
                put_row(b, c, p);
            }
        }
        if (n > 0)
            buf_addc(b, '.');
    }
}

static void alt_boundaries(struct buf *b, const struct chart *c)
{
    buf_printf(b, " %zu Orte in ihren Grenzen.", c->series[0].n_points);
    for (size_t p = 0; p < c->series[0].n_points; p++) {
        if (c->series[0].points[p].emphasis)
            buf_printf(b, " Hervorgehoben: %s.", c->series[0].points[p].label);
    }
}

static void alt_locator(struct buf *b, const struct chart *c)
{
    if (c->map != NULL) {
        alt_boundaries(b, c);
        return;
    }
    for (size_t i = 0; i < c->n_series; i++) {
        const struct chart_series *s = &c->series[i];
        struct shown k = alt_look(s);
        buf_printf(b, " %zu Orte, jeder Kreis so groß wie sein Wert.", s->n_points);
        for (size_t p = 0; p < s->n_points; p++) {
            if (s->points[p].emphasis)
                buf_printf(b, " Hervorgehoben: %s (%s).", s->points[p].label,
                           alt_spoken(&s->points[p]));
        }
        if (k.n > 1)
            buf_printf(b, " Am größten %s (%s), am kleinsten %s (%s).", k.high->label,
                       alt_spoken(k.high), k.low->label, alt_spoken(k.low));
    }
}

/* Whether one of the values in brackets was named. */
static bool names_limited(const char *text, const struct chart *c)
{
    for (size_t i = 0; i < c->n_series; i++) {
        for (size_t k = 0; k < c->series[i].n_points; k++) {
            const struct chart_point *p = &c->series[i].points[k];
            if ((p->marks & SIGN_LIMITED) && strstr(text, p->text) != NULL)
                return true;
        }
    }
    return false;
}

const char *alt_text(struct report *r, const struct chart *c, const char *noun,
                     const char *subject)
{
    static void (*const makers[CHART_KIND_COUNT])(struct buf *, const struct chart *) = {
        [CHART_LINE] = alt_courses, [CHART_COLUMNS] = alt_courses, [CHART_RANKING] = alt_ranking,
        [CHART_PYRAMID] = alt_pyramid, [CHART_BARS] = alt_bars, [CHART_TILE] = alt_tile,
        [CHART_STRIP] = alt_strip, [CHART_SPARK] = alt_spark,  [CHART_SPINE] = alt_spine,
        [CHART_LOCATOR] = alt_locator,
        [CHART_RANGE] = alt_range,
        [CHART_MULTIPLES] = alt_multiples,
        [CHART_AGES] = alt_ages,
        [CHART_STACK] = alt_stack,
        [CHART_DIVERGING] = alt_diverging,
        [CHART_SCATTER] = alt_scatter,
        [CHART_SLOPE] = alt_slope,
        [CHART_FUNNEL] = alt_funnel,
        [CHART_HEAT] = alt_heat,
        [CHART_CLASSES] = alt_classes,
        [CHART_MAP] = alt_map,
        [CHART_TILES] = alt_tiles,
        [CHART_SYMBOLS] = alt_symbols};
    struct buf b = BUF_INIT;
    /* a figure may be called "Karte: …" itself */
    bool named = subject != NULL && strncmp(subject, noun, strlen(noun)) == 0 &&
                 subject[strlen(noun)] == ':';
    buf_adds(&b, named ? "" : noun);
    if (subject != NULL && subject[0] != '\0') {
        const char *end = strchr(".?!", subject[strlen(subject) - 1]) != NULL ? "" : ".";
        buf_printf(&b, "%s%s%s", named ? "" : ": ", subject, end);
    } else {
        buf_addc(&b, ':');
    }
    makers[c->kind](&b, c);
    if (names_limited(buf_str(&b), c))
        buf_adds(&b, " Werte in Klammern haben eingeschränkte Aussagekraft.");
    const char *text = arena_strdup(r->arena, buf_str(&b));
    buf_release(&b);
    return text;
}
