/* XPath 1.0 over values that the caller supplies (libxml2 does the language).
 *
 * The caller's tree is built from items: elements with attributes and a text,
 * created on demand and kept until xpath_free(). Functions and variables are
 * registered by the caller; expressions are compiled once and cached by text.
 *
 * Ownership: xpath_new() / xpath_free(); items live as long as the context or until
 * an xpath_reset() to a mark before them; results (strings, arrays of items) until
 * the next xpath_reset(). Variables keep copies of their own.
 *
 * Document order is the order of creation, but items that a function returns or a
 * variable holds are placed behind all others in their order when they are used:
 * sorted($x)[position() <= 5] and the result keep the order of the function. */
#ifndef XML_XPATH_H
#define XML_XPATH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

struct xml_node;
struct xpath;
struct xpath_item; /* an element of the caller's tree */

enum xpath_type { XPATH_BOOL, XPATH_NUMBER, XPATH_STRING, XPATH_ITEMS };

struct xpath_value {
    enum xpath_type type;
    bool truth;
    double number;
    const char *string; /* valid for XPATH_STRING */
    struct xpath_item *const *items; /* document order as returned by the functions */
    size_t n_items;
};

struct xpath *xpath_new(void);
void xpath_free(struct xpath *x);

/* Items. attr/value pairs are copied. parent NULL: stands alone. owner is any
 * pointer the caller wants back (the published value behind it). */
struct xpath_item *xpath_item_new(struct xpath *x, struct xpath_item *parent, const char *name,
                                  const void *owner);
void xpath_item_set(struct xpath_item *i, const char *attr, const char *value);
void xpath_item_text(struct xpath_item *i, const char *text);
/* A result may also hold attributes ("$x/@name") and texts: their owner is NULL (so
 * that a template prints the attribute, not the value behind the element), they
 * have no attributes, xpath_string() and xpath_number() give their value. */
const void *xpath_item_owner(const struct xpath_item *i);
const char *xpath_item_attr(const struct xpath_item *i, const char *attr); /* or NULL */
const char *xpath_item_attr_name(const struct xpath_item *i, size_t n); /* NULL behind the last */
bool xpath_item_is_attribute(const struct xpath_item *i);
const char *xpath_item_name(const struct xpath_item *i); /* of element or attribute */

/* Items made after a mark are released by the reset to it, together with all results.
 * No variable may hold such an item then. */
size_t xpath_mark(const struct xpath *x);
void xpath_reset(struct xpath *x, size_t mark);

/* A function of the caller: args are already evaluated; it fills *out and returns
 * 0, or returns -1 after setting *error to a German sentence (static or from the
 * caller's arena): what is wrong with the call. Items in *out must differ from each
 * other. It may itself evaluate expressions; args live until the next reset. To be
 * registered before the first expression that calls it. max_args -1: any number. */
typedef int xpath_function(void *ctx, const struct xpath_value *args, size_t n_args,
                           struct xpath_value *out, const char **error);
void xpath_register(struct xpath *x, const char *name, int min_args, int max_args,
                    xpath_function *f, void *ctx);
/* How a registered function is called, for messages: "value(indikator, gebiet, jahr)"; lent. */
void xpath_describe(struct xpath *x, const char *name, const char *form);

/* Variables, a stack: names set later hide earlier ones; xpath_leave() drops all
 * that were set since the matching xpath_enter(). */
void xpath_enter(struct xpath *x);
void xpath_leave(struct xpath *x);
void xpath_set(struct xpath *x, const char *name, const struct xpath_value *v);

/* The node "." stands for; NULL for none ("." is empty then). A reset that releases
 * it sets none. */
void xpath_context(struct xpath *x, struct xpath_item *item);

/* Evaluates the expression that stands in attribute attr of n (or in the text of
 * n, at byte offset, with attr NULL). Faults (syntax, unknown name, with "Meinten
 * Sie ...?") are reported at their column with a caret; returns -1 then. */
int xpath_eval(struct xpath *x, const char *expression, const struct xml_node *n,
               const char *attr, size_t offset, struct xpath_value *out, struct diag *d);

/* The same without evaluation: syntax, names and number of arguments of functions;
 * variables cannot be known. 0, or -1 with a message (compose checks whole templates). */
int xpath_check(struct xpath *x, const char *expression, const struct xml_node *n,
                const char *attr, size_t offset, struct diag *d);

/* XPath's own conversions. */
bool xpath_truth(const struct xpath_value *v);
double xpath_number(const struct xpath_value *v);
const char *xpath_string(struct xpath *x, const struct xpath_value *v);

#endif
