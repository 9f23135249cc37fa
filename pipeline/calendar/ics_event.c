/* Events of iCalendar to sessions. All versions of a UID are taken together: one master, and
 * changes of single days of its series. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "base/decimal.h"
#include "base/str.h"
#include "calendar/calendar_private.h"

#define DAY 86400LL

enum { MANY = 32 }; /* RRULE, RDATE, EXDATE lines of an event */

struct event {
    const char *uid, *summary, *location, *categories, *stamp;
    const struct ics_line *begin, *start_line;
    struct when start, instead_of; /* German time; instead_of: RECURRENCE-ID */
    bool changes, following, cancelled; /* following: RANGE=THISANDFUTURE */
    unsigned sequence;
    size_t order;                  /* in the file */
    const struct ics_line *rules[MANY], *extra[MANY], *except[MANY];
    size_t n_rules, n_extra, n_except;
    struct when raw_start;         /* in its own zone, for the series */
};

struct ics_file {
    struct reading *r;
    struct ics_zones *zones;
    struct event **event; /* sorted by uid, masters first */
    size_t n_events;
    size_t steps;
};

static void keep_line(const struct ics_line **list, size_t *n, const struct ics_line *l,
                      struct reading *r)
{
    if (*n < MANY) {
        list[(*n)++] = l;
    } else {
        READING_REPORT(r, CALENDAR_BAD_TIME, l->line, l->column, l->text, l->name);
    }
}

static struct when german(struct ics_file *f, struct when w)
{
    return (struct when){ics_german(f->zones, w), ZONE_GERMAN, w.date};
}

/* False: the event is of no use. */
static bool take_time(struct ics_file *f, struct event *e, const struct ics_line *l)
{
    struct when w;
    if (!ics_when(f->zones, f->r, l, l->value, strlen(l->value), &w)) {
        READING_REPORT(f->r, CALENDAR_BAD_TIME, l->line, l->column, l->text, l->name);
        return false;
    }
    if (strcmp(l->name, "DTSTART") == 0) {
        e->raw_start = w;
        e->start = german(f, w);
        e->start_line = l;
    } else {
        const char *range = ics_param(f->r->arena, l, "RANGE");
        e->instead_of = german(f, w);
        e->changes = true;
        e->following = range != NULL && strcmp(range, "THISANDFUTURE") == 0;
    }
    return true;
}

static bool take_line(struct ics_file *f, struct event *e, const struct ics_line *l)
{
    struct arena *a = f->r->arena;
    const char *name = l->name;
    if (strcmp(name, "UID") == 0) {
        e->uid = str_trim(a, l->value, strlen(l->value));
    } else if (strcmp(name, "SUMMARY") == 0) {
        e->summary = ics_text(a, l->value);
    } else if (strcmp(name, "LOCATION") == 0) {
        e->location = ics_text(a, l->value);
    } else if (strcmp(name, "CATEGORIES") == 0) {
        e->categories = ics_text(a, l->value);
    } else if (strcmp(name, "DTSTAMP") == 0) {
        e->stamp = l->value;
    } else if (strcmp(name, "STATUS") == 0) {
        e->cancelled = strcmp(str_fold(a, l->value), "cancelled") == 0;
    } else if (strcmp(name, "SEQUENCE") == 0) {
        if (!decimal_uint(l->value, strlen(l->value), 2147483647, &e->sequence)) {
            READING_REPORT(f->r, CALENDAR_BAD_TIME, l->line, l->column, l->text, name);
        }
    } else if (strcmp(name, "DTSTART") == 0 || strcmp(name, "RECURRENCE-ID") == 0) {
        return take_time(f, e, l);
    } else if (strcmp(name, "RRULE") == 0) {
        keep_line(e->rules, &e->n_rules, l, f->r);
    } else if (strcmp(name, "RDATE") == 0) {
        keep_line(e->extra, &e->n_extra, l, f->r);
    } else if (strcmp(name, "EXDATE") == 0) {
        keep_line(e->except, &e->n_except, l, f->r);
    } else if (strcmp(name, "EXRULE") == 0) {
        READING_REPORT(f->r, CALENDAR_BAD_RULE, l->line, l->column, l->text,
                       "EXRULE wird nicht mehr gelesen; gemeint ist EXDATE");
    }
    return true;
}

/* The lines between BEGIN:VEVENT and its END; what is nested (VALARM) is passed over. */
static void read_event(struct ics_file *f, const struct ics_line *first,
                       const struct ics_line *last, bool all_cancelled)
{
    struct event *e = arena_alloc(f->r->arena, sizeof *e);
    *e = (struct event){.begin = first, .summary = "", .location = "", .categories = "",
                        .stamp = "", .order = f->n_events, .cancelled = all_cancelled};
    int depth = 0;
    bool good = true;
    for (const struct ics_line *l = first + 1; l < last && good; l++) {
        depth += strcmp(l->name, "BEGIN") == 0;
        good = depth > 0 || take_line(f, e, l);
        depth -= strcmp(l->name, "END") == 0;
    }
    e->cancelled = e->cancelled || all_cancelled;
    if (good && (e->start_line == NULL || e->uid == NULL || e->uid[0] == '\0')) {
        /* A cancelled day of a series may come without a start. */
        if (e->uid != NULL && e->changes && e->cancelled) {
            e->start = e->instead_of;
            e->start_line = first;
        } else {
            READING_REPORT(f->r, CALENDAR_INCOMPLETE, first->line, 1, first->text,
                           e->uid == NULL ? "UID" : "DTSTART");
            good = false;
        }
    }
    if (good) {
        f->event[f->n_events++] = e;
    }
}

/* Masters first, then by the day they change; the version that holds last. */
static int compare(const void *x, const void *y)
{
    const struct event *a = *(struct event *const *)x, *b = *(struct event *const *)y;
    int c = strcmp(a->uid, b->uid);
    if (c != 0) {
        return c;
    }
    if (a->changes != b->changes) {
        return a->changes ? 1 : -1;
    }
    if (a->changes && a->instead_of.wall != b->instead_of.wall) {
        return a->instead_of.wall < b->instead_of.wall ? -1 : 1;
    }
    if (a->sequence != b->sequence) {
        return a->sequence < b->sequence ? -1 : 1;
    }
    c = strcmp(a->stamp, b->stamp);
    return c != 0 ? c : a->order < b->order ? -1 : 1;
}

static bool same_event(const struct event *a, const struct event *b)
{
    return strcmp(a->uid, b->uid) == 0 && a->changes == b->changes &&
           (!a->changes || a->instead_of.wall == b->instead_of.wall);
}

/* Of the versions of one event only the last is kept. */
static void keep_newest(struct ics_file *f)
{
    size_t n = 0;
    if (f->n_events > 1) {
        qsort(f->event, f->n_events, sizeof *f->event, compare);
    }
    for (size_t i = 0; i < f->n_events; i++) {
        if (i + 1 == f->n_events || !same_event(f->event[i], f->event[i + 1])) {
            f->event[n++] = f->event[i];
        }
    }
    f->n_events = n;
}

static const struct committee *committee_of(const struct reading *r, const struct event *e)
{
    const struct committee *c = agenda_committee_in(r->agenda, e->categories);
    return c != NULL ? c : agenda_committee_in(r->agenda, e->summary);
}

static void add_session(struct ics_file *f, const struct event *e, const struct event *master,
                        const char *key, long long start, long long planned, bool cancelled)
{
    struct reading *r = f->r;
    const struct committee *c = committee_of(r, e);
    if (c == NULL && master != NULL) {
        c = committee_of(r, master);
    }
    long day = (long)(start / DAY);
    reading_add(r, (struct session){
                       .key = key,
                       .committee = c,
                       .title = e->summary[0] == '\0' && master ? master->summary : e->summary,
                       .location = e->location,
                       .day = day,
                       .minute = e->start.date ? -1 : (int)(start % DAY / 60),
                       .planned = (long)(planned / DAY),
                       .cancelled = cancelled,
                       .at = {r->file, e->begin->line, 1},
                   });
}

/* "uid/20270114T133000Z" */
static const char *series_key(struct ics_file *f, const char *uid, struct when planned)
{
    long long at = planned.date ? planned.wall : ics_utc(f->zones, planned);
    struct date d = date_of_days((long)(at / DAY));
    int s = (int)(at % DAY);
    const char *day = arena_printf(f->r->arena, "%s/%04d%02d%02d", uid, d.year, d.month, d.day);
    return planned.date ? day
                        : arena_printf(f->r->arena, "%sT%02d%02d%02dZ", day, s / 3600,
                                       s / 60 % 60, s % 60);
}

/* A day alone in EXDATE or RECURRENCE-ID means the session of that day. */
static bool means(struct when named, struct when at)
{
    return named.date && !at.date ? named.wall / DAY == at.wall / DAY : named.wall == at.wall;
}

struct dates {
    struct when *at;
    size_t n;
};

static struct dates exceptions(struct ics_file *f, const struct event *e)
{
    struct dates out = {.at = arena_array(f->r->arena, ICS_DATES, sizeof *out.at)};
    for (size_t i = 0; i < e->n_except; i++) {
        const struct ics_line *l = e->except[i];
        for (const char *p = l->value; *p != '\0';) {
            size_t n = strcspn(p, ",");
            struct when w;
            if (out.n == ICS_DATES || !ics_when(f->zones, f->r, l, p, n, &w)) {
                READING_REPORT(f->r, CALENDAR_BAD_TIME, l->line, l->column, l->text, l->name);
                break;
            }
            out.at[out.n++] = german(f, w);
            p += n + (p[n] == ',');
        }
    }
    return out;
}

static bool is_excepted(const struct dates *except, struct when at)
{
    for (size_t i = 0; i < except->n; i++) {
        if (means(except->at[i], at)) {
            return true;
        }
    }
    return false;
}

struct group { /* all events of one UID, the master first */
    struct event *const *event;
    size_t n;
    bool *used; /* changes that belong to a day of the series */
    struct dates except;
};

static void add_day(struct ics_file *f, struct group *g, struct when planned)
{
    const struct event *master = g->event[0], *e = master, *shift = NULL;
    for (size_t k = 1; k < g->n; k++) {
        const struct event *change = g->event[k];
        if (means(change->instead_of, planned)) {
            e = change;
            g->used[k] = true;
        } else if (change->following && change->instead_of.wall < planned.wall) {
            shift = change;
        }
    }
    long long wall = e != master ? e->start.wall : planned.wall;
    if (e == master && is_excepted(&g->except, planned)) {
        return;
    }
    if (e == master && shift != NULL) {
        e = shift;
        wall += shift->start.wall - shift->instead_of.wall;
    }
    add_session(f, e, master, series_key(f, master->uid, planned), wall, planned.wall,
                master->cancelled || e->cancelled);
}

static void add_series(struct ics_file *f, struct event *const *event, size_t n)
{
    const struct event *master = event[0];
    struct series s = {master->raw_start, master->rules, master->extra, master->n_rules,
                       master->n_extra};
    struct group g = {event, n, arena_array(f->r->arena, n, sizeof *g.used),
                      exceptions(f, master)};
    size_t n_starts = 0;
    struct when *start = series_expand(&s, f->zones, f->r, &f->steps, &n_starts);
    for (size_t i = 0; i < n_starts; i++) {
        add_day(f, &g, start[i]);
    }
    for (size_t k = 1; k < n; k++) { /* of days that the series does not have: sessions too */
        if (!g.used[k]) {
            add_session(f, event[k], master, series_key(f, master->uid, event[k]->instead_of),
                        event[k]->start.wall, event[k]->instead_of.wall,
                        master->cancelled || event[k]->cancelled);
        }
    }
}

static void add_group(struct ics_file *f, struct event *const *group, size_t n)
{
    const struct event *first = group[0];
    if (!first->changes && (first->n_rules > 0 || first->n_extra > 0 || n > 1)) {
        add_series(f, group, n);
        return;
    }
    for (size_t i = 0; i < n; i++) { /* alone, or days of a series whose master is missing */
        const struct event *e = group[i];
        add_session(f, e, NULL, e->changes ? series_key(f, e->uid, e->instead_of) : e->uid,
                    e->start.wall, e->changes ? e->instead_of.wall : e->start.wall, e->cancelled);
    }
}

static void add_sessions(struct ics_file *f)
{
    keep_newest(f);
    for (size_t i = 0; i < f->n_events;) {
        size_t n = 1;
        while (i + n < f->n_events && strcmp(f->event[i]->uid, f->event[i + n]->uid) == 0) {
            n++;
        }
        add_group(f, f->event + i, n);
        i += n;
    }
}

/* What is open at a line: VCALENDAR, in it an event or a zone, in these whatever. */
struct nesting {
    const struct ics_line *open[ICS_DEPTH];
    int depth;
    bool cancelled; /* METHOD:CANCEL of the calendar */
};

static int broken(struct reading *r, const struct ics_line *l, const char *what)
{
    READING_REPORT(r, CALENDAR_BROKEN, l->line, l->column, l->text, what);
    return -1;
}

/* A component of the calendar has ended. */
static int close_component(struct ics_file *f, struct nesting *n, const struct ics_line *last)
{
    const struct ics_line *first = n->open[n->depth];
    if (strcasecmp(first->value, last->value) != 0) {
        return broken(f->r, last, arena_printf(f->r->arena, "END:%s", first->value));
    }
    if (n->depth == 1 && strcasecmp(first->value, "VTIMEZONE") == 0) {
        ics_zones_add(f->zones, f->r, first, last);
    }
    return 0;
}

/* True where the line is no calendar's beginning, and none is open. */
static bool is_outside(const struct nesting *n, const struct ics_line *l)
{
    return n->depth == 0 && (strcmp(l->name, "BEGIN") != 0 ||
                             strcasecmp(l->value, "VCALENDAR") != 0);
}

/* Zones are taken as they come, events on the second way: their zones may stand behind. */
static int walk(struct ics_file *f, const struct ics_lines *lines, bool events)
{
    struct nesting n = {.depth = 0};
    for (size_t i = 0; i < lines->n; i++) {
        const struct ics_line *l = &lines->line[i];
        if (is_outside(&n, l)) {
            return broken(f->r, l, "BEGIN:VCALENDAR");
        }
        if (strcmp(l->name, "BEGIN") == 0) {
            if (n.depth == ICS_DEPTH) {
                return broken(f->r, l, "END");
            }
            n.cancelled = n.depth > 0 && n.cancelled;
            n.open[n.depth++] = l;
        } else if (strcmp(l->name, "METHOD") == 0 && n.depth == 1) {
            n.cancelled = strcasecmp(l->value, "CANCEL") == 0;
        } else if (strcmp(l->name, "END") == 0) {
            n.depth--;
            bool is_event = n.depth == 1 && strcasecmp(n.open[1]->value, "VEVENT") == 0;
            if (!events && close_component(f, &n, l) != 0) {
                return -1;
            }
            if (events && is_event) {
                read_event(f, n.open[1], l, n.cancelled);
            }
        }
    }
    if (n.depth > 0) {
        return broken(f->r, &lines->line[lines->n - 1],
                      arena_printf(f->r->arena, "END:%s", n.open[n.depth - 1]->value));
    }
    return 0;
}

static size_t count_events(const struct ics_lines *lines)
{
    size_t n = 0;
    for (size_t i = 0; i < lines->n; i++) {
        n += strcmp(lines->line[i].name, "BEGIN") == 0;
    }
    return n;
}

int ics_read(struct reading *r, const char *text)
{
    struct ics_lines lines;
    struct ics_file f = {.r = r, .zones = ics_zones_new(r->arena)};
    int rc = -1;
    if (ics_scan(r, text, &lines) != 0) {
        goto out;
    }
    size_t n = count_events(&lines);
    if (n > ICS_EVENTS) {
        READING_REPORT(r, CALENDAR_TOO_MANY, 0, 0, NULL,
                       arena_printf(r->arena, "%d", (int)ICS_EVENTS));
        goto out;
    }
    f.event = arena_array(r->arena, n + 1, sizeof *f.event);
    if (walk(&f, &lines, false) != 0 || walk(&f, &lines, true) != 0) {
        goto out;
    }
    add_sessions(&f);
    rc = 0;
out:
    ics_zones_release(f.zones);
    return rc;
}
