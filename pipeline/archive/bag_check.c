#include "archive/bag.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "archive/tree.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/sha256.h"
#include "base/sha512.h"
#include "base/str.h"

#define FILE_LIMIT ((size_t)2 << 30)  /* [bytes] */
#define TEXT_LIMIT ((size_t)16 << 20) /* [bytes] */

struct check {
    struct arena *arena;
    const char *folder;
    const struct tree_entry *entries;
    size_t n;
    bool *named;    /* by entry: by the manifest that is read */
    bool *reported; /* by entry: a file that is bad in two manifests is told once */
    size_t faults;
    struct diag *d;
};

static void fault(struct check *c, enum diag_code code, const char *name, int line,
                  const char *what)
{
    DIAG_AT(c->d, code, ((struct place){path_join(c->arena, c->folder, name), line, 0}), what);
    c->faults++;
}

/* A tag file as text; false where it is missing or too large (reported). */
static bool read_text(struct check *c, const char *name, struct buf *text)
{
    const struct tree_entry *e = tree_find(c->entries, c->n, name);
    if (e == NULL || e->kind != TREE_FILE) {
        fault(c, BAG_MISSING, name, 0, NULL);
        return false;
    }
    if (file_read(path_join(c->arena, c->folder, name), TEXT_LIMIT, text, c->d) != 0) {
        c->faults++;
        return false;
    }
    return true;
}

static bool is_hex(const char *s, size_t n)
{
    return strspn(s, "0123456789abcdefABCDEF") >= n;
}

/* %25, %0A and %0D, the only escapes there are; names with line ends are refused later. */
static const char *decode(struct arena *a, const char *s, size_t n)
{
    char *out = arena_strndup(a, s, n), *to = out;
    for (const char *from = out; *from != '\0'; from++) {
        if (str_starts(from, "%25")) {
            *to++ = '%';
            from += 2;
        } else {
            *to++ = *from;
        }
    }
    *to = '\0';
    return out;
}

static void digest_of(const struct buf *bytes, size_t digits, char out[SHA512_HEX])
{
    if (digits == SHA256_HEX - 1) {
        sha256_hex(bytes->data, bytes->len, out);
    } else {
        sha512_hex(bytes->data, bytes->len, out);
    }
}

static void check_file(struct check *c, const struct tree_entry *e, const char *digest,
                       size_t digits)
{
    struct buf bytes = BUF_INIT;
    char now[SHA512_HEX];
    size_t index = (size_t)(e - c->entries);
    if (file_read(path_join(c->arena, c->folder, e->name), FILE_LIMIT, &bytes, c->d) != 0) {
        c->faults++;
    } else {
        digest_of(&bytes, digits, now);
        if (strncmp(now, digest, digits) != 0 && !c->reported[index]) {
            c->reported[index] = true;
            fault(c, BAG_CHANGED, e->name, 0, NULL);
        }
    }
    buf_release(&bytes);
}

/* "DIGEST  NAME" */
static void check_line(struct check *c, const char *manifest, int number, char *line,
                       size_t digits, bool payload)
{
    size_t gap = strlen(line) > digits ? strspn(line + digits, " \t") : 0;
    if (!is_hex(line, digits) || gap == 0) {
        fault(c, BAG_FORM, manifest, number, "die Zeile ist keine Prüfsumme mit Dateinamen");
        return;
    }
    const char *name = decode(c->arena, line + digits + gap, strlen(line + digits + gap));
    for (size_t i = 0; i < digits; i++) {
        line[i] = line[i] >= 'A' && line[i] <= 'F' ? (char)(line[i] + 32) : line[i];
    }
    if (!tree_plain_name(name) || str_starts(name, "data/") != payload ||
        str_starts(name, "tagmanifest-")) {
        fault(c, BAG_PATH, manifest, number, name);
        return;
    }
    const struct tree_entry *e = tree_find(c->entries, c->n, name);
    if (e == NULL || e->kind == TREE_FOLDER) {
        fault(c, BAG_MISSING, name, 0, NULL);
        return;
    }
    size_t index = (size_t)(e - c->entries);
    if (c->named[index]) {
        fault(c, BAG_FORM, manifest, number, "die Datei steht zweimal im Verzeichnis");
    }
    c->named[index] = true;
    if (e->kind == TREE_FILE) { /* links have been reported */
        check_file(c, e, line, digits);
    }
}

/* Each manifest names each file of its half: RFC 8493 asks it of the payload, and ours name
 * all tag files as well, but the tag manifests themselves. */
static void check_all_named(struct check *c, const char *manifest, bool payload)
{
    for (size_t i = 0; i < c->n; i++) {
        const struct tree_entry *e = &c->entries[i];
        bool half = str_starts(e->name, "data/") == payload;
        if (half && e->kind == TREE_FILE && !c->named[i] && !c->reported[i] &&
            !str_starts(e->name, "tagmanifest-")) {
            c->reported[i] = true;
            fault(c, BAG_EXTRA, e->name, 0, manifest);
        }
    }
}

static void check_manifest(struct check *c, const char *manifest, size_t digits, bool payload)
{
    struct buf text = BUF_INIT;
    if (!read_text(c, manifest, &text)) {
        return;
    }
    memset(c->named, 0, c->n * sizeof *c->named);
    int number = 0;
    char *at = text.data;
    if (strlen(at) != text.len) {
        fault(c, BAG_FORM, manifest, 0, "sie enthält Nullbytes");
        at = text.data + text.len;
    }
    while (*at != '\0') {
        char *end = at + strcspn(at, "\n");
        char *next = *end == '\n' ? end + 1 : end;
        *end = '\0';
        if (end > at && end[-1] == '\r') {
            end[-1] = '\0';
        }
        check_line(c, manifest, ++number, at, digits, payload);
        at = next;
    }
    check_all_named(c, manifest, payload);
    buf_release(&text);
}

/* Bytes and number of the payload, quick to compare: a truncated copy shows here, too. */
static void check_oxum(struct check *c)
{
    char expected[48];
    unsigned long long bytes = 0;
    size_t files = 0;
    for (size_t i = 0; i < c->n; i++) {
        if (c->entries[i].kind == TREE_FILE && str_starts(c->entries[i].name, "data/")) {
            bytes += c->entries[i].bytes;
            files++;
        }
    }
    snprintf(expected, sizeof expected, "%llu.%zu", bytes, files);
    const char *told = bag_value(c->arena, c->folder, "Payload-Oxum");
    if (told == NULL || !str_eq(told, expected)) {
        fault(c, BAG_OXUM, BAG_INFO, 0, arena_printf(c->arena, "%s statt %s", expected,
                                                     told ? told : "(fehlt)"));
    }
}

static void check_form(struct check *c)
{
    struct buf text = BUF_INIT;
    if (read_text(c, BAG_MARK, &text) &&
        (!str_starts(buf_str(&text), "BagIt-Version: 1.0") ||
         strstr(buf_str(&text), "Tag-File-Character-Encoding: UTF-8") == NULL)) {
        fault(c, BAG_FORM, BAG_MARK, 0, "Version oder Zeichensatz sind nicht 1.0 und UTF-8");
    }
    if (tree_find(c->entries, c->n, "fetch.txt") != NULL) {
        fault(c, BAG_FORM, "fetch.txt", 0, "Teile liegen anderswo");
    }
    for (size_t i = 0; i < c->n; i++) {
        if (c->entries[i].kind == TREE_OTHER) {
            c->reported[i] = true;
            fault(c, BAG_LINK, c->entries[i].name, 0, NULL);
        }
    }
    buf_release(&text);
}

int bag_check(const char *folder, size_t *files, struct diag *d)
{
    struct check c = {.arena = arena_new(), .folder = folder, .d = d};
    *files = 0;
    c.entries = tree_list(c.arena, folder, &c.n, d);
    if (c.entries == NULL) {
        arena_free(c.arena);
        return -1;
    }
    c.named = arena_array(c.arena, c.n + 1, sizeof *c.named);
    c.reported = arena_array(c.arena, c.n + 1, sizeof *c.reported);
    check_form(&c);
    check_manifest(&c, BAG_PAYLOAD, SHA256_HEX - 1, true);
    check_manifest(&c, "manifest-sha512.txt", SHA512_HEX - 1, true);
    check_manifest(&c, "tagmanifest-sha256.txt", SHA256_HEX - 1, false);
    check_manifest(&c, "tagmanifest-sha512.txt", SHA512_HEX - 1, false);
    check_oxum(&c);
    for (size_t i = 0; i < c.n; i++) {
        *files += c.entries[i].kind == TREE_FILE && str_starts(c.entries[i].name, "data/");
    }
    int rc = c.faults == 0 ? 0 : -1;
    arena_free(c.arena);
    return rc;
}

bool bag_same(const char *folder, const char *other)
{
    struct diag *silent = diag_new();
    struct arena *a = arena_new();
    struct buf x = BUF_INIT, y = BUF_INIT;
    bool same = file_read(path_join(a, folder, BAG_PAYLOAD), TEXT_LIMIT, &x, silent) == 0 &&
                file_read(path_join(a, other, BAG_PAYLOAD), TEXT_LIMIT, &y, silent) == 0 &&
                x.len == y.len && memcmp(x.data, y.data, x.len) == 0;
    buf_release(&x);
    buf_release(&y);
    arena_free(a);
    diag_free(silent);
    return same;
}

const char *bag_value(struct arena *a, const char *folder, const char *label)
{
    struct diag *silent = diag_new();
    struct buf text = BUF_INIT;
    const char *value = NULL;
    size_t n = strlen(label);
    if (file_read(path_join(a, folder, BAG_INFO), TEXT_LIMIT, &text, silent) == 0) {
        for (const char *at = text.data; at != NULL && value == NULL;) {
            if (strncmp(at, label, n) == 0 && at[n] == ':') {
                value = str_trim(a, at + n + 1, strcspn(at + n + 1, "\r\n"));
            }
            at = strchr(at, '\n');
            at = at != NULL ? at + 1 : NULL;
        }
    }
    buf_release(&text);
    diag_free(silent);
    return value;
}
