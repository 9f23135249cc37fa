/* Documents that nobody writes, as an error in a template or in data would make them: layout
 * ends in bounded time and memory, its pages are well-formed, and what it could not do as
 * asked it says. The bounds are several times what is needed, so that a busy machine passes
 * and a quadratic algorithm does not. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include <cmocka.h>

#include "unit/layout_bench.h"

#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define SANITIZED
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#define SANITIZED
#endif

enum {
    DEEP = 10000,        /* [blocks inside blocks] */
    LONG_WORD = 10000,   /* [letters] */
    ROWS = 100000,
    MEMORY = 2000        /* [MB] of the process */
};

/* [s] of processor time; a sanitizer slows down by about ten. */
#ifdef SANITIZED
#define SECONDS(n) ((n) * 12.0)
#else
#define SECONDS(n) ((n) * 1.0)
#endif

static double now(void)
{
    return (double)clock() / CLOCKS_PER_SEC;
}

/* Lays out within the time; returns the time it took. */
static double lay_out_in(struct bench *b, double seconds)
{
    double start = now();
    pages_free(b->pages);
    b->pages = laid_out(b->doc, b->diag);
    double took = now() - start;
    expect_good(b->pages, b->diag);
    if (took > seconds)
        fail_msg("%.2f s, at most %.2f s", took, seconds);
    return took;
}

static bool reported(const struct bench *b, enum diag_code code)
{
    for (size_t i = 0; i < diag_count(b->diag); i++)
        if (diag_at(b->diag, i)->code == code)
            return true;
    return false;
}

/* How many letters of this kind all pages show, without their heads and feet. */
static size_t letters_shown(const struct bench *b, char letter)
{
    size_t n = 0;
    for (size_t p = 0; p < b->pages->n_pages; p++)
        for (size_t i = 0; i < b->pages->page[p]->n_ops; i++) {
            const struct page_op *op = &b->pages->page[p]->ops[i];
            if (op->kind != OP_TEXT || op->element == 0)
                continue;
            for (const char *s = op->u.text.text; *s != '\0'; s++)
                n += *s == letter;
        }
    return n;
}

/* No text is set beyond the right edge of its page. */
static void all_inside(const struct bench *b)
{
    for (size_t p = 0; p < b->pages->n_pages; p++)
        for (size_t i = 0; i < b->pages->page[p]->n_ops; i++) {
            const struct page_op *op = &b->pages->page[p]->ops[i];
            if (op->kind == OP_TEXT)
                assert_true(op->u.text.x >= 0 &&
                            op->u.text.x + op->u.text.width <= b->pages->page[p]->width);
        }
}

static struct doc_node *add_table(struct bench *b, struct doc_node *in, int columns)
{
    struct doc_node *table = document_add(b->doc, in, DOC_TABLE);
    table->text = "Tabelle";
    struct doc_node *head = add_row(b->doc, table, ROW_HEAD);
    for (int i = 0; i < columns; i++)
        add_cell(b->doc, head, i == 0 ? ALIGN_LEFT : ALIGN_DECIMAL, "Kopf")->head_cell = true;
    return table;
}

static void add_values(struct bench *b, struct doc_node *table, int columns)
{
    struct doc_node *row = add_row(b->doc, table, ROW_BODY);
    for (int i = 0; i < columns; i++)
        add_cell(b->doc, row, i == 0 ? ALIGN_LEFT : ALIGN_DECIMAL, i == 0 ? "Zeile" : "1,5");
}

static struct chart *add_chart(struct bench *b, enum chart_kind kind, size_t points)
{
    struct arena *a = b->doc->arena;
    double first = kind == CHART_PYRAMID ? 0 : 1900;
    struct doc_node *figure = document_add(b->doc, b->root, DOC_FIGURE);
    struct chart *c = arena_alloc(a, sizeof *c);
    figure->alt = "Bild";
    figure->chart = c;
    *c = (struct chart){.kind = kind, .unit = "Personen", .n_series = 2, .value_text = "1"};
    c->series = arena_array(a, 2, sizeof *c->series);
    for (int s = 0; s < 2; s++) {
        c->series[s] = (struct chart_series){
            .name = s == 0 ? "Ort" : "Kreis", .role = s == 0 ? ROLE_PLACE : ROLE_OTHERS,
            .sex = s + 1, .n_points = points};
        c->series[s].points = arena_array(a, points, sizeof *c->series[s].points);
        for (size_t i = 0; i < points; i++)
            c->series[s].points[i] = (struct chart_point){
                .x0 = first + (double)i, .x1 = first + 1 + (double)i,
                .value = (double)(i * 7919 % 1000), .label = "Ort", .text = "1",
                .emphasis = i == points / 2, .low = 0, .q1 = 200, .q3 = 600, .high = 1000,
                .has_spread = true, .reference = 300, .reference_text = "300"};
    }
    return c;
}

static void word_of_10000_letters(void **state)
{
    struct bench *b = *state;
    char *word = words_after(b, "", "ßq", LONG_WORD / 2); /* no hyphenation helps */
    add_paragraph(b->doc, b->root, PARA_BODY, word);
    struct doc_node *box = document_add(b->doc, b->root, DOC_BOX);
    box->text = word;
    add_paragraph(b->doc, box, PARA_BODY, word);
    struct doc_node *list = document_add(b->doc, b->root, DOC_LIST);
    add_paragraph(b->doc, document_add(b->doc, list, DOC_ITEM), PARA_BODY, word);
    add_paragraph(b->doc, b->root, PARA_SMALL, word);
    lay_out_in(b, SECONDS(2));
    assert_int_equal(letters_shown(b, 'q'), 5 * LONG_WORD / 2);
    all_inside(b);
}

static void word_that_can_be_hyphenated(void **state)
{
    struct bench *b = *state;
    add_paragraph(b->doc, b->root, PARA_BODY, words_after(b, "", "kinder", LONG_WORD / 6));
    lay_out_in(b, SECONDS(2));
    assert_int_equal(letters_shown(b, 'k'), LONG_WORD / 6);
    all_inside(b);
}

static void long_word_in_a_cell(void **state)
{
    struct bench *b = *state;
    char *word = words_after(b, "", "ßq", LONG_WORD / 2);
    struct doc_node *table = add_table(b, b->root, 4);
    table->text = table->subtitle = word;
    for (int i = 0; i < 4; i++) {
        struct doc_node *row = add_row(b->doc, table, i == 0 ? ROW_GROUP : ROW_BODY);
        for (int k = 0; k < 4; k++)
            add_cell(b->doc, row, (enum cell_align)k, k == i ? word : "1");
    }
    add_paragraph(b->doc, document_add(b->doc, table, DOC_NOTES), PARA_SMALL, word);
    lay_out_in(b, SECONDS(4));
    all_inside(b);
}

static void long_word_in_headings_and_contents(void **state)
{
    struct bench *b = *state;
    char *word = words_after(b, "", "ßq", LONG_WORD / 2);
    document_add(b->doc, b->root, DOC_CONTENTS)->text = word;
    struct doc_node *at = b->root;
    for (int level = 1; level <= 4; level++) {
        at = add_section(b->doc, at, level, word, level == 1);
        add_paragraph(b->doc, at, level == 1 ? PARA_LEAD : PARA_KEY, word);
    }
    b->doc->volume = b->doc->publication = b->doc->mark = b->doc->annex = word;
    lay_out_in(b, SECONDS(4));
    assert_true(reported(b, HEADING_TOO_LONG));
    all_inside(b);
}

static void charts_with_words_of(struct bench *b, size_t bytes)
{
    char *word = words_after(b, "", "ß1", LONG_WORD / 2);
    word[bytes - bytes % 3] = '\0';
    for (int kind = 0; kind < CHART_KIND_COUNT; kind++) {
        struct chart *c = add_chart(b, (enum chart_kind)kind, 5);
        c->unit = c->value_text = c->caption_left = c->caption_right = c->span_text = word;
        b->root->last->text = b->root->last->subtitle = word;
        for (int s = 0; s < 2; s++) {
            c->series[s].name = word;
            for (int i = 0; i < 5; i++)
                c->series[s].points[i].label = c->series[s].points[i].text =
                    c->series[s].points[i].sublabel = word;
        }
        c->references = arena_array(b->doc->arena, 1, sizeof *c->references);
        c->references[0] = (struct chart_reference){.name = word, .value = 3, .text = word,
                                                   .role = ROLE_DISTRICT};
        c->breaks = arena_array(b->doc->arena, 1, sizeof *c->breaks);
        c->breaks[0] = (struct chart_break){.x = 1901.5, .name = word};
        c->n_references = c->n_breaks = 1;
    }
    lay_out_in(b, SECONDS(8));
}

static void long_word_in_charts(void **state)
{
    struct bench *b = *state;
    charts_with_words_of(b, LONG_WORD);
    assert_true(reported(b, CHART_UNUSABLE));
}

/* As long as may be: shortened, but never drawn beyond the page. */
static void longish_word_in_charts(void **state)
{
    charts_with_words_of(*state, 160);
}

static void table_of_100000_rows(void **state)
{
    struct bench *b = *state;
    struct doc_node *table = add_table(b, b->root, 5);
    for (int i = 0; i < ROWS; i++)
        add_values(b, table, 5);
    lay_out_in(b, SECONDS(15));
    assert_true(b->pages->n_pages > ROWS / 60 && b->pages->n_pages < ROWS / 30);
    assert_int_equal(count_role(b->pages, TAG_TR), ROWS + 1);
}

static void table_of_250_columns(void **state)
{
    struct bench *b = *state;
    struct doc_node *table = add_table(b, b->root, 250);
    for (int i = 0; i < 200; i++)
        add_values(b, table, 250);
    lay_out_in(b, SECONDS(8));
    assert_true(reported(b, TABLE_TOO_WIDE));
}

/* Spans that contradict one another and the number of columns. */
static void table_of_huge_spans(void **state)
{
    struct bench *b = *state;
    struct doc_node *table = add_table(b, b->root, 3);
    for (int i = 0; i < 300; i++) {
        struct doc_node *row = add_row(b->doc, table, ROW_BODY);
        for (int k = 0; k < 3; k++) {
            struct doc_node *c = add_cell(b->doc, row, ALIGN_LEFT, "Zelle");
            c->span = k == 1 ? 2000000000 : i % 5;
            c->row_span = k == 2 ? 2000000000 : i % 7;
        }
    }
    lay_out_in(b, SECONDS(4));
}

static void cell_of_5000_lines(void **state)
{
    struct bench *b = *state;
    struct doc_node *table = add_table(b, b->root, 2);
    struct doc_node *row = add_row(b->doc, table, ROW_BODY);
    add_cell(b->doc, row, ALIGN_LEFT, "Zeile");
    struct doc_node *cell = add_cell(b->doc, row, ALIGN_LEFT, NULL);
    for (int i = 0; i < 5000; i++) {
        add_text(b->doc, cell, "Q");
        document_add(b->doc, cell, DOC_BREAK);
    }
    lay_out_in(b, SECONDS(3));
    assert_int_equal(letters_shown(b, 'Q'), 5000);
    assert_true(b->pages->n_pages > 50);
}

static void head_of_5000_lines(void **state)
{
    struct bench *b = *state;
    struct doc_node *table = add_table(b, b->root, 2);
    for (int i = 0; i < 5000; i++) {
        add_text(b->doc, table->first->first, "Q");
        document_add(b->doc, table->first->first, DOC_BREAK);
    }
    for (int i = 0; i < 100; i++)
        add_values(b, table, 2);
    lay_out_in(b, SECONDS(3));
    assert_true(letters_shown(b, 'Q') >= 5000);
}

static void nesting(struct bench *b, enum doc_kind outer, enum doc_kind inner)
{
    struct doc_node *at = b->root;
    for (int i = 0; i < DEEP; i++) {
        at = document_add(b->doc, at, outer);
        at->span = 1;
        at->text = "Q";
        if (inner != DOC_ROOT)
            at = document_add(b->doc, at, inner);
        at->span = 12;
        add_paragraph(b->doc, at, PARA_BODY, "tief");
    }
    document_check(b->doc, b->diag);
    lay_out_in(b, SECONDS(4));
    assert_true(reported(b, NESTING_TOO_DEEP));
}

static void lists_in_lists(void **state)
{
    nesting(*state, DOC_LIST, DOC_ITEM);
}

static void boxes_in_boxes(void **state)
{
    nesting(*state, DOC_BOX, DOC_ROOT);
}

static void columns_in_columns(void **state)
{
    nesting(*state, DOC_COLUMNS, DOC_COLUMN);
}

static void halved_columns(void **state)
{
    struct bench *b = *state;
    struct doc_node *at = b->root;
    for (int i = 0; i < DEEP; i++) {
        struct doc_node *columns = document_add(b->doc, at, DOC_COLUMNS);
        at = document_add(b->doc, columns, DOC_COLUMN);
        struct doc_node *right = document_add(b->doc, columns, DOC_COLUMN);
        at->span = right->span = 6;
        add_paragraph(b->doc, right, PARA_BODY, "rechts");
    }
    lay_out_in(b, SECONDS(4));
    assert_true(reported(b, NESTING_TOO_DEEP));
}

static void sections_in_sections(void **state)
{
    struct bench *b = *state;
    struct doc_node *at = b->root;
    document_add(b->doc, b->root, DOC_CONTENTS)->text = "Inhalt";
    for (int i = 0; i < DEEP; i++)
        at = add_section(b->doc, at, i < 4 ? i + 1 : 4, "Titel", false);
    lay_out_in(b, SECONDS(4));
    assert_true(reported(b, NESTING_TOO_DEEP));
}

static void links_in_links(void **state)
{
    struct bench *b = *state;
    struct doc_node *at = add_paragraph(b->doc, b->root, PARA_BODY, "Anfang");
    at->id = "hier";
    for (int i = 0; i < DEEP; i++) {
        at = document_add(b->doc, at, DOC_LINK);
        at->target = "hier";
        add_text(b->doc, at, "x");
    }
    lay_out_in(b, SECONDS(4));
}

static void many_sections(void **state)
{
    struct bench *b = *state;
    document_add(b->doc, b->root, DOC_CONTENTS)->text = "Inhalt";
    for (int i = 0; i < DEEP; i++) {
        struct doc_node *s = add_section(b->doc, b->root, 1 + i % 2, "Abschnitt", i % 4 == 0);
        s->id = arena_printf(b->doc->arena, "s%d", i);
        struct doc_node *p = add_paragraph(b->doc, s, PARA_BODY, "Siehe Seite ");
        struct doc_node *ref = document_add(b->doc, p, DOC_PAGE_REF);
        ref->target = arena_printf(b->doc->arena, "s%d", (i * 7919) % DEEP);
    }
    document_check(b->doc, b->diag);
    lay_out_in(b, SECONDS(8));
    assert_true(b->pages->n_pages > DEEP / 4);
}

/* Optimum fit is linear in the words: ten times the words, not a hundred times the time. */
static void paragraph_of_100000_words(void **state)
{
    struct bench *b = *state;
    struct doc_node *p = add_paragraph(b->doc, b->root, PARA_BODY,
                                       words_after(b, "", "Wörter ", 10000));
    double small = lay_out_in(b, SECONDS(2));
    p->first->text = words_after(b, "", "Wörter ", 100000);
    double large = lay_out_in(b, SECONDS(8));
    assert_int_equal(letters_shown(b, 'W'), 100000);
    assert_true(large < 30 * (small + 0.02));
}

static void title_of_5000_words(void **state)
{
    struct bench *b = *state;
    char *title = words_after(b, "", "Titelwort ", 5000);
    document_add(b->doc, b->root, DOC_CONTENTS)->text = title;
    struct doc_node *s = add_section(b->doc, b->root, 1, title, true);
    s->running = title;
    add_paragraph(b->doc, s, PARA_BODY, "Text");
    struct doc_node *t = add_table(b, s, 2);
    t->text = t->subtitle = title;
    add_values(b, t, 2);
    add_chart(b, CHART_LINE, 5);
    b->root->last->text = b->root->last->subtitle = title;
    lay_out_in(b, SECONDS(8));
    assert_true(reported(b, HEADING_TOO_LONG));
}

static void charts_of_100000_points(void **state)
{
    struct bench *b = *state;
    for (int kind = 0; kind < CHART_KIND_COUNT; kind++) {
        add_chart(b, (enum chart_kind)kind, ROWS);
        double took = lay_out_in(b, SECONDS(15));
        if (took > SECONDS(4))
            fail_msg("kind %d: %.2f s", kind, took);
        b->root->last->chart = NULL; /* each alone */
    }
}

/* More rows than a page has lines. */
static void charts_of_many_rows(void **state)
{
    struct bench *b = *state;
    for (int kind = 0; kind < CHART_KIND_COUNT; kind++) {
        add_chart(b, (enum chart_kind)kind, 65);
        add_chart(b, (enum chart_kind)kind, 110); /* ages up to 200 do not allow more */
        if (kind != CHART_PYRAMID)
            add_chart(b, (enum chart_kind)kind, 2000);
    }
    lay_out_in(b, SECONDS(8));
    assert_true(reported(b, CHART_UNUSABLE));
}

static void charts_of_strange_numbers(void **state)
{
    static const double strange[] = {NAN, INFINITY, -INFINITY, 1e300, -1e300, 1e-300, 0, 1,
                                     2147483648.0, -9.3e18, 1.7976931348623157e308};
    enum { N = sizeof strange / sizeof strange[0] };
    struct bench *b = *state;
    for (int kind = 0; kind < CHART_KIND_COUNT; kind++)
        for (int at = 0; at < N; at++)
            for (int all = 0; all < 2; all++) {
                struct chart *c = add_chart(b, (enum chart_kind)kind, 6);
                c->log_scale = at % 2 == 0;
                c->references = arena_array(b->doc->arena, 1, sizeof *c->references);
                c->references[0] =
                    (struct chart_reference){.name = "Kreis", .role = ROLE_DISTRICT,
                                              .value = strange[at], .text = "?"};
                c->n_references = 1;
                c->breaks = arena_array(b->doc->arena, 1, sizeof *c->breaks);
                c->breaks[0] = (struct chart_break){.x = strange[at], .name = "Bruch"};
                c->n_breaks = 1;
                c->height = all ? strange[at] : 0;
                for (int i = 0; i < 6; i++) {
                    double v = strange[all ? at : (at + i) % N];
                    struct chart_point *p = &c->series[0].points[i];
                    p->value = v;
                    if (i % 2 == 0)
                        p->x0 = p->x1 = v;
                    p->low = p->q1 = p->q3 = p->high = p->reference = v;
                }
            }
    lay_out_in(b, SECONDS(8));
}

/* Beyond this the test ends, not the machine it runs on. */
static void limit_memory(void)
{
#ifndef SANITIZED
    struct rlimit limit = {(rlim_t)MEMORY << 20, (rlim_t)MEMORY << 20};
    if (setrlimit(RLIMIT_AS, &limit) != 0)
        perror("setrlimit");
#endif
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(word_of_10000_letters),
        TEST(word_that_can_be_hyphenated),
        TEST(long_word_in_a_cell),
        TEST(long_word_in_headings_and_contents),
        TEST(long_word_in_charts),
        TEST(longish_word_in_charts),
        TEST(table_of_100000_rows),
        TEST(table_of_250_columns),
        TEST(table_of_huge_spans),
        TEST(cell_of_5000_lines),
        TEST(head_of_5000_lines),
        TEST(lists_in_lists),
        TEST(boxes_in_boxes),
        TEST(columns_in_columns),
        TEST(halved_columns),
        TEST(sections_in_sections),
        TEST(links_in_links),
        TEST(many_sections),
        TEST(paragraph_of_100000_words),
        TEST(title_of_5000_words),
        TEST(charts_of_100000_points),
        TEST(charts_of_many_rows),
        TEST(charts_of_strange_numbers),
    };
    limit_memory();
    return cmocka_run_group_tests_name("pathological", tests, NULL, NULL);
}
