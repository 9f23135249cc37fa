#include <string.h>

#include "structure/check.h"
#include "structure/text.h"

enum { CAPITALS_MIN = 2, TOKEN_MAX = 64 };

static bool word_letter(uint32_t cp)
{
    return text_letter(cp) || text_digit(cp);
}

/* The expansion of the innermost element with one, or of the content; NULL. */
static const char *expansion(const struct tree *t, const struct letter *l)
{
    for (size_t e = l->element; e != 0; e = t->e[e].parent)
        if (t->e[e].expansion != NULL)
            return t->e[e].expansion;
    return l->glyph->expanded ? "" : NULL;
}

static bool has_actual(const struct tree *t, const struct letter *l)
{
    for (size_t e = l->element; e != 0; e = t->e[e].parent)
        if (t->e[e].actual != NULL)
            return true;
    return l->glyph->replaced;
}

/* Number of letters the word takes from there, soft hyphens and blanks of any width
 * included; 0 if it does not stand there. */
static size_t stands_at(const struct block *b, size_t from, const char *word)
{
    size_t i = from;
    uint32_t cp, last = 0;
    const char *p = word;
    while ((cp = text_next(&p)) != 0) {
        while (i < b->n && b->letters[i].cp == SOFT_HYPHEN)
            i++;
        if (i >= b->n || (b->letters[i].cp != cp && !(text_space(cp) &&
                                                      text_space(b->letters[i].cp))))
            return 0;
        last = cp;
        i++;
    }
    bool inside = i < b->n && word_letter(last) && word_letter(b->letters[i].cp);
    return inside ? 0 : i - from;
}

static void check_expanded(struct check *c, const struct block *b, size_t from, size_t n,
                           const struct word *word)
{
    for (size_t i = from; i < from + n; i++) {
        const struct letter *l = &b->letters[i];
        const char *full = expansion(&c->tree, l);
        if (has_actual(&c->tree, l) || l->cp == SOFT_HYPHEN || text_space(l->cp))
            continue;
        if (full == NULL) {
            fault(c, RULE_ABBREVIATION, l->page, b->element, b->text, "\"%s\" is not expanded",
                  word->brief);
            return;
        }
        if (*full != '\0' && strcmp(text_plain(c->store, full), word->full) != 0) {
            fault(c, RULE_ABBREVIATION, l->page, l->element, full,
                  "the expansion of \"%s\" is not that of the list", word->brief);
            return;
        }
    }
}

/* The longest abbreviation of the list at that place; returns its length. */
static size_t check_at(struct check *c, const struct block *b, size_t from)
{
    const struct word *longest = NULL;
    size_t length = 0;
    for (size_t w = 0; w < c->words->n; w++) {
        size_t n = stands_at(b, from, c->words->word[w].brief);
        if (n > length) {
            length = n;
            longest = &c->words->word[w];
        }
    }
    if (longest != NULL)
        check_expanded(c, b, from, length, longest);
    return length;
}

static bool roman(const char *word)
{
    return word[strspn(word, "IVXLCDM")] == '\0';
}

/* Words in capitals that no list has: "BBSR". Numerals are none, nor codes with digits
 * ("GV100AD", "CC-BY-4.0"), nor words with an expansion. */
static void check_capitals(struct check *c, const struct block *b, size_t from, size_t end)
{
    size_t n = 0;
    bool digits = false;
    char word[TOKEN_MAX];
    for (size_t i = from; i < end; i++)
        digits = digits || text_digit(b->letters[i].cp);
    for (size_t i = from; !digits && i <= end; i++) {
        uint32_t cp = i < end ? b->letters[i].cp : 0;
        if (cp >= 'A' && cp <= 'Z' && n < TOKEN_MAX - 1) {
            word[n++] = (char)cp;
            continue;
        }
        word[n] = '\0';
        if (n >= CAPITALS_MIN && !text_letter(cp) && !roman(word) &&
            (i - n == from || !text_letter(b->letters[i - n - 1].cp)) &&
            expansion(&c->tree, &b->letters[i - 1]) == NULL)
            fault(c, RULE_UNLISTED, b->letters[from].page, b->element, b->text,
                  "\"%s\" is not in the list", word);
        n = 0;
    }
}

static void check_block(struct check *c, const struct block *b)
{
    for (size_t i = 0; i < b->n;) {
        bool start = i == 0 || !word_letter(b->letters[i - 1].cp);
        size_t n = start ? check_at(c, b, i) : 0;
        i += n > 0 ? n : 1;
    }
    for (size_t i = 0; i < b->n;) {
        size_t end = i;
        while (end < b->n && !text_space(b->letters[end].cp))
            end++;
        bool listed = false;
        for (size_t k = i; k < end; k++)
            for (size_t w = 0; w < c->words->n && !listed; w++)
                listed = (k == i || !word_letter(b->letters[k - 1].cp)) &&
                         stands_at(b, k, c->words->word[w].brief) > 0;
        if (!listed)
            check_capitals(c, b, i, end);
        i = end + 1;
    }
}

/* What is drawn in a figure is not read: its alternative text is. */
void check_words(struct check *c)
{
    const struct tree *t = &c->tree;
    for (size_t i = 0; c->words->n > 0 && i < t->n_blocks; i++)
        if (!tree_is(t, t->blocks[i].element, "Figure"))
            check_block(c, &t->blocks[i]);
}
