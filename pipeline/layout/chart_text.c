#include <string.h>

#include "layout/chart_tools_private.h"
#include "layout/hyphen_private.h"

#define KEY_GAP   PT(12)
#define KEY_SPACE PT(3.5)
#define DISPLAY   PT(14) /* sizes from which figures are proportional */

struct text_look look_axis(const struct theme *t)
{
    return (struct text_look){t->axis.face, t->axis.size, t->axis.rgb};
}

struct text_look look_label(const struct theme *t, uint32_t rgb)
{
    return (struct text_look){FACE_BOLD, t->label.size, rgb};
}

struct text_look look_row(const struct theme *t, bool bold)
{
    return (struct text_look){bold ? FACE_BOLD : FACE_REGULAR, t->table.size, t->ink};
}

mpt look_drop(struct text_look look)
{
    return look.size * 36 / 100;
}

/* Figures of axes and labels stand above each other; a key figure stands alone. */
static unsigned run_flags(struct text_look look)
{
    return look.size < DISPLAY ? RUN_TABULAR : 0;
}

mpt chart_text_width(const struct metrics *m, struct text_look look, const char *text)
{
    if (text == NULL)
        return 0;
    return m->width(m->ctx, look.face, look.size, text, strlen(text), run_flags(look));
}

static bool starts_character(char byte)
{
    return ((unsigned char)byte & 0xC0) != 0x80;
}

/* Bytes of the longest beginning within room, by halving: names may be of any length. */
static size_t bytes_within(const struct chart_canvas *c, struct text_look look, const char *text,
                           mpt room)
{
    const struct metrics *m = c->metrics;
    size_t low = 0, high = strlen(text);
    while (low < high) {
        size_t n = high - (high - low) / 2;
        while (n < high && !starts_character(text[n]))
            n++;
        if (m->width(m->ctx, look.face, look.size, text, n, 0) <= room)
            low = n;
        else
            for (high = n - 1; high > low && !starts_character(text[high]);)
                high--;
    }
    return low;
}

const char *text_fit(const struct chart_canvas *c, struct text_look look, const char *text,
                     mpt room)
{
    if (text == NULL || chart_text_width(c->metrics, look, text) <= room)
        return text != NULL ? text : "";
    for (size_t n = bytes_within(c, look, text, room); n > 0; n--) {
        bool cut = starts_character(text[n]) && text[n - 1] != ' ' && text[n - 1] != '-';
        if (!cut)
            continue;
        const char *shorter = arena_printf(c->scratch, "%.*s…", (int)n, text);
        if (chart_text_width(c->metrics, look, shorter) <= room)
            return shorter;
    }
    return "";
}

mpt text_put(const struct chart_canvas *c, mpt x, mpt baseline, struct text_look look,
             enum text_place place, const char *text)
{
    mpt width = chart_text_width(c->metrics, look, text);
    if (text == NULL || text[0] == '\0')
        return 0;
    if (width > c->w) { /* wider than the whole chart: no number is */
        text = text_fit(c, look, text, c->w);
        width = chart_text_width(c->metrics, look, text);
        if (text[0] == '\0')
            return 0;
    }
    text = glyphs_of_chart(c, look.face, text);
    mpt left = place == TEXT_LEFT ? x : place == TEXT_RIGHT ? x - width : x - width / 2;
    left = left + width > c->x + c->w ? c->x + c->w - width : left;
    left = left < c->x ? c->x : left;
    page_text(c->pages, c->page, c->element,
              (struct page_text){.x = left,
                                 .y = baseline,
                                 .size = look.size,
                                 .width = width,
                                 .face = look.face,
                                 .rgb = look.rgb,
                                 .flags = run_flags(look),
                                 .text = text});
    return width;
}

/* Bytes of text that make one line: up to the last break that fits, at least a word. */
static size_t line_length(const struct chart_canvas *c, struct text_look look, const char *text,
                          mpt room)
{
    size_t best = 0, n = strlen(text);
    for (size_t i = 1; i <= n; i++) {
        bool end = i == n || text[i] == ' ' || (text[i - 1] == '-' && text[i] != ' ');
        if (!end)
            continue;
        const char *part = arena_strndup(c->scratch, text, i);
        if (best > 0 && chart_text_width(c->metrics, look, part) > room)
            break;
        best = i;
    }
    return best;
}

static bool is_letter(char byte)
{
    return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') || (byte & 0x80) != 0;
}

/* The patterns know where a word may be parted, not where its parts meet, and "Langzeitar-" is
 * hard to read: the theme lists last parts of compounds. */
static bool is_last_part(const struct theme *t, const char *rest)
{
    static const char blank[] = " \t\r\n";
    for (const char *part = t->last_parts; part != NULL && *part != '\0';) {
        size_t n = strcspn(part, blank);
        if (n > 0 && strncmp(rest, part, n) == 0)
            return true;
        part += n + strspn(part + n, blank);
    }
    return false;
}

/* The longest beginning of the first word that fits with a hyphen, rather one that ends where
 * two parts of a compound meet; or NULL. *n: its bytes. */
static const char *word_part(const struct chart_canvas *c, struct text_look look, const char *text,
                             mpt room, size_t *n)
{
    const char *best = NULL;
    bool joint = false;
    size_t length = 0;
    while (is_letter(text[length]))
        length++;
    unsigned char *breaks = arena_alloc(c->scratch, length + 1);
    hyphen_word(&hyphen_de, text, length, breaks);
    for (size_t i = 1; i < length; i++) {
        if (!breaks[i])
            continue;
        const char *part = arena_printf(c->scratch, "%.*s-", (int)i, text);
        if (chart_text_width(c->metrics, look, part) > room)
            break;
        bool meets = is_last_part(c->theme, text + i);
        if (joint && !meets)
            continue;
        joint = meets;
        best = part;
        *n = i;
    }
    return best;
}

static struct text_lines wrap(const struct chart_canvas *c, struct text_look look,
                              const char *text, mpt room, int max, bool part_words)
{
    struct text_lines t = {0};
    while (text != NULL && text[0] != '\0' && t.n < max && t.n < TEXT_LINES) {
        bool last = t.n + 1 == max || t.n + 1 == TEXT_LINES;
        size_t n = last ? strlen(text) : line_length(c, look, text, room);
        const char *line = arena_strndup(c->scratch, text, n), *part = NULL;
        if (part_words && !last && chart_text_width(c->metrics, look, line) > room)
            part = word_part(c, look, text, room, &n);
        line = part != NULL ? part : text_fit(c, look, line, room);
        mpt w = chart_text_width(c->metrics, look, line);
        t.width = w > t.width ? w : t.width;
        t.line[t.n++] = line;
        text += n;
        text += strspn(text, " ");
    }
    return t;
}

struct text_lines text_wrap(const struct chart_canvas *c, struct text_look look, const char *text,
                            mpt room, int max)
{
    return wrap(c, look, text, room, max, false);
}

struct text_lines text_wrap_parted(const struct chart_canvas *c, struct text_look look,
                                   const char *text, mpt room, int max)
{
    return wrap(c, look, text, room, max, true);
}

bool text_shortened(const struct text_lines *t)
{
    for (int i = 0; i < t->n; i++) {
        if (t->line[i][0] == '\0' || strstr(t->line[i], "…") != NULL)
            return true;
    }
    return false;
}

void text_put_lines(const struct chart_canvas *c, mpt x, mpt baseline, mpt pitch,
                    struct text_look look, enum text_place place, const struct text_lines *text)
{
    for (int i = 0; i < text->n; i++)
        text_put(c, x, baseline + i * pitch, look, place, text->line[i]);
}

static mpt sample_width(enum key_mark mark)
{
    switch (mark) {
    case KEY_FILL:
    case KEY_HATCHED: return PT(6);
    case KEY_DOT:
    case KEY_RING:
    case KEY_SQUARE: return PT(6.8);
    case KEY_UP:
    case KEY_DOWN: return PT(9.2);
    case KEY_UPRIGHT: return PT(3);
    default: return PT(12);
    }
}

static void draw_sample(const struct chart_canvas *c, const struct key_item *k, mpt x, mpt y)
{
    mpt w = sample_width(k->mark);
    switch (k->mark) {
    case KEY_HATCHED: draw_hatched(c, x, y - PT(3), w, PT(6)); break;
    case KEY_UPRIGHT: draw_line(c, x + w / 2, y - PT(4), x + w / 2, y + PT(4), k->stroke); break;
    case KEY_FILL: draw_tone(c, x, y - PT(3), w, PT(6), k->stroke.rgb); break;
    case KEY_BAR: draw_rect(c, x, y - PT(2), w, PT(4), k->stroke.rgb); break;
    case KEY_OUTLINE: draw_outline(c, x, y - PT(3), w, PT(6), k->stroke); break;
    case KEY_LINE: draw_line(c, x, y, x + w, y, k->stroke); break;
    case KEY_DOT: draw_dot(c, x + w / 2, y, PT(3.4), k->stroke.rgb, NO_COLOUR, 0); break;
    case KEY_BAND:
        draw_band(c, (mpt[]){x, y - PT(3), x + w, y - PT(3)},
                  (mpt[]){x, y + PT(3), x + w, y + PT(3)}, 2, k->stroke);
        break;
    case KEY_RING: draw_dot(c, x + w / 2, y, PT(2.9), 0xFFFFFF, k->stroke.rgb, PT(1.4)); break;
    case KEY_UP:
    case KEY_DOWN:
        draw_triangle(c, x + w / 2, y, PT(3.4), k->mark == KEY_UP, k->stroke.rgb);
        break;
    case KEY_SQUARE: draw_square(c, x + w / 2, y, PT(3), k->stroke.rgb); break;
    case KEY_SPLIT:
        draw_rect(c, x, y - PT(3), w, PT(6), k->stroke.rgb);
        draw_rect(c, x + w / 2 - PT(0.6), y - PT(3), PT(1.2), PT(6), 0xFFFFFF);
        break;
    }
}

/* Draws if draw, counts the rows in any case. */
static int key_flow(const struct chart_canvas *c, const struct key_item *items, size_t n, mpt x,
                    mpt baseline, mpt width, bool draw)
{
    mpt used = 0;
    int row = 0;
    for (size_t i = 0; i < n; i++) {
        mpt sample = sample_width(items[i].mark) + KEY_SPACE;
        const char *name = text_fit(c, items[i].look, items[i].name, width - sample);
        mpt w = sample + chart_text_width(c->metrics, items[i].look, name);
        if (used > 0 && used + w > width) {
            used = 0;
            row++;
        }
        mpt base = baseline + row * KEY_PITCH;
        if (draw) {
            draw_sample(c, &items[i], x + used, base - look_drop(items[i].look));
            text_put(c, x + used + sample, base, items[i].look, TEXT_LEFT, name);
        }
        used += w + KEY_GAP;
    }
    return n > 0 ? row + 1 : 0;
}

int key_rows(const struct chart_canvas *c, const struct key_item *items, size_t n, mpt width)
{
    return key_flow(c, items, n, 0, 0, width, false);
}

void key_draw(const struct chart_canvas *c, const struct key_item *items, size_t n, mpt x,
              mpt baseline, mpt width)
{
    key_flow(c, items, n, x, baseline, width, true);
}
