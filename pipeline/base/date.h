/* Calendar dates (proleptic Gregorian), years 1800..2200. */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>
#include <stddef.h>

struct date {
    int year;
    int month; /* 1..12, 0: the whole year */
    int day;   /* 1..31, 0 with month 0 */
};

/* "2015", "2015-12-31", "31.12.2015", "Jahr: 2016"; false where it is none. */
bool date_parse(const char *s, size_t n, struct date *out);

/* Days since 1970-01-01, and the day of them (years 1 to 9999; beyond: the nearest). */
long date_days(struct date d);
struct date date_of_days(long days);

/* 0: Monday .. 6: Sunday. */
int date_weekday(long days);

/* ISO text: "2026-11-23". out has 11 bytes. */
void date_iso(long days, char out[11]);
void date_iso_of_unix(long long seconds, char out[11]); /* of a Unix time in UTC */

#endif
