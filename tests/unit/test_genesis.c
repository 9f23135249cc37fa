/* Ingest of GENESIS tables by their descriptors; the publishers' own files against the
 * tidy ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/str.h"
#include "delivery.h"

static const char by_head[] = /* periods and sexes in head rows */
    "<table id=\"T-1\"><title>T</title><columns><column is=\"area\"/>"
    "<column is=\"name\"/></columns>"
    "<head><row is=\"period\"/><row is=\"sex\"/></head>"
    "<values><value measure=\"population\"/></values></table>";

static const char by_line[] = /* a line with the period; measures by their heads; units */
    "<table id=\"T-2\"><title>T</title><columns><column is=\"area\"/>"
    "<column is=\"name\"/></columns>"
    "<line is=\"period\"/><head><row is=\"measure\"/><row is=\"measure\"/><row is=\"unit\"/></head>"
    "<values><value measure=\"births\" head=\"Geborene\"/>"
    "<value measure=\"births\" sex=\"w\" head=\"Geborene | weiblich\"/>"
    "<value measure=\"income\" head=\"Einkommen\" unit=\"Tsd. EUR\"/>"
    "<skip head=\"Sonstiges\"/></values></table>";

static const char by_column[] = /* period, sex of the row, kind and ages */
    "<table id=\"T-3\"><title>T</title><columns><column is=\"period\"/><column is=\"area\"/>"
    "<column is=\"name\"/><column is=\"kind\"/><column is=\"sex\"/></columns>"
    "<head><row is=\"none\" text=\"Kinder\"/><row is=\"age\"/></head>"
    "<values><value kind=\"Kita\" measure=\"care\"/>"
    "<value kind=\"Tagespflege\" measure=\"minder\"/></values></table>";

#define FOOTER                                                                            \
    "__________\n\"zu \"\"Tabelle\"\":\n01.01.2011\n08116049;x;y\"\n\"© Statistische Ämter\n" \
    "- Namensnennung\"\nStand: 10.10.2017 / 11:01:03\n"

static void read_table(struct bench *b, const char *id, const char *descriptor, const char *text)
{
    char path[64];
    snprintf(path, sizeof path, "descriptors/%s.xml", id);
    bench_open(b, id);
    folder_write(&b->f, path, descriptor);
    folder_write(&b->f, "data/a.csv", text);
    bench_read(b);
}

#define HEAD_1 "GENESIS-Tabelle: T-1\nBevölkerung;;;;\n- Stichtag -;;;;\n"

static void reads_periods_in_the_head(void **state)
{
    (void)state;
    struct bench b;
    read_table(&b, "T-1", by_head,
               HEAD_1 ";;31.12.2015;31.12.2015;31.12.2014\n;;Insgesamt;männlich;weiblich\n"
                      "DG;Deutschland;82175684;40514123;1\n08;  Baden-Württemberg;5;-;.\n"
                      "08116;      Esslingen, Landkreis;524127;260597;...\n"
                      "0723108116;Schwarzenborn;9;9;9\n08117;Göppingen, Landkreis;8;8;8\n"
                      "08116049;        Nürtingen, Stadt;40535;20262;-1\n" FOOTER);
    folder_expect_clean(&b.f);
    assert_int_equal(b.count.rows, 6);
    assert_int_equal(b.count.foreign_rows, 2);
    assert_int_equal(b.count.cells, 12);
    EXPECT(&b, "DG", "population", 2015, 82175684);
    EXPECT(&b, "08116", "population", 2015, 524127);
    EXPECT(&b, "08116", "population", 2015, 260597, .sex = SEX_MALE);
    EXPECT(&b, "08116049", "population", 2014, -1, .sex = SEX_FEMALE);
    struct fact v = facts_at(b.facts, 4);
    assert_int_equal(v.sign, SIGN_NOTHING);
    assert_int_equal(v.line, 7);
    assert_int_equal(v.column, 4);
    bench_close(&b);
}

#define HEAD_2 "GENESIS-Tabelle: T-2\nTitel;;;;;\nJahr: 2016;;;;;\n"
#define HEAD_2_ROWS                                                          \
    ";;Geborene;Geborene;Einkommen;Sonstiges\n;;;weiblich;;\n;;Anzahl;Anzahl;Tsd. EUR;Anzahl\n"

static void reads_a_line_with_the_period(void **state)
{
    (void)state;
    struct bench b;
    read_table(&b, "T-2", by_line,
               HEAD_2 HEAD_2_ROWS "08116049;Nürtingen, Stadt;374;183;673529;4\n"
                                  "2015;;;;;\n08116049;Nürtingen, Stadt;312;146;1,5;4\n" FOOTER);
    folder_expect_clean(&b.f);
    assert_int_equal(b.count.cells, 6);
    EXPECT(&b, "08116049", "births", 2016, 374);
    EXPECT(&b, "08116049", "births", 2016, 183, .sex = SEX_FEMALE);
    EXPECT(&b, "08116049", "income", 2016, 673529);
    EXPECT(&b, "08116049", "births", 2015, 312);
    EXPECT(&b, "08116049", "income", 2015, 1.5);
    bench_close(&b);
}

static void reads_leading_columns(void **state)
{
    (void)state;
    struct bench b;
    read_table(&b, "T-3", by_column,
               "GENESIS-Tabelle: T-3\nTitel;;;;;;;\n;;;;;Kinder;Kinder;Kinder\n"
               ";;;;;unter 3 Jahre;3 bis unter 6 Jahre;14 Jahre und mehr\n"
               "01.03.2016;08116;Esslingen, Landkreis;Kita;Insgesamt;3019;13237;1\n"
               "15.03.2007;08116;Esslingen, Landkreis;Tagespflege;weiblich;695;325;(2)\n" FOOTER);
    folder_expect_clean(&b.f);
    EXPECT(&b, "08116", "care", 2016, 3019, .to = 3);
    EXPECT(&b, "08116", "care", 2016, 13237, .from = 3, .to = 6);
    EXPECT(&b, "08116", "care", 2016, 1, .from = 14);
    EXPECT(&b, "08116", "minder", 2007, 695, .sex = SEX_FEMALE, .to = 3);
    EXPECT(&b, "08116", "minder", 2007, 2, .sex = SEX_FEMALE, .from = 14);
    assert_int_equal(facts_at(b.facts, 5).marks, SIGN_LIMITED);
    bench_close(&b);
}

static uint32_t income_of(const struct bench *b)
{
    return find(b, (struct wanted){.area = "08116049", .measure = "income", .year = 2016});
}

/* The table is read with one message; income must be there or not. */
static void expect_head(const char *rows, enum diag_code code, int line, int column,
                        size_t births, bool income)
{
    struct bench b;
    char text[1024];
    snprintf(text, sizeof text, HEAD_2 "%s08116049;Nürtingen;374;183;673529;4\n" FOOTER, rows);
    read_table(&b, "T-2", by_line, text);
    folder_expect(&b.f, code, line, column);
    assert_int_equal(facts_count(b.facts), births + income);
    assert_int_equal(income_of(&b) != CELL_NONE, income);
    bench_close(&b);
}

static void never_misreads_a_column(void **state)
{
    (void)state;
    expect_head(";;Geborene;Geborene;Ausgaben;Sonstiges\n;;;weiblich;;\n"
                ";;Anzahl;Anzahl;Tsd. EUR;Anzahl\n", GENESIS_COLUMN, 4, 21, 2, false);
    expect_head(";;Geborene;Geborene;Ausgaben;Sonstiges\n;;;weiblich;;\n"
                ";;Anzahl;Anzahl;Tsd. EUR;Anzahl\n", GENESIS_COLUMN_MISSING, 4, 0, 2, false);
    expect_head(";;Geborene;Geborene;Einkommen;Sonstiges\n;;;weiblich;;\n"
                ";;Anzahl;Anzahl;EUR;Anzahl\n", GENESIS_UNIT, 6, 17, 2, false);
    expect_head(";;Geborene;Geborene;Einkommen;Einkommen\n;;;weiblich;;\n"
                ";;Anzahl;Anzahl;Tsd. EUR;Tsd. EUR\n", GENESIS_COLUMN_TWICE, 4, 31, 2, true);
    expect_head(";;Geborene;Geborene;Einkommen;Sonstiges\n;;Anzahl;Anzahl;Tsd. EUR;Anzahl\n",
                GENESIS_HEAD_ROWS, 6, 0, 0, false);
    expect_head(";;Geborene;Geborene;Einkommen;Sonstiges\n;;;weiblich;;\n;;;;;\n"
                ";;Anzahl;Anzahl;Tsd. EUR;Anzahl\n", GENESIS_HEAD_ROWS, 7, 0, 0, false);
    expect_head("", GENESIS_NO_HEAD, 0, 0, 0, false);
}

static void tells_bad_heads_of_dimensions(void **state)
{
    (void)state;
    struct bench b;
    read_table(&b, "T-1", by_head,
               HEAD_1 ";;31.12.2015;31.12.2015;gestern\n;;Insgesamt;divers;weiblich\n"
                      "08116049;Nürtingen;1;2;3\n" FOOTER);
    folder_expect(&b.f, GENESIS_HEAD_WORD, 5, 13);
    assert_int_equal(folder_message(&b.f, GENESIS_HEAD_WORD, 1)->at.line, 4);
    assert_int_equal(facts_count(b.facts), 1);
    bench_close(&b);
}

static void tells_bad_rows_of_tables(void **state)
{
    (void)state;
    struct bench b;
    read_table(&b, "T-1", by_head,
               HEAD_1 ";;31.12.2015;31.12.2015;31.12.2014\n;;Insgesamt;männlich;weiblich\n"
                      "08116;Göppingen, Landkreis;1;2;3\n"  /* 6: another name */
                      "08116004;Altbach;1;zwei;\n"          /* 7: text, empty */
                      "08116049;Nürtingen;1;2\n"            /* 8: too short */
                      "Nürtingen;08116049;1;2;3\n"          /* 9: no key */
                      "08116049;\"Nürtingen;1;2;3\n"        /* 10: quote */
                      "08;Baden-Württemberg;1.000;2;3\n");  /* 11: two readings; no footer */
    const struct remark *name = facts_remark_at(b.facts, 0); /* before the days of its columns */
    assert_int_equal(facts_remarks(b.facts), 3);
    assert_int_equal(name->kind, REMARK_NAME);
    assert_int_equal(name->line, 6);
    assert_int_equal(name->column, 2);
    assert_string_equal(name->text, "Göppingen, Landkreis");
    assert_int_equal(facts_remark_at(b.facts, 2)->year, 2014);
    assert_int_equal(facts_remark_at(b.facts, 2)->day, 31);
    folder_expect(&b.f, CSV_NUMBER, 7, 20);
    folder_expect(&b.f, CSV_NO_VALUE, 7, 25);
    folder_expect(&b.f, CSV_FIELD_COUNT, 8, 0);
    folder_expect(&b.f, GENESIS_KEY, 9, 1);
    folder_expect(&b.f, CSV_OPEN_QUOTE, 10, 10);
    folder_expect(&b.f, CSV_AMBIGUOUS, 11, 22);
    folder_expect(&b.f, GENESIS_NO_FOOTER, 0, 0);
    assert_int_equal(facts_count(b.facts), 3 + 1 + 2);
    bench_close(&b);
}

static void reads_old_encodings(void **state)
{
    (void)state;
    static const char text[] =
        "GENESIS-Tabelle: T-1\nBev\xF6lkerung;;;;\n;;31.12.2015;31.12.2015;31.12.2014\n"
        ";;Insgesamt;m\xE4nnlich;weiblich\n08116049;N\xFCrtingen, Stadt;1;2;3\n" "__________\n";
    struct bench b;
    read_table(&b, "T-1", by_head, text);
    folder_expect(&b.f, CSV_ENCODING, 2, 0);
    assert_int_equal(diag_count(b.f.d), 1);
    assert_int_equal(facts_count(b.facts), 3);
    bench_close(&b);
    char declared[1024];
    snprintf(declared, sizeof declared, "<table id=\"T-1\" encoding=\"iso-8859-1\"%s",
             strchr(by_head, '>'));
    read_table(&b, "T-1", declared, text);
    folder_expect_clean(&b.f);
    assert_int_equal(facts_count(b.facts), 3);
    bench_close(&b);
}

static void needs_a_period(void **state)
{
    (void)state;
    struct bench b;
    read_table(&b, "T-2", by_line,
               "GENESIS-Tabelle: T-2\nTitel;;;;;\n" HEAD_2_ROWS
               "08116049;Nürtingen;374;183;673529;4\n" FOOTER);
    folder_expect(&b.f, GENESIS_NO_PERIOD, 6, 0);
    assert_int_equal(facts_count(b.facts), 0);
    bench_close(&b);
}

static void tells_the_wrong_table(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, "T-9");
    folder_write(&b.f, "descriptors/T-1.xml", by_head);
    folder_write(&b.f, "data/a.csv",
                 HEAD_1 ";;2015;2015;2014\n;;Insgesamt;männlich;weiblich\n"
                        "08117;Göppingen;1;2;3\n" FOOTER);
    bench_read(&b);
    folder_expect(&b.f, GENESIS_OTHER_TABLE, 1, 0);
    folder_expect(&b.f, GENESIS_NO_AREA, 0, 0);
    bench_close(&b);
}

static void refuse_descriptor(const char *from, const char *to, enum diag_code code)
{
    struct bench b;
    char text[2048];
    const char *at = strstr(by_line, from);
    assert_non_null(at);
    snprintf(text, sizeof text, "%.*s%s%s", (int)(at - by_line), by_line, to, at + strlen(from));
    read_table(&b, "T-2", text, HEAD_2 HEAD_2_ROWS "08116049;Nürtingen;374;183;673529;4\n" FOOTER);
    folder_expect(&b.f, code, 1, 0);
    assert_int_equal(income_of(&b), CELL_NONE);
    bench_close(&b);
}

static void refuses_bad_descriptors(void **state)
{
    (void)state;
    refuse_descriptor("measure=\"income\"", "measure=\"incom\"", DESCRIPTOR_MEASURE);
    refuse_descriptor("<line is=\"period\"/>", "", DESCRIPTOR_SHAPE);
    refuse_descriptor("is=\"area\"", "is=\"name\"", DESCRIPTOR_SHAPE);
    refuse_descriptor("id=\"T-2\"", "id=\"T-3\"", DESCRIPTOR_SHAPE);
    refuse_descriptor("head=\"Einkommen\"", "head=\"Geborene\"", DESCRIPTOR_SHAPE);
    refuse_descriptor("is=\"name\"", "is=\"sex\"", DESCRIPTOR_SHAPE);
    refuse_descriptor("is=\"name\"", "is=\"kind\"", DESCRIPTOR_SHAPE);
}

/* The publishers' files ------------------------------------------------------------- */

static void copy_file(struct folder *f, const char *from_dir, const char *from, const char *to)
{
    char path[256];
    struct buf bytes = BUF_INIT;
    snprintf(path, sizeof path, "%s/%s", from_dir, from);
    assert_int_equal(file_read(path, (size_t)64 << 20, &bytes, f->d), 0);
    folder_write_bytes(f, to, bytes.data == NULL ? "" : bytes.data, bytes.len);
    buf_release(&bytes);
}

static void copy_inputs(struct folder *f)
{
    static const char *const names[] = {"areas.xml", "catalogue.xml", "agenda.xml"};
    struct arena *a = arena_new();
    for (size_t i = 0; i < 3; i++)
        copy_file(f, "inputs", names[i], names[i]);
    copy_file(f, "tests/originals", "sources.xml", "sources.xml");
    size_t n;
    char **list = dir_list(a, "inputs/descriptors", ".xml", &n);
    for (size_t i = 0; i < n; i++) {
        char *name = arena_printf(a, "descriptors/%s", list[i]);
        copy_file(f, "inputs", name, name);
    }
    arena_free(a);
}

static void copy_originals(struct folder *f, const struct catalogue *c)
{
    for (uint32_t i = 0; i < catalogue_sources(c); i++) {
        const struct source *s = catalogue_source(c, i);
        for (size_t k = 0; k < s->n_files; k++) {
            const char *path = s->files[k];
            if (str_starts(path, "data/regionalstatistik/"))
                copy_file(f, "../shared", path, path);
            else
                copy_file(f, "inputs", path, path);
        }
    }
}

static void compare_facts(const struct facts *a, const struct facts *b)
{
    assert_int_equal(facts_count(a), facts_count(b));
    for (uint32_t cell = 0; cell < facts_count(a); cell++) {
        uint32_t other = facts_find(b, facts_key(a, cell));
        struct fact x = facts_at(a, cell);
        if (other == CELL_NONE)
            fail_msg("%s:%u: no such cell in the original", facts_file(a, x.file), x.line);
        struct fact y = facts_at(b, other);
        if (x.sign != y.sign || x.value != y.value || x.marks != y.marks || x.source != y.source)
            fail_msg("%s:%u: %g, but %g in %s:%u", facts_file(a, x.file), x.line, x.value, y.value,
                     facts_file(b, y.file), y.line);
    }
}

static void reads_originals_like_tidy_files(void **state)
{
    (void)state;
    if (!file_exists("../shared/data/regionalstatistik") || !file_exists("inputs/sources.xml")) {
        print_message("skipped: the publishers' files (../shared/data) are not there\n");
        skip();
    }
    struct folder f;
    struct ingest_count count, original_count;
    folder_open(&f);
    copy_inputs(&f);
    struct areas *areas = areas_load("inputs", f.d);
    struct catalogue *tidy = catalogue_load("inputs", f.d);
    struct catalogue *original = catalogue_load(f.path, f.d);
    assert_true(areas != NULL && tidy != NULL && original != NULL);
    copy_originals(&f, original);
    struct facts *a = facts_new(), *b = facts_new();
    assert_int_equal(ingest_all("inputs", areas, tidy, a, &count, f.d), 0);
    assert_int_equal(ingest_all(f.path, areas, original, b, &original_count, f.d), 0);
    folder_expect_clean(&f);
    assert_true(original_count.foreign_rows > 100000);
    compare_facts(a, b);
    facts_free(a);
    facts_free(b);
    catalogue_free(tidy);
    catalogue_free(original);
    areas_free(areas);
    folder_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_periods_in_the_head),
        cmocka_unit_test(reads_a_line_with_the_period),
        cmocka_unit_test(reads_leading_columns),
        cmocka_unit_test(never_misreads_a_column),
        cmocka_unit_test(tells_bad_heads_of_dimensions),
        cmocka_unit_test(tells_bad_rows_of_tables),
        cmocka_unit_test(reads_old_encodings),
        cmocka_unit_test(needs_a_period),
        cmocka_unit_test(tells_the_wrong_table),
        cmocka_unit_test(refuses_bad_descriptors),
        cmocka_unit_test(reads_originals_like_tidy_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
