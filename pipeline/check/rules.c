/* The table of rules, and what the catalogue sets of them. */
#include <math.h>
#include <string.h>

#include "base/str.h"
#include "check/check_private.h"

#define DELIVERED "Verwendet wird, was geliefert wurde."
#define SLACK "Standardabweichungen, die Rundung und Überlagerung zusammen erreichen dürfen"

/* limits: limit, chance, least */
static const struct check_rule rules[] = {
    {"numerator", "Zähler im Nenner", "Der Zähler eines Anteils ist größer als der Nenner",
     DELIVERED, CHECK_WARNING, false, {{0, NULL}, {4, SLACK}, {0, NULL}}, find_numerators},
    {"part", "Teil im Ganzen", "Ein Teil ist größer als das Ganze", DELIVERED, CHECK_WARNING,
     false, {{0, NULL}, {4, SLACK}, {5, "Abweichung, die nur ein Hinweis ist"}}, find_parts},
    {"relation", "Davon und darunter", "Die Teile passen nicht zum Ganzen", DELIVERED,
     CHECK_WARNING, false, {{0, NULL}, {4, SLACK}, {5, "Abweichung, die nur ein Hinweis ist"}},
     find_relations},
    {"sum-areas", "Summe der Gemeinden", "Die Gemeinden ergeben nicht den Kreis", DELIVERED,
     CHECK_WARNING, false, {{0, NULL}, {4, SLACK}, {0, "Abweichung, die nur ein Hinweis ist"}},
     find_sum_areas},
    {"sum-sex", "Summe der Geschlechter", "Männer und Frauen ergeben nicht die Gesamtzahl",
     DELIVERED, CHECK_WARNING, false,
     {{0, NULL}, {4, SLACK}, {5, "Abweichung, die nur ein Hinweis ist"}}, find_sum_sex},
    {"sum-nationality", "Summe der Staatsangehörigkeiten",
     "Deutsche und Ausländer ergeben nicht die Gesamtzahl", DELIVERED, CHECK_WARNING, false,
     {{0, NULL}, {4, SLACK}, {5, "Abweichung, die nur ein Hinweis ist"}}, find_sum_nationality},
    {"sum-ages", "Summe der Altersgruppen", "Die Altersgruppen ergeben nicht die Gesamtzahl",
     DELIVERED, CHECK_WARNING, false,
     {{0, NULL}, {4, SLACK}, {5, "Abweichung, die nur ein Hinweis ist"}}, find_sum_ages},
    {"whole", "Anteile eines Ganzen", "Anteile, die sich ergänzen sollen, tun es nicht",
     DELIVERED, CHECK_WARNING, false, {{0, NULL}, {4, SLACK}, {0, NULL}}, find_wholes},
    {"anchor", "Anker", "Die Größe ist nicht plausibel",
     "Die Grenzen stehen im Katalog (<anchor>).", CHECK_WARNING, false,
     {{0, NULL}, {0, NULL}, {0, NULL}}, find_anchors},
    {"break", "Bruch in der Reihe", "Die Reihe steht ab einem Jahr auf anderer Höhe",
     "Ist die Grundlage eine andere, bitte im Katalog <basis> angeben: Vergleiche enden dann "
     "dort.", CHECK_NOTE, false,
     {{3, "robuste Standardabweichungen der üblichen Veränderung"},
      {0.2, "Wahrscheinlichkeit eines Zufalls [%]"},
      {10, "Veränderung einer einzelnen Reihe, ab der geprüft wird [%]"}}, find_breaks},
    {"jump", "Sprung", "Auffälliger Sprung zum Vorjahr", "Bitte prüfen.", CHECK_NOTE, false,
     {{3, "robuste Standardabweichungen der üblichen Veränderung"},
      {0.2, "Wahrscheinlichkeit eines Zufalls [%]"},
      {10, "Veränderung, ab der geprüft wird [%]; kurze Reihen: mindestens verdoppelt oder "
           "halbiert"}}, find_jumps},
    {"constant", "Immer derselbe Wert", "Der Wert ändert sich jahrelang nicht",
     "Vielleicht wurde er fortgeschrieben, ohne neu gezählt zu werden.", CHECK_NOTE, false,
     {{3, "gleiche Jahre nacheinander"}, {0.01, "Wahrscheinlichkeit eines Zufalls [%]"},
      {0, NULL}}, find_constants},
    {"copied", "Werte des Vorjahres", "Die Werte sind die des Vorjahres",
     "Vielleicht wurde die Lieferung des Vorjahres noch einmal eingetragen.", CHECK_WARNING,
     false, {{5, "gleiche Werte, mindestens"}, {0.001, "Wahrscheinlichkeit eines Zufalls [%]"},
      {50, "Anteil gleicher Werte [%]"}}, find_copied},
    {"gap", "Lücke in der Reihe", "In der Reihe fehlen Jahre",
     "In den Berichten bleibt dort eine Lücke.", CHECK_WARNING, false,
     {{0, NULL}, {0, NULL}, {0, NULL}}, find_gaps},
    {"missing", "Fehlende Gemeinden", "Für Gemeinden gibt es keine Zahl",
     "In den Berichten steht dort „keine Angabe“.", CHECK_WARNING, false,
     {{0, NULL}, {0, NULL}, {0, NULL}}, find_missing},
    {"day", "Stichtag", "Der Stichtag ist ein anderer als im Jahr davor",
     "Jahre mit verschiedenem Stichtag sind nur bedingt vergleichbar; gewollt ist das, wenn der "
     "Katalog eine neue <basis> nennt.", CHECK_WARNING, false,
     {{0, NULL}, {0, NULL}, {0, NULL}}, find_days},
    {"name", "Name und Schlüssel", "Der Name passt nicht zum Schlüssel",
     "Übernommen wurde nach dem Schlüssel; bitte prüfen, ob Spalten verrutscht sind.",
     CHECK_WARNING, false, {{0, NULL}, {0, NULL}, {0, NULL}}, find_names},
    {"stale", "Veraltet", "Die neuesten Zahlen sind alt", "Bitte neue beschaffen.", CHECK_NOTE,
     true, {{3, "Jahre bis zur Ausgabe, die noch nicht alt sind"}, {0, NULL}, {0, NULL}},
     find_stale},
    {"no-data", "Ohne Zahlen", "Zu diesen Kennzahlen liegen keine Zahlen vor",
     "Sie erscheinen ohne Angaben.", CHECK_NOTE, true, {{0, NULL}, {0, NULL}, {0, NULL}},
     find_no_data},
};

enum { RULES = sizeof rules / sizeof *rules };

const struct check_rule *check_rule_at(size_t i)
{
    return i < RULES ? &rules[i] : NULL;
}

const struct check_rule *check_rule_find(const char *id)
{
    for (size_t i = 0; i < RULES; i++)
        if (str_eq(rules[i].id, id))
            return &rules[i];
    return NULL;
}

static enum check_level level_of(const char *severity)
{
    static const char *const words[] = {"off", "note", "warning", "error"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_eq(words[i], severity))
            return (enum check_level)i;
    return CHECK_OFF;
}

static bool fits(uint32_t said, uint32_t is)
{
    return said == CATALOGUE_NONE || said == is;
}

struct setting check_setting_of(const struct checker *c, const struct check_rule *rule,
                                uint32_t measure, uint32_t indicator, uint32_t source)
{
    const struct check_config *config = catalogue_checks(c->catalogue);
    struct setting s = {rule->level, rule->limits[0].value, rule->limits[1].value,
                        rule->limits[2].value};
    for (size_t i = 0; i < config->n_settings; i++) {
        const struct check_setting *said = &config->settings[i];
        if (!str_eq(said->rule, rule->id) || !fits(said->measure, measure) ||
            !fits(said->indicator, indicator) || !fits(said->source, source))
            continue;
        s.level = said->severity != NULL ? level_of(said->severity) : s.level;
        s.limit = isnan(said->limit) ? s.limit : said->limit;
        s.chance = isnan(said->chance) ? s.chance : said->chance;
        s.least = isnan(said->least) ? s.least : said->least;
    }
    return s;
}

struct setting check_setting(const struct checker *c, uint32_t measure, uint32_t indicator,
                             uint32_t source)
{
    return check_setting_of(c, c->rule, measure, indicator, source);
}

void check_rules_text(struct buf *out)
{
    static const char *const limits[] = {"limit", "chance", "least"};
    for (size_t i = 0; i < RULES; i++) {
        const struct check_rule *r = &rules[i];
        buf_printf(out, "%s: %s (%s)\n    %s. %s\n", r->id, r->name, check_level_word(r->level),
                   r->tells, r->advice);
        for (size_t k = 0; k < CHECK_LIMITS; k++) {
            if (r->limits[k].means == NULL)
                continue;
            buf_printf(out, "    %s=\"", limits[k]);
            buf_double(out, r->limits[k].value);
            buf_printf(out, "\": %s\n", r->limits[k].means);
        }
    }
}
