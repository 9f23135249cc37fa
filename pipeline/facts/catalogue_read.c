#include <math.h>
#include <string.h>

#include "base/decimal.h"
#include "base/str.h"
#include "facts/catalogue_private.h"

static const char *const sexes[] = {"", "m", "w"};
static const char *const nationalities[] = {"", "german", "foreign"};
static const char *const levels[] = {"gemeinde", "kreis"};
static const char *const polarities[] = {"neutral", "burden", "relief"};
static const char *const intervals[] = {"none", "wilson", "byar"};
static const char *const answers[] = {"no", "yes"};

/* Protection that holds where the catalogue says nothing. */
enum { DEFAULT_MIN_COUNT = 3, DEFAULT_MIN_DENOMINATOR = 50 };

static void read_bases(struct catalogue_reader *r, struct measure *m, const struct xml_node *n)
{
    struct basis *bases = arena_array(r->c->arena, catalogue_count(n, "basis"), sizeof *bases);
    int before = FIRST_YEAR - 1;
    for (const struct xml_node *b = xml_child(n, "basis"); b != NULL; b = xml_next_same(b)) {
        int from = xml_attr_int(b, "from", 0, r->d);
        if (from <= before || from > LAST_YEAR)
            catalogue_fail(r, CATALOGUE_BASIS, b, "from", catalogue_attr(r, b, "from"), m->id);
        before = from;
        bases[m->n_bases++] = (struct basis){from, catalogue_attr(r, b, "name")};
    }
    m->bases = bases;
}

static void read_measure(struct catalogue_reader *r, struct measure *m, const struct xml_node *n)
{
    m->id = catalogue_attr(r, n, "id");
    m->name = catalogue_child(r, n, "name");
    m->unit = catalogue_attr(r, n, "unit");
    m->reference = catalogue_attr(r, n, "reference");
    m->additive = catalogue_word(n, "additive", answers, 2, 1) == 1;
    read_bases(r, m, n);
}

void catalogue_read_measures(struct catalogue_reader *r, const struct xml_node *root)
{
    struct catalogue *c = r->c;
    c->measures = arena_array(c->arena, catalogue_count(root, "measure") + 1, sizeof *c->measures);
    for (const struct xml_node *n = xml_child(root, "measure"); n != NULL; n = xml_next_same(n)) {
        const char *id = catalogue_attr(r, n, "id");
        if (id[0] == '\0' || catalogue_find_measure(c, id, strlen(id)) != CATALOGUE_NONE) {
            catalogue_fail(r, CATALOGUE_TWICE, n, "id", id, NULL);
        } else if (c->n_measures == MAX_MEASURES) {
            catalogue_fail(r, CATALOGUE_FULL, n, NULL, "2048", NULL);
            return;
        } else {
            names_intern(&c->measure_ids, id, strlen(id));
            read_measure(r, &c->measures[c->n_measures++], n);
        }
    }
}

uint32_t catalogue_named_measure(struct catalogue_reader *r, const struct xml_node *n,
                                 const char *attr)
{
    const char *id = catalogue_attr(r, n, attr);
    uint32_t found = catalogue_find_measure(r->c, id, strlen(id));
    if (found != CATALOGUE_NONE)
        return found;
    const char *best = "";
    int limit = 4;
    for (size_t i = 0; i < r->c->n_measures; i++) {
        int d = str_distance(id, r->c->measures[i].id, limit - 1);
        if (d < limit) {
            limit = d;
            best = r->c->measures[i].id;
        }
    }
    const char *hint = best[0] == '\0' ? ""
                                       : arena_printf(r->c->arena, " Gemeint ist vielleicht „%s“.",
                                                      best);
    catalogue_fail(r, CATALOGUE_MEASURE, n, attr, id, hint);
    return CATALOGUE_NONE;
}

static void read_term(struct catalogue_reader *r, struct term *t, const struct xml_node *n)
{
    t->measure = catalogue_named_measure(r, n, "measure");
    t->sex = (enum sex)catalogue_word(n, "sex", sexes, 3, SEX_ALL);
    t->nationality = (enum nationality)catalogue_word(n, "nationality", nationalities, 3,
                                                      NAT_ALL);
    t->age_to = AGE_OPEN;
    const char *ages = xml_attr(n, "ages");
    if (ages != NULL && !catalogue_ages(ages, strlen(ages), &t->age_from, &t->age_to))
        catalogue_fail(r, CATALOGUE_AGES, n, "ages", ages, NULL);
    t->weight = xml_attr_number(n, "weight", 1, r->d);
    if (!(fabs(t->weight) > 0 && fabs(t->weight) <= 1e6))
        catalogue_fail(r, CATALOGUE_WEIGHT, n, "weight", catalogue_attr(r, n, "weight"), NULL);
}

static const struct term *read_terms(struct catalogue_reader *r, const struct xml_node *n,
                                     size_t *count)
{
    *count = 0;
    if (n == NULL)
        return NULL;
    struct term *terms = arena_array(r->c->arena, catalogue_count(n, "term") + 1, sizeof *terms);
    for (const struct xml_node *t = xml_child(n, "term"); t != NULL; t = xml_next_same(t)) {
        read_term(r, &terms[*count], t);
        *count += terms[*count].measure != CATALOGUE_NONE;
    }
    return terms;
}

/* Words between blanks; moves *p behind the word, returns its length, 0 at the end. */
static size_t next_word(const char **p, const char **word)
{
    *p += strspn(*p, " \t\r\n");
    *word = *p;
    size_t n = strcspn(*p, " \t\r\n");
    *p += n;
    return n;
}

static struct indicator_part *add_parts(struct catalogue_reader *r, const struct xml_node *n,
                                        struct indicator_part *out, enum sex sex)
{
    const char *ages = xml_attr(n, "ages");
    if (ages == NULL) {
        *out = (struct indicator_part){sex, 0, AGE_OPEN};
        return out + 1;
    }
    const char *word;
    for (size_t len; (len = next_word(&ages, &word)) > 0; out++) {
        out->sex = sex;
        if (!catalogue_ages(word, len, &out->age_from, &out->age_to))
            catalogue_fail(r, CATALOGUE_AGES, n, "ages", arena_strndup(r->c->arena, word, len),
                           NULL);
    }
    return out;
}

/* One class for each sex and age class: all ages of the first sex, then the next. */
static void read_parts(struct catalogue_reader *r, struct indicator *i, const struct xml_node *n)
{
    if (n == NULL)
        return;
    const char *sex = xml_attr(n, "sex"), *ages = xml_attr(n, "ages");
    size_t most = ((sex == NULL ? 0 : strlen(sex)) + 1) * ((ages == NULL ? 0 : strlen(ages)) + 1);
    if (most > 10000) {
        catalogue_fail(r, CATALOGUE_AGES, n, "ages", "…", NULL);
        return;
    }
    struct indicator_part *parts = arena_array(r->c->arena, most + 1, sizeof *parts), *end = parts;
    if (sex == NULL)
        end = add_parts(r, n, end, SEX_ALL);
    const char *word;
    while (sex != NULL && next_word(&sex, &word) > 0)
        end = add_parts(r, n, end, *word == 'm' ? SEX_MALE : SEX_FEMALE);
    i->parts = parts;
    i->n_parts = (size_t)(end - parts);
    i->together = catalogue_word(n, "together", answers, 2, 0) == 1;
}

/* Whether the word is a number as the indicator's values are printed, above the one before. */
static bool limit_parse(struct indicator *i, const char *word, size_t len)
{
    const struct decimal_form form = {'.', 0};
    int decimals = 0;
    double *limit = &i->limits[i->n_limits];
    if (decimal_parse(word, len, form, limit, &decimals) != DECIMAL_OK ||
        decimals > i->decimals || fabs(*limit) >= 1e9)
        return false;
    return i->n_limits == 0 || *limit > i->limits[i->n_limits - 1];
}

static void read_limits(struct catalogue_reader *r, struct indicator *i, const struct xml_node *n)
{
    const char *limits = n != NULL ? xml_attr(n, "limits") : "";
    const char *word;
    for (size_t len; (len = next_word(&limits, &word)) > 0; i->n_limits++) {
        if (i->n_limits == CLASS_LIMITS || !limit_parse(i, word, len)) {
            catalogue_fail(r, CATALOGUE_LIMITS, n, "limits",
                           arena_strndup(r->c->arena, word, len), i->id);
            return;
        }
    }
}

static void read_texts(struct catalogue_reader *r, struct indicator *i, const struct xml_node *n)
{
    i->name = catalogue_child(r, n, "name");
    i->short_name = catalogue_child(r, n, "short");
    i->per = catalogue_child(r, n, "per");
    i->definition = catalogue_child(r, n, "definition");
    i->caveat = catalogue_child(r, n, "caveat");
    i->unit = catalogue_attr(r, n, "unit");
}

static void read_formula(struct catalogue_reader *r, struct indicator *i,
                         const struct xml_node *n)
{
    i->numerator = read_terms(r, xml_child(n, "numerator"), &i->n_numerator);
    const struct xml_node *below = xml_child(n, "denominator");
    i->denominator = read_terms(r, below, &i->n_denominator);
    if (below != NULL)
        i->denominator_offset = xml_attr_int(below, "offset", 0, r->d);
    i->factor = xml_attr_number(n, "factor", 1, r->d);
    i->decimals = xml_attr_int(n, "decimals", 0, r->d);
    i->interval = (enum interval)catalogue_word(n, "interval", intervals, 3, INTERVAL_NONE);
}

static void read_indicator(struct catalogue_reader *r, struct indicator *i,
                           const struct xml_node *n)
{
    i->id = catalogue_attr(r, n, "id");
    read_texts(r, i, n);
    read_formula(r, i, n);
    i->handlungsfeld = xml_attr_int(n, "handlungsfeld", 0, r->d);
    i->district_only = catalogue_word(n, "level", levels, 2, 0) == 1;
    i->polarity = (enum polarity)catalogue_word(n, "polarity", polarities, 3,
                                                POLARITY_NEUTRAL);
    i->min_count = DEFAULT_MIN_COUNT;
    i->min_denominator = DEFAULT_MIN_DENOMINATOR;
    const struct xml_node *p = xml_child(n, "protection");
    if (p != NULL) {
        i->min_count = xml_attr_number(p, "min-count", 0, r->d);
        i->min_denominator = xml_attr_number(p, "min-denominator", 0, r->d);
    }
    read_parts(r, i, xml_child(n, "parts"));
    read_limits(r, i, xml_child(n, "classes"));
    catalogue_check_indicator(r, i, n);
}

static void intern_lower(struct catalogue *c, const char *id)
{
    char *lower = arena_strdup(c->arena, id);
    for (char *p = lower; *p != '\0'; p++)
        if (*p >= 'A' && *p <= 'Z')
            *p = (char)(*p - 'A' + 'a');
    names_intern(&c->indicator_ids, lower, strlen(lower));
}

void catalogue_read_indicators(struct catalogue_reader *r, const struct xml_node *root)
{
    struct catalogue *c = r->c;
    size_t n_most = catalogue_count(root, "indicator");
    c->indicators = arena_array(c->arena, n_most + 1, sizeof *c->indicators);
    for (const struct xml_node *n = xml_child(root, "indicator"); n != NULL;
         n = xml_next_same(n)) {
        const char *id = catalogue_attr(r, n, "id");
        if (id[0] == '\0' || strlen(id) > 60 ||
            catalogue_find_indicator(c, id) != CATALOGUE_NONE) {
            catalogue_fail(r, CATALOGUE_TWICE, n, "id", id, NULL);
            continue;
        }
        intern_lower(c, id);
        read_indicator(r, &c->indicators[c->n_indicators++], n);
    }
}
