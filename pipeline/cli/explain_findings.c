#include "base/german.h"
#include "base/sign.h"
#include "cli/explain.h"

/* Where a figure of a finding comes from. */
static void put_sources(const struct question *q, const struct finding_figure *g)
{
    const struct published *p = q->run->published;
    size_t n;
    const uint32_t *sources = published_year_sources(p, g->indicator, g->year, &n);
    tell_list(q->tell, "sources");
    for (size_t i = 0; i < n; i++) {
        const struct published_source *s = published_source(p, sources[i]);
        tell_line(q->tell, "%s%s %s", i == 0 ? "; Quelle: " : ", ", s->publisher_short, s->table);
        tell_object(q->tell, NULL);
        tell_text(q->tell, "id", s->id);
        tell_text(q->tell, "publisher", s->publisher);
        tell_text(q->tell, "table", s->table);
        tell_close(q->tell);
    }
    tell_close(q->tell);
}

static void put_number(const struct question *q, const struct finding_figure *g)
{
    struct tell *t = q->tell;
    struct arena *a = q->run->arena;
    const struct published_indicator *in = published_indicator(q->run->published, g->indicator);
    if (g->is_forecast) {
        tell_line(t, "%s (Fortschreibung)",
                  german_quantity(a, g->forecast, in->decimals, in->unit));
        tell_number(t, "value", g->forecast, in->decimals);
        return;
    }
    const struct published_value *v =
        published_at(q->run->published, g->indicator, g->area, g->year, 0);
    tell_line(t, "%s", german_quantity(a, v->value, in->decimals, in->unit));
    tell_number(t, "value", v->value, in->decimals);
    if (v->has_interval) {
        tell_line(t, " (95 %%: %s bis %s)", german_number(a, v->lower, in->decimals),
                  german_number(a, v->upper, in->decimals));
        tell_number(t, "lower", v->lower, in->decimals);
        tell_number(t, "upper", v->upper, in->decimals);
    }
    put_sources(q, g);
}

static void put_figure(const struct question *q, const struct finding_figure *g)
{
    struct tell *t = q->tell;
    const struct published *p = q->run->published;
    const char *id = published_indicator(p, g->indicator)->id;
    tell_line(t, "    %s, %s, %d: ", id, published_area(p, g->area)->name, g->year);
    tell_object(t, NULL);
    tell_text(t, "indicator", id);
    explain_area(q, "area", g->area);
    tell_int(t, "year", g->year);
    tell_flag(t, "forecast", g->is_forecast);
    put_number(q, g);
    tell_close(t);
    tell_line(t, "\n");
}

static void put_weight(const struct question *q, const struct finding *f)
{
    struct tell *t = q->tell;
    struct arena *a = q->run->arena;
    tell_line(t, "  Gewicht %s = Abweichung %s", german_number(a, f->importance, 2),
              german_number(a, f->deviation, 2));
    tell_number(t, "importance", f->importance, 2);
    tell_number(t, "deviation", f->deviation, 2);
    tell_list(t, "factors");
    for (size_t i = 0; i < FINDING_FACTORS; i++) {
        tell_line(t, " · %s (%s)", german_number(a, f->factors[i], 2), sentences_factor(i));
        tell_object(t, NULL);
        tell_text(t, "name", sentences_factor(i));
        tell_number(t, "value", f->factors[i], 2);
        tell_close(t);
    }
    tell_close(t);
    tell_line(t, "\n  Prüfung: %s\n", sentences_test(f));
    tell_text(t, "test", sentences_test(f));
}

static void put_finding(const struct question *q, const struct finding *f, bool front)
{
    struct tell *t = q->tell;
    struct told told = sentences_tell(q->run->sentences, f, LANGUAGE_STANDARD, 0, 0);
    if (told.text == NULL)
        return;
    tell_line(t, "%s. %s\n", told.lead, told.text);
    tell_line(t, "  Art: %s, Thema: %s, Worte: sentences.xml:%d\n", sentences_kind(f->kind),
              f->topic, told.pattern);
    tell_object(t, NULL);
    tell_flag(t, "front", front);
    tell_text(t, "lead", told.lead);
    tell_text(t, "text", told.text);
    tell_text(t, "finding", sentences_kind(f->kind));
    tell_text(t, "topic", f->topic);
    tell_int(t, "pattern", told.pattern);
    put_weight(q, f);
    tell_list(t, "figures");
    for (size_t i = 0; i < f->n_figures; i++)
        put_figure(q, &f->figures[i]);
    tell_close(t);
    tell_close(t);
}

static bool is_chosen(const struct finding *f, const struct finding *const *chosen, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (chosen[i] == f)
            return true;
    }
    return false;
}

int explain_findings(const struct question *q)
{
    enum { IN_FRONT = 5 };
    struct run *r = q->run;
    struct tell *t = q->tell;
    if (run_sentences(r, q->diag) != 0)
        return -1;
    size_t n, front;
    const struct finding *list = sentences_findings(r->sentences, q->area, &n);
    const struct finding **chosen = sentences_choose(r->sentences, q->area, IN_FRONT, -1,
                                                     LANGUAGE_STANDARD, &front);
    tell_line(t, "Befunde: %s\n%s\n\nVorn:\n\n", published_area(r->published, q->area)->name,
              sentences_rule(r->sentences));
    tell_text(t, "kind", "findings");
    explain_area(q, "area", q->area);
    tell_text(t, "rule", sentences_rule(r->sentences));
    tell_list(t, "findings");
    for (size_t i = 0; i < front; i++)
        put_finding(q, chosen[i], true);
    tell_line(t, "\nAlle weiteren, nach ihrem Gewicht:\n\n");
    for (size_t i = 0; i < n; i++) {
        if (!is_chosen(&list[i], chosen, front))
            put_finding(q, &list[i], false);
    }
    tell_close(t);
    return 0;
}
