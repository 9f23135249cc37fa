/* Between the files of calendar/: content lines of iCalendar, points in time, the list that
 * readers fill. Everything lives in the arena of the calendar. */
#ifndef CALENDAR_CALENDAR_PRIVATE_H
#define CALENDAR_CALENDAR_PRIVATE_H

#include "calendar/calendar.h"

enum {
    ICS_LIMIT = 8 << 20, /* [bytes] of a file */
    ICS_LINES = 200000,
    ICS_DEPTH = 8,       /* components in each other */
    ICS_EVENTS = 20000,
    ICS_ZONES = 64,
    ICS_STEPS = 200000,       /* of one recurrence rule */
    ICS_ALL_STEPS = 2000000,  /* of all */
    CALENDAR_SESSIONS = 1000, /* in the asked days */
    ICS_DATES = 5000          /* RDATE and EXDATE of one event */
};

struct reading { /* of one calendar file */
    struct arena *arena;
    const struct agenda *agenda;
    const char *file; /* as shown in messages */
    long from, until;
    struct session *session;
    size_t n_sessions, cap;
    size_t n_others;
    bool full;        /* more than CALENDAR_SESSIONS: somebody's mistake, or malice */
    struct diag *d;
};

/* Adds a session of a committee named in title or in one of n texts; outside the asked days
 * it is dropped. */
void reading_add(struct reading *r, struct session s);
void reading_report(struct reading *r, enum diag_code code, int line, int column,
                    const char *source, const char *const *args);
#define READING_REPORT(r, code, line, column, source, ...)        \
    reading_report((r), (code), (line), (column), (source), \
                   (const char *const[]){__VA_ARGS__, NULL})

/* Both return 0, or -1 where the file is not to be trusted. text is NUL-terminated, without
 * NUL inside, valid UTF-8. */
int ics_read(struct reading *r, const char *text);
int sessions_csv_read(struct reading *r, const char *text);

/* The cells of a line of CSV between semicolons, quotes as spreadsheets write them, trimmed;
 * where each begins [code points]. Returns how many, max at most. */
size_t csv_cells(struct arena *a, const char *text, const char **cell, int *column, size_t max);

/* A content line, unfolded: "DTSTART;TZID=Europe/Berlin:20270114T143000". */
struct ics_line {
    const char *text;   /* all of it */
    const char *name;   /* upper case */
    const char *params; /* between name and value, "" or ";TZID=Europe/Berlin" */
    const char *value;
    int line;           /* of the file, where it begins */
    int column;         /* of the value, in code points */
};

struct ics_lines {
    struct ics_line *line;
    size_t n;
};

/* Unfolds and splits; -1 for what is no iCalendar. */
int ics_scan(struct reading *r, const char *text, struct ics_lines *out);

/* Value of a parameter without quotes, in the arena; NULL where there is none. */
const char *ics_param(struct arena *a, const struct ics_line *l, const char *name);

/* Text value with \n \, \; \\ resolved, one line, in the arena. */
const char *ics_text(struct arena *a, const char *value);

/* Zones of a file. Known German names need none in the file. */
struct ics_zones;
struct ics_zones *ics_zones_new(struct arena *a);
void ics_zones_release(struct ics_zones *z);
/* The lines first..last are a VTIMEZONE. What cannot be used is reported. */
void ics_zones_add(struct ics_zones *z, struct reading *r, const struct ics_line *first,
                   const struct ics_line *last);

enum { ZONE_GERMAN = -1, ZONE_UTC = -2 }; /* else the number of a zone of the file */

struct when {
    long long wall; /* seconds of the clock on the wall there, counted as if it were UTC */
    int zone;
    bool date;      /* a day without time */
};

/* A zone by the name of a TZID. An unknown one is reported (once) and read as German. */
int ics_zone(struct ics_zones *z, struct reading *r, const struct ics_line *l, const char *tzid);

/* One value of a line, n bytes of it; false where it is no date or time. */
bool ics_when(struct ics_zones *z, struct reading *r, const struct ics_line *l, const char *value,
              size_t n, struct when *out);
long long ics_utc(struct ics_zones *z, struct when w);          /* Unix time */
long long ics_german(struct ics_zones *z, struct when w);       /* wall clock in Germany */

/* Starts of a series in rising order, each once; *n of them, in the arena. Those more than
 * two years outside the asked days may be missing. */
struct series {
    struct when start;
    const struct ics_line *const *rules, *const *extra; /* RRULE; RDATE */
    size_t n_rules, n_extra;
};
struct when *series_expand(const struct series *s, struct ics_zones *z, struct reading *r,
                           size_t *steps, size_t *n);

#endif
