#include "compose/alt_private.h"

void alt_range(struct buf *b, const struct chart *c)
{
    (void)b;
    (void)c;
}

void alt_heat(struct buf *b, const struct chart *c)
{
    (void)b;
    (void)c;
}

void alt_classes(struct buf *b, const struct chart *c)
{
    (void)b;
    (void)c;
}
