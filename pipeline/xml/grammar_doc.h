/* What a grammar says of its elements, for printed references. The German texts are its own
 * <documentation> elements (RELAX NG DTD Compatibility, OASIS 2001): of an <element> or an
 * <attribute> the first one in it. What values are allowed is told as in messages about wrong
 * ones.
 *
 * Ownership: all is the arena's. */
#ifndef XML_GRAMMAR_DOC_H
#define XML_GRAMMAR_DOC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"

struct grammar_attribute {
    const char *name;
    const char *values; /* "„day“ oder „year“", "eine ganze Zahl von 1 bis 4096" */
    const char *text;   /* "" where the grammar has none */
    bool required;
};

struct grammar_element {
    const char *name;
    const char *text;    /* "" where the grammar has none */
    const char *content; /* what its text may be, "" where it has none */
    const char *parts;   /* elements in it: "title, file, columns", "" for none */
    const struct grammar_attribute *attribute;
    size_t n_attributes;
};

/* The elements of an embedded grammar ("descriptor.rng") in its order; NULL where there is no
 * such grammar (reported). */
const struct grammar_element *grammar_elements(struct arena *a, const char *grammar, size_t *n,
                                               struct diag *d);

#endif
