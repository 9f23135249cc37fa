#include "compose/compose_private.h"

#include <ctype.h>
#include <string.h>

#include "base/str.h"

/* What an expression that gives nothing tells its author beside that. */

enum { NEAR = 3 }; /* least distance that is no slip of the pen */

/* "$gemeinde/@nam": where the name of the attribute begins, behind "/@"; 0 where the
 * expression does not end so. */
static size_t attribute_at(const char *expression)
{
    size_t n = strlen(expression);
    while (n > 0 && (isalnum((unsigned char)expression[n - 1]) || expression[n - 1] == '-'))
        n--;
    bool found = n > 2 && expression[n] != '\0' && strncmp(expression + n - 2, "/@", 2) == 0;
    return found ? n : 0;
}

static const char *guess_attribute(struct report *r, const struct xpath_item *item,
                                   const char *wanted)
{
    struct buf all = BUF_INIT;
    const char *best = NULL, *name;
    int distance = NEAR;
    for (size_t i = 0; (name = xpath_item_attr_name(item, i)) != NULL; i++) {
        int d = str_distance(wanted, name, distance - 1);
        buf_printf(&all, "%s@%s", i > 0 ? ", " : "", name);
        if (d < distance) {
            distance = d;
            best = name;
        }
    }
    const char *text =
        best != NULL  ? arena_printf(r->arena, " Meinten Sie „@%s“?", best)
        : all.len > 0 ? arena_printf(r->arena, " Möglich: %s.", buf_str(&all))
                      : "";
    buf_release(&all);
    return text;
}

void hint_nothing(struct report *r, const char *expression, const struct xml_node *n,
                  const char *attr, size_t offset)
{
    const char *report = published_area(r->c->published, r->area)->name;
    size_t at = attribute_at(expression);
    struct xpath_value v = {.n_items = 0};
    if (at > 0) {
        const char *before = arena_strndup(r->arena, expression, at - 2);
        if (xpath_eval(r->c->xpath, before, n, attr, offset, &v, NULL) != 0 ||
            v.type != XPATH_ITEMS)
            v.n_items = 0;
    }
    /* A value that is hidden has less to say: no slip of the pen. */
    const struct subject *s = v.n_items > 0 ? subject_of(&v) : NULL;
    bool hidden = s != NULL && s->kind >= SUBJECT_VALUE && !sign_counts(s->sign);
    if (v.n_items > 0 && !hidden && !xpath_item_is_attribute(v.items[0]))
        XML_REPORT_AT(r->d, TEMPLATE_NO_ATTRIBUTE, n, attr, offset + at - 1, expression, report,
                      expression + at - 1, guess_attribute(r, v.items[0], expression + at));
    else
        XML_REPORT_AT(r->d, TEMPLATE_NO_VALUE, n, attr, offset, expression, report);
}

const char *known_years(struct report *r, uint32_t indicator)
{
    const struct published_indicator *in = published_indicator(r->c->published, indicator);
    if (in->n_years == 0)
        return arena_printf(r->arena, "Zu %s liegen keine Zahlen vor.", in->id);
    return arena_printf(r->arena, "Zu %s gibt es %s %d%s.", in->id,
                        in->district_only ? "nur für den ganzen Kreis Zahlen:" : "Zahlen für",
                        in->years[0],
                        in->n_years == 1 ? "" : arena_printf(r->arena, " bis %d",
                                                             in->years[in->n_years - 1]));
}

static bool hinted(struct compose *c, const struct xml_node *n, const char *attr, size_t offset)
{
    for (size_t i = 0; i < c->n_hinted; i++) {
        const struct fault_place *f = &c->hinted[i];
        if (f->node == n && f->offset == offset && str_eq(f->attr, attr))
            return true;
    }
    c->hinted = arena_push(c->arena, c->hinted, c->n_hinted, sizeof *c->hinted);
    c->hinted[c->n_hinted++] = (struct fault_place){n, attr, offset};
    return false;
}

/* Tables over years and indicators have gaps; what was asked for by name should be there. */
static bool asked_for(struct report *r, const struct subject *s, const char *expression)
{
    const char *id = published_indicator(r->c->published, s->indicator)->id;
    return strstr(expression, id) != NULL && s->year > 0 &&
           strstr(expression, arena_printf(r->arena, "%d", s->year)) != NULL;
}

void hint_absent(struct report *r, const struct subject *s, const char *expression,
                 const struct xml_node *n, const char *attr, size_t offset)
{
    if (!r->c->hints || s->sign != SIGN_ABSENT || s->indicator == PUBLISHED_NONE ||
        str_eq(attr, "value") || !asked_for(r, s, expression) || hinted(r->c, n, attr, offset))
        return;
    XML_REPORT_AT(r->d, TEMPLATE_ABSENT, n, attr, offset,
                  published_indicator(r->c->published, s->indicator)->id,
                  published_area(r->c->published, s->area)->name,
                  arena_printf(r->arena, "im Jahr %d", s->year),
                  known_years(r, s->indicator));
}
