#include "base/clock.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/date.h"

#define DAY 86400LL

static long long last_sunday(int year, int month)
{
    long last = date_days((struct date){year, month, 31});
    return last - (date_weekday(last) + 1) % 7;
}

static long day_of(long long seconds)
{
    return (long)(seconds / DAY - (seconds % DAY < 0));
}

int clock_offset(long long seconds)
{
    int year = date_of_days(day_of(seconds)).year;
    long long begin = last_sunday(year, 3) * DAY + 3600;
    long long end = last_sunday(year, 10) * DAY + 3600;
    return seconds >= begin && seconds < end ? 7200 : 3600;
}

int clock_today(const char *asked, long *today, struct diag *d)
{
    struct date date;
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    if (asked != NULL) {
        if (!date_parse(asked, strlen(asked), &date) || date.month == 0) {
            DIAG_PLAIN(d, CLI_BAD_VALUE, "--date", asked, "ein Tag wie 2026-12-10");
            return -1;
        }
        *today = date_days(date);
        return 0;
    }
    long long now = (long long)time(NULL);
    if (epoch != NULL) {
        char *end;
        now = strtoll(epoch, &end, 10);
        if (*end != '\0' || end == epoch || now < 0 || now > 7258118400LL) { /* the year 2200 */
            DIAG_PLAIN(d, CLI_BAD_VALUE, "SOURCE_DATE_EPOCH", epoch,
                       "eine Zahl von Sekunden seit 1970");
            return -1;
        }
    }
    *today = day_of(now + clock_offset(now));
    return 0;
}
