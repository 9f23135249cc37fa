#include <string.h>

#include "base/buf.h"
#include "base/decimal.h"
#include "base/str.h"
#include "cli/explain.h"

enum need { NEEDS_NONE, MAY_NAME, NEEDS_INDICATOR };

/* What can stand in the place of an indicator; "trend:S06" names one. */
static const struct {
    const char *name;
    enum need need;
    void (*explain)(const struct question *q);
} words[] = {
    {"vorausrechnung", NEEDS_NONE, explain_projection},
    {"fortschreibung", NEEDS_INDICATOR, explain_forecast},
    {"trend", NEEDS_INDICATOR, explain_trend},
    {"streuung", NEEDS_INDICATOR, explain_spread},
    {"aehnliche", MAY_NAME, explain_similar},
    {"prioritaeten", MAY_NAME, explain_portfolio},
};
enum { N_WORDS = sizeof words / sizeof *words };

#define FINDINGS "befunde"

static void no_such_year(const struct question *q, int asked)
{
    struct arena *a = q->run->arena;
    const struct area *area = areas_at(q->run->areas, q->area);
    const char *years = "";
    for (size_t i = 0; i < q->about->n_years; i++)
        years = arena_printf(a, "%s%s%d", years, i ? ", " : "", q->about->years[i]);
    if (q->about->district_only && area->kind == AREA_GEMEINDE)
        DIAG_PLAIN(q->diag, CLI_DISTRICT_ONLY, q->about->id, area->name);
    else if (asked == 0 || years[0] == '\0')
        DIAG_PLAIN(q->diag, CLI_NO_FIGURES, q->about->id, area->name);
    else
        DIAG_PLAIN(q->diag, CLI_UNKNOWN_YEAR, q->about->id, arena_printf(a, "%d", asked), years);
}

/* Indicators by id and name, indices, and the words. */
static void unknown_indicator(const struct question *q, const char *typed)
{
    struct run *r = q->run;
    size_t n = 0, indicators = catalogue_indicators(r->catalogue);
    size_t indices = analysis_indices(r->analysis);
    const char **names =
        arena_array(r->arena, 2 * indicators + indices + N_WORDS + 1, sizeof *names);
    for (uint32_t i = 0; i < indicators; i++) {
        names[n++] = catalogue_indicator(r->catalogue, i)->id;
        names[n++] = catalogue_indicator(r->catalogue, i)->name;
    }
    for (size_t i = 0; i < indices; i++)
        names[n++] = analysis_index_at(r->analysis, i)->id;
    for (size_t i = 0; i < N_WORDS; i++)
        names[n++] = words[i].name;
    names[n++] = FINDINGS;
    DIAG_PLAIN(q->diag, CLI_UNKNOWN_INDICATOR, typed, did_you_mean(r->arena, typed, names, n));
}

static const char *part_list(const struct question *q)
{
    struct arena *a = q->run->arena;
    const char *list = "";
    for (size_t i = 0; i < q->about->n_parts; i++)
        list = arena_printf(a, "%s%s%s", list, i ? ", " : "",
                            explain_part_name(a, &q->about->parts[i]));
    return list[0] ? list : "keine";
}

static bool find_part(struct question *q, const char *typed)
{
    struct arena *a = q->run->arena;
    struct buf plain = BUF_INIT;
    for (; *typed != '\0'; typed++) {
        if (*typed != ' ')
            buf_addc(&plain, *typed);
    }
    for (uint32_t i = 0; i < q->about->n_parts && q->part == 0; i++)
        q->part = str_eq(explain_part_name(a, &q->about->parts[i]), buf_str(&plain)) ? i + 1 : 0;
    buf_release(&plain);
    return q->part > 0;
}

/* Of the year asked for, or the newest that may be shown. */
static void find_value(struct question *q)
{
    const struct published *p = q->run->published;
    for (size_t i = q->about->n_years; i > 0 && q->value == NULL; i--) {
        int year = q->about->years[i - 1];
        const struct published_value *v = published_at(p, q->indicator, q->area, year, q->part);
        if (q->year != 0 ? year == q->year : v != NULL && sign_counts(v->sign)) {
            q->value = v;
            q->year = year;
        }
    }
}

static bool find_indicator(struct question *q, const char *id)
{
    q->indicator = catalogue_find_indicator(q->run->catalogue, id);
    if (q->indicator == CATALOGUE_NONE) {
        unknown_indicator(q, id);
        return false;
    }
    q->about = published_indicator(q->run->published, q->indicator);
    return true;
}

/* Both years have figures of the indicator, if not of the area. */
static bool has_years(const struct question *q)
{
    const int years[] = {q->year, q->until};
    for (size_t k = 0; k < 2; k++) {
        bool found = false;
        for (size_t i = 0; i < q->about->n_years; i++)
            found = found || q->about->years[i] == years[k];
        if (!found) {
            no_such_year(q, years[k]);
            return false;
        }
    }
    return true;
}

/* "S06", "D20:w0-2". */
static void explain_one(struct question *q, const char *typed)
{
    size_t len = strcspn(typed, ":");
    int asked = q->year;
    if (!find_indicator(q, arena_strndup(q->run->arena, typed, len)))
        return;
    if (typed[len] == ':' && !find_part(q, typed + len + 1)) {
        DIAG_PLAIN(q->diag, CLI_UNKNOWN_PART, q->about->id, typed + len + 1, part_list(q));
        return;
    }
    if (q->until != 0) {
        if (has_years(q))
            explain_change(q);
        return;
    }
    find_value(q);
    if (q->value == NULL || q->value->sign == SIGN_ABSENT)
        no_such_year(q, asked);
    else
        explain_figure(q);
}

/* What stands in the place of an indicator; false where it is none of the words. */
static bool explain_word(struct question *q, const char *typed)
{
    size_t len = strcspn(typed, ":");
    const char *word = arena_strndup(q->run->arena, typed, len);
    const struct analysis_index *x = analysis_find_index(q->run->analysis, typed);
    if (x != NULL) {
        explain_index(q, x);
        return true;
    }
    for (size_t i = 0; i < N_WORDS; i++) {
        if (!str_eq(words[i].name, word))
            continue;
        bool named = typed[len] == ':';
        if (named ? words[i].need == NEEDS_NONE : words[i].need == NEEDS_INDICATOR) {
            DIAG_PLAIN(q->diag, CLI_EXPLAIN_WORD, typed,
                       named ? word : arena_printf(q->run->arena, "%s:KENNUNG", word));
            return true;
        }
        if (!named || find_indicator(q, typed + len + 1))
            words[i].explain(q);
        return true;
    }
    return false;
}

static int explain(struct question *q, const struct options *o)
{
    q->area = run_area(q->run, o->args[0], q->diag);
    if (q->area == AREA_NONE)
        return 0;
    if (str_eq(o->args[1], FINDINGS))
        return explain_findings(q);
    if (!explain_word(q, o->args[1]))
        explain_one(q, o->args[1]);
    return 0;
}

/* "2016", "2012-2016" */
static bool read_years(const char *s, struct question *q)
{
    unsigned from = 0, to = 0;
    size_t len = strcspn(s, "-");
    if (!decimal_uint(s, len, 9999, &from))
        return false;
    q->year = (int)from;
    if (s[len] == '\0')
        return true;
    if (!decimal_uint(s + len + 1, strlen(s + len + 1), 9999, &to) || from == 0 || to <= from)
        return false;
    q->until = (int)to;
    return true;
}

int command_explain(const struct options *o, struct diag *d)
{
    struct run r;
    struct tell t;
    struct question q = {.run = &r, .tell = &t, .diag = d, .indicator = CATALOGUE_NONE};
    if (o->n_args == 3 && !read_years(o->args[2], &q)) {
        DIAG_PLAIN(d, CLI_BAD_VALUE, "explain", o->args[2], "ein Jahr");
        return COMMAND_USAGE;
    }
    tell_begin(&t, o->json);
    int rc = run_load(&r, o, RUN_PUBLISHED, d);
    if (rc == 0)
        rc = explain(&q, o);
    tell_end(&t);
    run_release(&r);
    return rc;
}
