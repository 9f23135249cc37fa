#include "compose/compose_private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

/* indicator and area are the first two arguments of most functions. */
static int indicator_and_area(struct compose *c, const struct xpath_value *args, uint32_t *in,
                              uint32_t *area, const char **error)
{
    if (argument_indicator(c, &args[0], in, error) != 0 ||
        argument_area(c, &args[1], area, error) != 0)
        return -1;
    if (c->report != NULL)
        report_asked(c->report, *in);
    return 0;
}

static int f_value(void *ctx, const struct xpath_value *args, size_t n,
                   struct xpath_value *out, const char **error)
{
    (void)n;
    struct compose *c = ctx;
    uint32_t in, area;
    int year;
    if (indicator_and_area(c, args, &in, &area, error) != 0 ||
        argument_year(c, &args[2], &year, error) != 0)
        return -1;
    set_node(c, out, value_item(c, in, area, year, 0));
    return 0;
}

static int f_latest(void *ctx, const struct xpath_value *args, size_t n,
                    struct xpath_value *out, const char **error)
{
    (void)n;
    struct compose *c = ctx;
    uint32_t in, area;
    if (indicator_and_area(c, args, &in, &area, error) != 0)
        return -1;
    set_node(c, out, latest_item(c, in, area));
    return 0;
}

static int f_first(void *ctx, const struct xpath_value *args, size_t n,
                   struct xpath_value *out, const char **error)
{
    (void)n;
    struct compose *c = ctx;
    uint32_t in, area;
    if (indicator_and_area(c, args, &in, &area, error) != 0)
        return -1;
    set_node(c, out, first_item(c, in, area));
    return 0;
}

/* The optional last two arguments of series() and years(). */
static int year_range(struct compose *c, const struct xpath_value *args, size_t n, size_t at,
                      int *from, int *to, const char **error)
{
    *from = FIRST_YEAR;
    *to = LAST_YEAR;
    if (n > at && argument_year(c, &args[at], from, error) != 0)
        return -1;
    return n > at + 1 ? argument_year(c, &args[at + 1], to, error) : 0;
}

static int f_series(void *ctx, const struct xpath_value *args, size_t n,
                    struct xpath_value *out, const char **error)
{
    struct compose *c = ctx;
    uint32_t in, area;
    int from, to;
    if (indicator_and_area(c, args, &in, &area, error) != 0 ||
        year_range(c, args, n, 2, &from, &to, error) != 0)
        return -1;
    const struct published_indicator *pi = published_indicator(c->published, in);
    struct xpath_item **items = arena_array(text_arena(c), pi->n_years + 1, sizeof *items);
    size_t count = 0;
    for (size_t i = 0; i < pi->n_years; i++) {
        if (pi->years[i] >= from && pi->years[i] <= to)
            items[count++] = value_item(c, in, area, pi->years[i], 0);
    }
    set_nodes(out, items, count);
    return 0;
}

static int part_item(struct compose *c, uint32_t in, uint32_t area, int year,
                     const struct xpath_value *number, struct xpath_item **out,
                     const char **error)
{
    const struct published_indicator *pi = published_indicator(c->published, in);
    double part = xpath_number(number);
    if (!(part >= 1 && part <= (double)pi->n_parts) || floor(part) < part) {
        *error = arena_printf(text_arena(c), "Der Indikator %s hat %zu Untergliederungen; "
                              "Nummer „%s“ gibt es nicht.", pi->id, pi->n_parts,
                              xpath_string(c->xpath, number));
        return -1;
    }
    *out = value_item(c, in, area, year, (uint32_t)part);
    return 0;
}

/* Of a list of numbers every part. */
static int f_part(void *ctx, const struct xpath_value *args, size_t n,
                  struct xpath_value *out, const char **error)
{
    (void)n;
    struct compose *c = ctx;
    uint32_t in, area;
    int year;
    if (indicator_and_area(c, args, &in, &area, error) != 0 ||
        argument_year(c, &args[2], &year, error) != 0)
        return -1;
    bool list = args[3].type == XPATH_ITEMS;
    size_t count = list ? args[3].n_items : 1;
    struct xpath_item **items = arena_array(text_arena(c), count + 1, sizeof *items);
    for (size_t i = 0; i < count; i++) {
        struct xpath_value one = args[3];
        if (list)
            one = (struct xpath_value){.type = XPATH_ITEMS, .items = &args[3].items[i],
                                       .n_items = 1};
        if (part_item(c, in, area, year, &one, &items[i], error) != 0)
            return -1;
    }
    set_nodes(out, items, count);
    return 0;
}

struct place_value { /* of one municipality, to be sorted */
    uint32_t area;
    double value;
    const char *name;
    int direction; /* 1 highest first, -1 lowest first */
};

static int compare_places(const void *x, const void *y)
{
    const struct place_value *a = x;
    const struct place_value *b = y;
    if (a->value < b->value || a->value > b->value)
        return (a->value < b->value ? 1 : -1) * a->direction;
    return strcmp(a->name, b->name);
}

static int default_year(struct compose *c, uint32_t in)
{
    const struct published_value *v = published_latest(c->published, in, c->kreis);
    const struct published_indicator *pi = published_indicator(c->published, in);
    if (v != NULL)
        return v->year;
    return pi->n_years > 0 ? pi->years[pi->n_years - 1] : FIRST_YEAR;
}

static int extremes(struct compose *c, const struct xpath_value *args, size_t n, int direction,
                    struct xpath_value *out, const char **error)
{
    uint32_t in;
    int year;
    if (argument_indicator(c, &args[0], &in, error) != 0)
        return -1;
    if (c->report != NULL)
        report_asked(c->report, in);
    if (n < 3)
        year = default_year(c, in);
    else if (argument_year(c, &args[2], &year, error) != 0)
        return -1;
    struct arena *a = text_arena(c);
    struct place_value *places = arena_array(a, c->n_gemeinden + 1, sizeof *places);
    size_t count = 0;
    for (size_t i = 0; i < c->n_gemeinden; i++) {
        uint32_t area = c->gemeinden[i];
        const struct published_value *v = published_at(c->published, in, area, year, 0);
        if (value_shown(v))
            places[count++] = (struct place_value){
                area, v->value, str_fold(a, published_area(c->published, area)->name),
                direction};
    }
    qsort(places, count, sizeof *places, compare_places);
    double wanted = xpath_number(&args[1]);
    size_t take = wanted >= 0 && wanted < (double)count ? (size_t)wanted : count;
    struct xpath_item **items = arena_array(a, take + 1, sizeof *items);
    for (size_t i = 0; i < take; i++)
        items[i] = value_item(c, in, places[i].area, year, 0);
    set_nodes(out, items, take);
    return 0;
}

static int f_highest(void *ctx, const struct xpath_value *args, size_t n,
                     struct xpath_value *out, const char **error)
{
    return extremes(ctx, args, n, 1, out, error);
}

static int f_lowest(void *ctx, const struct xpath_value *args, size_t n,
                    struct xpath_value *out, const char **error)
{
    return extremes(ctx, args, n, -1, out, error);
}

static void set_truth(struct xpath_value *out, bool truth)
{
    *out = (struct xpath_value){.type = XPATH_BOOL, .truth = truth};
}

static int f_has(void *ctx, const struct xpath_value *args, size_t n, struct xpath_value *out,
                 const char **error)
{
    (void)n;
    const struct subject *s;
    set_truth(out, false);
    if (args[0].type == XPATH_ITEMS && args[0].n_items == 0)
        return 0;
    if (argument_value(ctx, &args[0], &s, "has(value('S06', $gemeinde, 2016))", error) != 0)
        return -1;
    set_truth(out, sign_counts(s->sign));
    return 0;
}

/* As the funnel draws it: against the rate of the district, by what the place's rate is of. */
static int f_beyond998(void *ctx, const struct xpath_value *args, size_t n,
                       struct xpath_value *out, const char **error)
{
    (void)n;
    struct compose *c = ctx;
    const struct subject *s;
    struct published_limits k;
    set_truth(out, false);
    if (argument_value(c, &args[0], &s, "beyond998(value('S06', $gemeinde, 2016))", error) != 0)
        return -1;
    if (s->kind != SUBJECT_VALUE || !value_shown(s->value) || !s->value->has_base)
        return 0;
    const struct published_value *rate = published_at(c->published, s->indicator, c->kreis,
                                                      s->value->year, 0);
    if (rate != NULL && value_shown(rate) &&
        published_limits(c->published, s->indicator, rate->value, s->value->base, &k))
        set_truth(out, s->value->value < k.low998 || s->value->value > k.high998);
    return 0;
}

static int compared(struct compose *c, const struct xpath_value *arg, bool wide,
                    enum published_comparison wanted, struct xpath_value *out,
                    const char **error)
{
    const struct subject *s;
    if (argument_value(c, arg, &s, "above(value('S06', $gemeinde, 2016))", error) != 0)
        return -1;
    bool known = s->kind == SUBJECT_VALUE && value_shown(s->value);
    set_truth(out, known && (wide ? s->value->district998 : s->value->district) == wanted);
    return 0;
}

#define COMPARISON(function, wide, wanted)                                                        \
    static int function(void *ctx, const struct xpath_value *args, size_t n,                      \
                        struct xpath_value *out, const char **error)                              \
    {                                                                                             \
        (void)n;                                                                                  \
        return compared(ctx, &args[0], wide, wanted, out, error);                                 \
    }
COMPARISON(f_above, false, PUBLISHED_HIGHER)
COMPARISON(f_below, false, PUBLISHED_LOWER)
COMPARISON(f_similar, false, PUBLISHED_SIMILAR)
COMPARISON(f_above998, true, PUBLISHED_HIGHER)
COMPARISON(f_below998, true, PUBLISHED_LOWER)
COMPARISON(f_similar998, true, PUBLISHED_SIMILAR)

static const char *unit_of(const struct subject *s)
{
    return s->unit != NULL ? s->unit : "";
}

static int two_values(struct compose *c, const struct xpath_value *args, bool percent,
                      struct xpath_value *out, const char **error)
{
    const struct subject *from, *to;
    const char *example = percent ? "change(first('D01', $area), latest('D01', $area))"
                                  : "difference(first('D01', $area), latest('D01', $area))";
    if (argument_value(c, &args[0], &from, example, error) != 0 ||
        argument_value(c, &args[1], &to, example, error) != 0)
        return -1;
    if (!str_eq(unit_of(from), unit_of(to))) {
        *error = arena_printf(text_arena(c), "Werte mit verschiedenen Einheiten („%s“ und „%s“) "
                              "lassen sich nicht vergleichen.", unit_of(from), unit_of(to));
        return -1;
    }
    set_node(c, out, difference_item(c, from, to, percent));
    return 0;
}

static int f_difference(void *ctx, const struct xpath_value *args, size_t n,
                        struct xpath_value *out, const char **error)
{
    (void)n;
    return two_values(ctx, args, false, out, error);
}

static int f_change(void *ctx, const struct xpath_value *args, size_t n,
                    struct xpath_value *out, const char **error)
{
    (void)n;
    return two_values(ctx, args, true, out, error);
}

static int f_break(void *ctx, const struct xpath_value *args, size_t n, struct xpath_value *out,
                   const char **error)
{
    (void)n;
    struct compose *c = ctx;
    uint32_t in;
    int y1, y2;
    if (argument_indicator(c, &args[0], &in, error) != 0 ||
        argument_year(c, &args[1], &y1, error) != 0 ||
        argument_year(c, &args[2], &y2, error) != 0)
        return -1;
    const char *name =
        y1 == y2 ? NULL
                 : published_break(c->published, in, y1 < y2 ? y1 : y2, y1 < y2 ? y2 : y1);
    set_string(out, name);
    return 0;
}

static int f_hidden(void *ctx, const struct xpath_value *args, size_t n,
                    struct xpath_value *out, const char **error)
{
    (void)args, (void)n, (void)error;
    struct compose *c = ctx;
    *out = (struct xpath_value){.type = XPATH_NUMBER,
                                .number = (double)published_hidden(c->published)};
    return 0;
}

const struct function value_functions[] = {
    {"value", 3, 3, f_value,
     {"value(indikator, gebiet, jahr)",
      "Der Wert eines Indikators. Gedruckt wird sein deutscher Text mit Zeichen: 3,7 oder . oder "
      "(6,3). Zum Rechnen und Vergleichen dient @number; es fehlt, wenn der Wert nicht gezeigt "
      "werden darf. Weitere Angaben: @year @period @unit @per @text @sign @words @area @key @id "
      "@decimals @lower @upper @lower998 @upper998 @rank @of @district @district998 "
      "@count @cases @basis.",
      "value('S06', $gemeinde, 2016)"}},
    {"latest", 2, 2, f_latest,
     {"latest(indikator, gebiet)", "Der neueste Wert, der gezeigt werden darf.",
      "latest('S06', $kreis)/@year"}},
    {"first", 2, 2, f_first,
     {"first(indikator, gebiet)", "Der älteste Wert, der gezeigt werden darf.",
      "first('D01', $gemeinde)"}},
    {"series", 2, 4, f_series,
     {"series(indikator, gebiet, von, bis)",
      "Alle Werte nach Jahren; von und bis können entfallen.",
      "series('S06', $gemeinde, 2010, 2016)"}},
    {"part", 4, 4, f_part,
     {"part(indikator, gebiet, jahr, nummer)",
      "Ein Teil eines gegliederten Indikators; die Nummern nennt parts(), eine Liste von "
      "Nummern gibt alle diese Teile.",
      "part('D20', $gemeinde, 2015, 3)"}},
    {"highest", 2, 3, f_highest,
     {"highest(indikator, anzahl, jahr)",
      "Die höchsten Werte unter den Gemeinden, der höchste zuerst; nicht gezeigte fehlen. Das "
      "Jahr kann entfallen. @area nennt die Gemeinde.",
      "highest('S06', 3)"}},
    {"lowest", 2, 3, f_lowest,
     {"lowest(indikator, anzahl, jahr)", "Wie highest(), der niedrigste zuerst.",
      "lowest('S06', 1)/@area"}},
    {"has", 1, 1, f_has,
     {"has(wert)", "Ob der Wert gezeigt werden darf und eine Zahl hat.", "has($w)"}},
    {"above", 1, 1, f_above,
     {"above(wert)", "Ob der Wert mit 95 % Sicherheit über dem des Kreises liegt.",
      "above(latest('S06', $gemeinde))"}},
    {"below", 1, 1, f_below, {"below(wert)", "Wie above(), darunter.", "below($w)"}},
    {"similar", 1, 1, f_similar,
     {"similar(wert)", "Ob der Unterschied zum Kreis Zufall sein kann (95 %).", "similar($w)"}},
    {"above998", 1, 1, f_above998,
     {"above998(wert)", "Wie above(), mit 99,8 % Sicherheit.", "above998($w)"}},
    {"below998", 1, 1, f_below998,
     {"below998(wert)", "Wie below(), mit 99,8 % Sicherheit.", "below998($w)"}},
    {"beyond998", 1, 1, f_beyond998,
     {"beyond998(wert)",
      "Ob der Wert außerhalb der äußeren Grenzen eines Trichterdiagramms (funnel) liegt.",
      "beyond998($w)"}},
    {"similar998", 1, 1, f_similar998,
     {"similar998(wert)", "Wie similar(), mit 99,8 % Sicherheit.", "similar998($w)"}},
    {"difference", 2, 2, f_difference,
     {"difference(von, bis)",
      "bis − von, mit Vorzeichen: +644. Über einen Reihenbruch hinweg oder mit einem nicht "
      "gezeigten Wert ein Punkt; @break nennt den Bruch. Außerdem @number, @text (ohne "
      "Vorzeichen), @unit, @direction (more, less, equal).",
      "difference(value('S06', $gemeinde, 2015), value('S06', $gemeinde, 2016))"}},
    {"change", 2, 2, f_change,
     {"change(von, bis)", "Die Veränderung in Prozent von „von“; sonst wie difference().",
      "change(first('D01', $area), latest('D01', $area))"}},
    {"break", 3, 3, f_break,
     {"break(indikator, jahr, jahr)",
      "Der Name des Reihenbruchs zwischen zwei Jahren, leer, wo keiner ist.",
      "break('D01', 2010, 2011)"}},
    {"hidden", 0, 0, f_hidden,
     {"hidden()", "Wie viele Werte in diesem Lauf geheim gehalten werden.", "hidden()"}},
};
const size_t n_value_functions = sizeof value_functions / sizeof value_functions[0];
