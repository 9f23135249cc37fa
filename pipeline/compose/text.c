#include "compose/compose_private.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/german.h"
#include "base/str.h"

/* Length of the expression that begins at s, up to its closing brace; braces inside
 * quotes belong to it. Returns strlen(s) where none closes it. */
static size_t expression_length(const char *s)
{
    char quote = '\0';
    size_t i = 0;
    for (; s[i] != '\0'; i++) {
        if (quote != '\0')
            quote = s[i] == quote ? '\0' : quote;
        else if (s[i] == '\'' || s[i] == '"')
            quote = s[i];
        else if (s[i] == '}')
            return i;
    }
    return i;
}

static void literal(struct piece *out, const char *text, size_t from, size_t to)
{
    *out = (struct piece){false, text + from, to - from, from};
}

static bool is_blank(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (strchr(" \t\r\n", s[i]) == NULL)
            return false;
    }
    return true;
}

bool piece_next(const char *text, size_t *at, struct piece *out, enum piece_fault *fault)
{
    *fault = PIECE_OK;
    size_t from = *at;
    if (text[from] == '\0')
        return false;
    size_t plain = strcspn(text + from, "{}");
    if (plain > 0) {
        *at = from + plain;
        literal(out, text, from, *at);
        return true;
    }
    if (text[from + 1] == text[from]) { /* {{ and }} are the braces themselves */
        *at = from + 2;
        literal(out, text, from, from + 1);
        return true;
    }
    size_t n = text[from] == '{' ? expression_length(text + from + 1) : 0;
    size_t plainly = strcspn(text + from, "}");
    if (text[from] == '{' && text[from + 1 + n] == '\0' && text[from + plainly] == '}') {
        *fault = PIECE_QUOTE; /* it would close but for a quotation mark */
        *at = from + plainly + 1;
        literal(out, "?", 0, 1);
        out->offset = from + 1 + strcspn(text + from + 1, "'\"");
        return true;
    }
    if (text[from] == '}' || text[from + 1 + n] == '\0') {
        *fault = text[from] == '}' ? PIECE_CLOSE : PIECE_OPEN;
        *at = from + 1;
        literal(out, text, from, from + 1);
        return true;
    }
    *out = (struct piece){true, text + from + 1, n, from + 1};
    if (is_blank(out->s, n))
        *fault = PIECE_EMPTY;
    *at = from + 2 + n;
    return true;
}

void piece_report(struct diag *d, enum piece_fault fault, const struct xml_node *n,
                  const char *attr, size_t offset)
{
    static const enum diag_code codes[] = {
        [PIECE_OPEN] = TEMPLATE_BRACE_OPEN, [PIECE_CLOSE] = TEMPLATE_BRACE_CLOSE,
        [PIECE_EMPTY] = TEMPLATE_BRACE_EMPTY, [PIECE_QUOTE] = TEMPLATE_QUOTE_OPEN};
    if (fault != PIECE_OK)
        xml_report_at(d, codes[fault], n, attr, offset, (const char *const[]){NULL});
}

void compose_remember(struct compose *c, const struct xml_node *n, const char *attr,
                      size_t offset)
{
    c->faults = arena_push(c->arena, c->faults, c->n_faults, sizeof *c->faults);
    c->faults[c->n_faults++] = (struct fault_place){n, attr, offset};
}

bool compose_reported(const struct compose *c, const struct xml_node *n, const char *attr,
                      size_t offset)
{
    for (size_t i = 0; i < c->n_faults; i++) {
        const struct fault_place *f = &c->faults[i];
        if (f->node == n && f->offset == offset && str_eq(f->attr, attr))
            return true;
    }
    return false;
}

void report_piece(struct report *r, enum piece_fault fault, const struct xml_node *n,
                  const char *attr, size_t offset)
{
    if (fault != PIECE_OK && !compose_reported(r->c, n, attr, offset))
        piece_report(r->d, fault, n, attr, offset);
}

int report_eval(struct report *r, const char *expression, const struct xml_node *n,
                const char *attr, size_t offset, struct xpath_value *out)
{
    *out = (struct xpath_value){.type = XPATH_STRING, .string = ""};
    if (compose_reported(r->c, n, attr, offset))
        return -1;
    return xpath_eval(r->c->xpath, expression, n, attr, offset, out, r->d);
}

int attr_eval(struct report *r, const struct xml_node *n, const char *attr,
              struct xpath_value *out)
{
    const char *expression = xml_attr(n, attr);
    *out = (struct xpath_value){.type = XPATH_STRING, .string = ""};
    return expression != NULL ? report_eval(r, expression, n, attr, 0, out) : -1;
}

static const char *report_name(const struct report *r)
{
    return published_area(r->c->published, r->area)->name;
}

/* Years and positions stay as they are; nobody wants 2.5 printed as 2.5 in German. */
static const char *number_result(struct report *r, double v, const char *expression,
                                 const struct xml_node *n, const char *attr, size_t offset)
{
    if (isfinite(v) && !(floor(v) < v))
        return arena_printf(r->arena, "%s%.0f", v < 0 ? "−" : "", fabs(v));
    bool known = isfinite(v);
    const char *text = known ? german_number(r->arena, v, 1) : sign_text(SIGN_ABSENT);
    xml_report_at(r->d, known ? TEMPLATE_FRACTION : TEMPLATE_NOT_A_NUMBER, n, attr, offset,
                  (const char *const[]){expression, known ? text : report_name(r), NULL});
    return text;
}

const char *result_text(struct report *r, const struct xpath_value *v, const char *expression,
                        const struct xml_node *n, const char *attr, size_t offset,
                        const struct subject **subject)
{
    const struct subject *s = subject_of(v);
    *subject = s != NULL && (s->kind == SUBJECT_VALUE || s->kind == SUBJECT_DIFFERENCE) ? s : NULL;
    if (*subject != NULL) {
        hint_absent(r, s, expression, n, attr, offset);
        return s->text;
    }
    if (v->type == XPATH_NUMBER)
        return number_result(r, v->number, expression, n, attr, offset);
    if (v->type == XPATH_BOOL)
        return v->truth ? "ja" : "nein";
    if (v->type == XPATH_ITEMS && v->n_items == 0) {
        hint_nothing(r, expression, n, attr, offset);
        return "";
    }
    return arena_strdup(r->arena, xpath_string(r->c->xpath, v));
}

static void add_piece(struct report *r, const struct piece *p, const struct xml_node *n,
                      const char *attr, struct buf *out)
{
    if (!p->expression) {
        buf_add(out, p->s, p->n);
        return;
    }
    char *expression = arena_strndup(r->arena, p->s, p->n);
    struct xpath_value v;
    const struct subject *s;
    if (report_eval(r, expression, n, attr, p->offset, &v) != 0) {
        buf_addc(out, '?');
        return;
    }
    const char *text = result_text(r, &v, expression, n, attr, p->offset, &s);
    buf_adds(out, s != NULL ? subject_in_prose(r->arena, s)->text : text);
    if (s != NULL)
        scope_subject(r, s);
}

static const char *collapsed(struct arena *a, const char *s)
{
    struct buf b = BUF_INIT;
    bool space = false;
    for (; *s != '\0'; s++) {
        bool white = strchr(" \t\r\n", *s) != NULL;
        if (!white && space && b.len > 0)
            buf_addc(&b, ' ');
        if (!white)
            buf_addc(&b, *s);
        space = white;
    }
    const char *text = arena_strdup(a, buf_str(&b));
    buf_release(&b);
    return text;
}

const char *attr_text(struct report *r, const struct xml_node *n, const char *attr,
                      const char *fallback)
{
    const char *raw = xml_attr(n, attr);
    if (raw == NULL)
        return fallback;
    struct buf b = BUF_INIT;
    struct piece p;
    enum piece_fault fault;
    for (size_t at = 0; piece_next(raw, &at, &p, &fault);) {
        report_piece(r, fault, n, attr, p.offset);
        if (fault != PIECE_EMPTY)
            add_piece(r, &p, n, attr, &b);
    }
    const char *text = collapsed(r->arena, buf_str(&b));
    buf_release(&b);
    return text;
}

bool attr_yes(const struct xml_node *n, const char *attr)
{
    return str_eq(xml_attr(n, attr), "yes");
}
