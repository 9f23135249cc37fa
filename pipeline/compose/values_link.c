#include "compose/values_private.h"

#include <string.h>

#include "base/str.h"

/* Below each figure a short link leads to its values: in its notes, else in the small
 * print that closes its section, which all figures of the section share. */

#define NBSP "\xC2\xA0"

enum { LOOK_BACK = 64 /* places that are compared: figures of one section share one */ };

struct link_place {
    struct doc_node *paragraph;
    const char *words;               /* in front of the page: "Werte" */
    const struct value_table *tables[MAX_TABLES_OF_ONE];
    size_t n;
};

struct link_list {
    struct values *v;
    struct link_place **places;
    size_t n;
};

static struct doc_node *add_paragraph(struct values *v, struct doc_node *parent)
{
    struct doc_node *notes = report_add(v->r, v->at, parent, DOC_NOTES);
    struct doc_node *p = report_add(v->r, v->at, notes, DOC_PARAGRAPH);
    p->role.para = PARA_SMALL;
    return p;
}

static struct doc_node *last_note(const struct doc_node *n)
{
    for (struct doc_node *k = n->first; k != NULL; k = k->next) {
        if (k->kind == DOC_NOTES && k->last != NULL)
            return k->last;
    }
    return NULL;
}

static struct doc_node *cover_foot(const struct doc_node *cover)
{
    struct doc_node *found = NULL;
    for (struct doc_node *k = cover->first; k != NULL; k = k->next) {
        if (k->kind == DOC_PARAGRAPH && k->role.para == PARA_COVER_FOOT_RIGHT)
            found = k;
    }
    return found;
}

/* Small print behind the figure in the section that holds it. */
static struct doc_node *section_foot(const struct doc_node *figure)
{
    for (const struct doc_node *n = figure; n->parent != NULL; n = n->parent) {
        if (n->parent->kind != DOC_SECTION)
            continue;
        struct doc_node *found = NULL;
        for (struct doc_node *k = n->next; k != NULL; k = k->next) {
            if (k->kind == DOC_PARAGRAPH && k->role.para == PARA_SMALL)
                found = k;
        }
        return found;
    }
    return NULL;
}

static struct doc_node *spot_of(const struct values *v, const struct drawn *d)
{
    int looked = 0;
    for (const struct values_spot *s = v->r->spots; s != NULL && looked < LOOK_BACK; s = s->next) {
        looked++;
        for (const struct doc_node *n = s->at; n != NULL; n = n->parent) {
            if (n == d->section)
                return s->at->parent;
        }
    }
    return NULL;
}

static struct doc_node *place_of(struct values *v, const struct drawn *d, const char **words)
{
    struct doc_node *host = d->table != NULL ? d->table : d->node;
    struct doc_node *p = last_note(host);
    if (p == NULL && d->table == NULL && d->section != NULL)
        p = spot_of(v, d);
    *words = d->table != NULL ? "Alle Jahre der Verläufe" : "Werte";
    if (p == NULL && d->node->parent->kind == DOC_COVER) {
        p = cover_foot(d->node->parent);
        *words = "Werte der Karte";
    } else if (p == NULL && d->table == NULL) {
        p = section_foot(d->node);
    }
    if (p == NULL && d->node->parent->kind != DOC_COVER)
        p = add_paragraph(v, host);
    return p;
}

static struct link_place *find_place(struct link_list *l, struct doc_node *p, const char *words)
{
    for (size_t i = l->n; i > 0 && l->n - i < LOOK_BACK; i--) {
        if (l->places[i - 1]->paragraph == p && strcmp(l->places[i - 1]->words, words) == 0)
            return l->places[i - 1];
    }
    struct link_place *at = arena_alloc(l->v->r->arena, sizeof *at);
    at->paragraph = p;
    at->words = words;
    l->places = arena_push(l->v->r->arena, l->places, l->n, sizeof *l->places);
    l->places[l->n++] = at;
    return at;
}

static bool of_years(const struct value_table *t)
{
    return t->annex && str_starts(t->word, "Jahre");
}

/* Tables of the years of one figure follow each other: the first is enough. */
static bool needed(const struct link_place *p, const struct drawn *d, size_t table)
{
    for (size_t i = 0; i < p->n; i++) {
        if (p->tables[i] == d->tables[table])
            return false;
    }
    for (size_t k = 0; k < table && of_years(d->tables[table]); k++) {
        if (of_years(d->tables[k]))
            return false;
    }
    return true;
}

/* In the order in which they stand, so that the pages rise. */
static void insert(struct link_place *p, const struct value_table *t)
{
    size_t i = p->n++;
    for (; i > 0 && p->tables[i - 1]->number > t->number; i--)
        p->tables[i] = p->tables[i - 1];
    p->tables[i] = t;
}

static void put_link(struct values *v, struct doc_node *p, const char *id, const char *before,
                     const char *behind)
{
    struct doc_node *link = report_add(v->r, v->at, p, DOC_LINK);
    link->target = id;
    compose_text(v->r, v->at, link, before, 0);
    report_add(v->r, v->at, link, DOC_PAGE_REF)->target = id;
    compose_text(v->r, v->at, link, behind, 0);
}

/* "Werte: Seite 13." or "Werte: Seite 13 (Jahre), 14 (Orte)." */
static void put_links(struct values *v, const struct link_place *at)
{
    struct report *r = v->r;
    struct doc_node *p = at->paragraph;
    bool cover = p->parent->kind == DOC_COVER;
    if (cover)
        report_add(r, v->at, p, DOC_BREAK);
    else if (p->last != NULL)
        compose_text(r, v->at, p, " ", 0);
    if (at->n == 1) {
        put_link(v, p, at->tables[0]->node->id,
                 arena_printf(r->arena, "%s: Seite" NBSP, at->words), "");
    } else {
        for (size_t i = 0; i < at->n; i++) {
            const char *before =
                i == 0 ? arena_printf(r->arena, "%s: Seite" NBSP, at->words) : "";
            compose_text(r, v->at, p, i > 0 ? ", " : "", 0);
            put_link(v, p, at->tables[i]->node->id, before,
                     arena_printf(r->arena, " (%s)", at->tables[i]->word));
        }
    }
    if (!cover)
        compose_text(r, v->at, p, ".", 0);
}

void values_links(struct values *v)
{
    struct link_list l = {.v = v};
    for (size_t i = 0; i < v->n; i++) {
        const struct drawn *d = &v->drawn[i];
        const char *words;
        struct doc_node *p = d->n_tables > 0 ? place_of(v, d, &words) : NULL;
        if (p == NULL)
            continue;
        struct link_place *at = find_place(&l, p, words);
        for (size_t k = 0; k < d->n_tables; k++) {
            if (at->n < MAX_TABLES_OF_ONE && needed(at, d, k))
                insert(at, d->tables[k]);
        }
    }
    for (size_t i = 0; i < l.n; i++)
        put_links(v, l.places[i]);
}

/* "in den Tabellen „A“ und „B“ im Anhang" */
void values_alt(struct values *v, struct drawn *d)
{
    struct buf b = BUF_INIT;
    if (d->n_tables == 0 && !d->own_row)
        return;
    buf_adds(&b, d->node->alt);
    size_t n = strlen(d->node->alt);
    if (n > 0 && strchr(".?!", d->node->alt[n - 1]) == NULL)
        buf_addc(&b, '.');
    if (d->own_row) {
        buf_adds(&b, " Alle Werte stehen in dieser Zeile.");
    } else {
        buf_printf(&b, " Alle Werte stehen in %s ",
                   d->n_tables > 1 ? "den Tabellen" : "der Tabelle");
        for (size_t i = 0; i < d->n_tables; i++)
            buf_printf(&b, "%s„%s“", i == 0 ? "" : i + 1 == d->n_tables ? " und " : ", ",
                       d->tables[i]->node->text != NULL ? d->tables[i]->node->text : "");
        buf_adds(&b, d->tables[0]->annex ? " im Anhang." : ".");
    }
    d->node->alt = arena_strdup(v->r->arena, buf_str(&b));
    buf_release(&b);
}
