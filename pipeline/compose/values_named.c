#include "compose/values_private.h"

#include <string.h>

#include "base/str.h"

/* Tables that the template names for a figure: every text that the chart shows for a
 * figure must stand in one of its cells. */

static void add_texts(struct names *texts, const struct doc_node *table)
{
    bool leaving = false;
    const struct doc_node *n = NULL;
    struct buf b = BUF_INIT;
    while ((n = document_next(table, n, &leaving)) != NULL) {
        if (n->kind == DOC_CELL && !leaving)
            buf_clear(&b);
        if (n->kind == DOC_TEXT && !leaving)
            buf_adds(&b, n->text);
        bool ends = n->kind == DOC_CELL && (leaving || n->first == NULL);
        if (ends || (n->kind == DOC_TEXT && n->next == NULL))
            names_intern(texts, buf_str(&b), b.len);
    }
    buf_release(&b);
}

struct missing {
    const struct names *texts;
    const char *first, *label; /* the first that is missing, and whose it is */
};

static void look_up(struct missing *m, const char *text, const char *label)
{
    if (m->first == NULL && text != NULL && text[0] != '\0' &&
        names_find(m->texts, text, strlen(text)) == NAMES_NONE) {
        m->first = text;
        m->label = label;
    }
}

static void look_up_point(struct missing *m, const struct report *r, const struct chart *c,
                          const struct chart_point *p)
{
    const char *label = p->label;
    if (label == NULL)
        label = arena_printf(r->arena, "%d", (int)p->x0);
    look_up(m, p->text, label);
    if (c->kind != CHART_SPINE)
        return;
    look_up(m, p->reference_text, label);
    const char *const spread[] = {p->low_text, p->q1_text, p->q3_text, p->high_text};
    for (size_t i = 0; i < sizeof spread / sizeof spread[0]; i++)
        look_up(m, spread[i], label);
}

static void look_up_chart(struct missing *m, const struct report *r, const struct chart *c)
{
    for (size_t i = 0; i < c->n_series; i++) {
        for (size_t k = 0; k < c->series[i].n_points; k++)
            look_up_point(m, r, c, &c->series[i].points[k]);
    }
    for (size_t i = 0; i < c->n_references; i++)
        look_up(m, c->references[i].text, c->references[i].name);
    look_up(m, c->value_text, c->place != NULL ? c->place : "");
}

static const char *fallback(const struct values *v)
{
    return v->home != NULL ? "Die Werte wurden in den Anhang aufgenommen."
                           : "Auf die Tabelle wird nicht verwiesen.";
}

static bool holds(struct values *v, const struct named_values *named,
                  const struct doc_node *table)
{
    struct report *r = v->r;
    struct names texts;
    names_init(&texts);
    add_texts(&texts, table);
    struct missing m = {.texts = &texts};
    look_up_chart(&m, r, named->node->chart);
    if (m.first != NULL)
        XML_REPORT(r->d, FIGURE_VALUE_MISSING, named->at, "values", m.first, m.label,
                   named->node->text != NULL ? named->node->text : "", table->id, fallback(v));
    names_release(&texts);
    return m.first == NULL;
}

static void name_one(struct values *v, const struct named_values *named, struct drawn *d)
{
    struct report *r = v->r;
    const struct doc_node *table = document_find(r->doc, named->id);
    if (table == NULL || table->kind != DOC_TABLE) {
        XML_REPORT(r->d, FIGURE_NO_TABLE, named->at, "values", named->id, fallback(v));
        return;
    }
    if (!holds(v, named, table))
        return;
    struct value_table *t = arena_alloc(r->arena, sizeof *t);
    *t = (struct value_table){.node = (struct doc_node *)table, .word = "Tabelle"};
    d->named = true;
    values_found(d, t);
}

void values_named(struct values *v)
{
    size_t i = v->n; /* both lists have the order of the document, one is reversed */
    for (const struct named_values *n = v->r->named; n != NULL; n = n->next) {
        while (i > 0 && v->drawn[i - 1].node != n->node)
            i--;
        if (i > 0)
            name_one(v, n, &v->drawn[i - 1]);
    }
}
