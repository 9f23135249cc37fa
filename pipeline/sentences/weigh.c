#include "sentences/sentences_private.h"

#include <math.h>

enum { KIND, TEST, POLARITY, PLACE, PEOPLE, RECENT };

const char *sentences_factor(size_t i)
{
    static const char *const names[FINDING_FACTORS] = {
        [KIND] = "Art des Befunds", [TEST] = "Sicherheit", [POLARITY] = "Wirkung",
        [PLACE] = "höchster oder niedrigster Wert", [PEOPLE] = "betroffene Menschen",
        [RECENT] = "Alter der Zahl"};
    return i < FINDING_FACTORS ? names[i] : "";
}

/* A burden that is high weighs more than one that is low, and both more than what is neither. */
static double polarity_factor(const struct sentences *s, const struct finding *f)
{
    int burden = 0;
    switch (published_indicator(s->published, f->indicator)->polarity) {
    case PUBLISHED_BURDEN: burden = 1; break;
    case PUBLISHED_RELIEF: burden = -1; break;
    case PUBLISHED_NEUTRAL: break;
    }
    int effect = burden * f->direction;
    return effect > 0 ? s->importance.unfavourable : effect < 0 ? s->importance.favourable : 1;
}

/* Cases behind the figures, in percent of the inhabitants; below 0 where nobody knows. */
static double people_share(const struct sentences *s, const struct finding *f)
{
    double cases = -1;
    for (size_t i = 0; i < f->n_figures; i++) {
        const struct finding_figure *g = &f->figures[i];
        const struct published_value *v =
            g->is_forecast || g->area != f->area ? NULL
                                                 : figure_at(s, g->indicator, g->area, g->year);
        if (v != NULL && v->has_count && v->count > cases)
            cases = v->count;
    }
    const struct published_value *all =
        s->population != PUBLISHED_NONE ? figure_latest(s, s->population, f->area) : NULL;
    return cases >= 0 && all != NULL && all->value > 0 ? 100 * cases / all->value : -1;
}

static double people_factor(const struct sentences *s, const struct finding *f)
{
    double share = people_share(s, f);
    double factor = 1;
    for (size_t i = 0; i < s->importance.n_people && share >= s->importance.people[i].from; i++)
        factor = s->importance.people[i].factor;
    return factor;
}

void finding_weigh(struct sentences *s, struct finding *f)
{
    const struct importance *m = &s->importance;
    f->field = published_indicator(s->published, f->indicator)->handlungsfeld;
    f->factors[KIND] = m->kinds[f->kind];
    f->factors[TEST] = f->strict ? m->strict : f->tested ? 1 : m->untested;
    f->factors[POLARITY] = polarity_factor(s, f);
    f->factors[PLACE] = f->place > 0 && f->place <= m->ends ? m->extreme : 1;
    f->factors[PEOPLE] = people_factor(s, f);
    f->factors[RECENT] = pow(m->per_year, s->newest > f->year ? s->newest - f->year : 0);
    f->deviation = f->deviation < m->most ? f->deviation : m->most;
    f->importance = f->deviation;
    for (size_t i = 0; i < FINDING_FACTORS; i++)
        f->importance *= f->factors[i];
}
