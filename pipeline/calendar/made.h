/* What was made for which session: sitzungen.csv in the output folder, read by people and
 * by the next run. Two lines tell the day of the first and of the last run, then there is a
 * line for each edition; the head says what the columns are.
 *
 * A session is known by its key, which stays when it is moved; suffix is that of the rule.
 * Ownership: made_load() / made_free(); entries are lent until the next made_add().
 * Errors: NULL and -1 with the cause reported. A damaged file stops everything: without it
 * editions would be made twice. */
#ifndef CALENDAR_MADE_H
#define CALENDAR_MADE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

#define MADE_FILE "sitzungen.csv"

struct made {
    const char *key, *committee, *suffix;
    long session;        /* day it was made for */
    const char *edition; /* folder */
    long day;            /* it was made on */
    const char *inputs;  /* digest of what it was made from */
};

struct made_list;

/* An empty list, with first and last 0, where there is no file. */
struct made_list *made_load(const char *outputs, struct diag *d);
void made_free(struct made_list *l);

size_t made_count(const struct made_list *l);
const struct made *made_at(const struct made_list *l, size_t i);
long made_first(const struct made_list *l); /* day of the first run, 0: there was none */
long made_last(const struct made_list *l);

/* Adds an entry, or replaces the one of the same key and suffix; copied. */
void made_add(struct made_list *l, struct made m);
/* Notes the day of a run. The last one is kept as it is given, also when the clock was put
 * back. */
void made_run(struct made_list *l, long today);
/* Writes the file aside and puts it in place; 0 or -1. */
int made_write(const struct made_list *l, const char *outputs, struct diag *d);

#endif
