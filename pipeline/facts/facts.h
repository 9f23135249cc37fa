/* Fact store: every number that came in, by key, with its sign and its place.
 *
 * Columns, not rows: a cell costs 24 bytes and its share of a hash index (12 to
 * 24; 60 in all while the index grows), so that 10 million cells fit in 400 megabytes;
 * a look-up is a probe or two, never a scan. Cells are only added; their number (id)
 * is stable.
 *
 * Ownership: facts_new() / facts_free(). Ranges: 2^32 - 1 cells, 2,048 measures,
 * 32,768 areas, years 1900..2155. */
#ifndef FACTS_FACTS_H
#define FACTS_FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/sign.h"
#include "facts/catalogue.h"

#define CELL_NONE UINT32_MAX

struct fact_key {
    uint32_t measure; /* index in the catalogue */
    uint32_t area;    /* index in the areas */
    int year;
    int month;        /* 1..12 for figures of a month, 0 otherwise */
    enum sex sex;
    enum nationality nationality;
    int age_from, age_to; /* half open; 0..AGE_OPEN is all ages */
};

struct fact {
    double value;       /* valid with SIGN_VALUE; 0 with SIGN_NOTHING and SIGN_SMALL */
    enum sign sign;
    unsigned marks;     /* SIGN_LIMITED ... */
    uint32_t source;    /* index in the catalogue */
    uint32_t file;      /* id for facts_file() */
    uint32_t line;      /* 1-based; 0: counted from the rows of the whole file */
    uint32_t column;    /* field of the line, 1-based */
};

enum fact_added { FACT_NEW, FACT_SAME, FACT_CONFLICT };

struct facts;

struct facts *facts_new(void);
void facts_free(struct facts *f);

/* Interns a file name for fact.file. */
uint32_t facts_intern_file(struct facts *f, const char *name);
const char *facts_file(const struct facts *f, uint32_t id);

/* Adds a cell. A key that is already there keeps its first value: FACT_SAME where
 * value and sign agree, FACT_CONFLICT where they differ (*first gets the cell). */
enum fact_added facts_add(struct facts *f, struct fact_key k, struct fact v, uint32_t *first);

/* A figure that was added up while it was read, as that of a Gemeinde for a year before it took in
 * another: what it is the sum of, in the order of adding; lent, until more are added. */
struct fact_part {
    const char *name;   /* of the place as it was */
    double value;       /* as in struct fact */
    enum sign sign;
    uint32_t file, line, column;
};
void facts_add_part(struct facts *f, uint32_t cell, const struct fact_part *part);
const struct fact_part *facts_parts(const struct facts *f, uint32_t cell, size_t *n);

uint32_t facts_find(const struct facts *f, struct fact_key k); /* cell or CELL_NONE */
size_t facts_count(const struct facts *f);
struct fact_key facts_key(const struct facts *f, uint32_t cell);
struct fact facts_at(const struct facts *f, uint32_t cell);

/* Years for which a measure has any cell, ascending; lent. For closing the store
 * after the last facts_add(): facts_close() builds the small lists below. */
void facts_close(struct facts *f, size_t n_measures);
const int *facts_years(const struct facts *f, uint32_t measure, size_t *n);

/* Age classes of a measure that occur at all (half open pairs), sorted; lent. */
struct age_class {
    int from, to;
};
const struct age_class *facts_ages(const struct facts *f, uint32_t measure, size_t *n);

/* What files say beside their figures, for the checks: the day that figures of a measure and
 * year refer to (each day once), and a name that is not that of the area whose key stands
 * beside it (each area once for a file). The first place is kept. */
enum remark_kind { REMARK_DAY, REMARK_NAME };

struct remark {
    enum remark_kind kind;
    uint32_t measure, area;  /* of a day: the measure; of a name: the area of the key */
    int year, month, day;    /* of a day */
    const char *text;        /* the name as it stands there; copied */
    uint32_t source, file, line, column; /* as of struct fact */
};

void facts_remark(struct facts *f, struct remark r);
size_t facts_remarks(const struct facts *f);
const struct remark *facts_remark_at(const struct facts *f, size_t i); /* in order of reading */

#endif
