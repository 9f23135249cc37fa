#define _DEFAULT_SOURCE /* madvise() */
#include "base/heap.h"

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

#define LARGE_PAGE ((uintptr_t)2 << 20) /* [bytes] */

enum { /* [megabytes] */
    RESERVED = 28, /* at once, used when needed; a report needs some 25 */
    MAPPED = 32    /* larger pieces than this are mapped; more is not allowed */
};

void heap_large_pages(void)
{
    size_t size = (size_t)RESERVED << 20;
    /* One piece of the heap, which is neither left for mappings of their own nor given back. */
    mallopt(M_MMAP_THRESHOLD, MAPPED << 20);
    mallopt(M_TRIM_THRESHOLD, 2 * MAPPED << 20);
    char *piece = malloc(size);
    if (piece == NULL)
        return;
    uintptr_t from = ((uintptr_t)piece + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
    uintptr_t to = ((uintptr_t)piece + size) / LARGE_PAGE * LARGE_PAGE;
    madvise(piece + (from - (uintptr_t)piece), to - from, MADV_HUGEPAGE);
    free(piece);
}
