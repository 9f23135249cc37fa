#include <math.h>
#include <stdio.h>

#include "base/german.h"
#include "compose/compose_private.h"

/* What templates compare a municipality with, and of which year. */

static void set_number(struct xpath_item *i, const char *name, double value)
{
    struct buf b = BUF_INIT;
    buf_double(&b, value);
    xpath_item_set(i, name, buf_str(&b));
    buf_release(&b);
}

static void set_count(struct xpath_item *i, const char *name, size_t n)
{
    char text[24];
    snprintf(text, sizeof text, "%zu", n);
    xpath_item_set(i, name, text);
}

/* A sum over places cannot be compared with one place; a rate can. */
static struct xpath_item *median_item(struct compose *c, const struct published_indicator *in,
                                      const struct analysis_similar_value *v, bool has)
{
    struct subject *s = arena_alloc(c->arena, sizeof *s);
    *s = (struct subject){.kind = SUBJECT_DIFFERENCE, .area = PUBLISHED_NONE,
                          .indicator = PUBLISHED_NONE, .decimals = in->decimals,
                          .sign = has ? SIGN_VALUE : SIGN_ABSENT, .number = has ? v->median : NAN,
                          .unit = in->unit};
    s->text = has ? german_number(c->arena, v->median, in->decimals) : sign_text(SIGN_ABSENT);
    s->actual = has ? NULL : "zu wenige Werte";
    struct xpath_item *item = xpath_item_new(c->xpath, NULL, "median", s);
    xpath_item_text(item, s->text);
    set_count(item, "n", v->n);
    set_count(item, "of", v->of);
    if (has) {
        set_number(item, "number", v->median);
        set_number(item, "low", v->low);
        set_number(item, "high", v->high);
    }
    return item;
}

static int f_neighbours_median(void *ctx, const struct xpath_value *args, size_t n,
                               struct xpath_value *out, const char **error)
{
    (void)n;
    struct compose *c = ctx;
    uint32_t in, area;
    int year;
    if (argument_indicator(c, &args[0], &in, error) != 0 ||
        argument_area(c, &args[1], &area, error) != 0 ||
        argument_year(c, &args[2], &year, error) != 0)
        return -1;
    struct analysis_similar_value v = {.n = 0};
    bool has = c->analysis != NULL && analysis_similar_value(c->analysis, in, area, year, &v);
    if (has && c->report != NULL)
        scope_indicator(c->report, in, year);
    set_node(c, out, median_item(c, published_indicator(c->published, in), &v, has));
    return 0;
}

static int f_newest(void *ctx, const struct xpath_value *args, size_t n, struct xpath_value *out,
                    const char **error)
{
    (void)n;
    struct compose *c = ctx;
    uint32_t in, area;
    if (argument_indicator(c, &args[0], &in, error) != 0 ||
        argument_area(c, &args[1], &area, error) != 0)
        return -1;
    const struct published_value *own = published_latest(c->published, in, area);
    const struct published_indicator *pi = published_indicator(c->published, in);
    int year = own != NULL ? own->year : 0;
    for (size_t i = pi->n_years; year == 0 && i-- > 0;) {
        for (size_t k = 0; year == 0 && k < c->n_gemeinden; k++)
            if (value_shown(published_at(c->published, in, c->gemeinden[k], pi->years[i], 0)))
                year = pi->years[i];
    }
    if (year == 0 && pi->n_years > 0)
        year = pi->years[pi->n_years - 1];
    set_node(c, out, year != 0 ? year_item(c, year) : NULL);
    return 0;
}

const struct function similar_functions[] = {
    {"neighbours-median", 3, 3, f_neighbours_median,
     {"neighbours-median(indikator, gebiet, jahr)",
      "Der Median der veröffentlichten Werte der ähnlichsten Gemeinden; ein Punkt, wo weniger als "
      "drei von ihnen einen Wert haben. @n (wie viele) @of (von wie vielen) @low @high (kleinster "
      "und größter Wert) @number.",
      "neighbours-median('S06', $gemeinde, 2016)"}},
    {"newest", 2, 2, f_newest,
     {"newest(indikator, gebiet)",
      "Das neueste Jahr, dessen Wert für das Gebiet gezeigt werden darf; sonst das neueste mit "
      "einem Wert für eine Gemeinde. Nichts, wo es keine Angaben gibt.",
      "newest('S06', $gemeinde)"}},
};
const size_t n_similar_functions = sizeof similar_functions / sizeof similar_functions[0];
