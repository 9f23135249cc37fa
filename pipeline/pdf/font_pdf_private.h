/* Fonts of one document: Type0 with CIDFontType2, and codes of mostly one byte.
 *
 * A code stands for one glyph as one character: the space glyph has a code for U+0020
 * and another for U+00A0, the hyphen of a broken word one that means U+00AD. So the
 * text layer keeps what was written, whatever was drawn.
 * Ownership: font_set_new() / font_set_free(). */
#ifndef PDF_FONT_PDF_PRIVATE_H
#define PDF_FONT_PDF_PRIVATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "pdf/engine_private.h"
#include "pdf/fonts_private.h"

struct font_code {
    uint16_t code;  /* below 256: one byte */
    uint16_t gid;
    uint16_t next;  /* further code of the glyph: index + 1, 0 ends */
    uint32_t cp;    /* or LIGATURE with its letters */
};

struct font_use {
    const struct font_file *file;
    uint16_t *first;         /* by glyph: index + 1 of its first code */
    struct font_code *codes; /* in order of first use; ascending when they are written */
    uint32_t n, cap;
    bool taken[256];         /* by code of one byte */
    uint16_t wide;           /* the last code of two bytes, 0: none */
};

struct font_set {
    struct font_use use[FONT_COUNT];
    bool full; /* a font ran out of codes: the document is not to be written */
};

struct font_set *font_set_new(const struct fonts *f);
void font_set_free(struct font_set *s); /* NULL is allowed */

/* A code below 256 is one byte, others are two, none of which needs an escape in a literal
 * string. */
uint16_t font_set_code(struct font_set *s, unsigned font, uint16_t gid, uint32_t cp);

/* Writes the fonts that were used; returns the resource dictionary all pages share,
 * in which font i is called /F<i>. 0 after errors; reason then says what failed.
 * Texts live in the arena until the document is saved. No codes may be asked for any more. */
uint32_t font_set_write(struct font_set *s, struct engine *e, struct arena *a,
                        const char **reason);

#endif
