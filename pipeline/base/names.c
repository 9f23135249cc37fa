#include "base/names.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum { FIRST_SLOTS = 64 };

/* FNV-1a, 32 bit (Fowler, Noll, Vo; draft-eastlake-fnv). Ids follow the order of
 * first use, so the hash never shows in an output. */
static uint32_t hash(const char *s, size_t len)
{
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < len; i++) {
        h ^= (unsigned char)s[i];
        h *= 16777619u;
    }
    return h;
}

/* Texts are kept NUL-terminated, so a name ends at a NUL inside it. */
static size_t usable_length(const char *s, size_t len)
{
    const char *nul = len > 0 ? memchr(s, '\0', len) : NULL;
    return nul != NULL ? (size_t)(nul - s) : len;
}

void names_init(struct names *n)
{
    *n = (struct names){.arena = arena_new(), .n_slots = FIRST_SLOTS};
    n->slots = mem_alloc(FIRST_SLOTS * sizeof *n->slots);
}

void names_release(struct names *n)
{
    free(n->text);
    free(n->slots);
    arena_free(n->arena);
    *n = (struct names){0};
}

/* The slot that holds the name, or the free one where it belongs. */
static uint32_t slot_of(const struct names *n, const char *s, size_t len)
{
    uint32_t mask = n->n_slots - 1;
    uint32_t i = hash(s, len) & mask;
    while (n->slots[i] != 0) {
        const char *known = n->text[n->slots[i] - 1];
        if (strlen(known) == len && (len == 0 || memcmp(known, s, len) == 0))
            break;
        i = (i + 1) & mask;
    }
    return i;
}

static void grow_slots(struct names *n)
{
    assert(n->n_slots <= UINT32_MAX / 2);
    free(n->slots);
    n->n_slots *= 2;
    n->slots = mem_alloc(n->n_slots * sizeof *n->slots);
    for (uint32_t id = 0; id < n->count; id++)
        n->slots[slot_of(n, n->text[id], strlen(n->text[id]))] = id + 1;
}

uint32_t names_intern(struct names *n, const char *s, size_t len)
{
    len = usable_length(s, len);
    uint32_t slot = slot_of(n, s, len);
    if (n->slots[slot] != 0)
        return n->slots[slot] - 1;
    if (n->count >= n->n_slots / 2) {
        grow_slots(n);
        slot = slot_of(n, s, len);
    }
    if (n->count == n->cap) {
        n->cap = n->cap == 0 ? FIRST_SLOTS : n->cap * 2;
        n->text = mem_grow(n->text, n->cap, sizeof *n->text);
    }
    n->text[n->count] = arena_strndup(n->arena, len > 0 ? s : "", len);
    n->slots[slot] = ++n->count;
    return n->count - 1;
}

uint32_t names_find(const struct names *n, const char *s, size_t len)
{
    len = usable_length(s, len);
    uint32_t held = n->slots[slot_of(n, s, len)];
    return held != 0 ? held - 1 : NAMES_NONE;
}

const char *names_at(const struct names *n, uint32_t id)
{
    assert(id < n->count);
    return n->text[id];
}
