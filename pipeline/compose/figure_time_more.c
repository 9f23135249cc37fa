#include "compose/figure_private.h"

void build_multiples(struct figure *f)
{
    f->failed = true;
}

void build_ages(struct figure *f)
{
    f->failed = true;
}
