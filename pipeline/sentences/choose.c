#include "sentences/sentences_private.h"

#include "base/str.h"

static bool same_topic(const struct finding *const *chosen, size_t n, const char *topic)
{
    for (size_t i = 0; i < n; i++) {
        if (str_eq(chosen[i]->topic, topic))
            return true;
    }
    return false;
}

static int of_field(const struct finding *const *chosen, size_t n, int field)
{
    int count = 0;
    for (size_t i = 0; i < n; i++)
        count += chosen[i]->field == field;
    return count;
}

const struct finding **sentences_choose(struct sentences *s, uint32_t area, size_t most,
                                        int field, enum language language, size_t *n)
{
    size_t total;
    const struct finding *list = sentences_findings(s, area, &total);
    const struct finding **chosen = arena_array(s->arena, total + 1, sizeof *chosen);
    *n = 0;
    for (size_t i = 0; i < total && *n < most; i++) {
        const struct finding *f = &list[i];
        bool room = field < 0 ? of_field(chosen, *n, f->field) < s->importance.per_field
                              : f->field == field;
        if (f->importance > 0 && room && !same_topic(chosen, *n, f->topic) &&
            sentences_variants(s, f, language) > 0)
            chosen[(*n)++] = f;
    }
    return chosen;
}
