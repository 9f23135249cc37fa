#include <string.h>

#include "structure/check.h"
#include "structure/text.h"

enum { BOOKMARKS_MAX = 20000, DEEP = 16 };

/* [pt] A bookmark leads to its heading or a little above it. */
static const double above_most = 90;

struct bookmark {
    const char *title;
    int level;
    size_t page;
    double top;
};

struct bookmarks {
    struct bookmark *mark;
    size_t n, cap;
    int deepest;
};

static void add_bookmark(struct check *c, struct bookmarks *all, json_t *item, int level)
{
    const char *wrong = NULL;
    struct bookmark m = {.level = level,
                         .title = pdf_text(&c->pdf, pdf_key(&c->pdf, item, "/Title"), &wrong)};
    m.page = check_target(c, item, &m.top);
    if (wrong != NULL)
        fault(c, RULE_STRING, NO_PAGE, NO_ELEMENT, m.title, "title of a bookmark: %s", wrong);
    if (m.title == NULL || m.page == NOT_FOUND)
        fault(c, RULE_OUTLINE, NO_PAGE, NO_ELEMENT, m.title,
              "a bookmark without title or destination");
    m.title = m.title != NULL ? m.title : "";
    all->mark = store_room(c->store, all->mark, all->n, &all->cap, sizeof m);
    all->mark[all->n++] = m;
    all->deepest = level > all->deepest ? level : all->deepest;
}

static void read_bookmarks(struct check *c, struct bookmarks *all)
{
    json_t *stack[DEEP];
    json_t *root = pdf_key(&c->pdf, c->pdf.catalog, "/Outlines");
    int n = 0;
    stack[n++] = pdf_key(&c->pdf, root, "/First");
    while (n > 0 && all->n < BOOKMARKS_MAX) {
        json_t *item = stack[n - 1];
        if (item == NULL) {
            n--;
            continue;
        }
        add_bookmark(c, all, item, n);
        stack[n - 1] = pdf_key(&c->pdf, item, "/Next");
        json_t *first = pdf_key(&c->pdf, item, "/First");
        if (first != NULL && n < DEEP)
            stack[n++] = first;
    }
    if (all->n >= BOOKMARKS_MAX)
        fault(c, RULE_OUTLINE, NO_PAGE, NO_ELEMENT, NULL, "bookmarks without end");
}

static bool equal(struct check *c, const char *a, const char *b)
{
    return a != NULL && b != NULL &&
           strcmp(text_plain(c->store, a), text_plain(c->store, b)) == 0;
}

/* A heading that says what the figures show is long; its element names it briefly in
 * /T, and that is what the bookmark and the contents then show. */
static void compare(struct check *c, size_t heading, const struct bookmark *m)
{
    const struct tree *t = &c->tree;
    const char *text = tree_text(t, heading);
    size_t page = tree_page(t, heading);
    struct box box = page != NOT_FOUND ? tree_box(t, heading, page) : (struct box){.any = false};
    const char *name = t->e[heading].title != NULL ? t->e[heading].title : text;
    if (!equal(c, m->title, name))
        fault(c, RULE_OUTLINE, NO_PAGE, heading, text, "its bookmark is \"%s\"", m->title);
    if (m->level != tree_heading(t, heading))
        fault(c, RULE_OUTLINE, NO_PAGE, heading, text, "its bookmark is of level %d", m->level);
    if (m->page != page)
        fault(c, RULE_OUTLINE, NO_PAGE, heading, text, "its bookmark leads to another page");
    else if (box.any && (m->top < box.y1 - 1 || m->top > box.y1 + above_most))
        fault(c, RULE_OUTLINE, NO_PAGE, heading, text,
              "its bookmark leads to another place of the page");
}

static void check_outline(struct check *c)
{
    const struct tree *t = &c->tree;
    struct bookmarks all = {.n = 0};
    size_t at = 0;
    read_bookmarks(c, &all);
    for (size_t e = 1; e < t->n; e++) {
        int level = tree_heading(t, e);
        if (level == 0 || level > all.deepest)
            continue;
        if (at == all.n) {
            fault(c, RULE_OUTLINE, NO_PAGE, e, tree_text(t, e), "no bookmark is left for it");
            return;
        }
        compare(c, e, &all.mark[at++]);
    }
    if (all.n == 0)
        fault(c, RULE_OUTLINE, NO_PAGE, NO_ELEMENT, NULL, "no bookmarks");
    if (at < all.n)
        fault(c, RULE_OUTLINE, NO_PAGE, NO_ELEMENT, all.mark[at].title,
              "a bookmark without a heading");
}

/* The chapter of a heading: the outermost section it stands in. */
static size_t chapter_of(const struct tree *t, size_t heading)
{
    size_t chapter = 0;
    for (size_t e = tree_above(t, heading, "Sect Part Art"); e != 0;
         e = tree_above(t, e, "Sect Part Art"))
        chapter = e;
    return chapter;
}

void check_headings(struct check *c)
{
    const struct tree *t = &c->tree;
    int before = 0;
    size_t chapter = 0;
    for (size_t e = 1; e < t->n; e++) {
        int level = tree_heading(t, e);
        if (tree_is(t, e, "H"))
            fault(c, RULE_HEADING, NO_PAGE, e, tree_text(t, e), "a heading without level");
        if (level == 0)
            continue;
        if (level > before + 1)
            fault(c, RULE_HEADING, NO_PAGE, e, tree_text(t, e), "level %d after level %d", level,
                  before);
        if (level > 4)
            fault(c, RULE_HEADING, NO_PAGE, e, tree_text(t, e), "level %d", level);
        size_t in = chapter_of(t, e);
        if (level == 1 && before > 0 && in != 0 && in == chapter)
            fault(c, RULE_HEADING, NO_PAGE, e, tree_text(t, e), "a second H1 in its chapter");
        if (level > 1 && in != chapter)
            fault(c, RULE_HEADING, NO_PAGE, e, tree_text(t, e), "a chapter without H1 before it");
        if (level == 1)
            chapter = in;
        if (tree_above(t, e, "Table L Figure TOC Note P") != 0)
            fault(c, RULE_HEADING, NO_PAGE, e, tree_text(t, e), "a heading inside of a block");
        before = level;
    }
    if (before == 0)
        fault(c, RULE_HEADING, NO_PAGE, NO_ELEMENT, NULL, "no headings");
    check_outline(c);
}
