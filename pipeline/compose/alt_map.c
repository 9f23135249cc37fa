#include "compose/alt_private.h"

void alt_map(struct buf *b, const struct chart *c)
{
    (void)b;
    (void)c;
}

void alt_tiles(struct buf *b, const struct chart *c)
{
    (void)b;
    (void)c;
}

void alt_symbols(struct buf *b, const struct chart *c)
{
    (void)b;
    (void)c;
}
