#include "compose/figure_private.h"

#include <stdio.h>
#include <string.h>

#include "base/decimal.h"
#include "base/str.h"

static const struct figure_kind kinds[] = {
    {"line", CHART_LINE, "", "from to zero band decimals unit", "series", "Liniendiagramm",
     build_line},
    {"columns", CHART_COLUMNS, "", "from to decimals unit", "series", "Säulendiagramm",
     build_line},
    {"ranking", CHART_RANKING, "indicator", "year areas highlight decimals unit", "reference",
     "Rangfolge", build_ranking},
    {"pyramid", CHART_PYRAMID, "indicator", "year decimals unit", "series",
     "Bevölkerungspyramide", build_pyramid},
    {"bars", CHART_BARS, "", "decimals unit", "series entry", "Balkendiagramm", build_bars},
    {"tile", CHART_TILE, "indicator area", "year areas reference log compact from to", "",
     "Kennzahl", build_tile},
    {"strip", CHART_STRIP, "indicator area", "year areas reference log unit decimals", "",
     "Lage unter den Gemeinden", build_strip},
    {"spark", CHART_SPARK, "indicator area", "from to", "", "Verlauf", build_spark},
    {"spine", CHART_SPINE, "area", "reference areas", "group entry", "Vergleich", build_spine},
    {"locator", CHART_LOCATOR, "indicator", "year areas highlight compact", "", "Lagekarte",
     build_locator},
    {"range", CHART_RANGE, "area", "areas reference scale zero", "group entry",
     "Lage unter den Gemeinden", build_spine},
    {"multiples", CHART_MULTIPLES, "indicator", "areas highlight from to zero decimals unit",
     "series", "Liniendiagramme", build_multiples},
    {"ages", CHART_AGES, "", "area indicator from to shares decimals unit", "series",
     "Zusammensetzung im Zeitverlauf", build_ages},
    {"stack", CHART_STACK, "", "areas year highlight shares decimals unit", "series",
     "Gestapeltes Balkendiagramm", build_stack},
    {"diverging", CHART_DIVERGING, "", "areas year highlight balance decimals unit", "series",
     "Balkendiagramm nach zwei Seiten", build_diverging},
    {"scatter", CHART_SCATTER, "indicator",
     "against year from areas highlight reference decimals unit", "",
     "Streudiagramm", build_scatter},
    {"slope", CHART_SLOPE, "indicator", "from to areas highlight decimals unit", "reference",
     "Vergleich zweier Jahre", build_slope},
    {"funnel", CHART_FUNNEL, "indicator", "year areas highlight decimals unit", "",
     "Trichterdiagramm", build_funnel},
    {"heat", CHART_HEAT, "", "areas year highlight steps order", "series",
     "Farbtabelle", build_heat},
    {"classes", CHART_CLASSES, "", "indicator index year from areas highlight", "",
     "Status und Dynamik", build_classes},
    {"map", CHART_MAP, "indicator", "year areas highlight classes steps unit", "",
     "Karte", build_map},
    {"tiles", CHART_TILES, "indicator", "year areas highlight classes steps unit", "",
     "Kachelkarte", build_tiles},
    {"status", CHART_MAP, "index", "areas highlight unit", "", "Karte", build_status},
    {"symbols", CHART_SYMBOLS, "indicator", "year areas highlight unit", "",
     "Karte mit Symbolen", build_symbols},
};
static const char common[] = "kind id title subtitle alt field height";
/* All that only some kinds know. */
static const char *const special[] = {
    "from", "to", "zero", "log", "compact", "band", "shares", "decimals", "unit", "year", "areas",
    "highlight", "reference", "indicator", "area", "against", "classes", "steps", "balance",
    "scale", "order", "index"};
static const char *const part_names[] = {"series", "reference", "entry", "group"};

const struct figure_kind *figure_kind(const char *name)
{
    for (size_t i = 0; name != NULL && i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strcmp(kinds[i].name, name) == 0)
            return &kinds[i];
    }
    return NULL;
}

const struct figure_kind *figure_kind_at(size_t i)
{
    return i < sizeof kinds / sizeof kinds[0] ? &kinds[i] : NULL;
}

static bool word_in(const char *list, const char *word)
{
    size_t n = strlen(word);
    for (const char *p = list; (p = strstr(p, word)) != NULL; p += n) {
        bool begins = p == list || p[-1] == ' ';
        if (begins && (p[n] == ' ' || p[n] == '\0'))
            return true;
    }
    return false;
}

static void check_parts(const struct figure_kind *kind, const struct xml_node *n,
                        struct diag *d)
{
    for (const struct xml_node *k = xml_first(n); k != NULL; k = xml_next(k)) {
        bool control = xml_is(k, "if") || xml_is(k, "for-each") || xml_is(k, "choose") ||
                       xml_is(k, "when") || xml_is(k, "otherwise");
        if (control)
            check_parts(kind, k, d);
        for (size_t i = 0; i < sizeof part_names / sizeof part_names[0]; i++) {
            if (xml_is(k, part_names[i]) && !word_in(kind->parts, part_names[i]))
                XML_REPORT(d, FIGURE_PART_EXTRA, k, NULL, part_names[i], kind->name);
        }
        if (xml_attr(k, "projected-from") != NULL && kind->kind != CHART_LINE)
            XML_REPORT(d, FIGURE_EXTRA, k, "projected-from", "projected-from", kind->name);
    }
}

/* The part that makes such a figure. */
static const char *part_wanted(const struct figure_kind *kind)
{
    return word_in(kind->parts, "series") ? "mindestens ein <series>" : "mindestens ein <entry>";
}

bool figure_check(const struct figure_kind *kind, const struct xml_node *n, struct diag *d)
{
    bool good = true;
    for (size_t i = 0; i < sizeof special / sizeof special[0]; i++) {
        bool present = xml_attr(n, special[i]) != NULL;
        bool needed = word_in(kind->needs, special[i]);
        if (needed && !present) {
            XML_REPORT(d, FIGURE_MISSING, n, "kind", kind->name, special[i]);
            good = false;
        }
        if (present && !needed && !word_in(kind->may, special[i]) && !word_in(common, special[i]))
            XML_REPORT(d, FIGURE_EXTRA, n, special[i], special[i], kind->name);
    }
    if (kind->parts[0] != '\0' && kind->needs[0] == '\0' && xml_first(n) == NULL) {
        XML_REPORT(d, FIGURE_MISSING, n, "kind", kind->name, part_wanted(kind));
        good = false;
    }
    if (kind->kind == CHART_CLASSES && xml_attr(n, "indicator") == NULL &&
        xml_attr(n, "index") == NULL) {
        XML_REPORT(d, FIGURE_MISSING, n, "kind", kind->name, "indicator oder index");
        good = false;
    }
    check_parts(kind, n, d);
    return good;
}

/* Attributes */

static int year_of(const char *text)
{
    unsigned year;
    bool is_year = decimal_uint(text, strlen(text), LAST_YEAR, &year) && year >= FIRST_YEAR;
    return is_year ? (int)year : EVERY_YEAR;
}

int figure_indicator_named(struct report *r, const struct xml_node *n, const char *attr,
                           uint32_t *out)
{
    const char *id = attr_text(r, n, attr, "");
    *out = published_find_indicator(r->c->published, id);
    if (*out != PUBLISHED_NONE)
        return 0;
    if (xml_attr(n, attr) == NULL)
        XML_REPORT(r->d, FIGURE_MISSING, n, NULL, xml_name(n), attr);
    else if (!compose_reported(r->c, n, attr, 0))
        XML_REPORT(r->d, TEMPLATE_NO_INDICATOR, n, attr, id, guess_indicator(r->c, id),
                   "Dieser Teil der Abbildung fehlt.");
    return -1;
}

int figure_indicator(struct report *r, const struct xml_node *n, uint32_t *out)
{
    if (figure_indicator_named(r, n, "indicator", out) != 0)
        return -1;
    scope_indicator(r, *out, year_of(attr_text(r, n, "year", "")));
    return 0;
}

int figure_area(struct report *r, const struct xml_node *n, const char *attr, uint32_t *out)
{
    struct xpath_value v;
    const char *error = NULL;
    *out = PUBLISHED_NONE;
    if (attr_eval(r, n, attr, &v) != 0)
        return -1;
    if (argument_area(r->c, &v, out, &error) == 0)
        return 0;
    XML_REPORT(r->d, TEMPLATE_NO_AREA, n, attr, xml_attr(n, attr), error);
    return -1;
}

int figure_year(struct report *r, const struct xml_node *n, const char *attr, int fallback)
{
    const char *text = attr_text(r, n, attr, NULL);
    if (text == NULL)
        return fallback;
    if (year_of(text) != EVERY_YEAR)
        return year_of(text);
    XML_REPORT(r->d, TEMPLATE_BAD_YEAR, n, attr, text, "Die Angabe wurde übergangen.");
    return fallback;
}

int newest_year(struct report *r, uint32_t indicator, uint32_t area)
{
    const struct published_value *v = published_latest(r->c->published, indicator, area);
    const struct published_indicator *in = published_indicator(r->c->published, indicator);
    if (v != NULL)
        return v->year;
    return in->n_years > 0 ? in->years[in->n_years - 1] : FIRST_YEAR;
}

int newest_part_year(struct report *r, uint32_t indicator, uint32_t area, uint32_t part)
{
    const struct published_indicator *in = published_indicator(r->c->published, indicator);
    for (size_t i = in->n_years; part > 0 && i-- > 0;) {
        if (value_shown(published_at(r->c->published, indicator, area, in->years[i], part)))
            return in->years[i];
    }
    return newest_year(r, indicator, area);
}

const uint32_t *figure_areas(struct report *r, const struct xml_node *n, const char *attr,
                             size_t *count)
{
    struct xpath_value v;
    if (xml_attr(n, attr) == NULL || attr_eval(r, n, attr, &v) != 0) {
        *count = r->c->n_gemeinden;
        return r->c->gemeinden;
    }
    size_t n_items = v.type == XPATH_ITEMS ? v.n_items : 0;
    uint32_t *areas = arena_array(r->arena, n_items + 1, sizeof *areas);
    *count = 0;
    for (size_t i = 0; i < n_items; i++) {
        const struct subject *s = xpath_item_owner(v.items[i]);
        if (s != NULL && s->kind == SUBJECT_AREA)
            areas[(*count)++] = s->area;
    }
    if (*count == 0)
        XML_REPORT(r->d, TEMPLATE_NO_AREA, n, attr, xml_attr(n, attr), "Die Liste ist leer.");
    return areas;
}

enum chart_role area_role(const struct report *r, uint32_t area)
{
    if (area == r->area)
        return ROLE_PLACE;
    switch (published_area(r->c->published, area)->kind) {
    case PUBLISHED_KREIS: return ROLE_DISTRICT;
    case PUBLISHED_LAND:
    case PUBLISHED_BUND: return ROLE_LAND;
    default: return ROLE_OTHERS;
    }
}

enum chart_role attr_role(const struct xml_node *n, enum chart_role fallback)
{
    static const char *const names[] = {"place", "district", "land", "others", "second"};
    const char *role = xml_attr(n, "role");
    for (int i = 0; role != NULL && i < 5; i++) {
        if (strcmp(names[i], role) == 0)
            return (enum chart_role)i;
    }
    return fallback;
}

const char *area_name(const struct report *r, uint32_t area)
{
    return arena_strdup(r->arena, published_area(r->c->published, area)->name);
}

const char *series_name(const struct report *r, uint32_t area)
{
    const struct published_area *a = published_area(r->c->published, area);
    bool general = a->kind == PUBLISHED_KREIS && a->designation != NULL;
    return general && a->designation[0] != '\0' ? arena_strdup(r->arena, a->designation)
                                                : area_name(r, area);
}

const char *reference_name(const struct report *r, uint32_t area)
{
    static const char *const names[] = {"Bund", "Land", "Kreis"};
    const struct published_area *a = published_area(r->c->published, area);
    return a->kind <= PUBLISHED_KREIS ? names[a->kind] : area_name(r, area);
}

/* Charts */

const char *unit_of(const struct report *r, const struct published_indicator *in)
{
    return in->unit != NULL ? arena_strdup(r->arena, in->unit) : "";
}

struct chart_series *add_series(struct report *r, struct chart *c)
{
    c->series = arena_push(r->arena, c->series, c->n_series, sizeof *c->series);
    return &c->series[c->n_series++];
}

void series_of(struct report *r, struct chart_series *s, uint32_t indicator, uint32_t area,
               uint32_t part)
{
    const struct published *p = r->c->published;
    s->indicator = arena_strdup(r->arena, published_indicator(p, indicator)->id);
    s->area = area != PUBLISHED_NONE ? arena_strdup(r->arena, published_area(p, area)->key) : NULL;
    s->part = part;
    report_show(r, indicator, area);
}

struct chart_point *add_point(struct report *r, struct chart_series *s)
{
    s->points = arena_push(r->arena, s->points, s->n_points, sizeof *s->points);
    return &s->points[s->n_points++];
}

void set_point(struct report *r, struct chart_point *p, const struct published_value *v,
               int decimals)
{
    p->sign = value_sign(v);
    p->value = value_shown(v) ? v->value : 0;
    p->marks = v != NULL && p->sign == SIGN_VALUE ? v->marks : 0;
    p->basis = v != NULL ? v->basis : 0;
    p->text = value_text(r->arena, v, decimals);
    scope_sign(r, p->sign, p->marks);
}

void add_reference(struct report *r, struct chart *c, uint32_t indicator, uint32_t area, int year,
                   const char *name, enum chart_role role)
{
    const struct published_value *v = published_at(r->c->published, indicator, area, year, 0);
    if (!value_shown(v))
        return;
    report_show(r, indicator, area);
    c->references = arena_push(r->arena, c->references, c->n_references, sizeof *c->references);
    c->references[c->n_references++] = (struct chart_reference){
        .name = name, .role = role, .value = v->value,
        .text = value_text(r->arena, v, published_indicator(r->c->published, indicator)->decimals)};
}

static bool has_data(const struct chart *c)
{
    for (size_t i = 0; i < c->n_series; i++) {
        for (size_t k = 0; k < c->series[i].n_points; k++) {
            if (sign_counts(c->series[i].points[k].sign))
                return true;
        }
    }
    return c->kind == CHART_TILE;
}

/* Of the indicator that the figure or its first series names; "" where that is none. */
static const char *what_is_known(const struct figure *f)
{
    const struct xml_node *series = xml_child(f->n, "series");
    const struct xml_node *at = xml_attr(f->n, "indicator") != NULL ? f->n : series;
    const char *id = at != NULL ? xml_attr(at, "indicator") : NULL;
    uint32_t i = id != NULL ? published_find_indicator(f->r->c->published, id) : PUBLISHED_NONE;
    return i != PUBLISHED_NONE ? arena_printf(f->r->arena, " %s", known_years(f->r, i)) : "";
}

/* A part whose indicator is at fault has been told: that there are no values follows. */
static bool part_at_fault(const struct figure *f)
{
    for (const struct xml_node *k = xml_first(f->n); k != NULL; k = xml_next(k)) {
        if (compose_reported(f->r->c, k, "indicator", 0) ||
            compose_reported(f->r->c, k, "area", 0))
            return true;
    }
    return compose_reported(f->r->c, f->n, "indicator", 0);
}

/* told: something was said while the figure was made. */
static void say_no_data(struct figure *f, bool told, struct doc_node *parent)
{
    struct report *r = f->r;
    const char *title = f->title != NULL ? f->title : f->kind->noun;
    if (!told && !part_at_fault(f))
        XML_REPORT(r->d, FIGURE_NO_DATA, f->n, NULL, title,
                   published_area(r->c->published, r->area)->name, what_is_known(f));
    struct doc_node *p = report_add(r, f->n, parent, DOC_PARAGRAPH);
    p->role.para = PARA_SMALL;
    compose_text(r, f->n, p, arena_printf(r->arena, "%s: keine Angaben, die gezeigt werden "
                                          "können.", title), 0);
}

static void add_figure(struct figure *f, struct doc_node *parent)
{
    struct report *r = f->r;
    struct doc_node *node = report_add(r, f->n, parent, DOC_FIGURE);
    const char *subject = f->title != NULL ? f->title : f->subtitle;
    if (f->title != NULL && f->subtitle != NULL)
        subject = arena_printf(r->arena, f->chart->kind == CHART_SPINE ? "%s. %s" : "%s, %s",
                               f->title, f->subtitle);
    node->text = f->title;
    node->subtitle = f->subtitle;
    node->chart = f->chart;
    node->field = attr_field(r, f->n, -1);
    node->alt = attr_text(r, f->n, "alt", NULL);
    if (node->alt == NULL || node->alt[0] == '\0')
        node->alt = alt_text(r, f->chart, f->kind->noun, subject);
    report_id(r, f->n, node);
    const char *values = attr_text(r, f->n, "values", NULL);
    if (values != NULL && values[0] != '\0') {
        struct named_values *named = arena_alloc(r->arena, sizeof *named);
        *named = (struct named_values){f->n, node, values, r->named};
        r->named = named;
    }
    compose_notes(r, f->n, node);
}

void compose_figure(struct report *r, const struct xml_node *n, struct doc_node *parent)
{
    const struct figure_kind *kind = figure_kind(xml_attr(n, "kind"));
    if (kind == NULL)
        return;
    if (!compose_reported(r->c, n, "kind", 0) ? !figure_check(kind, n, r->d)
                                              : !figure_check(kind, n, NULL))
        return;
    struct scope scope;
    scope_enter(r, &scope);
    struct chart *c = arena_alloc(r->arena, sizeof *c);
    struct figure f = {.r = r, .n = n, .kind = kind, .chart = c, .area = PUBLISHED_NONE};
    c->kind = kind->kind;
    c->field = attr_field(r, n, r->field);
    c->unit = "";
    c->height = xml_attr_number(n, "height", 0, r->d);
    c->zero_based = attr_yes(n, "zero");
    c->log_scale = attr_yes(n, "log");
    c->compact = attr_yes(n, "compact");
    c->band = attr_yes(n, "band");
    c->shares = attr_yes(n, "shares");
    f.title = attr_text(r, n, "title", NULL);
    f.subtitle = attr_text(r, n, "subtitle", NULL);
    xpath_enter(r->c->xpath);
    size_t before = diag_count(r->d);
    kind->build(&f);
    xpath_leave(r->c->xpath);
    if (f.area != PUBLISHED_NONE)
        c->place = area_name(r, f.area);
    c->unit = attr_text(r, n, "unit", c->unit);
    c->decimals = xml_attr_int(n, "decimals", c->decimals, r->d);
    if (!f.failed && has_data(c))
        add_figure(&f, parent);
    else if (!f.failed)
        say_no_data(&f, diag_count(r->d) > before, parent);
    scope_leave(r);
}
