#include "sentences/sentences_private.h"

#include <math.h>
#include <string.h>

#include "base/german.h"
#include "base/str.h"

#define NBSP "\xC2\xA0"

struct telling finding_telling(struct sentences *s, const struct finding *f)
{
    bool two = f->kind == FINDING_BALANCE || f->kind == FINDING_GAP;
    const struct pair *pair = two ? f->phrase : NULL;
    return (struct telling){s, f, two ? pair->phrase : f->phrase, pair, NULL};
}

static const char *area_name(const struct telling *t, uint32_t area)
{
    return published_area(t->s->published, area)->name;
}

/* The Land is called so once the area is known: as in the heads of tables. */
static const char *place(const struct telling *t, uint32_t area, enum place_form form)
{
    if (area == PUBLISHED_NONE)
        return NULL;
    bool land = published_area(t->s->published, area)->kind == PUBLISHED_LAND;
    return place_words(t->s->arena, land ? "Land" : area_name(t, area), form);
}

/* -- Figures */

static double printed(const struct telling *t, size_t i)
{
    const struct finding_figure *g = &t->f->figures[i];
    double value = g->is_forecast ? g->forecast
                                  : figure_at(t->s, g->indicator, g->area, g->year)->value;
    return figure_printed(t->s, g->indicator, value);
}

static const char *number(const struct telling *t, size_t i, const char *unit)
{
    if (i >= t->f->n_figures || unit == NULL)
        return NULL;
    struct arena *a = t->s->arena;
    const struct finding_figure *g = &t->f->figures[i];
    int decimals = published_indicator(t->s->published, g->indicator)->decimals;
    const char *text = words_quantity(a, printed(t, i), decimals, unit);
    bool provisional = !g->is_forecast && (figure_at(t->s, g->indicator, g->area, g->year)->marks &
                                           SIGN_PROVISIONAL) != 0;
    return provisional ? arena_printf(a, "%s (vorläufig)", text) : text;
}

static const char *unit_of(const struct telling *t)
{
    return t->phrase != NULL ? t->phrase->unit : "";
}

static const char *dative_of(const struct telling *t)
{
    return t->phrase != NULL ? t->phrase->unit_dative : "";
}

static const char *again_of(const struct telling *t)
{
    return t->phrase != NULL ? t->phrase->again : "";
}

static const char *s_wert(const struct telling *t) { return number(t, 0, unit_of(t)); }
static const char *s_wert_einfach(const struct telling *t)
{
    return t->phrase != NULL ? number(t, 0, t->phrase->plain_unit) : NULL;
}

static const char *s_wert_dativ(const struct telling *t) { return number(t, 0, dative_of(t)); }

static const char *s_zweitzahl(const struct telling *t) { return number(t, 1, ""); }

static const char *s_zweitwert(const struct telling *t)
{
    return number(t, 1, again_of(t));
}

static const char *s_zweitwert_dativ(const struct telling *t)
{
    return number(t, 1, t->phrase != NULL && t->phrase->again[0] == '\0' ? "" : dative_of(t));
}

static const char *s_prognose(const struct telling *t)
{
    return t->f->kind == FINDING_OUTLOOK ? number(t, 1, dative_of(t)) : NULL;
}

static const char *bound(const struct telling *t, bool upper)
{
    if (t->f->kind != FINDING_OUTLOOK)
        return NULL;
    const struct analysis_forecast *c = analysis_forecast(t->s->analysis, t->f->indicator,
                                                          t->f->area);
    const struct analysis_forecast_year *y = &c->years[c->n_years - 1];
    return german_number(t->s->arena, upper ? y->upper : y->lower,
                         published_indicator(t->s->published, t->f->indicator)->decimals);
}

static const char *s_unten(const struct telling *t) { return bound(t, false); }
static const char *s_oben(const struct telling *t) { return bound(t, true); }

static const char *s_sicherheit(const struct telling *t)
{
    if (t->f->kind != FINDING_OUTLOOK)
        return NULL;
    return german_number(t->s->arena, 100 * analysis_forecast_level(t->s->analysis), 0);
}

/* Of what is printed, so that it agrees with the table beside it. */
static const char *difference(const struct telling *t, size_t i, size_t k, const char *percent)
{
    if (t->f->n_figures <= k || t->phrase == NULL)
        return NULL;
    int decimals = published_indicator(t->s->published, t->f->indicator)->decimals;
    double d = german_round(fabs(printed(t, i) - printed(t, k)), decimals);
    const char *unit = str_eq(t->phrase->unit, "%") ? percent : t->phrase->again;
    return words_quantity(t->s->arena, d, decimals, unit);
}

static const char *s_differenz(const struct telling *t)
{
    return difference(t, 0, 1, "Prozentpunkte");
}

/* That of the area above, where it has the same direction. */
static const char *s_vergleichsdifferenz(const struct telling *t)
{
    if (t->f->kind != FINDING_GAP || t->f->n_figures < 4 ||
        !((printed(t, 2) - printed(t, 3)) * t->f->direction > 0))
        return NULL;
    return difference(t, 2, 3, "");
}

/* -- Time */

static const char *with_year(const struct telling *t, const char *when, int year)
{
    struct arena *a = t->s->arena;
    const struct published_indicator *in = published_indicator(t->s->published, t->f->indicator);
    struct buf b = BUF_INIT;
    for (const char *p = when; *p != '\0';) {
        if (str_starts(p, "{jahr}")) {
            buf_printf(&b, "%d", year);
            p += strlen("{jahr}");
        } else if (str_starts(p, "{zeitraum}")) {
            buf_printf(&b, "%d bis %d", year - (in->pooled > 1 ? in->pooled : 1) + 1, year);
            p += strlen("{zeitraum}");
        } else {
            buf_addc(&b, *p++);
        }
    }
    const char *text = arena_strdup(a, buf_str(&b));
    buf_release(&b);
    return text;
}

static const char *s_wann(const struct telling *t)
{
    const char *when = t->pair != NULL ? t->pair->when : t->phrase->when;
    return with_year(t, when, t->f->year);
}

static const char *s_wann_einfach(const struct telling *t)
{
    if (t->pair != NULL)
        return s_wann(t);
    return with_year(t, t->phrase->plain_when, t->f->year);
}

static const char *s_jahr(const struct telling *t)
{
    return arena_printf(t->s->arena, "%d", t->f->year);
}

static const char *s_zeit(const struct telling *t)
{
    const struct published_indicator *in = published_indicator(t->s->published, t->f->indicator);
    int year = t->f->year;
    if (in->pooled > 1)
        return arena_printf(t->s->arena, "%d–%d", year - in->pooled + 1, year);
    return arena_printf(t->s->arena, "%d", year);
}

static const char *s_von(const struct telling *t)
{
    return t->f->from != 0 ? arena_printf(t->s->arena, "%d", t->f->from) : NULL;
}

static const char *s_bis(const struct telling *t)
{
    const struct finding *f = t->f;
    switch (f->kind) {
    case FINDING_TREND: return s_jahr(t);
    case FINDING_TURNING: return f->year == f->until ? s_jahr(t) : NULL;
    case FINDING_OUTLOOK: return s_jahr(t);
    default: return NULL;
    }
}

/* The last year of a series whose highest or lowest value lies before it. */
static const char *s_zuletzt(const struct telling *t)
{
    const struct finding *f = t->f;
    bool before = f->kind == FINDING_TURNING && f->year < f->until;
    return before ? arena_printf(t->s->arena, "%d", f->until) : NULL;
}

static const char *s_zieljahr(const struct telling *t)
{
    if (t->f->kind != FINDING_OUTLOOK)
        return NULL;
    return arena_printf(t->s->arena, "%d", t->f->figures[1].year);
}

/* -- Places */

static const char *s_ort(const struct telling *t) { return area_name(t, t->f->area); }
static const char *s_in_ort(const struct telling *t) { return place(t, t->f->area, PLACE_IN); }
static const char *s_orts(const struct telling *t) { return place(t, t->f->area, PLACE_OF); }

/* Moves are counted over the borders of municipalities, of larger areas too. */
static const char *s_nach_ort(const struct telling *t)
{
    struct arena *a = t->s->arena;
    if (published_area(t->s->published, t->f->area)->kind == PUBLISHED_GEMEINDE)
        return arena_printf(a, "nach %s", s_ort(t));
    return arena_printf(a, "in eine Gemeinde %s", s_orts(t));
}

static const char *s_im_vergleich(const struct telling *t)
{
    return place(t, t->f->reference, PLACE_IN_SHORT);
}

static const char *s_im_ganzen_vergleich(const struct telling *t)
{
    return place(t, t->f->reference, PLACE_IN_WHOLE);
}

static const char *s_des_vergleichs(const struct telling *t)
{
    return place(t, t->f->reference, PLACE_OF_SHORT);
}

static const char *s_zum_vergleich(const struct telling *t)
{
    return place(t, t->f->reference, PLACE_TO_SHORT);
}

static const char *others(const struct telling *t, const char *article)
{
    struct arena *a = t->s->arena;
    const struct finding *f = t->f;
    const char *rest = f->all_shown ? "" : " mit Angabe";
    return arena_printf(a, "%s %s" NBSP "Gemeinden%s", article, german_count_word(a, f->of), rest);
}

static const char *s_unter_allen(const struct telling *t)
{
    return t->f->place > 0 ? others(t, "unter den") : NULL;
}

static const char *s_aller(const struct telling *t)
{
    return t->f->place > 0 ? others(t, "der") : NULL;
}

/* Only where nobody is left out: the highest of those shown may not be that of the district. */
static const char *s_im_kreis(const struct telling *t)
{
    if (t->f->place == 0 || !t->f->all_shown)
        return NULL;
    return place(t, t->s->district, PLACE_IN_SHORT);
}

static const char *s_rang(const struct telling *t)
{
    const struct finding *f = t->f;
    if (f->place == 0)
        return NULL;
    int rank = f->direction > 0 ? f->place : f->of - f->place + 1;
    return arena_printf(t->s->arena, "%d von %d", rank, f->of);
}

/* -- What it is about, and how it stands */

static const char *s_subjekt(const struct telling *t)
{
    return t->phrase != NULL ? t->phrase->subject : NULL;
}

static const char *s_gegenstand(const struct telling *t) { return t->subject; }

static const char *s_nomen(const struct telling *t)
{
    return t->phrase != NULL ? t->phrase->noun : NULL;
}

/* "beim Anteil", "bei der Miete": the article and bei become one. */
static const char *s_bei(const struct telling *t)
{
    if (t->phrase == NULL || t->phrase->dative == NULL)
        return NULL;
    const char *d = t->phrase->dative;
    if (str_starts(d, "dem "))
        return arena_printf(t->s->arena, "beim %s", d + strlen("dem "));
    return arena_printf(t->s->arena, "bei %s", d);
}

static const char *s_er(const struct telling *t)
{
    static const char *const pronouns[] = {"er", "sie", "es", "sie"};
    return t->phrase != NULL ? pronouns[t->phrase->gender] : NULL;
}

static const char *either(const struct telling *t, const char *more, const char *less)
{
    return t->f->direction > 0 ? more : t->f->direction < 0 ? less : NULL;
}

static const char *s_ueber(const struct telling *t) { return either(t, "über", "unter"); }
static const char *s_hoeher(const struct telling *t) { return either(t, "höher", "niedriger"); }
static const char *s_mehr(const struct telling *t) { return either(t, "mehr", "weniger"); }
static const char *s_hoch(const struct telling *t) { return either(t, "hoch", "niedrig"); }
static const char *s_gestiegen(const struct telling *t)
{
    return either(t, "gestiegen", "gesunken");
}

static const char *s_befund(const struct telling *t)
{
    if (t->pair != NULL)
        return t->f->direction == 0 ? t->pair->equal : either(t, t->pair->more, t->pair->less);
    return t->phrase->more != NULL ? either(t, t->phrase->more, t->phrase->less) : NULL;
}

static const char *s_befund_einfach(const struct telling *t)
{
    if (t->pair != NULL || t->phrase->more == NULL)
        return s_befund(t);
    return either(t, t->phrase->plain_more, t->phrase->plain_less);
}

static const char *s_stelle(const struct telling *t)
{
    const struct finding *f = t->f;
    return f->place > 0 ? words_superlative(t->s->arena, f->place, f->direction > 0, "") : NULL;
}

/* Before the noun without an article: "höchster Anteil", "höchste Miete". */
static const char *s_stelle_stark(const struct telling *t)
{
    static const char *const endings[] = {"r", "", "s", ""};
    const struct finding *f = t->f;
    if (f->place == 0 || t->phrase == NULL)
        return NULL;
    return words_superlative(t->s->arena, f->place, f->direction > 0,
                             endings[t->phrase->noun_gender]);
}

static const char *s_hoechsten(const struct telling *t)
{
    return either(t, "höchsten", "niedrigsten");
}

static const char *s_einfach(const struct telling *t)
{
    return t->phrase != NULL ? t->phrase->plain : NULL;
}

static const char *s_jede(const struct telling *t)
{
    if (t->phrase == NULL || !str_eq(t->phrase->unit, "%") || t->f->n_figures == 0)
        return NULL;
    return words_every(t->s->arena, t->phrase->person, printed(t, 0), t->s->tolerance);
}

static const char *s_aussage(const struct telling *t)
{
    return t->phrase != NULL && t->phrase->says != NULL ? fill_words(t, t->phrase->says) : NULL;
}

static const char *s_aussage_jede(const struct telling *t)
{
    return t->phrase != NULL && t->phrase->every != NULL ? fill_words(t, t->phrase->every) : NULL;
}

/* -- Balance and gap */

static const char *counted(const struct telling *t, size_t i)
{
    if (t->f->kind != FINDING_BALANCE)
        return NULL;
    bool in_words = printed(t, 0) < 12.5 && printed(t, 1) < 12.5;
    return fill_words(t, words_counted(t->s->arena, &t->pair->words[i], printed(t, i), in_words));
}

static const char *s_erste(const struct telling *t) { return counted(t, 0); }
static const char *s_zweite(const struct telling *t) { return counted(t, 1); }

static const char *s_saldo(const struct telling *t)
{
    if (t->f->kind != FINDING_BALANCE)
        return NULL;
    return german_signed(t->s->arena, printed(t, 2), 0);
}

static const char *rate(const struct telling *t, size_t i)
{
    if (t->f->kind != FINDING_BALANCE || i >= t->f->n_figures)
        return NULL;
    int decimals = published_indicator(t->s->published, t->f->figures[i].indicator)->decimals;
    return german_signed(t->s->arena, printed(t, i), decimals);
}

static const char *s_saldorate(const struct telling *t) { return rate(t, 3); }
static const char *s_vergleichsrate(const struct telling *t) { return rate(t, 4); }

/* -- Plain language: so many of 100 or 1 000 */

static double base_of(const struct telling *t)
{
    if (t->phrase == NULL || t->phrase->of == NULL || t->f->n_figures < 2)
        return 0;
    if (str_starts(t->phrase->unit, "je 1"))
        return 1000;
    return str_eq(t->phrase->unit, "%") && printed(t, 0) >= 10 && printed(t, 1) >= 10 ? 100 : 1000;
}

static const char *of_base(const struct telling *t, size_t i)
{
    double base = base_of(t);
    if (!(base > 0))
        return NULL;
    double times = str_eq(t->phrase->unit, "%") ? base / 100 : 1;
    double exact[2] = {printed(t, 0) * times, printed(t, 1) * times};
    double whole[2] = {german_round(exact[0], 0), german_round(exact[1], 0)};
    bool same = !(whole[0] < whole[1]) && !(whole[0] > whole[1]);
    if (whole[0] < 2 || whole[1] < 2 || (same && t->f->direction != 0))
        return NULL;
    const char *text = german_number(t->s->arena, whole[i], 0);
    return fabs(whole[i] - exact[i]) > 1e-6 ? arena_printf(t->s->arena, "etwa %s", text) : text;
}

static const char *s_zahl(const struct telling *t) { return of_base(t, 0); }
static const char *s_vergleichszahl(const struct telling *t) { return of_base(t, 1); }

static const char *s_von_hundert(const struct telling *t)
{
    double base = base_of(t);
    if (!(base > 0))
        return NULL;
    return arena_printf(t->s->arena, "von %s" NBSP "%s", german_number(t->s->arena, base, 0),
                        t->phrase->of);
}

static const char *s_sind_zahl(const struct telling *t)
{
    return t->phrase != NULL && t->phrase->are != NULL ? fill_words(t, t->phrase->are) : NULL;
}

static const struct {
    const char *name;
    const char *(*text)(const struct telling *t);
} slots[] = {
    {"wert", s_wert}, {"wert-einfach", s_wert_einfach}, {"wann-einfach", s_wann_einfach},
    {"wert-dativ", s_wert_dativ}, {"zweitzahl", s_zweitzahl}, {"zweitwert", s_zweitwert},
    {"zweitwert-dativ", s_zweitwert_dativ}, {"differenz", s_differenz},
    {"vergleichsdifferenz", s_vergleichsdifferenz}, {"prognose", s_prognose},
    {"unten", s_unten}, {"oben", s_oben}, {"sicherheit", s_sicherheit}, {"wann", s_wann},
    {"jahr", s_jahr}, {"zeit", s_zeit}, {"von", s_von}, {"bis", s_bis}, {"zuletzt", s_zuletzt},
    {"zieljahr", s_zieljahr}, {"ort", s_ort},
    {"in-ort", s_in_ort}, {"nach-ort", s_nach_ort}, {"orts", s_orts},
    {"im-vergleich", s_im_vergleich}, {"im-ganzen-vergleich", s_im_ganzen_vergleich},
    {"des-vergleichs", s_des_vergleichs}, {"zum-vergleich", s_zum_vergleich},
    {"unter-allen", s_unter_allen}, {"aller", s_aller}, {"im-kreis", s_im_kreis},
    {"rang", s_rang}, {"subjekt", s_subjekt}, {"gegenstand", s_gegenstand},
    {"nomen", s_nomen}, {"bei", s_bei}, {"er", s_er},
    {"über", s_ueber}, {"höher", s_hoeher}, {"mehr", s_mehr}, {"hoch", s_hoch},
    {"gestiegen", s_gestiegen}, {"befund", s_befund}, {"befund-einfach", s_befund_einfach},
    {"stelle", s_stelle}, {"stelle-stark", s_stelle_stark}, {"höchsten", s_hoechsten},
    {"einfach", s_einfach}, {"jede", s_jede}, {"aussage", s_aussage},
    {"aussage-jede", s_aussage_jede}, {"erste", s_erste}, {"zweite", s_zweite},
    {"saldo", s_saldo}, {"saldorate", s_saldorate}, {"vergleichsrate", s_vergleichsrate},
    {"zahl", s_zahl}, {"vergleichszahl", s_vergleichszahl}, {"von-hundert", s_von_hundert},
    {"sind-zahl", s_sind_zahl},
};
enum { N_SLOTS = sizeof slots / sizeof slots[0] };

static size_t slot_find(const char *name, size_t n)
{
    size_t i = 0;
    while (i < N_SLOTS && (strlen(slots[i].name) != n || strncmp(slots[i].name, name, n) != 0))
        i++;
    return i;
}

bool slot_known(const char *name, size_t n)
{
    return slot_find(name, n) < N_SLOTS;
}

const char *slot_text(const struct telling *t, const char *name, size_t n)
{
    size_t i = slot_find(name, n);
    return i < N_SLOTS ? slots[i].text(t) : NULL;
}
