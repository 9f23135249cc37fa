#include "analysis/analysis_private.h"
#include "base/german.h"

/* The rule of the portfolio in words, from its declaration: what is printed with it. */

/* "ab 1, 10 und 25 %" */
static const char *limits_text(struct arena *a, const double *limits, const char *unit)
{
    const char *text[ANALYSIS_POINTS];
    for (size_t i = 0; i < ANALYSIS_POINTS; i++)
        text[i] = declared_number(a, limits[i]);
    return arena_printf(a, "%s, %s und %s%s", text[0], text[1], text[2], unit);
}

static bool has_expenditure(const struct portfolio *p)
{
    for (size_t i = 0; i < p->n_items; i++) {
        if (p->items[i].expenditure != PUBLISHED_NONE)
            return true;
    }
    return false;
}

const char *portfolio_rule_text(const struct analysis *an)
{
    static const char percent[] = "\xE2\x80\xAF%"; /* after U+202F */
    const struct portfolio *p = &an->portfolio;
    struct arena *a = an->arena;
    struct buf b = BUF_INIT;
    buf_printf(&b, "Je Merkmal werden 0 bis %d Punkte vergeben, einer für jede erreichte Grenze. "
               "Lage: um wie viel ungünstiger als im Land (bei Gemeinden: als im Kreis), ab %s",
               ANALYSIS_POINTS, limits_text(a, p->limits[0], percent));
    buf_adds(&b, p->tested ? "; keine Punkte, wenn der Unterschied Zufall sein kann (95 %). "
                           : ". ");
    buf_printf(&b, "Entwicklung: um wie viel ungünstiger als vor %s, ohne Reihenbruch "
               "dazwischen, ab %s. ",
               p->years == 1 ? "einem Jahr"
                             : arena_printf(a, "%s Jahren", german_count_word(a, p->years)),
               limits_text(a, p->limits[1], percent));
    buf_printf(&b, "Betroffene: Personen je 1\xE2\x80\xAF" "000 Einwohner, bei Angeboten jene, die "
               "sie nicht erreichen, ab %s. ", limits_text(a, p->limits[2], ""));
    if (has_expenditure(p))
        buf_printf(&b, "Ausgaben: Euro je Einwohner, ab %s. ", limits_text(a, p->limits[3], ""));
    else
        buf_adds(&b, "Ausgaben liegen nicht vor und bleiben außer Betracht. ");
    buf_printf(&b, "Gereiht wird nach dem Anteil der erreichten an den erreichbaren Punkten; "
               "gleiche Anteile teilen einen Rang. Merkmale ohne Angabe zählen nicht mit; wo "
               "%s, steht kein Rang. Ein Handlungsfeld hat das Mittel "
               "seiner Indikatoren mit Rang. Grenzen und Auswahl sind Festlegungen; die Reihung "
               "ersetzt keine fachliche Bewertung.",
               p->min_criteria == 1 ? "keines bekannt ist"
                                    : arena_printf(a, "weniger als %s bekannt sind",
                                                   german_count_word(a, p->min_criteria)));
    const char *text = arena_strdup(a, buf_str(&b));
    buf_release(&b);
    return text;
}
