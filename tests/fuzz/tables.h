/* Tables of any bytes, read by descriptors that were loaded once: no disk while it runs.
 * What comes out must keep what facts.h promises. Started in the root of the checkout;
 * included once by a target. */
#ifndef FUZZ_TABLES_H
#define FUZZ_TABLES_H

#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/utf8.h"
#include "ingest/descriptor_private.h"

enum { MOST_FORMS = 100 };

struct table_form {
    const char *name;
    struct input in; /* the descriptor lies in its arena */
    const struct descriptor *t;
};

struct tables {
    struct areas *areas;
    struct catalogue *catalogue;
    struct territory *territory;
    int *months;
    struct table_form form[MOST_FORMS];
    size_t n;
};

/* All descriptors of a folder of inputs. */
static inline void tables_add(struct tables *t, const char *inputs, struct arena *a)
{
    size_t n;
    char **names = dir_list(a, path_join(a, inputs, "descriptors"), ".xml", &n);
    for (size_t i = 0; i < n && t->n < MOST_FORMS; i++) {
        struct table_form *f = &t->form[t->n];
        struct run run = {.inputs = inputs, .areas = t->areas, .catalogue = t->catalogue};
        names[i][strlen(names[i]) - 4] = '\0';
        f->name = names[i];
        f->in = (struct input){.run = &run, .arena = a, .name = "x.csv", .form = usual_form};
        names_init(&f->in.kinds);
        f->t = descriptor_load(&f->in, f->name);
        f->in.run = NULL;
        t->n += f->t != NULL;
    }
    if (n == 0)
        abort(); /* not the root of the checkout */
}

static const char world[] = "tests/fuzz/world";

/* Areas and catalogue of a folder, its descriptors and those of the world. */
static inline void tables_open(struct tables *t, const char *inputs)
{
    struct arena *a = arena_new(); /* for the whole process */
    t->areas = areas_load(inputs, NULL);
    t->catalogue = catalogue_load(inputs, NULL);
    if (t->areas == NULL || t->catalogue == NULL)
        abort();
    t->territory = territory_load(world, t->areas, NULL);
    t->months = arena_array(a, catalogue_measures(t->catalogue), sizeof *t->months);
    for (size_t i = 0; i < catalogue_measures(t->catalogue); i++)
        t->months[i] = i % 3 == 0 ? 12 : 0;
    tables_add(t, inputs, a);
    if (strcmp(inputs, world) != 0)
        tables_add(t, world, a);
}

static inline const struct table_form *tables_find(const struct tables *t, const char *name,
                                                   size_t len)
{
    for (size_t i = 0; i < t->n; i++)
        if (strlen(t->form[i].name) == len && memcmp(t->form[i].name, name, len) == 0)
            return &t->form[i];
    return NULL;
}

/* counted: from records, so that no fact has a cell of its own. */
static inline void tables_prove(const struct tables *t, const struct facts *facts, bool counted)
{
    for (size_t i = 0; i < facts_count(facts); i++) {
        struct fact_key k = facts_key(facts, (uint32_t)i);
        struct fact v = facts_at(facts, (uint32_t)i);
        assert(k.area < areas_count(t->areas) && k.measure < catalogue_measures(t->catalogue));
        assert(k.year >= FIRST_YEAR && k.year <= LAST_YEAR && k.month >= 0 && k.month <= 12);
        assert(k.age_from >= 0 && k.age_from < k.age_to && k.age_to <= AGE_OPEN);
        assert(v.sign < SIGN_COUNT && v.sign != SIGN_ABSENT && v.sign != SIGN_HIDDEN);
        assert(isfinite(v.value));
        assert(counted ? v.line == 0 : v.line >= 1 && v.column >= 1);
        assert(facts_find(facts, k) == i);
    }
}

/* form NULL: tidy. What the messages said is malloc'ed. */
static inline char *tables_read(struct tables *t, const struct table_form *form,
                                const char *bytes, size_t n)
{
    struct ingest_count count = {0};
    struct diag *d = diag_new();
    struct run run = {"inputs", t->areas, t->catalogue, facts_new(), &count, d, t->territory,
                      t->months};
    struct input in = {.run = &run, .arena = arena_new(), .name = "x.csv", .form = usual_form,
                       .change = CHANGE_NONE};
    names_init(&in.kinds);
    in.file = facts_intern_file(run.facts, "x.csv");
    in.secret = form != NULL && descriptor_counts_cases(form->t);
    encoding_widen(&in, &bytes, &n);
    encoding_take(&in, bytes, n, form != NULL ? descriptor_encoding(form->t) : ENCODING_DETECT);
    if (form != NULL)
        described_read(&in, form->t);
    else
        tidy_read(&in);
    territory_finish(&in);
    tables_prove(t, run.facts, in.secret);
    char *text = diag_text(d);
    assert(utf8_check(text, strlen(text)) == strlen(text));
    names_release(&in.kinds);
    arena_free(in.arena);
    facts_free(run.facts);
    diag_free(d);
    return text;
}

#endif
