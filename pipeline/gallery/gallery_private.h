/* Tools to make sample charts with; everything lies in the arena that is given. A table of
 * samples ends with a sample without a name. */
#ifndef GALLERY_GALLERY_PRIVATE_H
#define GALLERY_GALLERY_PRIVATE_H

#include "gallery/gallery.h"

extern const struct gallery_sample samples_time[], samples_bars[], samples_parts[], samples_grid[],
    samples_point[], samples_map[];

#define HIDDEN (-1e9) /* in lists of values */
#define ABSENT (-2e9) /* no point at all */

extern const char *const gallery_places[12]; /* names, long and short */
extern const char *const gallery_everybody[44]; /* all municipalities of a district */

struct chart *gallery_chart(struct arena *a, enum chart_kind kind, int n_series);
struct chart_point gallery_point(struct arena *a, double v, int decimals);
void gallery_years(struct arena *a, struct chart *c, int i, const char *name,
                   enum chart_role role, int first, int step, const double *v, size_t n);
void gallery_breaks(struct arena *a, struct chart *c, size_t n, const struct chart_break *b);
void gallery_references(struct arena *a, struct chart *c, double district, double land);
struct chart_series *gallery_rows(struct arena *a, struct chart *c, int i, size_t n);
void gallery_place(struct arena *a, struct chart *c, struct chart_point *p, size_t i, double v);
void gallery_label(struct arena *a, struct chart_point *p, const char *label, double v);

/* Values of years first, first + step, ... */
#define YEARS(c, i, name, role, first, step, ...) \
    gallery_years(a, c, i, name, role, first, step, (const double[]){__VA_ARGS__}, \
                  sizeof((const double[]){__VA_ARGS__}) / sizeof(double))

#endif
