/* Growing byte buffer, always terminated by a NUL that len does not count.
 *
 * Ownership: embedded; start with {0} (BUF_INIT), end with buf_release() or take
 * the bytes with buf_detach() (free() them). Out of memory ends the process. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

struct buf {
    char *data; /* NULL while nothing was added */
    size_t len; /* [bytes] */
    size_t cap; /* [bytes] */
};

#define BUF_INIT {0}

void buf_release(struct buf *b);
char *buf_detach(struct buf *b);         /* never NULL */
void buf_clear(struct buf *b);           /* len = 0, memory kept */
void buf_reserve(struct buf *b, size_t extra);

void buf_add(struct buf *b, const void *bytes, size_t n);
void buf_adds(struct buf *b, const char *s);
void buf_addc(struct buf *b, char c);
void buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_vprintf(struct buf *b, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

void buf_int(struct buf *b, int64_t v);  /* decimal digits, "-" for negative; no locale */
/* v / 10^decimals with a point, trailing zeros cut: (-1250, 3) -> "-1.25". */
void buf_fixed(struct buf *b, int64_t v, int decimals);
/* Fewest digits that read back as the same number; finite. */
void buf_double(struct buf *b, double v);
/* Bytes escaped for the text of an XML element or a double-quoted attribute. */
void buf_xml(struct buf *b, const char *s);
/* A JSON string with its quotes. */
void buf_json(struct buf *b, const char *s);

/* The text, "" where nothing was added. */
const char *buf_str(const struct buf *b);

#endif
