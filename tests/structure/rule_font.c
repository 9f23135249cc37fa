#include <string.h>

#include "structure/check.h"
#include "structure/text.h"

static bool invisible(const char *text)
{
    uint32_t cp;
    while ((cp = text_next(&text)) != 0)
        if (!text_space(cp) && cp != 0x200C && cp != 0x200D && cp != 0x2060)
            return false;
    return true;
}

static bool private_use(const char *text)
{
    uint32_t cp = text_next(&text);
    return cp >= 0xE000 && cp < 0xF900;
}

static void check_code(struct check *c, const struct font *f, uint32_t code, size_t page)
{
    const char *text = f->text[code], *wrong = text != NULL ? text_fault(text) : NULL;
    uint32_t gid = font_glyph(f, code);
    if (text == NULL || *text == '\0')
        fault(c, RULE_UNICODE, page, NO_ELEMENT, NULL, "code %u of %s has no character", code,
              f->name);
    else if (wrong != NULL)
        fault(c, RULE_UNICODE, page, NO_ELEMENT, NULL, "code %u of %s: %s", code, f->name, wrong);
    else if (private_use(text))
        fault(c, RULE_UNICODE, page, NO_ELEMENT, NULL, "code %u of %s: private use", code,
              f->name);
    if (!f->composite || f->fault != NULL)
        return;
    if (gid == 0) {
        fault(c, RULE_FONT, page, NO_ELEMENT, text, "code %u of %s shows .notdef", code, f->name);
        return;
    }
    enum font_outline outline = font_outline(f, gid);
    if (outline == FONT_ABSENT)
        fault(c, RULE_FONT, page, NO_ELEMENT, text, "glyph %u is not in %s", gid, f->name);
    else if (outline == FONT_EMPTY && text != NULL && !invisible(text))
        fault(c, RULE_FONT, page, NO_ELEMENT, text, "glyph %u of %s is blank", gid, f->name);
    else if (outline == FONT_DRAWN && text != NULL && *text != '\0' && invisible(text))
        fault(c, RULE_UNICODE, page, NO_ELEMENT, NULL, "glyph %u of %s is read as a blank", gid,
              f->name);
}

static void check_font(struct check *c, const struct font *f)
{
    if (f->fault != NULL)
        fault(c, RULE_FONT, NO_PAGE, NO_ELEMENT, NULL, "%s: %s", f->name, f->fault);
    if (!f->embedded)
        fault(c, RULE_FONT, NO_PAGE, NO_ELEMENT, NULL, "%s is not embedded", f->name);
    if (!f->subset)
        fault(c, RULE_FONT, NO_PAGE, NO_ELEMENT, NULL, "%s has no tag of a subset", f->name);
    if (f->text_fault != NULL)
        fault(c, RULE_UNICODE, NO_PAGE, NO_ELEMENT, NULL, "%s: %s", f->name, f->text_fault);
}

/* The page a code is shown on first, to say where. */
static size_t page_with(const struct check *c, const struct font *f, uint32_t code)
{
    for (size_t i = 0; i < c->pages.n; i++)
        for (size_t k = 0; k < c->pages.page[i].n_glyphs; k++)
            if (c->pages.page[i].glyphs[k].font == f && c->pages.page[i].glyphs[k].code == code)
                return i;
    return NO_PAGE;
}

static bool sound(const struct font *f, uint32_t code)
{
    enum font_outline outline = font_outline(f, font_glyph(f, code));
    const char *text = f->text[code];
    if (text == NULL || *text == '\0' || text_fault(text) != NULL || private_use(text))
        return false;
    return f->composite && font_glyph(f, code) != 0 &&
           outline == (invisible(text) ? FONT_EMPTY : FONT_DRAWN);
}

void check_fonts(struct check *c)
{
    for (size_t i = 0; i < c->fonts.n; i++) {
        const struct font *f = c->fonts.font[i];
        check_font(c, f);
        for (uint32_t code = 0; code < f->n_codes; code++)
            if (f->used[code] && !sound(f, code))
                check_code(c, f, code, page_with(c, f, code));
    }
}
