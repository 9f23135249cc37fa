#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "archive/bag.h"
#include "archive/edition.h"
#include "archive/manifest.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/german.h"
#include "base/str.h"
#include "cli/build.h"
#include "cli/checks.h"
#include "cli/index_page.h"
#include "cli/run.h"
#include "cli/workers.h"
#include "guard/perturb.h"
#include "guard/record.h"

enum { TEMPLATE_DEPTH = 8 };

struct build {
    struct run run;
    const char *name; /* of the folder */
    struct job *jobs;
    size_t n_jobs, n_done, n_failed;
    struct edition_dir *edition;
    struct manifest *manifest;
    struct diag *d;
    struct buf missing; /* names of the areas without a report */
    struct timespec started;
    bool terminal;
};

/* Runs in a worker process. */
static void make_report(void *ctx, size_t job, struct job_result *result, struct diag *d)
{
    struct build *b = ctx;
    struct buf out = BUF_INIT;
    if (run_report(&b->run, &b->jobs[job], &out, result, d) != 0 ||
        edition_write(b->edition, b->jobs[job].file, out.data, out.len, d) != 0) {
        result->failed = 1;
    }
    buf_release(&out);
}

static double seconds_since(const struct timespec *start)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - start->tv_sec) + 1e-9 * (double)(now.tv_nsec - start->tv_nsec);
}

static void show_progress(const struct build *b, const struct job_result *r)
{
    if (b->terminal) {
        double left =
            seconds_since(&b->started) / (double)b->n_done * (double)(b->n_jobs - b->n_done);
        fprintf(stderr, "\r%zu von %zu Berichten, noch etwa %.0f s ", b->n_done, b->n_jobs, left);
    } else if (r->failed == 0 && !b->run.options->quiet) {
        printf("%s: %zu Seiten\n", b->jobs[r->job].file, r->pages);
    }
}

/* A worker may have died behind the file: what is not in the manifest is no part of the
 * edition. */
static void remove_unreported(const struct build *b, const char *file)
{
    struct diag *silent = diag_new();
    file_remove_tree(path_join(b->run.arena, edition_staging(b->edition), file), silent);
    diag_free(silent);
}

struct manifest_file build_entry(const struct run *r, const struct job *job,
                                 const struct job_result *result)
{
    const struct area *area = areas_at(r->areas, job->area);
    struct manifest_file f = {.path = job->file,
                              .area = area->key,
                              .title = area->name,
                              .source = job->rule->template_name,
                              .name = result->title,
                              .newest = result->newest,
                              .hidden = result->hidden,
                              .warnings = result->warnings,
                              .bytes = result->bytes,
                              .pages = result->pages};
    memcpy(f.sha256, result->sha256, sizeof f.sha256);
    return f;
}

static void report_done(void *ctx, const struct job_result *r)
{
    struct build *b = ctx;
    const struct job *job = &b->jobs[r->job];
    const struct area *area = areas_at(b->run.areas, job->area);
    b->n_done++;
    if (r->failed != 0) {
        b->n_failed++;
        remove_unreported(b, job->file);
        buf_adds(&b->missing, b->missing.len ? ", " : "");
        buf_adds(&b->missing, area->name);
        manifest_add_failed(b->manifest, area->key, area->name);
        DIAG_PLAIN(b->d, REPORT_FAILED, area->name,
                   r->failed == 2 ? "der Arbeitsprozess ist abgebrochen" : "siehe Meldungen");
    } else {
        manifest_add_report(b->manifest, build_entry(&b->run, job, r));
    }
    show_progress(b, r);
}

/* Templates include others from folders of any name. */
static int add_templates(struct manifest *m, struct run *r, const char *below, int depth,
                         struct diag *d)
{
    size_t n = 0;
    struct arena *a = r->arena;
    const char *dir = r->options->templates;
    char **names = dir_list(a, below[0] ? path_join(a, dir, below) : dir, "", &n);
    for (size_t i = 0; i < n; i++) {
        const char *name = path_join(a, below, names[i]);
        bool folder = file_is_folder(path_join(a, dir, name));
        if (folder && names[i][0] != '.' && depth < TEMPLATE_DEPTH &&
            add_templates(m, r, name, depth + 1, d) != 0) {
            return -1;
        }
        if (!folder && str_ends(names[i], ".xml") &&
            manifest_add_input(m, "templates", dir, name, d) != 0) {
            return -1;
        }
    }
    return 0;
}

/* What staff can change. */
static int add_inputs(struct manifest *m, struct run *r, struct diag *d)
{
    size_t n = 0;
    const char *inputs = r->options->inputs;
    const char *const *files = run_input_files(r, true, &n);
    for (size_t i = 0; i < n; i++) {
        if (manifest_add_input(m, "inputs", inputs, files[i], d) != 0) {
            return -1;
        }
    }
    if (perturb_needs_seed(r->catalogue) &&
        manifest_add_input(m, "inputs", inputs, PERTURB_SEED_FILE, d) != 0) {
        return -1;
    }
    return add_templates(m, r, "", 0, d);
}

/* What else shows in the reports: other editions, fonts. */
static void add_surroundings(struct build *b)
{
    for (size_t i = 0; i < earlier_records(b->run.earlier); i++) {
        const struct earlier_record *r = earlier_record(b->run.earlier, i);
        struct manifest_file f = {.path = r->path, .bytes = r->bytes};
        memcpy(f.sha256, r->sha256, sizeof f.sha256);
        manifest_add_earlier(b->manifest, f);
    }
    for (unsigned i = 0; i < FONT_COUNT; i++) {
        struct font_record f = fonts_at(b->run.fonts, i);
        manifest_add_font(b->manifest, f.file, f.title, f.version, f.bytes, f.len);
    }
}

static struct manifest *manifest_of(struct run *r, const char *name)
{
    return manifest_new((struct manifest_head){
        .edition = name, .title = r->edition.title, .date = r->edition.date,
        .version = r->edition.version, .build = sozialbericht_build,
        .pdfa = r->options->no_data ? "2a" : "3a",
        .revisions = r->edition.revisions});
}

int build_digest(struct run *r, char out[SHA256_HEX], struct diag *d)
{
    struct manifest *m = manifest_of(r, r->edition.name);
    int rc = add_inputs(m, r, d);
    manifest_inputs_digest(m, out);
    manifest_free(m);
    return rc;
}

static void say_result(const struct build *b)
{
    if (b->run.options->quiet) {
        return;
    }
    char *seconds = german_number(b->run.arena, seconds_since(&b->started), 1);
    if (b->terminal) {
        fprintf(stderr, "\r\033[K");
    }
    printf("%zu Berichte in %s/%s (%s s)\n", b->n_jobs - b->n_failed, b->run.options->output,
           b->name, seconds);
}

/* Nothing is made again to hear the same again: the manifest knows how much there was. */
static void remind_of_warnings(const struct build *b, const char *dir)
{
    size_t n = 0, warnings = 0;
    struct manifest *m = manifest_load(dir, b->d);
    const struct manifest_file *reports = m ? manifest_files(m, MANIFEST_REPORTS, &n) : NULL;
    for (size_t i = 0; i < n; i++) {
        warnings += reports[i].warnings;
    }
    if (warnings > 0) {
        DIAG_PLAIN(b->d, EDITION_WARNINGS, b->name,
                   german_number(b->run.arena, (double)warnings, 0));
    }
    manifest_free(m);
}

/* Nothing is done twice: the edition may have been made from just this already. */
static bool is_current(struct build *b)
{
    struct arena *a = b->run.arena;
    const char **files = arena_array(a, b->n_jobs + 2, sizeof *files);
    for (size_t i = 0; i < b->n_jobs; i++) {
        files[i] = b->jobs[i].file;
    }
    files[b->n_jobs] = RECORD_FILE;
    const char *dir = path_join(a, b->run.options->output, b->name);
    if (!manifest_current(b->manifest, dir, files, b->n_jobs + 1)) {
        return false;
    }
    edition_tidy(b->run.options->output);
    remind_of_warnings(b, dir);
    if (isatty(STDOUT_FILENO) && !b->run.options->quiet) {
        printf("%s ist auf dem neuesten Stand.\n", dir);
    }
    return true;
}

/* What the edition shows, for later ones. */
static int write_record(struct build *b)
{
    struct manifest_file f = {.path = RECORD_FILE};
    struct buf text = BUF_INIT;
    record_write(b->run.published, &text);
    f.bytes = text.len;
    sha256_hex(text.data, text.len, f.sha256);
    manifest_add_record(b->manifest, f);
    int rc = edition_write(b->edition, RECORD_FILE, text.data, text.len, b->d);
    buf_release(&text);
    return rc;
}

/* The old edition tells best what the new one will need; without it a guess that is rather
 * too large: the largest volume has below 1 MB. [bytes] */
static unsigned long long space_needed(const struct build *b)
{
    struct arena *a = b->run.arena;
    unsigned long long old = edition_size(path_join(a, b->run.options->output, b->name));
    return old > 0 ? old + old / 4 : (unsigned long long)b->n_jobs * 400000;
}

/* An archived edition is what was decided upon; the new one of its name is another. */
static void warn_archived(const struct build *b)
{
    const struct options *o = b->run.options;
    struct arena *a = b->run.arena;
    const char *now = path_join(a, path_join(a, o->output, b->name), MANIFEST_FILE);
    const char *kept = path_join(a, path_join(a, o->archive, b->name),
                                 BAG_EDITION "/" MANIFEST_FILE);
    if (!o->quiet && file_exists(kept) && !file_same(now, kept)) {
        DIAG_PLAIN(b->d, ARCHIVE_DIFFERS, b->name, o->output);
    }
}

static int make_all(struct build *b, int n_workers)
{
    const char *name = b->name;
    b->edition = edition_begin(b->run.options->output, name, "build", b->d);
    if (b->edition == NULL) {
        return -1;
    }
    if (edition_need(b->edition, space_needed(b), b->d) != 0) {
        edition_abandon(b->edition);
        return -1;
    }
    if (workers_run(b->n_jobs, n_workers, make_report, report_done, b, b->d) != 0 ||
        diag_worst(b->d) == SEV_FATAL || b->n_failed == b->n_jobs || write_record(b) != 0 ||
        manifest_write(b->manifest, edition_staging(b->edition), b->d) != 0) {
        edition_abandon(b->edition);
        DIAG_PLAIN(b->d, EDITION_NOT_REPLACED, name);
        return -1;
    }
    if (edition_commit(b->edition, b->d) != 0) {
        return -1;
    }
    warn_archived(b);
    if (b->n_failed > 0) {
        DIAG_PLAIN(b->d, EDITION_INCOMPLETE, name,
                   german_number(b->run.arena, (double)(b->n_jobs - b->n_failed), 0),
                   german_number(b->run.arena, (double)b->n_jobs, 0), buf_str(&b->missing));
    }
    say_result(b);
    return 0;
}

int build_edition(const struct options *o, struct diag *d)
{
    int rc = -1;
    struct build b = {.d = d, .terminal = isatty(STDERR_FILENO) != 0 && !o->quiet};
    clock_gettime(CLOCK_MONOTONIC, &b.started);
    if (run_load(&b.run, o, RUN_REPORTS, d) != 0) {
        goto out;
    }
    if (checks_run(&b.run, CHECK_ALL, d) != 0) {
        goto out;
    }
    checks_tell(&b.run, CHECK_SEE, d);
    b.name = b.run.edition.name;
    if (o->print) {
        b.name = arena_printf(b.run.arena, "%s%s", b.name, PRINT_SUFFIX);
    }
    b.jobs = run_jobs(&b.run, AREA_NONE, &b.n_jobs);
    b.manifest = manifest_of(&b.run, b.name);
    int inputs = add_inputs(b.manifest, &b.run, d);
    add_surroundings(&b);
    bool current = inputs == 0 && !diag_has_errors(d) && is_current(&b);
    run_check_templates(&b.run, !current, d);
    if (inputs != 0 || diag_has_errors(d)) {
        DIAG_PLAIN(d, EDITION_NOT_REPLACED, b.name);
        goto out;
    }
    rc = current ? 0 : make_all(&b, o->jobs > 0 ? o->jobs : workers_cores());
    if (rc == 0) {
        rc = index_write(&b.run, d);
        if (rc != 0) {
            DIAG_PLAIN(d, EDITION_UNLISTED, path_join(b.run.arena, o->output, b.name));
        }
    }
out:
    manifest_free(b.manifest);
    buf_release(&b.missing);
    run_release(&b.run);
    return rc;
}

int command_build(const struct options *o, struct diag *d)
{
    if (o->annex != NULL) {
        DIAG_PLAIN(d, CLI_ANNEX_OF_ALL, NULL);
        return COMMAND_USAGE;
    }
    if (o->file != NULL) {
        DIAG_PLAIN(d, CLI_FILE_OF_ALL, NULL);
        return COMMAND_USAGE;
    }
    return build_edition(o, d);
}
