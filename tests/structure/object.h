/* Objects of a PDF file as "qpdf --json=2" prints them: references are followed, text
 * strings decoded, streams taken out of base64.
 *
 * json_t pointers are lent; they live until pdf_close(). NULL stands for null, for what
 * is absent and for references that lead nowhere, and every function takes it. */
#ifndef STRUCTURE_OBJECT_H
#define STRUCTURE_OBJECT_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

#include "structure/store.h"

struct pdf {
    struct store *store;
    json_t *file;    /* what qpdf printed; the only thing owned */
    json_t *objects; /* "obj:1 0 R" to value */
    json_t *catalog;
    bool warned;     /* qpdf had to repair something */
};

/* A file that begins with "{" is taken as such output itself. NULL, or what is wrong. */
const char *pdf_open(struct pdf *pdf, struct store *s, const char *path);
void pdf_close(struct pdf *pdf);

/* What a reference leads to; of a stream its dictionary. */
json_t *pdf_resolve(const struct pdf *pdf, json_t *value);
json_t *pdf_key(const struct pdf *pdf, json_t *dict, const char *key);
json_t *pdf_item(const struct pdf *pdf, json_t *array, size_t i);
/* Number of the object a reference names, else 0. */
int pdf_reference(const json_t *value);
/* The same one: equal references. */
bool pdf_same(const json_t *a, const json_t *b);

const char *pdf_name(const json_t *value); /* without the slash; NULL if it is none */
bool pdf_is_name(const json_t *value, const char *name);
bool pdf_is_string(const json_t *value);
/* A text string as UTF-8, NULL if it is none; *fault tells what is wrong with it. */
const char *pdf_text(const struct pdf *pdf, json_t *value, const char **fault);
double pdf_number(const json_t *value, double otherwise);
long pdf_integer(const json_t *value, long otherwise);

/* The decoded bytes; false where it is no stream or its filter is unknown. */
bool pdf_stream(const struct pdf *pdf, json_t *value, unsigned char **bytes, size_t *n);

#endif
