#include <string.h>

#include "base/german.h"
#include "base/sign.h"
#include "cli/explain.h"
#include "guard/perturb.h"

/* Cells behind a figure, and the door before their numbers. This text is passed on in mails:
 * what is hidden stays hidden here, and what would give it back by subtraction too. */

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
        if (terms[i].measure == measure)
            return true;
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
        if (!above && !has_term(ind->denominator, ind->n_denominator, k.measure))
            continue;
        const struct published_value *v = published_at(r->published, i, k.area, year, 0);
        if (v != NULL && v->sign == SIGN_HIDDEN)
            return true;
    }
    return false;
}

/* The cell and nothing else stands on that side of the figure. */
static bool is_alone(const struct run *r, uint32_t indicator, uint32_t area, int year,
                     uint32_t part, uint32_t cell, bool denominator)
{
    size_t n = stats_cells(r->stats, indicator, area, year, part, NULL, 0), found = 0;
    struct stat_cell *cells = arena_array(r->arena, n + 1, sizeof *cells);
    bool plain = true;
    stats_cells(r->stats, indicator, area, year, part, cells, n);
    for (size_t i = 0; i < n; i++) {
        if (cells[i].denominator != denominator)
            continue;
        found++;
        plain = plain && cells[i].cell == cell && cells[i].stratum == 0 &&
                !(cells[i].weight < 1) && !(cells[i].weight > 1);
    }
    return found == 1 && plain;
}

static bool published_by(const struct run *r, uint32_t indicator, struct fact_key k,
                         uint32_t cell, bool denominator)
{
    const struct indicator *ind = catalogue_indicator(r->catalogue, indicator);
    int year = denominator ? k.year - ind->denominator_offset : k.year;
    for (uint32_t part = 0; part <= ind->n_parts; part++) {
        const struct published_value *v =
            published_at(r->published, indicator, k.area, year, part);
        bool shown = v != NULL && sign_counts(v->sign) &&
                     (denominator ? v->has_base : v->has_count);
        if (shown && is_alone(r, indicator, k.area, year, part, cell, denominator))
            return true;
    }
    return false;
}

/* The number in the cell is published for itself, as the count of some figure. */
static bool published_alone(const struct run *r, struct fact_key k, uint32_t cell)
{
    for (uint32_t i = 0; i < catalogue_indicators(r->catalogue); i++) {
        const struct indicator *ind = catalogue_indicator(r->catalogue, i);
        if ((has_term(ind->numerator, ind->n_numerator, k.measure) &&
             published_by(r, i, k, cell, false)) ||
            (has_term(ind->denominator, ind->n_denominator, k.measure) &&
             published_by(r, i, k, cell, true)))
            return true;
    }
    return false;
}

/* Counts that are rounded or changed by a key are protected already. */
static bool is_kept(const struct run *r, uint32_t cell)
{
    const struct source *s =
        catalogue_source(r->catalogue, facts_at(r->facts, cell).source);
    return s->raw && s->method == METHOD_HIDE;
}

bool explain_shows(const struct question *q, uint32_t cell)
{
    const struct run *r = q->run;
    const struct indicator *ind = catalogue_indicator(r->catalogue, q->indicator);
    struct fact_key k = facts_key(r->facts, cell);
    const struct measure *m = catalogue_measure(r->catalogue, k.measure);
    if (hidden_there(q, q->area) || hidden_there(q, k.area))
        return false;
    if ((ind->pool > 1 || ind->standard != NULL) && hidden_alone(r, k))
        return false;
    if (!is_kept(r, cell))
        return true;
    return m->amount || !m->additive ? !hidden_alone(r, k) : published_alone(r, k, cell);
}

bool explain_shows_side(const struct question *q, const struct stat_cell *cells, size_t n,
                        bool denominator)
{
    for (size_t i = 0; i < n; i++) {
        if (cells[i].denominator == denominator && !explain_shows(q, cells[i].cell))
            return false;
    }
    return true;
}

/* All digits, without the zeros at the end. */
static const char *whole_number(struct arena *a, double v)
{
    char *text = german_number(a, v, 9);
    size_t n = strlen(text);
    while (n > 0 && text[n - 1] == '0')
        n--;
    text[n > 0 && text[n - 1] == ',' ? n - 1 : n] = '\0';
    return text;
}

static const char *number_text(const struct question *q, double v, enum sign sign, bool shown)
{
    if (!shown)
        return "(geschützt)";
    return sign != SIGN_VALUE ? sign_text(sign) : whole_number(q->run->arena, v);
}

static void put_number(const struct question *q, double v, enum sign sign, bool shown)
{
    tell_flag(q->tell, "protected", !shown);
    tell_text(q->tell, "sign", shown ? sign_name(sign) : NULL);
    if (shown && sign_counts(sign))
        tell_number(q->tell, "value", v, 9);
    else
        tell_null(q->tell, "value");
}

/* Line 0: counted from the rows of the whole file, of which none is told (facts.h). */
static void put_place(const struct question *q, const char *indent, uint32_t file, uint32_t line,
                      uint32_t column)
{
    struct tell *t = q->tell;
    const char *name = facts_file(q->run->facts, file);
    tell_text(t, "file", name);
    if (line > 0) {
        tell_line(t, "%s%s:%u, Feld %u\n", indent, name, line, column);
        tell_int(t, "line", (int)line);
        tell_int(t, "column", (int)column);
    } else {
        tell_line(t, "%s%s, gezählt aus den Einzelfällen der Datei (Zeilen werden nicht gezeigt)\n",
                  indent, name);
        tell_null(t, "line");
        tell_null(t, "column");
    }
}

static void put_group(const struct question *q, struct fact_key k)
{
    static const char *const sexes[] = {"all", "male", "female"};
    static const char *const nations[] = {"all", "german", "foreign"};
    struct tell *t = q->tell;
    tell_text(t, "sex", sexes[k.sex]);
    tell_int(t, "age_from", k.age_from);
    if (k.age_to < AGE_OPEN)
        tell_int(t, "age_to", k.age_to);
    else
        tell_null(t, "age_to");
    tell_text(t, "nationality", nations[k.nationality]);
    if (k.sex != SEX_ALL)
        tell_line(t, ", %s", k.sex == SEX_MALE ? "männlich" : "weiblich");
    if (k.age_to == AGE_OPEN && k.age_from > 0)
        tell_line(t, ", %d Jahre und älter", k.age_from);
    else if (k.age_to < AGE_OPEN)
        tell_line(t, ", %d bis unter %d Jahre", k.age_from, k.age_to);
    if (k.nationality != NAT_ALL)
        tell_line(t, ", %s", k.nationality == NAT_GERMAN ? "Deutsche" : "Ausländer");
}

static void put_source(const struct question *q, const struct source *s)
{
    struct tell *t = q->tell;
    tell_text(t, "source", s->id);
    tell_text(t, "publisher", s->publisher);
    tell_text(t, "table", s->table);
    tell_text(t, "title", s->title);
    tell_text(t, "retrieved", s->retrieved);
    tell_text(t, "licence", s->licence_id);
    tell_line(t, "      %s, %s, Abruf %s, %s\n", s->publisher, s->table,
              german_date(q->run->arena, s->retrieved), s->licence_id);
}

/* What the territory of today is the sum of. */
static void put_parts(const struct question *q, uint32_t cell, bool shown)
{
    struct tell *t = q->tell;
    size_t n = 0;
    const struct fact_part *parts = facts_parts(q->run->delivered, cell, &n);
    bool told = shown && !is_kept(q->run, cell);
    tell_list(t, "sum_of");
    for (size_t i = 0; i < n; i++) {
        const struct fact_part *p = &parts[i];
        tell_object(t, NULL);
        tell_text(t, "name", p->name);
        tell_line(t, "      darin %s: %s\n", p->name, number_text(q, p->value, p->sign, told));
        put_number(q, p->value, p->sign, told);
        put_place(q, "          ", p->file, p->line, p->column);
        tell_close(t);
    }
    tell_close(t);
}

static void put_head(const struct question *q, const struct stat_cell *c, struct fact_key k,
                     const struct fact *f, bool shown)
{
    const struct run *r = q->run;
    struct tell *t = q->tell;
    const struct measure *m = catalogue_measure(r->catalogue, k.measure);
    tell_text(t, "side", c->denominator ? "denominator" : "numerator");
    tell_number(t, "weight", c->weight, 9);
    tell_text(t, "measure", m->id);
    tell_text(t, "name", m->name);
    tell_text(t, "unit", m->unit);
    tell_line(t, "  %s %s: %s %s", c->weight < 0 ? "−" : "+", m->name,
              number_text(q, f->value, f->sign, shown), m->unit);
    put_number(q, f->value, f->sign, shown);
    explain_area(q, "area", k.area);
    tell_int(t, "year", k.year);
    tell_line(t, " (%s, %d", areas_at(r->areas, k.area)->name, k.year);
    if (k.month > 0)
        tell_int(t, "month", k.month);
    if (c->stratum > 0) {
        tell_int(t, "stratum", (int)c->stratum);
        tell_flag(t, "standard", c->standard);
        tell_line(t, ", Schicht %u", c->stratum);
    }
}

static void put_cell(const struct question *q, const struct stat_cell *c)
{
    const struct run *r = q->run;
    struct tell *t = q->tell;
    struct fact_key k = facts_key(r->facts, c->cell);
    struct fact f = facts_at(r->facts, c->cell);
    const struct source *s = catalogue_source(r->catalogue, f.source);
    bool shown = explain_shows(q, c->cell);
    tell_object(t, NULL);
    put_head(q, c, k, &f, shown);
    put_group(q, k);
    bool changed = perturb_applies(r->catalogue, k.measure, f.source);
    tell_text(t, "changed", !changed                      ? "no"
                            : s->method == METHOD_ROUND ? "rounded"
                                                        : "cell-key");
    if (changed) {
        tell_line(t, "; %s", s->method == METHOD_ROUND ? "auf Vielfache von 5 gerundet"
                                                       : "nach der Cell-Key-Methode verändert");
    }
    tell_line(t, ")\n");
    put_place(q, "      ", f.file, f.line, f.column);
    put_source(q, s);
    put_parts(q, c->cell, shown && !changed);
    tell_close(t);
}

void explain_cells(const struct question *q, const struct stat_cell *cells, size_t n)
{
    static const char *const heads[] = {"Zähler\n", "Nenner\n"};
    tell_list(q->tell, "cells");
    for (int side = 0; side < 2; side++) {
        bool head = false;
        for (size_t i = 0; i < n; i++) {
            if (cells[i].denominator != (side == 1))
                continue;
            if (!head)
                tell_line(q->tell, "%s", heads[side]);
            head = true;
            put_cell(q, &cells[i]);
        }
    }
    tell_close(q->tell);
}
