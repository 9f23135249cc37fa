#include "base/german.h"
#include "base/sign.h"
#include "cli/explain.h"

/* How the index of a municipality came about. Only published figures are told. */

enum { DIGITS = 2 }; /* decimals of standard deviations */

static const char *deviations(struct arena *a, double v)
{
    return german_signed(a, v, DIGITS);
}

static void put_missing(const struct question *q, const struct analysis_component *c)
{
    const struct published_value *v =
        published_at(q->run->published, c->indicator, q->area, c->year, 0);
    enum sign sign = v != NULL ? v->sign : SIGN_ABSENT;
    tell_line(q->tell, "      fehlt (%s)\n", sign_words(sign));
    tell_text(q->tell, "sign", sign_name(sign));
    tell_null(q->tell, "value");
}

static void put_standardised(const struct question *q, const struct analysis_component *c,
                             const struct analysis_part *part, int decimals)
{
    struct tell *t = q->tell;
    struct arena *a = q->run->arena;
    tell_line(t, "      Wert %s", german_number(a, part->value, decimals));
    if (c->shrunk)
        tell_line(t, ", geglättet %s", german_number(a, part->used, decimals));
    tell_line(t, "; Mittel %s, Standardabweichung %s (%zu Gemeinden)\n      z = %s\n",
              german_number(a, c->mean, decimals), german_number(a, c->deviation, decimals), c->n,
              deviations(a, part->z));
    tell_text(t, "sign", "value");
    tell_number(t, "value", part->value, decimals);
    tell_number(t, "used", part->used, decimals);
    tell_number(t, "mean", c->mean, decimals);
    tell_number(t, "deviation", c->deviation, decimals);
    tell_int(t, "places", (int)c->n);
    tell_number(t, "z", part->z, DIGITS);
}

static void put_part(const struct question *q, const struct analysis_index *x, size_t k,
                     const struct analysis_place *p)
{
    struct tell *t = q->tell;
    const struct analysis_component *c = &x->components[k];
    const struct published_indicator *in = published_indicator(q->run->published, c->indicator);
    tell_line(t, "  %s %s, %d, Gewicht %s, %s\n", in->id, in->name, c->year,
              german_number(q->run->arena, c->weight, c->weight > (int)c->weight ? 2 : 0),
              c->direction > 0 ? "Belastung" : "Entlastung");
    tell_object(t, NULL);
    tell_text(t, "indicator", in->id);
    tell_text(t, "name", in->name);
    tell_int(t, "year", c->year);
    tell_number(t, "weight", c->weight, 9);
    tell_text(t, "direction", c->direction > 0 ? "burden" : "relief");
    if (p->parts[k].has)
        put_standardised(q, c, &p->parts[k], in->decimals + 1);
    else
        put_missing(q, c);
    tell_close(t);
}

static void put_change(const struct question *q, const struct analysis_component *c,
                       const struct analysis_part *part)
{
    struct tell *t = q->tell;
    struct arena *a = q->run->arena;
    const struct published_indicator *in = published_indicator(q->run->published, c->indicator);
    tell_object(t, NULL);
    tell_text(t, "indicator", in->id);
    if (c->before == 0) {
        tell_line(t, "  %s: %s\n", in->id, c->why_not);
        tell_text(t, "why_not", c->why_not);
    } else if (part->has_change) {
        tell_line(t, "  %s: Veränderung %d bis %d %s, z = %s\n", in->id, c->before, c->year,
                  german_signed(a, part->change, in->decimals + 1),
                  deviations(a, part->change_z));
        tell_int(t, "from", c->before);
        tell_int(t, "to", c->year);
        tell_number(t, "change", part->change, in->decimals + 1);
        tell_number(t, "z", part->change_z, DIGITS);
    } else {
        tell_line(t, "  %s: Wert fehlt in einem der Jahre %d und %d\n", in->id, c->before,
                  c->year);
        tell_int(t, "from", c->before);
        tell_int(t, "to", c->year);
        tell_null(t, "change");
    }
    tell_close(t);
}

static void put_dynamics(const struct question *q, const struct analysis_index *x,
                         const struct analysis_place *p)
{
    struct tell *t = q->tell;
    if (x->years == 0) {
        tell_line(t, "Dynamik: nicht vereinbart\n");
        tell_null(t, "dynamics");
        return;
    }
    tell_object(t, "dynamics");
    if (p->has_change) {
        tell_line(t, "Dynamik: %s (%s Standardabweichungen)\n",
                  x->dynamics_names[p->dynamics - 1],
                  deviations(q->run->arena, p->change_score));
        tell_text(t, "name", x->dynamics_names[p->dynamics - 1]);
        tell_number(t, "score", p->change_score, DIGITS);
    } else {
        tell_line(t, "Dynamik: nicht berechenbar\n");
        tell_null(t, "name");
    }
    tell_list(t, "components");
    for (size_t k = 0; k < x->n_components; k++)
        put_change(q, &x->components[k], &p->parts[k]);
    tell_close(t);
    tell_close(t);
}

static void put_result(const struct question *q, const struct analysis_index *x,
                       const struct analysis_place *p)
{
    struct tell *t = q->tell;
    struct arena *a = q->run->arena;
    if (!p->has) {
        tell_line(t, "Wert: keiner, zu viele Bestandteile fehlen\n");
        tell_null(t, "value");
    } else {
        const char *status = p->status > 0 ? x->status_names[p->status - 1] : NULL;
        tell_line(t, "Wert: %s Standardabweichungen (hoch heißt Belastung)\n",
                  deviations(a, p->value));
        tell_line(t, "Status: %s (%s Standardabweichungen vom Mittel der Gemeinden)\n",
                  status != NULL ? status : "keiner", deviations(a, p->score));
        tell_line(t,
                  "Rang: %d von %d (1 = höchste Belastung); durch Zufall zwischen %d und %d "
                  "(95 %%)\n",
                  p->rank, p->rank_of, p->rank_low, p->rank_high);
        tell_number(t, "value", p->value, DIGITS);
        tell_number(t, "score", p->score, DIGITS);
        tell_text(t, "status", status);
        tell_int(t, "rank", p->rank);
        tell_int(t, "rank_of", p->rank_of);
        tell_int(t, "rank_low", p->rank_low);
        tell_int(t, "rank_high", p->rank_high);
    }
    tell_line(t, "Fehlendes Gewicht: %s %% (erlaubt: %s %%)\n",
              german_number(a, p->missing * 100, 0), german_number(a, x->most_missing * 100, 0));
    tell_number(t, "missing_percent", p->missing * 100, 0);
}

void explain_index(const struct question *q, const struct analysis_index *x)
{
    struct tell *t = q->tell;
    const struct analysis_place *p = analysis_place(x, q->area);
    const char *name = published_area(q->run->published, q->area)->name;
    if (p == NULL) {
        DIAG_PLAIN(q->diag, CLI_NO_FIGURES, x->name, name);
        return;
    }
    tell_line(t, "%s, %s\n", x->name, name);
    tell_text(t, "kind", "index");
    tell_text(t, "id", x->id);
    tell_text(t, "name", x->name);
    explain_area(q, "area", q->area);
    put_result(q, x, p);
    tell_line(t, "Bestandteile; Mittel und Standardabweichung %s\n",
              x->weighted ? "nach Einwohnern gewichtet" : "ungewichtet");
    tell_flag(t, "weighted", x->weighted);
    tell_list(t, "components");
    for (size_t k = 0; k < x->n_components; k++)
        put_part(q, x, k, p);
    tell_close(t);
    put_dynamics(q, x, p);
    tell_text(t, "rule", x->rule);
}
