/* Metadata: Info, XMP and output intent of one document, all from one set of values.
 *
 * Declares PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) with the extension
 * schema the former wants for the latter. No clock: the date is that of the edition. */
#ifndef PDF_METADATA_PRIVATE_H
#define PDF_METADATA_PRIVATE_H

#include "base/buf.h"
#include "base/diag.h"
#include "page/page.h"
#include "pdf/engine_private.h"

/* Writes Info, the XMP stream and the output intent; appends their entries of the
 * catalog to b. profile: the sRGB profile, deflated; lent. */
void metadata_write(struct engine *e, const struct pages *pages,
                    const struct buf *profile, struct buf *b, struct diag *d);

#endif
