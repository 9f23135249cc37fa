#include <math.h>

#include "base/german.h"
#include "base/sign.h"
#include "cli/explain.h"
#include "compose/value_text.h"
#include "guard/perturb.h"

/* A published figure: value, formula with its numbers, interval, protection, cells. */

struct figure {
    const struct question *q;
    const struct indicator *ind;
    const struct statistic *s; /* for counts that pass the door alone */
    struct stat_cell *cells;
    size_t n;
};

void explain_area(const struct question *q, const char *name, uint32_t area)
{
    const struct published_area *a = published_area(q->run->published, area);
    tell_object(q->tell, name);
    tell_text(q->tell, "key", a->key);
    tell_text(q->tell, "name", a->name);
    tell_close(q->tell);
}

void explain_indicator(const struct question *q)
{
    struct tell *t = q->tell;
    const struct published_indicator *in = q->about;
    tell_object(t, "indicator");
    tell_text(t, "id", in->id);
    tell_text(t, "name", in->name);
    tell_text(t, "unit", in->unit);
    tell_text(t, "per", in->per);
    tell_int(t, "decimals", in->decimals);
    tell_text(t, "definition", in->definition);
    tell_text(t, "formula", in->formula);
    tell_close(t);
}

/* The value as a report prints it, with sign and brackets. */
static const char *shown(struct run *r, const struct published_value *v, int decimals)
{
    struct arena *a = r->arena;
    enum sign sign = v != NULL ? v->sign : SIGN_ABSENT;
    if (!sign_counts(sign))
        return arena_printf(a, "%s (%s)", sign_text(sign), sign_words(sign));
    return value_text(a, v, decimals);
}

static void put_marks(struct tell *t, unsigned marks)
{
    static const char *const names[] = {"limited", "provisional", "revised", "estimated"};
    tell_list(t, "marks");
    for (unsigned i = 0; i < sizeof names / sizeof *names; i++) {
        if (marks & 1u << i)
            tell_text(t, NULL, names[i]);
    }
    tell_close(t);
}

static void put_value(struct tell *t, struct run *r, const struct published_value *v, int decimals)
{
    enum sign sign = v != NULL ? v->sign : SIGN_ABSENT;
    tell_text(t, "sign", sign_name(sign));
    tell_text(t, "text", sign_counts(sign) ? value_text(r->arena, v, decimals) : sign_text(sign));
    if (sign_counts(sign))
        tell_number(t, "value", v->value, decimals);
    else
        tell_null(t, "value");
    put_marks(t, sign_counts(sign) ? v->marks : 0);
}

void explain_value(const struct question *q, const char *name, uint32_t indicator, uint32_t area,
                   int year, uint32_t part)
{
    struct run *r = q->run;
    const struct published_indicator *in = published_indicator(r->published, indicator);
    tell_object(q->tell, name);
    tell_text(q->tell, "indicator", in->id);
    explain_area(q, "area", area);
    tell_int(q->tell, "year", year);
    put_value(q->tell, r, published_at(r->published, indicator, area, year, part), in->decimals);
    tell_close(q->tell);
}

/* "w 0-2", "m75-": sex and first and last full year, as the ages stand in the figures. */
const char *explain_part_name(struct arena *a, const struct published_part *p)
{
    static const char *const sexes[] = {"", "m", "w"};
    const char *sex = sexes[p->sex >= 0 && p->sex <= 2 ? p->sex : 0];
    if (p->age_from <= 0 && p->age_to >= AGE_OPEN)
        return sex;
    return p->age_to >= AGE_OPEN ? arena_printf(a, "%s%d-", sex, p->age_from)
                                 : arena_printf(a, "%s%d-%d", sex, p->age_from, p->age_to - 1);
}

static void put_head(const struct question *q)
{
    struct run *r = q->run;
    struct tell *t = q->tell;
    const struct published_indicator *in = q->about;
    int first = in->pooled > 1 ? q->year - in->pooled + 1 : q->year;
    const char *part = q->part > 0 ? explain_part_name(r->arena, &in->parts[q->part - 1]) : NULL;
    tell_text(t, "kind", "figure");
    explain_area(q, "area", q->area);
    explain_indicator(q);
    tell_text(t, "part", part);
    tell_int(t, "from", first);
    tell_int(t, "year", q->year);
    put_value(t, r, q->value, in->decimals);
    tell_line(t, "%s %s", in->id, in->name);
    if (part != NULL)
        tell_line(t, " (%s)", part);
    tell_line(t, ", %s, ", published_area(r->published, q->area)->name);
    if (first < q->year)
        tell_line(t, "%d bis ", first);
    bool number = sign_counts(q->value->sign);
    tell_line(t, "%d\nWert: %s%s%s\nFormel: %s\n", q->year, shown(r, q->value, in->decimals),
              number ? " " : "", number ? in->per : "", in->formula);
}

/* A sum that is published, or all of whose cells may be told. */
static bool side_shown(const struct figure *f, bool denominator)
{
    const struct published_value *v = f->q->value;
    return (denominator ? v->has_base : v->has_count) ||
           explain_shows_side(f->q, f->cells, f->n, denominator);
}

struct stratum_sums {
    double cases, persons, standard_cases, standard_persons;
};

static struct stratum_sums add_up(const struct figure *f, unsigned stratum)
{
    struct stratum_sums sums = {0};
    for (size_t i = 0; i < f->n; i++) {
        const struct stat_cell *c = &f->cells[i];
        struct fact v = facts_at(f->q->run->facts, c->cell);
        if (c->stratum != stratum || !sign_counts(v.sign))
            continue;
        double *to = c->denominator ? (c->standard ? &sums.standard_persons : &sums.persons)
                                    : (c->standard ? &sums.standard_cases : &sums.cases);
        *to += c->weight * v.value;
    }
    return sums;
}

static void put_stratum(const struct figure *f, unsigned stratum)
{
    struct tell *t = f->q->tell;
    struct arena *a = f->q->run->arena;
    const struct standard *st = f->ind->standard;
    const struct stratum_class *class = &st->strata[stratum - 1];
    struct stratum_sums s = add_up(f, stratum);
    struct published_part part = {(int)class->part.sex, class->part.age_from, class->part.age_to};
    const char *name = explain_part_name(a, &part);
    tell_object(t, NULL);
    tell_int(t, "stratum", (int)stratum);
    tell_text(t, "class", name);
    tell_line(t, "  Schicht %u (%s): ", stratum, name);
    if (st->form != FORM_ESTIMATE)
        tell_number(t, "cases", s.cases, 9);
    tell_number(t, "persons", s.persons, 9);
    if (st->form == FORM_DIRECT) {
        double weight = st->year != 0 ? s.standard_persons : class->weight;
        tell_number(t, "weight", weight, 9);
        tell_line(t, "%s / %s, Gewicht %s\n", german_number(a, s.cases, 0),
                  german_number(a, s.persons, 0), german_number(a, weight, 0));
    } else {
        tell_number(t, "standard_cases", s.standard_cases, 9);
        tell_number(t, "standard_persons", s.standard_persons, 9);
        tell_line(t, "%s Personen · %s / %s (Kreis)\n", german_number(a, s.persons, 0),
                  german_number(a, s.standard_cases, 0), german_number(a, s.standard_persons, 0));
    }
    tell_close(t);
}

/* Each class with its counts, where all of them may be told. The Kreis of a ratio or an estimate
 * is its own standard and has none beside it. */
static void put_strata(const struct figure *f)
{
    if (f->ind->standard == NULL || !explain_shows_side(f->q, f->cells, f->n, false) ||
        !explain_shows_side(f->q, f->cells, f->n, true))
        return;
    bool beside = f->ind->standard->form == FORM_DIRECT;
    for (size_t i = 0; i < f->n && !beside; i++)
        beside = f->cells[i].standard;
    if (!beside)
        return;
    tell_list(f->q->tell, "strata");
    for (unsigned i = 1; i <= f->ind->standard->n_strata; i++)
        put_stratum(f, i);
    tell_close(f->q->tell);
}

static void put_fraction(const struct figure *f)
{
    struct tell *t = f->q->tell;
    struct arena *a = f->q->run->arena;
    enum form form = indicator_form(f->ind);
    const char *value = value_text(a, f->q->value, f->ind->decimals);
    if (form == FORM_DIRECT)
        tell_line(t, "Insgesamt, ohne Gewichte: %s / %s\n", german_number(a, f->s->numerator, 0),
                  german_number(a, f->s->denominator, 0));
    else if (form != FORM_ESTIMATE && f->s->denominator > 0)
        tell_line(t, "Rechnung: %s / %s · %s = %s\n", german_number(a, f->s->numerator, 0),
                  german_number(a, f->s->denominator, form == FORM_PLAIN ? 0 : 1),
                  german_number(a, f->ind->factor, 0), value);
    if (form == FORM_ESTIMATE) { /* its numerator is the rounded value itself */
        tell_null(t, "numerator");
        tell_null(t, "denominator");
        return;
    }
    tell_number(t, "numerator", f->s->numerator, 9);
    if (f->s->denominator > 0)
        tell_number(t, "denominator", f->s->denominator, form == FORM_INDIRECT ? 1 : 9);
    else
        tell_null(t, "denominator");
    tell_number(t, "factor", f->ind->factor, 9);
}

static void put_calculation(const struct figure *f)
{
    static const char *const methods[] = {[FORM_PLAIN] = "plain",
                                          [FORM_DIRECT] = "direct",
                                          [FORM_INDIRECT] = "indirect",
                                          [FORM_ESTIMATE] = "estimate"};
    struct tell *t = f->q->tell;
    if (f->s == NULL || !sign_counts(f->q->value->sign)) {
        tell_null(t, "calculation");
        return;
    }
    tell_object(t, "calculation");
    tell_text(t, "method", methods[indicator_form(f->ind)]);
    bool told = side_shown(f, false) && side_shown(f, true);
    tell_flag(t, "protected", !told);
    if (told)
        put_fraction(f);
    else
        tell_line(t, "Rechnung: nicht gezeigt (darin stehen Fallzahlen, die nicht veröffentlicht "
                     "werden)\n");
    put_strata(f);
    tell_close(t);
}

/* One digit more than is printed, where the counts behind it are told anyway. */
static void put_interval(const struct figure *f)
{
    struct tell *t = f->q->tell;
    struct arena *a = f->q->run->arena;
    const struct published_value *v = f->q->value;
    if (!v->has_interval) {
        tell_null(t, "interval");
        return;
    }
    int digits = f->ind->decimals + (side_shown(f, false) && side_shown(f, true));
    tell_line(t, "Schwankungsbereich (%s): 95 %% von %s bis %s; 99,8 %% von %s bis %s\n",
              f->q->about->interval, german_number(a, v->lower, digits),
              german_number(a, v->upper, digits), german_number(a, v->lower998, digits),
              german_number(a, v->upper998, digits));
    tell_object(t, "interval");
    tell_text(t, "method", f->q->about->interval);
    tell_number(t, "lower", v->lower, digits);
    tell_number(t, "upper", v->upper, digits);
    tell_number(t, "lower998", v->lower998, digits);
    tell_number(t, "upper998", v->upper998, digits);
    tell_close(t);
}

static void put_comparison(const struct figure *f)
{
    static const char *const names[] = {NULL, "lower", "similar", "higher"};
    static const char *const words[] = {"", "niedriger", "kein gesicherter Unterschied", "höher"};
    struct tell *t = f->q->tell;
    const struct published_value *v = f->q->value;
    if (v->rank > 0) {
        tell_line(t, "Rang: %d von %d (1 = höchster Wert)\n", v->rank, v->rank_of);
        tell_int(t, "rank", v->rank);
        tell_int(t, "rank_of", v->rank_of);
    }
    tell_text(t, "district", names[v->district]);
    tell_text(t, "district998", names[v->district998]);
    if (v->district != PUBLISHED_NOT_COMPARED)
        tell_line(t, "Gegenüber dem Kreis: %s%s\n", words[v->district],
                  v->district == PUBLISHED_SIMILAR      ? " (95 %)"
                  : v->district998 == PUBLISHED_SIMILAR ? " (mit 95 %, nicht mit 99,8 % Sicherheit)"
                                                        : " (mit 99,8 % Sicherheit)");
}

static void put_protection(const struct question *q)
{
    static const struct { const char *name, *words; } kinds[] = {
        {"none", "keiner nötig"},
        {"limited", "eingeschränkt (unter 10 Fällen)"},
        {"small", "geheim gehalten (kleine Fallzahl)"},
        {"sensitive", "geheim gehalten (der Wert verriete etwas über Einzelne: Einer hat den "
                      "größten Anteil, zu wenige stehen dahinter, oder niemand oder alle sind "
                      "betroffen)"},
        {"others", "geheim gehalten (damit sich andere Werte nicht errechnen lassen)"},
        {"unsure", "nicht gezeigt (der Nenner ist zu klein)"},
        {"not-published", "keine Zahl veröffentlicht"},
    };
    const struct published_value *v = q->value;
    size_t k = v->sign == SIGN_HIDDEN     ? v->for_others  ? 4
                                            : v->sensitive ? 3
                                                           : 2
               : v->sign == SIGN_UNSURE ? 5
               : !sign_counts(v->sign)  ? 6
               : v->marks & SIGN_LIMITED ? 1
                                         : 0;
    tell_line(q->tell, "Schutz: %s\n", kinds[k].words);
    tell_object(q->tell, "protection");
    tell_text(q->tell, "kind", kinds[k].name);
    tell_text(q->tell, "text", kinds[k].words);
    tell_close(q->tell);
}

/* One line for each source whose counts are not the true ones. */
static void put_methods(const struct question *q)
{
    struct tell *t = q->tell;
    tell_list(t, "changed_counts");
    for (size_t i = 0; i < q->about->n_sources; i++) {
        const struct source *s = catalogue_source(q->run->catalogue, q->about->sources[i]);
        const char *note = perturb_note(q->run->arena, s);
        if (note[0] == '\0')
            continue;
        tell_line(t, "Veränderte Fallzahlen (%s, %s): %s\n", s->publisher_short, s->table, note);
        tell_object(t, NULL);
        tell_text(t, "source", s->id);
        tell_text(t, "text", note);
        tell_close(t);
    }
    tell_close(t);
}

void explain_figure(const struct question *q)
{
    struct run *r = q->run;
    struct figure f = {.q = q, .ind = catalogue_indicator(r->catalogue, q->indicator)};
    f.s = stats_at(r->stats, q->indicator, q->area, q->year, q->part);
    f.n = stats_cells(r->stats, q->indicator, q->area, q->year, q->part, NULL, 0);
    f.cells = arena_array(r->arena, f.n + 1, sizeof *f.cells);
    stats_cells(r->stats, q->indicator, q->area, q->year, q->part, f.cells, f.n);
    put_head(q);
    put_calculation(&f);
    put_interval(&f);
    put_comparison(&f);
    put_protection(q);
    put_methods(q);
    explain_cells(q, f.cells, f.n);
}

static void put_year(const struct question *q, int year, const char *word)
{
    struct run *r = q->run;
    const struct published_value *v =
        published_at(r->published, q->indicator, q->area, year, 0);
    tell_line(q->tell, "%s (%d): %s\n", word, year, shown(r, v, q->about->decimals));
}

/* The difference of two shown values, as difference() and change() print it. */
void explain_change(const struct question *q)
{
    struct run *r = q->run;
    struct tell *t = q->tell;
    struct arena *a = r->arena;
    const struct published_value *from =
        published_at(r->published, q->indicator, q->area, q->year, 0);
    const struct published_value *to =
        published_at(r->published, q->indicator, q->area, q->until, 0);
    const char *broken = published_break(r->published, q->indicator, q->year, q->until);
    tell_text(t, "kind", "change");
    explain_area(q, "area", q->area);
    explain_indicator(q);
    explain_value(q, "from", q->indicator, q->area, q->year, 0);
    explain_value(q, "to", q->indicator, q->area, q->until, 0);
    tell_text(t, "break", broken);
    tell_line(t, "%s %s, %s, Veränderung %d bis %d\n", q->about->id, q->about->name,
              published_area(r->published, q->area)->name, q->year, q->until);
    put_year(q, q->year, "Von");
    put_year(q, q->until, "Bis");
    bool both = from != NULL && to != NULL && sign_counts(from->sign) && sign_counts(to->sign);
    if (broken != NULL || !both) {
        tell_line(t, "Veränderung: keine (%s)\n",
                  broken != NULL ? arena_printf(a, "nicht vergleichbar, %s", broken)
                                 : "einer der Werte wird nicht gezeigt");
        tell_null(t, "difference");
        tell_null(t, "percent");
        return;
    }
    double d = to->value - from->value;
    double percent = from->value > 0 || from->value < 0 ? 100 * d / from->value : NAN;
    tell_line(t, "Veränderung: %s", german_signed(a, d, q->about->decimals));
    if (!isnan(percent))
        tell_line(t, ", das sind %s %%", german_signed(a, percent, 1));
    tell_line(t, "\n");
    tell_number(t, "difference", d, q->about->decimals);
    tell_number(t, "percent", percent, 1);
}
