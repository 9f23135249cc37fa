/* Commands: the table from which dispatch, help and the man page are made. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

struct options {
    const char *inputs, *templates, *output; /* folders */
    bool shipped_inputs; /* those installed with the program: an example (cli/shipped.h) */
    const char *edition; /* name of the output folder; NULL: as edition.xml says */
    const char *file;    /* only reports whose file name begins so; NULL: all */
    const char *const *only; /* the same, one of several (run-due) */
    size_t n_only;
    int jobs;            /* worker processes; 0: as many as cores */
    bool no_data;        /* PDF/A-2a: without the figures as an attached file */
    bool print;          /* for double-sided print */
    const char *annex, *paper; /* "3", "012/2026": both or none */
    const char *source, *licence; /* of boundaries; NULL: as the file says */
    const char *date;    /* of boundaries: the same; of due and run-due: today */
    unsigned points;     /* of boundaries, about; 0: all */
    const char *archive; /* folder of the archive */
    bool list_archive;   /* list: what is archived */
    bool rebuild;        /* verify: build archived editions again */
    bool quiet;          /* build: nothing on standard output (never from the command line) */
    const char *format;  /* of audit, check and diff: "text", "csv" or "json" */
    bool json, csv;      /* for machines: due, audit, check, explain, diff */
    bool again;          /* of run-due */
    bool rules;          /* of check */
    bool open;           /* report, preview: show what was made */
    const char *revisions; /* edition that revised figures differ from; NULL: as edition.xml */
    unsigned year;       /* of due, 0: what comes next */
    const char *const *args;
    int n_args;
};

/* Returns 0, -1 where the environment failed, or COMMAND_USAGE where the call itself is
 * wrong; what was wrong is in d. Whether there were errors in data is read from d
 * afterwards. */
enum { COMMAND_USAGE = 1 };
typedef int command_function(const struct options *o, struct diag *d);

struct command {
    const char *name;
    const char *arguments;   /* as printed: "GEBIET..." */
    const char *summary;     /* German, one line; NULL: called by shells, shown nowhere */
    const char *description; /* German, for the man page */
    int min_args, max_args;  /* max_args -1: any number */
    command_function *run;
};

struct option {
    const char *name;     /* "--inputs" */
    const char *argument; /* "ORDNER"; "": takes none */
    const char *summary;  /* one that begins with "mit report, dump: " is theirs alone */
};

struct status { /* exit status, as printed */
    const char *code, *text;
};

extern const struct status status_table[];
extern const size_t status_count;
extern const struct command command_table[];
extern const size_t command_count;
extern const struct option option_table[];
extern const size_t option_count;

int command_build(const struct options *o, struct diag *d);
int command_report(const struct options *o, struct diag *d);
int command_preview(const struct options *o, struct diag *d);
int command_boundaries(const struct options *o, struct diag *d);
int command_gallery(const struct options *o, struct diag *d);
int command_describe(const struct options *o, struct diag *d);
int command_check(const struct options *o, struct diag *d);
int command_dump(const struct options *o, struct diag *d);
int command_audit(const struct options *o, struct diag *d);
int command_explain(const struct options *o, struct diag *d);
int command_diff(const struct options *o, struct diag *d);
int command_due(const struct options *o, struct diag *d);
int command_run_due(const struct options *o, struct diag *d);
int command_list(const struct options *o, struct diag *d);
int command_archive(const struct options *o, struct diag *d);
int command_verify(const struct options *o, struct diag *d);
int command_help(const struct options *o, struct diag *d);
int command_man(const struct options *o, struct diag *d);
int command_complete(const struct options *o, struct diag *d);

/* Whether an option has a meaning for that command, by its summary. */
bool option_fits(const struct option *option, const char *command);

/* The form of what is printed: --json and --csv are short for --format. COMMAND_USAGE, reported,
 * where there is none of that name. */
enum output_form { AS_TEXT, AS_CSV, AS_JSON, OUTPUT_FORMS };
int options_form(const struct options *o, enum output_form *form, struct diag *d);

/* Parses the command line. *command is NULL for a plain --version; inputs and templates are
 * NULL where none was named. 0 or -1. */
int options_parse(int argc, const char *const *argv, struct options *o,
                  const struct command **command, struct diag *d);

/* " Meinten Sie „x“?" for the nearest of the candidates, "" where none is near; in
 * static storage of the caller's arena. */
struct arena;
const char *did_you_mean(struct arena *a, const char *typed, const char *const *candidates,
                         size_t n);

#define MAN_ARGUMENTS "[vorlage|beschreibung]"

extern const char sozialbericht_version[], sozialbericht_date[]; /* "0.1.0", "2026-11-23" */
extern const char sozialbericht_build[]; /* digest of the sources, 16 digits (Makefile) */

#endif
