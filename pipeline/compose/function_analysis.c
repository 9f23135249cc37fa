#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/german.h"
#include "base/str.h"
#include "compose/function_private.h"

/* What is made of published figures (analysis/analysis.h), for templates. */

void compose_use_analysis(struct compose *c, const struct analysis *analysis)
{
    c->analysis = analysis;
}

int analysis_missing(const struct compose *c, const char **error)
{
    if (c->analysis != NULL)
        return 0;
    *error = "In diesem Lauf gibt es keine Auswertungen.";
    return -1;
}

int set_rule(const struct compose *c, analysis_rule *rule, struct xpath_value *out,
             const char **error)
{
    if (analysis_missing(c, error) != 0)
        return -1;
    set_string(out, rule(c->analysis));
    return 0;
}

void item_int(struct xpath_item *i, const char *name, int value)
{
    char text[16];
    snprintf(text, sizeof text, "%d", value);
    xpath_item_set(i, name, text);
}

/* A number to calculate with; without the attribute where there is none. */
void item_double(struct xpath_item *i, const char *name, double value)
{
    if (!isfinite(value))
        return;
    struct buf b = BUF_INIT;
    buf_double(&b, value);
    if (strchr(buf_str(&b), 'e') != NULL) { /* XPath knows no exponents */
        buf_clear(&b);
        buf_printf(&b, "%.12f", value);
    }
    xpath_item_set(i, name, buf_str(&b));
    buf_release(&b);
}

void item_area(struct compose *c, struct xpath_item *i, uint32_t area)
{
    const struct published_area *a = published_area(c->published, area);
    xpath_item_set(i, "area", a->name);
    xpath_item_set(i, "key", a->key);
}

void item_indicator(struct compose *c, struct xpath_item *i, uint32_t indicator)
{
    const struct published_indicator *in = published_indicator(c->published, indicator);
    xpath_item_set(i, "id", in->id);
    xpath_item_set(i, "name", in->name);
    xpath_item_set(i, "short", in->short_name);
    item_int(i, "field", in->handlungsfeld);
}

struct xpath_item *analysis_item(struct compose *c, const char *name, const char *words,
                                 const char *missing)
{
    if (words != NULL) {
        struct xpath_item *item = xpath_item_new(c->xpath, NULL, name, NULL);
        xpath_item_text(item, words);
        return item;
    }
    struct subject *s = arena_alloc(c->arena, sizeof *s);
    *s = (struct subject){.kind = SUBJECT_DIFFERENCE, .area = PUBLISHED_NONE,
                          .indicator = PUBLISHED_NONE, .sign = SIGN_ABSENT,
                          .text = sign_text(SIGN_ABSENT), .actual = missing};
    struct xpath_item *item = xpath_item_new(c->xpath, NULL, name, s);
    xpath_item_text(item, s->text);
    return item;
}

void analysis_used(struct compose *c, uint32_t indicator, int year)
{
    if (c->report != NULL)
        scope_indicator(c->report, indicator, year);
}

/* -- trend() */

/* Where a rise is a burden, rising is worse; neutral indicators have no better or worse. */
static const char *judgement(const struct published_indicator *in, enum analysis_direction d)
{
    if (in->polarity == PUBLISHED_NEUTRAL || d == ANALYSIS_NONE)
        return "";
    return (in->polarity == PUBLISHED_BURDEN) == (d == ANALYSIS_RISING) ? "worse" : "better";
}

static int f_trend(void *ctx, const struct xpath_value *args, size_t n, struct xpath_value *out,
                   const char **error)
{
    (void)n;
    static const char *const directions[] = {"none", "rising", "falling"};
    static const char *const words[] = {"nicht nachgewiesen", "steigend", "sinkend"};
    struct compose *c = ctx;
    uint32_t in, area;
    if (analysis_missing(c, error) != 0 || argument_indicator(c, &args[0], &in, error) != 0 ||
        argument_area(c, &args[1], &area, error) != 0)
        return -1;
    const struct analysis_trend *t = analysis_trend(c->analysis, in, area);
    struct xpath_item *item = analysis_item(c, "trend", t != NULL ? words[t->direction] : NULL,
                                          "nicht geprüft");
    item_indicator(c, item, in);
    item_area(c, item, area);
    xpath_item_set(item, "direction", t != NULL ? directions[t->direction] : "untested");
    xpath_item_set(item, "headline", t != NULL && t->headline ? "yes" : "no");
    xpath_item_set(item, "judgement", "");
    if (t != NULL) {
        xpath_item_set(item, "judgement",
                       judgement(published_indicator(c->published, in), t->direction));
        item_int(item, "from", t->from);
        item_int(item, "to", t->to);
        item_int(item, "n", (int)t->n);
        item_double(item, "p", t->p);
        item_double(item, "slope", t->slope);
        analysis_used(c, in, EVERY_YEAR);
    }
    set_node(c, out, item);
    return 0;
}

/* -- index(), index-places(), index-parts() */

/* Without any declaration every index is one that cannot be computed. */
static int argument_index(struct compose *c, const struct xpath_value *v,
                          const struct analysis_index **out, const char **error)
{
    static const struct analysis_index none = {.id = "", .name = "Index", .rule = ""};
    if (analysis_missing(c, error) != 0)
        return -1;
    const char *id = xpath_string(c->xpath, v);
    *out = analysis_indices(c->analysis) > 0 ? analysis_find_index(c->analysis, id) : &none;
    if (*out == NULL)
        *error = arena_printf(text_arena(c), "Einen Index „%s“ gibt es in analysis.xml nicht.", id);
    return *out != NULL ? 0 : -1;
}

static void use_index(struct compose *c, const struct analysis_index *x)
{
    for (size_t k = 0; k < x->n_components; k++)
        analysis_used(c, x->components[k].indicator, x->components[k].year);
}

static void set_place(struct xpath_item *item, const struct analysis_index *x,
                      const struct analysis_place *p)
{
    item_double(item, "missing", p->missing * 100);
    if (p->has) {
        item_double(item, "value", p->value);
        item_double(item, "score", p->score);
        item_int(item, "rank", p->rank);
        item_int(item, "of", p->rank_of);
        item_int(item, "low", p->rank_low);
        item_int(item, "high", p->rank_high);
        item_int(item, "status", p->status);
    }
    if (p->has_change) {
        item_double(item, "change", p->change_score);
        item_int(item, "dynamics", p->dynamics);
        xpath_item_set(item, "dynamicsname", x->dynamics_names[p->dynamics - 1]);
    }
}

static struct xpath_item *place_item(struct compose *c, const struct analysis_index *x,
                                     const struct analysis_place *p, uint32_t area)
{
    bool has = p != NULL && p->has && p->status > 0;
    struct xpath_item *item = analysis_item(c, "index", has ? x->status_names[p->status - 1] : NULL,
                                          "nicht berechenbar");
    xpath_item_set(item, "name", x->name);
    item_area(c, item, area);
    if (p != NULL)
        set_place(item, x, p);
    return item;
}

static int f_index(void *ctx, const struct xpath_value *args, size_t n, struct xpath_value *out,
                   const char **error)
{
    (void)n;
    struct compose *c = ctx;
    const struct analysis_index *x;
    uint32_t area;
    if (argument_index(c, &args[0], &x, error) != 0 ||
        argument_area(c, &args[1], &area, error) != 0)
        return -1;
    use_index(c, x);
    set_node(c, out, place_item(c, x, analysis_place(x, area), area));
    return 0;
}

static int f_index_places(void *ctx, const struct xpath_value *args, size_t n,
                          struct xpath_value *out, const char **error)
{
    (void)n;
    struct compose *c = ctx;
    const struct analysis_index *x;
    if (argument_index(c, &args[0], &x, error) != 0)
        return -1;
    struct xpath_item **items = arena_array(text_arena(c), x->n_ranked + 1, sizeof *items);
    for (size_t i = 0; i < x->n_ranked; i++)
        items[i] = place_item(c, x, x->by_rank[i], x->by_rank[i]->area);
    use_index(c, x);
    set_nodes(out, items, x->n_ranked);
    return 0;
}

static struct xpath_item *component_item(struct compose *c, const struct analysis_component *k,
                                         const struct analysis_part *part)
{
    const struct published_indicator *in = published_indicator(c->published, k->indicator);
    struct xpath_item *item = analysis_item(c, "part", in->name, NULL);
    item_indicator(c, item, k->indicator);
    item_int(item, "year", k->year);
    item_double(item, "weight", k->weight);
    item_double(item, "mean", k->mean);
    item_double(item, "deviation", k->deviation);
    xpath_item_set(item, "direction", k->direction > 0 ? "burden" : "relief");
    xpath_item_set(item, "why-not", k->why_not);
    if (part != NULL && part->has) {
        item_double(item, "value", part->value);
        item_double(item, "used", part->used);
        item_double(item, "z", part->z);
    }
    return item;
}

static int f_index_parts(void *ctx, const struct xpath_value *args, size_t n,
                         struct xpath_value *out, const char **error)
{
    struct compose *c = ctx;
    const struct analysis_index *x;
    uint32_t area = PUBLISHED_NONE;
    if (argument_index(c, &args[0], &x, error) != 0 ||
        (n > 1 && argument_area(c, &args[1], &area, error) != 0))
        return -1;
    const struct analysis_place *p = n > 1 ? analysis_place(x, area) : NULL;
    struct xpath_item **items = arena_array(text_arena(c), x->n_components + 1, sizeof *items);
    for (size_t k = 0; k < x->n_components; k++)
        items[k] = component_item(c, &x->components[k], p != NULL ? &p->parts[k] : NULL);
    use_index(c, x);
    set_nodes(out, items, x->n_components);
    return 0;
}

static int f_index_rule(void *ctx, const struct xpath_value *args, size_t n,
                        struct xpath_value *out, const char **error)
{
    (void)n;
    const struct analysis_index *x;
    if (argument_index(ctx, &args[0], &x, error) != 0)
        return -1;
    set_string(out, x->rule);
    return 0;
}

/* -- neighbours() */

enum { REASONS = 2 }; /* that are named in words */

static void set_reasons(struct compose *c, struct xpath_item *item,
                        const struct analysis_neighbour *near)
{
    struct buf b = BUF_INIT;
    for (size_t i = 0; i < near->n_because && i < REASONS; i++)
        buf_printf(&b, "%s%s", i > 0 ? " und " : "",
                   published_indicator(c->published, near->because[i])->short_name);
    xpath_item_set(item, "because", buf_str(&b));
    buf_release(&b);
}

static int f_neighbours(void *ctx, const struct xpath_value *args, size_t n,
                        struct xpath_value *out, const char **error)
{
    (void)n;
    struct compose *c = ctx;
    uint32_t area;
    if (analysis_missing(c, error) != 0 || argument_area(c, &args[0], &area, error) != 0)
        return -1;
    size_t count;
    const struct analysis_neighbour *list = analysis_similar(c->analysis, area, &count);
    struct xpath_item **items = arena_array(text_arena(c), count + 1, sizeof *items);
    for (size_t i = 0; i < count; i++) {
        items[i] = analysis_item(c, "neighbour",
                               published_area(c->published, list[i].area)->name, NULL);
        item_area(c, items[i], list[i].area);
        item_double(items[i], "distance", list[i].distance);
        set_reasons(c, items[i], &list[i]);
    }
    size_t n_variables;
    const struct analysis_variable *v = analysis_variables(c->analysis, &n_variables);
    for (size_t k = 0; count > 0 && k < n_variables; k++)
        analysis_used(c, v[k].indicator, v[k].year);
    set_nodes(out, items, count);
    return 0;
}

/* "Einwohner (Gewicht 2)" */
static void set_weighted(struct compose *c, struct xpath_item *item,
                         const struct analysis_variable *v)
{
    struct arena *a = text_arena(c);
    const char *name = published_indicator(c->published, v->indicator)->short_name;
    bool usual = !(v->weight < 1) && !(v->weight > 1);
    int decimals = german_round(v->weight, 0) < v->weight || german_round(v->weight, 0) > v->weight;
    xpath_item_set(item, "weighted",
                   usual ? name : arena_printf(a, "%s (Gewicht %s)", name,
                                               german_number(a, v->weight, decimals)));
}

static int f_neighbour_variables(void *ctx, const struct xpath_value *args, size_t n,
                                 struct xpath_value *out, const char **error)
{
    (void)args, (void)n;
    struct compose *c = ctx;
    if (analysis_missing(c, error) != 0)
        return -1;
    size_t count;
    const struct analysis_variable *v = analysis_variables(c->analysis, &count);
    struct xpath_item **items = arena_array(text_arena(c), count + 1, sizeof *items);
    for (size_t k = 0; k < count; k++) {
        items[k] = analysis_item(c, "variable",
                               published_indicator(c->published, v[k].indicator)->short_name,
                               NULL);
        item_indicator(c, items[k], v[k].indicator);
        item_int(items[k], "year", v[k].year);
        item_double(items[k], "weight", v[k].weight);
        set_weighted(c, items[k], &v[k]);
    }
    set_nodes(out, items, count);
    return 0;
}

/* -- portfolio() */

static void set_criterion(struct xpath_item *item, const char *name, const char *points,
                          const struct analysis_criterion *k)
{
    if (!k->has)
        return;
    item_double(item, name, k->value);
    item_int(item, points, k->points);
}

static struct xpath_item *priority_item(struct compose *c, const struct analysis_priority *p)
{
    static const char *const names[] = {"level", "change", "people", "expenditure"};
    static const char *const points[] = {"level-points", "change-points", "people-points",
                                         "expenditure-points"};
    struct xpath_item *item =
        analysis_item(c, "priority", published_indicator(c->published, p->indicator)->name, NULL);
    item_indicator(c, item, p->indicator);
    for (size_t i = 0; i < ANALYSIS_CRITERIA; i++)
        set_criterion(item, names[i], points[i], &p->criteria[i]);
    item_int(item, "points", p->points);
    item_int(item, "of", p->of);
    item_int(item, "known", p->known);
    if (p->rank > 0) {
        item_int(item, "rank", p->rank);
        item_double(item, "share", p->share * 100);
    }
    if (p->known > 0)
        analysis_used(c, p->indicator, EVERY_YEAR);
    return item;
}

static int f_portfolio(void *ctx, const struct xpath_value *args, size_t n,
                       struct xpath_value *out, const char **error)
{
    (void)n;
    struct compose *c = ctx;
    uint32_t area;
    if (analysis_missing(c, error) != 0 || argument_area(c, &args[0], &area, error) != 0)
        return -1;
    size_t count;
    const struct analysis_priority *list = analysis_portfolio(c->analysis, area, &count);
    struct xpath_item **items = arena_array(text_arena(c), count + 1, sizeof *items);
    for (size_t i = 0; i < count; i++)
        items[i] = priority_item(c, &list[i]);
    set_nodes(out, items, count);
    return 0;
}

static const struct published_field *field_of(const struct compose *c, int id)
{
    uint32_t i = 0;
    while (published_field(c->published, i)->id != id)
        i++;
    return published_field(c->published, i);
}

static int f_portfolio_fields(void *ctx, const struct xpath_value *args, size_t n,
                              struct xpath_value *out, const char **error)
{
    (void)n;
    struct compose *c = ctx;
    uint32_t area;
    if (analysis_missing(c, error) != 0 || argument_area(c, &args[0], &area, error) != 0)
        return -1;
    size_t count;
    const struct analysis_field *list = analysis_portfolio_fields(c->analysis, area, &count);
    struct xpath_item **items = arena_array(text_arena(c), count + 1, sizeof *items);
    for (size_t i = 0; i < count; i++) {
        const struct published_field *f = field_of(c, list[i].field);
        items[i] = analysis_item(c, "field", f->name, NULL);
        item_int(items[i], "id", f->id);
        xpath_item_set(items[i], "name", f->name);
        xpath_item_set(items[i], "short", f->short_name);
        item_int(items[i], "n", (int)list[i].n);
        if (list[i].rank > 0) {
            item_int(items[i], "rank", list[i].rank);
            item_double(items[i], "share", list[i].share * 100);
        }
    }
    set_nodes(out, items, count);
    return 0;
}

static int f_portfolio_rule(void *ctx, const struct xpath_value *args, size_t n,
                            struct xpath_value *out, const char **error)
{
    (void)args, (void)n;
    return set_rule(ctx, analysis_portfolio_rule, out, error);
}

static int f_trend_rule(void *ctx, const struct xpath_value *args, size_t n,
                        struct xpath_value *out, const char **error)
{
    (void)args, (void)n;
    return set_rule(ctx, analysis_trend_rule, out, error);
}

/* -- spread() */

static int f_spread(void *ctx, const struct xpath_value *args, size_t n, struct xpath_value *out,
                    const char **error)
{
    (void)n;
    struct compose *c = ctx;
    uint32_t in;
    if (analysis_missing(c, error) != 0 || argument_indicator(c, &args[0], &in, error) != 0)
        return -1;
    const struct analysis_spread *s = analysis_spread(c->analysis, in);
    set_nodes(out, NULL, 0);
    if (s == NULL)
        return 0;
    struct arena *a = text_arena(c);
    int decimals = published_indicator(c->published, in)->decimals;
    struct xpath_item *item =
        analysis_item(c, "spread", arena_printf(a, "%s bis %s", german_number(a, s->p10, decimals),
                                              german_number(a, s->p90, decimals)), NULL);
    item_indicator(c, item, in);
    item_int(item, "year", s->year);
    item_int(item, "n", (int)s->n);
    item_double(item, "p10", s->p10);
    item_double(item, "lower", s->lower);
    item_double(item, "median", s->median);
    item_double(item, "upper", s->upper);
    item_double(item, "p90", s->p90);
    item_double(item, "ratio", s->ratio);
    item_double(item, "gini", s->has_gini ? s->gini : NAN);
    item_double(item, "dissimilarity", s->has_dissimilarity ? s->dissimilarity * 100 : NAN);
    item_double(item, "corrected", s->has_dissimilarity ? s->corrected * 100 : NAN);
    item_int(item, "far", (int)s->n_far);
    analysis_used(c, in, s->year);
    set_node(c, out, item);
    return 0;
}

const struct function analysis_functions[] = {
    {"trend", 2, 2, f_trend,
     {"trend(indikator, gebiet)",
      "Der Trend der Jahre seit dem letzten Reihenbruch: steigend, sinkend oder nicht "
      "nachgewiesen; ein Punkt, wo nichts geprüft wurde, weil weniger als fünf vergleichbare Jahre "
      "vorliegen. @direction (rising, falling, none, untested), @judgement (better, worse "
      "oder leer), @headline (yes: auch auf dem strengen Niveau), @from @to @n @p @slope (je "
      "Jahr).",
      "trend('S05', $kreis)/@direction = 'falling'"}},
    {"index", 2, 2, f_index,
     {"index(index, gebiet)",
      "Der Status einer Gemeinde nach einem Index aus analysis.xml; ein Punkt, wo er nicht "
      "berechenbar ist. @status (1 bis 4) @score @value @rank @of @low @high (Rang durch Zufall, "
      "95 %) @missing (% des Gewichts) @dynamics (1 bis 3) @dynamicsname @change @area @key "
      "@name; was es nicht gibt, fehlt.",
      "index('sozialindex', $gemeinde)"}},
    {"index-places", 1, 1, f_index_places,
     {"index-places(index)", "Die Gemeinden mit einem Index, die höchste Belastung zuerst; "
                             "Angaben wie index().",
      "index-places('sozialindex')[@status = 4]/@area"}},
    {"index-parts", 1, 2, f_index_parts,
     {"index-parts(index, gebiet)",
      "Die Bestandteile eines Index: @id @name @short @year @weight @direction (burden, relief) "
      "@mean @deviation, @why-not (warum keine Veränderung berechnet wird); mit einer Gemeinde "
      "auch @value @used (nach der Glättung) @z.",
      "index-parts('sozialindex')/@short"}},
    {"index-rule", 1, 1, f_index_rule,
     {"index-rule(index)",
      "Die Regel eines Index in Worten: Gewichte, Grenzen, Glättung; sie gehört zu jeder Tabelle "
      "davon.",
      "index-rule('sozialindex')"}},
    {"neighbours", 1, 1, f_neighbours,
     {"neighbours(gebiet)",
      "Die ähnlichsten Gemeinden, die nächste zuerst; keine, wo ein Merkmal fehlt. @area @key "
      "@distance (0 bis 1, dem größten Abstand im Kreis), @because (die beiden Merkmale, in denen "
      "sie sich am meisten gleichen).",
      "join(neighbours($gemeinde)/@area, 'und')"}},
    {"neighbour-variables", 0, 0, f_neighbour_variables,
     {"neighbour-variables()",
      "Die Merkmale der Ähnlichkeit: @id @name @short @year @weight, @weighted (der kurze Name mit "
      "dem Gewicht, wo es nicht 1 ist).",
      "join(neighbour-variables()/@short, 'und')"}},
    {"portfolio", 1, 1, f_portfolio,
     {"portfolio(gebiet)",
      "Die Indikatoren der Prioritäten in ihrer Reihenfolge, für den Kreis oder eine Gemeinde: "
      "@rank @points @of @share (%) @known, je Merkmal Wert und Punkte: @level @level-points "
      "@change @change-points @people @people-points @expenditure @expenditure-points; was es "
      "nicht gibt, fehlt. @id @name @short @field.",
      "portfolio($kreis)[position() &lt;= 5]"}},
    {"portfolio-fields", 1, 1, f_portfolio_fields,
     {"portfolio-fields(gebiet)", "Die Handlungsfelder in derselben Reihenfolge: @id @name @short "
                                  "@rank @share (%) @n.",
      "portfolio-fields($kreis)[1]/@name"}},
    {"portfolio-rule", 0, 0, f_portfolio_rule,
     {"portfolio-rule()", "Die Regel der Prioritäten in Worten; sie gehört zu jeder Tabelle davon.",
      "portfolio-rule()"}},
    {"trend-rule", 0, 0, f_trend_rule,
     {"trend-rule()", "Wonach Trends geprüft werden und ab wann sie als nachgewiesen gelten.",
      "trend-rule()"}},
    {"spread", 1, 1, f_spread,
     {"spread(indikator)",
      "Die Streuung unter den Gemeinden: gedruckt werden ihre mittleren 80 %. @year @n @p10 "
      "@lower @median @upper @p90 @ratio (P90 zu P10) @gini @dissimilarity und @corrected (%; "
      "Duncan, um den Zufall bereinigt) @far (wie viele Werte weit abliegen). Nichts, wo zu "
      "wenige Gemeinden einen Wert haben.",
      "spread('M13')/@corrected"}},
};
const size_t n_analysis_functions = sizeof analysis_functions / sizeof analysis_functions[0];
