/* Attachments: files inside the PDF (PDF/A-3, 6.8), each with its relationship. */
#ifndef PDF_ATTACHMENT_PRIVATE_H
#define PDF_ATTACHMENT_PRIVATE_H

#include "base/arena.h"
#include "base/buf.h"
#include "page/page.h"
#include "pdf/engine_private.h"

/* Writes them and appends their catalog entries to b; nothing where there are none.
 * What is lent to the engine lies in a. */
void attachments_write(struct arena *a, struct engine *e, const struct pages *pages,
                       struct buf *b);

#endif
