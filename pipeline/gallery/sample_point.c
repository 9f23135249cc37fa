#include "gallery/gallery_private.h"

const struct gallery_sample samples_point[] = {{0}};
