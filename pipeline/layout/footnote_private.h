/* Footnotes: a mark in the text, the note at the foot of the page its line stands on.
 *
 * Every box of a flow carries the notes of its lines; the pages are broken with their
 * heights, so a note is always on the page of its mark. Lengths [mpt]. Ownership: in
 * the arena of the layout. */
#ifndef LAYOUT_FOOTNOTE_PRIVATE_H
#define LAYOUT_FOOTNOTE_PRIVATE_H

#include "layout/flow_private.h"
#include "layout/text_private.h"

struct footnote {
    const struct doc_node *node;
    struct text label, text;
    struct lines lines;
    mpt leading;
    struct tag *tag, *back;  /* Note; Link in its Lbl, back to the mark */
    struct anchor at, mark;  /* where the note stands, and its mark */
    mpt y;                   /* top of its first line on the page */
    mpt bottom;              /* lines below it have no place: never in a sane document */
};

/* The note of a mark: its text broken into lines of the whole width. block: the element
 * its mark stands in. */
struct footnote *footnote_new(struct layout *l, const struct doc_node *node, struct tag *block);

/* Adds the notes whose marks stand in pieces first..last; to may be NULL, and the result
 * is NULL where there are none at all. */
struct notes *notes_of_pieces(struct layout *l, struct notes *to, const struct text *t,
                              size_t first, size_t last);
struct notes *notes_of_lines(struct layout *l, struct notes *to, const struct text *t,
                             const struct lines *lines);
struct notes *notes_join(struct layout *l, struct notes *to, const struct notes *more);

/* Puts the notes of all pages to their feet, once the boxes have their pages. Notes that
 * need more than a page has left lose lines and are reported. */
void footnotes_place(const struct flow *f, const struct leaf *leaves, struct diag *d);
/* Draws those of the boxes from..to-1, which are one page. */
void footnotes_draw(struct painter *p, const struct flow *f, size_t from, size_t to);

#endif
