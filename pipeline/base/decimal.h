/* Decimal text to a number, without locale. */
#ifndef BASE_DECIMAL_H
#define BASE_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>

/* How a number must be written: '.' or ',' as mark, and the group separator
 * (0 none, ' ' any space incl. U+00A0 and U+202F, '.', ',', '\''). */
struct decimal_form {
    char mark;
    char group;
};

enum decimal_result { DECIMAL_OK, DECIMAL_EMPTY, DECIMAL_BAD, DECIMAL_AMBIGUOUS, DECIMAL_RANGE };

/* Reads all n bytes; minus may be "-" or U+2212. With group 0 and mark ',', text
 * like "1.234" is DECIMAL_AMBIGUOUS (a group or a decimal point?), never guessed.
 * The value is correctly rounded. *decimals gets the number of decimals written. */
enum decimal_result decimal_parse(const char *s, size_t n, struct decimal_form form,
                                  double *value, int *decimals);

/* Digits only, 0..max; false otherwise. */
bool decimal_uint(const char *s, size_t n, unsigned max, unsigned *value);

#endif
