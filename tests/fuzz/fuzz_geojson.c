/* Any bytes as GeoJSON boundaries. */
#include "fuzz/boundaries.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    scratch_open();
    scratch_put("a.geojson", data, size);
    boundaries_import("a.geojson");
    return 0;
}
