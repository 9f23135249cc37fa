#include "compose/figure_private.h"

void build_stack(struct figure *f)
{
    f->failed = true;
}

void build_diverging(struct figure *f)
{
    f->failed = true;
}
