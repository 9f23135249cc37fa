/* Gallery: sample charts of every kind with ordinary and extreme data (missing, hidden,
 * negative, all equal, a single point, very long names), for looking at and for tests.
 * Values are invented unless a source is named; names of places are real ones.
 *
 * Ownership: samples are constant; a chart lies in the arena that its maker is given. */
#ifndef GALLERY_GALLERY_H
#define GALLERY_GALLERY_H

#include "base/arena.h"
#include "document/chart.h"

struct gallery_sample {
    enum chart_kind kind;
    const char *name;  /* "line_census": identifies it in tests and golden pictures */
    const char *about; /* German: what is special in its data; the kind is named beside it */
    struct chart *(*make)(struct arena *a);
    double least;      /* smallest width it is made for [pt] */
};

size_t gallery_samples(void);
const struct gallery_sample *gallery_sample(size_t i);
struct document;
/* All samples at all sizes they are made for, by kind; document_free() it. */
struct document *gallery_document(void);

const struct gallery_sample *gallery_find(const char *name); /* or NULL */

#endif
