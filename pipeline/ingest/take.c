#include <stdio.h>
#include <string.h>

#include "ingest/ingest_private.h"

/* Told once for a file: nobody would look for such figures otherwise. */
static void report_day(struct input *in, const struct row *row, uint32_t measure, struct date when)
{
    if (in->told_day)
        return;
    in->told_day = true;
    const struct measure *m = catalogue_measure(in->run->catalogue, measure);
    const char *day = arena_printf(in->arena, "%02d.%02d.%04d", when.day, when.month, when.year);
    ROW_REPORT(in, CSV_OTHER_DAY, row, NO_FIELD, day, m->reference, m->name);
}

/* For the checks; rows of one day mostly follow each other. */
static void note_day(struct input *in, const struct row *row, uint32_t measure, struct date when)
{
    if (in->day_measure == measure && in->day.year == when.year && in->day.month == when.month &&
        in->day.day == when.day)
        return;
    in->day_measure = measure;
    in->day = when;
    facts_remark(in->run->facts, (struct remark){.kind = REMARK_DAY,
                                                 .measure = measure,
                                                 .year = when.year,
                                                 .month = when.month,
                                                 .day = when.day,
                                                 .source = in->source,
                                                 .file = in->file,
                                                 .line = (uint32_t)row->line,
                                                 .column = 1});
}

void key_period(struct input *in, const struct row *row, struct fact_key *k, struct date when)
{
    int usual = in->run->months[k->measure];
    k->year = when.year;
    k->month = 0;
    if (when.day != 0 && (usual == 0 || usual == when.month))
        note_day(in, row, k->measure, when);
    else if (when.month != 0)
        k->month = when.month;
    if (k->month == 0)
        return;
    if (when.day != 0)
        report_day(in, row, k->measure, when);
}

static const char *value_text(const struct input *in, const struct fact *v)
{
    if (v->sign != SIGN_VALUE)
        return sign_words(v->sign);
    char *text = arena_printf(in->arena, "%.12g", v->value);
    char *point = strchr(text, '.');
    if (point != NULL)
        *point = ',';
    return text;
}

/* Same or other value for a key that is there; the earlier one stays. */
static void report_again(const struct input *in, const struct row *row, size_t field,
                         const struct fact *v, uint32_t first, bool same)
{
    struct fact known = facts_at(in->run->facts, first);
    if (same && known.file != in->file)
        return;
    char line[16];
    snprintf(line, sizeof line, "%u", (unsigned)known.line);
    if (same)
        ROW_REPORT(in, CSV_DUPLICATE, row, field, line);
    else
        ROW_REPORT(in, CSV_CONFLICT, row, field, value_text(in, v), value_text(in, &known),
                   facts_file(in->run->facts, known.file), line);
}

uint32_t take_final(struct input *in, const struct row *row, size_t field, struct fact_key k,
                    struct fact v)
{
    uint32_t first;
    enum fact_added added = facts_add(in->run->facts, k, v, &first);
    if (added == FACT_NEW)
        in->run->count->cells++;
    else
        report_again(in, row, field, &v, first, added == FACT_SAME);
    return added == FACT_NEW ? first : CELL_NONE;
}

void take_value(struct input *in, const struct row *row, size_t field, struct fact_key k,
                struct fact v)
{
    /* A mean or a rate of nothing is no zero. */
    if (v.sign == SIGN_NOTHING && !catalogue_measure(in->run->catalogue, k.measure)->additive)
        v.sign = SIGN_UNKNOWN;
    v.source = in->source;
    v.file = in->file;
    v.line = (uint32_t)row->line;
    v.column = (uint32_t)field + 1;
    if (in->run->territory == NULL || !territory_take(in, &k, &v))
        take_final(in, row, field, k, v);
}

/* Per cent of something that is no percentage: a column is not what it is taken for. */
static bool in_percent(const struct input *in, uint32_t measure)
{
    const char *unit = catalogue_measure(in->run->catalogue, measure)->unit;
    return strchr(unit, '%') != NULL || strstr(unit, "Prozent") != NULL;
}

void take_cell(struct input *in, const struct row *row, size_t field, struct fact_key k,
               unsigned marks)
{
    static const enum diag_code codes[] = {
        [CELL_EMPTY] = CSV_NO_VALUE,
        [CELL_BAD] = CSV_NUMBER,
        [CELL_AMBIGUOUS] = CSV_AMBIGUOUS,
        [CELL_RANGE] = CSV_NUMBER_RANGE,
        [CELL_EXPONENT] = CSV_EXPONENT,
        [CELL_PERCENT] = CSV_PERCENT,
    };
    const struct field *f = &row->fields[field];
    struct fact v = {0};
    enum cell_result result = cell_read(&in->form, f->text, f->len, &v);
    if (result == CELL_OK || (result == CELL_PERCENT && in_percent(in, k.measure))) {
        if (v.sign == SIGN_VALUE)
            v.marks |= marks;
        take_value(in, row, field, k, v);
    } else if (result != CELL_ABSENT) {
        ROW_REPORT(in, codes[result], row, field, shown(in, f->text, f->len));
    }
}
