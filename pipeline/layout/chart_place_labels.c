#include <math.h>

#include "layout/chart_tools_private.h"

/* Labels beside points: eight places around each, the better ones first (Imhof 1975, The
 * American Cartographer 2, 128), chosen greedily by importance; a label without a place may
 * push one other to another of its places (a step of the discrete descent in Christensen,
 * Marks, Shieber 1995, ACM Transactions on Graphics 14, 203). */

#define GAP    PT(1.6) /* from a point to its label */
#define ACROSS PT(1.5) /* free beside a label */
#define ABOVE  PT(0.6)
#define RING   PT(5)   /* between places at the end of a line */
#define NEAR   (4 * RING) /* such a line is better than a label over another one */

enum { PLACES = 8, WAYS = 24, NOBODY = -1 };

struct placer {
    const struct chart_canvas *at;
    const struct label_field *field;
    struct point_label *labels;
    struct frame *boxes; /* of the placed labels */
    size_t n;
};

/* Right, left, above and below of the point, and between. */
static const int sides[PLACES][2] = {{1, 0}, {1, -1}, {1, 1},  {-1, 0},
                                     {-1, -1}, {-1, 1}, {0, -1}, {0, 1}};

struct frame label_box_of(const struct chart_canvas *c, struct text_look look, mpt left,
                              mpt baseline, const char *text)
{
    return (struct frame){left, baseline - look.size * 74 / 100,
                              left + chart_text_width(c->metrics, look, text),
                              baseline + look.size * 20 / 100};
}

bool boxes_meet(struct frame a, struct frame b)
{
    return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

/* Liang and Barsky: the part of a line inside a box, here only whether there is one. */
bool line_meets(mpt x0, mpt y0, mpt x1, mpt y1, struct frame b)
{
    double dx = x1 - x0, dy = y1 - y0, from = 0, to = 1;
    double p[4] = {-dx, dx, -dy, dy};
    double q[4] = {(double)x0 - b.x0, (double)b.x1 - x0, (double)y0 - b.y0, (double)b.y1 - y0};
    for (int i = 0; i < 4; i++) {
        if (p[i] == 0 && q[i] < 0)
            return false;
        if (p[i] < 0)
            from = fmax(from, q[i] / p[i]);
        else if (p[i] > 0)
            to = fmin(to, q[i] / p[i]);
    }
    return from <= to;
}

static struct frame widened(struct frame b)
{
    return (struct frame){b.x0 - ACROSS, b.y0 - ABOVE, b.x1 + ACROSS, b.y1 + ABOVE};
}

/* The label's box on a side of its point. */
static struct frame candidate(const struct placer *p, const struct point_label *l, int side)
{
    int dx = sides[side][0], dy = sides[side][1];
    struct frame b = label_box_of(p->at, l->look, 0, 0, l->text);
    mpt w = b.x1 - b.x0;
    mpt left = dx > 0 ? l->x + l->r + GAP : dx < 0 ? l->x - l->r - GAP - w : l->x - w / 2;
    mpt baseline = dy > 0   ? l->y + l->r + PT(0.8) - b.y0
                   : dy < 0 ? l->y - l->r - PT(0.8) - b.y1
                            : l->y + look_drop(l->look);
    if (dx != 0 && dy != 0) /* a little nearer: the corner of the text meets no other side */
        left -= dx * (l->r / 2);
    return label_box_of(p->at, l->look, left, baseline, l->text);
}

/* At the end of a line of this length: every 15 degrees, slanting ones first. */
static struct frame led_candidate(const struct placer *p, const struct point_label *l, int way,
                                      mpt length)
{
    static const int unit[WAYS / 4][2] = {{866, 500}, {707, 707}, {966, 259},
                                          {500, 866}, {1000, 0},  {259, 966}};
    int dx = unit[way / 4][0] * (way & 1 ? -1 : 1), dy = unit[way / 4][1] * (way & 2 ? 1 : -1);
    if (way / 4 == 4 && (way & 2)) { /* straight up and down instead of the sides again */
        dy = way & 1 ? 1000 : -1000;
        dx = 0;
    }
    struct frame b = label_box_of(p->at, l->look, 0, 0, l->text);
    mpt w = b.x1 - b.x0;
    mpt x = l->x + (mpt)((int64_t)(l->r + length) * dx / 1000);
    mpt y = l->y + (mpt)((int64_t)(l->r + length) * dy / 1000);
    mpt left = dx > 0 ? x : dx < 0 ? x - w : x - w / 2;
    mpt baseline = dx != 0 ? y - (b.y0 + b.y1) / 2 : dy > 0 ? y - b.y0 : y - b.y1;
    return label_box_of(p->at, l->look, left, baseline, l->text);
}

static bool clear_of_boxes(const struct placer *p, struct frame b)
{
    const struct label_field *f = p->field;
    if (b.x0 < f->frame.x0 || b.x1 > f->frame.x1 || b.y0 < f->frame.y0 || b.y1 > f->frame.y1)
        return false;
    b.x0 -= PT(0.8);
    b.x1 += PT(0.8);
    for (size_t i = 0; i < f->n_boxes; i++) {
        if (boxes_meet(b, f->boxes[i]))
            return false;
    }
    return true;
}

static bool crosses_line(const struct placer *p, struct frame b)
{
    const struct label_field *f = p->field;
    for (size_t i = 0; i < f->n_lines; i++) {
        const struct frame *l = &f->lines[i];
        if (line_meets(l->x0, l->y0, l->x1, l->y1, widened(b)))
            return true;
    }
    return false;
}

/* Where the line from the point to its label ends. */
static void line_end(const struct point_label *l, struct frame b, mpt *x, mpt *y)
{
    bool above = l->y > b.y1, below = l->y < b.y0;
    *x = l->x < b.x0 ? b.x0 - PT(0.8) : l->x > b.x1 ? b.x1 + PT(0.8) : l->x;
    *y = *x != l->x ? (b.y0 + b.y1) / 2 : above ? b.y1 : below ? b.y0 : l->y;
}

static bool meets_leader(const struct placer *p, size_t i, struct frame b)
{
    mpt x, y;
    if (!p->labels[i].led)
        return false;
    line_end(&p->labels[i], p->boxes[i], &x, &y);
    return line_meets(p->labels[i].x, p->labels[i].y, x, y, b);
}

/* How many placed labels, but for one, are in the way; *who is the last of them. */
static int labels_in_way(const struct placer *p, struct frame b, int but, int *who)
{
    int n = 0;
    for (size_t i = 0; i < p->n; i++) {
        if (!p->labels[i].placed || (int)i == but)
            continue;
        if (boxes_meet(widened(b), p->boxes[i]) || meets_leader(p, i, widened(b))) {
            *who = (int)i;
            n++;
        }
    }
    return n;
}

static void settle(struct placer *p, size_t i, struct frame b)
{
    p->labels[i].placed = true;
    p->labels[i].left = b.x0;
    p->labels[i].baseline = b.y0 + p->labels[i].look.size * 74 / 100;
    p->boxes[i] = b;
}

/* The first of its places that is free. */
static bool place_simply(struct placer *p, size_t i, bool over_lines)
{
    int who = NOBODY;
    for (int side = 0; side < PLACES; side++) {
        struct frame b = candidate(p, &p->labels[i], side);
        if (clear_of_boxes(p, b) && (over_lines || !crosses_line(p, b)) &&
            labels_in_way(p, b, (int)i, &who) == 0) {
            settle(p, i, b);
            return true;
        }
    }
    return false;
}

/* A place where only one other label is in the way, which has another place. */
static bool place_pushing(struct placer *p, size_t i)
{
    for (int side = 0; side < PLACES; side++) {
        int who = NOBODY;
        struct frame b = candidate(p, &p->labels[i], side);
        if (!clear_of_boxes(p, b) || crosses_line(p, b) ||
            labels_in_way(p, b, (int)i, &who) != 1 || p->labels[who].led)
            continue;
        struct frame before = p->boxes[who];
        settle(p, i, b);
        p->labels[who].placed = false;
        if (place_simply(p, (size_t)who, false))
            return true;
        settle(p, (size_t)who, before);
        p->labels[i].placed = false;
    }
    return false;
}

static bool is_left(mpt x0, mpt y0, mpt x1, mpt y1, mpt x, mpt y)
{
    return (double)(x1 - x0) * (y - y0) - (double)(y1 - y0) * (x - x0) > 0;
}

static bool leaders_cross(const struct placer *p, size_t i, const struct point_label *l, mpt x,
                          mpt y)
{
    const struct point_label *k = &p->labels[i];
    mpt kx, ky;
    if (!k->placed || !k->led)
        return false;
    line_end(k, p->boxes[i], &kx, &ky);
    return is_left(l->x, l->y, x, y, k->x, k->y) != is_left(l->x, l->y, x, y, kx, ky) &&
           is_left(k->x, k->y, kx, ky, l->x, l->y) != is_left(k->x, k->y, kx, ky, x, y);
}

/* Of boxes other than that around the point itself, of labels and their lines. */
static bool leader_clear(const struct placer *p, const struct point_label *l, struct frame b)
{
    mpt x, y;
    line_end(l, b, &x, &y);
    for (size_t i = 0; i < p->field->n_boxes; i++) {
        struct frame k = p->field->boxes[i];
        bool own = l->x > k.x0 && l->x < k.x1 && l->y > k.y0 && l->y < k.y1;
        if (!own && line_meets(l->x, l->y, x, y, k))
            return false;
    }
    for (size_t i = 0; i < p->n; i++) {
        if (p->labels[i].placed && (line_meets(l->x, l->y, x, y, p->boxes[i]) ||
                                    leaders_cross(p, i, l, x, y)))
            return false;
    }
    return true;
}

/* At the end of a line; careless ones may pass over points and lines. */
static bool place_led(struct placer *p, size_t i, mpt reach, bool careless)
{
    int who = NOBODY;
    for (int k = 0; RING * (1 + k / WAYS) <= reach; k++) {
        struct frame b = led_candidate(p, &p->labels[i], k % WAYS, RING * (1 + k / WAYS));
        if (!clear_of_boxes(p, b) || labels_in_way(p, b, (int)i, &who) > 0 ||
            (!careless && (crosses_line(p, b) || !leader_clear(p, &p->labels[i], b))))
            continue;
        p->labels[i].led = true;
        settle(p, i, b);
        return true;
    }
    return false;
}

void labels_place(const struct chart_canvas *c, const struct label_field *f,
                  struct point_label *labels, size_t n)
{
    struct placer p = {c, f, labels, arena_array(c->scratch, n + 1, sizeof *p.boxes), n};
    for (size_t i = 0; i < n; i++) {
        struct point_label *l = &labels[i];
        l->text = text_fit(c, l->look, l->text, f->frame.x1 - f->frame.x0);
        l->placed = l->led = false;
        if (l->text[0] == '\0' || place_simply(&p, i, false) || place_pushing(&p, i) ||
            l->reach == 0)
            continue;
        mpt near = l->reach < NEAR ? l->reach : NEAR;
        bool done = place_led(&p, i, near, false) || place_simply(&p, i, true);
        if (!done && !place_led(&p, i, l->reach, false) && l->must)
            place_led(&p, i, l->reach, true);
    }
}

void labels_draw(const struct chart_canvas *c, const struct point_label *labels, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct point_label *l = &labels[i];
        if (!l->placed)
            continue;
        struct frame b = label_box_of(c, l->look, l->left, l->baseline, l->text);
        if (l->led) {
            mpt x, y;
            line_end(l, b, &x, &y);
            draw_line(c, l->x, l->y, x, y, (struct stroke){l->look.rgb, PT(0.6), 0, 0});
        }
        draw_rect(c, b.x0, b.y0, b.x1 - b.x0, b.y1 - b.y0, 0xFFFFFF);
        text_put(c, l->left, l->baseline, l->look, TEXT_LEFT, l->text);
    }
}

/* With the i-th place lowered by i pitches the task is a regression that only has to
 * ascend: neighbours that do not are replaced by their mean (pool adjacent violators,
 * Barlow et al. 1972, Statistical Inference under Order Restrictions). */
void labels_spread(const struct chart_canvas *c, mpt *middle, size_t n, mpt pitch, mpt top,
                   mpt bottom)
{
    struct pool {
        double sum;
        size_t n;
    } *pools = arena_array(c->scratch, n + 1, sizeof *pools);
    size_t k = 0;
    for (size_t i = 0; i < n; i++) {
        pools[k++] = (struct pool){(double)middle[i] - (double)i * (double)pitch, 1};
        while (k > 1 && pools[k - 2].sum / (double)pools[k - 2].n >
                            pools[k - 1].sum / (double)pools[k - 1].n) {
            pools[k - 2].sum += pools[k - 1].sum;
            pools[k - 2].n += pools[k - 1].n;
            k--;
        }
    }
    double most = (double)bottom - (double)pitch * (double)(n > 0 ? n - 1 : 0);
    for (size_t j = 0, i = 0; j < k; j++) {
        double mean = fmax((double)top, fmin(most, pools[j].sum / (double)pools[j].n));
        for (size_t end = i + pools[j].n; i < end; i++)
            middle[i] = (mpt)lround(mean) + (mpt)i * pitch;
    }
}
