/* Run: everything that is loaded once and shared by all reports of a run.
 *
 * Ownership: embedded; run_load() then run_release(), also after a failure. */
#ifndef CLI_RUN_H
#define CLI_RUN_H

#include "analysis/analysis.h"
#include "base/arena.h"
#include "base/diag.h"
#include "cli/command.h"
#include "cli/workers.h"
#include "compose/compose.h"
#include "facts/areas.h"
#include "facts/catalogue.h"
#include "facts/facts.h"
#include "geo/geo.h"
#include "guard/guard.h"
#include "ingest/ingest.h"
#include "layout/theme.h"
#include "pdf/pdf.h"
#include "sentences/sentences.h"
#include "stats/stats.h"

/* The print edition is an edition of its own: that for screens stays as it is. */
#define PRINT_SUFFIX "-druck"

struct report_rule { /* a <report> of edition.xml */
    const char *template_name;
    const char *file; /* pattern with {key} and {name} */
    struct place at;  /* of that pattern */
    enum area_kind kind;
    const char *annex, *paper; /* "3", "012/2026": both or none */
    int field; /* Handlungsfeld 1..5 the report is about, 0: all */
    bool single; /* no part of the edition, only made when it is asked for */
};

struct job { /* one report to make */
    uint32_t area;
    const struct report_rule *rule;
    const char *file; /* "Sozialbericht_08116049_Nuertingen.pdf" */
};

enum run_depth { RUN_CONFIG, RUN_FACTS, RUN_PUBLISHED, RUN_REPORTS };

struct run {
    struct arena *arena;
    const struct options *options;
    struct areas *areas;
    struct catalogue *catalogue;
    struct facts *delivered; /* as it came in: for checks, never for readers */
    struct facts *facts;     /* behind stats; the same, but where counts are changed (perturb.h) */
    struct stats *stats;
    struct earlier *earlier; /* what other editions show */
    struct published *published;
    struct analysis *analysis;
    struct sentences *sentences;
    struct words *words;
    struct geo_map *map; /* NULL: maps are drawn without boundaries */
    struct compose *compose;
    struct theme *theme;
    struct fonts *fonts;
    struct edition edition;
    struct checked *findings; /* of the checks; NULL: nobody has asked yet (cli/checks.h) */
    const char *retain_until; /* of the edition in the archive, ISO; NULL: no rule */
    struct report_rule *rules;
    size_t n_rules;
    struct ingest_count count;
};

/* May a folder of outputs be called so? */
bool run_good_name(const char *name);

/* Loads up to depth. 0, or -1 where nothing further can be done (reported). */
int run_load(struct run *r, const struct options *o, enum run_depth depth, struct diag *d);
/* Goes on to a greater depth; what is loaded already is kept. */
int run_deepen(struct run *r, enum run_depth depth, struct diag *d);
/* What templates see, a part of RUN_REPORTS. 0, or -1 where a file of staff is bad. */
int run_compose(struct run *r, struct diag *d);
/* Files in the folder of inputs that reports are made from, but for the key of cell keys: each
 * once, by name; raw: those of raw sources too. Lent. */
const char *const *run_input_files(struct run *r, bool raw, size_t *n);
/* The first 16 digits of the SHA-256 of the list of inputs, a line for each, "SHA-256 name", in
 * order of the names; for the provenance on paper. Files of raw sources are not among them: who
 * knows all but one small count of such a file would try its few values until the printed
 * digest fits. Lent. Digests of the single files stand in the manifest of an edition. */
const char *run_inputs_digest(struct run *r);
/* Theme and fonts, a part of RUN_REPORTS. 0 or -1. */
int run_look(struct run *r, struct diag *d);
void run_release(struct run *r);

/* All reports of the edition in order of the areas; or those of one area. */
struct job *run_jobs(struct run *r, uint32_t area_or_none, size_t *n);

/* All that edition.xml asks for, also what is no part of the edition. */
struct job *run_all_jobs(struct run *r, size_t *n);

/* Finds an area by what was typed; reports with suggestions and gives AREA_NONE. */
uint32_t run_area(struct run *r, const char *typed, struct diag *d);

/* templates/sentences.xml; 0, or -1 where it is faulty. Loaded once. */
int run_sentences(struct run *r, struct diag *d);

/* Keys of the municipalities, whose borders are wanted. */
const char *const *run_boundary_keys(const struct areas *areas, struct arena *a, size_t *n);

/* Checks all templates; with_first: and makes a report of each rule for the first area, so
 * that what every report would stumble over is known before anything is replaced. */
void run_check_templates(struct run *r, bool with_first, struct diag *d);

/* Makes all reports of the edition, but writes none: a sentence may be wrong for one
 * municipality only. All messages go to d. 0, or -1 where no worker could be started. */
int run_try_reports(struct run *r, struct diag *d);

/* The document of a report, with what the call and edition.xml say about its pages; NULL
 * where nothing useful can be made. */
struct document *run_document(struct run *r, const struct job *job, struct diag *d);

/* Lays a document out and writes it as PDF. *pages gets the number of pages. 0 or -1. */
int run_write(struct run *r, const struct document *doc, struct buf *out, size_t *pages,
              struct diag *d);

/* Makes one report into out and fills the result but for its job: pages, bytes and digest,
 * title and what the list of editions tells of it. 0 or -1. */
int run_report(struct run *r, const struct job *job, struct buf *out, struct job_result *result,
               struct diag *d);

#endif
