#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "unit/layout_bench.h"

/* Body text of about so many full lines: 9.5 pt makes 101 characters a line. */
static const char *lines_of(struct bench *b, int lines, const char *first)
{
    return words_after(b, first, first[0] == 'E' ? " rest" : " wort", lines * 20 - 4);
}

static mpt first_y(const struct bench *b, size_t page, const char *s)
{
    const struct page_op *op = find_text(b->pages, page, s, 0);
    assert_non_null(op);
    return op->u.text.y;
}

static void places_of_the_look(void **state)
{
    struct bench *b = *state;
    struct doc_node *s = add_section(b->doc, b->root, 1, "Befund", true);
    s->running = "Kapitel";
    add_paragraph(b->doc, s, PARA_LEAD, "Unterzeile");
    add_paragraph(b->doc, s, PARA_BODY, lines_of(b, 60, "Anfang"));
    lay_out(b);
    assert_int_equal(b->pages->n_pages, 2);
    assert_int_equal(first_y(b, 0, "Befund"), PT(75));
    assert_int_equal(first_y(b, 0, "Unterzeile"), PT(96));
    assert_int_equal(first_y(b, 0, "Anfang"), PT(124));
    assert_int_equal(find_text(b->pages, 0, "Befund", 0)->u.text.size, PT(20));
    assert_int_equal(first_y(b, 0, "Kapitel"), PT(38));
    assert_int_equal(first_y(b, 0, "Landkreis Muster"), PT(806));
    /* equal margins, folio at the right */
    assert_int_equal(find_text(b->pages, 0, "Anfang", 0)->u.text.x, PT(56.69));
    assert_int_equal(find_text(b->pages, 1, "wort", 0)->u.text.x, PT(56.69));
    const struct page_text *folio = &find_text(b->pages, 0, "1", 0)->u.text;
    assert_int_equal(folio->x + folio->width, PT(56.69) + PT(481.9));
    assert_int_equal(find_text(b->pages, 0, "Kapitel", 0)->element, 0);
}

static void long_titles_take_the_smaller_size(void **state)
{
    struct bench *b = *state;
    struct doc_node *s = add_section(b->doc, b->root, 1,
                                     "Gut ein Fünftel mehr Menschen mit Grundsicherung als "
                                     "2010, nur halb so viele Haushalte", true);
    s->running = "Kurz";
    add_paragraph(b->doc, s, PARA_BODY, "Anfang");
    lay_out(b);
    const struct page_op *second = find_text(b->pages, 0, "Haushalte", 0);
    assert_int_equal(find_text(b->pages, 0, "Gut", 0)->u.text.size, PT(18));
    assert_int_equal(first_y(b, 0, "Gut"), PT(75));
    assert_int_equal(second->u.text.y, PT(96));
    assert_int_equal(first_y(b, 0, "Anfang"), PT(124));
}

/* A subtitle below a title of two lines keeps to the grid, too. */
static void subtitles_of_long_titles(void **state)
{
    struct bench *b = *state;
    struct doc_node *s = add_section(b->doc, b->root, 1,
                                     "Gut ein Fünftel mehr Menschen mit Grundsicherung als "
                                     "2010, nur halb so viele Haushalte", true);
    add_paragraph(b->doc, s, PARA_LEAD, "Unterzeile");
    add_paragraph(b->doc, s, PARA_BODY, "Anfang");
    lay_out(b);
    assert_int_equal(find_text(b->pages, 0, "Haushalte", 0)->u.text.y, PT(96));
    assert_int_equal(first_y(b, 0, "Unterzeile"), PT(124));
    assert_int_equal((first_y(b, 0, "Anfang") - PT(82)) % PT(14), 0);
}

/* The name of a report without cover: on one line, or as any title. */
static void mastheads(void **state)
{
    struct bench *b = *state;
    struct doc_node *s = add_section(b->doc, b->root, 1, "Nürtingen", true);
    struct doc_node *far = add_section(b->doc, b->root, 1,
                                       "Verbandsgemeinde Unteres Neckartal bei Nürtingen", true);
    s->running = far->running = "Kapitel";
    s->masthead = far->masthead = true;
    add_paragraph(b->doc, s, PARA_LEAD, "Unterzeile");
    add_paragraph(b->doc, far, PARA_BODY, "Anfang");
    lay_out(b);
    assert_int_equal(find_text(b->pages, 0, "Nürtingen", 0)->u.text.size, PT(34.5));
    assert_int_equal(first_y(b, 0, "Nürtingen"), PT(96));
    assert_int_equal(first_y(b, 0, "Unterzeile"), PT(124));
    assert_int_equal(first_y(b, 1, "Verbandsgemeinde"), PT(75));
    assert_true(find_text(b->pages, 1, "Verbandsgemeinde", 0)->u.text.size < PT(21));
}

static void baselines_are_on_the_grid(void **state)
{
    struct bench *b = *state;
    struct doc_node *s = add_section(b->doc, b->root, 2, "Abschnitt", false);
    for (int i = 0; i < 8; i++) {
        add_paragraph(b->doc, s, PARA_BODY, lines_of(b, 3, "Absatz"));
        add_paragraph(b->doc, s, PARA_SMALL, "Klein gedruckt");
    }
    lay_out(b);
    for (size_t p = 0; p < b->pages->n_pages; p++)
        for (size_t i = 0; i < b->pages->page[p]->n_ops; i++) {
            const struct page_op *op = &b->pages->page[p]->ops[i];
            if (op->kind == OP_TEXT && op->u.text.size >= PT(9.5))
                assert_int_equal((op->u.text.y - PT(82)) % PT(14), 0);
        }
}

/* Every position of a page end, for every length of paragraph. */
static void no_widows_and_orphans(void **state)
{
    (void)state;
    for (int above = 40; above < 50; above++)
        for (int length = 2; length < 8; length++) {
            struct bench *b = bench_new();
            for (int i = 0; i < above; i++)
                add_paragraph(b->doc, b->root, PARA_BODY, "Zeile");
            add_paragraph(b->doc, b->root, PARA_BODY, lines_of(b, length, "Absatz"));
            add_paragraph(b->doc, b->root, PARA_BODY, lines_of(b, 3, "Ende"));
            lay_out(b);
            size_t first = count_texts(b->pages, 0, "wort");
            size_t second = count_texts(b->pages, 1, "wort");
            assert_int_equal(first + second, length);
            assert_true(first != 1 && second != 1);
            first = count_texts(b->pages, 0, "rest");
            second = count_texts(b->pages, 1, "rest");
            assert_true(first != 1 && second != 1);
            bench_free(b);
        }
}

static void headings_are_never_last(void **state)
{
    (void)state;
    for (int above = 36; above < 52; above++)
        for (int level = 2; level <= 4; level++) {
            struct bench *b = bench_new();
            for (int i = 0; i < above; i++)
                add_paragraph(b->doc, b->root, PARA_BODY, "Zeile");
            struct doc_node *s = add_section(b->doc, b->root, level, "Überschrift", false);
            add_paragraph(b->doc, s, PARA_BODY, lines_of(b, 4, "Danach"));
            lay_out(b);
            size_t page = find_text(b->pages, 0, "Überschrift", 0) != NULL ? 0 : 1;
            assert_true(count_texts(b->pages, page, "Danach") == 1);
            bench_free(b);
        }
}

static void contents_and_links_know_their_pages(void **state)
{
    struct bench *b = *state;
    document_add(b->doc, b->root, DOC_CONTENTS)->text = "Inhalt";
    for (int i = 0; i < 3; i++) {
        struct doc_node *s = add_section(b->doc, b->root, 1,
                                         arena_printf(b->doc->arena, "Teil %c", 'A' + i), true);
        s->id = arena_printf(b->doc->arena, "teil-%d", i);
        add_paragraph(b->doc, s, PARA_BODY, lines_of(b, 70, "Text"));
    }
    struct doc_node *p = document_add(b->doc, b->root->last, DOC_PARAGRAPH);
    add_text(b->doc, p, "Siehe Seite ");
    document_add(b->doc, p, DOC_PAGE_REF)->target = "teil-1";
    add_text(b->doc, p, " und ");
    struct doc_node *link = document_add(b->doc, p, DOC_LINK);
    link->target = "teil-2";
    add_text(b->doc, link, "dort");
    lay_out(b);
    assert_int_equal(b->pages->n_pages, 7);
    assert_non_null(find_text(b->pages, 6, "Siehe Seite 4 und", 0));
    size_t links = 0;
    for (size_t i = 0; i < b->pages->page[0]->n_ops; i++) {
        const struct page_op *op = &b->pages->page[0]->ops[i];
        if (op->kind == OP_LINK)
            assert_int_equal(op->u.link.page, 1 + 2 * links++);
    }
    assert_int_equal(links, 3);
    const struct page_op *five = find_text(b->pages, 0, "6", 0);
    assert_int_equal(five->u.text.x + five->u.text.width, PT(56.69) + PT(481.9));
    const struct page *last = b->pages->page[6];
    bool found = false;
    for (size_t i = 0; i < last->n_ops; i++)
        if (last->ops[i].kind == OP_LINK) {
            assert_int_equal(last->ops[i].u.link.page, 5);
            found = true;
        }
    assert_true(found);
    assert_int_equal(b->pages->n_bookmarks, 4);
    assert_string_equal(b->pages->bookmarks[2].title, "Teil B");
    assert_int_equal(b->pages->bookmarks[2].page, 3);
}

/* Two digits fit the place that was kept for them, one does not: both are right. */
static void page_numbers_are_those_of_the_pages(void **state)
{
    struct bench *b = *state;
    struct doc_node *p = document_add(b->doc, b->root, DOC_PARAGRAPH);
    add_text(b->doc, p, "Siehe ");
    document_add(b->doc, p, DOC_PAGE_REF)->target = "teil-11";
    for (int i = 1; i < 12; i++) {
        struct doc_node *s = add_section(b->doc, b->root, 1, "Teil", true);
        s->id = arena_printf(b->doc->arena, "teil-%d", i);
    }
    lay_out(b);
    assert_non_null(find_text(b->pages, 0, "Siehe 12", 0));
    p->last->target = "teil-2";
    lay_out(b);
    assert_non_null(find_text(b->pages, 0, "Siehe 3", 0));
}

static void unknown_targets_are_reported(void **state)
{
    struct bench *b = *state;
    struct doc_node *p = document_add(b->doc, b->root, DOC_PARAGRAPH);
    struct doc_node *link = document_add(b->doc, p, DOC_LINK);
    link->target = "nirgends";
    add_text(b->doc, link, "dort");
    lay_out(b);
    assert_int_equal(diag_at(b->diag, 0)->code, LINK_UNKNOWN);
    assert_non_null(find_text(b->pages, 0, "dort", 0));
}

static void structure_follows_the_document(void **state)
{
    struct bench *b = *state;
    struct doc_node *s = add_section(b->doc, b->root, 1, "Eins", true);
    struct doc_node *inner = add_section(b->doc, s, 2, "Zwei", false);
    struct doc_node *list = document_add(b->doc, inner, DOC_LIST);
    for (int i = 0; i < 2; i++)
        add_paragraph(b->doc, document_add(b->doc, list, DOC_ITEM), PARA_BODY, "Punkt");
    struct doc_node *key = add_paragraph(b->doc, inner, PARA_KEY, "Kernsatz");
    key->level = 1;
    struct doc_node *p = document_add(b->doc, inner, DOC_PARAGRAPH);
    add_text(b->doc, p, ".")->actual = "geheim gehalten";
    add_text(b->doc, p, "SGB")->expansion = "Sozialgesetzbuch";
    struct doc_node *box = document_add(b->doc, inner, DOC_BOX);
    box->text = "Lesehilfe";
    box->field = 3;
    add_paragraph(b->doc, box, PARA_BODY, "Text im Kasten");
    lay_out(b);
    char *dump = pages_dump(b->pages);
    static const char expected[] =
        "element 1 Document in 0\n"
        "element 2 Sect in 1\n"
        "element 3 H1 in 2\n"
        "element 4 Sect in 2\n"
        "element 5 H2 in 4\n"
        "element 6 L in 4\n"
        "element 7 LI in 6\n"
        "element 8 Lbl in 7\n"
        "element 9 LBody in 7\n"
        "element 10 P in 9\n"
        "element 11 LI in 6\n"
        "element 12 Lbl in 11\n"
        "element 13 LBody in 11\n"
        "element 14 P in 13\n"
        "element 15 L in 4\n"
        "element 16 LI in 15\n"
        "element 17 Lbl in 16\n"
        "element 18 LBody in 16\n"
        "element 19 P in 18\n"
        "element 20 P in 4\n"
        "element 21 Span in 20 actual \"geheim gehalten\"\n"
        "element 22 Span in 20 expansion \"Sozialgesetzbuch\"\n"
        "element 23 Aside in 4\n"
        "element 24 P in 23\n"
        "element 25 P in 23\n"
        "bookmark";
    assert_non_null(strstr(dump, expected));
    free(dump);
    assert_int_equal(find_text(b->pages, 0, "Lesehilfe", 0)->u.text.rgb,
                     shipped_theme()->field[3]);
}

/* Marks of titles and subtitles become spans, in the list of figures too, where the whole
 * entry is one link; the number before a subtitle shifts them. */
static void marked_strings_become_spans(void **state)
{
    struct bench *b = *state;
    static const struct doc_mark in_title[] = {{6, 4, "German Index", "en"}};
    static const struct doc_mark in_subtitle[] = {{8, 5, "Personen", NULL}};
    static const struct doc_mark in_box[] = {{0, 3, "Sozialgesetzbuch", NULL}};
    document_add(b->doc, b->root, DOC_CONTENTS)->role.contents = CONTENTS_FIGURES;
    struct doc_node *figure = document_add(b->doc, b->root, DOC_FIGURE);
    figure->text = "Index GISD";
    figure->subtitle = "je 1000 Pers. im Jahr";
    figure->text_marks = (struct doc_marks){in_title, 1};
    figure->subtitle_marks = (struct doc_marks){in_subtitle, 1};
    struct doc_node *box = document_add(b->doc, b->root, DOC_BOX);
    box->text = "SGB";
    box->text_marks = (struct doc_marks){in_box, 1};
    add_paragraph(b->doc, box, PARA_BODY, "Text");
    document_number(b->doc);
    lay_out(b);
    char *dump = pages_dump(b->pages);
    const char *entry = strstr(dump, "Span in 6 expansion \"German Index\" lang \"en\"\n");
    if (entry == NULL || strstr(entry + 1, "expansion \"German Index\" lang \"en\"\n") == NULL ||
        strstr(dump, "expansion \"Personen\"\n") == NULL ||
        strstr(dump, "expansion \"Sozialgesetzbuch\"\n") == NULL)
        fail_msg("%s", dump);
    free(dump);
    const struct page_op *text = find_text(b->pages, 0, "Pers.", 0);
    assert_non_null(text);
    assert_string_equal(text->u.text.text, "Pers. "); /* the run of the span alone */
}

static struct chart *some_chart(struct bench *b)
{
    struct chart *c = arena_alloc(b->doc->arena, sizeof *c);
    c->kind = CHART_LINE;
    c->unit = "";
    return c;
}

static void figures_and_columns(void **state)
{
    struct bench *b = *state;
    struct doc_node *columns = document_add(b->doc, b->root, DOC_COLUMNS);
    for (int i = 0; i < 2; i++) {
        struct doc_node *column = document_add(b->doc, columns, DOC_COLUMN);
        column->span = i == 0 ? 8 : 4;
        struct doc_node *figure = document_add(b->doc, column, DOC_FIGURE);
        figure->text = i == 0 ? "Links" : "Rechts";
        figure->subtitle = "Untertitel";
        figure->alt = "Beschreibung";
        figure->chart = some_chart(b);
        add_paragraph(b->doc, document_add(b->doc, figure, DOC_NOTES), PARA_SMALL, "Quelle");
    }
    lay_out(b);
    assert_int_equal(first_y(b, 0, "Links"), PT(82));
    assert_int_equal(first_y(b, 0, "Rechts"), PT(82));
    assert_int_equal(first_y(b, 0, "Untertitel"), PT(94));
    /* 8 columns of 29.16 and 8 gutters of 12 */
    mpt apart = find_text(b->pages, 0, "Rechts", 0)->u.text.x -
                find_text(b->pages, 0, "Links", 0)->u.text.x;
    assert_in_range(apart, PT(329.28) - 30, PT(329.28) + 30);
    assert_int_equal(count_role(b->pages, TAG_FIGURE), 2);
    for (size_t i = 0; i < b->pages->n_elements; i++) {
        const struct page_element *e = &b->pages->elements[i];
        if (e->role == TAG_FIGURE) {
            assert_string_equal(e->alt, "Beschreibung");
            assert_true(e->has_box && e->w > 0 && e->h > 0);
        }
    }
}

/* A plot gives way a little rather than leave its title alone on a page. */
static void figures_shrink_to_stay_on_the_page(void **state)
{
    struct bench *b = *state;
    struct doc_node *s = add_section(b->doc, b->root, 1, "Befund", true);
    struct doc_node *columns = document_add(b->doc, s, DOC_COLUMNS);
    for (int i = 0; i < 2; i++) {
        struct doc_node *column = document_add(b->doc, columns, DOC_COLUMN);
        column->span = 6;
        struct doc_node *figure = document_add(b->doc, column, DOC_FIGURE);
        figure->text = "Titel";
        figure->alt = "Beschreibung";
        figure->chart = some_chart(b);
        figure->chart->height = i == 0 ? 640 : 200;
        add_paragraph(b->doc, document_add(b->doc, figure, DOC_NOTES), PARA_SMALL, "Quelle");
    }
    lay_out(b);
    assert_int_equal(b->pages->n_pages, 1);
    assert_true(first_y(b, 0, "Quelle") < PT(771));
}

static void columns_higher_than_a_page_are_stacked(void **state)
{
    struct bench *b = *state;
    struct doc_node *columns = document_add(b->doc, b->root, DOC_COLUMNS);
    for (int i = 0; i < 2; i++) {
        struct doc_node *column = document_add(b->doc, columns, DOC_COLUMN);
        column->span = 6;
        add_paragraph(b->doc, column, PARA_BODY, lines_of(b, 40, i == 0 ? "Links" : "Rechts"));
    }
    lay_out(b);
    assert_int_equal(diag_at(b->diag, 0)->code, COLUMNS_TOO_TALL);
    assert_int_equal(b->pages->n_pages, 2);
}

static void boxes_higher_than_a_page_are_parted(void **state)
{
    struct bench *b = *state;
    struct doc_node *box = document_add(b->doc, b->root, DOC_BOX);
    box->text = "Kasten";
    box->field = -1;
    for (int i = 0; i < 40; i++)
        add_paragraph(b->doc, box, PARA_BODY, lines_of(b, 4, "Absatz"));
    lay_out(b);
    assert_true(b->pages->n_pages >= 3);
    for (size_t p = 0; p < b->pages->n_pages; p++)
        for (size_t i = 0; i < b->pages->page[p]->n_ops; i++) {
            const struct page_op *op = &b->pages->page[p]->ops[i];
            if (op->kind == OP_TEXT && op->element != 0)
                assert_true(op->u.text.y < PT(772));
        }
}

static void cover_has_no_head_but_the_mark(void **state)
{
    struct bench *b = *state;
    b->doc->mark = "Demonstrationsdaten";
    struct doc_node *cover = document_add(b->doc, b->root, DOC_COVER);
    add_paragraph(b->doc, cover, PARA_COVER_TITLE, "Sozialbericht");
    add_paragraph(b->doc, cover, PARA_COVER_NAME, "Nürtingen");
    add_paragraph(b->doc, b->root, PARA_BODY, "Danach");
    lay_out(b);
    assert_int_equal(b->pages->n_pages, 2);
    assert_int_equal(find_text(b->pages, 0, "Sozialbericht", 0)->u.text.size, PT(46));
    assert_null(find_text(b->pages, 0, "Sozialbericht Muster", 0));
    for (size_t p = 0; p < 2; p++) {
        const struct page_op *mark = find_text(b->pages, p, "Demonstrationsdaten", 0);
        assert_non_null(mark);
        assert_int_equal(mark->element, 0);
    }
}

static void same_document_gives_same_pages(void **state)
{
    struct bench *b = *state;
    struct doc_node *s = add_section(b->doc, b->root, 1, "Befund", true);
    add_paragraph(b->doc, s, PARA_BODY, lines_of(b, 90, "Text"));
    lay_out(b);
    char *one = pages_dump(b->pages);
    lay_out(b);
    char *two = pages_dump(b->pages);
    assert_string_equal(one, two);
    free(one);
    free(two);
}

static void strange_documents_end(void **state)
{
    struct bench *b = *state;
    lay_out(b);
    assert_int_equal(b->pages->n_pages, 1);
    struct doc_node *at = b->root;
    for (int i = 0; i < 300; i++) { /* deeper than any template */
        struct doc_node *list = document_add(b->doc, at, DOC_LIST);
        at = document_add(b->doc, list, DOC_ITEM);
        add_paragraph(b->doc, at, PARA_BODY, "tief");
    }
    at = b->root;
    for (int i = 0; i < 20; i++) {
        struct doc_node *columns = document_add(b->doc, at, DOC_COLUMNS);
        at = document_add(b->doc, document_add(b->doc, columns, DOC_COLUMN), DOC_BOX);
        at->parent->span = 6;
        add_paragraph(b->doc, at, PARA_BODY, "eng");
    }
    document_add(b->doc, b->root, DOC_TABLE);
    document_add(b->doc, b->root, DOC_FIGURE);
    document_add(b->doc, b->root, DOC_COLUMNS);
    document_add(b->doc, b->root, DOC_BOX);
    document_add(b->doc, b->root, DOC_LIST);
    document_add(b->doc, b->root, DOC_PAGE_BREAK);
    document_add(b->doc, b->root, DOC_PAGE_BREAK);
    lay_out(b);
    assert_int_equal(diag_at(b->diag, 0)->code, NESTING_TOO_DEEP);
}

static void many_paragraphs_take_bounded_time(void **state)
{
    struct bench *b = *state;
    for (int i = 0; i < 20000; i++)
        add_paragraph(b->doc, b->root, PARA_BODY, "Ein kurzer Absatz mit wenigen Wörtern.");
    clock_t start = clock();
    lay_out(b);
    assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 4.0);
    assert_int_equal(b->pages->n_pages, 20000 / 50);
}

static unsigned flags_at_line_end(struct bench *b, const char *ends_with)
{
    for (size_t i = 0; i < b->pages->page[0]->n_ops; i++) {
        const struct page_op *op = &b->pages->page[0]->ops[i];
        if (op->kind != OP_TEXT)
            continue;
        size_t n = strlen(op->u.text.text), k = strlen(ends_with);
        if (n >= k && strcmp(op->u.text.text + n - k, ends_with) == 0)
            return op->u.text.flags;
    }
    fail_msg("no line ends with %s", ends_with);
    return 0;
}

/* Whether a word goes on in the next line must not be guessed from its last letter. */
static void line_ends_tell_whether_the_word_goes_on(void **state)
{
    struct bench *b = *state;
    struct doc_node *columns = document_add(b->doc, b->root, DOC_COLUMNS);
    struct doc_node *column = document_add(b->doc, columns, DOC_COLUMN);
    column->span = 4; /* 152.64 wide: 32 characters */
    add_paragraph(b->doc, column, PARA_BODY, "xxxxx xxxxxxx xxxxxxxxx Stadt- und xxx");
    add_paragraph(b->doc, column, PARA_BODY, "xxxxx xxxxx xxxxxxxx Baden-Xxxxxxxxxxx");
    add_paragraph(b->doc, column, PARA_BODY, "000000000000000000000000000000000000000000000011");
    lay_out(b);
    assert_false(flags_at_line_end(b, "Stadt-") & RUN_OPEN);
    assert_true(flags_at_line_end(b, " Baden-") & RUN_OPEN);
    assert_true(flags_at_line_end(b, "0000000000000000") & RUN_OPEN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(places_of_the_look),
        TEST(long_titles_take_the_smaller_size), TEST(subtitles_of_long_titles), TEST(mastheads),
        TEST(baselines_are_on_the_grid),
        TEST(no_widows_and_orphans),
        TEST(headings_are_never_last),
        TEST(contents_and_links_know_their_pages),
        TEST(page_numbers_are_those_of_the_pages),
        TEST(unknown_targets_are_reported),
        TEST(structure_follows_the_document),
        TEST(marked_strings_become_spans),
        TEST(figures_and_columns),
        TEST(figures_shrink_to_stay_on_the_page),
        TEST(columns_higher_than_a_page_are_stacked),
        TEST(boxes_higher_than_a_page_are_parted),
        TEST(cover_has_no_head_but_the_mark),
        TEST(same_document_gives_same_pages),
        TEST(line_ends_tell_whether_the_word_goes_on),
        TEST(strange_documents_end),
        TEST(many_paragraphs_take_bounded_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
