#include "compose/compose_private.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"

/* "Seite 7" has a no-break space of its own: the number is set by layout. */
#define PAGE "Seite\xC2\xA0"

void report_ref(struct report *r, const struct xml_node *n, const char *attr,
                struct doc_node *link)
{
    struct open_ref *ref = arena_alloc(r->arena, sizeof *ref);
    *ref = (struct open_ref){n, attr, link, NULL};
    *r->last_ref = ref;
    r->last_ref = &ref->next;
}

void report_part(struct report *r, const struct xml_node *n, const char *id,
                 struct doc_node *parent, struct doc_node *before)
{
    struct open_part *part = arena_alloc(r->arena, sizeof *part);
    *part = (struct open_part){n, id, parent, before, parent->last, r->parts};
    r->parts = part;
}

bool note_misplaced(const struct xml_node *footnote, struct diag *d)
{
    static const struct { const char *element, *why; } barriers[] = {
        {"footnote", "Beide Sätze gehören in eine Fußnote."},
        {"heading", "Die Überschrift steht auch in Inhaltsverzeichnis und Kopfzeile."},
        {"ref", "Ihr Zeichen ist selbst ein Verweis; sie gehört dahinter."},
        {"cover", "Die Titelseite hat keinen Platz dafür."},
        {"head", "Der Tabellenkopf wird auf Folgeseiten wiederholt; Anmerkungen zu Spalten "
                 "gehören in <notes>."}};
    for (const struct xml_node *up = xml_parent(footnote); up != NULL; up = xml_parent(up))
        for (size_t i = 0; i < sizeof barriers / sizeof barriers[0]; i++) {
            if (!xml_is(up, barriers[i].element))
                continue;
            if (d != NULL)
                XML_REPORT(d, TEMPLATE_NOTE_PLACE, footnote, NULL, xml_name(up), barriers[i].why);
            return true;
        }
    return false;
}

/* Parts that go */

/* What is taken out becomes an empty text first: other parts still hold on to it. */
static void empty(struct doc_node *n)
{
    n->kind = DOC_TEXT;
    n->text = "";
    n->target = n->actual = NULL;
    n->first = n->last = NULL;
}

static void drop_empty(struct doc_node *parent)
{
    struct doc_node **at = &parent->first;
    parent->last = NULL;
    while (*at != NULL) {
        if ((*at)->kind == DOC_TEXT && (*at)->text[0] == '\0') {
            *at = (*at)->next;
            continue;
        }
        parent->last = *at;
        at = &(*at)->next;
    }
    struct doc_node *n = parent->first; /* no blank begins a block */
    if (parent->kind < DOC_TEXT && n != NULL && n->kind == DOC_TEXT && n->text[0] == ' ')
        n->text++;
}

void report_finish_parts(struct report *r)
{
    struct open_part *gone = NULL;
    struct open_part *next;
    for (struct open_part *part = r->parts; part != NULL; part = next) {
        next = part->next;
        if (part->last == part->before || document_find(r->doc, part->id) != NULL)
            continue;
        struct doc_node *n = part->before != NULL ? part->before->next : part->parent->first;
        for (; n != part->last; n = n->next)
            empty(n);
        empty(n);
        part->next = gone;
        gone = part;
    }
    for (; gone != NULL; gone = gone->next)
        drop_empty(gone->parent);
}

/* References */

static const char *guess_id(struct report *r, const char *wanted)
{
    const char *best = NULL;
    int distance = 3;
    for (uint32_t i = 0; i < r->ids.count; i++) {
        int d = str_distance(wanted, names_at(&r->ids, i), distance - 1);
        if (d < distance) {
            distance = d;
            best = names_at(&r->ids, i);
        }
    }
    return best != NULL ? arena_printf(r->arena, " Meinten Sie „%s“?", best) : "";
}

/* The loader limits the depth. */
static const struct xml_node *find_id(const struct xml_node *n, const char *id)
{
    if (str_eq(xml_attr(n, "id"), id))
        return n;
    for (const struct xml_node *k = xml_first(n); k != NULL; k = xml_next(k)) {
        const struct xml_node *found = find_id(k, id);
        if (found != NULL)
            return found;
    }
    return NULL;
}

/* A place that templates have, but not this report, is told from a word misspelt. */
static void report_missing(struct report *r, const struct open_ref *ref)
{
    const char *id = ref->link->target;
    for (size_t i = 0; id[0] != '\0' && i < r->c->n_templates; i++) {
        const struct xml_doc *doc = r->c->templates[i].doc;
        const struct xml_node *n = doc != NULL ? find_id(xml_root(doc), id) : NULL;
        if (n == NULL)
            continue;
        struct place at = xml_place(n);
        XML_REPORT(r->d, TEMPLATE_TARGET_LEFT_OUT, ref->node, ref->attr, id,
                   arena_printf(r->arena, "%s:%ld", at.file, (long)at.line),
                   published_area(r->c->published, r->area)->name);
        return;
    }
    XML_REPORT(r->d, TEMPLATE_NO_TARGET, ref->node, ref->attr, id, guess_id(r, id));
}

static const char *heading_text(struct report *r, const struct doc_node *heading)
{
    struct buf b = BUF_INIT;
    bool leaving = false;
    const struct doc_node *n = NULL;
    while ((n = document_next(heading, n, &leaving)) != NULL) {
        if (!leaving && n->kind == DOC_TEXT)
            buf_adds(&b, n->text);
        else if (n->kind == DOC_BREAK)
            buf_addc(&b, ' ');
    }
    const char *text = arena_strdup(r->arena, buf_str(&b));
    buf_release(&b);
    return text;
}

/* NULL where the place has no title. */
static const char *title_of(struct report *r, const struct doc_node *target)
{
    const char *title = target->running;
    bool headed = target->kind == DOC_SECTION && target->first != NULL &&
                  target->first->kind == DOC_HEADING;
    if (title == NULL)
        title = headed ? heading_text(r, target->first) : target->text;
    return title != NULL && title[0] != '\0' ? title : NULL;
}

static void add_text(struct report *r, struct doc_node *link, const char *text)
{
    struct doc_node *t = document_add(r->doc, link, DOC_TEXT);
    t->text = text;
    t->style = link->style;
}

/* Prints "Abbildung 3, Seite 7" or what form leaves of it. */
static void print_ref(struct report *r, const struct open_ref *ref,
                      const struct doc_node *target)
{
    struct doc_node *link = ref->link;
    const char *form = xml_attr(ref->node, "form");
    const char *label = document_label(r->arena, target);
    const char *title = title_of(r, target);
    const char *name = label;
    bool page = !str_eq(form, "number");
    if (name == NULL && title != NULL)
        name = arena_printf(r->arena, "„%s“", title);
    if (str_eq(form, "page"))
        name = NULL;
    else if (label == NULL && (target->kind == DOC_FIGURE || target->kind == DOC_TABLE))
        XML_REPORT(r->d, TEMPLATE_NO_NUMBER, ref->node, ref->attr, link->target,
                   target->kind == DOC_TABLE ? "eine Tabelle ohne Titel"
                   : title != NULL ? "eine Kachel" : "eine Abbildung ohne Titel",
                   title != NULL ? "der Titel" : "die Seite");
    page = page || name == NULL;
    if (name != NULL)
        add_text(r, link, page ? arena_printf(r->arena, "%s, " PAGE, name) : name);
    else
        add_text(r, link, PAGE);
    if (page) {
        struct doc_node *number = document_add(r->doc, link, DOC_PAGE_REF);
        number->target = link->target;
        number->style = link->style;
    }
    link->alt = label != NULL && title != NULL ? arena_printf(r->arena, "%s: %s", label, title)
                : title != NULL ? title : "Verweis";
}

/* A link without target becomes plain text: its inlines move up into its place. */
static void unlink_ref(struct doc_node *link)
{
    link->kind = DOC_TEXT;
    link->text = link->first == NULL ? "?" : "";
    link->target = NULL;
    if (link->first == NULL || link->parent == NULL)
        return;
    struct doc_node *next = link->next;
    for (struct doc_node *k = link->first; k != NULL; k = k->next)
        k->parent = link->parent;
    link->last->next = next;
    link->next = link->first;
    if (next == NULL)
        link->parent->last = link->last;
    link->first = link->last = NULL;
}

/* Texts hold nothing: what stands in one was taken out. */
static bool taken_out(const struct doc_node *link)
{
    for (const struct doc_node *n = link; n != NULL; n = n->parent)
        if (n->kind == DOC_TEXT)
            return true;
    return false;
}

void report_finish_refs(struct report *r)
{
    for (struct open_ref *ref = r->refs; ref != NULL; ref = ref->next) {
        if (taken_out(ref->link))
            continue;
        const struct doc_node *target = document_find(r->doc, ref->link->target);
        if (target == NULL) {
            report_missing(r, ref);
            unlink_ref(ref->link);
        } else if (ref->link->kind == DOC_LINK && ref->link->first == NULL) {
            print_ref(r, ref, target);
        }
    }
}
