#include "cli/known_files.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/names.h"
#include "base/sha256.h"
#include "base/str.h"
#include "xml/xml.h"

#define KNOWN_FILE  ".geprueft"
#define KNOWN_BYTES ((size_t)1 << 20)

enum { KNOWN_MOST = 1000 };

struct known_files {
    struct arena *arena;
    const char *path;
    struct names known;
    uint32_t before; /* how many were known at the beginning */
};

/* The first line says of which grammars the others are true: another version starts anew. */
static void load(struct known_files *k)
{
    char first[SHA256_HEX];
    struct buf text = BUF_INIT;
    xml_grammar_digest(first);
    names_intern(&k->known, first, strlen(first));
    if (file_exists(k->path) && file_read(k->path, KNOWN_BYTES, &text, NULL) == 0 &&
        str_starts(buf_str(&text), first)) {
        for (const char *line = buf_str(&text); *line != '\0';) {
            size_t n = strcspn(line, "\n");
            names_intern(&k->known, line, n);
            line += n + (line[n] == '\n');
        }
    }
    buf_release(&text);
}

static void save(const struct known_files *k)
{
    struct buf text = BUF_INIT;
    uint32_t from = k->known.count > KNOWN_MOST ? k->before : 1; /* the old ones go some day */
    buf_printf(&text, "%s\n", names_at(&k->known, 0));
    for (uint32_t i = from; i < k->known.count; i++) {
        buf_printf(&text, "%s\n", names_at(&k->known, i));
    }
    if (k->known.count > k->before) {
        file_write(k->path, text.data, text.len, NULL);
    }
    buf_release(&text);
}

struct known_files *known_files_use(const char *outputs)
{
    struct known_files *k = mem_alloc(sizeof *k);
    k->arena = arena_new();
    k->path = path_join(k->arena, outputs, KNOWN_FILE);
    names_init(&k->known);
    load(k);
    k->before = k->known.count;
    xml_use_known(&k->known);
    return k;
}

void known_files_end(struct known_files *k)
{
    xml_use_known(NULL);
    save(k);
    names_release(&k->known);
    arena_free(k->arena);
    free(k);
}
