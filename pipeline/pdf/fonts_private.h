/* Font files: the faces of a report and their symbol fallback, open for a process.
 *
 * Advances are counted in 1/10000 em and rounded once per glyph, so that what
 * layout measures, what /W says and what is drawn are the same integers. */
#ifndef PDF_FONTS_PRIVATE_H
#define PDF_FONTS_PRIVATE_H

#include <harfbuzz/hb.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "pdf/pdf.h"

#define EM 10000 /* [advance units] */

/* What a ligature stands for: up to four ASCII letters in one value beyond Unicode,
 * 7 bits each, the first one lowest. */
#define LIGATURE 0x80000000U
enum { LIGATURE_LETTERS = 4 };

struct font_file {
    struct file_map map;
    const char *name;    /* PostScript name */
    const char *title;   /* for people: "Lato Bold" */
    const char *version; /* "" where it says none */
    const char *path;
    hb_face_t *face;
    hb_font_t *font;  /* scaled to font units */
    unsigned upem;    /* [font units per em] */
    unsigned n_glyphs;
    bool symbolic;
    int box[4];       /* FontBBox [1/1000 em] */
    int ascent, descent, cap_height; /* [1/1000 em], descent negative */
    int x_height;     /* [1/1000 em] */
    int italic_angle; /* [degrees] */
    int stem;         /* [1/1000 em] */
};

struct shapes; /* caches, see shape_private.h */

struct fonts {
    struct arena *arena;
    const struct font_choice *choices;
    struct font_file file[FONT_COUNT];
    const char *tried[FACE_COUNT]; /* "Lato Bold und DejaVu Sans Bold" */
    struct shapes *shapes;
    joints_find *joints; /* NULL: no ligatures */
    struct buf profile; /* sRGB, deflated */
};

/* Opens a file, which may be anything: what is not a whole TrueType font that may be
 * embedded is refused with the reason. Strings go to the arena. 0 or -1; to be closed
 * in either case. */
struct font_found;
int font_file_open(struct font_file *f, struct arena *a, const struct font_choice *c,
                   const struct font_found *found, struct diag *d);
void font_file_close(struct font_file *f);

/* The fonts that were asked for a character of the face, for messages. */
const char *fonts_tried(const struct fonts *f, enum face face);

/* v font units in 1/10000 em. */
int32_t font_units(const struct font_file *f, hb_position_t v);

/* Advance of a glyph alone, as /W says it. */
int32_t font_advance(const struct font_file *f, uint32_t gid);

/* Glyph of a character, 0 where the font has none. */
uint32_t font_glyph(const struct font_file *f, uint32_t cp);

/* The font that helps out where a face has no glyph. */
unsigned font_fallback(enum face face);

#endif
