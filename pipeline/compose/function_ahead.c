#include <math.h>

#include "base/german.h"
#include "compose/function_private.h"

/* What is computed of years to come: estimates, marked as such, and official projections. */

/* -- forecast() */

static const struct analysis_forecast_year *forecast_year(const struct analysis_forecast *f,
                                                          int year)
{
    bool there = f != NULL && year > f->to && (size_t)(year - f->to) <= f->n_years;
    return there ? &f->years[year - f->to - 1] : NULL;
}

/* A number with the mark of estimates. */
static struct xpath_item *estimate_item(struct compose *c, const char *name, double value,
                                        int decimals)
{
    struct subject *s = arena_alloc(c->arena, sizeof *s);
    *s = (struct subject){.kind = SUBJECT_DIFFERENCE, .area = PUBLISHED_NONE,
                          .indicator = PUBLISHED_NONE, .sign = SIGN_VALUE,
                          .marks = SIGN_ESTIMATED, .number = value, .decimals = decimals,
                          .unit = ""};
    s->text = marked_text(c->arena, german_number(c->arena, value, decimals), s->marks);
    s->actual = value_words(c->arena, s->text, s->sign, s->marks);
    struct xpath_item *item = xpath_item_new(c->xpath, NULL, name, s);
    xpath_item_text(item, s->text);
    return item;
}

static const char *no_forecast(struct compose *c, const struct analysis_forecast *f)
{
    if (f == NULL)
        return "in analysis.xml nicht vorgesehen";
    if (f->n_years == 0)
        return f->why_not;
    return arena_printf(text_arena(c), "fortgeschrieben wird nur von %d bis %d", f->to + 1,
                        f->to + (int)f->n_years);
}

static int f_forecast(void *ctx, const struct xpath_value *args, size_t n,
                      struct xpath_value *out, const char **error)
{
    (void)n;
    struct compose *c = ctx;
    uint32_t in, area;
    int year;
    if (analysis_missing(c, error) != 0 || argument_indicator(c, &args[0], &in, error) != 0 ||
        argument_area(c, &args[1], &area, error) != 0 ||
        argument_year(c, &args[2], &year, error) != 0)
        return -1;
    int decimals = published_indicator(c->published, in)->decimals;
    const struct analysis_forecast *f = analysis_forecast(c->analysis, in, area);
    const struct analysis_forecast_year *y = forecast_year(f, year);
    struct xpath_item *item = y != NULL ? estimate_item(c, "forecast", y->value, decimals)
                                        : analysis_item(c, "forecast", NULL, "nicht berechenbar");
    item_indicator(c, item, in);
    item_area(c, item, area);
    item_int(item, "year", year);
    xpath_item_set(item, "why-not", y == NULL ? no_forecast(c, f) : "");
    if (y != NULL) {
        item_double(item, "number", y->value);
        item_double(item, "lower", y->lower);
        item_double(item, "upper", y->upper);
        item_double(item, "level", analysis_forecast_level(c->analysis) * 100);
        item_double(item, "growth", (f->growth - 1) * 100);
        item_int(item, "from", f->from);
        item_int(item, "to", f->to);
        item_int(item, "n", (int)f->n);
        analysis_used(c, in, EVERY_YEAR);
    }
    set_node(c, out, item);
    return 0;
}

static int f_forecast_rule(void *ctx, const struct xpath_value *args, size_t n,
                           struct xpath_value *out, const char **error)
{
    (void)args, (void)n;
    return set_rule(ctx, analysis_forecast_rule, out, error);
}

/* -- projection(), projections() */

static const struct analysis_projection_year *projected(const struct analysis_projection *p,
                                                        int year)
{
    for (size_t i = 0; p != NULL && i < p->n_years; i++) {
        if (p->years[i].year == year)
            return &p->years[i];
    }
    return NULL;
}

/* The official figure of that year, which goes before; NULL where there is none. */
static const struct published_value *official(struct compose *c, uint32_t area, int year)
{
    uint32_t in = analysis_projection_official(c->analysis);
    const struct published_value *v =
        in != PUBLISHED_NONE ? published_at(c->published, in, area, year, 0) : NULL;
    return value_shown(v) ? v : NULL;
}

static void set_estimate(struct compose *c, struct xpath_item *item,
                         const struct analysis_projection *p,
                         const struct analysis_projection_year *y)
{
    item_double(item, "number", analysis_rounded(y->total, ANALYSIS_NEAREST));
    item_double(item, "young", analysis_rounded(y->young, ANALYSIS_NEAREST));
    item_double(item, "middle", analysis_rounded(y->middle, ANALYSIS_NEAREST));
    item_double(item, "old", analysis_rounded(y->old, ANALYSIS_NEAREST));
    item_int(item, "from", p->from);
    item_int(item, "to", p->to);
    if (y->has_interval) {
        item_double(item, "lower", analysis_rounded(y->lower, ANALYSIS_DOWN));
        item_double(item, "upper", analysis_rounded(y->upper, ANALYSIS_UP));
        item_double(item, "level", analysis_projection_level(c->analysis) * 100);
    }
}

static const char *no_projection(struct compose *c, const struct analysis_projection *p, int year)
{
    if (p == NULL)
        return "in analysis.xml nicht vorgesehen";
    if (p->n_years == 0)
        return p->why_not;
    return arena_printf(text_arena(c), "vorausgerechnet ist für %d bis %d, nicht für %d",
                        p->years[0].year, p->years[p->n_years - 1].year, year);
}

static struct xpath_item *projection_item(struct compose *c, uint32_t area, int year)
{
    struct xpath_item *item;
    if (official(c, area, year) != NULL) {
        item = value_item(c, analysis_projection_official(c->analysis), area, year, 0);
        xpath_item_set(item, "official", "yes");
        return item;
    }
    const struct analysis_projection *p = analysis_projection(c->analysis, area);
    const struct analysis_projection_year *y = projected(p, year);
    item = y != NULL ? estimate_item(c, "projection", analysis_rounded(y->total, ANALYSIS_NEAREST),
                                     0)
                     : analysis_item(c, "projection", NULL, "nicht berechenbar");
    xpath_item_set(item, "official", "no");
    xpath_item_set(item, "why-not", y == NULL ? no_projection(c, p, year) : "");
    item_area(c, item, area);
    if (year > 0)
        item_int(item, "year", year);
    if (y != NULL) {
        set_estimate(c, item, p, y);
        analysis_used(c, analysis_projection_ages(c->analysis), p->from);
        analysis_used(c, analysis_projection_ages(c->analysis), p->to);
    }
    return item;
}

/* All years with a number, of either kind, ascending. */
static size_t projection_years(struct compose *c, uint32_t area, int **out)
{
    const struct analysis_projection *p = analysis_projection(c->analysis, area);
    *out = arena_array(text_arena(c), LAST_YEAR - FIRST_YEAR + 1, sizeof **out);
    size_t n = 0;
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
        if (official(c, area, year) != NULL || projected(p, year) != NULL)
            (*out)[n++] = year;
    }
    return n;
}

static int f_projection(void *ctx, const struct xpath_value *args, size_t n,
                        struct xpath_value *out, const char **error)
{
    struct compose *c = ctx;
    uint32_t area;
    int year = 0; /* where no year has a number */
    if (analysis_missing(c, error) != 0 || argument_area(c, &args[0], &area, error) != 0 ||
        (n > 1 && argument_year(c, &args[1], &year, error) != 0))
        return -1;
    int *years;
    size_t n_years = projection_years(c, area, &years);
    if (n == 1 && n_years > 0)
        year = years[n_years - 1];
    set_node(c, out, projection_item(c, area, year));
    return 0;
}

static int f_projections(void *ctx, const struct xpath_value *args, size_t n,
                         struct xpath_value *out, const char **error)
{
    (void)n;
    struct compose *c = ctx;
    uint32_t area;
    if (analysis_missing(c, error) != 0 || argument_area(c, &args[0], &area, error) != 0)
        return -1;
    int *years;
    size_t n_years = projection_years(c, area, &years);
    struct xpath_item **items = arena_array(text_arena(c), n_years + 1, sizeof *items);
    for (size_t i = 0; i < n_years; i++)
        items[i] = projection_item(c, area, years[i]);
    set_nodes(out, items, n_years);
    return 0;
}

static int f_projection_rule(void *ctx, const struct xpath_value *args, size_t n,
                             struct xpath_value *out, const char **error)
{
    (void)args, (void)n;
    return set_rule(ctx, analysis_projection_rule, out, error);
}

const struct function ahead_functions[] = {
    {"forecast", 3, 3, f_forecast,
     {"forecast(indikator, gebiet, jahr)",
      "Eine Fallzahl, fortgeschrieben aus den Jahren seit dem letzten Reihenbruch, mit dem Zeichen "
      "s; ein Punkt, wo sie nicht berechenbar ist. @lower und @upper (zwischen denen eine neue "
      "Zahl mit @level % Wahrscheinlichkeit läge) @number @growth (% im Jahr) @from @to @n "
      "@why-not (warum nichts berechnet wird). Welche Indikatoren: inputs/analysis.xml.",
      "forecast('S26', $kreis, 2017)"}},
    {"forecast-rule", 0, 0, f_forecast_rule,
     {"forecast-rule()", "Wie fortgeschrieben wird, in Worten; sie gehört zu jeder solchen Zahl.",
      "forecast-rule()"}},
    {"projection", 1, 2, f_projection,
     {"projection(gebiet, jahr)",
      "Die Einwohnerzahl eines künftigen Jahres: die amtliche Vorausberechnung, wo es sie gibt "
      "(@official yes), sonst eine eigene Schätzung, auf drei Ziffern gerundet, mit dem Zeichen s; "
      "ein Punkt, wo beides fehlt. Ohne Jahr: das fernste. @number @year; bei eigenen auch @young "
      "@middle @old (unter 20, 20 bis 64, ab 65 Jahren), @from @to (die beiden Altersaufbauten), "
      "@lower und @upper, wo frühere Fehler bekannt sind (@level %), und @why-not (warum nichts "
      "berechnet wird).",
      "projection($gemeinde)/@year"}},
    {"projections", 1, 1, f_projections,
     {"projections(gebiet)",
      "Alle Jahre, für die es eine künftige Einwohnerzahl gibt; Angaben wie projection().",
      "count(projections($gemeinde)) &gt; 0"}},
    {"projection-rule", 0, 0, f_projection_rule,
     {"projection-rule()",
      "Wie die Bevölkerung vorausgerechnet wird, in Worten; gehört zu jeder eigenen Schätzung.",
      "projection-rule()"}},
};
const size_t n_ahead_functions = sizeof ahead_functions / sizeof ahead_functions[0];
