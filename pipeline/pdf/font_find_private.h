/* Fonts by name: the only file that knows fontconfig.
 *
 * fontconfig always finds something: where a family is missing it gives another one
 * that it holds to be alike. Here only the family and style asked for will do.
 *
 * The fonts of the system (/usr/share/fonts, /usr/local/share/fonts) are looked
 * through first, with a configuration of our own: reading the machine's, some forty
 * files, takes longer than all else that is done with fonts, and depends on the
 * environment. Only where they do not have it, the machine's configuration is asked.
 *
 * Ownership: font_finder_new() / font_finder_free(). */
#ifndef PDF_FONT_FIND_PRIVATE_H
#define PDF_FONT_FIND_PRIVATE_H

#include "base/arena.h"
#include "page/font.h"

struct font_finder;

struct font_found {
    const char *path;
    unsigned index; /* of the font in its file, for collections */
};

struct font_finder *font_finder_new(void);
void font_finder_free(struct font_finder *f);

/* The file of a family and style; path in the arena. 0, or -1 with what is installed
 * instead reported. Of several files the newest TrueType one, then the first by path. */
int font_find(struct font_finder *f, const struct font_choice *c, struct arena *a,
              struct font_found *out, struct diag *d);

#endif
