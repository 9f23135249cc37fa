/* Shaping: what is measured is what HarfBuzz says; figures, ligatures, kerning. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <harfbuzz/hb.h>

#include "pdf/shape_private.h"
#include "unit/font_bench.h"

#define LATO "/usr/share/fonts/truetype/lato/Lato-Regular.ttf"
#define NNBSP "\xE2\x80\xAF"
#define NBSP "\xC2\xA0"
#define ZWNJ "\xE2\x80\x8C"

/* Sum of the advances HarfBuzz gives for the words of the text, in 1/1000 pt. */
static double by_harfbuzz(const char *text, double size, uint32_t kern, uint32_t tabular)
{
    hb_blob_t *blob = hb_blob_create_from_file(LATO);
    hb_face_t *face = hb_face_create(blob, 0);
    hb_font_t *font = hb_font_create(face);
    const hb_feature_t off[] = {
        {HB_TAG('l', 'i', 'g', 'a'), 0, 0, (unsigned)-1},
        {HB_TAG('k', 'e', 'r', 'n'), kern, 0, (unsigned)-1},
        {HB_TAG('t', 'n', 'u', 'm'), tabular, 0, (unsigned)-1},
        {HB_TAG('p', 'n', 'u', 'm'), !tabular, 0, (unsigned)-1}};
    double sum = 0;
    char *copy = strdup(text);
    for (char *word = strtok(copy, " "); word != NULL; word = strtok(NULL, " ")) {
        unsigned n;
        hb_buffer_t *b = hb_buffer_create();
        hb_buffer_add_utf8(b, word, -1, 0, -1);
        hb_buffer_guess_segment_properties(b);
        hb_shape(font, b, off, sizeof off / sizeof *off);
        const hb_glyph_position_t *at = hb_buffer_get_glyph_positions(b, &n);
        for (unsigned i = 0; i < n; i++)
            sum += at[i].x_advance;
        hb_buffer_destroy(b);
    }
    free(copy);
    hb_font_destroy(font);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    return sum * size / 2000;
}

static void width_is_sum_of_advances(void **state)
{
    static const char *const words[] = {"Nürtingen", "AVATAR", "Töne", "Wetter", "1171",
                                        "(17,3)", "Kinderbetreuungseinrichtungen", "Auflage"};
    (void)state;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        for (uint32_t tabular = 0; tabular < 2; tabular++) {
            bool figures = strpbrk(words[i], "0123456789") != NULL;
            double want = by_harfbuzz(words[i], PT(9.5), !(tabular && figures), tabular);
            mpt got = measure(FACE_REGULAR, PT(9.5), words[i], tabular ? RUN_TABULAR : 0);
            if (want - got > 1 || got - want > 1)
                fail_msg("%s: %d, HarfBuzz %.2f", words[i], (int)got, want);
        }
}

static void kerning_is_applied(void **state)
{
    (void)state;
    mpt word = measure(FACE_REGULAR, PT(10), "AVATAR", 0);
    mpt letters = 0;
    for (const char *p = "A\0V\0A\0T\0A\0R\0"; *p != '\0'; p += 2)
        letters += measure(FACE_REGULAR, PT(10), p, 0);
    assert_true(word < letters);
    assert_int_equal(word, measure(FACE_REGULAR, PT(10), "AVATAR", RUN_TABULAR));
}

static void spaces_have_their_widths(void **state)
{
    (void)state;
    /* hmtx of Lato Regular 2.0: space 512 of 2000 units */
    assert_int_equal(2560, measure(FACE_REGULAR, PT(10), " ", 0));
    assert_int_equal(2560, measure(FACE_REGULAR, PT(10), NBSP, 0));
    assert_int_equal(2000, measure(FACE_REGULAR, PT(10), NNBSP, 0));
    mpt digits = measure(FACE_REGULAR, PT(10), "40", 0) + measure(FACE_REGULAR, PT(10), "773", 0);
    assert_int_equal(digits + 2000, measure(FACE_REGULAR, PT(10), "40" NNBSP "773", 0));
}

static void digits_are_tabular(void **state)
{
    (void)state;
    /* Not Italic: one of its digits is narrower in the font itself. */
    for (enum face face = FACE_REGULAR; face <= FACE_LIGHT; face++)
        for (int digit = 1; digit < 10; digit++) {
            char text[2] = {(char)('0' + digit), '\0'};
            assert_int_equal(measure(face, PT(10), "0", RUN_TABULAR),
                             measure(face, PT(10), text, RUN_TABULAR));
        }
}

/* Lato Regular 2.0: the tabular figures take 1160 of 2000 units, of the proportional ones
 * the one takes 792 and the nought 1316 (GSUB pnum, read with hb-shape). */
static void figures_of_text_are_proportional(void **state)
{
    (void)state;
    assert_int_equal(5800, measure(FACE_REGULAR, PT(10), "1", RUN_TABULAR));
    assert_int_equal(3960, measure(FACE_REGULAR, PT(10), "1", 0));
    assert_int_equal(6580, measure(FACE_REGULAR, PT(10), "0", 0));
}

/* What the glyphs of a word stand for; letters of a ligature in brackets. */
static const char *glyphs_of(const char *word, unsigned flags)
{
    static char text[128];
    size_t n = 0;
    struct shape_reader r = shape_start(fonts, FACE_REGULAR, flags, word, strlen(word));
    for (const struct shape *s = shape_next(&r); s != NULL; s = shape_next(&r))
        for (uint32_t i = 0; i < s->n; i++) {
            uint32_t cp = s->glyphs[i].cp;
            if (!(cp & LIGATURE)) {
                n += (size_t)snprintf(text + n, sizeof text - n, "%c", cp < 0x80 ? (char)cp : '?');
                continue;
            }
            text[n++] = '[';
            for (cp &= ~LIGATURE; cp != 0; cp >>= 7)
                text[n++] = (char)(cp & 0x7F);
            text[n++] = ']';
        }
    text[n] = '\0';
    return text;
}

/* Duden, Richtlinien für den Schriftsatz, "Ligaturen": set within a part of the word
 * (Pflege, finden, Schiff), not in the joints of compounds (Schaf|fell, Auf|lage,
 * Kauf|leute) nor before endings (höf|lich). Three f: Stoff|farbe. */
static void ligatures_know_the_joints(void **state)
{
    (void)state;
    assert_string_equal(glyphs_of("Pflege", 0), "P[fl]ege");
    assert_string_equal(glyphs_of("Pflege,", RUN_TABULAR), "P[fl]ege,");
    assert_string_equal(glyphs_of("finden", 0), "[fi]nden");
    assert_string_equal(glyphs_of("Schiff", 0), "Schi[ff]");
    assert_string_equal(glyphs_of("Fjord-fjord", 0), "Fjord-[fj]ord");
    assert_string_equal(glyphs_of("Aufl.", 0), "Au[fl].");
    assert_string_equal(glyphs_of("Grafik", 0), "Gra[fi]k");
    assert_string_equal(glyphs_of("Schaffell", 0), "Schaffell");
    assert_string_equal(glyphs_of("Auflage", 0), "Auflage");
    assert_string_equal(glyphs_of("auffinden", 0), "auf[fi]nden");
    assert_string_equal(glyphs_of("Kaufleute", 0), "Kaufleute");
    assert_string_equal(glyphs_of("höflich", 0), "h?flich");
    assert_string_equal(glyphs_of("Stofffarbe", 0), "Sto[ff]farbe");
}

/* Lato would join these, too. */
static void other_ligatures_are_not_set(void **state)
{
    (void)state;
    assert_string_equal(glyphs_of("Nürtingen", 0), "N?rtingen");
    assert_string_equal(glyphs_of("Mitte", 0), "Mitte");
    assert_string_equal(glyphs_of("Kraft", 0), "Kraft");
}

static void author_parts_a_ligature(void **state)
{
    (void)state;
    assert_string_equal(glyphs_of("P" "f" ZWNJ "lege", 0), "Pflege");
    assert_string_equal(glyphs_of("P" "f\xC2\xAD" "lege", 0), "Pflege");
}

static void joints_unknown_no_ligatures(void **state)
{
    (void)state;
    struct fonts *known = fonts;
    fonts = fonts_open(shipped_theme()->font, diag);
    assert_string_equal(glyphs_of("Pflege", 0), "Pflege");
    fonts_close(fonts);
    fonts = known;
}

/* A word is the same width whether it is made or remembered, alone or in a line. */
static void cache_does_not_show(void **state)
{
    (void)state;
    mpt first = measure(FACE_BOLD, PT(10), "Wärmepumpenverordnung", 0);
    assert_int_equal(first, measure(FACE_BOLD, PT(10), "Wärmepumpenverordnung", 0));
    char text[16];
    for (int i = 0; i < 9000; i++) {
        snprintf(text, sizeof text, "w%c%c%c", 'a' + i % 26, 'a' + i / 26 % 26, 'a' + i / 676);
        measure(FACE_BOLD, PT(10), text, 0);
    }
    assert_int_equal(first, measure(FACE_BOLD, PT(10), "Wärmepumpenverordnung", 0));
}

static void silent_characters_have_no_width(void **state)
{
    (void)state;
    assert_int_equal(measure(FACE_REGULAR, PT(10), "Haus", 0),
                     measure(FACE_REGULAR, PT(10), "H\xC2\xAD" "aus\xE2\x80\x8B", 0));
}

/* A letter and its mark are the one character Unicode has for both. */
static void marks_join_their_letter(void **state)
{
    (void)state;
    assert_int_equal(measure(FACE_REGULAR, PT(10), "Nürtingen", 0),
                     measure(FACE_REGULAR, PT(10), "Nu\xCC\x88rtingen", 0));
}

static void coverage_is_told(void **state)
{
    (void)state;
    struct metrics m = fonts_metrics(fonts);
    static const uint32_t there[] = {'A', 0xDF, 0x2011, 0x2212, 0x25B2, 0x25A0, 0x202F, 0x1E9E};
    static const uint32_t absent[] = {0x4E00, 0x1F9E0, 0xFFFE, 9, 0x7F};
    for (size_t i = 0; i < sizeof there / sizeof *there; i++)
        for (enum face face = 0; face < FACE_COUNT; face++)
            assert_true(m.has(m.ctx, face, there[i]));
    for (size_t i = 0; i < sizeof absent / sizeof *absent; i++)
        assert_false(m.has(m.ctx, FACE_REGULAR, absent[i]));
}

/* look.md, from the tables of the font: cap height 0.717 em, x-height 0.507 em */
static void vertical_metrics(void **state)
{
    (void)state;
    struct metrics m = fonts_metrics(fonts);
    assert_int_equal(717, m.cap_height);
    assert_int_equal(507, m.x_height);
    assert_true(m.ascent > 700 && m.descent > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(width_is_sum_of_advances),
        cmocka_unit_test(kerning_is_applied),
        cmocka_unit_test(spaces_have_their_widths),
        cmocka_unit_test(digits_are_tabular),
        cmocka_unit_test(figures_of_text_are_proportional),
        cmocka_unit_test(ligatures_know_the_joints),
        cmocka_unit_test(other_ligatures_are_not_set),
        cmocka_unit_test(author_parts_a_ligature),
        cmocka_unit_test(joints_unknown_no_ligatures),
        cmocka_unit_test(cache_does_not_show),
        cmocka_unit_test(silent_characters_have_no_width),
        cmocka_unit_test(marks_join_their_letter),
        cmocka_unit_test(coverage_is_told),
        cmocka_unit_test(vertical_metrics),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
