/* The fonts of a report: which ones the theme asks for. Constant once made; the strings
 * belong to whoever made the choice and must outlive the fonts opened from it. */
#ifndef PAGE_FONT_H
#define PAGE_FONT_H

#include "base/diag.h"
#include "page/metrics.h"

/* The first roles are the faces themselves; the others help out where a face has no
 * glyph, the last one beside bold text. */
enum { FONT_SYMBOL = FACE_COUNT, FONT_SYMBOL_BOLD, FONT_COUNT };

/* Either family and style, as fontconfig knows them, or the path of a file. */
struct font_choice {
    const char *family, *style; /* NULL with a path */
    const char *path;           /* NULL with a family */
    struct place at;            /* where it was asked for */
};

#endif
