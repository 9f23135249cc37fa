#include "compose/alt_private.h"

void alt_scatter(struct buf *b, const struct chart *c)
{
    (void)b;
    (void)c;
}

void alt_slope(struct buf *b, const struct chart *c)
{
    (void)b;
    (void)c;
}

void alt_funnel(struct buf *b, const struct chart *c)
{
    (void)b;
    (void)c;
}
