#include <string.h>

#include "gallery/gallery_private.h"

static const struct gallery_sample *const groups[] = {samples_time, samples_bars, samples_parts,
                                                      samples_grid, samples_point, samples_map};
enum { GROUPS = sizeof groups / sizeof groups[0] };

const struct gallery_sample *gallery_sample(size_t i)
{
    for (size_t g = 0; g < GROUPS; g++) {
        size_t n = 0;
        while (groups[g][n].name != NULL)
            n++;
        if (i < n)
            return &groups[g][i];
        i -= n;
    }
    return NULL;
}

size_t gallery_samples(void)
{
    size_t n = 0;
    while (gallery_sample(n) != NULL)
        n++;
    return n;
}

const struct gallery_sample *gallery_find(const char *name)
{
    for (size_t i = 0; i < gallery_samples(); i++) {
        if (strcmp(gallery_sample(i)->name, name) == 0)
            return gallery_sample(i);
    }
    return NULL;
}
