/* diag: the list of what is wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/diag.h"

static int new_diag(void **state)
{
    *state = diag_new();
    return 0;
}

static int free_diag(void **state)
{
    diag_free(*state);
    return 0;
}

static struct place at(const char *file, int line, int column)
{
    return (struct place){file, line, column};
}

static void assert_text(const struct diag *d, const char *expected)
{
    char *text = diag_text(d);
    assert_string_equal(text, expected);
    free(text);
}

static void empty_list_is_clean(void **state)
{
    struct diag *d = *state;
    assert_int_equal(diag_count(d), 0);
    assert_int_equal(diag_worst(d), SEV_NOTE);
    assert_int_equal(diag_exit_status(d), EXIT_CLEAN);
    assert_false(diag_has_errors(d));
    assert_text(d, "");
}

static void fills_in_arguments(void **state)
{
    struct diag *d = *state;
    DIAG_AT(d, IO_TOO_LARGE, at("a.csv", 0, 0), "12");
    DIAG_PLAIN(d, PATH_OUTSIDE, "../x\x1B[2J\xFF\t\xE2\x80\xAE");
    DIAG_PLAIN(d, IO_WRITE, "aus");
    assert_string_equal(diag_at(d, 0)->text,
                        "Die Datei ist größer als 12 Megabyte und wurde nicht gelesen.");
    assert_string_equal(diag_at(d, 1)->text,
                        "Der Pfad „../x\xEF\xBF\xBD[2J\xEF\xBF\xBD \xEF\xBF\xBD“ führt aus dem "
                        "erlaubten Ordner hinaus (durch „..“ oder eine Verknüpfung); er wurde "
                        "nicht geöffnet. Bitte die Datei selbst in den Ordner legen.");
    assert_non_null(strstr(diag_at(d, 2)->text, "In „aus“ kann nicht geschrieben werden (?)"));
    assert_int_equal(diag_worst(d), SEV_FATAL);
    assert_int_equal(diag_exit_status(d), EXIT_IO);
    assert_true(diag_has_errors(d));
    assert_string_equal(diag_code_name(diag_at(d, 0)->code), "IO_TOO_LARGE");
}

static void cuts_endless_arguments(void **state)
{
    struct diag *d = *state;
    char *long_text = malloc(100001);
    memset(long_text, 'x', 100000);
    long_text[100000] = '\0';
    DIAG_PLAIN(d, PATH_OUTSIDE, long_text);
    assert_true(strlen(diag_at(d, 0)->text) < 500);
    free(long_text);
}

static void sorts_and_points(void **state)
{
    struct diag *d = *state;
    DIAG_PLAIN(d, PATH_OUTSIDE, "ohne Ort");
    DIAG_AT(d, PATH_OUTSIDE, at("b.csv", 1, 1), "b");
    DIAG_AT(d, PATH_OUTSIDE, at("a.csv", 10, 2), "a10");
    DIAG_AT(d, PATH_OUTSIDE, at("a.csv", 2, 4), "a2-4");
    diag_source(d, "ü\tß;x;y\r\n", strlen("ü\tß;x;y\r\n"));
    DIAG_AT(d, PATH_OUTSIDE, at("a.csv", 2, 3), "a2-3");
#define SAYS(path) "Fehler: Der Pfad „" path "“ führt aus dem erlaubten Ordner hinaus (durch " \
                   "„..“ oder eine Verknüpfung); er wurde nicht geöffnet. Bitte die Datei " \
                   "selbst in den Ordner legen.\n"
    assert_text(d, "a.csv:2:3: " SAYS("a2-3")
                   "a.csv:2:4: " SAYS("a2-4")
                   "    ü ß;x;y\n"
                   "       ^\n"
                   "a.csv:10:2: " SAYS("a10")
                   "b.csv:1:1: " SAYS("b")
                   SAYS("ohne Ort"));
    assert_int_equal(diag_exit_status(d), EXIT_DATA_ERRORS);
}

static void shows_a_window_of_long_lines(void **state)
{
    struct diag *d = *state;
    char line[1000];
    memset(line, '.', sizeof line);
    line[499] = 'X';
    DIAG_AT(d, PATH_OUTSIDE, at("a", 1, 500), "x");
    diag_source(d, line, sizeof line);
    char *text = diag_text(d);
    char *shown = strchr(text, '\n') + 1;
    char *caret_line = strchr(shown, '\n') + 1;
    char *x = strchr(shown, 'X');
    assert_non_null(x);
    /* the ellipsis in front is one column, but three bytes */
    assert_int_equal(strchr(caret_line, '^') - caret_line, x - shown - 2);
    assert_true(caret_line - shown < 150);
    free(text);
}

static void folds_repetitions(void **state)
{
    struct diag *d = *state;
    for (int i = 1; i <= 25; i++) {
        DIAG_AT(d, PATH_OUTSIDE, at("a.csv", i, 1), "x");
        diag_source(d, i == 25 ? "late" : "early", 5);
    }
    for (int i = 1; i <= 21; i++)
        DIAG_AT(d, PATH_OUTSIDE, at("b.csv", i, 1), "x");
    DIAG_AT(d, IO_TOO_LARGE, at("a.csv", 99, 1), "1");
    assert_int_equal(diag_count(d), 41);
    assert_int_equal(diag_at(d, 19)->repeats, 5);
    assert_string_equal(diag_at(d, 19)->source, "early");
    assert_int_equal(diag_at(d, 39)->repeats, 1);
    assert_int_equal(diag_at(d, 40)->repeats, 0);
    char *text = diag_text(d);
    assert_non_null(strstr(text, "(und 5 weitere Meldungen dieser Art)"));
    assert_non_null(strstr(text, "(und eine weitere Meldung dieser Art)"));
    free(text);
}

static void folds_one_place(void **state)
{
    struct diag *d = *state;
    static const char *const names[] = {"1", "2", "3", "4", "5"};
    for (int i = 0; i < 5; i++) {
        DIAG_AT(d, PATH_OUTSIDE, at("a.xml", 7, 2), names[i]);
        diag_source(d, names[i], 1);
    }
    DIAG_AT(d, PATH_OUTSIDE, at("a.xml", 7, 3), "other column");
    DIAG_AT(d, IO_TOO_LARGE, at("a.xml", 7, 2), "other code");
    DIAG_AT(d, PATH_OUTSIDE, at("b.xml", 7, 2), "other file");
    for (int i = 0; i < 5; i++)
        DIAG_AT(d, PATH_OUTSIDE, at("c.xml", 0, 0), "no place");
    assert_int_equal(diag_count(d), 3 + 3 + 5);
    assert_string_equal(diag_at(d, 2)->source, "3");
    assert_int_equal(diag_at(d, 0)->repeats, 0);
    assert_int_equal(diag_at(d, 2)->repeats, 2);
    char *text = diag_text(d);
    assert_non_null(strstr(text, "(und 2 weitere Meldungen dieser Art)"));
    free(text);
}

static void survives_save_and_load(void **state)
{
    struct diag *d = *state;
    for (int i = 0; i < 30; i++)
        DIAG_AT(d, PATH_OUTSIDE, at("a\tb\\-.csv", 3 + i, 7), "x\n");
    DIAG_AT(d, PATH_OUTSIDE, at("\\-", 3, 7), "y");
    diag_source(d, "a\tb\\n", 5);
    DIAG_PLAIN(d, IO_TOO_LARGE, "7");
    char *saved = diag_save(d);
    struct diag *other = diag_new();
    diag_load(other, saved);
    char *again = diag_save(other);
    assert_string_equal(again, saved);
    char *text = diag_text(d);
    assert_text(other, text);
    assert_int_equal(diag_worst(other), SEV_ERROR);
    assert_null(diag_at(other, diag_count(other) - 1)->at.file);
    assert_string_equal(diag_at(other, diag_count(other) - 2)->source, "a\tb\\n");
    /* A second worker tells the same faults: those beyond what is kept are counted again. */
    diag_load(other, saved);
    assert_int_equal(diag_count(other), diag_count(d) + 1); /* the one without a place */
    assert_int_equal(diag_at(other, 19)->repeats, 10);
    free(text);
    free(again);
    free(saved);
    diag_free(other);
}

static void load_ignores_what_it_cannot_read(void **state)
{
    struct diag *d = *state;
    diag_load(d, "");
    diag_load(d, "\n\n\t\t\t\t\t\t\n");
    diag_load(d, "NO_SUCH_CODE\t1\t1\t0\ta\tb\tc\n");
    diag_load(d, "IO_READ\t1\t-1\t0\ta\tb\tc\n");
    diag_load(d, "IO_READ\t1\t99999999999\t0\ta\tb\tc\n");
    diag_load(d, "IO_READ\t1\t1\t0\ta\tb\n");
    diag_load(d, "IO_READ\t1\t1\t0\ta\t\\-\t\\-\n");
    diag_load(d, "IO_READ");
    assert_int_equal(diag_count(d), 0);
    diag_load(d, "IO_READ\t1\t1\t0\ta\tb\\\t\\-");
    assert_int_equal(diag_count(d), 1);
}

static void nobody_needs_to_listen(void **state)
{
    (void)state;
    DIAG_PLAIN(NULL, IO_READ, "x");
    diag_source(NULL, "x", 1);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, new_diag, free_diag)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(empty_list_is_clean),
        TEST(fills_in_arguments),
        TEST(cuts_endless_arguments),
        TEST(sorts_and_points),
        TEST(shows_a_window_of_long_lines),
        TEST(folds_repetitions),
        TEST(folds_one_place),
        TEST(survives_save_and_load),
        TEST(load_ignores_what_it_cannot_read),
        TEST(nobody_needs_to_listen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
