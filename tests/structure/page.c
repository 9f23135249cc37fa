#include "structure/page.h"

#include <string.h>


enum { PAGES_MAX = 20000, NODES_MAX = 100000, STRANGE_MAX = 20, LEVELS = 32 };

void box_point(struct box *b, double x, double y)
{
    if (!b->any)
        *b = (struct box){x, y, x, y, true};
    b->x0 = x < b->x0 ? x : b->x0;
    b->x1 = x > b->x1 ? x : b->x1;
    b->y0 = y < b->y0 ? y : b->y0;
    b->y1 = y > b->y1 ? y : b->y1;
}

void box_add(struct box *b, const struct box *more)
{
    if (!more->any)
        return;
    box_point(b, more->x0, more->y0);
    box_point(b, more->x1, more->y1);
}

void page_strange(const struct pdf *pdf, struct page *p, const char *what)
{
    for (size_t i = 0; i < p->n_strange; i++)
        if (strcmp(p->strange[i], what) == 0)
            return;
    if (p->n_strange >= STRANGE_MAX)
        return;
    p->strange = store_room(pdf->store, p->strange, p->n_strange, &p->cap_strange,
                            sizeof *p->strange);
    p->strange[p->n_strange++] = what;
}

size_t page_find(const struct page_list *list, const json_t *reference)
{
    for (size_t i = 0; i < list->n; i++)
        if (pdf_same(list->page[i].reference, reference))
            return i;
    return NOT_FOUND;
}

static void read_contents(struct page *p, struct font_list *fonts, const struct pdf *pdf)
{
    json_t *contents = json_object_get(p->dict, "/Contents");
    json_t *list = pdf_resolve(pdf, contents);
    struct growing all = {.store = pdf->store};
    bool array = json_is_array(list);
    size_t n = array ? json_array_size(list) : 1;
    for (size_t i = 0; i < n; i++) {
        unsigned char *bytes;
        size_t len;
        if (!pdf_stream(pdf, array ? json_array_get(list, i) : contents, &bytes, &len)) {
            page_strange(pdf, p, "a content stream cannot be read");
            continue;
        }
        growing_add(&all, (const char *)bytes, len);
        growing_add(&all, "\n", 1);
    }
    if (all.len > 0)
        content_read(p, fonts, pdf, (const unsigned char *)all.data, all.len);
}

static struct box media_of(const struct pdf *pdf, json_t *array)
{
    struct box b = {.any = false};
    if (json_array_size(array) != 4)
        return b;
    box_point(&b, pdf_number(pdf_item(pdf, array, 0), 0), pdf_number(pdf_item(pdf, array, 1), 0));
    box_point(&b, pdf_number(pdf_item(pdf, array, 2), 0), pdf_number(pdf_item(pdf, array, 3), 0));
    return b;
}

struct node {
    json_t *reference, *resources, *media;
    int level;
};

struct walk {
    struct page_list *list;
    struct font_list *fonts;
    const struct pdf *pdf;
    struct node *stack;
    size_t n, cap;
};

static void push(struct walk *w, struct node node)
{
    w->stack = store_room(w->pdf->store, w->stack, w->n, &w->cap, sizeof node);
    w->stack[w->n++] = node;
}

static void visit(struct walk *w, struct node at)
{
    const struct pdf *pdf = w->pdf;
    json_t *dict = pdf_resolve(pdf, at.reference), *kids = pdf_key(pdf, dict, "/Kids");
    json_t *resources = pdf_key(pdf, dict, "/Resources"), *media = pdf_key(pdf, dict, "/MediaBox");
    at.resources = resources != NULL ? resources : at.resources;
    at.media = media != NULL ? media : at.media;
    if (kids != NULL && at.level < LEVELS) {
        /* From behind, so that the first is taken first. */
        for (size_t i = json_array_size(kids); i > 0; i--)
            push(w, (struct node){json_array_get(kids, i - 1), at.resources, at.media,
                                  at.level + 1});
        return;
    }
    if (!pdf_is_name(pdf_key(pdf, dict, "/Type"), "Page") || w->list->n >= PAGES_MAX ||
        page_find(w->list, at.reference) != NOT_FOUND) {
        w->list->fault = "an entry of the page tree is no page, or one for the second time";
        return;
    }
    struct page_list *list = w->list;
    list->page = store_room(pdf->store, list->page, list->n, &list->cap, sizeof *list->page);
    struct page *p = &list->page[list->n++];
    *p = (struct page){.reference = at.reference, .dict = dict, .resources = at.resources,
                       .media = media_of(pdf, at.media)};
    read_contents(p, w->fonts, pdf);
}

/* ISO 32000-1, 12.4.2; of the styles only those a report has. */
static const char *label_of(const struct pdf *pdf, size_t page)
{
    json_t *nums = pdf_key(pdf, pdf_key(pdf, pdf->catalog, "/PageLabels"), "/Nums");
    json_t *range = NULL;
    long start = 0;
    for (size_t i = 0; i + 1 < json_array_size(nums); i += 2) {
        long from = pdf_integer(pdf_item(pdf, nums, i), -1);
        if (from >= 0 && (size_t)from <= page) {
            range = pdf_item(pdf, nums, i + 1);
            start = from;
        }
    }
    if (range == NULL)
        return NULL;
    const char *fault = NULL, *prefix = pdf_text(pdf, pdf_key(pdf, range, "/P"), &fault);
    long number = pdf_integer(pdf_key(pdf, range, "/St"), 1) + (long)page - start;
    if (pdf_is_name(pdf_key(pdf, range, "/S"), "D"))
        return store_printf(pdf->store, "%s%ld", prefix != NULL ? prefix : "", number);
    if (!pdf_is_name(pdf_key(pdf, range, "/S"), "r"))
        return prefix != NULL ? prefix : "";
    static const char *const ones[] = {"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"};
    static const char *const tens[] = {"", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc"};
    return store_printf(pdf->store, "%s%s%s", prefix != NULL ? prefix : "",
                        tens[number < 0 ? 0 : number / 10 % 10],
                        ones[number < 0 ? 0 : number % 10]);
}

void pages_read(struct page_list *list, struct font_list *fonts, const struct pdf *pdf)
{
    struct walk w = {.list = list, .fonts = fonts, .pdf = pdf};
    size_t steps = 0;
    *list = (struct page_list){.n = 0};
    push(&w, (struct node){.reference = json_object_get(pdf->catalog, "/Pages")});
    while (w.n > 0 && steps++ < NODES_MAX)
        visit(&w, w.stack[--w.n]);
    if (w.n > 0)
        list->fault = "too many entries in the page tree";
    for (size_t i = 0; i < list->n; i++)
        list->page[i].label = label_of(pdf, i);
}
