#include "archive/shelf.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/decimal.h"
#include "base/file.h"
#include "base/str.h"
#include "base/utf8.h"

#define MANIFEST "manifest.json"

enum { LIMIT = 64 << 20 /* [bytes] */, FOLDERS = 2000, REPORTS = 20000 };

struct held {
    struct shelf shelf;
    struct arena *arena;
};

/* Manifests are read as they are written: one entry a line, names and values in pairs. What
 * looks otherwise is passed over. */
struct scan {
    struct arena *arena;
    const char *p;
};

static void skip_blanks(struct scan *s)
{
    s->p += strspn(s->p, " \t\r\n,:");
}

static unsigned hex4(const char *p)
{
    unsigned v = 0;
    for (int i = 0; i < 4; i++) {
        const char *digits = "0123456789abcdef";
        char c = p[i] >= 'A' && p[i] <= 'F' ? (char)(p[i] + 32) : p[i];
        const char *at = c != '\0' ? strchr(digits, c) : NULL;
        if (at == NULL) {
            return 0xFFFD;
        }
        v = v * 16 + (unsigned)(at - digits);
    }
    return v;
}

/* A string from its quote on; NULL where there is none. */
static const char *read_string(struct scan *s)
{
    struct buf b = BUF_INIT;
    if (*s->p != '"') {
        return NULL;
    }
    for (s->p++; *s->p != '\0' && *s->p != '"'; s->p++) {
        if (*s->p != '\\' || s->p[1] == '\0') {
            buf_addc(&b, *s->p);
        } else if (*++s->p == 'u') {
            char text[4];
            unsigned c = hex4(s->p + 1);
            buf_add(&b, text, (size_t)utf8_put(text, c >= 0xD800 && c < 0xE000 ? 0xFFFD : c));
            for (int i = 0; i < 4 && s->p[1] != '\0' && s->p[1] != '"'; i++) {
                s->p++;
            }
        } else {
            buf_addc(&b, strchr("nrtbf", *s->p) != NULL ? ' ' : *s->p);
        }
    }
    s->p += *s->p == '"';
    const char *text = arena_strdup(s->arena, buf_str(&b));
    buf_release(&b);
    return text;
}

/* The next name and value of an object, a number as its digits; false at its end. */
static bool read_pair(struct scan *s, const char **name, const char **value)
{
    skip_blanks(s);
    *name = read_string(s);
    if (*name == NULL) {
        return false;
    }
    skip_blanks(s);
    *value = read_string(s);
    if (*value == NULL) {
        size_t n = strspn(s->p, "0123456789");
        *value = arena_strndup(s->arena, s->p, n);
        s->p += n;
        return n > 0;
    }
    return true;
}

static unsigned number(const char *text)
{
    unsigned v = 0;
    return decimal_uint(text, strlen(text), 2147483647, &v) ? v : 0;
}

static struct manifest_file read_entry(struct arena *a, const char *line)
{
    struct scan s = {a, line + strcspn(line, "{") + 1};
    struct manifest_file f = {.path = "", .area = "", .title = "", .name = "", .source = ""};
    const char *name, *value;
    while (read_pair(&s, &name, &value)) {
        const char **text = str_eq(name, "path")       ? &f.path
                            : str_eq(name, "area")     ? &f.area
                            : str_eq(name, "title")    ? &f.title
                            : str_eq(name, "name")     ? &f.name
                            : str_eq(name, "template") ? &f.source
                                                       : NULL;
        size_t *count = str_eq(name, "pages")      ? &f.pages
                        : str_eq(name, "bytes")    ? &f.bytes
                        : str_eq(name, "hidden")   ? &f.hidden
                        : str_eq(name, "warnings") ? &f.warnings
                                                   : NULL;
        if (text != NULL) {
            *text = value;
        } else if (count != NULL) {
            *count = number(value);
        } else if (str_eq(name, "newest")) {
            f.newest = (int)number(value);
        } else if (str_eq(name, "sha256") && strlen(value) == SHA256_HEX - 1) {
            memcpy(f.sha256, value, SHA256_HEX);
        }
    }
    return f;
}

/* A plain name of a PDF that is there. */
static bool is_there(struct arena *a, const char *dir, const char *file)
{
    return strchr(file, '/') == NULL && str_ends(file, ".pdf") && file[0] != '.' &&
           path_inside(a, dir, file) != NULL && file_exists(path_join(a, dir, file));
}

static void read_head(struct arena *a, const char *line, struct shelf_edition *e)
{
    struct scan s = {a, line};
    const char *name, *value;
    if (read_pair(&s, &name, &value)) {
        e->title = str_eq(name, "title") ? value : e->title;
        e->date = str_eq(name, "date") ? value : e->date;
        e->version = str_eq(name, "version") ? value : e->version;
    }
}

static void read_lines(struct arena *a, const char *dir, char *text, struct shelf_edition *e)
{
    struct manifest_file *list = NULL;
    size_t cap = 0;
    const char *section = "";
    char *rest = text;
    for (char *line; (line = rest) != NULL && *line != '\0';) {
        rest = strchr(line, '\n');
        if (rest != NULL) {
            *rest++ = '\0';
        }
        if (str_starts(line, "  \"") && strstr(line, "\": [") != NULL) {
            section = line;
        } else if (str_starts(line, "  \"")) {
            read_head(a, line, e);
        } else if (str_starts(line, "    {") && str_starts(section, "  \"failed\"")) {
            e->n_failed++;
        } else if (str_starts(line, "    {") && str_starts(section, "  \"reports\"")) {
            struct manifest_file f = read_entry(a, line);
            if (!is_there(a, dir, f.path) || e->n_reports == REPORTS) {
                continue;
            }
            if (e->n_reports == cap) {
                cap = cap > 0 ? 2 * cap : 64;
                list = mem_grow(list, cap, sizeof *list);
            }
            list[e->n_reports++] = f;
        }
    }
    if (e->n_reports > 0) {
        e->report = arena_copy(a, list, e->n_reports, sizeof *list);
    }
    free(list);
}

/* False where the folder holds neither a manifest nor a list. */
static bool read_folder(struct arena *a, const char *outputs, const char *name,
                        struct shelf_edition *e)
{
    struct diag *silent = diag_new();
    struct buf b = BUF_INIT;
    const char *dir = path_join(a, outputs, name);
    bool single = !file_exists(path_join(a, dir, MANIFEST));
    const char *path = path_join(a, dir, single ? SINGLE_LIST : MANIFEST);
    *e = (struct shelf_edition){.folder = name, .title = "", .date = "", .version = "",
                                .single = single};
    bool good = path_inside(a, outputs, name) != NULL && file_exists(path) &&
                file_read(path, LIMIT, &b, silent) == 0 && b.len > 0 &&
                utf8_check(b.data, b.len) == b.len;
    if (good) {
        read_lines(a, dir, b.data, e);
    }
    buf_release(&b);
    diag_free(silent);
    return good;
}

struct shelf *shelf_load(const char *outputs)
{
    struct arena *a = arena_new();
    struct held *h = arena_alloc(a, sizeof *h);
    size_t n = 0;
    char **name = dir_list(a, outputs, "", &n);
    struct shelf_edition *list = arena_array(a, n + 1, sizeof *list);
    for (size_t i = n; i > 0 && h->shelf.n < FOLDERS; i--) {
        if (name[i - 1][0] != '.') {
            h->shelf.n += read_folder(a, outputs, name[i - 1], &list[h->shelf.n]);
        }
    }
    h->shelf.edition = list;
    h->arena = a;
    return &h->shelf;
}

void shelf_free(struct shelf *s)
{
    if (s != NULL) {
        arena_free(((struct held *)s)->arena); /* the shelf is its first member */
    }
}

static bool is_among(const struct manifest_file *list, size_t n, const char *path)
{
    for (size_t i = 0; i < n; i++) {
        if (str_eq(list[i].path, path)) {
            return true;
        }
    }
    return false;
}

int shelf_add_single(const char *folder, const char *title, const char *date,
                     const struct manifest_file *report, size_t n, struct diag *d)
{
    struct arena *a = arena_new();
    struct manifest *m = manifest_new((struct manifest_head){
        .edition = "", .title = title, .date = date, .version = "", .build = "", .pdfa = ""});
    struct shelf_edition old;
    read_folder(a, folder, ".", &old);
    for (size_t i = 0; i < old.n_reports; i++) {
        if (!is_among(report, n, old.report[i].path)) {
            manifest_add_report(m, old.report[i]);
        }
    }
    for (size_t i = 0; i < n; i++) {
        manifest_add_report(m, report[i]);
    }
    int rc = manifest_write_as(m, folder, SINGLE_LIST, d);
    manifest_free(m);
    arena_free(a);
    return rc;
}
