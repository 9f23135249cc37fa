#include <string.h>

#include "layout/text_private.h"

/* Shares of the width [1/1000], as usual with engines that know optical margins (pdfTeX,
 * H. T. Thanh 2000): small signs half, wide ones less, so that nothing seems to float. */
struct share {
    const char *sign;
    int share;
};

static const struct share at_left[] = {
    {"„", 500}, {"‚", 500}, {"»", 400}, {"›", 400}, {"(", 250}, {"[", 250},
};
static const struct share at_right[] = {
    {"-", 500}, {"\u2010", 500}, {"–", 250}, {".", 500}, {",", 500}, {":", 300}, {";", 300},
    {"“", 400}, {"‘", 400}, {"«", 400}, {"‹", 400},
};

static mpt hang(const struct layout *l, const struct text_style *s, const struct share *share)
{
    mpt width = style_width(l, s, share->sign, strlen(share->sign));
    return (mpt)((int64_t)width * share->share / 1000);
}

mpt hang_left(const struct layout *l, const struct piece *p)
{
    for (size_t i = 0; i < sizeof at_left / sizeof at_left[0]; i++) {
        size_t n = strlen(at_left[i].sign);
        if (p->len > n && memcmp(p->text, at_left[i].sign, n) == 0)
            return hang(l, p->style, &at_left[i]);
    }
    return 0;
}

mpt hang_right(const struct layout *l, const struct piece *p)
{
    if (p->end == END_HYPHEN)
        return p->style->hyphen / 2;
    for (size_t i = 0; i < sizeof at_right / sizeof at_right[0]; i++) {
        size_t n = strlen(at_right[i].sign);
        if (p->len > n && memcmp(p->text + p->len - n, at_right[i].sign, n) == 0)
            return hang(l, p->style, &at_right[i]);
    }
    return 0;
}
