/* Inside of XPath: registered functions, scanned expressions, the context.
 *
 * An expression is read twice: by us, for names and places (a function or variable
 * that does not exist is a fault even where its branch is not evaluated), and by
 * libxml2, which computes it. For the second reading each call of a registered
 * function gets its number as a suffix ("wert" becomes "wert.3"), so that a fault
 * inside the call is reported where it stands. */
#ifndef XML_XPATH_PRIVATE_H
#define XML_XPATH_PRIVATE_H

#include "base/names.h"
#include "xml/libxml_private.h"
#include "xml/xpath.h"

enum { XPATH_MAX_TEXT = 10000, XPATH_MAX_OPEN = 64 }; /* [bytes], [brackets] */

struct xpath_entry { /* a registered function */
    const char *name;
    const char *form;       /* of a call: "value(indikator, gebiet, jahr)", or NULL */
    int min_args, max_args; /* max < 0: any number */
    xpath_function *f;
    void *ctx;
};

struct xpath_fault {
    enum diag_code code;
    size_t offset;      /* byte of the expression */
    const char *arg[4]; /* in the arena of the context */
    bool set;
};

struct xpath_call { /* of a registered function */
    const struct xpath_entry *entry;
    size_t offset;
};

struct xpath_use { /* of a variable */
    uint32_t name; /* id among the names of variables */
    size_t offset;
};

struct xpath_expression {
    const char *text;
    xmlXPathCompExpr *compiled; /* NULL with a fault */
    struct xpath_fault fault;
    struct xpath_call *calls;
    size_t n_calls;
    struct xpath_use *uses;
    size_t n_uses;
};

struct xpath_binding { /* of a variable */
    uint32_t name;
    size_t hidden; /* index + 1 of the binding it hides, 0 for none */
    struct xpath_value value; /* copies that it owns */
};

struct xpath {
    struct arena *arena;   /* what lives as long as the context */
    struct arena *scratch; /* until xpath_reset */
    xmlDoc *doc;
    xmlNode *root, *nowhere; /* parent of all items; context where there is none */
    xmlXPathContext *ctxt;
    xmlNode *context;
    xmlNode **items; /* in order of creation */
    size_t n_items, cap_items;
    ptrdiff_t order; /* last place in the document order that was given */
    struct xpath_entry **entries;
    struct names entry_names;
    struct names texts; /* of expressions */
    struct xpath_expression **expressions;
    struct names variables;
    size_t *visible; /* by name: index + 1 of the binding, 0 for none */
    bool *was_set; /* by name, at any time */
    size_t n_visible;
    struct xpath_binding *bindings;
    size_t n_bindings, cap_bindings;
    size_t *frames;
    size_t n_frames, cap_frames;
    struct xpath_expression *running;
    struct xpath_fault fault; /* of the evaluation that runs */
};

/* Reads e->text: fills calls and uses, or the fault. With out, the text for libxml2
 * is added to it. */
struct buf;
void xpath_scan(struct xpath *x, struct xpath_expression *e, struct buf *out);

/* Places items at the end of the document order, in their order. */
void xpath_order(struct xpath *x, struct xpath_item *const *items, size_t n);

/* Between our values and libxml2's objects (to be freed). */
xmlXPathObject *xpath_to_object(struct xpath *x, const struct xpath_value *v);
void xpath_from_object(struct xpath *x, const xmlXPathObject *o, struct xpath_value *out);

/* The visible binding of a variable, or NULL. */
const struct xpath_binding *xpath_lookup(const struct xpath *x, uint32_t name);

#endif
