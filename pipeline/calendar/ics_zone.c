/* Points in time of iCalendar: days, times of a zone, UTC. libical computes the offsets of
 * zones that the file defines; Germany's come from the clock, so that the machine's tables
 * do not show. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/date.h"
#include "base/str.h"
#include "calendar/calendar_private.h"
#include "calendar/ical_private.h"

#define DAY 86400LL

struct zone {
    const char *tzid;
    icalcomponent *component;
    icaltimezone *zone; /* NULL: could not be used */
};

struct ics_zones {
    struct arena *arena;
    struct zone zone[ICS_ZONES];
    int n;
    const char *unknown[ICS_ZONES]; /* told already */
    int n_unknown;
};

/* With Germany's time, under the names that exporters write. */
static const char *const german_names[] = {
    "Europe/Berlin", "Europe/Busingen", "Europe/Vienna", "Europe/Zurich",
    "W. Europe Standard Time", "Central European Standard Time", "CET", "MEZ", "Berlin",
};

struct ics_zones *ics_zones_new(struct arena *a)
{
    struct ics_zones *z = arena_alloc(a, sizeof *z);
    z->arena = a;
    icalerror_set_errors_are_fatal(0); /* a bad file must not end the program */
    return z;
}

void ics_zones_release(struct ics_zones *z)
{
    for (int i = 0; i < z->n; i++) {
        if (z->zone[i].zone != NULL) {
            icaltimezone_free(z->zone[i].zone, 1); /* and the component */
        }
    }
    z->n = 0;
}

/* Rules finer than a year would make libical count seconds for centuries. */
static bool rule_is_yearly(const char *rule)
{
    struct icalrecurrencetype t = icalrecurrencetype_from_string(rule);
    bool good = t.freq == ICAL_YEARLY_RECURRENCE && t.rscale == NULL &&
                t.by_hour[0] == ICAL_RECURRENCE_ARRAY_MAX &&
                t.by_minute[0] == ICAL_RECURRENCE_ARRAY_MAX &&
                t.by_second[0] == ICAL_RECURRENCE_ARRAY_MAX;
    icalmemory_free_buffer(t.rscale);
    return good;
}

enum { ZONE_LINES = 400 };

static icalcomponent *parse_zone(const struct ics_line *first, const struct ics_line *last)
{
    struct buf b = BUF_INIT;
    bool good = last - first <= ZONE_LINES;
    for (const struct ics_line *l = first; good && l <= last; l++) {
        good = strcmp(l->name, "RRULE") != 0 || rule_is_yearly(l->value);
        buf_adds(&b, l->text);
        buf_adds(&b, "\r\n");
    }
    icalcomponent *c = good ? icalparser_parse_string(buf_str(&b)) : NULL;
    buf_release(&b);
    return c;
}

void ics_zones_add(struct ics_zones *z, struct reading *r, const struct ics_line *first,
                   const struct ics_line *last)
{
    const char *tzid = NULL;
    for (const struct ics_line *l = first; l <= last; l++) {
        tzid = tzid == NULL && strcmp(l->name, "TZID") == 0 ? l->value : tzid;
    }
    if (tzid == NULL || z->n == ICS_ZONES) {
        READING_REPORT(r, CALENDAR_BAD_ZONE, first->line, 1, first->text, tzid ? tzid : "?");
        return;
    }
    struct zone *zone = &z->zone[z->n++];
    *zone = (struct zone){.tzid = tzid, .component = parse_zone(first, last)};
    zone->zone = icaltimezone_new();
    if (zone->component == NULL || icaltimezone_set_component(zone->zone, zone->component) == 0) {
        READING_REPORT(r, CALENDAR_BAD_ZONE, first->line, 1, first->text, tzid);
        if (zone->component != NULL) {
            icalcomponent_free(zone->component);
        }
        icaltimezone_free(zone->zone, 1);
        zone->zone = NULL;
    }
}

static bool is_german(const char *tzid)
{
    for (size_t i = 0; i < sizeof german_names / sizeof *german_names; i++) {
        size_t n = strlen(german_names[i]), len = strlen(tzid);
        /* Some exporters put a prefix before: "/example.org/Europe/Berlin". */
        if (str_ends(tzid, german_names[i]) && (len == n || tzid[len - n - 1] == '/')) {
            return true;
        }
    }
    return strstr(tzid, "Berlin") != NULL; /* "(UTC+01:00) Amsterdam, Berlin, Bern, Rom" */
}

int ics_zone(struct ics_zones *z, struct reading *r, const struct ics_line *l, const char *tzid)
{
    if (is_german(tzid)) {
        return ZONE_GERMAN;
    }
    for (int i = 0; i < z->n; i++) {
        if (strcmp(z->zone[i].tzid, tzid) == 0 && z->zone[i].zone != NULL) {
            return i;
        }
    }
    if (strcmp(tzid, "UTC") == 0 || strcmp(tzid, "Etc/UTC") == 0) {
        return ZONE_UTC;
    }
    for (int i = 0; i < z->n_unknown; i++) {
        if (strcmp(z->unknown[i], tzid) == 0) {
            return ZONE_GERMAN;
        }
    }
    if (z->n_unknown < ICS_ZONES) {
        z->unknown[z->n_unknown++] = tzid;
        READING_REPORT(r, CALENDAR_UNKNOWN_ZONE, l->line, l->column, l->text, tzid);
    }
    return ZONE_GERMAN;
}

bool ics_when(struct ics_zones *z, struct reading *r, const struct ics_line *l, const char *value,
              size_t n, struct when *out)
{
    const char *slash = memchr(value, '/', n); /* of a period: its beginning */
    char *text = str_trim(r->arena, value, slash != NULL ? (size_t)(slash - value) : n);
    struct icaltimetype t = icaltime_from_string(text);
    if (icaltime_is_null_time(t) || t.year < 1970 || t.year > 2200 || t.month < 1 ||
        t.month > 12 || t.day < 1 || t.day > icaltime_days_in_month(t.month, t.year) ||
        t.hour > 23 || t.minute > 59 || t.second > 60) {
        return false;
    }
    const char *tzid = ics_param(r->arena, l, "TZID");
    out->date = t.is_date != 0;
    out->wall = date_days((struct date){t.year, t.month, t.day}) * DAY;
    out->wall += out->date ? 0 : t.hour * 3600 + t.minute * 60 + t.second;
    out->zone = out->date            ? ZONE_GERMAN
                : icaltime_is_utc(t) ? ZONE_UTC
                : tzid != NULL       ? ics_zone(z, r, l, tzid)
                                     : ZONE_GERMAN;
    return true;
}

struct icaltimetype ical_time(long long wall, bool is_date)
{
    long day = (long)(wall / DAY - (wall % DAY < 0));
    int second = (int)(wall - day * DAY);
    struct date d = date_of_days(day);
    struct icaltimetype t = icaltime_null_time();
    t.year = d.year;
    t.month = d.month;
    t.day = d.day;
    t.hour = second / 3600;
    t.minute = second / 60 % 60;
    t.second = second % 60;
    t.is_date = is_date;
    return t;
}

/* In the hour that comes twice in autumn the first one is meant, in the hour that is left
 * out in spring the offset before it holds (RFC 5545, 3.3.5). */
long long ics_utc(struct ics_zones *z, struct when w)
{
    if (w.zone == ZONE_UTC) {
        return w.wall;
    }
    if (w.zone >= 0) {
        struct icaltimetype t = ical_time(w.wall, false);
        int daylight = 0;
        int offset = icaltimezone_get_utc_offset(z->zone[w.zone].zone, &t, &daylight);
        return w.wall - (offset > DAY || offset < -DAY ? 0 : offset);
    }
    long long summer = w.wall - 7200;
    return clock_offset(summer) == 7200 ? summer : w.wall - 3600;
}

long long ics_german(struct ics_zones *z, struct when w)
{
    if (w.zone == ZONE_GERMAN) {
        return w.wall;
    }
    long long utc = ics_utc(z, w);
    return utc + clock_offset(utc);
}
