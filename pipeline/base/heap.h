/* Heap: a hint for processes that live for a moment only. */
#ifndef BASE_HEAP_H
#define BASE_HEAP_H

/* Lets the memory asked for from now on come in large pages, where the system has them: a
 * page of its own for every 4096 bytes costs a short run a fifth of its time. Nothing else
 * changes; where it is not possible, nothing at all. Not for processes that fork: they
 * would copy large pages. Linux and glibc. */
void heap_large_pages(void);

#endif
