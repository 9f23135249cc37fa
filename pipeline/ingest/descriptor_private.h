/* Descriptor of a table: how its file is written, what its key columns and head rows
 * mean, which measure a column holds. Read from inputs/descriptors/<table>.xml; grammar
 * descriptor.rng.
 *
 * Few concepts, each on its own: the form of the file (separator, numbers), the place of a
 * column (its turn, its name, its number, its characters), what it means, words of the file,
 * and the values. A table of GENESIS, a flat file, a wide one and one of fixed widths differ
 * in nothing else.
 *
 * Ownership: lies in the arena of the file that is read. */
#ifndef INGEST_DESCRIPTOR_PRIVATE_H
#define INGEST_DESCRIPTOR_PRIVATE_H

#include "ingest/ingest_private.h"

enum { MAX_LEAD = 32, MAX_HEAD = 8, MAX_KINDS = 1024, MAX_SPANS = 256, MAX_CLASSES = 40 };

enum meaning {
    MEANS_NONE, MEANS_PERIOD, MEANS_AREA, MEANS_NAME, MEANS_SEX, MEANS_AGE, MEANS_NATIONALITY,
    MEANS_KIND, MEANS_MEASURE, MEANS_MEASURE_PERIOD, MEANS_UNIT, MEANS_MARK, MEANS_BEGIN,
    MEANS_END, MEANS_BIRTH, MEANS_PERSON, MEANINGS
};

/* As descriptors write them: "age". */
extern const char *const descriptor_meanings[MEANINGS];

/* Where the table begins. */
enum layout {
    LAYOUT_GENESIS, /* behind titles, at the first row whose key columns are empty */
    LAYOUT_PLAIN,   /* head rows after a number of lines */
    LAYOUT_BARE     /* no head */
};

struct position {
    unsigned at;     /* field, 1-based; with a length: the first character; 0: not said */
    unsigned length; /* [characters]; 0: a field */
};

struct key_column {
    enum meaning is;
    const char *name; /* in a head row, or NULL */
    struct position at;
    unsigned digits;  /* of a key whose leading zeros may be lost; 0: as it stands */
    bool with_name;   /* "08116 Esslingen" */
    bool empty_all;   /* an empty cell means all */
};

struct head_row {
    enum meaning is;
    const char *text; /* what every column must say, or NULL */
    bool empty_all;   /* an empty cell means all */
    bool merged;      /* an empty cell means what the one on its left says */
};

/* Which dimensions somebody determines. */
struct dims {
    enum sex sex;
    enum nationality nationality;
    int age_from, age_to; /* half open */
};

struct value {
    const char *head; /* joined head rows */
    struct position at;
    uint32_t kind;    /* index into kinds */
    const char *unit;
    uint32_t measure; /* CATALOGUE_NONE: known, not wanted */
    struct dims dims;
    struct date period; /* year 0: said elsewhere */
    bool has_sex, has_ages, has_nationality;
};

/* Words of the file beside those that every file may use. */
struct word_list {
    const char **text, **means;
    size_t n;
};

struct age_span {
    int from, to; /* half open */
};

/* Case records: when they are counted. */
struct case_rule {
    bool counted;     /* the file holds case records */
    bool whole_year;  /* all of the year, not those of one day */
    int month, day;
    int first, last;  /* years */
    struct age_span ages[MAX_CLASSES];
    size_t n_ages;
};

struct descriptor {
    const char *table;
    const char *file; /* of the descriptor, as printed */
    enum encoding encoding;
    enum layout layout;
    unsigned skip; /* lines before the head */
    struct file_form form;
    struct key_column lead[MAX_LEAD];
    size_t n_lead;
    struct head_row head[MAX_HEAD];
    size_t n_head;
    bool period_line;
    struct date period; /* of all figures; year 0: said elsewhere */
    struct word_list words[MEANINGS]; /* by what they are words for */
    struct names *kinds; /* at least one, "" where there is no such column */
    struct case_rule cases;
    struct value *values;
    size_t n_values;
    bool skip_others; /* what is not described is left out silently */
    struct span spans[MAX_SPANS];
};

/* Index of the key column of a meaning, or NO_FIELD. */
size_t descriptor_lead(const struct descriptor *t, enum meaning is);

/* Reading, piece by piece (descriptor_parts.c). */
struct loader {
    struct input *in;
    struct descriptor *t;
    bool bad;
};

struct xml_node;
void descriptor_fail(struct loader *l, const struct xml_node *n, const char *attr,
                     const char *what);
const char *descriptor_attr(const struct loader *l, const struct xml_node *n, const char *attr,
                            const char *fallback);
/* "15-64", "65-"; reported under attr where it is none. */
void descriptor_ages(struct loader *l, const struct xml_node *n, const char *attr,
                     const char *text, int *from, int *to);
void descriptor_form(struct loader *l, const struct xml_node *file);
void descriptor_words(struct loader *l, const struct xml_node *words);
void descriptor_cases(struct loader *l, const struct xml_node *cases);
/* Fixed widths: the spans of all key columns and values, each once, in order. */
void descriptor_spans(struct loader *l, const struct xml_node *root);

#endif
