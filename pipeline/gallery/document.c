#include "gallery/gallery.h"

#include <stdio.h>

#include "document/document.h"

/* Columns that an example covers, of 12, and the width of such a column with the margins
 * and gutters that are shipped [pt]: samples name the smallest width they are made for. */
static const struct size {
    int span;
    double width;
    const char *title;
} sizes[] = {{12, 481, "Volle Breite"},
             {8, 317, "Zwei Drittel"},
             {6, 234, "Halbe Breite"},
             {5, 193, "Fünf Zwölftel"},
             {3, 111, "Ein Viertel"},
             {2, 64, "In einer Tabelle"}};
enum { N_SIZES = sizeof sizes / sizeof sizes[0], FULL = 12 };

/* Key figures and sparklines are never drawn wider than this. */
static const struct {
    const char *name;
    double widest; /* [pt]; 0: any width */
} kinds[CHART_KIND_COUNT] = {
    [CHART_LINE] = {"Liniendiagramm", 0},
    [CHART_COLUMNS] = {"Säulendiagramm", 0},
    [CHART_RANKING] = {"Rangfolge", 0},
    [CHART_PYRAMID] = {"Bevölkerungspyramide", 0},
    [CHART_BARS] = {"Balkendiagramm", 0},
    [CHART_TILE] = {"Kennzahl", 120},
    [CHART_STRIP] = {"Lage unter allen", 240},
    [CHART_SPARK] = {"Verlauf in einer Zelle", 70},
    [CHART_SPINE] = {"Vergleich mit dem Kreis", 0},
    [CHART_LOCATOR] = {"Lagekarte", 0},
    [CHART_RANGE] = {"Lage mit Spannweite", 0},
    [CHART_MULTIPLES] = {"Kleine Liniendiagramme", 0},
    [CHART_AGES] = {"Zusammensetzung im Zeitverlauf", 0},
    [CHART_STACK] = {"Gestapelte Balken", 0},
    [CHART_DIVERGING] = {"Balken nach zwei Seiten", 0},
    [CHART_SCATTER] = {"Streudiagramm", 0},
    [CHART_SLOPE] = {"Vergleich zweier Jahre", 0},
    [CHART_FUNNEL] = {"Trichterdiagramm", 0},
    [CHART_HEAT] = {"Farbtabelle", 0},
    [CHART_CLASSES] = {"Status und Dynamik", 0},
    [CHART_MAP] = {"Karte", 0},
    [CHART_TILES] = {"Kachelkarte", 0},
    [CHART_SYMBOLS] = {"Karte mit Symbolen", 0}};

static void add_heading(struct document *doc, struct doc_node *parent, int level,
                        const char *text)
{
    struct doc_node *h = document_add(doc, parent, DOC_HEADING);
    h->level = level;
    document_add(doc, h, DOC_TEXT)->text = text;
}

static void add_figure(struct document *doc, struct doc_node *parent,
                       const struct gallery_sample *s)
{
    struct doc_node *f = document_add(doc, parent, DOC_FIGURE);
    const char *kind = kinds[s->kind].name;
    f->text = s->about;
    f->subtitle = s->name;
    f->alt = arena_printf(doc->arena, "%s: Beispiel %s, erfundene Werte.", kind, s->about);
    f->chart = s->make(doc->arena);
}

static bool fits(const struct gallery_sample *s, const struct size *size)
{
    double widest = kinds[s->kind].widest;
    return s->least <= size->width && (widest <= 0 || size->width <= widest);
}

/* Examples side by side, as many as there is room for. */
static struct doc_node *next_column(struct document *doc, struct doc_node *section,
                                    struct doc_node *column, int span)
{
    int used = 0;
    struct doc_node *row = column != NULL ? column->parent : NULL;
    for (const struct doc_node *c = row != NULL ? row->first : NULL; c != NULL; c = c->next)
        used += c->span;
    if (row == NULL || used + span > FULL)
        row = document_add(doc, section, DOC_COLUMNS);
    column = document_add(doc, row, DOC_COLUMN);
    column->span = span;
    return column;
}

/* Spans of a row must sum to 12. */
static void fill_rows(struct document *doc, struct doc_node *section)
{
    for (struct doc_node *row = section->first; row != NULL; row = row->next) {
        int used = 0;
        for (const struct doc_node *c = row->first; c != NULL; c = c->next)
            used += c->span;
        if (row->kind == DOC_COLUMNS && used < FULL)
            document_add(doc, row, DOC_COLUMN)->span = FULL - used;
    }
}

static void add_size(struct document *doc, struct doc_node *section, enum chart_kind kind,
                     const struct size *size)
{
    struct doc_node *column = NULL;
    bool any = false;
    for (size_t i = 0; i < gallery_samples(); i++) {
        const struct gallery_sample *s = gallery_sample(i);
        if (s->kind != kind || !fits(s, size))
            continue;
        if (!any)
            add_heading(doc, section, 2, size->title);
        any = true;
        if (size->span == FULL) {
            add_figure(doc, section, s);
        } else {
            column = next_column(doc, section, column, size->span);
            add_figure(doc, column, s);
        }
    }
}

static bool any_of(enum chart_kind kind)
{
    for (size_t i = 0; i < gallery_samples(); i++) {
        if (gallery_sample(i)->kind == kind)
            return true;
    }
    return false;
}

struct document *gallery_document(void)
{
    struct document *doc = document_new();
    doc->title = "Musterblätter der Abbildungen";
    doc->subject = "Alle Arten von Abbildungen in allen Größen mit gewöhnlichen und mit "
                   "außergewöhnlichen Werten.";
    doc->volume = "Musterblätter";
    doc->publication = "Musterblätter der Abbildungen · erfundene Werte";
    struct doc_node *first = document_add(doc, doc->root, DOC_SECTION);
    first->running = "Inhalt";
    add_heading(doc, first, 1, doc->title);
    struct doc_node *lead = document_add(doc, first, DOC_PARAGRAPH);
    lead->role.para = PARA_LEAD;
    document_add(doc, lead, DOC_TEXT)->text = doc->subject;
    struct doc_node *contents = document_add(doc, first, DOC_CONTENTS);
    contents->role.contents = CONTENTS_SECTIONS;
    for (int kind = 0; kind < CHART_KIND_COUNT; kind++) {
        if (!any_of((enum chart_kind)kind))
            continue;
        struct doc_node *section = document_add(doc, doc->root, DOC_SECTION);
        section->new_page = true;
        section->running = kinds[kind].name;
        add_heading(doc, section, 1, kinds[kind].name);
        for (size_t i = 0; i < N_SIZES; i++)
            add_size(doc, section, (enum chart_kind)kind, &sizes[i]);
        fill_rows(doc, section);
    }
    document_number(doc);
    return doc;
}
