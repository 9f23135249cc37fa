#include <math.h>
#include <string.h>

#include "structure/lex.h"
#include "structure/page.h"
#include "structure/text.h"

enum { STATES_MAX = 64, MARKS_DEEP = 32, MCID_MAX = 100000, OPERANDS_MAX = 64 };

struct matrix {
    double a, b, c, d, e, f;
};

struct state {
    struct matrix ctm;
    const struct font *font;
    double size, char_space, word_space, scale, leading, rise;
};

struct reader {
    const struct pdf *pdf;
    struct page *page;
    struct font_list *fonts;
    struct lex lex;
    struct lex_value args[OPERANDS_MAX];
    size_t n;
    struct state now, saved[STATES_MAX];
    size_t n_saved;
    struct matrix text, line;
    size_t open[MARKS_DEEP];
    size_t n_open;
    struct box path;
    size_t n_text; /* BT and ET so far: odd inside of a text object */
};

static const struct matrix identity = {1, 0, 0, 1, 0, 0};

static struct matrix times(struct matrix m, struct matrix n)
{
    return (struct matrix){m.a * n.a + m.b * n.c,       m.a * n.b + m.b * n.d,
                           m.c * n.a + m.d * n.c,       m.c * n.b + m.d * n.d,
                           m.e * n.a + m.f * n.c + n.e, m.e * n.b + m.f * n.d + n.f};
}

static void corner(struct box *b, struct matrix m, double x, double y)
{
    box_point(b, m.a * x + m.c * y + m.e, m.b * x + m.d * y + m.f);
}

static double arg(const struct reader *r, size_t i)
{
    double value = i < r->n && r->args[i].kind == LEX_NUMBER ? r->args[i].number : 0;
    return isfinite(value) ? value : 0;
}

static struct matrix arg_matrix(const struct reader *r)
{
    return (struct matrix){arg(r, 0), arg(r, 1), arg(r, 2), arg(r, 3), arg(r, 4), arg(r, 5)};
}

static void strange(struct reader *r, const char *what)
{
    page_strange(r->pdf, r->page, what);
}

/* The innermost sequence that is an artifact or has an MCID. */
static struct mark *owner(struct reader *r)
{
    for (size_t i = r->n_open; i > 0; i--) {
        struct mark *m = &r->page->marks[r->open[i - 1]];
        if (m->artifact || m->mcid >= 0)
            return m;
    }
    return NULL;
}

/* Marked content */

static const char *string_of(struct reader *r, const struct lex_value *v, const char **fault)
{
    if (v == NULL || v->kind != LEX_STRING)
        return NULL;
    const char *text = text_of_bytes(r->pdf->store, (const unsigned char *)v->text, v->len, fault);
    if (*fault == NULL)
        *fault = text_fault(text);
    return text;
}

static const char *name_of(const struct lex_value *v)
{
    return v != NULL && v->kind == LEX_NAME ? v->text : NULL;
}

static void direct_properties(struct reader *r, struct mark *m, const struct lex_value *dict)
{
    const struct lex_value *mcid = lex_key(dict, "MCID");
    if (mcid != NULL && mcid->kind == LEX_NUMBER && mcid->number >= 0 &&
        mcid->number < MCID_MAX)
        m->mcid = (long)mcid->number;
    else if (mcid != NULL)
        strange(r, "an MCID that is no number or too great");
    m->type = name_of(lex_key(dict, "Type"));
    m->subtype = name_of(lex_key(dict, "Subtype"));
    m->actual = string_of(r, lex_key(dict, "ActualText"), &m->string_fault);
    m->expansion = string_of(r, lex_key(dict, "E"), &m->string_fault);
}

static void named_properties(struct reader *r, struct mark *m, const char *name)
{
    const struct pdf *pdf = r->pdf;
    json_t *all = pdf_key(pdf, r->page->resources, "/Properties");
    json_t *dict = pdf_key(pdf, all, store_printf(pdf->store, "/%s", name));
    if (dict == NULL)
        strange(r, "a property list that is not in the resources");
    long mcid = pdf_integer(pdf_key(pdf, dict, "/MCID"), -1);
    m->mcid = mcid < MCID_MAX ? mcid : -1;
    m->type = pdf_name(pdf_key(pdf, dict, "/Type"));
    m->subtype = pdf_name(pdf_key(pdf, dict, "/Subtype"));
    m->actual = pdf_text(pdf, pdf_key(pdf, dict, "/ActualText"), &m->string_fault);
    m->expansion = pdf_text(pdf, pdf_key(pdf, dict, "/E"), &m->string_fault);
}

static void register_mcid(struct reader *r, size_t mark)
{
    struct page *p = r->page;
    size_t mcid = (size_t)p->marks[mark].mcid;
    while (p->n_mcids <= mcid) {
        p->by_mcid = store_room(r->pdf->store, p->by_mcid, p->n_mcids, &p->cap_mcids,
                                sizeof *p->by_mcid);
        p->by_mcid[p->n_mcids++] = NOT_FOUND;
    }
    if (p->by_mcid[mcid] != NOT_FOUND)
        strange(r, store_printf(r->pdf->store, "MCID %zu stands twice", mcid));
    p->by_mcid[mcid] = mark;
}

static void begin_mark(struct reader *r)
{
    struct page *p = r->page;
    struct mark m = {.tag = r->n > 0 ? name_of(&r->args[0]) : NULL, .mcid = -1,
                     .first = p->n_glyphs, .outer = NOT_FOUND, .n_text = r->n_text};
    if (r->n_open == MARKS_DEEP) {
        strange(r, "marked content nested too deep");
        return;
    }
    if (r->n > 1 && r->args[1].kind == LEX_DICT)
        direct_properties(r, &m, &r->args[1]);
    else if (r->n > 1 && r->args[1].kind == LEX_NAME)
        named_properties(r, &m, r->args[1].text);
    m.tag = m.tag != NULL ? m.tag : "?";
    m.artifact = strcmp(m.tag, "Artifact") == 0;
    struct mark *around = owner(r);
    if (around != NULL && (m.mcid >= 0 || m.artifact))
        strange(r, "tagged content or an artifact inside of another");
    if (m.artifact && m.mcid >= 0)
        strange(r, "an artifact with an MCID");
    if (r->n_open > 0)
        m.outer = r->open[r->n_open - 1];
    p->marks = store_room(r->pdf->store, p->marks, p->n_marks, &p->cap_marks, sizeof m);
    p->marks[p->n_marks] = m;
    r->open[r->n_open++] = p->n_marks;
    if (m.mcid >= 0)
        register_mcid(r, p->n_marks);
    p->n_marks++;
}

static void end_mark(struct reader *r)
{
    if (r->n_open == 0) {
        strange(r, "EMC without a beginning");
        return;
    }
    struct mark *m = &r->page->marks[r->open[--r->n_open]];
    m->end = r->page->n_glyphs;
    /* ISO 32000-1, 14.6.1: each lies wholly in the other or apart. */
    if (m->n_text % 2 != 0 ? m->n_text != r->n_text : r->n_text % 2 != 0)
        strange(r, "marked content that overlaps a text object");
}

static void point(struct reader *r)
{
    strange(r, "a marked point");
}

/* Graphics: ISO 32000-1, figure 9 */

static void outside_text(struct reader *r)
{
    if (r->n_text % 2 != 0)
        strange(r, "a path or q, Q, cm in a text object");
}

static void save(struct reader *r)
{
    outside_text(r);
    if (r->n_saved == STATES_MAX) {
        strange(r, "q nested too deep");
        return;
    }
    r->saved[r->n_saved++] = r->now;
}

static void restore(struct reader *r)
{
    outside_text(r);
    if (r->n_saved == 0)
        strange(r, "Q without q");
    else
        r->now = r->saved[--r->n_saved];
}

static void transform(struct reader *r)
{
    outside_text(r);
    r->now.ctm = times(arg_matrix(r), r->now.ctm);
}

/* Control points of curves count: the box may be a little too large, never too small. */
static void path_points(struct reader *r)
{
    for (size_t i = 0; i + 1 < r->n; i += 2)
        corner(&r->path, r->now.ctm, arg(r, i), arg(r, i + 1));
}

static void rectangle(struct reader *r)
{
    double x = arg(r, 0), y = arg(r, 1), w = arg(r, 2), h = arg(r, 3);
    corner(&r->path, r->now.ctm, x, y);
    corner(&r->path, r->now.ctm, x + w, y);
    corner(&r->path, r->now.ctm, x, y + h);
    corner(&r->path, r->now.ctm, x + w, y + h);
}

static void paint(struct reader *r)
{
    struct mark *m = owner(r);
    outside_text(r);
    if (m != NULL) {
        m->painted++;
        box_add(&m->box, &r->path);
    } else if (r->page->bare++ == 0) {
        r->page->bare_text = "(a path)";
    }
    r->path.any = false;
}

static void drop_path(struct reader *r)
{
    r->path.any = false;
}

/* Text */

static void begin_text(struct reader *r)
{
    if (r->n_text++ % 2 != 0)
        strange(r, "BT in a text object");
    r->text = r->line = identity;
}

static void end_text(struct reader *r)
{
    if (r->n_text++ % 2 == 0)
        strange(r, "ET outside of a text object");
}

static void move_by(struct reader *r, double x, double y)
{
    r->line = times((struct matrix){1, 0, 0, 1, x, y}, r->line);
    r->text = r->line;
}

static void move_line(struct reader *r)
{
    move_by(r, arg(r, 0), arg(r, 1));
}

static void move_leading(struct reader *r)
{
    r->now.leading = -arg(r, 1);
    move_line(r);
}

static void next_line(struct reader *r)
{
    move_by(r, 0, -r->now.leading);
}

static void text_matrix(struct reader *r)
{
    r->text = r->line = arg_matrix(r);
}

static void set_font(struct reader *r)
{
    const char *name = r->n > 0 ? name_of(&r->args[0]) : NULL;
    json_t *all = pdf_key(r->pdf, r->page->resources, "/Font");
    json_t *font = name == NULL ? NULL
                   : json_object_get(all, store_printf(r->pdf->store, "/%s", name));
    r->now.size = arg(r, 1);
    r->now.font = NULL;
    if (font == NULL)
        strange(r, "a font that is not in the resources");
    else
        r->now.font = font_find(r->fonts, r->pdf, font);
}

static void set_char_space(struct reader *r)
{
    r->now.char_space = arg(r, 0);
}

static void set_word_space(struct reader *r)
{
    r->now.word_space = arg(r, 0);
}

static void set_scale(struct reader *r)
{
    r->now.scale = arg(r, 0) / 100;
}

static void set_leading(struct reader *r)
{
    r->now.leading = arg(r, 0);
}

static void set_rise(struct reader *r)
{
    r->now.rise = arg(r, 0);
}

static bool inside(const struct reader *r, bool expansion)
{
    for (size_t i = 0; i < r->n_open; i++) {
        const struct mark *m = &r->page->marks[r->open[i]];
        if ((expansion ? m->expansion : m->actual) != NULL)
            return true;
    }
    return false;
}

static void show_glyph(struct reader *r, uint32_t code, bool space)
{
    const struct state *s = &r->now;
    const struct font *f = s->font;
    struct page *p = r->page;
    double width = (double)f->width[code] / 1000;
    struct matrix m = times((struct matrix){s->size * s->scale, 0, 0, s->size, 0, s->rise},
                            times(r->text, s->ctm));
    struct glyph g = {.code = code, .font = f, .text = f->text[code] != NULL ? f->text[code] : "",
                      .x0 = m.e, .x1 = m.e + width * m.a, .y = m.f, .size = hypot(m.c, m.d),
                      .replaced = inside(r, false), .expanded = inside(r, true)};
    f->used[code] = true;
    for (int i = 0; i < 4; i++)
        corner(&g.box, m, i % 2 != 0 ? width : 0, (i < 2 ? f->bottom : f->top) / 1000);
    p->glyphs = store_room(r->pdf->store, p->glyphs, p->n_glyphs, &p->cap_glyphs, sizeof g);
    p->glyphs[p->n_glyphs++] = g;
    struct mark *mark = owner(r);
    if (mark != NULL)
        box_add(&mark->box, &g.box);
    else if (p->bare++ == 0)
        p->bare_text = g.text;
    double ahead = (width * s->size + s->char_space + (space ? s->word_space : 0)) * s->scale;
    r->text = times((struct matrix){1, 0, 0, 1, ahead, 0}, r->text);
}

static void show_string(struct reader *r, const struct lex_value *v)
{
    const struct font *f = r->now.font;
    if (v->kind != LEX_STRING)
        return;
    if (f == NULL) {
        strange(r, "text without a font");
        return;
    }
    if (r->n_text % 2 == 0)
        strange(r, "text outside of a text object");
    for (size_t i = 0; i < v->len;) {
        size_t n = f->bytes[(unsigned char)v->text[i]];
        if (n == 0 || n > v->len - i) {
            strange(r, "a code that is none, or half of one");
            return;
        }
        uint32_t code = (unsigned char)v->text[i];
        if (n == 2)
            code = code << 8 | (unsigned char)v->text[i + 1];
        show_glyph(r, code, n == 1 && code == ' ');
        i += n;
    }
}

static void show(struct reader *r)
{
    if (r->n > 0)
        show_string(r, &r->args[r->n - 1]);
}

static void show_next_line(struct reader *r)
{
    next_line(r);
    show(r);
}

static void show_spaced(struct reader *r)
{
    r->now.word_space = arg(r, 0);
    r->now.char_space = arg(r, 1);
    show_next_line(r);
}

static void show_array(struct reader *r)
{
    const struct lex_value *array = &r->args[0];
    for (size_t i = 0; r->n > 0 && array->kind == LEX_ARRAY && i < array->n; i++) {
        const struct lex_value *v = &array->items[i];
        double back = v->kind == LEX_NUMBER ? -v->number / 1000 * r->now.size * r->now.scale : 0;
        if (back != 0)
            r->text = times((struct matrix){1, 0, 0, 1, back, 0}, r->text);
        show_string(r, v);
    }
}

static void nothing(struct reader *r)
{
    (void)r;
}

static void not_read(struct reader *r)
{
    strange(r, "an XObject, image or shading, which this check does not read");
}

static const struct operator{
    const char *name;
    void (*run)(struct reader *);
} operators[] = {
    {"TJ", show_array}, {"Td", move_line}, {"Tf", set_font}, {"l", path_points},
    {"m", path_points}, {"c", path_points}, {"v", path_points}, {"y", path_points},
    {"h", nothing}, {"re", rectangle}, {"S", paint}, {"s", paint}, {"f", paint}, {"F", paint},
    {"f*", paint}, {"B", paint}, {"B*", paint}, {"b", paint}, {"b*", paint}, {"n", drop_path},
    {"W", nothing}, {"W*", nothing}, {"BT", begin_text}, {"ET", end_text}, {"BDC", begin_mark},
    {"BMC", begin_mark}, {"EMC", end_mark}, {"MP", point}, {"DP", point}, {"q", save},
    {"Q", restore}, {"cm", transform}, {"Tj", show}, {"'", show_next_line}, {"\"", show_spaced},
    {"TD", move_leading}, {"T*", next_line}, {"Tm", text_matrix}, {"Tc", set_char_space},
    {"Tw", set_word_space}, {"Tz", set_scale}, {"TL", set_leading}, {"Ts", set_rise},
    {"Tr", nothing}, {"w", nothing}, {"J", nothing}, {"j", nothing}, {"M", nothing},
    {"d", nothing}, {"ri", nothing}, {"i", nothing}, {"gs", nothing}, {"CS", nothing},
    {"cs", nothing}, {"SC", nothing}, {"SCN", nothing}, {"sc", nothing}, {"scn", nothing},
    {"G", nothing}, {"g", nothing}, {"RG", nothing}, {"rg", nothing}, {"K", nothing},
    {"k", nothing}, {"Do", not_read}, {"sh", not_read}, {"BI", not_read}};

static void run(struct reader *r, const char *name)
{
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
        if (strcmp(operators[i].name, name) == 0) {
            operators[i].run(r);
            return;
        }
    }
    strange(r, store_printf(r->pdf->store, "the operator \"%.20s\" is unknown", name));
}

/* Pixels are no tokens; what stands behind an inline image is not read. */
static bool unreadable(struct reader *r, const struct lex_value *v)
{
    if (v->kind == LEX_BAD)
        strange(r, v->text);
    return v->kind == LEX_OPERATOR && strcmp(v->text, "ID") == 0;
}

void content_read(struct page *p, struct font_list *fonts, const struct pdf *pdf,
                  const unsigned char *bytes, size_t n)
{
    struct reader r = {.pdf = pdf, .page = p, .fonts = fonts, .text = identity, .line = identity,
                       .lex = {.store = pdf->store, .p = bytes, .end = bytes + n},
                       .now = {.ctm = identity, .scale = 1}};
    struct lex_value v;
    while ((v = lex_next(&r.lex)).kind != LEX_END && !unreadable(&r, &v)) {
        if (v.kind == LEX_OPERATOR) {
            run(&r, v.text);
            r.n = 0;
        } else if (r.n < OPERANDS_MAX) {
            r.args[r.n++] = v;
        } else {
            strange(&r, "too many operands");
            r.n = 0;
        }
    }
    if (r.n_open > 0 || r.n_saved > 0)
        strange(&r, "the content ends inside of marked content or of q");
    while (r.n_open > 0)
        end_mark(&r);
}
