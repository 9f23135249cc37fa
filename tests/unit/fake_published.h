/* Published figures made by hand, for tests of compose: a small district with seven
 * municipalities and every kind of sign. It stands in for guard/published.c, which the
 * linker then leaves in its archive. Figures are invented, round and easy to check. */
#ifndef TESTS_FAKE_PUBLISHED_H
#define TESTS_FAKE_PUBLISHED_H

#include <math.h>
#include <string.h>

#include "guard/published.h"

enum { DG, LAND, KREIS, ALTDORF, AEHREN, BERNHEIM, CRONAU, DORFEN, EBERN, OEDE, N_AREAS };
enum { D01, S06, D20, R01, F09, X02, D21, N_INDICATORS };

struct published {
    int unused;
};

static const struct published fake = {0};

static const struct published_area fake_areas[N_AREAS] = {
    {"DG", "Deutschland", "Deutschland", "", PUBLISHED_BUND, PUBLISHED_NONE, 35759000, 0, 0},
    {"08", "Baden-Württemberg", "Land", "Land", PUBLISHED_LAND, DG, 3575000, 0, 0},
    {"08999", "Landkreis Muster", "Muster", "Landkreis", PUBLISHED_KREIS, LAND, 50000, 0, 0},
    {"08999001", "Altdorf", "Altdorf", "Gemeinde", PUBLISHED_GEMEINDE, KREIS, 1234, 9.25, 48.5},
    {"08999007", "Ähren", "Ähren", "Gemeinde", PUBLISHED_GEMEINDE, KREIS, 900, 9.3, 48.6},
    {"08999002", "Bernheim", "Bernheim", "Große Kreisstadt", PUBLISHED_GEMEINDE, KREIS, 4690,
     9.33, 48.62},
    {"08999003", "Cronau", "Cronau", "Stadt", PUBLISHED_GEMEINDE, KREIS, 2000, 9.4, 48.6},
    {"08999004", "Dorfen", "Dorfen", "Gemeinde", PUBLISHED_GEMEINDE, KREIS, 1000, 9.5, 48.6},
    {"08999005", "Ebern", "Ebern", "Gemeinde", PUBLISHED_GEMEINDE, KREIS, 1100, 9.6, 48.6},
    {"08999006", "Öde", "Öde", "Gemeinde", PUBLISHED_GEMEINDE, KREIS, 1300, 9.7, 48.6},
};

static const struct published_source fake_sources[] = {
    {"pop", "Statistische Ämter des Bundes und der Länder", "Statistische Ämter",
     "12411-02-03-5", "Bevölkerung nach Alter",
     "Datenlizenz Deutschland – Namensnennung – Version 2.0", "dl-de/by-2-0", "2017-10-10",
     "amtlich"},
    {"alo", "Statistische Ämter des Bundes und der Länder", "Statistische Ämter",
     "13211-01-03-5", "Arbeitslose",
     "Datenlizenz Deutschland – Namensnennung – Version 2.0", "dl-de/by-2-0", "2017-10-10",
     "amtlich"},
    {"own", "Landratsamt Muster", "Landratsamt", "", "Eigene Aufzeichnungen", "", "",
     "2018-01-01", "eigene Aufzeichnungen"},
    {"demo", "Niemand", "Niemand", "1-1", "Erfundenes", "CC0", "cc0", "2018-01-01",
     "Demonstrationsdaten"},
};
static const uint32_t fake_pop[] = {0};
static const uint32_t fake_alo[] = {1, 0};
static const uint32_t fake_own[] = {2, 0};
static const uint32_t fake_demo[] = {3};

static const int years_d01[] = {2009, 2010, 2011, 2012, 2014};
static const int years_s06[] = {2014, 2015, 2016};
static const int years_d21[] = {2011, 2015, 2016}; /* the last one without classes */
static const int years_d20[] = {2011, 2015};
static const int years_one[] = {2015};

/* Ages half open, 127 is open. */
static const struct published_part fake_parts[] = {{1, 0, 20}, {1, 20, 60}, {1, 60, 127},
                                                   {2, 0, 20}, {2, 20, 60}, {2, 60, 127}};

static const struct published_indicator fake_indicators[N_INDICATORS] = {
    {.id = "D01", .name = "Bevölkerung", .short_name = "Bevölkerung", .per = "am 31.12.",
     .unit = "Personen", .definition = "Einwohnerinnen und Einwohner.", .caveat = "",
     .formula = "Bevölkerung", .interval = "", .handlungsfeld = 0, .sources = fake_pop,
     .n_sources = 1, .years = years_d01, .n_years = 5},
    {.id = "S06", .name = "Arbeitslosenanteil", .short_name = "Arbeitslose",
     .per = "je 100 Personen von 15 bis unter 65 Jahren", .unit = "%",
     .definition = "Wie viele arbeitslos gemeldet sind.", .caveat = "Keine Quote.",
     .formula = "Arbeitslose / Bevölkerung · 100", .interval = "Wilson",
     .base = "Bevölkerung (15 bis unter 65 Jahre)", .handlungsfeld = 3,
     .decimals = 1, .polarity = PUBLISHED_BURDEN, .sources = fake_alo, .n_sources = 2,
     .years = years_s06, .n_years = 3},
    {.id = "D20", .name = "Bevölkerung nach Alter und Geschlecht", .short_name = "Altersaufbau",
     .per = "am 31.12.", .unit = "Personen", .definition = "", .caveat = "", .formula = "",
     .interval = "", .handlungsfeld = 0, .sources = fake_pop, .n_sources = 1,
     .parts = fake_parts, .n_parts = 6, .years = years_d20, .n_years = 2},
    {.id = "R01", .name = "Schwerbehindertenquote", .short_name = "Schwerbehinderte",
     .per = "je 100 Einwohner", .unit = "%", .definition = "", .caveat = "", .formula = "",
     .interval = "", .handlungsfeld = 2, .district_only = true, .decimals = 1,
     .sources = fake_own, .n_sources = 2, .years = years_one, .n_years = 1},
    {.id = "F09", .name = "Kinder im SGB II", .short_name = "Kinder im SGB II",
     .per = "je 100 Kinder unter 15 Jahren", .unit = "%", .definition = "", .caveat = "",
     .formula = "", .interval = "", .handlungsfeld = 1, .decimals = 1, .sources = fake_alo,
     .n_sources = 1, .years = years_s06, .n_years = 3},
    {.id = "X02", .name = "Erfundene Kennzahl", .short_name = "Erfundenes", .per = "", .unit = "",
     .definition = "", .caveat = "", .formula = "", .interval = "", .handlungsfeld = 5,
     .sources = fake_demo, .n_sources = 1, .years = years_one, .n_years = 1},
    {.id = "D21", .name = "Bevölkerung nach Alter, mehrere Jahre", .short_name = "Alter",
     .per = "am 31.12.", .unit = "Personen", .definition = "", .caveat = "", .formula = "",
     .interval = "", .handlungsfeld = 0, .sources = fake_pop, .n_sources = 1,
     .parts = fake_parts, .n_parts = 6, .years = years_d21, .n_years = 3},
};

struct fake_value {
    uint32_t indicator, area, part;
    struct published_value v;
};

#define NUMBER(in, ar, y, x, ...)                                                                 \
    {in, ar, 0, {.year = (y), .value = (x), .sign = SIGN_VALUE, __VA_ARGS__}}
/* Behind a sign stands a number that no test may ever find printed. */
#define POISON 77777
#define SIGNED(in, ar, y, s) \
    {in, ar, 0, {.year = (y), .value = POISON, .sign = (s), .has_base = true, .base = POISON}}
#define PART(ar, n, x) {D20, ar, n, {.year = 2015, .value = (x), .sign = SIGN_VALUE}}
#define PAST(n, x) {D20, BERNHEIM, n, {.year = 2011, .value = (x), .sign = SIGN_VALUE}}
#define BASE(n) .has_base = true, .base = (n)
#define CLASS(ar, y, n, x) {D21, ar, n, {.year = (y), .value = (x), .sign = SIGN_VALUE}}
#define CLASSES(ar, y, all, a, b, c)                                                              \
    CLASS(ar, y, 0, all), CLASS(ar, y, 1, a), CLASS(ar, y, 2, b), CLASS(ar, y, 3, c),             \
        CLASS(ar, y, 4, a), CLASS(ar, y, 5, b), CLASS(ar, y, 6, c)
#define RANK(n, m) .rank = (n), .rank_of = (m)

/* A test may define FAKE_MORE: further values. */
#ifndef FAKE_MORE
#define FAKE_MORE
#endif

static const struct fake_value fake_values[] = {
    FAKE_MORE
    /* The basis changes with 2011 (Zensus 2011); 2013 was never delivered. */
    NUMBER(D01, KREIS, 2009, 80000, .basis = 0), NUMBER(D01, KREIS, 2010, 81000, .basis = 0),
    NUMBER(D01, KREIS, 2011, 79000, .basis = 1), NUMBER(D01, KREIS, 2012, 79500, .basis = 1),
    NUMBER(D01, KREIS, 2014, 82000, .basis = 1),
    NUMBER(D01, BERNHEIM, 2009, 39800, .basis = 0),
    NUMBER(D01, BERNHEIM, 2010, 40100, .basis = 0),
    NUMBER(D01, BERNHEIM, 2011, 39000, .basis = 1),
    NUMBER(D01, BERNHEIM, 2012, 39500, .basis = 1),
    NUMBER(D01, BERNHEIM, 2014, 40500, .basis = 1, RANK(1, 7)),
    NUMBER(D01, ALTDORF, 2014, 1700, .basis = 1, RANK(7, 7)),
    NUMBER(D01, CRONAU, 2014, 15000, .basis = 1, RANK(2, 7), .marks = SIGN_PROVISIONAL),

    NUMBER(S06, LAND, 2016, 3.1), NUMBER(S06, KREIS, 2014, 3.2), NUMBER(S06, KREIS, 2015, 3.1),
    NUMBER(S06, KREIS, 2016, 3.0),
    NUMBER(S06, BERNHEIM, 2014, 3.5), NUMBER(S06, BERNHEIM, 2015, 3.6),
    NUMBER(S06, BERNHEIM, 2016, 3.72, RANK(1, 6), .has_interval = true, .lower = 3.5,
           .upper = 3.95, .lower998 = 3.37, .upper998 = 4.09, .district = PUBLISHED_HIGHER,
           .district998 = PUBLISHED_HIGHER, .has_count = true, .count = 20143, BASE(20000)),
    NUMBER(S06, CRONAU, 2016, 2.5, RANK(3, 6), .district = PUBLISHED_LOWER,
           .district998 = PUBLISHED_SIMILAR, BASE(10000)),
    NUMBER(S06, AEHREN, 2016, 3.0, RANK(2, 6), .district = PUBLISHED_SIMILAR,
           .district998 = PUBLISHED_SIMILAR, BASE(900)),
    NUMBER(S06, DORFEN, 2016, 2.5, RANK(3, 6), .marks = SIGN_LIMITED, BASE(400)),
    NUMBER(S06, EBERN, 2016, 2.0, RANK(5, 6), BASE(625)), NUMBER(S06, LAND, 2015, 3.2),
    {S06, OEDE, 0, {.year = 2016, .sign = SIGN_NOTHING, RANK(6, 6), BASE(100)}},
    SIGNED(S06, ALTDORF, 2016, SIGN_HIDDEN), SIGNED(S06, ALTDORF, 2015, SIGN_UNSURE),
    NUMBER(S06, ALTDORF, 2014, 2.9), NUMBER(S06, CRONAU, 2014, 3.1),

    {D20, BERNHEIM, 0, {.year = 2015, .value = 40000, .sign = SIGN_VALUE}},
    {D20, KREIS, 0, {.year = 2015, .value = 80000, .sign = SIGN_VALUE}},
    PART(BERNHEIM, 1, 4000), PART(BERNHEIM, 2, 12000), PART(BERNHEIM, 3, 4000),
    PART(BERNHEIM, 4, 4000), PART(BERNHEIM, 5, 12000),
    {D20, BERNHEIM, 6, {.year = 2015, .value = POISON, .sign = SIGN_HIDDEN}},
    PART(KREIS, 1, 8000), PART(KREIS, 2, 20000), PART(KREIS, 3, 12000), PART(KREIS, 4, 8000),
    PART(KREIS, 5, 20000), PART(KREIS, 6, 12000),

    CLASSES(BERNHEIM, 2011, 39000, 3900, 13650, 1950),
    CLASSES(BERNHEIM, 2015, 40000, 4000, 12000, 4000),
    CLASSES(KREIS, 2015, 80000, 8000, 20000, 12000), CLASS(KREIS, 2016, 0, 81000),

    PAST(0, 39000), PAST(1, 3900), PAST(2, 15600), PAST(3, 1950), PAST(4, 3900), PAST(5, 11700),
    PAST(6, 1950),

    NUMBER(R01, KREIS, 2015, 8.6), NUMBER(F09, KREIS, 2016, 9.0),
    SIGNED(F09, BERNHEIM, 2016, SIGN_HIDDEN), SIGNED(F09, BERNHEIM, 2015, SIGN_LATER),
    NUMBER(X02, BERNHEIM, 2015, 7, .marks = SIGN_ESTIMATED),
};

static const char *const fake_goals[] = {"Alle sollen mitmachen können.",
                                         "Niemand wird vergessen."};
static const struct published_field fake_fields[] = {
    {1, "Familie und Jugend sowie außerschulische Bildung", "Familie und Jugend", fake_goals, 2},
    {2, "Rehabilitation und Teilhabe", "Teilhabe", NULL, 0},
    {3, "Soziale Sicherung und Sozialhilfe", "Soziale Sicherung", NULL, 0},
    {4, "Alter und Pflege", "Alter und Pflege", NULL, 0},
    {5, "Migration und Integration", "Integration", NULL, 0},
};

size_t published_areas(const struct published *p)
{
    (void)p;
    return N_AREAS;
}

const struct published_area *published_area(const struct published *p, uint32_t i)
{
    (void)p;
    return &fake_areas[i];
}

uint32_t published_find_area(const struct published *p, const char *key)
{
    (void)p;
    for (uint32_t i = 0; i < N_AREAS; i++) {
        if (strcmp(fake_areas[i].key, key) == 0)
            return i;
    }
    return PUBLISHED_NONE;
}

uint32_t published_district(const struct published *p)
{
    (void)p;
    return KREIS;
}

size_t published_indicators(const struct published *p)
{
    (void)p;
    return N_INDICATORS;
}

const struct published_indicator *published_indicator(const struct published *p, uint32_t i)
{
    (void)p;
    return &fake_indicators[i];
}

uint32_t published_find_indicator(const struct published *p, const char *id)
{
    (void)p;
    for (uint32_t i = 0; i < N_INDICATORS; i++) {
        if (strcmp(fake_indicators[i].id, id) == 0)
            return i;
    }
    return PUBLISHED_NONE;
}

const struct published_value *published_at(const struct published *p, uint32_t indicator,
                                           uint32_t area, int year, uint32_t part)
{
    (void)p;
    for (size_t i = 0; i < sizeof fake_values / sizeof fake_values[0]; i++) {
        const struct fake_value *f = &fake_values[i];
        if (f->indicator == indicator && f->area == area && f->part == part &&
            f->v.year == year)
            return &f->v;
    }
    return NULL;
}

const struct published_value *published_latest(const struct published *p, uint32_t indicator,
                                               uint32_t area)
{
    const struct published_indicator *in = &fake_indicators[indicator];
    for (size_t i = in->n_years; i-- > 0;) {
        const struct published_value *v = published_at(p, indicator, area, in->years[i], 0);
        if (v != NULL && sign_counts(v->sign))
            return v;
    }
    return NULL;
}

const char *published_break(const struct published *p, uint32_t indicator, int earlier,
                            int later)
{
    (void)p;
    return indicator == D01 && earlier < 2011 && later >= 2011 ? "Zensus 2011" : NULL;
}

/* Easy to check: the rate plus and minus 20 and 30 divided by the root of the persons. */
bool published_limits(const struct published *p, uint32_t indicator, double rate, double persons,
                      struct published_limits *out)
{
    (void)p;
    double root = sqrt(persons);
    *out = (struct published_limits){rate - 30 / root, rate - 20 / root, rate + 20 / root,
                                     rate + 30 / root};
    return fake_indicators[indicator].interval[0] != '\0';
}

/* S06 of 2014 needs no population: only the first source. */
const uint32_t *published_year_sources(const struct published *p, uint32_t indicator, int year,
                                       size_t *n)
{
    (void)p;
    *n = indicator == S06 && year == 2014 ? 1 : fake_indicators[indicator].n_sources;
    return fake_indicators[indicator].sources;
}

size_t published_sources(const struct published *p)
{
    (void)p;
    return sizeof fake_sources / sizeof fake_sources[0];
}

const struct published_source *published_source(const struct published *p, uint32_t i)
{
    (void)p;
    return &fake_sources[i];
}

size_t published_fields(const struct published *p)
{
    (void)p;
    return sizeof fake_fields / sizeof fake_fields[0];
}

const struct published_field *published_field(const struct published *p, uint32_t i)
{
    (void)p;
    return &fake_fields[i];
}

size_t published_hidden(const struct published *p)
{
    (void)p;
    return 3;
}

#endif
