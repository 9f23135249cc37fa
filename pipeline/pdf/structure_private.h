/* Structure: the tag tree of one document (ISO 32000-1, 14.7 and 14.8).
 *
 * Elements are hung into the tree when their first content appears, so that the order
 * of reading is the order of the display list; elements without any content (empty
 * cells) are put where their creation stands among their siblings.
 * Ownership: everything lies in the arena given, which must live until the document
 * is saved. */
#ifndef PDF_STRUCTURE_PRIVATE_H
#define PDF_STRUCTURE_PRIVATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "page/page.h"
#include "pdf/engine_private.h"

struct structure;

/* page_objects: object numbers of the pages. The elements must have parents before
 * themselves (structure_fault() tells). */
struct structure *structure_new(struct arena *a, struct engine *e, const struct pages *pages,
                                const uint32_t *page_objects);

/* What is wrong with the elements, NULL if nothing; before structure_new(). */
const char *structure_fault(const struct pages *pages);

/* True where content of the element is an artifact. */
bool structure_is_artifact(const struct structure *s, uint32_t element);

/* Name of the structure type, for the marked content. */
const char *structure_type(const struct structure *s, uint32_t element);

/* The paragraph (cell, ...) an inline element stands in; itself for others. */
uint32_t structure_block(const struct structure *s, uint32_t element);

/* Tells the first text of a label, from which the numbering of its list is seen;
 * before structure_mark(). */
void structure_text(struct structure *s, uint32_t element, const char *text);

/* Tells that the content of the element ends in a space that layout had left out. */
void structure_space(struct structure *s, uint32_t element);

/* Announces a marked-content sequence; returns its MCID on that page. */
uint32_t structure_mark(struct structure *s, uint32_t element, uint32_t page);

/* Announces an annotation; returns its key in the parent tree. An annotation of an
 * element that is no Link gets a Link of its own below it. */
uint32_t structure_annotation(struct structure *s, uint32_t element, uint32_t page,
                              uint32_t annotation);

/* Writes all elements and the parent tree; returns the StructTreeRoot. */
uint32_t structure_write(struct structure *s);

#endif
