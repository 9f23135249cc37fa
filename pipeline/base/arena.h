/* Arena: memory of one lifetime (run, report, page), freed as a whole.
 *
 * Ownership: whoever calls arena_new() owns the arena and everything in it and
 * frees all with arena_free(). Nothing inside is freed alone.
 * Errors: out of memory ends the process (see mem_alloc), so nothing returns NULL. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *a); /* NULL is allowed */

/* Zeroed memory of n bytes, aligned for any type. */
void *arena_alloc(struct arena *a, size_t n);

/* Zeroed memory for n objects of size bytes; overflow ends the process. */
void *arena_array(struct arena *a, size_t n, size_t size);

/* Copy of n objects of size bytes; as above. Large arrays are touched only once. */
void *arena_copy(struct arena *a, const void *from, size_t n, size_t size);

/* The array with room for one more behind its n objects; a larger copy where it is full. It
 * begins as NULL with n = 0 and has grown by this function alone. */
void *arena_push(struct arena *a, void *array, size_t n, size_t size);

char *arena_strdup(struct arena *a, const char *s); /* NULL stays NULL */
char *arena_strndup(struct arena *a, const char *s, size_t n);
char *arena_printf(struct arena *a, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Bytes handed out so far, for dumps and benchmarks. */
size_t arena_used(const struct arena *a);

/* Plain heap memory that is never NULL: the one place where running out of
 * memory is handled (a message and exit status 74). Freed with free(). */
void *mem_alloc(size_t n);                         /* zeroed */
void *mem_grow(void *p, size_t n, size_t size);    /* realloc to n objects; not zeroed */
char *mem_strdup(const char *s);

#endif
