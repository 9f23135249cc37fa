/* The limits of inputs (README: "Limits"), each at the limit and one beyond: what is within is
 * read, what is beyond is told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <unistd.h>

#include "delivery.h"
#include "ingest/ingest_private.h"
#include "xml/xml.h"

enum { KIB = 1024, MIB = 1024 * 1024 };

static void add(struct buf *b, const char *text, size_t times)
{
    for (size_t i = 0; i < times; i++)
        buf_adds(b, text);
}

/* Told: the message came. With a part of its text, where one message serves many limits. */
static bool told(const struct folder *f, enum diag_code code, const char *part)
{
    for (size_t n = 0; folder_message(f, code, n) != NULL; n++)
        if (strstr(folder_message(f, code, n)->text, part) != NULL)
            return true;
    return false;
}

/* Tidy files -------------------------------------------------------------------- */

static bool tidy_told(const struct buf *text, enum diag_code code)
{
    struct bench b;
    read_bytes(&b, "T", text->data, text->len);
    bool found = folder_message(&b.f, code, 0) != NULL;
    EXPECT(&b, "08", "births", 2016, 3); /* the line behind is read in any case */
    bench_close(&b);
    return found;
}

static bool long_line(size_t bytes)
{
    struct buf text = BUF_INIT;
    buf_adds(&text, TIDY);
    add(&text, "x", bytes);
    buf_adds(&text, "\n08;2016;births;;;;;3;\n");
    bool found = tidy_told(&text, CSV_LONG_LINE);
    buf_release(&text);
    return found;
}

static bool long_field(size_t bytes, const char *quote)
{
    struct buf text = BUF_INIT;
    buf_adds(&text, TIDY "08;2015;births;;;;;");
    buf_adds(&text, quote);
    add(&text, "1", bytes);
    buf_adds(&text, quote);
    buf_adds(&text, ";\n08;2016;births;;;;;3;\n");
    bool found = tidy_told(&text, CSV_LONG_FIELD);
    buf_release(&text);
    return found;
}

static void lines_and_fields(void **state)
{
    (void)state;
    assert_false(long_line(MIB));
    assert_true(long_line(MIB + 1));
    assert_false(long_field(64 * KIB, ""));
    assert_true(long_field(64 * KIB + 1, ""));
    assert_false(long_field(64 * KIB, "\""));
    assert_true(long_field(64 * KIB + 1, "\""));
}

/* The true limit is a hundred million; a file of so many lines would take its time. */
static void numbers_of_lines(void **state)
{
    (void)state;
    static const char text[] = "a\n\nb\nc\n";
    struct run run = {.d = diag_new()};
    struct input in = {.run = &run, .name = "x.csv", .data = text, .len = sizeof text - 1,
                       .form = usual_form};
    for (in.most_lines = 3; in.most_lines <= 4; in.most_lines++) {
        struct rows *rows = rows_new(&in);
        struct row row;
        int n = 0;
        while (rows_next(rows, &row))
            n++;
        assert_int_equal(n, in.most_lines);
        assert_false(rows_next(rows, &row));
        rows_free(rows);
        assert_int_equal(diag_count(run.d), 1); /* of the first turn, told once */
    }
    assert_int_equal(diag_at(run.d, 0)->code, CSV_MANY_LINES);
    assert_int_equal(diag_at(run.d, 0)->at.line, 4);
    diag_free(run.d);
}

static void sizes_of_files(void **state)
{
    (void)state;
    struct bench b;
    char path[600];
    struct file_map map;
    bench_open(&b, "T");
    folder_write(&b.f, "data/a.csv", "0123456789");
    snprintf(path, sizeof path, "%s/data/a.csv", b.f.path);
    assert_int_equal(file_map(path, 10, &map, b.f.d), 0);
    file_unmap(&map);
    assert_int_equal(file_map(path, 9, &map, b.f.d), -1);
    folder_expect(&b.f, IO_TOO_LARGE, 0, 0);
    /* Four GiB and a byte, without a block on the disk. */
    diag_free(b.f.d);
    b.f.d = diag_new();
    if (truncate(path, ((off_t)4 << 30) + 1) == 0) {
        bench_read(&b);
        folder_expect(&b.f, IO_TOO_LARGE, 0, 0);
        assert_int_equal(b.rc, -1);
    } else {
        b.facts = NULL;
    }
    bench_close(&b);
}

/* Tables ------------------------------------------------------------------------ */

#define SOURCE                                                                              \
    "<sources><source id=\"A\" status=\"own\" protection=\"raw\" retrieved=\"2024-10-10\">" \
    "<publisher short=\"A\">Amt</publisher><table>T</table><title>T</title>"                \
    "<licence id=\"L\">Lizenz</licence><file path=\"data/a.csv\" table=\"t\"/>"             \
    "</source></sources>"

/* The table with this descriptor's body; whether the message came. */
static bool table_told(const char *body, const char *file, enum diag_code code, const char *part)
{
    struct bench b;
    struct buf text = BUF_INIT;
    bench_open(&b, "T");
    folder_write(&b.f, "sources.xml", SOURCE);
    buf_printf(&text, "<table id=\"t\"><title>T</title>%s</table>", body);
    folder_write(&b.f, "descriptors/t.xml", buf_str(&text));
    folder_write(&b.f, "data/a.csv", file);
    bench_read(&b);
    bool found = told(&b.f, code, part);
    buf_release(&text);
    bench_close(&b);
    return found;
}

static bool many_columns(size_t n, const char *head)
{
    struct buf text = BUF_INIT;
    buf_adds(&text, "key;b");
    for (size_t i = 2; i < n; i++)
        buf_printf(&text, ";c%zu", i);
    buf_adds(&text, "\n08;3");
    add(&text, ";", n - 2);
    buf_adds(&text, "\n");
    struct buf body = BUF_INIT;
    buf_printf(&body, "<columns><column is=\"area\" at=\"1\"/></columns><period value=\"2016\"/>"
                      "%s", head);
    bool found = table_told(buf_str(&body), buf_str(&text), TABLE_WIDE, "4096");
    buf_release(&body);
    buf_release(&text);
    return found;
}

static void columns_of_tables(void **state)
{
    (void)state;
    static const char with_head[] = "<head skip=\"0\"><row is=\"measure\"/></head>"
                                    "<values others=\"skip\">"
                                    "<value measure=\"births\" head=\"b\"/></values>";
    static const char bare[] = "<values><value measure=\"births\" at=\"2\"/></values>";
    assert_false(many_columns(4096, with_head));
    assert_true(many_columns(4097, with_head));
    assert_false(many_columns(4096, bare));
    assert_true(many_columns(4097, bare));
}

enum part { KEY_COLUMNS, HEAD_ROWS, KINDS, SPANS, AGES };

static bool descriptor_told(enum part part, size_t n, const char *text)
{
    struct buf body = BUF_INIT;
    buf_adds(&body, part == SPANS ? "<columns><column is=\"area\" at=\"1\" length=\"1\"/>"
                                  : "<columns><column is=\"area\"/>");
    if (part == KEY_COLUMNS)
        add(&body, "<column is=\"none\"/>", n - 1);
    if (part == KINDS)
        buf_adds(&body, "<column is=\"kind\"/>");
    if (part == AGES)
        buf_adds(&body, "<column is=\"begin\"/><column is=\"birth\"/>");
    buf_adds(&body, "</columns>");
    if (part != AGES)
        buf_adds(&body, "<period value=\"2016\"/>");
    if (part != SPANS) {
        buf_adds(&body, "<head skip=\"0\">");
        add(&body, "<row is=\"measure\"/>", part == HEAD_ROWS ? n : 1);
        buf_adds(&body, "</head>");
    }
    if (part == AGES) {
        buf_adds(&body, "<cases count=\"year\" from=\"2020\" to=\"2020\" ages=\"0-0");
        add(&body, " 1-2", n - 1);
        buf_adds(&body, "\"/>");
    }
    buf_adds(&body, "<values>");
    for (size_t i = 0; i < (part == KINDS ? n : part == SPANS ? n - 1 : 1); i++) {
        buf_adds(&body, "<value measure=\"births\"");
        if (part == KINDS)
            buf_printf(&body, " kind=\"k%zu\"", i);
        if (part == SPANS)
            buf_printf(&body, " at=\"%zu\" length=\"1\"", i + 2);
        buf_adds(&body, "/>");
    }
    buf_adds(&body, "</values>");
    bool found = table_told(buf_str(&body), "x\n", part == AGES ? XML_BAD_VALUE : DESCRIPTOR_SHAPE,
                            text);
    buf_release(&body);
    return found;
}

static void parts_of_descriptors(void **state)
{
    (void)state;
    static const struct {
        enum part part;
        size_t most;
        const char *text;
    } parts[] = {{KEY_COLUMNS, 32, "mehr als 32 Schlüsselspalten"},
                 {HEAD_ROWS, 8, "mehr als 8 Kopfzeilen"},
                 {KINDS, 1024, "mehr als 1024 Arten"},
                 {SPANS, 256, "mehr als 256 Felder"},
                 {AGES, 40, "„ages“"}};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (descriptor_told(parts[i].part, parts[i].most, parts[i].text))
            fail_msg("%s: at the limit", parts[i].text);
        if (!descriptor_told(parts[i].part, parts[i].most + 1, parts[i].text))
            fail_msg("%s: not told", parts[i].text);
    }
}

/* XML --------------------------------------------------------------------------- */

/* Takes the text. */
static bool xml_told(struct buf *text, enum diag_code code)
{
    struct diag *d = diag_new();
    struct xml_doc *doc = xml_load_bytes("x.xml", text->data, text->len, NULL, d);
    bool found = false;
    for (size_t i = 0; i < diag_count(d); i++)
        found = found || diag_at(d, i)->code == code;
    assert_int_equal(doc == NULL, found);
    xml_free(doc);
    diag_free(d);
    buf_release(text);
    return found;
}

static bool large_xml(size_t bytes)
{
    struct buf text = BUF_INIT;
    buf_adds(&text, "<r>");
    add(&text, " ", bytes - 7);
    buf_adds(&text, "</r>");
    assert_int_equal(text.len, bytes);
    return xml_told(&text, IO_TOO_LARGE);
}

static bool deep_xml(size_t levels)
{
    struct buf text = BUF_INIT;
    add(&text, "<a>", levels);
    add(&text, "</a>", levels);
    return xml_told(&text, XML_TOO_DEEP);
}

static bool wide_xml(size_t attributes)
{
    struct buf text = BUF_INIT;
    buf_adds(&text, "<a");
    for (size_t i = 0; i < attributes; i++)
        buf_printf(&text, " a%zu=''", i);
    buf_adds(&text, "/>");
    return xml_told(&text, XML_TOO_MANY_ATTRIBUTES);
}

static void xml_files(void **state)
{
    (void)state;
    assert_false(large_xml(8 * MIB));
    assert_true(large_xml(8 * MIB + 1));
    assert_false(deep_xml(64));
    assert_true(deep_xml(65));
    assert_false(wide_xml(250));
    assert_true(wide_xml(251));
}

/* What there is ----------------------------------------------------------------- */

static bool many_measures(size_t n)
{
    struct folder f;
    struct buf text = BUF_INIT;
    folder_open(&f);
    folder_write(&f, "agenda.xml", agenda_xml);
    folder_write(&f, "sources.xml", SOURCE);
    buf_adds(&text, "<catalogue version=\"1\">");
    for (size_t i = 0; i < n; i++)
        buf_printf(&text, "<measure id=\"m%zu\" unit=\"Personen\" reference=\"Jahr\" "
                          "additive=\"yes\"><name>M %zu</name></measure>", i, i);
    const char *rest = strstr(catalogue_xml, "<indicator");
    buf_add(&text, rest, strlen(rest));
    for (char *c; (c = strstr(text.data, "\"population\"")) != NULL;)
        memcpy(c, "\"m0\"        ", 12);
    folder_write(&f, "catalogue.xml", buf_str(&text));
    struct catalogue *c = catalogue_load(f.path, f.d);
    bool found = told(&f, CATALOGUE_FULL, "2048");
    assert_int_equal(c == NULL, found);
    catalogue_free(c);
    buf_release(&text);
    folder_close(&f);
    return found;
}

static bool many_areas(size_t n)
{
    struct folder f;
    struct buf text = BUF_INIT;
    folder_open(&f);
    buf_adds(&text, "<areas district=\"08116\" date=\"2024-12-31\"><area key=\"DG\" kind=\"bund\" "
                    "name=\"D\"><area key=\"08\" kind=\"land\" name=\"L\">");
    size_t left = n - 2;
    for (size_t kreis = 116; left > 0; kreis++) {
        size_t places = left - 1 < 999 ? left - 1 : 999;
        left -= places + 1;
        buf_printf(&text, "<area key=\"08%03zu\" kind=\"kreis\" name=\"K\">", kreis);
        for (size_t i = 1; i <= places; i++)
            buf_printf(&text, "<area key=\"08%03zu%03zu\" kind=\"gemeinde\" name=\"G\"/>",
                       kreis, i);
        buf_adds(&text, "</area>");
    }
    buf_adds(&text, "</area></area></areas>");
    folder_write(&f, "areas.xml", buf_str(&text));
    struct areas *areas = areas_load(f.path, f.d);
    bool found = told(&f, AREA_TOO_MANY, "32768");
    assert_int_equal(areas == NULL, found);
    assert_true(areas == NULL || areas_count(areas) == n);
    areas_free(areas);
    buf_release(&text);
    folder_close(&f);
    return found;
}

static void measures_and_areas(void **state)
{
    (void)state;
    assert_false(many_measures(2048));
    assert_true(many_measures(2049));
    assert_false(many_areas(32768));
    assert_true(many_areas(32769));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_and_fields),     cmocka_unit_test(numbers_of_lines),
        cmocka_unit_test(sizes_of_files),       cmocka_unit_test(columns_of_tables),
        cmocka_unit_test(parts_of_descriptors), cmocka_unit_test(xml_files),
        cmocka_unit_test(measures_and_areas),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
