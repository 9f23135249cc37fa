/* Signs of official statistics (Zeichenerklärung): why a table cell shows
 * something else than, or more than, a plain number. A missing value is never 0.
 *
 * A value has one enum sign (what stands in place of the number) and any of the
 * SIGN_* marks (what stands beside it). */
#ifndef BASE_SIGN_H
#define BASE_SIGN_H

#include <stdbool.h>

enum sign {
    SIGN_VALUE,   /* a number is present */
    SIGN_NOTHING, /* –  exactly nothing; counts as 0 in sums */
    SIGN_SMALL,   /* 0  more than nothing, less than half of the smallest unit */
    SIGN_UNKNOWN, /* .  unknown or to be kept secret, by the publisher */
    SIGN_LATER,   /* …  comes later */
    SIGN_UNSURE,  /* /  not reliable enough */
    SIGN_CROSSED, /* x  a statement makes no sense */
    SIGN_HIDDEN_UPSTREAM, /* *  hidden by the Bundesagentur or another deliverer */
    SIGN_HIDDEN,  /* .  hidden by this program's disclosure control */
    SIGN_ABSENT,  /* no cell at all for this place: no figure was delivered */
    SIGN_COUNT
};

enum {
    SIGN_LIMITED = 1,     /* ( ) limited meaning */
    SIGN_PROVISIONAL = 2, /* p */
    SIGN_REVISED = 4,     /* r */
    SIGN_ESTIMATED = 8    /* s */
};

/* As templates and JSON name it: "value", "hidden". */
const char *sign_name(enum sign s);

/* The character(s) printed in a table cell for a sign: "–", "0", ".", "…", "/",
 * "x"; "" for SIGN_VALUE. SIGN_ABSENT prints "." */
const char *sign_text(enum sign s);

/* The German words that a reader hears: "nichts vorhanden", "geheim gehalten". */
const char *sign_words(enum sign s);

/* The German name of the character, where a text speaks of the sign itself: "Punkt";
 * NULL where the text is no sign. */
const char *sign_called(const char *text);

/* Sign named by a cell of an input file (trimmed); false where it is none.
 * "-" and "–" nothing, "." unknown, "..." and "…" later, "/" unsure,
 * "x" and "X" crossed, "*" hidden upstream. "0" is a number, not a sign. */
bool sign_parse(const char *text, enum sign *out);

/* True where the sign stands for a number that may be used in sums. */
bool sign_counts(enum sign s);

#endif
