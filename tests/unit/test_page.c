#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "page/page.h"

static struct page_text plain(const char *s)
{
    return (struct page_text){.x = PT(50), .y = PT(100), .size = PT(9.5), .width = PT(40),
                              .face = FACE_REGULAR, .rgb = 0x26231E, .text = s};
}

static struct pages *one_page(void)
{
    struct pages *p = pages_new();
    pages_add(p, PT(595.28), PT(841.89), "1");
    return p;
}

static void strings_are_copied(void **state)
{
    (void)state;
    struct pages *p = one_page();
    char text[] = "Anteil";
    uint32_t id = pages_element(p, TAG_P, TAG_DOCUMENT);
    page_text(p, 0, id, plain(text));
    text[0] = 'X';
    assert_string_equal(p->page[0]->ops[0].u.text.text, "Anteil");
    mpt points[4] = {0, 0, PT(10), PT(10)};
    unsigned char verbs[2] = {PATH_MOVE, PATH_LINE};
    page_path(p, 0, 0, (struct page_path){.verbs = verbs, .n_verbs = 2, .points = points,
                                          .n_points = 2, .fill = NO_COLOUR, .stroke = 0});
    points[2] = 0;
    assert_int_equal(p->page[0]->ops[1].u.path.points[2], PT(10));
    pages_free(p);
}

static void elements_begin_with_artifact_and_document(void **state)
{
    (void)state;
    struct pages *p = pages_new();
    assert_int_equal(p->n_elements, 2);
    assert_int_equal(p->elements[0].role, TAG_ARTIFACT);
    assert_int_equal(p->elements[1].role, TAG_DOCUMENT);
    uint32_t id = pages_element(p, TAG_P, TAG_DOCUMENT);
    assert_int_equal(id, 2);
    assert_int_equal(pages_element_at(p, id)->col_span, 1);
    pages_free(p);
}

static void good_pages_pass(void **state)
{
    (void)state;
    struct diag *d = diag_new();
    struct pages *p = one_page();
    uint32_t figure = pages_element(p, TAG_FIGURE, TAG_DOCUMENT);
    struct page_element *e = pages_element_at(p, figure);
    e->alt = "Säulen";
    e->has_box = true;
    e->w = PT(100);
    e->h = PT(100);
    page_rect(p, 0, figure, 0, 0, PT(100), PT(100), 0x17505C, NO_COLOUR, 0);
    uint32_t para = pages_element(p, TAG_P, TAG_DOCUMENT);
    uint32_t link = pages_element(p, TAG_LINK, para);
    page_text(p, 0, link, plain("siehe dort"));
    page_link(p, 0, link, (struct page_link){.x = PT(50), .y = PT(90), .w = PT(40), .h = PT(12),
                                             .contents = "siehe dort"});
    pages_bookmark(p, (struct page_bookmark){.title = "Lage", .level = 1, .element = para});
    assert_true(pages_check(p, d));
    assert_int_equal(diag_count(d), 0);
    pages_free(p);
    diag_free(d);
}

static uint32_t cell(struct pages *p, enum tag_role role, uint32_t row, int cols, int rows)
{
    uint32_t id = pages_element(p, role, row);
    struct page_element *e = pages_element_at(p, id);
    e->scope = role == TAG_TH ? SCOPE_COLUMN : SCOPE_NONE;
    e->col_span = cols;
    e->row_span = rows;
    return id;
}

static void name_head(struct pages *p, uint32_t id, uint32_t head)
{
    struct page_element *e = pages_element_at(p, id);
    uint32_t *heads = arena_array(p->arena, 1, sizeof *heads);
    heads[0] = head;
    e->headers = heads;
    e->n_headers = 1;
}

/* "Ort" over two rows beside "Kreis" over two columns; then three cells. */
static uint32_t head_rows(struct pages *p, uint32_t *table)
{
    *table = pages_element(p, TAG_TABLE, TAG_DOCUMENT);
    uint32_t head = pages_element(p, TAG_THEAD, *table);
    uint32_t row = pages_element(p, TAG_TR, head);
    cell(p, TAG_TH, row, 1, 2);
    uint32_t upper = cell(p, TAG_TH, row, 2, 1);
    row = pages_element(p, TAG_TR, head);
    name_head(p, cell(p, TAG_TH, row, 1, 1), upper);
    cell(p, TAG_TH, row, 1, 1);
    return upper;
}

static void tables_with_named_heads_pass(void **state)
{
    (void)state;
    struct diag *d = diag_new();
    struct pages *p = one_page();
    uint32_t table;
    uint32_t other;
    uint32_t upper = head_rows(p, &table);
    uint32_t second = head_rows(p, &other); /* rows of two tables in turns */
    for (int i = 0; i < 3; i++) {
        uint32_t row = pages_element(p, TAG_TR, table);
        cell(p, TAG_TD, row, 1, 1);
        name_head(p, cell(p, TAG_TD, row, 2, 1), upper);
        row = pages_element(p, TAG_TR, other);
        if (i == 0)
            cell(p, TAG_TD, row, 1, 3);
        name_head(p, cell(p, TAG_TD, row, 1, 1), second);
        cell(p, TAG_TD, row, 1, 1);
    }
    assert_true(pages_check(p, d));
    assert_int_equal(diag_count(d), 0);
    pages_free(p);
    diag_free(d);
}

/* Each function breaks one rule of a good page. */
static void row_too_short(struct pages *p)
{
    uint32_t table;
    head_rows(p, &table);
    cell(p, TAG_TD, pages_element(p, TAG_TR, table), 2, 1);
}

static void row_too_long(struct pages *p)
{
    uint32_t table;
    head_rows(p, &table);
    uint32_t row = pages_element(p, TAG_TR, table);
    cell(p, TAG_TD, row, 2, 1);
    cell(p, TAG_TD, row, 2, 1);
    row = pages_element(p, TAG_TR, table); /* reported once for the table */
    cell(p, TAG_TD, row, 9, 1);
}

static void row_without_cells(struct pages *p)
{
    uint32_t table;
    head_rows(p, &table);
    pages_element(p, TAG_TR, table);
}

static void cell_below_table(struct pages *p)
{
    uint32_t table;
    head_rows(p, &table);
    uint32_t row = pages_element(p, TAG_TR, table);
    cell(p, TAG_TD, row, 1, 1);
    cell(p, TAG_TD, row, 2, 2);
}

static void cell_over_another(struct pages *p)
{
    uint32_t table = pages_element(p, TAG_TABLE, TAG_DOCUMENT);
    uint32_t row = pages_element(p, TAG_TR, table);
    cell(p, TAG_TD, row, 1, 1);
    cell(p, TAG_TD, row, 1, 2);
    row = pages_element(p, TAG_TR, table);
    cell(p, TAG_TD, row, 2, 1);
}

static void head_of_other_table(struct pages *p)
{
    uint32_t table;
    uint32_t upper = head_rows(p, &table);
    head_rows(p, &table);
    name_head(p, cell(p, TAG_TD, pages_element(p, TAG_TR, table), 3, 1), upper);
}

static void head_is_no_head(struct pages *p)
{
    uint32_t table;
    head_rows(p, &table);
    uint32_t row = pages_element(p, TAG_TR, table);
    uint32_t data = cell(p, TAG_TD, row, 1, 1);
    name_head(p, cell(p, TAG_TD, row, 2, 1), data);
}

static void head_comes_later(struct pages *p)
{
    uint32_t table;
    head_rows(p, &table);
    uint32_t row = pages_element(p, TAG_TR, table);
    uint32_t first = cell(p, TAG_TD, row, 2, 1);
    name_head(p, first, cell(p, TAG_TH, row, 1, 1));
}

static void head_nowhere(struct pages *p)
{
    uint32_t table;
    head_rows(p, &table);
    name_head(p, cell(p, TAG_TD, pages_element(p, TAG_TR, table), 3, 1), 4000000);
}

static void heads_of_a_paragraph(struct pages *p)
{
    uint32_t table;
    uint32_t upper = head_rows(p, &table);
    name_head(p, pages_element(p, TAG_P, TAG_DOCUMENT), upper);
}

static void text_outside(struct pages *p)
{
    struct page_text t = plain("weit");
    t.width = PT(600);
    page_text(p, 0, pages_element(p, TAG_P, TAG_DOCUMENT), t);
}

static void text_with_tab(struct pages *p)
{
    page_text(p, 0, pages_element(p, TAG_P, TAG_DOCUMENT), plain("a\tb"));
}

static void text_not_utf8(struct pages *p)
{
    page_text(p, 0, pages_element(p, TAG_P, TAG_DOCUMENT), plain("\xFC" "ber"));
}

static void figure_without_alt(struct pages *p)
{
    struct page_element *e = pages_element_at(p, pages_element(p, TAG_FIGURE, TAG_DOCUMENT));
    e->has_box = true;
}

static void figure_without_box(struct pages *p)
{
    pages_element_at(p, pages_element(p, TAG_FIGURE, TAG_DOCUMENT))->alt = "Linien";
}

static void cell_outside_row(struct pages *p)
{
    pages_element(p, TAG_TD, pages_element(p, TAG_TABLE, TAG_DOCUMENT));
}

static void head_without_scope(struct pages *p)
{
    uint32_t table = pages_element(p, TAG_TABLE, TAG_DOCUMENT);
    pages_element(p, TAG_TH, pages_element(p, TAG_TR, table));
}

static void link_to_nowhere(struct pages *p)
{
    uint32_t link = pages_element(p, TAG_LINK, TAG_DOCUMENT);
    page_link(p, 0, link, (struct page_link){.w = 1, .h = 1, .page = 7, .contents = "x"});
}

static void link_without_words(struct pages *p)
{
    page_link(p, 0, pages_element(p, TAG_LINK, TAG_DOCUMENT),
              (struct page_link){.w = 1, .h = 1});
}

static void bookmark_jumps(struct pages *p)
{
    pages_bookmark(p, (struct page_bookmark){.title = "zu tief", .level = 2});
}

static void path_lacks_points(struct pages *p)
{
    static const unsigned char verbs[2] = {PATH_MOVE, PATH_CURVE};
    static const mpt points[4] = {0, 0, 1, 1};
    page_path(p, 0, 0, (struct page_path){.verbs = verbs, .n_verbs = 2, .points = points,
                                          .n_points = 2, .fill = NO_COLOUR, .stroke = 0});
}

static void broken_pages_are_found(void **state)
{
    (void)state;
    static void (*const faults[])(struct pages *) = {
        text_outside, text_with_tab, text_not_utf8, figure_without_alt, figure_without_box,
        cell_outside_row, head_without_scope, link_to_nowhere, link_without_words,
        bookmark_jumps, path_lacks_points, row_too_short, row_too_long, row_without_cells,
        cell_below_table, cell_over_another, head_of_other_table, head_is_no_head,
        head_comes_later, head_nowhere, heads_of_a_paragraph,
    };
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        struct diag *d = diag_new();
        struct pages *p = one_page();
        faults[i](p);
        assert_false(pages_check(p, d));
        assert_int_equal(diag_count(d), 1);
        assert_int_equal(diag_at(d, 0)->code, PAGES_BROKEN);
        pages_free(p);
        diag_free(d);
    }
}

static void dump_is_text(void **state)
{
    (void)state;
    struct pages *p = one_page();
    p->title = "Sozialbericht \"Muster\"";
    uint32_t id = pages_element(p, TAG_H1, TAG_DOCUMENT);
    struct page_text t = plain("Größe");
    t.flags = RUN_TABULAR;
    page_text(p, 0, id, t);
    page_line(p, 0, 0, 0, PT(1.5), PT(10), PT(1.5), PT(0.75), 0xCBC5B9);
    char *dump = pages_dump(p);
    assert_string_equal(dump, "pages 1 title \"Sozialbericht \\\"Muster\\\"\"\n"
                              "element 1 Document in 0\n"
                              "element 2 H1 in 1\n"
                              "page 0 595.28 841.89 label \"1\"\n"
                              "  text e2 50 100 40 regular 9.5 rgb #26231E tabular \"Größe\"\n"
                              "  path e0 stroke #CBC5B9 0.75 M 0 1.5 L 10 1.5\n");
    free(dump);
    pages_free(p);
}

static uint32_t add_link(struct pages *p, uint32_t page, uint32_t target)
{
    uint32_t id = pages_element(p, TAG_LINK, pages_element(p, TAG_P, TAG_DOCUMENT));
    page_text(p, page, id, plain("siehe"));
    page_link(p, page, id, (struct page_link){.x = PT(50), .y = PT(90), .w = PT(40), .h = PT(12),
                                              .page = target, .contents = "dort"});
    return id;
}

/* Pages 2 and 3 of four. */
static void some_pages_are_kept(void **state)
{
    (void)state;
    struct diag *d = diag_new();
    struct pages *p = pages_new();
    static const char *const labels[] = {"1", "2", "3", "4"};
    for (int i = 0; i < 4; i++)
        pages_add(p, PT(595), PT(842), labels[i]);
    uint32_t inside = add_link(p, 1, 2), outside = add_link(p, 1, 3), back = add_link(p, 2, 0);
    page_link(p, 2, back, (struct page_link){.x = PT(50), .y = PT(90), .w = PT(40), .h = PT(12),
                                             .uri = "https://example.org", .contents = "Netz"});
    uint32_t figure = pages_element(p, TAG_FIGURE, TAG_DOCUMENT);
    *pages_element_at(p, figure) = (struct page_element){
        .role = TAG_FIGURE, .parent = TAG_DOCUMENT, .alt = "Karte", .has_box = true,
        .box_page = 2, .w = PT(9), .h = PT(9), .col_span = 1, .row_span = 1};
    page_rect(p, 2, figure, 0, 0, PT(9), PT(9), 0, NO_COLOUR, 0);
    for (uint32_t i = 0; i < 4; i++)
        pages_bookmark(p, (struct page_bookmark){labels[i], i == 2 ? 1 : 2, i, 0, inside});
    pages_keep(p, 1, 3);
    assert_int_equal(p->n_pages, 2);
    assert_string_equal(p->page[0]->label, "2");
    assert_int_equal(p->page[0]->n_ops, 3); /* one of two links */
    assert_int_equal(p->page[0]->ops[1].u.link.page, 1);
    assert_int_equal(p->elements[inside].role, TAG_LINK);
    assert_int_equal(p->elements[outside].role, TAG_SPAN);
    assert_int_equal(p->page[1]->n_ops, 3);
    assert_int_equal(p->elements[back].role, TAG_LINK); /* it has another one */
    assert_int_equal(p->elements[figure].box_page, 1);
    assert_int_equal(p->n_bookmarks, 2);
    assert_int_equal(p->bookmarks[0].level, 1); /* was 2, below one that is gone */
    assert_int_equal(p->bookmarks[1].page, 1);
    assert_true(pages_check(p, d));
    pages_keep(p, 5, 5);
    assert_int_equal(p->n_pages, 0);
    pages_free(p);
    diag_free(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strings_are_copied),
        cmocka_unit_test(elements_begin_with_artifact_and_document),
        cmocka_unit_test(good_pages_pass),
        cmocka_unit_test(tables_with_named_heads_pass),
        cmocka_unit_test(broken_pages_are_found),
        cmocka_unit_test(dump_is_text),
        cmocka_unit_test(some_pages_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
