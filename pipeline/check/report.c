/* What the checks found, for people: by source, worst first; a few cases of each kind. */
#include <string.h>

#include "base/german.h"
#include "base/str.h"
#include "check/check_private.h"

enum {
    SHOWN = 3, /* cases of one rule and measure; the others are counted */
    CELLS = 6, /* cells of a case */
    LISTED = 8 /* of what is told in one paragraph */
};

struct report {
    const struct checked *f;
    struct buf *out;
    struct arena *arena;
};

static const char *measure_name(const struct checked *f, uint32_t m)
{
    return m == CATALOGUE_NONE ? "" : catalogue_measure(f->catalogue, m)->name;
}

/* "Nürtingen 2015/3 (Frauen)" */
static void put_about(struct report *r, const struct check_finding *x)
{
    const char *blank = "";
    if (x->indicator != CATALOGUE_NONE && !x->rule->together) {
        buf_adds(r->out, catalogue_indicator(r->f->catalogue, x->indicator)->id);
        blank = " ";
    }
    if (x->area != AREA_NONE) {
        buf_printf(r->out, "%s%s", blank, areas_at(r->f->areas, x->area)->short_name);
        blank = " ";
    }
    if (x->year != 0)
        buf_printf(r->out, "%s%d", blank, x->year);
    if (x->month != 0)
        buf_printf(r->out, "/%d", x->month);
    if (x->part[0] != '\0')
        buf_printf(r->out, " (%s)", x->part);
    buf_adds(r->out, ": ");
}

/* "data/a.csv:12:7, 13:7; data/b.csv:5:2 und 38 weitere"; a number that was counted from the
 * records of a whole file has no line. */
static void put_cells(struct report *r, const struct check_finding *x)
{
    uint32_t file = 0;
    if (x->n_cells == 0 && x->at.file == NULL)
        return;
    buf_adds(r->out, "        ");
    if (x->n_cells == 0)
        buf_printf(r->out, "%s:%d:%d", x->at.file, x->at.line, x->at.column);
    for (size_t i = 0; i < x->n_cells && i < CELLS; i++) {
        struct fact v = facts_at(r->f->facts, x->cells[i]);
        bool named = i > 0 && v.file == file;
        if (!named)
            buf_printf(r->out, "%s%s", i > 0 ? "; " : "", facts_file(r->f->facts, v.file));
        if (v.line > 0)
            buf_printf(r->out, "%s%u:%u", named ? ", " : ":", (unsigned)v.line,
                       (unsigned)v.column);
        file = v.file;
    }
    if (x->n_cells > CELLS)
        buf_printf(r->out, " und %zu weitere", x->n_cells - CELLS);
    buf_addc(r->out, '\n');
}

static bool counted(const struct check_finding *x)
{
    return x->accepted == CHECK_NONE;
}

static bool same_kind(const struct check_finding *a, const struct check_finding *b)
{
    return a->rule == b->rule && a->level == b->level && a->measure == b->measure &&
           (a->source == b->source || a->rule->together);
}

/* "3 Warnungen, 1 Hinweis" of the findings from i to end. */
static const char *numbers(struct report *r, const size_t n[CHECK_ERROR + 1])
{
    static const char *const one[] = {"", "Hinweis", "Warnung", "Fehler"};
    static const char *const many[] = {"", "Hinweise", "Warnungen", "Fehler"};
    const char *text = "";
    for (int level = CHECK_ERROR; level >= CHECK_NOTE; level--)
        if (n[level] > 0)
            text = arena_printf(r->arena, "%s%s%s %s", text, text[0] != '\0' ? ", " : "",
                                german_number(r->arena, (double)n[level], 0),
                                n[level] == 1 ? one[level] : many[level]);
    return text[0] != '\0' ? text : "keine Auffälligkeiten";
}

static void put_source(struct report *r, size_t from)
{
    const struct check_finding *first = check_at(r->f, from);
    size_t n[CHECK_ERROR + 1] = {0};
    for (size_t i = from; i < check_count(r->f); i++) {
        const struct check_finding *x = check_at(r->f, i);
        if (x->rule->together || x->source != first->source)
            break;
        n[x->level] += counted(x);
    }
    if (first->source == CATALOGUE_NONE) {
        buf_printf(r->out, "\nOhne Quelle (%s)\n", numbers(r, n));
        return;
    }
    const struct source *s = catalogue_source(r->f->catalogue, first->source);
    buf_printf(r->out, "\n%s: %s, %s (%s)\n", s->publisher_short, s->table, s->title,
               numbers(r, n));
}

/* The advice once for a rule in a source. */
static void put_kind_head(struct report *r, const struct check_finding *x, bool advice)
{
    buf_printf(r->out, "  %s: ", check_level_word(x->level));
    if (x->measure != CATALOGUE_NONE)
        buf_printf(r->out, "%s: ", measure_name(r->f, x->measure));
    buf_printf(r->out, "%s [%s%s%s]\n", x->rule->tells, x->rule->id,
               x->measure != CATALOGUE_NONE ? ", " : "",
               x->measure != CATALOGUE_NONE
                   ? catalogue_measure(r->f->catalogue, x->measure)->id : "");
    if (advice)
        buf_printf(r->out, "    %s\n", x->rule->advice);
}

/* All of one rule and measure; the index behind them. */
static size_t put_kind(struct report *r, size_t from, bool advice)
{
    const struct check_finding *first = check_at(r->f, from);
    size_t i = from, n = 0;
    put_kind_head(r, first, advice);
    for (; i < check_count(r->f) && same_kind(first, check_at(r->f, i)); i++) {
        const struct check_finding *x = check_at(r->f, i);
        if (!counted(x) || ++n > SHOWN)
            continue;
        buf_adds(r->out, "    ");
        put_about(r, x);
        buf_printf(r->out, "%s\n", x->text);
        put_cells(r, x);
    }
    if (n > SHOWN)
        buf_printf(r->out, "    und %s\n",
                   n == SHOWN + 1 ? "ein weiterer Fall"
                                  : arena_printf(r->arena, "%s weitere Fälle",
                                                 german_number(r->arena, (double)(n - SHOWN), 0)));
    return i;
}

/* In one paragraph, as each says little. */
static size_t put_together(struct report *r, size_t from)
{
    const struct check_finding *first = check_at(r->f, from);
    size_t i = from, n = 0;
    put_kind_head(r, first, true);
    buf_adds(r->out, "    ");
    for (; i < check_count(r->f) && check_at(r->f, i)->rule == first->rule &&
           check_at(r->f, i)->level == first->level; i++)
        if (counted(check_at(r->f, i)) && n++ < LISTED)
            buf_printf(r->out, "%s%s", n > 1 ? ", " : "", check_at(r->f, i)->text);
    if (n > LISTED)
        buf_printf(r->out, " und %zu weitere", n - LISTED);
    buf_addc(r->out, '\n');
    return i;
}

static size_t skip_accepted(const struct checked *f, size_t i)
{
    while (i < check_count(f) && !counted(check_at(f, i)))
        i++;
    return i;
}

static void put_findings(struct report *r)
{
    const struct check_finding *before = NULL;
    size_t i = skip_accepted(r->f, 0);
    while (i < check_count(r->f)) {
        const struct check_finding *x = check_at(r->f, i);
        bool together = x->rule->together;
        if (together && (before == NULL || !before->rule->together))
            buf_adds(r->out, "\nAlle Quellen\n");
        else if (!together && (before == NULL || before->source != x->source))
            put_source(r, i);
        bool advice = before == NULL || before->rule != x->rule || before->source != x->source;
        before = x;
        i = skip_accepted(r->f, together ? put_together(r, i) : put_kind(r, i, advice));
    }
}

static void put_accepted(struct report *r)
{
    const char *head = "\nAngenommen\n";
    for (size_t k = 0; k < check_acceptances(r->f); k++) {
        const struct acceptance *a = check_acceptance(r->f, k);
        if (a->matches == 0)
            continue;
        buf_printf(r->out, "%s  %s: %s", head, check_rule_find(a->rule)->name,
                   check_subject(r->f, a));
        head = "";
        if (a->area != AREA_NONE)
            buf_printf(r->out, ", %s", areas_at(r->f->areas, a->area)->short_name);
        if (a->year != 0)
            buf_printf(r->out, " %d", a->year);
        buf_printf(r->out, " (%s)\n    %s (%s, %s)\n",
                   a->matches == 1 ? "ein Befund"
                                   : arena_printf(r->arena, "%zu Befunde", a->matches),
                   a->reason, a->by, german_date(r->arena, a->date));
    }
}

void check_text(const struct checked *f, struct buf *out)
{
    struct report r = {f, out, arena_new()};
    size_t n[CHECK_ERROR + 1] = {0}, accepted = 0;
    for (size_t i = 0; i < check_count(f); i++) {
        n[check_at(f, i)->level] += counted(check_at(f, i));
        accepted += !counted(check_at(f, i));
    }
    buf_printf(out, "Prüfung der Zahlen: %s", numbers(&r, n));
    if (accepted > 0)
        buf_printf(out, "; angenommen: %zu", accepted);
    buf_adds(out, "\n");
    if (n[CHECK_NOTE] + n[CHECK_WARNING] + n[CHECK_ERROR] > 0)
        buf_adds(out, "Stellen: Datei:Zeile:Feld. In eckigen Klammern stehen Regel und Messgröße, "
                      "wie accepted.xml und <checks> sie nennen; alle Fälle mit --csv oder "
                      "--json.\n");
    put_findings(&r);
    put_accepted(&r);
    arena_free(r.arena);
}
