/* Ingest by descriptors beyond GENESIS, each concept of a descriptor for itself: separators,
 * named, numbered and fixed columns, periods, words, notations of numbers, encodings, keys,
 * case records, changes of territory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "delivery.h"

static void write_sources(struct bench *b, const char *protection)
{
    char text[1024];
    snprintf(text, sizeof text,
             "<sources><source id=\"A\" status=\"own\" protection=\"%s\" retrieved=\"2024-10-10\">"
             "<publisher short=\"A\">Amt</publisher><table>T</table><title>T</title>"
             "<licence id=\"L\">Lizenz</licence><file path=\"data/a.csv\" table=\"t\"/>"
             "</source></sources>",
             protection);
    folder_write(&b->f, "sources.xml", text);
}

/* body: what stands in <table>. */
static void open_table(struct bench *b, const char *attributes, const char *body)
{
    struct buf text = BUF_INIT;
    bench_open(b, "T");
    write_sources(b, "raw");
    buf_printf(&text, "<table id=\"t\"%s><title>T</title>%s</table>", attributes, body);
    folder_write(&b->f, "descriptors/t.xml", buf_str(&text));
    buf_release(&text);
}

static void read_table(struct bench *b, const char *body, const char *file)
{
    open_table(b, "", body);
    folder_write(&b->f, "data/a.csv", file);
    bench_read(b);
}

#define NAMED                                                                 \
    "<columns><column is=\"area\" name=\"key\"/><column is=\"period\" name=\"year\"/></columns>" \
    "<head skip=\"0\"><row is=\"measure\"/></head>"
#define BIRTHS "<values><value measure=\"births\" head=\"b\"/></values>"
#define ONE(form, cell) "<file " form "/>" NAMED BIRTHS, "year;b;key\n2015;" cell ";08116004\n"

static void finds_columns_by_name(void **state)
{
    (void)state;
    struct bench b;
    read_table(&b,
               "<file separator=\",\" decimal=\".\"/>"
               "<columns><column is=\"area\" name=\"key\" digits=\"8\"/>"
               "<column is=\"period\" name=\"year\"/></columns>"
               "<head skip=\"1\"><row is=\"measure\"/></head>"
               "<values others=\"skip\"><value measure=\"births\" head=\"b\"/></values>",
               "Titel\nyear,\"x, y\",b,key\n2015,7,1.5,8116004\n2016,\"7,5\",2,08116049\n");
    folder_expect_clean(&b.f);
    EXPECT(&b, "08116004", "births", 2015, 1.5);
    EXPECT(&b, "08116049", "births", 2016, 2);
    assert_int_equal(b.count.cells, 2);
    bench_close(&b);
    read_table(&b, NAMED BIRTHS, "jahr;b;key\n2015;1;08\n");
    folder_expect(&b.f, TABLE_NO_KEY_COLUMN, 1, 0);
    assert_int_equal(facts_count(b.facts), 0);
    bench_close(&b);
    read_table(&b, NAMED BIRTHS, "year;b;key;c\n2015;1;08;4\n");
    folder_expect(&b.f, GENESIS_COLUMN, 1, 12);
    EXPECT(&b, "08", "births", 2015, 1);
    bench_close(&b);
}

/* An empty field at the beginning of a line is one, though TAB is a blank elsewhere. */
static void parts_at_tabs(void **state)
{
    (void)state;
    struct bench b;
    read_table(&b,
               "<file separator=\"tab\"/>"
               "<columns><column is=\"area\" name=\"key\"/><column is=\"period\" name=\"year\"/>"
               "</columns><head skip=\"0\"><row is=\"measure\"/></head>"
               "<values others=\"skip\"><value measure=\"births\" head=\"b\"/></values>",
               "note\tkey\tyear\tb\n\t08116\t2015\t3\nx\t 08116004 \t2015\t4\n");
    folder_expect_clean(&b.f);
    EXPECT(&b, "08116", "births", 2015, 3);
    EXPECT(&b, "08116004", "births", 2015, 4);
    bench_close(&b);
}

static void reads_wide_tables(void **state)
{
    (void)state;
    struct bench b;
    read_table(&b,
               "<columns><column is=\"area\" with=\"name\"/></columns>"
               "<head skip=\"0\"><row is=\"period\" merged=\"yes\"/><row is=\"measure\"/></head>"
               "<values><value measure=\"births\" head=\"b\"/><value measure=\"care\" head=\"c\"/>"
               "</values>",
               ";2015;;2016;\n;b;c;b;c\n08116 Esslingen;1;2;3;4\n08116004 Altbach;5;*;x;.\n");
    folder_expect_clean(&b.f);
    EXPECT(&b, "08116", "births", 2015, 1);
    EXPECT(&b, "08116", "care", 2015, 2);
    EXPECT(&b, "08116", "births", 2016, 3);
    EXPECT(&b, "08116", "care", 2016, 4);
    EXPECT(&b, "08116004", "births", 2015, 5);
    assert_int_equal(facts_at(b.facts, 5).sign, SIGN_HIDDEN_UPSTREAM);
    assert_int_equal(facts_at(b.facts, 6).sign, SIGN_CROSSED);
    bench_close(&b);
    read_table(&b,
               "<columns><column is=\"area\" name=\"key\"/></columns>"
               "<head skip=\"0\"><row is=\"none\"/><row is=\"measure-period\"/></head>"
               "<values><value measure=\"births\" head=\"Geborene zusammen\"/></values>",
               "key;b98;b99\nx;Geborene zusammen 1998;Geborene zusammen 1999\n08;1;2\n");
    folder_expect_clean(&b.f);
    EXPECT(&b, "08", "births", 1999, 2);
    bench_close(&b);
}

static void reads_fixed_widths(void **state)
{
    (void)state;
    struct bench b;
    read_table(&b,
               "<columns><column is=\"kind\" at=\"1\" length=\"2\"/>"
               "<column is=\"area\" at=\"3\" length=\"8\"/></columns>"
               "<period value=\"2020-12-31\"/>"
               "<values others=\"skip\"><value measure=\"population\" kind=\"60\" at=\"21\" "
               "length=\"4\"/><value measure=\"population\" sex=\"m\" kind=\"60\" at=\"25\" "
               "length=\"4\"/></values>",
               /* positions count characters, not bytes; a short line has empty fields */
               "4008116             00990044\r\n"
               "6008116049Nürtingen 07770333\r\n6008116004Altbach   -123\r\n");
    EXPECT(&b, "08116049", "population", 2020, 777);
    EXPECT(&b, "08116049", "population", 2020, 333, .sex = SEX_MALE);
    EXPECT(&b, "08116004", "population", 2020, -123);
    folder_expect(&b.f, CSV_NO_VALUE, 3, 25);
    assert_int_equal(diag_count(b.f.d), 1);
    bench_close(&b);
}

static void reads_without_a_head(void **state)
{
    (void)state;
    struct bench b;
    read_table(&b,
               "<columns><column is=\"name\" at=\"2\"/></columns>"
               "<values><value measure=\"births\" at=\"3\" period=\"2015\"/>"
               "<value measure=\"births\" at=\"1\" period=\"2016\"/></values>",
               "6;Nürtingen, Stadt;5\n8;Gemeinde Altbach;7\n9;Esslingen;8\n1;Nirgendwo;1\n");
    EXPECT(&b, "08116049", "births", 2015, 5);
    EXPECT(&b, "08116049", "births", 2016, 6);
    EXPECT(&b, "08116004", "births", 2015, 7);
    EXPECT(&b, "08116", "births", 2016, 9);
    folder_expect(&b.f, CSV_AREA, 4, 3);
    assert_int_equal(facts_count(b.facts), 6);
    bench_close(&b);
}

static void expect_number(const char *body, const char *file, double value, unsigned marks)
{
    struct bench b;
    read_table(&b, body, file);
    folder_expect_clean(&b.f);
    EXPECT(&b, "08116004", "births", 2015, value);
    assert_int_equal(facts_at(b.facts, 0).marks, marks);
    bench_close(&b);
}

static void refuse_number(const char *body, const char *file, enum diag_code code)
{
    struct bench b;
    read_table(&b, body, file);
    folder_expect(&b.f, code, 2, 6);
    assert_int_equal(facts_count(b.facts), 0);
    bench_close(&b);
}

static void knows_notations(void **state)
{
    (void)state;
    expect_number(ONE("decimal=\",\"", "-1234,5"), -1234.5, 0);
    expect_number(ONE("decimal=\".\"", "-1234.5"), -1234.5, 0);
    expect_number(ONE("group=\".\"", "1.234.567,25"), 1234567.25, 0);
    expect_number(ONE("group=\"space\"", "1 234 567"), 1234567, 0);
    expect_number(ONE("group=\"space\"", "1\xE2\x80\xAF" "234,5"), 1234.5, 0);
    expect_number(ONE("decimal=\".\" group=\",\"", "1,234.5"), 1234.5, 0);
    expect_number(ONE("group=\"apostrophe\"", "1'234"), 1234, 0);
    expect_number(ONE("exponent=\"yes\"", "1,5E+03"), 1500, 0);
    expect_number(ONE("exponent=\"yes\"", "15e-1"), 1.5, 0);
    expect_number(ONE("brackets=\"negative\"", "(12)"), -12, 0);
    expect_number(ONE("decimal=\",\"", "(12)"), 12, SIGN_LIMITED);
    expect_number(ONE("decimal=\",\"", "-,25"), -0.25, 0);
    refuse_number(ONE("decimal=\",\"", "1.234"), CSV_AMBIGUOUS);
    refuse_number(ONE("decimal=\".\"", "1,234"), CSV_AMBIGUOUS);
    refuse_number(ONE("group=\".\"", "1.23"), CSV_NUMBER);
    refuse_number(ONE("group=\".\"", "12.34.567"), CSV_NUMBER);
    refuse_number(ONE("decimal=\",\"", "1 234"), CSV_NUMBER);
    refuse_number(ONE("decimal=\",\"", "1,5E+03"), CSV_EXPONENT);
    refuse_number(ONE("decimal=\",\"", "12 %"), CSV_PERCENT);
    refuse_number(ONE("brackets=\"negative\"", "(-12)"), CSV_NUMBER);
    refuse_number(ONE("decimal=\",\"", "n.v."), CSV_NUMBER);
    refuse_number(ONE("decimal=\",\"", ""), CSV_NO_VALUE);
    struct bench b;
    read_table(&b, ONE("empty=\"absent\"", ""));
    folder_expect_clean(&b.f);
    assert_int_equal(facts_count(b.facts), 0);
    bench_close(&b);
}

static void knows_words_of_the_file(void **state)
{
    (void)state;
    struct bench b;
    read_table(&b,
               "<columns><column is=\"area\" name=\"key\"/><column is=\"sex\" name=\"sex\"/>"
               "<column is=\"age\" name=\"age\" empty=\"all\"/>"
               "<column is=\"mark\" name=\"q\"/></columns><period value=\"2015\"/>"
               "<head skip=\"0\"><row is=\"measure\"/></head>"
               "<words><word is=\"sex\" text=\"1\" means=\"m\"/>"
               "<word is=\"area\" text=\"Kreis\" means=\"08116\"/>"
               "<word is=\"mark\" text=\"e\" means=\"none\"/>"
               "<word is=\"sign\" text=\"k.A.\" means=\"unknown\"/>"
               "<word is=\"sign\" text=\"NA\" means=\"absent\"/></words>" BIRTHS,
               "key;sex;age;b;q\nKreis;1;ALT003B06;7;e\n08116004;w;65-;8;p\n"
               "08116004;w;15-24;k.A.;\n08116004;w;;NA;\n08116004;2;;5;\n");
    EXPECT(&b, "08116", "births", 2015, 7, .sex = SEX_MALE, .from = 3, .to = 6);
    EXPECT(&b, "08116004", "births", 2015, 8, .sex = SEX_FEMALE, .from = 65, .to = AGE_OPEN);
    assert_int_equal(facts_at(b.facts, 1).marks, SIGN_PROVISIONAL);
    assert_int_equal(facts_at(b.facts, 2).sign, SIGN_UNKNOWN);
    assert_int_equal(facts_key(b.facts, 2).age_to, 25);
    folder_expect(&b.f, CSV_WORD, 6, 10);
    assert_int_equal(facts_count(b.facts), 3);
    bench_close(&b);
}

static void reads_flat_files(void **state)
{
    (void)state;
    struct bench b;
    read_table(&b,
               "<columns><column is=\"period\" name=\"time\"/>"
               "<column is=\"area\" name=\"1_variable_attribute_code\"/>"
               "<column is=\"sex\" name=\"2_variable_attribute_code\" empty=\"all\"/>"
               "<column is=\"kind\" name=\"value_variable_code\"/></columns>"
               "<head skip=\"0\"><row is=\"measure\"/></head>"
               "<values others=\"skip\"><value measure=\"population\" kind=\"BEV\" head=\"value\"/>"
               "<value measure=\"births\" kind=\"GEB\" head=\"value\"/></values>",
               "\xEF\xBB\xBFtime;1_variable_attribute_code;2_variable_attribute_code;value;"
               "value_variable_code\n2015-12-31;08116;;10;BEV\n2015-12-31;08116;GESM;4;BEV\n"
               "2015;08116;GESW;3;GEB\n2015;08116;;9;ANDERES\n2015;0811600499;;8;BEV\n");
    folder_expect_clean(&b.f);
    EXPECT(&b, "08116", "population", 2015, 10);
    EXPECT(&b, "08116", "population", 2015, 4, .sex = SEX_MALE);
    EXPECT(&b, "08116", "births", 2015, 3, .sex = SEX_FEMALE);
    assert_int_equal(facts_count(b.facts), 3);
    bench_close(&b);
}

/* Keys are taken as a whole: the digits of others contain them. */
static void knows_keys(void **state)
{
    (void)state;
    static const struct {
        const char *key, *area; /* area NULL: not ours */
    } cases[] = {
        {"08116004", "08116004"}, {"081160004004", "08116004"}, {"081165001004", "08116004"},
        {"081160004", "08116004"}, {"08116000", "08116"}, {"081160000000", "08116"},
        {"080000000000", "08"}, {"08", "08"}, {"00", "DG"}, {"000000000000", "DG"}, {"DG", "DG"},
        {"0811600499", NULL}, {"0723108116", NULL}, {"081165004", NULL}, {"08117004", NULL},
        {"0811600", NULL}, {"08117", NULL}, {"081", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char file[128];
        struct bench b;
        snprintf(file, sizeof file, "year;b;key\n2015;7;%s\n2015;1;08116049\n", cases[i].key);
        read_table(&b, NAMED BIRTHS, file);
        folder_expect_clean(&b.f);
        assert_int_equal(facts_count(b.facts), cases[i].area != NULL ? 2 : 1);
        if (cases[i].area != NULL)
            EXPECT(&b, cases[i].area, "births", 2015, 7);
        bench_close(&b);
    }
    struct bench b;
    read_table(&b, NAMED BIRTHS, "year;b;key\n2015;7;08116005\n2015;1;08\n2015;2;x08\n");
    folder_expect(&b.f, CSV_AREA, 2, 8);
    folder_expect(&b.f, GENESIS_KEY, 4, 8);
    bench_close(&b);
}

/* Text as UTF-16 of either order, with a mark or without. */
static void read_wide(const char *text, bool big, bool mark)
{
    char bytes[512];
    size_t n = 0;
    if (mark) {
        bytes[n++] = big ? '\xFE' : '\xFF';
        bytes[n++] = big ? '\xFF' : '\xFE';
    }
    for (const char *s = text; *s != '\0'; s++) { /* "#" stands for ü */
        char c = *s == '#' ? '\xFC' : *s;
        bytes[n++] = big ? '\0' : c;
        bytes[n++] = big ? c : '\0';
    }
    struct bench b;
    open_table(&b, "", "<columns><column is=\"name\"/></columns><period value=\"2015\"/>"
                       "<head skip=\"0\"><row is=\"measure\"/></head>" BIRTHS);
    folder_write_bytes(&b.f, "data/a.csv", bytes, n);
    bench_read(&b);
    folder_expect_clean(&b.f);
    EXPECT(&b, "08116049", "births", 2015, 7);
    bench_close(&b);
}

static void expect_encoding(const char *attributes, const char *file, enum diag_code code, int line)
{
    struct bench b;
    open_table(&b, attributes, "<columns><column is=\"name\"/></columns>"
                               "<period value=\"2015\"/><head skip=\"0\"><row is=\"measure\"/>"
                               "</head><values others=\"skip\"><value measure=\"births\" "
                               "head=\"b \xE2\x82\xAC\"/></values>");
    folder_write(&b.f, "data/a.csv", file);
    bench_read(&b);
    if (line == 0)
        assert_null(folder_message(&b.f, code, 0));
    else
        folder_expect(&b.f, code, line, 0);
    bench_close(&b);
}

static void knows_encodings(void **state)
{
    (void)state;
    for (int big = 0; big < 2; big++)
        for (int mark = 0; mark < 2; mark++)
            read_wide("name;b\nN#rtingen;7\n", big, mark);
    expect_encoding("", "name;b \x80\nN\xFCrtingen;7\n", CSV_ENCODING, 1);
    expect_encoding("", "name;b \xA4\nN\xFCrtingen;7\n", CSV_ENCODING_UNSURE, 1);
    expect_encoding(" encoding=\"iso-8859-15\"", "name;b \xA4\nN\xFCrtingen;7\n",
                    GENESIS_COLUMN_MISSING, 0);
    expect_encoding(" encoding=\"iso-8859-1\"", "name;b \xA4\nN\xFCrtingen;7\n",
                    GENESIS_COLUMN_MISSING, 1);
    expect_encoding("", "name;b €\nN\xEF\xBF\xBDrtingen;7\n", CSV_LOST_LETTERS, 2);
    expect_encoding("", "name;b €\nNürtingen;7\nN\xC3\x83\xC2\xBCrtingen;7\n", CSV_TWICE_ENCODED,
                    3);
    expect_encoding("", "name;b €\nNürtingen;7\nGroßbettlingen;ÃÄÖ\n", CSV_TWICE_ENCODED, 0);
}

static void tells_spreadsheets(void **state)
{
    (void)state;
    static const char *const files[] = {
        "PK\x03\x04xyz", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "%PDF-1.7", "<html><table>"};
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        struct bench b;
        read_table(&b, NAMED BIRTHS, files[i]);
        folder_expect(&b.f, CSV_SPREADSHEET, 0, 0);
        assert_int_equal(facts_count(b.facts), 0);
        bench_close(&b);
    }
}

#define CASES(how)                                                                              \
    "<columns><column is=\"name\" name=\"Ort\"/><column is=\"begin\" name=\"von\"/>"            \
    "<column is=\"end\" name=\"bis\"/><column is=\"birth\" name=\"geb\"/>"                      \
    "<column is=\"sex\" name=\"g\"/><column is=\"person\" name=\"id\"/></columns>"              \
    "<head skip=\"0\"><row is=\"measure\"/></head><cases " how " ages=\"0-17 18-\"/>"           \
    "<values><value measure=\"care\"/></values>"

/* Four persons; C has two cases, in two places. */
static const char people[] = "id;Ort;von;bis;geb;g\n"
                             "A;Nürtingen;01.02.2020;31.12.2021;31.12.2003;m\n"
                             "B;Nürtingen;01.01.2022;;1950;w\n"
                             "C;Altbach;01.01.2021;30.06.2021;01.07.2010;w\n"
                             "C;Nürtingen;01.07.2021;30.12.2021;01.07.2010;w\n"
                             "D;Altbach;2021-12-31;31.12.2021;;\n";

static void counts_cases_on_a_day(void **state)
{
    (void)state;
    struct bench b;
    read_table(&b, CASES("count=\"day\" day=\"31.12.\" from=\"2019\" to=\"2022\""), people);
    /* the Stichtag of "care" is in March: the number stands with its month, and that is said */
    assert_non_null(folder_message(&b.f, CSV_OTHER_DAY, 0));
    assert_int_equal(diag_count(b.f.d), 1);
    EXPECT(&b, "08116049", "care", 2020, 1, .month = 12);
    EXPECT(&b, "08116049", "care", 2021, 1, .month = 12);           /* A; C ended the day before */
    EXPECT(&b, "08116049", "care", 2020, 1, .month = 12, .to = 18); /* A is 17 */
    EXPECT(&b, "08116049", "care", 2021, 1, .month = 12, .from = 18, .to = AGE_OPEN); /* and 18 */
    EXPECT(&b, "08116", "care", 2021, 2, .month = 12);              /* A, D */
    EXPECT(&b, "08116", "care", 2021, 1, .month = 12, .sex = SEX_MALE);
    EXPECT(&b, "08116", "care", 2022, 1, .month = 12, .sex = SEX_FEMALE);
    uint32_t nobody = find(&b, (struct wanted){.area = "08116", .measure = "care", .year = 2019,
                                               .month = 12});
    assert_int_equal(facts_at(b.facts, nobody).sign, SIGN_NOTHING);
    bench_close(&b);
}

static void counts_cases_of_a_year(void **state)
{
    (void)state;
    struct bench b;
    read_table(&b, CASES("count=\"year\" from=\"2021\" to=\"2021\""), people);
    folder_expect_clean(&b.f);
    EXPECT(&b, "08116049", "care", 2021, 2); /* A, C */
    EXPECT(&b, "08116004", "care", 2021, 2); /* C, D */
    EXPECT(&b, "08116", "care", 2021, 3);    /* A, C once, D */
    EXPECT(&b, "08116", "care", 2021, 1, .sex = SEX_FEMALE);
    EXPECT(&b, "08116", "care", 2021, 1, .to = 18);
    assert_int_equal(facts_count(b.facts), 3 * 3 * 3); /* places, sexes, ages: also of nobody */
    bench_close(&b);
}

/* Messages name the place, never what stands there. */
static void keeps_cases_secret(void **state)
{
    (void)state;
    struct bench b;
    read_table(&b, CASES("count=\"year\" from=\"2021\" to=\"2021\""),
               "id;Ort;von;bis;geb;g\nGEHEIM;Geheimhausen;01.02.2020;;2003;m\n"
               "GEHEIM;Altbach;geheim;;2003;m\nGEHEIM;Altbach;01.02.2020;01.01.2020;2003;m\n"
               "GEHEIM;Altbach;01.02.2020;;2021;m\nGEHEIM;Altbach;01.02.2020;;2003;geheim\n"
               "GEHEIM;Altbach;01.02.2020;;geheim;m\n;Altbach;01.02.2020;;2003;m\n"
               "GEHEIM;Altbach;01.02.2020;;2003;m;geheim\n\"GEHEIM;Altbach\n");
    folder_expect(&b.f, CSV_AREA, 2, 8);
    folder_expect(&b.f, CASES_FIELD, 3, 16);
    folder_expect(&b.f, CASES_ORDER, 4, 0);
    folder_expect(&b.f, CASES_BIRTH, 5, 0);
    folder_expect(&b.f, CSV_FIELD_COUNT, 9, 0);
    folder_expect(&b.f, CSV_OPEN_QUOTE, 10, 1);
    char *text = diag_text(b.f.d);
    assert_null(strstr(text, "GEHEIM"));
    assert_null(strstr(text, "geheim"));
    assert_null(strstr(text, "Geheimhausen"));
    assert_null(strstr(text, "2003"));
    free(text);
    uint32_t nobody = find(&b, (struct wanted){.area = "08116", .measure = "care", .year = 2021});
    assert_int_equal(facts_at(b.facts, nobody).sign, SIGN_NOTHING);
    bench_close(&b);
}

static void protects_cases(void **state)
{
    (void)state;
    struct bench b;
    open_table(&b, "", CASES("count=\"year\" from=\"2021\" to=\"2021\""));
    write_sources(&b, "protected");
    folder_write(&b.f, "data/a.csv", people);
    bench_read(&b);
    folder_expect(&b.f, CASES_PROTECTED, 0, 0);
    assert_int_equal(facts_count(b.facts), 0);
    bench_close(&b);
}

static const char territory[] =
    "<territory><change from=\"08116101\" to=\"08116049\" date=\"2010-01-01\" name=\"Altdorf\"/>"
    "<change from=\"08116102\" to=\"08116049\" date=\"2012-07-01\" name=\"Neudorf\"/></territory>";

static void adds_up_former_places(void **state)
{
    (void)state;
    struct bench b;
    open_table(&b, "", NAMED "<values><value measure=\"births\" head=\"b\"/>"
                             "<value measure=\"mean_age\" head=\"m\"/></values>");
    folder_write(&b.f, "territory.xml", territory);
    folder_write(&b.f, "data/a.csv",
                 "year;b;key;m\n2009;100;08116049;40\n2009;20;08116101;-\n2009;3;08116102;50\n"
                 "2010;130;08116049;41\n2010;4;08116102;.\n2010;-;08116101;.\n"
                 "2012;140;08116049;42\n2008;90;08116049;40\n2008;9;08116101;40\n"
                 "2011;7;08116101;.\n2011;8;08116102;.\n2011;.;08116049;.\n");
    bench_read(&b);
    EXPECT(&b, "08116049", "births", 2009, 123);
    EXPECT(&b, "08116049", "births", 2010, 134);
    EXPECT(&b, "08116049", "births", 2012, 140);
    EXPECT(&b, "08116049", "mean_age", 2012, 42);
    uint32_t unknown = find(&b, (struct wanted){.area = "08116049", .measure = "births",
                                                .year = 2011});
    assert_int_equal(facts_at(b.facts, unknown).sign, SIGN_UNKNOWN);
    assert_int_equal(find(&b, (struct wanted){.area = "08116049", .measure = "births",
                                              .year = 2008}), CELL_NONE);
    assert_int_equal(find(&b, (struct wanted){.area = "08116049", .measure = "mean_age",
                                              .year = 2009}), CELL_NONE);
    folder_expect(&b.f, TERRITORY_PART, 9, 0);  /* 2008: Neudorf is missing */
    folder_expect(&b.f, TERRITORY_LATE, 11, 0); /* Altdorf in 2011 */
    assert_non_null(folder_message(&b.f, TERRITORY_RATE, 0));
    bench_close(&b);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_at_tabs),
        cmocka_unit_test(finds_columns_by_name), cmocka_unit_test(reads_wide_tables),
        cmocka_unit_test(reads_fixed_widths),    cmocka_unit_test(reads_without_a_head),
        cmocka_unit_test(knows_notations),       cmocka_unit_test(knows_words_of_the_file),
        cmocka_unit_test(reads_flat_files),      cmocka_unit_test(knows_keys),
        cmocka_unit_test(knows_encodings),       cmocka_unit_test(tells_spreadsheets),
        cmocka_unit_test(counts_cases_on_a_day), cmocka_unit_test(counts_cases_of_a_year),
        cmocka_unit_test(keeps_cases_secret),    cmocka_unit_test(protects_cases),
        cmocka_unit_test(adds_up_former_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
