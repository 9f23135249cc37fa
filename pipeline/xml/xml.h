/* XML files, read hard: the only room that knows libxml2.
 *
 * No entity is expanded, no DTD is loaded, nothing is fetched, nothing outside the
 * given folder is opened; at most 64 levels deep and 8 megabytes. Every element
 * and attribute knows its place (file, line, column).
 *
 * Ownership: xml_load() gives a document to free with xml_free(); nodes and
 * strings belong to their document. Errors: NULL, with messages in German that
 * carry file:line:column, the line and a caret. */
#ifndef XML_XML_H
#define XML_XML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

struct arena;
struct xml_doc;
struct xml_node; /* an element, a text or an attribute; opaque */

/* Reads dir/name and checks it against the embedded grammar ("report.rng"; NULL for
 * none). Both kinds of fault are reported to d. name must stay inside dir. */
struct xml_doc *xml_load(const char *dir, const char *name, const char *grammar, struct diag *d);
/* The same for n bytes that came from elsewhere; file is shown in messages. */
struct xml_doc *xml_load_bytes(const char *file, const char *bytes, size_t n, const char *grammar,
                               struct diag *d);
void xml_free(struct xml_doc *doc);
/* Adds a grammar beside the embedded ones, before them in the search (tests); copied.
 * 0, or -1 with a message. */
int xml_add_grammar(const char *name, const char *text, size_t len, struct diag *d);
/* Files that are known to be valid, by grammar and digest: they are not checked again, and
 * what is found valid is added. Lent, until NULL is given. A check takes longer than all else
 * there is to do with a file. All of it is true of these grammars only, by their digest. */
struct names;
void xml_use_known(struct names *known);
void xml_grammar_digest(char hex[]); /* SHA256_HEX characters */
/* Releases the compiled grammars, which are kept for the life of the process. */
void xml_release_grammars(void);
const struct xml_node *xml_root(const struct xml_doc *doc);
const char *xml_file(const struct xml_doc *doc); /* as printed in messages: dir/name */

/* Tree. Elements only unless said otherwise; NULL at the end. */
const struct xml_node *xml_first(const struct xml_node *n); /* first child element */
const struct xml_node *xml_next(const struct xml_node *n);  /* next sibling element */
const struct xml_node *xml_child(const struct xml_node *n, const char *name); /* first so named */
const struct xml_node *xml_next_same(const struct xml_node *n); /* next with n's name */
const struct xml_node *xml_parent(const struct xml_node *n);    /* NULL for the root */
/* Children of any kind that count (elements and text), for mixed content. Text of
 * white space alone counts too: it may separate two words. Adjacent text is one. */
const struct xml_node *xml_first_any(const struct xml_node *n);
const struct xml_node *xml_next_any(const struct xml_node *n);
bool xml_is_text(const struct xml_node *n);
bool xml_is(const struct xml_node *n, const char *name);   /* element of that local name */
const char *xml_name(const struct xml_node *n);            /* local name */

/* Text: raw text of a text node; for an element all text below, white space
 * collapsed and trimmed, in the arena. */
const char *xml_raw(const struct xml_node *n);
char *xml_text(struct arena *a, const struct xml_node *n);

/* Attributes; NULL / fallback where absent. A value of the wrong form is reported
 * (the grammar should have caught it) and gives fallback. */
const char *xml_attr(const struct xml_node *n, const char *name);
/* The i-th attribute in the order of the file, its value to *value; NULL behind the last. */
const char *xml_attr_at(const struct xml_node *n, size_t i, const char **value);
int xml_attr_int(const struct xml_node *n, const char *name, int fallback, struct diag *d);
double xml_attr_number(const struct xml_node *n, const char *name, double fallback,
                       struct diag *d);

/* Places, for messages: of "<", of the attribute's name, of the first word of a text.
 * xml_report() adds the source line with a caret; n NULL: no place. */
struct place xml_place(const struct xml_node *n);
struct place xml_attr_place(const struct xml_node *n, const char *attr);
void xml_report(struct diag *d, enum diag_code code, const struct xml_node *n, const char *attr,
                const char *const *args);
#define XML_REPORT(d, code, n, attr, ...) \
    xml_report((d), (code), (n), (attr), (const char *const[]){__VA_ARGS__, NULL})
/* The same with the caret at byte `offset` of the attribute's value, or with attr
 * NULL of the text n (or of the text an element n begins with). */
void xml_report_at(struct diag *d, enum diag_code code, const struct xml_node *n,
                   const char *attr, size_t offset, const char *const *args);
#define XML_REPORT_AT(d, code, n, attr, offset, ...) \
    xml_report_at((d), (code), (n), (attr), (offset), (const char *const[]){__VA_ARGS__, NULL})
/* The same with the caret where s stands in an attribute or text of n or below, the first
 * time; as xml_report() and false where it does not or s is NULL. */
bool xml_report_text(struct diag *d, enum diag_code code, const struct xml_node *n,
                     const char *s, const char *const *args);

#endif
