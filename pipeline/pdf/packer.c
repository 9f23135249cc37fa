#include "pdf/packer_private.h"

#include <assert.h>
#include <limits.h>
#include <stdlib.h>
#include <zlib.h>

#include "base/arena.h"

/* Measured with the shipped reports: 7 saves 1.7 % of a file against 6 for 2 ms; 8 and 9 save
 * 0.4 % more and take three times as long for object streams. Coordinates of what is drawn hold
 * few repetitions to be sought: 4 takes a third of the time and 6 % more of these bytes. */
enum { LEVEL_OBJECTS = 7, LEVEL_DRAWN = 4, WINDOW_BITS = 15, MEMORY_LEVEL = 8 };

struct packer {
    z_stream z;
};

static void *room(void *unused, unsigned n, unsigned size)
{
    (void)unused;
    return mem_alloc((size_t)n * size);
}

static void give_back(void *unused, void *p)
{
    (void)unused;
    free(p);
}

struct packer *packer_new(void)
{
    struct packer *p = mem_alloc(sizeof *p);
    p->z = (z_stream){.zalloc = room, .zfree = give_back};
    int rc = deflateInit2(&p->z, LEVEL_OBJECTS, Z_DEFLATED, WINDOW_BITS, MEMORY_LEVEL,
                          Z_DEFAULT_STRATEGY);
    assert(rc == Z_OK);
    (void)rc;
    return p;
}

void packer_free(struct packer *p)
{
    if (p == NULL)
        return;
    deflateEnd(&p->z);
    free(p);
}

void packer_add(struct packer *p, enum packing how, const void *bytes, size_t n, struct buf *out)
{
    assert(n <= UINT_MAX / 2);
    deflateParams(&p->z, how == PACK_DRAWN ? LEVEL_DRAWN : LEVEL_OBJECTS, Z_DEFAULT_STRATEGY);
    uLong most = deflateBound(&p->z, (uLong)n);
    buf_reserve(out, most);
    p->z.next_in = (z_const Bytef *)bytes;
    p->z.avail_in = (uInt)n;
    p->z.next_out = (Bytef *)out->data + out->len;
    p->z.avail_out = (uInt)most;
    int rc = deflate(&p->z, Z_FINISH);
    assert(rc == Z_STREAM_END);
    (void)rc;
    out->len += most - p->z.avail_out;
    out->data[out->len] = '\0';
    deflateReset(&p->z);
}
