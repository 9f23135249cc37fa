#include "compose/figure_private.h"

void build_map(struct figure *f)
{
    f->failed = true;
}

void build_tiles(struct figure *f)
{
    f->failed = true;
}

void build_symbols(struct figure *f)
{
    f->failed = true;
}
