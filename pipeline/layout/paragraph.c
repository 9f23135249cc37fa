#include <stdlib.h>
#include <string.h>

#include "layout/text_private.h"

/* A line that is too wide for lack of any break costs more than any other choice. */
#define OVERFULL ((int64_t)1 << 40)
#define NEVER (INT64_MAX / 4)

enum {
    CALM = 3240,  /* (1.8 u)^2 in 1/1000 u^2 */
    REACH = 4096  /* breakpoints a line may hold; guards against pieces without width */
};

struct breaker {
    const struct text *t;
    int64_t *before; /* width of the pieces up to i, with their spaces */
    uint32_t *place; /* breakpoints: piece that may end a line; [0] is the start */
    int64_t *cost;   /* of the best way to end a line there */
    uint32_t *prev;  /* breakpoint before on that way */
    size_t n;        /* breakpoints */
    mpt width, indent, size;
};

mpt line_width(const struct text *t, size_t first, size_t last)
{
    int64_t width = 0;
    for (size_t i = first; i <= last; i++)
        width += t->piece[i].width + (i < last ? t->piece[i].space : 0);
    if (t->piece[last].end == END_HYPHEN)
        width += t->piece[last].style->hyphen;
    return width < INT32_MAX / 4 ? (mpt)width : INT32_MAX / 4;
}

static int64_t unit(mpt room, mpt size)
{
    return (int64_t)2 * size + room / 20 + 1;
}

int64_t line_cost(const struct text *t, size_t last, mpt width, mpt room, mpt size)
{
    static const int64_t ends[] = {
        [END_NONE] = 0, [END_SPACE] = 0, [END_FREE] = FREE_COST, [END_HYPHEN] = HYPHEN_COST,
        [END_EMERGENCY] = EMERGENCY_COST, [END_FORCED] = 0,
    };
    enum piece_end end = (enum piece_end)t->piece[last].end;
    int64_t cost = LINE_COST + ends[end];
    if (width > room)
        return cost + OVERFULL + (width - room);
    if (end == END_FORCED)
        return cost + (width < 3 * size ? SHORT_COST : 0);
    int64_t r = (int64_t)(room - width) * 1000 / unit(room, size);
    return cost + r * r / 10000;
}

/* What two line ends running cost together. */
static int64_t pair_cost(const struct text *t, size_t before, size_t after)
{
    if (t->piece[before].end != END_HYPHEN)
        return 0;
    if (t->piece[after].end == END_HYPHEN)
        return HYPHENS_COST;
    return after == t->n - 1 ? LAST_HYPHEN_COST : 0;
}

static void breaker_init(struct breaker *b, const struct text *t)
{
    b->before = mem_alloc((t->n + 1) * sizeof *b->before);
    b->place = mem_alloc((t->n + 1) * sizeof *b->place);
    b->cost = mem_alloc((t->n + 1) * sizeof *b->cost);
    b->prev = mem_alloc((t->n + 1) * sizeof *b->prev);
    b->n = 1;
    for (size_t i = 0; i < t->n; i++) {
        b->before[i + 1] = b->before[i] + t->piece[i].width + t->piece[i].space;
        if (t->piece[i].end != END_NONE)
            b->place[b->n++] = (uint32_t)i;
    }
}

static void breaker_release(struct breaker *b)
{
    free(b->before);
    free(b->place);
    free(b->cost);
    free(b->prev);
}

static size_t line_start(const struct breaker *b, size_t from)
{
    return from == 0 ? 0 : (size_t)b->place[from] + 1;
}

/* Best way to end a line at breakpoint j: looks back as far as a line reaches. */
static void settle(struct breaker *b, size_t j)
{
    const struct text *t = b->t;
    size_t last = b->place[j];
    int64_t tail = b->before[last + 1] - t->piece[last].space;
    if (t->piece[last].end == END_HYPHEN)
        tail += t->piece[last].style->hyphen;
    b->cost[j] = NEVER;
    for (size_t i = j; i-- > 0 && j - i <= REACH;) {
        mpt room = i == 0 ? b->width - b->indent : b->width;
        int64_t width = tail - b->before[line_start(b, i)];
        if (width > room && i + 1 < j)
            break;
        mpt set = width < INT32_MAX / 4 ? (mpt)width : INT32_MAX / 4;
        int64_t cost = b->cost[i] + line_cost(t, last, set, room, b->size);
        if (i > 0)
            cost += pair_cost(t, b->place[i], last);
        if (cost < b->cost[j]) {
            b->cost[j] = cost;
            b->prev[j] = (uint32_t)i;
        }
        if (i > 0 && t->piece[b->place[i]].end == END_FORCED)
            break;
    }
}

static void collect(const struct breaker *b, struct arena *arena, struct lines *out)
{
    size_t n = 0;
    for (size_t j = b->n - 1; j > 0; j = b->prev[j])
        n++;
    out->n = n;
    out->line = arena_array(arena, n, sizeof *out->line);
    for (size_t j = b->n - 1; j > 0; j = b->prev[j]) {
        size_t first = line_start(b, b->prev[j]);
        struct line *line = &out->line[--n];
        *line = (struct line){(uint32_t)first, b->place[j], line_width(b->t, first, b->place[j])};
    }
}

/* True where no line but those before forced ends leaves too much room. */
static bool calm(const struct breaker *b)
{
    for (size_t j = b->n - 1; j > 0; j = b->prev[j]) {
        size_t i = b->prev[j];
        mpt room = i == 0 ? b->width - b->indent : b->width;
        mpt width = line_width(b->t, line_start(b, i), b->place[j]);
        if (width > room)
            return false;
        if (b->t->piece[b->place[j]].end == END_FORCED)
            continue;
        int64_t r = (int64_t)(room - width) * 1000 / unit(room, b->size);
        if (r * r / 1000 > CALM)
            return false;
    }
    return true;
}

/* One try; keeps the result if it is good enough or must be. */
static bool try_break(struct layout *l, const struct text *t, mpt width, mpt indent, mpt size,
                      bool must, struct lines *out)
{
    struct breaker b = {.t = t, .width = width, .indent = indent, .size = size};
    breaker_init(&b, t);
    for (size_t j = 1; j < b.n; j++)
        settle(&b, j);
    bool good = must || calm(&b);
    if (good)
        collect(&b, l->arena, out);
    breaker_release(&b);
    return good;
}

void lines_break(struct layout *l, struct text *t, mpt width, mpt indent, bool hyphenate,
                 mpt size, struct lines *out)
{
    *out = (struct lines){0};
    if (t->n == 0)
        return;
    if (width < 1)
        width = 1;
    if (text_most(t) <= width - indent) {
        bool one = true;
        for (size_t i = 0; i + 1 < t->n && one; i++)
            one = t->piece[i].end != END_FORCED;
        if (one) {
            out->n = 1;
            out->line = arena_alloc(l->arena, sizeof *out->line);
            *out->line = (struct line){0, (uint32_t)t->n - 1, line_width(t, 0, t->n - 1)};
            return;
        }
    }
    if (hyphenate) {
        if (try_break(l, t, width, indent, size, false, out))
            return;
        text_hyphenate(l, t);
    }
    if (text_least(t) > width - indent)
        text_force(l, t, width - indent > size ? width - indent : width);
    try_break(l, t, width, indent, size, true, out);
}
