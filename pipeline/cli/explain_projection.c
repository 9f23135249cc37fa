#include "base/german.h"
#include "cli/explain.h"

/* What is computed of years to come. Only published figures are told. */

static void put_year(const struct question *q, const struct analysis_projection_year *y)
{
    struct run *r = q->run;
    struct tell *t = q->tell;
    struct arena *a = r->arena;
    double printed = analysis_rounded(y->total, ANALYSIS_NEAREST);
    tell_line(t, "%d: %s, gedruckt %s s\n", y->year, german_number(a, y->total, 0),
              german_number(a, printed, 0));
    tell_line(t, "      unter 20 Jahren %s, 20 bis 64 Jahre %s, ab 65 Jahren %s\n",
              german_number(a, y->young, 0), german_number(a, y->middle, 0),
              german_number(a, y->old, 0));
    tell_object(t, NULL);
    tell_int(t, "year", y->year);
    tell_number(t, "value", y->total, 0);
    tell_number(t, "printed", printed, 0);
    tell_number(t, "under_20", y->young, 0);
    tell_number(t, "from_20_to_64", y->middle, 0);
    tell_number(t, "from_65", y->old, 0);
    if (y->has_interval) {
        tell_line(t, "      nach früheren Fehlern zwischen %s und %s (%s %%)\n",
                  german_number(a, y->lower, 0), german_number(a, y->upper, 0),
                  german_number(a, analysis_projection_level(r->analysis) * 100, 0));
        tell_number(t, "lower", y->lower, 0);
        tell_number(t, "upper", y->upper, 0);
    } else {
        tell_line(t, "      kein Bereich: zu wenige frühere Rechnungen, die sich prüfen ließen\n");
    }
    tell_close(t);
}

/* Where the official figures stand: they go before. */
static void put_official(const struct question *q)
{
    const struct run *r = q->run;
    uint32_t official = analysis_projection_official(r->analysis);
    if (official == PUBLISHED_NONE || published_latest(r->published, official, q->area) == NULL)
        return;
    const char *id = published_indicator(r->published, official)->id;
    tell_line(q->tell, "Gedruckt wird die amtliche Vorausberechnung: %s\n", id);
    tell_text(q->tell, "official", id);
}

static void put_reason(const struct question *q, const char *why_not)
{
    tell_line(q->tell, "keine: %s\n", why_not);
    tell_text(q->tell, "why_not", why_not);
}

void explain_projection(const struct question *q)
{
    struct run *r = q->run;
    struct tell *t = q->tell;
    const struct analysis_projection *p = analysis_projection(r->analysis, q->area);
    tell_line(t, "Vorausrechnung der Bevölkerung, %s\n",
              published_area(r->published, q->area)->name);
    tell_text(t, "kind", "projection");
    explain_area(q, "area", q->area);
    put_official(q);
    if (p == NULL || p->n_years == 0) {
        put_reason(q, p == NULL ? "in analysis.xml nicht vorgesehen" : p->why_not);
        return;
    }
    const char *ages =
        published_indicator(r->published, analysis_projection_ages(r->analysis))->id;
    tell_line(t, "aus den Altersaufbauten (%s) von %d und %d\n", ages, p->from, p->to);
    tell_text(t, "indicator", ages);
    tell_int(t, "from", p->from);
    tell_int(t, "to", p->to);
    tell_number(t, "level", analysis_projection_level(r->analysis), 3);
    tell_list(t, "years");
    for (size_t i = 0; i < p->n_years; i++)
        put_year(q, &p->years[i]);
    tell_close(t);
    tell_text(t, "rule", analysis_projection_rule(r->analysis));
    tell_line(t, "%s\n", analysis_projection_rule(r->analysis));
}

/* What is explained of an indicator: the word for people, the kind for machines. */
static void put_head(const struct question *q, const char *word, const char *kind)
{
    tell_line(q->tell, "%s, %s %s, %s\n", word, q->about->id, q->about->name,
              published_area(q->run->published, q->area)->name);
    tell_text(q->tell, "kind", kind);
    explain_area(q, "area", q->area);
    explain_indicator(q);
}

/* The series that something rests on: every year with a number. */
static void put_series(const struct question *q, uint32_t indicator, int from, int to)
{
    struct run *r = q->run;
    struct arena *a = r->arena;
    const struct published_indicator *in = published_indicator(r->published, indicator);
    tell_list(q->tell, "series");
    for (size_t i = 0; i < in->n_years; i++) {
        const struct published_value *v =
            published_at(r->published, indicator, q->area, in->years[i], 0);
        if (in->years[i] < from || in->years[i] > to || v == NULL || !sign_counts(v->sign))
            continue;
        tell_line(q->tell, "  %d: %s\n", in->years[i], german_number(a, v->value, in->decimals));
        tell_object(q->tell, NULL);
        tell_int(q->tell, "year", in->years[i]);
        tell_number(q->tell, "value", v->value, in->decimals);
        tell_close(q->tell);
    }
    tell_close(q->tell);
}

static void put_forecast_year(const struct question *q, const struct analysis_forecast_year *y,
                              int decimals)
{
    struct tell *t = q->tell;
    struct arena *a = q->run->arena;
    tell_line(t, "%d: %s s; eine neue Zahl läge mit %s %% zwischen %s und %s\n", y->year,
              german_number(a, y->value, decimals),
              german_number(a, analysis_forecast_level(q->run->analysis) * 100, 0),
              german_number(a, y->lower, decimals), german_number(a, y->upper, decimals));
    tell_object(t, NULL);
    tell_int(t, "year", y->year);
    tell_number(t, "value", y->value, decimals);
    tell_number(t, "lower", y->lower, decimals);
    tell_number(t, "upper", y->upper, decimals);
    tell_close(t);
}

void explain_forecast(const struct question *q)
{
    struct run *r = q->run;
    struct tell *t = q->tell;
    const struct analysis_forecast *f = analysis_forecast(r->analysis, q->indicator, q->area);
    put_head(q, "Fortschreibung", "forecast");
    if (f == NULL || f->n_years == 0) {
        put_reason(q, f == NULL ? "in analysis.xml nicht vorgesehen" : f->why_not);
        return;
    }
    tell_line(t, "aus den Werten von %d bis %d; Wachstum im Jahr %s %%, Streuung %s (1 = wie durch "
                 "Zufall)\n",
              f->from, f->to, german_signed(r->arena, (f->growth - 1) * 100, 2),
              german_number(r->arena, f->dispersion, 2));
    tell_int(t, "from", f->from);
    tell_int(t, "to", f->to);
    tell_number(t, "growth_percent", (f->growth - 1) * 100, 2);
    tell_number(t, "dispersion", f->dispersion, 2);
    tell_number(t, "level", analysis_forecast_level(r->analysis), 3);
    put_series(q, q->indicator, f->from, f->to);
    tell_list(t, "years");
    for (size_t i = 0; i < f->n_years; i++)
        put_forecast_year(q, &f->years[i], q->about->decimals);
    tell_close(t);
    tell_text(t, "rule", analysis_forecast_rule(r->analysis));
    tell_line(t, "%s\n", analysis_forecast_rule(r->analysis));
}

void explain_trend(const struct question *q)
{
    static const char *const names[] = {"none", "rising", "falling"};
    static const char *const words[] = {"keiner nachgewiesen", "steigend", "sinkend"};
    struct run *r = q->run;
    struct tell *t = q->tell;
    struct arena *a = r->arena;
    const struct analysis_trend *x = analysis_trend(r->analysis, q->indicator, q->area);
    put_head(q, "Trend", "trend");
    if (x == NULL) {
        put_reason(q, "nicht geprüft, zu wenige vergleichbare Jahre");
        return;
    }
    tell_line(t, "Trend: %s%s (%d bis %d, %zu Werte)\n", words[x->direction],
              x->headline ? ", auch auf dem strengen Niveau" : "", x->from, x->to, x->n);
    tell_line(t, "Steigung (Sen): %s je Jahr\nWahrscheinlichkeit durch Zufall: p = %s (Kendall %s",
              german_signed(a, x->slope, q->about->decimals + 2), german_number(a, x->p, 4),
              german_number(a, x->p_kendall, 4));
    tell_text(t, "direction", names[x->direction]);
    tell_flag(t, "headline", x->headline);
    tell_int(t, "from", x->from);
    tell_int(t, "to", x->to);
    tell_int(t, "points", (int)x->n);
    tell_number(t, "slope", x->slope, q->about->decimals + 2);
    tell_number(t, "p", x->p, 4);
    tell_number(t, "p_kendall", x->p_kendall, 4);
    if (x->has_cases) {
        tell_line(t, ", Cochran-Armitage %s", german_number(a, x->p_cases, 4));
        tell_number(t, "p_cases", x->p_cases, 4);
    }
    tell_line(t, ")\n");
    put_series(q, q->indicator, x->from, x->to);
    tell_text(t, "rule", analysis_trend_rule(r->analysis));
    tell_line(t, "%s\n", analysis_trend_rule(r->analysis));
}
