/* Small string helpers. All text is UTF-8 unless a function says otherwise. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

bool str_eq(const char *a, const char *b);             /* NULL equals only NULL */
bool str_starts(const char *s, const char *prefix);
bool str_ends(const char *s, const char *suffix);

/* Text between white space (ASCII blanks, TAB, NBSP), in the arena. */
char *str_trim(struct arena *a, const char *s, size_t n);

/* Key for tolerant comparison of German names: lower case, umlauts as ae oe ue,
 * sharp s as ss, accents dropped, everything but letters and digits dropped.
 * "Nürtingen" and "nuertingen" give the same key. In the arena. */
char *str_fold(struct arena *a, const char *s);

/* ASCII file-name part for a name: "Leinfelden-Echterdingen", "Nuertingen",
 * "Esslingen_am_Neckar"; only [A-Za-z0-9_-], safe on Windows shares. In the arena. */
char *str_file_name(struct arena *a, const char *s);

/* Damerau-Levenshtein distance in code points (optimal string alignment), capped:
 * returns limit + 1 as soon as it must be larger than limit. */
int str_distance(const char *a, const char *b, int limit);

#endif
