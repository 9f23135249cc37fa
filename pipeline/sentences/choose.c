#include "sentences/sentences_private.h"

#include "base/str.h"

struct choice {
    struct sentences *s;
    const struct finding *list;
    bool *taken; /* like the list */
    size_t n_list, n;
    size_t most;
    int field;
    enum language language;
};

static bool topic_taken(const struct choice *c, const char *topic)
{
    for (size_t i = 0; i < c->n_list; i++) {
        if (c->taken[i] && str_eq(c->list[i].topic, topic))
            return true;
    }
    return false;
}

static int of_field(const struct choice *c, int field)
{
    int count = 0;
    for (size_t i = 0; i < c->n_list; i++)
        count += c->taken[i] && c->list[i].field == field;
    return count;
}

/* Heaviest first; at most per_field of each Handlungsfeld. */
static void take(struct choice *c, int per_field)
{
    for (size_t i = 0; i < c->n_list && c->n < c->most; i++) {
        const struct finding *f = &c->list[i];
        bool heavy = f->importance > 0 && f->importance >= c->s->importance.least;
        bool wanted = c->field < 0 || f->field == c->field;
        if (heavy && wanted && !c->taken[i] && of_field(c, f->field) < per_field &&
            !topic_taken(c, f->topic) && sentences_variants(c->s, f, c->language) > 0) {
            c->taken[i] = true;
            c->n++;
        }
    }
}

/* Where the limit leaves places free, they go to the heaviest of those it kept out. */
const struct finding **sentences_choose(struct sentences *s, uint32_t area, size_t most,
                                        int field, enum language language, size_t *n)
{
    struct choice c = {.s = s, .most = most, .field = field, .language = language};
    c.list = sentences_findings(s, area, &c.n_list);
    c.taken = arena_array(s->arena, c.n_list + 1, sizeof *c.taken);
    if (field < 0)
        take(&c, s->importance.per_field);
    take(&c, (int)c.n_list);
    const struct finding **chosen = arena_array(s->arena, c.n_list + 1, sizeof *chosen);
    *n = 0;
    for (size_t i = 0; i < c.n_list; i++) {
        if (c.taken[i])
            chosen[(*n)++] = &c.list[i];
    }
    return chosen;
}
