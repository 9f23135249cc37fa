/* Hyphenation by Liang's method (F. M. Liang, Word Hy-phen-a-tion by Com-put-er,
 * Stanford 1983) with the German patterns of the reformed spelling, compiled at
 * build time into const tables by tools/hyphen_compile.c.
 *
 * Units: bytes of UTF-8. At least 2 letters stay before and 3 after a hyphen, and only
 * words of 7 letters and more are parted: in lines that need not be full, the syllable of
 * a short word gains less than the hyphen costs the reader. */
#ifndef LAYOUT_HYPHEN_PRIVATE_H
#define LAYOUT_HYPHEN_PRIVATE_H

#include <stddef.h>
#include <stdint.h>

enum {
    HYPHEN_LEFT = 2, HYPHEN_RIGHT = 3, HYPHEN_WORD = 7, JOINT = 2, /* [letters] */
    HYPHEN_SYMBOLS = 64
};

/* A slot of the packed trie: the children of a node with base b lie at b + symbol
 * and carry that symbol in owner, so that slots of different nodes interleave. No two
 * nodes have the same base. */
struct hyphen_slot {
    uint32_t base;  /* of the children, 0: none */
    uint16_t level; /* offset into levels, 0: no pattern ends here */
    uint8_t owner;  /* symbol this slot belongs to, 0: free */
};

struct hyphen_table {
    const struct hyphen_slot *slots;
    uint32_t n_slots;
    uint32_t root;               /* base of the root */
    const unsigned char *levels; /* per pattern: count, first place from its end, digits */
    const unsigned char *symbols; /* Latin-1 letter (lower case) to symbol, 0: none */
};

extern const struct hyphen_table hyphen_de;

/* Sets breaks[i] to 1 where the word may be parted before byte i, otherwise 0.
 * word: letters only, any case; breaks: n bytes. Characters outside Latin-1 stop
 * patterns but do no harm. Returns the number of places. */
size_t hyphen_word(const struct hyphen_table *t, const char *word, size_t n,
                   unsigned char *breaks);

/* The same where parts of the word may meet: a part has two letters at least. */
size_t hyphen_joints(const struct hyphen_table *t, const char *word, size_t n,
                     unsigned char *joints);

#endif
