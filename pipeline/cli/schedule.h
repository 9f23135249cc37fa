/* Schedule: the committee calendar with its rules, what was made, and what is due, for the
 * commands due and run-due.
 *
 * Ownership: embedded; schedule_load() then schedule_release(), also after a failure. */
#ifndef CLI_SCHEDULE_H
#define CLI_SCHEDULE_H

#include "base/diag.h"
#include "base/sha256.h"
#include "calendar/plan.h"
#include "cli/run.h"

struct schedule {
    struct run run; /* RUN_CONFIG */
    struct agenda *agenda;
    struct calendar *calendar;
    struct made_list *made;
    struct plan plan;
    long today;
    char digest[SHA256_HEX]; /* of inputs and templates as they are now */
};

/* Loads everything for the sessions of o->year, or of the last month and the next 400 days.
 * 0; -1 where nothing can be said, COMMAND_USAGE where --date is no day (reported). */
int schedule_load(struct schedule *s, const struct options *o, struct diag *d);
void schedule_release(struct schedule *s);

/* Warns of figures that are too old, of sessions that were missed, moved or cancelled after
 * their reports were made, of a clock that was put back. */
void schedule_warn(struct schedule *s, struct diag *d);

/* "Sozialausschuss am 10.12.2026", in the arena of the run. */
const char *schedule_session(const struct schedule *s, const struct due *e);

/* Whether it is made, still ahead, and inputs or templates have changed since. */
bool schedule_outdated(const struct schedule *s, const struct due *e);

/* File names of the reports of a rule, sorted as the edition makes them. */
size_t schedule_reports(struct schedule *s, const struct due_rule *r, const char ***file);

#endif
