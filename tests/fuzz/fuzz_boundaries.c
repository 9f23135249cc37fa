/* Any bytes as boundaries.xml. */
#include "fuzz/boundaries.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct diag *d = diag_new();
    scratch_open();
    scratch_put("boundaries.xml", data, size);
    struct geo_map *map = geo_load(scratch, d);
    boundaries_prove(map, d);
    geo_free(map);
    diag_free(d);
    return 0;
}
