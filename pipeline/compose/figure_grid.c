#include "compose/figure_private.h"

void build_range(struct figure *f)
{
    f->failed = true;
}

void build_heat(struct figure *f)
{
    f->failed = true;
}

void build_classes(struct figure *f)
{
    f->failed = true;
}
