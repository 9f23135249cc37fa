#include "methods/rank.h"

#include <stdlib.h>

static int by_value(const void *a, const void *b)
{
    const struct ranked *x = a;
    const struct ranked *y = b;
    if (x->value > y->value || x->value < y->value)
        return x->value > y->value ? -1 : 1;
    return x->item < y->item ? -1 : x->item > y->item;
}

static int same_value(const struct ranked *a, const struct ranked *b)
{
    return !(a->value > b->value) && !(a->value < b->value);
}

void rank_descending(struct ranked *list, size_t n)
{
    qsort(list, n, sizeof *list, by_value);
    for (size_t i = 0; i < n; i++)
        list[i].rank = i > 0 && same_value(&list[i], &list[i - 1]) ? list[i - 1].rank
                                                                    : (int)i + 1;
}
