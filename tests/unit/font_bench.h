/* The fonts of the shipped theme, open while all tests of a program run (open_all, close_all
 * for cmocka_run_group_tests). Included once by a test program. */
#ifndef TESTS_FONT_BENCH_H
#define TESTS_FONT_BENCH_H

#include <string.h>

#include "layout/layout.h"
#include "pdf/pdf.h"
#include "unit/shipped_theme.h"

static struct diag *diag;
static struct fonts *fonts;

static inline struct fonts *joined_fonts(void)
{
    struct fonts *f = fonts_open(shipped_theme()->font, diag);
    if (f != NULL)
        fonts_join(f, layout_joints);
    return f;
}

static inline int open_all(void **state)
{
    (void)state;
    diag = diag_new();
    fonts = joined_fonts();
    return fonts == NULL ? -1 : 0;
}

static inline int close_all(void **state)
{
    (void)state;
    fonts_close(fonts);
    diag_free(diag);
    return 0;
}

static inline mpt measure(enum face face, mpt size, const char *text, unsigned flags)
{
    struct metrics m = fonts_metrics(fonts);
    return m.width(m.ctx, face, size, text, strlen(text), flags);
}

#endif
