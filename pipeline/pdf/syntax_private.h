/* Syntax: the small pieces PDF objects are written from.
 *
 * Everything is appended to a buffer as text of a PDF object (ISO 32000-1, 7.3);
 * numbers are formatted from integers, so no locale and no rounding of printf. */
#ifndef PDF_SYNTAX_PRIVATE_H
#define PDF_SYNTAX_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "page/metrics.h"

/* A length in 1/100 pt, the precision of everything drawn. */
int64_t syntax_hundredths(mpt v);

/* v / 10^decimals with a point, zeros cut: (1250, 2) -> "12.5", (-7, 2) -> "-.07". */
void syntax_number(struct buf *b, int64_t v, int decimals);

/* A length in pt, rounded to hundredths. */
void syntax_length(struct buf *b, mpt v);

/* An indirect reference, "12 0 R". */
void syntax_ref(struct buf *b, uint32_t object);

/* A text string: PDFDocEncoding where Latin-1 is enough, else UTF-16BE with mark.
 * Bad UTF-8 and control characters become U+FFFD. */
void syntax_text(struct buf *b, const char *utf8);

/* The bytes of such a string, without parentheses and escapes. */
void syntax_text_bytes(struct buf *b, const char *utf8);

/* A byte string: for addresses and languages. Bytes outside of ASCII, blanks and
 * controls are percent-encoded, as an address needs it. */
void syntax_ascii(struct buf *b, const char *s);

/* Four upper-case hexadecimal digits of each UTF-16 unit. */
void syntax_utf16_hex(struct buf *b, uint32_t cp);

/* The bytes so far, zeros included, in the arena; the buffer is emptied. */
const char *syntax_keep(struct arena *a, struct buf *b);

/* Date of the edition at midnight UTC; false where iso is no full date. */
struct syntax_date {
    char info[24]; /* D:20261123000000Z */
    char xmp[24];  /* 2026-11-23T00:00:00Z */
};
bool syntax_date(const char *iso, struct syntax_date *out);

#endif
