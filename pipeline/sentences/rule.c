#include "sentences/sentences_private.h"

#include <math.h>

#include "base/german.h"

static const char *const kind_words[FINDING_KINDS] = {
    [FINDING_LEVEL] = "Abstand zum Kreis", [FINDING_RANK] = "Rang",
    [FINDING_TREND] = "Trend", [FINDING_TURNING] = "Höchst- oder Tiefststand",
    [FINDING_BALANCE] = "Saldo", [FINDING_GAP] = "Unterschied zwischen Gruppen",
    [FINDING_OUTLOOK] = "Fortschreibung"};

const char *sentences_test(const struct finding *f)
{
    switch (f->kind) {
    case FINDING_LEVEL:
        return !f->tested        ? "ohne Zufallsbereich, verglichen wie gedruckt"
               : f->direction == 0 ? "Unterschied mit 95 % Sicherheit nicht nachweisbar"
               : f->strict         ? "Unterschied mit 99,8 % Sicherheit"
                                   : "Unterschied mit 95 % Sicherheit";
    case FINDING_TREND:
        return f->strict ? "Trend auch auf dem Niveau für Überschriften nachgewiesen"
                         : "Trend nachgewiesen";
    case FINDING_GAP:
        return f->strict   ? "Bereiche (99,8 %) ohne Überschneidung"
               : f->tested ? "Bereiche (95 %) ohne Überschneidung"
                           : "ohne Zufallsbereich, verglichen wie gedruckt";
    case FINDING_RANK: return "Rang unter den veröffentlichten Werten, wie gedruckt";
    case FINDING_TURNING: return "höchster oder niedrigster Wert der lückenlosen Reihe";
    case FINDING_OUTLOOK: return "Fortschreibung mit Vorhersagebereich";
    case FINDING_BALANCE: case FINDING_KINDS: break;
    }
    return "gezählte Fälle";
}

static const char *factor(struct arena *a, double f)
{
    double tenths = german_round(f, 1);
    return german_number(a, f, fabs(tenths - f) > 1e-9 ? 2 : 1);
}

static const char *kinds_text(struct arena *a, const struct importance *m)
{
    const char *text = "";
    for (size_t i = 0; i < FINDING_KINDS; i++)
        text = arena_printf(a, "%s%s%s %s", text, i == 0 ? "" : ", ", kind_words[i],
                            factor(a, m->kinds[i]));
    return text;
}

static const char *people_text(struct arena *a, const struct importance *m)
{
    const char *text = "";
    for (size_t i = 0; i < m->n_people; i++)
        text = arena_printf(a, "%s%sab %s\xE2\x80\xAF%% der Einwohner %s", text,
                            i == 0 ? "" : ", ", german_number(a, m->people[i].from, 0),
                            factor(a, m->people[i].factor));
    return text;
}

const char *sentences_rule(struct sentences *s)
{
    if (s->n_patterns == 0)
        return "";
    struct arena *a = s->arena;
    const struct importance *m = &s->importance;
    const char *limit = arena_printf(
        a, "Von jedem Thema steht höchstens ein Befund da, von jedem Handlungsfeld höchstens %s, "
           "solange es andere gibt, und keiner unter %s.",
        german_count_word(a, m->per_field), factor(a, m->least));
    return arena_printf(
        a,
        "Welche Befunde vorn stehen, entscheidet ihr Gewicht: die Abweichung in Einheiten der "
        "Streuung unter den Gemeinden (Median der Abstände vom Median mal 1,4826, höchstens %s; "
        "wo es zu wenige Gemeinden gibt, zählen %s\xE2\x80\xAF%% Unterschied als eine Einheit), "
        "mal Faktoren für die Art (%s), die Sicherheit (mit 99,8\xE2\x80\xAF%% %s, ohne Prüfung "
        "%s), die Wirkung (ungünstig %s, günstig %s), die %s höchsten und niedrigsten Werte (%s), die "
        "betroffenen Menschen (%s) und das Alter der Zahl (je Jahr %s). %s Unterschiede zum "
        "Kreis, die Zufall sein können, stehen nie vorn.",
        factor(a, m->most), german_number(a, m->relative, 0), kinds_text(a, m),
        factor(a, m->strict), factor(a, m->untested), factor(a, m->unfavourable),
        factor(a, m->favourable), german_count_word(a, m->ends), factor(a, m->extreme),
        people_text(a, m), factor(a, m->per_year), limit);
}
