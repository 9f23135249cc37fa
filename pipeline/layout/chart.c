#include "layout/chart_kinds_private.h"
#include "layout/chart_tools_private.h"

static const struct {
    chart_measure *height;
    chart_painter *draw;
} kinds[CHART_KIND_COUNT] = {
    [CHART_LINE] = {chart_line_height, chart_line_draw},
    [CHART_COLUMNS] = {chart_columns_height, chart_columns_draw},
    [CHART_RANKING] = {chart_ranking_height, chart_ranking_draw},
    [CHART_PYRAMID] = {chart_pyramid_height, chart_pyramid_draw},
    [CHART_BARS] = {chart_bars_height, chart_bars_draw},
    [CHART_TILE] = {chart_tile_height, chart_tile_draw},
    [CHART_STRIP] = {chart_strip_height, chart_strip_draw},
    [CHART_SPARK] = {chart_spark_height, chart_spark_draw},
    [CHART_SPINE] = {chart_spine_height, chart_spine_draw},
    [CHART_LOCATOR] = {chart_locator_height, chart_locator_draw},
    [CHART_RANGE] = {chart_range_height, chart_range_draw},
    [CHART_MULTIPLES] = {chart_multiples_height, chart_multiples_draw},
    [CHART_AGES] = {chart_ages_height, chart_ages_draw},
    [CHART_STACK] = {chart_stack_height, chart_stack_draw},
    [CHART_DIVERGING] = {chart_diverging_height, chart_diverging_draw},
    [CHART_SCATTER] = {chart_scatter_height, chart_scatter_draw},
    [CHART_SLOPE] = {chart_slope_height, chart_slope_draw},
    [CHART_FUNNEL] = {chart_funnel_height, chart_funnel_draw},
    [CHART_HEAT] = {chart_heat_height, chart_heat_draw},
    [CHART_CLASSES] = {chart_classes_height, chart_classes_draw},
    [CHART_MAP] = {chart_choropleth_height, chart_choropleth_draw},
    [CHART_TILES] = {chart_tiles_height, chart_tiles_draw},
    [CHART_SYMBOLS] = {chart_symbols_height, chart_symbols_draw},
};

static chart_fitter *const fits[CHART_KIND_COUNT] = { /* others: at any width */
    [CHART_HEAT] = chart_heat_fits,
};

bool chart_fits(const struct chart *c, mpt width, const struct metrics *m,
                const struct theme *theme)
{
    return fits[c->kind] == NULL || fits[c->kind](c, width, m, theme);
}

mpt chart_height(const struct chart *c, mpt width, const struct metrics *m,
                 const struct theme *theme)
{
    if (chart_fault(c) != NULL || !chart_fits(c, width, m, theme))
        return PT(42);
    return kinds[c->kind].height(c, width, m, theme);
}

#define WHY_PAD PT(4)

void chart_refuse(const struct chart_canvas *at, const char *why)
{
    struct text_look look = look_axis(at->theme);
    mpt pitch = at->theme->axis.leading;
    mpt most = (at->h - 2 * WHY_PAD) / pitch;
    struct text_lines text = {.n = 0};
    draw_hatched(at, at->x, at->y, at->w, at->h);
    if (most > 0)
        text = text_wrap(at, look, why, at->w - 4 * WHY_PAD,
                         most < TEXT_LINES ? (int)most : TEXT_LINES);
    if (text.n == 0)
        return;
    mpt h = text.n * pitch, y = at->y + (at->h - h) / 2, middle = at->x + at->w / 2;
    draw_rect(at, middle - text.width / 2 - WHY_PAD, y - WHY_PAD / 2, text.width + 2 * WHY_PAD,
              h + WHY_PAD, 0xFFFFFF);
    text_put_lines(at, middle, y + pitch / 2 + look_drop(look), pitch, look, TEXT_MIDDLE, &text);
}

const char *chart_empty(const struct chart *c)
{
    bool shown = false, hidden = false;
    for (size_t i = 0; i < c->n_series; i++) {
        for (size_t k = 0; k < c->series[i].n_points; k++) {
            shown = shown || point_counts(&c->series[i].points[k]);
            hidden = hidden || point_hidden(&c->series[i].points[k]);
        }
    }
    return shown ? "Zu wenige Werte, die zusammengehören" : hidden ? "Werte nicht gezeigt"
                                                                   : "Keine Angaben";
}

void chart_draw(const struct chart *c, const struct chart_canvas *at)
{
    const char *fault = chart_fault(c);
    if (fault != NULL)
        chart_refuse(at, arena_printf(at->scratch, "Nicht gezeichnet: %s", fault));
    else if (!chart_fits(c, at->w, at->metrics, at->theme))
        chart_refuse(at, "Nicht gezeichnet: " CHART_TOO_WIDE);
    else
        kinds[c->kind].draw(c, at);
}
