/* The theme of the project's own templates, read once; tests run in the root of the
 * checkout. */
#ifndef TESTS_SHIPPED_THEME_H
#define TESTS_SHIPPED_THEME_H

#include <stdio.h>
#include <stdlib.h>

#include "layout/theme.h"

static inline const struct theme *shipped_theme(void)
{
    static struct theme *theme;
    if (theme == NULL) {
        struct diag *d = diag_new();
        theme = theme_load("templates", d);
        if (theme == NULL) {
            fputs(diag_text(d), stderr);
            abort();
        }
        diag_free(d);
    }
    return theme;
}

#endif
