#include "sentences/sentences_private.h"

/* A direction as patterns name it: 1 more, 2 less, 4 equal. */
static int direction_bit(int direction)
{
    return direction > 0 ? 1 : direction < 0 ? 2 : 4;
}

bool pattern_fits(const struct pattern *p, const struct telling *t, enum language language)
{
    const struct finding *f = t->f;
    return p->kind == f->kind && p->language == language &&
           (p->directions & direction_bit(f->direction)) != 0 &&
           (p->place < 0 || (p->place > 0) == (f->place > 0)) &&
           (p->pair == NULL || p->pair == t->pair);
}

static bool tell_by(const struct telling *t, const struct pattern *p, struct told *out)
{
    out->lead = fill_sentence(t, p->lead);
    out->text = out->lead != NULL ? fill_sentence(t, p->text) : NULL;
    out->pattern = p->line;
    return out->text != NULL;
}

/* The patterns that have words for everything, in the order of the file. A pattern of the
 * finding's own pair goes before those for all: it knows better. */
static size_t fitting(const struct telling *t, enum language language, struct told *out)
{
    const struct sentences *s = t->s;
    size_t n = 0;
    for (int own = 1; own >= 0 && n == 0; own--) {
        for (size_t i = 0; i < s->n_patterns; i++) {
            const struct pattern *p = &s->patterns[i];
            if ((p->pair != NULL) == (own == 1) && pattern_fits(p, t, language))
                n += tell_by(t, p, &out[n]);
        }
    }
    return n;
}

size_t sentences_variants(struct sentences *s, const struct finding *f, enum language language)
{
    struct telling t = finding_telling(s, f);
    return fitting(&t, language, arena_array(s->arena, s->n_patterns + 1, sizeof(struct told)));
}

struct told sentences_tell(struct sentences *s, const struct finding *f, enum language language,
                           size_t variant, int avoid)
{
    struct telling t = finding_telling(s, f);
    struct told *told = arena_array(s->arena, s->n_patterns + 1, sizeof *told);
    size_t n = fitting(&t, language, told);
    if (n == 0)
        return (struct told){0};
    size_t i = variant % n;
    return told[i].pattern == avoid ? told[(i + 1) % n] : told[i];
}
