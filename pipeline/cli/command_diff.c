#include <stdio.h>
#include <string.h>

#include "base/csv_cell.h"
#include "base/decimal.h"
#include "base/file.h"
#include "base/german.h"
#include "base/names.h"
#include "base/str.h"
#include "cli/diff.h"
#include "cli/kept.h"
#include "cli/protection.h"
#include "cli/run.h"
#include "cli/tell.h"

enum { EXAMPLES = 3 };

enum answer { NOT_ASKED, SAME, OTHER };

struct comparing {
    struct run run;
    struct arena *arena;
    struct kept then, other; /* other: of a second edition */
    struct record_table *now;
    bool current;            /* against the inputs as they are now */
    unsigned char *data;     /* by indicator, of two editions one for all: enum answer */
    struct diff diff;
};

static const char *const kind_names[] = {"changed", "hidden", "shown", "sign", "new", "gone"};
static const char *const kind_heads[] = {"Geändert",         "Jetzt geheim", "Nicht mehr geheim",
                                         "Anderes Zeichen", "Neu",          "Entfallen"};
static const char *const why_names[] = {"data", "rules",     "formula", "hidden", "shown",
                                        "sign", "indicator", "area",    "year",   "figure"};

static const char *why_text(const struct difference *d)
{
    static const char *const texts[] = {
        [WHY_DATA] = "neue Daten",
        [WHY_RULES] = "dieselben Daten; Gebiete, Regeln oder Programm sind anders",
        [WHY_FORMULA] = "Formel geändert",
        [WHY_HIDDEN] = "die Zahl wird nicht genannt",
        [WHY_SHOWN] = "die Zahl wird hier nicht genannt",
        [WHY_SIGN] = "anderes Zeichen",
    };
    static const char *const here[] = {"neue Kennzahl", "neues Gebiet", "neues Jahr", "neue Zahl"};
    static const char *const gone[] = {"Kennzahl entfallen", "Gebiet entfallen", "Jahr entfallen",
                                       "Zahl entfallen"};
    if (d->why < WHY_INDICATOR)
        return texts[d->why];
    return d->kind == DIFF_NEW ? here[d->why - WHY_INDICATOR] : gone[d->why - WHY_INDICATOR];
}

/* ---- which data */

static const char *digest_then(const struct manifest *m, const char *path)
{
    size_t n = 0;
    const struct manifest_file *list = manifest_files(m, MANIFEST_INPUTS, &n);
    for (size_t i = 0; i < n; i++) {
        if (str_eq(list[i].path, path))
            return list[i].sha256;
    }
    return NULL;
}

static bool file_unchanged(struct comparing *c, const char *path)
{
    const char *then = digest_then(c->then.manifest, path);
    struct diag *silent = diag_new(); /* it was read before */
    struct file_map map;
    char now[SHA256_HEX] = "";
    if (file_map(path_join(c->arena, c->run.options->inputs, path), (size_t)1 << 31, &map,
                 silent) == 0) {
        sha256_hex(map.data, map.len, now);
        file_unmap(&map);
    }
    diag_free(silent);
    return then != NULL && str_eq(then, now);
}

/* Two editions: nothing in the folder of figures differs. */
static bool all_data_same(const struct manifest *a, const struct manifest *b)
{
    size_t n = 0;
    const struct manifest_file *list = manifest_files(a, MANIFEST_INPUTS, &n);
    for (size_t i = 0; i < n; i++) {
        const char *other = digest_then(b, list[i].path);
        if (str_starts(list[i].path, "data/") &&
            (other == NULL || !str_eq(other, list[i].sha256)))
            return false;
    }
    return true;
}

static const char *text_of(struct arena *a, struct record_field f)
{
    return arena_strndup(a, f.at, f.n);
}

static bool sources_same(struct comparing *c, uint32_t i)
{
    const struct published_indicator *in = published_indicator(c->run.published, i);
    for (size_t k = 0; k < in->n_sources; k++) {
        const struct source *s = catalogue_source(c->run.catalogue, in->sources[k]);
        for (size_t f = 0; f < s->n_files; f++) {
            if (!file_unchanged(c, s->files[f]))
                return false;
        }
    }
    return true;
}

static bool same_data(void *ctx, struct record_field indicator)
{
    struct comparing *c = ctx;
    uint32_t i = c->current ? published_find_indicator(c->run.published,
                                                       text_of(c->arena, indicator))
                            : 0;
    if (i == PUBLISHED_NONE)
        return false;
    if (c->data[i] == NOT_ASKED) {
        bool same = c->current ? sources_same(c, i)
                               : all_data_same(c->then.manifest, c->other.manifest) &&
                                     all_data_same(c->other.manifest, c->then.manifest);
        c->data[i] = same ? SAME : OTHER;
    }
    return c->data[i] == SAME;
}

/* ---- names */

static const char *indicator_name(struct comparing *c, const struct record_row *r)
{
    const char *id = text_of(c->arena, r->fields[RECORD_INDICATOR]);
    uint32_t i = catalogue_find_indicator(c->run.catalogue, id);
    return i == CATALOGUE_NONE ? "" : catalogue_indicator(c->run.catalogue, i)->name;
}

static const char *area_name(struct comparing *c, const struct record_row *r)
{
    struct record_field f = r->fields[RECORD_AREA];
    uint32_t area = areas_find(c->run.areas, f.at, f.n);
    return area == AREA_NONE ? text_of(c->arena, f) : areas_at(c->run.areas, area)->name;
}

static const struct record_row *row_of(const struct difference *d)
{
    return d->now != NULL ? d->now : d->then;
}

/* ---- for people */

static bool read_number(struct record_field f, double *v, int *decimals)
{
    return f.n > 0 &&
           decimal_parse(f.at, f.n, (struct decimal_form){',', 0}, v, decimals) == DECIMAL_OK;
}

static const char *number_text(struct arena *a, struct record_field f)
{
    double v;
    int decimals;
    return read_number(f, &v, &decimals) ? german_number(a, v, decimals > 9 ? 9 : decimals) : "";
}

static const char *figure_text(struct arena *a, const struct record_row *r, bool counts)
{
    const char *value = number_text(a, r->fields[RECORD_VALUE]);
    const char *sign = text_of(a, r->fields[RECORD_SIGN]);
    const char *count = number_text(a, r->fields[RECORD_COUNT]);
    const char *text = value[0] == '\0'  ? sign
                       : sign[0] == '\0' ? value
                                         : arena_printf(a, "%s %s", value, sign);
    return counts && count[0] != '\0'
               ? arena_printf(a, "%s (Anzahl %s, Nenner %s)", text, count,
                              r->fields[RECORD_BASE].n > 0
                                  ? number_text(a, r->fields[RECORD_BASE])
                                  : "–")
               : text;
}

static void put_example(struct comparing *c, const struct difference *d)
{
    const struct record_row *r = row_of(d), *then = diff_told_then(d), *now = diff_told_now(d);
    struct arena *a = c->arena;
    printf("      %s, %s", area_name(c, r), text_of(a, r->fields[RECORD_YEAR]));
    if (r->fields[RECORD_SEX].n > 0 || r->fields[RECORD_AGES].n > 0)
        printf(", %s%s", text_of(a, r->fields[RECORD_SEX]), text_of(a, r->fields[RECORD_AGES]));
    bool counts = then != NULL && now != NULL &&
                  record_field_same(then->fields[RECORD_VALUE], now->fields[RECORD_VALUE]);
    if (then != NULL)
        printf(": %s → %s\n", figure_text(a, then, counts), figure_text(a, now, counts));
    else if (now != NULL)
        printf(": %s\n", figure_text(a, now, false));
    else
        puts("");
}

struct group { /* of one kind, reason and indicator */
    const struct difference *examples[EXAMPLES];
    size_t n;
    int from, to;
};

static int year_of(const struct record_row *r)
{
    unsigned year = 0;
    decimal_uint(r->fields[RECORD_YEAR].at, r->fields[RECORD_YEAR].n, 9999, &year);
    return (int)year;
}

static void put_group(struct comparing *c, const struct group *g)
{
    const struct difference *first = g->examples[0];
    const struct record_row *r = row_of(first);
    const char *name = indicator_name(c, r);
    printf("  %s%s%s: %s %s, %d", text_of(c->arena, r->fields[RECORD_INDICATOR]),
           name[0] != '\0' ? " " : "", name, german_number(c->arena, (double)g->n, 0),
           g->n == 1 ? "Zahl" : "Zahlen", g->from);
    if (g->to > g->from)
        printf(" bis %d", g->to);
    printf(" (%s)\n", why_text(first));
    for (size_t i = 0; i < EXAMPLES && i < g->n; i++)
        put_example(c, g->examples[i]);
    if (g->n > EXAMPLES)
        printf("      und %s weitere\n",
               german_number(c->arena, (double)(g->n - EXAMPLES), 0));
}

static void put_kind(struct comparing *c, enum diff_kind kind)
{
    struct names keys;
    struct group *groups = NULL;
    names_init(&keys);
    for (size_t i = 0; i < c->diff.n; i++) {
        const struct difference *d = &c->diff.list[i];
        const struct record_row *r = row_of(d);
        if (d->kind != kind)
            continue;
        const char *key = arena_printf(c->arena, "%d %s", (int)d->why,
                                       text_of(c->arena, r->fields[RECORD_INDICATOR]));
        uint32_t known = keys.count, id = names_intern(&keys, key, strlen(key));
        int year = year_of(r);
        if (id == known) {
            groups = arena_push(c->arena, groups, known, sizeof *groups);
            groups[id] = (struct group){.from = year, .to = year};
        }
        struct group *g = &groups[id];
        if (g->n < EXAMPLES)
            g->examples[g->n] = d;
        g->n++;
        g->from = year < g->from ? year : g->from;
        g->to = year > g->to ? year : g->to;
    }
    if (keys.count > 0)
        printf("\n%s\n", kind_heads[kind]);
    for (uint32_t i = 0; i < keys.count; i++)
        put_group(c, &groups[i]);
    names_release(&keys);
}

static void put_text(struct comparing *c)
{
    struct arena *a = c->arena;
    static const char *const words[] = {"geändert", "jetzt geheim", "nicht mehr geheim",
                                        "mit anderem Zeichen", "neu", "entfallen"};
    const struct manifest_head *then = manifest_head(c->then.manifest);
    printf("Die Ausgabe „%s“ (%s, %s) und ", c->then.name, then->title,
           german_date(a, then->date));
    if (c->current) {
        puts("die jetzigen Eingaben");
    } else {
        const struct manifest_head *other = manifest_head(c->other.manifest);
        printf("die Ausgabe „%s“ (%s, %s)\n", c->other.name, other->title,
               german_date(a, other->date));
    }
    printf("Zahlen: %s gleich", german_number(a, (double)c->diff.same, 0));
    for (int k = 0; k < DIFF_KINDS; k++) {
        if (c->diff.counts[k] > 0)
            printf(", %s %s", german_number(a, (double)c->diff.counts[k], 0), words[k]);
    }
    puts("");
    for (int k = 0; k < DIFF_KINDS; k++)
        put_kind(c, (enum diff_kind)k);
}

/* ---- for machines */

static void tell_field(struct tell *t, const char *name, struct record_field f)
{
    double v;
    int decimals;
    if (read_number(f, &v, &decimals))
        tell_number(t, name, v, decimals > 9 ? 9 : decimals);
    else
        tell_null(t, name);
}

static void tell_side(struct comparing *c, struct tell *t, const char *name,
                      const struct record_row *r)
{
    if (r == NULL) {
        tell_null(t, name);
        return;
    }
    tell_object(t, name);
    tell_field(t, "value", r->fields[RECORD_VALUE]);
    tell_text(t, "sign", text_of(c->arena, r->fields[RECORD_SIGN]));
    tell_field(t, "count", r->fields[RECORD_COUNT]);
    tell_field(t, "base", r->fields[RECORD_BASE]);
    tell_close(t);
}

static void tell_difference(struct comparing *c, struct tell *t, const struct difference *d)
{
    const struct record_row *r = row_of(d);
    struct arena *a = c->arena;
    tell_object(t, NULL);
    tell_text(t, "kind", kind_names[d->kind]);
    tell_text(t, "why", why_names[d->why]);
    tell_text(t, "indicator", text_of(a, r->fields[RECORD_INDICATOR]));
    tell_text(t, "name", indicator_name(c, r));
    tell_text(t, "area", text_of(a, r->fields[RECORD_AREA]));
    tell_text(t, "area_name", area_name(c, r));
    tell_int(t, "year", year_of(r));
    tell_text(t, "sex", text_of(a, r->fields[RECORD_SEX]));
    tell_text(t, "ages", text_of(a, r->fields[RECORD_AGES]));
    tell_side(c, t, "then", diff_told_then(d));
    tell_side(c, t, "now", diff_told_now(d));
    tell_close(t);
}

static void tell_edition(struct tell *t, const char *name, const struct kept *k)
{
    if (k->manifest == NULL) { /* the inputs as they are now */
        tell_null(t, name);
        return;
    }
    const struct manifest_head *head = manifest_head(k->manifest);
    tell_object(t, name);
    tell_text(t, "edition", head->edition);
    tell_text(t, "title", head->title);
    tell_text(t, "date", head->date);
    tell_close(t);
}

static void put_json(struct comparing *c)
{
    struct tell t;
    tell_begin(&t, true);
    tell_edition(&t, "then", &c->then);
    tell_edition(&t, "now", &c->other);
    tell_object(&t, "counts");
    tell_int(&t, "same", (int)c->diff.same);
    for (int k = 0; k < DIFF_KINDS; k++)
        tell_int(&t, kind_names[k], (int)c->diff.counts[k]);
    tell_close(&t);
    tell_list(&t, "differences");
    for (size_t i = 0; i < c->diff.n; i++)
        tell_difference(c, &t, &c->diff.list[i]);
    tell_close(&t);
    tell_end(&t);
}

static void put_csv_side(struct buf *b, const struct record_row *r)
{
    static const enum record_column columns[] = {RECORD_VALUE, RECORD_SIGN, RECORD_COUNT,
                                                 RECORD_BASE};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        buf_addc(b, ';');
        if (r != NULL)
            buf_add(b, r->fields[columns[i]].at, r->fields[columns[i]].n);
    }
}

static void put_csv(struct comparing *c)
{
    static const enum record_column names[] = {RECORD_AREA, RECORD_YEAR, RECORD_SEX, RECORD_AGES};
    struct buf b = BUF_INIT;
    buf_adds(&b, RECORD_MARK "Art;Grund;Kennzahl;Name;Gebietsname;Gebiet;Jahr;Geschlecht;Alter;"
                             "Wert alt;Zeichen alt;Anzahl alt;Nenner alt;"
                             "Wert neu;Zeichen neu;Anzahl neu;Nenner neu\r\n");
    for (size_t i = 0; i < c->diff.n; i++) {
        const struct difference *d = &c->diff.list[i];
        const struct record_row *r = row_of(d);
        buf_printf(&b, "%s;%s;", kind_heads[d->kind], d->why == WHY_RULES
                                                          ? "andere Regeln"
                                                          : why_text(d));
        csv_cell_put(&b, text_of(c->arena, r->fields[RECORD_INDICATOR]));
        buf_addc(&b, ';');
        csv_cell_put(&b, indicator_name(c, r));
        buf_addc(&b, ';');
        csv_cell_put(&b, area_name(c, r));
        for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
            buf_addc(&b, ';');
            buf_add(&b, r->fields[names[k]].at, r->fields[names[k]].n);
        }
        put_csv_side(&b, diff_told_then(d));
        put_csv_side(&b, diff_told_now(d));
        buf_adds(&b, "\r\n");
    }
    fwrite(buf_str(&b), 1, b.len, stdout);
    buf_release(&b);
}

static int compare(struct comparing *c, const struct options *o, enum output_form form,
                   struct diag *d)
{
    static void (*const put[OUTPUT_FORMS])(struct comparing *c) = {
        [AS_TEXT] = put_text, [AS_CSV] = put_csv, [AS_JSON] = put_json};
    c->current = o->n_args == 1;
    if (kept_load(&c->then, o, o->args[0], false, d) != 0 ||
        (!c->current && kept_load(&c->other, o, o->args[1], false, d) != 0) ||
        run_load(&c->run, o, c->current ? RUN_PUBLISHED : RUN_CONFIG, d) != 0)
        return -1;
    if (c->current && protection_fails(&c->run))
        return -1;
    c->now = c->current ? record_table_of(c->run.published, d) : NULL;
    if (c->current && c->now == NULL)
        return -1;
    c->data = arena_alloc(c->arena, catalogue_indicators(c->run.catalogue) + 1);
    c->diff = diff_make(c->arena, c->then.table, c->current ? c->now : c->other.table, same_data,
                        c);
    put[form](c);
    return 0;
}

int command_diff(const struct options *o, struct diag *d)
{
    enum output_form form;
    if (options_form(o, &form, d) != 0)
        return COMMAND_USAGE;
    struct comparing c = {.arena = arena_new()};
    int rc = compare(&c, o, form, d);
    record_table_free(c.now);
    kept_release(&c.then);
    kept_release(&c.other);
    run_release(&c.run);
    arena_free(c.arena);
    return rc;
}
