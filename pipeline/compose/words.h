/* Words that are read differently from how they are written: abbreviations with their
 * long form, and words of other languages.
 *
 * Ownership: words_load() gives, words_free() frees; constant between. */
#ifndef COMPOSE_WORDS_H
#define COMPOSE_WORDS_H

#include "base/diag.h"

struct words;

/* Reads inputs/words.xml (words.rng). A folder without that file has no such words; a
 * faulty file is reported and gives NULL. */
struct words *words_load(const char *inputs, struct diag *d);
void words_free(struct words *w); /* NULL is allowed */

#endif
