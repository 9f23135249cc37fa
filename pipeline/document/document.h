/* Document: a report as a tree of blocks and inlines, without coordinates.
 *
 * Ownership: document_new() / document_free(); nodes and strings lie in its arena.
 * Text is UTF-8, already German and final: no number is formatted after this. */
#ifndef DOCUMENT_DOCUMENT_H
#define DOCUMENT_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "document/chart.h"

enum doc_kind {
    /* blocks */
    DOC_ROOT,
    DOC_COVER,      /* DOC_PARAGRAPHs by role (small: names of the fields), one DOC_FIGURE */
    DOC_CONTENTS,   /* title in text; entries are made by layout, of what is in role; level */
    DOC_SECTION,    /* heading in children before the first block: DOC_HEADING */
    DOC_HEADING,    /* inlines; level 1..4 */
    DOC_PARAGRAPH,  /* inlines; role */
    DOC_LIST,       /* items; ordered */
    DOC_ITEM,       /* blocks */
    DOC_COLUMNS,    /* columns side by side, spans sum to 12 */
    DOC_COLUMN,     /* blocks; span */
    DOC_BOX,        /* title in text; blocks: reading help and notes */
    DOC_TABLE,      /* title, subtitle; DOC_ROWs with head ones first; then DOC_NOTES */
    DOC_ROW,        /* cells; row role */
    DOC_CELL,       /* inlines, or chart (spark) */
    DOC_FIGURE,     /* title, subtitle, alt, chart; then DOC_NOTES */
    DOC_NOTES,      /* paragraphs below a table or figure: notes, source */
    DOC_PAGE_BREAK,
    /* inlines */
    DOC_TEXT,       /* text, style */
    DOC_BREAK,      /* forced line break */
    DOC_LINK,       /* inlines; target (id inside the document) */
    DOC_PAGE_REF,   /* the page number of target */
    DOC_FOOTNOTE,   /* inlines; its mark stands here, its text at the foot of the page */
    DOC_KIND_COUNT
};

enum paragraph_role {
    PARA_BODY,      /* 9.5/14; following ones indented */
    PARA_LEAD,      /* subtitle line below H1, 10/14 grey */
    PARA_KEY,       /* numbered key sentence: big numeral from ordinal */
    PARA_SMALL,     /* notes, sources: 7.5/10.5 grey */
    PARA_COVER_OVER_LEFT, PARA_COVER_OVER_RIGHT, /* "Landkreis Esslingen", edition */
    PARA_COVER_TITLE,   /* "Sozialbericht" */
    PARA_COVER_NAME,    /* "Nürtingen" */
    PARA_COVER_SUB,     /* "Gemeindebericht für die Große Kreisstadt Nürtingen" */
    PARA_COVER_FOOT_LEFT, PARA_COVER_FOOT_RIGHT
};

enum row_role { ROW_BODY, ROW_HEAD, ROW_GROUP, ROW_SUM, ROW_SUB /* davon: indented */ };
enum contents_of { CONTENTS_SECTIONS, CONTENTS_FIGURES, CONTENTS_TABLES };
enum cell_align { ALIGN_LEFT, ALIGN_RIGHT, ALIGN_DECIMAL, ALIGN_CENTER };

enum {
    TEXT_BOLD = 1, TEXT_ITALIC = 2, TEXT_SUPERSCRIPT = 4, TEXT_COLOUR = 8 /* page colour */,
    TEXT_GREY = 16, TEXT_NO_HYPHEN = 32
};

/* Stretches of a plain string that are read differently, in order, apart from each other. */
struct doc_mark {
    size_t at, len;        /* [bytes] */
    const char *expansion; /* of an abbreviation, or NULL */
    const char *lang;      /* BCP 47, or NULL */
};

struct doc_marks {
    const struct doc_mark *mark;
    size_t n;
};

struct doc_node {
    enum doc_kind kind;
    struct doc_node *parent, *next, *first, *last;
    const void *origin;    /* where it comes from; NULL: where its parent does */

    const char *text;      /* DOC_TEXT, DOC_BOX and DOC_CONTENTS title, table/figure title */
    const char *subtitle;  /* table, figure: what, unit, area, time */
    struct doc_marks text_marks;     /* in the text of a block; section: in running */
    struct doc_marks subtitle_marks;
    const char *alt;       /* figure: alternative text; link: where it leads */
    const char *id;        /* section, table, figure: unique, target of links; may be NULL */
    const char *target;    /* DOC_LINK, DOC_PAGE_REF */
    const char *lang;      /* BCP 47 where it differs from de, else NULL */
    const char *actual;    /* DOC_TEXT: what is read instead of the text (signs) */
    const char *expansion; /* DOC_TEXT: of an abbreviation */
    const char *running;   /* section: short title for the page head and the contents */
    const char *values;    /* figure, cell with a spark: ids of the tables that hold its
                            * values, divided by blanks */
    int level;             /* heading 1..4; key paragraphs: ordinal; contents: how deep, 0: 2 */
    int number;            /* figure, table, footnote: running number of its kind; 0 none */
    int field;             /* section, box: Handlungsfeld 0..5; -1 inherits */
    int span;              /* column: of 12; cell: columns covered (>= 1) */
    int row_span;          /* cell: rows covered (>= 1) */
    unsigned style;        /* DOC_TEXT: TEXT_* */
    union {
        enum paragraph_role para;
        enum row_role row;
        enum cell_align align;
        enum contents_of contents;
    } role;
    bool ordered;          /* list */
    bool head_cell;        /* cell: is a head (TH): row heads and column heads */
    bool dense;            /* table: 8/10.75 instead of 8.5/14 */
    bool new_page;         /* section: begins a page */
    bool right_page;       /* section with new_page: a right-hand one, in print */
    bool landscape;        /* section: on landscape pages of its own */
    bool part;             /* section: a part of a volume, its heading is a title page */
    bool masthead;         /* section: its heading is as large as the name on a cover */
    struct chart *chart;   /* figure; cell with a sparkline */
};

/* Reports at the place that an origin stands for, or at text and true where it stands
 * there. */
typedef bool document_locate(struct diag *d, enum diag_code code, const void *origin,
                             const char *text, const char *const *args);

struct document {
    struct arena *arena;
    struct doc_node *root;
    document_locate *locate; /* valid as long as the templates; NULL: nothing has an origin */
    const char *title;       /* "Sozialbericht Nürtingen" */
    const char *subject;     /* one sentence */
    const char *author;      /* publisher: "Landratsamt Esslingen" */
    const char *volume;      /* page head, inner: "Sozialbericht Nürtingen" */
    const char *publication; /* page foot: "Landkreis X · Sozialbericht · Ausgabe 2026" */
    const char *date;        /* ISO date of the edition */
    const char *mark;        /* "Demonstrationsdaten" on every page, or NULL */
    const char *annex;       /* "Anlage 3 zur Vorlage 012/2026" at the head, or NULL */
    bool print;              /* for double-sided print: chapters begin on right-hand pages */
    const char *area_key;    /* key of the area the report is about */
    const char *const *places; /* names of all areas: they are not parted */
    size_t n_places;
    const char *lang;        /* "de-DE" */
    int n_fields;            /* bars in the page head (5) */
    const char *data;        /* published figures of the report as CSV (UTF-8), or NULL */
    size_t data_len;         /* [bytes] */
    int newest;              /* latest year with a figure of the area in data, 0: none */
    size_t hidden;           /* figures in data that the program keeps secret */
};

struct document *document_new(void);
void document_free(struct document *doc);

/* A new node, appended to parent (NULL: not yet placed). */
struct doc_node *document_add(struct document *doc, struct doc_node *parent, enum doc_kind kind);

/* Depth-first walk without recursion: document_next(doc, NULL) is the root; *leaving
 * tells whether a node with children is left for the second time (leaf: once). */
struct doc_node *document_next(const struct doc_node *root, const struct doc_node *at,
                               bool *leaving);

/* First node with that id, or NULL. */
const struct doc_node *document_find(const struct document *doc, const char *id);

/* Numbers figures, tables and footnotes, each kind from 1 in reading order; when the tree
 * is complete. Figures and tables carry a number where they have a title; tiles and what
 * stands on the cover do not. */
void document_number(struct document *doc);
bool document_has_number(const struct doc_node *n); /* by that rule */
/* "Abbildung 3", "Tabelle 2" with a no-break space; NULL where it has no number. */
const char *document_label(struct arena *a, const struct doc_node *n);

/* Rules of a well-formed tree (kinds inside kinds, heading levels without gaps, ids
 * unique, links with a target, tables rectangular, figures with alt, numbers without
 * gaps, footnotes where they may stand). Broken rules are reported; true if none. */
bool document_check(const struct document *doc, struct diag *d);

/* The origin of a node; NULL where nothing above has one either. */
const void *document_origin(const struct doc_node *n);

/* Reports a fault of text in a node, with its place where that is known; n may be NULL.
 * text NULL: of the node as a whole. False where the text is not part of the template, but
 * comes with a value. */
bool document_report(const struct document *doc, struct diag *d, enum diag_code code,
                     const struct doc_node *n, const char *text, const char *const *args);

/* Text dump for golden files; free() it. */
char *document_dump(const struct document *doc);

const char *document_kind_name(enum doc_kind kind);

#endif
