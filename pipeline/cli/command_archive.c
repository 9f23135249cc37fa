#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "archive/tree.h"
#include "base/file.h"
#include "base/sha256.h"
#include "base/share.h"
#include "base/str.h"
#include "cli/archived.h"
#include "guard/perturb.h"
#include "guard/record.h"

#define NACHBAU "-nachbau"

struct archive {
    struct run run;
    const char *name;   /* of the edition */
    const char *folder; /* outputs/NAME */
    const char *target; /* archive/NAME */
    struct manifest *m;
    struct edition_dir *work;  /* below the output folder: its lock, and room to rebuild */
    struct edition_dir *store; /* below the archive */
    struct bag *bag;
    struct diag *d;
};

/* An edition, and not a path or something else. */
static bool find(struct archive *a)
{
    const struct options *o = a->run.options;
    if (strchr(a->name, '/') == NULL && share_name_fault(a->name) == NULL &&
        a->name[0] != '.' && file_exists(path_join(a->run.arena, a->folder, MANIFEST_FILE))) {
        return true;
    }
    DIAG_PLAIN(a->d, ARCHIVE_NONE, a->name, o->output, o->archive);
    return false;
}

static bool is_raw_file(const struct run *r, const char *path)
{
    for (uint32_t i = 0; i < catalogue_sources(r->catalogue); i++) {
        const struct source *s = catalogue_source(r->catalogue, i);
        for (size_t k = 0; s->raw && k < s->n_files; k++) {
            if (str_eq(s->files[k], path)) {
                return true;
            }
        }
    }
    return false;
}

/* Personal records and secrets never go into the archive, under whatever name: a copy of one
 * has its digest. */
static bool is_withheld(const struct archive *a, const struct manifest_file *f)
{
    size_t n = 0;
    const struct manifest_file *inputs = manifest_files(a->m, MANIFEST_INPUTS, &n);
    for (size_t i = 0; i < n; i++) {
        bool secret = is_raw_file(&a->run, inputs[i].path) ||
                      str_eq(inputs[i].path, PERTURB_SEED_FILE);
        if (secret && str_eq(inputs[i].sha256, f->sha256)) {
            return true;
        }
    }
    return false;
}

/* Every file of a list that may be packed: from/PATH to data/KIND/PATH. All that differ are
 * told at once. */
static int pack(struct archive *a, enum manifest_list list, const char *kind, const char *from)
{
    size_t n = 0;
    struct arena *arena = a->run.arena;
    const struct manifest_file *files = manifest_files(a->m, list, &n);
    int rc = 0;
    for (size_t i = 0; i < n && diag_worst(a->d) != SEV_FATAL; i++) {
        if (!tree_plain_name(files[i].path)) {
            DIAG_PLAIN(a->d, BAG_PATH, files[i].path);
            rc = -1;
        } else if (list != MANIFEST_INPUTS || !is_withheld(a, &files[i])) {
            const char *name = arena_printf(arena, "data/%s/%s", kind, files[i].path);
            const char *path = path_join(arena, from, files[i].path);
            rc = bag_add_file(a->bag, name, path, files[i].sha256, a->d) != 0 ? -1 : rc;
        }
    }
    return diag_worst(a->d) == SEV_FATAL ? -1 : rc;
}

static int add_text(struct archive *a, const char *name, struct buf *text)
{
    int rc = bag_add(a->bag, name, buf_str(text), text->len, a->d);
    buf_clear(text);
    return rc;
}

/* What describes the edition to machines; paths as the descriptions see them. */
static int add_descriptions(struct archive *a)
{
    struct buf text = BUF_INIT;
    const struct manifest_head *h = manifest_head(a->m);
    int rc = -1;
    archived_csvw("edition/" RECORD_FILE, &text);
    if (add_text(a, "data/csv-metadata.json", &text) != 0) {
        goto out;
    }
    archived_datapackage(a->name, "edition/" RECORD_FILE, &text);
    if (add_text(a, "data/datapackage.json", &text) != 0) {
        goto out;
    }
    archived_dublin_core(&a->run, h, &text);
    if (add_text(a, "metadata/dc.xml", &text) != 0) {
        goto out;
    }
    if (archived_oparl(&a->run, a->m, a->folder, &text, a->d) != 0 ||
        add_text(a, "metadata/oparl.json", &text) != 0) {
        goto out;
    }
    archived_program(a->m, h->version, h->build, &text);
    rc = add_text(a, ARCHIVED_PROGRAM, &text);
out:
    buf_release(&text);
    return rc;
}

static void add_labels(struct archive *a)
{
    const struct manifest_head *h = manifest_head(a->m);
    bag_label(a->bag, "Source-Organization", a->run.edition.publisher);
    bag_label(a->bag, "External-Identifier", h->edition);
    bag_label(a->bag, "External-Description", h->title);
    bag_label(a->bag, "Edition-Date", h->date);
    if (a->run.retain_until != NULL) {
        bag_label(a->bag, "Retain-Until", a->run.retain_until);
    }
    bag_label(a->bag, "Bag-Software-Agent",
              arena_printf(a->run.arena, "sozialbericht %s (%s)", h->version, h->build));
}

/* The manifest has no digest of itself; manifest_check() has read it. */
static int add_manifest(struct archive *a)
{
    struct buf text = BUF_INIT;
    const char *path = path_join(a->run.arena, a->folder, MANIFEST_FILE);
    int rc = file_read(path, (size_t)1 << 30, &text, a->d);
    rc = rc == 0 ? add_text(a, BAG_EDITION "/" MANIFEST_FILE, &text) : rc;
    buf_release(&text);
    return rc;
}

static int fill(struct archive *a)
{
    const struct options *o = a->run.options;
    a->bag = bag_begin(a->store);
    if (pack(a, MANIFEST_INPUTS, "inputs", o->inputs) != 0 ||
        pack(a, MANIFEST_TEMPLATES, "templates", o->templates) != 0 ||
        pack(a, MANIFEST_EARLIER, "earlier", o->output) != 0 ||
        pack(a, MANIFEST_REPORTS, "edition", a->folder) != 0 ||
        pack(a, MANIFEST_RECORD, "edition", a->folder) != 0 || add_manifest(a) != 0 ||
        add_descriptions(a) != 0) {
        return -1;
    }
    add_labels(a);
    return bag_close(a->bag, a->d);
}

/* Nothing that is in the archive already is replaced. 1: it is there, as it should be. */
static int check_target(struct archive *a)
{
    if (!file_exists(a->target)) {
        return 0;
    }
    if (bag_same(edition_staging(a->store), a->target)) {
        DIAG_PLAIN(a->d, ARCHIVE_SAME, a->name);
        return 1;
    }
    DIAG_PLAIN(a->d, ARCHIVE_EXISTS, a->name);
    return -1;
}

static int store(struct archive *a)
{
    size_t files = 0;
    const char *staging = edition_staging(a->store);
    int rc = fill(a);
    int there = rc == 0 ? check_target(a) : -1;
    if (there > 0) {
        puts(a->target);
    } else if (there < 0) {
        rc = -1;
    } else if (bag_check(staging, &files, a->d) != 0 ||
               archived_rebuild(a->run.options, staging, edition_staging(a->work), a->d) != 0 ||
               tree_protect(staging, a->d) != 0) {
        rc = -1;
    } else {
        rc = edition_commit_once(a->store, a->d);
        a->store = NULL;
        if (rc == 0) {
            puts(a->target);
        }
    }
    return rc;
}

/* Inputs, templates and the copy to rebuild from; then the rebuilt edition. */
static unsigned long long space_needed(const struct archive *a)
{
    unsigned long long bytes = edition_size(a->folder);
    for (int list = MANIFEST_INPUTS; list <= MANIFEST_TEMPLATES; list++) {
        size_t n = 0;
        const struct manifest_file *f = manifest_files(a->m, (enum manifest_list)list, &n);
        for (size_t i = 0; i < n; i++) {
            bytes += f[i].bytes;
        }
    }
    return bytes + bytes / 4;
}

/* sources.xml says what is protected: it must be the one the edition was made with, before
 * anything is copied. */
static int check_sources(struct archive *a)
{
    size_t n = 0;
    const struct manifest_file *inputs = manifest_files(a->m, MANIFEST_INPUTS, &n);
    const char *path = path_join(a->run.arena, a->run.options->inputs, "sources.xml");
    struct buf bytes = BUF_INIT;
    char digest[SHA256_HEX] = "";
    bool same = false;
    if (file_read(path, (size_t)1 << 30, &bytes, a->d) == 0) {
        sha256_hex(bytes.data, bytes.len, digest);
    }
    for (size_t i = 0; i < n; i++) {
        same = same || (str_eq(inputs[i].path, "sources.xml") &&
                        str_eq(inputs[i].sha256, digest));
    }
    if (!same) {
        DIAG_AT(a->d, ARCHIVE_CHANGED, ((struct place){path, 0, 0}), NULL);
    }
    buf_release(&bytes);
    return same ? 0 : -1;
}

static int archive_edition(struct archive *a)
{
    const struct options *o = a->run.options;
    struct arena *arena = a->run.arena;
    size_t files = 0, failed = 0;
    a->work = edition_begin(o->output, arena_printf(arena, "%s" NACHBAU, a->name), "archive",
                            a->d);
    if (a->work == NULL || manifest_check(a->folder, &files, a->d) != 0) {
        return -1;
    }
    a->m = manifest_load(a->folder, a->d);
    if (a->m == NULL || !str_eq(manifest_head(a->m)->edition, a->name)) {
        DIAG_PLAIN(a->d, ARCHIVE_NONE, a->name, o->output, o->archive);
        return -1;
    }
    manifest_files(a->m, MANIFEST_FAILED, &failed);
    if (failed > 0) {
        DIAG_PLAIN(a->d, ARCHIVE_INCOMPLETE, a->name);
        return -1;
    }
    if (check_sources(a) != 0) {
        return -1;
    }
    a->store = edition_begin(o->archive, a->name, "archive", a->d);
    if (a->store == NULL || edition_need(a->store, space_needed(a), a->d) != 0 ||
        edition_need(a->work, space_needed(a), a->d) != 0) {
        return -1;
    }
    return store(a);
}

int command_archive(const struct options *o, struct diag *d)
{
    struct archive a = {.d = d};
    int rc = run_load(&a.run, o, RUN_CONFIG, d);
    if (rc == 0) {
        a.name = o->n_args > 0 ? o->args[0]
                               : arena_printf(a.run.arena, "%s%s", a.run.edition.name,
                                              o->print ? PRINT_SUFFIX : "");
        a.folder = path_join(a.run.arena, o->output, a.name);
        a.target = path_join(a.run.arena, o->archive, a.name);
        rc = find(&a) ? archive_edition(&a) : -1;
    }
    if (a.store != NULL) {
        edition_abandon(a.store);
    }
    if (a.work != NULL) {
        edition_abandon(a.work);
    }
    bag_free(a.bag);
    manifest_free(a.m);
    run_release(&a.run);
    return rc;
}
