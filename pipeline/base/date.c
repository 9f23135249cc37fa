#include "base/date.h"

#include <string.h>

#include "base/decimal.h"

enum { FIRST_YEAR = 1800, LAST_YEAR = 2200 };

static bool leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && leap(year) ? 29 : days[month - 1];
}

static bool number(const char *s, size_t n, unsigned max, int *out)
{
    unsigned v;
    if (!decimal_uint(s, n, max, &v))
        return false;
    *out = (int)v;
    return true;
}

static bool parse_iso(const char *s, size_t n, struct date *d)
{
    return n == 10 && s[4] == '-' && s[7] == '-' && number(s, 4, LAST_YEAR, &d->year) &&
           number(s + 5, 2, 12, &d->month) && number(s + 8, 2, 31, &d->day);
}

/* "31.12.2015", also "1.1.2015". */
static bool parse_dotted(const char *s, size_t n, struct date *d)
{
    const char *first = memchr(s, '.', n);
    if (first == NULL)
        return false;
    size_t left = n - (size_t)(first + 1 - s);
    const char *second = memchr(first + 1, '.', left);
    if (second == NULL)
        return false;
    size_t day = (size_t)(first - s);
    size_t month = (size_t)(second - first) - 1;
    return day <= 2 && month <= 2 && n - (size_t)(second + 1 - s) == 4 &&
           number(s, day, 31, &d->day) && number(first + 1, month, 12, &d->month) &&
           number(second + 1, 4, LAST_YEAR, &d->year);
}

static bool parse_year(const char *s, size_t n, struct date *d)
{
    static const char word[] = "Jahr:";
    if (n > sizeof word - 1 && memcmp(s, word, sizeof word - 1) == 0) {
        s += sizeof word - 1;
        n -= sizeof word - 1;
        while (n > 0 && *s == ' ') {
            s++;
            n--;
        }
    }
    d->month = 0;
    d->day = 0;
    return n == 4 && number(s, n, LAST_YEAR, &d->year);
}

static bool valid(struct date d)
{
    if (d.year < FIRST_YEAR || d.year > LAST_YEAR)
        return false;
    if (d.month == 0)
        return d.day == 0;
    return d.month >= 1 && d.month <= 12 && d.day >= 1 && d.day <= month_days(d.year, d.month);
}

bool date_parse(const char *s, size_t n, struct date *out)
{
    while (n > 0 && *s == ' ') {
        s++;
        n--;
    }
    while (n > 0 && s[n - 1] == ' ')
        n--;
    struct date d = {0, 0, 0};
    bool full = parse_iso(s, n, &d) || parse_dotted(s, n, &d);
    if (full ? d.month == 0 || d.day == 0 : !parse_year(s, n, &d))
        return false;
    if (!valid(d))
        return false;
    *out = d;
    return true;
}

/* Gregorian cycles of 400 years have 146097 days; years are counted from March, so
 * that the leap day is the last of its year. */
long date_days(struct date d)
{
    int month = d.month == 0 ? 1 : d.month; /* a whole year begins on its first day */
    int day = d.day == 0 ? 1 : d.day;
    long y = month <= 2 ? d.year - 1 : d.year;
    long m = month <= 2 ? month + 9 : month - 3;
    long day_of_year = (153 * m + 2) / 5 + day - 1;
    return 365 * y + y / 4 - y / 100 + y / 400 + day_of_year - 719468;
}

static void put_digits(char *out, int n, int v)
{
    for (int i = n - 1; i >= 0; i--) {
        out[i] = (char)('0' + v % 10);
        v /= 10;
    }
}

struct date date_of_days(long days)
{
    static const long first = -719162; /* 0001-01-01 */
    static const long last = 2932896;  /* 9999-12-31 */
    days = days < first ? first : days > last ? last : days;
    /* Never later than the true year, then counted up. */
    int year = (int)(1970 + (days < 0 ? days / 365 - 1 : days / 366));
    if (year < 1)
        year = 1;
    while (date_days((struct date){year + 1, 1, 1}) <= days)
        year++;
    int month = 1;
    while (month < 12 && date_days((struct date){year, month + 1, 1}) <= days)
        month++;
    return (struct date){year, month, (int)(days - date_days((struct date){year, month, 1})) + 1};
}

int date_weekday(long days)
{
    long w = (days + 3) % 7; /* 1970-01-01 was a Thursday */
    return (int)(w < 0 ? w + 7 : w);
}

void date_iso(long days, char out[11])
{
    struct date d = date_of_days(days);
    put_digits(out, 4, d.year);
    out[4] = '-';
    put_digits(out + 5, 2, d.month);
    out[7] = '-';
    put_digits(out + 8, 2, d.day);
    out[10] = '\0';
}

void date_iso_of_unix(long long seconds, char out[11])
{
    static const long long first = -62135596800;  /* 0001-01-01 */
    static const long long last = 253402300799;   /* 9999-12-31, the last second */
    seconds = seconds < first ? first : seconds > last ? last : seconds;
    date_iso((long)(seconds / 86400 - (seconds % 86400 < 0)), out);
}
