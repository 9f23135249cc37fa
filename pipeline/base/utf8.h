/* UTF-8: decoding with proof, encoding. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UTF8_BAD UINT32_MAX

/* Code point at *p (p < end), *p moves behind it. Overlong forms, surrogates and
 * broken sequences give UTF8_BAD and move by one byte. */
uint32_t utf8_next(const char **p, const char *end);

/* Writes 1..4 bytes to out, returns their number. */
int utf8_put(char out[4], uint32_t cp);

/* Offset of the first bad byte, or n if all is valid. */
size_t utf8_check(const char *s, size_t n);

/* Number of code points in valid text. */
size_t utf8_length(const char *s, size_t n);

/* Copies s into size bytes, cut between two characters where it is longer. */
void utf8_copy(char *out, size_t size, const char *s);

#endif
