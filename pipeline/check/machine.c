/* What the checks found, for machines: JSON and CSV. */
#include <math.h>
#include <string.h>

#include "base/csv_cell.h"
#include "base/str.h"
#include "check/check_private.h"

enum { FORMAT_VERSION = 1 };

static const char *const level_ids[] = {"off", "note", "warning", "error"};

struct words { /* a finding, as both formats name it */
    const char *source, *table, *measure, *indicator, *key, *area, *period;
};

static struct words words_of(const struct checked *f, const struct check_finding *x,
                             char period[16])
{
    struct words w = {"", "", "", "", "", "", period};
    period[0] = '\0';
    if (x->source != CATALOGUE_NONE) {
        w.source = catalogue_source(f->catalogue, x->source)->id;
        w.table = catalogue_source(f->catalogue, x->source)->table;
    }
    if (x->measure != CATALOGUE_NONE)
        w.measure = catalogue_measure(f->catalogue, x->measure)->id;
    if (x->indicator != CATALOGUE_NONE)
        w.indicator = catalogue_indicator(f->catalogue, x->indicator)->id;
    if (x->area != AREA_NONE) {
        w.key = areas_at(f->areas, x->area)->key;
        w.area = areas_at(f->areas, x->area)->name;
    }
    struct buf b = BUF_INIT;
    if (x->year != 0)
        buf_int(&b, x->year);
    if (x->month != 0)
        buf_printf(&b, "-%02d", x->month);
    memcpy(period, buf_str(&b), b.len + 1);
    buf_release(&b);
    return w;
}

/* JSON --------------------------------------------------------------------------------- */

static void json_name(struct buf *b, const char *name)
{
    buf_json(b, name);
    buf_adds(b, ": ");
}

static void json_text(struct buf *b, const char *name, const char *value)
{
    json_name(b, name);
    if (value != NULL && value[0] != '\0')
        buf_json(b, value);
    else
        buf_adds(b, "null");
    buf_adds(b, ", ");
}

static void json_number(struct buf *b, const char *name, double v)
{
    json_name(b, name);
    if (isfinite(v))
        buf_double(b, v);
    else
        buf_adds(b, "null");
    buf_adds(b, ", ");
}

static void json_place(struct buf *b, const char *file, int64_t line, int64_t column)
{
    json_text(b, "file", file);
    json_name(b, "line");
    if (line > 0)
        buf_int(b, line);
    else
        buf_adds(b, "null");
    buf_adds(b, ", ");
    json_name(b, "column");
    if (column > 0)
        buf_int(b, column);
    else
        buf_adds(b, "null");
}

static void json_cells(struct buf *b, const struct checked *f, const struct check_finding *x)
{
    json_name(b, "cells");
    buf_addc(b, '[');
    for (size_t i = 0; i < x->n_cells; i++) {
        struct fact v = facts_at(f->facts, x->cells[i]);
        buf_adds(b, i > 0 ? ", {" : "{");
        json_number(b, "value", v.sign == SIGN_VALUE ? v.value : NAN);
        json_text(b, "sign", sign_text(v.sign));
        json_place(b, facts_file(f->facts, v.file), v.line, v.column);
        buf_addc(b, '}');
    }
    if (x->n_cells == 0 && x->at.file != NULL) {
        buf_adds(b, "{\"value\": null, \"sign\": null, ");
        json_place(b, x->at.file, x->at.line, x->at.column);
        buf_addc(b, '}');
    }
    buf_addc(b, ']');
}

static void json_acceptance(struct buf *b, const struct checked *f, const struct check_finding *x)
{
    json_name(b, "accepted");
    if (x->accepted == CHECK_NONE) {
        buf_adds(b, "null, ");
        return;
    }
    const struct acceptance *a = check_acceptance(f, x->accepted);
    buf_addc(b, '{');
    json_text(b, "reason", a->reason);
    json_text(b, "by", a->by);
    json_name(b, "date");
    buf_json(b, a->date);
    buf_adds(b, "}, ");
}

static void json_finding(struct buf *b, const struct checked *f, const struct check_finding *x)
{
    char period[16];
    struct words w = words_of(f, x, period);
    buf_addc(b, '{');
    json_text(b, "id", x->id);
    json_text(b, "rule", x->rule->id);
    json_text(b, "severity", level_ids[x->level]);
    json_acceptance(b, f, x);
    json_text(b, "source", w.source);
    json_text(b, "table", w.table);
    json_text(b, "measure", w.measure);
    json_text(b, "indicator", w.indicator);
    json_text(b, "area", w.key);
    json_text(b, "area_name", w.area);
    json_text(b, "period", w.period);
    json_text(b, "part", x->part);
    json_text(b, "tells", x->rule->tells);
    json_text(b, "text", x->text);
    json_number(b, "value", x->value);
    json_number(b, "expected", x->expected);
    json_cells(b, f, x);
    buf_addc(b, '}');
}

/* "CSV_BAD_NUMBER", severity, place and text of each message. */
static void json_messages(struct buf *b, const struct diag *d)
{
    static const char *const severities[] = {"note", "warning", "error", "refused", "fatal"};
    for (size_t i = 0; i < diag_count(d); i++) {
        const struct diag_item *m = diag_at(d, i);
        buf_adds(b, i > 0 ? ",\n    {" : "\n    {");
        json_text(b, "code", diag_code_name(m->code));
        json_text(b, "severity", severities[m->severity]);
        json_text(b, "text", m->text);
        json_number(b, "repeats", m->repeats);
        json_place(b, m->at.file, m->at.line, m->at.column);
        buf_addc(b, '}');
    }
}

void check_json(const struct checked *f, const struct diag *d, struct buf *out)
{
    buf_printf(out, "{\n  \"version\": %d,\n  \"errors\": %zu,\n  \"warnings\": %zu,\n"
                    "  \"notes\": %zu,\n  \"findings\": [", FORMAT_VERSION,
               check_of_level(f, CHECK_ERROR), check_of_level(f, CHECK_WARNING),
               check_of_level(f, CHECK_NOTE));
    for (size_t i = 0; i < check_count(f); i++) {
        buf_adds(out, i > 0 ? ",\n    " : "\n    ");
        json_finding(out, f, check_at(f, i));
    }
    buf_adds(out, check_count(f) > 0 ? "\n  ],\n  \"messages\": [" : "],\n  \"messages\": [");
    json_messages(out, d);
    buf_adds(out, diag_count(d) > 0 ? "\n  ]\n}\n" : "]\n}\n");
}

/* CSV ----------------------------------------------------------------------------------- */

static void csv_text(struct buf *b, const char *text)
{
    csv_cell_put(b, text);
    buf_addc(b, ';');
}

/* A number with a decimal comma, as the other tables have it; a minus is no formula. */
static void csv_number(struct buf *b, double v)
{
    struct buf text = BUF_INIT;
    if (isfinite(v))
        buf_double(&text, v);
    for (const char *p = buf_str(&text); *p != '\0'; p++)
        buf_addc(b, *p == '.' ? ',' : *p);
    buf_addc(b, ';');
    buf_release(&text);
}

static void csv_int(struct buf *b, int64_t v, char end)
{
    if (v > 0)
        buf_int(b, v);
    buf_addc(b, end);
}

static void csv_line(struct buf *b, const struct checked *f, const struct check_finding *x,
                     const struct place *at, double value, const char *sign)
{
    char period[16];
    struct words w = words_of(f, x, period);
    bool accepted = x->accepted != CHECK_NONE;
    const struct acceptance *a = accepted ? check_acceptance(f, x->accepted) : NULL;
    const char *const texts[] = {x->id, x->rule->id, level_ids[x->level],
                                 accepted ? "yes" : "no", accepted ? a->reason : "",
                                 w.source, w.table, w.measure, w.indicator, w.key, w.area,
                                 w.period, x->part, x->rule->tells, x->text};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        csv_text(b, texts[i]);
    csv_number(b, x->value);
    csv_number(b, x->expected);
    csv_text(b, at->file != NULL ? at->file : "");
    csv_int(b, at->line, ';');
    csv_int(b, at->column, ';');
    csv_number(b, value);
    csv_text(b, sign);
    b->data[b->len - 1] = '\n';
}

static void csv_finding(struct buf *b, const struct checked *f, const struct check_finding *x)
{
    if (x->n_cells == 0)
        csv_line(b, f, x, &x->at, NAN, "");
    for (size_t i = 0; i < x->n_cells; i++) {
        struct fact v = facts_at(f->facts, x->cells[i]);
        struct place at = {facts_file(f->facts, v.file), (int)v.line, (int)v.column};
        csv_line(b, f, x, &at, v.sign == SIGN_VALUE ? v.value : NAN, sign_text(v.sign));
    }
}

void check_csv(const struct checked *f, struct buf *out)
{
    buf_adds(out, "id;rule;severity;accepted;reason;source;table;measure;indicator;area;area_name;"
                  "period;part;tells;text;value;expected;file;line;column;cell_value;cell_sign\n");
    for (size_t i = 0; i < check_count(f); i++)
        csv_finding(out, f, check_at(f, i));
}
