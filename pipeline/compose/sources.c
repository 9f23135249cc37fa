#include "compose/compose_private.h"

#include <string.h>

#include "base/decimal.h"
#include "base/str.h"
#include "geo/geo.h"

bool indicator_is_demonstration(const struct compose *c, uint32_t indicator)
{
    const struct published_indicator *in = published_indicator(c->published, indicator);
    for (size_t i = 0; i < in->n_sources; i++) {
        if (str_eq(published_source(c->published, in->sources[i])->status, "Demonstrationsdaten"))
            return true;
    }
    return false;
}

struct source_list {
    uint32_t *sources;
    size_t n;
};

static void add_source(struct report *r, struct source_list *list, uint32_t source)
{
    const char *table = published_source(r->c->published, source)->table;
    for (size_t i = 0; i < list->n; i++) {
        const struct published_source *s = published_source(r->c->published, list->sources[i]);
        bool same_table = table != NULL && table[0] != '\0' && str_eq(s->table, table) &&
                          str_eq(s->publisher,
                                 published_source(r->c->published, source)->publisher);
        if (list->sources[i] == source || same_table)
            return;
    }
    list->sources = arena_push(r->arena, list->sources, list->n, sizeof *list->sources);
    list->sources[list->n++] = source;
}

static void add_figure(struct report *r, struct source_list *list, struct figure_use use)
{
    const struct published_indicator *in = published_indicator(r->c->published, use.indicator);
    const uint32_t *sources = in->sources;
    size_t n = in->n_sources;
    if (use.year != EVERY_YEAR)
        sources = published_year_sources(r->c->published, use.indicator, use.year, &n);
    for (size_t i = 0; i < n; i++)
        add_source(r, list, sources[i]);
}

/* The year behind "D01:2024", cut off from the identifier. */
static int cut_year(char *id)
{
    char *colon = strchr(id, ':');
    unsigned year;
    if (colon == NULL || !decimal_uint(colon + 1, strlen(colon + 1), LAST_YEAR, &year))
        return EVERY_YEAR;
    *colon = '\0';
    return (int)year;
}

/* of="S06 D03:2015" */
static void add_named(struct report *r, struct source_list *list, const struct xml_node *n,
                      const char *ids)
{
    while (*(ids += strspn(ids, " ")) != '\0') {
        size_t len = strcspn(ids, " ");
        char *id = arena_strndup(r->arena, ids, len);
        int year = cut_year(id);
        uint32_t in = published_find_indicator(r->c->published, id);
        ids += len;
        if (in == PUBLISHED_NONE) {
            XML_REPORT(r->d, TEMPLATE_NO_INDICATOR, n, "of", id, guess_indicator(r->c, id),
                       "Seine Quellen fehlen.");
            continue;
        }
        add_figure(r, list, (struct figure_use){in, year});
        r->demonstration = r->demonstration || indicator_is_demonstration(r->c, in);
    }
}

static bool same_group(const struct published_source *a, const struct published_source *b)
{
    return str_eq(a->publisher, b->publisher) && str_eq(a->licence_id, b->licence_id);
}

static const char *label(const struct published_source *s)
{
    return s->table != NULL && s->table[0] != '\0' ? s->table : s->title;
}

/* "12411-02-03-5" is the number of a table, "GV100AD" the name of a file. */
static bool numbered(const struct published_source *s)
{
    return s->table != NULL && s->table[0] >= '0' && s->table[0] <= '9';
}

/* One publisher with one licence: "X, Tabellen a, b (licence)". */
static void put_group(struct report *r, struct buf *b, const struct source_list *list,
                      size_t first)
{
    const struct published_source *lead = published_source(r->c->published, list->sources[first]);
    struct buf tables = BUF_INIT;
    struct buf titles = BUF_INIT;
    size_t n_tables = 0;
    for (size_t i = first; i < list->n; i++) {
        const struct published_source *s = published_source(r->c->published, list->sources[i]);
        if (!same_group(lead, s))
            continue;
        bool table = numbered(s);
        struct buf *to = table ? &tables : &titles;
        if (to->len > 0)
            buf_adds(to, ", ");
        buf_adds(to, label(s));
        n_tables += table;
    }
    buf_adds(b, lead->publisher);
    if (n_tables > 0)
        buf_printf(b, ", %s %s", n_tables > 1 ? "Tabellen" : "Tabelle", buf_str(&tables));
    if (titles.len > 0)
        buf_printf(b, ", %s", buf_str(&titles));
    if (lead->licence_id != NULL && lead->licence_id[0] != '\0')
        buf_printf(b, " (%s)", lead->licence_id);
    buf_release(&tables);
    buf_release(&titles);
}

static bool leads_group(struct report *r, const struct source_list *list, size_t i)
{
    const struct published_source *s = published_source(r->c->published, list->sources[i]);
    for (size_t k = 0; k < i; k++) {
        if (same_group(published_source(r->c->published, list->sources[k]), s))
            return false;
    }
    return true;
}

/* Who made the boundaries of the maps. */
static void put_boundaries(struct report *r, struct buf *b)
{
    const struct geo_map *map = r->c->map;
    if (!r->scope->boundaries || map == NULL || map->source[0] == '\0')
        return;
    buf_printf(b, "%sGrenzen: %s", b->len > 0 ? " " : "", map->source);
    if (map->licence[0] != '\0')
        buf_printf(b, ", %s", map->licence);
    buf_addc(b, '.');
}

const char *sources_text(struct report *r, const struct xml_node *n)
{
    struct source_list list = {0};
    const char *of = attr_text(r, n, "of", NULL);
    if (of != NULL) {
        add_named(r, &list, n, of);
    } else {
        for (size_t i = 0; i < r->scope->n; i++)
            add_figure(r, &list, r->scope->uses[i]);
    }
    struct buf b = BUF_INIT;
    if (list.n > 0)
        buf_adds(&b, list.n > 1 ? "Quellen: " : "Quelle: ");
    for (size_t i = 0; i < list.n; i++) {
        if (!leads_group(r, &list, i))
            continue;
        if (i > 0)
            buf_adds(&b, "; ");
        put_group(r, &b, &list, i);
    }
    if (list.n > 0)
        buf_addc(&b, '.');
    put_boundaries(r, &b);
    const char *text = arena_strdup(r->arena, buf_str(&b));
    buf_release(&b);
    return text;
}

static void put_sign(struct buf *b, const char *sign, const char *words)
{
    if (b->len > 0)
        buf_adds(b, "; ");
    buf_printf(b, "%s %s", sign, words);
}

/* All reasons for a point in one explanation. */
static void put_points(const struct scope *s, struct buf *b)
{
    const struct { bool holds; const char *words; } reasons[] = {
        {(s->signs & 1u << SIGN_UNKNOWN) != 0, "unbekannt"},
        {(s->signs & (1u << SIGN_UNKNOWN | 1u << SIGN_HIDDEN | 1u << SIGN_HIDDEN_UPSTREAM)) != 0,
         "geheim gehalten"},
        {(s->signs & 1u << SIGN_ABSENT) != 0, "keine Angabe"},
        {s->broken, "wegen einer neuen Basis nicht vergleichbar"},
    };
    struct buf words = BUF_INIT;
    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++) {
        if (!reasons[i].holds)
            continue;
        if (words.len > 0)
            buf_adds(&words, " oder ");
        buf_adds(&words, reasons[i].words);
    }
    if (words.len > 0)
        put_sign(b, sign_text(SIGN_HIDDEN), buf_str(&words));
    buf_release(&words);
}

const char *signs_text(struct report *r)
{
    static const enum sign own[] = {SIGN_NOTHING, SIGN_SMALL};
    static const enum sign after[] = {SIGN_LATER, SIGN_UNSURE, SIGN_CROSSED};
    const struct scope *s = r->scope;
    struct buf b = BUF_INIT;
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++) {
        if (s->signs & 1u << own[i])
            put_sign(&b, sign_text(own[i]), sign_words(own[i]));
    }
    put_points(s, &b);
    for (size_t i = 0; i < sizeof after / sizeof after[0]; i++) {
        if (s->signs & 1u << after[i])
            put_sign(&b, sign_text(after[i]), sign_words(after[i]));
    }
    for (size_t i = 0; mark_at(i)->mark != 0; i++) {
        if (s->marks & mark_at(i)->mark)
            put_sign(&b, mark_at(i)->sign, mark_at(i)->words);
    }
    if (b.len > 0)
        buf_addc(&b, '.');
    const char *text = arena_strdup(r->arena, buf_str(&b));
    buf_release(&b);
    return text;
}
