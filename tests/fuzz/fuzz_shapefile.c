/* Any bytes as a Shapefile. Its four files stand behind each other, each behind its length
 * (two bytes, low one first): .shp, .shx, .dbf, .prj. */
#include "fuzz/boundaries.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = {"a.shp", "a.shx", "a.dbf", "a.prj"};
    scratch_open();
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        size_t n = size >= 2 ? (size_t)(data[0] | data[1] << 8) : 0;
        size_t head = size >= 2 ? 2 : size;
        n = n < size - head ? n : size - head;
        scratch_put(names[i], data + head, n);
        data += head + n;
        size -= head + n;
    }
    boundaries_import("a.shp");
    return 0;
}
