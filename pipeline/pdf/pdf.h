/* PDF: a display list to bytes. The only room with libharu, HarfBuzz and fontconfig.
 *
 * Tagged PDF 1.7 with structure tree, XMP, output intent, bookmarks; own Type0
 * fonts, subset by HarfBuzz; deterministic: the /ID is a digest of the content.
 *
 * Ownership: fonts_open() / fonts_close(); fonts are shared by all reports of a
 * process (word widths and shapes are cached in them). */
#ifndef PDF_PDF_H
#define PDF_PDF_H

#include <stddef.h>

#include "base/buf.h"
#include "base/diag.h"
#include "page/font.h"
#include "page/metrics.h"
#include "page/page.h"

struct fonts;

/* Finds and opens the fonts asked for, FONT_COUNT of them; the choices must outlive
 * the fonts. NULL after errors that name the font, its file and what is wrong. */
struct fonts *fonts_open(const struct font_choice *choices, struct diag *d);
void fonts_close(struct fonts *f);

/* What a font is and where it came from; lent. Role: FACE_* or FONT_SYMBOL*. */
struct font_record {
    const char *title, *version; /* "Lato Bold", "Version 2.015..."; from the font itself */
    const char *file;            /* name without folder */
    const char *bytes;
    size_t len;                  /* [bytes] */
};
struct font_record fonts_at(const struct fonts *f, unsigned role);

/* Sets joints[i] to 1 before every byte of the word where it may be divided; n bytes. A
 * pure function of the word: shapes are remembered. */
typedef void joints_find(const char *word, size_t n, unsigned char *joints);
/* Lets ligatures be set where they stand inside one part of a word; to be called before
 * anything is measured. Without it there are none. */
void fonts_join(struct fonts *f, joints_find *find);

struct metrics fonts_metrics(struct fonts *f); /* valid as long as f */

/* Writes the file into out, which is emptied first. 0, or -1 with the reason
 * reported; the same pages give the same bytes, whatever was written before. */
int pdf_write(const struct pages *pages, struct fonts *f, struct buf *out, struct diag *d);

#endif
