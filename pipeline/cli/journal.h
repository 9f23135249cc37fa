/* Journal: lines that say what a run without onlookers did. Where the stream is systemd's
 * journal each line has its priority before it ("<6>", sd-daemon(3)).
 *
 * Each kind of line begins with a number that stays the same, for whoever watches:
 * SB0101 made, SB0102 nothing due, SB0103 unchanged, SB0104 told a program. Warnings and
 * errors are diagnostics (base/diag_list_calendar.h) with numbers from SB0201 and SB0301. */
#ifndef CLI_JOURNAL_H
#define CLI_JOURNAL_H

#include <stdbool.h>
#include <stdio.h>

/* Whether the stream goes to the journal: JOURNAL_STREAM names its device and inode. */
bool journal_has(FILE *stream);

/* One line on standard output, at once. */
void journal_say(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
