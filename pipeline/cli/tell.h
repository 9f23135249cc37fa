/* Telling: one walk over what is to be explained, told for people (lines) or for machines (JSON,
 * RFC 8259). The same function says both, of the same variables, so that neither can show what
 * the other keeps back.
 *
 * Numbers are printed with the decimals they are given; what is not finite is null. Members stand
 * in the order they are told. Text is UTF-8. At most TELL_DEPTH objects and lists lie in each
 * other.
 *
 * Ownership: embedded; tell_begin() and tell_end(), which prints all to standard output and
 * releases it; nothing where nothing was told. */
#ifndef CLI_TELL_H
#define CLI_TELL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

enum { TELL_DEPTH = 16 };

struct tell {
    bool json;
    struct buf out;
    size_t depth;
    bool list[TELL_DEPTH], begun[TELL_DEPTH];
};

void tell_begin(struct tell *t, bool json);
void tell_end(struct tell *t);

/* For people alone: text as it is, without a line end of its own. */
void tell_line(struct tell *t, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* For machines alone. name: NULL for the members of a list. */
void tell_object(struct tell *t, const char *name);
void tell_list(struct tell *t, const char *name);
void tell_close(struct tell *t);
void tell_text(struct tell *t, const char *name, const char *text); /* NULL: null */
void tell_number(struct tell *t, const char *name, double v, int decimals);
void tell_int(struct tell *t, const char *name, int v);
void tell_flag(struct tell *t, const char *name, bool v);
void tell_null(struct tell *t, const char *name);

#endif
