/* Case records: one row for a person or a benefit, from begin to end. Rows are counted and
 * forgotten; what stands in them is shown nowhere, not even in messages (secret input).
 *
 * A case counts on a day if it began on it or before and did not end before it; in a year if
 * that is so on any of its days. It counts for its Gemeinde and for the Kreis; with a column
 * "person" each person counts once for each number, so that the Kreis can have less than the
 * sum of its Gemeinden (who moved within the year). Ages: full years on the day, or at the end
 * of the year; of a year of birth alone the years between the two, as the year ends. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/table_private.h"

enum { MAX_COUNTERS = 1 << 24, MAX_AGE = 120, SEXES = 3, NATIONALITIES = 3 };

struct once { /* a person in a number */
    uint32_t counter, person;
};

struct counting {
    struct table *g;
    const struct case_rule *rule;
    uint32_t district;
    uint32_t *slot;   /* by area: 0 the Kreis, then its Gemeinden; AREA_NONE for others */
    uint32_t *places; /* by slot: the area */
    size_t n_slots, n_years, n_ages, n_counters;
    uint32_t *count;
    struct names persons;
    struct once *list; /* with a column "person": counted when all are known */
    size_t n_list, cap_list;
    bool by_person, has_sex, has_nationality;
};

struct one_case {
    uint32_t area, kind, person;
    struct date begin, end; /* end year 0: goes on */
    struct date birth;      /* year 0: not known; month 0: the year alone */
    enum sex sex;
    enum nationality nationality;
};

static size_t counter_of(const struct counting *c, uint32_t kind, size_t slot, size_t year,
                         size_t age, size_t sex, size_t nationality)
{
    size_t i = (kind * c->n_slots + slot) * c->n_years + year;
    return ((i * (c->n_ages + 1) + age) * SEXES + sex) * NATIONALITIES + nationality;
}

static void bad_field(const struct counting *c, const struct row *row, enum meaning is,
                      const char *wanted)
{
    size_t i = descriptor_lead(c->g->t, is);
    const char *name = c->g->t->lead[i].name;
    char number[24];
    snprintf(number, sizeof number, "%zu", c->g->lead[i] + 1);
    ROW_REPORT(c->g->in, CASES_FIELD, row, c->g->lead[i], name != NULL ? name : number, wanted);
}

static const struct field *field_of(const struct counting *c, const struct row *row,
                                    enum meaning is)
{
    static const struct field none = {"", 0};
    size_t i = descriptor_lead(c->g->t, is);
    return i == NO_FIELD ? &none : table_lead(c->g, row, i);
}

/* A day; an empty field gives year 0 where that is allowed. */
static bool read_day(const struct counting *c, const struct row *row, enum meaning is,
                     struct date *out)
{
    const struct field *f = field_of(c, row, is);
    *out = (struct date){0};
    if (f->len == 0 && is == MEANS_END)
        return true;
    if (period_read(f->text, f->len, out) == PERIOD_OK && out->day != 0)
        return true;
    bad_field(c, row, is, "ein Tag wie 31.12.2015");
    return false;
}

static bool read_birth(const struct counting *c, const struct row *row, struct one_case *one)
{
    const struct field *f = field_of(c, row, MEANS_BIRTH);
    one->birth = (struct date){0};
    if (f->len == 0)
        return true;
    struct date *b = &one->birth;
    if (period_read(f->text, f->len, b) != PERIOD_OK || (b->month != 0 && b->day == 0)) {
        bad_field(c, row, MEANS_BIRTH, "ein Jahr oder ein Tag");
        return false;
    }
    bool late = b->month != 0 ? date_days(*b) > date_days(one->begin) : b->year > one->begin.year;
    if (!late && one->begin.year - b->year <= MAX_AGE)
        return true;
    ROW_REPORT(c->g->in, CASES_BIRTH, row, NO_FIELD, NULL);
    return false;
}

/* Who is neither counts with all. */
static bool read_groups(const struct counting *c, const struct row *row, struct one_case *one)
{
    const struct descriptor *t = c->g->t;
    const struct field *sex = field_of(c, row, MEANS_SEX);
    const struct field *nationality = field_of(c, row, MEANS_NATIONALITY);
    one->sex = SEX_ALL;
    one->nationality = NAT_ALL;
    if (sex->len > 0 && !word_sex(table_word(t, MEANS_SEX, sex->text), &one->sex)) {
        bad_field(c, row, MEANS_SEX, "das Geschlecht, nach <words>");
        return false;
    }
    if (nationality->len > 0 &&
        !word_nationality(table_word(t, MEANS_NATIONALITY, nationality->text),
                          &one->nationality)) {
        bad_field(c, row, MEANS_NATIONALITY, "die Staatsangehörigkeit, nach <words>");
        return false;
    }
    return true;
}

static bool read_person(struct counting *c, const struct row *row, struct one_case *one)
{
    const struct field *f = field_of(c, row, MEANS_PERSON);
    if (!c->by_person)
        return true;
    if (f->len == 0) {
        bad_field(c, row, MEANS_PERSON, "die Kennung der Person");
        return false;
    }
    one->person = names_intern(&c->persons, f->text, f->len);
    return true;
}

/* False where the row is of no case that counts; reported where it is faulty. */
static bool read_case(struct counting *c, const struct row *row, struct one_case *one)
{
    one->kind = table_kind(c->g, row);
    if (one->kind == NAMES_NONE) {
        if (!c->g->t->skip_others)
            bad_field(c, row, MEANS_KIND, "die Art, wie bei den Werten beschrieben");
        return false;
    }
    one->area = table_area(c->g, row);
    if (one->area == AREA_NONE)
        return false;
    if (c->slot[one->area] == AREA_NONE) {
        c->g->in->run->count->foreign_rows++;
        return false;
    }
    if (!read_day(c, row, MEANS_BEGIN, &one->begin) || !read_day(c, row, MEANS_END, &one->end))
        return false;
    if (one->end.year != 0 && date_days(one->end) < date_days(one->begin)) {
        ROW_REPORT(c->g->in, CASES_ORDER, row, NO_FIELD, NULL);
        return false;
    }
    return read_birth(c, row, one) && read_groups(c, row, one) && read_person(c, row, one);
}

static bool counts_in(const struct case_rule *rule, const struct one_case *one, int year)
{
    struct date first = {year, 1, 1}, last = {year, 12, 31};
    if (!rule->whole_year)
        first = last = (struct date){year, rule->month, rule->day};
    return date_days(one->begin) <= date_days(last) &&
           (one->end.year == 0 || date_days(one->end) >= date_days(first));
}

/* -1 where it is not known. */
static int age_in(const struct case_rule *rule, const struct one_case *one, int year)
{
    if (one->birth.year == 0)
        return -1;
    int age = year - one->birth.year;
    bool had_birthday = one->birth.month == 0 || one->birth.month < rule->month ||
                        (one->birth.month == rule->month && one->birth.day <= rule->day);
    return had_birthday ? age : age - 1;
}

static void add(struct counting *c, size_t counter, uint32_t person)
{
    if (!c->by_person) {
        c->count[counter]++;
        return;
    }
    if (c->n_list == c->cap_list) {
        c->cap_list = c->cap_list == 0 ? 1024 : c->cap_list * 2;
        c->list = mem_grow(c->list, c->cap_list, sizeof *c->list);
    }
    c->list[c->n_list++] = (struct once){(uint32_t)counter, person};
}

static void add_groups(struct counting *c, const struct one_case *one, size_t slot, size_t year,
                       size_t age)
{
    for (size_t sex = 0; sex < SEXES; sex++)
        for (size_t nat = 0; nat < NATIONALITIES; nat++)
            if ((sex == SEX_ALL || sex == (size_t)one->sex) &&
                (nat == NAT_ALL || nat == (size_t)one->nationality))
                add(c, counter_of(c, one->kind, slot, year, age, sex, nat), one->person);
}

static void count_case(struct counting *c, const struct one_case *one)
{
    for (size_t y = 0; y < c->n_years; y++) {
        int year = c->rule->first + (int)y;
        if (!counts_in(c->rule, one, year))
            continue;
        int age = age_in(c->rule, one, year);
        for (size_t a = 0; a <= c->n_ages; a++) {
            const struct age_span *span = a == 0 ? NULL : &c->rule->ages[a - 1];
            if (span != NULL && (age < span->from || age >= span->to))
                continue;
            add_groups(c, one, 0, y, a);
            if (c->slot[one->area] != 0)
                add_groups(c, one, c->slot[one->area], y, a);
        }
    }
}

static int compare_once(const void *a, const void *b)
{
    const struct once *x = a, *y = b;
    if (x->counter != y->counter)
        return x->counter < y->counter ? -1 : 1;
    return (x->person > y->person) - (x->person < y->person);
}

static void count_persons(struct counting *c)
{
    if (c->n_list > 0)
        qsort(c->list, c->n_list, sizeof *c->list, compare_once);
    for (size_t i = 0; i < c->n_list; i++)
        if (i == 0 || compare_once(&c->list[i - 1], &c->list[i]) != 0)
            c->count[c->list[i].counter]++;
}

/* The number is of the whole file: no line is its place. */
static void give(struct counting *c, const struct value *v, size_t slot, size_t year, size_t age,
                 size_t sex, size_t nat)
{
    const struct case_rule *rule = c->rule;
    struct fact_key k = {.measure = v->measure, .area = c->places[slot], .sex = (enum sex)sex,
                         .nationality = (enum nationality)nat, .age_to = AGE_OPEN};
    struct row row = {.line = 0};
    uint32_t n = c->count[counter_of(c, v->kind, slot, year, age, sex, nat)];
    struct fact f = {.value = n, .sign = n == 0 ? SIGN_NOTHING : SIGN_VALUE};
    if (age > 0) {
        k.age_from = rule->ages[age - 1].from;
        k.age_to = rule->ages[age - 1].to;
    }
    struct date when = {rule->first + (int)year, rule->month, rule->day};
    if (rule->whole_year)
        when.month = when.day = 0;
    key_period(c->g->in, &row, &k, when);
    take_value(c->g->in, &row, 0, k, f);
}

static void give_value(struct counting *c, const struct value *v)
{
    for (size_t slot = 0; slot < c->n_slots; slot++)
        for (size_t year = 0; year < c->n_years; year++)
            for (size_t age = 0; age <= c->n_ages; age++)
                for (size_t sex = 0; sex < (c->has_sex ? SEXES : 1); sex++)
                    for (size_t nat = 0; nat < (c->has_nationality ? NATIONALITIES : 1); nat++)
                        give(c, v, slot, year, age, sex, nat);
}

static void find_places(struct counting *c)
{
    const struct areas *areas = c->g->in->run->areas;
    struct arena *a = c->g->in->arena;
    c->slot = arena_array(a, areas_count(areas), sizeof *c->slot);
    c->places = arena_array(a, areas_count(areas) + 1, sizeof *c->places);
    for (uint32_t i = 0; i < areas_count(areas); i++)
        c->slot[i] = AREA_NONE;
    c->slot[c->district] = 0;
    c->places[c->n_slots++] = c->district;
    for (uint32_t i = 0; i < areas_count(areas); i++)
        if (areas_at(areas, i)->parent == c->district) {
            c->slot[i] = (uint32_t)c->n_slots;
            c->places[c->n_slots++] = i;
        }
}

static bool make_counters(struct counting *c)
{
    find_places(c);
    c->n_years = (size_t)(c->rule->last - c->rule->first + 1);
    c->n_ages = c->rule->n_ages;
    c->n_counters = counter_of(c, c->g->t->kinds->count, 0, 0, 0, 0, 0);
    if (c->n_counters > MAX_COUNTERS) {
        char most[24];
        snprintf(most, sizeof most, "%d", MAX_COUNTERS);
        DIAG_AT(c->g->in->run->d, CASES_MANY, ((struct place){c->g->in->name, 0, 0}), most);
        return false;
    }
    c->count = mem_alloc((c->n_counters + 1) * sizeof *c->count);
    return true;
}

static void read_rows(struct counting *c)
{
    struct row row;
    while (rows_next(c->g->rows, &row)) {
        struct one_case one = {0};
        if (row.n == 0 || row.raw_len == 0)
            continue;
        c->g->in->run->count->rows++;
        if (row.n != c->g->n_fields) {
            char have[24], wanted[24];
            snprintf(have, sizeof have, "%zu", row.n);
            snprintf(wanted, sizeof wanted, "%zu", c->g->n_fields);
            ROW_REPORT(c->g->in, CSV_FIELD_COUNT, &row, NO_FIELD, have, wanted);
        } else if (read_case(c, &row, &one)) {
            count_case(c, &one);
        }
    }
    count_persons(c);
}

void cases_read(struct table *g)
{
    const struct descriptor *t = g->t;
    struct counting c = {.g = g, .rule = &t->cases,
                         .district = areas_district(g->in->run->areas)};
    c.by_person = descriptor_lead(t, MEANS_PERSON) != NO_FIELD;
    c.has_sex = descriptor_lead(t, MEANS_SEX) != NO_FIELD;
    c.has_nationality = descriptor_lead(t, MEANS_NATIONALITY) != NO_FIELD;
    names_init(&c.persons);
    if (make_counters(&c)) {
        read_rows(&c);
        g->in->change = CHANGE_NONE; /* counts are of the territory of today */
        for (size_t i = 0; i < t->n_values; i++)
            if (t->values[i].measure != CATALOGUE_NONE)
                give_value(&c, &t->values[i]);
    }
    names_release(&c.persons);
    free(c.list);
    free(c.count);
}
