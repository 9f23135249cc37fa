/* How figures are protected: what the catalogue says of an indicator, and sources.xml of a
 * source. What the grammars cannot say is checked here: which rules need each other. */
#include "facts/catalogue_private.h"

static const char *const shown[] = {"show", "hide"};
static const char *const methods[] = {"hide", "round5", "cellkey"};

/* Protection that holds where the catalogue says nothing. */
enum { DEFAULT_MIN_COUNT = 3, DEFAULT_MIN_DENOMINATOR = 50, DEFAULT_MIN_BEHIND = 3 };

/* A cell key changes no count by more, and 1 to 0 with at most this part of the greatest
 * variance that a mean of zero leaves it. */
enum { DEFAULT_MAX_CHANGE = 2, MOST_CHANGE = 9 };
static const double default_variance = 1, least_variance = 0.1, most_variance = 0.9;

static uint32_t companion(struct catalogue_reader *r, const struct xml_node *n, const char *attr)
{
    return xml_attr(n, attr) == NULL ? CATALOGUE_NONE : catalogue_named_measure(r, n, attr);
}

static bool all_additive(const struct catalogue *c, const struct term *t, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (!c->measures[t[i].measure].additive)
            return false;
    }
    return true;
}

static void check_rules(struct catalogue_reader *r, const struct indicator *i,
                        const struct xml_node *n)
{
    bool largest = xml_attr(n, "dominance-largest") != NULL;
    bool second = xml_attr(n, "dominance-second") != NULL;
    bool share = i->protection.share > 0, p = i->protection.p > 0;
    const char *wrong = NULL;
    if (largest != (share || p))
        wrong = "Zu dominance-largest gehört dominance-share oder dominance-p, und umgekehrt";
    else if (second != p)
        wrong = "dominance-second und dominance-p stehen nur zusammen";
    else if (xml_attr(n, "min-behind") != NULL && xml_attr(n, "behind") == NULL)
        wrong = "min-behind steht ohne behind";
    else if (i->protection.hide_full && i->denominator == NULL)
        wrong = "full=\"hide\" setzt einen Nenner voraus";
    else if ((largest || xml_attr(n, "behind") != NULL) &&
             !all_additive(r->c, i->numerator, i->n_numerator))
        wrong = "Mittelwerte und Quoten haben keine Beiträge, die sich vergleichen lassen";
    if (wrong != NULL)
        catalogue_fail(r, CATALOGUE_RULE, n, NULL, i->id, wrong);
}

void catalogue_read_protection(struct catalogue_reader *r, struct indicator *i,
                               const struct xml_node *n)
{
    struct protection *p = &i->protection;
    *p = (struct protection){CATALOGUE_NONE, CATALOGUE_NONE, .behind = CATALOGUE_NONE};
    i->min_count = DEFAULT_MIN_COUNT;
    i->min_denominator = DEFAULT_MIN_DENOMINATOR;
    if (n == NULL)
        return;
    i->min_count = xml_attr_number(n, "min-count", DEFAULT_MIN_COUNT, r->d);
    i->min_denominator = xml_attr_number(n, "min-denominator", 0, r->d);
    p->largest = companion(r, n, "dominance-largest");
    p->second = companion(r, n, "dominance-second");
    p->share = xml_attr_number(n, "dominance-share", 0, r->d);
    p->p = xml_attr_number(n, "dominance-p", 0, r->d);
    p->behind = companion(r, n, "behind");
    p->min_behind = xml_attr_number(n, "min-behind", DEFAULT_MIN_BEHIND, r->d);
    p->hide_zero = catalogue_word(n, "zero", shown, 2, 0) == 1;
    p->hide_full = catalogue_word(n, "full", shown, 2, 0) == 1;
    check_rules(r, i, n);
}

static bool is_made_of(const struct indicator *i, uint32_t measure)
{
    bool found = false;
    for (size_t k = 0; k < i->n_numerator; k++)
        found = found || i->numerator[k].measure == measure;
    for (size_t k = 0; k < i->n_denominator; k++)
        found = found || i->denominator[k].measure == measure;
    return found && measure != CATALOGUE_NONE;
}

void catalogue_check_contributions(struct catalogue_reader *r, const struct xml_node *root)
{
    for (const struct xml_node *n = xml_child(root, "indicator"); n != NULL;
         n = xml_next_same(n)) {
        uint32_t at = catalogue_find_indicator(r->c, xml_attr(n, "id"));
        bool found = false;
        for (size_t i = 0; at != CATALOGUE_NONE && i < r->c->n_indicators; i++) {
            const struct protection *p = &r->c->indicators[i].protection;
            found = found || is_made_of(&r->c->indicators[at], p->largest) ||
                    is_made_of(&r->c->indicators[at], p->second);
        }
        if (found)
            catalogue_fail(r, CATALOGUE_RULE, n, NULL, r->c->indicators[at].id,
                           "Die größten Beiträge (dominance) sind Angaben Einzelner und "
                           "stehen in keiner Formel");
    }
}

static void check_method(struct catalogue_reader *r, const struct source *s,
                         const struct xml_node *n)
{
    bool keys = xml_attr(n, "max-change") != NULL || xml_attr(n, "variance") != NULL;
    bool rules = s->method != METHOD_HIDE || xml_attr(n, "min-count") != NULL;
    const char *wrong = NULL;
    if (!s->raw && (rules || keys))
        wrong = "Sie gilt als vom Herausgeber geschützt (protection=\"protected\"); "
                "eigene Regeln wirken nur bei protection=\"raw\"";
    else if (s->method != METHOD_CELL_KEY && keys)
        wrong = "max-change und variance setzen method=\"cellkey\" voraus";
    else if (s->method != METHOD_HIDE && xml_attr(n, "min-count") != NULL)
        wrong = "min-count wirkt nur bei method=\"hide\"";
    else if (s->max_change < 1 || s->max_change > MOST_CHANGE)
        wrong = "max-change ist nicht 1 bis 9";
    else if (!(s->variance >= least_variance && s->variance <= most_variance * s->max_change))
        wrong = "variance ist kleiner als 0,1 oder größer als neun Zehntel von max-change";
    if (wrong != NULL)
        catalogue_fail(r, SOURCE_RULE, n, NULL, s->id, wrong);
}

void catalogue_read_method(struct catalogue_reader *r, struct source *s, const struct xml_node *n)
{
    s->min_count = xml_attr_number(n, "min-count", 0, r->d);
    s->method = (enum method)catalogue_word(n, "method", methods, 3, METHOD_HIDE);
    s->max_change = xml_attr_int(n, "max-change", DEFAULT_MAX_CHANGE, r->d);
    s->variance = xml_attr_number(n, "variance", default_variance, r->d);
    check_method(r, s, n);
}
