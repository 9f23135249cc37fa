#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "calendar/calendar_private.h"
#include "calendar/ical_private.h"

#define DAY 86400LL

struct list {
    struct arena *arena;
    struct when *item;
    size_t n, cap;
};

static void add(struct list *l, struct when w)
{
    if (l->n == l->cap) {
        size_t cap = l->cap > 0 ? 2 * l->cap : 16;
        struct when *grown = arena_array(l->arena, cap, sizeof *grown);
        if (l->n > 0) {
            memcpy(grown, l->item, l->n * sizeof *grown);
        }
        l->item = grown;
        l->cap = cap;
    }
    l->item[l->n++] = w;
}

static long long from_ical(struct icaltimetype t)
{
    long long day = date_days((struct date){t.year, t.month, t.day});
    return day * DAY + (t.is_date ? 0 : t.hour * 3600 + t.minute * 60 + t.second);
}

/* UNTIL as a time on the wall of the series: libical would compare UTC with it unchanged. A
 * day without time is meant to its end. */
static bool until_wall(const struct series *s, struct ics_zones *z, struct reading *r,
                       const struct ics_line *l, struct icalrecurrencetype *rule)
{
    const char *text = strstr(l->value, "UNTIL=");
    struct when until;
    if (text == NULL) {
        return true;
    }
    text += strlen("UNTIL=");
    if (!ics_when(z, r, l, text, strcspn(text, ";"), &until)) {
        return false;
    }
    long long wall = until.wall;
    if (until.date && !s->start.date) {
        wall += DAY - 1;
    } else if (!until.date && until.zone == ZONE_UTC && s->start.zone != ZONE_UTC) {
        /* What the zone is ahead then, found from the other side. */
        struct when guess = {until.wall, s->start.zone, false};
        wall = until.wall + (guess.wall - ics_utc(z, guess));
    }
    rule->until = ical_time(wall, s->start.date);
    return true;
}

static bool is_set(const short *by)
{
    return by[0] != ICAL_RECURRENCE_ARRAY_MAX;
}

/* NULL, or why the rule is not followed. */
static const char *refused(const struct icalrecurrencetype *rule)
{
    if (rule->freq == ICAL_NO_RECURRENCE) {
        return "sie ist fehlerhaft";
    }
    if (rule->freq != ICAL_DAILY_RECURRENCE && rule->freq != ICAL_WEEKLY_RECURRENCE &&
        rule->freq != ICAL_MONTHLY_RECURRENCE && rule->freq != ICAL_YEARLY_RECURRENCE) {
        return "gelesen werden tägliche, wöchentliche, monatliche und jährliche Serien";
    }
    if (is_set(rule->by_hour) || is_set(rule->by_minute) || is_set(rule->by_second)) {
        return "mehrere Termine am Tag (BYHOUR, BYMINUTE, BYSECOND) werden nicht gelesen";
    }
    return rule->rscale != NULL ? "andere Kalender (RSCALE) werden nicht gelesen" : NULL;
}

/* A rule that gives no day at all ("30 February") is followed by libical to the year 2582:
 * five of these are as much as a file may cost. */
static void follow(struct list *out, const struct series *s, struct reading *r,
                   const struct ics_line *l, struct icalrecurrencetype rule, size_t *steps)
{
    long long last = (r->until + 731) * DAY, first = (r->from - 731) * DAY;
    size_t own = 0;
    icalrecur_iterator *it =
        *steps < ICS_ALL_STEPS
            ? icalrecur_iterator_new(rule, ical_time(s->start.wall, s->start.date))
            : NULL;
    while (it != NULL && own < ICS_STEPS && *steps + own < ICS_ALL_STEPS) {
        struct icaltimetype t = icalrecur_iterator_next(it);
        if (icaltime_is_null_time(t) || from_ical(t) > last) {
            break;
        }
        own++;
        if (from_ical(t) >= first) {
            add(out, (struct when){from_ical(t), s->start.zone, s->start.date});
        }
    }
    if (it != NULL) {
        icalrecur_iterator_free(it);
    }
    *steps += own > 0 ? own : ICS_ALL_STEPS / 5;
    if (own == ICS_STEPS || *steps >= ICS_ALL_STEPS) {
        READING_REPORT(r, CALENDAR_ENDLESS, l->line, l->column, l->text, NULL);
    }
}

static void add_rule(struct list *out, const struct series *s, struct ics_zones *z,
                     struct reading *r, const struct ics_line *l, size_t *steps)
{
    struct icalrecurrencetype rule = icalrecurrencetype_from_string(l->value);
    const char *why = refused(&rule);
    if (why == NULL && !until_wall(s, z, r, l, &rule)) {
        why = "UNTIL ist kein Zeitpunkt";
    }
    if (why != NULL) {
        READING_REPORT(r, CALENDAR_BAD_RULE, l->line, l->column, l->text, why);
    } else {
        follow(out, s, r, l, rule, steps);
    }
    icalmemory_free_buffer(rule.rscale);
}

static void add_extra(struct list *out, struct ics_zones *z, struct reading *r,
                      const struct ics_line *l)
{
    size_t count = 0;
    for (const char *p = l->value; *p != '\0';) {
        size_t n = strcspn(p, ",");
        struct when w;
        if (ics_when(z, r, l, p, n, &w) && count++ < ICS_DATES) {
            add(out, w);
        } else {
            READING_REPORT(r, CALENDAR_BAD_TIME, l->line, l->column, l->text, l->name);
            return;
        }
        p += n + (p[n] == ',');
    }
}

static int by_time(const void *x, const void *y)
{
    const struct when *a = x, *b = y;
    return a->wall < b->wall ? -1 : a->wall > b->wall;
}

/* Compared by the clock in Germany, so that one instant in two zones is one. */
struct when *series_expand(const struct series *s, struct ics_zones *z, struct reading *r,
                           size_t *steps, size_t *n)
{
    struct list all = {.arena = r->arena};
    add(&all, s->start);
    for (size_t i = 0; i < s->n_rules; i++) {
        add_rule(&all, s, z, r, s->rules[i], steps);
    }
    for (size_t i = 0; i < s->n_extra; i++) {
        add_extra(&all, z, r, s->extra[i]);
    }
    for (size_t i = 0; i < all.n; i++) {
        all.item[i].wall = ics_german(z, all.item[i]);
        all.item[i].zone = ZONE_GERMAN;
    }
    qsort(all.item, all.n, sizeof *all.item, by_time);
    *n = 0;
    for (size_t i = 0; i < all.n; i++) {
        if (*n == 0 || all.item[*n - 1].wall != all.item[i].wall) {
            all.item[(*n)++] = all.item[i];
        }
    }
    return all.item;
}
