#include "calendar/holidays.h"

#include <string.h>

#include "base/date.h"

#define IN(land) (1u << LAND_##land)

enum { ALL = (1 << LAND_COUNT) - 1, LONGEST_BREAK = 731 /* [days] */ };

static const char land_codes[LAND_COUNT][3] = {"BW", "BY", "BE", "BB", "HB", "HH", "HE", "MV",
                                               "NI", "NW", "RP", "SL", "SN", "ST", "SH", "TH"};

/* month 0: day counts from Easter Sunday. */
static const struct holiday {
    int month, day;
    unsigned lands;
    int since; /* year, 0: always */
    const char *name;
} holidays[] = {
    {1, 1, ALL, 0, "Neujahr"},
    {1, 6, IN(BW) | IN(BY) | IN(ST), 0, "Heilige Drei Könige"},
    {3, 8, IN(BE), 2019, "Internationaler Frauentag"},
    {3, 8, IN(MV), 2023, "Internationaler Frauentag"},
    {0, -2, ALL, 0, "Karfreitag"},
    {0, 0, IN(BB), 0, "Ostersonntag"},
    {0, 1, ALL, 0, "Ostermontag"},
    {5, 1, ALL, 0, "Tag der Arbeit"},
    {0, 39, ALL, 0, "Christi Himmelfahrt"},
    {0, 49, IN(BB), 0, "Pfingstsonntag"},
    {0, 50, ALL, 0, "Pfingstmontag"},
    {0, 60, IN(BW) | IN(BY) | IN(HE) | IN(NW) | IN(RP) | IN(SL), 0, "Fronleichnam"},
    {8, 15, IN(SL), 0, "Mariä Himmelfahrt"},
    {9, 20, IN(TH), 2019, "Weltkindertag"},
    {10, 3, ALL, 1990, "Tag der Deutschen Einheit"},
    {10, 31, IN(BB) | IN(MV) | IN(SN) | IN(ST) | IN(TH), 1990, "Reformationstag"},
    {10, 31, IN(HB) | IN(HH) | IN(NI) | IN(SH), 2018, "Reformationstag"},
    {11, 1, IN(BW) | IN(BY) | IN(NW) | IN(RP) | IN(SL), 0, "Allerheiligen"},
    {12, 25, ALL, 0, "Erster Weihnachtstag"},
    {12, 26, ALL, 0, "Zweiter Weihnachtstag"},
};

bool land_named(const char *code, enum land *out)
{
    for (int i = 0; i < LAND_COUNT; i++) {
        if (strcmp(code, land_codes[i]) == 0) {
            *out = (enum land)i;
            return true;
        }
    }
    return false;
}

/* Names of the variables as in the source. */
long easter_sunday(int year)
{
    int c = year / 100;
    int n = year - 19 * (year / 19);
    int k = (c - 17) / 25;
    int i = c - c / 4 - (c - k) / 3 + 19 * n + 15;
    i = i - 30 * (i / 30);
    i = i - (i / 28) * (1 - (i / 28) * (29 / (i + 1)) * ((21 - n) / 11));
    int j = year + year / 4 + i + 2 - c + c / 4;
    j = j - 7 * (j / 7);
    int l = i - j;
    int month = 3 + (l + 40) / 44;
    int day = l + 28 - 31 * (month / 4);
    return date_days((struct date){year, month, day});
}

/* Buß- und Bettag: the Wednesday before 23 November. */
static bool is_repentance(long day, struct date d)
{
    return d.month == 11 && d.day >= 16 && d.day <= 22 && date_weekday(day) == 2;
}

const char *holiday_name(long day, enum land land)
{
    struct date d = date_of_days(day);
    long after_easter = day - easter_sunday(d.year);
    for (size_t i = 0; i < sizeof holidays / sizeof *holidays; i++) {
        const struct holiday *h = &holidays[i];
        bool same = h->month == 0 ? after_easter == h->day
                                  : d.month == h->month && d.day == h->day;
        if (same && (h->lands & (1u << land)) != 0 && d.year >= h->since) {
            return h->name;
        }
    }
    return land == LAND_SN && is_repentance(day, d) ? "Buß- und Bettag" : NULL;
}

static bool is_free(long day, const struct work_week *w)
{
    struct date d = date_of_days(day);
    for (size_t i = 0; i < w->n_free; i++) {
        const struct free_days *f = &w->free[i];
        if (f->month != 0 ? d.month == f->month && d.day == f->day
                          : day >= f->first && day <= f->last) {
            return true;
        }
    }
    return false;
}

bool is_working_day(long day, const struct work_week *w)
{
    return date_weekday(day) < 5 && holiday_name(day, w->land) == NULL && !is_free(day, w);
}

long working_days_before(long day, int n, const struct work_week *w)
{
    long at = day;
    int idle = 0;
    for (int left = n; left > 0;) {
        at--;
        bool works = is_working_day(at, w);
        left -= works;
        idle = works ? 0 : idle + 1;
        if (idle > LONGEST_BREAK) {
            return day - n;
        }
    }
    return at;
}
