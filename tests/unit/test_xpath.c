/* XPath over items: the language, names and places of faults, order, memory. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "xml/xml.h"
#include "xml/xpath.h"

enum { N = 5 };

/* Five places with inhabitants: enough to tell orders apart. */
static const struct {
    const char *name, *rank, *people;
} places[N] = {{"Nürtingen", "2", "40752"},
               {"Aichtal", "4", "9829"},
               {"Esslingen", "1", "94145"},
               {"Köngen", "5", "9778"},
               {"Filderstadt", "3", "46130"}};

struct fixture {
    struct xpath *x;
    struct diag *d;
    struct xpath_item *item[N];
};

static int call_value(void *ctx, const struct xpath_value *args, size_t n_args,
                      struct xpath_value *out, const char **error)
{
    (void)ctx;
    const char *id = args[0].type == XPATH_STRING ? args[0].string : "";
    if (strcmp(id, "S01") != 0) {
        *error = "Einen Indikator mit dieser Kennung gibt es nicht.";
        return -1;
    }
    *out = (struct xpath_value){.type = XPATH_NUMBER, .number = 17.5 + (double)n_args};
    return 0;
}

/* The items in the order of their attribute rank. */
static int call_sorted(void *ctx, const struct xpath_value *args, size_t n_args,
                       struct xpath_value *out, const char **error)
{
    static struct xpath_item *sorted[N];
    (void)ctx;
    (void)n_args;
    (void)error;
    size_t n = 0;
    for (int rank = 1; rank <= N; rank++) {
        for (size_t i = 0; i < args[0].n_items; i++) {
            if (atoi(xpath_item_attr(args[0].items[i], "rank")) == rank)
                sorted[n++] = args[0].items[i];
        }
    }
    *out = (struct xpath_value){.type = XPATH_ITEMS, .items = sorted, .n_items = n};
    return 0;
}

static int call_again(void *ctx, const struct xpath_value *args, size_t n_args,
                      struct xpath_value *out, const char **error)
{
    struct fixture *f = ctx;
    (void)n_args;
    (void)error;
    return xpath_eval(f->x, args[0].string, NULL, NULL, 0, out, f->d);
}

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    f->x = xpath_new();
    f->d = diag_new();
    for (size_t i = 0; i < N; i++) {
        f->item[i] = xpath_item_new(f->x, NULL, "area", &places[i]);
        xpath_item_set(f->item[i], "name", places[i].name);
        xpath_item_set(f->item[i], "rank", places[i].rank);
        xpath_item_text(f->item[i], places[i].people);
    }
    xpath_register(f->x, "wert", 1, 2, call_value, NULL);
    xpath_register(f->x, "sortiert", 1, 1, call_sorted, NULL);
    xpath_register(f->x, "nochmal", 1, 1, call_again, f);
    xpath_enter(f->x);
    struct xpath_value v = {.type = XPATH_ITEMS, .items = f->item, .n_items = N};
    xpath_set(f->x, "gemeinden", &v);
    xpath_set(f->x, "jahr", &(struct xpath_value){.type = XPATH_NUMBER, .number = 2015});
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    xpath_leave(f->x);
    xpath_free(f->x);
    diag_free(f->d);
    free(f);
    return 0;
}

static const char *text_of(struct fixture *f, const char *expression)
{
    struct xpath_value v;
    if (xpath_eval(f->x, expression, NULL, NULL, 0, &v, f->d) != 0)
        return "?";
    return xpath_string(f->x, &v);
}

static void test_language(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *expression, *expected;
    } cases[] = {
        {"1 + 2 * 3", "7"},
        {"7 mod 3", "1"},
        {"1 div 0", "Infinity"},
        {"0 div 0", "NaN"},
        {"'a' = \"a\"", "true"},
        {"concat('Ü', 'ber', 3.50)", "Über3.5"},
        {"string-length('Öhö')", "3"},
        {"substring('12345', 2, 3)", "234"}, /* XPath 1.0, 4.2 */
        {"substring('12345', 1.5, 2.6)", "234"},
        {"substring-before('1999/04/01', '/')", "1999"},
        {"translate('bar', 'abc', 'ABC')", "BAr"},
        {"round(-2.5)", "-2"},
        {"normalize-space('  a  b ')", "a b"},
        {"not(false()) and true()", "true"},
        {"count($gemeinden)", "5"},
        {"count($gemeinden[@rank <= 3])", "3"},
        {"$gemeinden[@rank = 1]/@name", "Esslingen"},
        {"$gemeinden[2]/@name", "Aichtal"},
        {"$gemeinden[last()]/@name", "Filderstadt"},
        {"sum($gemeinden)", "200634"}, /* 40752+9829+94145+9778+46130 */
        {"sum($gemeinden/@rank)", "15"},
        {"number($gemeinden[@name='Köngen'])", "9778"},
        {"$gemeinden[starts-with(@name, 'Nür')]", "40752"},
        {"$gemeinden[@name = 'nirgends']", ""},
        {"$gemeinden/@rank = 4", "true"},
        {"$gemeinden[@rank=2] | $gemeinden[@rank=1]", "40752"},
        {"$jahr - 1", "2014"},
        {"wert('S01')", "18.5"},
        {"wert('S01') + wert('S01', 2)", "38"},
        {"count($gemeinden[. > wert('S01') * 1000])", "3"},
        {"(1)", "1"},
        {"-$jahr", "-2015"},
        {"2*3", "6"},
        {"$gemeinden[1]/@*", "Nürtingen"},
        {"count($gemeinden[1]/self::area)", "1"},
        {"count($gemeinden/text())", "5"},
        {"@and", ""},
        {".", ""},
        {"nochmal('1+1')", "2"},
        {"nochmal('nochmal(\"2+$jahr\")') + 1", "2018"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(text_of(f, cases[i].expression), cases[i].expected);
    assert_int_equal(diag_count(f->d), 0);
}

static void test_conversions(void **state)
{
    struct fixture *f = *state;
    struct xpath_value v = {.type = XPATH_STRING, .string = "0"};
    assert_true(xpath_truth(&v));
    assert_true(xpath_number(&v) == 0);
    v.string = "";
    assert_false(xpath_truth(&v));
    v = (struct xpath_value){.type = XPATH_NUMBER, .number = NAN};
    assert_false(xpath_truth(&v));
    assert_string_equal(xpath_string(f->x, &v), "NaN");
    v = (struct xpath_value){.type = XPATH_BOOL, .truth = true};
    assert_true(xpath_number(&v) == 1);
    v = (struct xpath_value){.type = XPATH_ITEMS};
    assert_false(xpath_truth(&v));
    assert_true(isnan(xpath_number(&v)));
    assert_string_equal(xpath_string(f->x, &v), "");
    v = (struct xpath_value){.type = XPATH_ITEMS, .items = f->item, .n_items = N};
    assert_true(xpath_number(&v) == 40752);
}

static void test_items(void **state)
{
    struct fixture *f = *state;
    struct xpath_value v;
    assert_int_equal(xpath_eval(f->x, "$gemeinden[@rank=3]", NULL, NULL, 0, &v, f->d), 0);
    assert_int_equal(v.type, XPATH_ITEMS);
    assert_int_equal(v.n_items, 1);
    assert_ptr_equal(v.items[0], f->item[4]);
    assert_ptr_equal(xpath_item_owner(v.items[0]), &places[4]);
    assert_string_equal(xpath_item_attr(v.items[0], "name"), "Filderstadt");
    assert_null(xpath_item_attr(v.items[0], "fehlt"));
    xpath_item_set(f->item[4], "name", "R&D <x>");
    xpath_item_set(f->item[4], "leer", "");
    assert_string_equal(xpath_item_attr(v.items[0], "name"), "R&D <x>");
    assert_string_equal(xpath_item_attr(v.items[0], "leer"), "");
    assert_string_equal(text_of(f, "$gemeinden[5]/@name"), "R&D <x>");
    xpath_item_text(f->item[4], "a & b");
    assert_string_equal(text_of(f, "$gemeinden[5]"), "a & b");

    assert_int_equal(xpath_eval(f->x, "$gemeinden/@rank", NULL, NULL, 0, &v, f->d), 0);
    assert_int_equal(v.n_items, N);
    assert_true(xpath_item_is_attribute(v.items[0]));
    assert_string_equal(xpath_item_name(v.items[0]), "rank");
    assert_null(xpath_item_owner(v.items[0]));
    assert_null(xpath_item_attr(v.items[0], "name"));
    assert_string_equal(xpath_string(f->x, &v), "2");
    assert_true(xpath_number(&v) == 2);
}

static void test_tree_and_context(void **state)
{
    struct fixture *f = *state;
    struct xpath_item *child = xpath_item_new(f->x, f->item[1], "value", NULL);
    xpath_item_set(child, "year", "2015");
    xpath_context(f->x, f->item[1]);
    assert_string_equal(text_of(f, "@name"), "Aichtal");
    assert_string_equal(text_of(f, "value/@year"), "2015");
    assert_string_equal(text_of(f, "value[@year=$jahr]/../@name"), "Aichtal");
    assert_string_equal(text_of(f, "position()"), "1");
    xpath_context(f->x, NULL);
    assert_string_equal(text_of(f, "@name"), "");
}

static void expect_names(struct fixture *f, const char *expression, const char *expected)
{
    struct xpath_value v;
    char text[200] = "";
    assert_int_equal(xpath_eval(f->x, expression, NULL, NULL, 0, &v, f->d), 0);
    for (size_t i = 0; i < v.n_items; i++)
        strncat(text, xpath_item_attr(v.items[i], "rank"), 10);
    assert_string_equal(text, expected);
}

static void test_order(void **state)
{
    struct fixture *f = *state;
    expect_names(f, "$gemeinden", "24153");
    expect_names(f, "sortiert($gemeinden)", "12345");
    expect_names(f, "sortiert($gemeinden)[position() <= 3]", "123");
    expect_names(f, "sortiert($gemeinden)[@rank != 2][last()]", "5");
    expect_names(f, "$gemeinden[@rank > 1]", "2453");
    expect_names(f, "sortiert($gemeinden[@rank > 2])", "345");
    expect_names(f, "(sortiert($gemeinden))[2]", "2");
    struct xpath_item *few[] = {f->item[3], f->item[0]};
    xpath_enter(f->x);
    xpath_set(f->x, "wenige",
              &(struct xpath_value){.type = XPATH_ITEMS, .items = few, .n_items = 2});
    expect_names(f, "sortiert($gemeinden)", "12345");
    expect_names(f, "$wenige", "52");
    xpath_leave(f->x);
}

static void test_scopes(void **state)
{
    struct fixture *f = *state;
    xpath_enter(f->x);
    char text[] = "außen";
    xpath_set(f->x, "a", &(struct xpath_value){.type = XPATH_STRING, .string = text});
    text[0] = 'X'; /* variables are copies */
    xpath_enter(f->x);
    xpath_set(f->x, "a", &(struct xpath_value){.type = XPATH_STRING, .string = "innen"});
    assert_string_equal(text_of(f, "$a"), "innen");
    xpath_set(f->x, "a", &(struct xpath_value){.type = XPATH_BOOL, .truth = true});
    assert_string_equal(text_of(f, "$a"), "true");
    xpath_leave(f->x);
    assert_string_equal(text_of(f, "$a"), "außen");
    xpath_leave(f->x);
    assert_string_equal(text_of(f, "$a"), "?");
    assert_int_equal(diag_at(f->d, 0)->code, XPATH_NO_VARIABLE);
}

/* One fault each: code, byte of the expression, words of the message. */
static void test_faults(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *expression;
        enum diag_code code;
        int column; /* 1-based, in code points, of the expression */
        const char *words;
    } cases[] = {
        {"count($gemeide)", XPATH_NO_VARIABLE, 7, "Meinten Sie „$gemeinden“?"},
        {"'äöü' = $xyz", XPATH_NO_VARIABLE, 9, "„$xyz“"},
        {"$jahr-1", XPATH_NO_VARIABLE, 1, "gehört vor das Minuszeichen ein Leerzeichen"},
        {"1 + wrt('S01')", XPATH_NO_FUNCTION, 5, "Meinten Sie „wert()“?"},
        {"summe($gemeinden)", XPATH_NO_FUNCTION, 1, "Meinten Sie „sum()“?"},
        {"false() and foo()", XPATH_NO_FUNCTION, 13, "„foo()“"},
        {"document('/etc/passwd')", XPATH_NO_FUNCTION, 1, "document"},
        {"id('a')", XPATH_NO_FUNCTION, 1, "id"},
        {"wert()", XPATH_BAD_COUNT, 1, "braucht 1 bis 2 Angaben, hier steht keine"},
        {"1+wert('S01', 1, 2)", XPATH_BAD_COUNT, 3, "stehen 3"},
        {"concat('a')", XPATH_BAD_COUNT, 1, "mindestens 2 Angaben, hier steht eine"},
        {"true(1)", XPATH_BAD_COUNT, 1, "braucht keine Angabe"},
        {"wert('S01') + wert('S99')", XPATH_FAULT, 15, "Einen Indikator mit dieser"},
        {"wert('S99') + wert('S01')", XPATH_FAULT, 1, "Einen Indikator mit dieser"},
        {"", XPATH_FAULT, 1, "leer"},
        {"  ", XPATH_FAULT, 1, "leer"},
        {"1 +", XPATH_FAULT, 4, "bricht hier ab"},
        {"(1 + 2", XPATH_FAULT, 1, "„(“ wird nicht geschlossen"},
        {"$gemeinden[@rank", XPATH_FAULT, 11, "„[“ wird nicht geschlossen"},
        {"1)", XPATH_FAULT, 2, "fehlt die öffnende"},
        {"'offen", XPATH_FAULT, 1, "Anführungszeichen wird nicht geschlossen"},
        {"$gemeinden[@rank == 1]", XPATH_FAULT, 18, "einfachen „=“"},
        {"true() && false()", XPATH_FAULT, 8, "„and“"},
        {"'ü' und 'b'", XPATH_FAULT, 5, "„and“"},
        {"@a @b", XPATH_FAULT, 4, "fehlt ein Operator"},
        {"1,5", XPATH_FAULT, 2, "Dezimalzahlen werden hier mit Punkt"},
        {"wert(,)", XPATH_FAULT, 6, "Vor diesem Komma"},
        {"„S01“", XPATH_FAULT, 1, "geraden Anführungszeichen"},
        {"5 – 3", XPATH_FAULT, 3, "Bindestrich"},
        {"$", XPATH_FAULT, 1, "Name der Variablen"},
        {"!true()", XPATH_FAULT, 1, "not("},
        {"a#b", XPATH_FAULT, 2, "„#“"},
        {"a:b()", XPATH_FAULT, 2, "Doppelpunkt"},
        {"count('a')", XPATH_FAULT, 0, "Elemente erwartet"},
        {"$jahr/@x", XPATH_FAULT, 0, "Elemente erwartet"},
        {"foo::bar", XPATH_FAULT, 0, "nicht lesbar"},
        {"$gemeinden[", XPATH_FAULT, 11, "„[“ wird nicht geschlossen"},
        {"1 = = 2", XPATH_FAULT, 0, "nicht lesbar"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char xml[200];
        struct diag *d = diag_new();
        /* Twice in a row, because the second time comes from the cache. */
        int n = snprintf(xml, sizeof xml, "<t>%s</t>", strchr(cases[i].expression, '&') == NULL
                                                           ? cases[i].expression : "");
        struct xml_doc *doc = xml_load_bytes("t.xml", xml, (size_t)n, NULL, d);
        assert_non_null(doc);
        for (int k = 0; k < 2; k++) {
            struct xpath_value v;
            assert_int_equal(xpath_eval(f->x, cases[i].expression, xml_root(doc), NULL, 0, &v, d),
                             -1);
            const struct diag_item *item = diag_at(d, diag_count(d) - 1);
            if (item->code != cases[i].code || strstr(item->text, cases[i].words) == NULL)
                fail_msg("%s: %s", cases[i].expression, item->text);
            bool shown = strchr(cases[i].expression, '&') == NULL && cases[i].expression[0] != 0;
            if (shown && cases[i].column > 0)
                assert_int_equal(item->at.column, cases[i].column + 3);
        }
        xml_free(doc);
        diag_free(d);
    }
}

static void test_places(void **state)
{
    struct fixture *f = *state;
    static const char text[] = "<a>\n"
                               "  <b ü=\"ö\"\n"
                               "     of='&quot;ä&quot; = &#x24;gemeide'/>\r\n"
                               "  <p>Täglich &amp; {wert('S1')}<!-- {ß} --> und "
                               "<![CDATA[& {]]>$foo}</p>\n"
                               "</a>";
    struct xml_doc *doc = xml_load_bytes("v.xml", text, sizeof text - 1, NULL, f->d);
    assert_non_null(doc);
    const struct xml_node *b = xml_child(xml_root(doc), "b");
    struct xpath_value v;
    assert_int_equal(xpath_eval(f->x, xml_attr(b, "of"), b, "of", 0, &v, f->d), -1);
    assert_int_equal(diag_at(f->d, 0)->at.line, 3);
    /* 5 blanks, of=', then &quot;ä&quot; = (16 characters) before &#x24; */
    assert_int_equal(diag_at(f->d, 0)->at.column, 5 + 4 + 16 + 1);
    assert_string_equal(diag_at(f->d, 0)->source, "     of='&quot;ä&quot; = &#x24;gemeide'/>");

    const struct xml_node *p = xml_child(xml_root(doc), "p");
    const char *raw = xml_raw(xml_first_any(p));
    assert_string_equal(raw, "Täglich & {wert('S1')} und & {$foo}");
    size_t at = (size_t)(strchr(raw, '{') + 1 - raw);
    assert_int_equal(xpath_eval(f->x, "wert('S1')", xml_first_any(p), NULL, at, &v, f->d), -1);
    assert_int_equal(diag_at(f->d, 1)->at.line, 4);
    assert_int_equal(diag_at(f->d, 1)->at.column, 5 + 8 + 5 + 1 + 1 + 1);
    at = (size_t)(strchr(raw, '$') - raw);
    assert_int_equal(xpath_eval(f->x, "$foo", p, NULL, at, &v, f->d), -1);
    const char *line = diag_at(f->d, 2)->source;
    /* One umlaut and one sharp s stand before: two bytes more than columns. */
    assert_int_equal(diag_at(f->d, 2)->at.column, strchr(line, '$') - line + 1 - 2);
    xml_free(doc);
}

static void test_reset(void **state)
{
    struct fixture *f = *state;
    for (int round = 0; round < 3; round++) {
        size_t mark = xpath_mark(f->x);
        assert_int_equal(mark, N);
        struct xpath_item *list[100];
        struct xpath_item *parent = xpath_item_new(f->x, NULL, "list", NULL);
        for (size_t i = 0; i < 100; i++) {
            list[i] = xpath_item_new(f->x, parent, "entry", NULL);
            xpath_item_set(list[i], "n", "7");
        }
        xpath_enter(f->x);
        xpath_set(f->x, "l", &(struct xpath_value){.type = XPATH_ITEMS, .items = list,
                                                   .n_items = 100});
        xpath_context(f->x, parent);
        assert_string_equal(text_of(f, "sum($l/@n) + count(entry)"), "800");
        xpath_leave(f->x);
        xpath_reset(f->x, mark);
        assert_string_equal(text_of(f, "count(//entry)"), "0");
        assert_string_equal(text_of(f, "count($gemeinden)"), "5");
    }
}

static void test_attacks(void **state)
{
    struct fixture *f = *state;
    struct xpath_value v;
    char *deep = malloc(100001);
    memset(deep, '(', 100000);
    deep[100000] = '\0';
    assert_int_equal(xpath_eval(f->x, deep, NULL, NULL, 0, &v, f->d), -1);
    deep[9000] = '\0';
    assert_int_equal(xpath_eval(f->x, deep, NULL, NULL, 0, &v, f->d), -1);
    memset(deep, '-', 9000);
    xpath_eval(f->x, deep, NULL, NULL, 0, &v, f->d);
    for (size_t i = 0; i < 9000; i += 2)
        memcpy(deep + i, "1+", 2);
    deep[8999] = '\0';
    assert_int_equal(xpath_eval(f->x, deep, NULL, NULL, 0, &v, f->d), 0);
    assert_true(v.number == 4500);
    free(deep);
    for (int i = 0; i < 2000; i++)
        xpath_item_new(f->x, NULL, "x", NULL);
    clock_t start = clock();
    assert_int_equal(xpath_eval(f->x, "count(//*[count(//*[count(//*[//x]) > 1]) > 1])", NULL, NULL,
                                0, &v, f->d), -1);
    const struct diag_item *last = diag_at(f->d, diag_count(f->d) - 1);
    assert_non_null(strstr(last->text, "Rechenschritte"));
    assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 20);
    assert_string_equal(text_of(f, "1 + 1"), "2");
}

/* Twenty thousand items and as many evaluations: linear, or the test takes minutes. */
static void test_many(void **state)
{
    struct fixture *f = *state;
    clock_t start = clock();
    struct xpath_item **many = malloc(20000 * sizeof(struct xpath_item *));
    for (size_t i = 0; i < 20000; i++) {
        char text[16];
        many[i] = xpath_item_new(f->x, NULL, "x", NULL);
        snprintf(text, sizeof text, "%zu", i);
        xpath_item_set(many[i], "n", text);
    }
    xpath_enter(f->x);
    xpath_set(f->x, "x", &(struct xpath_value){.type = XPATH_ITEMS, .items = many,
                                               .n_items = 20000});
    assert_string_equal(text_of(f, "count($x[@n mod 2 = 0] | $x[@n < 10])"), "10005");
    assert_string_equal(text_of(f, "sum($x/@n)"), "199990000");
    for (int i = 0; i < 20000; i++)
        assert_string_equal(text_of(f, "concat($gemeinden[@rank <= 3][2]/@name, wert('S01'))"),
                            "Esslingen18.5");
    xpath_leave(f->x);
    free(many);
    assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_language, setup, teardown),
        cmocka_unit_test_setup_teardown(test_conversions, setup, teardown),
        cmocka_unit_test_setup_teardown(test_items, setup, teardown),
        cmocka_unit_test_setup_teardown(test_tree_and_context, setup, teardown),
        cmocka_unit_test_setup_teardown(test_order, setup, teardown),
        cmocka_unit_test_setup_teardown(test_scopes, setup, teardown),
        cmocka_unit_test_setup_teardown(test_faults, setup, teardown),
        cmocka_unit_test_setup_teardown(test_places, setup, teardown),
        cmocka_unit_test_setup_teardown(test_reset, setup, teardown),
        cmocka_unit_test_setup_teardown(test_attacks, setup, teardown),
        cmocka_unit_test_setup_teardown(test_many, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
