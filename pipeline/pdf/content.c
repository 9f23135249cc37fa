#include "pdf/content_private.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "pdf/shape_private.h"
#include "pdf/syntax_private.h"

enum { SOFT_HYPHEN = 0xAD, GAP_PARTS = 7 /* a gap of size/7 separates words */ };

#define UNSET INT64_MIN

/* ISO 32000-1, 14.8.2.2: what an artifact is there for. */
enum artifact { ARTIFACT_LAYOUT, ARTIFACT_REPEATED, ARTIFACT_HEADER, ARTIFACT_FOOTER };

/* What is marked by one sequence. Element 0 stands for all artifacts, so that neighbours
 * share one. */
struct owner {
    uint32_t element;
    enum artifact artifact; /* of which kind, where it is element 0 */
};

/* The state of the page; the graphics part mirrors what a viewer has. */
struct state {
    struct content_job *job;
    struct buf *out;
    const struct page *page;
    uint32_t index;    /* of the page */
    bool marked;       /* inside of marked content */
    bool around;       /* the text object began before it and may outlast it */
    struct owner owner; /* whose */
    bool text;         /* inside of BT */
    int64_t x, y;      /* of the text line [1/100 pt] */
    int64_t font, size;
    int64_t fill, stroke, line, dash_on, dash_off, round;
};

static void put(struct state *s, const char *text)
{
    buf_adds(s->out, text);
}

static void put_point(struct state *s, int64_t x, int64_t y)
{
    buf_int(s->out, x);
    buf_addc(s->out, ' ');
    buf_int(s->out, y);
    buf_addc(s->out, ' ');
}

/* Sizes and widths are not rounded. */
static void put_length(struct state *s, mpt length)
{
    syntax_number(s->out, length, 1);
}

static int64_t across(mpt x)
{
    return syntax_hundredths(x);
}

static int64_t up(const struct state *s, mpt y)
{
    return syntax_hundredths(s->page->height - y);
}

static void end_text(struct state *s)
{
    if (s->text)
        put(s, "ET\n");
    s->text = false;
}

static void begin_text(struct state *s)
{
    if (s->text)
        return;
    put(s, "BT\n");
    s->text = true;
    s->x = s->y = 0;
}

static void end_marked(struct state *s)
{
    if (!s->around)
        end_text(s);
    if (s->marked)
        put(s, "EMC\n");
    s->marked = false;
}

static bool is_drawn(const struct page_op *op)
{
    const struct page_path *path = &op->u.path;
    if (op->kind == OP_TEXT)
        return op->u.text.text[0] != '\0' && op->u.text.size > 0;
    return op->kind == OP_PATH && path->n_verbs > 0 && path->verbs[0] == PATH_MOVE &&
           (path->fill != NO_COLOUR || path->stroke != NO_COLOUR);
}

/* Text outside of the margins is no layout: it is a table's head, said again. */
static enum artifact artifact_of(const struct state *s, const struct page_op *op)
{
    bool text = op->kind == OP_TEXT;
    mpt y = text ? op->u.text.y : op->u.path.n_points > 0 ? op->u.path.points[1] : 0;
    if (op->margin)
        return y < s->page->height / 2 ? ARTIFACT_HEADER : ARTIFACT_FOOTER;
    return text ? ARTIFACT_REPEATED : ARTIFACT_LAYOUT;
}

static struct owner owner_of(const struct state *s, const struct page_op *op)
{
    if (structure_is_artifact(s->job->structure, op->element))
        return (struct owner){0, artifact_of(s, op)};
    return (struct owner){op->element, ARTIFACT_LAYOUT};
}

static bool is_same(struct owner a, struct owner b)
{
    return a.element == b.element && a.artifact == b.artifact;
}

/* Whether the sequence that begins with operation i holds text alone. Such ones share a
 * text object with their neighbours: cells of a table are then placed by the distance to
 * the one before, and that comes again from row to row. */
static bool is_text(const struct state *s, size_t i)
{
    const struct page_op *ops = s->page->ops;
    for (struct owner first = owner_of(s, &ops[i]); i < s->page->n_ops; i++) {
        if (!is_drawn(&ops[i]))
            continue;
        if (!is_same(first, owner_of(s, &ops[i])))
            return true;
        if (ops[i].kind != OP_TEXT)
            return false;
    }
    return true;
}

static void begin_marked(struct state *s, size_t i)
{
    static const char *const kinds[] = {
        [ARTIFACT_LAYOUT] = "/Artifact<</Type/Layout>>BDC\n",
        [ARTIFACT_REPEATED] = "/Artifact<</Type/Pagination>>BDC\n",
        [ARTIFACT_HEADER] = "/Artifact<</Type/Pagination/Subtype/Header>>BDC\n",
        [ARTIFACT_FOOTER] = "/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n"};
    struct structure *tree = s->job->structure;
    struct owner owner = owner_of(s, &s->page->ops[i]);
    if (s->marked && is_same(s->owner, owner))
        return;
    end_marked(s);
    s->marked = true;
    s->owner = owner;
    s->around = is_text(s, i);
    if (s->around)
        begin_text(s);
    else
        end_text(s);
    if (owner.element == 0) {
        put(s, kinds[owner.artifact]);
        return;
    }
    buf_addc(s->out, '/');
    put(s, structure_type(tree, owner.element));
    put(s, "<</MCID ");
    buf_int(s->out, structure_mark(tree, owner.element, s->index));
    put(s, ">>BDC\n");
}

static void put_colour(struct state *s, int64_t *now, uint32_t rgb, const char *operator)
{
    if (*now == rgb)
        return;
    *now = rgb;
    for (int shift = 16; shift >= 0; shift -= 8) {
        syntax_number(s->out, ((rgb >> shift & 0xFF) * 1000 + 127) / 255, 3);
        buf_addc(s->out, ' ');
    }
    put(s, operator);
}

static void put_font(struct state *s, unsigned font, mpt size)
{
    if (s->font == font && s->size == size)
        return;
    s->font = font;
    s->size = size;
    put(s, "/F");
    buf_int(s->out, font);
    buf_addc(s->out, ' ');
    put_length(s, size);
    put(s, " Tf\n");
}

static void report_missing(struct state *s, enum face face, uint32_t cp)
{
    struct content_job *job = s->job;
    char text[5] = "", code[16], page[16];
    for (unsigned i = 0; i < job->n_missing; i++)
        if (job->missing[i] == cp)
            return;
    if (job->n_missing == MISSING_MAX)
        return;
    job->missing[job->n_missing++] = cp;
    utf8_put(text, cp);
    snprintf(code, sizeof code, "U+%04X", (unsigned)cp);
    snprintf(page, sizeof page, "%u", (unsigned)s->index + 1);
    DIAG_PLAIN(job->diag, PDF_GLYPH_MISSING, text, code, page, fonts_tried(job->fonts, face));
}

/* One run while it is written: "[(ab)-20(c)" and what is still to be adjusted. */
struct line {
    const struct page_text *run;
    int64_t word_space; /* [1/10000 em] */
    int64_t adjust;     /* owed before the next glyph, positive to the right */
    bool array, string; /* open brackets */
};

static void end_string(struct state *s, struct line *l)
{
    if (l->string)
        buf_addc(s->out, ')');
    l->string = false;
}

static void end_array(struct state *s, struct line *l)
{
    end_string(s, l);
    if (l->array)
        put(s, "]TJ\n");
    l->array = false;
}

static void put_glyph(struct state *s, struct line *l, const struct glyph *g, uint32_t cp)
{
    uint16_t code = font_set_code(s->job->set, g->font, g->gid, cp);
    if (g->font != s->font || !l->array) {
        end_array(s, l);
        put_font(s, g->font, l->run->size);
        buf_addc(s->out, '[');
        l->array = true;
    }
    if (l->adjust != 0) {
        end_string(s, l);
        syntax_number(s->out, -l->adjust, 1);
        l->adjust = 0;
    }
    if (!l->string)
        buf_addc(s->out, '(');
    l->string = true;
    if (code > 0xFF)
        buf_addc(s->out, (char)(code >> 8));
    buf_addc(s->out, (char)(code & 0xFF));
    l->adjust = g->advance - font_advance(&s->job->fonts->file[g->font], g->gid);
}

static void put_shape(struct state *s, struct line *l, const struct shape *shape, bool hyphen)
{
    for (uint32_t i = 0; i < shape->n; i++) {
        const struct glyph *g = &shape->glyphs[i];
        bool last = hyphen && i + 1 == shape->n;
        put_glyph(s, l, g, last && (g->cp == '-' || g->cp == 0x2010) ? SOFT_HYPHEN : g->cp);
    }
    if (shape->stretch)
        l->adjust += l->word_space;
    if (shape->missing != 0)
        report_missing(s, l->run->face, shape->missing);
}

static void put_string(struct state *s, struct line *l, const char *text, size_t len)
{
    const struct page_text *run = l->run;
    struct shape_reader r = shape_start(s->job->fonts, run->face, run->flags, text, len);
    const struct shape *shape;
    while ((shape = shape_next(&r)) != NULL)
        put_shape(s, l, shape, (run->flags & RUN_HYPHEN) && r.p == r.end);
}

static void move_to(struct state *s, mpt at_x, mpt at_y)
{
    int64_t x = across(at_x), y = up(s, at_y);
    begin_text(s);
    put_point(s, x - s->x, y - s->y);
    put(s, "Td\n");
    s->x = x;
    s->y = y;
}

/* The next text that is read after operation i of the page, across page ends. */
static const struct page_op *next_read(const struct state *s, size_t i)
{
    const struct pages *pages = s->job->pages;
    for (size_t p = s->index; p < pages->n_pages; p++) {
        const struct page *page = pages->page[p];
        for (i = p == s->index ? i + 1 : 0; i < page->n_ops; i++)
            if (page->ops[i].kind == OP_TEXT &&
                !structure_is_artifact(s->job->structure, page->ops[i].element))
                return &page->ops[i];
    }
    return NULL;
}

static bool ends_in_space(const char *text)
{
    static const char *const ends[] = {" ", "\xC2\xA0", "\xE2\x80\xAF"};
    size_t n = strlen(text);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t len = strlen(ends[i]);
        if (n >= len && memcmp(text + n - len, ends[i], len) == 0)
            return true;
    }
    return n == 0;
}

/* Raised figures and what follows them: another baseline, but the same line. */
static bool is_same_line(const struct page_text *run, const struct page_text *next)
{
    int64_t rise = (int64_t)next->y - run->y;
    return llabs(rise) * 2 < (run->size > next->size ? run->size : next->size);
}

/* Layout leaves out the space a line was broken at. Readers that take the text from
 * the marked content alone would join the words, so it is put back where it is not
 * seen: at the end of the run. */
static bool needs_space(const struct state *s, size_t i)
{
    const struct page_op *op = &s->page->ops[i];
    const struct page_text *run = &op->u.text;
    struct structure *tree = s->job->structure;
    if (structure_is_artifact(tree, op->element) || (run->flags & (RUN_OPEN | RUN_HYPHEN)) ||
        ends_in_space(run->text))
        return false;
    const struct page_op *next = next_read(s, i);
    if (next == NULL || next->u.text.text[0] == ' ' ||
        structure_block(tree, next->element) != structure_block(tree, op->element))
        return false;
    int64_t gap = (int64_t)next->u.text.x - run->x - run->width;
    return llabs(gap) > run->size / GAP_PARTS || !is_same_line(run, &next->u.text);
}

static void put_text(struct state *s, size_t i)
{
    const struct page_op *op = &s->page->ops[i];
    const struct page_text *run = &op->u.text;
    struct line l = {.run = run};
    if (!structure_is_artifact(s->job->structure, op->element))
        structure_text(s->job->structure, op->element, run->text);
    begin_marked(s, i);
    l.word_space = (int64_t)run->word_space * EM / run->size;
    put_colour(s, &s->fill, run->rgb & 0xFFFFFF, "rg\n");
    move_to(s, run->x, run->y);
    put_string(s, &l, run->text, strlen(run->text));
    if (needs_space(s, i)) {
        put_string(s, &l, " ", 1);
        structure_space(s->job->structure, op->element);
    }
    end_array(s, &l);
}

static void set_line(struct state *s, const struct page_path *path)
{
    if (s->line != path->line_width) {
        s->line = path->line_width;
        put_length(s, path->line_width);
        put(s, " w\n");
    }
    if (s->round != path->round) {
        s->round = path->round;
        put(s, path->round ? "1 J 1 j\n" : "0 J 0 j\n");
    }
    mpt on = path->dash_on > 0 || path->dash_off > 0 ? path->dash_on : 0;
    mpt off = path->dash_on > 0 || path->dash_off > 0 ? path->dash_off : 0;
    if (s->dash_on == on && s->dash_off == off)
        return;
    s->dash_on = on;
    s->dash_off = off;
    buf_addc(s->out, '[');
    if (on != 0 || off != 0) {
        put_length(s, on);
        buf_addc(s->out, ' ');
        put_length(s, off);
    }
    put(s, "]0 d\n");
}

static int points_of(unsigned char verb)
{
    return verb == PATH_CLOSE ? 0 : verb == PATH_CURVE ? 3 : 1;
}

/* Four corners of an upright rectangle, closed: "re" is a third of the bytes. */
static bool put_rectangle(struct state *s, const struct page_path *path)
{
    static const unsigned char box[] = {PATH_MOVE, PATH_LINE, PATH_LINE, PATH_LINE, PATH_CLOSE};
    const mpt *p = path->points;
    if (path->n_verbs != sizeof box || path->n_points < 4 ||
        memcmp(path->verbs, box, sizeof box) != 0)
        return false;
    bool flat = p[1] == p[3] && p[2] == p[4] && p[5] == p[7] && p[6] == p[0];
    bool tall = p[0] == p[2] && p[3] == p[5] && p[4] == p[6] && p[7] == p[1];
    if (!flat && !tall)
        return false;
    put_point(s, across(p[0]), up(s, p[1]));
    put_point(s, across(p[4]) - across(p[0]), up(s, p[5]) - up(s, p[1]));
    put(s, "re\n");
    return true;
}

static bool has_curves(const struct page_path *path)
{
    return memchr(path->verbs, PATH_CURVE, path->n_verbs) != NULL;
}

/* How a path is written: in hundredths of a point on the page, or in a frame of its own. */
enum frame {
    FRAME_PAGE,
    FRAME_CURVES, /* from its first point: all dots of a size are the same bytes then */
    FRAME_TENTHS  /* borders on a map, whose points lie on a grid of 0.1 pt: fewer digits, and a
                   * border between two places is the same bytes in both */
};

enum { MANY = 10, TENTH = 100 };

static bool in_tenths(const struct page_path *path)
{
    if (path->n_points < MANY || path->dash_on > 0 || path->dash_off > 0)
        return false;
    for (size_t i = 0; i < path->n_points; i++) {
        if ((path->points[2 * i] - path->points[0]) % TENTH != 0 ||
            (path->points[2 * i + 1] - path->points[1]) % TENTH != 0)
            return false;
    }
    return true;
}

static enum frame frame_of(const struct page_path *path)
{
    return has_curves(path) ? FRAME_CURVES : in_tenths(path) ? FRAME_TENTHS : FRAME_PAGE;
}

/* Where the frame begins on the page. */
static mpt origin_x(const struct page_path *path, enum frame frame)
{
    mpt x = path->points[0];
    return frame == FRAME_CURVES ? x : frame == FRAME_TENTHS ? x % TENTH : 0;
}

static mpt origin_y(const struct state *s, const struct page_path *path, enum frame frame)
{
    mpt y = path->points[1], h = s->page->height;
    return frame == FRAME_CURVES ? y : frame == FRAME_TENTHS ? h - (h - y) % TENTH : h;
}

/* Widths follow the scale of the frame. */
static void begin_frame(struct state *s, const struct page_path *path, enum frame frame)
{
    put(s, frame == FRAME_TENTHS ? "q\n10 0 0 10 " : "q\n1 0 0 1 ");
    put_point(s, across(origin_x(path, frame)), up(s, origin_y(s, path, frame)));
    put(s, "cm\n");
    if (frame == FRAME_TENTHS && path->stroke != NO_COLOUR) {
        syntax_number(s->out, path->line_width, 2);
        put(s, " w\n");
    }
}

static void put_outline(struct state *s, const struct page_path *path, enum frame frame)
{
    static const char *const operators[] = {"m\n", "l\n", "c\n", "h\n"};
    mpt x = origin_x(path, frame), y = origin_y(s, path, frame);
    int tenth = frame == FRAME_TENTHS ? TENTH / 10 : 1;
    size_t at = 0;
    for (size_t i = 0; i < path->n_verbs; i++) {
        unsigned char verb = path->verbs[i];
        assert(verb <= PATH_CLOSE && at + (size_t)points_of(verb) <= path->n_points);
        for (int k = 0; k < points_of(verb); k++, at++)
            put_point(s, across(path->points[2 * at] - x) / tenth,
                      syntax_hundredths(y - path->points[2 * at + 1]) / tenth);
        put(s, operators[verb]);
    }
}

/* Even-odd, so that a hole in an area is a hole whichever way round it runs. */
static void put_path(struct state *s, size_t i)
{
    const struct page_op *op = &s->page->ops[i];
    const struct page_path *path = &op->u.path;
    bool fill = path->fill != NO_COLOUR, stroke = path->stroke != NO_COLOUR;
    begin_marked(s, i);
    end_text(s);
    if (fill)
        put_colour(s, &s->fill, path->fill & 0xFFFFFF, "rg\n");
    if (stroke) {
        put_colour(s, &s->stroke, path->stroke & 0xFFFFFF, "RG\n");
        set_line(s, path);
    }
    bool box = put_rectangle(s, path);
    enum frame frame = box ? FRAME_PAGE : frame_of(path);
    if (frame != FRAME_PAGE)
        begin_frame(s, path, frame);
    if (!box)
        put_outline(s, path, frame);
    put(s, fill && stroke ? "B*\n" : fill ? "f*\n" : "S\n");
    if (frame != FRAME_PAGE)
        put(s, "Q\n");
}

void content_write(struct content_job *job, uint32_t page, struct buf *out)
{
    struct state s = {.job = job, .out = out, .page = job->pages->page[page], .index = page,
                      .font = UNSET, .size = UNSET, .fill = UNSET, .stroke = UNSET,
                      .line = UNSET, .dash_on = 0, .dash_off = 0, .round = 0};
    put(&s, "q\n.01 0 0 .01 0 0 cm\n");
    for (size_t i = 0; i < s.page->n_ops; i++) {
        const struct page_op *op = &s.page->ops[i];
        if (is_drawn(op) && op->kind == OP_TEXT)
            put_text(&s, i);
        else if (is_drawn(op))
            put_path(&s, i);
    }
    end_marked(&s);
    end_text(&s);
    put(&s, "Q\n");
}
