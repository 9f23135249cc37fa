#include <math.h>
#include <string.h>

#include "layout/chart_private.h"

/* All municipalities of a Land have room several times over, and the longest name as well. */
enum { POINTS_MOST = 5000, BYTES_MOST = 160 };

/* Far beyond any figure, far within what places on a page can be computed from. */
static const double VALUE_MOST = 1e15, PLACE_MOST = 1e6, AGE_MOST = 200 /* [years] */,
                    HEIGHT_MOST = 2000 /* [pt] */;

static bool sound(double v, double most)
{
    return isfinite(v) && fabs(v) <= most;
}

/* What is no number is not drawn: rows and lines without a reference. */
static bool absent(double v)
{
    return !isfinite(v);
}

static bool point_sound(const struct chart_point *p, enum chart_kind kind)
{
    if (!sound(p->x0, PLACE_MOST) || !sound(p->x1, PLACE_MOST))
        return false;
    if (kind == CHART_PYRAMID && (p->x0 < 0 || p->x1 <= p->x0 || p->x1 > AGE_MOST))
        return false;
    if (sign_counts(p->sign) && !sound(p->value, VALUE_MOST))
        return false;
    if (p->has_interval && (!sound(p->lower, VALUE_MOST) || !sound(p->upper, VALUE_MOST)))
        return false;
    if (kind != CHART_RANGE && (kind != CHART_SPINE || absent(p->reference)))
        return true;
    bool spread = sound(p->low, VALUE_MOST) && sound(p->q1, VALUE_MOST) &&
                  sound(p->median, VALUE_MOST) && sound(p->q3, VALUE_MOST) &&
                  sound(p->high, VALUE_MOST);
    return (absent(p->reference) || sound(p->reference, VALUE_MOST)) && (spread || !p->has_spread);
}

/* Parts of a bar lie side by side: none can be below 0. */
static bool parts_sound(const struct chart *c)
{
    size_t n = c->n_series;
    if (c->kind != CHART_STACK && c->kind != CHART_DIVERGING)
        return true;
    n -= c->kind == CHART_DIVERGING && c->balance && n > 0;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < c->series[i].n_points; k++)
            if (sign_counts(c->series[i].points[k].sign) && c->series[i].points[k].value < 0)
                return false;
    return true;
}

static bool frame_sound(const struct chart *c)
{
    for (size_t i = 0; i < c->n_breaks; i++)
        if (!sound(c->breaks[i].x, PLACE_MOST))
            return false;
    for (size_t i = 0; i < c->n_panels; i++)
        if (c->panels[i].n == 0 || c->panels[i].first >= c->n_series ||
            c->panels[i].n > c->n_series - c->panels[i].first)
            return false;
    for (size_t i = 0; i < c->n_references; i++)
        if (!absent(c->references[i].value) && !sound(c->references[i].value, VALUE_MOST))
            return false;
    for (size_t i = 0; i < c->n_limits; i++) {
        const struct chart_limit *l = &c->limits[i];
        if (!sound(l->persons, VALUE_MOST) || !sound(l->low95, VALUE_MOST) ||
            !sound(l->high95, VALUE_MOST) || !sound(l->low998, VALUE_MOST) ||
            !sound(l->high998, VALUE_MOST))
            return false;
    }
    return sound(c->height, HEIGHT_MOST);
}

static bool is_short(const char *text)
{
    return text == NULL || memchr(text, '\0', BYTES_MOST + 1) != NULL;
}

static bool texts_short(const struct chart *c)
{
    bool all = is_short(c->unit) && is_short(c->value_text) && is_short(c->caption_left) &&
               is_short(c->caption_right) && is_short(c->span_text) && is_short(c->across_unit);
    all = all && is_short(c->method);
    for (size_t i = 0; i < 4; i++)
        all = all && is_short(c->quadrants[i]);
    for (size_t i = 0; all && i < c->n_classes; i++)
        all = is_short(c->classes[i].text);
    for (size_t i = 0; all && i < c->n_breaks; i++)
        all = is_short(c->breaks[i].name);
    for (size_t i = 0; all && i < c->n_references; i++)
        all = is_short(c->references[i].name) && is_short(c->references[i].text);
    for (size_t i = 0; all && i < c->n_series; i++) {
        all = is_short(c->series[i].name) && is_short(c->series[i].below);
        for (size_t k = 0; all && k < c->series[i].n_points; k++) {
            const struct chart_point *p = &c->series[i].points[k];
            all = is_short(p->label) && is_short(p->sublabel) && is_short(p->text) &&
                  is_short(p->reference_text) && is_short(p->low_name) &&
                  is_short(p->high_name) && is_short(p->rank_text);
        }
    }
    return all;
}

/* Every place of a map has its boundary. */
static bool shapes_there(const struct chart *c)
{
    bool of_maps = c->kind == CHART_MAP || c->kind == CHART_SYMBOLS || c->kind == CHART_LOCATOR;
    for (size_t i = 0; of_maps && c->map != NULL && c->n_series > 0 && i < c->series[0].n_points;
         i++)
        if (c->series[0].points[i].shape == NULL)
            return false;
    return true;
}

const char *chart_fault(const struct chart *c)
{
    size_t points = 0;
    if ((unsigned)c->kind >= CHART_KIND_COUNT)
        return "ihre Art ist unbekannt";
    for (size_t i = 0; i < c->n_series; i++) {
        if (c->series[i].n_points > POINTS_MOST - points)
            return "sie hat mehr als 5 000 Werte";
        points += c->series[i].n_points;
    }
    for (size_t i = 0; i < c->n_series; i++)
        for (size_t k = 0; k < c->series[i].n_points; k++)
            if (!point_sound(&c->series[i].points[k], c->kind))
                return "eine Zahl in ihr ist keine oder übergroß";
    if (!frame_sound(c))
        return "eine Bezugslinie, ein Bruch, ein Feld oder die Höhe stimmt nicht";
    if (!parts_sound(c))
        return "ein Teil eines Balkens ist negativ";
    if (!shapes_there(c))
        return "einem Ort fehlt seine Grenze";
    return texts_short(c) ? NULL : "eine Beschriftung hat mehr als 160 Zeichen";
}
