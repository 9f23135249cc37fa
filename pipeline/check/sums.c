/* Rules that compare a total with its parts. Signs without a number end a comparison; a total is
 * never corrected. */
#include <math.h>
#include <string.h>

#include "check/check_private.h"

struct sum { /* parts of a total, cell by cell */
    struct cells *cells; /* the total first; those of the checker */
    struct slack slack;
    double total, sum;
    size_t n;           /* parts */
};

static bool additive(const struct checker *c, struct fact_key k)
{
    return catalogue_measure(c->catalogue, k.measure)->additive;
}

/* False where the total has no number. */
static bool begin(struct checker *c, struct sum *s, struct fact_key k)
{
    uint32_t cell;
    *s = (struct sum){.cells = &c->scratch};
    s->cells->n = 0;
    if (!additive(c, k) || !check_number(c, k, &s->total, &cell))
        return false;
    cells_add(c, s->cells, cell);
    slack_add(c, &s->slack, cell);
    return true;
}

static bool add_part(struct checker *c, struct sum *s, struct fact_key k)
{
    double v;
    uint32_t cell;
    if (!check_number(c, k, &v, &cell))
        return false;
    cells_add(c, s->cells, cell);
    slack_add(c, &s->slack, cell);
    s->sum += v;
    s->n++;
    return true;
}

/* Publishers who do not say what they do change single figures by a few for protection, or
 * round them: that is told, but nobody has to act. */
static enum check_level level_of(const struct setting *set, const struct sum *s)
{
    bool small = !s->slack.said && fabs(s->sum - s->total) <= set->least;
    return small && set->level > CHECK_NOTE ? CHECK_NOTE : set->level;
}

/* between: "30 statt 40", "21 von 20" */
static void tell(struct checker *c, const struct sum *s, struct fact_key k,
                 const struct setting *set, const char *between)
{
    enum check_level level = level_of(set, s);
    bool small = level != set->level;
    const char *text =
        arena_printf(c->arena, "%s %s %s%s", check_figure(c, s->sum), between,
                     check_figure(c, s->total),
                     small ? ", vermutlich Geheimhaltung oder Rundung des Herausgebers" : "");
    check_add(c, level, s->cells,
              (struct check_finding){.measure = k.measure, .indicator = CATALOGUE_NONE,
                                     .area = k.area, .year = k.year, .month = k.month,
                                     .part = check_part_text(c, k), .value = s->sum,
                                     .expected = s->total, .text = text});
}

static struct setting setting_of(const struct checker *c, const struct sum *s,
                                 struct fact_key k)
{
    return check_setting(c, k.measure, CATALOGUE_NONE, check_source(c, s->cells->list[0]));
}

/* A total that differs from its parts; from above only where some are not known. */
static void compare(struct checker *c, const struct sum *s, struct fact_key k, bool all)
{
    struct setting set = setting_of(c, s, k);
    double limit = slack_limit(&s->slack, set.chance);
    double more = s->sum - s->total;
    if (all ? fabs(more) > limit : more > limit)
        tell(c, s, k, &set, "statt");
}

/* A cell and its two halves. */
static void compare_halves(struct checker *c, struct fact_key whole, struct fact_key a,
                           struct fact_key b)
{
    double v;
    uint32_t cell;
    struct sum s;
    if (check_number(c, a, &v, &cell) && check_number(c, b, &v, &cell) && begin(c, &s, whole)) {
        add_part(c, &s, a);
        add_part(c, &s, b);
        compare(c, &s, whole, true);
    }
}

void find_sum_sex(struct checker *c)
{
    for (uint32_t cell = 0; cell < facts_count(c->facts); cell++) {
        struct fact_key k = facts_key(c->facts, cell), a = k, b = k;
        if (k.sex != SEX_ALL || !check_ours(c, k.area))
            continue;
        a.sex = SEX_MALE;
        b.sex = SEX_FEMALE;
        compare_halves(c, k, a, b);
    }
}

void find_sum_nationality(struct checker *c)
{
    for (uint32_t cell = 0; cell < facts_count(c->facts); cell++) {
        struct fact_key k = facts_key(c->facts, cell), a = k, b = k;
        if (k.nationality != NAT_ALL || !check_ours(c, k.area))
            continue;
        a.nationality = NAT_GERMAN;
        b.nationality = NAT_FOREIGN;
        compare_halves(c, k, a, b);
    }
}

/* The finest chain of age classes from 0 to the open end for which all cells exist:
 * next[from] is the upper end to go on with, 0 where no chain leads to the end. */
static bool find_chain(const struct checker *c, struct fact_key k, int next[AGE_OPEN])
{
    size_t n;
    const struct age_class *ages = facts_ages(c->facts, k.measure, &n);
    memset(next, 0, AGE_OPEN * sizeof *next);
    for (size_t i = n; i-- > 0;) { /* sorted by from: the higher ones come first here */
        int from = ages[i].from, to = ages[i].to;
        double v;
        uint32_t cell;
        k.age_from = from;
        k.age_to = to;
        bool whole = from == 0 && to == AGE_OPEN;
        if (whole || (to != AGE_OPEN && next[to] == 0) || !check_number(c, k, &v, &cell))
            continue;
        if (next[from] == 0 || to < next[from])
            next[from] = to;
    }
    return next[0] != 0;
}

static void compare_ages(struct checker *c, struct fact_key k)
{
    int next[AGE_OPEN];
    struct sum s;
    if (!additive(c, k) || !find_chain(c, k, next) || !begin(c, &s, k))
        return;
    for (int age = 0; age < AGE_OPEN; age = next[age]) {
        struct fact_key part = k;
        part.age_from = age;
        part.age_to = next[age];
        add_part(c, &s, part);
    }
    compare(c, &s, k, true);
}

void find_sum_ages(struct checker *c)
{
    for (uint32_t cell = 0; cell < facts_count(c->facts); cell++) {
        struct fact_key k = facts_key(c->facts, cell);
        if (k.age_from == 0 && k.age_to == AGE_OPEN && check_ours(c, k.area))
            compare_ages(c, k);
    }
}

/* Where a Gemeinde has no number, the others may still not exceed the Kreis. */
static void compare_areas(struct checker *c, struct fact_key k)
{
    const struct area *a = areas_at(c->areas, k.area);
    struct sum s;
    if (!begin(c, &s, k))
        return;
    for (size_t i = 0; i < a->n_members; i++) {
        struct fact_key part = k;
        part.area = a->members[i];
        add_part(c, &s, part);
    }
    if (s.n > 0)
        compare(c, &s, k, s.n == a->n_members);
}

void find_sum_areas(struct checker *c)
{
    for (uint32_t cell = 0; cell < facts_count(c->facts); cell++) {
        struct fact_key k = facts_key(c->facts, cell);
        if (k.area == areas_district(c->areas) && check_below(c, k.measure, k.year))
            compare_areas(c, k);
    }
}

/* "davon" and "darunter" of the catalogue. */
static void compare_relation(struct checker *c, const struct relation *r, struct fact_key k)
{
    struct sum s;
    if (!begin(c, &s, k))
        return;
    for (size_t i = 0; i < r->n_parts; i++) {
        struct fact_key part = k;
        part.measure = r->parts[i];
        add_part(c, &s, part);
    }
    if (s.n > 0)
        compare(c, &s, k, r->complete && s.n == r->n_parts);
}

void find_relations(struct checker *c)
{
    size_t n = catalogue_relations(c->catalogue);
    bool *whole = arena_array(c->arena, catalogue_measures(c->catalogue) + 1, sizeof *whole);
    for (size_t i = 0; i < n; i++)
        whole[catalogue_relation(c->catalogue, i)->whole] = true;
    for (uint32_t cell = 0; n > 0 && cell < facts_count(c->facts); cell++) {
        struct fact_key k = facts_key(c->facts, cell);
        for (size_t i = 0; whole[k.measure] && i < n && check_ours(c, k.area); i++) {
            const struct relation *r = catalogue_relation(c->catalogue, i);
            if (r->whole == k.measure)
                compare_relation(c, r, k);
        }
    }
}

void find_parts(struct checker *c)
{
    for (uint32_t cell = 0; cell < facts_count(c->facts); cell++) {
        struct fact_key k = facts_key(c->facts, cell), whole = k;
        double part, total;
        uint32_t of;
        whole.sex = SEX_ALL;
        whole.nationality = NAT_ALL;
        whole.age_from = 0;
        whole.age_to = AGE_OPEN;
        if (!additive(c, k) || !check_ours(c, k.area) || !check_number(c, k, &part, &of) ||
            !check_number(c, whole, &total, &of) || part <= total)
            continue;
        struct sum s = {.cells = &c->scratch, .total = total, .sum = part};
        s.cells->n = 0;
        cells_add(c, s.cells, cell);
        cells_add(c, s.cells, of);
        slack_add(c, &s.slack, cell);
        slack_add(c, &s.slack, of);
        struct setting set = setting_of(c, &s, k);
        if (part - total > slack_limit(&s.slack, set.chance))
            tell(c, &s, k, &set, "von");
    }
}
