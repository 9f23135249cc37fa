/* Forms of an indicator beyond numerator by denominator: pooled years, strata of a
 * standardised rate or ratio, status-quo estimates. */
#include <math.h>
#include <string.h>

#include "base/str.h"
#include "facts/catalogue_private.h"

static const char *const sexes[] = {"", "m", "w"};

/* Expected cases below which a ratio says nothing, where the catalogue says nothing. */
static const double default_expected = 5;

static void read_stratum(struct catalogue_reader *r, struct stratum_class *s,
                         const struct xml_node *n)
{
    const char *ages = xml_attr(n, "ages");
    s->part = (struct indicator_part){(enum sex)catalogue_word(n, "sex", sexes, 3, SEX_ALL), 0,
                                      AGE_OPEN};
    if (ages != NULL && !catalogue_ages(ages, strlen(ages), &s->part.age_from, &s->part.age_to))
        catalogue_fail(r, CATALOGUE_AGES, n, "ages", ages, NULL);
    s->weight = xml_attr_number(n, "weight", 0, r->d);
    if (!(s->weight >= 0 && s->weight <= 1e12))
        catalogue_fail(r, CATALOGUE_WEIGHT, n, "weight", catalogue_attr(r, n, "weight"), NULL);
}

static void read_strata(struct catalogue_reader *r, struct standard *s, const struct xml_node *n,
                        const char *id)
{
    size_t count = catalogue_count(n, "stratum");
    if (count > MAX_STRATA) {
        catalogue_fail(r, CATALOGUE_STRATA, n, NULL, id,
                       arena_printf(r->c->arena, "%d", MAX_STRATA));
        count = 0;
    }
    struct stratum_class *strata = arena_array(r->c->arena, count + 1, sizeof *strata);
    const struct xml_node *c = xml_child(n, "stratum");
    for (; s->n_strata < count; c = xml_next_same(c))
        read_stratum(r, &strata[s->n_strata++], c);
    s->strata = strata;
}

static bool direct(const struct xml_node *n)
{
    const char *method = xml_attr(n, "method");
    return method != NULL && str_eq(method, "direct");
}

void catalogue_read_forms(struct catalogue_reader *r, struct indicator *i,
                          const struct xml_node *n)
{
    const struct xml_node *standard = xml_child(n, "standard");
    const struct xml_node *estimate = xml_child(n, "estimate");
    const struct xml_node *from = standard != NULL ? standard : estimate;
    i->pool = xml_attr_int(n, "pool", 1, r->d);
    if (from == NULL)
        return;
    struct standard *s = arena_alloc(r->c->arena, sizeof *s);
    s->form = estimate != NULL ? FORM_ESTIMATE : direct(standard) ? FORM_DIRECT : FORM_INDIRECT;
    s->population = catalogue_attr(r, from, "population");
    s->year = xml_attr_int(from, "year", 0, r->d);
    s->round = xml_attr_number(from, "round", 1, r->d);
    read_strata(r, s, from, i->id);
    i->standard = s;
    const struct xml_node *protection = xml_child(n, "protection");
    if (s->form == FORM_INDIRECT &&
        (protection == NULL || xml_attr(protection, "min-denominator") == NULL))
        i->min_denominator = default_expected;
}

static bool overlap(const struct indicator_part *a, const struct indicator_part *b)
{
    return (a->sex == b->sex || a->sex == SEX_ALL || b->sex == SEX_ALL) &&
           a->age_from < b->age_to && b->age_from < a->age_to;
}

static void check_classes(struct catalogue_reader *r, const struct indicator *i,
                          const struct xml_node *at)
{
    const struct standard *s = i->standard;
    for (size_t a = 0; a < s->n_strata; a++)
        for (size_t b = a + 1; b < s->n_strata; b++)
            if (overlap(&s->strata[a].part, &s->strata[b].part)) {
                catalogue_fail(r, CATALOGUE_STRATA, at, NULL, i->id,
                               arena_printf(r->c->arena, "%d", MAX_STRATA));
                return;
            }
}

static bool in_stratum(const struct term *t, const struct stratum_class *s, size_t number)
{
    if (t->stratum != 0)
        return t->stratum == number;
    return (t->sex == SEX_ALL || s->part.sex == SEX_ALL || t->sex == s->part.sex) &&
           t->age_from < s->part.age_to && s->part.age_from < t->age_to;
}

/* Every term in a stratum that exists, in every stratum a term. */
static void check_side(struct catalogue_reader *r, const struct indicator *i,
                       const struct term *terms, size_t n, const struct xml_node *at)
{
    const struct standard *s = i->standard;
    for (size_t k = 0; k < n; k++)
        if (terms[k].stratum > s->n_strata)
            catalogue_fail(r, CATALOGUE_STRATUM, at, NULL, i->id,
                           arena_printf(r->c->arena, "%u", terms[k].stratum));
    for (size_t number = 1; number <= s->n_strata; number++) {
        bool any = false;
        for (size_t k = 0; k < n; k++)
            any = any || in_stratum(&terms[k], &s->strata[number - 1], number);
        if (!any)
            catalogue_fail(r, CATALOGUE_STANDARD, at, NULL, i->id,
                           arena_printf(r->c->arena, "In der Schicht %zu steht im Zähler oder im "
                                        "Nenner kein Summand.", number));
    }
}

static void check_no_strata(struct catalogue_reader *r, const struct indicator *i,
                            const struct term *terms, size_t n, const struct xml_node *at)
{
    for (size_t k = 0; k < n; k++)
        if (terms[k].stratum != 0)
            catalogue_fail(r, CATALOGUE_STRATUM, at, NULL, i->id,
                           arena_printf(r->c->arena, "%u", terms[k].stratum));
}

static bool weighted(const struct standard *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->n_strata; i++)
        n += s->strata[i].weight > 0;
    return n == s->n_strata;
}

static bool any_weight(const struct standard *s)
{
    for (size_t i = 0; i < s->n_strata; i++)
        if (s->strata[i].weight > 0)
            return true;
    return false;
}

static const char *population_fault(const struct standard *s)
{
    bool named = s->population[0] != '\0';
    if (s->form != FORM_DIRECT)
        return named || s->year != 0 || any_weight(s)
                   ? "Eine Standardbevölkerung (population, year, weight) gehört zu "
                     "method=\"direct\"."
                   : NULL;
    if (!named)
        return "Es fehlt der Name der Standardbevölkerung (population).";
    if (s->year == 0 ? !weighted(s) : any_weight(s))
        return "Nötig ist entweder in jeder Schicht ein Gewicht (weight) oder ein Jahr (year), "
               "dessen Bevölkerung im Landkreis gilt.";
    return NULL;
}

static const char *standard_fault(const struct indicator *i)
{
    enum form form = i->standard->form;
    if (i->denominator == NULL)
        return "Es fehlt der Nenner.";
    if (i->n_parts > 0)
        return "Was nach Schichten gerechnet ist, kann keine Gliederung (parts) haben.";
    if (i->interval != INTERVAL_BYAR)
        return "Der Schwankungsbereich ist hier immer der von Fällen (interval=\"byar\").";
    if (i->district_only && form != FORM_DIRECT)
        return "Der Landkreis selbst ist der Maßstab (level=\"gemeinde\").";
    if (form == FORM_ESTIMATE && fabs(i->factor - 1) > 0)
        return "Geschätzt wird eine Zahl von Fällen (factor=\"1\").";
    return population_fault(i->standard);
}

void catalogue_check_forms(struct catalogue_reader *r, const struct indicator *i,
                           const struct xml_node *n)
{
    const struct xml_node *above = xml_child(n, "numerator");
    const struct xml_node *below = xml_child(n, "denominator");
    if (i->pool > 1 && i->denominator == NULL)
        catalogue_fail(r, CATALOGUE_STANDARD, n, "pool", i->id,
                       "Zusammengefasst werden nur Ziffern; es fehlt der Nenner.");
    if (i->standard == NULL) {
        check_no_strata(r, i, i->numerator, i->n_numerator, above);
        check_no_strata(r, i, i->denominator, i->n_denominator, below);
        return;
    }
    const char *fault = standard_fault(i);
    const struct xml_node *at = xml_child(n, "standard");
    if (at == NULL)
        at = xml_child(n, "estimate");
    if (fault != NULL)
        catalogue_fail(r, CATALOGUE_STANDARD, at, NULL, i->id, fault);
    check_classes(r, i, at);
    check_side(r, i, i->numerator, i->n_numerator, above);
    if (below != NULL)
        check_side(r, i, i->denominator, i->n_denominator, below);
}
