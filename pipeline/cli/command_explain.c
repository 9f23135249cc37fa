#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/german.h"
#include "base/str.h"
#include "cli/run.h"

struct question {
    struct run *run;
    uint32_t area, indicator;
    int year;
    const struct published_value *value;
    const struct published_indicator *about;
};

/* The value as a report prints it, with sign and brackets. */
static const char *shown(const struct question *q)
{
    struct arena *a = q->run->arena;
    const struct published_value *v = q->value;
    if (!sign_counts(v->sign)) {
        return arena_printf(a, "%s (%s)", sign_text(v->sign), sign_words(v->sign));
    }
    char *text = german_number(a, v->value, q->about->decimals);
    return v->marks & SIGN_LIMITED ? arena_printf(a, "(%s)", text) : text;
}

/* The largest count that some indicator keeps hidden for this measure. */
static double hidden_below(const struct run *r, uint32_t measure)
{
    double limit = 0;
    for (uint32_t i = 0; i < catalogue_indicators(r->catalogue); i++) {
        const struct indicator *ind = catalogue_indicator(r->catalogue, i);
        for (size_t k = 0; k < ind->n_numerator + ind->n_denominator; k++) {
            const struct term *t =
                k < ind->n_numerator ? &ind->numerator[k] : &ind->denominator[k - ind->n_numerator];
            limit = t->measure == measure && ind->min_count > limit ? ind->min_count : limit;
        }
    }
    return limit;
}

/* Hidden figures stay hidden here too: this text is passed on in mails. */
static const char *cell_text(const struct question *q, struct fact_key k, const struct fact *f)
{
    const struct run *r = q->run;
    bool small = catalogue_source(r->catalogue, f->source)->raw && f->value > 0 &&
                 f->value < hidden_below(r, k.measure);
    if (q->value->sign == SIGN_HIDDEN || small) {
        return "(geschützt)";
    }
    if (f->sign != SIGN_VALUE) {
        return sign_text(f->sign);
    }
    char *text = german_number(r->arena, f->value, 9); /* all digits, without the zeros */
    size_t n = strlen(text);
    while (n > 0 && text[n - 1] == '0') {
        n--;
    }
    text[n > 0 && text[n - 1] == ',' ? n - 1 : n] = '\0';
    return text;
}

static void put_cell(const struct question *q, const struct stat_cell *c)
{
    const struct run *r = q->run;
    struct fact_key k = facts_key(r->facts, c->cell);
    struct fact f = facts_at(r->facts, c->cell);
    const struct source *s = catalogue_source(r->catalogue, f.source);
    const struct measure *m = catalogue_measure(r->catalogue, k.measure);
    struct arena *a = r->arena;
    printf("  %s %s: %s %s", c->weight < 0 ? "−" : "+", m->name, cell_text(q, k, &f), m->unit);
    printf(" (%s, %d", areas_at(r->areas, k.area)->name, k.year);
    if (k.sex != SEX_ALL) {
        printf(", %s", k.sex == SEX_MALE ? "männlich" : "weiblich");
    }
    if (k.age_from > 0 || k.age_to < AGE_OPEN) {
        printf(k.age_to == AGE_OPEN ? ", %d Jahre und älter" : ", %d bis unter %d Jahre",
               k.age_from, k.age_to);
    }
    if (k.nationality != NAT_ALL) {
        printf(", %s", k.nationality == NAT_GERMAN ? "Deutsche" : "Ausländer");
    }
    printf(")\n      %s:%u, Feld %u\n      %s, %s, Abruf %s, %s\n", facts_file(r->facts, f.file),
           f.line, f.column, s->publisher, s->table, german_date(a, s->retrieved), s->licence_id);
}

static void put_cells(const struct question *q)
{
    struct run *r = q->run;
    size_t n = stats_cells(r->stats, q->indicator, q->area, q->year, 0, NULL, 0);
    struct stat_cell *cells = arena_array(r->arena, n + 1, sizeof *cells);
    stats_cells(r->stats, q->indicator, q->area, q->year, 0, cells, n);
    for (int side = 0; side < 2; side++) {
        bool head = false;
        for (size_t i = 0; i < n; i++) {
            if (cells[i].denominator != (side == 1)) {
                continue;
            }
            if (!head) {
                puts(side ? "Nenner" : "Zähler");
                head = true;
            }
            put_cell(q, &cells[i]);
        }
    }
}

static void put_calculation(const struct question *q)
{
    struct run *r = q->run;
    const struct indicator *ind = catalogue_indicator(r->catalogue, q->indicator);
    const struct statistic *s = stats_at(r->stats, q->indicator, q->area, q->year, 0);
    struct arena *a = r->arena;
    printf("Formel: %s\n", q->about->formula);
    if (s != NULL && sign_counts(q->value->sign) && s->denominator > 0) {
        printf("Rechnung: %s / %s · %s = %s\n", german_number(a, s->numerator, 0),
               german_number(a, s->denominator, 0), german_number(a, ind->factor, 0), shown(q));
    }
    if (q->value->has_interval) {
        printf("Schwankungsbereich (%s): 95 %% von %s bis %s; 99,8 %% von %s bis %s\n",
               q->about->interval, german_number(a, q->value->lower, ind->decimals + 1),
               german_number(a, q->value->upper, ind->decimals + 1),
               german_number(a, q->value->lower998, ind->decimals + 1),
               german_number(a, q->value->upper998, ind->decimals + 1));
    }
    if (q->value->rank > 0) {
        printf("Rang: %d von %d (1 = höchster Wert)\n", q->value->rank, q->value->rank_of);
    }
}

static const char *protection(const struct published_value *v)
{
    switch (v->sign) {
    case SIGN_HIDDEN: return "geheim gehalten (kleine Fallzahl)";
    case SIGN_UNSURE: return "nicht gezeigt (der Nenner ist zu klein)";
    case SIGN_VALUE:
    case SIGN_NOTHING:
    case SIGN_SMALL:
        return v->marks & SIGN_LIMITED ? "eingeschränkt (unter 10 Fällen)" : "keiner nötig";
    default: return "keine Zahl veröffentlicht";
    }
}

static void answer(const struct question *q)
{
    printf("%s %s, %s, %d\n", q->about->id, q->about->name, areas_at(q->run->areas, q->area)->name,
           q->year);
    bool number = sign_counts(q->value->sign);
    printf("Wert: %s%s%s\n", shown(q), number ? " " : "", number ? q->about->per : "");
    put_calculation(q);
    printf("Schutz: %s\n", protection(q->value));
    put_cells(q);
}

static void no_such_year(const struct question *q, struct diag *d)
{
    struct arena *a = q->run->arena;
    const struct area *area = areas_at(q->run->areas, q->area);
    const char *years = "";
    for (size_t i = 0; i < q->about->n_years; i++) {
        years = arena_printf(a, "%s%s%d", years, i ? ", " : "", q->about->years[i]);
    }
    if (q->about->district_only && area->kind == AREA_GEMEINDE) {
        DIAG_PLAIN(d, CLI_DISTRICT_ONLY, q->about->id, area->name);
    } else if (q->year == 0 || years[0] == '\0') {
        DIAG_PLAIN(d, CLI_NO_FIGURES, q->about->id, area->name);
    } else {
        DIAG_PLAIN(d, CLI_UNKNOWN_YEAR, q->about->id, arena_printf(a, "%d", q->year), years);
    }
}

static void unknown_indicator(struct run *r, const char *typed, struct diag *d)
{
    size_t n = catalogue_indicators(r->catalogue);
    const char **names = arena_array(r->arena, 2 * n + 1, sizeof *names);
    for (uint32_t i = 0; i < n; i++) {
        names[2 * i] = catalogue_indicator(r->catalogue, i)->id;
        names[2 * i + 1] = catalogue_indicator(r->catalogue, i)->name;
    }
    DIAG_PLAIN(d, CLI_UNKNOWN_INDICATOR, typed, did_you_mean(r->arena, typed, names, 2 * n));
}

static void explain(struct run *r, const struct options *o, unsigned year, struct diag *d)
{
    struct question q = {.run = r};
    q.area = run_area(r, o->args[0], d);
    q.indicator = catalogue_find_indicator(r->catalogue, o->args[1]);
    if (q.indicator == CATALOGUE_NONE) {
        unknown_indicator(r, o->args[1], d);
    }
    if (q.area == AREA_NONE || q.indicator == CATALOGUE_NONE) {
        return;
    }
    q.about = published_indicator(r->published, q.indicator);
    q.year = (int)year;
    if (year == 0) {
        q.value = published_latest(r->published, q.indicator, q.area);
        q.year = q.value != NULL ? q.value->year : 0;
    } else {
        q.value = published_at(r->published, q.indicator, q.area, q.year, 0);
    }
    if (q.value == NULL || q.value->sign == SIGN_ABSENT) {
        no_such_year(&q, d);
        return;
    }
    answer(&q);
}

int command_explain(const struct options *o, struct diag *d)
{
    struct run r;
    unsigned year = 0;
    if (o->n_args == 3 && !decimal_uint(o->args[2], strlen(o->args[2]), 9999, &year)) {
        DIAG_PLAIN(d, CLI_BAD_VALUE, "explain", o->args[2], "ein Jahr");
        return COMMAND_USAGE;
    }
    int rc = run_load(&r, o, RUN_PUBLISHED, d);
    if (rc == 0) {
        explain(&r, o, year, d);
    }
    run_release(&r);
    return rc;
}
