#include "compose/alt_private.h"

void alt_multiples(struct buf *b, const struct chart *c)
{
    (void)b;
    (void)c;
}

void alt_ages(struct buf *b, const struct chart *c)
{
    (void)b;
    (void)c;
}
