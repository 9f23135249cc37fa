#include "gallery/gallery_private.h"

const struct gallery_sample samples_map[] = {{0}};
