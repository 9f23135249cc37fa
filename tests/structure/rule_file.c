#include <string.h>

#include "structure/check.h"

static void declared(struct check *c, const char *dict, const char *key)
{
    json_t *in = pdf_key(&c->pdf, c->pdf.catalog, dict);
    if (!json_is_true(pdf_key(&c->pdf, in, key)))
        fault(c, RULE_CATALOGUE, NO_PAGE, NO_ELEMENT, NULL, "%s %s is not true", dict + 1,
              key + 1);
}

static void check_catalogue(struct check *c)
{
    const char *wrong = NULL;
    const char *lang = pdf_text(&c->pdf, pdf_key(&c->pdf, c->pdf.catalog, "/Lang"), &wrong);
    json_t *marks = pdf_key(&c->pdf, c->pdf.catalog, "/MarkInfo");
    if (lang == NULL || strlen(lang) < 2 || wrong != NULL)
        fault(c, RULE_CATALOGUE, NO_PAGE, NO_ELEMENT, NULL, "no language");
    declared(c, "/MarkInfo", "/Marked");
    declared(c, "/ViewerPreferences", "/DisplayDocTitle");
    if (json_is_true(pdf_key(&c->pdf, marks, "/Suspects")))
        fault(c, RULE_CATALOGUE, NO_PAGE, NO_ELEMENT, NULL, "MarkInfo Suspects is true");
    if (pdf_key(&c->pdf, c->pdf.catalog, "/StructTreeRoot") == NULL)
        fault(c, RULE_CATALOGUE, NO_PAGE, NO_ELEMENT, NULL, "no StructTreeRoot");
    for (size_t i = 0; i < c->pages.n; i++)
        if (!pdf_is_name(pdf_key(&c->pdf, c->pages.page[i].dict, "/Tabs"), "S"))
            fault(c, RULE_CATALOGUE, i, NO_ELEMENT, NULL, "Tabs is not S");
}

static void check_labels(struct check *c)
{
    for (size_t i = 0; i < c->pages.n; i++) {
        const char *label = c->pages.page[i].label;
        if (label == NULL || *label == '\0')
            fault(c, RULE_LABELS, i, NO_ELEMENT, NULL, "no page label");
        for (size_t k = 0; label != NULL && k < i; k++)
            if (c->pages.page[k].label != NULL && strcmp(c->pages.page[k].label, label) == 0)
                fault(c, RULE_LABELS, i, NO_ELEMENT, label, "the label of page %zu", k + 1);
    }
}

void check_file(struct check *c)
{
    if (c->pdf.warned)
        fault(c, RULE_FILE, NO_PAGE, NO_ELEMENT, NULL, "qpdf had to repair it");
    if (c->pages.fault != NULL)
        fault(c, RULE_FILE, NO_PAGE, NO_ELEMENT, NULL, "%s", c->pages.fault);
    if (c->pages.n == 0)
        fault(c, RULE_FILE, NO_PAGE, NO_ELEMENT, NULL, "no page");
    check_catalogue(c);
    check_labels(c);
}

/* ISO 32000-1, 12.3.2: [page /XYZ left top zoom] in /Dest or in a GoTo action. Named
 * destinations are not followed: the reports have none. */
size_t check_target(const struct check *c, json_t *dict, double *top)
{
    json_t *to = pdf_key(&c->pdf, dict, "/Dest"), *action = pdf_key(&c->pdf, dict, "/A");
    if (to == NULL && pdf_is_name(pdf_key(&c->pdf, action, "/S"), "GoTo"))
        to = pdf_key(&c->pdf, action, "/D");
    size_t page = page_find(&c->pages, json_array_get(to, 0));
    double height = page == NOT_FOUND ? 0 : c->pages.page[page].media.y1;
    *top = pdf_is_name(pdf_item(&c->pdf, to, 1), "XYZ")
               ? pdf_number(pdf_item(&c->pdf, to, 3), height) : height;
    return page;
}
