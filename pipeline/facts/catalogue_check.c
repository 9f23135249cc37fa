/* What a grammar cannot say of an indicator: whether its formula makes sense. */
#include "facts/catalogue_private.h"

static bool overlap(const struct term *a, const struct term *b)
{
    bool sex = a->sex == b->sex || a->sex == SEX_ALL || b->sex == SEX_ALL;
    bool nationality = a->nationality == b->nationality || a->nationality == NAT_ALL ||
                       b->nationality == NAT_ALL;
    bool ages = a->age_from < b->age_to && b->age_from < a->age_to;
    return a->measure == b->measure && sex && nationality && ages;
}

static void check_overlap(struct catalogue_reader *r, const struct term *t, size_t n,
                          const struct xml_node *at, const char *id)
{
    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1; k < n; k++)
            if (t[i].weight * t[k].weight > 0 && overlap(&t[i], &t[k])) {
                XML_REPORT(r->d, CATALOGUE_OVERLAP, at, NULL, id,
                           r->c->measures[t[i].measure].name);
                return;
            }
}

static bool all_positive(const struct term *t, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (t[i].weight < 0)
            return false;
    return true;
}

static const struct measure *first_rate(const struct catalogue_reader *r, const struct term *t,
                                        size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!r->c->measures[t[i].measure].additive)
            return &r->c->measures[t[i].measure];
    return NULL;
}

/* A mean or a rate may be shown as it is, but neither be summed nor be a divisor. */
static void check_additive(struct catalogue_reader *r, const struct indicator *i,
                           const struct xml_node *n)
{
    const struct measure *m = first_rate(r, i->denominator, i->n_denominator);
    if (m == NULL && (i->n_numerator > 1 || i->denominator != NULL))
        m = first_rate(r, i->numerator, i->n_numerator);
    if (m != NULL)
        catalogue_fail(r, CATALOGUE_NOT_ADDITIVE, n, "id", i->id, m->id);
}

static void check_interval(struct catalogue_reader *r, const struct indicator *i,
                           const struct xml_node *n)
{
    if (i->interval == INTERVAL_NONE || i->standard != NULL)
        return;
    if (i->denominator == NULL || !all_positive(i->numerator, i->n_numerator) ||
        !all_positive(i->denominator, i->n_denominator))
        catalogue_fail(r, CATALOGUE_INTERVAL, n, "interval", i->id, NULL);
}

static void check_terms(struct catalogue_reader *r, const struct indicator *i,
                        const struct xml_node *n)
{
    check_overlap(r, i->numerator, i->n_numerator, xml_child(n, "numerator"), i->id);
    check_overlap(r, i->denominator, i->n_denominator, xml_child(n, "denominator"), i->id);
}

static bool field_known(const struct catalogue *c, int id)
{
    bool known = id == 0;
    for (size_t k = 0; k < c->n_fields; k++)
        known = known || c->fields[k].id == id;
    return known;
}

static void check_parts(struct catalogue_reader *r, const struct indicator *i,
                        const struct xml_node *n)
{
    for (size_t a = 0; a < i->n_parts; a++)
        for (size_t b = a + 1; b < i->n_parts; b++) {
            const struct indicator_part *x = &i->parts[a], *y = &i->parts[b];
            if (x->sex == y->sex && x->age_from < y->age_to && y->age_from < x->age_to) {
                catalogue_fail(r, CATALOGUE_PARTS, xml_child(n, "parts"), NULL, i->id, NULL);
                return;
            }
        }
}

void catalogue_check_indicator(struct catalogue_reader *r, const struct indicator *i,
                               const struct xml_node *n)
{
    check_terms(r, i, n);
    check_additive(r, i, n);
    check_interval(r, i, n);
    check_parts(r, i, n);
    catalogue_check_forms(r, i, n);
    if (!field_known(r->c, i->handlungsfeld))
        catalogue_fail(r, CATALOGUE_FIELD, n, "handlungsfeld",
                       catalogue_attr(r, n, "handlungsfeld"), NULL);
}
