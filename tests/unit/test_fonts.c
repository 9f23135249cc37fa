/* Fonts from anywhere: found by name or refused with the reason, and whatever a broken
 * file holds, it is refused or used, never followed out of its bounds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "folder.h"
#include "page/page.h"
#include "pdf/pdf.h"
#include "unit/shipped_theme.h"

enum { SIZE = 9500, PAGE = 300000 };

struct bench {
    struct folder folder;
    struct buf lato; /* the file of the regular face */
    char path[600];
    struct font_choice choices[FONT_COUNT];
};

static int setup(void **state)
{
    struct bench *b = calloc(1, sizeof *b);
    struct fonts *f;
    folder_open(&b->folder);
    memcpy(b->choices, shipped_theme()->font, sizeof b->choices);
    f = fonts_open(b->choices, b->folder.d);
    if (f == NULL)
        return -1;
    struct font_record r = fonts_at(f, FACE_REGULAR);
    buf_add(&b->lato, r.bytes, r.len);
    fonts_close(f);
    snprintf(b->path, sizeof b->path, "%s/font.ttf", b->folder.path);
    b->choices[FACE_REGULAR] = (struct font_choice){.path = b->path, .at = {"theme.xml", 7, 3}};
    *state = b;
    return 0;
}

static int teardown(void **state)
{
    struct bench *b = *state;
    buf_release(&b->lato);
    folder_close(&b->folder);
    free(b);
    return 0;
}

static uint32_t number(const char *p, int bytes)
{
    uint32_t v = 0;
    for (int i = 0; i < bytes; i++)
        v = v << 8 | (unsigned char)p[i];
    return v;
}

/* Where the directory describes a table: tag, checksum, offset, length. */
static char *entry(struct buf *font, const char *tag)
{
    for (uint32_t i = 0; i < number(font->data + 4, 2); i++)
        if (memcmp(font->data + 12 + 16 * i, tag, 4) == 0)
            return font->data + 12 + 16 * i;
    fail_msg("no table %s", tag);
    return NULL;
}

static char *table(struct buf *font, const char *tag)
{
    return font->data + number(entry(font, tag) + 8, 4);
}

static int by_tag(const void *a, const void *b)
{
    return memcmp(a, b, 4);
}

/* Readers look a table up by halving: the directory stays in order. */
static void rename_table(struct buf *font, const char *from, const char *to)
{
    memcpy(entry(font, from), to, 4);
    qsort(font->data + 12, number(font->data + 4, 2), 16, by_tag);
}

static struct buf copy(const struct bench *b)
{
    struct buf c = BUF_INIT;
    buf_add(&c, b->lato.data, b->lato.len);
    return c;
}

/* Tries a file as the regular face. True where it was taken: then the text is measured
 * and written with it, with figures of both kinds. */
static bool written(struct bench *b, const char *bytes, size_t n, const char *text)
{
    diag_free(b->folder.d);
    b->folder.d = diag_new();
    folder_write_bytes(&b->folder, "font.ttf", bytes, n);
    struct fonts *f = fonts_open(b->choices, b->folder.d);
    if (f == NULL) {
        assert_true(diag_has_errors(b->folder.d));
        return false;
    }
    struct metrics m = fonts_metrics(f);
    struct pages *p = pages_new();
    struct buf out = BUF_INIT;
    p->title = "Probe";
    p->lang = "de-DE";
    p->date = "2026-01-01";
    uint32_t page = pages_add(p, PAGE, PAGE, "1");
    uint32_t root = pages_element(p, TAG_DOCUMENT, 0);
    for (unsigned flags = 0; flags <= RUN_TABULAR; flags++) {
        mpt width = m.width(m.ctx, FACE_REGULAR, SIZE, text, strlen(text), flags);
        page_text(p, page, pages_element(p, TAG_P, root),
                  (struct page_text){.x = 0, .y = PAGE / 2, .size = SIZE, .width = width,
                                     .face = FACE_REGULAR, .flags = flags, .text = text});
    }
    pdf_write(p, f, &out, b->folder.d);
    buf_release(&out);
    pages_free(p);
    fonts_close(f);
    return true;
}

static bool tried(struct bench *b, const char *bytes, size_t n)
{
    return written(b, bytes, n, "Nürtingen 40\xE2\x80\xAF" "773 AVATAR „fi“ −0,9");
}

static void refused(struct bench *b, struct buf *font, enum diag_code code, const char *words)
{
    if (tried(b, font->data, font->len))
        fail_msg("taken: %s", words);
    folder_expect(&b->folder, code, code == IO_READ ? 0 : 7, code == IO_READ ? 0 : 3);
    const struct diag_item *m = folder_message(&b->folder, code, 0);
    assert_non_null(strstr(m->text, "font.ttf"));
    if (strstr(m->text, words) == NULL)
        fail_msg("%s: %s", words, m->text);
    buf_release(font);
}

static void whole_file_is_taken(void **state)
{
    struct bench *b = *state;
    assert_true(tried(b, b->lato.data, b->lato.len));
    folder_expect_clean(&b->folder);
}

static void what_may_not_be_embedded_is_refused(void **state)
{
    struct bench *b = *state;
    static const struct {
        unsigned char type[2];
        bool taken;
    } cases[] = {
        {{0, 0x0}, true},  {{0, 0x4}, true}, {{0, 0x8}, true},  {{0, 0x2}, false},
        {{0, 0x6}, true} /* the least restrictive counts */,    {{1, 0x0}, false},
        {{2, 0x8}, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf font = copy(b);
        memcpy(table(&font, "OS/2") + 8, cases[i].type, 2);
        if (!cases[i].taken) {
            refused(b, &font, PDF_FONT_FORBIDDEN, "fsType");
            continue;
        }
        assert_true(tried(b, font.data, font.len));
        folder_expect_clean(&b->folder);
        buf_release(&font);
    }
}

static void other_formats_are_named(void **state)
{
    struct bench *b = *state;
    static const struct {
        const char *bytes;
        size_t n;
        const char *words;
    } cases[] = {
        {"OTTO\0\4\0\0\0\0\0\0", 12, "PostScript-Umrisse (OpenType/CFF"},
        {"wOFF\0\1\0\0\0\0\0\0", 12, "WOFF"},
        {"wOF2\0\1\0\0\0\0\0\0", 12, "WOFF2"},
        {"%!PS-AdobeFont-1.0", 18, "Type 1"},
        {"\x80\x01\0\0%!PS-Adobe", 14, "Type 1"},
        {"<html>404 Not Found</html>", 26, "keine Schrift"},
        {"", 0, "keine Schrift"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf font = BUF_INIT;
        buf_add(&font, cases[i].bytes, cases[i].n);
        refused(b, &font, PDF_FONT_KIND, cases[i].words);
    }
    struct buf font = copy(b); /* CFF outlines behind the head of a TrueType file */
    rename_table(&font, "glyf", "CFF ");
    refused(b, &font, PDF_FONT_KIND, "CFF");
    font = copy(b);
    rename_table(&font, "glyf", "EBDT");
    refused(b, &font, PDF_FONT_KIND, "Bitmaps");
    font = copy(b);
    rename_table(&font, "gasp", "fvar");
    refused(b, &font, PDF_FONT_KIND, "variable");
}

static void cut_files_are_refused(void **state)
{
    struct bench *b = *state;
    enum { STEPS = 60 };
    for (size_t i = 1; i <= STEPS; i++) {
        size_t n = b->lato.len * i / (STEPS + 1);
        assert_false(tried(b, b->lato.data, n));
        folder_expect(&b->folder, PDF_FONT_BROKEN, 7, 3);
    }
    for (size_t n = 0; n < 300; n++)
        assert_false(tried(b, b->lato.data, n));
    /* The last byte of the last table, whichever that is. */
    assert_false(tried(b, b->lato.data, b->lato.len - 4));
    folder_expect(&b->folder, PDF_FONT_BROKEN, 7, 3);
}

static void damaged_tables_are_refused(void **state)
{
    struct bench *b = *state;
    static const char *const needed[] = {"head", "loca", "cmap", "hmtx", "hhea", "maxp"};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        struct buf font = copy(b);
        rename_table(&font, needed[i], "XXXX");
        refused(b, &font, PDF_FONT_BROKEN, "Tabelle");
    }
    struct buf font = copy(b); /* an outline that ends before it begins */
    char *loca = table(&font, "loca");
    memset(loca + 4 * 40, 0x7F, 4);
    refused(b, &font, PDF_FONT_BROKEN, "loca");
    font = copy(b);
    memset(entry(&font, "glyf") + 12, 0xFF, 4);
    refused(b, &font, PDF_FONT_BROKEN, "glyf");
}

/* xorshift32 (Marsaglia 2003): the same damage in every run. */
static uint32_t next(uint32_t *s)
{
    *s ^= *s << 13;
    *s ^= *s >> 17;
    *s ^= *s << 5;
    return *s;
}

/* Bytes of the directory and of each table that is read are overwritten: taken or not,
 * it must end, and the sanitizers must have nothing to say. */
static void damaged_bytes_do_no_harm(void **state)
{
    struct bench *b = *state;
    static const char *const tables[] = {"head", "hhea", "maxp", "OS/2", "hmtx", "loca", "glyf",
                                         "cmap", "name", "GPOS", "GSUB", "kern", "post"};
    uint32_t seed = 2463534242u;
    size_t taken = 0;
    enum { ROUNDS = 260 };
    for (size_t i = 0; i < ROUNDS; i++) {
        struct buf font = copy(b);
        const char *tag = tables[i % (sizeof tables / sizeof *tables)];
        char *at = i % 7 == 0 ? font.data : table(&font, tag);
        uint32_t span = i % 7 == 0 ? 300 : number(entry(&font, tag) + 12, 4);
        span = i % 2 == 0 && span > 64 ? 64 : span; /* the heads of tables matter most */
        for (int k = 0; k < 8; k++)
            at[next(&seed) % span] = (char)next(&seed);
        taken += tried(b, font.data, font.len);
        buf_release(&font);
    }
    assert_true(taken > 0 && taken < ROUNDS);
}

static void put16(char *p, unsigned v)
{
    p[0] = (char)(v >> 8);
    p[1] = (char)v;
}

static mpt width_of(const struct fonts *f, enum face face, const char *s)
{
    struct metrics m = fonts_metrics((struct fonts *)(uintptr_t)f);
    return m.width(m.ctx, face, SIZE, s, strlen(s), RUN_TABULAR);
}

/* A font that promises more glyphs than it has: in cmap (the 9 of Lato is glyph 142), and
 * by substitution (numerators for figures: 4 becomes glyph 1338). None is followed. */
static void glyphs_beyond_the_last_are_not_used(void **state)
{
    struct bench *b = *state;
    struct buf font = copy(b);
    put16(table(&font, "maxp") + 4, 142);
    put16(table(&font, "hhea") + 34, 142);
    folder_write_bytes(&b->folder, "font.ttf", font.data, font.len);
    struct fonts *cut = fonts_open(b->choices, b->folder.d);
    assert_non_null(cut);
    struct fonts *whole = fonts_open(shipped_theme()->font, b->folder.d);
    b->choices[FACE_LIGHT] = b->choices[FONT_SYMBOL];
    struct fonts *symbols = fonts_open(b->choices, b->folder.d);
    assert_int_equal(width_of(cut, FACE_REGULAR, "7"), width_of(whole, FACE_REGULAR, "7"));
    assert_int_equal(width_of(cut, FACE_REGULAR, "9"), width_of(symbols, FACE_LIGHT, "9"));
    assert_int_not_equal(width_of(cut, FACE_REGULAR, "9"), width_of(whole, FACE_REGULAR, "9"));
    fonts_close(cut);
    fonts_close(whole);
    fonts_close(symbols);
    put16(table(&font, "maxp") + 4, 1000);
    put16(table(&font, "hhea") + 34, 1000);
    char *features = table(&font, "GSUB");
    size_t n = number(entry(&font, "GSUB") + 12, 4), renamed = 0;
    for (size_t i = 0; i + 4 <= n; i++)
        if (memcmp(features + i, "numr", 4) == 0) {
            memcpy(features + i, "tnum", 4);
            renamed++;
        }
    assert_true(renamed > 0);
    assert_true(written(b, font.data, font.len, "40 773"));
    buf_release(&font);
}

static void names_are_taken_from_the_font(void **state)
{
    struct bench *b = *state;
    struct fonts *f = fonts_open(shipped_theme()->font, b->folder.d);
    assert_non_null(f);
    assert_string_equal(fonts_at(f, FACE_BOLD).title, "Lato Bold");
    assert_string_equal(fonts_at(f, FACE_BOLD).file, "Lato-Bold.ttf");
    assert_string_equal(fonts_at(f, FONT_SYMBOL).title, "DejaVu Sans");
    assert_memory_equal(fonts_at(f, FONT_SYMBOL).version, "Version ", 8);
    struct metrics m = fonts_metrics(f);
    assert_string_equal(m.tried[FACE_BOLD], "Lato Bold und DejaVu Sans Bold");
    assert_string_equal(m.tried[FACE_LIGHT], "Lato Light und DejaVu Sans");
    fonts_close(f);
}

/* "Lato" with "Regular" is one file, though "Lato Black", "Regular" is an old name of
 * another; fontconfig alone would take any of eight. */
static void only_what_was_asked_for_is_found(void **state)
{
    struct bench *b = *state;
    static const struct {
        const char *family, *style, *title;
        enum diag_code code;
    } cases[] = {
        {"Lato", "Regular", "Lato Regular", 0},
        {"lato", "regular", "Lato Regular", 0},
        {"Lato", "Black", "Lato Black", 0},
        {"Lato Black", "Regular", "Lato Black", 0},
        {"Lato", "Fett", NULL, PDF_FONT_STYLE},
        {"Lato Black", "Bold", NULL, PDF_FONT_STYLE},
        {"DejaVu Sans", "Condensed Book", NULL, PDF_FONT_STYLE},
        {"Lato Nova", "Regular", NULL, PDF_FONT_FAMILY},
        {"", "Regular", NULL, PDF_FONT_FAMILY},
        {"sans-serif", "Regular", NULL, PDF_FONT_FAMILY}, /* an alias, not a font */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct diag *d = b->folder.d;
        b->choices[FACE_REGULAR] = (struct font_choice){
            .family = cases[i].family, .style = cases[i].style, .at = {"theme.xml", 7, 3}};
        struct fonts *f = fonts_open(b->choices, d);
        if (cases[i].title != NULL) {
            assert_non_null(f);
            assert_string_equal(fonts_at(f, FACE_REGULAR).title, cases[i].title);
            fonts_close(f);
            continue;
        }
        assert_null(f);
        assert_int_equal(diag_at(d, diag_count(d) - 1)->code, cases[i].code);
    }
    const struct diag_item *m = folder_message(&b->folder, PDF_FONT_STYLE, 0);
    assert_non_null(strstr(m->text, "„Bold“"));
    m = folder_message(&b->folder, PDF_FONT_FAMILY, 0);
    assert_non_null(strstr(m->text, "stattdessen „")); /* what would have been taken */
}

static void missing_file_is_named(void **state)
{
    struct bench *b = *state;
    unlink(b->path);
    assert_null(fonts_open(b->choices, b->folder.d));
    folder_expect(&b->folder, PDF_FONT_FILE, 7, 3);
    assert_non_null(strstr(folder_message(&b->folder, PDF_FONT_FILE, 0)->text, b->path));
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(whole_file_is_taken),
        TEST(what_may_not_be_embedded_is_refused),
        TEST(other_formats_are_named),
        TEST(cut_files_are_refused),
        TEST(damaged_tables_are_refused),
        TEST(damaged_bytes_do_no_harm),
        TEST(glyphs_beyond_the_last_are_not_used),
        TEST(names_are_taken_from_the_font),
        TEST(only_what_was_asked_for_is_found),
        TEST(missing_file_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
