#include "cli/diff.h"

#include "base/names.h"

/* Indicators, areas and years of an indicator that a table has. */
struct known {
    struct names indicators, areas, years;
};

static void put(struct names *names, const struct record_field *a, const struct record_field *b)
{
    struct buf key = BUF_INIT;
    buf_add(&key, a->at, a->n);
    if (b != NULL) {
        buf_addc(&key, ';');
        buf_add(&key, b->at, b->n);
    }
    names_intern(names, key.data, key.len);
    buf_release(&key);
}

static bool has(const struct names *names, const struct record_field *a,
                const struct record_field *b)
{
    struct buf key = BUF_INIT;
    buf_add(&key, a->at, a->n);
    if (b != NULL) {
        buf_addc(&key, ';');
        buf_add(&key, b->at, b->n);
    }
    bool found = names_find(names, key.data, key.len) != NAMES_NONE;
    buf_release(&key);
    return found;
}

static void know(struct known *k, const struct record_table *t)
{
    size_t n;
    const struct record_row *rows = record_table_rows(t, &n);
    names_init(&k->indicators);
    names_init(&k->areas);
    names_init(&k->years);
    for (size_t i = 0; i < n; i++) {
        const struct record_field *f = rows[i].fields;
        put(&k->indicators, &f[RECORD_INDICATOR], NULL);
        put(&k->areas, &f[RECORD_AREA], NULL);
        put(&k->years, &f[RECORD_INDICATOR], &f[RECORD_YEAR]);
    }
}

static void forget(struct known *k)
{
    names_release(&k->indicators);
    names_release(&k->areas);
    names_release(&k->years);
}

/* Why the other table has no such figure. */
static enum diff_why missing(const struct known *other, const struct record_row *r)
{
    const struct record_field *f = r->fields;
    if (!has(&other->indicators, &f[RECORD_INDICATOR], NULL))
        return WHY_INDICATOR;
    if (!has(&other->areas, &f[RECORD_AREA], NULL))
        return WHY_AREA;
    return has(&other->years, &f[RECORD_INDICATOR], &f[RECORD_YEAR]) ? WHY_FIGURE : WHY_YEAR;
}

static bool is_secret(const struct record_row *r)
{
    struct record_field sign = r->fields[RECORD_SIGN];
    return !record_shows(r) && sign.n > 0 && (sign.at[0] == '.' || sign.at[0] == '/');
}

static bool same_numbers(const struct record_row *a, const struct record_row *b)
{
    static const enum record_column columns[] = {RECORD_VALUE, RECORD_COUNT, RECORD_BASE};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        if (!record_field_same(a->fields[columns[i]], b->fields[columns[i]]))
            return false;
    }
    return record_sign_same(a, b);
}

/* Of a figure that both have; false where nothing differs. */
static bool compare(struct difference *d, diff_same_data *same_data, void *ctx)
{
    bool then = record_shows(d->then), now = record_shows(d->now);
    if (same_numbers(d->then, d->now))
        return false;
    if (then && now) {
        bool formula = record_field_same(d->then->fields[RECORD_FORMULA],
                                         d->now->fields[RECORD_FORMULA]);
        d->kind = DIFF_CHANGED;
        d->why = !formula                                              ? WHY_FORMULA
                 : same_data(ctx, d->now->fields[RECORD_INDICATOR]) ? WHY_RULES
                                                                    : WHY_DATA;
    } else if (then && is_secret(d->now)) {
        d->kind = DIFF_HIDDEN;
        d->why = WHY_HIDDEN;
    } else if (now && is_secret(d->then)) {
        d->kind = DIFF_SHOWN;
        d->why = WHY_SHOWN;
    } else {
        d->kind = DIFF_SIGN;
        d->why = WHY_SIGN;
    }
    return true;
}

static void add(struct diff *out, struct arena *a, struct difference d)
{
    out->list = arena_push(a, out->list, out->n, sizeof *out->list);
    out->list[out->n++] = d;
    out->counts[d.kind]++;
}

struct diff diff_make(struct arena *a, const struct record_table *then,
                      const struct record_table *now, diff_same_data *same_data, void *ctx)
{
    struct diff out = {0};
    struct known of_then, of_now;
    size_t n;
    know(&of_then, then);
    know(&of_now, now);
    const struct record_row *rows = record_table_rows(now, &n);
    for (size_t i = 0; i < n; i++) {
        struct difference d = {.kind = DIFF_NEW, .now = &rows[i]};
        d.then = record_table_find(then, &rows[i]);
        if (d.then == NULL) {
            d.why = missing(&of_then, &rows[i]);
            add(&out, a, d);
        } else if (compare(&d, same_data, ctx)) {
            add(&out, a, d);
        } else {
            out.same++;
        }
    }
    rows = record_table_rows(then, &n);
    for (size_t i = 0; i < n; i++) {
        struct difference d = {.kind = DIFF_GONE, .then = &rows[i]};
        if (record_table_find(now, &rows[i]) == NULL) {
            d.why = missing(&of_now, &rows[i]);
            add(&out, a, d);
        }
    }
    forget(&of_then);
    forget(&of_now);
    return out;
}

const struct record_row *diff_told_then(const struct difference *d)
{
    return d->kind == DIFF_CHANGED || d->kind == DIFF_SIGN ? d->then : NULL;
}

const struct record_row *diff_told_now(const struct difference *d)
{
    return d->kind == DIFF_CHANGED || d->kind == DIFF_SIGN || d->kind == DIFF_NEW ? d->now : NULL;
}
