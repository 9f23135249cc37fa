#include "archive/recorded.h"

#include <string.h>

#include "archive/manifest.h"
#include "base/file.h"
#include "base/str.h"

static bool is_own(const char *name, const char *edition, const char *suffix)
{
    size_t n = strlen(edition), s = strlen(suffix);
    size_t base = n > s && str_ends(edition, suffix) ? n - s : n;
    return strncmp(name, edition, base) == 0 &&
           (name[base] == '\0' || str_eq(name + base, suffix));
}

static const char *digest_in(const struct manifest *m, const char *file, struct arena *a)
{
    size_t n = 0;
    const struct manifest_file *list = manifest_files(m, MANIFEST_RECORD, &n);
    for (size_t i = 0; i < n; i++) {
        if (str_eq(list[i].path, file)) {
            return arena_strdup(a, list[i].sha256);
        }
    }
    return NULL;
}

/* NULL where the folder has left none. What has reports and no manifest that can be read may
 * have had one. */
static const char *digest_of(const char *folder, const char *file, struct arena *a)
{
    size_t n_reports = 0;
    struct diag *silent = diag_new(); /* the caller tells it of the record */
    struct manifest *m = NULL;
    const char *digest = file_exists(path_join(a, folder, file)) ? "" : NULL;
    if (file_exists(path_join(a, folder, MANIFEST_FILE))) {
        m = manifest_load_as(folder, MANIFEST_FILE, silent);
        dir_list(a, folder, ".pdf", &n_reports);
    }
    if (m != NULL) {
        const char *named = digest_in(m, file, a);
        digest = named != NULL ? named : digest;
    } else if (n_reports > 0) {
        digest = "";
    }
    manifest_free(m);
    diag_free(silent);
    return digest;
}

struct recorded *recorded_editions(const char *outputs, const char *edition, const char *suffix,
                                   const char *file, struct arena *a, size_t *n)
{
    size_t n_names = 0;
    char **names = dir_list(a, outputs, "", &n_names);
    struct recorded *list = arena_array(a, n_names + 1, sizeof *list);
    *n = 0;
    for (size_t i = 0; i < n_names; i++) {
        bool other = names[i][0] != '.' && !is_own(names[i], edition, suffix);
        const char *digest = other ? digest_of(path_join(a, outputs, names[i]), file, a) : NULL;
        if (digest != NULL) {
            list[(*n)++] = (struct recorded){names[i], digest};
        }
    }
    return list;
}
