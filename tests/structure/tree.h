/* The structure tree (ISO 32000-1, 14.7) in reading order, and its blocks: the lowest
 * elements that are no inline, with their text and where each letter stands.
 *
 * An element is an index; element 0 is the root (StructTreeRoot), the descendants of e
 * are e + 1 .. end - 1. */
#ifndef STRUCTURE_TREE_H
#define STRUCTURE_TREE_H

#include "structure/page.h"

struct element {
    size_t parent, end;
    int depth;
    json_t *reference, *dict;
    const char *type;       /* standard, by way of the role map; "" where there is none */
    const char *alt, *actual, *expansion, *title; /* NULL where absent */
    json_t *id;             /* byte string, NULL where absent */
    size_t first_leaf, end_leaf; /* contents and objects below it */
};

enum leaf_kind { LEAF_MARK, LEAF_OBJECT };

struct leaf {
    enum leaf_kind kind;
    size_t element;
    size_t page;            /* NOT_FOUND: none or unknown */
    long mcid;
    json_t *object;         /* reference of an annotation */
    size_t note;            /* the Note it stands in, or 0 */
    size_t block;           /* of its letters, or NOT_FOUND; set by tree_find_blocks */
};

struct letter {
    uint32_t cp;
    size_t page, element;   /* the innermost element */
    const struct glyph *glyph;
};

struct block {
    size_t element;
    struct letter *letters;
    size_t n, cap;
    const char *text;       /* UTF-8 of the letters */
};

/* What is wrong with the tree itself, found while it is read. */
struct tree_fault {
    size_t element;
    bool string;   /* it is about a text string */
    const char *what;
};

struct tree {
    const struct pdf *pdf;
    const struct page_list *pages;
    json_t *root;
    struct element *e;
    size_t n, cap;
    size_t *by_object;      /* element by object number, 0 none */
    size_t n_objects;
    struct leaf *leaves;    /* in reading order */
    size_t n_leaves, cap_leaves;
    struct block *blocks;   /* in the order of their first letters or paths */
    size_t n_blocks, cap_blocks;
    size_t *block_of;       /* by element: of the block that is this element, or NOT_FOUND */
    struct tree_fault *faults;
    size_t n_faults, cap_faults;
};

void tree_read(struct tree *t, const struct pdf *pdf, const struct page_list *pages);
/* block.c: after tree_read. */
void tree_find_blocks(struct tree *t);

bool tree_is(const struct tree *t, size_t element, const char *type);
/* One of the words, which blanks separate. */
bool tree_is_one(const struct tree *t, size_t element, const char *types);
bool tree_inline(const struct tree *t, size_t element);
/* Level of H1..H6, else 0. */
int tree_heading(const struct tree *t, size_t element);
/* Nearest ancestor (not itself) of one of the types, or 0. */
size_t tree_above(const struct tree *t, size_t element, const char *types);
/* Next descendant of within, after at, that is one of the types; start with at = within.
 * NOT_FOUND at the end. */
size_t tree_next(const struct tree *t, size_t within, size_t at, const char *types);
/* Next child of the element; start with 0, ends with 0. */
size_t tree_child(const struct tree *t, size_t element, size_t child);
size_t tree_find(const struct tree *t, const json_t *reference); /* or NOT_FOUND */

/* Value of an attribute of that owner ("Table", "Layout"), of /A or a class. */
json_t *tree_attribute(const struct tree *t, size_t element, const char *owner,
                       const char *key);
/* The marked content of a leaf, NULL where the page has none of that number. */
const struct mark *tree_mark(const struct tree *t, const struct leaf *leaf);
/* A footnote hangs below its mark in the tree, but stands elsewhere: box and text of an
 * element leave out the notes below it. */

bool tree_holds(const struct tree *t, size_t element, const struct leaf *leaf);
/* Box of all content below it on a page; .any is false where there is none. */
struct box tree_box(const struct tree *t, size_t element, size_t page);
/* First page with content of it, or NOT_FOUND. */
size_t tree_page(const struct tree *t, size_t element);
/* All text below it, blocks parted by blanks; lies in the store. */
const char *tree_text(const struct tree *t, size_t element);
/* "Document/Sect[2]/P[3]". */
const char *tree_path(const struct tree *t, size_t element);

/* A number or name tree (7.9.6, 7.9.7) as a list; keys are json values. */
struct tree_entry {
    json_t *key, *value; /* value as it stands, a reference perhaps */
};
struct tree_entry *tree_flatten(const struct pdf *pdf, json_t *root, const char *key, size_t *n,
                                const char **fault);

#endif
