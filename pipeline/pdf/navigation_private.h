/* Navigation: link annotations, bookmarks, page labels. */
#ifndef PDF_NAVIGATION_PRIVATE_H
#define PDF_NAVIGATION_PRIVATE_H

#include "base/arena.h"
#include "page/page.h"
#include "pdf/engine_private.h"
#include "pdf/structure_private.h"

/* What is wrong with targets of links and bookmarks; NULL if nothing. */
const char *navigation_fault(const struct pages *pages);

/* Writes the annotations of a page in the order of its operations; their object
 * numbers go to *annots (in the arena), the count is returned. */
size_t navigation_links(struct arena *a, struct engine *e, struct structure *s,
                        const struct pages *pages, const uint32_t *page_objects, uint32_t page,
                        uint32_t **annots);

void navigation_bookmarks(struct engine *e, const struct pages *pages,
                          const uint32_t *page_objects);

/* Entry of the catalog: "/PageLabels<<...>>". */
void navigation_labels(struct buf *b, const struct pages *pages);

#endif
