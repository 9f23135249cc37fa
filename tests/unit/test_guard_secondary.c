/* Secondary suppression and its audit: an attacker who knows the rule learns no more from all
 * figures of a run than the sign alone tells him. He is written here on his own, without linear
 * programs: he tries every table of whole numbers that fits what is published. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cli/run.h"
#include "guard/audit_private.h"
#include "guard/guard.h"
#include "guard/program_private.h"
#include "guard/secondary_private.h"
#include "stats/stats.h"
#include "tables.h"
#include "world.h"


static uint32_t next(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 16;
}

struct kind { /* of tables */
    const char *name, *body;
    const struct shown *shown;
    size_t n_shown;
    struct shape shape;
};

#define PROTECTED "<protection min-count=\"3\" min-denominator=\"1\"/>"
#define SHOW(id, term) INDICATOR(id, "gemeinde", "1", "none", PLAIN(term) PROTECTED)
#define CASES MEASURE("cases", "Fälle", "yes", "")
#define SOME MEASURE("some", "Darunter", "yes", "")
#define REST MEASURE("rest", "Übrige", "yes", "")
#define BY(attributes) "<term measure=\"cases\" " attributes "/>"

#define F(id, measure, sex, from, to) {id, measure, sex, from, to, 0, 0}
#define YEAR(id, ago, pool) {id, 0, 0, 0, 4, ago, pool}

static const struct shown by_area[] = {F("T01", 0, 0, 0, 4)};
static const struct shown by_sex[] = {F("T01", 0, 0, 0, 4), F("T02", 0, 1, 0, 4),
                                      F("T03", 0, 2, 0, 4)};
static const struct shown by_one_sex[] = {F("T01", 0, 0, 0, 4), F("T02", 0, 2, 0, 4)};
static const struct shown by_age[] = {F("T01", 0, 0, 0, 2), F("T02", 0, 0, 2, 4),
                                      F("T03", 0, 0, 0, 1), F("T04", 0, 0, 1, 4),
                                      F("T05", 0, 0, 0, 4)};
static const struct shown by_age_and_sex[] = {F("T01", 0, 1, 0, 2), F("T02", 0, 1, 2, 4),
                                              F("T03", 0, 2, 0, 2), F("T04", 0, 2, 2, 4),
                                              F("T05", 0, 0, 0, 2), F("T06", 0, 0, 2, 4),
                                              F("T07", 0, 1, 0, 4), F("T08", 0, 2, 0, 4)};
static const struct shown by_part[] = {F("T01", 0, 0, 0, 4), F("T02", 1, 0, 0, 4)};
static const struct shown by_parts[] = {F("T01", 0, 0, 0, 4), F("T02", 1, 0, 0, 4),
                                        F("T03", 2, 0, 0, 4)};
static const struct shown by_part_and_sex[] = {F("T01", 0, 0, 0, 4), F("T02", 1, 2, 0, 4),
                                               F("T03", 1, 0, 0, 4), F("T04", 0, 2, 0, 4)};

/* The old are delivered but shown by nothing else than the rate. */
static const struct shown by_strata[] = {F("T01", 0, 0, 0, 4), F("T02", 0, 0, 0, 2),
                                         F(NULL, 0, 0, 2, 4), F("T03", STRATUM, 0, 0, 2),
                                         F("T03", STRATUM, 0, 2, 4)};
static const struct shown by_less[] = {F("T01", 0, 0, 0, 4), F("T02", 1, 0, 0, 4),
                                       F("T03", STRATUM + 1, 0, 0, 4), F("T03", LESS, 0, 0, 4)};

static const struct shown by_year[] = {YEAR("T01", 0, 1), YEAR("T01", 1, 1), YEAR("T01", 2, 1),
                                       YEAR("T01", 3, 1), YEAR("T02", 0, 3), YEAR("T02", 1, 3)};
static const struct shown by_pairs[] = {YEAR(NULL, 0, 1), YEAR(NULL, 1, 1), YEAR(NULL, 2, 1),
                                        YEAR(NULL, 3, 1), YEAR("T02", 0, 2), YEAR("T02", 1, 2),
                                        YEAR("T02", 2, 2), YEAR("T03", 0, 3), YEAR("T03", 1, 3)};

static const struct shown by_sum[] = {F("T01", 0, 0, 0, 4), F("T02", 1, 0, 0, 4),
                                      F("T03", ALL, 0, 0, 4)};

#define PEOPLE MEASURE("people", "Bevölkerung", "yes", "")
#define RATE(terms)                                                                        \
    INDICATOR("T03", "gemeinde", "1000", "byar", OVER(terms, OF("people"))                 \
              "<standard method=\"direct\" population=\"Muster\"><stratum ages=\"0-14\""     \
              " weight=\"3\"/><stratum ages=\"15-\" weight=\"1\"/></standard>" PROTECTED)

#define POOLED(id, years)                                                                 \
    "<indicator id=\"" id "\" handlungsfeld=\"0\" level=\"gemeinde\" unit=\"Wert\""        \
    " factor=\"1000\" decimals=\"1\" polarity=\"burden\" interval=\"byar\""               \
    " pool=\"" years "\"><name>Rate</name>"                                              \
    "<short>" id "</short><per>je</per><definition>Text.</definition>"                    \
    OVER(OF("cases"), OF("people")) PROTECTED "</indicator>"

#define KIND(name, body, shown, ...) \
    {name, body, shown, sizeof shown / sizeof shown[0], {__VA_ARGS__}}

static const struct kind kinds[] = {
    KIND("areas", CASES SHOW("T01", BY("")), by_area, .areas = 4, .sexes = 1, .ages = 1,
         .measures = 1),
    KIND("sexes", CASES SHOW("T01", BY("")) SHOW("T02", BY("sex=\"m\"")) SHOW("T03",
         BY("sex=\"w\"")), by_sex, .areas = 3, .sexes = 2, .ages = 1, .measures = 1),
    KIND("one sex", CASES SHOW("T01", BY("")) SHOW("T02", BY("sex=\"w\"")), by_one_sex,
         .areas = 3, .sexes = 2, .ages = 1, .measures = 1),
    KIND("ages", CASES SHOW("T01", BY("ages=\"0-14\"")) SHOW("T02", BY("ages=\"15-\""))
         SHOW("T03", BY("ages=\"0-2\"")) SHOW("T04", BY("ages=\"3-\"")) SHOW("T05", BY("")),
         by_age, .areas = 2, .sexes = 1, .ages = 3, .measures = 1, .limits = {0, 1, 2, 4}),
    KIND("ages and sexes", CASES SHOW("T01", BY("sex=\"m\" ages=\"0-14\""))
         SHOW("T02", BY("sex=\"m\" ages=\"15-\"")) SHOW("T03", BY("sex=\"w\" ages=\"0-14\""))
         SHOW("T04", BY("sex=\"w\" ages=\"15-\"")) SHOW("T05", BY("ages=\"0-14\""))
         SHOW("T06", BY("ages=\"15-\"")) SHOW("T07", BY("sex=\"m\"")) SHOW("T08",
         BY("sex=\"w\"")), by_age_and_sex, .areas = 3, .sexes = 2, .ages = 2, .measures = 1,
         .limits = {0, 2, 4}),
    KIND("darunter", CASES SOME "<relation whole=\"cases\" complete=\"no\"><part"
         " measure=\"some\"/></relation>" SHOW("T01", BY("")) SHOW("T02", OF("some")), by_part,
         .areas = 4, .sexes = 1, .ages = 1, .measures = 2, .related = true),
    KIND("davon", CASES SOME REST "<relation whole=\"cases\" complete=\"yes\"><part"
         " measure=\"some\"/><part measure=\"rest\"/></relation>" SHOW("T01", BY(""))
         SHOW("T02", OF("some")) SHOW("T03", OF("rest")), by_parts, .areas = 3, .sexes = 1,
         .ages = 1, .measures = 3, .related = true, .complete = true),
    KIND("darunter by sex", CASES SOME "<relation whole=\"cases\" complete=\"no\"><part"
         " measure=\"some\"/></relation>" SHOW("T01", BY("")) SHOW("T02",
         "<term measure=\"some\" sex=\"w\"/>") SHOW("T03", OF("some")) SHOW("T04",
         BY("sex=\"w\"")), by_part_and_sex, .areas = 2, .sexes = 2, .ages = 1, .measures = 2,
         .related = true),
    KIND("sums of two measures", CASES SOME SHOW("T01", BY("")) SHOW("T02", OF("some"))
         SHOW("T03", BY("") OF("some")), by_sum, .areas = 4, .sexes = 1, .ages = 1,
         .measures = 2),
    KIND("strata of ages", PEOPLE CASES SHOW("T01", BY("")) SHOW("T02", BY("ages=\"0-14\""))
         RATE(BY("")), by_strata, .areas = 3, .sexes = 1, .ages = 2, .measures = 1,
         .limits = {0, 2, 4}),
    KIND("strata of differences", PEOPLE SOME CASES "<relation whole=\"cases\" complete=\"no\">"
         "<part measure=\"some\"/></relation>" SHOW("T01", BY("")) SHOW("T02", OF("some"))
         RATE("<term measure=\"some\" stratum=\"1\"/>" BY("stratum=\"2\"")
              "<term measure=\"some\" weight=\"-1\" stratum=\"2\"/>"), by_less, .areas = 4,
         .sexes = 1, .ages = 1, .measures = 2, .related = true),
    KIND("years and three together", PEOPLE CASES SHOW("T01", BY("")) POOLED("T02", "3"), by_year,
         .areas = 3, .sexes = 1, .ages = 1, .measures = 1, .years = 4),
    KIND("windows that overlap", PEOPLE CASES POOLED("T02", "2") POOLED("T03", "3"), by_pairs,
         .areas = 3, .sexes = 1, .ages = 1, .measures = 1, .years = 4),
};

enum { N_KINDS = sizeof kinds / sizeof kinds[0] };

static int random_count(uint32_t *seed)
{
    uint32_t r = next(seed) % 8;
    return (int)(r == 0 ? 0 : r == 1 ? 1 + next(seed) % 2 : 1 + next(seed) % 12);
}

/* Parts first; what they leave of the cases is nothing or more. */
static struct table random_table(const struct shape *s, uint32_t *seed)
{
    struct table t = {.shape = s, .n = table_size(s)};
    int step = t.n / s->measures;
    for (int i = 0; i < t.n; i++)
        t.value[i] = s->complete && i < step ? 0 : random_count(seed);
    for (int i = step; i < t.n && s->related; i++)
        t.value[i % step] += t.value[i];
    return t;
}

static void deliver_one(struct world *w, const struct table *t, const struct shown *f,
                        uint32_t area)
{
    struct rule sum = table_sum(t->shape, f, area);
    PUT(w, table_measures[f->measure], area, 2015 - f->ago, table_value(t, &sum),
        .source = area == KREIS && t->official ? AMT : EIGEN,
        .sex = (enum sex)f->sex, .from = table_years[f->from], .to = table_years[f->to]);
}

static void deliver(struct world *w, const struct kind *kind, const struct table *t,
                    bool backwards)
{
    int n = (int)kind->n_shown * 5;
    for (int i = 0; i < n; i++) {
        int at = backwards ? n - 1 - i : i;
        uint32_t area = at % 5 == 4 ? (uint32_t)KREIS : A + (uint32_t)(at % 5);
        int measure = kind->shown[at / 5].measure;
        if ((area != KREIS || t->own_total) && measure != ALL && measure != LESS &&
            measure < STRATUM && kind->shown[at / 5].pool < 2)
            deliver_one(w, t, &kind->shown[at / 5], area);
    }
    if (catalogue_find_measure(w->catalogue, "people", 6) == CATALOGUE_NONE)
        return;
    for (int i = 0; i < 5 * 4; i++) {
        uint32_t area = (uint32_t)KREIS + (uint32_t)i / 4;
        PUT(w, "people", area, 2015 - i % 4, 1000, .from = 0, .to = 15);
        PUT(w, "people", area, 2015 - i % 4, 2000, .from = 15, .to = AGE_OPEN);
        PUT(w, "people", area, 2015 - i % 4, 3000);
    }
}

static struct published *publish_table(struct world *w, const struct kind *kind,
                                       const struct table *t, bool backwards)
{
    facts_free(w->facts);
    w->facts = facts_new();
    facts_intern_file(w->facts, "test.csv");
    deliver(w, kind, t, backwards);
    facts_close(w->facts, catalogue_measures(w->catalogue));
    struct stats *s = stats_compute(w->areas, w->catalogue, w->facts);
    struct published *p = guard_publish(w->areas, w->catalogue, w->facts, s);
    stats_free(s);
    return p;
}

struct tally {
    size_t tables, tired, small, complements, exposed, hopeless;
};

static void fail_table(const struct kind *kind, const struct table *t, const struct figure *f,
                       const struct audit_count *c)
{
    print_error("%s:", kind->name);
    for (int i = 0; i < t->n; i++)
        print_error(" %d", t->value[i]);
    print_error("\n%s area %u small %d: tried %d..%d (%d)", f->shown->id, f->area, f->small,
                figure_least(f), figure_most(f), figure_ways(f));
    if (c != NULL)
        print_error(", audit %g..%g of %g, enough %d", c->lowest, c->highest, c->value, c->enough);
    fail_msg("\nthe attacker and the audit differ");
}

/* What is enough by the audit leaves the attacker all that the mark says. */
static void compare_figure(const struct world *w, const struct kind *kind, const struct table *t,
                           const struct audit *audit, const struct figure *f, struct tally *n)
{
    const struct audit_count *c = audit_find(w, audit, f);
    int value = table_value(t, &f->sum);
    bool wide = figure_ways(f) >= 2;
    if (f->small)
        wide = f->possible[1] && f->possible[2];
    bool agree = c != NULL && value == (int)c->value && f->possible[value] &&
                 figure_least(f) == (int)c->lowest && figure_most(f) == (int)c->highest &&
                 c->decided && c->enough == wide &&
                 (c->why == AUDIT_SMALL) == f->small && f->small == (value > 0 && value < 3);
    if (!agree)
        fail_table(kind, t, f, c);
    n->small += f->small;
    n->complements += !f->small;
    n->exposed += !c->enough;
}

/* A small count is left exposed only where hiding everything would not protect it either. */
static void exposed_for_good(const struct kind *kind, const struct table *t,
                             const struct attacker *a, struct tally *n)
{
    struct attacker *blind = attack(NULL, t, kind->shown, kind->n_shown, 3);
    n->hopeless += !blind->tired;
    for (int i = 0; i < a->n_figures && !blind->tired; i++) {
        const struct figure *f = &a->figures[i];
        for (int k = 0; k < blind->n_figures; k++) {
            const struct figure *g = &blind->figures[k];
            if (f->small && g->shown == f->shown && g->area == f->area && g->possible[1] &&
                g->possible[2] && !(f->possible[1] && f->possible[2]))
                fail_table(kind, t, f, NULL);
        }
    }
    free(blind);
}

/* Of the first n there is one of the same atoms. */
static bool has_figure(const struct attacker *a, const struct figure *f, int n)
{
    for (int i = 0; i < n; i++) {
        const struct rule *r = &a->figures[i].sum;
        bool same = r->n == f->sum.n;
        for (int k = 0; k < r->n && same; k++)
            same = r->atom[k] == f->sum.atom[k] && r->sign[k] == f->sum.sign[k];
        if (same)
            return true;
    }
    return false;
}

/* Small ones are the same, each of them once, whatever shows them; and so are the others
 * but for strata, which are hidden with the rate and no figure of their own. */
static void compare_numbers(const struct kind *kind, const struct audit *audit,
                            const struct attacker *a)
{
    size_t found = 0, small = 0, audited = 0;
    bool strata = is_stratum(&kind->shown[kind->n_shown - 1]);
    for (int i = 0; i < a->n_figures; i++) {
        bool again = strata && has_figure(a, &a->figures[i], i);
        found += !again;
        small += a->figures[i].small && !again;
    }
    for (size_t i = 0; i < audit->n_counts; i++)
        audited += audit->counts[i].why == AUDIT_SMALL;
    assert_int_equal(audited, small);
    assert_true(strata ? audit->n_counts >= found : audit->n_counts == found);
}

static void try_table(struct world *w, const struct kind *kind, uint32_t *seed, struct tally *n)
{
    struct table t = random_table(&kind->shape, seed);
    t.own_total = next(seed) % 2 == 0;
    t.official = next(seed) % 2 == 0;
    struct published *p = publish_table(w, kind, &t, false);
    const struct audit *audit = published_audit(p);
    struct attacker *a = attack(p, &t, kind->shown, kind->n_shown, 3);
    n->tables++;
    n->tired += a->tired;
    compare_numbers(kind, audit, a);
    for (int i = 0; i < a->n_figures && !a->tired; i++)
        compare_figure(w, kind, &t, audit, &a->figures[i], n);
    if (audit->exposed > 0 && !a->tired)
        exposed_for_good(kind, &t, a, n);
    free(a);
    struct published *again = publish_table(w, kind, &t, true);
    char *one = published_dump(p), *other = published_dump(again);
    assert_string_equal(one, other);
    free(one);
    free(other);
    published_free(p);
    published_free(again);
}

enum { ROUNDS = 400 };

static void no_random_table_tells_more_than_its_signs(void **state)
{
    (void)state;
    uint32_t seed = 2016;
    for (size_t k = 0; k < N_KINDS; k++) {
        struct world w;
        struct tally n = {0};
        world_open(&w, kinds[k].body);
        for (int round = 0; round < ROUNDS; round++)
            try_table(&w, &kinds[k], &seed, &n);
        world_close(&w);
        print_message("%s: %zu tables, %zu small counts, %zu complements, %zu exposed"
                      " (%zu tables tried out), %zu not tried out\n", kinds[k].name, n.tables,
                      n.small, n.complements, n.exposed, n.hopeless, n.tired);
        assert_true(n.tired < n.tables / 10 && n.small > n.exposed);
    }
}

/* All that is made of the same count, and only that. */
#define PROTECT "<protection min-count=\"3\" min-denominator=\"1\"/>"
#define BODY                                                                                 \
    MEASURE("cases", "Fälle", "yes", "") MEASURE("population", "Bevölkerung", "yes", "")     \
    INDICATOR("T01", "gemeinde", "100", "wilson", OVER(OF("cases"), OF("population")) PROTECT) \
    INDICATOR("T02", "gemeinde", "1", "none", PLAIN(OF("cases")) PROTECT)                    \
    INDICATOR("T03", "gemeinde", "1", "none", OVER(OF("population"), OF("cases")) PROTECT)   \
    INDICATOR("T04", "gemeinde", "1", "none", PLAIN(OF("population")) PROTECT)

static struct published *publish(struct world *w)
{
    facts_close(w->facts, catalogue_measures(w->catalogue));
    struct stats *s = stats_compute(w->areas, w->catalogue, w->facts);
    struct published *p = guard_publish(w->areas, w->catalogue, w->facts, s);
    stats_free(s);
    world_close(w);
    return p;
}

static struct published *publish_cases(const double *cases, double total)
{
    struct world w;
    world_open(&w, BODY);
    for (uint32_t i = 0; i < 4; i++) {
        PUT(&w, "cases", A + i, 2015, cases[i], .source = EIGEN);
        PUT(&w, "population", A + i, 2015, 1000);
    }
    if (total > 0) {
        PUT(&w, "cases", KREIS, 2015, total);
    }
    return publish(&w);
}

static const struct published_value *at(const struct published *p, const char *id, uint32_t area)
{
    const struct published_value *v =
        published_at(p, published_find_indicator(p, id), area, 2015, 0);
    assert_non_null(v);
    return v;
}

static void assert_signs(const struct published *p, const char *id, const char *signs)
{
    static const uint32_t areas[] = {A, B, C, D, PAIR, KREIS};
    for (size_t i = 0; i < sizeof areas / sizeof areas[0]; i++) {
        const struct published_value *v = at(p, id, areas[i]);
        if ((v->sign == SIGN_HIDDEN) != (signs[i] != '.') || v->for_others != (signs[i] == 'x'))
            fail_msg("%s: %zu is not %c", id, i, signs[i]);
        assert_true(v->sign != SIGN_HIDDEN || (v->value == 0 && v->count == 0 && v->rank == 0));
    }
}

static void all_that_is_made_of_a_count_is_hidden_with_it(void **state)
{
    (void)state;
    struct published *p = publish_cases((const double[]){9, 20, 1, 4}, 0);
    assert_signs(p, "T01", "..sx..");
    assert_signs(p, "T02", "..sx..");
    assert_signs(p, "T03", "..sx..");
    assert_signs(p, "T04", "......");
    assert_int_equal(published_hidden(p), 6);
    assert_int_equal(published_exposed(p), 0);
    assert_true(at(p, "T02", KREIS)->value > 33 && at(p, "T02", KREIS)->value < 35);
    published_free(p);
}

/* B can be hidden without the group of A and B; D could not: B is the dearer figure, but the
 * group is dearer still. */
static void groups_are_spared_where_a_member_will_do(void **state)
{
    (void)state;
    struct published *p = publish_cases((const double[]){1, 20, 9, 4}, 0);
    assert_signs(p, "T02", "sx....");
    published_free(p);
}

static void what_cannot_be_hidden_is_counted(void **state)
{
    (void)state;
    struct published *p = publish_cases((const double[]){0, 1, 3, 1}, 0);
    assert_signs(p, "T02", ".sxss."); /* the group is 1 itself; total 5 is 1+3+1 only */
    assert_int_equal(published_exposed(p), 4); /* B and D, their group and C beside them */
    published_free(p);
}

/* A total of its own that its rounded members do not come to. */
static void a_total_of_its_own_counts(void **state)
{
    (void)state;
    struct published *p = publish_cases((const double[]){9, 4, 1, 2}, 16);
    assert_signs(p, "T02", "..ss..");
    published_free(p);
    p = publish_cases((const double[]){9, 4, 1, 2}, 17); /* 4 for two of 1 or 2: both are 2 */
    assert_signs(p, "T02", ".xssx.");
    published_free(p);
    p = publish_cases((const double[]){9, 4, 1, 2}, 14); /* 1 for both: nobody believes it */
    assert_signs(p, "T02", "..ss..");
    published_free(p);
}

/* What the published counts leave for the hidden members of the district: everyone must be
 * able to have two values. Rounded members may leave less than they can be at all: then the
 * difference tells nothing. */
static size_t attack_district(const struct run *r, uint32_t indicator, int year, size_t *more)
{
    uint32_t district = areas_district(r->areas);
    const struct area *kreis = areas_at(r->areas, district);
    double left = published_at(r->published, indicator, district, year, 0)->count;
    size_t small = 0;
    *more = 0;
    for (size_t k = 0; k < kreis->n_members; k++) {
        const struct published_value *v =
            published_at(r->published, indicator, kreis->members[k], year, 0);
        left -= v->count;
        small += v->sign == SIGN_HIDDEN && !v->for_others;
        *more += v->sign == SIGN_HIDDEN && v->for_others;
    }
    double least = (double)(small + 3 * *more); /* 1 or 2 each, 3 or more each */
    double most = least + (double)small;
    assert_true(left < least || left >= least + 1 || small + *more == 0);
    assert_true(left > most || left <= most - 1 || *more > 0 || small == 0);
    return small + *more;
}

/* Where the count is hidden the rate made of it is, too. */
static void assert_rate_hidden(const struct run *r, uint32_t count, const char *rate, int year)
{
    const struct area *kreis = areas_at(r->areas, areas_district(r->areas));
    uint32_t i = published_find_indicator(r->published, rate);
    for (size_t k = 0; k < kreis->n_members; k++) {
        uint32_t a = kreis->members[k];
        if (published_at(r->published, count, a, year, 0)->sign == SIGN_HIDDEN)
            assert_int_equal(published_at(r->published, i, a, year, 0)->sign, SIGN_HIDDEN);
    }
}

/* The shipped figures of single municipalities: small counts by the source's own note. */
static void the_shipped_figures_stand_the_attack(void **state)
{
    (void)state;
    static const struct {
        const char *count, *rate;
        size_t small, more; /* counted in the delivered file; worked out by hand */
    } cases[] = {{"R10", "R11", 6, 0}, {"M20", "M17", 1, 1}, {"S19", "S07", 1, 1},
                 {"S35", "S08", 2, 0}};
    struct options o = {.inputs = "inputs", .templates = "templates", .output = "outputs"};
    struct diag *d = diag_new();
    struct run r;
    assert_int_equal(run_load(&r, &o, RUN_PUBLISHED, d), 0);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t more = 0;
        uint32_t count = published_find_indicator(r.published, cases[i].count);
        assert_int_equal(attack_district(&r, count, 2016, &more), cases[i].small + cases[i].more);
        assert_int_equal(more, cases[i].more);
        assert_rate_hidden(&r, count, cases[i].rate, 2016);
    }
    assert_int_equal(published_exposed(r.published), 0);
    run_release(&r);
    diag_free(d);
}

/* One part of an area hidden: all are, zeros too. */
static void parts_go_together(void **state)
{
    (void)state;
    static const int low[] = {0, 15}, high[] = {15, AGE_OPEN};
    struct world w;
    world_open(&w, CASES "<indicator id=\"T01\" handlungsfeld=\"0\" level=\"gemeinde\""
                   " unit=\"Personen\" factor=\"1\" decimals=\"1\" polarity=\"burden\""
                   " interval=\"none\"><name>A</name><short>A</short><per>je</per>"
                   "<definition>T</definition>" PLAIN(BY("")) PROTECTED
                   "<parts sex=\"m w\" ages=\"0-14 15-\""
                   " together=\"yes\"/></indicator>");
    static const double counts[][4] = {
        {9, 8, 2, 20}, {30, 9, 7, 14}, {8, 7, 0, 9}, {10, 30, 40, 9}};
    for (uint32_t i = 0; i < 16; i++) {
        PUT(&w, "cases", A + i / 4, 2015, counts[i / 4][i % 4], .source = EIGEN,
            .sex = i / 2 % 2 == 0 ? SEX_MALE : SEX_FEMALE, .from = low[i % 2], .to = high[i % 2]);
    }
    for (uint32_t i = 0; i < 4; i++) {
        PUT(&w, "cases", A + i, 2015, counts[i][0] + counts[i][1] + counts[i][2] + counts[i][3],
            .source = EIGEN);
    }
    struct published *p = publish(&w);
    size_t areas_hidden = 0;
    for (uint32_t a = A; a <= D; a++) {
        size_t n = 0;
        for (uint32_t part = 1; part <= 4; part++)
            n += published_at(p, 0, a, 2015, part)->sign == SIGN_HIDDEN;
        assert_true(n == 0 || n == 4);
        areas_hidden += n == 4;
    }
    assert_true(areas_hidden >= 2 && areas_hidden <= 3);
    assert_int_equal(published_exposed(p), 0);
    published_free(p);
}

/* What the guard does, with what an earlier edition showed of the cases of some areas. */
static void hide_after(const double *cases, const char *shown_before, char *out, size_t *exposed)
{
    struct world w;
    world_open(&w, BODY);
    for (uint32_t i = 0; i < 4; i++) {
        PUT(&w, "cases", A + i, 2015, cases[i], .source = EIGEN);
        PUT(&w, "population", A + i, 2015, 1000);
    }
    facts_close(w.facts, catalogue_measures(w.catalogue));
    struct stats *s = stats_compute(w.areas, w.catalogue, w.facts);
    struct suppression *t = suppression_new(w.catalogue, s, N_AREAS);
    unsigned char *before[4] = {NULL};
    for (size_t i = 0; i < 4; i++)
        assert_non_null(before[i] = calloc(N_AREAS, 1));
    for (size_t i = 0; i < 4; i++)
        before[1][A + i] = shown_before[i] == 'x';
    suppression_primary(t, w.catalogue, w.facts, s);
    t->before = before;
    struct counts *c = counts_collect(t, w.catalogue, w.areas, w.facts, s);
    struct model *m = model_new(c, w.areas, w.facts);
    struct arena *arena = arena_new();
    suppression_secondary(c, m, w.areas);
    *exposed = audit_make(arena, c, m, w.areas)->exposed;
    for (size_t i = 0; i < 4; i++)
        out[i] = ".sx"[t->hidden[1][A + i]];
    out[4] = '\0';
    arena_free(arena);
    model_free(m);
    counts_free(c);
    t->before = NULL;
    suppression_free(t);
    for (size_t i = 0; i < 4; i++)
        free(before[i]);
    stats_free(s);
    world_close(&w);
}

static void what_was_shown_before_is_no_help(void **state)
{
    (void)state;
    static const double cases[] = {9, 20, 1, 4}, few[] = {9, 0, 1, 4};
    char hidden[5];
    size_t exposed = 0;
    hide_after(cases, "....", hidden, &exposed);
    assert_string_equal(hidden, "..sx");
    hide_after(cases, "...x", hidden, &exposed);
    assert_string_equal(hidden, "x.s."); /* and the group of A and B */
    assert_int_equal(exposed, 0);
    hide_after(few, "x..x", hidden, &exposed);
    assert_string_equal(hidden, "..s."); /* nothing is left to hide */
    assert_int_equal(exposed, 1);
    hide_after(cases, "..x.", hidden, &exposed);
    assert_string_equal(hidden, "..s."); /* everyone knows it: nothing to protect any more */
    assert_int_equal(exposed, 0);
}

/* Three pairs of which at most one each: 3/2 of fractions, 1 of whole ones (the odd cycle of
 * every textbook). Twice twenty things never make 19: no fraction sees that, and to try
 * it out takes more nodes than are allowed. */
static void programs_know_whole_numbers(void **state)
{
    (void)state;
    static const double ones[] = {1, 1};
    struct program *p = program_new(3);
    for (size_t i = 0; i < 3; i++) {
        program_cost(p, i, 1);
        program_row(p, (const size_t[]){i, (i + 1) % 3}, ones, 2, -INFINITY, 1);
    }
    assert_int_equal(program_solve(p, true, false), PROGRAM_SOLVED);
    assert_true(program_total(p) > 1.499 && program_total(p) < 1.501);
    assert_int_equal(program_solve(p, true, true), PROGRAM_SOLVED);
    assert_true(program_total(p) == 1);
    assert_true(program_value(p, 0) + program_value(p, 1) + program_value(p, 2) == 1);
    program_bounds(p, 0, 2, 3);
    assert_int_equal(program_solve(p, true, true), PROGRAM_IMPOSSIBLE);
    program_free(p);
    p = program_new(1);
    program_cost(p, 0, 1);
    assert_int_equal(program_solve(p, true, true), PROGRAM_UNBOUNDED);
    program_free(p);
    size_t columns[20];
    double twos[20];
    p = program_new(20);
    for (size_t i = 0; i < 20; i++) {
        columns[i] = i;
        twos[i] = 2;
        program_bounds(p, i, 0, 1);
    }
    program_row(p, columns, twos, 20, 19, 19);
    assert_int_equal(program_solve(p, false, false), PROGRAM_SOLVED);
    assert_int_equal(program_solve(p, false, true), PROGRAM_UNDECIDED);
    program_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_random_table_tells_more_than_its_signs),
        cmocka_unit_test(all_that_is_made_of_a_count_is_hidden_with_it),
        cmocka_unit_test(groups_are_spared_where_a_member_will_do),
        cmocka_unit_test(what_cannot_be_hidden_is_counted),
        cmocka_unit_test(a_total_of_its_own_counts),
        cmocka_unit_test(programs_know_whole_numbers),
        cmocka_unit_test(parts_go_together),
        cmocka_unit_test(what_was_shown_before_is_no_help),
        cmocka_unit_test(the_shipped_figures_stand_the_attack),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
