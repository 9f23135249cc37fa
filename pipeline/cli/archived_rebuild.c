#include <stdlib.h>
#include <string.h>

#include "archive/tree.h"
#include "base/file.h"
#include "base/sha256.h"
#include "base/str.h"
#include "base/write.h"
#include "cli/archived.h"
#include "xml/xml.h"

#define FILE_LIMIT ((size_t)2 << 30) /* [bytes] */

struct rebuild {
    struct arena *arena;
    const struct options *options;
    const char *bag, *work;
    struct manifest *m;
    struct diag *d;
};

static bool has_digest(const struct buf *bytes, const char *sha256)
{
    char digest[SHA256_HEX];
    sha256_hex(bytes->data, bytes->len, digest);
    return str_eq(digest, sha256);
}

/* From the bag, or where the bag has only the digest from the folder that staff named. */
static int fetch(struct rebuild *r, const char *kind, const char *outside,
                 const struct manifest_file *f)
{
    struct arena *a = r->arena;
    const char *name = path_join(a, kind, f->path);
    const char *packed = path_join(a, path_join(a, r->bag, "data"), name);
    bool inside = file_exists(packed);
    const char *from = inside ? packed : path_join(a, outside, f->path);
    struct buf bytes = BUF_INIT;
    int rc = -1;
    if (!tree_plain_name(f->path)) {
        DIAG_PLAIN(r->d, BAG_PATH, f->path);
    } else if (!file_exists(from)) {
        DIAG_AT(r->d, REBUILD_WITHHELD, ((struct place){f->path, 0, 0}), outside);
    } else if (file_read(from, FILE_LIMIT, &bytes, r->d) == 0) {
        if (has_digest(&bytes, f->sha256)) {
            rc = write_inside(r->work, name, bytes.data, bytes.len, r->d);
        } else if (inside) {
            DIAG_AT(r->d, BAG_CHANGED, ((struct place){from, 0, 0}), NULL);
        } else {
            DIAG_AT(r->d, REBUILD_WITHHELD, ((struct place){f->path, 0, 0}), outside);
        }
    }
    buf_release(&bytes);
    return rc;
}

/* All are tried, so that all that is missing is told at once. */
static int fetch_all(struct rebuild *r, enum manifest_list list, const char *kind,
                     const char *outside)
{
    size_t n = 0;
    const struct manifest_file *files = manifest_files(r->m, list, &n);
    int rc = 0;
    for (size_t i = 0; i < n; i++) {
        rc = fetch(r, kind, outside, &files[i]) != 0 ? -1 : rc;
    }
    return rc;
}

/* A manifest that names nothing but the record beside it. */
static int write_record_manifest(struct rebuild *r, const struct manifest_file *record)
{
    const char *path = path_join(r->arena, "earlier", record->path);
    const char *name = strrchr(path, '/') + 1;
    const char *folder = arena_strndup(r->arena, path, (size_t)(name - path));
    struct manifest *m = manifest_new(*manifest_head(r->m));
    struct manifest_file f = {.path = name, .bytes = record->bytes};
    memcpy(f.sha256, record->sha256, sizeof f.sha256);
    manifest_add_record(m, f);
    int rc = manifest_write(m, path_join(r->arena, r->work, folder), r->d);
    manifest_free(m);
    return rc;
}

/* Records of other editions that were looked at. Their manifests are not in the bag; they are
 * only asked for the digest. */
static int fetch_earlier(struct rebuild *r)
{
    size_t n = 0;
    const struct manifest_file *files = manifest_files(r->m, MANIFEST_EARLIER, &n);
    int rc = fetch_all(r, MANIFEST_EARLIER, "earlier", r->options->output);
    for (size_t i = 0; rc == 0 && i < n; i++) {
        rc = write_record_manifest(r, &files[i]);
    }
    return rc;
}

/* Fonts of the house lie beside theme.xml; the manifest of the result tells whether they
 * were the right ones. */
static int fetch_fonts(struct rebuild *r)
{
    struct arena *a = r->arena;
    struct diag *silent = diag_new(); /* the build will say what is wrong with the theme */
    struct xml_doc *doc = xml_load(path_join(a, r->work, "templates"), "theme.xml", NULL, silent);
    const struct xml_node *n = doc ? xml_child(xml_root(doc), "fonts") : NULL;
    int rc = 0;
    for (n = n ? xml_child(n, "font") : NULL; n != NULL && rc == 0; n = xml_next_same(n)) {
        const char *path = xml_attr(n, "path");
        const char *from = path ? path_inside(a, r->options->templates, path) : NULL;
        struct buf bytes = BUF_INIT;
        if (from != NULL && tree_plain_name(path) &&
            file_read(from, FILE_LIMIT, &bytes, silent) == 0) {
            rc = write_inside(r->work, path_join(a, "templates", path), bytes.data, bytes.len,
                              r->d);
        }
        buf_release(&bytes);
    }
    xml_free(doc);
    diag_free(silent);
    return rc;
}

static bool holds_line(const char *text, const char *line, size_t n)
{
    for (const char *at = text; at != NULL; at = strchr(at, '\n')) {
        at += *at == '\n' ? 1 : 0;
        if (strncmp(at, line, n) == 0 && at[n] == '\n') {
            return true;
        }
    }
    return false;
}

/* What the archived edition was made with and this run was not. now: manifest of this run,
 * NULL where it made none. */
static const char *needs(struct rebuild *r, const struct manifest *now)
{
    struct buf then = BUF_INIT, here = BUF_INIT, text = BUF_INIT;
    struct diag *silent = diag_new();
    const char *path = path_join(r->arena, r->bag, ARCHIVED_PROGRAM);
    if (file_read(path, FILE_LIMIT, &then, silent) == 0) {
        archived_program(now != NULL ? now : r->m, sozialbericht_version,
                         sozialbericht_build, &here);
        for (const char *at = then.data; *at != '\0';) {
            size_t n = strcspn(at, "\n");
            if (n > 0 && !holds_line(buf_str(&here), at, n)) {
                buf_printf(&text, "%s%.*s", text.len ? "; " : "Damals waren es: ", (int)n, at);
            }
            at += n + (at[n] == '\n');
        }
    }
    if (text.len == 0) {
        buf_adds(&text, "Programm, Schriften und Bibliotheken sind dieselben wie damals");
    }
    buf_adds(&text, ".");
    const char *kept = arena_strdup(r->arena, text.data);
    buf_release(&then);
    buf_release(&here);
    buf_release(&text);
    diag_free(silent);
    return kept;
}

static bool ends_in(const char *name, const char *suffix)
{
    return str_ends(name, suffix) && strlen(name) > strlen(suffix);
}

/* The call that made the edition: its name and its files tell. */
static struct options call_of(struct rebuild *r)
{
    const char *name = manifest_head(r->m)->edition;
    size_t n = 0;
    const struct manifest_file *reports = manifest_files(r->m, MANIFEST_REPORTS, &n);
    bool print = ends_in(name, PRINT_SUFFIX) && n > 0 && str_ends(reports[0].path, "_Druck.pdf");
    return (struct options){
        .inputs = path_join(r->arena, r->work, "inputs"),
        .templates = path_join(r->arena, r->work, "templates"),
        .output = path_join(r->arena, r->work, "earlier"),
        .archive = r->work, /* not looked into */
        .edition = print ? arena_strndup(r->arena, name, strlen(name) - strlen(PRINT_SUFFIX))
                         : name,
        .print = print,
        .no_data = str_eq(manifest_head(r->m)->pdfa, "2a"),
        .revisions = manifest_head(r->m)->revisions,
        .jobs = r->options->jobs,
        .format = "text",
        .quiet = true};
}

/* Names of the files that differ, "" for none. */
static const char *differences(struct rebuild *r, const char *made)
{
    struct arena *a = r->arena;
    const char *folder = path_join(a, r->bag, BAG_EDITION);
    struct buf text = BUF_INIT;
    size_t n = 0, made_n = 0, different = 0;
    struct diag *silent = diag_new();
    const struct tree_entry *list = tree_list(a, folder, &n, r->d);
    const struct tree_entry *now = tree_list(a, made, &made_n, silent);
    for (size_t i = 0; list != NULL && i < n; i++) {
        if (!file_same(path_join(a, folder, list[i].name), path_join(a, made, list[i].name)) &&
            ++different <= 5) {
            buf_printf(&text, "%s%s", text.len ? ", " : "", list[i].name);
        }
    }
    for (size_t i = 0; now != NULL && i < made_n; i++) {
        if (tree_find(list, n, now[i].name) == NULL && ++different <= 5) {
            buf_printf(&text, "%s%s (damals nicht dabei)", text.len ? ", " : "", now[i].name);
        }
    }
    if (different > 5) {
        buf_printf(&text, " und %zu weitere", different - 5);
    }
    const char *kept = list == NULL || n == 0 ? "alle Dateien" : arena_strdup(a, buf_str(&text));
    buf_release(&text);
    diag_free(silent);
    return kept;
}

static int build_and_compare(struct rebuild *r)
{
    struct options o = call_of(r);
    const char *name = manifest_head(r->m)->edition;
    struct diag *own = diag_new(); /* its warnings were told when the edition was made */
    int rc = command_build(&o, own);
    if (rc != 0 || diag_has_errors(own)) {
        char *saved = diag_save(own);
        diag_load(r->d, saved);
        free(saved);
        DIAG_PLAIN(r->d, REBUILD_FAILED, name, needs(r, NULL));
        rc = -1;
    } else {
        const char *made = path_join(r->arena, o.output, name);
        const char *different = differences(r, made);
        if (different[0] != '\0') {
            struct manifest *now = manifest_load(made, r->d);
            DIAG_PLAIN(r->d, REBUILD_DIFFERS, name, different, needs(r, now));
            manifest_free(now);
            rc = -1;
        }
    }
    diag_free(own);
    return rc;
}

int archived_rebuild(const struct options *o, const char *bag, const char *work, struct diag *d)
{
    struct rebuild r = {.arena = arena_new(), .options = o, .bag = bag, .work = work, .d = d};
    int rc = -1;
    r.m = manifest_load(path_join(r.arena, bag, BAG_EDITION), d);
    if (r.m != NULL) {
        int inputs = fetch_all(&r, MANIFEST_INPUTS, "inputs", o->inputs);
        int templates = fetch_all(&r, MANIFEST_TEMPLATES, "templates", o->templates);
        if (inputs == 0 && templates == 0 && fetch_earlier(&r) == 0 && fetch_fonts(&r) == 0) {
            rc = build_and_compare(&r);
        }
    }
    manifest_free(r.m);
    arena_free(r.arena);
    return rc;
}
