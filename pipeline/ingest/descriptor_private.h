/* Descriptor of a table: what its leading columns and head rows mean, which measure
 * a column holds. Read from inputs/descriptors/<table>.xml; grammar descriptor.rng.
 *
 * Ownership: lies in the arena of the file that is read. */
#ifndef INGEST_DESCRIPTOR_PRIVATE_H
#define INGEST_DESCRIPTOR_PRIVATE_H

#include "ingest/ingest_private.h"

enum { MAX_LEAD = 8, MAX_HEAD = 8, MAX_KINDS = 16 };

enum meaning {
    MEANS_NONE, MEANS_PERIOD, MEANS_AREA, MEANS_NAME, MEANS_SEX, MEANS_AGE, MEANS_NATIONALITY,
    MEANS_KIND, MEANS_MEASURE, MEANS_UNIT, MEANINGS
};

struct head_row {
    enum meaning is;
    const char *text; /* what every column must say, or NULL */
    bool empty_all;   /* an empty cell means all */
};

/* Which dimensions somebody determines. */
struct dims {
    enum sex sex;
    enum nationality nationality;
    int age_from, age_to; /* half open */
};

struct value {
    const char *head; /* joined head rows */
    uint32_t kind;    /* index into kinds */
    const char *unit;
    uint32_t measure; /* CATALOGUE_NONE: known, not wanted */
    struct dims dims;
    bool has_sex, has_ages, has_nationality;
};

struct descriptor {
    const char *table;
    const char *file; /* of the descriptor, as printed */
    enum encoding encoding;
    enum meaning lead[MAX_LEAD];
    size_t n_lead;
    struct head_row head[MAX_HEAD];
    size_t n_head;
    bool period_line;
    const char *kinds[MAX_KINDS]; /* at least one, "" where there is no such column */
    size_t n_kinds;
    struct value *values;
    size_t n_values;
};

/* Index of the leading column of a meaning, or NO_FIELD. */
size_t descriptor_lead(const struct descriptor *t, enum meaning is);

#endif
