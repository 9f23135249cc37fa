#include "layout/sheet_private.h"

#include "layout/flow_private.h"

enum {
    BINDING = 14000,    /* [mpt] more distance from a binding at the top or bottom */
    COLUMN_COUNT = 12
};

static mpt column_of(mpt text_w, mpt gutter)
{
    return (text_w - (COLUMN_COUNT - 1) * gutter) / COLUMN_COUNT;
}

/* Whole lines, clear of the foot also where the binding moves one of both. */
static mpt turned_height(const struct theme *t)
{
    mpt foot = t->page_w - (t->page_h - t->page_foot.baseline) - t->folio.leading - BINDING;
    mpt bottom = t->page_w - (t->page_h - t->text_bottom);
    mpt height = (bottom < foot ? bottom : foot) - t->text_top;
    return height > t->grid ? height / t->grid * t->grid : t->grid;
}

void sheet_forms(const struct theme *t, struct sheet_form form[FORM_COUNT])
{
    mpt text_w = t->page_h - t->margin_inner - t->margin_outer;
    form[FORM_PORTRAIT] = (struct sheet_form){
        .page_w = t->page_w, .page_h = t->page_h, .text_w = t->text_w,
        .text_h = t->text_bottom - t->text_top, .column = t->column};
    form[FORM_LANDSCAPE] = (struct sheet_form){
        .wide = true, .page_w = t->page_h, .page_h = t->page_w, .text_w = text_w,
        .text_h = turned_height(t), .column = column_of(text_w, t->gutter)};
}

static struct leaf sheet_leaf(const struct layout *l, uint32_t page, bool wide)
{
    const struct theme *t = l->theme;
    const struct sheet_form *form = &l->form[wide ? FORM_LANDSCAPE : FORM_PORTRAIT];
    bool mirrored = l->doc->print || t->mirrored;
    bool odd = page % 2 == 0; /* its printed number */
    mpt middle = (t->margin_inner + t->margin_outer) / 2;
    mpt at_top = mirrored && wide && odd ? BINDING : 0;
    mpt at_bottom = mirrored && wide && !odd ? BINDING : 0;
    return (struct leaf){
        .form = form,
        .left = wide || !mirrored ? middle : odd ? t->margin_inner : t->margin_outer,
        .top = t->text_top + at_top,
        .head_y = t->page_head.baseline + at_top,
        .foot_y = form->page_h - (t->page_h - t->page_foot.baseline) - at_bottom,
        .outer_right = odd || !mirrored};
}

static size_t page_end(const struct flow *f, size_t from)
{
    size_t to = from;
    while (to < f->n && f->box[to].page == f->box[from].page)
        to++;
    return to;
}

struct leaf *sheet_plan(struct layout *l, struct flow *f, uint32_t n_pages, uint32_t *n)
{
    struct leaf *leaf = arena_array(l->arena, 2 * (size_t)n_pages + 2, sizeof *leaf);
    uint32_t at = 0;
    for (size_t from = 0, to; from < f->n; from = to, at++) {
        to = page_end(f, from);
        if (l->doc->print && f->box[from].right && at % 2 == 1) {
            leaf[at] = sheet_leaf(l, at, false);
            leaf[at++].blank = true;
        }
        leaf[at] = sheet_leaf(l, at, f->box[from].wide);
        for (size_t i = from; i < to; i++)
            f->box[i].page = at;
    }
    while (at == 0 || (l->doc->print && at % 2 == 1)) {
        leaf[at] = sheet_leaf(l, at, false);
        leaf[at++].blank = true;
    }
    *n = at;
    return leaf;
}
