#include "base/arena.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/diag.h"

enum { PRINTED = 160 }; /* [bytes] longer texts are printed twice, first for their length */
enum { FIRST_BYTES = 1024, BLOCK_BYTES = 64 * 1024, ALIGNMENT = _Alignof(max_align_t) };

struct block {
    struct block *next;
    size_t cap;  /* [bytes] of data */
    size_t used; /* [bytes] of data */
    max_align_t data[];
};

struct arena {
    struct block *blocks; /* the first is the one that is filled */
    size_t total;         /* [bytes] handed out */
};

/* The process ends here and nowhere else when memory runs out. No stdio: it
 * could ask for memory itself. */
static _Noreturn void out_of_memory(void)
{
    static const char text[] = "sozialbericht: Der Arbeitsspeicher reicht nicht aus. "
                               "Der Lauf endet hier; bisherige Ausgaben sind unverändert.\n";
    ssize_t written = write(STDERR_FILENO, text, sizeof text - 1);
    (void)written;
    _exit(EXIT_IO);
}

void *mem_alloc(size_t n)
{
    void *p = calloc(1, n > 0 ? n : 1);
    if (p == NULL)
        out_of_memory();
    return p;
}

void *mem_grow(void *p, size_t n, size_t size)
{
    if (size != 0 && n > SIZE_MAX / size)
        out_of_memory();
    size_t bytes = n * size;
    void *grown = realloc(p, bytes > 0 ? bytes : 1);
    if (grown == NULL)
        out_of_memory();
    return grown;
}

char *mem_strdup(const char *s)
{
    size_t n = strlen(s) + 1;
    char *copy = mem_alloc(n);
    memcpy(copy, s, n);
    return copy;
}

struct arena *arena_new(void)
{
    return mem_alloc(sizeof(struct arena));
}

void arena_free(struct arena *a)
{
    if (a == NULL)
        return;
    struct block *b = a->blocks;
    while (b != NULL) {
        struct block *next = b->next;
        free(b);
        b = next;
    }
    free(a);
}

static struct block *block_new(size_t cap)
{
    if (cap > SIZE_MAX - sizeof(struct block))
        out_of_memory();
    struct block *b = malloc(sizeof *b + cap);
    if (b == NULL)
        out_of_memory();
    *b = (struct block){.cap = cap};
    return b;
}

/* Large pieces get a block of their own behind the first, so that the rest of
 * the block being filled is not lost. */
static void *alloc_large(struct arena *a, size_t n)
{
    struct block *b = block_new(n);
    b->used = n;
    if (a->blocks == NULL) {
        a->blocks = b;
    } else {
        b->next = a->blocks->next;
        a->blocks->next = b;
    }
    return b->data;
}

/* Blocks begin small: many arenas live for one look-up only. */
static size_t next_size(const struct block *last, size_t needed)
{
    size_t cap = last == NULL ? FIRST_BYTES : 4 * last->cap;
    cap = cap > BLOCK_BYTES ? BLOCK_BYTES : cap;
    return cap < needed ? BLOCK_BYTES : cap;
}

/* Not zeroed. */
static void *take(struct arena *a, size_t n)
{
    if (n > SIZE_MAX - ALIGNMENT)
        out_of_memory();
    size_t size = n == 0 ? ALIGNMENT : (n + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    a->total += size;
    struct block *b = a->blocks;
    if (b == NULL || b->cap - b->used < size) {
        if (size > BLOCK_BYTES / 4)
            return alloc_large(a, size);
        b = block_new(next_size(b, size));
        b->next = a->blocks;
        a->blocks = b;
    }
    void *p = (char *)b->data + b->used;
    b->used += size;
    return p;
}

void *arena_alloc(struct arena *a, size_t n)
{
    return memset(take(a, n), 0, n);
}

void *arena_array(struct arena *a, size_t n, size_t size)
{
    if (size != 0 && n > SIZE_MAX / size)
        out_of_memory();
    return arena_alloc(a, n * size);
}

void *arena_copy(struct arena *a, const void *from, size_t n, size_t size)
{
    if (size != 0 && n > SIZE_MAX / size)
        out_of_memory();
    void *copy = take(a, n * size);
    return n * size > 0 ? memcpy(copy, from, n * size) : copy;
}

void *arena_push(struct arena *a, void *array, size_t n, size_t size)
{
    bool full = n == 0 || (n >= 4 && (n & (n - 1)) == 0);
    if (!full)
        return array;
    void *grown = arena_array(a, n == 0 ? 4 : 2 * n, size);
    if (n > 0)
        memcpy(grown, array, n * size);
    return grown;
}

char *arena_strdup(struct arena *a, const char *s)
{
    if (s == NULL)
        return NULL;
    size_t n = strlen(s);
    char *copy = arena_alloc(a, n + 1);
    memcpy(copy, s, n);
    return copy;
}

char *arena_strndup(struct arena *a, const char *s, size_t n)
{
    size_t len = 0;
    while (len < n && s[len] != '\0')
        len++;
    char *copy = arena_alloc(a, len + 1);
    if (len > 0)
        memcpy(copy, s, len);
    return copy;
}

char *arena_printf(struct arena *a, const char *format, ...)
{
    char most[PRINTED];
    va_list args;
    va_start(args, format);
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(most, sizeof most, format, args);
    va_end(args);
    assert(n >= 0);
    char *text = arena_alloc(a, (size_t)n + 1);
    if ((size_t)n < sizeof most)
        memcpy(text, most, (size_t)n);
    else
        vsnprintf(text, (size_t)n + 1, format, again);
    va_end(again);
    return text;
}

size_t arena_used(const struct arena *a)
{
    return a->total;
}
