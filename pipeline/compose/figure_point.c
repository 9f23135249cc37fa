#include "compose/figure_private.h"

void build_scatter(struct figure *f)
{
    f->failed = true;
}

void build_slope(struct figure *f)
{
    f->failed = true;
}

void build_funnel(struct figure *f)
{
    f->failed = true;
}
