/* Engine: libharu, reduced to what a tagged PDF needs: pages, object table, streams,
 * Info, outlines, saving. The only place where libharu is used, internals included
 * (measured with 2.3.0; the version is tested at compile time).
 *
 * Objects are named by their number. Text of dictionaries ("/Type/Font ...") stands
 * between << and >>; it is written by the caller and lent: it must live until
 * engine_save(). Bytes of streams are copied.
 * Errors: the first failure of any call is kept, later calls do nothing and return 0;
 * engine_save() returns -1 and engine_reason() tells why. The document is then to be
 * abandoned. Ownership: engine_new() / engine_free(). */
#ifndef PDF_ENGINE_PRIVATE_H
#define PDF_ENGINE_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "page/metrics.h"

struct engine;

struct engine *engine_new(void);
void engine_free(struct engine *e); /* NULL is allowed */

/* Why the document failed, as text; NULL while nothing failed. */
const char *engine_reason(const struct engine *e);

/* A dictionary whose text is set later (or never: an empty one). */
uint32_t engine_object(struct engine *e);
void engine_object_text(struct engine *e, uint32_t object, const char *text, size_t n);
uint32_t engine_dict(struct engine *e, const char *text, size_t n);

enum engine_filter { ENGINE_PLAIN, ENGINE_DEFLATE };

/* A stream object; text as above, without /Length and /Filter. With ENGINE_PLAIN the
 * bytes are written as they are; text may then name a filter they already passed. */
uint32_t engine_stream(struct engine *e, const char *text, size_t n_text, const void *bytes,
                       size_t n, enum engine_filter filter);

/* A page at the end of the document, 3 .. 14,400 pt on each side. */
uint32_t engine_page(struct engine *e, mpt width, mpt height);
void engine_page_content(struct engine *e, uint32_t page, const void *bytes, size_t n);
/* Resources, key in the parent tree, tab order, annotations of a page. */
void engine_page_finish(struct engine *e, uint32_t page, uint32_t resources,
                        uint32_t struct_parents, const uint32_t *annots, size_t n_annots);

/* A bookmark under parent (0: top level) that leads to a height on a page, given
 * from the bottom edge in 1/100 pt. */
uint32_t engine_outline(struct engine *e, uint32_t parent, const char *title, uint32_t page,
                        int64_t top);

void engine_info(struct engine *e, const char *key, const char *value); /* UTF-8 */
void engine_catalog(struct engine *e, const char *text, size_t n);      /* lent, once */

/* The finished file, version 1.7, its /ID a digest of all its bytes. 0 or -1. */
int engine_save(struct engine *e, struct buf *out);

#endif
