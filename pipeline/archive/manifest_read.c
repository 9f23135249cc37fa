/* The form that manifest.c writes: one object of texts and of lists of flat objects. It is
 * read as JSON, but for what never stands in it: true, false, null, fractions, nesting. */
#include <limits.h>
#include <stdint.h>
#include <string.h>

#include "archive/manifest_private.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/str.h"
#include "base/utf8.h"

#define LIMIT ((size_t)64 << 20) /* [bytes] */

struct reader {
    const char *at, *end;
    struct manifest *m;
    bool bad;
};

static bool take(struct reader *r, char c)
{
    while (r->at < r->end && strchr(" \t\r\n", *r->at) != NULL && *r->at != '\0') {
        r->at++;
    }
    if (r->at < r->end && *r->at == c) {
        r->at++;
        return true;
    }
    return false;
}

static void need(struct reader *r, char c)
{
    r->bad = r->bad || !take(r, c);
}

/* Four hexadecimal digits; half of a pair stands for no character. */
static void take_code(struct reader *r, struct buf *b)
{
    static const char digits[] = "0123456789abcdef";
    uint32_t code = 0;
    for (int i = 0; i < 4 && !r->bad; i++) {
        char c = r->at < r->end ? *r->at++ : '\0';
        c = c >= 'A' && c <= 'F' ? (char)(c + 32) : c;
        const char *found = c != '\0' ? strchr(digits, c) : NULL;
        r->bad = found == NULL;
        code = code * 16 + (found != NULL ? (uint32_t)(found - digits) : 0);
    }
    char text[4];
    r->bad = r->bad || code == 0 || (code >= 0xD800 && code < 0xE000);
    if (!r->bad) {
        buf_add(b, text, (size_t)utf8_put(text, code));
    }
}

/* Behind "\". */
static void take_escape(struct reader *r, struct buf *b)
{
    static const char plain[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    char c = r->at < r->end ? *r->at++ : '\0';
    const char *found = c != '\0' ? strchr(plain, c) : NULL;
    if (found != NULL) {
        buf_addc(b, meant[found - plain]);
    } else if (c == 'u') {
        take_code(r, b);
    } else {
        r->bad = true;
    }
}

static const char *take_text(struct reader *r)
{
    struct buf b = BUF_INIT;
    need(r, '"');
    while (!r->bad && r->at < r->end && *r->at != '"') {
        char c = *r->at++;
        if (c == '\\') {
            take_escape(r, &b);
        } else {
            r->bad = (unsigned char)c < 0x20;
            buf_addc(&b, c);
        }
    }
    r->bad = r->bad || r->at >= r->end;
    r->at += r->bad ? 0 : 1;
    const char *text = arena_strdup(r->m->arena, buf_str(&b));
    buf_release(&b);
    return text;
}

static size_t take_number(struct reader *r)
{
    size_t value = 0, digits = 0;
    take(r, ' ');
    while (r->at < r->end && *r->at >= '0' && *r->at <= '9' && digits++ < 15) {
        value = value * 10 + (size_t)(*r->at++ - '0');
    }
    r->bad = r->bad || digits == 0 || digits > 15;
    return value;
}

/* Of a report: what makes the writer put its counts. */
static void take_newest(struct reader *r, struct manifest_file *f)
{
    size_t year = take_number(r);
    r->bad = r->bad || year > INT_MAX;
    f->newest = r->bad ? 0 : (int)year;
    f->name = f->name != NULL ? f->name : "";
}

static void take_field(struct reader *r, struct manifest_file *f)
{
    const struct {
        const char *name;
        size_t *value;
    } counts[] = {{"bytes", &f->bytes}, {"pages", &f->pages}, {"hidden", &f->hidden},
                  {"warnings", &f->warnings}};
    const struct {
        const char *name, **value;
    } texts[] = {{"path", &f->path}, {"area", &f->area},       {"title", &f->title},
                 {"name", &f->name}, {"template", &f->source}, {"version", &f->version}};
    const char *name = take_text(r);
    need(r, ':');
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        if (str_eq(name, counts[i].name)) {
            *counts[i].value = take_number(r);
            return;
        }
    }
    if (str_eq(name, "newest")) {
        take_newest(r, f);
        return;
    }
    const char *value = take_text(r);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (str_eq(name, texts[i].name)) {
            *texts[i].value = value;
            return;
        }
    }
    if (str_eq(name, "sha256") && strlen(value) == SHA256_HEX - 1 &&
        strspn(value, "0123456789abcdef") == SHA256_HEX - 1) {
        memcpy(f->sha256, value, SHA256_HEX);
    } else {
        r->bad = true;
    }
}

static void take_list(struct reader *r, enum manifest_list list)
{
    need(r, '[');
    if (take(r, ']')) {
        return;
    }
    do {
        struct manifest_file f = {.path = NULL};
        need(r, '{');
        do {
            take_field(r, &f);
        } while (!r->bad && take(r, ','));
        need(r, '}');
        r->bad = r->bad || f.path == NULL;
        if (!r->bad) {
            manifest_add(r->m, list, f);
        }
    } while (!r->bad && take(r, ','));
    need(r, ']');
}

static void take_member(struct reader *r)
{
    struct manifest_head *h = &r->m->head;
    const struct {
        const char *name, **value;
    } texts[] = {{"edition", &h->edition}, {"title", &h->title}, {"date", &h->date},
                 {"version", &h->version}, {"build", &h->build}, {"pdfa", &h->pdfa},
                 {"revisions", &h->revisions}};
    const char *name = take_text(r);
    need(r, ':');
    for (int i = 0; i < MANIFEST_LISTS; i++) {
        if (!r->bad && str_eq(name, manifest_list_names[i])) {
            take_list(r, (enum manifest_list)i);
            return;
        }
    }
    const char *value = take_text(r);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (str_eq(name, texts[i].name)) {
            *texts[i].value = value;
        }
    }
}

static bool complete(const struct manifest_head *h)
{
    return h->edition[0] != '\0' && h->version[0] != '\0' && h->pdfa[0] != '\0' &&
           strchr(h->edition, '/') == NULL && h->edition[0] != '.';
}

static bool read_all(struct reader *r)
{
    r->bad = utf8_check(r->at, (size_t)(r->end - r->at)) != (size_t)(r->end - r->at);
    need(r, '{');
    do {
        take_member(r);
    } while (!r->bad && take(r, ','));
    need(r, '}');
    take(r, '\n');
    return !r->bad && r->at == r->end;
}

struct manifest *manifest_load_as(const char *dir, const char *name, struct diag *d)
{
    struct buf text = BUF_INIT;
    struct manifest *m = manifest_new(
        (struct manifest_head){.edition = "", .title = "", .date = "", .version = "",
                               .build = "", .pdfa = ""});
    const char *path = path_join(m->arena, dir, name);
    int rc = file_read(path, LIMIT, &text, d);
    struct reader r = {.at = buf_str(&text), .end = buf_str(&text) + text.len, .m = m};
    if (rc == 0 && !read_all(&r)) {
        DIAG_AT(d, MANIFEST_BAD, ((struct place){path, 0, 0}), NULL);
        rc = -1;
    }
    if (rc != 0) {
        manifest_free(m);
        m = NULL;
    }
    buf_release(&text);
    return m;
}

struct manifest *manifest_load(const char *dir, struct diag *d)
{
    struct manifest *m = manifest_load_as(dir, MANIFEST_FILE, d);
    if (m != NULL && !complete(&m->head)) {
        DIAG_AT(d, MANIFEST_BAD, ((struct place){path_join(m->arena, dir, MANIFEST_FILE), 0, 0}),
                NULL);
        manifest_free(m);
        m = NULL;
    }
    return m;
}

const struct manifest_head *manifest_head(const struct manifest *m)
{
    return &m->head;
}

const struct manifest_file *manifest_files(const struct manifest *m, enum manifest_list list,
                                           size_t *n)
{
    *n = m->lists[list].n;
    return m->lists[list].items;
}
