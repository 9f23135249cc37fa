#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "layout/hyphen_private.h"
#include "layout/text_private.h"

/* A line that is too wide for lack of any break costs more than any other choice. */
#define OVERFULL ((int64_t)1 << 40)
#define NEVER (INT64_MAX / 4)

enum { REACH = 4096 }; /* breakpoints a line may hold; guards against pieces without width */

/* Ways to one breakpoint are kept apart by how many hyphens end the lines up to it: one
 * at most, or two and more, so that the third is known when it comes. */
enum { RUNS = 2 };

struct way {
    int64_t cost;
    uint32_t prev; /* way before: breakpoint * RUNS + run */
};

struct breaker {
    const struct text *t;
    int64_t *before; /* width of the pieces up to i, with their spaces */
    uint32_t *place; /* breakpoints: piece that may end a line; [0] is the start */
    mpt *right;      /* by breakpoint: what stands outside of a line that ends there */
    mpt *left;       /* and of one that begins behind it */
    struct way *way; /* best way to end a line there, by breakpoint and hyphens before */
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

mpt line_limit(mpt measure, mpt size)
{
    return measure / LIMIT_PART + LIMIT_SIZES * size;
}

/* Whether it has no more than so many characters before the signs that close it. */
static bool is_short(const struct piece *p, size_t most)
{
    size_t n = p->len;
    while (n > 0 && p->text[n - 1] > 0 && strchr(".,;:!?)", p->text[n - 1]) != NULL)
        n--;
    return n <= 2 * most && utf8_length(p->text, n) <= most;
}

/* Two letters and a hyphen at the end of a line tell nothing of the word, and three that
 * are left for the next line are hardly worth it. */
static int64_t stump_cost(const struct text *t, size_t last)
{
    const struct piece *p = &t->piece[last];
    bool begins = last == 0 || p[-1].space > 0;
    if (begins && is_short(p, HYPHEN_LEFT))
        return STUMP_COST;
    bool ends = last + 1 < t->n && p[1].end != END_HYPHEN && is_short(&p[1], HYPHEN_RIGHT);
    return ends ? TAIL_COST : 0;
}

int64_t line_cost(const struct text *t, size_t last, mpt width, mpt room, mpt size)
{
    static const int64_t ends[] = {
        [END_NONE] = 0, [END_SPACE] = 0, [END_BOUND] = BOUND_COST, [END_FREE] = FREE_COST,
        [END_HYPHEN] = HYPHEN_COST, [END_EMERGENCY] = EMERGENCY_COST, [END_FORCED] = 0,
    };
    enum piece_end end = (enum piece_end)t->piece[last].end;
    int64_t cost = LINE_COST + ends[end];
    if (width > room)
        return cost + OVERFULL + (width - room);
    if (end == END_FORCED)
        return cost + (width < 2 * size ? STUB_COST : width < 3 * size ? SHORT_COST : 0);
    if (end == END_HYPHEN)
        cost += stump_cost(t, last);
    if (room - width > line_limit(room, size))
        cost += LOOSE_COST;
    int64_t r = (int64_t)(room - width) * 1000 / unit(room, size);
    return cost + r * r / 10000;
}

static bool is_hyphen(const struct text *t, size_t last)
{
    return t->piece[last].end == END_HYPHEN;
}

/* A last line of one word. */
static bool is_rest(const struct text *t, size_t first, size_t last)
{
    if (t->piece[last].end != END_FORCED)
        return false;
    while (first < last && t->piece[first].space == 0)
        first++;
    return first == last;
}

/* What two line ends running cost together. */
static int64_t pair_cost(const struct text *t, size_t before, size_t run, size_t after)
{
    if (!is_hyphen(t, before))
        return 0;
    if (is_hyphen(t, after))
        return run == 0 ? PAIR_COST : PAIR_COST + THIRD_COST;
    if (t->piece[after].end != END_FORCED)
        return 0;
    return LAST_HYPHEN_COST + (is_rest(t, before + 1, after) ? REST_COST : 0);
}

static void breaker_init(struct breaker *b, const struct layout *l)
{
    const struct text *t = b->t;
    b->before = mem_alloc((t->n + 1) * sizeof *b->before);
    b->place = mem_alloc((t->n + 1) * sizeof *b->place);
    b->right = mem_alloc((t->n + 1) * sizeof *b->right);
    b->left = mem_alloc((t->n + 1) * sizeof *b->left);
    b->way = mem_alloc((t->n + 1) * RUNS * sizeof *b->way);
    b->n = 1;
    b->left[0] = t->hangs ? hang_left(l, &t->piece[0]) : 0;
    for (size_t i = 0; i < t->n; i++) {
        b->before[i + 1] = b->before[i] + t->piece[i].width + t->piece[i].space;
        if (t->piece[i].end == END_NONE)
            continue;
        if (t->hangs) {
            b->right[b->n] = hang_right(l, &t->piece[i]);
            b->left[b->n] = i + 1 < t->n ? hang_left(l, &t->piece[i + 1]) : 0;
        }
        b->place[b->n++] = (uint32_t)i;
    }
}

static void breaker_release(struct breaker *b)
{
    free(b->before);
    free(b->place);
    free(b->right);
    free(b->left);
    free(b->way);
}

static size_t line_start(const struct breaker *b, size_t from)
{
    return from == 0 ? 0 : (size_t)b->place[from] + 1;
}

/* For the line that begins behind breakpoint i. */
static mpt room_of(const struct breaker *b, size_t i)
{
    return i == 0 ? b->width - b->indent : b->width;
}

/* Width that counts of the line between two breakpoints. */
static mpt width_of(const struct breaker *b, size_t i, size_t j)
{
    const struct piece *last = &b->t->piece[b->place[j]];
    int64_t width = b->before[b->place[j] + 1] - last->space - b->before[line_start(b, i)];
    if (last->end == END_HYPHEN)
        width += last->style->hyphen;
    width -= b->left[i] + b->right[j];
    return width < INT32_MAX / 4 ? (mpt)width : INT32_MAX / 4;
}

static void offer(struct breaker *b, size_t i, size_t j, int64_t cost)
{
    for (size_t run = 0; run < RUNS; run++) {
        const struct way *from = &b->way[i * RUNS + run];
        if (from->cost >= NEVER)
            continue;
        bool both = i > 0 && is_hyphen(b->t, b->place[i]) && is_hyphen(b->t, b->place[j]);
        struct way *to = &b->way[j * RUNS + (both ? 1 : 0)];
        int64_t sum = from->cost + cost;
        if (i > 0)
            sum += pair_cost(b->t, b->place[i], run, b->place[j]);
        if (sum < to->cost)
            *to = (struct way){sum, (uint32_t)(i * RUNS + run)};
    }
}

/* Best ways to end a line at breakpoint j: looks back as far as a line reaches. */
static void settle(struct breaker *b, size_t j)
{
    const struct text *t = b->t;
    for (size_t run = 0; run < RUNS; run++)
        b->way[j * RUNS + run] = (struct way){NEVER, 0};
    for (size_t i = j; i-- > 0 && j - i <= REACH;) {
        mpt room = room_of(b, i);
        mpt width = width_of(b, i, j);
        if (width > room && i + 1 < j)
            break;
        offer(b, i, j, line_cost(t, b->place[j], width, room, b->size));
        if (i > 0 && t->piece[b->place[i]].end == END_FORCED)
            break;
    }
}

static size_t last_way(const struct breaker *b)
{
    const struct way *w = &b->way[(b->n - 1) * RUNS];
    return (b->n - 1) * RUNS + (w[1].cost < w[0].cost ? 1 : 0);
}

static void collect(const struct breaker *b, bool measured, struct arena *arena,
                    struct lines *out)
{
    size_t n = 0;
    for (size_t w = last_way(b); w >= RUNS; w = b->way[w].prev)
        n++;
    out->n = n;
    out->line = arena_array(arena, n, sizeof *out->line);
    for (size_t w = last_way(b); w >= RUNS; w = b->way[w].prev) {
        size_t i = b->way[w].prev / RUNS;
        size_t first = line_start(b, i);
        uint32_t last = b->place[w / RUNS];
        bool open = measured && b->t->piece[last].end != END_FORCED;
        out->line[--n] = (struct line){(uint32_t)first, last, line_width(b->t, first, last),
                                       b->left[i], open ? room_of(b, i) : 0};
    }
}

/* Whether no line but those before forced ends leaves too much room. */
static bool calm(const struct breaker *b, enum hyphens hyphens)
{
    for (size_t w = last_way(b); w >= RUNS; w = b->way[w].prev) {
        size_t i = b->way[w].prev / RUNS;
        size_t j = w / RUNS;
        mpt room = room_of(b, i);
        mpt rest = room - width_of(b, i, j);
        if (rest < 0)
            return false;
        if (b->t->piece[b->place[j]].end == END_FORCED)
            continue;
        mpt limit = line_limit(room, b->size);
        if (rest > (hyphens == HYPHENS_NEEDED ? limit : limit / 4 * 3))
            return false;
    }
    return true;
}

/* One try; keeps the result if it is good enough or must be. */
static bool try_break(struct layout *l, const struct text *t, mpt width, mpt indent, mpt size,
                      enum hyphens hyphens, bool must, struct lines *out)
{
    struct breaker b = {.t = t, .width = width, .indent = indent, .size = size};
    breaker_init(&b, l);
    for (size_t j = 1; j < b.n; j++)
        settle(&b, j);
    bool good = must || calm(&b, hyphens);
    if (good)
        collect(&b, t->hangs && hyphens != HYPHENS_NONE, l->arena, out);
    breaker_release(&b);
    return good;
}

/* True where all of the text is one line; it then is. */
static bool one_line(struct layout *l, const struct text *t, mpt room, struct lines *out)
{
    if (text_most(t) > room)
        return false;
    for (size_t i = 0; i + 1 < t->n; i++)
        if (t->piece[i].end == END_FORCED)
            return false;
    out->n = 1;
    out->line = arena_alloc(l->arena, sizeof *out->line);
    *out->line = (struct line){.last = (uint32_t)t->n - 1, .width = line_width(t, 0, t->n - 1),
                               .left = t->hangs ? hang_left(l, &t->piece[0]) : 0};
    return true;
}

void lines_break(struct layout *l, struct text *t, mpt width, mpt indent, enum hyphens hyphens,
                 mpt size, struct lines *out)
{
    *out = (struct lines){0};
    if (t->n == 0)
        return;
    if (width < 1)
        width = 1;
    if (one_line(l, t, width - indent, out))
        return;
    if (hyphens != HYPHENS_NONE) {
        if (try_break(l, t, width, indent, size, hyphens, false, out))
            return;
        text_hyphenate(l, t);
    }
    if (hyphens == HYPHENS_NONE && text_least(t) > width - indent)
        text_hyphenate(l, t);
    if (text_least(t) > width - indent)
        text_force(l, t, width - indent > size ? width - indent : width);
    try_break(l, t, width, indent, size, hyphens, true, out);
}
