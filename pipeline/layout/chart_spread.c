#include <stdlib.h>

#include "layout/chart_tools_private.h"

static int by_height(const void *a, const void *b)
{
    const struct label_slot *x = a, *y = b;
    if (x->middle != y->middle)
        return x->middle < y->middle ? -1 : 1;
    return x->of < y->of ? -1 : x->of > y->of;
}

/* Downwards each keeps below the one before, then upwards from the bottom. */
void slots_spread(struct label_slot *slots, size_t n, mpt top, mpt bottom)
{
    qsort(slots, n, sizeof *slots, by_height);
    mpt edge = top;
    for (size_t i = 0; i < n; i++) {
        mpt least = edge + slots[i].height / 2;
        slots[i].middle = slots[i].middle < least ? least : slots[i].middle;
        edge = slots[i].middle + slots[i].height / 2;
    }
    edge = bottom;
    for (size_t i = n; i > 0; i--) {
        struct label_slot *l = &slots[i - 1];
        l->middle = l->middle > edge - l->height / 2 ? edge - l->height / 2 : l->middle;
        edge = l->middle - l->height / 2;
    }
}
