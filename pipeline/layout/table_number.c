#include "layout/table_private.h"

#include <string.h>

static bool ascii_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Place of a comma between digits, or n without one. */
static size_t comma_of(const struct piece *p)
{
    for (size_t i = 1; i + 1 < p->len; i++)
        if (p->text[i] == ',' && ascii_digit(p->text[i - 1]) && ascii_digit(p->text[i + 1]))
            return i;
    return p->len;
}

/* Behind the last digit, or 0 without one. */
static size_t digits_end(const struct piece *p)
{
    size_t i = p->len;
    while (i > 0 && !ascii_digit(p->text[i - 1]))
        i--;
    return i;
}

/* What may hang beside a figure: brackets, marks and the narrow spaces before them. */
static bool hangs(const char *s, size_t n)
{
    static const char *const marks[] = {")", "]", "p", "r", "s", "\u202F", "\u00A0"};
    size_t i = 0;
    while (i < n) {
        size_t step = 0;
        for (size_t k = 0; step == 0 && k < sizeof marks / sizeof marks[0]; k++)
            if (strlen(marks[k]) <= n - i && memcmp(s + i, marks[k], strlen(marks[k])) == 0)
                step = strlen(marks[k]);
        if (step == 0)
            return false;
        i += step;
    }
    return true;
}

/* "0" that stands for less than half of the smallest unit is a sign like "–". */
static bool is_sign(const struct doc_node *cell)
{
    const struct doc_node *n = cell->first;
    return n != NULL && n->next == NULL && n->kind == DOC_TEXT && n->actual != NULL &&
           n->text != NULL && strcmp(n->text, "0") == 0;
}

static mpt width_to(const struct table *t, const struct piece *p, size_t end)
{
    return end == p->len ? p->width : style_width(t->b.l, p->style, p->text, end);
}

/* Width behind the last digit where only what hangs follows it, else 0. */
static mpt hang_of(const struct table *t, const struct cell *c, size_t last)
{
    const struct piece *p = &c->text.piece[last];
    size_t end = digits_end(p);
    if (!hangs(p->text + end, p->len - end))
        return 0;
    mpt width = p->width - width_to(t, p, end) + (last + 1 < c->text.n ? p->space : 0);
    for (size_t i = last + 1; i < c->text.n; i++) {
        p = &c->text.piece[i];
        if (p->style->rise == 0 && !hangs(p->text, p->len))
            return 0;
        width += p->width + (i + 1 < c->text.n ? p->space : 0);
    }
    return width;
}

static bool one_line(const struct text *text)
{
    for (size_t i = 0; i + 1 < text->n; i++)
        if (text->piece[i].end == END_FORCED)
            return false;
    return true;
}

/* Decimal cells: where the comma is, or the last digit. */
static void set_left(const struct table *t, struct cell *c)
{
    mpt x = 0;
    c->decimal = true;
    for (size_t i = 0; i < c->text.n; i++) {
        const struct piece *p = &c->text.piece[i];
        size_t comma = comma_of(p);
        size_t end = p->style->rise == 0 ? digits_end(p) : 0;
        if (end > 0)
            c->left = x + width_to(t, p, comma < p->len ? comma : end);
        if (end > 0 && comma < p->len)
            return;
        x += p->width + p->space;
    }
}

void cell_number(const struct table *t, struct cell *c)
{
    size_t last = c->text.n;
    if (is_sign(c->node) || !one_line(&c->text))
        return;
    for (size_t i = 0; i < c->text.n; i++)
        if (c->text.piece[i].style->rise == 0 && digits_end(&c->text.piece[i]) > 0)
            last = i;
    if (last == c->text.n)
        return;
    c->hang = hang_of(t, c, last);
    if (c->align == ALIGN_DECIMAL)
        set_left(t, c);
}
