/* One file under the check: what was read of it, and the faults the rules found.
 *
 * The rules see bytes of the finished file only; nothing of the program that wrote it
 * is linked or included here, so that no mistake is made twice. */
#ifndef STRUCTURE_CHECK_H
#define STRUCTURE_CHECK_H

#include "structure/tree.h"

/* name, what holds where the rule finds nothing */
#define RULES(X) \
    X(FILE, "file", "the file is sound and its page tree a tree") \
    X(CATALOGUE, "catalogue", "language, marks, title in the window, tab order are declared") \
    X(LABELS, "page-labels", "every page has a label, no two the same") \
    X(CONTENT, "content", "all content of a page is tagged or an artifact, and understood") \
    X(ARTIFACT, "artifact", "every artifact is typed, and as what it is") \
    X(TREE, "tree", "the structure tree is one; its types stand where they may") \
    X(PARENTS, "parent-tree", "kids and parent tree agree in both directions") \
    X(EMPTY, "empty", "no element, marked content or artifact is empty") \
    X(ORDER, "order", "blocks are read in the order in which they are seen") \
    X(LINES, "lines", "letters of a block run left to right, line by line") \
    X(CELLS, "cells", "rows run top to bottom, their cells left to right") \
    X(HEADING, "heading", "heading levels have no gap; one H1 opens each chapter") \
    X(OUTLINE, "outline", "bookmarks are the headings, with their levels and pages") \
    X(REFERENCE, "reference", "page numbers in the text are those of the linked pages") \
    X(TABLE, "table", "tables are regular, with head, body and row heads") \
    X(SCOPE, "scope", "every head cell has a scope") \
    X(HEADERS, "headers", "cells under several levels of heads name all their heads") \
    X(REPEAT, "repeated-head", "heads are repeated on following pages, as artifacts") \
    X(ALT, "figure-alt", "figures have an alternative text with their core statement") \
    X(VALUES, "figure-values", "figures link to a table that has their values") \
    X(NOTE, "note", "notes have an ID of their own") \
    X(LINK, "link", "links and annotations belong together and are described") \
    X(ABBREVIATION, "abbreviation", "abbreviations are expanded") \
    X(UNLISTED, "unlisted", "no abbreviation in capitals is missing in the list") \
    X(SIGN, "sign", "a sign in the place of a number says what it means") \
    X(HYPHEN, "hyphen", "words broken at a line end are whole in extracted text") \
    X(SPACE, "space", "words that are seen apart are apart in extracted text") \
    X(FONT, "font", "fonts are embedded subsets; no glyph is .notdef or blank") \
    X(UNICODE, "unicode", "every code has its character") \
    X(STRING, "string", "text strings are well encoded, without control characters")

#define RULE_ENUM(id, name, text) RULE_##id,
enum rule { RULES(RULE_ENUM) RULE_COUNT };

struct rule_name {
    const char *name, *text;
};
extern const struct rule_name rule_names[RULE_COUNT];

struct word {
    const char *brief, *full; /* "SGB", "Sozialgesetzbuch" */
};

struct words {
    struct word *word;
    size_t n, cap;
    struct store *store;
};

/* Reads <abbreviation short="" long=""/> elements; NULL, or what is wrong. */
const char *words_read(struct words *w, const char *path);

struct check {
    struct store *store;
    const char *name;          /* of the file, for messages */
    struct pdf pdf;
    struct font_list fonts;
    struct page_list pages;
    struct tree tree;
    json_t *ids;               /* element by ID, from the ID tree; owned */
    const struct words *words;
    size_t limit;              /* faults printed for a rule */
    size_t found[RULE_COUNT];
    size_t empty_cells, typed_artifacts, artifacts;
};

#define NO_PAGE NOT_FOUND
#define NO_ELEMENT NOT_FOUND

/* Prints and counts one fault; text: of the place, may be NULL. */
void fault(struct check *c, enum rule rule, size_t page, size_t element, const char *text,
           const char *format, ...) __attribute__((format(printf, 6, 7)));

/* Before the rules: fills ids. */
void check_ids(struct check *c);

void check_file(struct check *c);
void check_tags(struct check *c);
void check_order(struct check *c);
void check_headings(struct check *c);
void check_tables(struct check *c);
void check_figures(struct check *c);
void check_links(struct check *c);
void check_text(struct check *c);
void check_words(struct check *c);
void check_fonts(struct check *c);

/* Where the destination of a link or bookmark leads; NOT_FOUND if nowhere. *top: [pt]. */
size_t check_target(const struct check *c, json_t *dict, double *top);

#endif
