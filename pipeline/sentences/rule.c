#include "sentences/sentences_private.h"

#include <math.h>

#include "base/german.h"

static const char *const kind_words[FINDING_KINDS] = {
    [FINDING_LEVEL] = "Abstand zum Vergleich", [FINDING_RANK] = "Rang",
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
    int decimals = 0;
    while (decimals < 2 && fabs(german_round(f, decimals) - f) > 1e-9)
        decimals++;
    return german_number(a, f, decimals);
}

/* "Trend 0,8, Rang 0,9": those whose factor is not 1. */
static const char *kinds_text(struct arena *a, const struct importance *m)
{
    const char *text = "";
    for (size_t i = 0; i < FINDING_KINDS; i++) {
        if (fabs(m->kinds[i] - 1) > 1e-9)
            text = arena_printf(a, "%s%s%s: %s", text, text[0] == '\0' ? "" : "; ", kind_words[i],
                                factor(a, m->kinds[i]));
    }
    return text[0] != '\0' ? text : "alle gleich";
}

static const char *people_text(struct arena *a, const struct importance *m)
{
    const char *text = "";
    for (size_t i = 0; i < m->n_people; i++)
        text = arena_printf(a, "%s%sab %s\xE2\x80\xAF%%: %s", text, i == 0 ? "" : "; ",
                            german_number(a, m->people[i].from, 0),
                            factor(a, m->people[i].factor));
    return text[0] != '\0' ? text : "ohne Gewicht";
}

static const char *deviation_text(struct arena *a, const struct importance *m)
{
    return arena_printf(
        a,
        "Welche Befunde vorn stehen, entscheidet ihr Gewicht. Es ist die Abweichung vom Vergleich, "
        "gemessen an der Streuung unter den Gemeinden (mittlerer Abstand vom mittleren Wert, MAD "
        "mal 1,4826) und höchstens %s; wo es dafür zu wenige Gemeinden gibt, zählen "
        "%s\xE2\x80\xAF%% Unterschied als 1.",
        factor(a, m->most), german_number(a, m->relative, 0));
}

static const char *factors_text(struct arena *a, const struct importance *m)
{
    return arena_printf(
        a,
        "Sie wird vervielfacht nach Art des Befunds (%s; sonst 1), Sicherheit (99,8\xE2\x80\xAF%%: "
        "%s; 95\xE2\x80\xAF%%: 1; nicht geprüft: %s), Wirkung (ungünstig: %s; günstig: %s), Rang "
        "(unter den %s höchsten oder niedrigsten: %s), Zahl der Menschen (Anteil an den "
        "Einwohnern %s) und Alter der Zahl (je Jahr: %s).",
        kinds_text(a, m), factor(a, m->strict), factor(a, m->untested),
        factor(a, m->unfavourable), factor(a, m->favourable), german_count_word(a, m->ends),
        factor(a, m->extreme), people_text(a, m), factor(a, m->per_year));
}

const char *sentences_rule(struct sentences *s)
{
    if (s->n_patterns == 0)
        return "";
    struct arena *a = s->arena;
    const struct importance *m = &s->importance;
    return arena_printf(
        a,
        "%s %s Zu jedem Thema steht höchstens ein Befund da, aus jedem Handlungsfeld höchstens %s, "
        "solange es andere gibt; keiner wiegt weniger als %s. Unterschiede, die Zufall sein "
        "können, stehen nie vorn.",
        deviation_text(a, m), factors_text(a, m), german_count_word(a, m->per_field),
        factor(a, m->least));
}
