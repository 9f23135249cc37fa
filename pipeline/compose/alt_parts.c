#include "compose/alt_private.h"

void alt_stack(struct buf *b, const struct chart *c)
{
    (void)b;
    (void)c;
}

void alt_diverging(struct buf *b, const struct chart *c)
{
    (void)b;
    (void)c;
}
