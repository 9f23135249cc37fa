/* Sheets: the two forms a page may have, and where things stand on a page by its place
 * in the volume.
 *
 * Portrait pages are those of the theme. A landscape page is the same paper turned: it
 * keeps head, foot and top of the text where a reader expects them, its sides are the mean
 * of both margins, its text block has as many whole lines as fit.
 *
 * A mirrored volume is bound: odd pages have the inner margin at the left, even ones at the
 * right, and what stands outside (folio, bars) changes sides. A landscape page lies with its
 * head to the left of the volume, so the binding is at the top of odd pages and at the
 * bottom of even ones; what stands next to it keeps BINDING more distance, clear of the
 * holes of a file (ISO 838: up to 15 mm from the edge). The other volume lies on a screen:
 * equal margins, everything on the same side of every page.
 *
 * Lengths [mpt]. Ownership: the plan lies in the arena of the layout. */
#ifndef LAYOUT_SHEET_PRIVATE_H
#define LAYOUT_SHEET_PRIVATE_H

#include <stdbool.h>
#include <stdint.h>

#include "layout/theme.h"

struct layout;
struct flow;

struct sheet_form {
    bool wide;              /* landscape */
    mpt page_w, page_h;
    mpt text_w, text_h;     /* of the text block */
    mpt column;             /* 12 of them, the gutters as on every page */
};

enum { FORM_PORTRAIT, FORM_LANDSCAPE, FORM_COUNT };

void sheet_forms(const struct theme *t, struct sheet_form form[FORM_COUNT]);

/* Where a page has what. */
struct leaf {
    const struct sheet_form *form;
    mpt left, top;          /* of the text block */
    mpt head_y, foot_y;     /* baselines */
    bool outer_right;       /* folio and bars stand at the right */
    bool blank;             /* nothing is printed, but the page counts */
};

/* The leaves of a paginated flow. For print, blank ones are put before boxes that begin on
 * a right-hand page and behind the last page, so that their number is even; the pages of
 * the boxes are set anew. *n gets the number of leaves, at least 1. */
struct leaf *sheet_plan(struct layout *l, struct flow *f, uint32_t n_pages, uint32_t *n);

#endif
