#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/decimal.h"
#include "base/german.h"
#include "base/str.h"
#include "cli/run.h"
#include "compose/value_text.h"
#include "guard/perturb.h"

struct question {
    struct run *run;
    uint32_t area, indicator;
    uint32_t part; /* 0: the whole */
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
    return value_text(a, v, q->about->decimals);
}

/* Counts below are kept hidden: by the cell's source, or by some indicator made of its
 * measure. Counts that are rounded or changed by a key are protected already. */
static double hidden_below(const struct run *r, uint32_t measure, uint32_t source)
{
    const struct source *from = catalogue_source(r->catalogue, source);
    double limit = from->min_count;
    if (!from->raw || from->method != METHOD_HIDE ||
        catalogue_measure(r->catalogue, measure)->amount) {
        return 0;
    }
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

/* The figure that the cell's own area has in its place is hidden. */
static bool hidden_there(const struct question *q, uint32_t area)
{
    const struct published_value *v =
        published_at(q->run->published, q->indicator, area, q->year, q->part);
    return v != NULL && v->sign == SIGN_HIDDEN;
}

static bool has_term(const struct term *terms, size_t n, uint32_t measure)
{
    for (size_t i = 0; i < n; i++) {
        if (terms[i].measure == measure) {
            return true;
        }
    }
    return false;
}

/* A sum of years or strata may be shown where one of its counts is hidden for itself. */
static bool hidden_alone(const struct run *r, struct fact_key k)
{
    for (uint32_t i = 0; i < catalogue_indicators(r->catalogue); i++) {
        const struct indicator *ind = catalogue_indicator(r->catalogue, i);
        bool above = has_term(ind->numerator, ind->n_numerator, k.measure);
        int year = above ? k.year : k.year - ind->denominator_offset;
        if (!above && !has_term(ind->denominator, ind->n_denominator, k.measure)) {
            continue;
        }
        const struct published_value *v = published_at(r->published, i, k.area, year, 0);
        if (v != NULL && v->sign == SIGN_HIDDEN) {
            return true;
        }
    }
    return false;
}

/* Hidden figures stay hidden here too: this text is passed on in mails. */
static const char *cell_text(const struct question *q, struct fact_key k, const struct fact *f)
{
    const struct run *r = q->run;
    const struct indicator *ind = catalogue_indicator(r->catalogue, q->indicator);
    if ((ind->pool > 1 || ind->standard != NULL) && hidden_alone(r, k)) {
        return "(geschützt)";
    }
    bool small = f->value > 0 && f->value < hidden_below(r, k.measure, f->source);
    if (hidden_there(q, q->area) || hidden_there(q, k.area) || small) {
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
    if (c->stratum != 0) {
        printf(", Schicht %u", c->stratum);
    }
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
    if (perturb_applies(r->catalogue, k.measure, f.source)) {
        printf("; %s", s->method == METHOD_ROUND ? "auf Vielfache von 5 gerundet"
                                                 : "nach der Cell-Key-Methode verändert");
    }
    printf(")\n      %s:%u, Feld %u\n      %s, %s, Abruf %s, %s\n", facts_file(r->facts, f.file),
           f.line, f.column, s->publisher, s->table, german_date(a, s->retrieved), s->licence_id);
}

static void put_cells(const struct question *q)
{
    struct run *r = q->run;
    size_t n = stats_cells(r->stats, q->indicator, q->area, q->year, q->part, NULL, 0);
    struct stat_cell *cells = arena_array(r->arena, n + 1, sizeof *cells);
    stats_cells(r->stats, q->indicator, q->area, q->year, q->part, cells, n);
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
    const struct statistic *s = stats_at(r->stats, q->indicator, q->area, q->year, q->part);
    struct arena *a = r->arena;
    printf("Formel: %s\n", q->about->formula);
    enum form form = indicator_form(ind);
    bool number = s != NULL && sign_counts(q->value->sign) && s->denominator > 0;
    if (number && (form == FORM_PLAIN || form == FORM_INDIRECT)) {
        printf("Rechnung: %s / %s · %s = %s\n", german_number(a, s->numerator, 0),
               german_number(a, s->denominator, form == FORM_PLAIN ? 0 : 1),
               german_number(a, ind->factor, 0), shown(q));
    } else if (number && form == FORM_DIRECT) {
        printf("Insgesamt, ohne Gewichte: %s / %s\n", german_number(a, s->numerator, 0),
               german_number(a, s->denominator, 0));
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
    case SIGN_HIDDEN:
        return v->for_others  ? "geheim gehalten (damit sich andere Werte nicht errechnen lassen)"
               : v->sensitive ? "geheim gehalten (der Wert verriete etwas über Einzelne: Einer hat "
                                "den größten Anteil, zu wenige stehen dahinter, oder niemand oder "
                                "alle sind betroffen)"
                              : "geheim gehalten (kleine Fallzahl)";
    case SIGN_UNSURE: return "nicht gezeigt (der Nenner ist zu klein)";
    case SIGN_VALUE:
    case SIGN_NOTHING:
    case SIGN_SMALL:
        return v->marks & SIGN_LIMITED ? "eingeschränkt (unter 10 Fällen)" : "keiner nötig";
    default: return "keine Zahl veröffentlicht";
    }
}

/* "w 0-2", "m75-": sex and first and last full year, as the ages stand in the figures. */
static const char *part_text(struct arena *a, const struct published_part *p)
{
    static const char *const sexes[] = {"", "m", "w"};
    const char *sex = sexes[p->sex >= 0 && p->sex <= 2 ? p->sex : 0];
    if (p->age_from <= 0 && p->age_to >= AGE_OPEN) {
        return sex;
    }
    return p->age_to >= AGE_OPEN ? arena_printf(a, "%s%d-", sex, p->age_from)
                                 : arena_printf(a, "%s%d-%d", sex, p->age_from, p->age_to - 1);
}

/* One line for each source whose counts are not the true ones. */
static void put_methods(const struct question *q)
{
    for (size_t i = 0; i < q->about->n_sources; i++) {
        const struct source *s = catalogue_source(q->run->catalogue, q->about->sources[i]);
        const char *note = perturb_note(q->run->arena, s);
        if (note[0] != '\0') {
            printf("Veränderte Fallzahlen (%s, %s): %s\n", s->publisher_short, s->table, note);
        }
    }
}

static void answer(const struct question *q)
{
    struct arena *a = q->run->arena;
    printf("%s %s", q->about->id, q->about->name);
    if (q->part > 0) {
        printf(" (%s)", part_text(a, &q->about->parts[q->part - 1]));
    }
    printf(", %s, ", areas_at(q->run->areas, q->area)->name);
    if (q->about->pooled > 1) {
        printf("%d bis ", q->year - q->about->pooled + 1);
    }
    printf("%d\n", q->year);
    bool number = sign_counts(q->value->sign);
    printf("Wert: %s%s%s\n", shown(q), number ? " " : "", number ? q->about->per : "");
    put_calculation(q);
    printf("Schutz: %s\n", protection(q->value));
    put_methods(q);
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

static const char *part_list(const struct question *q)
{
    struct arena *a = q->run->arena;
    const char *list = "";
    for (size_t i = 0; i < q->about->n_parts; i++) {
        list = arena_printf(a, "%s%s%s", list, i ? ", " : "", part_text(a, &q->about->parts[i]));
    }
    return list[0] ? list : "keine";
}

static bool find_part(struct question *q, const char *typed)
{
    struct arena *a = q->run->arena;
    struct buf plain = BUF_INIT;
    for (; *typed != '\0'; typed++) {
        if (*typed != ' ') {
            buf_addc(&plain, *typed);
        }
    }
    for (uint32_t i = 0; i < q->about->n_parts && q->part == 0; i++) {
        q->part = str_eq(part_text(a, &q->about->parts[i]), buf_str(&plain)) ? i + 1 : 0;
    }
    buf_release(&plain);
    return q->part > 0;
}

/* Of the year asked for, or the newest that may be shown. */
static void find_value(struct question *q)
{
    const struct published *p = q->run->published;
    for (size_t i = q->about->n_years; i > 0 && q->value == NULL; i--) {
        int year = q->about->years[i - 1];
        const struct published_value *v = published_at(p, q->indicator, q->area, year, q->part);
        if (q->year != 0 ? year == q->year : v != NULL && sign_counts(v->sign)) {
            q->value = v;
            q->year = year;
        }
    }
}

static int explain(struct run *r, const struct options *o, unsigned year, struct diag *d)
{
    struct question q = {.run = r};
    size_t len = strcspn(o->args[1], ":");
    const char *id = arena_strndup(r->arena, o->args[1], len);
    q.area = run_area(r, o->args[0], d);
    if (q.area != AREA_NONE && str_eq(o->args[1], "befunde")) {
        return explain_findings(r, q.area, d);
    }
    if (q.area != AREA_NONE && (explain_index(r, q.area, o->args[1], d) ||
                                explain_projection(r, q.area, o->args[1]))) {
        return 0;
    }
    q.indicator = catalogue_find_indicator(r->catalogue, id);
    if (q.indicator == CATALOGUE_NONE) {
        unknown_indicator(r, id, d);
    }
    if (q.area == AREA_NONE || q.indicator == CATALOGUE_NONE) {
        return 0;
    }
    q.about = published_indicator(r->published, q.indicator);
    q.year = (int)year;
    if (o->args[1][len] == ':' && !find_part(&q, o->args[1] + len + 1)) {
        DIAG_PLAIN(d, CLI_UNKNOWN_PART, q.about->id, o->args[1] + len + 1, part_list(&q));
        return 0;
    }
    find_value(&q);
    if (q.value == NULL || q.value->sign == SIGN_ABSENT) {
        no_such_year(&q, d);
        return 0;
    }
    answer(&q);
    return 0;
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
        rc = explain(&r, o, year, d);
    }
    run_release(&r);
    return rc;
}
