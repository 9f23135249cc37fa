#include "compose/compose_private.h"

#include <stdio.h>
#include <string.h>

#include "base/csv_cell.h"
#include "base/german.h"

/* The figures of a report as CSV, to go with the PDF: for every indicator used, the
 * values of the report's area and of the larger ones that are shown for it; where
 * municipalities are compared in a year, the values of all of them. Numbers have the
 * decimals that are printed, so that the file tells no more than the pages. */

struct table {
    struct report *r;
    struct buf b;
};

/* Decimal comma, no groups: what spreadsheets of this country read. */
static void put_number(struct buf *b, double v, int decimals)
{
    char text[64];
    snprintf(text, sizeof text, "%.*f", decimals, german_round(v, decimals));
    char *point = strchr(text, '.');
    if (point != NULL)
        *point = ',';
    buf_adds(b, strspn(text, "-0,") == strlen(text) && text[0] == '-' ? text + 1 : text);
}

static void put_sources(struct table *t, uint32_t indicator, int year)
{
    size_t n = 0;
    const uint32_t *list = published_year_sources(t->r->c->published, indicator, year, &n);
    struct buf names = BUF_INIT;
    for (size_t i = 0; i < n; i++) {
        buf_adds(&names, i ? ", " : "");
        buf_adds(&names, published_source(t->r->c->published, list[i])->table);
    }
    csv_cell_put(&t->b, buf_str(&names));
    buf_release(&names);
}

static void put_row(struct table *t, uint32_t indicator, uint32_t area, int year)
{
    const struct published *p = t->r->c->published;
    const struct published_value *v = published_at(p, indicator, area, year, 0);
    if (v == NULL || v->sign == SIGN_ABSENT)
        return;
    const struct published_indicator *in = published_indicator(p, indicator);
    const char *const texts[] = {published_area(p, area)->key, published_area(p, area)->name,
                                 in->id, in->name, in->unit};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        csv_cell_put(&t->b, texts[i]);
        buf_addc(&t->b, ';');
    }
    buf_int(&t->b, year);
    buf_addc(&t->b, ';');
    if (v->sign == SIGN_VALUE)
        put_number(&t->b, v->value, in->decimals);
    buf_addc(&t->b, ';');
    buf_adds(&t->b, v->sign != SIGN_VALUE ? sign_text(v->sign)
                    : v->marks & SIGN_LIMITED ? "( )" : "");
    if (sign_counts(v->sign) && (v->marks & SIGN_REVISED) != 0)
        buf_adds(&t->b, v->sign == SIGN_VALUE && (v->marks & SIGN_LIMITED) == 0 ? "r" : " r");
    buf_addc(&t->b, ';');
    put_sources(t, indicator, year);
    buf_adds(&t->b, "\r\n");
    t->r->doc->hidden += v->sign == SIGN_HIDDEN;
    if (area == t->r->area && v->sign == SIGN_VALUE && year > t->r->doc->newest)
        t->r->doc->newest = year;
}

static bool used(const struct scope *s, uint32_t indicator, int year)
{
    for (size_t i = 0; i < s->n; i++) {
        if (s->uses[i].indicator == indicator && s->uses[i].year == year)
            return true;
    }
    return false;
}

static bool compared(const struct report *r, uint32_t indicator, int year)
{
    for (size_t i = 0; i < r->n_compared; i++) {
        if (r->compared[i].indicator == indicator && r->compared[i].year == year)
            return true;
    }
    return false;
}

static void put_year(struct table *t, uint32_t indicator, int year)
{
    struct compose *c = t->r->c;
    bool all = compared(t->r, indicator, year);
    if (!all && !used(t->r->scope, indicator, year) && !used(t->r->scope, indicator, EVERY_YEAR))
        return;
    for (uint32_t a = 0; a < published_areas(c->published); a++) {
        enum published_area_kind kind = published_area(c->published, a)->kind;
        bool larger = report_shows(t->r, indicator, a) &&
                      (kind == PUBLISHED_BUND || kind == PUBLISHED_LAND || a == c->kreis);
        if (a == t->r->area || larger || (all && compose_place(c, a)))
            put_row(t, indicator, a, year);
    }
}

void report_data(struct report *r)
{
    struct table t = {.r = r};
    buf_adds(&t.b, "\xEF\xBB\xBF"
                   "schluessel;gebiet;kennzahl;name;einheit;jahr;wert;zeichen;quellen\r\n");
    size_t head = t.b.len;
    for (uint32_t i = 0; i < published_indicators(r->c->published); i++) {
        const struct published_indicator *in = published_indicator(r->c->published, i);
        for (size_t y = 0; y < in->n_years; y++)
            put_year(&t, i, in->years[y]);
    }
    if (t.b.len > head) {
        r->doc->data = arena_strndup(r->doc->arena, t.b.data, t.b.len);
        r->doc->data_len = t.b.len;
    }
    buf_release(&t.b);
}
