/* XML files: places, hostile and broken input, the grammar's messages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "folder.h"
#include "xml/xml.h"

static struct xml_doc *read_text(const char *text, const char *grammar, struct diag *d)
{
    return xml_load_bytes("t.xml", text, strlen(text), grammar, d);
}

static void test_tree(void **state)
{
    (void)state;
    struct diag *d = diag_new();
    struct arena *a = arena_new();
    struct xml_doc *doc = read_text("<?xml version=\"1.0\"?>\n<!-- c --><r><?pi x?><a n=' 1 '/>"
                                    "<b>Ü &lt;x&gt;\n  <i>kursiv</i> <i>y</i>&#160;</b>"
                                    "<a n=\"zwei\" m='x&#10;&quot;\n'/></r>", NULL, d);
    assert_non_null(doc);
    assert_string_equal(xml_file(doc), "t.xml");
    const struct xml_node *r = xml_root(doc), *first = xml_first(r), *b = xml_next(first);
    assert_true(xml_is(r, "r"));
    assert_null(xml_parent(r));
    assert_ptr_equal(xml_parent(first), r);
    assert_true(xml_is(first, "a"));
    assert_ptr_equal(xml_child(r, "b"), b);
    assert_null(xml_child(r, "c"));
    assert_ptr_equal(xml_next_same(first), xml_next(b));
    assert_null(xml_next_same(b));
    assert_null(xml_next(xml_next(b)));
    assert_string_equal(xml_attr(xml_next(b), "m"), "x\n\" ");
    assert_null(xml_attr(first, "m"));
    assert_string_equal(xml_text(a, b), "Ü <x> kursiv y\xC2\xA0");
    assert_string_equal(xml_text(a, first), "");

    const struct xml_node *n = xml_first_any(b);
    assert_true(xml_is_text(n));
    assert_string_equal(xml_raw(n), "Ü <x>\n  ");
    n = xml_next_any(n);
    assert_string_equal(xml_name(n), "i");
    n = xml_next_any(n);
    assert_string_equal(xml_raw(n), " ");
    xml_free(doc);
    arena_free(a);
    assert_int_equal(diag_count(d), 0);
    diag_free(d);
}

static void test_numbers(void **state)
{
    (void)state;
    struct diag *d = diag_new();
    struct xml_doc *doc = read_text("<r a=' -12 ' b='+7' c='1.5' d='zwei' e='2147483648' f='' "
                                    "g='1,5'/>", NULL, d);
    const struct xml_node *r = xml_root(doc);
    assert_int_equal(xml_attr_int(r, "a", 1, d), -12);
    assert_int_equal(xml_attr_int(r, "b", 1, d), 7);
    assert_int_equal(xml_attr_int(r, "none", 3, d), 3);
    assert_true(xml_attr_number(r, "c", 0, d) == 1.5);
    assert_true(xml_attr_number(r, "a", 0, d) == -12);
    assert_int_equal(diag_count(d), 0);
    assert_int_equal(xml_attr_int(r, "d", 4, d), 4);
    assert_int_equal(xml_attr_int(r, "e", 5, d), 5);
    assert_int_equal(xml_attr_int(r, "f", 6, d), 6);
    assert_int_equal(xml_attr_int(r, "c", 7, d), 7);
    assert_int_equal(diag_count(d), 4);
    assert_true(xml_attr_number(r, "g", 2.5, d) == 2.5);
    assert_int_equal(diag_at(d, 4)->code, XML_NO_NUMBER);
    assert_string_equal(diag_at(d, 4)->text, "„1,5“ ist für „g“ keine Zahl (Dezimalzeichen ist "
                                             "der Punkt); verwendet wurde 2.5.");
    assert_int_equal(diag_at(d, 0)->at.column, 29);
    xml_free(doc);
    diag_free(d);
}

static void expect_place(struct place at, int line, int column)
{
    assert_string_equal(at.file, "t.xml");
    assert_int_equal(at.line, line);
    assert_int_equal(at.column, column);
}

/* Columns counted by hand in the text. */
static void test_places(void **state)
{
    (void)state;
    struct diag *d = diag_new();
    struct xml_doc *doc =
        read_text("\xEF\xBB\xBF<?xml version='1.0' encoding='UTF-8'?>\n"
                  "<!-- <x> --><r ü='größer>' ä = \"ö\"\r\n"
                  "\tb\t=\t'--> kein Kommentar'\n>ä <![CDATA[</r><x>]]><s/>\n"
                  "   Wörter <?p <y> ?><!-- <z a='1'> --><s c='&lt;' d=\"'\"/></r>", NULL, d);
    assert_non_null(doc);
    const struct xml_node *r = xml_root(doc), *s = xml_first(r);
    expect_place(xml_place(r), 2, 13);
    expect_place(xml_attr_place(r, "ü"), 2, 16);
    expect_place(xml_attr_place(r, "ä"), 2, 28);
    expect_place(xml_attr_place(r, "b"), 3, 2);
    expect_place(xml_attr_place(r, "fehlt"), 2, 13);
    expect_place(xml_place(xml_first_any(r)), 4, 2);
    assert_string_equal(xml_raw(xml_first_any(r)), "ä </r><x>");
    expect_place(xml_place(s), 4, 23);
    expect_place(xml_place(xml_next_any(s)), 5, 4);
    s = xml_next(s);
    expect_place(xml_place(s), 5, 39);
    expect_place(xml_attr_place(s, "d"), 5, 51);
    assert_string_equal(xml_attr(s, "c"), "<");
    XML_REPORT_AT(d, XML_SYNTAX, r, NULL, 7, "x"); /* in the text: "<x>" in CDATA */
    assert_int_equal(diag_at(d, 0)->at.column, 17);
    assert_string_equal(diag_at(d, 0)->source, ">ä <![CDATA[</r><x>]]><s/>");
    XML_REPORT_AT(d, XML_SYNTAX, r, "ü", 4, "x"); /* after "grö", which has four bytes */
    expect_place(diag_at(d, 1)->at, 2, 22);
    xml_free(doc);
    diag_free(d);
}

/* A broken text, where its fault is and words of the message. */
static void test_broken(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum diag_code code;
        int line, column;
        const char *words;
    } cases[] = {
        {"<r>\n  <ä>\n  </r>", XML_TAG_OPEN, 3, 3, "<ä> aus Zeile 2 noch offen ist"},
        {"<section>ü</secton>", XML_TAG_TYPO, 1, 11, "geöffnet wurde aber <section>"},
        {"<r><p>x</table></p></r>", XML_TAG_MISMATCH, 1, 8, "Ein offenes <table> gibt es nicht"},
        {"<r>\n <p>\n", XML_TAG_UNCLOSED, 2, 2, "es fehlt </p>"},
        {"<r ü='1' b/>", XML_SYNTAX, 1, 10, "„b“ hat keinen Wert"},
        {"<r ü=1/>", XML_SYNTAX, 1, 6, "fehlt ein Anführungszeichen"},
        {"<r ü='1/>\n<x/></r>", XML_SYNTAX, 1, 4, "fehlt das schließende Anführungszeichen"},
        {"<r ü='1/></r", XML_SYNTAX, 1, 4, "fehlt das schließende Anführungszeichen"},
        {"<r ä='1' b='2'\n ä='3'/>", XML_SYNTAX, 2, 2, "„ä“ steht in diesem Element zweimal"},
        {"<r>ü &nbsp;</r>", XML_SYNTAX, 1, 6, "„&nbsp;“ gibt es nicht"},
        {"<r>ü & b</r>", XML_SYNTAX, 1, 6, "als „&amp;“"},
        {"<r>ü < b</r>", XML_SYNTAX, 1, 6, "als „&lt;“"},
        {"<r>&#1;</r>", XML_SYNTAX, 1, 4, "nicht erlaubt"},
        {"<r>\n<!-- ü </r>", XML_SYNTAX, 2, 1, "Kommentar wird nicht geschlossen"},
        {"<r><![CDATA[ </r>", XML_SYNTAX, 1, 4, "CDATA"},
        {"<r>ü ]]></r>", XML_SYNTAX, 1, 6, "„]]>“"},
        {"<r/>\nä", XML_SYNTAX, 2, 1, "darf nichts mehr stehen"},
        {"kein XML", XML_SYNTAX, 1, 1, "keine XML-Datei"},
        {" <?xml version='1.0'?><r/>", XML_SYNTAX, 1, 2, "ganz am Anfang"},
        {"<r><x:y/></r>", XML_SYNTAX, 1, 4, "„x:“ ist nicht erklärt"},
        {"<r>ü\x01</r>", XML_BAD_CHARACTER, 1, 5, "U+0001"},
        {"<r>ü\xC3</r>", XML_BAD_UTF8, 1, 5, "0xC3"},
        {"<r>\xED\xA0\x80</r>", XML_BAD_UTF8, 1, 4, "0xED"},
        {"<?xml version='1.0' encoding='EBCDIC-CP-DE'?><r/>", XML_BAD_ENCODING, 1, 1, "EBCDIC"},
        {"<?xml version='1.0' encoding='US-ASCII'?>\n<r>\xE4</r>", XML_BAD_BYTE, 2, 4, "0xE4"},
        {"", XML_EMPTY, 0, 0, "leer"},
        {"<!DOCTYPE r><r/>", XML_DOCTYPE, 1, 1, "DOCTYPE"},
        {"<r", XML_SYNTAX, 1, 3, "„>“"},
        {"<", XML_SYNTAX, 1, 1, "kein Name"},
        {"<r <b/></r>", XML_SYNTAX, 1, 4, "Hier fehlt „>“"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct diag *d = diag_new();
        assert_null(read_text(cases[i].text, NULL, d));
        const struct diag_item *item = diag_at(d, 0);
        if (item->code != cases[i].code || strstr(item->text, cases[i].words) == NULL ||
            item->at.line != cases[i].line || item->at.column != cases[i].column)
            fail_msg("%s\n%d:%d: %s", cases[i].text, item->at.line, item->at.column, item->text);
        if (item->at.line > 0)
            assert_int_equal(diag_at(d, diag_count(d) - 1)->code, XML_REJECTED);
        diag_free(d);
    }
}

static void test_all_faults_at_once(void **state)
{
    (void)state;
    struct diag *d = diag_new();
    assert_null(read_text("<r>&a; <b c='1' c='2'/> &d;</r>", NULL, d));
    assert_int_equal(diag_count(d), 4);
    assert_string_equal(diag_at(d, 3)->text, "Die Datei wurde nicht verwendet; Zahl der Fehler, "
                                             "die in ihr gefunden wurden: 3.");
    diag_free(d);
}

static void test_encodings(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t n;
        const char *expected;
    } cases[] = {
#define CASE(s, expected) {s, sizeof(s) - 1, expected}
        CASE("<?xml version='1.0' encoding='ISO-8859-1'?><r>\xFC\xA4</r>", "ü¤"),
        CASE("<?xml version=\"1.0\" encoding=\"iso-8859-15\" ?><r>\xFC\xA4</r>", "ü€"),
        CASE("<?xml version='1.0' encoding='windows-1252'?><r>\x84\xFC\x93 \x80</r>", "„ü“ €"),
        CASE("<?xml version='1.0' encoding='utf-8'?><r>ü</r>", "ü"),
        CASE("\xFF\xFE<\0r\0>\0\xFC\0\x3D\xD8\x00\xDE<\0/\0r\0>\0", "ü😀"),
        CASE("\xFE\xFF\0<\0r\0>\0\xFC\x20\xAC\0<\0/\0r\0>", "ü€"),
#undef CASE
    };
    struct arena *a = arena_new();
    struct diag *d = diag_new();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct xml_doc *doc = xml_load_bytes("t.xml", cases[i].text, cases[i].n, NULL, d);
        assert_non_null(doc);
        assert_string_equal(xml_text(a, xml_root(doc)), cases[i].expected);
        xml_free(doc);
    }
    assert_int_equal(diag_count(d), 0);
    assert_null(xml_load_bytes("t.xml", "<r>\0</r>", 9, NULL, d));
    assert_int_equal(diag_at(d, 0)->code, XML_NUL_BYTE);
    assert_null(xml_load_bytes("t.xml", "\xFF\xFE<\0r\0/\0>\0\x00\xD8", 12, NULL, d));
    assert_int_equal(diag_at(d, 2)->code, XML_BAD_BYTE);
    assert_null(xml_load_bytes("t.xml", "\xFF\xFE<", 3, NULL, d));
    diag_free(d);
    arena_free(a);
}

/* count times unit between head and tail; malloc'ed. */
static char *repeat(const char *head, const char *unit, size_t count, const char *tail)
{
    size_t n = strlen(unit);
    char *text = malloc(strlen(head) + n * count + strlen(tail) + 1);
    char *p = text + sprintf(text, "%s", head);
    for (size_t i = 0; i < count; i++, p += n)
        memcpy(p, unit, n);
    strcpy(p, tail);
    return text;
}

static void expect_attack(char *text, enum diag_code code)
{
    struct diag *d = diag_new();
    clock_t start = clock();
    struct xml_doc *doc = read_text(text, NULL, d);
    assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 5);
    if (code == DIAG_CODE_COUNT) {
        assert_non_null(doc);
        assert_int_equal(diag_count(d), 0);
    } else {
        assert_null(doc);
        assert_int_equal(diag_at(d, 0)->code, code);
    }
    xml_free(doc);
    diag_free(d);
    free(text);
}

static void test_attacks(void **state)
{
    (void)state;
    static const char laughs[] =
        "<?xml version='1.0'?>\n<!-- <!DOCTYPE no> -->\n<!DOCTYPE lolz [<!ENTITY l 'lol'>"
        "<!ENTITY a '&l;&l;&l;&l;&l;&l;&l;&l;&l;&l;'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
        "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;'>"
        "]>\n<lolz>&d;</lolz>";
    expect_attack(strdup(laughs), XML_DOCTYPE);
    expect_attack(strdup("<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><r>&x;</r>"),
                  XML_DOCTYPE);
    expect_attack(strdup("<!DOCTYPE r SYSTEM 'http://127.0.0.1:1/x.dtd'><r/>"), XML_DOCTYPE);
    expect_attack(strdup("<!DOCTYPE r [<!ENTITY % p SYSTEM 'file:///dev/zero'> %p;]><r/>"),
                  XML_DOCTYPE);
    expect_attack(repeat("", "<a>", 10000, ""), XML_TOO_DEEP);
    expect_attack(repeat("", "<a>", 65, ""), XML_TOO_DEEP);
    expect_attack(repeat("<r>", "<a/>", 300000, "</r>"), DIAG_CODE_COUNT);
    expect_attack(repeat("<r a='", "ä", 3000000, "'/>"), DIAG_CODE_COUNT);
    expect_attack(repeat("<r a='", "x", 7000000, "' b=1/>"), XML_SYNTAX);
    expect_attack(repeat("<r>", "&amp;", 1000000, "</r>"), DIAG_CODE_COUNT);
    expect_attack(repeat("<r>", "&x;", 1000000, "</r>"), XML_SYNTAX);
    expect_attack(repeat("<", "x", 7000000, "/>"), XML_SYNTAX);
    expect_attack(repeat("<r>", "x", 9 * 1024 * 1024, "</r>"), IO_TOO_LARGE);
    expect_attack(repeat("<r ", "a='1' ", 1000000, "/>"), XML_TOO_MANY_ATTRIBUTES);
    expect_attack(repeat("<r>", "<!---->", 1000000, "</r>"), DIAG_CODE_COUNT);
    expect_attack(repeat("<r>", "<![CDATA[]]>", 500000, "</r>"), DIAG_CODE_COUNT);
    expect_attack(repeat("<r>", "<", 1000000, "</r>"), XML_SYNTAX);
}

static void test_files(void **state)
{
    (void)state;
    struct folder f;
    folder_open(&f);
    folder_write(&f, "in/a.xml", "<a/>");
    folder_write(&f, "out.xml", "<a/>");
    char dir[1100], file[1100];
    snprintf(dir, sizeof dir, "%s/in", f.path);
    snprintf(file, sizeof file, "%s/in/a.xml", f.path);
    struct xml_doc *doc = xml_load(dir, "a.xml", NULL, f.d);
    assert_non_null(doc);
    assert_string_equal(xml_file(doc), file);
    xml_free(doc);
    assert_int_equal(diag_count(f.d), 0);
    snprintf(file, sizeof file, "%s/in/link.xml", f.path);
    assert_int_equal(symlink("../out.xml", file), 0);
    static const char *const outside[] = {"../out.xml", "/etc/passwd", "", "link.xml"};
    for (size_t i = 0; i < 4; i++) {
        assert_null(xml_load(dir, outside[i], NULL, f.d));
        assert_int_equal(diag_at(f.d, i)->code, PATH_OUTSIDE);
    }
    assert_null(xml_load(dir, "b.xml", NULL, f.d));
    assert_int_equal(diag_at(f.d, 4)->code, XML_NO_FILE);
    folder_close(&f);
}

static const char grammar[] =
    "<grammar xmlns='http://relaxng.org/ns/structure/1.0'"
    " datatypeLibrary='http://www.w3.org/2001/XMLSchema-datatypes'>"
    "<start><element name='report'>"
    " <attribute name='kind'><choice><value>gemeinde</value><value>kreis</value></choice>"
    " </attribute>"
    " <optional><attribute name='version'><data type='positiveInteger'>"
    "  <param name='maxInclusive'>9</param></data></attribute></optional>"
    " <element name='title'><ref name='inline'/></element>"
    " <optional><element name='subtitle'><text/></element></optional>"
    " <oneOrMore><ref name='section'/></oneOrMore></element></start>"
    "<define name='section'><element name='section'><attribute name='title'/>"
    " <optional><attribute name='id'><data type='ID'/></attribute></optional>"
    " <optional><attribute name='date'><data type='date'/></attribute></optional>"
    " <zeroOrMore><choice><ref name='section'/><ref name='include'/>"
    "  <element name='paragraph'><ref name='inline'/></element>"
    "  <element name='figure'><choice><attribute name='src'/><attribute name='chart'/></choice>"
    "  </element>"
    "  <element name='table'><attribute name='rows'/>"
    "   <optional><attribute name='sexes'><list><oneOrMore><choice><value>m</value>"
    "    <value>w</value></choice></oneOrMore></list></attribute></optional>"
    "   <interleave><element name='caption'><text/></element>"
    "    <oneOrMore><element name='column'><ref name='inline'/></element></oneOrMore>"
    "    <optional><element name='decimals'><data type='nonNegativeInteger'/></element></optional>"
    "   </interleave></element>"
    " </choice></zeroOrMore></element></define>"
    "<define name='include'><element name='include' ns='http://www.w3.org/2001/XInclude'>"
    " <attribute name='href' ns=''/></element></define>"
    "<define name='inline'><zeroOrMore><choice><text/>"
    " <element name='value'><attribute name='of'/></element>"
    " <element name='strong'><ref name='inline'/></element></choice></zeroOrMore></define>"
    "</grammar>";

/* A body of <report kind='kreis'><title/>…</report>, or a whole document. */
static void test_grammar(void **state)
{
    (void)state;
    static const struct {
        const char *body;
        enum diag_code code;
        int column; /* in the body */
        const char *words;
    } cases[] = {
        {"<section title='ü'><tabel rows='x'><caption/><column/></tabel></section>",
         XML_UNKNOWN_ELEMENT, 20, "Meinten Sie <table>?"},
        {"<section title='ü'><foo/></section>", XML_UNKNOWN_ELEMENT, 20,
         "möglich: <section>, <xi:include>, <paragraph>, <figure> oder <table>."},
        {"<section title='ü'><include href='x'/></section>", XML_UNKNOWN_ELEMENT, 20,
         "Meinten Sie <xi:include>?"},
        {"<section title='ü'><xi:include/></section>", XML_MISSING_ATTRIBUTE, 20,
         "In <xi:include> fehlt das Attribut „href“."},
        {"<section title='ü'><figure xmlns='x' src=''/></section>", XML_NAMESPACE, 20, "xmlns"},
        {"<section title='ü'><strong/></section>", XML_WRONG_PARENT, 20,
         "<strong> darf nicht in <section> stehen"},
        {"<section title='ü'/><subtitle/>", XML_WRONG_PLACE, 21, "möglich: <section>."},
        {"<subtitle/>", XML_MISSING_ELEMENT, 0, "In <report> fehlt noch <section>."},
        {"<section titel='ü' title='x'/>", XML_UNKNOWN_ATTRIBUTE, 10, "„titel“. Möglich: „title“"},
        {"<section title='x' dat='ü'/>", XML_UNKNOWN_ATTRIBUTE, 20, "Meinten Sie „date“?"},
        {"<section/>", XML_MISSING_ATTRIBUTE, 1, "In <section> fehlt das Attribut „title“."},
        {"<section title='ü'><figure/></section>", XML_MISSING_ATTRIBUTE, 20,
         "das Attribut „src“ oder „chart“"},
        {"<section title='ü'><figure src='' chart=''/></section>", XML_EXCLUSIVE_ATTRIBUTE, 35,
         "schließen sich „src“ und „chart“ aus"},
        {"<section title='ü' date='2015-02-29'/>", XML_BAD_VALUE, 26, "JJJJ-MM-TT"},
        {"<section title='ü'><table sexes='m d' rows=''><caption/><column/></table></section>",
         XML_BAD_VALUE, 34, "Erwartet wird „m“ oder „w“ (auch mehrere"},
        {"<section title='ü'><table rows=''><caption/><column/><decimals>zwei</decimals></table>"
         "</section>", XML_BAD_TEXT, 64, "Erwartet wird eine ganze Zahl ab 0."},
        {"<section title='ü'><table rows=''><caption/></table></section>", XML_MISSING_ELEMENT, 20,
         "In <table> fehlt noch <column>."},
        {"<section title='ü'><table rows=''><caption/><column/><caption/></table></section>",
         XML_WRONG_PLACE, 54, "<caption> darf an dieser Stelle nicht stehen."},
        {"<section title='ü'>  Wörter </section>", XML_TEXT_NOT_ALLOWED, 22, "„Wörter“"},
        {"<section title='ü' id='a'><section title='x' id='a'/></section>", XML_REPEATED_ID, 50,
         "„a“ ist schon in Zeile 1"},
        {"<section title='ü'><paragraph><value of='' off=''/></paragraph></section>",
         XML_UNKNOWN_ATTRIBUTE, 44, "„off“"},
    };
    struct diag *setup = diag_new();
    assert_int_equal(xml_add_grammar("test.rng", grammar, sizeof grammar - 1, setup), 0);
    diag_free(setup);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        static const char head[] = "<report kind='kreis' "
                                   "xmlns:xi='http://www.w3.org/2001/XInclude'>"
                                   "<title>T <strong>x</strong></title>";
        char text[400];
        int n = snprintf(text, sizeof text, "%s%s</report>", head, cases[i].body);
        struct diag *d = diag_new();
        assert_null(xml_load_bytes("t.xml", text, (size_t)n, "test.rng", d));
        const struct diag_item *item = diag_at(d, 0);
        int column = cases[i].column > 0 ? cases[i].column + (int)sizeof head - 1 : 1;
        if (item->code != cases[i].code || strstr(item->text, cases[i].words) == NULL ||
            item->at.column != column || diag_count(d) != 2)
            fail_msg("%s\n%d: %s (%zu)", cases[i].body, item->at.column - (int)sizeof head + 1,
                     item->text, diag_count(d));
        diag_free(d);
    }
}

static void test_grammar_whole(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum diag_code code;
        const char *words;
    } cases[] = {
        {"<bericht/>", XML_WRONG_ROOT, "muss <report> sein"},
        {"<title/>", XML_WRONG_ROOT, "muss <report> sein"},
        {"<report xmlns='http://x.de' kind='kreis'/>", XML_NAMESPACE, "xmlns"},
        {"<report kind='kries'><title/><section title=''/></report>", XML_BAD_VALUE,
         "Erwartet wird „gemeinde“ oder „kreis“. Meinten Sie „kreis“?"},
        {"<report kind='kreis' version='10'><title/><section title=''/></report>", XML_BAD_VALUE,
         "eine ganze Zahl von 1 bis 9."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct diag *d = diag_new();
        assert_null(read_text(cases[i].text, "test.rng", d));
        if (diag_at(d, 0)->code != cases[i].code ||
            strstr(diag_at(d, 0)->text, cases[i].words) == NULL)
            fail_msg("%s: %s", cases[i].text, diag_at(d, 0)->text);
        diag_free(d);
    }
    struct diag *d = diag_new();
    struct xml_doc *doc =
        read_text("<report version=' 9 ' kind=' kreis '>\n<!-- c --><title>a<value of='x'/>b"
                  "</title><subtitle>x</subtitle><section title='' id='ä1' date='2016-02-29'>"
                  "<table rows='x' sexes=' m  w '><column/><decimals> 1 </decimals><column/>"
                  "<caption/></table><figure chart='x'/></section></report>", "test.rng", d);
    assert_non_null(doc);
    assert_int_equal(diag_count(d), 0);
    xml_free(doc);
    assert_null(read_text("<a/>", "fehlt.rng", d));
    assert_int_equal(diag_at(d, 0)->code, XML_NO_GRAMMAR);
    static const char wrong[] = "<element xmlns='http://relaxng.org/ns/structure/1.0' name='x'>"
                                "<ref name='y'/></element>";
    assert_int_equal(xml_add_grammar("wrong.rng", wrong, sizeof wrong - 1, d), -1);
    assert_int_equal(diag_at(d, 1)->code, XML_BAD_GRAMMAR);
    diag_free(d);
}

/* What our own reading of a grammar does not see, libxml2 does: still German. */
static void test_rest(void **state)
{
    (void)state;
    static const char open[] =
        "<element xmlns='http://relaxng.org/ns/structure/1.0' name='r'><choice>"
        "<group><attribute name='a'/><element name='x'><empty/></element></group>"
        "<group><attribute name='b'/><element name='y'><empty/></element></group>"
        "</choice></element>";
    struct diag *d = diag_new();
    assert_int_equal(xml_add_grammar("open.rng", open, sizeof open - 1, d), 0);
    assert_null(read_text("<r a='1'><y/></r>", "open.rng", d));
    assert_int_equal(diag_at(d, 0)->code, XML_NOT_VALID);
    assert_int_equal(diag_at(d, 0)->at.line, 1);
    assert_non_null(strstr(diag_at(d, 0)->text, "vorgesehen"));
    diag_free(d);
}

static int release(void **state)
{
    (void)state;
    xml_release_grammars();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tree),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_broken),
        cmocka_unit_test(test_all_faults_at_once),
        cmocka_unit_test(test_encodings),
        cmocka_unit_test(test_attacks),
        cmocka_unit_test(test_files),
        cmocka_unit_test(test_grammar),
        cmocka_unit_test(test_grammar_whole),
        cmocka_unit_test(test_rest),
    };
    return cmocka_run_group_tests(tests, NULL, release);
}
