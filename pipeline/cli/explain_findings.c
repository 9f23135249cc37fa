#include <stdio.h>

#include "base/german.h"
#include "base/sign.h"
#include "cli/run.h"

/* Where a figure of a finding comes from. */
static void put_figure(struct run *r, const struct finding_figure *g)
{
    struct arena *a = r->arena;
    const struct published_indicator *in = published_indicator(r->published, g->indicator);
    const struct published_area *area = published_area(r->published, g->area);
    if (g->is_forecast) {
        printf("    %s, %s, %d: %s (Fortschreibung)\n", in->id, area->name, g->year,
               german_quantity(a, g->forecast, in->decimals, in->unit));
        return;
    }
    const struct published_value *v = published_at(r->published, g->indicator, g->area, g->year, 0);
    printf("    %s, %s, %d: %s", in->id, area->name, g->year,
           german_quantity(a, v->value, in->decimals, in->unit));
    if (v->has_interval) {
        printf(" (95 %%: %s bis %s)", german_number(a, v->lower, in->decimals),
               german_number(a, v->upper, in->decimals));
    }
    size_t n;
    const uint32_t *sources = published_year_sources(r->published, g->indicator, g->year, &n);
    for (size_t i = 0; i < n; i++) {
        const struct published_source *s = published_source(r->published, sources[i]);
        printf("%s%s %s", i == 0 ? "; Quelle: " : ", ", s->publisher_short, s->table);
    }
    putchar('\n');
}

static void put_weight(struct run *r, const struct finding *f)
{
    struct arena *a = r->arena;
    printf("  Gewicht %s = Abweichung %s", german_number(a, f->importance, 2),
           german_number(a, f->deviation, 2));
    for (size_t i = 0; i < FINDING_FACTORS; i++) {
        printf(" · %s (%s)", german_number(a, f->factors[i], 2), sentences_factor(i));
    }
    printf("\n  Prüfung: %s\n", sentences_test(f));
}

static void put_finding(struct run *r, const struct finding *f)
{
    struct told t = sentences_tell(r->sentences, f, LANGUAGE_STANDARD, 0, 0);
    if (t.text == NULL) {
        return;
    }
    printf("%s. %s\n", t.lead, t.text);
    printf("  Art: %s, Thema: %s, Worte: sentences.xml:%d\n", sentences_kind(f->kind), f->topic,
           t.pattern);
    put_weight(r, f);
    for (size_t i = 0; i < f->n_figures; i++) {
        put_figure(r, &f->figures[i]);
    }
}

static bool is_chosen(const struct finding *f, const struct finding *const *chosen, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (chosen[i] == f) {
            return true;
        }
    }
    return false;
}

int explain_findings(struct run *r, uint32_t area, struct diag *d)
{
    enum { IN_FRONT = 5 };
    if (run_sentences(r, d) != 0) {
        return -1;
    }
    size_t n, front;
    const struct finding *list = sentences_findings(r->sentences, area, &n);
    const struct finding **chosen = sentences_choose(r->sentences, area, IN_FRONT, -1,
                                                     LANGUAGE_STANDARD, &front);
    printf("Befunde: %s\n%s\n\nVorn:\n\n", published_area(r->published, area)->name,
           sentences_rule(r->sentences));
    for (size_t i = 0; i < front; i++) {
        put_finding(r, chosen[i]);
    }
    puts("\nAlle weiteren, nach ihrem Gewicht:\n");
    for (size_t i = 0; i < n; i++) {
        if (!is_chosen(&list[i], chosen, front)) {
            put_finding(r, &list[i]);
        }
    }
    return 0;
}
