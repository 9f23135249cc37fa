/* What a reader gets who takes the text from the tags: letters in their order, nothing
 * else. Lines and gaps are seen in the geometry and must be there as characters. */
#include <math.h>
#include <string.h>

#include "structure/check.h"
#include "structure/text.h"

/* Of the size: a change of the baseline above it is another line; a gap above it parts
 * two words. A justified line stretches its blanks, never the letters of a word. */
static const double line_step = 0.5, word_gap = 0.2;

static bool other_line(const struct letter *a, const struct letter *b)
{
    const struct glyph *g = a->glyph, *h = b->glyph;
    return a->page != b->page || fabs(g->y - h->y) > line_step * fmax(g->size, h->size);
}

static bool hyphen(uint32_t cp)
{
    return cp == '-' || cp == 0x2010;
}

static bool dash(uint32_t cp)
{
    return hyphen(cp) || cp == SOFT_HYPHEN || cp == '/' || (cp >= 0x2011 && cp <= 0x2014);
}

/* "Zu- und Fortzüge": a hyphen at the end of a line that belongs to the word. */
static bool joins(const struct block *b, size_t from)
{
    static const char *const words[] = {"und", "oder", "bzw.", "bis", "sowie", "noch", "statt"};
    for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
        size_t n = strlen(words[w]), i = 0;
        while (i < n && from + i < b->n && b->letters[from + i].cp == (unsigned char)words[w][i])
            i++;
        if (i == n && (from + n >= b->n || !text_letter(b->letters[from + n].cp)))
            return true;
    }
    return false;
}

static void check_hyphen(struct check *c, const struct block *b, size_t i)
{
    const struct letter *l = &b->letters[i];
    bool last = i + 1 >= b->n, ends = last || other_line(l, &b->letters[i + 1]);
    uint32_t next = last ? 0 : b->letters[i + 1].cp;
    if (l->cp == SOFT_HYPHEN) {
        if (last || !ends)
            fault(c, RULE_HYPHEN, l->page, b->element, b->text, "a soft hyphen inside of a line");
        else if (i == 0 || !text_letter(b->letters[i - 1].cp) || !text_letter(next))
            fault(c, RULE_HYPHEN, l->page, b->element, b->text,
                  "a soft hyphen without letters around it");
        return;
    }
    /* The blank that layout may put behind a hyphen does not make the word whole. */
    size_t behind = i + 1;
    while (behind < b->n && text_space(b->letters[behind].cp))
        behind++;
    if (hyphen(l->cp) && i > 0 && text_letter(b->letters[i - 1].cp) && behind < b->n &&
        other_line(l, &b->letters[behind]) && text_lower(b->letters[behind].cp) &&
        !joins(b, behind))
        fault(c, RULE_HYPHEN, l->page, b->element, b->text,
              "a word broken with a hyphen that stays in extracted text");
}

static void check_space(struct check *c, const struct block *b, size_t i)
{
    const struct letter *l = &b->letters[i], *next = &b->letters[i + 1];
    double gap = next->glyph->x0 - l->glyph->x1;
    if (text_space(l->cp) || text_space(next->cp) || l->glyph == next->glyph)
        return;
    if (other_line(l, next)) {
        if (!dash(l->cp))
            fault(c, RULE_SPACE, l->page, b->element, b->text,
                  "no blank between two lines, behind \"%s\"", l->glyph->text);
    } else if (gap > word_gap * fmax(l->glyph->size, next->glyph->size)) {
        fault(c, RULE_SPACE, l->page, b->element, b->text,
              "a gap of %.1f pt without a blank, behind \"%s\"", gap, l->glyph->text);
    }
}

static bool replaced(const struct tree *t, const struct letter *l)
{
    for (size_t e = l->element; e != 0; e = t->e[e].parent)
        if (t->e[e].actual != NULL)
            return true;
    return l->glyph->replaced;
}

static void check_block(struct check *c, const struct block *b)
{
    for (size_t i = 0; i < b->n; i++) {
        if (replaced(&c->tree, &b->letters[i]))
            continue;
        check_hyphen(c, b, i);
        if (i + 1 < b->n)
            check_space(c, b, i);
    }
}

/* Signs (of official statistics) in the place of a number. */
static bool is_sign(const char *text)
{
    static const char *const signs[] = {"-", "\xE2\x80\x93", "\xE2\x88\x92", "\xE2\x80\x94", ".",
                                        "...", "\xE2\x80\xA6", "/", "x", "X", "()", "*", "\xC2\xB7",
                                        "\xE2\x80\xA2"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strcmp(text, signs[i]) == 0)
            return true;
    return false;
}

static bool has_word(const char *text)
{
    uint32_t cp;
    size_t letters = 0;
    while ((cp = text_next(&text)) != 0)
        letters += text_letter(cp);
    return letters >= 3;
}

/* The ActualText of the cell or of an element between it and the sign. */
static void check_sign(struct check *c, const struct block *cell)
{
    const struct tree *t = &c->tree;
    const char *text = text_plain(c->store, cell->text);
    if (!is_sign(text))
        return;
    for (size_t i = 0; i < cell->n; i++) {
        const struct letter *l = &cell->letters[i];
        bool told = l->glyph->replaced;
        for (size_t e = l->element; e != 0 && !told; e = t->e[e].parent) {
            told = t->e[e].actual != NULL && has_word(t->e[e].actual);
            if (e == cell->element)
                break;
        }
        if (!told && !text_space(l->cp)) {
            fault(c, RULE_SIGN, NO_PAGE, cell->element, text, "a sign without ActualText");
            return;
        }
    }
}

void check_text(struct check *c)
{
    const struct tree *t = &c->tree;
    for (size_t i = 0; i < t->n_blocks; i++) {
        const struct block *b = &t->blocks[i];
        if (tree_is(t, b->element, "Figure"))
            continue;
        check_block(c, b);
        if (tree_is_one(t, b->element, "TD TH") || tree_above(t, b->element, "TD TH") != 0)
            check_sign(c, b);
    }
}
