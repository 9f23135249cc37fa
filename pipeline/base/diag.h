/* Diagnostics: one list of everything that is wrong, each with its place.
 *
 * A text says what is wrong and what was done about it; $1..$9 stand for the
 * arguments. All problems of a run are collected and printed together; the worst
 * severity is the exit status.
 * Ownership: diag_new() / diag_free(); places and arguments are copied. */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include <stdbool.h>
#include <stddef.h>

enum severity { SEV_NOTE, SEV_WARNING, SEV_ERROR, SEV_REFUSED, SEV_FATAL };

/* Exit status of the program. */
enum exit_status {
    EXIT_CLEAN = 0,
    EXIT_WARNINGS = 1,
    EXIT_DATA_ERRORS = 2, /* what could be made was made; what could not is named */
    EXIT_REFUSED = 3,     /* protection refused */
    EXIT_USAGE = 64,
    EXIT_IO = 74
};

enum diag_code {
#define DIAG(code, severity, text) code,
#include "base/diag_list.h"
#undef DIAG
    DIAG_CODE_COUNT
};

struct place {
    const char *file; /* NULL: no file is involved */
    int line;         /* 1-based, 0 unknown */
    int column;       /* 1-based, in code points, 0 unknown */
};

struct diag;

struct diag_item {
    enum diag_code code;
    enum severity severity;
    struct place at;
    const char *text;   /* finished German sentence(s) */
    const char *source; /* line of the file the caret points into, or NULL */
    int repeats;        /* further messages of this kind and file that were folded into it */
};

struct diag *diag_new(void);
void diag_free(struct diag *d);

/* Reports; args is an array of strings ended by NULL. Use the macro. After 20
 * messages of one code for one file, or 3 for one place in it, the further ones are counted,
 * not kept. Without
 * arguments pass NULL: DIAG_PLAIN(d, CODE, NULL). With d NULL nobody listens. */
void diag_report(struct diag *d, enum diag_code code, struct place at, const char *const *args);
#define DIAG_AT(d, code, at, ...) \
    diag_report((d), (code), (at), (const char *const[]){__VA_ARGS__, NULL})
#define DIAG_PLAIN(d, code, ...) \
    DIAG_AT((d), (code), ((struct place){NULL, 0, 0}), __VA_ARGS__)

/* Attaches the source line to the last message, shown with a caret at its column. */
void diag_source(struct diag *d, const char *line, size_t len);

size_t diag_count(const struct diag *d);
const struct diag_item *diag_at(const struct diag *d, size_t i); /* in order of report */
enum severity diag_worst(const struct diag *d);                  /* SEV_NOTE if empty */
int diag_exit_status(const struct diag *d);
bool diag_has_errors(const struct diag *d);                      /* SEV_ERROR or worse */

/* All messages as text: "datei.csv:12:3: Fehler: ... " with line and caret. The
 * result is malloc'ed; free() it. Sorted by file, line, column, then order. */
char *diag_text(const struct diag *d);
/* The same with a priority before each line, as journals read it ("<3>": error, "<4>":
 * warning, "<6>": note; sd-daemon(3)). */
char *diag_journal(const struct diag *d);

/* Appends all messages of from (a worker's list in its printable form is read
 * back with diag_load): used to bring home what a worker process reported. */
char *diag_save(const struct diag *d);              /* malloc'ed, one line per message */
void diag_load(struct diag *d, const char *saved);  /* ignores what it cannot read */

const char *diag_code_name(enum diag_code code);    /* "CSV_BAD_NUMBER" */

#endif
