#include "compose/compose_private.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"

static int f_indicator(void *ctx, const struct xpath_value *args, size_t n,
                       struct xpath_value *out, const char **error)
{
    (void)n;
    struct compose *c = ctx;
    uint32_t in;
    if (argument_indicator(c, &args[0], &in, error) != 0)
        return -1;
    set_node(c, out, indicator_item(c, in));
    return 0;
}

static int f_indicators(void *ctx, const struct xpath_value *args, size_t n,
                        struct xpath_value *out, const char **error)
{
    (void)error;
    struct compose *c = ctx;
    uint32_t total = (uint32_t)published_indicators(c->published);
    struct xpath_item **items = arena_array(text_arena(c), total + 1, sizeof *items);
    double field = n > 0 ? xpath_number(&args[0]) : -1;
    size_t count = 0;
    for (uint32_t i = 0; i < total; i++) {
        double f = published_indicator(c->published, i)->handlungsfeld;
        if (n == 0 || !(f < field || f > field))
            items[count++] = indicator_item(c, i);
    }
    set_nodes(out, items, field == field ? count : 0);
    return 0;
}

static int f_area(void *ctx, const struct xpath_value *args, size_t n, struct xpath_value *out,
                  const char **error)
{
    (void)n;
    struct compose *c = ctx;
    uint32_t area;
    if (argument_area(c, &args[0], &area, error) != 0)
        return -1;
    set_node(c, out, area_item(c, area));
    return 0;
}

static int f_areas(void *ctx, const struct xpath_value *args, size_t n, struct xpath_value *out,
                   const char **error)
{
    (void)n;
    static const char *const kinds[] = {"bund", "land", "kreis", "gemeinde", "group"};
    struct compose *c = ctx;
    const char *wanted = xpath_string(c->xpath, &args[0]);
    size_t kind = 0;
    while (kind < sizeof kinds / sizeof kinds[0] && strcmp(kinds[kind], wanted) != 0)
        kind++;
    if (kind == sizeof kinds / sizeof kinds[0]) {
        *error = arena_printf(text_arena(c), "Eine Gebietsart „%s“ gibt es nicht; möglich sind "
                              "'bund', 'land', 'kreis', 'gemeinde', 'group'.", wanted);
        return -1;
    }
    if (kind == PUBLISHED_GEMEINDE) {
        struct xpath_item **sorted = arena_array(text_arena(c), c->n_gemeinden + 1,
                                                 sizeof *sorted);
        for (size_t i = 0; i < c->n_gemeinden; i++)
            sorted[i] = area_item(c, c->gemeinden[i]);
        set_nodes(out, sorted, c->n_gemeinden);
        return 0;
    }
    uint32_t total = (uint32_t)published_areas(c->published);
    struct xpath_item **items = arena_array(text_arena(c), total + 1, sizeof *items);
    size_t count = 0;
    for (uint32_t i = 0; i < total; i++) {
        if (published_area(c->published, i)->kind == (enum published_area_kind)kind)
            items[count++] = area_item(c, i);
    }
    set_nodes(out, items, count);
    return 0;
}

static int f_fields(void *ctx, const struct xpath_value *args, size_t n,
                    struct xpath_value *out, const char **error)
{
    (void)args, (void)n, (void)error;
    struct compose *c = ctx;
    uint32_t total = (uint32_t)published_fields(c->published);
    struct xpath_item **items = arena_array(text_arena(c), total + 1, sizeof *items);
    for (uint32_t i = 0; i < total; i++)
        items[i] = field_item(c, i);
    set_nodes(out, items, total);
    return 0;
}

static int f_field(void *ctx, const struct xpath_value *args, size_t n, struct xpath_value *out,
                   const char **error)
{
    (void)n;
    struct compose *c = ctx;
    double wanted = xpath_number(&args[0]);
    for (uint32_t i = 0; i < published_fields(c->published); i++) {
        double id = published_field(c->published, i)->id;
        if (id <= wanted && id >= wanted) {
            set_node(c, out, field_item(c, i));
            return 0;
        }
    }
    bool none = !(wanted < 0 || wanted > 0) && c->field == 0;
    *error = none ? "Der Bericht gehört zu keinem Handlungsfeld. Damit $feld eine Nummer hat, "
                    "steht in edition.xml bei dieser Vorlage field=\"1\" bis \"5\"."
                  : arena_printf(text_arena(c), "Ein Handlungsfeld „%s“ gibt es nicht.",
                                 xpath_string(c->xpath, &args[0]));
    return -1;
}

static int f_sources(void *ctx, const struct xpath_value *args, size_t n,
                     struct xpath_value *out, const char **error)
{
    struct compose *c = ctx;
    uint32_t in;
    if (n > 0 && argument_indicator(c, &args[0], &in, error) != 0)
        return -1;
    size_t total = n > 0 ? published_indicator(c->published, in)->n_sources
                         : published_sources(c->published);
    struct xpath_item **items = arena_array(text_arena(c), total + 1, sizeof *items);
    for (uint32_t i = 0; i < total; i++)
        items[i] = source_item(c, n > 0 ? published_indicator(c->published, in)->sources[i] : i);
    set_nodes(out, items, total);
    return 0;
}

static struct xpath_item *part_item(struct compose *c, const struct published_part *p, size_t n)
{
    static const char *const sexes[] = {"0", "1", "2"};
    char text[24];
    struct xpath_item *item = xpath_item_new(c->xpath, NULL, "part", NULL);
    const char *name = part_name(text_arena(c), p);
    xpath_item_text(item, name);
    xpath_item_set(item, "name", name);
    xpath_item_set(item, "sex", sexes[p->sex >= 0 && p->sex <= 2 ? p->sex : 0]);
    snprintf(text, sizeof text, "%zu", n);
    xpath_item_set(item, "n", text);
    snprintf(text, sizeof text, "%d", p->age_from);
    xpath_item_set(item, "from", text);
    snprintf(text, sizeof text, "%d", p->age_to);
    xpath_item_set(item, "to", text);
    return item;
}

static int f_parts(void *ctx, const struct xpath_value *args, size_t n, struct xpath_value *out,
                   const char **error)
{
    (void)n;
    struct compose *c = ctx;
    uint32_t in;
    if (argument_indicator(c, &args[0], &in, error) != 0)
        return -1;
    const struct published_indicator *pi = published_indicator(c->published, in);
    struct xpath_item **items = arena_array(text_arena(c), pi->n_parts + 1, sizeof *items);
    for (size_t i = 0; i < pi->n_parts; i++)
        items[i] = part_item(c, &pi->parts[i], i + 1);
    set_nodes(out, items, pi->n_parts);
    return 0;
}

/* years(from, to): every year; years(indicator [, from, to]): those with any figure. */
static int f_years(void *ctx, const struct xpath_value *args, size_t n, struct xpath_value *out,
                   const char **error)
{
    struct compose *c = ctx;
    uint32_t in = PUBLISHED_NONE;
    int from = FIRST_YEAR, to = LAST_YEAR;
    size_t at = n == 2 ? 0 : 1;
    if (n != 2 && argument_indicator(c, &args[0], &in, error) != 0)
        return -1;
    if (n >= 2 && (argument_year(c, &args[at], &from, error) != 0 ||
                   argument_year(c, &args[at + 1], &to, error) != 0))
        return -1;
    struct xpath_item **items =
        arena_array(text_arena(c), LAST_YEAR - FIRST_YEAR + 1, sizeof *items);
    size_t count = 0;
    const struct published_indicator *pi =
        in != PUBLISHED_NONE ? published_indicator(c->published, in) : NULL;
    for (size_t i = 0; pi != NULL && i < pi->n_years; i++) {
        if (pi->years[i] >= from && pi->years[i] <= to)
            items[count++] = year_item(c, pi->years[i]);
    }
    for (int y = from; pi == NULL && y <= to; y++)
        items[count++] = year_item(c, y);
    set_nodes(out, items, count);
    return 0;
}

static int f_signs(void *ctx, const struct xpath_value *args, size_t n, struct xpath_value *out,
                   const char **error)
{
    (void)args, (void)n, (void)error;
    static const struct { const char *sign, *words; } marks[] = {
        {"( )", "eingeschränkte Aussagekraft, weniger als zehn Fälle"},
        {"p", "vorläufig"}, {"r", "berichtigt"}, {"s", "geschätzt"}};
    static const enum sign order[] = {SIGN_NOTHING, SIGN_SMALL, SIGN_UNKNOWN, SIGN_LATER,
                                      SIGN_UNSURE, SIGN_CROSSED};
    enum { N_SIGNS = sizeof order / sizeof order[0], N_MARKS = sizeof marks / sizeof marks[0],
           REVISED = N_SIGNS + 2 };
    struct compose *c = ctx;
    struct xpath_item **items = arena_array(text_arena(c), N_SIGNS + N_MARKS, sizeof *items);
    for (size_t i = 0; i < N_SIGNS + N_MARKS; i++) {
        const char *sign = i < N_SIGNS ? sign_text(order[i]) : marks[i - N_SIGNS].sign;
        const char *words = i < N_SIGNS ? sign_words(order[i]) : marks[i - N_SIGNS].words;
        if (i == REVISED && c->edition.revisions != NULL)
            words = arena_printf(text_arena(c), "%s gegenüber der Ausgabe %s", words,
                                 c->edition.revisions);
        items[i] = xpath_item_new(c->xpath, NULL, "sign", NULL);
        xpath_item_text(items[i], sign);
        xpath_item_set(items[i], "sign", sign);
        xpath_item_set(items[i], "words", words);
    }
    set_nodes(out, items, N_SIGNS + N_MARKS);
    return 0;
}

const struct function list_functions[] = {
    {"indicator", 1, 1, f_indicator,
     {"indicator(indikator)",
      "Die Beschreibung eines Indikators: @id @name @short @per @unit @definition @caveat "
      "@formula @interval @min-count @min-denominator (Schutz) @polarity (burden, relief, "
      "neutral) @level @field @fieldname @decimals @first @last; darunter source.",
      "indicator('S06')/@definition"}},
    {"indicators", 0, 1, f_indicators,
     {"indicators(handlungsfeld)", "Alle Indikatoren oder die eines Handlungsfelds.",
      "indicators(3)"}},
    {"area", 1, 1, f_area,
     {"area(gebiet)",
      "Ein Gebiet nach Schlüssel oder Name: @key @name @short @designation @title @genitive "
      "@kind @ha @km2 @lon @lat @parent.",
      "area('Plochingen')"}},
    {"areas", 1, 1, f_areas,
     {"areas(art)", "Alle Gebiete einer Art: bund, land, kreis, gemeinde, group.",
      "areas('gemeinde')"}},
    {"fields", 0, 0, f_fields,
     {"fields()", "Die Handlungsfelder: @id @name @short, darunter leitziel.", "fields()"}},
    {"field", 1, 1, f_field,
     {"field(nummer)", "Ein Handlungsfeld.", "field(3)/leitziel"}},
    {"sources", 0, 1, f_sources,
     {"sources(indikator)",
      "Alle Quellen oder die eines Indikators: @id @publisher @short @table @title @licence "
      "@licence-id @retrieved @status.",
      "sources('S06')/@table"}},
    {"parts", 1, 1, f_parts,
     {"parts(indikator)", "Die Untergliederung: @n @sex (0, 1 männlich, 2 weiblich) @from @to "
                          "@name.",
      "parts('D20')"}},
    {"years", 1, 3, f_years,
     {"years(indikator, von, bis)",
      "Die Jahre mit Angaben; ohne Indikator, years(von, bis), alle Jahre dazwischen.",
      "years(2010, 2016)"}},
    {"signs", 0, 0, f_signs,
     {"signs()", "Die Zeichenerklärung: @sign @words.", "signs()"}},
};
const size_t n_list_functions = sizeof list_functions / sizeof list_functions[0];
