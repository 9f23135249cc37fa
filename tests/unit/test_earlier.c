/* Records of editions: what is written, what is read back, and that no bytes do harm. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "base/buf.h"
#include "base/sha256.h"
#include "folder.h"
#include "guard/guard.h"
#include "guard/record.h"
#include "stats/stats.h"
#include "world.h"

#define POPULATION MEASURE("population", "Bevölkerung", "yes", "")
#define CASES MEASURE("cases", "Fälle", "yes", "")
#define PROTECT "<protection min-count=\"3\" min-denominator=\"50\"/>"
#define RATE                                                                          \
    INDICATOR("T01", "gemeinde", "100", "wilson", OVER(OF("cases"), OF("population")) \
              PROTECT)
#define COUNT(id, factor)                                              \
    INDICATOR(id, "gemeinde", factor, "none", PLAIN(OF("cases")) PROTECT \
              "<parts sex=\"m w\" ages=\"0-2 65-\"/>")
#define HEAD RECORD_MARK RECORD_HEAD "\r\n"
#define ID "0123456789abcdef"

static void put_edition(struct folder *f, const char *name, const char *record)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", name, RECORD_FILE);
    folder_write(f, path, record);
}

/* Of one edition whose record had these bytes. */
static struct earlier *load_one(struct folder *f, const char *name, const char *record, size_t n)
{
    char digest[SHA256_HEX];
    sha256_hex(record, n, digest);
    struct earlier_edition edition = {name, digest};
    return earlier_load(f->path, &edition, 1, f->d);
}

static struct earlier *load(struct folder *f, const char *record)
{
    return load_one(f, "alt", record, strlen(record));
}

static bool shown(const struct earlier *e, const char *area, int year)
{
    return earlier_shown(e, (struct record_key){"T01", ID, area, year, NULL}) != NULL;
}

/* A record is written with what is published, and read back. */
static struct published *publish(struct world *w, const struct earlier *e)
{
    static const double cases[] = {0, 2, 4, 50};
    world_open(w, CASES POPULATION RATE COUNT("T02", "1"));
    for (uint32_t i = 0; i < 4; i++) {
        PUT(w, "cases", A + i, 2015, cases[i], .source = EIGEN, .marks = SIGN_PROVISIONAL);
        PUT(w, "population", A + i, 2015, 1000);
        PUT(w, "cases", A + i, 2015, 7 + i, .sex = SEX_FEMALE, .from = 65, .to = AGE_OPEN);
    }
    PUT(w, "cases", E, 2015, 12, .sex = SEX_MALE, .from = 0, .to = 3);
    PUT(w, "cases", E, 2015, 0, .sign = SIGN_NOTHING);
    PUT(w, "population", E, 2015, 1000);
    facts_close(w->facts, catalogue_measures(w->catalogue));
    struct stats *s = stats_compute(w->areas, w->catalogue, w->facts);
    struct published *p = guard_publish_after(w->areas, w->catalogue, w->facts, s, e);
    stats_free(s);
    return p;
}

static void what_is_written_is_read(void **state)
{
    (void)state;
    struct folder f;
    struct world w;
    struct buf text = BUF_INIT;
    folder_open(&f);
    struct published *p = publish(&w, NULL);
    record_write(p, &text);
    put_edition(&f, "alt", buf_str(&text));
    struct earlier *e = load(&f, buf_str(&text));
    folder_expect_clean(&f);
    assert_int_equal(earlier_records(e), 1);
    assert_string_equal(earlier_record(e, 0)->edition, "alt");
    assert_string_equal(earlier_record(e, 0)->path, "alt/veroeffentlicht.csv");
    assert_int_equal(earlier_record(e, 0)->bytes, text.len);
    size_t figures = 0;
    for (uint32_t i = 0; i < published_indicators(p); i++) {
        const struct published_indicator *in = published_indicator(p, i);
        for (uint32_t part = 0; part <= in->n_parts; part++) {
            for (uint32_t a = 0; a < N_AREAS; a++) {
                struct record_key k = {in->id, in->formula_id, published_area(p, a)->key, 2015,
                                       part > 0 ? &in->parts[part - 1] : NULL};
                bool is = sign_counts(published_at(p, i, a, 2015, part)->sign);
                assert_int_equal(earlier_shown(e, k) != NULL, is);
                figures += is;
            }
        }
    }
    assert_int_equal(earlier_record(e, 0)->figures, figures);
    struct world now;
    struct published *again = publish(&now, e);
    assert_int_equal(guard_shown_before(again).known, figures);
    published_free(again);
    world_close(&now);
    earlier_free(e);
    buf_release(&text);
    published_free(p);
    world_close(&w);
    folder_close(&f);
}

/* Line by line, as the header of record.h says. */
static void lines_are_as_promised(void **state)
{
    (void)state;
    struct world w;
    struct buf text = BUF_INIT;
    struct published *p = publish(&w, NULL);
    const char *id = published_indicator(p, published_find_indicator(p, "T01"))->formula_id;
    const char *other = published_indicator(p, published_find_indicator(p, "T02"))->formula_id;
    char line[200];
    record_write(p, &text);
    assert_int_equal(strncmp(buf_str(&text), HEAD, strlen(HEAD)), 0);
    snprintf(line, sizeof line, "\nT01;%s;08999001;2015;;;0,0;p;0;1000\r\n", id);
    assert_non_null(strstr(buf_str(&text), line));
    snprintf(line, sizeof line, "\nT01;%s;08999002;2015;;;;.;;\r\n", id);
    assert_non_null(strstr(buf_str(&text), line));
    snprintf(line, sizeof line, "\nT01;%s;08999004;2015;;;5,0;p;50;1000\r\n", id);
    assert_non_null(strstr(buf_str(&text), line));
    snprintf(line, sizeof line, "\nT01;%s;08998001;2015;;;;–;0;1000\r\n", id);
    assert_non_null(strstr(buf_str(&text), line));
    snprintf(line, sizeof line, "\nT02;%s;08999002;2015;w;65-;8,0;;8;\r\n", other);
    assert_non_null(strstr(buf_str(&text), line));
    snprintf(line, sizeof line, "\nT02;%s;08998001;2015;m;0-2;12,0;;12;\r\n", other);
    assert_non_null(strstr(buf_str(&text), line));
    assert_null(strstr(buf_str(&text), "08998001;2015;w;")); /* nothing was delivered */
    assert_null(strstr(buf_str(&text), ";nan"));
    assert_string_not_equal(id, other);
    buf_release(&text);
    published_free(p);
    world_close(&w);
}

/* No field is a formula of a spreadsheet, whatever a key is called. */
static void no_field_is_a_formula(void **state)
{
    (void)state;
    static const char *const names[][2] = {{"=1+1", "'=1+1"}, {"+A1", "'+A1"}, {"-A1", "'-A1"},
                                           {"@x", "'@x"}, {"a=1", "a=1"}, {"-1", "-1"},
                                           {"\t=1", "\"'\t=1\""},
                                           {"a;b\"c", "\"a;b\"\"c\""}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct buf b = BUF_INIT;
        char should[64];
        record_put_key(&b, (struct record_key){names[i][0], "f", names[i][0], 2015, NULL});
        snprintf(should, sizeof should, "%s;f;%s;2015;;", names[i][1], names[i][1]);
        assert_string_equal(buf_str(&b), should);
        buf_release(&b);
    }
}

static const char *id_of(struct world *w, const char *catalogue)
{
    static char id[32];
    world_open(w, catalogue);
    PUT(w, "cases", A, 2015, 1);
    PUT(w, "population", A, 2015, 1000);
    facts_close(w->facts, catalogue_measures(w->catalogue));
    struct stats *s = stats_compute(w->areas, w->catalogue, w->facts);
    struct published *p = guard_publish(w->areas, w->catalogue, w->facts, s);
    snprintf(id, sizeof id, "%s", published_indicator(p, 0)->formula_id);
    published_free(p);
    stats_free(s);
    world_close(w);
    return id;
}

/* Names and order of summands are nothing to a formula; all else is. */
static void a_formula_is_what_is_counted(void **state)
{
    (void)state;
    struct world w;
    char first[32];
#define TWO(a, b) INDICATOR("T01", "gemeinde", "1", "none", PLAIN(a b))
#define MEN "<term measure=\"cases\" sex=\"m\"/>"
#define OLD "<term measure=\"population\" ages=\"65-\"/>"
    snprintf(first, sizeof first, "%s", id_of(&w, CASES POPULATION TWO(MEN, OLD)));
    assert_string_equal(first, id_of(&w, CASES POPULATION TWO(OLD, MEN)));
    assert_string_equal(first, id_of(&w, MEASURE("population", "Einwohner", "yes", "") CASES
                                             TWO(MEN, OLD)));
    assert_int_equal(strlen(first), 16);
    assert_string_not_equal(first, id_of(&w, CASES POPULATION TWO(MEN, MEN OLD)));
    assert_string_not_equal(
        first, id_of(&w, CASES POPULATION
                             TWO("<term measure=\"cases\" sex=\"w\"/>", OLD)));
    assert_string_not_equal(
        first, id_of(&w, CASES POPULATION
                             TWO("<term measure=\"cases\" sex=\"m\" weight=\"-1\"/>", OLD)));
    assert_string_not_equal(
        first, id_of(&w, CASES POPULATION TWO(MEN, "<term measure=\"population\""
                                                   " ages=\"65-74\"/>")));
    assert_string_not_equal(
        first, id_of(&w, CASES POPULATION INDICATOR("T01", "gemeinde", "100", "none",
                                                    PLAIN(MEN OLD))));
    assert_string_not_equal(
        first, id_of(&w, CASES POPULATION INDICATOR("T01", "gemeinde", "1", "none",
                                                    OVER(MEN, OLD))));
    snprintf(first, sizeof first, "%s",
             id_of(&w, CASES POPULATION INDICATOR("T01", "gemeinde", "1", "none",
                                                  OVER(MEN, OLD))));
    assert_string_not_equal(
        first, id_of(&w, CASES POPULATION
                             INDICATOR("T01", "gemeinde", "1", "none",
                                       "<numerator>" MEN "</numerator><denominator offset=\"-1\">"
                                       OLD "</denominator>")));
}

/* In the order they are given in; of two that show a figure the first is told. */
static void the_editions_named_are_read(void **state)
{
    (void)state;
    static const char *const text[] = {
        HEAD "T01;" ID ";0801;2005;;;1;;;\r\nT01;" ID ";0801;2003;;;7;;;\n",
        HEAD "T01;" ID ";0801;2003;;;1;;;\r\n"};
    struct folder f;
    char digests[2][SHA256_HEX];
    folder_open(&f);
    put_edition(&f, "alt", text[0]);
    put_edition(&f, "neuer", text[1]);
    put_edition(&f, "nicht", HEAD "T01;" ID ";0801;2004;;;1;;;\r\n");
    for (size_t i = 0; i < 2; i++)
        sha256_hex(text[i], strlen(text[i]), digests[i]);
    const struct earlier_edition editions[] = {{"alt", digests[0]}, {"neuer", digests[1]}};
    struct earlier *e = earlier_load(f.path, editions, 2, f.d);
    folder_expect_clean(&f);
    assert_int_equal(earlier_records(e), 2);
    assert_true(shown(e, "0801", 2003) && shown(e, "0801", 2005));
    assert_false(shown(e, "0801", 2004) || shown(e, "0802", 2003));
    struct record_key k = {"T01", ID, "0801", 2003, NULL};
    assert_string_equal(earlier_shown(e, k)->edition, "alt");
    k.formula = "0123456789abcdee";
    assert_null(earlier_shown(e, k));
    earlier_free(e);
    struct earlier *none = earlier_load("/nonexistent/folder", NULL, 0, f.d);
    assert_int_equal(earlier_records(none), 0);
    earlier_free(none);
    folder_expect_clean(&f);
    folder_close(&f);
}

static void signs_that_show_a_number(void **state)
{
    (void)state;
    static const struct {
        const char *end;
        bool shown;
    } lines[] = {{"1,5;;;", true},  {"-1,5;p;3;4", true}, {";–;;", true},  {";–p;;", true},
                 {";0;;", true},    {";.;;", false},      {";…;;", false}, {";/;;", false},
                 {";x;;", false},   {";.p;;", false},     {";;;", false},  {"0;(s;;", true}};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct folder f;
        char text[256];
        folder_open(&f);
        snprintf(text, sizeof text, HEAD "T01;" ID ";0801;2001;;;%s\r\n", lines[i].end);
        put_edition(&f, "alt", text);
        struct earlier *e = load(&f, text);
        folder_expect_clean(&f);
        assert_int_equal(shown(e, "0801", 2001), lines[i].shown);
        earlier_free(e);
        folder_close(&f);
    }
}

static void faults_have_their_place(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        int at, column;
    } faults[] = {
        {"T01;" ID ";0801;2001;;;1;;", 3, 1},
        {"T01;" ID ";0801;2001;;;1;;;;", 3, 1},
        {"", 3, 1},
        {"=T1;" ID ";0801;2001;;;1;;;", 3, 1},
        {";" ID ";0801;2001;;;1;;;", 3, 1},
        {"T01;0123456789abcde;0801;2001;;;1;;;", 3, 5},
        {"T01;" ID ";08 1;2001;;;1;;;", 3, 22},
        {"T01;" ID ";0801;1899;;;1;;;", 3, 27},
        {"T01;" ID ";0801;99999999999;;;1;;;", 3, 27},
        {"T01;" ID ";0801;2001;x;;1;;;", 3, 32},
        {"T01;" ID ";0801;2001;m;3;1;;;", 3, 34},
        {"T01;" ID ";0801;2001;m;9-3;1;;;", 3, 34},
        {"T01;" ID ";0801;2001;m;-3;1;;;", 3, 34},
        {"T01;" ID ";0801;2001;;;1.5;;;", 3, 34},
        {"T01;" ID ";0801;2001;;;nan;;;", 3, 34},
        {"T01;" ID ";0801;2001;;;1e5;;;", 3, 34},
        {"T01;" ID ";0801;2001;;;–;;;", 3, 34},
        {"T01;" ID ";0801;2001;;;1;?;;", 3, 36},
        {"T01;" ID ";0801;2001;;;1;ppppp;;", 3, 36},
        {"T01;" ID ";0801;2001;;;1;;\"1\";", 3, 37},
        {"T01;" ID ";0801;2001;;;1;;;-", 3, 38},
        {"T01;" ID ";0801;2001;;;1;\xff;;", 3, 36},
        {"T01;" ID ";0801;2000;;;1;;;", 3, 1}, /* as in line 2 */
    };
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct folder f;
        char text[512];
        folder_open(&f);
        snprintf(text, sizeof text, HEAD "T01;" ID ";0801;2000;;;1;;;\r\n%s\r\nT01;" ID
                                    ";0801;2002;;;1;;;\r\n", faults[i].line);
        put_edition(&f, "alt", text);
        struct earlier *e = load(&f, text);
        assert_int_equal(diag_count(f.d), 1);
        folder_expect(&f, EARLIER_LINE, faults[i].at, faults[i].column);
        assert_true(diag_has_errors(f.d));
        earlier_free(e);
        folder_close(&f);
    }
}

static void a_record_that_was_touched_is_an_error(void **state)
{
    (void)state;
    static const char good[] = HEAD "T01;" ID ";0801;2000;;;1;;;\r\n";
    static const struct {
        const char *promised, *there; /* NULL: none */
        enum diag_code code;
        int line;
    } cases[] = {{good, HEAD "T01;" ID ";0801;2000;;;;.;;\r\n", EARLIER_CHANGED, 0},
                 {good, NULL, EARLIER_CHANGED, 0},
                 {NULL, HEAD, EARLIER_CHANGED, 0},
                 {NULL, NULL, EARLIER_CHANGED, 0},
                 {"Indikator;Gebiet\r\n", "Indikator;Gebiet\r\n", EARLIER_LINE, 1},
                 {"", "", EARLIER_LINE, 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct folder f;
        char digest[SHA256_HEX] = "";
        folder_open(&f);
        if (cases[i].there != NULL)
            put_edition(&f, "alt", cases[i].there);
        if (cases[i].promised != NULL)
            sha256_hex(cases[i].promised, strlen(cases[i].promised), digest);
        struct earlier_edition edition = {"alt", digest};
        earlier_free(earlier_load(f.path, &edition, 1, f.d));
        folder_expect(&f, cases[i].code, cases[i].line, cases[i].line);
        folder_close(&f);
    }
}

/* Small changes of a good record, from a fixed seed: never more than a message. */
static void no_bytes_do_harm(void **state)
{
    (void)state;
    static const char good[] = HEAD "T01;" ID ";0801;2000;m;0-2;1,5;(p;3;40\r\n"
                               "T01;" ID ";0801;2001;;;;–;;\r\n";
    static const char bytes[] = ";\r\n\0\xff\xef-,.0=\"9x";
    uint32_t seed = 1;
    for (int round = 0; round < 600; round++) {
        struct folder f;
        char text[sizeof good];
        memcpy(text, good, sizeof good);
        for (int i = 0; i < 1 + round % 4; i++) {
            seed = seed * 1664525u + 1013904223u;
            size_t at = (seed >> 8) % (sizeof good - 1);
            seed = seed * 1664525u + 1013904223u;
            text[at] = bytes[(seed >> 8) % (sizeof bytes - 1)];
        }
        size_t n = round % 5 == 0 ? (seed >> 9) % (sizeof good - 1) : sizeof good - 1;
        folder_open(&f);
        folder_write_bytes(&f, "alt/" RECORD_FILE, text, n);
        struct earlier *e = load_one(&f, "alt", text, n);
        assert_true(diag_count(f.d) <= 1);
        shown(e, "0801", 2001);
        earlier_free(e);
        folder_close(&f);
    }
}

/* B has two cases, C four: an edition that showed both, and D, is told of B alone. */
static void what_is_out_is_counted(void **state)
{
    (void)state;
    struct folder f;
    struct world w;
    char text[1024];
    folder_open(&f);
    struct published *p = publish(&w, NULL);
    assert_int_equal(guard_shown_before(p).n, 0);
    const char *id = published_indicator(p, published_find_indicator(p, "T01"))->formula_id;
    const char *other = published_indicator(p, published_find_indicator(p, "T02"))->formula_id;
    snprintf(text, sizeof text, HEAD "T01;%s;08999002;2015;;;0,2;;2;1000\r\n"
             "T01;%s;08999004;2015;;;5,0;;50;1000\r\nT01;%s;08999002;2014;;;0,2;;2;1000\r\n"
             "T02;%s;08999002;2015;;;;.;;\r\nT02;" ID ";08999002;2015;;;2;;;\r\n",
             id, id, id, other);
    published_free(p);
    world_close(&w);
    put_edition(&f, "alt", text);
    struct earlier *e = load(&f, text);
    folder_expect_clean(&f);
    p = publish(&w, e);
    struct shown_before b = guard_shown_before(p);
    assert_int_equal(b.n, 1);
    assert_int_equal(b.indicator, published_find_indicator(p, "T01"));
    assert_int_equal(b.area, B);
    assert_int_equal(b.year, 2015);
    assert_string_equal(b.edition, "alt");
    earlier_free(e);
    published_free(p);
    world_close(&w);
    folder_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read),
        cmocka_unit_test(lines_are_as_promised),
        cmocka_unit_test(no_field_is_a_formula),
        cmocka_unit_test(a_formula_is_what_is_counted),
        cmocka_unit_test(the_editions_named_are_read),
        cmocka_unit_test(signs_that_show_a_number),
        cmocka_unit_test(faults_have_their_place),
        cmocka_unit_test(a_record_that_was_touched_is_an_error),
        cmocka_unit_test(no_bytes_do_harm),
        cmocka_unit_test(what_is_out_is_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
