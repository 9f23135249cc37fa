/* Ingest of tidy files, and every kind of bad file and line with its place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>

#include "delivery.h"

/* Tidy -------------------------------------------------------------------------- */

static void reads_tidy_rows(void **state)
{
    (void)state;
    struct bench b;
    read_text(&b, "T",
              "\xEF\xBB\xBF# Quelle: Test\r\n#\r\n"
              "area;period;measure;sex;age_from;age_to;nationality;value;sign\r\n"
              "08116049;2015-12-31;population;;;;;40535;\r\n"
              "08116049;2015-12-31;population;w;3;5;foreign;488,5;p\r\n"
              "08116049;2015-12-31;population;m;75;;;1807;\r\n"
              "DG;2015;births;;;;;-12;\r\n"
              "08;2015-06;births;;;;;7;\r\n"
              "08116049;2016-03-15;care;;0;2;;-0,25;(r\r\n"
              "\r\n"
              "08117001;2015;births;;;;;5;\r\n");
    folder_expect_clean(&b.f);
    assert_int_equal(b.rc, 0);
    assert_int_equal(b.count.files, 2);
    assert_int_equal(b.count.rows, 7);
    assert_int_equal(b.count.cells, 6);
    assert_int_equal(b.count.foreign_rows, 1);
    EXPECT(&b, "08116049", "population", 2015, 40535);
    EXPECT(&b, "08116049", "population", 2015, 488.5, .sex = SEX_FEMALE, .from = 3,
           .to = 6, .nationality = NAT_FOREIGN);
    EXPECT(&b, "08116049", "population", 2015, 1807, .sex = SEX_MALE, .from = 75);
    EXPECT(&b, "DG", "births", 2015, -12);
    EXPECT(&b, "08", "births", 2015, 7, .month = 6);
    EXPECT(&b, "08116049", "care", 2016, -0.25, .to = 3); /* 15.03. in place of 01.03. */
    struct fact v = facts_at(b.facts, 1);
    assert_int_equal(v.marks, SIGN_PROVISIONAL);
    assert_int_equal(v.line, 5);
    assert_int_equal(v.column, 8);
    assert_string_equal(facts_file(b.facts, v.file), "data/a.csv");
    assert_int_equal(facts_at(b.facts, 5).marks, SIGN_LIMITED | SIGN_REVISED);
    bench_close(&b);
}

static void reads_signs(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum sign sign;
    } signs[] = {{"-", SIGN_NOTHING}, {".", SIGN_UNKNOWN}, {"...", SIGN_LATER},
                 {"/", SIGN_UNSURE}, {"x", SIGN_CROSSED}, {"*", SIGN_HIDDEN_UPSTREAM}};
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        struct bench b;
        char text[256];
        snprintf(text, sizeof text, TIDY "08;2015;births;;;;;;%s\n08;2015;mean_age;;;;;;%s\n",
                 signs[i].text, signs[i].text);
        read_text(&b, "T", text);
        folder_expect_clean(&b.f);
        assert_int_equal(facts_at(b.facts, 0).sign, signs[i].sign);
        /* The mean of nothing is no zero. */
        assert_int_equal(facts_at(b.facts, 1).sign,
                         signs[i].sign == SIGN_NOTHING ? SIGN_UNKNOWN : signs[i].sign);
        bench_close(&b);
    }
}

/* Lines are looked at in pieces: ends of fields, blanks and controls stand at each place of one. */
static void reads_rows_at_any_offset(void **state)
{
    (void)state;
    for (int blanks = 0; blanks < 20; blanks++) {
        struct bench b;
        char text[512];
        snprintf(text, sizeof text,
                 TIDY "%*s08 \t;2015;%*sbirths;;;;;%d;p%*s\n%*s\n"
                      "08;2016;\"births\";;;;; 7%*s;\n08;2017;births;;;;;%*s\001;\n",
                 blanks, "", blanks, "", blanks, blanks, "", blanks, "", blanks, "", blanks, "");
        read_text(&b, "T", text);
        folder_expect(&b.f, CSV_CONTROL, 5, 20 + blanks);
        assert_int_equal(diag_count(b.f.d), 1);
        assert_int_equal(facts_count(b.facts), 2);
        assert_int_equal(facts_at(b.facts, 0).marks, SIGN_PROVISIONAL);
        EXPECT(&b, "08", "births", 2015, blanks);
        EXPECT(&b, "08", "births", 2016, 7);
        bench_close(&b);
    }
}

#define GOOD "08;2014;births;;;;;1;\n"

/* Line 3 of the file is bad; lines 2 and 4 must come in. */
static void refuse_row(const char *row, enum diag_code code, int column)
{
    struct bench b;
    char text[512];
    snprintf(text, sizeof text, TIDY GOOD "%s\n08;2016;births;;;;;3;\n", row);
    print_message("row: %s\n", row);
    read_text(&b, "T", text);
    folder_expect(&b.f, code, 3, column);
    assert_int_equal(diag_count(b.f.d), 1);
    assert_int_equal(facts_count(b.facts), 2);
    EXPECT(&b, "08", "births", 2014, 1);
    EXPECT(&b, "08", "births", 2016, 3);
    bench_close(&b);
}

static void refuses_bad_rows(void **state)
{
    (void)state;
    refuse_row("08;2015;births;;;;;zwei;", CSV_NUMBER, 20);
    refuse_row("08;2015;births;;;;;1.234;", CSV_AMBIGUOUS, 20);
    refuse_row("08;2015;births;;;;;1e5;", CSV_EXPONENT, 20);
    refuse_row("08;2015;births;;;;;-;", CSV_SIGN_PLACE, 20);
    refuse_row("08;2015;births;;;;;12 p;", CSV_SIGN_PLACE, 20);
    refuse_row("08;2015;births;;;;;99999999999999999999;", CSV_NUMBER_RANGE, 20);
    refuse_row("08;2015;births;;;;;;", CSV_NO_VALUE, 20);
    refuse_row("08;2015;births;;;;;;?", CSV_WORD, 21);
    refuse_row("08;2015;births;;;;;5;x", CSV_WORD, 22);
    refuse_row("08;2015;births;;;;;5", CSV_FIELD_COUNT, 0);
    refuse_row("08;2015;births;;;;;5;;", CSV_FIELD_COUNT, 0);
    refuse_row("08;2015;birth;;;;;5;", CSV_MEASURE, 9);
    refuse_row("08;31.12.2015;births;;;;;5;", CSV_PERIOD, 4);
    refuse_row("08;2015-02-30;births;;;;;5;", CSV_PERIOD, 4);
    refuse_row("08;heute;births;;;;;5;", CSV_PERIOD, 4);
    refuse_row("08;1899;births;;;;;5;", CSV_PERIOD_RANGE, 4);
    refuse_row("08;2156;births;;;;;5;", CSV_PERIOD_RANGE, 4);
    refuse_row("08;9999;births;;;;;5;", CSV_PERIOD_RANGE, 4);
    refuse_row("08;2015;births;f;;;;5;", CSV_WORD, 16);
    refuse_row("08;2015;births;;;;german ;5 5;", CSV_NUMBER, 27);
    refuse_row("08;2015;births;;;;türkisch;5;", CSV_WORD, 19);
    refuse_row("08;2015;births;;6;3;;5;", CSV_WORD, 19);
    refuse_row("08;2015;births;;;3;;5;", CSV_WORD, 17);
    refuse_row("08;2015;births;;3;126;;5;", CSV_WORD, 19);
    refuse_row("08;2015;births;;-3;;;5;", CSV_WORD, 17);
    refuse_row("08;2015;\"births;;;;;5;", CSV_OPEN_QUOTE, 9);
    refuse_row("08;2015;bir\"ths;;;;;5;", CSV_BAD_QUOTE, 0);
    refuse_row("08;2015;births;;;;;\x1b[31m5;", CSV_CONTROL, 20);
    refuse_row("08;2015;births;;;;;5\r;", CSV_CONTROL, 21);
}

static void names_what_is_meant(void **state)
{
    (void)state;
    struct bench b;
    read_text(&b, "T", TIDY "Nuertinnen;2015;births;;;;;1;\n08116094;2015;births;;;;;1;\n"
                            "08;2015;brths;;;;;1;\n");
    folder_expect(&b.f, CSV_AREA, 2, 1);
    assert_non_null(strstr(folder_message(&b.f, CSV_AREA, 0)->text, "08116049 (Nürtingen)"));
    assert_non_null(strstr(folder_message(&b.f, CSV_AREA, 1)->text, "0811600"));
    assert_non_null(strstr(folder_message(&b.f, CSV_MEASURE, 0)->text, "„births“"));
    assert_int_equal(folder_message(&b.f, CSV_AREA, 0)->severity, SEV_WARNING);
    bench_close(&b);
}

static void tells_duplicates_and_conflicts(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, "T");
    folder_write(&b.f, "data/a.csv", TIDY GOOD GOOD "08;2014;births;;;;;2;\n");
    folder_write(&b.f, "data/b.csv", TIDY GOOD "DG;2014;births;;;;;5;\n08;2014;births;;;;;9;\n");
    bench_read(&b);
    folder_expect(&b.f, CSV_DUPLICATE, 3, 20);
    folder_expect(&b.f, CSV_CONFLICT, 4, 20);
    const struct diag_item *m = folder_message(&b.f, CSV_CONFLICT, 1);
    assert_int_equal(m->at.line, 4);
    assert_non_null(strstr(m->at.file, "data/b.csv"));
    assert_non_null(strstr(m->text, "data/a.csv, Zeile 2"));
    assert_non_null(strstr(m->text, "(9)"));
    assert_non_null(strstr(m->text, "(1)"));
    assert_int_equal(diag_count(b.f.d), 3);
    EXPECT(&b, "08", "births", 2014, 1);
    assert_int_equal(facts_at(b.facts, 1).source, 1);
    bench_close(&b);
}

/* Whole files ---------------------------------------------------------------------- */

static void refuse_file(const void *bytes, size_t n, enum diag_code code)
{
    struct bench b;
    read_bytes(&b, "T", bytes, n);
    folder_expect(&b.f, code, 0, 0);
    assert_int_equal(facts_count(b.facts), 0);
    bench_close(&b);
}

static void refuses_bad_files(void **state)
{
    (void)state;
    static const char header[] = "area;period;measure;sex;age_from;age_to;value;sign\n" GOOD;
    static const char order[] =
        "area;measure;period;sex;age_from;age_to;nationality;value;sign\n" GOOD;
    refuse_file("", 0, CSV_EMPTY);
    refuse_file("\n\n# nur Kommentar\n", 18, CSV_EMPTY);
    refuse_file("Name,Wert\nA,1\n", 14, CSV_FORMAT);
    refuse_file(header, sizeof header - 1, CSV_HEADER);
    refuse_file(order, sizeof order - 1, CSV_HEADER);
    refuse_file("\xFF\xFEG\0E\0", 6, CSV_FORMAT);
    refuse_file("PK\x03\x04", 4, CSV_SPREADSHEET);
    refuse_file("\0\0\0\0\0\0", 6, CSV_FORMAT);
    refuse_file("GENESIS-Tabelle: 99999-99-99-9\n", 31, GENESIS_NO_DESCRIPTOR);
    refuse_file("GENESIS-Tabelle: ../../etc/passwd\n", 34, CSV_FORMAT);
    refuse_file("GENESIS-Tabelle:\n", 17, CSV_FORMAT);
    struct bench b;
    read_bytes(&b, "T", header, sizeof header - 1);
    assert_non_null(strstr(folder_message(&b.f, CSV_HEADER, 0)->text, "es fehlt: nationality)"));
    bench_close(&b);
}

static void goes_on_without_a_file(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, "T");
    folder_write(&b.f, "data/b.csv", TIDY GOOD);
    bench_read(&b);
    assert_int_equal(b.rc, -1);
    assert_int_equal(b.count.files, 1);
    assert_int_equal(b.count.cells, 1);
    assert_true(diag_has_errors(b.f.d));
    bench_close(&b);
}

static void survives_long_lines(void **state)
{
    (void)state;
    struct buf text = BUF_INIT;
    buf_adds(&text, TIDY GOOD);
    for (size_t i = 0; i < 10u << 20; i++) /* line 3: 10 MB */
        buf_addc(&text, 'x');
    buf_adds(&text, "\n08;2015;births;;;;;"); /* line 4: a field of 70 kB */
    for (size_t i = 0; i < 70000; i++)
        buf_addc(&text, '1');
    buf_adds(&text, ";\n08;2015;");
    for (size_t i = 0; i < 500000; i++) /* line 5: half a million fields */
        buf_addc(&text, ';');
    buf_adds(&text, "\n08;2015;births;;;;;");
    for (size_t i = 0; i < 60000; i++) /* line 6: a number of 60,000 digits */
        buf_addc(&text, '1');
    buf_adds(&text, ";\n08;2016;births;;;;;3;"); /* line 7: no line end */
    struct bench b;
    read_bytes(&b, "T", text.data, text.len);
    buf_release(&text);
    folder_expect(&b.f, CSV_LONG_LINE, 3, 0);
    folder_expect(&b.f, CSV_LONG_FIELD, 4, 20);
    folder_expect(&b.f, CSV_FIELD_COUNT, 5, 0);
    folder_expect(&b.f, CSV_NUMBER_RANGE, 6, 20);
    assert_int_equal(diag_count(b.f.d), 4);
    EXPECT(&b, "08", "births", 2014, 1);
    EXPECT(&b, "08", "births", 2016, 3);
    bench_close(&b);
}

static void survives_nul_bytes(void **state)
{
    (void)state;
    static const char text[] = TIDY GOOD "08;2015;births;;;;;1\0" "2;\n08;2016;births;;;;;3;\n";
    struct bench b;
    read_bytes(&b, "T", text, sizeof text - 1);
    folder_expect(&b.f, CSV_CONTROL, 3, 21);
    assert_non_null(strstr(folder_message(&b.f, CSV_CONTROL, 0)->text, "U+0000"));
    EXPECT(&b, "08", "births", 2016, 3);
    bench_close(&b);
}

static void knows_encodings(void **state)
{
    (void)state;
    struct bench b;
    /* One stray byte among sound UTF-8: that line is left out, the file is UTF-8. */
    read_text(&b, "T", "# für über größer\n" TIDY GOOD "08;2015;births;;;;;\xFC;\n"
                       "08;2016;births;;;;;3;\n");
    folder_expect(&b.f, CSV_BAD_BYTE, 4, 20);
    assert_int_equal(diag_count(b.f.d), 1);
    EXPECT(&b, "08", "births", 2016, 3);
    bench_close(&b);
    read_text(&b, "T", "# f\xFCr gr\xF6\xDF" "er \x80\n" TIDY GOOD);
    folder_expect(&b.f, CSV_ENCODING, 1, 0);
    assert_int_equal(diag_worst(b.f.d), SEV_NOTE);
    EXPECT(&b, "08", "births", 2014, 1);
    bench_close(&b);
}

static void tells_other_days(void **state)
{
    (void)state;
    struct bench b;
    read_text(&b, "T", TIDY GOOD
                       "08;2015-06-30;population;;;;;5;\n08;2014-06-30;population;;;;;4;\n"
                       "08;2015-12-31;population;;;;;7;\n");
    folder_expect(&b.f, CSV_OTHER_DAY, 3, 0);
    assert_int_equal(diag_count(b.f.d), 1);
    EXPECT(&b, "08", "population", 2015, 7);
    EXPECT(&b, "08", "population", 2015, 5, .month = 6);
    bench_close(&b);
}

static void refuses_paths_outside(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, "T");
    char outside[1100], link[1100];
    snprintf(outside, sizeof outside, "%s.csv", b.f.path);
    snprintf(link, sizeof link, "%s/data/a.csv", b.f.path);
    FILE *out = fopen(outside, "w");
    assert_non_null(out);
    fputs(TIDY GOOD, out);
    fclose(out);
    assert_int_equal(symlink(outside, link), 0);
    bench_read(&b);
    unlink(outside);
    assert_int_equal(b.rc, -1);
    folder_expect(&b.f, PATH_OUTSIDE, 0, 0);
    assert_int_equal(facts_count(b.facts), 0);
    bench_close(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_tidy_rows),
        cmocka_unit_test(reads_rows_at_any_offset),
        cmocka_unit_test(reads_signs),
        cmocka_unit_test(refuses_bad_rows),
        cmocka_unit_test(names_what_is_meant),
        cmocka_unit_test(tells_duplicates_and_conflicts),
        cmocka_unit_test(refuses_bad_files),
        cmocka_unit_test(goes_on_without_a_file),
        cmocka_unit_test(survives_long_lines),
        cmocka_unit_test(survives_nul_bytes),
        cmocka_unit_test(knows_encodings),
        cmocka_unit_test(tells_other_days),
        cmocka_unit_test(refuses_paths_outside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
