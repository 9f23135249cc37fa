#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/analysis_private.h"
#include "base/str.h"

enum { LEVEL, CHANGE, PEOPLE, EXPENDITURE };
static const char *const names[ANALYSIS_CRITERIA] = {"level", "change", "people", "expenditure"};
static const char no_portfolio[] = "Prioritäten werden nicht bestimmt.";
static const char left_out[] = "Er bleibt bei den Prioritäten außer Betracht.";

static void read_item(struct analysis *a, const struct xml_node *n, struct diag *d)
{
    struct portfolio *p = &a->portfolio;
    struct portfolio_item item = {read_indicator(a, n, "id", left_out, d), PUBLISHED_NONE, 0,
                                  !str_eq(xml_attr(n, "people"), "no")};
    if (item.indicator == PUBLISHED_NONE)
        return;
    for (size_t i = 0; i < p->n_items; i++) {
        if (p->items[i].indicator == item.indicator) {
            XML_REPORT(d, ANALYSIS_TWICE, n, "id", xml_attr(n, "id"), "Es zählt einmal.");
            return;
        }
    }
    item.direction = read_direction(a, n, "id", item.indicator, left_out, d);
    if (xml_attr(n, "expenditure") != NULL)
        item.expenditure = read_indicator(a, n, "expenditure",
                                          "Seine Ausgaben gelten als unbekannt.", d);
    if (item.direction != 0)
        p->items[p->n_items++] = item;
}

static bool read_portfolio(struct analysis *a, const struct xml_node *n, struct diag *d)
{
    struct portfolio *p = &a->portfolio;
    p->population = read_indicator(a, n, "population", no_portfolio, d);
    p->min_criteria = xml_attr_int(n, "min-criteria", 1, d);
    p->tested = str_eq(xml_attr(xml_child(n, "level"), "tested"), "yes");
    p->years = xml_attr_int(xml_child(n, "change"), "years", 1, d);
    bool good = p->population != PUBLISHED_NONE;
    for (size_t i = 0; i < ANALYSIS_CRITERIA; i++)
        good = read_limits(a, xml_child(n, names[i]), p->limits[i], ANALYSIS_POINTS,
                           no_portfolio, d) && good;
    p->items = arena_array(a->arena, read_count(n, "indicator") + 1, sizeof *p->items);
    for (const struct xml_node *i = xml_child(n, "indicator"); i != NULL; i = xml_next_same(i))
        read_item(a, i, d);
    return good;
}

static void score(const struct analysis *a, struct analysis_priority *out, int criterion,
                  struct analysis_criterion c)
{
    c.has = true;
    for (size_t i = 0; i < ANALYSIS_POINTS && !c.chance; i++)
        c.points += c.value >= a->portfolio.limits[criterion][i];
    out->criteria[criterion] = c;
    out->points += c.points;
    out->of += ANALYSIS_POINTS;
    out->known++;
}

/* How much less favourable than ref [%]; false where that has no sense. */
static bool worse_by(double value, double ref, int direction, double *out)
{
    if (!(fabs(ref) > 0))
        return false;
    *out = direction * (value - ref) / fabs(ref) * 100;
    return isfinite(*out);
}

/* The newest year in which both have a number. */
static const struct published_value *newest_of_both(const struct analysis *a,
                                                    uint32_t indicator, uint32_t area,
                                                    uint32_t other,
                                                    const struct published_value **ref)
{
    const struct published_indicator *in = published_indicator(a->published, indicator);
    for (size_t i = in->n_years; i > 0; i--) {
        const struct published_value *v = shown_at(a, indicator, area, in->years[i - 1]);
        *ref = other != PUBLISHED_NONE ? shown_at(a, indicator, other, in->years[i - 1]) : NULL;
        if (v != NULL && *ref != NULL)
            return v;
    }
    return NULL;
}

static void score_level(const struct analysis *a, const struct portfolio_item *item,
                        uint32_t area, struct analysis_priority *out)
{
    const struct published_value *ref;
    uint32_t other = published_area(a->published, area)->parent;
    const struct published_value *v = newest_of_both(a, item->indicator, area, other, &ref);
    struct analysis_criterion c = {.has = true};
    if (v == NULL || !worse_by(v->value, ref->value, item->direction, &c.value))
        return;
    c.year = v->year;
    c.chance = a->portfolio.tested && v->has_interval && ref->value >= v->lower &&
               ref->value <= v->upper;
    score(a, out, LEVEL, c);
}

static void score_change(const struct analysis *a, const struct portfolio_item *item,
                         const struct published_value *now, uint32_t area,
                         struct analysis_priority *out)
{
    const struct published_value *then =
        shown_until(a, item->indicator, area, now->year - a->portfolio.years);
    struct analysis_criterion c = {.year = now->year};
    if (then == NULL || !comparable(a, item->indicator, then, now) ||
        !worse_by(now->value, then->value, item->direction, &c.value))
        return;
    c.before = then->year;
    score(a, out, CHANGE, c);
}

/* Of a burden the cases are concerned, of a relief those whom it does not reach. */
static void score_people(const struct analysis *a, const struct portfolio_item *item,
                         const struct published_value *now, uint32_t area,
                         struct analysis_priority *out)
{
    const struct published_value *all =
        shown_until(a, a->portfolio.population, area, now->year);
    bool relief = item->direction < 0;
    if (!item->people || !now->has_count || (relief && !now->has_base) || all == NULL ||
        !(all->value > 0))
        return;
    double people = relief ? now->base - now->count : now->count;
    if (people >= 0)
        score(a, out, PEOPLE, (struct analysis_criterion){.value = people / all->value * 1000,
                                                          .year = now->year});
}

static void score_expenditure(const struct analysis *a, const struct portfolio_item *item,
                              uint32_t area, struct analysis_priority *out)
{
    const struct published_value *v =
        item->expenditure != PUBLISHED_NONE
            ? published_latest(a->published, item->expenditure, area) : NULL;
    if (v != NULL && sign_counts(v->sign))
        score(a, out, EXPENDITURE, (struct analysis_criterion){.value = v->value,
                                                               .year = v->year});
}

static struct analysis_priority priority(const struct analysis *a,
                                         const struct portfolio_item *item, uint32_t area)
{
    struct analysis_priority out = {.indicator = item->indicator, .share = NAN};
    const struct published_value *now = published_latest(a->published, item->indicator, area);
    score_level(a, item, area, &out);
    if (now != NULL && sign_counts(now->sign)) {
        score_change(a, item, now, area, &out);
        score_people(a, item, now, area, &out);
    }
    score_expenditure(a, item, area, &out);
    if (out.known >= a->portfolio.min_criteria)
        out.share = (double)out.points / out.of;
    return out;
}

static int by_share(double x, double y)
{
    if (isnan(x) || isnan(y))
        return isnan(x) - isnan(y);
    return (x < y) - (x > y);
}

struct named { /* an entry and what ties are parted by */
    struct analysis_priority entry;
    const char *id;
};

static int by_urgency(const void *x, const void *y)
{
    const struct named *a = x;
    const struct named *b = y;
    int order = by_share(a->entry.share, b->entry.share);
    return order != 0 ? order : strcmp(a->id, b->id);
}

static int fields_by_urgency(const void *x, const void *y)
{
    const struct analysis_field *a = x;
    const struct analysis_field *b = y;
    int order = by_share(a->share, b->share);
    return order != 0 ? order : a->field - b->field;
}

static int next_rank(double share, double before, int rank, size_t i)
{
    if (isnan(share))
        return 0;
    return i > 0 && by_share(share, before) == 0 ? rank : (int)i + 1;
}

static void rank_indicators(struct analysis *a, uint32_t area, struct analysis_priority *out)
{
    struct portfolio *p = &a->portfolio;
    struct named *list = arena_array(a->arena, p->n_items + 1, sizeof *list);
    for (size_t i = 0; i < p->n_items; i++) {
        list[i].entry = priority(a, &p->items[i], area);
        list[i].id = published_indicator(a->published, p->items[i].indicator)->id;
    }
    qsort(list, p->n_items, sizeof *list, by_urgency);
    for (size_t i = 0; i < p->n_items; i++) {
        out[i] = list[i].entry;
        out[i].rank = next_rank(out[i].share, i > 0 ? out[i - 1].share : NAN,
                                i > 0 ? out[i - 1].rank : 0, i);
    }
}

static void rank_fields(const struct analysis *a, const struct analysis_priority *list,
                        struct analysis_field *out)
{
    const struct portfolio *p = &a->portfolio;
    for (size_t f = 0; f < p->n_fields; f++) {
        out[f] = (struct analysis_field){.field =
                                             published_field(a->published, (uint32_t)f)->id};
        double sum = 0;
        for (size_t i = 0; i < p->n_items; i++) {
            const struct published_indicator *in =
                published_indicator(a->published, list[i].indicator);
            if (in->handlungsfeld == out[f].field && list[i].rank > 0) {
                sum += list[i].share;
                out[f].n++;
            }
        }
        out[f].share = out[f].n > 0 ? sum / (double)out[f].n : NAN;
    }
    qsort(out, p->n_fields, sizeof *out, fields_by_urgency);
    for (size_t f = 0; f < p->n_fields; f++)
        out[f].rank = next_rank(out[f].share, f > 0 ? out[f - 1].share : NAN,
                                f > 0 ? out[f - 1].rank : 0, f);
}

void portfolio_work_out(struct analysis *a, const struct xml_node *n, struct diag *d)
{
    struct portfolio *p = &a->portfolio;
    if (!read_portfolio(a, n, d))
        return;
    p->declared = true;
    p->n_fields = published_fields(a->published);
    p->lists = arena_array(a->arena, a->n_places + 1, sizeof *p->lists);
    p->fields = arena_array(a->arena, a->n_places + 1, sizeof *p->fields);
    for (size_t i = 0; i <= a->n_places; i++) {
        p->lists[i] = arena_array(a->arena, p->n_items + 1, sizeof *p->lists[i]);
        p->fields[i] = arena_array(a->arena, p->n_fields + 1, sizeof *p->fields[i]);
        rank_indicators(a, i == 0 ? a->district : a->places[i - 1], p->lists[i]);
        rank_fields(a, p->lists[i], p->fields[i]);
    }
    p->rule = portfolio_rule_text(a);
}

/* Number of the list of an area; SIZE_MAX for none. */
static size_t list_of(const struct analysis *a, uint32_t area)
{
    if (!a->portfolio.declared || area >= published_areas(a->published))
        return SIZE_MAX;
    if (area == a->district)
        return 0;
    return a->place_of[area] < a->n_places ? a->place_of[area] + 1 : SIZE_MAX;
}

const struct analysis_priority *analysis_portfolio(const struct analysis *a, uint32_t area,
                                                   size_t *n)
{
    size_t i = list_of(a, area);
    *n = i != SIZE_MAX ? a->portfolio.n_items : 0;
    return i != SIZE_MAX ? a->portfolio.lists[i] : NULL;
}

const struct analysis_field *analysis_portfolio_fields(const struct analysis *a, uint32_t area,
                                                       size_t *n)
{
    size_t i = list_of(a, area);
    *n = i != SIZE_MAX ? a->portfolio.n_fields : 0;
    return i != SIZE_MAX ? a->portfolio.fields[i] : NULL;
}

const char *analysis_portfolio_rule(const struct analysis *a)
{
    return a->portfolio.rule;
}
