/* Plan: what is due for which session, and why. A pure function of sessions, rules, what was
 * made, the age of the figures, and the day.
 *
 * Rules: the reports of a session are due so many days before it, and may be made from then
 * on to the day of the session (days on which the machine was off are caught up with). They
 * are made once for a session. A moved session keeps its key: what was made stays made, and
 * the new day is told; it is made again only when somebody asks, and only from other inputs.
 * Cancelled sessions get nothing. A session whose key is new, of a committee and day for which
 * an edition stands whose own key has vanished, is that session: some systems give new UIDs
 * with every export.
 *
 * Ownership: everything in the arena given. */
#ifndef CALENDAR_PLAN_H
#define CALENDAR_PLAN_H

#include "calendar/agenda.h"
#include "calendar/calendar.h"
#include "calendar/made.h"

struct data_source { /* figures */
    const char *id, *title;
    long retrieved; /* day */
};

enum due_state {
    DUE_LATER,     /* not yet */
    DUE_NOW,       /* to be made */
    DUE_MADE,
    DUE_MISSED,    /* nothing was made, and the session is over */
    DUE_OVER,      /* was over before the first run */
    DUE_CANCELLED, /* nothing was made */
    DUE_STATE_COUNT
};

struct due {
    const struct session *session;
    const struct due_rule *rule;
    long day;            /* from which it is due */
    enum due_state state;
    const struct made *made;       /* NULL: not yet */
    const char *edition;           /* name of the folder, of what is made or will be */
    const struct data_source *old; /* the oldest source that is too old; NULL: none */
    long age;                      /* of old, on the day of the session [days] */
    bool warn;                     /* old, and near enough to say so */
    bool moved;                    /* made for another day than the session has now */
};

struct plan {
    struct due *due; /* by day of the session, time, rule */
    size_t n;
};

struct plan plan_make(struct arena *a, const struct agenda *g, const struct calendar *c,
                      const struct made_list *made, const struct data_source *source,
                      size_t n_sources, long today);

/* German: "fällig", "erstellt", "abgesagt". */
const char *due_state_text(enum due_state s);
/* "10 Arbeitstage vor der Sitzung" */
const char *due_rule_text(struct arena *a, const struct due_rule *r);

#endif
