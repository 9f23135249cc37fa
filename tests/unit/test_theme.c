/* The theme: the shipped one, each name that may be missing, contrast, and what pages
 * look like with another one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "folder.h"
#include "layout/layout.h"
#include "unit/shipped_theme.h"
#include "unit/unit_font.h"

static void shipped_text(struct buf *b)
{
    struct diag *d = diag_new();
    assert_int_equal(file_read("templates/theme.xml", 1 << 20, b, d), 0);
    diag_free(d);
}

/* The shipped theme with the first place of from replaced; a test that changes nothing
 * would prove nothing. */
static void changed(struct buf *b, const char *from, const char *to)
{
    struct buf out = BUF_INIT;
    const char *at = strstr(buf_str(b), from);
    assert_non_null(at);
    buf_add(&out, b->data, (size_t)(at - b->data));
    buf_adds(&out, to);
    buf_adds(&out, at + strlen(from));
    buf_release(b);
    *b = out;
}

static struct theme *load(struct folder *f, const struct buf *text)
{
    folder_write(f, "theme.xml", buf_str(text));
    return theme_load(f->path, f->d);
}

static struct theme *load_changed(struct folder *f, const char *from, const char *to)
{
    struct buf text = BUF_INIT;
    shipped_text(&text);
    changed(&text, from, to);
    struct theme *t = load(f, &text);
    buf_release(&text);
    return t;
}

static void shipped_theme_is_clean(void **state)
{
    (void)state;
    struct diag *d = diag_new();
    struct theme *t = theme_load("templates", d);
    assert_non_null(t);
    assert_int_equal(diag_count(d), 0);
    /* A4 and the look's text block: 12 columns of 29.16 and gutters of 12 in 481.9. */
    assert_int_equal(t->page_w, 595280);
    assert_int_equal(t->page_h, 841890);
    assert_int_equal(t->text_w, 481900);
    assert_int_equal(t->text_top, 71000);
    assert_int_equal(t->text_bottom, 771000);
    assert_int_equal(t->column, 29160);
    assert_int_equal(t->field[0], t->brand);
    assert_int_equal(t->sequence[4], 0x17505C);
    assert_int_equal(t->h4.face, FACE_BOLD);
    assert_int_equal(t->h4.size, 9500);
    assert_int_equal(t->table_dense.leading, 10750);
    assert_string_equal(t->font[FACE_LIGHT].style, "Light");
    theme_free(t);
    diag_free(d);
}

/* Ratios as WebAIM's contrast checker publishes them (21, 4.54, 4.48, 8.59, 4.00); both
 * limits lie between two neighbouring greys. */
static void contrast_is_that_of_wcag(void **state)
{
    (void)state;
    assert_true(theme_contrast(0x000000, 0xFFFFFF) == 21.0);
    assert_true(theme_contrast(0x123456, 0x123456) == 1.0);
    assert_true(theme_contrast(0x767676, 0xFFFFFF) >= 4.54 &&
                theme_contrast(0x767676, 0xFFFFFF) < 4.55);
    assert_true(theme_contrast(0xFFFFFF, 0x777777) >= 4.47 &&
                theme_contrast(0xFFFFFF, 0x777777) < 4.49);
    assert_true(theme_contrast(0x949494, 0xFFFFFF) >= 3.0);
    assert_true(theme_contrast(0x959595, 0xFFFFFF) < 3.0);
    /* Blue on white is 8.59, red on white 4.00. */
    assert_true(theme_contrast(0x0000FF, 0xFFFFFF) >= 8.585 &&
                theme_contrast(0x0000FF, 0xFFFFFF) < 8.595);
    assert_true(theme_contrast(0xFF0000, 0xFFFFFF) >= 3.995 &&
                theme_contrast(0xFF0000, 0xFFFFFF) < 4.0);
}

/* Every line of the file that names something is taken away once, and once doubled. */
static void every_name_is_needed_once(void **state)
{
    (void)state;
    struct buf text = BUF_INIT;
    size_t n = 0;
    shipped_text(&text);
    for (char *line = text.data; line != NULL && *line != '\0';) {
        char *end = strchr(line, '\n');
        size_t len = (size_t)(end - line) + 1;
        bool counts = strncmp(line, "    <colour ", 12) == 0 ||
                      strncmp(line, "    <style ", 11) == 0 ||
                      strncmp(line, "    <field ", 11) == 0 || strncmp(line, "    <font ", 10) == 0;
        for (int twice = 0; counts && twice < 2; twice++) {
            struct folder f;
            struct buf other = BUF_INIT;
            folder_open(&f);
            buf_add(&other, text.data, (size_t)(line - text.data));
            for (int i = 0; i < 2 * twice; i++)
                buf_add(&other, line, len);
            buf_adds(&other, line + len);
            assert_null(load(&f, &other));
            folder_expect(&f, twice ? THEME_TWICE : THEME_MISSING, 0, 0);
            buf_release(&other);
            folder_close(&f);
            n++;
        }
        line = end + 1;
    }
    buf_release(&text);
    assert_int_equal(n, 2 * (8 + 6 + 24 + 6));
}

static void refused(const char *from, const char *to, enum diag_code code)
{
    struct folder f;
    folder_open(&f);
    struct theme *t = load_changed(&f, from, to);
    if (t != NULL)
        fail_msg("accepted: %s", to);
    folder_expect(&f, code, 0, 0);
    folder_close(&f);
}

static void warned(const char *from, const char *to, enum diag_code code, const char *words)
{
    struct folder f;
    folder_open(&f);
    struct theme *t = load_changed(&f, from, to);
    assert_non_null(t);
    folder_expect(&f, code, 0, 0);
    assert_non_null(strstr(folder_message(&f, code, 0)->text, words));
    theme_free(t);
    folder_close(&f);
}

static void impossible_values_are_refused(void **state)
{
    (void)state;
    refused("value=\"#26231E\"", "value=\"#26231\"", XML_BAD_VALUE);
    refused("name=\"h2\"", "name=\"h9\"", XML_BAD_VALUE);
    refused("colour=\"ink\"", "colour=\"tinte\"", XML_BAD_VALUE);
    refused("size=\"20\"", "size=\"2000\"", XML_BAD_VALUE);
    refused("size=\"20\"", "size=\"NaN\"", XML_BAD_VALUE);
    refused("height=\"841.89\"", "height=\"299\"", XML_BAD_VALUE);
    refused("height=\"841.89\"", "height=\"595.28\"", THEME_HEAD_EDGE); /* the foot is beyond */
    refused("inner=\"62.36\"", "inner=\"400\"", THEME_MARGINS);
    refused("gutter=\"12\"", "gutter=\"34\"", THEME_GUTTER);
    refused("first=\"82\"", "first=\"60\"", THEME_GRID_TOP);
    refused("lines=\"50\"", "lines=\"52\"", THEME_GRID_BOTTOM);
    refused("<head baseline=\"38\"", "<head baseline=\"5\"", THEME_HEAD_EDGE);
    refused("<head baseline=\"38\"", "<head baseline=\"23.9\"", THEME_HEAD_EDGE);
    refused("<foot baseline=\"806\"", "<foot baseline=\"840\"", THEME_HEAD_EDGE);
    refused("pitch=\"16\"", "pitch=\"13\"", THEME_BARS_PITCH);
    refused("pitch=\"16\"", "pitch=\"70\"", THEME_BARS_WIDE);
    refused("<mark/>", "", THEME_NO_MARK);
    refused("size=\"9\" leading=\"14\"", "size=\"9\" leading=\"8\"", THEME_LEADING);
    refused("family=\"Lato\" style=\"Bold\"", "family=\"Lato\"", THEME_FONT);
    refused("family=\"Lato\" style=\"Bold\"", "path=\"../a.ttf\"", PATH_OUTSIDE);
    refused("family=\"Lato\" style=\"Bold\"", "path=\"/a.ttf\"", PATH_OUTSIDE);
}

static void pale_colours_are_named(void **state)
{
    (void)state;
    warned("value=\"#5B564D\"", "value=\"#777777\"", THEME_CONTRAST, "(#777777) hat auf Weiß");
    warned("value=\"#5B564D\"", "value=\"#777777\"", THEME_CONTRAST, "4,48");
    warned("value=\"#857E72\"", "value=\"#959595\"", THEME_CONTRAST, "3,0");
}

/* Scales of classes: order, distance, text on every step, a dark end. Reckoned apart from the
 * program with the formula of WCAG: #4C8590 on white 4.146, #5E8A94 on white 3.791. */
static void weak_scales_are_named(void **state)
{
    (void)state;
    warned("colour=\"#BDD3D5\"", "colour=\"#F0F0F0\"", THEME_SCALE, "#F0F0F0 ist nicht dunkler");
    warned("colour=\"#BDD3D5\"", "colour=\"#E0EAEA\"", THEME_STEP_NEAR, "#E0EAEA hebt sich");
    warned("colour=\"#427A85\"", "colour=\"#4C8590\"", THEME_STEP_TEXT, "höchstens 4,15");
    warned("<step colour=\"#427A85\"/>\n      <step colour=\"brand\"/>",
           "<step colour=\"#6C97A0\"/>\n      <step colour=\"#5E8A94\"/>", THEME_STEP_PALE,
           "#5E8A94 hat auf Weiß nur ein Kontrastverhältnis von 3,79");
    warned("colour=\"#CF9A66\"", "colour=\"#6A2E00\"", THEME_DIVERGING,
           "#7A3E10 ist nicht dunkler als ihre Nachbarin zur Mitte hin (#6A2E00)");
    warned("colour=\"#F3F0E8\"", "colour=\"#88AFB5\"", THEME_DIVERGING, "#88AFB5");
    warned("colour=\"#7A3E10\"", "colour=\"#A87040\"", THEME_STEP_PALE, "#A87040");
}

static void scale_around_a_middle_may_be_absent(void **state)
{
    (void)state;
    struct folder f;
    struct buf text = BUF_INIT;
    folder_open(&f);
    shipped_text(&text);
    const char *from = strstr(buf_str(&text), "    <diverging>");
    const char *to = strstr(buf_str(&text), "</diverging>\n");
    assert_true(from != NULL && to != NULL);
    char *block = strndup(from, (size_t)(to - from) + strlen("</diverging>\n"));
    changed(&text, block, "");
    struct theme *t = load(&f, &text);
    assert_non_null(t);
    folder_expect_clean(&f);
    assert_int_equal(t->diverging[0], 0);
    theme_free(t);
    free(block);
    buf_release(&text);
    folder_close(&f);
}

static void borderline_colours_pass(void **state)
{
    (void)state;
    struct folder f;
    folder_open(&f);
    theme_free(load_changed(&f, "value=\"#857E72\"", "value=\"#949494\""));
    folder_expect_clean(&f);
    folder_close(&f);
}

/* A document of three pages in that theme. */
static struct pages *set(const struct theme *t, struct document *doc)
{
    struct metrics m = unit_font();
    struct diag *d = diag_new();
    doc->volume = "Band";
    doc->publication = "Landkreis Muster";
    doc->mark = "Entwurf";
    doc->n_fields = 5;
    for (int i = 0; i < 3; i++) {
        struct doc_node *s = add_section(doc, doc->root, 1, "Abschnitt", true);
        add_paragraph(doc, s, PARA_BODY, "Text");
    }
    struct pages *p = layout_document(doc, t, &m, d);
    assert_int_equal(diag_count(d), 0);
    assert_int_equal(p->n_pages, doc->print ? 4 : 3);
    diag_free(d);
    return p;
}

static const struct page_text *text_on(const struct pages *p, size_t page, const char *s)
{
    const struct page_op *op = find_text(p, page, s, 0);
    assert_non_null(op);
    return &op->u.text;
}

/* 62.36 and 51.02: their mean on screens, in turn where the theme or the edition says so. */
static void margins_are_mirrored_or_not(void **state)
{
    (void)state;
    struct folder f;
    folder_open(&f);
    struct theme *t = load_changed(&f, "mirrored=\"no\"", "mirrored=\"yes\"");
    assert_non_null(t);
    struct document *doc[] = {document_new(), document_new(), document_new()};
    doc[2]->print = true;
    struct pages *flat = set(shipped_theme(), doc[0]), *mirrored = set(t, doc[1]),
                 *print = set(shipped_theme(), doc[2]);
    for (size_t i = 0; i < 3; i++) {
        const char label[] = {(char)('1' + i), '\0'};
        const struct page_text *folio = text_on(flat, i, label);
        mpt left = i == 1 ? 51020 : 62360;
        assert_int_equal(text_on(flat, i, "Text")->x, 56690);
        assert_int_equal(folio->x + folio->width, 595280 - 56690);
        assert_int_equal(text_on(mirrored, i, "Text")->x, left);
        assert_int_equal(text_on(print, i, "Text")->x, left);
    }
    assert_int_equal(text_on(mirrored, 1, "2")->x, 51020);
    pages_free(flat);
    pages_free(mirrored);
    pages_free(print);
    for (int i = 0; i < 3; i++)
        document_free(doc[i]);
    theme_free(t);
    folder_close(&f);
}

/* The lower headings and body text stand on the baselines that the theme draws, on every
 * page. */
static void grid_is_that_of_the_theme(void **state)
{
    (void)state;
    static const char words[] = "Am Ende des Jahres lebten mehr Menschen im Landkreis als zuvor. "
                                "Wie viele es in den Gemeinden waren, zeigt die Abbildung. ";
    struct folder f;
    struct buf text = BUF_INIT;
    folder_open(&f);
    shipped_text(&text);
    changed(&text, "first=\"82\" pitch=\"14\" lines=\"50\"",
            "first=\"85.5\" pitch=\"15.5\" lines=\"44\"");
    changed(&text, "name=\"body\" face=\"regular\" size=\"9.5\" leading=\"14\"",
            "name=\"body\" face=\"regular\" size=\"9.5\" leading=\"15.5\"");
    struct theme *t = load(&f, &text);
    assert_non_null(t);
    struct document *doc = document_new();
    for (int level = 1; level <= 4; level++) {
        struct doc_node *s = add_section(doc, doc->root, level, "Überschrift", level == 1);
        for (int i = 0; i < 24; i++)
            add_paragraph(doc, s, PARA_BODY, i % 2 == 0 ? words : "Text");
    }
    struct metrics m = unit_font();
    struct diag *d = diag_new();
    struct pages *p = layout_document(doc, t, &m, d);
    size_t n = 0, headings = 0;
    for (size_t k = 0; k < p->n_pages; k++) {
        for (size_t i = 0; i < p->page[k]->n_ops; i++) {
            const struct page_op *op = &p->page[k]->ops[i];
            if (op->kind != OP_TEXT || (op->u.text.size != t->body.size &&
                                        op->u.text.size != t->h2.size &&
                                        op->u.text.size != t->h3.size))
                continue;
            headings += op->u.text.face == FACE_BOLD;
            assert_int_equal((op->u.text.y - 85500) % 15500, 0);
            assert_true(op->u.text.y <= 85500 + 43 * 15500);
            n++;
        }
    }
    assert_true(p->n_pages > 2 && n > 96);
    assert_int_equal(headings, 3);
    pages_free(p);
    document_free(doc);
    diag_free(d);
    theme_free(t);
    buf_release(&text);
    folder_close(&f);
}

static mpt lowest(const struct pages *p, size_t page, mpt size)
{
    mpt y = 0;
    for (size_t i = 0; i < p->page[page]->n_ops; i++) {
        const struct page_op *op = &p->page[page]->ops[i];
        if (op->kind == OP_TEXT && op->u.text.size == size && op->u.text.y > y)
            y = op->u.text.y;
    }
    return y;
}

/* Turned pages have head and foot where the theme says, from the edges of the paper as it
 * lies; text that on upright pages ends just above the foot ends above it here, too, also
 * where the binding moves it down by 14. */
static void turned_pages_follow_the_theme(void **state)
{
    (void)state;
    struct folder f;
    struct buf text = BUF_INIT;
    folder_open(&f);
    shipped_text(&text);
    changed(&text, "lines=\"50\"", "lines=\"52\"");
    changed(&text, "<head baseline=\"38\"", "<head baseline=\"40\"");
    changed(&text, "<foot baseline=\"806\"", "<foot baseline=\"811\"");
    struct theme *t = load(&f, &text);
    assert_non_null(t);
    struct document *doc = document_new();
    struct metrics m = unit_font();
    struct diag *d = diag_new();
    doc->volume = "Band";
    doc->publication = "Landkreis Muster";
    doc->print = true;
    struct doc_node *s = add_section(doc, doc->root, 1, "Quer", true);
    s->landscape = true;
    for (int i = 0; i < 70; i++)
        add_paragraph(doc, s, PARA_BODY, "Zeile");
    struct pages *p = layout_document(doc, t, &m, d);
    assert_int_equal(p->n_pages, 4);
    /* 595.28 less 30.89 below the foot; 14 on the side of the binding */
    assert_int_equal(text_on(p, 0, "Band")->y, 54000);
    assert_int_equal(text_on(p, 1, "Band")->y, 40000);
    assert_int_equal(text_on(p, 0, "Landkreis")->y, 564390);
    assert_int_equal(text_on(p, 1, "Landkreis")->y, 550390);
    for (size_t i = 0; i < 2; i++)
        assert_true(lowest(p, i, t->body.size) <
                    text_on(p, i, "Landkreis")->y - t->folio.leading);
    assert_int_equal(lowest(p, 1, t->body.size), 82000 + 32 * 14000);
    pages_free(p);
    document_free(doc);
    diag_free(d);
    theme_free(t);
    buf_release(&text);
    folder_close(&f);
}

static size_t coloured(const struct pages *p, size_t page, uint32_t rgb)
{
    size_t n = 0;
    for (size_t i = 0; i < p->page[page]->n_ops; i++) {
        const struct page_op *op = &p->page[page]->ops[i];
        n += op->kind == OP_PATH && op->u.path.fill == rgb;
    }
    return n;
}

static void head_shows_what_the_theme_says(void **state)
{
    (void)state;
    struct folder f;
    struct buf text = BUF_INIT;
    folder_open(&f);
    shipped_text(&text);
    changed(&text, "<bars width=\"14\" height=\"4\" pitch=\"16\" rise=\"4.7\"/><running/>",
            "<mark/>");
    changed(&text, "<volume/>", "<folio/><publication/>");
    changed(&text, "<head baseline=\"38\"", "<head baseline=\"40\"");
    changed(&text, "<outer><folio/></outer>", "<outer/>");
    changed(&text, "<inner><publication/><mark/></inner>", "<inner/>");
    struct theme *t = load(&f, &text);
    assert_non_null(t);
    struct document *doc = document_new(), *other = document_new();
    struct pages *p = set(t, doc), *shipped = set(shipped_theme(), other);
    const struct page_text *mark = text_on(p, 0, "Entwurf"), *folio = text_on(p, 0, "1");
    assert_int_equal(mark->y, 40000);
    /* on its ground, which reaches 4 further */
    assert_int_equal(mark->x + mark->width + 4000, t->page_w - 56690);
    assert_int_equal(folio->x, 56690);
    assert_int_equal(text_on(p, 0, "Landkreis")->x, folio->x + folio->width + 8000);
    assert_int_equal(count_texts(p, 0, "Band"), 0);
    assert_int_equal(count_texts(p, 0, "Abschnitt"), 1); /* the heading alone */
    assert_int_equal(count_texts(shipped, 0, "Abschnitt"), 2);
    assert_int_equal(coloured(p, 0, t->field[3]), 0);
    assert_int_equal(coloured(shipped, 0, t->field[3]), 1);
    pages_free(p);
    pages_free(shipped);
    document_free(doc);
    document_free(other);
    theme_free(t);
    buf_release(&text);
    folder_close(&f);
}

/* All else on the line yields to the mark, even the longest title. */
static void mark_keeps_its_end(void **state)
{
    (void)state;
    struct folder f;
    folder_open(&f);
    struct theme *t = load_changed(&f, "<inner><publication/><mark/></inner>",
                                   "<inner><publication/><running/><mark/></inner>");
    assert_null(t); /* running stands in the head already */
    struct document *doc = document_new();
    struct metrics m = unit_font();
    struct diag *d = diag_new();
    doc->publication = "Eine Bezeichnung der Veröffentlichung, die viel länger ist als der Fuß "
                       "der Seite breit und darum ihr Ende verliert";
    doc->mark = "Demonstrationsdaten, nicht zur Weitergabe bestimmt, bitte vernichten!";
    add_paragraph(doc, doc->root, PARA_BODY, "Text");
    struct pages *p = layout_document(doc, shipped_theme(), &m, d);
    const struct page_text *end = text_on(p, 0, "vernichten!"), *folio = text_on(p, 0, "1");
    assert_true(end->x + end->width < folio->x);
    assert_int_equal(count_texts(p, 0, "Bezeichnung"), 1);
    assert_int_equal(count_texts(p, 0, "verliert"), 0);
    pages_free(p);
    document_free(doc);
    diag_free(d);
    folder_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shipped_theme_is_clean),
        cmocka_unit_test(contrast_is_that_of_wcag),
        cmocka_unit_test(every_name_is_needed_once),
        cmocka_unit_test(impossible_values_are_refused),
        cmocka_unit_test(pale_colours_are_named),
        cmocka_unit_test(weak_scales_are_named),
        cmocka_unit_test(scale_around_a_middle_may_be_absent),
        cmocka_unit_test(borderline_colours_pass),
        cmocka_unit_test(margins_are_mirrored_or_not),
        cmocka_unit_test(grid_is_that_of_the_theme),
        cmocka_unit_test(turned_pages_follow_the_theme),
        cmocka_unit_test(head_shows_what_the_theme_says),
        cmocka_unit_test(mark_keeps_its_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
