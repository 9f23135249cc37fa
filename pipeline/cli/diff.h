/* Differences between what two editions publish, or an edition and the inputs as they are now.
 *
 * A figure that one side keeps secret ("." or "/") is told without the number of the other: it
 * would be that number, or near it, as long as little changed. A figure that is there no more is
 * told without its number as well, because a year in which all is secret is recorded by no
 * edition.
 *
 * Ownership: diff_make() puts everything into the arena; rows are the tables'. */
#ifndef CLI_DIFF_H
#define CLI_DIFF_H

#include "base/arena.h"
#include "guard/record_table.h"

enum diff_kind {
    DIFF_CHANGED, DIFF_HIDDEN, DIFF_SHOWN, DIFF_SIGN, DIFF_NEW, DIFF_GONE, DIFF_KINDS
};

enum diff_why {
    WHY_DATA, WHY_RULES, WHY_FORMULA, WHY_HIDDEN, WHY_SHOWN, WHY_SIGN, WHY_INDICATOR, WHY_AREA,
    WHY_YEAR, WHY_FIGURE
};

struct difference {
    enum diff_kind kind;
    enum diff_why why;
    const struct record_row *then, *now; /* NULL: not there */
};

struct diff {
    struct difference *list; /* of each edition in its order: what is gone comes last */
    size_t n, same, counts[DIFF_KINDS];
};

/* same_data: whether an indicator, by its identifier, rests on the same files on both sides. */
typedef bool diff_same_data(void *ctx, struct record_field indicator);

struct diff diff_make(struct arena *a, const struct record_table *then,
                      const struct record_table *now, diff_same_data *same_data, void *ctx);

/* The row whose number may be told of each side; NULL: none. */
const struct record_row *diff_told_then(const struct difference *d);
const struct record_row *diff_told_now(const struct difference *d);

#endif
