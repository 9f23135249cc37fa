/* Inside of the room xml: the tree, the bytes it came from, the parser.
 *
 * Our own small tree is built beside libxml2's, because only we know the place of
 * every attribute. Offsets are bytes into xml_doc.source. Everything belongs to
 * the arena of the document. */
#ifndef XML_XML_PRIVATE_H
#define XML_XML_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

enum {
    XML_MEGABYTES = 8,       /* largest file */
    XML_MAX_LEVELS = 64,     /* elements inside each other */
    XML_MAX_ATTRIBUTES = 250 /* of one element: libxml2 compares each with each */
};

enum xml_kind { XML_KIND_ELEMENT, XML_KIND_TEXT, XML_KIND_ATTRIBUTE };

struct xml_doc {
    struct arena *arena;
    char *file;     /* as printed in messages */
    char *source;   /* UTF-8 without byte order mark, NUL-terminated */
    size_t len;     /* [bytes] */
    size_t *lines;  /* offset of the first byte of each line */
    size_t n_lines;
    struct xml_node *root;
};

struct xml_node {
    enum xml_kind kind;
    const char *key;  /* element: name, "{namespace}name" where it is in one */
    const char *name; /* element: local name; attribute: name as written; text: "" */
    const char *text; /* value of an attribute, bytes of a text, NULL for elements */
    size_t start;     /* offset of "<", of the attribute's name, of the text */
    size_t value;     /* attribute: offset of the first byte after the quote */
    struct xml_doc *doc;
    struct xml_node *parent, *first, *next; /* attributes: next attribute */
    struct xml_node *attrs;
};

/* Tags of a source, in order. Safe on text that is not well-formed. */
struct xml_scan {
    const char *s;
    size_t len;
    size_t pos;
    size_t tag;   /* offset of "<" */
    size_t name;  /* offset of the element's name */
    size_t n_name;
    bool closing; /* </name> */
    bool empty;   /* <name/>; known when the attributes are read */
};

struct xml_scan_attr {
    size_t name, n_name; /* offset, length [bytes] */
    size_t value;        /* offset behind the quote */
};

bool xml_scan_tag(struct xml_scan *s);                              /* false at the end */
bool xml_scan_attr(struct xml_scan *s, struct xml_scan_attr *attr); /* false behind ">" */

/* Bytes of a file to UTF-8 in doc->source, with proof that every character is
 * allowed in XML; 0, or -1 with a message. */
int xml_source_take(struct xml_doc *doc, const char *bytes, size_t n, struct diag *d);
struct place xml_source_place(const struct xml_doc *doc, size_t offset);
/* Reports at an offset, with the line. */
void xml_source_report(struct diag *d, enum diag_code code, const struct xml_doc *doc,
                       size_t offset, const char *const *args);
#define XML_SOURCE_REPORT(d, code, doc, offset, ...) \
    xml_source_report((d), (code), (doc), (offset), (const char *const[]){__VA_ARGS__, NULL})
/* Where byte `decoded` of the text or attribute n stands in the source: entities,
 * CDATA, comments and CRLF make the two differ. */
size_t xml_source_offset(const struct xml_node *n, size_t decoded);

/* Converts bytes of one of the known encodings; NULL where the name is unknown.
 * *bad is the offset of the first byte that is no character, or n. */
char *xml_encoding_convert(struct arena *a, const char *name, const char *bytes, size_t n,
                           size_t *len, size_t *bad);

struct xml_node *xml_node_attr(const struct xml_node *n, const char *name); /* or NULL */

/* Parses doc->source with libxml2 (whose tree is *native, to be freed by the
 * caller, _private of its elements is our node) and builds our tree. 0 or -1. */
int xml_parse(struct xml_doc *doc, void **native, struct diag *d);

/* " Meinten Sie <x>?" in the arena, "" where nothing is close. open and close are
 * put around the name. */
struct xml_guess {
    const char *wanted;
    const char *best;
    int distance;
};
void xml_guess_try(struct xml_guess *g, const char *candidate);
/* Is that what somebody means who writes so: another language's word, other capitals? */
bool xml_means(const char *written, const char *name);
bool xml_same_letters(const char *a, const char *b); /* but for capitals (ASCII) */
const char *xml_guess_text(struct arena *a, const struct xml_guess *g, const char *open,
                           const char *close);

/* libxml2 must neither print nor run out of memory quietly; called before its use. */
void xml_tame_library(void);

#endif
