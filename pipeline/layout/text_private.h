/* Text: inlines as a row of pieces, the units of line breaking; lines made of them.
 *
 * A piece is a stretch of one style without a place to break inside. Widths [mpt]
 * come from the metrics, once per piece. Ownership: in the arena of the layout;
 * the bytes may belong to the document. */
#ifndef LAYOUT_TEXT_PRIVATE_H
#define LAYOUT_TEXT_PRIVATE_H

#include "layout/layout_private.h"

/* How a line may end after a piece. */
enum piece_end {
    END_NONE,      /* it may not; space, if any, does not break */
    END_SPACE,
    END_BOUND,     /* the same, but rather not: between a number and its noun */
    END_FREE,      /* after a hyphen, slash or dash of the author */
    END_HYPHEN,    /* a hyphen is added */
    END_EMERGENCY, /* inside a word that is longer than the line */
    END_FORCED
};

struct text_style {
    struct text_style *next;
    enum face face;
    mpt size;
    mpt rise;      /* of the baseline, superscripts */
    uint32_t rgb;
    unsigned flags; /* RUN_* */
    mpt space, hyphen; /* widths */
};

struct piece {
    const char *text; /* UTF-8, no control characters */
    uint32_t len;     /* [bytes] */
    mpt width;
    mpt space;        /* after it, when the line goes on */
    const struct text_style *style;
    struct tag *tag;  /* span or link; NULL: the block's own */
    uint8_t end;      /* enum piece_end */
    bool hyphenate;   /* may be parted by the patterns */
    bool number;      /* of a page: put in later, never wider */
};

struct text {
    struct piece *piece;
    size_t n;
    bool hyphenated;
    bool hangs; /* signs at line ends stand a little outside; paragraphs, not table cells */
    bool noted;        /* holds marks of footnotes */
};

struct text_look { /* how a block sets its text */
    struct type_style type;
    uint32_t accent;   /* of TEXT_COLOUR */
    mpt grey_size;     /* size of TEXT_GREY, 0: unchanged */
    unsigned flags;    /* RUN_* */
    bool hyphenate;
};

/* Inlines of a block. */
void text_of_node(struct layout *l, const struct doc_node *block, const struct text_look *look,
                  struct tag *tag, struct text *out);
/* Plain text with stretches that become spans in the tag. */
void text_of_marked(struct layout *l, const struct marked *s, const struct text_look *look,
                    struct tag *tag, struct text *out);
/* Plain text, NULL counts as empty. */
void text_of_string(struct layout *l, const char *s, const struct text_look *look,
                    struct text *out);
/* Parts words by the patterns, but not names of places. The unbroken widths stay. */
void text_hyphenate(struct layout *l, struct text *t);
/* Parts whatever is wider than limit: at no-break spaces, names by the patterns, then
 * anything anywhere. */
void text_force(struct layout *l, struct text *t, mpt limit);
/* Bytes of the letter at s: ASCII and U+00C0..U+00FF; 0: all else stops a word. */
size_t letter_length(const char *s, size_t n);
/* Widest stretch without a break; widest line when only forced breaks count. */
mpt text_least(const struct text *t);
mpt text_most(const struct text *t);

const struct text_style *style_make(struct layout *l, enum face face, mpt size, uint32_t rgb,
                                    unsigned flags, mpt rise);
mpt style_width(const struct layout *l, const struct text_style *s, const char *text,
                size_t len);

/* glyphs.c: which characters can be printed. */
struct glyphs *glyphs_new(struct arena *a);
bool glyphs_ascii(struct layout *l, enum face face); /* all printable ASCII is there */
/* The text with unprintable characters replaced and control characters dropped;
 * the same pointer where nothing has to change. U+00AD and U+200B stay. */
const char *glyphs_clean(struct layout *l, enum face face, const char *s, size_t *len);

/* spacing.c: what German typography says of a line end between the words a and b. It
 * forbids one in "§ 35a", "SGB XII", "Nr. 3", "12 %", "z. B.", "31. Dezember 2015" and
 * would rather have none in "8 Menschen". */
enum words_end { WORDS_PART, WORDS_RATHER_NOT, WORDS_STAY };
enum words_end words_end(const char *a, size_t na, const char *b, size_t nb);

/* places.c: names of the document's areas. Their words of HYPHEN_WORD letters and more;
 * and as one string what tells towns of one name apart: "an der Teck", "der Teck". */
void places_collect(const struct document *doc, struct names *places);
/* Whether these letters are such a word, or its genitive. */
bool places_word(const struct layout *l, const char *s, size_t n);
/* Whether the n pieces begin with such an ending, of two words or more. */
bool places_stay(const struct layout *l, const struct piece *first, size_t n);

/* Lines. Optimum fit (Knuth and Plass 1981) for ragged right: spaces keep their
 * width, so that no rivers come about, and the sum of the costs over all lines is least.
 * With s the room left and u = 2 sizes + a twentieth of the width, a line costs
 * LINE_COST + 100 (s/u)^2, the last line and lines before forced breaks only LINE_COST
 * (and SHORT_COST or STUB_COST where they are shorter than 3 or 2 sizes: a last line is
 * longer than any indent); ends cost as below.
 *
 * Hyphens are tried only where the text without them leaves too much room in a line:
 * more than three quarters of line_limit(), or all of it where they are for need only
 * (notes, titles in boxes, table cells).
 *
 * Optical margins: hyphens, commas, full stops and closing quotes at the end and opening
 * quotes and brackets at the start of a line stand outside of the measure by a share of
 * their width, because a margin is seen where the letters are. The room left is counted
 * from there. */
enum {
    LINE_COST = 60,
    SHORT_COST = 150,
    STUB_COST = 2000,
    LOOSE_COST = 3000,      /* more room left than line_limit() */
    FREE_COST = 40,         /* after the author's hyphen */
    HYPHEN_COST = 130,
    BOUND_COST = 200,       /* before the noun of a number */
    STUMP_COST = 300,       /* after the two first letters of a word */
    TAIL_COST = 60,         /* before the three last ones */
    PAIR_COST = 200,        /* in two lines running */
    THIRD_COST = 4000,      /* in a third one */
    LAST_HYPHEN_COST = 150, /* before the last line */
    REST_COST = 4000,       /* and nothing but the rest of the word in that one */
    EMERGENCY_COST = 5000
};

/* The room a line of a paragraph may leave, unless it is the last one: three sizes, since
 * six letters are what most German syllables need with a hyphen or a short word with its
 * space, and a tenth of the measure, since the eye takes the ragged edge for a share of
 * it. That is a sixth of a full line of text and less than a third of the narrowest
 * column; more would look like the end of a paragraph. */
enum { LIMIT_SIZES = 3, LIMIT_PART = 10 };
mpt line_limit(mpt measure, mpt size);

/* When words are parted; in any case where one is wider than the measure. */
enum hyphens { HYPHENS_NONE, HYPHENS_USUAL, HYPHENS_NEEDED };

struct line {
    uint32_t first, last; /* pieces, inclusive */
    mpt width;            /* with the hyphen */
    mpt left;             /* what stands outside at the left */
    mpt edge;             /* where it could have gone on, from its start; 0: see page_text */
};

struct lines {
    struct line *line;
    size_t n;
};

/* Width of the line made of these pieces, and its cost alone (int64: never over). */
mpt line_width(const struct text *t, size_t first, size_t last);
int64_t line_cost(const struct text *t, size_t last, mpt width, mpt room, mpt size);

/* What may stand outside of the measure where a line begins or ends with the piece. */
mpt hang_left(const struct layout *l, const struct piece *p);
mpt hang_right(const struct layout *l, const struct piece *p);

/* Breaks t into lines of the width; the first one is shorter by indent. size is that of
 * the block's text. */
void lines_break(struct layout *l, struct text *t, mpt width, mpt indent, enum hyphens hyphens,
                 mpt size, struct lines *out);

/* Draws a line with its start at x; tag is the block's own. */
void text_line_draw(struct painter *p, const struct text *t, const struct line *line,
                    struct tag *tag, mpt x, mpt baseline);
/* Draws all of a text as one line (labels, titles). */
void text_draw(struct painter *p, const struct text *t, struct tag *tag, mpt x, mpt baseline);

#endif
