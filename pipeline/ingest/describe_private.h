/* The inside of describe: the first rows of an unknown file and what was guessed of them.
 *
 * Ownership: everything lies in the arena of the file. */
#ifndef INGEST_DESCRIBE_PRIVATE_H
#define INGEST_DESCRIBE_PRIVATE_H

#include "base/buf.h"
#include "ingest/descriptor_private.h"

enum { SAMPLE_ROWS = 5000, MAX_WORDS = 60 };

/* The beginning of the file, cut into fields. */
struct sheet {
    struct input *in;
    const char *encoding; /* as a descriptor says it; NULL: UTF-8 */
    const char *why;      /* how that is known */
    const char *table;    /* of GENESIS, or NULL */
    struct row *rows;
    size_t n_rows, width; /* width: fields of most rows */
    size_t first, end;    /* rows of data */
    size_t head, n_head;  /* head rows, before the data */
};

/* What the cells of a column are, counted over the rows of data. */
struct counts {
    size_t cells, empty, keys, known, names, periods, days, numbers, signs, sexes, ages, nations;
};

struct guess {
    enum meaning is;
    bool value; /* a column of figures */
    struct counts n;
    const char *words[MAX_WORDS]; /* different cells, the first so many */
    size_t times[MAX_WORDS], n_words;
    bool more_words;
};

/* How the figures are written, over all columns of figures. */
struct notation {
    size_t comma, point;      /* decimals that are surely such: "1,5" */
    size_t unsure;            /* "1.234" or "1,234" */
    const char *unsure_text;
    size_t group_point, group_comma, group_space;
    size_t exponents, brackets, percents, negatives, empty;
    size_t signs[SIGN_COUNT]; /* of the usual signs */
    const char *odd[8];       /* words among figures */
    size_t n_odd;
};

struct proposal {
    struct sheet s;
    struct guess *columns; /* width entries */
    struct notation how;
    enum meaning heads[MAX_HEAD];
    bool merged[MAX_HEAD];
    size_t key;            /* column of the key or the name, or NO_FIELD */
    unsigned digits;       /* keys that lost their zeros: how long they were */
    bool with_name, cases;
    bool flat;             /* a flat file of GENESIS */
    const char *line;      /* a line of its own with the period, or NULL */
    bool period_found;
};

/* Cuts the file; false, reported, where it is no table. */
bool sheet_read(struct sheet *s);
/* Text of a cell: "" outside the row. */
const char *sheet_cell(const struct sheet *s, size_t row, size_t column);

/* Where the keys stand and so where the data begin. */
void guess_key(struct proposal *p);
void guess_columns(struct proposal *p);
void guess_heads(struct proposal *p);
void guess_notation(struct proposal *p);

void proposal_write(const struct proposal *p, const char *path, const struct catalogue *catalogue,
                    struct buf *out);

#endif
