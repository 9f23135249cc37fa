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
#include "base/decimal.h"
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
    MAX_LINES = 100 * 1000 * 1000,
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
    struct territory *territory; /* NULL where there is none */
    int *months; /* by measure: month of its Stichtag, 0 where it has none */
};

/* Characters of a line of fixed widths that make a field. */
struct span {
    unsigned first, length; /* [characters]; first 1-based */
};

/* Signs of this file beside the usual ones; sign SIGN_ABSENT: not delivered. */
struct sign_word {
    const char *text;
    enum sign sign;
};

/* How a file is written. */
struct file_form {
    char separator;
    struct decimal_form number;
    bool exponent;      /* "1,5E+03" is a number */
    bool negative;      /* "(12)" is -12, not of limited meaning */
    bool empty_absent;  /* an empty cell was not delivered */
    const char *footer; /* the data end before the line that begins so; or NULL */
    const struct span *spans; /* fixed widths, or NULL */
    size_t n_spans;
    const struct sign_word *signs;
    size_t n_signs;
};

extern const struct file_form usual_form; /* of tidy files and of GENESIS */

struct input {
    struct run *run;
    struct arena *arena; /* of this file */
    uint32_t source;     /* index in the catalogue */
    uint32_t file;       /* id in the fact store */
    const char *name;    /* as printed in messages */
    const char *data;    /* without byte order mark */
    size_t len;          /* [bytes] */
    bool told_day;       /* a day that is not the Stichtag was reported */
    uint32_t day_measure; /* of the last day that was noted; CATALOGUE_NONE: none yet */
    struct date day;
    bool damaged;        /* bytes that are not UTF-8 occur: lines are proved one by one */
    uint32_t change;     /* the row is of a place that is no more; or CHANGE_NONE */
    bool secret;         /* case records: no message shows what stands in them */
    int most_lines;      /* 0: MAX_LINES */
    struct file_form form;
    struct names kinds;  /* words of the columns "kind"; of this file */
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

enum encoding { ENCODING_DETECT, ENCODING_UTF8, ENCODING_WINDOWS, ENCODING_LATIN9 };

/* UTF-16, proved by its mark or by where the zero bytes stand, becomes UTF-8 in the arena:
 * *bytes and *len then say where. */
void encoding_widen(struct input *in, const char **bytes, size_t *len);
/* Takes the bytes of a file: cuts the byte order mark and converts what is not
 * UTF-8 (into the arena). Reports letters that were lost before. */
void encoding_take(struct input *in, const char *bytes, size_t len, enum encoding declared);

/* "Excel-Arbeitsmappe (.xlsx)": what a file is that is no text table, or NULL. */
const char *foreign_format(const char *bytes, size_t len);

/* Cells and words --------------------------------------------------------------- */

enum cell_result {
    CELL_OK, CELL_EMPTY, CELL_BAD, CELL_AMBIGUOUS, CELL_RANGE, CELL_EXPONENT, CELL_PERCENT,
    CELL_ABSENT
};

/* A number as the form says, a sign, or a number with marks ("(12)", "12 p"). CELL_PERCENT:
 * a number with "%" behind it, its value in v. text is NUL-terminated. */
enum cell_result cell_read(const struct file_form *form, const char *text, size_t len,
                           struct fact *v);
/* "2015", "2015-12" and what date_parse() knows; years FIRST_YEAR..LAST_YEAR. */
enum period_result { PERIOD_OK, PERIOD_BAD, PERIOD_RANGE };
enum period_result period_read(const char *text, size_t len, struct date *out);

/* A usual word, or what the file's own word means ("m", "german", "0-17"). */
bool word_sex(const char *text, enum sex *out);
bool word_nationality(const char *text, enum nationality *out);
/* "unter 3 Jahre", "3 bis unter 6 Jahre", "75 Jahre und mehr", "15-24", "3 Jahre", codes of
 * GENESIS ("ALT003B06"), "Insgesamt". */
bool word_ages(const char *text, int *from, int *to);

/* Taking over ------------------------------------------------------------------- */

/* Year and month of the key for a measure: a day in the month of its Stichtag gives
 * the year, another day (reported) the month. */
void key_period(struct input *in, const struct row *row, struct fact_key *k, struct date when);
/* Reads the cell and adds it, marks beside its own; reports what is wrong with it. */
void take_cell(struct input *in, const struct row *row, size_t field, struct fact_key k,
               unsigned marks);
/* Adds a value that is already read. */
void take_value(struct input *in, const struct row *row, size_t field, struct fact_key k,
                struct fact v);
/* The same for one that is no part of a sum. The new cell; CELL_NONE where it was there. */
uint32_t take_final(struct input *in, const struct row *row, size_t field, struct fact_key k,
                    struct fact v);

/* Areas ------------------------------------------------------------------------- */

/* The area of an official key as a whole: the key itself, or another of its forms (12 digits
 * of the Regionalschlüssel, 9 of a Gemeinde without association, 8 of a Kreis, "00").
 * AREA_NONE where it is of no configured area. */
uint32_t area_of_key(const struct areas *areas, const char *key, size_t len);
/* A key of another place in Germany: left out on purpose, without a word. */
bool area_foreign(const struct areas *areas, const char *key, size_t len);
/* Reports a place of the district that is not configured, with what may be meant. */
void area_report(const struct input *in, const struct row *row, size_t field);

/* Names of the district, its Gemeinden and groups, its Land and the Bund, with and without what
 * stands behind them ("Nürtingen, Stadt"). */
struct area_names;
struct area_names *area_names_new(const struct areas *areas);
void area_names_free(struct area_names *n); /* NULL is allowed */
/* AREA_NONE where none or more than one is so called. */
uint32_t area_names_find(const struct area_names *n, const char *text);

/* Changes of territory (territory.xml) ------------------------------------------- */

#define CHANGE_NONE UINT32_MAX

/* NULL where there is no such file or it cannot be read (reported). */
struct territory *territory_load(const char *inputs, const struct areas *areas, struct diag *d);
void territory_free(struct territory *t); /* NULL is allowed */
/* The change by which a key is no more, and the area it belongs to; CHANGE_NONE else. */
uint32_t territory_find(const struct territory *t, const char *key, size_t len, uint32_t *area);
/* Keeps a figure that may be part of a sum until the file is read; false where it is none. */
bool territory_take(struct input *in, const struct fact_key *k, const struct fact *v);
void territory_finish(struct input *in);

/* Layouts ----------------------------------------------------------------------- */

extern const char tidy_head[]; /* the head line */

void tidy_read(struct input *in);

struct descriptor;
/* NULL, reported, where there is none for the table. Lies in the arena. */
const struct descriptor *descriptor_load(struct input *in, const char *table);
enum encoding descriptor_encoding(const struct descriptor *t);
bool descriptor_counts_cases(const struct descriptor *t);
void described_read(struct input *in, const struct descriptor *t);

#endif
