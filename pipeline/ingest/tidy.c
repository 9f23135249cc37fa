#include <stdio.h>
#include <string.h>

#include "base/decimal.h"
#include "base/str.h"
#include "ingest/ingest_private.h"

const char tidy_head[] = "area;period;measure;sex;age_from;age_to;nationality;value;sign";

enum tidy_field {
    TIDY_AREA, TIDY_PERIOD, TIDY_MEASURE, TIDY_SEX, TIDY_AGE_FROM, TIDY_AGE_TO, TIDY_NATIONALITY,
    TIDY_VALUE, TIDY_SIGN, TIDY_FIELDS
};

enum { REMEMBERED = 64 }; /* [bytes] of a text worth remembering */

/* Rows come sorted, so the last text of a column is nearly always the next one. */
struct memory {
    char text[REMEMBERED];
    size_t len;
    uint32_t index;
    bool valid;
};

struct tidy {
    struct input *in;
    struct memory area, measure;
    struct memory period_text;
    struct date period;
};

static bool remembered(const struct memory *m, const struct field *f)
{
    return m->valid && m->len == f->len && memcmp(m->text, f->text, f->len) == 0;
}

static void remember(struct memory *m, const struct field *f, uint32_t index)
{
    m->valid = f->len < REMEMBERED;
    m->len = f->len;
    m->index = index;
    if (m->valid)
        memcpy(m->text, f->text, f->len);
}

static bool read_area(struct tidy *t, const struct row *row, struct fact_key *k)
{
    const struct field *f = &row->fields[TIDY_AREA];
    if (!remembered(&t->area, f))
        remember(&t->area, f, areas_find(t->in->run->areas, f->text, f->len));
    k->area = t->area.index;
    t->in->change = CHANGE_NONE;
    if (k->area != AREA_NONE)
        return true;
    t->in->change = territory_find(t->in->run->territory, f->text, f->len, &k->area);
    if (t->in->change != CHANGE_NONE)
        return true;
    t->in->run->count->foreign_rows++;
    if (!area_foreign(t->in->run->areas, f->text, f->len))
        area_report(t->in, row, TIDY_AREA);
    return false;
}

static const char *nearest_measure(const struct input *in, const char *id)
{
    const char *best = NULL;
    int limit = 3;
    for (uint32_t i = 0; i < catalogue_measures(in->run->catalogue); i++) {
        const char *known = catalogue_measure(in->run->catalogue, i)->id;
        int d = str_distance(id, known, limit);
        if (d <= limit && (best == NULL || d < limit)) {
            best = known;
            limit = d;
        }
    }
    return best == NULL ? "" : arena_printf(in->arena, " Gemeint ist vielleicht „%s“.", best);
}

static bool read_measure(struct tidy *t, const struct row *row, struct fact_key *k)
{
    const struct field *f = &row->fields[TIDY_MEASURE];
    if (!remembered(&t->measure, f))
        remember(&t->measure, f, catalogue_find_measure(t->in->run->catalogue, f->text, f->len));
    k->measure = t->measure.index;
    if (k->measure != CATALOGUE_NONE)
        return true;
    const char *id = shown(t->in, f->text, f->len);
    ROW_REPORT(t->in, CSV_MEASURE, row, TIDY_MEASURE, id, nearest_measure(t->in, id));
    return false;
}

static bool read_period(struct tidy *t, const struct row *row, struct fact_key *k)
{
    const struct field *f = &row->fields[TIDY_PERIOD];
    if (!remembered(&t->period_text, f)) {
        enum period_result result = period_read(f->text, f->len, &t->period);
        /* Only the ISO form: a day-first date belongs to other layouts. */
        bool iso = memchr(f->text, '.', f->len) == NULL && memchr(f->text, ':', f->len) == NULL;
        if (result != PERIOD_OK || !iso) {
            t->period_text.valid = false;
            ROW_REPORT(t->in, result == PERIOD_RANGE ? CSV_PERIOD_RANGE : CSV_PERIOD, row,
                       TIDY_PERIOD, shown(t->in, f->text, f->len));
            return false;
        }
        remember(&t->period_text, f, 0);
    }
    key_period(t->in, row, k, t->period);
    return true;
}

static bool bad_word(const struct tidy *t, const struct row *row, enum tidy_field field,
                     const char *what)
{
    const struct field *f = &row->fields[field];
    ROW_REPORT(t->in, CSV_WORD, row, field, shown(t->in, f->text, f->len), what);
    return false;
}

static bool read_age(const struct field *f, int *age)
{
    unsigned v;
    if (!decimal_uint(f->text, f->len, AGE_OPEN - 2, &v))
        return false;
    *age = (int)v;
    return true;
}

/* Full years, both ends included; the key's upper end is not. */
static bool read_ages(const struct tidy *t, const struct row *row, struct fact_key *k)
{
    const struct field *low = &row->fields[TIDY_AGE_FROM], *high = &row->fields[TIDY_AGE_TO];
    k->age_from = 0;
    k->age_to = AGE_OPEN;
    if (low->len == 0 && high->len == 0)
        return true;
    if (!read_age(low, &k->age_from))
        return bad_word(t, row, TIDY_AGE_FROM,
                        low->len == 0 ? "age_from (volle Jahre; neben age_to nötig)"
                                      : "age_from (volle Jahre)");
    int last;
    if (high->len == 0)
        return true;
    if (!read_age(high, &last) || last < k->age_from)
        return bad_word(t, row, TIDY_AGE_TO, "age_to (volle Jahre, nicht unter age_from)");
    k->age_to = last + 1;
    return true;
}

static bool read_groups(const struct tidy *t, const struct row *row, struct fact_key *k)
{
    const char *sex = row->fields[TIDY_SEX].text;
    const struct field *nationality = &row->fields[TIDY_NATIONALITY];
    k->sex = SEX_ALL;
    if (sex[0] != '\0') {
        if ((sex[0] != 'm' && sex[0] != 'w') || sex[1] != '\0')
            return bad_word(t, row, TIDY_SEX, "sex (leer, m oder w)");
        k->sex = sex[0] == 'm' ? SEX_MALE : SEX_FEMALE;
    }
    k->nationality = NAT_ALL;
    if (nationality->len == 0)
        return true;
    if (nationality->len == strlen("german") && memcmp(nationality->text, "german", 6) == 0)
        k->nationality = NAT_GERMAN;
    else if (str_eq(nationality->text, "foreign"))
        k->nationality = NAT_FOREIGN;
    else
        return bad_word(t, row, TIDY_NATIONALITY, "nationality (leer, german oder foreign)");
    return true;
}

static bool read_marks(const char *text, unsigned *marks)
{
    for (; *text != '\0'; text++) {
        if (*text == 'p')
            *marks |= SIGN_PROVISIONAL;
        else if (*text == 'r')
            *marks |= SIGN_REVISED;
        else if (*text == 's')
            *marks |= SIGN_ESTIMATED;
        else if (*text == '(')
            *marks |= SIGN_LIMITED;
        else
            return false;
    }
    return true;
}

static void read_sign(struct tidy *t, const struct row *row, struct fact_key k)
{
    struct fact v = {0};
    if (row->fields[TIDY_SIGN].len == 0)
        ROW_REPORT(t->in, CSV_NO_VALUE, row, TIDY_VALUE, NULL);
    else if (sign_parse(row->fields[TIDY_SIGN].text, &v.sign))
        take_value(t->in, row, TIDY_SIGN, k, v);
    else
        bad_word(t, row, TIDY_SIGN, "sign ohne Wert (- . ... / x *)");
}

static void read_value(struct tidy *t, const struct row *row, struct fact_key k)
{
    const struct field *f = &row->fields[TIDY_VALUE];
    struct fact v = {0};
    if (f->len == 0) {
        read_sign(t, row, k);
    } else if (cell_read(&usual_form, f->text, f->len, &v) != CELL_OK) {
        take_cell(t->in, row, TIDY_VALUE, k, 0); /* reports it */
    } else if (v.sign != SIGN_VALUE || v.marks != 0) {
        ROW_REPORT(t->in, CSV_SIGN_PLACE, row, TIDY_VALUE, shown(t->in, f->text, f->len));
    } else if (!read_marks(row->fields[TIDY_SIGN].text, &v.marks)) {
        bad_word(t, row, TIDY_SIGN, "sign neben einem Wert (p r s oder ()");
    } else {
        take_value(t->in, row, TIDY_VALUE, k, v);
    }
}

static void read_row(struct tidy *t, const struct row *row)
{
    struct fact_key k;
    if (row->n != TIDY_FIELDS) {
        char have[24];
        snprintf(have, sizeof have, "%zu", row->n);
        ROW_REPORT(t->in, CSV_FIELD_COUNT, row, NO_FIELD, have, "9");
        return;
    }
    if (read_area(t, row, &k) && read_measure(t, row, &k) && read_period(t, row, &k) &&
        read_ages(t, row, &k) && read_groups(t, row, &k))
        read_value(t, row, k);
}

void tidy_read(struct input *in)
{
    struct tidy t = {.in = in};
    struct rows *rows = rows_new(in);
    const char *line;
    size_t len;
    while (rows_peek(rows, &line, &len) && (len == 0 || line[0] == '#'))
        rows_skip_line(rows);
    rows_skip_line(rows); /* the head, already checked */
    struct row row;
    while (rows_next(rows, &row)) {
        if (row.n == 0 || (row.n == 1 && row.fields[0].len == 0))
            continue;
        in->run->count->rows++;
        read_row(&t, &row);
    }
    rows_free(rows);
}
