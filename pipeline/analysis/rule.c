#include "analysis/analysis_private.h"
#include "base/german.h"
#include "methods/series.h"

/* The rules of the declaration in German, for printing beside what follows from them. */

/* With as many decimals as the number was declared with, three at most. */
const char *declared_number(struct arena *a, double v)
{
    int decimals = 0;
    while (decimals < 3 && (german_round(v, decimals) < v || german_round(v, decimals) > v))
        decimals++;
    return german_number(a, v, decimals);
}

/* "gering unter −1, mittel ab −1, hoch ab 1,5" */
static void put_classes(struct arena *a, struct buf *b, const char *const *names,
                        const double *limits, size_t n)
{
    buf_printf(b, "%s unter %s", names[0], declared_number(a, limits[0]));
    for (size_t i = 1; i < n; i++)
        buf_printf(b, ", %s ab %s", names[i], declared_number(a, limits[i - 1]));
}

static void put_smoothing(struct arena *a, struct buf *b, const struct analysis_index *x)
{
    if (!x->shrink)
        return;
    buf_adds(b, "Raten und Anteile sind zum Mittel der Gemeinden hin geglättet (Empirical Bayes "
                "nach Marshall)");
    if (x->shrink_below > 0)
        buf_printf(b, ", wo weniger als %s Personen dahinterstehen",
                   declared_number(a, x->shrink_below));
    buf_adds(b, ". ");
}

const char *index_rule_text(const struct analysis *an, const struct analysis_index *x)
{
    struct arena *a = an->arena;
    struct buf b = BUF_INIT;
    buf_adds(&b, "Gewichte: ");
    for (size_t k = 0; k < x->n_components; k++)
        buf_printf(&b, "%s%s %s", k > 0 ? ", " : "",
                   published_indicator(an->published, x->components[k].indicator)->short_name,
                   declared_number(a, x->components[k].weight));
    buf_adds(&b, ". ");
    put_smoothing(a, &b, x);
    buf_printf(&b, "Klassen nach dem Abstand vom Mittel in Standardabweichungen%s: ",
               x->weighted ? ", nach Einwohnern gewichtet" : "");
    put_classes(a, &b, x->status_names, x->status_limits, ANALYSIS_STATUS);
    buf_printf(&b, ". Fehlt mehr als %s des Gewichts, wird kein Index berechnet. Rang durch "
               "Zufall: %s Ziehungen. ", german_quantity(a, x->most_missing * 100, 0, "%"),
               german_number(a, x->draws, 0));
    if (x->has_dynamics) {
        buf_printf(&b, "Veränderung gegenüber Werten von vor mindestens %s %s, ebenso gemessen: ",
                   german_count_word(a, x->years), x->years == 1 ? "Jahr" : "Jahren");
        put_classes(a, &b, x->dynamics_names, x->dynamics_limits, ANALYSIS_DYNAMICS);
        buf_adds(&b, ". ");
    }
    buf_adds(&b, "Gewichte und Grenzen sind Festlegungen, keine Ergebnisse.");
    const char *text = arena_strdup(a, buf_str(&b));
    buf_release(&b);
    return text;
}

static const char *percent(struct arena *a, double share)
{
    return arena_printf(a, "%s\xE2\x80\xAF%%", declared_number(a, share * 100));
}

const char *analysis_trend_rule(const struct analysis *an)
{
    const struct trends *t = &an->trends;
    struct arena *a = an->arena;
    if (t->min_points == 0)
        return "";
    return arena_printf(a, "Ein Trend gilt als nachgewiesen, wenn der Zufall allein ihn in "
                        "höchstens %s der Fälle hervorbrächte (in Überschriften: %s). Geprüft "
                        "wird nach Mann-Kendall, bei Anteilen auch nach Cochran-Armitage, ab %s "
                        "vergleichbaren Jahren; beide müssen dieselbe Richtung finden. Die "
                        "Grenzen sind Festlegungen.",
                        percent(a, t->level), percent(a, t->headline),
                        german_count_word(a, (int)t->min_points));
}

const char *analysis_projection_rule(const struct analysis *an)
{
    const struct projections *x = &an->projections;
    struct arena *a = an->arena;
    if (x->groups == 0)
        return "";
    return arena_printf(a, "Eigene Vorausrechnung nach Hamilton und Perry: Was Geburten, "
                        "Sterbefälle und Wanderungen in den fünf Jahren vor dem letzten "
                        "Altersaufbau aus jedem Jahrgang gemacht haben, wiederholt sich%s; die "
                        "Gemeinden sind auf das Ergebnis für den Kreis abgestimmt. Gerundet auf "
                        "drei Ziffern; Summen gehen deshalb nicht immer auf. Wo genug frühere "
                        "Rechnungen dieser Art geprüft werden können, steht daneben der Bereich, "
                        "in dem die wirkliche Zahl bei %s von ihnen lag. Zeitraum und Grenzen "
                        "sind Festlegungen.",
                        x->mixed ? ", bei gewachsenen Jahrgängen die Zunahme in Personen" : "",
                        percent(a, x->level));
}

const char *analysis_forecast_rule(const struct analysis *an)
{
    const struct forecasts *f = &an->forecasts;
    struct arena *a = an->arena;
    if (f->n_indicators == 0)
        return "";
    return arena_printf(a, "Fortgeschrieben ist die mittlere jährliche Veränderung seit dem "
                        "letzten Reihenbruch (loglineare Poisson-Regression), ab %s "
                        "vergleichbaren Jahren, höchstens %s %s voraus und nie weiter als die "
                        "Hälfte des Zeitraums, auf dem sie beruht. Im Bereich daneben läge eine "
                        "neue Zahl mit %s Wahrscheinlichkeit, wenn alles weiterginge wie bisher. "
                        "Zeitraum und Wahrscheinlichkeit sind Festlegungen.",
                        german_count_word(a, SERIES_POINTS), german_count_word(a, f->horizon),
                        f->horizon == 1 ? "Jahr" : "Jahre", percent(a, f->level));
}
