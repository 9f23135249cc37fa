/* Inside of compose: what the files of this room share.
 *
 * struct compose lives for a run of the program: parsed templates, the XPath
 * context, items made so far. struct report lives while one report is composed.
 *
 * Ownership: everything in struct compose lies in its arena (and libxml2's trees behind
 * the XPath context); everything that reaches the document lies in the document's arena. */
#ifndef COMPOSE_COMPOSE_PRIVATE_H
#define COMPOSE_COMPOSE_PRIVATE_H

#include <stdint.h>

#include "analysis/analysis.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/names.h"
#include "compose/compose.h"
#include "compose/value_text.h"
#include "xml/xml.h"
#include "xml/xpath.h"

enum {
    MAX_INCLUDES = 16,       /* chapters inside chapters */
    MAX_NODES = 1000000,     /* nodes of a document and rounds of loops */
    MAX_LET = 100000,        /* [bytes] of a text that is given a name */
    FIRST_YEAR = 1800,
    LAST_YEAR = 2200
};

/* What stands behind an item: the figure, and how it is printed. */
enum subject_kind { SUBJECT_AREA, SUBJECT_INDICATOR, SUBJECT_VALUE, SUBJECT_DIFFERENCE };

struct subject {
    enum subject_kind kind;
    uint32_t area, indicator, part;
    int year;
    const struct published_value *value; /* NULL: no figure at all */
    enum sign sign;
    unsigned marks;       /* SIGN_LIMITED ... */
    bool broken;          /* difference across a series break */
    double number;        /* valid where sign_counts(sign) */
    int decimals;
    const char *unit;
    const char *text;     /* German, with sign */
    const char *actual;   /* words that are read instead of text, NULL: the text itself */
};

enum { EVERY_YEAR = 0 };

struct figure_use { /* what a source line must account for */
    uint32_t indicator;
    int year; /* or EVERY_YEAR */
};

/* Figures, signs and parts used since the scope began; scopes nest like tables and
 * sections, so that each can print its own sources and signs. */
struct scope {
    struct scope *outer;
    struct figure_use *uses; /* in order of use */
    size_t n;
    unsigned signs;       /* 1 << enum sign */
    unsigned marks;
    bool broken;
    bool boundaries;      /* a map shows them */
};

struct item_slot { /* of the hash table of value items */
    uint32_t indicator, area, part;
    int year;
    struct xpath_item *item; /* NULL: free */
};

struct template {
    const char *name;
    struct xml_doc *doc; /* NULL: could not be read (and was reported) */
};

struct fault_place { /* of a fault that compose_check() has already reported */
    const struct xml_node *node;
    const char *attr;
    size_t offset;
};

struct tile_plan { /* squares of a list of areas, kept for the next figure of them */
    const uint32_t *areas;
    const struct geo_tile *tile;
    size_t n;
    struct tile_plan *next;
};

struct record { /* what staff keep in a file of their own */
    const char *name;
    struct xpath_item *item; /* NULL: there is no such file */
    const char *needed;      /* the file without which templates say nothing, or NULL */
};

struct compose {
    struct arena *arena;
    const char *dir;
    const struct published *published;
    struct edition edition;
    const struct words *words; /* or NULL */
    const struct geo_map *map; /* or NULL */
    const struct analysis *analysis; /* or NULL */
    struct sentences *sentences;     /* or NULL */
    struct tile_plan *tiles;
    int field; /* $feld */
    bool no_data;
    struct record *records;
    size_t n_records;
    struct xpath *xpath;

    struct template *templates;
    size_t n_templates;
    struct fault_place *faults;
    size_t n_faults;
    bool hints; /* absent values are told */
    struct fault_place *hinted;
    size_t n_hinted;

    struct xpath_item **areas;      /* by index, made when first needed */
    struct xpath_item **indicators;
    struct xpath_item **sources;
    struct xpath_item **fields;
    struct xpath_item *years[LAST_YEAR - FIRST_YEAR + 1];
    struct item_slot *slots;
    size_t n_slots, n_items;

    uint32_t *gemeinden; /* by name */
    size_t n_gemeinden;
    uint32_t kreis;
    struct report *report; /* the one being composed, or NULL */
};

struct open_ref { /* a reference whose target is known at the end only */
    const struct xml_node *node;
    const char *attr;
    struct doc_node *link;
    struct open_ref *next;
};

struct open_part { /* inlines that stay only where the report has a place named id */
    const struct xml_node *node;
    const char *id;
    struct doc_node *parent, *before, *last; /* before: NULL where the part comes first */
    struct open_part *next;
};

struct values_place { /* of <figure-values> */
    const struct xml_node *at;             /* NULL: the template has none */
    struct doc_node *parent, *before;
    const char *id;
};

struct named_values { /* a figure whose template names the table of its values */
    const struct xml_node *at;
    struct doc_node *node;
    const char *id;
    struct named_values *next;
};

struct values_spot { /* of <values/> */
    struct doc_node *at;   /* an empty text */
    struct values_spot *next;
};

struct sentence { /* told in this report by sentence() */
    int kind;
    uint32_t indicator, second, area;
    int year;
    const char *text;
};

struct report {
    struct compose *c;
    struct document *doc;
    struct arena *arena;   /* the document's */
    struct diag *d;
    uint32_t area;
    struct scope *scope;
    struct names ids;
    struct open_ref *refs, **last_ref;
    struct open_part *parts;
    const char *includes[MAX_INCLUDES];
    size_t n_includes;
    int level;             /* of the section around */
    int field;             /* Handlungsfeld of the section around, 0 none */
    struct xpath_item *context; /* what "." stands for */
    size_t n_nodes;
    bool demonstration;    /* a demonstration source was used */
    bool *shown;           /* by indicator and area: whether a figure of it is shown */
    struct figure_use *compared; /* figures shown for other municipalities */
    size_t n_compared;
    struct values_place values;
    struct named_values *named;
    struct values_spot *spots; /* the last one first */
    struct sentence *sentences;
    size_t n_sentences;
    int last_pattern;
};

/* -- report.c: nodes, scopes */
/* Counts a node or a round of a loop; false behind the limit, which is reported once. */
bool report_count(struct report *r, const struct xml_node *at);
struct doc_node *report_add(struct report *r, const struct xml_node *at, struct doc_node *parent,
                            enum doc_kind kind);
/* For messages about the document: origins are nodes of templates. */
document_locate report_locate;
/* Makes item the node "."; gives the one before. */
struct xpath_item *report_context(struct report *r, struct xpath_item *item);
/* -- data.c: the figures of a finished report, as CSV into its document */
void report_data(struct report *r);

void scope_enter(struct report *r, struct scope *s);
void scope_leave(struct report *r);
/* A figure of the indicator was looked up, whatever becomes of it: marks the report
 * where it is demonstration data. */
void report_asked(struct report *r, uint32_t indicator);
void scope_indicator(struct report *r, uint32_t indicator, int year);
void scope_sign(struct report *r, enum sign sign, unsigned marks);
void scope_boundaries(struct report *r);
void scope_subject(struct report *r, const struct subject *s);
/* A figure of the area is shown. */
void report_show(struct report *r, uint32_t indicator, uint32_t area);
bool report_shows(const struct report *r, uint32_t indicator, uint32_t area);
/* The municipalities are compared by the indicator in that year. */
void report_compared(struct report *r, uint32_t indicator, int year);
/* Gives n the id of the element's attribute id, if it is new. */
void report_id(struct report *r, const struct xml_node *n, struct doc_node *node);

/* -- reference.c: what points at other places of the report */
void report_ref(struct report *r, const struct xml_node *n, const char *attr,
                struct doc_node *link);
/* The nodes of parent behind before stay only where something has that id. */
void report_part(struct report *r, const struct xml_node *n, const char *id,
                 struct doc_node *parent, struct doc_node *before);
/* When all blocks are there: takes out what points at nothing; then, when the numbers
 * are given, prints the references. */
void report_finish_parts(struct report *r);
void report_finish_refs(struct report *r);
/* Whether a footnote stands where none can; d: for the message, or NULL. */
bool note_misplaced(const struct xml_node *footnote, struct diag *d);

/* -- template.c: files */
/* The root of a template, loaded when first asked for; NULL after a message. */
const struct xml_node *template_root(struct compose *c, const char *name, struct diag *d);
/* The root of the chapter that include names, or NULL after a message; includes is the
 * stack of files that are open. */
const struct xml_node *template_include(struct compose *c, const struct xml_node *include,
                                        const char *const *includes, size_t n_includes,
                                        struct diag *d);
const char *template_href(const struct xml_node *include);

/* Everything that can be checked without values; 0 or -1. */
int template_check(struct compose *c, const struct xml_node *root, const char *name,
                   struct diag *d);

/* -- text.c: text with {xpath} */
/* -- record.c: the record that an expression uses, needed and not there; or NULL */
const struct record *record_missing(const struct compose *c, const char *expression);

/* -- hint.c: of an expression that gives nothing */
void hint_nothing(struct report *r, const char *expression, const struct xml_node *n,
                  const char *attr, size_t offset);
void hint_absent(struct report *r, const struct subject *s, const char *expression,
                 const struct xml_node *n, const char *attr, size_t offset);
/* "Zu S06 gibt es Zahlen für 2005 bis 2016." */
const char *known_years(struct report *r, uint32_t indicator);

/* -- advice.c: what is allowed, but hardly meant */
struct piece;
void advice_text(const struct xml_node *n, const char *attr, const struct piece *p,
                 struct diag *d); /* p: a piece that is no expression */
void advice_element(const struct xml_node *n, struct diag *d);

struct piece {
    bool expression;
    const char *s;
    size_t n;      /* [bytes] */
    size_t offset; /* of s in the whole text [bytes] */
};
enum piece_fault { PIECE_OK, PIECE_OPEN, PIECE_CLOSE, PIECE_EMPTY, PIECE_QUOTE };
/* The next piece of text, *at moves on; false at the end. A fault leaves the braces as
 * literal text (PIECE_EMPTY: nothing). */
bool piece_next(const char *text, size_t *at, struct piece *out, enum piece_fault *fault);
void piece_report(struct diag *d, enum piece_fault fault, const struct xml_node *n,
                  const char *attr, size_t offset);
/* The same, unless compose_check() has said it. */
void report_piece(struct report *r, enum piece_fault fault, const struct xml_node *n,
                  const char *attr, size_t offset);
/* Whether compose_check() has reported this place; it is remembered there. */
bool compose_reported(const struct compose *c, const struct xml_node *n, const char *attr,
                      size_t offset);
void compose_remember(struct compose *c, const struct xml_node *n, const char *attr,
                      size_t offset);
/* Evaluates; -1 after a message (or where compose_check() has already given it). */
int report_eval(struct report *r, const char *expression, const struct xml_node *n,
                const char *attr, size_t offset, struct xpath_value *out);
/* The expression of an attribute; -1 also where it is absent. */
int attr_eval(struct report *r, const struct xml_node *n, const char *attr,
              struct xpath_value *out);
/* What an evaluated expression prints; *subject is what stands behind it, or NULL. */
const char *result_text(struct report *r, const struct xpath_value *v, const char *expression,
                        const struct xml_node *n, const char *attr, size_t offset,
                        const struct subject **subject);
/* An attribute of text with {xpath}, white space collapsed; fallback where absent. */
const char *attr_text(struct report *r, const struct xml_node *n, const char *attr,
                      const char *fallback);
bool attr_yes(const struct xml_node *n, const char *attr);

/* -- control.c: if, choose, for-each, let */
typedef void each_child(struct report *r, const struct xml_node *n, void *target);
void walk_children(struct report *r, const struct xml_node *parent, each_child *each,
                   void *target);

/* -- inline.c */
struct inline_stats { size_t values, words; }; /* pieces of text: value items, others */
struct inline_stats compose_inlines(struct report *r, const struct xml_node *n,
                                    struct doc_node *parent, unsigned style);
void compose_subject(struct report *r, const struct xml_node *at, struct doc_node *parent,
                     const struct subject *s, const char *text, unsigned style);
void compose_text(struct report *r, const struct xml_node *at, struct doc_node *parent,
                  const char *text, unsigned style);

/* -- block.c, table.c, figure.c */
void compose_block(struct report *r, const struct xml_node *n, void *parent);
void compose_notes(struct report *r, const struct xml_node *n, struct doc_node *parent);
void compose_table(struct report *r, const struct xml_node *n, struct doc_node *parent);
void compose_figure(struct report *r, const struct xml_node *n, struct doc_node *parent);
/* NULL where no figure may be shown: *sign is what stands instead. */
struct chart *compose_spark(struct report *r, const struct xml_node *n, const char **alt,
                            enum sign *sign);
/* Handlungsfeld of attribute field, fallback where absent or wrong. */
int attr_field(struct report *r, const struct xml_node *n, int fallback);

/* -- values.c: tables of what the figures show, when all of them are known */
void compose_values(struct report *r, const struct xml_node *n, struct doc_node *parent);
void report_values(struct report *r);

/* -- words.c: marks abbreviations and foreign words, when all texts are final */
void report_words(struct report *r);

/* -- sources.c */
const char *sources_text(struct report *r, const struct xml_node *n);
const char *signs_text(struct report *r);
bool indicator_is_demonstration(const struct compose *c, uint32_t indicator);

/* -- item.c: items of areas, indicators, sources, fields, years */
struct xpath_item *area_item(struct compose *c, uint32_t i);
struct xpath_item *indicator_item(struct compose *c, uint32_t i);
struct xpath_item *source_item(struct compose *c, uint32_t i);
struct xpath_item *field_item(struct compose *c, uint32_t i);
struct xpath_item *year_item(struct compose *c, int year);
struct xpath_item *map_item(struct compose *c);
struct xpath_item *edition_item(struct compose *c);
void set_nodes(struct xpath_value *v, struct xpath_item **items, size_t n);
void set_node(struct compose *c, struct xpath_value *v, struct xpath_item *item);
void set_string(struct xpath_value *v, const char *s);
struct arena *text_arena(struct compose *c); /* of the report, else of compose */

/* -- value.c: items of values */
struct xpath_item *value_item(struct compose *c, uint32_t indicator, uint32_t area, int year,
                              uint32_t part);
struct xpath_item *latest_item(struct compose *c, uint32_t indicator, uint32_t area);
struct xpath_item *first_item(struct compose *c, uint32_t indicator, uint32_t area);
struct xpath_item *difference_item(struct compose *c, const struct subject *from,
                                   const struct subject *to, bool percent);
/* The years that a value of that year covers: "2016", "2014 bis 2016". */
const char *period_text(struct arena *a, const struct published_indicator *in, int year);
/* A number with its marks: "(+6,3)", "12 345 s". */
const char *marked_text(struct arena *a, const char *number, unsigned marks);
/* The same without "r", which belongs to tables and figures: a sentence has no list of signs. */
const struct subject *subject_in_prose(struct arena *a, const struct subject *s);
/* The marks beside numbers, in the order in which they are explained; 0 at the end. */
struct value_mark {
    unsigned mark;
    const char *sign, *words;
};
const struct value_mark *mark_at(size_t i);
/* What is read instead of such a text: "geheim gehalten", "(6,3), eingeschränkte
 * Aussagekraft"; NULL where it reads as it stands. */
const char *value_words(struct arena *a, const char *text, enum sign sign, unsigned marks);
/* Sign of a value; NULL is SIGN_ABSENT. */
enum sign value_sign(const struct published_value *v);
bool value_shown(const struct published_value *v);
const char *part_name(struct arena *a, const struct published_part *p);
/* " %", " Personen": what german_quantity() puts behind a number. */
const char *unit_suffix(struct arena *a, const char *unit);

/* -- argument.c: what functions and attributes accept */
/* " Meinten Sie „S09“?", or "". */
const char *guess_indicator(struct compose *c, const char *wanted);
const char *guess_area(struct compose *c, const char *wanted);
/* The area with that key, or with that name, first among the district and its municipalities:
 * others may be called the same. */
uint32_t find_area(const struct compose *c, const char *key_or_name);

/* A municipality of the district: one that the reports are about. */
bool compose_place(const struct compose *c, uint32_t area);
int argument_indicator(struct compose *c, const struct xpath_value *v, uint32_t *out,
                       const char **error);
int argument_area(struct compose *c, const struct xpath_value *v, uint32_t *out,
                  const char **error);
int argument_year(struct compose *c, const struct xpath_value *v, int *out, const char **error);
/* The value or difference behind v; example is printed in the message. */
int argument_value(struct compose *c, const struct xpath_value *v, const struct subject **out,
                   const char *example, const char **error);
const struct subject *subject_of(const struct xpath_value *v); /* of the first item, or NULL */

/* -- function_*.c: the table of functions */
struct function {
    const char *name;
    int min_args, max_args;
    xpath_function *f;
    struct compose_function_doc doc;
};
extern const struct function value_functions[], text_functions[], list_functions[],
    analysis_functions[], ahead_functions[], similar_functions[], sentence_functions[];
extern const size_t n_value_functions, n_text_functions, n_list_functions, n_analysis_functions,
    n_ahead_functions, n_similar_functions, n_sentence_functions;
void functions_register(struct compose *c);

#endif
