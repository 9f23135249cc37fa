/* Sentences from data: names of places, words for numbers, patterns, which findings are true
 * and which stand in front. Expected German is written by hand from fake_published.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* Bernheim's share of children under 15 in SGB II, tested against the district's 9.0. */
#define FAKE_MORE                                                                                 \
    {F09, BERNHEIM, 0, {.year = 2015, .value = 7.0, .sign = SIGN_VALUE, .has_interval = true,     \
                        .lower = 6.1, .upper = 7.9, .lower998 = 5.6, .upper998 = 9.4,             \
                        .district = PUBLISHED_LOWER, .district998 = PUBLISHED_SIMILAR}},          \
    {F09, EBERN, 0, {.year = 2015, .value = 12.0, .sign = SIGN_VALUE, .has_interval = true,       \
                     .marks = SIGN_LIMITED, .district = PUBLISHED_HIGHER}},                       \
    {F09, KREIS, 0, {.year = 2015, .value = 8.4, .sign = SIGN_VALUE}},
#include "unit/fake_published.h"

#include "sentences/sentences_private.h"

/* Trends and forecasts as a test wants them, in the place of analysis/. */
struct analysis {
    struct analysis_trend trend;
    uint32_t indicator, area; /* of the trend */
    struct analysis_forecast forecast;
};

const struct analysis_trend *analysis_trend(const struct analysis *a, uint32_t indicator,
                                            uint32_t area)
{
    return indicator == a->indicator && area == a->area ? &a->trend : NULL;
}

const struct analysis_forecast *analysis_forecast(const struct analysis *a, uint32_t indicator,
                                                  uint32_t area)
{
    const struct analysis_forecast *f = &a->forecast;
    return f->n_years > 0 && f->indicator == indicator && f->area == area ? f : NULL;
}

double analysis_forecast_level(const struct analysis *a)
{
    (void)a;
    return 0.95;
}

static void test_places(void **state)
{
    (void)state;
    static const struct { const char *name; enum place_form form; const char *words; } cases[] = {
        {"Nürtingen", PLACE_IN, "in Nürtingen"},
        {"Nürtingen", PLACE_OF, "Nürtingens"},
        {"Neuffen", PLACE_OF, "Neuffens"},
        {"Deizisau", PLACE_OF, "Deizisaus"},
        {"Aichtal", PLACE_OF, "Aichtals"},
        {"Ohmden", PLACE_OF, "Ohmdens"},
        {"Weilheim an der Teck", PLACE_OF, "von Weilheim an der Teck"},
        {"Wernau (Neckar)", PLACE_OF, "von Wernau (Neckar)"},
        {"Leinfelden-Echterdingen", PLACE_OF, "Leinfelden-Echterdingens"},
        {"Bad Überkingens", PLACE_OF, "von Bad Überkingens"},
        {"Worms", PLACE_OF, "von Worms"},
        {"Gars", PLACE_OF, "von Gars"},
        {"Mainz", PLACE_OF, "von Mainz"},
        {"Neuss", PLACE_OF, "von Neuss"},
        {"Voß", PLACE_OF, "von Voß"},
        {"Calx", PLACE_OF, "von Calx"},
        {"Landkreis Esslingen", PLACE_IN, "im Landkreis Esslingen"},
        {"Landkreis Esslingen", PLACE_IN_SHORT, "im Landkreis"},
        {"Landkreis Esslingen", PLACE_OF_SHORT, "des Landkreises"},
        {"Landkreis Esslingen", PLACE_TO_SHORT, "zum Landkreis"},
        {"Landkreis Esslingen", PLACE_IN_WHOLE, "im ganzen Landkreis"},
        {"Kreis Unna", PLACE_IN_SHORT, "im Kreis"},
        {"Kreis Unna", PLACE_OF, "des Kreises Unna"},
        {"Rhein-Neckar-Kreis", PLACE_IN, "im Rhein-Neckar-Kreis"},
        {"Rhein-Neckar-Kreis", PLACE_IN_SHORT, "im Kreis"},
        {"Bodenseekreis", PLACE_OF, "des Bodenseekreises"},
        {"Bodenseekreis", PLACE_OF_SHORT, "des Kreises"},
        {"Region Hannover", PLACE_IN, "in der Region Hannover"},
        {"Region Hannover", PLACE_IN_SHORT, "in der Region"},
        {"Region Hannover", PLACE_OF_SHORT, "der Region"},
        {"Region Hannover", PLACE_TO_SHORT, "zur Region"},
        {"Region Hannover", PLACE_IN_WHOLE, "in der ganzen Region"},
        {"Stadt Bielefeld", PLACE_IN, "in der Stadt Bielefeld"},
        {"Hessen", PLACE_IN_SHORT, "in Hessen"},
        {"Hessen", PLACE_IN_WHOLE, "in ganz Hessen"},
        {"Hessen", PLACE_TO_SHORT, "zu Hessen"},
        {"Hessen", PLACE_OF_SHORT, "Hessens"},
        {"Rheinland-Pfalz", PLACE_OF, "von Rheinland-Pfalz"},
        {"Saarland", PLACE_IN, "im Saarland"},
        {"Land", PLACE_OF_SHORT, "des Landes"},
        {"", PLACE_IN, "in "},
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(place_words(a, cases[i].name, cases[i].form), cases[i].words);
    assert_string_equal(sentences_in_place(a, "Städteregion Aachen"),
                        "in der Städteregion Aachen");
    arena_free(a);
}

static void expect_every(const char *person, double share, double tolerance, const char *expected)
{
    struct arena *a = arena_new();
    const char *text = words_every(a, person, share, tolerance);
    if (expected == NULL)
        assert_null(text);
    else
        assert_string_equal(text, expected);
    arena_free(a);
}

static void test_every(void **state)
{
    (void)state;
    expect_every("jede Person", 12.5, 3, "jede achte Person");
    expect_every("jede Person", 50, 3, "jede zweite Person");
    expect_every("jedes Kind", 10, 3, "jedes zehnte Kind");
    expect_every("jeder Mensch", 33.3, 3, "jeder dritte Mensch");
    expect_every("jede Person", 12.3, 3, "etwa jede achte Person");
    expect_every("jede Person", 12.1, 3, NULL); /* 12.5 is 3.3 % more */
    expect_every("jede Person", 12.1, 4, "etwa jede achte Person");
    expect_every("jede Person", 8.3, 3, "jede zwölfte Person");
    expect_every("jede Person", 7.7, 3, NULL); /* every 13th has no word */
    expect_every("jede Person", 100, 3, NULL);
    expect_every("jede Person", 0, 3, NULL);
    expect_every(NULL, 50, 3, NULL);
}

static void test_words(void **state)
{
    (void)state;
    static const struct counted children = {"kam kein Kind", "kam ein Kind", "kamen {zahl} Kinder"};
    struct arena *a = arena_new();
    assert_string_equal(words_counted(a, &children, 0, true), "kam kein Kind");
    assert_string_equal(words_counted(a, &children, 1, false), "kam ein Kind");
    assert_string_equal(words_counted(a, &children, 12, true), "kamen zwölf Kinder");
    assert_string_equal(words_counted(a, &children, 12, false), "kamen 12 Kinder");
    assert_string_equal(words_counted(a, &children, 13, true), "kamen 13 Kinder");
    assert_string_equal(words_superlative(a, 1, true, ""), "höchste");
    assert_string_equal(words_superlative(a, 2, false, "r"), "zweitniedrigster");
    assert_string_equal(words_superlative(a, 3, true, "s"), "dritthöchstes");
    assert_string_equal(words_superlative(a, 12, true, ""), "zwölfthöchste");
    assert_null(words_superlative(a, 13, true, ""));
    assert_null(words_superlative(a, 0, true, ""));
    assert_string_equal(words_capital(a, "über"), "Über");
    assert_string_equal(words_capital(a, "ende"), "Ende");
    assert_string_equal(words_capital(a, "7 von"), "7 von");
    assert_string_equal(words_small(a, "Ältere"), "ältere");
    assert_string_equal(words_small(a, "Mehr"), "mehr");
    assert_string_equal(words_capital(a, ""), "");
    arena_free(a);
}

/* -- A small sentences.xml */

#define IMPORTANCE                                                                                \
    "<importance most=\"4\" relative=\"10\" min-places=\"3\" ends=\"3\" per-field=\"2\" "         \
    "least=\"0.1\" tolerance=\"3\" strict=\"1.25\" untested=\"0.8\" unfavourable=\"1.2\" "        \
    "favourable=\"1.1\" extreme=\"1.2\" per-year=\"0.5\" level=\"1\" rank=\"0.9\" trend=\"1\" "   \
    "turning=\"1\" balance=\"1\" gap=\"1\" outlook=\"1\"/>"
#define HEADLINES                                                                                 \
    "<headlines level=\"als {im-vergleich}\" trend=\"{nomen} seit {von} {gestiegen}\" "           \
    "none=\"Keine deutlichen Unterschiede {zum-vergleich}\"/>"
#define UNEMPLOYED                                                                                \
    "<phrase indicator=\"S06\" topic=\"Arbeit\" subject=\"der Anteil der Arbeitslosen\" "         \
    "noun=\"die Arbeitslosigkeit\" more=\"Höhere Arbeitslosigkeit\" "                             \
    "less=\"Geringere Arbeitslosigkeit\" says=\"waren {in-ort} {wert} arbeitslos\" "              \
    "of=\"Menschen\" are=\"waren {von-hundert} {in-ort} {zahl} arbeitslos\"/>"
#define CHILDREN                                                                                  \
    "<phrase indicator=\"F09\" topic=\"Kinder\" subject=\"die Zahl der Kinder je 100\" "          \
    "when=\"Ende {jahr}\" unit=\"\" more=\"Mehr Kinder im SGB II\" "                              \
    "less=\"Weniger Kinder im SGB II\"/>"
#define INHABITANTS                                                                               \
    "<phrase indicator=\"D01\" topic=\"Größe\" subject=\"die Einwohnerzahl\" when=\"Ende {jahr}\"/>"
#define PATTERNS                                                                                  \
    "<pattern kind=\"level\" direction=\"more less\" place=\"no\" "                               \
    "lead=\"{befund} als {im-vergleich}\">{subjekt} {lag|lagen} {wann} {in-ort} bei {wert-dativ} "\
    "und damit {über} dem Wert {des-vergleichs} ({zweitwert}).</pattern>"                         \
    "<pattern kind=\"level\" direction=\"more less\" place=\"yes\" lead=\"{stelle-stark} {nomen} "\
    "{im-kreis}\">{wann} {aussage}. Das war der {stelle} Wert {unter-allen}.</pattern>"           \
    "<pattern kind=\"level\" direction=\"more less\" place=\"yes\" "                              \
    "lead=\"{befund} als {im-vergleich}\">{bei} hatte {ort} {wann} den {stelle}n Wert "           \
    "{unter-allen}, {differenz} {mehr} als {im-vergleich}.</pattern>"                             \
    "<pattern kind=\"level\" direction=\"equal\" lead=\"{nomen} wie {im-vergleich}\">{wann} "     \
    "{aussage}, {im-vergleich} {zweitwert}. {er} war {orts} Wert.</pattern>"                      \
    "<pattern kind=\"level\" language=\"plain\" lead=\"{befund}\">{wann} "                        \
    "{sind-zahl}. {im-ganzen-vergleich} waren es {vergleichszahl}.</pattern>"                     \
    "<pattern kind=\"rank\" lead=\"{stelle-stark} {nomen}\">{wann} hatte {ort} {wert} Einwohner, "\
    "Rang {rang}.</pattern>"

#define TREND                                                                                     \
    "<pattern kind=\"trend\" lead=\"{nomen} seit {von} {gestiegen}\">Von {von} bis {bis} "        \
    "{ist|sind} {subjekt} {in-ort} {gestiegen}, von {zweitzahl} auf {wert}.</pattern>"
#define OUTLOOK                                                                                   \
    "<phrase indicator=\"D01\" topic=\"Größe\" subject=\"die Einwohnerzahl\" tells=\"outlook\"/>" \
    "<pattern kind=\"outlook\" lead=\"{nomen} bis {zieljahr}\">Wie von {von} bis {bis}: etwa "    \
    "{prognose}, zu {sicherheit} Prozent {unten} bis {oben}.</pattern>"

struct room {
    char dir[1024];
    struct diag *d;
    struct sentences *s;
};

static void open_with(struct room *r, const char *body, const struct analysis *analysis)
{
    const char *tmp = getenv("TMPDIR");
    snprintf(r->dir, sizeof r->dir, "%s/sentences-XXXXXX", tmp != NULL ? tmp : "/tmp");
    assert_non_null(mkdtemp(r->dir));
    char path[1100];
    snprintf(path, sizeof path, "%s/sentences.xml", r->dir);
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    fprintf(out, "<sentences>\n%s\n%s\n%s\n</sentences>\n", IMPORTANCE, HEADLINES, body);
    assert_int_equal(fclose(out), 0);
    r->d = diag_new();
    r->s = sentences_load(r->dir, &fake, analysis, r->d);
    unlink(path);
    rmdir(r->dir);
}

static void open_room(struct room *r, const char *body)
{
    open_with(r, body, NULL);
}

static void close_room(struct room *r)
{
    sentences_free(r->s);
    diag_free(r->d);
}

static void expect_messages(struct room *r, const char *part)
{
    char *text = diag_text(r->d);
    if (part[0] == '\0')
        assert_string_equal(text, "");
    else
        assert_non_null(strstr(text, part));
    free(text);
}

static struct told tell(struct room *r, enum finding_kind kind, uint32_t area, uint32_t in,
                        enum language language, size_t variant)
{
    const struct finding *f = sentences_find(r->s, kind, area, in, 0);
    return f != NULL ? sentences_tell(r->s, f, language, variant, 0) : (struct told){0};
}

/* 3.72 prints 3,7; the district has 3,0; six of seven have a value, so the district is not
 * named as a whole: its highest value may be the hidden one. */
static void test_level(void **state)
{
    (void)state;
    struct room r;
    open_room(&r, UNEMPLOYED CHILDREN INHABITANTS PATTERNS);
    expect_messages(&r, "");
    struct told t = tell(&r, FINDING_LEVEL, BERNHEIM, S06, LANGUAGE_STANDARD, 0);
    assert_string_equal(t.lead, "Höhere Arbeitslosigkeit als im Landkreis");
    assert_string_equal(t.text, "Beim Anteil der Arbeitslosen hatte Bernheim im Jahr 2016 den "
                                "höchsten Wert unter den sechs\xC2\xA0Gemeinden mit "
                                "Angabe, 0,7\xC2\xA0Prozentpunkte mehr als im "
                                "Landkreis.");
    t = tell(&r, FINDING_LEVEL, BERNHEIM, S06, LANGUAGE_PLAIN, 0);
    assert_string_equal(t.text, "Im Jahr 2016 waren von 1\xE2\x80\xAF" "000\xC2\xA0Menschen in "
                                "Bernheim 37 arbeitslos. Im ganzen Landkreis waren es 30.");
    t = tell(&r, FINDING_LEVEL, CRONAU, S06, LANGUAGE_STANDARD, 0);
    assert_string_equal(t.lead, "Geringere Arbeitslosigkeit als im Landkreis");
    assert_string_equal(t.text, "Der Anteil der Arbeitslosen lag im Jahr 2016 in Cronau bei "
                                "2,5\xE2\x80\xAF% und damit unter dem Wert des Landkreises "
                                "(3,0\xE2\x80\xAF%).");
    t = tell(&r, FINDING_LEVEL, AEHREN, S06, LANGUAGE_STANDARD, 0);
    assert_string_equal(t.lead, "Arbeitslosigkeit wie im Landkreis");
    assert_string_equal(t.text, "Im Jahr 2016 waren in Ähren 3,0\xE2\x80\xAF% arbeitslos, im "
                                "Landkreis 3,0\xE2\x80\xAF%. Er war Ährens Wert.");
    close_room(&r);
}

static void test_rank(void **state)
{
    (void)state;
    struct room r;
    open_room(&r, UNEMPLOYED CHILDREN INHABITANTS PATTERNS);
    struct told t = tell(&r, FINDING_RANK, BERNHEIM, D01, LANGUAGE_STANDARD, 0);
    assert_string_equal(t.lead, "Höchste Einwohnerzahl");
    assert_string_equal(t.text, "Ende 2014 hatte Bernheim 40\xE2\x80\xAF" "500 Einwohner, Rang 1 "
                                "von 3.");
    t = tell(&r, FINDING_RANK, ALTDORF, D01, LANGUAGE_STANDARD, 0);
    assert_string_equal(t.lead, "Niedrigste Einwohnerzahl");
    assert_string_equal(t.text, "Ende 2014 hatte Altdorf 1\xE2\x80\xAF" "700 Einwohner, Rang 3 "
                                "von 3.");
    close_room(&r);
}

/* Nothing is said of what is hidden, limited, not compared, or of an area that is none of ours. */
static void test_silence(void **state)
{
    (void)state;
    struct room r;
    open_room(&r, UNEMPLOYED CHILDREN INHABITANTS PATTERNS);
    static const uint32_t silent[] = {ALTDORF, DORFEN, EBERN, OEDE, LAND, DG};
    for (size_t i = 0; i < sizeof silent / sizeof silent[0]; i++)
        assert_null(sentences_find(r.s, FINDING_LEVEL, silent[i], S06, 0));
    assert_null(sentences_find(r.s, FINDING_LEVEL, ALTDORF, S06, 2016));
    assert_null(sentences_find(r.s, FINDING_LEVEL, EBERN, F09, 0)); /* fewer than ten cases */
    assert_non_null(sentences_find(r.s, FINDING_LEVEL, BERNHEIM, F09, 0));
    assert_null(sentences_find(r.s, FINDING_TREND, BERNHEIM, S06, 0)); /* no analysis */
    assert_null(sentences_find(r.s, FINDING_TURNING, BERNHEIM, D01, 0));
    assert_null(sentences_find(r.s, FINDING_RANK, KREIS, D01, 0));
    size_t n;
    sentences_findings(r.s, DG, &n);
    assert_int_equal(n, 0);
    char *dump = sentences_dump(r.s, ALTDORF);
    assert_null(strstr(dump, "S06"));
    assert_null(strstr(dump, "77777"));
    free(dump);
    close_room(&r);
}

/* Kreis 3.0 and Land 3.1 in 2016, complete counts without an interval: as printed. */
static void test_district(void **state)
{
    (void)state;
    struct room r;
    open_room(&r, UNEMPLOYED PATTERNS);
    struct told t = tell(&r, FINDING_LEVEL, KREIS, S06, LANGUAGE_STANDARD, 0);
    assert_string_equal(t.lead, "Geringere Arbeitslosigkeit als im Land");
    assert_string_equal(t.text, "Der Anteil der Arbeitslosen lag im Jahr 2016 im Landkreis Muster "
                                "bei 3,0\xE2\x80\xAF% und damit unter dem Wert des Landes "
                                "(3,1\xE2\x80\xAF%).");
    close_room(&r);
}

static struct told tell_trend(uint32_t in, uint32_t area, int from, int to, size_t n,
                              enum analysis_direction direction, char *text, size_t size)
{
    struct analysis a = {.indicator = in, .area = area,
                         .trend = {.from = from, .to = to, .n = n, .direction = direction}};
    struct room r;
    open_with(&r, UNEMPLOYED INHABITANTS TREND, &a);
    struct told t = tell(&r, FINDING_TREND, area, in, LANGUAGE_STANDARD, 0);
    snprintf(text, size, "%s. %s", t.lead != NULL ? t.lead : "", t.text != NULL ? t.text : "");
    close_room(&r);
    return t;
}

/* The district went from 3.2 to 3.0, Bernheim from 3.5 to 3.72; D01 breaks in 2011. */
static void test_trend(void **state)
{
    (void)state;
    char text[512];
    tell_trend(S06, KREIS, 2014, 2016, 5, ANALYSIS_FALLING, text, sizeof text);
    assert_string_equal(text, "Arbeitslosigkeit seit 2014 gesunken. Von 2014 bis 2016 ist der "
                              "Anteil der Arbeitslosen im Landkreis Muster gesunken, von 3,2 auf "
                              "3,0\xE2\x80\xAF%.");
    tell_trend(S06, BERNHEIM, 2014, 2016, 5, ANALYSIS_RISING, text, sizeof text);
    assert_non_null(strstr(text, "gestiegen, von 3,5 auf 3,7"));
    assert_null(tell_trend(S06, BERNHEIM, 2014, 2016, 5, ANALYSIS_FALLING, text, 1).text);
    assert_null(tell_trend(S06, KREIS, 2014, 2016, 4, ANALYSIS_FALLING, text, 1).text);
    assert_null(tell_trend(S06, KREIS, 2014, 2016, 5, ANALYSIS_NONE, text, 1).text);
    assert_null(tell_trend(D01, KREIS, 2009, 2014, 5, ANALYSIS_RISING, text, 1).text);
    assert_null(tell_trend(S06, ALTDORF, 2014, 2016, 5, ANALYSIS_FALLING, text, 1).text);
}

static void test_outlook(void **state)
{
    (void)state;
    static const struct analysis_forecast_year years[] = {{2015, 83000, 82100, 83900},
                                                          {2016, 84000, 82400.4, 85600}};
    struct analysis a = {.indicator = PUBLISHED_NONE,
                         .forecast = {.indicator = D01, .area = KREIS, .from = 2011, .to = 2014,
                                      .n = 5, .years = years, .n_years = 2, .why_not = ""}};
    struct room r;
    open_with(&r, OUTLOOK, &a);
    struct told t = tell(&r, FINDING_OUTLOOK, KREIS, D01, LANGUAGE_STANDARD, 0);
    assert_string_equal(t.lead, "Einwohnerzahl bis 2016");
    assert_string_equal(t.text, "Wie von 2011 bis 2014: etwa 84\xE2\x80\xAF" "000, zu 95 Prozent "
                                "82\xE2\x80\xAF" "400 bis 85\xE2\x80\xAF" "600.");
    assert_int_equal(sentences_find(r.s, FINDING_OUTLOOK, KREIS, D01, 0)->direction, 1);
    assert_null(sentences_find(r.s, FINDING_OUTLOOK, BERNHEIM, D01, 0));
    close_room(&r);
}

static void test_headline(void **state)
{
    (void)state;
    static const uint32_t list[] = {S06, F09};
    struct room r;
    open_room(&r, UNEMPLOYED CHILDREN PATTERNS);
    assert_string_equal(sentences_headline(r.s, BERNHEIM, list, 2, 0).text,
                        "Höhere Arbeitslosigkeit als im Landkreis");
    /* Proved at 95 % only. */
    assert_string_equal(sentences_headline(r.s, CRONAU, list, 2, 0).text,
                        "Keine deutlichen Unterschiede zum Landkreis");
    assert_string_equal(sentences_headline(r.s, BERNHEIM, &list[1], 1, 0).text,
                        "Keine deutlichen Unterschiede zum Landkreis");
    assert_string_equal(sentences_headline(r.s, ALTDORF, list, 2, 0).text, "");
    /* What the words rest on: the level that holds; all that was compared where none does. */
    struct headline h = sentences_headline(r.s, BERNHEIM, list, 2, 0);
    assert_int_equal(h.n_findings, 1);
    assert_int_equal(h.findings[0]->indicator, S06);
    h = sentences_headline(r.s, CRONAU, list, 2, 0);
    assert_true(h.n_findings > 0);
    assert_int_equal(h.findings[0]->indicator, S06);
    assert_int_equal(sentences_headline(r.s, ALTDORF, list, 2, 0).n_findings, 0);
    assert_string_equal(sentences_headline(r.s, BERNHEIM, list, 0, 0).text, "");
    close_room(&r);
}

/* S06 of 2016 is the newest: |3.72 - 3.0| in spreads of 0, 2.0, 2.5, 3.0, 3.72 (Öde has nothing,
 * Dorfen is limited): median 2.5, distances 0, 0.5, 0.5, 1.22, 2.5, MAD 0.5, times 1.4826 =
 * 0.7413; 0.72 / 0.7413 = 0.97127. Times 1.25 strict, 1.2 burden, 1.2 place,
 * 1 (no shares declared) and 1 for the newest year. */
#define TITLES                                                                                    \
    "<titles level=\"{gegenstand} {zeit} {höher} als {im-vergleich}\" "                           \
    "alike=\"{gegenstand} {zeit} wie {im-vergleich}\" "                                           \
    "none=\"{gegenstand} {zeit} nicht deutlich anders\" open=\"{gegenstand}: kein Vergleich\" "   \
    "trend=\"{gegenstand} seit {von} {gestiegen}\" turning=\"{gegenstand} {jahr} am {höchsten}\" " \
    "change=\"{gegenstand} {jahr} {höher} als {von}\" same=\"{gegenstand} {jahr} wie {von}\"/>"

static void expect_level(uint32_t area, uint32_t indicator, const char *title, size_t findings)
{
    struct room r;
    open_room(&r, TITLES UNEMPLOYED PATTERNS);
    struct headline h = sentences_title_level(r.s, area, indicator, "Anteil");
    assert_string_equal(h.text, title);
    assert_int_equal(h.n_findings, findings);
    close_room(&r);
}

/* An indicator without words of its own has a title as well. */
static void test_title_level(void **state)
{
    (void)state;
    expect_level(BERNHEIM, S06, "Anteil 2016 höher als im Landkreis", 1);
    expect_level(CRONAU, S06, "Anteil 2016 nicht deutlich anders", 1); /* proved at 95 % only */
    expect_level(AEHREN, S06, "Anteil 2016 wie im Landkreis", 1);
    expect_level(ALTDORF, S06, "Anteil: kein Vergleich", 1); /* hidden */
    expect_level(DORFEN, S06, "Anteil: kein Vergleich", 1); /* too few cases */
    expect_level(KREIS, S06, "Anteil 2016 niedriger als im Land", 1);
    expect_level(BERNHEIM, R01, "Anteil: kein Vergleich", 1);
    expect_level(KREIS, R01, "", 0); /* no figure above */
}

static void expect_course(const struct analysis *a, uint32_t area, uint32_t indicator, int from,
                          const char *title)
{
    struct room r;
    open_with(&r, TITLES UNEMPLOYED PATTERNS, a);
    assert_string_equal(sentences_title_course(r.s, area, indicator, from, "Zahl").text, title);
    close_room(&r);
}

static void test_title_course(void **state)
{
    (void)state;
    struct analysis a = {.indicator = S06, .area = KREIS,
                         .trend = {.from = 2014, .to = 2016, .n = 5,
                                   .direction = ANALYSIS_FALLING, .headline = true}};
    expect_course(NULL, BERNHEIM, D01, 0, "Zahl 2014 höher als 2011"); /* not over the break */
    expect_course(NULL, BERNHEIM, D01, 2012, "Zahl 2014 höher als 2012");
    expect_course(NULL, BERNHEIM, D01, 2013, "");
    expect_course(NULL, ALTDORF, D01, 0, "");
    expect_course(NULL, ALTDORF, S06, 0, ""); /* the newest is hidden */
    expect_course(&a, KREIS, S06, 0, "Zahl seit 2014 gesunken");
    expect_course(&a, KREIS, S06, 2015, "Zahl 2016 niedriger als 2015");
    a.trend.headline = false;
    expect_course(&a, KREIS, S06, 0, "Zahl 2016 niedriger als 2014");
}

static void test_importance(void **state)
{
    (void)state;
    struct room r;
    open_room(&r, UNEMPLOYED CHILDREN INHABITANTS PATTERNS);
    const struct finding *f = sentences_find(r.s, FINDING_LEVEL, BERNHEIM, S06, 0);
    assert_non_null(f);
    assert_true(f->strict && f->tested && f->place == 1 && f->of == 6 && !f->all_shown);
    assert_true(fabs(f->deviation - 0.97127) < 0.0001);
    assert_true(fabs(f->importance - 0.97127 * 1.25 * 1.2 * 1.2) < 0.0005);
    size_t n;
    const struct finding **front = sentences_choose(r.s, BERNHEIM, 5, -1, LANGUAGE_STANDARD, &n);
    assert_int_equal(n, 3);
    for (size_t i = 1; i < n; i++)
        assert_true(front[i - 1]->importance >= front[i]->importance);
    sentences_choose(r.s, BERNHEIM, 1, -1, LANGUAGE_STANDARD, &n);
    assert_int_equal(n, 1);
    front = sentences_choose(r.s, BERNHEIM, 5, 3, LANGUAGE_STANDARD, &n);
    assert_int_equal(n, 1);
    assert_int_equal(front[0]->indicator, S06);
    sentences_choose(r.s, BERNHEIM, 0, -1, LANGUAGE_STANDARD, &n);
    assert_int_equal(n, 0);
    sentences_choose(r.s, AEHREN, 5, -1, LANGUAGE_STANDARD, &n); /* chance never stands in front */
    assert_int_equal(n, 0);
    close_room(&r);
}

/* Of two findings on one topic only the heavier stands in front. */
static void test_topics(void **state)
{
    (void)state;
    struct room r;
    open_room(&r, UNEMPLOYED PATTERNS
              "<phrase indicator=\"D01\" topic=\"Arbeit\" subject=\"die Einwohnerzahl\"/>");
    size_t n, all;
    const struct finding **front = sentences_choose(r.s, BERNHEIM, 5, -1, LANGUAGE_STANDARD, &n);
    assert_int_equal(n, 1);
    assert_ptr_equal(front[0], sentences_findings(r.s, BERNHEIM, &all));
    assert_true(all > 1);
    close_room(&r);
}

/* The pattern of the sentence before is not taken again where there is another. */
static void test_turns(void **state)
{
    (void)state;
    static const char more[] =
        "<pattern kind=\"rank\" lead=\"A\">Eins {wert}.</pattern>"
        "<pattern kind=\"rank\" lead=\"B\">Zwei {wert}.</pattern>";
    char body[8192];
    struct room r;
    snprintf(body, sizeof body, "%s%s", INHABITANTS, more);
    open_room(&r, body);
    const struct finding *f = sentences_find(r.s, FINDING_RANK, BERNHEIM, D01, 0);
    assert_int_equal(sentences_variants(r.s, f, LANGUAGE_STANDARD), 2);
    struct told first = sentences_tell(r.s, f, LANGUAGE_STANDARD, 0, 0);
    struct told second = sentences_tell(r.s, f, LANGUAGE_STANDARD, 0, first.pattern);
    assert_string_equal(first.lead, "A");
    assert_string_equal(second.lead, "B");
    assert_string_equal(sentences_tell(r.s, f, LANGUAGE_STANDARD, 3, 0).lead, "B");
    assert_null(sentences_tell(r.s, f, LANGUAGE_PLAIN, 0, 0).text);
    close_room(&r);
}

static void expect_fault(const char *body, const char *message, bool loaded)
{
    struct room r;
    open_room(&r, body);
    expect_messages(&r, message);
    assert_int_equal(r.s != NULL, loaded);
    close_room(&r);
}

static void test_faults(void **state)
{
    (void)state;
    expect_fault("<pattern kind=\"rank\" lead=\"A\">Eins {wrt}.</pattern>", "„{wrt}“", false);
    expect_fault("<pattern kind=\"rank\" lead=\"{wert\">Eins.</pattern>", "„{wert}“", false);
    expect_fault("<phrase indicator=\"S60\" topic=\"A\" subject=\"der Anteil\"/>", "S60", true);
    expect_fault(UNEMPLOYED UNEMPLOYED, "weiter oben", true);
    expect_fault("<phrase indicator=\"S06\" topic=\"A\" subject=\"Anteil\"/>", "Artikel", false);
    expect_fault("<phrase indicator=\"S06\" topic=\"A\" subject=\"der Anteil\" "
                 "says=\"{aussage}\"/>", "{aussage}", false);
    expect_fault("<pattern kind=\"nothing\" lead=\"A\">Eins.</pattern>", "nothing", false);
    expect_fault("", "", true);
}

static void test_no_file(void **state)
{
    (void)state;
    static const uint32_t list[] = {S06};
    struct diag *d = diag_new();
    struct sentences *s = sentences_load("/nowhere", &fake, NULL, d);
    assert_non_null(s);
    size_t n;
    sentences_choose(s, BERNHEIM, 5, -1, LANGUAGE_STANDARD, &n);
    assert_int_equal(n, 0);
    assert_string_equal(sentences_rule(s), "");
    assert_string_equal(sentences_headline(s, BERNHEIM, list, 1, 0).text, "");
    char *dump = sentences_dump(s, BERNHEIM);
    assert_string_equal(dump, "");
    free(dump);
    sentences_free(s);
    diag_free(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places),     cmocka_unit_test(test_every),
        cmocka_unit_test(test_words),      cmocka_unit_test(test_level),
        cmocka_unit_test(test_rank),       cmocka_unit_test(test_silence),
        cmocka_unit_test(test_district),   cmocka_unit_test(test_headline),
        cmocka_unit_test(test_importance), cmocka_unit_test(test_topics),
        cmocka_unit_test(test_turns),      cmocka_unit_test(test_title_level),
        cmocka_unit_test(test_title_course),
        cmocka_unit_test(test_trend),      cmocka_unit_test(test_outlook),
        cmocka_unit_test(test_faults),     cmocka_unit_test(test_no_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
