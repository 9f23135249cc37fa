#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "layout/hyphen_private.h"
#include "layout/layout.h"
#include "layout/text_private.h"

struct splitter {
    struct layout *l;
    struct piece *piece;
    size_t n, cap;
};

static void put(struct splitter *s, const struct piece *p)
{
    if (s->n == s->cap) {
        s->cap = s->cap < 16 ? 128 : s->cap + s->cap / 2;
        s->piece = mem_grow(s->piece, s->cap, sizeof *s->piece);
    }
    s->piece[s->n++] = *p;
}

static void finish(struct splitter *s, struct text *t)
{
    if (s->n > t->n)
        t->piece = arena_array(s->l->arena, s->n, sizeof *t->piece);
    if (s->n > 0)
        memcpy(t->piece, s->piece, s->n * sizeof *t->piece);
    t->n = s->n;
    free(s->piece);
}

/* Cuts a piece before every marked byte. The last part takes what is left of the
 * width, so that the word keeps its width where it is not parted. */
static void cut(struct splitter *s, const struct piece *whole, const unsigned char *breaks,
                enum piece_end end)
{
    mpt left = whole->width;
    size_t from = 0;
    for (size_t i = 1; i < whole->len; i++) {
        if (!breaks[i])
            continue;
        struct piece part = *whole;
        part.text = whole->text + from;
        part.len = (uint32_t)(i - from);
        part.width = style_width(s->l, whole->style, part.text, part.len);
        part.space = 0;
        part.end = (uint8_t)end;
        left -= part.width;
        put(s, &part);
        from = i;
    }
    struct piece last = *whole;
    last.text = whole->text + from;
    last.len = (uint32_t)(whole->len - from);
    last.width = left;
    if (left <= 0 && from > 0)
        last.width = style_width(s->l, whole->style, last.text, last.len);
    put(s, &last);
}

static bool lower_ascii(unsigned char c)
{
    return c >= 'a' && c <= 'z';
}

static bool upper_ascii(unsigned char c)
{
    return c >= 'A' && c <= 'Z';
}

size_t letter_length(const char *s, size_t n)
{
    unsigned char c = (unsigned char)s[0];
    if (lower_ascii(c) || upper_ascii(c))
        return 1;
    return c == 0xC3 && n > 1 ? 2 : 0;
}

/* Capitals inside: an abbreviation, or a name that knows better. */
static bool mixed(const char *s, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (upper_ascii((unsigned char)s[i]))
            return true;
    return false;
}

/* Marks the breaks of one run of letters; abbreviations and mixed case stay whole, and
 * names of places unless they must not. */
static size_t mark_run(const struct layout *l, const char *s, size_t n, bool names,
                       unsigned char *breaks)
{
    if (n < HYPHEN_WORD || utf8_length(s, n) < HYPHEN_WORD || mixed(s, n) ||
        (!names && places_word(l, s, n)))
        return 0;
    return hyphen_word(&hyphen_de, s, n, breaks);
}

static size_t mark(const struct layout *l, const struct piece *p, bool names,
                   unsigned char *breaks)
{
    size_t found = 0;
    size_t from = 0;
    size_t i = 0;
    while (i < p->len) {
        size_t step = letter_length(p->text + i, p->len - i);
        if (step > 0) {
            i += step;
            continue;
        }
        found += mark_run(l, p->text + from, i - from, names, breaks + from);
        i++;
        from = i;
    }
    return found + mark_run(l, p->text + from, i - from, names, breaks + from);
}

/* The piece, parted where the patterns allow it. */
static void part(struct splitter *s, const struct piece *p, bool names)
{
    unsigned char on_stack[256];
    if (!p->hyphenate || p->len < HYPHEN_WORD) {
        put(s, p);
        return;
    }
    unsigned char *breaks = p->len > sizeof on_stack ? mem_alloc(p->len) : on_stack;
    memset(breaks, 0, p->len);
    if (mark(s->l, p, names, breaks) > 0)
        cut(s, p, breaks, END_HYPHEN);
    else
        put(s, p);
    if (breaks != on_stack)
        free(breaks);
}

void layout_joints(const char *word, size_t n, unsigned char *joints)
{
    memset(joints, 1, n);
    for (size_t i = 0; i < n;) {
        size_t from = i;
        size_t step;
        while (i < n && (step = letter_length(word + i, n - i)) > 0)
            i += step;
        if (i == from)
            i++;
        else if (!mixed(word + from, i - from))
            hyphen_joints(&hyphen_de, word + from, i - from, joints + from);
    }
}

void text_hyphenate(struct layout *l, struct text *t)
{
    struct splitter s = {.l = l};
    if (t->hyphenated)
        return;
    t->hyphenated = true;
    for (size_t i = 0; i < t->n; i++)
        part(&s, &t->piece[i], false);
    finish(&s, t);
}

static void part_names(struct layout *l, struct text *t, mpt limit)
{
    struct splitter s = {.l = l};
    for (size_t i = 0; i < t->n; i++) {
        if (t->piece[i].width > limit)
            part(&s, &t->piece[i], true);
        else
            put(&s, &t->piece[i]);
    }
    finish(&s, t);
}

static void cut_everywhere(struct splitter *s, const struct piece *p)
{
    unsigned char *breaks = mem_alloc(p->len);
    for (size_t i = 1; i < p->len; i++)
        breaks[i] = ((unsigned char)p->text[i] & 0xC0u) != 0x80;
    cut(s, p, breaks, END_EMERGENCY);
    free(breaks);
}

void text_force(struct layout *l, struct text *t, mpt limit)
{
    part_names(l, t, limit);
    struct splitter s = {.l = l};
    size_t i = 0;
    while (i < t->n) {
        size_t end = i;
        int64_t width = t->piece[i].width;
        while (t->piece[end].end == END_NONE && end + 1 < t->n) {
            width += t->piece[end].space + t->piece[end + 1].width;
            end++;
        }
        for (; i <= end; i++) {
            struct piece p = t->piece[i];
            if (width > limit && p.end == END_NONE)
                p.end = END_EMERGENCY;
            if (p.width > limit)
                cut_everywhere(&s, &p);
            else
                put(&s, &p);
        }
    }
    finish(&s, t);
}
