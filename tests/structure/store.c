#include "structure/store.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 1 << 18, ALIGN = 16 };

struct block {
    struct block *next;
    size_t used, size;
    _Alignas(ALIGN) unsigned char data[];
};

struct store {
    struct block *block;
};

static _Noreturn void out_of_memory(void)
{
    fputs("structure-check: out of memory\n", stderr);
    exit(2);
}

struct store *store_new(void)
{
    struct store *s = calloc(1, sizeof *s);
    if (s == NULL)
        out_of_memory();
    return s;
}

void store_free(struct store *s)
{
    struct block *next;
    for (struct block *b = s->block; b != NULL; b = next) {
        next = b->next;
        free(b);
    }
    free(s);
}

void *store_alloc(struct store *s, size_t n)
{
    if (n > SIZE_MAX / 4)
        out_of_memory();
    n = (n + ALIGN - 1) / ALIGN * ALIGN;
    struct block *b = s->block;
    if (b == NULL || b->size - b->used < n) {
        size_t size = n > BLOCK ? n : BLOCK;
        b = calloc(1, sizeof *b + size);
        if (b == NULL)
            out_of_memory();
        b->size = size;
        b->next = s->block;
        s->block = b;
    }
    void *at = b->data + b->used;
    b->used += n;
    return at;
}

char *store_text(struct store *s, const char *text, size_t len)
{
    char *copy = store_alloc(s, len + 1);
    if (len > 0)
        memcpy(copy, text, len);
    return copy;
}

char *store_printf(struct store *s, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = store_alloc(s, n < 0 ? 1 : (size_t)n + 1);
    va_start(args, format);
    if (n > 0)
        vsnprintf(text, (size_t)n + 1, format, args);
    va_end(args);
    return text;
}

void *store_room(struct store *s, void *array, size_t n, size_t *cap, size_t size)
{
    if (n < *cap)
        return array;
    size_t more = *cap < 16 ? 16 : *cap * 2;
    if (more > SIZE_MAX / 4 / size)
        out_of_memory();
    void *moved = store_alloc(s, more * size);
    if (n > 0)
        memcpy(moved, array, n * size);
    *cap = more;
    return moved;
}

void growing_add(struct growing *g, const char *text, size_t len)
{
    if (g->cap - g->len <= len) {
        size_t cap = (g->len + len + 32) * 2;
        char *data = store_alloc(g->store, cap);
        if (g->len > 0)
            memcpy(data, g->data, g->len);
        g->data = data;
        g->cap = cap;
    }
    memcpy(g->data + g->len, text, len);
    g->len += len;
    g->data[g->len] = '\0';
}
