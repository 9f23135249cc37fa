/* Tokens of content streams and CMaps (ISO 32000-1, 7.2 and 7.8.2). Values lie in the
 * store; nesting is limited, bytes may be anything. */
#ifndef STRUCTURE_LEX_H
#define STRUCTURE_LEX_H

#include <stddef.h>

#include "structure/store.h"

enum lex_kind {
    LEX_END,
    LEX_NUMBER,
    LEX_NAME,     /* text without the slash */
    LEX_STRING,   /* text, len: bytes */
    LEX_ARRAY,    /* items */
    LEX_DICT,     /* items: names and values in turn */
    LEX_OPERATOR, /* text; also true, false, null */
    LEX_BAD       /* text: what is wrong; reading goes on behind it */
};

struct lex_value {
    enum lex_kind kind;
    double number;
    const char *text;
    size_t len;
    struct lex_value *items;
    size_t n;
};

struct lex {
    struct store *store;
    const unsigned char *p, *end;
};

struct lex_value lex_next(struct lex *l);

/* Value of a key of a dictionary, NULL if absent. */
const struct lex_value *lex_key(const struct lex_value *dict, const char *key);

#endif
