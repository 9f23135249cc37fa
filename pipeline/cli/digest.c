#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/sha256.h"
#include "cli/run.h"

#define INPUT_LIMIT ((size_t)1 << 30) /* [bytes] */

enum { DIGEST_DIGITS = 16 };

struct list {
    struct arena *arena;
    const char **name;
    size_t n;
};

static void add(struct list *l, const char *name)
{
    l->name = arena_push(l->arena, l->name, l->n, sizeof *l->name);
    l->name[l->n++] = name;
}

static void add_folder(struct list *l, const char *inputs, const char *below)
{
    size_t n = 0;
    const char *dir = below[0] != '\0' ? path_join(l->arena, inputs, below) : inputs;
    char **names = dir_list(l->arena, dir, ".xml", &n);
    for (size_t i = 0; i < n; i++)
        add(l, below[0] != '\0' ? path_join(l->arena, below, names[i]) : names[i]);
}

static int by_name(const void *x, const void *y)
{
    const char *const *a = x, *const *b = y;
    return strcmp(*a, *b);
}

static void add_line(struct run *r, const char *name, struct buf *b)
{
    struct diag *silent = diag_new(); /* what cannot be read has been reported */
    struct file_map map;
    char digest[SHA256_HEX] = "-";
    if (file_map(path_join(r->arena, r->options->inputs, name), INPUT_LIMIT, &map, silent) == 0) {
        sha256_hex(map.data, map.len, digest);
        file_unmap(&map);
    }
    diag_free(silent);
    buf_printf(b, "%s %s\n", digest, name);
}

const char *const *run_input_files(struct run *r, bool raw, size_t *n)
{
    struct list l = {.arena = r->arena};
    add_folder(&l, r->options->inputs, "");
    add_folder(&l, r->options->inputs, "descriptors");
    size_t n_borders = 0;
    const char *const *borders = geo_files(r->options->inputs, r->arena, &n_borders);
    for (size_t i = 0; i < n_borders; i++)
        add(&l, borders[i]);
    for (uint32_t i = 0; i < catalogue_sources(r->catalogue); i++) {
        const struct source *s = catalogue_source(r->catalogue, i);
        for (size_t k = 0; (raw || !s->raw) && k < s->n_files; k++)
            add(&l, s->files[k]);
    }
    if (l.n > 1)
        qsort(l.name, l.n, sizeof *l.name, by_name);
    *n = 0;
    for (size_t i = 0; i < l.n; i++)
        if (i == 0 || strcmp(l.name[i], l.name[i - 1]) != 0)
            l.name[(*n)++] = l.name[i];
    return l.name;
}

const char *run_inputs_digest(struct run *r)
{
    size_t n = 0;
    const char *const *files = run_input_files(r, false, &n);
    struct buf b = BUF_INIT;
    for (size_t i = 0; i < n; i++)
        add_line(r, files[i], &b);
    char digest[SHA256_HEX];
    sha256_hex(buf_str(&b), b.len, digest);
    buf_release(&b);
    return arena_strndup(r->arena, digest, DIGEST_DIGITS);
}
