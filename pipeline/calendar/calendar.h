/* Calendar: the sessions of the committees, from iCalendar or a small CSV.
 *
 * iCalendar (RFC 5545) as council information systems export it: folded lines, VTIMEZONE,
 * RRULE, RDATE, EXDATE, changed and cancelled sessions of a series (RECURRENCE-ID, with
 * RANGE=THISANDFUTURE), STATUS:CANCELLED, METHOD:CANCEL; of two versions of an event the one
 * with the higher SEQUENCE holds, then the later DTSTAMP, then the later in the file. Times
 * become those of Germany. Recurrence and time zones are libical's.
 *
 * CSV: UTF-8, semicolons, a head with the columns key;committee;date;time;place;state in any
 * order (key, committee, date are needed; state "abgesagt" or empty).
 *
 * Borders: 8 MB, 200,000 lines, 20,000 events, 64 zones; series daily or slower, expanded
 * inside the asked days only, 200,000 steps each and 2,000,000 in all; 1,000 sessions.
 * Ownership: calendar_load() / calendar_free(); sessions are lent.
 * Errors: NULL where the file as a whole cannot be trusted (unreadable, cut off, no
 * calendar); an event that makes no sense is reported with file:line:column and left out. */
#ifndef CALENDAR_CALENDAR_H
#define CALENDAR_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "calendar/agenda.h"

struct session {
    const char *key;       /* UID, in a series with "/" and the planned start in UTC: stays
                            * the same when the session is moved or cancelled */
    const struct committee *committee;
    const char *title, *location; /* as in the file, "" where there is none */
    long day;              /* [days since 1970-01-01], in Germany */
    int minute;            /* of the day, 0..1439; -1: no time is given */
    long planned;          /* day that the series had for it; day where it was not moved */
    bool cancelled;
    struct place at;
};

struct calendar {
    struct arena *arena;
    const struct session *session; /* by day, time, committee, key */
    size_t n_sessions;
    size_t n_others; /* events of no committee of the agenda, passed over */
};

/* Sessions on the days from..until of the calendar that the agenda names. A file whose name
 * ends in .csv is read as CSV. */
struct calendar *calendar_load(const char *inputs, const struct agenda *g, long from, long until,
                               struct diag *d);
void calendar_free(struct calendar *c);

#endif
