/* The inside of the room ingest: one file on its way into the fact store.
 *
 * Ownership: struct run lives for ingest_all(), struct input for one file; rows and
 * fields are lent until the next rows_next(). Lines and columns are 1-based, field
 * indices 0-based. */
#ifndef INGEST_INGEST_PRIVATE_H
#define INGEST_INGEST_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/names.h"
#include "facts/areas.h"
#include "facts/catalogue.h"
#include "facts/facts.h"
#include "ingest/ingest.h"

enum {
    MAX_LINE = 1 << 20,  /* [bytes] */
    MAX_FIELD = 1 << 16, /* [bytes] */
    MAX_COLUMNS = 4096,  /* fields of a line of a table */
    FIRST_YEAR = 1900,
    LAST_YEAR = 2155
};

struct run {
    const char *inputs;
    const struct areas *areas;
    const struct catalogue *catalogue;
    struct facts *facts;
    struct ingest_count *count;
    struct diag *d;
    int *months; /* by measure: month of its Stichtag, 0 where it has none */
};

struct input {
    struct run *run;
    struct arena *arena; /* of this file */
    uint32_t source;     /* index in the catalogue */
    uint32_t file;       /* id in the fact store */
    const char *name;    /* as printed in messages */
    const char *data;    /* without byte order mark */
    size_t len;          /* [bytes] */
    bool told_day;       /* a day that is not the Stichtag was reported */
    bool damaged;        /* bytes that are not UTF-8 occur: lines are proved one by one */
};

/* Rows -------------------------------------------------------------------------- */

struct field {
    const char *text; /* NUL-terminated, blanks at both ends cut */
    size_t len;       /* [bytes] */
};

struct row {
    const struct field *fields;
    size_t n;
    int line;
    const char *raw; /* the line in the file */
    size_t raw_len;  /* [bytes] without line end */
};

struct rows;

struct rows *rows_new(struct input *in);
void rows_free(struct rows *r);
/* The next line that is sound CSV; what is not is reported and left out. Empty
 * lines give a row without fields. False at the end. */
bool rows_next(struct rows *r, struct row *out);
/* The next line as it stands; false at the end. */
bool rows_peek(const struct rows *r, const char **line, size_t *len);
void rows_skip_line(struct rows *r);

/* Reports at a field of a row (NO_FIELD: at the line), with the line and a caret. */
#define NO_FIELD SIZE_MAX
void row_report(const struct input *in, enum diag_code code, const struct row *row, size_t field,
                const char *const *args);
#define ROW_REPORT(in, code, row, field, ...) \
    row_report((in), (code), (row), (field), (const char *const[]){__VA_ARGS__, NULL})
/* Text of an unknown file for a message: cut to 60 characters, controls replaced. */
const char *shown(const struct input *in, const char *text, size_t len);

/* Encoding ---------------------------------------------------------------------- */

enum encoding { ENCODING_DETECT, ENCODING_UTF8, ENCODING_WINDOWS };

bool encoding_is_utf16(const char *bytes, size_t len);
/* Takes the bytes of a file: cuts the byte order mark and converts what is not
 * UTF-8 (into the arena). */
void encoding_take(struct input *in, const char *bytes, size_t len, enum encoding declared);

/* Cells and words --------------------------------------------------------------- */

enum cell_result { CELL_OK, CELL_EMPTY, CELL_BAD, CELL_AMBIGUOUS, CELL_RANGE };

/* A number with decimal comma, a sign, or a number with marks ("(12)", "12 p").
 * text is NUL-terminated. */
enum cell_result cell_read(const char *text, size_t len, struct fact *v);
/* "2015", "2015-12" and what date_parse() knows; years FIRST_YEAR..LAST_YEAR. */
enum period_result { PERIOD_OK, PERIOD_BAD, PERIOD_RANGE };
enum period_result period_read(const char *text, size_t len, struct date *out);

bool word_sex(const char *text, enum sex *out);
bool word_nationality(const char *text, enum nationality *out);
/* "unter 3 Jahre", "3 bis unter 6 Jahre", "75 Jahre und mehr", "Insgesamt". */
bool word_ages(const char *text, int *from, int *to);

/* Taking over ------------------------------------------------------------------- */

/* Year and month of the key for a measure: a day in the month of its Stichtag gives
 * the year, another day (reported) the month. */
void key_period(struct input *in, const struct row *row, struct fact_key *k, struct date when);
/* Reads the cell and adds it; reports what is wrong with it. */
void take_cell(struct input *in, const struct row *row, size_t field, struct fact_key k);
/* Adds a value that is already read. */
void take_value(struct input *in, const struct row *row, size_t field, struct fact_key k,
                struct fact v);

/* Layouts ----------------------------------------------------------------------- */

extern const char tidy_head[]; /* the head line */

void tidy_read(struct input *in);

struct descriptor;
/* NULL, reported, where there is none for the table. Lies in the arena. */
const struct descriptor *descriptor_load(struct input *in, const char *table);
enum encoding descriptor_encoding(const struct descriptor *t);
void genesis_read(struct input *in, const struct descriptor *t);

#endif
