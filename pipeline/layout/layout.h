/* Layout: a document to a display list. Paragraphs by optimum fit (Knuth & Plass
 * 1981) with German hyphenation, tables, charts, pages, contents.
 *
 * Pure: no clock, no locale, no file; the same document, theme and metrics give the
 * same pages. Ownership: the result is the caller's (pages_free). */
#ifndef LAYOUT_LAYOUT_H
#define LAYOUT_LAYOUT_H

#include <stddef.h>

#include "base/diag.h"
#include "document/document.h"
#include "layout/theme.h"
#include "page/metrics.h"
#include "page/page.h"

/* Never NULL. Characters no font has, boxes that do not fit and the like are
 * reported to d with the text in question; the rest is laid out. */
struct pages *layout_document(const struct document *doc, const struct theme *theme,
                              const struct metrics *m, struct diag *d);

/* Some pages of a document. All of it is set, so that page numbers, references and contents
 * are those of the whole; only these pages are drawn. */
struct page_span {
    const char *id;    /* of a section, figure, table or box: the page where it begins; or NULL */
    uint32_t from, to; /* indices, to behind the last; of the id: found and filled in */
    uint32_t n_pages;  /* of the whole document, filled in */
};

/* As layout_document(); no pages where there are none in span or no such id. */
struct pages *layout_pages(const struct document *doc, const struct theme *theme,
                           const struct metrics *m, struct page_span *span, struct diag *d);

/* Sets joints[i] to 1 before every byte of the word (UTF-8, n bytes) where parts of it may
 * meet, so that no ligature belongs there (Schaf|fell, Auf|lage, höf|lich); else 0. What
 * is no German word for the patterns counts as parts throughout. */
void layout_joints(const char *word, size_t n, unsigned char *joints);

#endif
