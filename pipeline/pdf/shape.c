#include "pdf/shape_private.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum {
    WORD_MAX = 128,           /* [characters] longer words are shaped in pieces */
    GLYPHS_MAX = 4 * WORD_MAX,
    CACHE_WORDS = 1 << 16,    /* more than the vocabulary of all reports */
    CACHE_BYTES = 8 << 20,
    SINGLES_LOW = 0x600,      /* Latin, Greek, Cyrillic */
    SINGLES_HIGH = 0x2000,    /* punctuation, arrows, signs */
    SINGLES = SINGLES_LOW + 0x300
};

enum { SPACE_WORD, SPACE_FIXED, SPACE_NARROW, SPACE_KINDS, SPACE_NONE = SPACE_KINDS };

static const struct {
    uint32_t cp;
    const char *bytes;
    int32_t advance; /* [1/10000 em], 0: that of U+0020 */
} spaces[SPACE_KINDS] = {
    [SPACE_WORD] = {0x20, " ", 0},
    [SPACE_FIXED] = {0xA0, "\xC2\xA0", 0},
    [SPACE_NARROW] = {0x202F, "\xE2\x80\xAF", EM / 5},
};

/* Characters drawn as another one of the same face rather than by the fallback. */
static const struct {
    uint32_t cp, shown;
} aliases[] = {{0x2011, '-'}, {0x2010, '-'}, {0x2015, 0x2014}};

/* Place 0 is for the figures, the places from COMMON on for ligatures. */
enum { COMMON = 6, RANGES = 8 };
#define FEATURE(a, b, c, d, value) \
    {HB_TAG(a, b, c, d), value, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END}
static const hb_feature_t features[COMMON] = {
    FEATURE('p', 'n', 'u', 'm', 1), FEATURE('k', 'e', 'r', 'n', 1),
    FEATURE('l', 'n', 'u', 'm', 1), FEATURE('l', 'i', 'g', 'a', 0),
    FEATURE('c', 'l', 'i', 'g', 0), FEATURE('c', 'a', 'l', 't', 0),
};
static const hb_feature_t tabular = FEATURE('t', 'n', 'u', 'm', 1);
#undef FEATURE

struct word {
    uint32_t hash;
    uint32_t len;     /* [bytes] */
    enum face face;
    const char *text; /* NULL: free slot */
    struct shape shape;
};

struct space {
    struct shape shape; /* n == 0: not made yet */
    struct glyph glyph;
};

struct shapes {
    struct arena *arena;
    struct word *words; /* open addressing */
    uint32_t n_words, n_slots;
    struct space space[FACE_COUNT][SPACE_KINDS];
    struct glyph single[FACE_COUNT][SINGLES]; /* cp == 0: not made yet */
    hb_buffer_t *buffer;
    hb_language_t german;
    struct shape scratch;
    struct glyph glyphs[GLYPHS_MAX];
};

/* A character of a word: what it is, what is drawn, by which font. */
struct letter {
    uint32_t cp, shown;
    unsigned font;
    bool joins; /* with the letter before, by a ligature if the font has one */
};

struct shapes *shapes_new(void)
{
    struct shapes *s = mem_alloc(sizeof *s);
    s->arena = arena_new();
    s->n_slots = 1 << 12;
    s->words = mem_alloc(s->n_slots * sizeof *s->words);
    s->buffer = hb_buffer_create();
    s->german = hb_language_from_string("de", -1);
    return s;
}

void shapes_free(struct shapes *s)
{
    if (s == NULL)
        return;
    hb_buffer_destroy(s->buffer);
    free(s->words);
    arena_free(s->arena);
    free(s);
}

/* Characters that guide breaking or order and are never drawn. */
static bool is_silent(uint32_t cp)
{
    return cp == 0xAD || (cp >= 0x200B && cp <= 0x200F) || (cp >= 0x202A && cp <= 0x202E) ||
           (cp >= 0x2060 && cp <= 0x2064) || cp == 0xFEFF;
}

static bool is_control(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == UTF8_BAD;
}

/* False where no font has the character; shown is then U+FFFD. */
static bool letter_find(struct fonts *f, enum face face, uint32_t cp, struct letter *l)
{
    *l = (struct letter){cp, 0xFFFD, font_fallback(face), false};
    if (is_control(cp)) {
        l->cp = 0xFFFD;
        return false;
    }
    if (font_glyph(&f->file[face], cp) != 0) {
        l->shown = cp;
        l->font = face;
        return true;
    }
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++) {
        if (aliases[i].cp == cp && font_glyph(&f->file[face], aliases[i].shown) != 0) {
            l->shown = aliases[i].shown;
            l->font = face;
            return true;
        }
    }
    if (font_glyph(&f->file[l->font], cp) == 0)
        return false;
    l->shown = cp;
    return true;
}

bool shape_has(struct fonts *f, enum face face, uint32_t cp)
{
    struct letter l;
    return is_silent(cp) || letter_find(f, face, cp, &l);
}

static void put_glyph(struct shapes *s, struct glyph g)
{
    s->glyphs[s->scratch.n++] = g;
    s->scratch.advance += g.advance;
}

/* The features for n letters: ligatures only within letters that join. */
static unsigned choose_features(const struct letter *l, unsigned n, bool equal,
                                hb_feature_t chosen[COMMON + RANGES])
{
    unsigned count = COMMON;
    memcpy(chosen, features, sizeof features);
    if (equal)
        chosen[0] = tabular;
    for (unsigned i = 1; i < n && count < COMMON + RANGES; i++) {
        unsigned first = i - 1;
        if (!l[i].joins)
            continue;
        while (i < n && l[i].joins)
            i++;
        chosen[count++] = (hb_feature_t){HB_TAG('l', 'i', 'g', 'a'), 1, first, i};
    }
    return count;
}

/* What n letters drawn as one glyph stand for. */
static uint32_t meaning(const struct letter *l, unsigned n)
{
    uint32_t all = LIGATURE;
    for (unsigned i = 0; i < n; i++) {
        if (n > LIGATURE_LETTERS || l[i].cp >= 0x80)
            return l->cp;
        all |= l[i].cp << 7 * i;
    }
    return n == 1 ? l->cp : all;
}

/* One font for all n letters. A cluster of several glyphs gives its character to the
 * first; the others stand for nothing (U+200B). A ligature stands for its letters, up to
 * the next cluster. */
static void shape_letters(struct fonts *f, const struct letter *l, unsigned n, bool equal)
{
    struct shapes *s = f->shapes;
    const struct font_file *file = &f->file[l->font];
    hb_feature_t chosen[COMMON + RANGES];
    unsigned count;
    hb_buffer_clear_contents(s->buffer);
    hb_buffer_set_cluster_level(s->buffer, HB_BUFFER_CLUSTER_LEVEL_CHARACTERS);
    hb_buffer_set_direction(s->buffer, HB_DIRECTION_LTR);
    hb_buffer_set_script(s->buffer, HB_SCRIPT_LATIN);
    hb_buffer_set_language(s->buffer, s->german);
    for (unsigned i = 0; i < n; i++)
        hb_buffer_add(s->buffer, l[i].shown, i);
    hb_buffer_set_content_type(s->buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
    hb_shape(file->font, s->buffer, chosen, choose_features(l, n, equal, chosen));
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(s->buffer, &count);
    const hb_glyph_position_t *at = hb_buffer_get_glyph_positions(s->buffer, &count);
    for (unsigned i = 0; i < count && s->scratch.n < GLYPHS_MAX; i++) {
        unsigned from = info[i].cluster;
        unsigned to = i + 1 < count ? info[i + 1].cluster : n;
        bool first = i == 0 || from != info[i - 1].cluster;
        put_glyph(s, (struct glyph){(uint16_t)info[i].codepoint, (uint8_t)l->font,
                                    font_units(file, at[i].x_advance),
                                    first ? meaning(l + from, to > from ? to - from : 1)
                                          : 0x200B});
    }
}

/* Letters that a ligature with an f may hold: ff, fi, fl, fj, ffi, ffl. Lato joins more (tt,
 * ti, ft, fb ...), but those change the picture of words like Nürtingen. */
static bool may_join(uint32_t before, uint32_t cp)
{
    return before == 'f' && (cp == 'f' || cp == 'i' || cp == 'l' || cp == 'j');
}

/* Whether a ligature belongs before the byte at: never where the word may be divided. */
static bool is_whole(const struct fonts *f, const char *word, const char *at, const char *end)
{
    unsigned char joints[4 * WORD_MAX];
    size_t n = (size_t)(end - word);
    if (f->joints == NULL || n > sizeof joints)
        return false;
    f->joints(word, n, joints);
    return !joints[at - word];
}

/* Reads up to WORD_MAX letters; *p moves behind them. Marks join the letter before
 * where Unicode has one character for both. A silent character parts a ligature. */
static unsigned read_letters(struct fonts *f, enum face face, const char **p, const char *end,
                             struct letter letters[WORD_MAX])
{
    const char *word = *p;
    unsigned n = 0;
    bool apart = true;
    while (*p < end && n < WORD_MAX) {
        hb_codepoint_t joined;
        const char *at = *p;
        uint32_t cp = utf8_next(p, end);
        if (is_silent(cp)) {
            apart = true;
            continue;
        }
        if (n > 0 && cp >= 0x300 && cp < 0x370 &&
            hb_unicode_compose(hb_unicode_funcs_get_default(), letters[n - 1].cp, cp, &joined) &&
            letter_find(f, face, joined, &letters[n - 1]))
            continue;
        if (!letter_find(f, face, cp, &letters[n++]) && f->shapes->scratch.missing == 0)
            f->shapes->scratch.missing = letters[n - 1].cp;
        letters[n - 1].joins = !apart && may_join(letters[n - 2].cp, cp) &&
                               is_whole(f, word, at, end);
        apart = false;
    }
    return n;
}

static void scratch_clear(struct shapes *s)
{
    s->scratch = (struct shape){.glyphs = s->glyphs};
}

static const struct shape *shape_word(struct fonts *f, enum face face, const char *text,
                                      const char *end)
{
    struct letter letters[WORD_MAX];
    scratch_clear(f->shapes);
    unsigned n = read_letters(f, face, &text, end, letters);
    assert(text == end);
    for (unsigned i = 0, next; i < n; i = next) {
        for (next = i + 1; next < n && letters[next].font == letters[i].font;)
            next++;
        shape_letters(f, letters + i, next - i, false);
    }
    return &f->shapes->scratch;
}

/* Without neighbours, so without kerning: for words with tabular figures. */
static struct glyph single_glyph(struct fonts *f, enum face face, const struct letter *l)
{
    struct shapes *s = f->shapes;
    uint32_t slot = l->cp < SINGLES_LOW ? l->cp : l->cp - SINGLES_HIGH + SINGLES_LOW;
    bool kept = l->cp < SINGLES_LOW || (l->cp >= SINGLES_HIGH && slot < SINGLES);
    if (kept && s->single[face][slot].cp != 0)
        return s->single[face][slot];
    struct shape before = s->scratch;
    shape_letters(f, l, 1, true);
    struct glyph g = s->glyphs[before.n];
    s->scratch = before;
    g.cp = l->cp;
    if (kept)
        s->single[face][slot] = g;
    return g;
}

static const struct shape *shape_singles(struct fonts *f, enum face face, const char *text,
                                         const char *end)
{
    struct letter letters[WORD_MAX];
    scratch_clear(f->shapes);
    unsigned n = read_letters(f, face, &text, end, letters);
    for (unsigned i = 0; i < n; i++)
        put_glyph(f->shapes, single_glyph(f, face, &letters[i]));
    return &f->shapes->scratch;
}

static const struct shape *shape_space(struct fonts *f, enum face face, unsigned kind)
{
    struct space *space = &f->shapes->space[face][kind];
    const struct font_file *file = &f->file[face];
    if (space->shape.n == 0) {
        uint32_t gid = font_glyph(file, spaces[kind].cp);
        if (gid == 0)
            gid = font_glyph(file, ' ');
        int32_t advance = spaces[kind].advance != 0 ? spaces[kind].advance
                                                    : font_advance(file, font_glyph(file, ' '));
        space->glyph = (struct glyph){(uint16_t)gid, (uint8_t)face, advance, spaces[kind].cp};
        space->shape = (struct shape){1, 0, advance, kind == SPACE_WORD, &space->glyph};
    }
    return &space->shape;
}

static uint32_t hash_word(enum face face, const char *text, size_t len)
{
    uint32_t h = 2166136261U ^ (uint32_t)face; /* FNV-1a */
    for (size_t i = 0; i < len; i++)
        h = (h ^ (unsigned char)text[i]) * 16777619U;
    return h;
}

static struct word *find_slot(struct word *words, uint32_t n_slots, uint32_t hash,
                              enum face face, const char *text, size_t len)
{
    uint32_t i = hash & (n_slots - 1);
    while (words[i].text != NULL &&
           (words[i].hash != hash || words[i].len != len || words[i].face != face ||
            memcmp(words[i].text, text, len) != 0))
        i = (i + 1) & (n_slots - 1);
    return &words[i];
}

static void grow(struct shapes *s)
{
    uint32_t n_slots = s->n_slots * 2;
    struct word *words = mem_alloc(n_slots * sizeof *words);
    for (uint32_t i = 0; i < s->n_slots; i++) {
        const struct word *w = &s->words[i];
        if (w->text != NULL)
            *find_slot(words, n_slots, w->hash, w->face, w->text, w->len) = *w;
    }
    free(s->words);
    s->words = words;
    s->n_slots = n_slots;
}

static const struct shape *keep(struct shapes *s, enum face face, const char *text, size_t len,
                                uint32_t hash)
{
    if ((s->n_words + 1) * 2 > s->n_slots)
        grow(s);
    struct word *w = find_slot(s->words, s->n_slots, hash, face, text, len);
    struct glyph *glyphs = arena_array(s->arena, s->scratch.n + 1, sizeof *glyphs);
    char *copy = arena_alloc(s->arena, len + 1); /* may hold NUL: only a length counts */
    memcpy(glyphs, s->glyphs, s->scratch.n * sizeof *glyphs);
    memcpy(copy, text, len);
    *w = (struct word){hash, (uint32_t)len, face, copy, s->scratch};
    w->shape.glyphs = glyphs;
    s->n_words++;
    return &w->shape;
}

static const struct shape *cached_word(struct fonts *f, enum face face, const char *text,
                                       const char *end)
{
    struct shapes *s = f->shapes;
    size_t len = (size_t)(end - text);
    uint32_t hash = hash_word(face, text, len);
    struct word *w = find_slot(s->words, s->n_slots, hash, face, text, len);
    if (w->text != NULL)
        return &w->shape;
    const struct shape *made = shape_word(f, face, text, end);
    if (s->n_words >= CACHE_WORDS || arena_used(s->arena) > CACHE_BYTES)
        return made;
    return keep(s, face, text, len, hash);
}

static unsigned space_at(const char *p, const char *end)
{
    for (unsigned i = 0; i < SPACE_KINDS; i++) {
        size_t n = strlen(spaces[i].bytes);
        if ((size_t)(end - p) >= n && memcmp(p, spaces[i].bytes, n) == 0)
            return i;
    }
    return SPACE_NONE;
}

/* End of the word at p: before the next space, at most WORD_MAX characters. */
static const char *word_end(const char *p, const char *end, bool *digits)
{
    *digits = false;
    for (unsigned n = 0; p < end && n < WORD_MAX; n++) {
        unsigned char c = (unsigned char)*p;
        if ((c == ' ' || c >= 0xC2) && space_at(p, end) != SPACE_NONE)
            break;
        if (c >= '0' && c <= '9')
            *digits = true;
        if (c < 0x80)
            p++;
        else
            utf8_next(&p, end);
    }
    return p;
}

struct shape_reader shape_start(struct fonts *f, enum face face, unsigned flags,
                                const char *text, size_t len)
{
    assert((unsigned)face < FACE_COUNT);
    return (struct shape_reader){f, face, flags, text, text + len};
}

const struct shape *shape_next(struct shape_reader *r)
{
    const char *from = r->p;
    bool digits;
    if (from >= r->end)
        return NULL;
    unsigned kind = space_at(from, r->end);
    if (kind != SPACE_NONE) {
        r->p += strlen(spaces[kind].bytes);
        return shape_space(r->fonts, r->face, kind);
    }
    r->p = word_end(from, r->end, &digits);
    if (digits && (r->flags & RUN_TABULAR))
        return shape_singles(r->fonts, r->face, from, r->p);
    return cached_word(r->fonts, r->face, from, r->p);
}
