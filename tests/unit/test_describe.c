/* What describe proposes for unknown files: the proposal, finished as a user would, reads the
 * file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "delivery.h"
#include "ingest/describe.h"

/* The proposal for a file of this text and name; free(). */
static char *describe(struct bench *b, const char *name, const void *bytes, size_t n)
{
    char path[1024];
    struct buf out = BUF_INIT;
    bench_open(b, "T");
    folder_write_bytes(&b->f, name, bytes, n);
    b->areas = areas_load(b->f.path, b->f.d);
    snprintf(path, sizeof path, "%s/%s", b->f.path, name);
    b->rc = describe_file(path, b->areas, NULL, &out, b->f.d);
    areas_free(b->areas);
    b->areas = NULL;
    return buf_detach(&out);
}

/* Replaces what is left to do, "BITTE…" or a proposed measure, and reads the file. */
static void finish(struct bench *b, const char *name, char *proposal, const char *const *changes)
{
    struct buf text = BUF_INIT;
    buf_adds(&text, proposal);
    for (; changes[0] != NULL; changes += 2) {
        struct buf next = BUF_INIT;
        const char *from = buf_str(&text);
        for (const char *hit; (hit = strstr(from, changes[0])) != NULL;
             from = hit + strlen(changes[0])) {
            buf_add(&next, from, (size_t)(hit - from));
            buf_adds(&next, changes[1]);
        }
        buf_adds(&next, from);
        buf_release(&text);
        text = next;
    }
    free(proposal);
    folder_write(&b->f, "descriptors/t.xml", buf_str(&text));
    buf_clear(&text);
    buf_printf(&text,
               "<sources><source id=\"A\" status=\"own\" protection=\"raw\" "
               "retrieved=\"2024-10-10\"><publisher short=\"A\">Amt</publisher><table>T</table>"
               "<title>T</title><licence id=\"L\">Lizenz</licence><file path=\"%s\" table=\"t\"/>"
               "</source></sources>", name);
    folder_write(&b->f, "sources.xml", buf_str(&text));
    buf_release(&text);
    bench_read(b);
}

static void has(const char *text, const char *part)
{
    if (strstr(text, part) == NULL)
        fail_msg("no %s in\n%s", part, text);
}

static void has_not(const char *text, const char *part)
{
    if (strstr(text, part) != NULL)
        fail_msg("%s in\n%s", part, text);
}

static const char export_text[] = /* merged heads, lost zeros, groups, signs, a footer */
    "Beschäftigte im Kreis\nStand 2024\n\nGemeinde;;2022;;2023;\n;;Anzahl;Quote;Anzahl;Quote\n"
    "8116004;Altbach;1.234;3,2;1.300;3,4\n8116049;Nürtingen;12.345.678;4,1;*;x\nQuelle: BA\n";

static void describes_an_export(void **state)
{
    (void)state;
    struct bench b;
    char *text = describe(&b, "data/ba.csv", export_text, sizeof export_text - 1);
    has(text, "<table id=\"ba\">");
    has(text, "group=\".\"");
    has(text, "<column is=\"area\" name=\"Gemeinde\" digits=\"8\"/>");
    has(text, "<head skip=\"3\">\n    <row is=\"period\" merged=\"yes\"/>\n");
    has(text, "„*“ geheim (1 Mal), „x“ nicht sinnvoll (1 Mal)");
    has(text, "<file path=\"data/ba.csv\" table=\"ba\"/>");
    static const char *const changes[] = {"id=\"ba\"", "id=\"t\"", "\"anzahl\"", "\"births\"",
                                          "\"quote\"", "\"mean_age\"", "<file ",
                                          "<file footer=\"Quelle\" ", NULL};
    finish(&b, "data/ba.csv", text, changes);
    folder_expect_clean(&b.f);
    EXPECT(&b, "08116004", "births", 2022, 1234);
    EXPECT(&b, "08116049", "births", 2022, 12345678);
    EXPECT(&b, "08116004", "mean_age", 2023, 3.4);
    assert_int_equal(facts_count(b.facts), 8);
    bench_close(&b);
}

static const char genesis_text[] =
    "GENESIS-Tabelle: T-9\nTitel;;;;\nJahr: 2016;;;;\n;;Geborene;Geborene;Einkommen\n"
    ";;Insgesamt;weiblich;\n;;Anzahl;Anzahl;Tsd. EUR\nDG;Deutschland;5;2;9\n"
    "08;Baden-Württemberg;5;2;9\n08116049;Nürtingen, Stadt;5;2;-\n__________\n\"© Amt\"\n";

static void describes_genesis(void **state)
{
    (void)state;
    struct bench b;
    char *text = describe(&b, "data/a.csv", genesis_text, sizeof genesis_text - 1);
    has(text, "<table id=\"T-9\">");
    has(text, "<line is=\"period\"/>\n  <head>\n    <row is=\"measure\"/>");
    has(text, "<row is=\"unit\"/>");
    has(text, "unit=\"Tsd. EUR\"");
    static const char *const changes[] = {
        "id=\"T-9\"", "id=\"t\"", "\"geborene_insgesamt\"", "\"births\"",
        "\"geborene_weiblich\"", "\"births\" sex=\"w\"", "\"einkommen\"", "\"income\"", NULL};
    finish(&b, "data/a.csv", text, changes);
    folder_expect_clean(&b.f);
    EXPECT(&b, "08116049", "births", 2016, 5);
    EXPECT(&b, "08116049", "births", 2016, 2, .sex = SEX_FEMALE);
    EXPECT(&b, "DG", "income", 2016, 9);
    bench_close(&b);
}

/* Long tables: kinds in rows; a number that can be read in two ways is left to the user. */
static void describes_kinds(void **state)
{
    (void)state;
    static const char file[] = "Jahr,Gebiet,Name,Art,Geschlecht,Wert\n"
                               "2020,08116004,Altbach,Kita,m,1.234\n"
                               "2020,08116004,Altbach,Kita,w,7\n"
                               "2020,08116049,Nürtingen,Pflege,m,8\n"
                               "2020,08116049,Nürtingen,Pflege,w,9\n";
    struct bench b;
    char *text = describe(&b, "data/k.csv", file, sizeof file - 1);
    has(text, "<file separator=\",\"/>");
    has(text, "BITTE ENTSCHEIDEN: „1.234“ (und 0 weitere)");
    has(text, "<column is=\"period\" name=\"Jahr\"/>");
    has(text, "<column is=\"sex\" name=\"Geschlecht\"/>");
    has(text, "kind=\"Kita\"");
    static const char *const changes[] = {"id=\"k\"", "id=\"t\"", "\"kita_wert\"", "\"care\"",
                                          "\"pflege_wert\"", "\"minder\"", "separator=\",\"",
                                          "separator=\",\" group=\".\"", NULL};
    finish(&b, "data/k.csv", text, changes);
    folder_expect_clean(&b.f);
    EXPECT(&b, "08116004", "care", 2020, 1234, .sex = SEX_MALE);
    EXPECT(&b, "08116049", "minder", 2020, 9, .sex = SEX_FEMALE);
    bench_close(&b);
}

static const char people[] = "AZ;Gemeinde;Beginn;Ende;Geburtsdatum;Geschlecht;Hilfeart\n"
                             "Q71;Nirgendwo;01.02.2020;31.03.2022;05.06.2010;m;HzE\n"
                             "Q72;Altbach;11.02.2020;;15.06.2012;w;HzE\n"
                             "Q73;Nürtingen;12.02.2020;31.05.2022;05.07.2010;d;Selten\n"
                             "Q74;Nürtingen, Stadt;01.02.2021;;07.06.2010;m;HzE\n"
                             "Q75;Nürtingen;01.02.2020;31.03.2023;05.06.2010;m;HzE\n";

static void shows_no_case(void **state)
{
    (void)state;
    static const char *const secrets[] = {"Q7", "05.06", "2010", "Nirgendwo", "Altbach", "Selten"};
    struct bench b;
    for (size_t skip = 0; skip < 2; skip++) { /* with its head, and without */
        const char *file = skip == 0 ? people : strchr(people, '\n') + 1;
        char *text = describe(&b, "data/f.csv", file, strlen(file));
        has(text, "<cases count=\"day\" day=\"31.12.\" from=\"JJJJ\" to=\"JJJJ\"/>");
        for (size_t i = 0; i < sizeof secrets / sizeof secrets[0]; i++)
            has_not(text, secrets[i]);
        if (skip == 0) {
            has(text, "<column is=\"birth\" name=\"Geburtsdatum\"/>");
            has(text, "kind=\"HzE\"");
        }
        free(text);
        folder_expect_clean(&b.f);
        bench_close(&b);
    }
    char *text = describe(&b, "data/f.csv", people, sizeof people - 1);
    static const char *const changes[] = {"id=\"f\"", "id=\"t\"", "\"hze\"", "\"births\"", "JJJJ",
                                          "2021", NULL};
    finish(&b, "data/f.csv", text, changes);
    EXPECT(&b, "08116", "births", 2021, 3);
    bench_close(&b);
}

static void refuse(const void *bytes, size_t n, enum diag_code code)
{
    struct bench b;
    char *text = describe(&b, "data/x", bytes, n);
    assert_string_equal(text, "");
    folder_expect(&b.f, code, 0, 0);
    free(text);
    bench_close(&b);
}

static void refuses_what_is_no_table(void **state)
{
    (void)state;
    refuse("", 0, CSV_EMPTY);
    refuse("\n\n\n", 3, DESCRIBE_NO_TABLE);
    refuse("Nur Text.\nNoch einer.\n", 22, DESCRIBE_NO_TABLE);
    refuse("PK\x03\x04", 4, CSV_SPREADSHEET);
    refuse("\0\0\0\0\0\0\0\0", 8, DESCRIBE_NO_TABLE);
}

/* What it does not know it leaves open, so that reading refuses. */
static void leaves_open_what_it_does_not_know(void **state)
{
    (void)state;
    struct bench b;
    static const char file[] = "a;b;c\nx;1;z\ny;2;z\n";
    char *text = describe(&b, "data/x.y.csv", file, sizeof file - 1);
    has(text, "<column is=\"area\" at=\"BITTE\"/>");
    has(text, "<period value=\"JJJJ\"/>");
    static const char *const changes[] = {NULL};
    finish(&b, "data/x.y.csv", text, changes);
    assert_true(diag_has_errors(b.f.d));
    assert_int_equal(facts_count(b.facts), 0);
    bench_close(&b);
}

/* No key column: the first column stands behind none (with sanitizers: nothing is read there). */
static void guesses_without_a_key(void **state)
{
    (void)state;
    static const char text[] = "a;b;c\nwort;x;1\nandere;y;2\nwort;x;3\nandere;y;4\n";
    struct bench b;
    char *proposal = describe(&b, "x.csv", text, sizeof text - 1);
    has(proposal, "<column is=\"area\" at=\"BITTE\"/>");
    has_not(proposal, "is=\"name\"");
    free(proposal);
    bench_close(&b);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(describes_an_export),
        cmocka_unit_test(describes_genesis),
        cmocka_unit_test(describes_kinds),
        cmocka_unit_test(shows_no_case),
        cmocka_unit_test(refuses_what_is_no_table),
        cmocka_unit_test(leaves_open_what_it_does_not_know),
        cmocka_unit_test(guesses_without_a_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
