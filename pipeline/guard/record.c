#include "guard/record.h"

#include <stdio.h>
#include <string.h>

#include "base/csv_cell.h"
#include "base/german.h"

enum { OPEN_AGE = 127 };

static void put_number(struct buf *b, double v, int decimals)
{
    char text[400];
    snprintf(text, sizeof text, "%.*f", decimals, german_round(v, decimals));
    bool zero = strspn(text, "-0.") == strlen(text);
    for (char *c = text; *c != '\0'; c++)
        *c = *c == '.' ? ',' : *c;
    buf_adds(b, zero && text[0] == '-' ? text + 1 : text);
}

void record_put_key(struct buf *b, struct record_key k)
{
    static const char *const sexes[] = {"", "m", "w"};
    csv_cell_put(b, k.indicator);
    buf_addc(b, ';');
    csv_cell_put(b, k.formula);
    buf_addc(b, ';');
    csv_cell_put(b, k.area);
    buf_printf(b, ";%d;", k.year);
    if (k.part != NULL)
        buf_adds(b, sexes[k.part->sex]);
    buf_addc(b, ';');
    if (k.part == NULL || (k.part->age_from == 0 && k.part->age_to == OPEN_AGE))
        return;
    buf_printf(b, "%d-", k.part->age_from);
    if (k.part->age_to < OPEN_AGE)
        buf_printf(b, "%d", k.part->age_to - 1);
}

static void put_sign(struct buf *b, const struct published_value *v)
{
    static const char *const marks[] = {"(", "p", "r", "s"};
    csv_cell_put(b, sign_text(v->sign));
    for (unsigned i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (v->marks & 1u << i)
            buf_adds(b, marks[i]);
    }
}

static void put_value(struct buf *b, const struct published_indicator *in,
                      const struct published_value *v)
{
    buf_addc(b, ';');
    if (v->sign == SIGN_VALUE)
        put_number(b, v->value, in->decimals);
    buf_addc(b, ';');
    put_sign(b, v);
    buf_addc(b, ';');
    if (v->has_count)
        put_number(b, v->count, 0);
    buf_addc(b, ';');
    if (v->has_base)
        put_number(b, v->base, 0);
    buf_adds(b, "\r\n");
}

static void put_year(const struct published *p, uint32_t indicator, int year, struct buf *out)
{
    const struct published_indicator *in = published_indicator(p, indicator);
    for (uint32_t part = 0; part <= in->n_parts; part++) {
        for (uint32_t a = 0; a < published_areas(p); a++) {
            const struct published_value *v = published_at(p, indicator, a, year, part);
            if (v == NULL || v->sign == SIGN_ABSENT)
                continue;
            record_put_key(out, (struct record_key){in->id, in->formula_id,
                                                    published_area(p, a)->key, year,
                                                    part > 0 ? &in->parts[part - 1] : NULL});
            put_value(out, in, v);
        }
    }
}

void record_write(const struct published *p, struct buf *out)
{
    buf_adds(out, RECORD_MARK RECORD_HEAD "\r\n");
    for (uint32_t i = 0; i < published_indicators(p); i++) {
        const struct published_indicator *in = published_indicator(p, i);
        for (size_t y = 0; y < in->n_years; y++)
            put_year(p, i, in->years[y], out);
    }
}
