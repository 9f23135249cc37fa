/* Fonts as content uses them: widths, characters and glyphs of codes.
 *
 * Understood are simple fonts and Type0 over CIDFontType2 with Identity-H or a CMap in the
 * file for codes of one and two bytes, for glyphs and outlines TrueType; what is not
 * understood stands in fault. */
#ifndef STRUCTURE_FONT_H
#define STRUCTURE_FONT_H

#include <stdbool.h>
#include <stdint.h>

#include "structure/object.h"

struct font {
    json_t *dict;         /* identity: one font for each dictionary */
    const char *name;     /* BaseFont */
    const char *fault;    /* not understood: what; NULL otherwise */
    bool composite;
    unsigned char bytes[256]; /* of a code, by its first byte; 0: no code begins so */
    uint32_t n_codes;
    uint32_t *cid;        /* by code */
    float *width;         /* by code [1/1000 em] */
    const char **text;    /* by code: UTF-8 from ToUnicode, NULL where there is none */
    bool *used;           /* by code: shown on a page */
    double top, bottom;   /* of capitals and descenders [1/1000 em] */
    const unsigned char *gids; /* two bytes for each CID, NULL: identity */
    size_t n_gids;
    const unsigned char *file; /* TrueType; NULL if not embedded or of another kind */
    size_t file_len;
    bool embedded, subset;     /* has a file; its name has a tag as ISO 32000-1, 9.6.4 */
    const char *text_fault;    /* in ToUnicode */
    size_t mapped;             /* entries of ToUnicode read */
};

struct font_list {
    struct font **font;
    size_t n, cap;
};

/* The font of a dictionary (or reference), made at the first call; never NULL. */
struct font *font_find(struct font_list *list, const struct pdf *pdf, json_t *value);

uint32_t font_glyph(const struct font *f, uint32_t code);
/* FONT_ABSENT: no such glyph in the file; FONT_EMPTY: without outline. */
enum font_outline { FONT_DRAWN, FONT_EMPTY, FONT_ABSENT, FONT_UNKNOWN };
enum font_outline font_outline(const struct font *f, uint32_t gid);

#endif
