#include "layout/chart_tools_private.h"

enum { TONES = 5 };

uint32_t class_colour(const struct theme *t, const struct chart *c, int klass)
{
    int n = (int)c->n_classes;
    if (n < 2)
        return t->sequence[TONES / 2];
    return t->sequence[(klass - 1) * (TONES - 1) / (n - 1)];
}

uint32_t ink_on(const struct theme *t, uint32_t fill)
{
    return theme_contrast(t->ink, fill) >= theme_contrast(0xFFFFFF, fill) ? t->ink : 0xFFFFFF;
}
