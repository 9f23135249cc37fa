/* Areas: the tree Bund, Land, Kreis, Gemeinde, read from areas.xml; nothing in C
 * says which district it is.
 *
 * Ownership: areas_load() / areas_free(); strings belong to the table. Indices are
 * stable: 0..count-1 in document order (parents before children). */
#ifndef FACTS_AREAS_H
#define FACTS_AREAS_H

#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"

#define AREA_NONE UINT32_MAX

enum area_kind { AREA_BUND, AREA_LAND, AREA_KREIS, AREA_GEMEINDE, AREA_GROUP };

struct area {
    const char *key;         /* official key as printed: "DG", "08", "08116", "08116049" */
    const char *name;        /* "Nürtingen", "Landkreis Esslingen", "Baden-Württemberg" */
    const char *short_name;  /* "Esslingen" for the Landkreis; else name */
    const char *designation; /* "Große Kreisstadt", "Gemeinde", "Landkreis"; "" where none */
    enum area_kind kind;
    uint32_t parent;         /* index or AREA_NONE */
    double ha;               /* area [ha], 0 unknown */
    double lon, lat;         /* [degrees, WGS 84], 0 unknown */
    const uint32_t *members; /* children by parent, or the members of a group */
    size_t n_members;
};

struct areas;

struct areas *areas_load(const char *inputs, struct diag *d); /* NULL after errors */
void areas_free(struct areas *t);

size_t areas_count(const struct areas *t);
const struct area *areas_at(const struct areas *t, uint32_t i);
uint32_t areas_find(const struct areas *t, const char *key, size_t len); /* whole key */
uint32_t areas_district(const struct areas *t);  /* the Kreis of the reports */
const char *areas_date(const struct areas *t);   /* Gebietsstand, ISO */

/* What a person typed: key, name or unique prefix, case and umlaut tolerant.
 * AREA_NONE where nothing or more than one fits; then suggestions (at most max)
 * are written to near and their number to *n_near. Searches the district and its
 * municipalities and groups. */
uint32_t areas_search(const struct areas *t, const char *typed, uint32_t *near, size_t max,
                      size_t *n_near);

#endif
