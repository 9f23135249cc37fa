#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/str.h"
#include "geo/map_private.h"
#include "geo/topology_private.h"
#include "xml/xml.h"

/* boundaries.xml: arcs as rows of whole metres, the first point in full, the others as
 * steps from the one before; areas as rings of arc numbers, negative ones run backwards. */

struct reader {
    struct topology t;
    struct diag *d;
    bool bad;
};

static void fail(struct reader *r, enum diag_code code, const struct xml_node *n,
                 const char *attr, const char *what)
{
    XML_REPORT(r->d, code, n, attr, what);
    r->bad = true;
}

/* The grammar allows digits, signs and blanks only. */
static bool next_number(const char **p, long *v)
{
    char *end;
    *v = strtol(*p, &end, 10);
    if (end == *p || *v > 20000000 || *v < -20000000)
        return false;
    *p = end;
    return true;
}

static size_t count_numbers(const char *s)
{
    size_t n = 0;
    for (bool inside = false; *s != '\0'; s++) {
        bool blank = *s == ' ' || *s == '\t' || *s == '\n' || *s == '\r';
        n += !blank && !inside;
        inside = !blank;
    }
    return n;
}

static void arc_read(struct reader *r, const struct xml_node *n)
{
    struct arc *a = &r->t.arc[r->t.n_arcs++];
    const char *text = xml_text(r->t.arena, n);
    size_t numbers = count_numbers(text);
    long x = 0;
    long y = 0;
    const char *closed = xml_attr(n, "closed");
    a->closed = closed != NULL && strcmp(closed, "yes") == 0;
    a->point = arena_array(r->t.arena, numbers / 2 + 1, sizeof *a->point);
    if (numbers % 2 != 0 || numbers < (a->closed ? 6u : 4u)) {
        fail(r, GEO_BAD_ARC, n, NULL, "Er braucht Paare von Zahlen, mindestens zwei.");
        return;
    }
    for (size_t i = 0; i < numbers / 2; i++) {
        long dx, dy;
        if (!next_number(&text, &dx) || !next_number(&text, &dy)) {
            fail(r, GEO_BAD_ARC, n, NULL, "Eine Zahl ist zu groß.");
            return;
        }
        x += dx;
        y += dy;
        if (x < 0 || x > 20000000 || y < 0 || y > 20000000) {
            fail(r, GEO_BAD_ARC, n, NULL, "Er verlässt das Gitter.");
            return;
        }
        a->point[a->n++] = (struct geo_point){(int32_t)x, (int32_t)y};
    }
}

static struct geo_point arc_end(const struct topology *t, int32_t reference, bool last)
{
    const struct arc *a = &t->arc[abs(reference) - 1];
    bool from_back = last == (reference > 0);
    return a->closed || !from_back ? a->point[0] : a->point[a->n - 1];
}

static void ring_read(struct reader *r, const struct xml_node *n, struct arc_ring *ring)
{
    const char *text = xml_attr(n, "arcs");
    size_t numbers = count_numbers(text);
    ring->arc = arena_array(r->t.arena, numbers, sizeof *ring->arc);
    for (size_t i = 0; i < numbers; i++) {
        long number;
        if (!next_number(&text, &number) || number == 0 || labs(number) > (long)r->t.n_arcs) {
            fail(r, GEO_BAD_RING, n, "arcs", "Einen Bogen dieser Nummer gibt es nicht.");
            return;
        }
        ring->arc[ring->n++] = (int32_t)number;
        r->t.arc[labs(number) - 1].uses++;
    }
    for (size_t i = 0; i < ring->n; i++) {
        struct geo_point end = arc_end(&r->t, ring->arc[i], true);
        struct geo_point next = arc_end(&r->t, ring->arc[(i + 1) % ring->n], false);
        if (end.x != next.x || end.y != next.y) {
            fail(r, GEO_BAD_RING, n, "arcs", "Die Bögen schließen nicht aneinander an.");
            return;
        }
    }
}

static size_t count_children(const struct xml_node *n, const char *name)
{
    size_t count = 0;
    for (const struct xml_node *k = xml_child(n, name); k != NULL; k = xml_next_same(k))
        count++;
    return count;
}

static void area_read(struct reader *r, const struct xml_node *n)
{
    struct topology_area *area = &r->t.area[r->t.n_areas++];
    area->key = arena_strdup(r->t.arena, xml_attr(n, "key"));
    area->ring = arena_array(r->t.arena, count_children(n, "ring"), sizeof *area->ring);
    for (size_t i = 0; i + 1 < r->t.n_areas; i++)
        if (strcmp(r->t.area[i].key, area->key) == 0)
            fail(r, GEO_AREA_TWICE, n, "key", area->key);
    for (const struct xml_node *k = xml_child(n, "ring"); k != NULL && !r->bad;
         k = xml_next_same(k))
        ring_read(r, k, &area->ring[area->n_rings++]);
}

static void content_read(struct reader *r, const struct xml_node *root)
{
    r->t.arc = arena_array(r->t.arena, count_children(root, "arc"), sizeof *r->t.arc);
    r->t.area = arena_array(r->t.arena, count_children(root, "area"), sizeof *r->t.area);
    for (const struct xml_node *k = xml_child(root, "arc"); k != NULL; k = xml_next_same(k))
        arc_read(r, k);
    for (const struct xml_node *k = xml_child(root, "area"); k != NULL && !r->bad;
         k = xml_next_same(k))
        area_read(r, k);
}

struct geo_map *geo_load(const char *inputs, struct diag *d)
{
    struct reader r = {.t = {.arena = arena_new()}, .d = d};
    struct geo_map *map = NULL;
    char *path = path_join(r.t.arena, inputs, "boundaries.xml");
    struct xml_doc *doc = file_exists(path)
                              ? xml_load(inputs, "boundaries.xml", "boundaries.rng", d) : NULL;
    if (doc != NULL) {
        const struct xml_node *root = xml_root(doc);
        content_read(&r, root);
        if (!r.bad) {
            map = topology_map(&r.t, xml_attr_int(root, "zone", 32, d));
            map->source = arena_strdup(map_arena(map), xml_attr(root, "source"));
            map->licence = arena_strdup(map_arena(map), xml_attr(root, "licence"));
            map->date = arena_strdup(map_arena(map), xml_attr(root, "date"));
        }
    }
    xml_free(doc);
    arena_free(r.t.arena);
    return map;
}

static void arc_write(struct buf *out, const struct arc *a)
{
    struct geo_point at = {0, 0};
    buf_adds(out, a->closed ? "  <arc closed=\"yes\">" : "  <arc>");
    for (size_t i = 0; i < a->n; i++) {
        buf_printf(out, "%s%d %d", i > 0 ? " " : "", (int)(a->point[i].x - at.x),
                   (int)(a->point[i].y - at.y));
        at = a->point[i];
    }
    buf_adds(out, "</arc>\n");
}

static void area_write(struct buf *out, const struct topology_area *area)
{
    buf_printf(out, "  <area key=\"");
    buf_xml(out, area->key);
    buf_adds(out, "\">");
    for (size_t i = 0; i < area->n_rings; i++) {
        buf_adds(out, "<ring arcs=\"");
        for (size_t k = 0; k < area->ring[i].n; k++)
            buf_printf(out, "%s%d", k > 0 ? " " : "", (int)area->ring[i].arc[k]);
        buf_adds(out, "\"/>");
    }
    buf_adds(out, "</area>\n");
}

static void head_write(const struct geo_map *map, struct buf *out)
{
    buf_adds(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                  "<!-- Grenzen der Gebiete, vereinfacht, gemeinsame Grenzen nur einmal. "
                  "Koordinaten: ETRS89/UTM in\n     Metern, der erste Punkt ganz, die "
                  "weiteren als Schritte. Erzeugt mit „sozialbericht boundaries“. -->\n");
    buf_printf(out, "<boundaries zone=\"%d\" date=\"", map->zone);
    buf_xml(out, map->date);
    buf_adds(out, "\" licence=\"");
    buf_xml(out, map->licence);
    buf_adds(out, "\"\n            source=\"");
    buf_xml(out, map->source);
    buf_adds(out, "\">\n");
}

void geo_write(const struct geo_map *map, struct buf *out)
{
    struct arena *arena = arena_new();
    struct topology t;
    struct raw_area *areas = arena_array(arena, map->n_shapes, sizeof *areas);
    for (size_t i = 0; i < map->n_shapes; i++) {
        const struct geo_shape *s = &map->shape[i];
        areas[i].key = s->key;
        areas[i].n_rings = s->n_rings;
        areas[i].ring = arena_array(arena, s->n_rings, sizeof *areas[i].ring);
        for (size_t k = 0; k < s->n_rings; k++) {
            struct raw_ring *ring = &areas[i].ring[k];
            ring->n = s->ring[k].n;
            ring->point = arena_array(arena, ring->n, sizeof *ring->point);
            memcpy(ring->point, s->ring[k].point, ring->n * sizeof *ring->point);
        }
    }
    topology_build(&t, areas, map->n_shapes, arena);
    head_write(map, out);
    for (size_t i = 0; i < t.n_arcs; i++)
        arc_write(out, &t.arc[i]);
    for (size_t i = 0; i < t.n_areas; i++)
        area_write(out, &t.area[i]);
    buf_adds(out, "</boundaries>\n");
    arena_free(arena);
}
