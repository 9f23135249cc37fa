#include "guard/perturb.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/german.h"

enum {
    SEED_LIMIT = 4096, /* [bytes] of the file */
    SEED_DIGITS = 2 * SHA256_BYTES,
    NEWTON_STEPS = 200
};

static const double flat = 1e-12;

/* Chances of maximum entropy are exp(a d + b d²), scaled to a sum of 1; a and b are where
 * the convex function log(sum exp(a d + b (d² - v))) is least (Boyd, Vandenberghe: Convex
 * Optimization, 2004, ch. 5 and 7). */
struct entropy {
    int from, to; /* changes that are possible */
    double variance;
    double a, b;
};

/* Of the changes, and the function's value. */
struct moments {
    double log_sum, d, dd, var_d, var_dd, cov;
};

static struct moments moments_of(const struct entropy *e, double a, double b)
{
    struct moments m = {0};
    double most = -INFINITY, sum = 0;
    for (int d = e->from; d <= e->to; d++)
        most = fmax(most, a * d + b * (d * d - e->variance));
    for (int d = e->from; d <= e->to; d++) {
        double w = exp(a * d + b * (d * d - e->variance) - most);
        sum += w;
        m.d += w * d;
        m.dd += w * d * d;
        m.var_d += w * d * d;
        m.var_dd += w * d * d * d * d;
        m.cov += w * d * d * d;
    }
    m.d /= sum;
    m.dd /= sum;
    m.var_d = m.var_d / sum - m.d * m.d;
    m.var_dd = m.var_dd / sum - m.dd * m.dd;
    m.cov = m.cov / sum - m.d * m.dd;
    m.log_sum = most + log(sum);
    return m;
}

/* Newton's method; a step that goes up is halved. Near the end the function is flat to the
 * last digit, and full steps are taken. */
static void entropy_solve(struct entropy *e)
{
    struct moments m = moments_of(e, e->a, e->b);
    for (int i = 0; i < NEWTON_STEPS; i++) {
        double u = m.d, v = m.dd - e->variance;
        double det = m.var_d * m.var_dd - m.cov * m.cov;
        if (fabs(u) + fabs(v) < 1e-13 || !(det > 0))
            return;
        double da = -(m.var_dd * u - m.cov * v) / det;
        double db = -(m.var_d * v - m.cov * u) / det;
        double step = 1;
        struct moments next = moments_of(e, e->a + da, e->b + db);
        while (!(next.log_sum <= m.log_sum + flat) && step > 1e-10) {
            step /= 2;
            next = moments_of(e, e->a + step * da, e->b + step * db);
        }
        e->a += step * da;
        e->b += step * db;
        m = next;
    }
}

struct perturb_chances perturb_chances(double count, int max_change, double variance)
{
    assert(max_change >= 1 && max_change <= PERTURB_MOST && variance > 0 &&
           variance < max_change && count >= 1);
    struct perturb_chances c = {{0}};
    struct entropy e = {count < max_change ? -(int)count : -max_change, max_change, variance,
                        0, 0};
    entropy_solve(&e);
    double sum = 0;
    for (int d = e.from; d <= e.to; d++) {
        c.p[d + max_change] = exp(e.a * d + e.b * (d * d - e.variance));
        sum += c.p[d + max_change];
    }
    for (int i = 0; i <= 2 * max_change; i++)
        c.p[i] /= sum;
    return c;
}

int perturb_change(const struct perturb_chances *c, int max_change, double key)
{
    double sum = 0;
    int last = 0;
    for (int d = -max_change; d <= max_change; d++) {
        if (!(c->p[d + max_change] > 0))
            continue;
        last = d;
        sum += c->p[d + max_change];
        if (key < sum)
            return d;
    }
    return last; /* the chances add up to 1, but for rounding */
}

double perturb_key(const unsigned char seed[SHA256_BYTES], const struct areas *areas,
                   const struct catalogue *c, struct fact_key k)
{
    struct buf b = BUF_INIT;
    unsigned char digest[SHA256_BYTES];
    buf_add(&b, seed, SHA256_BYTES);
    buf_printf(&b, "%s;%s;%d;%d;%d;%d;%d;%d", catalogue_measure(c, k.measure)->id,
               areas_at(areas, k.area)->key, k.year, k.month, (int)k.sex, (int)k.nationality,
               k.age_from, k.age_to);
    sha256(b.data, b.len, digest);
    buf_release(&b);
    uint64_t bits = 0;
    for (int i = 0; i < 8; i++)
        bits = bits << 8 | digest[i];
    return (double)(bits >> 11) * 0x1p-53;
}

double perturb_round(double count)
{
    return 5 * round(count / 5);
}

bool perturb_applies(const struct catalogue *c, uint32_t measure, uint32_t source)
{
    const struct measure *m = catalogue_measure(c, measure);
    if (source >= catalogue_sources(c) || !m->additive || m->amount)
        return false;
    const struct source *s = catalogue_source(c, source);
    return s->raw && s->method != METHOD_HIDE;
}

static bool any_method(const struct catalogue *c, bool keys_only)
{
    for (uint32_t i = 0; i < catalogue_sources(c); i++) {
        enum method method = catalogue_source(c, i)->method;
        if (method == METHOD_CELL_KEY || (method == METHOD_ROUND && !keys_only))
            return true;
    }
    return false;
}

bool perturb_needed(const struct catalogue *c)
{
    return any_method(c, false);
}

bool perturb_needs_seed(const struct catalogue *c)
{
    return any_method(c, true);
}

static int hex_digit(char c)
{
    static const char digits[] = "0123456789abcdef";
    const char *at = c != '\0' ? strchr(digits, c >= 'A' && c <= 'F' ? c - 'A' + 'a' : c) : NULL;
    return at != NULL ? (int)(at - digits) : -1;
}

/* 64 digits and perhaps the end of the line; nothing that a person would think up. */
static bool parse_seed(const char *text, size_t n, unsigned char seed[SHA256_BYTES])
{
    while (n > 0 && (text[n - 1] == '\n' || text[n - 1] == '\r'))
        n--;
    unsigned seen = 0, kinds = 0;
    for (size_t i = 0; i < n && n == SEED_DIGITS; i++) {
        int digit = hex_digit(text[i]);
        if (digit < 0)
            return false;
        kinds += (seen >> digit & 1) == 0;
        seen |= 1u << digit;
        seed[i / 2] = (unsigned char)(seed[i / 2] << 4 | digit);
    }
    return n == SEED_DIGITS && kinds >= 8;
}

static int load_seed(const char *inputs, unsigned char seed[SHA256_BYTES], struct diag *d)
{
    int rc = -1;
    struct arena *a = arena_new();
    struct buf text = BUF_INIT;
    const char *path = path_join(a, inputs, PERTURB_SEED_FILE);
    if (!file_exists(path))
        DIAG_AT(d, PERTURB_NO_SEED, ((struct place){path, 0, 0}), NULL);
    else if (file_read(path, SEED_LIMIT, &text, d) == 0 && parse_seed(text.data, text.len, seed))
        rc = 0;
    else
        DIAG_AT(d, PERTURB_BAD_SEED, ((struct place){path, 1, 1}), NULL);
    buf_release(&text);
    arena_free(a);
    return rc;
}

struct tables { /* of one source: by count up to D, above the same as D */
    struct perturb_chances of[PERTURB_MOST + 1];
};

static struct tables *tables_new(const struct catalogue *c)
{
    struct tables *t = mem_alloc((catalogue_sources(c) + 1) * sizeof *t);
    for (uint32_t i = 0; i < catalogue_sources(c); i++) {
        const struct source *s = catalogue_source(c, i);
        for (int n = 1; n <= s->max_change && s->method == METHOD_CELL_KEY; n++)
            t[i].of[n] = perturb_chances(n, s->max_change, s->variance);
    }
    return t;
}

/* Balances may be negative: their size is changed, not their sign. */
static double changed(double value, const struct source *s, const struct tables *t, double key)
{
    double n = round(fabs(value));
    if (s->method == METHOD_ROUND)
        return perturb_round(value);
    if (!(n > 0))
        return 0;
    int row = n < s->max_change ? (int)n : s->max_change;
    return copysign(n + perturb_change(&t->of[row], s->max_change, key), value);
}

struct facts *perturb_facts(const char *inputs, const struct areas *areas,
                            const struct catalogue *c, const struct facts *f, struct diag *d)
{
    unsigned char seed[SHA256_BYTES] = {0};
    if (perturb_needs_seed(c) && load_seed(inputs, seed, d) != 0)
        return NULL;
    struct facts *out = facts_new();
    struct tables *tables = tables_new(c);
    uint32_t first;
    for (uint32_t i = 0; i < facts_count(f); i++) {
        struct fact_key key = facts_key(f, i);
        struct fact v = facts_at(f, i);
        if (v.sign == SIGN_VALUE && perturb_applies(c, key.measure, v.source)) {
            const struct source *s = catalogue_source(c, v.source);
            double chance = s->method == METHOD_CELL_KEY ? perturb_key(seed, areas, c, key) : 0;
            v.value = changed(v.value, s, &tables[v.source], chance);
            if (!(fabs(v.value) > 0))
                v.value = 0; /* no minus */
        }
        v.file = facts_intern_file(out, facts_file(f, v.file));
        enum fact_added added = facts_add(out, key, v, &first);
        assert(added == FACT_NEW && first == i);
        (void)added;
    }
    free(tables);
    facts_close(out, catalogue_measures(c));
    return out;
}

const char *perturb_note(struct arena *a, const struct source *s)
{
    if (!s->raw || s->method == METHOD_HIDE)
        return "";
    if (s->method == METHOD_ROUND)
        return "Fallzahlen sind zum Schutz Einzelner auf Vielfache von 5 gerundet, jede für sich; "
               "Summen gehen nicht immer auf.";
    return arena_printf(a, "Fallzahlen sind zum Schutz Einzelner zufällig um höchstens %d "
                           "verändert (Cell-Key-Methode, Standardabweichung %s); Summen gehen "
                           "nicht immer auf.",
                        s->max_change, german_number(a, sqrt(s->variance), 1));
}
