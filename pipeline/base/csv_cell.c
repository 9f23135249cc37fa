#include "base/csv_cell.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"

/* Digits with at most one mark, a sign before and a per cent sign behind. */
static bool plain_number(const char *s)
{
    static const char digits[] = "0123456789";
    s += *s == '-' || *s == '+';
    size_t whole = strspn(s, digits);
    s += whole;
    if (*s == ',' || *s == '.') {
        size_t fraction = strspn(++s, digits);
        if (fraction == 0)
            return false;
        s += fraction;
    }
    s += strspn(s, " ");
    s += *s == '%';
    return whole > 0 && *s == '\0';
}

/* Blanks do not protect everywhere. Apostrophes are looked through so that the one that is
 * put before can be told from one that was there. */
static bool begins_formula(const char *s)
{
    s += strspn(s, "' ");
    return *s != '\0' && strchr("=+-@\t\r\n", *s) != NULL;
}

static bool needs_quotes(const char *s)
{
    size_t n = strlen(s);
    return n > 0 && (s[strcspn(s, ";\"\r\n")] != '\0' || strchr("# \t", s[0]) != NULL ||
                     strchr(" \t", s[n - 1]) != NULL);
}

void csv_cell_put(struct buf *b, const char *text)
{
    bool quote = needs_quotes(text);
    if (quote)
        buf_addc(b, '"');
    if (begins_formula(text) && !plain_number(text))
        buf_addc(b, '\'');
    for (const char *s = text; *s != '\0'; s++) {
        if (*s == '"')
            buf_addc(b, '"');
        buf_addc(b, *s);
    }
    if (quote)
        buf_addc(b, '"');
}

const char *csv_cell_text(const char *cell)
{
    bool put = cell[0] == '\'' && begins_formula(cell + 1) && !plain_number(cell + 1);
    return put ? cell + 1 : cell;
}
