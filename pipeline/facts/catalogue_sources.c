#include <string.h>

#include "facts/catalogue_private.h"

static const char *const statuses[] = {"official", "own", "model", "demonstration"};
static const char *const protections[] = {"protected", "raw"};

static void read_field(struct catalogue_reader *r, struct handlungsfeld *f,
                       const struct xml_node *n)
{
    f->name = catalogue_child(r, n, "name");
    f->short_name = catalogue_attr(r, n, "short");
    if (f->short_name[0] == '\0')
        f->short_name = f->name;
    f->leitziele = arena_array(r->c->arena, catalogue_count(n, "leitziel") + 1,
                               sizeof *f->leitziele);
    for (const struct xml_node *l = xml_child(n, "leitziel"); l != NULL; l = xml_next_same(l))
        f->leitziele[f->n_leitziele++] = xml_text(r->c->arena, l);
}

void catalogue_read_agenda(struct catalogue_reader *r, const struct xml_node *root)
{
    static const char name[] = "handlungsfeld";
    struct catalogue *c = r->c;
    bool seen[FIELDS + 1] = {false};
    c->fields = arena_array(c->arena, catalogue_count(root, name) + 1, sizeof *c->fields);
    for (const struct xml_node *n = xml_child(root, name); n != NULL; n = xml_next_same(n)) {
        int id = xml_attr_int(n, "id", 0, r->d);
        if (id < 1 || id > FIELDS || seen[id]) {
            catalogue_fail(r, CATALOGUE_FIELD_ID, n, "id", catalogue_attr(r, n, "id"), NULL);
            continue;
        }
        seen[id] = true;
        c->fields[c->n_fields].id = id;
        read_field(r, &c->fields[c->n_fields++], n);
    }
}

static void read_files(struct catalogue_reader *r, struct source *s, const struct xml_node *n,
                       struct names *paths)
{
    s->files = arena_array(r->c->arena, catalogue_count(n, "file") + 1, sizeof *s->files);
    s->tables = arena_array(r->c->arena, catalogue_count(n, "file") + 1, sizeof *s->tables);
    for (const struct xml_node *f = xml_child(n, "file"); f != NULL; f = xml_next_same(f)) {
        const char *path = catalogue_attr(r, f, "path");
        uint32_t known = paths->count;
        if (names_intern(paths, path, strlen(path)) < known)
            catalogue_fail(r, CATALOGUE_FILE_TWICE, f, "path", path, NULL);
        else if (known >= MAX_FILES)
            catalogue_fail(r, CATALOGUE_FULL, f, NULL, "65000", NULL);
        else {
            s->tables[s->n_files] = catalogue_attr(r, f, "table");
            s->files[s->n_files++] = path;
        }
    }
}

static void read_deviation(struct catalogue_reader *r, struct source *s,
                           const struct xml_node *n)
{
    static const char *const words[] = {"", "exact", "rounded", "noise"};
    static const double steps[] = {0, 0, 5, 2};
    s->deviation = (enum deviation)catalogue_word(n, "sums", words, 4, DEVIATION_UNSAID);
    s->step = xml_attr_number(n, "step", steps[s->deviation], r->d);
    if (s->deviation < DEVIATION_ROUNDED && xml_attr(n, "step") != NULL)
        catalogue_fail(r, CATALOGUE_SUMS_STEP, n, "step", words[s->deviation], NULL);
}

static void read_source(struct catalogue_reader *r, struct source *s, const struct xml_node *n,
                        struct names *paths)
{
    s->id = catalogue_attr(r, n, "id");
    s->publisher = catalogue_child(r, n, "publisher");
    s->table = catalogue_child(r, n, "table");
    s->title = catalogue_child(r, n, "title");
    s->licence = catalogue_child(r, n, "licence");
    s->note = catalogue_child(r, n, "note");
    const struct xml_node *publisher = xml_child(n, "publisher");
    const struct xml_node *licence = xml_child(n, "licence");
    s->publisher_short = publisher == NULL ? "" : catalogue_attr(r, publisher, "short");
    if (s->publisher_short[0] == '\0')
        s->publisher_short = s->publisher;
    s->licence_id = licence == NULL ? "" : catalogue_attr(r, licence, "id");
    s->retrieved = catalogue_attr(r, n, "retrieved");
    s->status = (enum source_status)catalogue_word(n, "status", statuses, 4, SOURCE_OFFICIAL);
    /* What nobody declared protected is protected by us. */
    s->raw = catalogue_word(n, "protection", protections, 2, 1) == 1;
    catalogue_read_method(r, s, n);
    read_deviation(r, s, n);
    read_files(r, s, n, paths);
}

void catalogue_read_sources(struct catalogue_reader *r, const struct xml_node *root)
{
    struct catalogue *c = r->c;
    struct names ids, paths;
    names_init(&ids);
    names_init(&paths);
    c->sources = arena_array(c->arena, catalogue_count(root, "source") + 1, sizeof *c->sources);
    for (const struct xml_node *n = xml_child(root, "source"); n != NULL; n = xml_next_same(n)) {
        const char *id = catalogue_attr(r, n, "id");
        uint32_t known = ids.count;
        if (names_intern(&ids, id, strlen(id)) < known)
            catalogue_fail(r, CATALOGUE_TWICE, n, "id", id, NULL);
        else
            read_source(r, &c->sources[c->n_sources++], n, &paths);
    }
    names_release(&paths);
    names_release(&ids);
}
