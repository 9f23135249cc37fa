/* Shaping: text to glyphs. Text is cut at spaces into words; a word is shaped by
 * HarfBuzz and remembered across documents. Measuring and writing
 * read the same pieces. Figures are lining; proportional and kerned, or tabular and
 * without kerning (RUN_TABULAR).
 *
 * Ligatures: those of f with f, i, l, j that the font has, and only where the word cannot
 * be divided between the letters (Duden, Richtlinien für den Schriftsatz, "Ligaturen":
 * none in the joints of compounds, Schaf|fell, nor before endings, höf|lich). Patterns do
 * not tell a joint from a syllable, so of|fen goes without one, too: a missing ligature is
 * not seen, a wrong one misleads the reader.
 *
 * A remembered shape is a pure function of face, flags and text, so no document can
 * influence another. Memory is bounded: a full cache is read, no longer filled.
 * Ownership: pieces are lent, valid until the next shape_next(). */
#ifndef PDF_SHAPE_PRIVATE_H
#define PDF_SHAPE_PRIVATE_H

#include <stdint.h>

#include "pdf/fonts_private.h"

struct glyph {
    uint16_t gid;
    uint8_t font;    /* index into fonts.file */
    int32_t advance; /* to the next glyph, kerning included [1/10000 em] */
    uint32_t cp;     /* the character it stands for; LIGATURE: several */
};

struct shape {
    uint32_t n;
    uint32_t missing; /* a character without glyph, shown as U+FFFD; 0: none */
    int64_t advance;  /* sum [1/10000 em] */
    bool stretch;     /* U+0020: takes up word space */
    const struct glyph *glyphs;
};

struct shape_reader {
    struct fonts *fonts;
    enum face face;
    unsigned flags;
    const char *p, *end;
};

struct shapes *shapes_new(void);
void shapes_free(struct shapes *s);

struct shape_reader shape_start(struct fonts *f, enum face face, unsigned flags,
                                const char *text, size_t len);
/* The next word or space; NULL at the end. */
const struct shape *shape_next(struct shape_reader *r);

/* Whether the character is drawn (or deliberately not) instead of U+FFFD. */
bool shape_has(struct fonts *f, enum face face, uint32_t cp);

#endif
