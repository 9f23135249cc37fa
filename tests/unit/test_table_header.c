#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "unit/table_bench.h"

/* Small tables are written as rows of cells: "#" head, "|2" columns, "_2" rows, then the
 * text; "." is a cell without content. */
static void row(struct bench *b, enum row_role role, const char *const *cells)
{
    struct doc_node *r = add_row(b->doc, b->table, role);
    for (; *cells != NULL; cells++) {
        const char *s = *cells;
        struct doc_node *c = add_cell(b->doc, r, ALIGN_LEFT, NULL);
        for (; *s == '#' || *s == '|' || *s == '_'; s += *s == '#' ? 1 : 2) {
            c->head_cell = c->head_cell || *s == '#';
            if (*s == '|')
                c->span = s[1] - '0';
            if (*s == '_')
                c->row_span = s[1] - '0';
        }
        if (strcmp(s, ".") != 0)
            add_text(b->doc, c, s);
    }
}
#define ROW(b, role, ...) row((b), (role), (const char *const[]){__VA_ARGS__, NULL})

/* The element of the first text s that is no artifact. */
static uint32_t element_of(const struct bench *b, const char *s)
{
    for (size_t p = 0; p < b->pages->n_pages; p++)
        for (size_t i = 0; i < b->pages->page[p]->n_ops; i++) {
            const struct page_op *op = &b->pages->page[p]->ops[i];
            if (op->kind == OP_TEXT && op->element != 0 && strcmp(op->u.text.text, s) == 0)
                return op->element;
        }
    fail_msg("no text %s", s);
    return 0;
}

static const char *text_of(const struct bench *b, uint32_t element)
{
    for (size_t p = 0; p < b->pages->n_pages; p++)
        for (size_t i = 0; i < b->pages->page[p]->n_ops; i++)
            if (b->pages->page[p]->ops[i].kind == OP_TEXT &&
                b->pages->page[p]->ops[i].element == element)
                return b->pages->page[p]->ops[i].u.text.text;
    return "?";
}

static const struct page_element *cell_of(const struct bench *b, const char *s)
{
    return &b->pages->elements[element_of(b, s)];
}

/* Texts of the heads the cell with this text names: "Kreis, Ahlbach". */
static const char *heads_of(struct bench *b, const char *s)
{
    const struct page_element *e = cell_of(b, s);
    struct buf text = BUF_INIT;
    for (size_t i = 0; i < e->n_headers; i++) {
        buf_adds(&text, i > 0 ? ", " : "");
        buf_adds(&text, text_of(b, e->headers[i]));
    }
    const char *names = arena_strdup(b->doc->arena, buf_str(&text));
    buf_release(&text);
    return names;
}

static void simple_tables_need_scopes_only(void **state)
{
    struct bench *b = *state;
    ROW(b, ROW_HEAD, "#Ort", "#Kreis", "#Land");
    ROW(b, ROW_BODY, "#Ahlbach", "1", "2");
    ROW(b, ROW_SUM, "#Summe", "3", "4");
    lay_out(b);
    for (size_t i = 0; i < b->pages->n_elements; i++)
        assert_int_equal(b->pages->elements[i].n_headers, 0);
    assert_int_equal(cell_of(b, "Kreis")->scope, SCOPE_COLUMN);
    assert_int_equal(cell_of(b, "Ahlbach")->scope, SCOPE_ROW);
    assert_int_equal(cell_of(b, "4")->role, TAG_TD);
}

static void heads_over_heads_are_named_from_the_top(void **state)
{
    struct bench *b = *state;
    ROW(b, ROW_HEAD, "#_2Ort", "#|2Frauen", "#|2Männer");
    ROW(b, ROW_HEAD, "#jung", "#alt", "#junge", "#alte");
    ROW(b, ROW_BODY, "#Ahlbach", "1", "2", "3", "4");
    ROW(b, ROW_BODY, "#Birkental", "5", "|28", "9");
    ROW(b, ROW_BODY, "#Cannweiler", "|26", "|27");
    lay_out(b);
    assert_string_equal(heads_of(b, "1"), "Frauen, jung, Ahlbach");
    assert_string_equal(heads_of(b, "2"), "Frauen, alt, Ahlbach");
    assert_string_equal(heads_of(b, "3"), "Männer, junge, Ahlbach");
    assert_string_equal(heads_of(b, "8"), "Frauen, Männer, alt, junge, Birkental");
    assert_string_equal(heads_of(b, "9"), "Männer, alte, Birkental");
    assert_string_equal(heads_of(b, "6"), "Frauen, jung, alt, Cannweiler");
    assert_string_equal(heads_of(b, "alt"), "Frauen");
    assert_string_equal(heads_of(b, "Frauen"), "");
    assert_string_equal(heads_of(b, "Ort"), "");
    assert_string_equal(heads_of(b, "Ahlbach"), "Ort");
    assert_int_equal(cell_of(b, "Frauen")->scope, SCOPE_COLUMN);
    assert_int_equal(cell_of(b, "Frauen")->col_span, 2);
}

static void labels_head_the_rows_below_them(void **state)
{
    struct bench *b = *state;
    ROW(b, ROW_HEAD, "#Ort", "#Kreis", "#Land");
    ROW(b, ROW_BODY, "#Vorn", "10", "11");
    ROW(b, ROW_GROUP, "#Klein", ".", ".");
    ROW(b, ROW_BODY, "#Ahlbach", "1", "2");
    ROW(b, ROW_GROUP, "Groß", "12", "13");
    ROW(b, ROW_BODY, "#Birkental", "3", "4");
    ROW(b, ROW_SUM, "#Zusammen", "5", "6");
    lay_out(b);
    assert_string_equal(heads_of(b, "10"), "Kreis, Vorn");
    assert_string_equal(heads_of(b, "2"), "Land, Klein, Ahlbach");
    assert_string_equal(heads_of(b, "Ahlbach"), "Ort, Klein");
    assert_string_equal(heads_of(b, "12"), "Kreis, Groß");
    assert_string_equal(heads_of(b, "3"), "Kreis, Groß, Birkental");
    assert_string_equal(heads_of(b, "5"), "Kreis, Zusammen");
    const struct page_element *label = cell_of(b, "Klein");
    assert_int_equal(label->role, TAG_TH);
    assert_int_equal(label->scope, SCOPE_ROW);
    assert_int_equal(label->col_span, 3); /* runs over the row: no empty cells beside it */
    assert_string_equal(heads_of(b, "Klein"), "");
    assert_int_equal(cell_of(b, "Groß")->role, TAG_TH);
    assert_int_equal(cell_of(b, "Groß")->col_span, 1);
}

/* A sum right before the next label is the group's own. */
static void sums_within_groups_name_their_group(void **state)
{
    struct bench *b = *state;
    ROW(b, ROW_HEAD, "#Ort", "#Kreis");
    ROW(b, ROW_SUM, "#Alle", "9");
    ROW(b, ROW_GROUP, "#Klein", ".");
    ROW(b, ROW_BODY, "#Ahlbach", "1");
    ROW(b, ROW_SUM, "#Summe", "2");
    ROW(b, ROW_GROUP, "#Groß", ".");
    ROW(b, ROW_BODY, "#Birkental", "3");
    ROW(b, ROW_SUM, "#Summe 2", "4");
    ROW(b, ROW_SUM, "#Zusammen", "5");
    lay_out(b);
    assert_string_equal(heads_of(b, "9"), "Kreis, Alle");
    assert_string_equal(heads_of(b, "2"), "Kreis, Klein, Summe");
    assert_string_equal(heads_of(b, "4"), "Kreis, Groß, Summe 2");
    assert_string_equal(heads_of(b, "5"), "Kreis, Zusammen");
}

static void parts_name_the_row_they_are_part_of(void **state)
{
    struct bench *b = *state;
    ROW(b, ROW_HEAD, "#Leistung", "#2010");
    ROW(b, ROW_SUM, "#Mindestsicherung", "7");
    ROW(b, ROW_SUB, "#SGB II", "5");
    ROW(b, ROW_SUB, "#Grundsicherung", "6");
    ROW(b, ROW_BODY, "#Wohngeld", "3");
    lay_out(b);
    assert_string_equal(heads_of(b, "7"), "2010, Mindestsicherung");
    assert_string_equal(heads_of(b, "5"), "2010, Mindestsicherung, SGB II");
    assert_string_equal(heads_of(b, "6"), "2010, Mindestsicherung, Grundsicherung");
    assert_string_equal(heads_of(b, "SGB II"), "Leistung, Mindestsicherung");
    assert_string_equal(heads_of(b, "3"), "2010, Wohngeld");
}

static void row_heads_reach_down(void **state)
{
    struct bench *b = *state;
    ROW(b, ROW_HEAD, "#Alter", "#Geschlecht", "#Kreis");
    ROW(b, ROW_BODY, "#_2jung", "#w", "1");
    ROW(b, ROW_BODY, "#m", "2");
    ROW(b, ROW_BODY, "#alt", "#beide", "3");
    lay_out(b);
    assert_string_equal(heads_of(b, "1"), "Kreis, jung, w");
    assert_string_equal(heads_of(b, "2"), "Kreis, jung, m");
    assert_string_equal(heads_of(b, "m"), "Geschlecht, jung");
    assert_string_equal(heads_of(b, "3"), "Kreis, alt, beide");
    assert_string_equal(heads_of(b, "beide"), "Geschlecht");
}

/* An empty corner heads nothing; it stays as a data cell, so that rows are equal. */
static void empty_heads_are_data_cells(void **state)
{
    struct bench *b = *state;
    ROW(b, ROW_HEAD, "#.", "#Kreis");
    ROW(b, ROW_BODY, "#Ahlbach", "1");
    ROW(b, ROW_BODY, "#.", "2");
    ROW(b, ROW_SUB, "#davon", "3");
    lay_out(b);
    assert_int_equal(count_role(b->pages, TAG_TH), 3);
    assert_int_equal(count_role(b->pages, TAG_TD), 5);
    assert_string_equal(heads_of(b, "Ahlbach"), "");
    assert_string_equal(heads_of(b, "2"), "Kreis");
}

/* Whatever a document asks for, no text is lost and all rows have the same columns. */
static void ragged_rows_are_filled(void **state)
{
    struct bench *b = *state;
    ROW(b, ROW_HEAD, "#_2Ort", "#Kreis");
    ROW(b, ROW_HEAD, "#eins", "#zwei", "#drei");
    ROW(b, ROW_BODY, "_3Hang", "1");
    ROW(b, ROW_BODY, "2", "3", "_52über das Ende");
    ROW(b, ROW_BODY, "|24");
    ROW(b, ROW_BODY, "5", "|96");
    b->pages = laid_out(b->doc, b->diag);
    assert_true(pages_check(b->pages, b->diag));
    static const char *const all[] = {"Ort", "Kreis", "eins", "zwei", "drei", "Hang", "1",
                                      "2", "3", "2über das Ende", "4", "5", "6"};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        assert_int_not_equal(element_of(b, all[i]), 0);
    assert_int_equal(cell_of(b, "2über das Ende")->row_span, 3);
    assert_int_equal(cell_of(b, "6")->col_span, 2); /* up to the cell that hangs down */
}

/* Repeated heads stay out of the tree: the cells of the second page name the first. */
static void cells_of_later_pages_name_the_first_heads(void **state)
{
    struct bench *b = *state;
    ROW(b, ROW_HEAD, "#_2Ort", "#|2je 1 000");
    ROW(b, ROW_HEAD, "#Kreis", "#Land");
    for (int i = 0; i < 120; i++) {
        char *number = arena_printf(b->doc->arena, "%d", 1000 + i);
        ROW(b, ROW_BODY, "#Ahlbach", number, "2");
    }
    lay_out(b);
    assert_true(b->pages->n_pages > 2);
    assert_string_equal(heads_of(b, "1119"), "je 1 000, Kreis, Ahlbach");
    assert_int_equal(count_role(b->pages, TAG_THEAD), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TABLE_TEST(simple_tables_need_scopes_only),
        TABLE_TEST(heads_over_heads_are_named_from_the_top),
        TABLE_TEST(labels_head_the_rows_below_them),
        TABLE_TEST(sums_within_groups_name_their_group),
        TABLE_TEST(parts_name_the_row_they_are_part_of),
        TABLE_TEST(row_heads_reach_down),
        TABLE_TEST(empty_heads_are_data_cells),
        TABLE_TEST(ragged_rows_are_filled),
        TABLE_TEST(cells_of_later_pages_name_the_first_heads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
