#include "layout/chart_tools_private.h"

enum { TONES = 5 };

/* The tones of 1 to 5 classes: as far apart as may be, a middle only where there is one. */
static const unsigned char tone_of[TONES][TONES] = {
    {2}, {0, 4}, {0, 2, 4}, {0, 1, 3, 4}, {0, 1, 2, 3, 4}};

uint32_t class_colour(const struct theme *t, const struct chart *c, int klass)
{
    bool diverging = c->scale == SCALE_DIVERGING && t->diverging[0] != t->diverging[TONES - 1];
    const uint32_t *tones = diverging ? t->diverging : t->sequence;
    size_t n = c->n_classes < 1 ? 1 : c->n_classes > TONES ? TONES : c->n_classes;
    size_t k = klass < 1 ? 0 : (size_t)klass > n ? n - 1 : (size_t)klass - 1;
    return tones[tone_of[n - 1][k]];
}

uint32_t ink_on(const struct theme *t, uint32_t fill)
{
    return theme_contrast(t->ink, fill) >= theme_contrast(0xFFFFFF, fill) ? t->ink : 0xFFFFFF;
}
