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
    lines_break(&b->layout, t, width, 0, hyphenate, SIZE, lines);
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
    int64_t unit = 2 * SIZE + room / 20 + 1;
    for (size_t i = 0; i < n; i++) {
        size_t last = ends[i];
        int64_t width = 0;
        for (size_t k = first; k <= last; k++)
            width += t->piece[k].width + (k < last ? t->piece[k].space : 0);
        if (t->piece[last].end == END_HYPHEN)
            width += CHARACTER;
        if (width > room)
            return INT64_MAX;
        sum += LINE_COST;
        if (t->piece[last].end == END_HYPHEN) {
            sum += HYPHEN_COST;
            if (i + 1 < n && t->piece[ends[i + 1]].end == END_HYPHEN)
                sum += HYPHENS_COST;
            else if (i + 2 == n)
                sum += LAST_HYPHEN_COST;
        }
        if (i + 1 < n) {
            int64_t r = (room - width) * 1000 / unit;
            sum += r * r / 10000;
        } else if (width < 3 * SIZE) {
            sum += SHORT_COST;
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

static void some_words_stay_together(void **state)
{
    (void)state;
    static const char *const stay[][2] = {
        {"§", "35a"}, {"§§", "27"}, {"SGB", "XII"}, {"SGB", "II."}, {"Nr.", "3"}, {"12", "%"},
        {"z.", "B."}, {"d.", "h."}, {"31.", "Dezember"}, {"Dezember", "2015"}, {"Abs.", "2,"},
        {"Seite", "12"}, {"Tabelle", "4"}, {"40", "773"}, {"1", "475"}, {"3,5", "km²"},
        {"(Tabelle", "7)"}, {"20", "Euro"}, {"Ende", "2016"}, {"St.", "Johann"},
    };
    static const char *const part[][2] = {
        {"der", "Landkreis"}, {"2015", "waren"}, {"im", "SGB"}, {"2015", "1"}, {"Jahre", "alt"},
        {"31.", "Kreis"}, {"Nr.", "drei"}, {"2016", "475"}, {"a", "b"},
    };
    for (size_t i = 0; i < sizeof stay / sizeof stay[0]; i++)
        assert_true(words_stay(stay[i][0], strlen(stay[i][0]), stay[i][1], strlen(stay[i][1])));
    for (size_t i = 0; i < sizeof part / sizeof part[0]; i++)
        assert_false(words_stay(part[i][0], strlen(part[i][0]), part[i][1], strlen(part[i][1])));
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
        TEST(words_longer_than_the_line_end),
        TEST(many_words_take_linear_time),
        TEST(white_space_collapses),
        TEST(missing_characters_are_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
