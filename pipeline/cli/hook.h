/* Hook: a program of the house that is told of success or failure, for a mail.
 *
 * It is started without a shell, with the arguments of agenda.xml; in them {result},
 * {edition}, {folder}, {committee}, {session} stand for "success" or "failure", the name and
 * the folder of the edition, the committee's id and the day of the session. With
 * shell="yes" the command is a line for /bin/sh, and the arguments are its $1, $2, ...: they
 * are never put into the line itself. The environment variables
 * SOZIALBERICHT_ON_SUCCESS and SOZIALBERICHT_ON_FAILURE name a program in place of the file's;
 * it gets the five values in that order.
 *
 * The program reads the message as its standard input, runs in a process group of its own,
 * and is ended with all its children after the given time. How it fares never changes the
 * reports: a failure is a warning. */
#ifndef CLI_HOOK_H
#define CLI_HOOK_H

#include "base/diag.h"
#include "calendar/agenda.h"

struct hook_news {
    bool success;
    const char *edition, *folder, *committee, *session; /* session: ISO date */
    const char *message; /* German, for people */
};

void hook_tell(const struct agenda *g, const struct hook_news *news, struct diag *d);

#endif
