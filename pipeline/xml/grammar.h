/* The grammars (RELAX NG, XML form) that were built into the program from the files
 * templates/ and inputs/ (*.rng). name is the file name without folder, len is in bytes without
 * the NUL that ends text. Constant; never freed. */
#ifndef XML_GRAMMAR_H
#define XML_GRAMMAR_H

#include <stddef.h>

struct grammar {
    const char *name; /* "report.rng" */
    const char *text;
    size_t len; /* [bytes] */
};

extern const struct grammar grammar_table[];
extern const size_t grammar_count;

#endif
