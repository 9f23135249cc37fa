#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/buf.h"
#include "layout/text_private.h"
#include "unit/shipped_theme.h"
#include "unit/unit_font.h"

/* Size 10 in the unit font: every character is 5 pt wide. */
enum { SIZE = 10000, CHARACTER = 5000 };

struct bench {
    struct metrics metrics;
    struct layout layout;
    struct document *doc;
};

static int setup(void **state)
{
    struct bench *b = calloc(1, sizeof *b);
    b->metrics = unit_font();
    b->doc = document_new();
    b->layout = (struct layout){.m = &b->metrics, .theme = shipped_theme(), .diag = diag_new(),
                                .arena = arena_new(), .doc = b->doc};
    b->layout.glyphs = glyphs_new(b->layout.arena);
    *state = b;
    return 0;
}

static int teardown(void **state)
{
    struct bench *b = *state;
    diag_free(b->layout.diag);
    arena_free(b->layout.arena);
    document_free(b->doc);
    free(b);
    return 0;
}

static const struct text_look look = {.type = {FACE_REGULAR, SIZE, 14000, 0}, .hyphenate = true};

static void set(struct bench *b, const char *s, mpt width, bool hyphenate, struct text *t,
                struct lines *lines)
{
    text_of_string(&b->layout, s, &look, t);
    lines_break(&b->layout, t, width, 0, hyphenate ? HYPHENS_USUAL : HYPHENS_NONE, SIZE, lines);
}

/* The words of a line with single spaces. */
static const char *line_text(const struct text *t, const struct line *line, char *out)
{
    char *p = out;
    for (size_t i = line->first; i <= line->last; i++) {
        memcpy(p, t->piece[i].text, t->piece[i].len);
        p += t->piece[i].len;
        if (i < line->last && t->piece[i].space > 0)
            *p++ = ' ';
    }
    if (t->piece[line->last].end == END_HYPHEN)
        *p++ = '-';
    *p = '\0';
    return out;
}

/* The cost as the header defines it, computed anew: [1/100 of the unit squared]. */
static int64_t cost_of(const struct text *t, const size_t *ends, size_t n, mpt room)
{
    int64_t sum = 0;
    size_t first = 0;
    size_t running = 0; /* hyphens */
    int64_t unit = 2 * SIZE + room / 20 + 1;
    for (size_t i = 0; i < n; i++) {
        size_t last = ends[i];
        size_t words = 1;
        int64_t width = 0;
        for (size_t k = first; k <= last; k++) {
            width += t->piece[k].width + (k < last ? t->piece[k].space : 0);
            words += k < last && t->piece[k].space > 0;
        }
        if (t->piece[last].end == END_HYPHEN)
            width += CHARACTER;
        if (width > room)
            return INT64_MAX;
        sum += LINE_COST;
        bool hyphen = t->piece[last].end == END_HYPHEN;
        sum += hyphen ? HYPHEN_COST : 0;
        sum += hyphen && t->piece[last + 1].len <= 3 ? TAIL_COST : 0;
        running = hyphen ? running + 1 : 0;
        sum += running > 1 ? PAIR_COST : 0;
        sum += running > 2 ? THIRD_COST : 0;
        if (i + 1 < n) {
            int64_t r = (room - width) * 1000 / unit;
            sum += r * r / 10000;
            sum += room - width > room / 10 + 3 * SIZE ? LOOSE_COST : 0;
        } else {
            sum += width < 2 * SIZE ? STUB_COST : width < 3 * SIZE ? SHORT_COST : 0;
            if (i > 0 && t->piece[first - 1].end == END_HYPHEN)
                sum += LAST_HYPHEN_COST + (words == 1 ? REST_COST : 0);
        }
        first = last + 1;
    }
    return sum;
}

static int64_t best_of_all(const struct text *t, mpt room)
{
    size_t places[16];
    size_t n = 0;
    int64_t best = INT64_MAX;
    for (size_t i = 0; i + 1 < t->n; i++)
        if (t->piece[i].end != END_NONE)
            places[n++] = i;
    for (unsigned set = 0; set < 1u << n; set++) {
        size_t ends[17];
        size_t k = 0;
        for (size_t i = 0; i < n; i++)
            if (set & 1u << i)
                ends[k++] = places[i];
        ends[k++] = t->n - 1;
        int64_t cost = cost_of(t, ends, k, room);
        if (cost < best)
            best = cost;
    }
    return best;
}

static unsigned next_random(unsigned *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 16;
}

/* 8..13 words of 1..9 letters; some carry a soft hyphen in the middle. */
static void random_text(unsigned *seed, char *out)
{
    size_t words = 8 + next_random(seed) % 6;
    size_t hyphens = 0;
    for (size_t w = 0; w < words; w++) {
        size_t n = 1 + next_random(seed) % 9;
        for (size_t i = 0; i < n; i++) {
            *out++ = (char)('a' + next_random(seed) % 26);
            if (n >= 6 && i == n / 2 && hyphens < 3 && next_random(seed) % 2 == 0) {
                memcpy(out, "\u00AD", 2);
                out += 2;
                hyphens++;
            }
        }
        *out++ = ' ';
    }
    out[-1] = '\0';
}

static void breaks_are_optimal(void **state)
{
    struct bench *b = *state;
    unsigned seed = 2024;
    for (int i = 0; i < 300; i++) {
        char s[256];
        struct text t;
        struct lines lines;
        size_t ends[64];
        random_text(&seed, s);
        mpt room = (mpt)(11 + next_random(&seed) % 20) * CHARACTER;
        set(b, s, room, false, &t, &lines);
        for (size_t k = 0; k < lines.n; k++)
            ends[k] = lines.line[k].last;
        assert_true(lines.n > 0 && lines.n < 64);
        assert_int_equal(ends[lines.n - 1], t.n - 1);
        assert_int_equal(cost_of(&t, ends, lines.n, room), best_of_all(&t, room));
    }
}

/* First fit would set "aaa bb cc" and leave half of the second line; the squares of
 * the rests (1, 5 against 4, 2 characters) ask for the other way. */
static void optimum_differs_from_first_fit(void **state)
{
    struct bench *b = *state;
    struct text t;
    struct lines lines;
    char s[64];
    set(b, "aaa bb cc ddddd eeeeeeeeee", 10 * CHARACTER, false, &t, &lines);
    assert_int_equal(lines.n, 3);
    assert_string_equal(line_text(&t, &lines.line[0], s), "aaa bb");
    assert_string_equal(line_text(&t, &lines.line[1], s), "cc ddddd");
}

/* A bar stands for a place where the line may end, a tilde for one where it rather should
 * not. Examples of Duden, Die deutsche Rechtschreibung (word processing and typesetting:
 * abbreviations, numbers, dates, names, paragraph sign, dash) and of DIN 5008:2020
 * (abbreviations, numbers with units, groups of digits, dates, signs); small numbers. */
static const char *const kept[] = {
    "§ 35a", "§§ 10 ff.", "(§ 9", "§ 35a|Abs. 2|Satz 1|SGB VIII",
    "z. B.", "i. d. R.", "u. a. m.", "(d. h.)", "z. B.|der",
    "Dr. Meyer", "Prof. Dr. Weber", "J. S. Bach", "E. Mustermann", "Ludwig XIV.",
    "Nr. 3", "Nrn. 3|und|4", "S. 7", "S. 7 ff.", "Abb. 3", "(Abbildung 3,", "Tabelle 4:", "Kap. 2",
    "Seite 12", "Teil B", "Bd. IV", "Anlage C)", "Tabelle|12411-02-03-5",
    "5 kg", "12 %", "3,5 km²", "20 Euro", "30 °C", "15 ‰", "2 Mio. Euro", "10:15 Uhr", "3 Jahre.",
    "31. Dezember 2015", "am|1. Mai", "9. Mai 2011,", "Dez. 2015", "2. Quartal", "18. Lebensjahr",
    "1 475", "40 773~Menschen", "1 234 567,5", "+ 3", "≥ 5", "ca. 30", "rund 40",
    "SGB XII", "(SGB II).", "DIN 5008", "VG250 2022,", "GV100AD 11/2021",
    "Kinder –|das", "Rang 1 =|höchster", "warten …",
    "Bad Überkingen", "St. Georgen", "St. Johann", "Frickenhausen|und", "Ende 2016",
    "der|Landkreis", "2015|waren", "im|SGB", "2015|1", "Jahre|alt", "31.|Kreis", "Nr.|drei",
    "2016|475", "a|b", "an|der|Grenze", "–|das", "zwischen|15|und|64 Jahren",
    "8~Menschen", "(44~Gemeinden)", "je 100~Einwohner", "+12~Ältere", "1,5~Kinder", "−25~Fälle",
    "2015|Menschen", "44.|Gemeinden", "8|alte", "12,5,|Menschen", "7;|Menschen", "1234|Fälle",
    ",5|Kinder", "13–15|Fälle", "+|Menschen", "7|Seiten",
};

static void some_words_stay_together(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++) {
        char words[8][32] = {""};
        char marks[8];
        size_t n = 0;
        for (const char *p = kept[i]; *p != '\0'; n++) {
            size_t len = strcspn(p, " |~");
            memcpy(words[n], p, len);
            marks[n] = p[len];
            p += len + (p[len] != '\0');
        }
        for (size_t k = 0; k + 1 < n; k++) {
            enum words_end end = words_end(words[k], strlen(words[k]), words[k + 1],
                                           strlen(words[k + 1]));
            if (end != (marks[k] == ' ' ? WORDS_STAY : marks[k] == '~' ? WORDS_RATHER_NOT
                                                                       : WORDS_PART))
                fail_msg("%s: %s %s", kept[i], words[k], words[k + 1]);
        }
    }
}

static void table_numbers_are_never_parted(void **state)
{
    struct bench *b = *state;
    struct text t;
    text_of_string(&b->layout, "12411-02-03-5", &look, &t);
    assert_int_equal(t.n, 1);
    text_of_string(&b->layout, "Leinfelden-Echterdingen", &look, &t);
    assert_int_equal(t.n, 2);
    assert_int_equal(t.piece[0].end, END_FREE);
    text_of_string(&b->layout, "E-Mail 15–64 20-jährig", &look, &t);
    assert_int_equal(t.n, 3);
    text_of_string(&b->layout, "Wohngeld/Lastenzuschuss", &look, &t);
    assert_int_equal(t.n, 2);
}

static void long_words_are_hyphenated(void **state)
{
    struct bench *b = *state;
    struct text t;
    struct lines lines;
    char s[64];
    set(b, "Kinderbetreuungseinrichtungen", 15 * CHARACTER, true, &t, &lines);
    assert_true(lines.n >= 2);
    for (size_t i = 0; i < lines.n; i++)
        assert_true(lines.line[i].width <= 15 * CHARACTER);
    line_text(&t, &lines.line[0], s);
    assert_int_equal(s[strlen(s) - 1], '-');
    for (size_t i = 0; i + 1 < t.n; i++)
        assert_int_equal(t.piece[i].end, END_HYPHEN);
}

static void names_keep_their_letters_together(void **state)
{
    struct bench *b = *state;
    struct doc_node *p = document_add(b->doc, NULL, DOC_PARAGRAPH);
    struct text t;
    add_text(b->doc, p, "Wendlingen")->style = TEXT_NO_HYPHEN;
    add_text(b->doc, p, " Bundesagentur");
    text_of_node(&b->layout, p, &look, NULL, &t);
    text_hyphenate(&b->layout, &t);
    assert_int_equal(t.piece[0].len, strlen("Wendlingen"));
    assert_true(t.n > 2);
}

/* "Tabelle" has seven letters, "Kirche" six. */
static void short_words_stay_whole(void **state)
{
    struct bench *b = *state;
    struct text t;
    text_of_string(&b->layout, "Kirche Kirchen, Übel", &look, &t);
    text_hyphenate(&b->layout, &t);
    assert_int_equal(t.n, 4);
    assert_int_equal(t.piece[1].len, strlen("Kir"));
}

/* Which pieces are followed by a space at which the line may end: '1'. */
static const char *spaces_of(struct bench *b, const char *s, char *out)
{
    struct text t;
    char *p = out;
    text_of_string(&b->layout, s, &look, &t);
    for (size_t i = 0; i + 1 < t.n; i++)
        *p++ = t.piece[i].end == END_SPACE ? '1' : '0';
    *p = '\0';
    return out;
}

static void use_names(struct bench *b, struct names *names)
{
    static const char *const places[] = {
        "Landkreis Esslingen", "Weilheim an der Teck", "Wernau (Neckar)",
        "Neuhausen auf den Fildern", "Leinfelden-Echterdingen", "Dettingen unter Teck",
    };
    b->doc->places = places;
    b->doc->n_places = sizeof places / sizeof *places;
    names_init(names);
    places_collect(b->doc, names);
    b->layout.places = names;
}

/* Names of areas keep their letters, also in the genitive; what is made of them does not. */
static void names_of_areas_stay_whole(void **state)
{
    struct bench *b = *state;
    struct text t;
    struct names names;
    use_names(b, &names);
    text_of_string(&b->layout, "(Weilheim, Weilheims; „Dettingen“ Leinfelden-Echterdingen",
                   &look, &t);
    text_hyphenate(&b->layout, &t);
    assert_int_equal(t.n, 5);
    assert_int_equal(t.piece[3].end, END_FREE);
    text_of_string(&b->layout, "Weilheimer Dettingens-Bürger Neckartailfingen", &look, &t);
    text_hyphenate(&b->layout, &t);
    assert_int_equal(t.piece[0].end, END_HYPHEN);
    assert_true(t.n > 6);
    names_release(&names);
}

/* "an der Teck" is one, "an der Grenze" is not. */
static void endings_of_names_stay_together(void **state)
{
    struct bench *b = *state;
    char s[64];
    struct names names;
    use_names(b, &names);
    assert_string_equal(spaces_of(b, "in Weilheim an der Teck, einer", s), "11001");
    assert_string_equal(spaces_of(b, "Neuhausen auf den Fildern.", s), "100");
    assert_string_equal(spaces_of(b, "(Dettingen unter Teck)", s), "10");
    assert_string_equal(spaces_of(b, "an der Grenze unter den Fildern", s), "11110");
    assert_string_equal(spaces_of(b, "Wernau (Neckar)", s), "1");
    names_release(&names);
    b->layout.places = NULL;
    assert_string_equal(spaces_of(b, "Weilheim an der Teck", s), "111");
}

/* A name wider than the measure is parted like a word, not anywhere. */
static void wide_names_are_parted_by_syllables(void **state)
{
    struct bench *b = *state;
    struct text t;
    struct lines lines;
    char s[64];
    struct names names;
    use_names(b, &names);
    set(b, "Weilheim Echterdingen", 10 * CHARACTER, true, &t, &lines);
    assert_int_equal(lines.n, 3);
    assert_string_equal(line_text(&t, &lines.line[0], s), "Weilheim");
    assert_string_equal(line_text(&t, &lines.line[1], s), "Echter-");
    assert_string_equal(line_text(&t, &lines.line[2], s), "dingen");
    names_release(&names);
}

/* The number goes to its noun where little room is left before it. Where that is more than
 * the limit, they are parted. */
static void numbers_rather_stay_with_their_noun(void **state)
{
    struct bench *b = *state;
    struct text t;
    struct lines lines;
    char s[64];
    set(b, "aaaaaaaaaaaa bbbbb 8 Menschen cc", 20 * CHARACTER, false, &t, &lines);
    assert_int_equal(lines.n, 2);
    assert_string_equal(line_text(&t, &lines.line[0], s), "aaaaaaaaaaaa bbbbb");
    set(b, "aaaaaaaaaaaa bbbbb 8 mensches cc", 20 * CHARACTER, false, &t, &lines);
    assert_string_equal(line_text(&t, &lines.line[0], s), "aaaaaaaaaaaa bbbbb 8");
    set(b, "aaaaaaaa 135 Menschenleeres", 16 * CHARACTER, false, &t, &lines);
    assert_string_equal(line_text(&t, &lines.line[0], s), "aaaaaaaa 135");
}

/* 19 characters and half a hyphen fit into 19.5 only where the other half may stand
 * outside; a table cell keeps it inside. */
static void hyphens_hang_in_paragraphs(void **state)
{
    struct bench *b = *state;
    struct text t;
    struct lines lines;
    char s[64];
    text_of_string(&b->layout, "aaaaaaaaa bbbbbbbbb\u00ADccccccccc ddddddddd eeeeeeeee", &look, &t);
    t.hangs = true;
    lines_break(&b->layout, &t, 195 * CHARACTER / 10, 0, HYPHENS_NONE, SIZE, &lines);
    assert_string_equal(line_text(&t, &lines.line[0], s), "aaaaaaaaa bbbbbbbbb-");
    assert_int_equal(lines.line[0].width, 20 * CHARACTER);
    t.hangs = false;
    lines_break(&b->layout, &t, 195 * CHARACTER / 10, 0, HYPHENS_NONE, SIZE, &lines);
    assert_string_equal(line_text(&t, &lines.line[0], s), "aaaaaaaaa");
}

static void quotes_hang_at_the_left(void **state)
{
    struct bench *b = *state;
    struct text t;
    struct lines lines;
    struct pages *pages = pages_new();
    struct painter p = {.l = &b->layout, .pages = pages, .artifact = true};
    text_of_string(&b->layout, "„aaaa bbbb“ (cccc dddd, eeee", &look, &t);
    t.hangs = true;
    lines_break(&b->layout, &t, 11 * CHARACTER, 0, HYPHENS_USUAL, SIZE, &lines);
    assert_int_equal(lines.n, 3);
    assert_int_equal(lines.line[0].left, CHARACTER / 2);
    assert_int_equal(lines.line[1].left, CHARACTER / 4);
    assert_int_equal(lines.line[2].left, 0);
    pages_add(pages, PT(595), PT(842), "1");
    text_line_draw(&p, &t, &lines.line[0], NULL, PT(60), PT(100));
    text_line_draw(&p, &t, &lines.line[1], NULL, PT(60), PT(114));
    text_line_draw(&p, &t, &lines.line[2], NULL, PT(60), PT(128));
    const struct page_op *op = pages->page[0]->ops;
    assert_int_equal(op[0].u.text.x, PT(60) - CHARACTER / 2);
    assert_int_equal(op[0].u.text.edge, PT(60) + 11 * CHARACTER);
    assert_int_equal(op[1].u.text.x, PT(60) - CHARACTER / 4);
    assert_int_equal(op[2].u.text.x, PT(60));
    assert_int_equal(op[2].u.text.edge, 0);
    assert_int_equal(op[2].u.text.word_space, 0);
    pages_free(pages);
}

/* A word of two letters alone in the last line is avoided, also where it would fit. */
static void last_lines_are_longer_than_the_indent(void **state)
{
    struct bench *b = *state;
    struct text t;
    struct lines lines;
    char s[64];
    set(b, "aaaa bbbb cccc dddd ee", 19 * CHARACTER, false, &t, &lines);
    assert_int_equal(lines.n, 2);
    assert_string_equal(line_text(&t, &lines.line[1], s), "dddd ee");
}

static void no_third_hyphen(void **state)
{
    struct bench *b = *state;
    struct text t;
    struct lines lines;
    size_t running = 0;
    set(b, "aaaa bb\u00ADbbbbb cc\u00ADccccc dd\u00ADddddd ee\u00ADeeeee ffff", 8 * CHARACTER, true,
        &t, &lines);
    for (size_t i = 0; i < lines.n; i++) {
        running = t.piece[lines.line[i].last].end == END_HYPHEN ? running + 1 : 0;
        assert_true(running <= 2);
    }
}

/* What is wider than the measure is parted by the patterns even in titles, and searching
 * for even lines leaves the words alone. */
static void wide_words_of_titles_are_hyphenated(void **state)
{
    struct bench *b = *state;
    struct text t;
    struct lines lines;
    set(b, "Kinderbetreuungseinrichtungen", 20 * CHARACTER, false, &t, &lines);
    assert_int_equal(lines.n, 2);
    assert_int_equal(t.piece[lines.line[0].last].end, END_HYPHEN);
}

static void words_longer_than_the_line_end(void **state)
{
    struct bench *b = *state;
    enum { LETTERS = 10000 };
    char *word = malloc(LETTERS + 1);
    struct text t;
    struct lines lines;
    for (size_t i = 0; i < LETTERS; i++)
        word[i] = "xqzj"[i % 4];
    word[LETTERS] = '\0';
    clock_t start = clock();
    set(b, word, 50 * CHARACTER, true, &t, &lines);
    assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 2.0);
    assert_true(lines.n >= LETTERS / 50);
    for (size_t i = 0; i < lines.n; i++)
        assert_true(lines.line[i].width <= 50 * CHARACTER);
    set(b, "abc", 1, true, &t, &lines);
    assert_int_equal(lines.n, 3);
    free(word);
}

static void many_words_take_linear_time(void **state)
{
    struct bench *b = *state;
    enum { WORDS = 100000 };
    struct buf text = BUF_INIT;
    struct text t;
    struct lines lines;
    for (size_t i = 0; i < WORDS; i++)
        buf_adds(&text, i % 3 == 0 ? "Gemeinde " : i % 3 == 1 ? "und " : "Bevölkerung ");
    clock_t start = clock();
    set(b, buf_str(&text), 80 * CHARACTER, true, &t, &lines);
    assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 4.0);
    assert_true(lines.n > WORDS * 9 / 85);
    buf_release(&text);
}

static void white_space_collapses(void **state)
{
    struct bench *b = *state;
    struct text t;
    struct lines lines;
    char s[64];
    set(b, "  ein \t\n Satz\r\n mit  Lücken ", 200 * CHARACTER, false, &t, &lines);
    assert_int_equal(lines.n, 1);
    assert_string_equal(line_text(&t, &lines.line[0], s), "ein Satz mit Lücken");
    assert_int_equal(lines.line[0].width, 19 * CHARACTER);
    set(b, " \n ", 200 * CHARACTER, false, &t, &lines);
    assert_int_equal(lines.n, 0);
}

static void missing_characters_are_reported(void **state)
{
    struct bench *b = *state;
    struct text t;
    text_of_string(&b->layout, "Wetter: \u2603 heute", &look, &t);
    assert_int_equal(diag_count(b->layout.diag), 1);
    assert_int_equal(diag_at(b->layout.diag, 0)->code, GLYPH_MISSING);
    assert_non_null(strstr(diag_at(b->layout.diag, 0)->text, "U+2603"));
    assert_int_equal(t.piece[1].text[0], '?');
    text_of_string(&b->layout, "kaputt\xFF", &look, &t);
    assert_int_equal(diag_at(b->layout.diag, 1)->code, TEXT_INVALID);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(breaks_are_optimal),
        TEST(optimum_differs_from_first_fit),
        TEST(some_words_stay_together),
        TEST(table_numbers_are_never_parted),
        TEST(long_words_are_hyphenated),
        TEST(names_keep_their_letters_together),
        TEST(short_words_stay_whole),
        TEST(names_of_areas_stay_whole),
        TEST(endings_of_names_stay_together),
        TEST(wide_names_are_parted_by_syllables),
        TEST(numbers_rather_stay_with_their_noun),
        TEST(hyphens_hang_in_paragraphs),
        TEST(quotes_hang_at_the_left),
        TEST(last_lines_are_longer_than_the_indent),
        TEST(no_third_hyphen),
        TEST(wide_words_of_titles_are_hyphenated),
        TEST(words_longer_than_the_line_end),
        TEST(many_words_take_linear_time),
        TEST(white_space_collapses),
        TEST(missing_characters_are_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
