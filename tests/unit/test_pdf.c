/* The PDF room: what is written is complete, the same pages give the same bytes. With
 * "--write FOLDER" the sample documents are written there instead, for tests/pdf/run.sh,
 * which looks at them with other tools. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/utf8.h"
#include "page/page.h"
#include "pdf/content_private.h"
#include "pdf/engine_private.h"
#include "pdf/syntax_private.h"
#include "unit/font_bench.h"

#define NNBSP "\xE2\x80\xAF"
#define NBSP "\xC2\xA0"

enum { WIDTH = 595276, HEIGHT = 841890, INK = 0x26231E };

/* A run as layout makes it; returns where it ends. */
static mpt put(struct pages *p, uint32_t page, uint32_t element, mpt x, mpt y, mpt size,
               enum face face, unsigned flags, const char *text)
{
    mpt w = measure(face, size, text, flags);
    page_text(p, page, element,
              (struct page_text){.x = x, .y = y, .size = size, .width = w, .face = face,
                                 .flags = flags, .rgb = INK, .text = text});
    return x + w;
}

static mpt line(struct pages *p, uint32_t page, uint32_t element, mpt y, const char *text)
{
    return put(p, page, element, PT(60), y, PT(9.5), FACE_REGULAR, 0, text);
}

static uint32_t child(struct pages *p, enum tag_role role, uint32_t parent)
{
    return pages_element(p, role, parent);
}

static const char first_line[] = "Die Große Kreisstadt Nürtingen zählte am 31.12.2015 genau";

static void add_paragraphs(struct pages *p)
{
    uint32_t h1 = child(p, TAG_H1, 1);
    put(p, 0, h1, PT(60), PT(100), PT(18), FACE_BOLD, 0, "Leben in Nürtingen");
    uint32_t par = child(p, TAG_P, 1);
    line(p, 0, par, PT(124), first_line);
    put(p, 0, par, PT(60), PT(138), PT(9.5), FACE_REGULAR, RUN_HYPHEN,
        "40" NNBSP "773 Einwohner; AVATAR Töff Ypsilon, darunter Kinderbetreu-");
    line(p, 0, par, PT(152), "ungseinrichtungen nach §" NBSP "35a SGB" NBSP "VIII und");
    mpt x = put(p, 0, par, PT(60), PT(166), PT(9.5), FACE_BOLD, 0, "−0,9 %");
    uint32_t sign = child(p, TAG_SPAN, par);
    pages_element_at(p, sign)->actual = "geheim zu halten";
    x = put(p, 0, sign, x + PT(3), PT(166), PT(9.5), FACE_LIGHT, 0, ".");
    put(p, 0, par, x + PT(3), PT(166), PT(9.5), FACE_ITALIC, 0,
        "▲ ▼ ■ → ≥ „Titel“ E\xE2\x80\x91Mail");
    uint32_t stretched = child(p, TAG_P, 1);
    page_text(p, 0, stretched,
              (struct page_text){.x = PT(60), .y = PT(194), .size = PT(9.5),
                                 .word_space = PT(1.5), .face = FACE_REGULAR, .rgb = INK,
                                 .text = "mit weiten Lücken gesetzt"});
}

/* What stands between two runs: a space at a line end, none after an open end, none
 * before a raised figure; see also the labels of the figure. */
static void add_joints(struct pages *p)
{
    uint32_t par = child(p, TAG_P, 1);
    line(p, 0, par, PT(206), "in Stadt-");
    put(p, 0, par, PT(60), PT(217), PT(9.5), FACE_REGULAR, RUN_OPEN, "und Landkreis 2008–");
    mpt x = line(p, 0, par, PT(228), "2015 der Jugendquotient");
    put(p, 0, par, x, PT(224.6), PT(5.9), FACE_REGULAR, 0, "1");
}

static void add_table(struct pages *p)
{
    static const char *const cells[3][2] = {
        {"Gemeinde", "Einwohner"}, {"Nürtingen", "40" NNBSP "773"}, {"Altbach", ""}};
    uint32_t table = child(p, TAG_TABLE, 1);
    uint32_t caption = child(p, TAG_CAPTION, table);
    line(p, 0, caption, PT(240), "Tabelle 1: Einwohner");
    uint32_t head = child(p, TAG_THEAD, table), body = child(p, TAG_TBODY, table);
    for (int r = 0; r < 3; r++) {
        uint32_t row = child(p, TAG_TR, r == 0 ? head : body);
        for (int c = 0; c < 2; c++) {
            uint32_t cell = child(p, r == 0 || c == 0 ? TAG_TH : TAG_TD, row);
            pages_element_at(p, cell)->scope = r == 0 ? SCOPE_COLUMN
                                               : c == 0 ? SCOPE_ROW : SCOPE_NONE;
            if (*cells[r][c] != '\0')
                put(p, 0, cell, PT(60 + 100 * c), PT(260 + 14 * r), PT(8.5),
                    r == 0 ? FACE_BOLD : FACE_REGULAR, c == 1 ? RUN_TABULAR : 0, cells[r][c]);
        }
    }
    page_line(p, 0, 0, PT(60), PT(264), PT(240), PT(264), PT(0.75), INK);
}

static void add_figure(struct pages *p)
{
    static const unsigned char verbs[] = {PATH_MOVE, PATH_CURVE, PATH_LINE, PATH_CLOSE};
    static const mpt points[] = {PT(80), PT(400), PT(90), PT(380), PT(110), PT(380),
                                 PT(120), PT(400), PT(100), PT(420)};
    uint32_t figure = child(p, TAG_FIGURE, 1);
    struct page_element *e = pages_element_at(p, figure);
    e->alt = "Säulen: 2015 waren 40" NNBSP "773 Menschen gemeldet (Höchststand)";
    e->has_box = true;
    e->x = PT(60);
    e->y = PT(330);
    e->w = PT(200);
    e->h = PT(120);
    page_rect(p, 0, figure, PT(60), PT(340), PT(40), PT(60), 0x17505C, NO_COLOUR, 0);
    page_path(p, 0, figure,
              (struct page_path){.verbs = verbs, .n_verbs = 4, .points = points, .n_points = 5,
                                 .fill = 0xE6EFEF, .stroke = 0x17505C, .line_width = PT(0.5),
                                 .dash_on = PT(1.5), .dash_off = PT(2), .round = true});
    put(p, 0, figure, PT(92), PT(440), PT(7.5), FACE_BOLD, 0, "2015");
    put(p, 0, figure, PT(62), PT(440), PT(7.5), FACE_BOLD, 0, "2014");
}

static void add_links(struct pages *p)
{
    uint32_t toc = child(p, TAG_TOC, 1);
    uint32_t item = child(p, TAG_TOCI, toc);
    uint32_t reference = child(p, TAG_REFERENCE, item);
    uint32_t target = child(p, TAG_LINK, reference);
    mpt end = line(p, 0, target, PT(500), "Bevölkerung");
    page_link(p, 0, target,
              (struct page_link){.x = PT(60), .y = PT(490), .w = end - PT(60), .h = PT(12),
                                 .page = 1, .top = PT(71), .contents = "zu Seite 2"});
    uint32_t note = child(p, TAG_NOTE, 1);
    end = line(p, 0, note, PT(520), "Quelle: ");
    uint32_t outside = child(p, TAG_LINK, note);
    put(p, 0, outside, end, PT(520), PT(9.5), FACE_REGULAR, 0, "Statistisches Landesamt");
    page_link(p, 0, outside,
              (struct page_link){.x = PT(60), .y = PT(512), .w = PT(60), .h = PT(10),
                                 .uri = "https://www.statistik-bw.de/(Ä)",
                                 .contents = "Statistisches Landesamt (außerhalb)"});
}

static void add_second_page(struct pages *p)
{
    uint32_t list = child(p, TAG_L, 1);
    uint32_t over = 0;
    for (int i = 0; i < 2; i++) {
        uint32_t item = child(p, TAG_LI, list);
        uint32_t label = child(p, TAG_LBL, item);
        uint32_t text = child(p, TAG_LBODY, item);
        over = text;
        put(p, 0, label, PT(60), PT(560 + 14 * i), PT(9.5), FACE_LIGHT, 0, i == 0 ? "1." : "2.");
        put(p, 0, text, PT(80), PT(560 + 14 * i), PT(9.5), FACE_REGULAR, 0,
            i == 0 ? "Zuerst das Eine" : "Dann das Andere, das auf der");
    }
    line(p, 1, over, PT(82), "nächsten Seite weitergeht.");
    child(p, TAG_P, 1);
    uint32_t h2 = child(p, TAG_H2, 1);
    put(p, 1, h2, PT(60), PT(110), PT(14), FACE_BOLD, 0, "Bevölkerung (Teil 2)");
}

static struct pages *sample(void)
{
    struct pages *p = pages_new();
    p->title = arena_strdup(p->arena, "Sozialbericht Nürtingen <2026> & mehr");
    p->subject = arena_strdup(p->arena, "Musterausgabe – „Probe“");
    p->author = arena_strdup(p->arena, "Landratsamt Esslingen");
    p->date = arena_strdup(p->arena, "2026-11-23");
    p->lang = arena_strdup(p->arena, "de-DE");
    p->area_key = arena_strdup(p->arena, "08116049");
    pages_add(p, WIDTH, HEIGHT, "");
    pages_add(p, WIDTH, HEIGHT, "2");
    put(p, 0, 0, PT(60), PT(38), PT(7.5), FACE_REGULAR, 0, "Kopfzeile");
    add_paragraphs(p);
    add_joints(p);
    add_table(p);
    add_figure(p);
    add_links(p);
    put(p, 1, 0, PT(60), PT(38), PT(7.5), FACE_REGULAR, 0, "Kopfzeile");
    add_second_page(p);
    pages_bookmark(p, (struct page_bookmark){"Leben in Nürtingen", 1, 0, PT(71), 2});
    pages_bookmark(p, (struct page_bookmark){"Bevölkerung – Teil 2", 2, 1, PT(90), 2});
    return p;
}

/* Ligatures, to be extracted as letters. */
static struct pages *joined_sample(void)
{
    struct pages *p = pages_new();
    p->title = arena_strdup(p->arena, "Ligaturen");
    p->date = arena_strdup(p->arena, "2026-11-24");
    pages_add(p, WIDTH, HEIGHT, "1");
    uint32_t par = pages_element(p, TAG_P, 1);
    line(p, 0, par, PT(100), "Pflegefläche, Definition und Griff; Auflage, Schaffell");
    return p;
}

static struct pages *other_sample(void)
{
    struct pages *p = pages_new();
    p->title = arena_strdup(p->arena, "Anderes");
    p->date = arena_strdup(p->arena, "2026-11-24");
    pages_add(p, WIDTH, HEIGHT, "1");
    uint32_t par = pages_element(p, TAG_P, 1);
    line(p, 0, par, PT(100), "zyxw Kinderbetreuungseinrichtungen und Töff zuletzt");
    /* A link without an element of its own still gets one in the tree. */
    page_link(p, 0, par, (struct page_link){.x = PT(60), .y = PT(90), .w = PT(50), .h = PT(12),
                                            .page = 0, .contents = "hierher – zurück"});
    return p;
}

/* Enough pages, links and cells to split the parent tree and the object streams. */
static struct pages *long_sample(void)
{
    enum { PAGES = 70 };
    struct pages *p = pages_new();
    char text[40];
    p->title = arena_strdup(p->arena, "Langer Bericht");
    p->date = arena_strdup(p->arena, "2026-11-24");
    for (uint32_t i = 0; i < PAGES; i++) {
        snprintf(text, sizeof text, "%u", (unsigned)i + 1);
        pages_add(p, WIDTH, HEIGHT, text);
    }
    for (uint32_t i = 0; i < PAGES; i++) {
        uint32_t par = pages_element(p, TAG_P, 1);
        uint32_t target = pages_element(p, TAG_LINK, par);
        snprintf(text, sizeof text, "Seite %u", (unsigned)i + 1);
        mpt end = line(p, i, target, PT(100), text);
        page_link(p, i, target,
                  (struct page_link){.x = PT(60), .y = PT(90), .w = end - PT(60), .h = PT(12),
                                     .page = PAGES - 1 - i, .top = PT(71),
                                     .contents = "zur Gegenseite"});
        for (int k = 0; k < 40; k++)
            line(p, i, pages_element(p, TAG_P, 1), PT(120 + 14 * k), "Zeile für Zeile");
        pages_bookmark(p, (struct page_bookmark){text, 1 + (int)i % 3, i, PT(71), par});
    }
    return p;
}

static uint32_t titled_cell(struct pages *p, enum tag_role role, uint32_t row,
                            enum tag_scope scope, const char *title)
{
    uint32_t id = pages_element(p, role, row);
    struct page_element *e = pages_element_at(p, id);
    e->scope = scope;
    e->title = arena_strdup(p->arena, title);
    return id;
}

static void name_heads(struct pages *p, uint32_t cell, const uint32_t *heads, size_t n)
{
    uint32_t *kept = arena_array(p->arena, n, sizeof *kept);
    memcpy(kept, heads, n * sizeof *kept);
    pages_element_at(p, cell)->headers = kept;
    pages_element_at(p, cell)->n_headers = n;
}

/* A table whose cells name their heads in their titles, too: "upper right 7"; more heads
 * than one leaf of the name tree holds. */
static struct pages *heads_sample(void)
{
    static const char *const names[] = {"corner", "left", "right"};
    struct pages *p = pages_new();
    p->title = arena_strdup(p->arena, "Köpfe");
    p->date = arena_strdup(p->arena, "2026-11-24");
    pages_add(p, WIDTH, HEIGHT, "1");
    uint32_t table = pages_element(p, TAG_TABLE, 1);
    uint32_t thead = pages_element(p, TAG_THEAD, table);
    uint32_t row = pages_element(p, TAG_TR, thead);
    uint32_t heads[3] = {titled_cell(p, TAG_TH, row, SCOPE_COLUMN, names[0]), 0, 0};
    uint32_t upper = titled_cell(p, TAG_TH, row, SCOPE_COLUMN, "upper");
    pages_element_at(p, heads[0])->row_span = 2;
    pages_element_at(p, upper)->col_span = 2;
    line(p, 0, heads[0], PT(60), names[0]);
    line(p, 0, upper, PT(60), "upper");
    row = pages_element(p, TAG_TR, thead);
    for (int k = 1; k < 3; k++) {
        heads[k] = titled_cell(p, TAG_TH, row, SCOPE_COLUMN, names[k]);
        line(p, 0, heads[k], PT(72), names[k]);
        name_heads(p, heads[k], &upper, 1);
    }
    uint32_t body = pages_element(p, TAG_TBODY, table);
    for (int i = 0; i < 50; i++) {
        char text[40];
        row = pages_element(p, TAG_TR, body);
        snprintf(text, sizeof text, "%d", i);
        uint32_t first = titled_cell(p, TAG_TH, row, SCOPE_ROW, text);
        line(p, 0, first, PT(84 + 12 * i), text);
        name_heads(p, first, heads, 1);
        for (int k = 1; k < 3; k++) {
            snprintf(text, sizeof text, "upper %s %d", names[k], i);
            uint32_t cell = titled_cell(p, TAG_TD, row, SCOPE_NONE, text);
            const uint32_t over[] = {upper, heads[k], first};
            line(p, 0, cell, PT(84 + 12 * i), "1");
            name_heads(p, cell, over, 3);
        }
    }
    return p;
}

/* More characters of one face than there are codes of one byte: 32 a line, from U+0100 on. */
static struct pages *many_sample(void)
{
    static const uint32_t blocks[][2] = {{0x100, 0x17F}, {0x3B1, 0x3C8}, {0x410, 0x44F}};
    struct pages *p = pages_new();
    p->title = arena_strdup(p->arena, "Viele Zeichen");
    p->date = arena_strdup(p->arena, "2026-11-24");
    pages_add(p, WIDTH, HEIGHT, "1");
    mpt y = PT(60);
    for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; i++)
        for (uint32_t from = blocks[i][0]; from < blocks[i][1]; from += 32) {
            char text[32 * 4 + 1];
            size_t n = 0;
            for (uint32_t cp = from; cp < from + 32 && cp <= blocks[i][1]; cp++)
                n += (size_t)utf8_put(text + n, cp);
            text[n] = '\0';
            line(p, 0, pages_element(p, TAG_P, 1), y += PT(14), arena_strdup(p->arena, text));
        }
    line(p, 0, pages_element(p, TAG_P, 1), y + PT(14), "ABC äöü (1\\2)");
    return p;
}

static struct buf written(const struct pages *p)
{
    struct buf out = BUF_INIT;
    assert_int_equal(0, pdf_write(p, fonts, &out, diag));
    return out;
}

static void same_pages_same_bytes(void **state)
{
    (void)state;
    struct pages *p = sample(), *q = other_sample(), *again = sample();
    struct buf a = written(p), x = written(q), b = written(again);
    assert_int_equal(a.len, b.len);
    assert_memory_equal(a.data, b.data, a.len);
    /* In another process order: a new font set that sees the other document first. */
    struct fonts *old = fonts;
    fonts = joined_fonts();
    struct buf y = written(q), c = written(p);
    assert_memory_equal(x.data, y.data, x.len);
    assert_int_equal(a.len, c.len);
    assert_memory_equal(a.data, c.data, a.len);
    fonts_close(fonts);
    fonts = old;
    buf_release(&a);
    buf_release(&b);
    buf_release(&c);
    buf_release(&x);
    buf_release(&y);
    pages_free(p);
    pages_free(q);
    pages_free(again);
}

static bool contains(const struct buf *b, const char *text)
{
    size_t n = strlen(text);
    for (size_t i = 0; i + n <= b->len; i++)
        if (memcmp(b->data + i, text, n) == 0)
            return true;
    return false;
}

static void other_content_other_id(void **state)
{
    (void)state;
    struct pages *p = sample(), *q = sample();
    q->date = "2026-11-24";
    struct buf a = written(p), b = written(q);
    char id[40] = "";
    const char *at = NULL;
    for (size_t i = 0; i + 38 < a.len; i++)
        if (memcmp(a.data + i, "/ID[<", 5) == 0)
            at = a.data + i;
    assert_non_null(at);
    memcpy(id, at, 38);
    assert_true(contains(&a, id));
    assert_false(contains(&b, id));
    assert_true(contains(&b, "2026-11-24T00:00:00Z"));
    buf_release(&a);
    buf_release(&b);
    pages_free(p);
    pages_free(q);
}

static void metadata_is_escaped(void **state)
{
    (void)state;
    struct pages *p = sample();
    struct buf a = written(p);
    assert_true(contains(&a, "Sozialbericht Nürtingen &lt;2026&gt; &amp; mehr"));
    assert_true(contains(&a, "<pdfaid:part>2</pdfaid:part>"));
    assert_true(contains(&a, "<pdfuaid:part>1</pdfuaid:part>"));
    assert_true(contains(&a, "<xmp:CreateDate>2026-11-23T00:00:00Z</xmp:CreateDate>"));
    assert_memory_equal(a.data, "%PDF-1.7\n", 9);
    buf_release(&a);
    pages_free(p);
}

static size_t count_of(enum diag_code code, const struct diag *d)
{
    size_t n = 0;
    for (size_t i = 0; i < diag_count(d); i++)
        n += diag_at(d, i)->code == code;
    return n;
}

static void missing_glyph_is_reported(void **state)
{
    (void)state;
    struct diag *d = diag_new();
    struct buf out = BUF_INIT;
    struct pages *p = other_sample();
    line(p, 0, pages_element(p, TAG_P, 1), PT(200), "Zeichen \xE4\xB8\x80 und \xE4\xB8\x80");
    assert_int_equal(0, pdf_write(p, fonts, &out, d));
    assert_int_equal(1, count_of(PDF_GLYPH_MISSING, d));
    assert_int_equal(1, diag_count(d));
    buf_release(&out);
    pages_free(p);
    diag_free(d);
}

static void broken_lists_are_refused(void **state)
{
    (void)state;
    struct diag *d = diag_new();
    struct buf out = BUF_INIT;
    struct pages *none = pages_new(), *p = sample(), *q = sample();
    assert_int_equal(-1, pdf_write(none, fonts, &out, d));
    p->bookmarks[0].page = 99;
    assert_int_equal(-1, pdf_write(p, fonts, &out, d));
    q->elements[5].parent = 5;
    assert_int_equal(-1, pdf_write(q, fonts, &out, d));
    assert_int_equal(3, count_of(PDF_LIST_BROKEN, d));
    assert_int_equal(0, out.len);
    buf_release(&out);
    pages_free(none);
    pages_free(p);
    pages_free(q);
    diag_free(d);
}

/* Anything may come from a data file: it is measured, written and never trusted. */
static void hostile_text_is_survived(void **state)
{
    (void)state;
    struct diag *d = diag_new();
    struct buf out = BUF_INIT;
    struct pages *p = other_sample();
    uint32_t par = pages_element(p, TAG_P, 1), seed = 7;
    char text[2000];
    for (int round = 0; round < 60; round++) {
        size_t n = 0;
        while (n < sizeof text - 1) {
            seed = seed * 1664525U + 1013904223U;
            char byte = (char)(round % 3 == 0 ? 'a' + (seed >> 24) % 26 : seed >> 24);
            text[n++] = byte != 0 || round % 3 == 1 ? byte : ' ';
        }
        text[n] = '\0';
        struct metrics m = fonts_metrics(fonts);
        assert_true(m.width(m.ctx, FACE_BOLD, PT(9), text, n, 0) > 0);
        line(p, 0, par, PT(100 + round), text);
    }
    for (size_t i = 0; i + 3 < sizeof text; i += 2)
        memcpy(text + i, "\xCC\x88", 3);
    line(p, 0, par, PT(400), text);
    assert_int_equal(0, pdf_write(p, fonts, &out, d));
    assert_int_equal(diag_count(d), count_of(PDF_GLYPH_MISSING, d));
    buf_release(&out);
    pages_free(p);
    diag_free(d);
}

/* libharu refuses the page; the reason must come through, and the fonts stay usable. */
static void engine_failure_is_reported(void **state)
{
    (void)state;
    struct diag *d = diag_new();
    struct buf out = BUF_INIT;
    struct pages *p = sample();
    p->page[1]->width = PT(20000);
    assert_int_equal(-1, pdf_write(p, fonts, &out, d));
    assert_int_equal(1, count_of(PDF_ENGINE, d));
    assert_int_equal(0, out.len);
    p->page[1]->width = WIDTH;
    assert_int_equal(0, pdf_write(p, fonts, &out, d));
    buf_release(&out);
    pages_free(p);
    diag_free(d);
}

/* ISO 32000-1, 7.3.3: "4.", "-.002" and "+17" are numbers; ours have no needless byte. */
static void numbers_are_short(void **state)
{
    static const struct {
        int64_t v;
        int decimals;
        const char *text;
    } cases[] = {{0, 0, "0"}, {0, 3, "0"}, {7, 0, "7"}, {-7, 2, "-.07"}, {1250, 2, "12.5"},
                 {357, 3, ".357"}, {1000, 3, "1"}, {10000, 2, "100"}, {105, 2, "1.05"},
                 {-84189, 2, "-841.89"}, {INT64_MIN, 1, "-922337203685477580.8"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct buf b = BUF_INIT;
        syntax_number(&b, cases[i].v, cases[i].decimals);
        assert_string_equal(cases[i].text, buf_str(&b));
        buf_release(&b);
    }
}

static void sample_is_well_formed(void **state)
{
    (void)state;
    struct pages *(*const makers[])(void) = {sample, heads_sample, many_sample};
    for (size_t i = 0; i < sizeof makers / sizeof makers[0]; i++) {
        struct pages *p = makers[i]();
        struct diag *d = diag_new();
        bool good = pages_check(p, d);
        if (!good)
            fail_msg("%s", diag_text(d));
        diag_free(d);
        pages_free(p);
    }
}

static int write_to(const char *folder, const char *name, struct pages *p)
{
    struct arena *a = arena_new();
    struct buf out = BUF_INIT;
    int rc = pdf_write(p, fonts, &out, diag);
    if (rc == 0)
        rc = file_write(path_join(a, folder, name), out.data, out.len, diag);
    buf_release(&out);
    arena_free(a);
    pages_free(p);
    return rc;
}

static int write_samples(const char *folder)
{
    int rc = open_all(NULL);
    if (rc == 0)
        rc = write_to(folder, "sample.pdf", sample());
    if (rc == 0)
        rc = write_to(folder, "other.pdf", other_sample());
    if (rc == 0)
        rc = write_to(folder, "joined.pdf", joined_sample());
    if (rc == 0)
        rc = write_to(folder, "again.pdf", sample());
    if (rc == 0)
        rc = write_to(folder, "long.pdf", long_sample());
    if (rc == 0)
        rc = write_to(folder, "heads.pdf", heads_sample());
    if (rc == 0)
        rc = write_to(folder, "many.pdf", many_sample());
    /* Where layout believes the first line ends, to be compared with where it does. */
    if (rc == 0)
        printf("%d\n", (int)(PT(60) + measure(FACE_REGULAR, PT(9.5), first_line, 0)));
    char *text = diag_text(diag);
    fputs(text, stderr);
    free(text);
    close_all(NULL);
    return rc == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* The content of a page with a polygon of n points, of which the last is moved aside. */
static char *drawn(size_t n, mpt aside, mpt dash)
{
    enum { MOST = 12 };
    unsigned char verbs[MOST + 1];
    mpt points[2 * MOST];
    struct pages *p = pages_new();
    pages_add(p, WIDTH, HEIGHT, "1");
    for (size_t i = 0; i < n; i++) {
        verbs[i] = i == 0 ? PATH_MOVE : PATH_LINE;
        points[2 * i] = PT(100) + (mpt)(i * i) * 100;
        points[2 * i + 1] = PT(200) + (mpt)i * 1300;
    }
    points[2 * n - 2] += aside;
    verbs[n] = PATH_CLOSE;
    uint32_t figure = child(p, TAG_FIGURE, pages_element(p, TAG_DOCUMENT, 0));
    page_path(p, 0, figure,
              (struct page_path){.verbs = verbs, .n_verbs = n + 1, .points = points,
                                 .n_points = n, .fill = 0xE6EFEF, .stroke = INK,
                                 .line_width = PT(0.5), .dash_on = dash, .dash_off = dash});
    struct engine *e = engine_new();
    uint32_t object = engine_page(e, WIDTH, HEIGHT);
    struct content_job job = {.pages = p, .fonts = fonts,
                              .structure = structure_new(p->arena, e, p, &object)};
    struct buf out = BUF_INIT;
    content_write(&job, 0, &out);
    engine_free(e);
    pages_free(p);
    return buf_detach(&out);
}

/* 200 pt from the top are 641.89 from the foot: 6418 tenths above an origin at 0.09. */
static void borders_are_written_in_tenths(void **state)
{
    (void)state;
    static const struct { size_t n; mpt aside, dash; bool tenths; } cases[] = {
        {12, 0, 0, true}, {10, 0, 0, true}, {9, 0, 0, false}, {12, 10, 0, false},
        {12, 0, PT(2), false}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *text = drawn(cases[i].n, cases[i].aside, cases[i].dash);
        assert_true((strstr(text, "q\n10 0 0 10 0 9 cm\n5 w\n1000 6418 m\n1001 6405 l\n") !=
                     NULL) == cases[i].tenths);
        assert_non_null(strstr(text, "50 w\n"));
        assert_true((strstr(text, "\n10000 64189 m\n10010 64059 l\n") != NULL) ==
                    !cases[i].tenths);
        assert_true((strstr(text, "h\nB*\nQ\n") != NULL) == cases[i].tenths);
        free(text);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_short),
        cmocka_unit_test(borders_are_written_in_tenths),
        cmocka_unit_test(sample_is_well_formed),
        cmocka_unit_test(same_pages_same_bytes),
        cmocka_unit_test(other_content_other_id),
        cmocka_unit_test(metadata_is_escaped),
        cmocka_unit_test(missing_glyph_is_reported),
        cmocka_unit_test(broken_lists_are_refused),
        cmocka_unit_test(hostile_text_is_survived),
        cmocka_unit_test(engine_failure_is_reported),
    };
    if (argc == 3 && strcmp(argv[1], "--write") == 0)
        return write_samples(argv[2]);
    return cmocka_run_group_tests(tests, open_all, close_all);
}
