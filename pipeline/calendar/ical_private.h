/* libical's points in time, for the two files that call it. */
#ifndef CALENDAR_ICAL_PRIVATE_H
#define CALENDAR_ICAL_PRIVATE_H

#include <libical/ical.h>
#include <stdbool.h>

/* Of seconds of a clock on the wall, without a zone; a day where is_date. */
struct icaltimetype ical_time(long long wall, bool is_date);

#endif
