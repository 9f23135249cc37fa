#include "compose/compose_private.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/german.h"

#define NARROW_NBSP "\xE2\x80\xAF" /* U+202F */

enum sign value_sign(const struct published_value *v)
{
    return v != NULL ? v->sign : SIGN_ABSENT;
}

bool value_shown(const struct published_value *v)
{
    return v != NULL && sign_counts(v->sign);
}

const char *marked_text(struct arena *a, const char *number, unsigned marks)
{
    static const struct { unsigned mark; const char *letter; } letters[] = {
        {SIGN_PROVISIONAL, "p"}, {SIGN_REVISED, "r"}, {SIGN_ESTIMATED, "s"}};
    const char *text = marks & SIGN_LIMITED ? arena_printf(a, "(%s)", number) : number;
    for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++) {
        if (marks & letters[i].mark)
            text = arena_printf(a, "%s" NARROW_NBSP "%s", text, letters[i].letter);
    }
    return text;
}

/* Nothing can be provisional, revised or estimated as any number can; a sign in place of a
 * missing number cannot. */
static unsigned marks_beside(enum sign sign, unsigned marks)
{
    if (sign == SIGN_VALUE)
        return marks;
    return sign_counts(sign) ? marks & ~(unsigned)SIGN_LIMITED : 0;
}

const char *value_text(struct arena *a, const struct published_value *v, int decimals)
{
    enum sign sign = value_sign(v);
    if (sign != SIGN_VALUE)
        return marked_text(a, arena_strdup(a, sign_text(sign)),
                           v != NULL ? marks_beside(sign, v->marks) : 0);
    return marked_text(a, german_number(a, v->value, decimals), v->marks);
}

const struct value_mark *mark_at(size_t i)
{
    static const struct value_mark marks[] = {
        {SIGN_LIMITED, "( )", "eingeschränkte Aussagekraft"}, {SIGN_PROVISIONAL, "p", "vorläufig"},
        {SIGN_REVISED, "r", "berichtigt"}, {SIGN_ESTIMATED, "s", "geschätzt"}, {0, "", ""}};
    return &marks[i];
}

const char *value_words(struct arena *a, const char *text, enum sign sign, unsigned marks)
{
    marks = marks_beside(sign, marks);
    if (sign != SIGN_VALUE)
        text = sign_words(sign);
    else if (marks == 0)
        return NULL;
    for (size_t i = 0; mark_at(i)->mark != 0; i++) {
        if (marks & mark_at(i)->mark)
            text = arena_printf(a, "%s, %s", text, mark_at(i)->words);
    }
    return text;
}

const struct subject *subject_in_prose(struct arena *a, const struct subject *s)
{
    static const char letter[] = NARROW_NBSP "r";
    const char *at = (s->marks & SIGN_REVISED) != 0 ? strstr(s->text, letter) : NULL;
    if (at == NULL)
        return s;
    struct subject *plain = arena_copy(a, s, 1, sizeof *s);
    plain->marks &= ~(unsigned)SIGN_REVISED;
    plain->text = arena_printf(a, "%.*s%s", (int)(at - s->text), s->text, at + strlen(letter));
    plain->actual = value_words(a, plain->text, s->sign, plain->marks);
    return plain;
}

/* The separator before a unit is decided in one place, german_quantity(). */
const char *unit_suffix(struct arena *a, const char *unit)
{
    return german_quantity(a, 0, 0, unit) + 1;
}

/* Ages of a part in words; upper bounds are half open, 127 is open. */
const char *part_name(struct arena *a, const struct published_part *p)
{
    static const char *const sexes[] = {"", "männlich", "weiblich"};
    const char *age = "";
    if (p->age_to >= 127)
        age = p->age_from > 0 ? arena_printf(a, "%d und älter", p->age_from) : "";
    else if (p->age_from <= 0)
        age = arena_printf(a, "unter %d", p->age_to);
    else if (p->age_to == p->age_from + 1)
        age = arena_printf(a, "%d", p->age_from);
    else
        age = arena_printf(a, "%d bis unter %d", p->age_from, p->age_to);
    const char *sex = p->sex >= 0 && p->sex <= 2 ? sexes[p->sex] : "";
    if (sex[0] == '\0')
        return age[0] != '\0' ? age : "insgesamt";
    return age[0] != '\0' ? arena_printf(a, "%s, %s", sex, age) : sex;
}

static void set_int(struct xpath_item *i, const char *name, int value)
{
    char text[16];
    snprintf(text, sizeof text, "%d", value);
    xpath_item_set(i, name, text);
}

const char *period_text(struct arena *a, const struct published_indicator *in, int year)
{
    return in->pooled > 1 ? arena_printf(a, "%d bis %d", year - in->pooled + 1, year)
                          : arena_printf(a, "%d", year);
}

/* As many digits as the double needs: the number is for calculating, not for reading. */
static void set_exact(struct xpath_item *i, const char *name, double value)
{
    static const int digits[] = {6, 15, 17};
    char text[64];
    if (fabs(value) < 1e6 && (value > 0 || value < 0) && !(value > floor(value))) {
        set_int(i, name, (int)value); /* counts: the same text */
        return;
    }
    for (size_t k = 0; k < sizeof digits / sizeof digits[0]; k++) {
        snprintf(text, sizeof text, "%.*g", digits[k], value);
        double back = strtod(text, NULL);
        if (!(back < value) && !(back > value))
            break;
    }
    if (strpbrk(text, "eE") != NULL) /* XPath 1.0 knows no exponents */
        snprintf(text, sizeof text, "%.6f", value);
    xpath_item_set(i, name, text);
}

static void set_comparison(struct xpath_item *i, const char *name, enum published_comparison k)
{
    static const char *const names[] = {"", "lower", "similar", "higher"};
    xpath_item_set(i, name, names[k]);
}

static void set_shown(struct compose *c, struct xpath_item *i, const struct published_value *v,
                      int decimals)
{
    struct arena *a = text_arena(c);
    set_exact(i, "number", v->value);
    set_int(i, "basis", v->basis);
    if (v->has_interval) {
        xpath_item_set(i, "lower", german_number(a, v->lower, decimals));
        xpath_item_set(i, "upper", german_number(a, v->upper, decimals));
        xpath_item_set(i, "lower998", german_number(a, v->lower998, decimals));
        xpath_item_set(i, "upper998", german_number(a, v->upper998, decimals));
    }
    if (v->rank > 0) {
        set_int(i, "rank", v->rank);
        set_int(i, "of", v->rank_of);
    }
    if (v->has_count) {
        xpath_item_set(i, "count", german_number(a, v->count, 0));
        set_exact(i, "cases", v->count);
    }
    set_comparison(i, "district", v->district);
    set_comparison(i, "district998", v->district998);
}

static struct xpath_item *value_new(struct compose *c, const struct item_slot *key)
{
    const struct published_indicator *in = published_indicator(c->published, key->indicator);
    const struct published_area *area = published_area(c->published, key->area);
    struct subject *s = arena_alloc(c->arena, sizeof *s);
    s->kind = SUBJECT_VALUE;
    s->area = key->area;
    s->indicator = key->indicator;
    s->part = key->part;
    s->year = key->year;
    s->value = published_at(c->published, key->indicator, key->area, key->year, key->part);
    s->sign = value_sign(s->value);
    s->marks = s->value != NULL ? marks_beside(s->sign, s->value->marks) : 0;
    s->number = value_shown(s->value) ? s->value->value : 0;
    s->decimals = in->decimals;
    s->unit = in->unit;
    s->text = value_text(c->arena, s->value, in->decimals);
    s->actual = value_words(c->arena, s->text, s->sign, s->marks);
    struct xpath_item *item = xpath_item_new(c->xpath, NULL, "value", s);
    xpath_item_text(item, s->text);
    xpath_item_set(item, "text", s->text);
    xpath_item_set(item, "id", in->id);
    xpath_item_set(item, "unit", in->unit != NULL ? in->unit : "");
    xpath_item_set(item, "per", in->per != NULL ? in->per : "");
    xpath_item_set(item, "area", area->name);
    xpath_item_set(item, "key", area->key);
    xpath_item_set(item, "sign", sign_name(s->sign));
    xpath_item_set(item, "words", sign_words(s->sign));
    set_int(item, "year", s->year);
    xpath_item_set(item, "period", period_text(text_arena(c), in, s->year));
    set_int(item, "decimals", s->decimals);
    if (value_shown(s->value))
        set_shown(c, item, s->value, in->decimals);
    return item;
}

static size_t slot_hash(const struct item_slot *k)
{
    uint64_t h = k->indicator;
    h = h * 0x9E3779B97F4A7C15u + k->area;
    h = h * 0x9E3779B97F4A7C15u + (uint32_t)k->year;
    h = h * 0x9E3779B97F4A7C15u + k->part;
    return (size_t)(h ^ (h >> 29));
}

static struct item_slot *slot_find(struct item_slot *slots, size_t n, const struct item_slot *k)
{
    size_t i = slot_hash(k) & (n - 1);
    while (slots[i].item != NULL &&
           (slots[i].indicator != k->indicator || slots[i].area != k->area ||
            slots[i].year != k->year || slots[i].part != k->part))
        i = (i + 1) & (n - 1);
    return &slots[i];
}

static void slots_grow(struct compose *c)
{
    size_t n = c->n_slots == 0 ? 1024 : c->n_slots * 2;
    struct item_slot *slots = arena_array(c->arena, n, sizeof *slots);
    for (size_t i = 0; i < c->n_slots; i++) {
        if (c->slots[i].item != NULL)
            *slot_find(slots, n, &c->slots[i]) = c->slots[i];
    }
    c->slots = slots;
    c->n_slots = n;
}

struct xpath_item *value_item(struct compose *c, uint32_t indicator, uint32_t area, int year,
                              uint32_t part)
{
    struct item_slot key = {indicator, area, part, year, NULL};
    if (2 * c->n_items >= c->n_slots)
        slots_grow(c);
    struct item_slot *slot = slot_find(c->slots, c->n_slots, &key);
    if (slot->item == NULL) {
        *slot = key;
        slot->item = value_new(c, &key);
        c->n_items++;
    }
    return slot->item;
}

/* Where nothing may be shown, the last year stands for all: its sign says why. */
struct xpath_item *latest_item(struct compose *c, uint32_t indicator, uint32_t area)
{
    const struct published_value *v = published_latest(c->published, indicator, area);
    const struct published_indicator *in = published_indicator(c->published, indicator);
    if (v == NULL && in->n_years == 0)
        return NULL;
    int year = v != NULL ? v->year : in->years[in->n_years - 1];
    return value_item(c, indicator, area, year, 0);
}

struct xpath_item *first_item(struct compose *c, uint32_t indicator, uint32_t area)
{
    const struct published_indicator *in = published_indicator(c->published, indicator);
    for (size_t i = 0; i < in->n_years; i++) {
        if (value_shown(published_at(c->published, indicator, area, in->years[i], 0)))
            return value_item(c, indicator, area, in->years[i], 0);
    }
    return in->n_years > 0 ? value_item(c, indicator, area, in->years[0], 0) : NULL;
}

static const char *break_between(const struct compose *c, const struct subject *from,
                                 const struct subject *to)
{
    if (from->indicator != to->indicator || from->year == to->year)
        return NULL;
    int earlier = from->year < to->year ? from->year : to->year;
    int later = from->year < to->year ? to->year : from->year;
    return published_break(c->published, from->indicator, earlier, later);
}

/* Why there is no difference: the first reason that holds. */
static void difference_missing(struct subject *s, const struct subject *from,
                               const struct subject *to, const char *broken, struct arena *a)
{
    const struct subject *hidden = !sign_counts(from->sign) ? from : to;
    s->sign = sign_counts(hidden->sign) ? SIGN_CROSSED : hidden->sign;
    s->actual = sign_words(s->sign);
    s->text = sign_text(s->sign);
    s->broken = broken != NULL;
    if (broken != NULL) {
        s->sign = SIGN_UNKNOWN;
        s->text = sign_text(s->sign);
        s->actual = arena_printf(a, "nicht vergleichbar, %s", broken);
    }
}

static void difference_shown(struct compose *c, struct subject *s, struct xpath_item *item)
{
    struct arena *a = c->arena;
    double printed = german_round(s->number, s->decimals);
    s->text = marked_text(a, german_signed(a, s->number, s->decimals), s->marks);
    s->actual = value_words(a, s->text, s->sign, s->marks);
    set_exact(item, "number", s->number);
    xpath_item_set(item, "text", german_number(a, fabs(s->number), s->decimals));
    xpath_item_set(item, "direction", printed > 0 ? "more" : printed < 0 ? "less" : "equal");
}

struct xpath_item *difference_item(struct compose *c, const struct subject *from,
                                   const struct subject *to, bool percent)
{
    struct arena *a = c->arena;
    const char *broken = break_between(c, from, to);
    bool zero = percent && sign_counts(from->sign) && !(fabs(from->number) > 0);
    struct subject *s = arena_alloc(a, sizeof *s);
    *s = (struct subject){.kind = SUBJECT_DIFFERENCE, .area = to->area, .year = to->year,
                          .indicator = to->indicator, .marks = from->marks | to->marks};
    s->decimals = percent ? 1 : from->decimals > to->decimals ? from->decimals : to->decimals;
    s->unit = percent ? "%" : to->unit;
    if (!percent && to->unit != NULL && strcmp(to->unit, "%") == 0)
        s->unit = "Prozentpunkte";
    struct xpath_item *item = xpath_item_new(c->xpath, NULL, "difference", s);
    xpath_item_set(item, "unit", s->unit != NULL ? s->unit : "");
    if (broken != NULL || zero || !sign_counts(from->sign) || !sign_counts(to->sign)) {
        s->marks = 0;
        difference_missing(s, from, to, broken, a);
        xpath_item_set(item, "text", s->text);
        xpath_item_set(item, "direction", "");
    } else {
        double d = to->number - from->number;
        s->sign = SIGN_VALUE;
        s->number = percent ? 100 * d / from->number : d;
        difference_shown(c, s, item);
    }
    xpath_item_set(item, "break", broken != NULL ? broken : "");
    xpath_item_text(item, s->text);
    return item;
}
