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

static enum cell_result result_of(enum decimal_result result)
{
    static const enum cell_result results[] = {
        [DECIMAL_OK] = CELL_OK,       [DECIMAL_EMPTY] = CELL_EMPTY,
        [DECIMAL_BAD] = CELL_BAD,     [DECIMAL_AMBIGUOUS] = CELL_AMBIGUOUS,
        [DECIMAL_RANGE] = CELL_RANGE,
    };
    return results[result];
}

/* "1,2E+05": what a spreadsheet writes, often after rounding. */
static enum cell_result read_exponent(const struct file_form *form, const char *s, size_t n,
                                      double *value)
{
    size_t split = strcspn(s, "eE");
    if (split == 0 || split + 1 >= n)
        return CELL_BAD;
    const char *p = s + split + 1;
    bool minus = *p == '-';
    p += *p == '-' || *p == '+';
    unsigned power;
    double mantissa;
    struct decimal_form plain = {form->number.mark, 0};
    if (!decimal_uint(p, (size_t)(s + n - p), 22, &power) ||
        decimal_parse(s, split, plain, &mantissa, NULL) != DECIMAL_OK)
        return CELL_BAD;
    if (!form->exponent)
        return CELL_EXPONENT;
    double ten = 1; /* exact up to 10^22 */
    for (unsigned i = 0; i < power; i++)
        ten *= 10;
    *value = minus ? mantissa / ten : mantissa * ten;
    return CELL_OK;
}

/* ",5" and "-,14": some programs leave the zero out. */
static enum cell_result read_fraction(const struct file_form *form, const char *s, size_t n,
                                      double *value)
{
    char text[64] = "-0";
    bool minus = n > 0 && s[0] == '-';
    if (n < 2u + minus || n + 2 > sizeof text || s[minus] != form->number.mark)
        return CELL_BAD;
    memcpy(text + 2, s + minus, n - minus);
    struct decimal_form plain = {form->number.mark, 0};
    return result_of(decimal_parse(text + !minus, n - minus + 1 + minus, plain, value, NULL));
}

static enum cell_result read_number(const struct file_form *form, const char *s, size_t n,
                                    double *value)
{
    if (read_digits(s, n, value))
        return CELL_OK;
    enum cell_result result = result_of(decimal_parse(s, n, form->number, value, NULL));
    if (result == CELL_BAD)
        result = read_fraction(form, s, n, value);
    return result == CELL_BAD ? read_exponent(form, s, n, value) : result;
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

/* A sign of this file; false where it is none. */
static bool own_sign(const struct file_form *form, const char *text, struct fact *v)
{
    for (size_t i = 0; i < form->n_signs; i++)
        if (strcmp(form->signs[i].text, text) == 0) {
            v->sign = form->signs[i].sign;
            return true;
        }
    return false;
}

/* Length without the blanks at the end, narrow ones too. */
static size_t trimmed(const char *s, size_t n)
{
    for (;;) {
        if (n > 0 && (s[n - 1] == ' ' || s[n - 1] == '\t'))
            n--;
        else if (n > 1 && memcmp(s + n - 2, "\xC2\xA0", 2) == 0)
            n -= 2;
        else if (n > 2 && memcmp(s + n - 3, "\xE2\x80\xAF", 3) == 0)
            n -= 3;
        else
            return n;
    }
}

/* A number with something around it: marks, brackets, a per cent sign. */
static enum cell_result read_dressed(const struct file_form *form, const char *text, size_t len,
                                     struct fact *v)
{
    bool percent = len > 1 && text[len - 1] == '%', brackets = false;
    if (percent)
        len = trimmed(text, len - 1);
    else
        v->marks = trailing_mark(text, &len);
    if (len > 2 && text[0] == '(' && text[len - 1] == ')') {
        brackets = true;
        text++;
        len -= 2;
    }
    if (!percent && !brackets && v->marks == 0)
        return CELL_BAD;
    enum cell_result result = read_number(form, text, len, &v->value);
    if (brackets && form->negative && (result != CELL_OK || v->value < 0))
        return result == CELL_OK ? CELL_BAD : result;
    if (brackets && form->negative)
        v->value = v->value > 0 ? -v->value : 0;
    else if (brackets)
        v->marks |= SIGN_LIMITED;
    return result == CELL_OK && percent ? CELL_PERCENT : result;
}

const struct file_form usual_form = {.separator = ';', .number = {',', 0}};

enum cell_result cell_read(const struct file_form *form, const char *text, size_t len,
                           struct fact *v)
{
    v->sign = SIGN_VALUE;
    v->marks = 0;
    v->value = 0;
    if (form->n_signs > 0 && own_sign(form, text, v))
        return v->sign == SIGN_ABSENT ? CELL_ABSENT : CELL_OK;
    if (len == 0)
        return form->empty_absent ? CELL_ABSENT : CELL_EMPTY;
    enum cell_result result = read_number(form, text, len, &v->value);
    if (result != CELL_BAD || sign_parse(text, &v->sign))
        return result == CELL_BAD ? CELL_OK : result;
    return read_dressed(form, text, len, v);
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

/* "20220515" */
static bool read_packed(const char *s, size_t n, struct date *out)
{
    char day[10];
    if (n != 8)
        return false;
    memcpy(day, s, 4);
    memcpy(day + 5, s + 4, 2);
    memcpy(day + 8, s + 6, 2);
    day[4] = day[7] = '-';
    return date_parse(day, sizeof day, out);
}

/* "06/2016", "06.2016" */
static bool read_month_first(const char *s, size_t n, struct date *out)
{
    unsigned year, month;
    if (n != 7 || (s[2] != '/' && s[2] != '.') || !decimal_uint(s + 3, 4, 9999, &year) ||
        !decimal_uint(s, 2, 12, &month) || month == 0)
        return false;
    *out = (struct date){(int)year, (int)month, 0};
    return true;
}

/* "Juni 2016" */
static bool read_month_name(const char *s, size_t n, struct date *out)
{
    static const char *const months[] = {"Januar", "Februar", "März", "April", "Mai", "Juni",
                                         "Juli", "August", "September", "Oktober", "November",
                                         "Dezember"};
    unsigned year;
    for (int m = 0; m < 12; m++) {
        size_t len = strlen(months[m]);
        if (n == len + 5 && memcmp(s, months[m], len) == 0 && s[len] == ' ' &&
            decimal_uint(s + len + 1, 4, 9999, &year)) {
            *out = (struct date){(int)year, m + 1, 0};
            return true;
        }
    }
    return false;
}

enum period_result period_read(const char *text, size_t len, struct date *out)
{
    unsigned year;
    if (!read_month(text, len, out) && !date_parse(text, len, out) &&
        !read_packed(text, len, out) && !read_month_first(text, len, out) &&
        !read_month_name(text, len, out))
        return len == 4 && decimal_uint(text, len, 9999, &year) ? PERIOD_RANGE : PERIOD_BAD;
    return out->year < FIRST_YEAR || out->year > LAST_YEAR ? PERIOD_RANGE : PERIOD_OK;
}
