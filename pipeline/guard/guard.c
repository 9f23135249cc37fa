#include "guard/guard.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "guard/audit_private.h"
#include "guard/before_private.h"
#include "guard/formula_private.h"
#include "guard/perturb.h"
#include "guard/origin_private.h"
#include "guard/primary_private.h"
#include "guard/published_private.h"
#include "guard/secondary_private.h"
#include "methods/rank.h"

/* A rate on fewer cases has limited meaning. */
static const double few_cases = 10;

struct guard { /* what one run of the guard works on */
    const struct areas *areas;
    const struct catalogue *catalogue;
    const struct facts *facts;
    const struct stats *stats;
    const struct suppression *suppression;
    struct published *out;
    struct ranked *scratch; /* room for all areas */
    struct published_value *plane; /* the same */
    struct cell_list cells;
    struct origins *origins;
};

static enum published_comparison comparison_of(enum comparison c)
{
    static const enum published_comparison map[] = {
        [COMPARE_NONE] = PUBLISHED_NOT_COMPARED,
        [COMPARE_LOWER] = PUBLISHED_LOWER,
        [COMPARE_SIMILAR] = PUBLISHED_SIMILAR,
        [COMPARE_HIGHER] = PUBLISHED_HIGHER,
    };
    return map[c];
}

/* In a stratum differences are counts, too. */
static bool only_counts(const struct guard *g, const struct indicator *ind)
{
    for (size_t i = 0; i < ind->n_numerator && ind->standard == NULL; i++) {
        const struct term *t = &ind->numerator[i];
        if (!(t->weight > 0) || !catalogue_measure(g->catalogue, t->measure)->additive)
            return false;
    }
    return true;
}

/* Persons per persons, places per places: the numerator is a number of cases. */
static bool same_units(const struct guard *g, const struct indicator *ind)
{
    const char *unit = catalogue_measure(g->catalogue, ind->denominator[0].measure)->unit;
    for (size_t i = 0; i < ind->n_numerator; i++) {
        if (strcmp(catalogue_measure(g->catalogue, ind->numerator[i].measure)->unit, unit) != 0)
            return false;
    }
    return true;
}

static bool has_cases(const struct guard *g, const struct indicator *ind)
{
    if (!only_counts(g, ind))
        return false;
    return ind->denominator == NULL || ind->interval != INTERVAL_NONE || same_units(g, ind);
}

/* A plain value is its own count unless it is scaled. */
static bool shows_count(const struct guard *g, const struct indicator *ind)
{
    if (!only_counts(g, ind))
        return false;
    return ind->interval != INTERVAL_NONE || (ind->denominator == NULL && !(ind->factor > 1) &&
                                              !(ind->factor < 1));
}

/* Too few persons or cases for a rate. An amount (square kilometres) has no least. */
static bool small_base(const struct guard *g, const struct indicator *ind,
                       const struct statistic *s)
{
    for (size_t i = 0; i < ind->n_denominator; i++) {
        if (catalogue_measure(g->catalogue, ind->denominator[i].measure)->amount)
            return false;
    }
    return ind->denominator != NULL && s->denominator < ind->min_denominator;
}

static enum sign published_sign(const struct guard *g, const struct indicator *ind,
                                const struct statistic *s, bool hidden)
{
    if (!sign_counts(s->sign))
        return s->sign;
    if (hidden)
        return SIGN_HIDDEN;
    if (small_base(g, ind, s))
        return SIGN_UNSURE;
    bool finite = isfinite(s->value) && isfinite(s->numerator) && isfinite(s->lower) &&
                  isfinite(s->upper) && isfinite(s->lower998) && isfinite(s->upper998);
    assert(finite); /* statistics cross out what overflows */
    return finite ? s->sign : SIGN_CROSSED;
}

/* Starts from nothing and copies numbers only where they may be seen: what is not
 * listed here cannot get out beside a sign. */
static struct published_value value_of(const struct guard *g, const struct indicator *ind,
                                       const struct statistic *s, int year,
                                       enum hiding hidden)
{
    struct published_value v = {
        .sign = published_sign(g, ind, s, hidden != HIDE_NOT), .year = year, .basis = s->basis,
    };
    v.for_others = v.sign == SIGN_HIDDEN && hidden == HIDE_FOR_OTHERS;
    v.sensitive = v.sign == SIGN_HIDDEN && hidden == HIDE_SENSITIVE;
    if (!sign_counts(v.sign))
        return v;
    v.value = s->value;
    v.marks = s->marks;
    if (ind->denominator != NULL && has_cases(g, ind) && s->numerator > 0 &&
        s->numerator < few_cases)
        v.marks |= SIGN_LIMITED;
    if (s->has_interval) {
        v.has_interval = true;
        v.lower = s->lower;
        v.upper = s->upper;
        v.lower998 = s->lower998;
        v.upper998 = s->upper998;
    }
    v.has_count = shows_count(g, ind);
    v.count = v.has_count ? s->numerator : 0;
    v.has_base = ind->interval != INTERVAL_NONE;
    v.base = v.has_base ? s->denominator : 0;
    return v;
}

static uint32_t kreis_of(const struct guard *g, uint32_t area)
{
    const struct area *a = areas_at(g->areas, area);
    return a->kind == AREA_GEMEINDE ? a->parent : areas_district(g->areas);
}

/* A comparison with a value that is not shown would tell about it. */
static void compare_plane(const struct guard *g, const struct statistic *from,
                          struct published_value *plane)
{
    for (uint32_t a = 0; a < g->out->n_areas; a++) {
        if (from[a].district == COMPARE_NONE || !plane[a].has_interval ||
            !sign_counts(plane[kreis_of(g, a)].sign))
            continue;
        plane[a].district = comparison_of(from[a].district);
        plane[a].district998 = comparison_of(from[a].district998);
    }
}

/* Ranks again, among those that are shown: a gap in the ranks would tell where a
 * hidden value lies. */
static void rank_plane(const struct guard *g, struct published_value *plane)
{
    for (uint32_t k = 0; k < g->out->n_areas; k++) {
        const struct area *kreis = areas_at(g->areas, k);
        if (kreis->kind != AREA_KREIS)
            continue;
        size_t n = 0;
        for (size_t i = 0; i < kreis->n_members && n < g->out->n_areas; i++) {
            uint32_t a = kreis->members[i];
            if (sign_counts(plane[a].sign))
                g->scratch[n++] = (struct ranked){plane[a].value, a, 0};
        }
        rank_descending(g->scratch, n);
        for (size_t i = 0; i < n; i++) {
            plane[g->scratch[i].item].rank = g->scratch[i].rank;
            plane[g->scratch[i].item].rank_of = (int)n;
        }
    }
}

enum content { NO_SIGN, NO_NUMBER, NUMBERS }; /* of a plane */

static enum content fill_plane(struct guard *g, uint32_t indicator, int year,
                               const struct statistic *from, const unsigned char *hidden,
                               struct published_value *plane)
{
    const struct indicator *ind = catalogue_indicator(g->catalogue, indicator);
    enum content content = NO_SIGN;
    for (uint32_t a = 0; a < g->out->n_areas; a++) {
        plane[a] = value_of(g, ind, &from[a], year, hidden[a]);
        if (sign_counts(plane[a].sign))
            content = NUMBERS;
        else if (plane[a].sign != SIGN_ABSENT && content == NO_SIGN)
            content = NO_NUMBER;
        g->out->hidden += plane[a].sign == SIGN_HIDDEN;
    }
    if (content == NUMBERS) {
        compare_plane(g, from, plane);
        rank_plane(g, plane);
    }
    return content;
}

/* The values of one part and year, kept; all absent planes of a year are one. */
static const struct published_value *keep_plane(struct guard *g, enum content content,
                                                const struct published_value **absent)
{
    if (content == NO_SIGN && *absent != NULL)
        return *absent;
    struct published_value *kept =
        arena_copy(g->out->arena, g->plane, g->out->n_areas, sizeof *kept);
    if (content == NO_SIGN)
        *absent = kept;
    return kept;
}

/* One year; false where no number is shown in it. */
static bool publish_year(struct guard *g, uint32_t indicator, int year, const unsigned char *hidden,
                         const struct published_value **planes)
{
    const struct published_value *absent = NULL;
    bool any = false;
    for (uint32_t part = 0; part <= g->out->figures[indicator].head.n_parts; part++) {
        const struct statistic *from = stats_at(g->stats, indicator, 0, year, part);
        enum content content = fill_plane(g, indicator, year, from,
                                          hidden + part * g->out->n_areas, g->plane);
        planes[part] = keep_plane(g, content, &absent);
        any = any || content == NUMBERS;
    }
    return any;
}

/* Keeps the years in which at least one number is shown; of the others nothing is seen, so
 * that nothing of them counts as hidden. */
static void publish_values(struct guard *g, uint32_t indicator)
{
    struct figures *f = &g->out->figures[indicator];
    size_t n = 0;
    const int *all = stats_years(g->stats, indicator, &n);
    size_t n_parts = f->head.n_parts + 1;
    const unsigned char *hidden = g->suppression->hidden[indicator];
    int *years = arena_array(g->out->arena, n + 1, sizeof *years);
    f->planes = arena_array(g->out->arena, n * n_parts + 1, sizeof *f->planes);
    f->head.years = years;
    for (size_t y = 0; y < n; y++) {
        size_t before = g->out->hidden;
        if (publish_year(g, indicator, all[y], hidden + y * n_parts * g->out->n_areas,
                         f->planes + f->head.n_years * n_parts))
            years[f->head.n_years++] = all[y];
        else
            g->out->hidden = before;
    }
}

static void publish_breaks(struct guard *g, uint32_t indicator)
{
    struct figures *f = &g->out->figures[indicator];
    size_t n = 0;
    const int *years = stats_years(g->stats, indicator, &n);
    if (n == 0)
        return;
    struct series_break *list =
        arena_array(g->out->arena, (size_t)(years[n - 1] - years[0]) + 1, sizeof *list);
    for (int year = years[0] + 1; year <= years[n - 1]; year++) {
        const char *name = stats_break(g->stats, indicator, year - 1, year);
        if (name != NULL)
            list[f->n_breaks++] =
                (struct series_break){year, arena_strdup(g->out->arena, name)};
    }
    f->breaks = list;
}

static void mark_sources(struct guard *g, uint32_t indicator, size_t year, uint32_t part,
                         bool *used)
{
    const struct figures *f = &g->out->figures[indicator];
    const struct indicator *ind = catalogue_indicator(g->catalogue, indicator);
    const struct published_value *plane = f->planes[year * (f->head.n_parts + 1) + part];
    size_t missing = origins_missing(g->origins, ind, f->head.years[year], used);
    for (uint32_t a = 0; a < g->out->n_areas && missing > 0; a++) {
        if (plane[a].sign == SIGN_ABSENT)
            continue;
        bool more = false;
        cell_list_fill(&g->cells, g->stats, indicator, a, f->head.years[year], part);
        for (size_t i = 0; i < g->cells.n; i++) {
            uint32_t source = facts_at(g->facts, g->cells.cells[i].cell).source;
            if (source < g->out->n_sources && !used[source])
                used[source] = more = true;
        }
        if (more)
            missing = origins_missing(g->origins, ind, f->head.years[year], used);
    }
}

/* The marked sources in order of the catalogue; the marks are taken away. */
static struct source_set collect_sources(struct guard *g, bool *used)
{
    uint32_t *list = arena_array(g->out->arena, g->out->n_sources + 1, sizeof *list);
    struct source_set set = {.sources = list};
    for (uint32_t i = 0; i < g->out->n_sources; i++) {
        if (used[i])
            list[set.n++] = i;
        used[i] = false;
    }
    return set;
}

static void publish_sources_of(struct guard *g, uint32_t indicator)
{
    struct figures *f = &g->out->figures[indicator];
    struct arena *a = g->out->arena;
    bool *used = arena_array(a, g->out->n_sources + 1, sizeof *used);
    bool *all = arena_array(a, g->out->n_sources + 1, sizeof *all);
    f->year_sources = arena_array(a, f->head.n_years + 1, sizeof *f->year_sources);
    for (size_t y = 0; y < f->head.n_years; y++) {
        for (uint32_t part = 0; part <= f->head.n_parts; part++)
            mark_sources(g, indicator, y, part, used);
        f->year_sources[y] = collect_sources(g, used);
        for (size_t i = 0; i < f->year_sources[y].n; i++)
            all[f->year_sources[y].sources[i]] = true;
    }
    struct source_set set = collect_sources(g, all);
    f->head.sources = set.sources;
    f->head.n_sources = set.n;
}

static bool uses_changed(const struct guard *g, const struct indicator *ind, uint32_t source)
{
    bool uses = false;
    for (size_t i = 0; i < ind->n_numerator; i++)
        uses = uses || perturb_applies(g->catalogue, ind->numerator[i].measure, source);
    for (size_t i = 0; i < ind->n_denominator; i++)
        uses = uses || perturb_applies(g->catalogue, ind->denominator[i].measure, source);
    return uses;
}

/* Readers are told, beside the other caveats, where counts are not the true ones. */
static void add_notes(struct guard *g, uint32_t indicator)
{
    struct arena *a = g->out->arena;
    struct published_indicator *head = &g->out->figures[indicator].head;
    for (size_t i = 0; i < head->n_sources; i++) {
        const char *note = perturb_note(a, catalogue_source(g->catalogue, head->sources[i]));
        if (note[0] == '\0' || strstr(head->caveat, note) != NULL ||
            !uses_changed(g, catalogue_indicator(g->catalogue, indicator), head->sources[i]))
            continue;
        head->caveat = head->caveat[0] == '\0' ? note
                                              : arena_printf(a, "%s %s", head->caveat, note);
    }
}

static const struct published_part *parts_of(struct arena *a, const struct indicator *ind)
{
    struct published_part *parts = arena_array(a, ind->n_parts + 1, sizeof *parts);
    for (size_t i = 0; i < ind->n_parts; i++)
        parts[i] = (struct published_part){(int)ind->parts[i].sex, ind->parts[i].age_from,
                                           ind->parts[i].age_to};
    return parts;
}

static const char *interval_name(const struct indicator *ind)
{
    static const char *const intervals[] = {
        [INTERVAL_NONE] = "", [INTERVAL_WILSON] = "Wilson", [INTERVAL_BYAR] = "Byar"};
    enum form form = indicator_form(ind);
    return form == FORM_DIRECT || form == FORM_ESTIMATE ? "Dobson" : intervals[ind->interval];
}

static struct published_indicator head_of(struct guard *g, const struct indicator *ind)
{
    static const enum published_polarity polarities[] = {
        [POLARITY_NEUTRAL] = PUBLISHED_NEUTRAL,
        [POLARITY_BURDEN] = PUBLISHED_BURDEN,
        [POLARITY_RELIEF] = PUBLISHED_RELIEF};
    struct arena *a = g->out->arena;
    double *limits = arena_array(a, CLASS_LIMITS, sizeof *limits);
    memcpy(limits, ind->limits, sizeof ind->limits);
    return (struct published_indicator){
        .id = arena_strdup(a, ind->id),
        .name = arena_strdup(a, ind->name),
        .short_name = arena_strdup(a, ind->short_name),
        .per = arena_strdup(a, ind->per),
        .unit = arena_strdup(a, ind->unit),
        .definition = arena_strdup(a, ind->definition),
        .caveat = arena_strdup(a, ind->caveat),
        .min_count = ind->min_count,
        .min_denominator = ind->min_denominator,
        .formula = formula_text(a, g->catalogue, ind),
        .formula_id = formula_id(a, g->catalogue, ind),
        .interval = interval_name(ind),
        .base = ind->interval != INTERVAL_NONE ? formula_base(a, g->catalogue, ind) : "",
        .handlungsfeld = ind->handlungsfeld,
        .district_only = ind->district_only,
        .pooled = ind->pool,
        .decimals = ind->decimals,
        .polarity = polarities[ind->polarity],
        .parts = parts_of(a, ind),
        .n_parts = ind->n_parts,
        .limits = limits,
        .n_limits = ind->n_limits,
    };
}

static void lookup_init(struct lookup *l, struct arena *a, size_t n)
{
    names_init(&l->names);
    l->index = arena_array(a, n + 1, sizeof *l->index);
}

static void lookup_add(struct lookup *l, const char *name, uint32_t i)
{
    uint32_t known = l->names.count;
    uint32_t id = names_intern(&l->names, name, strlen(name));
    if (id == known)
        l->index[id] = i;
}

static void publish_indicators(struct guard *g)
{
    struct published *p = g->out;
    p->n_indicators = catalogue_indicators(g->catalogue);
    p->figures = arena_array(p->arena, p->n_indicators + 1, sizeof *p->figures);
    lookup_init(&p->indicator_ids, p->arena, p->n_indicators);
    for (uint32_t i = 0; i < p->n_indicators; i++) {
        const struct indicator *ind = catalogue_indicator(g->catalogue, i);
        p->figures[i].head = head_of(g, ind);
        bool summed = indicator_form(ind) == FORM_DIRECT || indicator_form(ind) == FORM_ESTIMATE;
        p->figures[i].method = summed ? INTERVAL_NONE : ind->interval;
        p->figures[i].factor = ind->factor;
        lookup_add(&p->indicator_ids, published_fold_id(p->arena, p->figures[i].head.id), i);
        publish_values(g, i);
        publish_breaks(g, i);
        publish_sources_of(g, i);
        add_notes(g, i);
    }
}

static void publish_areas(struct guard *g)
{
    static const enum published_area_kind kinds[] = {
        [AREA_BUND] = PUBLISHED_BUND,         [AREA_LAND] = PUBLISHED_LAND,
        [AREA_KREIS] = PUBLISHED_KREIS,       [AREA_GEMEINDE] = PUBLISHED_GEMEINDE,
        [AREA_GROUP] = PUBLISHED_GROUP};
    struct published *p = g->out;
    p->n_areas = areas_count(g->areas);
    p->district = areas_district(g->areas);
    p->areas = arena_array(p->arena, p->n_areas + 1, sizeof *p->areas);
    lookup_init(&p->area_keys, p->arena, p->n_areas);
    for (uint32_t i = 0; i < p->n_areas; i++) {
        const struct area *a = areas_at(g->areas, i);
        p->areas[i] = (struct published_area){
            .key = arena_strdup(p->arena, a->key),
            .name = arena_strdup(p->arena, a->name),
            .short_name = arena_strdup(p->arena, a->short_name),
            .designation = arena_strdup(p->arena, a->designation),
            .kind = kinds[a->kind],
            .parent = a->parent == AREA_NONE ? PUBLISHED_NONE : a->parent,
            .ha = a->ha,
            .lon = a->lon,
            .lat = a->lat,
        };
        lookup_add(&p->area_keys, p->areas[i].key, i);
    }
}

static void publish_sources(struct guard *g)
{
    static const char *const statuses[] = {[SOURCE_OFFICIAL] = "amtlich",
                                           [SOURCE_OWN] = "eigene Aufzeichnungen",
                                           [SOURCE_MODEL] = "Modell",
                                           [SOURCE_DEMONSTRATION] = "Demonstrationsdaten"};
    struct published *p = g->out;
    p->n_sources = catalogue_sources(g->catalogue);
    p->sources = arena_array(p->arena, p->n_sources + 1, sizeof *p->sources);
    for (uint32_t i = 0; i < p->n_sources; i++) {
        const struct source *s = catalogue_source(g->catalogue, i);
        p->sources[i] = (struct published_source){
            .id = arena_strdup(p->arena, s->id),
            .publisher = arena_strdup(p->arena, s->publisher),
            .publisher_short = arena_strdup(p->arena, s->publisher_short),
            .table = arena_strdup(p->arena, s->table),
            .title = arena_strdup(p->arena, s->title),
            .licence = arena_strdup(p->arena, s->licence),
            .licence_id = arena_strdup(p->arena, s->licence_id),
            .retrieved = arena_strdup(p->arena, s->retrieved),
            .status = statuses[s->status],
        };
    }
}

static void publish_fields(struct guard *g)
{
    struct published *p = g->out;
    p->n_fields = catalogue_handlungsfelder(g->catalogue);
    p->fields = arena_array(p->arena, p->n_fields + 1, sizeof *p->fields);
    for (uint32_t i = 0; i < p->n_fields; i++) {
        const struct handlungsfeld *h = catalogue_handlungsfeld(g->catalogue, i);
        const char **goals = arena_array(p->arena, h->n_leitziele + 1, sizeof *goals);
        for (size_t k = 0; k < h->n_leitziele; k++)
            goals[k] = arena_strdup(p->arena, h->leitziele[k]);
        p->fields[i] = (struct published_field){
            h->id, arena_strdup(p->arena, h->name), arena_strdup(p->arena, h->short_name),
            goals, h->n_leitziele};
    }
}

/* Hides what must be hidden beside the primary counts, and looks at what is left of them. */
static const struct audit *protect(const struct guard *g, struct suppression *table)
{
    struct counts *counts = counts_collect(table, g->catalogue, g->areas, g->facts, g->stats);
    struct model *model = model_new(counts, g->areas, g->facts);
    suppression_secondary(counts, model, g->areas);
    const struct audit *audit = audit_make(g->out->arena, counts, model, g->areas);
    model_free(model);
    counts_free(counts);
    return audit;
}

struct published *guard_publish(const struct areas *areas, const struct catalogue *catalogue,
                                const struct facts *facts, const struct stats *stats)
{
    return guard_publish_after(areas, catalogue, facts, stats, NULL);
}

struct published *guard_publish_after(const struct areas *areas,
                                      const struct catalogue *catalogue,
                                      const struct facts *facts, const struct stats *stats,
                                      const struct earlier *earlier)
{
    struct arena *arena = arena_new();
    struct published *p = arena_alloc(arena, sizeof *p);
    struct suppression *table = suppression_new(catalogue, stats, areas_count(areas));
    struct guard g = {.areas = areas, .catalogue = catalogue, .facts = facts, .stats = stats,
                      .suppression = table, .out = p};
    p->arena = arena;
    g.scratch = arena_array(arena, areas_count(areas) + 1, sizeof *g.scratch);
    g.plane = arena_array(arena, areas_count(areas) + 1, sizeof *g.plane);
    suppression_primary(table, catalogue, facts, stats);
    before_fill(table, earlier, areas, catalogue, stats);
    p->audit = protect(&g, table);
    p->unchecked = table->unchecked;
    p->before = before_hidden(table, earlier, areas, catalogue, stats);
    p->before.edition = arena_strdup(arena, p->before.edition);
    publish_areas(&g);
    publish_sources(&g);
    publish_fields(&g);
    g.origins = origins_new(catalogue, facts);
    publish_indicators(&g);
    origins_free(g.origins);
    cell_list_release(&g.cells);
    suppression_free(table);
    return p;
}

struct shown_before guard_shown_before(const struct published *p)
{
    return p->before;
}

size_t guard_unchecked(const struct published *p)
{
    return p->unchecked;
}

void published_free(struct published *p)
{
    if (p == NULL)
        return;
    names_release(&p->area_keys.names);
    names_release(&p->indicator_ids.names);
    arena_free(p->arena);
}
