/* Ranks with ties: 1 is the highest value; equal values share the smallest rank and
 * the ranks after them are left out (1, 2, 2, 4: standard competition ranking). */
#ifndef METHODS_RANK_H
#define METHODS_RANK_H

#include <stddef.h>

struct ranked {
    double value; /* finite */
    size_t item;  /* the caller's name for it */
    int rank;     /* filled in by rank_descending() */
};

/* Sorts by value, highest first, ties by item, and fills in the ranks. */
void rank_descending(struct ranked *list, size_t n);

#endif
