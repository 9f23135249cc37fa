/* Holidays of the Länder and working days.
 *
 * Easter: the Gregorian computus in the form of J.-M. Oudin (1940), as printed in
 * Seidelmann (ed.), Explanatory Supplement to the Astronomical Almanac, 1992, p. 582.
 * Days: Feiertagsgesetz Baden-Württemberg (in the version of 8 May 1995, § 1) and the laws
 * of the other Länder, as in force from 2018 on (Reformationstag in the North 2018,
 * Frauentag Berlin 2019 and Mecklenburg-Vorpommern 2023, Weltkindertag Thüringen 2019).
 * Only what holds in a whole Land; days of single municipalities (Mariä Himmelfahrt in
 * Bayern, Fronleichnam in parts of Sachsen and Thüringen, Augsburg) and days of one year
 * are for the user to name.
 *
 * Days are [days since 1970-01-01]. Valid for the years 1970 to 2200; pure functions. */
#ifndef CALENDAR_HOLIDAYS_H
#define CALENDAR_HOLIDAYS_H

#include <stdbool.h>
#include <stddef.h>

enum land {
    LAND_BW, LAND_BY, LAND_BE, LAND_BB, LAND_HB, LAND_HH, LAND_HE, LAND_MV, LAND_NI, LAND_NW,
    LAND_RP, LAND_SL, LAND_SN, LAND_ST, LAND_SH, LAND_TH, LAND_COUNT
};

/* "BW" and the like; false where it is none. */
bool land_named(const char *code, enum land *out);

struct free_days { /* a day of each year (month, day), or days from first to last */
    int month, day;   /* 0: from first to last */
    long first, last;
};

struct work_week {
    enum land land;
    const struct free_days *free; /* of the house: Heiligabend, Silvester, Betriebsferien */
    size_t n_free;
};

long easter_sunday(int year);

/* The German name, or NULL where the day is none. Sundays as such are none. */
const char *holiday_name(long day, enum land land);

/* No Saturday, Sunday, holiday or free day of the house. */
bool is_working_day(long day, const struct work_week *w);

/* The n-th working day before a day, which itself is not counted; n 0 gives the day. Where
 * the house is free for more than two years at a time it gives up and returns day - n. */
long working_days_before(long day, int n, const struct work_week *w);

#endif
