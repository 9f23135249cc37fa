/* Theme: sizes, colours and the grid of the pages (values of the look). Constant.
 * Lengths [mpt], colours 0xRRGGBB. */
#ifndef LAYOUT_THEME_H
#define LAYOUT_THEME_H

#include <stdbool.h>
#include <stdint.h>

#include "page/metrics.h"

struct type_style { /* one role of text */
    enum face face;
    mpt size, leading;
    uint32_t rgb;
};

struct theme {
    mpt page_w, page_h;              /* A4 */
    mpt margin_inner, margin_outer;
    bool mirrored;                   /* the edition for screens, too, as for print */
    mpt text_top, text_bottom;       /* y of the text block */
    mpt text_w;                      /* width of the text block */
    mpt column, gutter;              /* 12 columns */
    mpt grid_first, grid;            /* first baseline, pitch */
    uint32_t ink, grey, mark, range, rule, sand, sand2, petrol;
    uint32_t field[6], field_mid[6]; /* 0 general (petrol), 1..5 Handlungsfelder; mid tones */
    uint32_t sequence[5];            /* low to high */
    struct type_style h1, h1_finding, h2, h3, h4, lead, body, key, numeral, block_title,
        block_subtitle, table, table_dense, box_title, box_text, axis, label, note, head,
        folio, cover_title, cover_name, cover_sub, key_figure;
};

/* The built-in theme. */
const struct theme *theme_default(void);

#endif
