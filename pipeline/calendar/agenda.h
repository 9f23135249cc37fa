/* Agenda: what agenda.xml says of committees and of the reports they get before a session.
 *
 * Ownership: agenda_load() / agenda_free(); everything in it is lent.
 * Errors: NULL where the file cannot be used; a rule that names no committee of the file is
 * reported with its place and left out. */
#ifndef CALENDAR_AGENDA_H
#define CALENDAR_AGENDA_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "calendar/holidays.h"

struct committee {
    const char *id, *name;    /* "SOA", "Sozialausschuss" */
    const char *const *called; /* further names it has in the calendar */
    size_t n_called;
};

struct due_rule {
    const char *committee;    /* id */
    const char *suffix;       /* of the edition's name: "Nachtrag"; "" for the first rule */
    int before;               /* [days], 0: on the day of the session */
    bool working_days;        /* else calendar days */
    int max_age;              /* [days] from the retrieval of a source to the session; 0: any */
    int warn_before;          /* [days] before the due day from which age is warned of */
    const char *const *sources; /* ids whose age counts; none: all */
    size_t n_sources;
    const char *const *files; /* beginnings of file names; none: the whole edition */
    size_t n_files;
    struct place at;
};

struct hook { /* a command that is told of success or failure; NULL: none */
    const char *command;
    bool shell;
    const char *const *args;
    size_t n_args;
    int seconds; /* it may take so long */
};

struct agenda {
    struct arena *arena;
    const struct committee *committee;
    size_t n_committees;
    const struct due_rule *rule;
    size_t n_rules;
    const char *calendar; /* file, relative to the inputs; NULL: sessions are not scheduled */
    struct place at;      /* of that name */
    struct work_week week;
    struct hook success, failure;
};

struct agenda *agenda_load(const char *inputs, struct diag *d);
void agenda_free(struct agenda *g);

const struct committee *agenda_committee(const struct agenda *g, const char *id); /* or NULL */

/* The committee a text speaks of: its id as a word of its own, its name or another one of
 * its names with an ending of up to two letters ("Sitzung des Sozialausschusses"), upper and
 * lower case alike; of several the one with the longest name. NULL: none. */
const struct committee *agenda_committee_in(const struct agenda *g, const char *text);

#endif
