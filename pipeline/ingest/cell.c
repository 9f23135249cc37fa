#include <string.h>

#include "base/decimal.h"
#include "ingest/ingest_private.h"

enum { EXACT_DIGITS = 15 }; /* whole numbers that a double holds exactly */

/* Most cells are short whole numbers. */
static bool read_digits(const char *s, size_t n, double *value)
{
    if (n == 0 || n > EXACT_DIGITS)
        return false;
    uint64_t v = 0;
    for (size_t i = 0; i < n; i++) {
        unsigned digit = (unsigned)(unsigned char)s[i] - '0';
        if (digit > 9)
            return false;
        v = v * 10 + digit;
    }
    *value = (double)v;
    return true;
}

static enum cell_result read_number(const char *s, size_t n, double *value)
{
    if (read_digits(s, n, value))
        return CELL_OK;
    switch (decimal_parse(s, n, (struct decimal_form){',', 0}, value, NULL)) {
    case DECIMAL_OK:
        return CELL_OK;
    case DECIMAL_EMPTY:
        return CELL_EMPTY;
    case DECIMAL_AMBIGUOUS:
        return CELL_AMBIGUOUS;
    case DECIMAL_RANGE:
        return CELL_RANGE;
    case DECIMAL_BAD:
        break;
    }
    return CELL_BAD;
}

/* A letter behind the number: "12 p", "12r". */
static unsigned trailing_mark(const char *s, size_t *n)
{
    if (*n < 2)
        return 0;
    char c = s[*n - 1];
    unsigned mark = c == 'p'   ? SIGN_PROVISIONAL
                    : c == 'r' ? SIGN_REVISED
                    : c == 's' ? SIGN_ESTIMATED
                               : 0;
    if (mark == 0)
        return 0;
    --*n;
    while (*n > 0 && s[*n - 1] == ' ')
        --*n;
    return mark;
}

enum cell_result cell_read(const char *text, size_t len, struct fact *v)
{
    v->sign = SIGN_VALUE;
    v->marks = 0;
    v->value = 0;
    if (len == 0)
        return CELL_EMPTY;
    enum cell_result result = read_number(text, len, &v->value);
    if (result != CELL_BAD || sign_parse(text, &v->sign))
        return result == CELL_BAD ? CELL_OK : result;
    v->marks = trailing_mark(text, &len);
    if (len > 2 && text[0] == '(' && text[len - 1] == ')') {
        v->marks |= SIGN_LIMITED;
        text++;
        len -= 2;
    }
    return v->marks == 0 ? CELL_BAD : read_number(text, len, &v->value);
}

/* "2015-06": date_parse() knows years and days only. */
static bool read_month(const char *s, size_t n, struct date *out)
{
    unsigned year, month;
    if (n != 7 || s[4] != '-' || !decimal_uint(s, 4, 9999, &year) ||
        !decimal_uint(s + 5, 2, 12, &month) || month == 0)
        return false;
    *out = (struct date){(int)year, (int)month, 0};
    return true;
}

enum period_result period_read(const char *text, size_t len, struct date *out)
{
    unsigned year;
    if (!read_month(text, len, out) && !date_parse(text, len, out))
        return len == 4 && decimal_uint(text, len, 9999, &year) ? PERIOD_RANGE : PERIOD_BAD;
    return out->year < FIRST_YEAR || out->year > LAST_YEAR ? PERIOD_RANGE : PERIOD_OK;
}
