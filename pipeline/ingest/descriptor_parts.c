/* The parts of a descriptor that stand for themselves: form, words, cases, widths. */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/str.h"
#include "ingest/descriptor_private.h"
#include "xml/xml.h"

void descriptor_fail(struct loader *l, const struct xml_node *n, const char *attr,
                     const char *what)
{
    XML_REPORT(l->in->run->d, DESCRIPTOR_SHAPE, n, attr, what);
    l->bad = true;
}

const char *descriptor_attr(const struct loader *l, const struct xml_node *n, const char *attr,
                            const char *fallback)
{
    const char *v = xml_attr(n, attr);
    return v == NULL ? fallback : arena_strdup(l->in->arena, v);
}

static bool read_ages(const char *text, size_t len, int *from, int *to)
{
    const char *dash = memchr(text, '-', len);
    unsigned low = 0, high = AGE_OPEN - 1;
    if (dash == NULL || !decimal_uint(text, (size_t)(dash - text), AGE_OPEN - 1, &low))
        return false;
    size_t rest = len - (size_t)(dash + 1 - text);
    if ((rest > 0 && !decimal_uint(dash + 1, rest, AGE_OPEN - 2, &high)) || high < low)
        return false;
    *from = (int)low;
    *to = (int)high + 1;
    return true;
}

void descriptor_ages(struct loader *l, const struct xml_node *n, const char *attr,
                     const char *text, int *from, int *to)
{
    if (!read_ages(text, strlen(text), from, to))
        descriptor_fail(l, n, attr, "erwartet wird zum Beispiel 15-64 oder 65-");
}

void descriptor_form(struct loader *l, const struct xml_node *file)
{
    struct file_form *f = &l->t->form;
    *f = usual_form;
    if (file == NULL)
        return;
    const char *separator = xml_attr(file, "separator"), *group = xml_attr(file, "group");
    const char *decimal = xml_attr(file, "decimal");
    if (separator != NULL)
        f->separator = strcmp(separator, "tab") == 0 ? '\t' : separator[0];
    if (decimal != NULL)
        f->number.mark = decimal[0];
    if (group != NULL)
        f->number.group = strcmp(group, "space") == 0        ? ' '
                          : strcmp(group, "apostrophe") == 0 ? '\''
                                                             : group[0];
    if (f->number.group == f->number.mark)
        descriptor_fail(l, file, "group", "decimal= und group= sind dasselbe Zeichen");
    f->empty_absent = xml_attr(file, "empty") != NULL;
    f->exponent = xml_attr(file, "exponent") != NULL;
    f->negative = xml_attr(file, "brackets") != NULL;
    f->footer = descriptor_attr(l, file, "footer", NULL);
}

static enum meaning word_meaning(const char *is)
{
    return str_eq(is, "sex")           ? MEANS_SEX
           : str_eq(is, "nationality") ? MEANS_NATIONALITY
           : str_eq(is, "age")         ? MEANS_AGE
           : str_eq(is, "area")        ? MEANS_AREA
           : str_eq(is, "mark")        ? MEANS_MARK
                                       : MEANS_NONE; /* sign */
}

static bool known_sign(const char *means, enum sign *out)
{
    static const struct sign_word names[] = {
        {"nothing", SIGN_NOTHING}, {"small", SIGN_SMALL},     {"unknown", SIGN_UNKNOWN},
        {"later", SIGN_LATER},     {"unsure", SIGN_UNSURE},   {"crossed", SIGN_CROSSED},
        {"hidden", SIGN_HIDDEN_UPSTREAM}, {"absent", SIGN_ABSENT},
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(names[i].text, means) == 0) {
            *out = names[i].sign;
            return true;
        }
    return false;
}

/* True where the meaning of a word is one that the room understands. */
static bool sound_word(enum meaning is, const char *means)
{
    enum sex sex;
    enum nationality nationality;
    int from, to;
    switch (is) {
    case MEANS_SEX:
        return word_sex(means, &sex);
    case MEANS_NATIONALITY:
        return word_nationality(means, &nationality);
    case MEANS_AGE:
        return word_ages(means, &from, &to);
    case MEANS_MARK:
        return strcmp(means, "none") == 0 || strspn(means, "prs()") == strlen(means);
    default:
        return true;
    }
}

static void add_sign(struct loader *l, const struct xml_node *n, struct sign_word *signs)
{
    struct file_form *f = &l->t->form;
    struct sign_word *w = &signs[f->n_signs];
    w->text = descriptor_attr(l, n, "text", "");
    if (!known_sign(descriptor_attr(l, n, "means", ""), &w->sign))
        descriptor_fail(l, n, "means", "erlaubt sind nothing, small, unknown, later, unsure, "
                                       "crossed, hidden und absent");
    f->n_signs++;
}

static void add_word(struct loader *l, const struct xml_node *n, enum meaning is, size_t n_most)
{
    struct word_list *list = &l->t->words[is];
    if (list->text == NULL) {
        list->text = arena_array(l->in->arena, n_most, sizeof *list->text);
        list->means = arena_array(l->in->arena, n_most, sizeof *list->means);
    }
    const char *means = descriptor_attr(l, n, "means", "");
    if (!sound_word(is, means))
        descriptor_fail(l, n, "means", "diese Bedeutung gibt es nicht; siehe descriptor.rng");
    list->text[list->n] = descriptor_attr(l, n, "text", "");
    list->means[list->n++] = means;
}

void descriptor_words(struct loader *l, const struct xml_node *words)
{
    size_t n_most = 0;
    for (const struct xml_node *n = words == NULL ? NULL : xml_first(words); n != NULL;
         n = xml_next(n))
        n_most++;
    if (n_most == 0)
        return;
    struct sign_word *signs = arena_array(l->in->arena, n_most, sizeof *signs);
    l->t->form.signs = signs;
    for (const struct xml_node *n = xml_first(words); n != NULL; n = xml_next(n)) {
        const char *is = xml_attr(n, "is");
        if (str_eq(is, "sign"))
            add_sign(l, n, signs);
        else
            add_word(l, n, word_meaning(is), n_most);
    }
}

static void read_classes(struct loader *l, const struct xml_node *n)
{
    struct case_rule *c = &l->t->cases;
    const char *at = xml_attr(n, "ages");
    while (at != NULL && *at != '\0') {
        size_t len = strcspn(at, " ");
        struct age_span *a = &c->ages[c->n_ages];
        if (c->n_ages == MAX_CLASSES || !read_ages(at, len, &a->from, &a->to)) {
            descriptor_fail(l, n, "ages", "erwartet werden höchstens 40 Altersgruppen wie "
                                          "0-17 18-64 65-");
            return;
        }
        c->n_ages++;
        at += len + strspn(at + len, " ");
    }
}

void descriptor_cases(struct loader *l, const struct xml_node *cases)
{
    struct case_rule *c = &l->t->cases;
    if (cases == NULL)
        return;
    c->counted = true;
    c->whole_year = str_eq(xml_attr(cases, "count"), "year");
    c->first = xml_attr_int(cases, "from", FIRST_YEAR, l->in->run->d);
    c->last = xml_attr_int(cases, "to", FIRST_YEAR, l->in->run->d);
    const char *day = xml_attr(cases, "day");
    struct date when = {2001, 12, 31}; /* not a leap year: 29.02. comes every fourth only */
    if (day != NULL && (strlen(day) != 6 ||
                        !date_parse(arena_printf(l->in->arena, "%s2001", day), 10, &when)))
        descriptor_fail(l, cases, "day", "diesen Tag gibt es nicht in jedem Jahr");
    if (c->whole_year != (day == NULL))
        descriptor_fail(l, cases, "day", "der Stichtag (day=) gehört zu count=\"day\"");
    if (c->last < c->first)
        descriptor_fail(l, cases, "to", "to= liegt vor from=");
    c->month = when.month;
    c->day = when.day;
    read_classes(l, cases);
    if (descriptor_lead(l->t, MEANS_BEGIN) == NO_FIELD)
        descriptor_fail(l, cases, NULL, "es fehlt die Spalte mit dem Beginn (is=\"begin\")");
    if (c->n_ages > 0 && descriptor_lead(l->t, MEANS_BIRTH) == NO_FIELD)
        descriptor_fail(l, cases, "ages", "Altersgruppen brauchen eine Spalte is=\"birth\"");
}

static void add_span(struct loader *l, const struct xml_node *n, struct position at)
{
    struct file_form *f = &l->t->form;
    for (size_t i = 0; i < f->n_spans; i++)
        if (f->spans[i].first == at.at && f->spans[i].length == at.length)
            return;
    if (f->n_spans == MAX_SPANS) {
        descriptor_fail(l, n, NULL, "mehr als 256 Felder fester Breite sind nicht vorgesehen");
        return;
    }
    l->t->spans[f->n_spans++] = (struct span){at.at, at.length};
    f->spans = l->t->spans;
}

void descriptor_spans(struct loader *l, const struct xml_node *root)
{
    const struct descriptor *t = l->t;
    size_t fixed = 0, n = t->n_lead + (t->cases.counted ? 0 : t->n_values);
    for (size_t i = 0; i < t->n_lead; i++)
        fixed += t->lead[i].at.length > 0;
    for (size_t i = 0; i < t->n_values; i++)
        fixed += t->values[i].at.length > 0;
    if (fixed == 0)
        return;
    if (fixed != n || t->layout != LAYOUT_BARE) {
        descriptor_fail(l, root, NULL, "feste Breiten (at= mit length=) gelten für alle Spalten "
                                       "und ohne Tabellenkopf");
        return;
    }
    for (size_t i = 0; i < t->n_lead; i++)
        add_span(l, root, t->lead[i].at);
    for (size_t i = 0; i < t->n_values; i++)
        if (t->values[i].at.length > 0)
            add_span(l, root, t->values[i].at);
}
