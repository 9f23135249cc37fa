#include "archive/bag.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/sha256.h"
#include "base/sha512.h"
#include "base/str.h"

#define FILE_LIMIT ((size_t)2 << 30) /* [bytes] */
#define DECLARATION "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

struct member {
    const char *name;
    char sha256[SHA256_HEX], sha512[SHA512_HEX];
    bool payload;
};

struct bag {
    struct arena *arena;
    const struct edition_dir *place;
    struct member *members;
    size_t n, cap, payload;
    unsigned long long bytes;
    struct buf info;
};

struct bag *bag_begin(const struct edition_dir *place)
{
    struct bag *b = mem_alloc(sizeof *b);
    b->arena = arena_new();
    b->place = place;
    return b;
}

void bag_free(struct bag *b)
{
    if (b != NULL) {
        free(b->members);
        buf_release(&b->info);
        arena_free(b->arena);
        free(b);
    }
}

int bag_add(struct bag *b, const char *name, const void *bytes, size_t n, struct diag *d)
{
    if (edition_write(b->place, name, bytes, n, d) != 0) {
        return -1;
    }
    if (b->n == b->cap) {
        b->cap = b->cap ? 2 * b->cap : 64;
        b->members = mem_grow(b->members, b->cap, sizeof *b->members);
    }
    struct member *m = &b->members[b->n++];
    m->name = arena_strdup(b->arena, name);
    m->payload = str_starts(name, "data/");
    sha256_hex(bytes, n, m->sha256);
    sha512_hex(bytes, n, m->sha512);
    b->payload += m->payload ? 1 : 0;
    b->bytes += m->payload ? n : 0;
    return 0;
}

int bag_add_file(struct bag *b, const char *name, const char *path, const char *sha256,
                 struct diag *d)
{
    struct buf bytes = BUF_INIT;
    char digest[SHA256_HEX];
    int rc = file_read(path, FILE_LIMIT, &bytes, d);
    if (rc == 0) {
        sha256_hex(bytes.data, bytes.len, digest);
        if (!str_eq(digest, sha256)) {
            DIAG_AT(d, ARCHIVE_CHANGED, ((struct place){path, 0, 0}), NULL);
            rc = -1;
        }
    }
    rc = rc == 0 ? bag_add(b, name, bytes.data, bytes.len, d) : rc;
    buf_release(&bytes);
    return rc;
}

void bag_label(struct bag *b, const char *label, const char *value)
{
    buf_printf(&b->info, "%s: ", label);
    for (const char *c = value; *c != '\0'; c++) {
        buf_addc(&b->info, *c == '\n' || *c == '\r' ? ' ' : *c);
    }
    buf_addc(&b->info, '\n');
}

static int by_name(const void *x, const void *y)
{
    const struct member *a = x, *b = y;
    return strcmp(a->name, b->name);
}

/* "%" stands for line ends in names, so it is written as %25 itself (RFC 8493, 2.1.3). */
static void put_line(struct buf *b, const char *digest, const char *name)
{
    buf_printf(b, "%s  ", digest);
    for (const char *c = name; *c != '\0'; c++) {
        buf_adds(b, *c == '%' ? "%25" : (const char[]){*c, '\0'});
    }
    buf_addc(b, '\n');
}

static int put_manifests(struct bag *b, bool payload, struct diag *d)
{
    struct buf first = BUF_INIT, second = BUF_INIT;
    for (size_t i = 0; i < b->n; i++) {
        if (b->members[i].payload == payload) {
            put_line(&first, b->members[i].sha256, b->members[i].name);
            put_line(&second, b->members[i].sha512, b->members[i].name);
        }
    }
    int rc = bag_add(b, payload ? BAG_PAYLOAD : "tagmanifest-sha256.txt", buf_str(&first),
                     first.len, d);
    rc = rc == 0 ? bag_add(b, payload ? "manifest-sha512.txt" : "tagmanifest-sha512.txt",
                           buf_str(&second), second.len, d)
                 : rc;
    buf_release(&first);
    buf_release(&second);
    return rc;
}

int bag_close(struct bag *b, struct diag *d)
{
    bag_label(b, "Bag-Size", arena_printf(b->arena, "%llu KB", (b->bytes + 999) / 1000));
    bag_label(b, "Payload-Oxum", arena_printf(b->arena, "%llu.%zu", b->bytes, b->payload));
    if (bag_add(b, BAG_MARK, DECLARATION, strlen(DECLARATION), d) != 0 ||
        bag_add(b, BAG_INFO, b->info.data, b->info.len, d) != 0) {
        return -1;
    }
    qsort(b->members, b->n, sizeof *b->members, by_name);
    if (put_manifests(b, true, d) != 0) {
        return -1;
    }
    qsort(b->members, b->n, sizeof *b->members, by_name); /* the tag manifests name those, too */
    return put_manifests(b, false, d);
}

unsigned long long bag_bytes(const struct bag *b)
{
    return b->bytes;
}
