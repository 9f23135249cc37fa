#include "guard/revised.h"

#include "guard/published_private.h"

struct marking {
    struct published *published;
    const struct record_table *then;
    const struct record_row *rows; /* of now, in the order of record_write() */
    size_t next, n, marked;
};

/* One part and year. Its values are constant: where one of them is marked, a copy takes the
 * place of all. */
static void mark_plane(struct marking *m, const struct published_value **plane)
{
    struct published *p = m->published;
    struct published_value *copy = NULL;
    for (size_t a = 0; a < p->n_areas; a++) {
        if ((*plane)[a].sign == SIGN_ABSENT || m->next == m->n)
            continue;
        const struct record_row *now = &m->rows[m->next++];
        const struct record_row *then = record_table_find(m->then, now);
        if (then == NULL || !record_revised(then, now))
            continue;
        if (copy == NULL)
            copy = arena_copy(p->arena, *plane, p->n_areas, sizeof *copy);
        copy[a].marks |= SIGN_REVISED;
        m->marked++;
    }
    if (copy != NULL)
        *plane = copy;
}

int guard_mark_revised(struct published *p, const struct record_table *then, size_t *marked,
                       struct diag *d)
{
    struct record_table *now = record_table_of(p, d);
    struct marking m = {.published = p, .then = then};
    *marked = 0;
    if (now == NULL)
        return -1;
    m.rows = record_table_rows(now, &m.n);
    for (size_t i = 0; i < p->n_indicators; i++) {
        struct figures *f = &p->figures[i];
        size_t planes = f->head.n_years * (f->head.n_parts + 1);
        for (size_t k = 0; k < planes; k++)
            mark_plane(&m, &f->planes[k]);
    }
    *marked = m.marked;
    record_table_free(now);
    return 0;
}
