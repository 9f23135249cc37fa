/* A district of two Gemeinden with a catalogue, two sources (data/a.csv, data/b.csv)
 * and what ingest made of the files a test wrote. Included once by a test program,
 * after cmocka. */
#ifndef TESTS_DELIVERY_H
#define TESTS_DELIVERY_H

#include <string.h>

#include "base/buf.h"
#include "facts/areas.h"
#include "facts/catalogue.h"
#include "facts/facts.h"
#include "folder.h"
#include "ingest/ingest.h"

#define TIDY "area;period;measure;sex;age_from;age_to;nationality;value;sign\n"

static const char areas_xml[] =
    "<areas district=\"08116\" date=\"2024-12-31\">"
    "<area key=\"DG\" kind=\"bund\" name=\"Deutschland\">"
    "<area key=\"08\" kind=\"land\" name=\"Baden-Württemberg\">"
    "<area key=\"08116\" kind=\"kreis\" name=\"Landkreis Esslingen\" short=\"Esslingen\">"
    "<area key=\"08116004\" kind=\"gemeinde\" name=\"Altbach\"/>"
    "<area key=\"08116049\" kind=\"gemeinde\" name=\"Nürtingen\"/>"
    "</area></area></area></areas>";

#define MEASURE(id, reference, additive)                                     \
    "<measure id=\"" id "\" unit=\"Personen\" reference=\"" reference        \
    "\" additive=\"" additive "\"><name>" id "</name></measure>"

static const char catalogue_xml[] =
    "<catalogue version=\"1\">" MEASURE("population", "31.12.", "yes")
        MEASURE("births", "Jahr", "yes") MEASURE("income", "Jahr", "yes")
            MEASURE("mean_age", "31.12.", "no") MEASURE("care", "01.03.", "yes")
                MEASURE("minder", "01.03.", "yes")
    "<indicator id=\"D01\" handlungsfeld=\"0\" level=\"gemeinde\" unit=\"Personen\" factor=\"1\" "
    "decimals=\"0\" polarity=\"neutral\" interval=\"none\"><name>Bevölkerung</name>"
    "<short>Bevölkerung</short><per>Personen</per><definition>Text.</definition>"
    "<numerator><term measure=\"population\"/></numerator></indicator></catalogue>";

static const char agenda_xml[] =
    "<agenda><handlungsfeld id=\"1\" short=\"Familie\"><name>Familie</name>"
    "<leitziel>Ziel</leitziel></handlungsfeld></agenda>";

/* The district, its catalogue and what one or two files brought. */
struct bench {
    struct folder f;
    struct areas *areas;
    struct catalogue *catalogue;
    struct facts *facts;
    struct ingest_count count;
    int rc;
};

static void add_source(struct buf *b, const char *id, const char *table, const char *path)
{
    buf_printf(b,
               "<source id=\"%s\" status=\"official\" protection=\"protected\" "
               "retrieved=\"2017-10-10\"><publisher short=\"A\">Amt</publisher>"
               "<table>%s</table><title>T</title><licence id=\"L\">Lizenz</licence>"
               "<file path=\"%s\"/></source>",
               id, table, path);
}

static inline void bench_open(struct bench *b, const char *table)
{
    memset(b, 0, sizeof *b);
    folder_open(&b->f);
    folder_write(&b->f, "areas.xml", areas_xml);
    folder_write(&b->f, "catalogue.xml", catalogue_xml);
    folder_write(&b->f, "agenda.xml", agenda_xml);
    struct buf sources = BUF_INIT;
    buf_adds(&sources, "<sources>");
    add_source(&sources, "A", table, "data/a.csv");
    add_source(&sources, "B", table, "data/b.csv");
    buf_adds(&sources, "</sources>");
    folder_write(&b->f, "sources.xml", buf_str(&sources));
    buf_release(&sources);
    folder_write(&b->f, "data/b.csv", TIDY);
}

static inline void bench_read(struct bench *b)
{
    b->areas = areas_load(b->f.path, b->f.d);
    b->catalogue = catalogue_load(b->f.path, b->f.d);
    folder_expect_clean(&b->f);
    b->facts = facts_new();
    b->rc = ingest_all(b->f.path, b->areas, b->catalogue, b->facts, &b->count, b->f.d);
}

static void bench_close(struct bench *b)
{
    facts_free(b->facts);
    catalogue_free(b->catalogue);
    areas_free(b->areas);
    folder_close(&b->f);
}

static inline void read_bytes(struct bench *b, const char *table, const void *bytes, size_t n)
{
    bench_open(b, table);
    folder_write_bytes(&b->f, "data/a.csv", bytes, n);
    bench_read(b);
}

static inline void read_text(struct bench *b, const char *table, const char *text)
{
    read_bytes(b, table, text, strlen(text));
}

struct wanted { /* a cell; what is left out is all */
    const char *area, *measure;
    int year;
    double value;
    enum sex sex;
    int from, to; /* half open; to 0: all ages */
    enum nationality nationality;
    int month;
};

static inline uint32_t find(const struct bench *b, struct wanted w)
{
    struct fact_key k = {
        .area = areas_find(b->areas, w.area, strlen(w.area)),
        .measure = catalogue_find_measure(b->catalogue, w.measure, strlen(w.measure)),
        .year = w.year, .month = w.month, .sex = w.sex, .nationality = w.nationality,
        .age_from = w.from, .age_to = w.to == 0 ? AGE_OPEN : w.to,
    };
    return facts_find(b->facts, k);
}

static inline void expect_cell(const struct bench *b, struct wanted w)
{
    uint32_t cell = find(b, w);
    if (cell == CELL_NONE) {
        folder_print(&b->f);
        fail_msg("no cell %s %s %d", w.area, w.measure, w.year);
        return;
    }
    struct fact v = facts_at(b->facts, cell);
    assert_int_equal(v.sign, SIGN_VALUE);
    if (v.value != w.value)
        fail_msg("%s %s %d: %g instead of %g", w.area, w.measure, w.year, v.value, w.value);
}
#define EXPECT(b, a, m, y, ...)                                                       \
    expect_cell((b), (struct wanted){.area = (a), .measure = (m), .year = (y), \
                                     .value = __VA_ARGS__})

#endif
