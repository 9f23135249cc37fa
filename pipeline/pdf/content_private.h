/* Content: the operations of one page as a content stream.
 *
 * The unit of the stream is 1/100 pt with the origin at the bottom left, so that coordinates
 * are integers: shorter, and exact where readers add them up. Borders of maps are written in
 * 1/10 pt, in a frame of their own. Everything stands in marked content or is an artifact;
 * state operators only where it changes. */
#ifndef PDF_CONTENT_PRIVATE_H
#define PDF_CONTENT_PRIVATE_H

#include "base/buf.h"
#include "base/diag.h"
#include "page/page.h"
#include "pdf/font_pdf_private.h"
#include "pdf/fonts_private.h"
#include "pdf/structure_private.h"

enum { MISSING_MAX = 20 };

/* What the pages of a document share. */
struct content_job {
    const struct pages *pages;
    struct fonts *fonts;
    struct font_set *set;
    struct structure *structure;
    struct diag *diag;
    uint32_t missing[MISSING_MAX]; /* characters reported already */
    unsigned n_missing;
};

/* Appends the content of a page; links are left to others. */
void content_write(struct content_job *job, uint32_t page, struct buf *out);

#endif
