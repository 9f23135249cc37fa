#include "pdf/font_find_private.h"

#include <fontconfig/fontconfig.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { STYLES_SHOWN = 24, INDEX_MASK = 0xFFFF /* above: named instance of a variable font */ };

struct font_finder {
    FcConfig *system, *whole; /* NULL: not asked yet */
};

static const char system_fonts[] =
    "<?xml version=\"1.0\"?><fontconfig>"
    "<dir>/usr/share/fonts</dir><dir>/usr/local/share/fonts</dir>"
    "<cachedir>/var/cache/fontconfig</cachedir><cachedir prefix=\"xdg\">fontconfig</cachedir>"
    "</fontconfig>";

struct font_finder *font_finder_new(void)
{
    return mem_alloc(sizeof(struct font_finder));
}

void font_finder_free(struct font_finder *f)
{
    if (f->system != NULL)
        FcConfigDestroy(f->system);
    if (f->whole != NULL)
        FcConfigDestroy(f->whole);
    free(f);
}

static FcConfig *system_of(struct font_finder *f)
{
    if (f->system == NULL) {
        f->system = FcConfigCreate();
        if (!FcConfigParseAndLoadFromMemory(f->system, (const FcChar8 *)system_fonts, FcFalse) ||
            !FcConfigBuildFonts(f->system))
            return NULL;
    }
    return f->system;
}

static FcConfig *whole_of(struct font_finder *f)
{
    if (f->whole == NULL)
        f->whole = FcInitLoadConfigAndFonts();
    return f->whole;
}

static const char *string_at(const FcPattern *p, const char *object, int i)
{
    FcChar8 *s;
    return FcPatternGetString(p, object, i, &s) == FcResultMatch ? (const char *)s : NULL;
}

static int number_of(const FcPattern *p, const char *object)
{
    int i;
    return FcPatternGetInteger(p, object, 0, &i) == FcResultMatch ? i : 0;
}

static bool same(const char *a, const char *b)
{
    return a != NULL && b != NULL &&
           FcStrCmpIgnoreCase((const FcChar8 *)a, (const FcChar8 *)b) == 0;
}

/* The family that goes with the i-th style: a font is "Lato", "Black" and, for old
 * programs, "Lato Black", "Regular"; it is not "Lato", "Regular". */
static const char *family_of(const FcPattern *p, int i)
{
    const char *family = NULL;
    for (int k = 0; k <= i && string_at(p, FC_FAMILY, k) != NULL; k++)
        family = string_at(p, FC_FAMILY, k);
    return family;
}

static bool is_style(const FcPattern *p, const char *family, const char *style)
{
    for (int i = 0; string_at(p, FC_STYLE, i) != NULL; i++)
        if (same(string_at(p, FC_STYLE, i), style) && same(family_of(p, i), family))
            return true;
    return false;
}

static bool is_variable(const FcPattern *p)
{
    FcBool variable = FcFalse;
    FcPatternGetBool(p, FC_VARIABLE, 0, &variable);
    return variable || number_of(p, FC_INDEX) > INDEX_MASK;
}

/* All files of a family; to be destroyed, NULL where fontconfig cannot say. */
static FcFontSet *family_list(FcConfig *config, const char *family)
{
    if (config == NULL)
        return NULL;
    FcPattern *wanted = FcPatternCreate();
    FcPatternAddString(wanted, FC_FAMILY, (const FcChar8 *)family);
    FcObjectSet *objects = FcObjectSetBuild(FC_FILE, FC_INDEX, FC_FAMILY, FC_STYLE, FC_FONTFORMAT,
                                            FC_VARIABLE, FC_FONTVERSION, (char *)NULL);
    FcFontSet *set = FcFontList(config, wanted, objects);
    FcObjectSetDestroy(objects);
    FcPatternDestroy(wanted);
    return set;
}

/* Whether a is to be taken rather than b. */
static bool better(const FcPattern *a, const FcPattern *b)
{
    if (b == NULL)
        return true;
    if (is_variable(a) != is_variable(b))
        return is_variable(b);
    bool a_fits = same(string_at(a, FC_FONTFORMAT, 0), "TrueType");
    bool b_fits = same(string_at(b, FC_FONTFORMAT, 0), "TrueType");
    if (a_fits != b_fits)
        return a_fits;
    if (number_of(a, FC_FONTVERSION) != number_of(b, FC_FONTVERSION))
        return number_of(a, FC_FONTVERSION) > number_of(b, FC_FONTVERSION);
    return strcmp(string_at(a, FC_FILE, 0), string_at(b, FC_FILE, 0)) < 0;
}

static bool take(const FcFontSet *set, const struct font_choice *c, struct arena *a,
                 struct font_found *out)
{
    const FcPattern *best = NULL;
    for (int i = 0; set != NULL && i < set->nfont; i++) {
        const FcPattern *p = set->fonts[i];
        if (string_at(p, FC_FILE, 0) != NULL && is_style(p, c->family, c->style) &&
            better(p, best))
            best = p;
    }
    if (best == NULL)
        return false;
    out->path = arena_strdup(a, string_at(best, FC_FILE, 0));
    out->index = (unsigned)number_of(best, FC_INDEX) & INDEX_MASK;
    return true;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* "Bold, Book": the styles that go with the family. */
static const char *styles_text(const FcFontSet *set, const char *family, struct arena *a)
{
    const char **styles = arena_array(a, (size_t)set->nfont + 1, sizeof *styles);
    size_t n = 0, shown = 0;
    for (int i = 0; i < set->nfont; i++)
        for (int k = 0; string_at(set->fonts[i], FC_STYLE, k) != NULL; k++)
            if (same(family_of(set->fonts[i], k), family)) {
                styles[n++] = string_at(set->fonts[i], FC_STYLE, k);
                break;
            }
    qsort(styles, n, sizeof *styles, by_text);
    const char *text = "";
    for (size_t i = 0; i < n && shown < STYLES_SHOWN; i++)
        if (i == 0 || strcmp(styles[i], styles[i - 1]) != 0)
            text = arena_printf(a, "%s%s„%s“", text, shown++ > 0 ? ", " : "", styles[i]);
    return shown == STYLES_SHOWN ? arena_printf(a, "%s …", text) : text;
}

/* What fontconfig would have given without a word. */
static const char *substitute(FcConfig *config, const struct font_choice *c, struct arena *a)
{
    FcResult result;
    FcPattern *wanted = FcPatternCreate();
    const char *text = "nichts";
    FcPatternAddString(wanted, FC_FAMILY, (const FcChar8 *)c->family);
    FcPatternAddString(wanted, FC_STYLE, (const FcChar8 *)c->style);
    FcConfigSubstitute(config, wanted, FcMatchPattern);
    FcDefaultSubstitute(wanted);
    FcPattern *match = FcFontMatch(config, wanted, &result);
    if (match != NULL) {
        if (string_at(match, FC_FAMILY, 0) != NULL && string_at(match, FC_FILE, 0) != NULL)
            text = arena_printf(a, "„%s“ (%s)", string_at(match, FC_FAMILY, 0),
                                string_at(match, FC_FILE, 0));
        FcPatternDestroy(match);
    }
    FcPatternDestroy(wanted);
    return text;
}

static void report(struct font_finder *f, const struct font_choice *c, const FcFontSet *set,
                   struct arena *a, struct diag *d)
{
    if (set != NULL && set->nfont > 0)
        DIAG_AT(d, PDF_FONT_STYLE, c->at, c->family, c->style,
                styles_text(set, c->family, a));
    else
        DIAG_AT(d, PDF_FONT_FAMILY, c->at, c->family,
                f->whole != NULL ? substitute(f->whole, c, a) : "nichts");
}

int font_find(struct font_finder *f, const struct font_choice *c, struct arena *a,
              struct font_found *out, struct diag *d)
{
    FcFontSet *set = family_list(system_of(f), c->family);
    bool found = take(set, c, a, out);
    if (!found) {
        if (set != NULL)
            FcFontSetDestroy(set);
        set = family_list(whole_of(f), c->family);
        found = take(set, c, a, out);
    }
    if (!found)
        report(f, c, set, a, d);
    if (set != NULL)
        FcFontSetDestroy(set);
    return found ? 0 : -1;
}
