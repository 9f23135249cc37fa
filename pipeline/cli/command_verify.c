#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "base/file.h"
#include "base/str.h"
#include "cli/archived.h"

struct verify {
    struct arena *arena;
    const struct options *options;
    struct diag *d;
    size_t checked;
    int rc;
};

static int rebuild(struct verify *v, const char *bag)
{
    const char *slash = strrchr(bag, '/');
    const char *name = arena_printf(v->arena, "%s-nachbau", slash != NULL ? slash + 1 : bag);
    struct edition_dir *work = edition_begin(v->options->output, name, "verify", v->d);
    if (work == NULL) {
        return -1;
    }
    int rc = archived_rebuild(v->options, bag, edition_staging(work), v->d);
    edition_abandon(work);
    if (rc == 0) {
        printf("%s: bitgleich nachgebaut\n", bag);
    }
    return rc;
}

static void check(struct verify *v, const char *folder)
{
    size_t files = 0;
    bool bag = !file_exists(path_join(v->arena, folder, MANIFEST_FILE));
    int rc = bag ? bag_check(folder, &files, v->d) : manifest_check(folder, &files, v->d);
    if (rc == 0) {
        printf("%s: unverändert (%zu Dateien)\n", folder, files);
    } else {
        printf("%s: nicht in Ordnung, siehe Meldungen\n", folder);
    }
    if (rc == 0 && bag && v->options->rebuild) {
        rc = rebuild(v, folder);
    }
    v->checked++;
    v->rc = rc != 0 ? -1 : v->rc;
}

/* Whether there is something to check: a bag, or an edition; a bag that lost its mark is
 * one still. */
static bool is_kept(struct verify *v, const char *folder, bool archive)
{
    static const char *const marks[] = {MANIFEST_FILE, BAG_MARK, BAG_PAYLOAD, BAG_INFO};
    size_t n = archive ? sizeof marks / sizeof *marks : 1;
    for (size_t i = 0; i < n; i++) {
        if (file_exists(path_join(v->arena, folder, marks[i]))) {
            return true;
        }
    }
    return false;
}

/* Folders beginning with a dot are being made. */
static void check_all(struct verify *v, const char *root, bool archive)
{
    size_t n = 0;
    char **names = dir_list(v->arena, root, "", &n);
    for (size_t i = 0; i < n; i++) {
        const char *folder = path_join(v->arena, root, names[i]);
        if (names[i][0] != '.' && is_kept(v, folder, archive)) {
            check(v, folder);
        }
    }
}

/* A name in either folder, or the folder itself. */
static void check_named(struct verify *v, const char *name)
{
    const struct options *o = v->options;
    const char *roots[] = {o->output, o->archive, ""};
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++) {
        const char *folder = path_join(v->arena, roots[i], name);
        bool path = roots[i][0] == '\0';
        if ((!path || v->checked == 0) && is_kept(v, folder, path || i > 0)) {
            check(v, folder);
        }
    }
    if (v->checked == 0) {
        DIAG_PLAIN(v->d, ARCHIVE_NONE, name, o->output, o->archive);
        v->rc = -1;
    }
}

int command_verify(const struct options *o, struct diag *d)
{
    struct verify v = {.arena = arena_new(), .options = o, .d = d};
    if (o->n_args > 0) {
        char *name = arena_strdup(v.arena, o->args[0]);
        size_t n = strlen(name);
        while (n > 1 && name[n - 1] == '/') {
            name[--n] = '\0';
        }
        check_named(&v, name);
    } else {
        check_all(&v, o->output, false);
        check_all(&v, o->archive, true);
    }
    if (v.checked == 0 && v.rc == 0) {
        puts("Es gibt noch keine Ausgabe und kein Archiv.");
    }
    arena_free(v.arena);
    return v.rc;
}

/* "31.12.2036" of "2036-12-31" */
static const char *shown_day(struct arena *a, const char *iso)
{
    return strlen(iso) != 10 ? iso
                             : arena_printf(a, "%.2s.%.2s.%.4s", iso + 8, iso + 5, iso);
}

static void list_one(struct arena *a, const char *folder, const char *name, const char *today)
{
    const char *until = bag_value(a, folder, "Retain-Until");
    const char *title = bag_value(a, folder, "External-Description");
    const char *date = bag_value(a, folder, "Edition-Date");
    const char *size = bag_value(a, folder, "Bag-Size");
    printf("%s: %s vom %s, %s; ", name, title ? title : "ohne Titel",
           date ? shown_day(a, date) : "(ohne Datum)", size ? size : "Umfang unbekannt");
    if (until == NULL) {
        puts("ohne Frist");
    } else {
        printf("aufbewahren bis %s%s\n", shown_day(a, until),
               strcmp(until, today) < 0 ? " (Frist abgelaufen; gelöscht wird nur von Hand)" : "");
    }
}

int archived_list(const struct options *o, struct diag *d)
{
    struct arena *a = arena_new();
    size_t n = 0, shown = 0;
    char today[11];
    char **names = dir_list(a, o->archive, "", &n);
    (void)d;
    date_iso_of_unix((long long)time(NULL), today);
    for (size_t i = 0; i < n; i++) {
        const char *folder = path_join(a, o->archive, names[i]);
        if (names[i][0] != '.' && file_exists(path_join(a, folder, BAG_MARK))) {
            list_one(a, folder, names[i], today);
            shown++;
        }
    }
    if (shown == 0) {
        printf("In „%s“ ist noch nichts archiviert.\n", o->archive);
    }
    arena_free(a);
    return 0;
}
