/* A small world for tests of statistics and protection: a Kreis of four Gemeinden
 * beside one of one Gemeinde, two groups, two sources ("amt" protected, "eigen" raw),
 * in a temporary folder; a catalogue given by the test, facts put in cell by cell. */
#ifndef TESTS_WORLD_H
#define TESTS_WORLD_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/diag.h"
#include "facts/areas.h"
#include "facts/catalogue.h"
#include "facts/facts.h"

/* Indices of the areas and of the sources. */
enum { DG, LAND, KREIS, A, B, C, D, OTHER, E, PAIR, MIXED, N_AREAS };
enum { AMT, EIGEN };

struct world {
    char dir[512];
    struct diag *diag;
    struct areas *areas;
    struct catalogue *catalogue;
    struct facts *facts;
};

struct put { /* a cell; what is left out is all, value, source AMT */
    const char *measure;
    uint32_t area;
    int year;
    double value;
    enum sign sign;
    unsigned marks;
    uint32_t source;
    int from, to; /* half open; to 0: all ages */
    enum sex sex;
    enum nationality nationality;
};

static const char *const world_files[] = {"areas.xml", "sources.xml", "agenda.xml",
                                          "catalogue.xml"};

static const char world_areas[] =
    "<areas district=\"08999\" date=\"2015-12-31\">"
    "<area key=\"DG\" kind=\"bund\" name=\"Deutschland\">"
    "<area key=\"08\" kind=\"land\" name=\"Baden-Württemberg\">"
    "<area key=\"08999\" kind=\"kreis\" name=\"Landkreis Muster\" short=\"Muster\">"
    "<area key=\"08999001\" kind=\"gemeinde\" name=\"Altdorf\"/>"
    "<area key=\"08999002\" kind=\"gemeinde\" name=\"Bernheim\"/>"
    "<area key=\"08999003\" kind=\"gemeinde\" name=\"Cronau\"/>"
    "<area key=\"08999004\" kind=\"gemeinde\" name=\"Dorfen\"/>"
    "</area>"
    "<area key=\"08998\" kind=\"kreis\" name=\"Landkreis Nachbar\">"
    "<area key=\"08998001\" kind=\"gemeinde\" name=\"Eberach\"/></area>"
    "</area></area>"
    "<group key=\"AB\" name=\"Altdorf und Bernheim\">"
    "<member key=\"08999001\"/><member key=\"08999002\"/></group>"
    "<group key=\"AE\" name=\"Altdorf und Eberach\">"
    "<member key=\"08999001\"/><member key=\"08998001\"/></group></areas>";

static const char world_sources[] =
    "<sources><source id=\"amt\" status=\"official\" protection=\"protected\""
    " retrieved=\"2017-10-10\"><publisher short=\"Amt\">Statistisches Amt</publisher>"
    "<table>1</table><title>Tabelle</title><licence id=\"dl-de/by-2-0\">Lizenz</licence>"
    "<file path=\"data/amt.csv\"/></source>"
    "<source id=\"eigen\" status=\"own\" protection=\"raw\" retrieved=\"2017-10-10\"%s>"
    "<publisher short=\"Amt\">Landratsamt</publisher><table>2</table><title>Liste</title>"
    "<licence id=\"own\">Lizenz</licence><file path=\"data/eigen.csv\"/></source></sources>";

static const char world_agenda[] =
    "<agenda><handlungsfeld id=\"1\" short=\"Familie\"><name>Familie und Jugend</name>"
    "<leitziel>Alle Kinder wachsen gut auf.</leitziel></handlungsfeld></agenda>";

static void world_write(const struct world *w, const char *name, const char *text)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", w->dir, name);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(fclose(f), 0);
}

static void world_remove(const struct world *w)
{
    for (size_t i = 0; i < sizeof world_files / sizeof world_files[0]; i++) {
        char path[1024];
        snprintf(path, sizeof path, "%s/%s", w->dir, world_files[i]);
        unlink(path);
    }
    rmdir(w->dir);
}

/* body: the measures and indicators of the catalogue; own: attributes of the raw source. */
static void world_open_with(struct world *w, const char *body, const char *own)
{
    memset(w, 0, sizeof *w);
    const char *tmp = getenv("TMPDIR");
    snprintf(w->dir, sizeof w->dir, "%s/world-XXXXXX", tmp != NULL ? tmp : "/tmp");
    assert_non_null(mkdtemp(w->dir));
    size_t n = strlen(body) + 64;
    char *catalogue = malloc(n);
    assert_non_null(catalogue);
    snprintf(catalogue, n, "<catalogue version=\"1\">%s</catalogue>", body);
    char sources[sizeof world_sources + 256];
    assert_true(strlen(own) < 256);
    snprintf(sources, sizeof sources, world_sources, own);
    const char *texts[] = {world_areas, sources, world_agenda, catalogue};
    for (size_t i = 0; i < sizeof world_files / sizeof world_files[0]; i++)
        world_write(w, world_files[i], texts[i]);
    free(catalogue);
    w->diag = diag_new();
    w->areas = areas_load(w->dir, w->diag);
    w->catalogue = catalogue_load(w->dir, w->diag);
    world_remove(w);
    if (diag_has_errors(w->diag)) {
        char *text = diag_text(w->diag);
        print_error("%s", text);
        free(text);
    }
    assert_non_null(w->areas);
    assert_non_null(w->catalogue);
    assert_int_equal(areas_count(w->areas), N_AREAS);
    diag_free(w->diag); /* the test hears of its own figures only, not of the group MIXED */
    w->diag = diag_new();
    w->facts = facts_new();
    facts_intern_file(w->facts, "test.csv");
}

static inline void world_open(struct world *w, const char *body)
{
    world_open_with(w, body, "");
}

static void world_put(struct world *w, struct put p)
{
    uint32_t first = 0;
    struct fact_key key = {
        .measure = catalogue_find_measure(w->catalogue, p.measure, strlen(p.measure)),
        .area = p.area, .year = p.year, .sex = p.sex, .nationality = p.nationality,
        .age_from = p.from, .age_to = p.to == 0 ? AGE_OPEN : p.to,
    };
    assert_int_not_equal(key.measure, CATALOGUE_NONE);
    struct fact fact = {.value = p.value, .sign = p.sign, .marks = p.marks, .source = p.source};
    assert_int_equal(facts_add(w->facts, key, fact, &first), FACT_NEW);
}
/* After the year the value, then other fields by name. */
#define PUT(w, m, a, y, ...) \
    world_put((w), (struct put){.measure = (m), .area = (a), .year = (y), .value = __VA_ARGS__})

static void world_close(struct world *w)
{
    facts_free(w->facts);
    catalogue_free(w->catalogue);
    areas_free(w->areas);
    diag_free(w->diag);
}

/* Pieces of a catalogue. */
#define MEASURE(id, name, additive, bases)                                       \
    "<measure id=\"" id "\" unit=\"Personen\" reference=\"31.12.\" additive=\"" additive \
    "\"><name>" name "</name>" bases "</measure>"
#define INDICATOR(id, level, factor, interval, formula)                          \
    "<indicator id=\"" id "\" handlungsfeld=\"0\" level=\"" level "\" unit=\"Wert\" factor=\"" \
    factor "\" decimals=\"1\" polarity=\"burden\" interval=\"" interval                    \
    "\"><name>Anteil " id "</name><short>" id "</short><per>je 100</per>"                  \
    "<definition>Text.</definition>" formula "</indicator>"
#define OF(measure) "<term measure=\"" measure "\"/>"
#define OVER(numerator, denominator) \
    "<numerator>" numerator "</numerator><denominator>" denominator "</denominator>"
#define PLAIN(numerator) "<numerator>" numerator "</numerator>"

#endif
