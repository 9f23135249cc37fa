/* Theme: what the reports of a templates folder look like; read from its theme.xml.
 *
 * Lengths [mpt], colours 0xRRGGBB. Ownership: theme_load() gives, theme_free() takes;
 * constant between the two. Errors: NULL, with messages that name the place in the
 * file; what can be printed but hardly read is a warning. */
#ifndef LAYOUT_THEME_H
#define LAYOUT_THEME_H

#include <stdbool.h>
#include <stdint.h>

#include "base/diag.h"
#include "page/font.h"
#include "page/metrics.h"

struct arena;

struct type_style { /* one role of text */
    enum face face;
    mpt size, leading;
    uint32_t rgb;
};

enum head_item {
    HEAD_BARS,        /* one bar per Handlungsfeld */
    HEAD_RUNNING,     /* title of the section */
    HEAD_VOLUME,
    HEAD_PUBLICATION,
    HEAD_MARK,        /* "Demonstrationsdaten" */
    HEAD_FOLIO,
    HEAD_ITEM_COUNT
};

struct head_side { /* from the edge of the text block inwards */
    int n;
    enum head_item item[HEAD_ITEM_COUNT];
};

enum { ANNEX_RISE = 14000 }; /* [mpt] of the annex, where there is one, above the head */

struct head_line { /* head or foot of a page */
    mpt baseline;     /* from the top of the page */
    mpt gap;          /* between items */
    struct head_side outer, inner;
};

struct theme {
    mpt page_w, page_h;
    mpt margin_inner, margin_outer;
    bool mirrored;                   /* on screens, too; the edition for print always is */
    mpt text_top, text_bottom;       /* y of the text block */
    mpt text_w;                      /* width of the text block */
    mpt column, gutter;              /* 12 columns */
    mpt grid_first, grid;            /* first baseline, pitch */
    uint32_t ink, grey, mark, range, rule, sand, sand2, brand;
    uint32_t field[6], field_mid[6]; /* 0 general, 1..5 Handlungsfelder; mid tones */
    uint32_t sequence[5];            /* low to high */
    uint32_t diverging[5];           /* low, middle, high; all 0 where the theme has none */
    struct type_style h1, h1_finding, h2, h3, h4, lead, body, key, numeral, block_title,
        block_subtitle, table, table_dense, box_title, box_text, axis, label, note, head,
        folio, cover_title, cover_name, cover_sub, key_figure;
    struct head_line page_head, page_foot;
    mpt bar_w, bar_h, bar_pitch;     /* of HEAD_BARS */
    mpt bar_rise;                    /* their top above the baseline */
    struct font_choice font[FONT_COUNT];
    const char *last_parts;          /* of compounds, with blanks between: "anteil quote" */
    struct arena *arena;
};

/* Where the baseline lies below the top of a line: 11 of 14, at any size. */
static inline mpt leading_base(mpt leading)
{
    return (mpt)((int64_t)leading * 11 / 14);
}

/* dir/theme.xml. Font paths in it are relative to dir and stay inside it. */
struct theme *theme_load(const char *dir, struct diag *d);
void theme_free(struct theme *t); /* NULL is allowed */

/* Contrast ratio of two colours, 1 to 21 (W3C, Web Content Accessibility Guidelines
 * 2.2, definitions of "contrast ratio" and "relative luminance"). */
double theme_contrast(uint32_t a, uint32_t b);

#endif
