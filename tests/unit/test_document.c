/* The document tree: order of the walk, look-up, rules, dump. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "document/document.h"

static struct doc_node *text(struct document *doc, struct doc_node *parent, const char *s)
{
    struct doc_node *t = document_add(doc, parent, DOC_TEXT);
    t->text = s;
    return t;
}

static struct doc_node *section(struct document *doc, struct doc_node *parent, const char *id,
                                int level)
{
    struct doc_node *s = document_add(doc, parent, DOC_SECTION);
    s->id = id;
    struct doc_node *h = document_add(doc, s, DOC_HEADING);
    h->level = level;
    text(doc, h, "Überschrift");
    return s;
}

/* "(" kind on entering a node with children, ")" on leaving, kind alone for a leaf. */
static char *walk(const struct doc_node *root)
{
    struct buf b = BUF_INIT;
    bool leaving = false;
    const struct doc_node *n = NULL;
    while ((n = document_next(root, n, &leaving)) != NULL) {
        if (leaving)
            buf_adds(&b, ")");
        else
            buf_printf(&b, "%s%s ", n->first != NULL ? "(" : "", document_kind_name(n->kind));
    }
    return buf_detach(&b);
}

static void test_walk(void **state)
{
    (void)state;
    struct document *doc = document_new();
    char *order = walk(doc->root);
    assert_string_equal(order, "root ");
    free(order);
    struct doc_node *s = section(doc, doc->root, "a", 1);
    struct doc_node *list = document_add(doc, s, DOC_LIST);
    document_add(doc, document_add(doc, list, DOC_ITEM), DOC_PARAGRAPH);
    document_add(doc, doc->root, DOC_PAGE_BREAK);
    order = walk(doc->root);
    assert_string_equal(
        order, "(root (section (heading text )(list (item paragraph )))page-break )");
    free(order);
    /* Below an inner node the walk does not climb out of it. */
    order = walk(list);
    assert_string_equal(order, "(list (item paragraph ))");
    free(order);
    document_free(doc);
}

/* Depth costs no stack. */
static void test_deep(void **state)
{
    (void)state;
    struct document *doc = document_new();
    struct doc_node *at = doc->root;
    for (int i = 0; i < 100000; i++)
        at = document_add(doc, at, DOC_BOX);
    bool leaving = false;
    size_t steps = 0;
    const struct doc_node *n = NULL;
    while ((n = document_next(doc->root, n, &leaving)) != NULL)
        steps++;
    assert_int_equal(steps, 200001);
    document_free(doc);
}

static void test_find(void **state)
{
    (void)state;
    struct document *doc = document_new();
    struct doc_node *a = section(doc, doc->root, "a", 1);
    struct doc_node *b = section(doc, a, "b", 2);
    assert_ptr_equal(document_find(doc, "b"), b);
    assert_null(document_find(doc, "c"));
    assert_ptr_equal(b->parent, a);
    assert_ptr_equal(a->last, b);
    assert_int_equal(b->field, -1);
    assert_int_equal(b->span, 1);
    document_free(doc);
}

static struct doc_node *row(struct document *doc, struct doc_node *table, int cells)
{
    struct doc_node *r = document_add(doc, table, DOC_ROW);
    for (int i = 0; i < cells; i++)
        text(doc, document_add(doc, r, DOC_CELL), "1");
    return r;
}

static void good(struct document *doc)
{
    struct doc_node *s = section(doc, doc->root, "a", 1);
    struct doc_node *p = document_add(doc, s, DOC_PARAGRAPH);
    struct doc_node *link = document_add(doc, p, DOC_LINK);
    link->target = "b";
    text(doc, link, "weiter unten");
    document_add(doc, p, DOC_PAGE_REF)->target = "b";
    section(doc, s, "b", 2);
    struct doc_node *columns = document_add(doc, s, DOC_COLUMNS);
    document_add(doc, columns, DOC_COLUMN)->span = 8;
    document_add(doc, columns, DOC_COLUMN)->span = 4;
    struct doc_node *table = document_add(doc, s, DOC_TABLE);
    row(doc, table, 2)->first->row_span = 2;
    row(doc, table, 1);
    row(doc, table, 1)->first->span = 2;
    struct doc_node *notes = document_add(doc, table, DOC_NOTES);
    document_add(doc, notes, DOC_PARAGRAPH);
    struct doc_node *figure = document_add(doc, s, DOC_FIGURE);
    figure->alt = "Liniendiagramm";
    figure->chart = arena_alloc(doc->arena, sizeof *figure->chart);
}

static void break_kind(struct document *doc)
{
    document_add(doc, doc->root, DOC_CELL);
}

static void break_heading(struct document *doc)
{
    document_add(doc, doc->root, DOC_SECTION);
}

static void break_level(struct document *doc)
{
    section(doc, doc->root, NULL, 1);
    section(doc, doc->root, NULL, 3);
}

static void break_id(struct document *doc)
{
    section(doc, doc->root, "a", 1);
}

static void break_target(struct document *doc)
{
    struct doc_node *p = document_add(doc, doc->root, DOC_PARAGRAPH);
    document_add(doc, p, DOC_PAGE_REF)->target = "nirgends";
}

static void break_table(struct document *doc)
{
    struct doc_node *table = document_add(doc, doc->root, DOC_TABLE);
    row(doc, table, 2);
    row(doc, table, 3);
}

static void break_columns(struct document *doc)
{
    struct doc_node *columns = document_add(doc, doc->root, DOC_COLUMNS);
    document_add(doc, columns, DOC_COLUMN)->span = 9;
    document_add(doc, columns, DOC_COLUMN)->span = 4;
}

static void break_figure(struct document *doc)
{
    document_add(doc, doc->root, DOC_FIGURE)->alt = "";
}

static void break_landscape(struct document *doc)
{
    struct doc_node *columns = document_add(doc, doc->root, DOC_COLUMNS);
    struct doc_node *column = document_add(doc, columns, DOC_COLUMN);
    column->span = 12;
    section(doc, column, "quer", 1)->landscape = true;
}

static void test_check(void **state)
{
    (void)state;
    static const struct {
        void (*spoil)(struct document *doc);
        enum diag_code code;
    } rules[] = {
        {break_kind, DOC_WRONG_INSIDE}, {break_heading, DOC_NO_HEADING},
        {break_level, DOC_LEVEL_GAP},   {break_id, DOC_ID_TWICE},
        {break_target, DOC_NO_TARGET},  {break_table, DOC_RAGGED_TABLE},
        {break_columns, DOC_TOO_WIDE},  {break_figure, DOC_NO_ALT},
        {break_landscape, DOC_LANDSCAPE_INSIDE},
    };
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        struct document *doc = document_new();
        struct diag *d = diag_new();
        good(doc);
        assert_true(document_check(doc, d));
        assert_int_equal(diag_count(d), 0);
        rules[i].spoil(doc);
        assert_false(document_check(doc, d));
        assert_int_equal(diag_count(d), 1);
        assert_int_equal(diag_at(d, 0)->code, rules[i].code);
        diag_free(d);
        document_free(doc);
    }
}

static void test_dump(void **state)
{
    (void)state;
    struct document *doc = document_new();
    doc->title = "Bericht \"X\"";
    struct doc_node *s = section(doc, doc->root, "a", 1);
    s->field = 3;
    struct doc_node *p = document_add(doc, s, DOC_PARAGRAPH);
    p->role.para = PARA_KEY;
    p->level = 2;
    struct doc_node *t = text(doc, p, ".");
    t->style = TEXT_BOLD | TEXT_COLOUR;
    t->actual = "geheim gehalten";
    struct doc_node *f = document_add(doc, s, DOC_FIGURE);
    struct chart *c = f->chart = arena_alloc(doc->arena, sizeof *c);
    c->kind = CHART_BARS;
    c->unit = "%";
    c->series = arena_array(doc->arena, 1, sizeof *c->series);
    c->n_series = 1;
    c->series[0].name = "N";
    c->series[0].points = arena_array(doc->arena, 2, sizeof(struct chart_point));
    c->series[0].n_points = 2;
    c->series[0].points[0] = (struct chart_point){.x0 = 2015, .value = 0.1, .text = "0,1"};
    c->series[0].points[1] =
        (struct chart_point){.x0 = 2016, .value = 77, .sign = SIGN_HIDDEN, .text = "."};
    char *dump = document_dump(doc);
    /* The number behind a sign stays unsaid even if somebody left one. */
    assert_string_equal(
        dump, "document title=\"Bericht \\\"X\\\"\" subject=\"\" author=\"\" volume=\"\" "
              "publication=\"\" date=\"\" area=\"\" lang=\"de-DE\" fields=5\n"
              "root\n"
              "  section id=\"a\" field=3\n"
              "    heading level=1\n"
              "      text text=\"Überschrift\"\n"
              "    paragraph role=key level=2\n"
              "      text bold colour text=\".\" actual=\"geheim gehalten\"\n"
              "    figure\n"
              "      chart kind=bars field=0 decimals=0 unit=\"%\"\n"
              "        series role=place name=\"N\"\n"
              "          point x=2015 value=0.1 text=\"0,1\"\n"
              "          point x=2016 sign=\"geheim gehalten\" text=\".\"\n");
    free(dump);
    document_free(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_walk), cmocka_unit_test(test_deep), cmocka_unit_test(test_find),
        cmocka_unit_test(test_check), cmocka_unit_test(test_dump),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
