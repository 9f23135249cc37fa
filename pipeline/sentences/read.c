#include "sentences/sentences_private.h"

#include <string.h>

#include "base/str.h"

struct reader {
    struct sentences *s;
    struct diag *d;
    int rc;
};

static const char *kept(struct reader *r, const struct xml_node *n, const char *attr,
                        const char *fallback)
{
    const char *value = xml_attr(n, attr);
    return value != NULL ? arena_strdup(r->s->arena, value) : fallback;
}

/* " Meinten Sie „S06“?", or "". */
static const char *guess(const struct sentences *s, const char *wanted)
{
    const char *best = NULL;
    int distance = 2;
    for (uint32_t i = 0; i < published_indicators(s->published); i++) {
        const char *id = published_indicator(s->published, i)->id;
        int d = str_distance(wanted, id, distance - 1);
        if (d < distance) {
            distance = d;
            best = id;
        }
    }
    return best != NULL ? arena_printf(s->arena, " Meinten Sie „%s“?", best) : "";
}

static uint32_t indicator_of(struct reader *r, const struct xml_node *n, const char *attr)
{
    const char *id = xml_attr(n, attr);
    uint32_t found = published_find_indicator(r->s->published, id);
    if (found == PUBLISHED_NONE)
        XML_REPORT(r->d, SENTENCES_INDICATOR, n, attr, id, guess(r->s, id));
    return found;
}

/* Patterns inside patterns ("{aussage}" in what says) would never end. */
static bool nests(const char *text)
{
    return strstr(text, "{aussage") != NULL || strstr(text, "{sind-zahl}") != NULL;
}

/* A text with slots, all of which exist; attr NULL: of the element itself. */
static const char *pattern_of(struct reader *r, const struct xml_node *n, const char *attr,
                              bool inner)
{
    const char *text = attr != NULL ? xml_attr(n, attr) : xml_text(r->s->arena, n);
    size_t offset, length;
    if (text == NULL)
        return NULL;
    if (fill_fault(text, &offset, &length) || (inner && nests(text))) {
        const char *slot = inner && nests(text) ? "aussage"
                                                : arena_strndup(r->s->arena, text + offset + 1,
                                                                length);
        XML_REPORT(r->d, SENTENCES_SLOT, n, attr, slot);
        r->rc = -1;
    }
    return arena_strdup(r->s->arena, text);
}

static const struct { const char *article, *dative; enum gender gender; } articles[] = {
    {"der ", "dem ", MASCULINE}, {"die ", "der ", FEMININE}, {"das ", "dem ", NEUTER}};
enum { N_ARTICLES = sizeof articles / sizeof articles[0] };

static size_t article_of(const char *text)
{
    size_t i = 0;
    while (i < N_ARTICLES && !str_starts(text, articles[i].article))
        i++;
    return i;
}

static void read_subject(struct reader *r, const struct xml_node *n, struct phrase *p)
{
    struct arena *a = r->s->arena;
    p->subject = kept(r, n, "subject", "");
    size_t i = article_of(p->subject);
    if (i == N_ARTICLES) {
        XML_REPORT(r->d, SENTENCES_SUBJECT, n, "subject", p->subject);
        r->rc = -1;
        return;
    }
    const char *rest = p->subject + strlen(articles[i].article);
    p->gender = str_eq(xml_attr(n, "number"), "plural") ? PLURAL : articles[i].gender;
    p->noun = kept(r, n, "noun", rest);
    size_t own = article_of(p->noun);
    p->noun_gender = own < N_ARTICLES ? articles[own].gender : p->gender;
    p->noun += own < N_ARTICLES ? strlen(articles[own].article) : 0;
    /* An adjective behind the article, or a plural, has endings that nothing tells. */
    bool made = p->gender != PLURAL && !(rest[0] >= 'a' && rest[0] <= 'z');
    p->dative = kept(r, n, "dative",
                     made ? arena_printf(a, "%s%s", articles[i].dative, rest) : NULL);
}

static void read_units(struct reader *r, const struct xml_node *n, struct phrase *p)
{
    const char *unit = published_indicator(r->s->published, p->indicator)->unit;
    bool short_unit = str_eq(unit, "%") || str_starts(unit, "Euro") || str_eq(unit, "Jahre");
    p->unit = kept(r, n, "unit", short_unit ? arena_strdup(r->s->arena, unit) : "");
    const char *dative = str_eq(p->unit, "Jahre") ? "Jahren" : p->unit;
    p->unit_dative = kept(r, n, "unit-dative", dative);
    p->again = kept(r, n, "again", short_unit ? p->unit : "");
    p->plain_unit = kept(r, n, "plain-unit", p->unit_dative);
}

static bool listed(const char *words, const char *word)
{
    size_t n = strlen(word);
    for (const char *at = strstr(words, word); at != NULL; at = strstr(at + 1, word)) {
        bool begins = at == words || at[-1] == ' ';
        if (begins && (at[n] == '\0' || at[n] == ' '))
            return true;
    }
    return false;
}

static void read_phrase(struct reader *r, const struct xml_node *n)
{
    struct sentences *s = r->s;
    uint32_t indicator = indicator_of(r, n, "indicator");
    if (indicator == PUBLISHED_NONE)
        return;
    if (sentences_phrase(s, indicator) != NULL) {
        XML_REPORT(r->d, SENTENCES_TWICE, n, "indicator", xml_attr(n, "indicator"));
        return;
    }
    struct phrase p = {.indicator = indicator};
    p.topic = kept(r, n, "topic", "");
    p.when = kept(r, n, "when", "im Jahr {jahr}");
    p.more = kept(r, n, "more", NULL);
    p.less = kept(r, n, "less", NULL);
    p.plain_more = kept(r, n, "plain-more", p.more);
    p.plain_less = kept(r, n, "plain-less", p.less);
    p.says = pattern_of(r, n, "says", true);
    p.every = pattern_of(r, n, "every", true);
    p.person = kept(r, n, "person", NULL);
    p.plain = kept(r, n, "plain", NULL);
    p.plain_when = kept(r, n, "plain-when", p.when);
    p.of = kept(r, n, "of", NULL);
    p.are = pattern_of(r, n, "are", true);
    const char *tells = kept(r, n, "tells", "level rank trend");
    p.level = listed(tells, "level") && p.more != NULL && p.less != NULL;
    p.rank = listed(tells, "rank");
    p.trend = listed(tells, "trend");
    p.turning = listed(tells, "turning");
    p.outlook = listed(tells, "outlook");
    p.inhabitants = xml_attr_int(n, "inhabitants", 0, r->d);
    read_subject(r, n, &p);
    read_units(r, n, &p);
    s->phrases = arena_push(s->arena, s->phrases, s->n_phrases, sizeof p);
    s->phrases[s->n_phrases++] = p;
}

static enum language language_of(const struct xml_node *n)
{
    return str_eq(xml_attr(n, "language"), "plain") ? LANGUAGE_PLAIN : LANGUAGE_STANDARD;
}

static void read_pattern(struct reader *r, const struct xml_node *n, enum finding_kind kind,
                         size_t pair)
{
    struct sentences *s = r->s;
    const char *directions = xml_attr(n, "direction");
    const char *place = xml_attr(n, "place");
    struct pattern p = {.kind = kind, .language = language_of(n), .own = pair,
                        .place = place == NULL ? -1 : str_eq(place, "yes"),
                        .lead = pattern_of(r, n, "lead", false),
                        .text = pattern_of(r, n, NULL, false), .line = xml_place(n).line};
    p.directions = directions == NULL ? 7 : (listed(directions, "more") ? 1 : 0) |
                                            (listed(directions, "less") ? 2 : 0) |
                                            (listed(directions, "equal") ? 4 : 0);
    s->patterns = arena_push(s->arena, s->patterns, s->n_patterns, sizeof p);
    s->patterns[s->n_patterns++] = p;
}

static void read_counted(struct reader *r, const struct xml_node *n, const char *name,
                         struct counted *out)
{
    const struct xml_node *c = xml_child(n, name);
    if (c == NULL)
        return;
    out->zero = pattern_of(r, c, "zero", true);
    out->one = pattern_of(r, c, "one", true);
    out->many = pattern_of(r, c, "many", true);
}

static void read_pair(struct reader *r, const struct xml_node *n)
{
    struct sentences *s = r->s;
    bool balance = xml_is(n, "balance");
    struct pair p = {.kind = balance ? FINDING_BALANCE : FINDING_GAP,
                     .first = indicator_of(r, n, "first"), .second = indicator_of(r, n, "second"),
                     .measure = balance ? indicator_of(r, n, "measure") : PUBLISHED_NONE,
                     .rate = balance ? indicator_of(r, n, "rate") : PUBLISHED_NONE,
                     .topic = kept(r, n, "topic", ""),
                     .when = kept(r, n, "when", "im Jahr {jahr}"),
                     .more = kept(r, n, "more", NULL), .less = kept(r, n, "less", NULL),
                     .equal = kept(r, n, "equal", NULL)};
    if (p.first == PUBLISHED_NONE || p.second == PUBLISHED_NONE ||
        (balance && (p.measure == PUBLISHED_NONE || p.rate == PUBLISHED_NONE)))
        return;
    read_counted(r, n, "first", &p.words[0]);
    read_counted(r, n, "second", &p.words[1]);
    s->pairs = arena_push(s->arena, s->pairs, s->n_pairs, sizeof p);
    s->pairs[s->n_pairs++] = p;
    for (const struct xml_node *c = xml_child(n, "pattern"); c != NULL; c = xml_next_same(c))
        read_pattern(r, c, p.kind, s->n_pairs);
}

static void read_importance(struct reader *r, const struct xml_node *n)
{
    struct sentences *s = r->s;
    struct importance *m = &s->importance;
    m->most = xml_attr_number(n, "most", 4, r->d);
    m->relative = xml_attr_number(n, "relative", 10, r->d);
    m->strict = xml_attr_number(n, "strict", 1, r->d);
    m->untested = xml_attr_number(n, "untested", 1, r->d);
    m->unfavourable = xml_attr_number(n, "unfavourable", 1, r->d);
    m->favourable = xml_attr_number(n, "favourable", 1, r->d);
    m->extreme = xml_attr_number(n, "extreme", 1, r->d);
    m->per_year = xml_attr_number(n, "per-year", 1, r->d);
    m->least = xml_attr_number(n, "least", 0, r->d);
    m->ends = xml_attr_int(n, "ends", 3, r->d);
    m->per_field = xml_attr_int(n, "per-field", 2, r->d);
    m->min_places = xml_attr_int(n, "min-places", 10, r->d);
    s->tolerance = xml_attr_number(n, "tolerance", 3, r->d);
    for (size_t i = 0; i < FINDING_KINDS; i++)
        m->kinds[i] = xml_attr_number(n, sentences_kind((enum finding_kind)i), 1, r->d);
    struct people_step *steps = NULL;
    for (const struct xml_node *c = xml_child(n, "people"); c != NULL; c = xml_next_same(c)) {
        steps = arena_push(s->arena, steps, m->n_people, sizeof *steps);
        steps[m->n_people++] = (struct people_step){xml_attr_number(c, "from", 0, r->d),
                                                    xml_attr_number(c, "factor", 1, r->d)};
    }
    m->people = steps;
}

static void read_headlines(struct reader *r, const struct xml_node *n)
{
    r->s->head_level = pattern_of(r, n, "level", false);
    r->s->head_trend = pattern_of(r, n, "trend", false);
    r->s->head_weak = xml_attr(n, "weak") != NULL ? pattern_of(r, n, "weak", false) : NULL;
    r->s->head_none = pattern_of(r, n, "none", false);
}

static void read_titles(struct reader *r, const struct xml_node *n)
{
    r->s->title = (struct title_words){
        .level = pattern_of(r, n, "level", false),
        .weak = xml_attr(n, "weak") != NULL ? pattern_of(r, n, "weak", false) : NULL,
        .alike = pattern_of(r, n, "alike", false),
        .none = pattern_of(r, n, "none", false), .open = pattern_of(r, n, "open", false),
        .trend = pattern_of(r, n, "trend", false),
        .turning = pattern_of(r, n, "turning", false),
        .change = pattern_of(r, n, "change", false), .same = pattern_of(r, n, "same", false)};
}

/* When all phrases stand where they will stay. */
static void join_phrases(struct sentences *s)
{
    for (size_t i = 0; i < s->n_pairs; i++) {
        if (s->pairs[i].kind == FINDING_GAP)
            s->pairs[i].phrase = sentences_phrase(s, s->pairs[i].first);
    }
    for (size_t i = 0; i < s->n_patterns; i++)
        s->patterns[i].pair = s->patterns[i].own > 0 ? &s->pairs[s->patterns[i].own - 1] : NULL;
}

int sentences_read(struct sentences *s, const struct xml_node *root, struct diag *d)
{
    struct reader r = {s, d, 0};
    for (const struct xml_node *n = xml_first(root); n != NULL; n = xml_next(n)) {
        if (xml_is(n, "importance"))
            read_importance(&r, n);
        else if (xml_is(n, "headlines"))
            read_headlines(&r, n);
        else if (xml_is(n, "titles"))
            read_titles(&r, n);
        else if (xml_is(n, "phrase"))
            read_phrase(&r, n);
        else if (xml_is(n, "balance") || xml_is(n, "gap"))
            read_pair(&r, n);
        else if (xml_is(n, "pattern"))
            read_pattern(&r, n, sentences_kind_named(xml_attr(n, "kind")), 0);
    }
    join_phrases(s);
    return r.rc;
}
