/* Memory of one checked file: blocks that live until store_free(). Nothing is freed
 * singly. Everything is zeroed; out of memory ends the program with status 2. */
#ifndef STRUCTURE_STORE_H
#define STRUCTURE_STORE_H

#include <stddef.h>

struct store;

struct store *store_new(void);
void store_free(struct store *s);

void *store_alloc(struct store *s, size_t n);
char *store_text(struct store *s, const char *text, size_t len); /* ends in a zero */
char *store_printf(struct store *s, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Room for one more item: the array, moved to one twice as long where n == *cap. */
void *store_room(struct store *s, void *array, size_t n, size_t *cap, size_t size);

/* Text that grows; data ends in a zero, NULL while empty. */
struct growing {
    struct store *store;
    char *data;
    size_t len, cap; /* [bytes] */
};

void growing_add(struct growing *g, const char *text, size_t len);

#endif
