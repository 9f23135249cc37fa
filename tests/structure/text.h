/* Characters: UTF-8, the two encodings of text strings in PDF 1.7 (7.9.2.2), and the
 * classes of letters that German text needs. */
#ifndef STRUCTURE_TEXT_H
#define STRUCTURE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "structure/store.h"

enum { SOFT_HYPHEN = 0xAD, REPLACEMENT = 0xFFFD };

/* The next character, 0 at the end; U+FFFD for what is no UTF-8. */
uint32_t text_next(const char **p);
void text_put(struct growing *g, uint32_t cp);

bool text_letter(uint32_t cp);
bool text_lower(uint32_t cp);
bool text_upper(uint32_t cp);
bool text_digit(uint32_t cp);
bool text_space(uint32_t cp); /* of any width, breaking or not */

/* The bytes of a PDF text string as UTF-8; *fault tells what is wrong or is left. */
char *text_of_bytes(struct store *s, const unsigned char *bytes, size_t n, const char **fault);
/* The same for UTF-16BE without a mark, as in ToUnicode. */
char *text_of_utf16(struct store *s, const unsigned char *bytes, size_t n, const char **fault);
/* Control characters and U+FFFD in UTF-8; NULL if there is none. */
const char *text_fault(const char *text);

/* For comparison: one blank for any white space, none at the ends, no soft hyphen. */
char *text_plain(struct store *s, const char *text);
/* text_plain in small letters. */
char *text_folded(struct store *s, const char *text);

#endif
