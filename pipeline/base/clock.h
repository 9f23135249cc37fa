/* Clock: the one place that asks what day it is. Only the commands of the committee
 * calendar ask; reports never do.
 *
 * Days are those of Germany, whatever TZ says: a machine in UTC has the same day as the
 * office. Method: central European time, summer time (+1 h) from the last Sunday of March
 * to the last Sunday of October, both at 01:00 UTC (Directive 2000/84/EC; so since 1996,
 * before that only to September). */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdbool.h>

#include "base/diag.h"

/* Today [days since 1970-01-01]: asked ("2026-11-23", of --date), else SOURCE_DATE_EPOCH,
 * else the clock of the machine. 0, or -1 where asked or the variable is none (reported). */
int clock_today(const char *asked, long *today, struct diag *d);

/* What central European time is ahead of UTC at a Unix time: 3600 or 7200 [s]. */
int clock_offset(long long seconds);

#endif
