#include <stdio.h>

#include "base/german.h"
#include "base/str.h"
#include "cli/run.h"

/* How the index of a municipality came about. Only published figures are printed. */

enum { DIGITS = 2 }; /* decimals of standard deviations */

static const char *deviations(struct arena *a, double v)
{
    return german_signed(a, v, DIGITS);
}

static void put_part(struct run *r, const struct analysis_index *x, size_t k,
                     const struct analysis_place *p)
{
    struct arena *a = r->arena;
    const struct analysis_component *c = &x->components[k];
    const struct analysis_part *part = &p->parts[k];
    const struct published_indicator *in = published_indicator(r->published, c->indicator);
    printf("  %s %s, %d, Gewicht %s, %s\n", in->id, in->name, c->year,
           german_number(a, c->weight, c->weight > (int)c->weight ? 2 : 0),
           c->direction > 0 ? "Belastung" : "Entlastung");
    if (!part->has) {
        const struct published_value *v =
            published_at(r->published, c->indicator, p->area, c->year, 0);
        printf("      fehlt (%s)\n", sign_words(v != NULL ? v->sign : SIGN_ABSENT));
        return;
    }
    int decimals = in->decimals + 1;
    printf("      Wert %s", german_number(a, part->value, decimals));
    if (c->shrunk)
        printf(", geglättet %s", german_number(a, part->used, decimals));
    printf("; Mittel %s, Standardabweichung %s (%zu Gemeinden)\n      z = %s\n",
           german_number(a, c->mean, decimals), german_number(a, c->deviation, decimals), c->n,
           deviations(a, part->z));
}

static void put_dynamics(struct run *r, const struct analysis_index *x,
                         const struct analysis_place *p)
{
    struct arena *a = r->arena;
    if (x->years == 0) {
        puts("Dynamik: nicht vereinbart");
        return;
    }
    if (p->has_change) {
        printf("Dynamik: %s (%s Standardabweichungen)\n", x->dynamics_names[p->dynamics - 1],
               deviations(a, p->change_score));
    } else {
        puts("Dynamik: nicht berechenbar");
    }
    for (size_t k = 0; k < x->n_components; k++) {
        const struct analysis_component *c = &x->components[k];
        const char *id = published_indicator(r->published, c->indicator)->id;
        if (c->before == 0) {
            printf("  %s: %s\n", id, c->why_not);
        } else if (p->parts[k].has_change) {
            printf("  %s: Veränderung %d bis %d %s, z = %s\n", id, c->before, c->year,
                   german_signed(a, p->parts[k].change,
                                 published_indicator(r->published, c->indicator)->decimals + 1),
                   deviations(a, p->parts[k].change_z));
        } else {
            printf("  %s: Wert fehlt in einem der Jahre %d und %d\n", id, c->before, c->year);
        }
    }
}

static void put_result(struct run *r, const struct analysis_index *x,
                       const struct analysis_place *p)
{
    struct arena *a = r->arena;
    if (!p->has) {
        puts("Wert: keiner, zu viele Bestandteile fehlen");
    } else {
        printf("Wert: %s Standardabweichungen (hoch heißt Belastung)\n", deviations(a, p->value));
        printf("Status: %s (%s Standardabweichungen vom Mittel der Gemeinden)\n",
               p->status > 0 ? x->status_names[p->status - 1] : "keiner",
               deviations(a, p->score));
        printf("Rang: %d von %d (1 = höchste Belastung); durch Zufall zwischen %d und %d (95 %%)\n",
               p->rank, p->rank_of, p->rank_low, p->rank_high);
    }
    printf("Fehlendes Gewicht: %s %% (erlaubt: %s %%)\n", german_number(a, p->missing * 100, 0),
           german_number(a, x->most_missing * 100, 0));
}

bool explain_index(struct run *r, uint32_t area, const char *id, struct diag *d)
{
    const struct analysis_index *x = analysis_find_index(r->analysis, id);
    if (x == NULL)
        return false;
    const struct area *place = areas_at(r->areas, area);
    const struct analysis_place *p = analysis_place(x, area);
    if (p == NULL) {
        DIAG_PLAIN(d, CLI_NO_FIGURES, x->name, place->name);
        return true;
    }
    printf("%s, %s\n", x->name, place->name);
    put_result(r, x, p);
    printf("Bestandteile; Mittel und Standardabweichung %s\n",
           x->weighted ? "nach Einwohnern gewichtet" : "ungewichtet");
    for (size_t k = 0; k < x->n_components; k++)
        put_part(r, x, k, p);
    put_dynamics(r, x, p);
    return true;
}
