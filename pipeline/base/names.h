/* Interned names: each different string gets a small number, in order of first
 * use. Look-up by hash, never by scan.
 *
 * Ownership: embedded; names_init() / names_release(). names_at() lends a string
 * that lives as long as the table. Ranges: at most 2^31 names. */
#ifndef BASE_NAMES_H
#define BASE_NAMES_H

#include <stddef.h>
#include <stdint.h>

#define NAMES_NONE UINT32_MAX

struct names {
    char **text;     /* by id; storage in one block list */
    uint32_t count;  /* [names] */
    uint32_t cap;    /* of text */
    uint32_t *slots; /* open addressing, id + 1, 0 = free */
    uint32_t n_slots; /* power of two */
    struct arena *arena;
};

void names_init(struct names *n);
void names_release(struct names *n);
uint32_t names_intern(struct names *n, const char *s, size_t len);
uint32_t names_find(const struct names *n, const char *s, size_t len); /* or NAMES_NONE */
const char *names_at(const struct names *n, uint32_t id);

#endif
