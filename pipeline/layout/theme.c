#include "layout/theme.h"

#define INK 0x26231E
#define GREY 0x5B564D
#define PETROL 0x17505C
#define STYLE(face, size, leading, rgb) {FACE_##face, PT(size), PT(leading), rgb}

static const struct theme built_in = {
    .page_w = PT(595.28), .page_h = PT(841.89),
    .margin_inner = PT(62.36), .margin_outer = PT(51.02),
    .mirrored = false,
    .text_top = PT(71), .text_bottom = PT(771), .text_w = PT(481.9),
    .column = PT(29.16), .gutter = PT(12),
    .grid_first = PT(82), .grid = PT(14),
    .ink = INK, .grey = GREY, .mark = 0x857E72, .range = 0x958D7F, .rule = 0xCBC5B9,
    .sand = 0xF6F2E9, .sand2 = 0xE9E2D4, .petrol = PETROL,
    .field = {PETROL, 0xB2520F, 0x5A3287, 0x1B6FBF, 0x165C3A, 0x82265A},
    .field_mid = {0x6797A0, 0xCB7A45, 0x9A83BC, 0x6597CC, 0x6A9A80, 0xB97F9B},
    .sequence = {0xE6EFEF, 0xBDD3D5, 0x88AFB5, 0x4C8590, 0x17505C},
    .h1 = STYLE(BOLD, 20, 21, INK),
    .h1_finding = STYLE(BOLD, 18, 21, INK),
    .h2 = STYLE(BOLD, 14, 21, INK),
    .h3 = STYLE(BOLD, 11, 14, INK),
    .h4 = STYLE(BOLD, 9.5, 14, INK),
    .lead = STYLE(REGULAR, 9.5, 14, GREY),
    .body = STYLE(REGULAR, 9.5, 14, INK),
    .key = STYLE(REGULAR, 9, 14, INK),
    .numeral = STYLE(LIGHT, 16, 14, PETROL),
    .block_title = STYLE(BOLD, 9.5, 12, INK),
    .block_subtitle = STYLE(REGULAR, 8, 10.5, GREY),
    .table = STYLE(REGULAR, 8.5, 14, INK),
    .table_dense = STYLE(REGULAR, 8, 10.75, INK),
    .box_title = STYLE(BOLD, 8.5, 12, PETROL),
    .box_text = STYLE(REGULAR, 8.5, 12, INK),
    .axis = STYLE(REGULAR, 7.5, 10.5, GREY),
    .label = STYLE(BOLD, 8, 10.5, INK),
    .note = STYLE(REGULAR, 7.5, 10.5, GREY),
    .head = STYLE(REGULAR, 7.5, 10.5, GREY),
    .folio = STYLE(BOLD, 8.5, 10.5, INK),
    .cover_title = STYLE(LIGHT, 46, 52, INK),
    .cover_name = STYLE(BOLD, 46, 52, INK),
    .cover_sub = STYLE(REGULAR, 12, 14, GREY),
    .key_figure = STYLE(LIGHT, 23, 28, INK),
};

const struct theme *theme_default(void)
{
    return &built_in;
}
