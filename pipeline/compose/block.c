#include "compose/compose_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/str.h"

enum { MAX_LEVEL = 4, WHOLE_WIDTH = 12 };

/* A word of the template language and what it stands for. */
struct word {
    const char *name;
    int value;
};

static int word_value(const struct word *words, size_t n, const char *name, int fallback)
{
    for (size_t i = 0; name != NULL && i < n; i++) {
        if (strcmp(words[i].name, name) == 0)
            return words[i].value;
    }
    return fallback;
}

int attr_field(struct report *r, const struct xml_node *n, int fallback)
{
    const char *text = attr_text(r, n, "field", NULL);
    if (text == NULL)
        return fallback;
    unsigned field;
    if (decimal_uint(text, strlen(text), 9, &field) &&
        (field == 0 || field <= published_fields(r->c->published)))
        return (int)field;
    char last[24];
    snprintf(last, sizeof last, "%zu", published_fields(r->c->published));
    XML_REPORT(r->d, TEMPLATE_BAD_FIELD, n, "field", text, last);
    return fallback;
}

/* The numeral in front of a key sentence: its place among its neighbours. */
static int key_ordinal(const struct doc_node *parent)
{
    int n = 0;
    for (const struct doc_node *k = parent->first; k != NULL; k = k->next)
        n += k->kind == DOC_PARAGRAPH && k->role.para == PARA_KEY;
    return n;
}

static void compose_paragraph(struct report *r, const struct xml_node *n,
                              struct doc_node *parent, enum paragraph_role role)
{
    struct doc_node *p = report_add(r, n, parent, DOC_PARAGRAPH);
    p->role.para = role;
    compose_inlines(r, n, p, 0);
    if (role == PARA_KEY && p->parent != NULL)
        p->level = key_ordinal(parent);
}

static void compose_p(struct report *r, const struct xml_node *n, struct doc_node *parent)
{
    static const struct word roles[] = {
        {"body", PARA_BODY}, {"lead", PARA_LEAD}, {"key", PARA_KEY}, {"small", PARA_SMALL}};
    int role = word_value(roles, sizeof roles / sizeof roles[0], xml_attr(n, "role"), PARA_BODY);
    compose_paragraph(r, n, parent, (enum paragraph_role)role);
}

static void cover_part(struct report *r, const struct xml_node *n, void *parent)
{
    static const struct word parts[] = {
        {"over-left", PARA_COVER_OVER_LEFT}, {"over-right", PARA_COVER_OVER_RIGHT},
        {"title", PARA_COVER_TITLE},         {"name", PARA_COVER_NAME},
        {"sub", PARA_COVER_SUB},             {"foot-left", PARA_COVER_FOOT_LEFT},
        {"foot-right", PARA_COVER_FOOT_RIGHT}};
    if (xml_is_text(n))
        return;
    if (xml_is(n, "figure")) {
        compose_figure(r, n, parent);
        return;
    }
    int role = word_value(parts, sizeof parts / sizeof parts[0], xml_name(n), PARA_COVER_SUB);
    compose_paragraph(r, n, parent, (enum paragraph_role)role);
}

static void compose_cover(struct report *r, const struct xml_node *n, struct doc_node *parent)
{
    struct doc_node *cover = report_add(r, n, parent, DOC_COVER);
    walk_children(r, n, cover_part, cover);
    for (uint32_t i = 0; i < published_fields(r->c->published); i++) {
        const struct published_field *f = published_field(r->c->published, i);
        struct doc_node *p = report_add(r, n, cover, DOC_PARAGRAPH);
        p->role.para = PARA_SMALL;
        report_add(r, n, p, DOC_TEXT)->text =
            arena_printf(r->doc->arena, "%d\u2002%s", f->id, f->short_name);
    }
}

static void compose_contents(struct report *r, const struct xml_node *n, struct doc_node *parent)
{
    static const struct word lists[] = {
        {"sections", CONTENTS_SECTIONS},
        {"figures", CONTENTS_FIGURES},
        {"tables", CONTENTS_TABLES}};
    static const char *const titles[] = {"Inhalt", "Abbildungen", "Tabellen"};
    struct doc_node *node = report_add(r, n, parent, DOC_CONTENTS);
    int of = word_value(lists, sizeof lists / sizeof lists[0], xml_attr(n, "of"),
                        CONTENTS_SECTIONS);
    node->role.contents = (enum contents_of)of;
    node->level = xml_attr_int(n, "depth", 0, r->d);
    node->text = attr_text(r, n, "title", titles[of]);
}

static void compose_heading(struct report *r, const struct xml_node *n, struct doc_node *section)
{
    const struct xml_node *own = xml_child(n, "heading");
    const char *title = attr_text(r, n, "title", NULL);
    if (own == NULL && title == NULL)
        return;
    if (own != NULL && title != NULL)
        XML_REPORT(r->d, TEMPLATE_TWO_HEADINGS, n, "title", "");
    struct doc_node *h = report_add(r, n, section, DOC_HEADING);
    h->level = r->level;
    if (own != NULL)
        compose_inlines(r, own, h, 0);
    else
        compose_text(r, n, h, title, 0);
}

static void compose_section(struct report *r, const struct xml_node *n, struct doc_node *parent)
{
    int outer_level = r->level;
    int outer_field = r->field;
    struct scope scope;
    scope_enter(r, &scope);
    struct doc_node *section = report_add(r, n, parent, DOC_SECTION);
    int level = xml_attr_int(n, "level", r->level + 1, r->d);
    r->level = level < 1 ? 1 : level > MAX_LEVEL ? MAX_LEVEL : level;
    section->field = attr_field(r, n, -1);
    if (section->field >= 0)
        r->field = section->field;
    section->running = attr_text(r, n, "running", NULL);
    section->right_page = str_eq(xml_attr(n, "new-page"), "right");
    section->part = attr_yes(n, "part");
    section->new_page = section->part || section->right_page || attr_yes(n, "new-page");
    section->landscape = attr_yes(n, "landscape");
    section->masthead = attr_yes(n, "masthead");
    report_id(r, n, section);
    compose_heading(r, n, section);
    walk_children(r, n, compose_block, section);
    scope_leave(r);
    r->level = outer_level;
    r->field = outer_field;
}

static bool has_blocks(const struct xml_node *n)
{
    static const char *const blocks[] = {"p", "list", "table", "figure", "box", "columns",
                                         "section", "page-break", "contents", "include"};
    for (const struct xml_node *k = xml_first(n); k != NULL; k = xml_next(k)) {
        for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; i++) {
            if (xml_is(k, blocks[i]))
                return true;
        }
        bool control = xml_is(k, "if") || xml_is(k, "for-each") || xml_is(k, "choose") ||
                       xml_is(k, "when") || xml_is(k, "otherwise");
        if (control && has_blocks(k))
            return true;
    }
    return false;
}

static void list_item(struct report *r, const struct xml_node *n, void *list)
{
    if (xml_is_text(n))
        return;
    struct doc_node *item = report_add(r, n, list, DOC_ITEM);
    if (has_blocks(n))
        walk_children(r, n, compose_block, item);
    else
        compose_paragraph(r, n, item, PARA_BODY);
}

static void compose_list(struct report *r, const struct xml_node *n, struct doc_node *parent)
{
    struct doc_node *list = report_add(r, n, parent, DOC_LIST);
    list->ordered = attr_yes(n, "ordered");
    walk_children(r, n, list_item, list);
}

struct columns {
    struct doc_node *parent, *node;
    int used;
};

/* Columns beyond the width begin a new row of columns below. */
static void column(struct report *r, const struct xml_node *n, void *target)
{
    struct columns *c = target;
    if (xml_is_text(n))
        return;
    int span = xml_attr_int(n, "span", WHOLE_WIDTH, r->d);
    span = span < 1 ? 1 : span > WHOLE_WIDTH ? WHOLE_WIDTH : span;
    if (c->used > 0 && c->used + span > WHOLE_WIDTH) {
        c->node = report_add(r, n, c->parent, DOC_COLUMNS);
        c->used = 0;
    }
    c->used += span;
    struct doc_node *node = report_add(r, n, c->node, DOC_COLUMN);
    node->span = span;
    walk_children(r, n, compose_block, node);
}

static void compose_columns(struct report *r, const struct xml_node *n, struct doc_node *parent)
{
    struct columns c = {.parent = parent};
    c.node = report_add(r, n, parent, DOC_COLUMNS);
    walk_children(r, n, column, &c);
}

static void compose_box(struct report *r, const struct xml_node *n, struct doc_node *parent)
{
    int outer = r->field;
    struct doc_node *box = report_add(r, n, parent, DOC_BOX);
    box->text = attr_text(r, n, "title", "");
    box->field = attr_field(r, n, -1);
    if (box->field >= 0)
        r->field = box->field;
    report_id(r, n, box);
    walk_children(r, n, compose_block, box);
    r->field = outer;
}

static void compose_small(struct report *r, const struct xml_node *n, struct doc_node *parent)
{
    const char *text = xml_is(n, "signs") ? signs_text(r) : sources_text(r, n);
    if (text[0] == '\0')
        return;
    struct doc_node *p = report_add(r, n, parent, DOC_PARAGRAPH);
    p->role.para = PARA_SMALL;
    compose_text(r, n, p, text, 0);
}

static void compose_include(struct report *r, const struct xml_node *n, struct doc_node *parent)
{
    bool told = compose_reported(r->c, n, "href", 0);
    const struct xml_node *root =
        template_include(r->c, n, r->includes, r->n_includes, told ? NULL : r->d);
    if (root == NULL)
        return;
    r->includes[r->n_includes++] = template_href(n);
    walk_children(r, root, compose_block, parent);
    r->n_includes--;
}

static void compose_page_break(struct report *r, const struct xml_node *n,
                               struct doc_node *parent)
{
    report_add(r, n, parent, DOC_PAGE_BREAK);
}

static void nothing(struct report *r, const struct xml_node *n, struct doc_node *parent)
{
    (void)r, (void)n, (void)parent;
}

void compose_block(struct report *r, const struct xml_node *n, void *parent)
{
    static const struct {
        const char *name;
        void (*compose)(struct report *, const struct xml_node *, struct doc_node *);
    } blocks[] = {
        {"p", compose_p},             {"section", compose_section},
        {"columns", compose_columns}, {"figure", compose_figure},
        {"table", compose_table},     {"list", compose_list},
        {"box", compose_box},         {"sources", compose_small},
        {"signs", compose_small},     {"include", compose_include},
        {"cover", compose_cover},     {"contents", compose_contents},
        {"page-break", compose_page_break}, {"figure-values", compose_values},
        {"heading", nothing},
    };
    if (xml_is_text(n) || r->n_nodes > MAX_NODES)
        return;
    for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; i++) {
        if (xml_is(n, blocks[i].name)) {
            blocks[i].compose(r, n, parent);
            return;
        }
    }
    XML_REPORT(r->d, TEMPLATE_NOT_HERE, n, NULL, xml_name(n));
}

static void note(struct report *r, const struct xml_node *n, void *notes)
{
    if (xml_is(n, "p"))
        compose_paragraph(r, n, notes, PARA_SMALL);
    else if (!xml_is_text(n))
        compose_small(r, n, notes);
}

void compose_notes(struct report *r, const struct xml_node *n, struct doc_node *parent)
{
    const struct xml_node *notes = xml_child(n, "notes");
    if (notes == NULL)
        return;
    struct doc_node *node = report_add(r, notes, parent, DOC_NOTES);
    walk_children(r, notes, note, node);
}
