#include "layout/hyphen_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"

enum { SHORT_WORD = 64 }; /* [letters] on the stack; longer ones are rare */

/* German capitals within Latin-1; the capital sharp s is a letter since 2017. */
static uint32_t lower(uint32_t cp)
{
    if ((cp >= 'A' && cp <= 'Z') || (cp >= 0xC0 && cp <= 0xDE && cp != 0xD7))
        return cp + 0x20;
    return cp == 0x1E9E ? 0xDF : cp;
}

struct letters {
    unsigned char *symbol; /* with the word boundary '.' at both ends */
    unsigned char *level;  /* before letter i of the symbols */
    uint32_t *offset;      /* of the letter in the word [bytes] */
    size_t count;          /* symbols */
};

static void decode(struct letters *l, const struct hyphen_table *t, const char *word, size_t n)
{
    const char *p = word;
    const char *end = word + n;
    size_t k = 0;
    l->symbol[k++] = t->symbols['.'];
    while (p < end) {
        l->offset[k] = (uint32_t)(p - word);
        uint32_t cp = lower(utf8_next(&p, end));
        l->symbol[k++] = cp < 256 ? t->symbols[cp] : 0;
    }
    l->offset[k] = (uint32_t)n;
    l->symbol[k++] = t->symbols['.'];
    l->count = k;
}

static void apply(unsigned char *level, const unsigned char *rule, size_t end)
{
    size_t count = rule[0];
    size_t first = end - rule[1];
    for (size_t i = 0; i < count; i++)
        if (rule[2 + i] > level[first + i])
            level[first + i] = rule[2 + i];
}

static void match(struct letters *l, const struct hyphen_table *t)
{
    for (size_t i = 0; i < l->count; i++) {
        uint32_t base = t->root;
        for (size_t k = i; k < l->count && base != 0; k++) {
            unsigned char symbol = l->symbol[k];
            if (symbol == 0 || base + symbol >= t->n_slots)
                break;
            const struct hyphen_slot *slot = &t->slots[base + symbol];
            if (slot->owner != symbol)
                break;
            if (slot->level != 0)
                apply(l->level, t->levels + slot->level, k + 1);
            base = slot->base;
        }
    }
}

static size_t collect(const struct letters *l, size_t left, size_t right,
                      unsigned char *breaks)
{
    size_t found = 0;
    size_t letters = l->count - 2;
    for (size_t i = left; i + right <= letters; i++) {
        if ((l->level[i + 1] & 1) == 0)
            continue;
        breaks[l->offset[i + 1]] = 1;
        found++;
    }
    return found;
}

static size_t divide(const struct hyphen_table *t, const char *word, size_t n, size_t left,
                     size_t right, unsigned char *breaks)
{
    unsigned char symbol[SHORT_WORD + 3];
    unsigned char level[SHORT_WORD + 4];
    uint32_t offset[SHORT_WORD + 3];
    struct letters l = {symbol, level, offset, 0};
    void *big = NULL;
    memset(breaks, 0, n);
    if (n > SHORT_WORD) {
        size_t cells = n + 4;
        big = mem_alloc(cells * (sizeof(uint32_t) + 2));
        l.offset = big;
        l.symbol = (unsigned char *)(l.offset + cells);
        l.level = l.symbol + cells;
    }
    decode(&l, t, word, n);
    memset(l.level, 0, l.count + 1);
    match(&l, t);
    size_t found = collect(&l, left, right, breaks);
    free(big);
    return found;
}

size_t hyphen_word(const struct hyphen_table *t, const char *word, size_t n,
                   unsigned char *breaks)
{
    return divide(t, word, n, HYPHEN_LEFT, HYPHEN_RIGHT, breaks);
}

size_t hyphen_joints(const struct hyphen_table *t, const char *word, size_t n,
                     unsigned char *joints)
{
    return divide(t, word, n, JOINT, JOINT, joints);
}
