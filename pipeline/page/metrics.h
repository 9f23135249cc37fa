/* Metrics: what layout may ask about fonts; a callback, so that layout never sees
 * a PDF library and tests plug in a font in which every glyph is one unit wide. */
#ifndef PAGE_METRICS_H
#define PAGE_METRICS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int32_t mpt; /* length in 1/1000 pt: integer, so that layout is exact everywhere */

#define PT(x) ((mpt)((x) * 1000.0 + ((x) < 0 ? -0.5 : 0.5)))

enum face { FACE_REGULAR, FACE_BOLD, FACE_LIGHT, FACE_ITALIC, FACE_COUNT };

enum {
    /* Figures of one width, words with figures without kerning: tables, charts, folios.
     * Other text has proportional figures, which are spaced like its letters. */
    RUN_TABULAR = 1,
    RUN_HYPHEN = 2, /* ends in a hyphen made by layout */
    RUN_OPEN = 4    /* goes on in the next line without a space: "2008–" + "2015" */
};

struct metrics {
    void *ctx;
    /* Advance of the text set in one run [mpt]; spaces at their natural width. */
    mpt (*width)(void *ctx, enum face face, mpt size, const char *text, size_t len,
                 unsigned flags);
    /* Whether the face (or its fallback) has a glyph for the character. */
    bool (*has)(void *ctx, enum face face, uint32_t cp);
    int cap_height; /* [1/1000 em] */
    int x_height;   /* [1/1000 em] */
    int ascent;     /* [1/1000 em] */
    int descent;    /* [1/1000 em], positive downwards */
    const char *tried[FACE_COUNT]; /* fonts asked for a character, for messages; or NULL */
};

#endif
