#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "compose/compose_private.h"
#include "sentences/sentences.h"

/* Findings and sentences from data (sentences/sentences.h), for templates. */

enum { MOST_FINDINGS = 1000 };

void compose_use_sentences(struct compose *c, struct sentences *sentences)
{
    c->sentences = sentences;
}

static int no_sentences(const struct compose *c, const char **error)
{
    if (c->sentences != NULL)
        return 0;
    *error = "In diesem Lauf gibt es keine Sätze aus Zahlen.";
    return -1;
}

/* The figures behind a sentence count as printed: sources, signs and the attached figures
 * account for them, with the other years of a series and the other places of a rank. */
static void use_figures(struct compose *c, const struct finding *f)
{
    struct report *r = c->report;
    bool series = f->kind == FINDING_TREND || f->kind == FINDING_TURNING;
    for (size_t i = 0; r != NULL && i < f->n_figures; i++) {
        const struct finding_figure *g = &f->figures[i];
        report_asked(r, g->indicator);
        report_show(r, g->indicator, g->area);
        scope_indicator(r, g->indicator, series || g->is_forecast ? EVERY_YEAR : g->year);
        if (g->is_forecast)
            scope_sign(r, SIGN_VALUE, SIGN_ESTIMATED);
    }
    if (r != NULL && f->place > 0)
        report_compared(r, f->indicator, f->year);
}

static void set_int(struct xpath_item *i, const char *name, int value)
{
    char text[16];
    snprintf(text, sizeof text, "%d", value);
    xpath_item_set(i, name, text);
}

static struct xpath_item *finding_item(struct compose *c, const struct finding *f,
                                       const struct told *t)
{
    struct xpath_item *item = xpath_item_new(c->xpath, NULL, "finding", NULL);
    char importance[32];
    snprintf(importance, sizeof importance, "%.3f", f->importance);
    xpath_item_text(item, arena_printf(text_arena(c), "%s. %s", t->lead, t->text));
    xpath_item_set(item, "lead", t->lead);
    xpath_item_set(item, "text", t->text);
    xpath_item_set(item, "indicator", published_indicator(c->published, f->indicator)->id);
    xpath_item_set(item, "kind", sentences_kind(f->kind));
    xpath_item_set(item, "topic", f->topic);
    xpath_item_set(item, "importance", importance);
    set_int(item, "field", f->field);
    set_int(item, "year", f->year);
    return item;
}

static int language_argument(struct compose *c, const struct xpath_value *v, enum language *out,
                             const char **error)
{
    const char *name = xpath_string(c->xpath, v);
    *out = str_eq(name, "plain") ? LANGUAGE_PLAIN : LANGUAGE_STANDARD;
    if (str_eq(name, "plain") || str_eq(name, "standard"))
        return 0;
    *error = arena_printf(text_arena(c), "Eine Sprache „%s“ gibt es nicht; möglich sind "
                          "'standard' und 'plain' (einfache Sprache).", name);
    return -1;
}

static int whole_argument(struct compose *c, const struct xpath_value *v, const char *what,
                          int most, int *out, const char **error)
{
    double number = xpath_number(v);
    if (number >= 0 && number <= most && !(floor(number) < number)) {
        *out = (int)number;
        return 0;
    }
    *error = arena_printf(text_arena(c), "%s muss eine ganze Zahl von 0 bis %d sein, hier „%s“.",
                          what, most, xpath_string(c->xpath, v));
    return -1;
}

/* Sentences that follow each other take turns among the patterns. */
static int f_findings(void *ctx, const struct xpath_value *args, size_t n,
                      struct xpath_value *out, const char **error)
{
    struct compose *c = ctx;
    uint32_t area;
    int most, field = -1;
    enum language language = LANGUAGE_STANDARD;
    if (no_sentences(c, error) != 0 || argument_area(c, &args[0], &area, error) != 0 ||
        whole_argument(c, &args[1], "Die Anzahl", MOST_FINDINGS, &most, error) != 0 ||
        (n > 2 && language_argument(c, &args[2], &language, error) != 0) ||
        (n > 3 && whole_argument(c, &args[3], "Das Handlungsfeld",
                                 (int)published_fields(c->published), &field, error) != 0))
        return -1;
    size_t count;
    const struct finding **list = sentences_choose(c->sentences, area, (size_t)most, field,
                                                   language, &count);
    struct xpath_item **items = arena_array(text_arena(c), count + 1, sizeof *items);
    int before = 0;
    for (size_t i = 0; i < count; i++) {
        struct told t = sentences_tell(c->sentences, list[i], language, i, before);
        before = t.pattern;
        items[i] = finding_item(c, list[i], &t);
        use_figures(c, list[i]);
    }
    set_nodes(out, items, count);
    return 0;
}

/* The text of a finding in this report: made when first asked for, and kept, so that it is the
 * same in a condition and in the text. */
static const char *sentence_text(struct compose *c, const struct finding *f)
{
    struct report *r = c->report;
    if (r == NULL)
        return sentences_tell(c->sentences, f, LANGUAGE_STANDARD, 0, 0).text;
    for (size_t i = 0; i < r->n_sentences; i++) {
        const struct sentence *s = &r->sentences[i];
        if (s->kind == (int)f->kind && s->indicator == f->indicator && s->area == f->area &&
            s->second == f->second && s->year == f->year)
            return s->text;
    }
    struct told t = sentences_tell(c->sentences, f, LANGUAGE_STANDARD, r->n_sentences,
                                   r->last_pattern);
    r->sentences = arena_push(r->arena, r->sentences, r->n_sentences, sizeof *r->sentences);
    r->sentences[r->n_sentences++] = (struct sentence){(int)f->kind, f->indicator, f->second,
                                                       f->area, f->year, t.text};
    r->last_pattern = t.pattern;
    return t.text;
}

static int f_sentence(void *ctx, const struct xpath_value *args, size_t n,
                      struct xpath_value *out, const char **error)
{
    struct compose *c = ctx;
    uint32_t in, area;
    int year = 0;
    if (no_sentences(c, error) != 0)
        return -1;
    enum finding_kind kind = sentences_kind_named(xpath_string(c->xpath, &args[0]));
    if (kind == FINDING_KINDS) {
        *error = arena_printf(text_arena(c), "Eine Art von Befund „%s“ gibt es nicht; möglich sind "
                              "'level', 'rank', 'trend', 'turning', 'balance', 'gap', 'outlook'.",
                              xpath_string(c->xpath, &args[0]));
        return -1;
    }
    if (argument_indicator(c, &args[1], &in, error) != 0 ||
        argument_area(c, &args[2], &area, error) != 0 ||
        (n > 3 && argument_year(c, &args[3], &year, error) != 0))
        return -1;
    const struct finding *f = sentences_find(c->sentences, kind, area, in, year);
    const char *text = f != NULL ? sentence_text(c, f) : NULL;
    if (text != NULL)
        use_figures(c, f);
    set_string(out, text);
    return 0;
}

/* "D07 D06": the indicators of a heading, in the order in which they are worth telling. */
static int indicators_argument(struct compose *c, const struct xpath_value *v, uint32_t **list,
                               size_t *n, const char **error)
{
    struct arena *a = text_arena(c);
    const char *p = xpath_string(c->xpath, v);
    *list = arena_array(a, strlen(p) + 1, sizeof **list);
    *n = 0;
    for (p += strspn(p, " "); *p != '\0'; p += strspn(p, " ")) {
        size_t length = strcspn(p, " ");
        struct xpath_value one = {.type = XPATH_STRING, .string = arena_strndup(a, p, length)};
        if (argument_indicator(c, &one, &(*list)[*n], error) != 0)
            return -1;
        (*n)++;
        p += length;
    }
    return 0;
}

static int f_headline(void *ctx, const struct xpath_value *args, size_t n,
                      struct xpath_value *out, const char **error)
{
    struct compose *c = ctx;
    uint32_t *list, area;
    size_t count;
    int year = 0;
    if (no_sentences(c, error) != 0 ||
        indicators_argument(c, &args[0], &list, &count, error) != 0 ||
        argument_area(c, &args[1], &area, error) != 0 ||
        (n > 2 && argument_year(c, &args[2], &year, error) != 0))
        return -1;
    struct headline h = sentences_headline(c->sentences, area, list, count, year);
    for (size_t i = 0; i < h.n_findings; i++)
        use_figures(c, h.findings[i]);
    set_string(out, h.text);
    return 0;
}

/* Where the figures carry no title, the subject stands there. */
static int f_chart_title(void *ctx, const struct xpath_value *args, size_t n,
                         struct xpath_value *out, const char **error)
{
    struct compose *c = ctx;
    const char *what = xpath_string(c->xpath, &args[0]);
    const char *subject = xpath_string(c->xpath, &args[3]);
    uint32_t in, area;
    int from = 0;
    if (no_sentences(c, error) != 0)
        return -1;
    if (!str_eq(what, "level") && !str_eq(what, "course")) {
        *error = arena_printf(text_arena(c), "Einen Titel „%s“ gibt es nicht; möglich sind 'level' "
                              "und 'course'.", what);
        return -1;
    }
    if (argument_indicator(c, &args[1], &in, error) != 0 ||
        argument_area(c, &args[2], &area, error) != 0 ||
        (n > 4 && argument_year(c, &args[4], &from, error) != 0))
        return -1;
    struct headline h = str_eq(what, "level")
                            ? sentences_title_level(c->sentences, area, in, subject)
                            : sentences_title_course(c->sentences, area, in, from, subject);
    for (size_t i = 0; i < h.n_findings; i++)
        use_figures(c, h.findings[i]);
    set_string(out, h.text[0] != '\0' ? h.text : subject);
    return 0;
}

static int f_findings_rule(void *ctx, const struct xpath_value *args, size_t n,
                           struct xpath_value *out, const char **error)
{
    (void)args, (void)n;
    struct compose *c = ctx;
    if (no_sentences(c, error) != 0)
        return -1;
    set_string(out, sentences_rule(c->sentences));
    return 0;
}

const struct function sentence_functions[] = {
    {"chart-title", 4, 5, f_chart_title,
     {"chart-title(art, indikator, gebiet, gegenstand, von)",
      "Der Titel einer Abbildung. art: 'level' (der neueste Wert gegenüber dem Kreis oder dem "
      "Land, höher oder niedriger nur mit 99,8 % Sicherheit) oder 'course' (Trend, höchstes oder "
      "niedrigstes Jahr, sonst letztes gegen erstes; ab dem Jahr von, das entfallen kann). Wo die "
      "Zahlen nichts davon tragen, steht nur der Gegenstand da.",
      "chart-title('level', 'S07', $gemeinde, 'Anteil der Langzeitarbeitslosen')"}},
    {"findings", 2, 4, f_findings,
     {"findings(gebiet, anzahl, sprache, handlungsfeld)",
      "Die wichtigsten Befunde über ein Gebiet, der wichtigste zuerst, je Thema einer; Worte und "
      "Regel stehen in templates/sentences.xml. @lead (die fetten Worte, ohne Punkt) @text (der "
      "Satz) @indicator @kind (wie bei sentence()) @field @topic @importance @year. sprache: "
      "'standard' oder 'plain' (einfache Sprache); beides am Ende kann entfallen. Gemeinden "
      "werden mit dem Kreis verglichen, der Kreis mit dem Land.",
      "findings($gemeinde, 5)"}},
    {"findings-rule", 0, 0, f_findings_rule,
     {"findings-rule()",
      "Die Regel in Worten, nach der Befunde vorn stehen; sie gehört in jeden Bericht mit "
      "findings().",
      "findings-rule()"}},
    {"headline", 2, 3, f_headline,
     {"headline(indikatoren, gebiet, jahr)",
      "Eine Überschrift von höchstens 90 Zeichen: was von diesen Indikatoren auch auf dem strengen "
      "Niveau (99,8 %) gilt, die ersten zuerst; leer, wo keine Zahl veröffentlicht ist. Das Jahr "
      "kann entfallen.",
      "headline('D07 D06', $gemeinde)"}},
    {"sentence", 3, 4, f_sentence,
     {"sentence(art, indikator, gebiet, jahr)",
      "Ein Satz, oder nichts, wo die Zahlen keinen tragen. art: 'level' (gegenüber dem Kreis oder "
      "dem Land), 'rank' (einer der höchsten oder niedrigsten Werte), 'trend', 'turning' (Höchst- "
      "oder Tiefststand), 'balance' (Saldo), 'gap' (Unterschied zwischen Gruppen), 'outlook' "
      "(Fortschreibung). Das Jahr kann entfallen.",
      "sentence('level', 'S06', $gemeinde)"}},
};
const size_t n_sentence_functions = sizeof sentence_functions / sizeof sentence_functions[0];
