#include "compose/compose_private.h"

#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/str.h"

const struct xml_node *template_root(struct compose *c, const char *name, struct diag *d)
{
    for (size_t i = 0; i < c->n_templates; i++) {
        if (strcmp(c->templates[i].name, name) == 0)
            return c->templates[i].doc != NULL ? xml_root(c->templates[i].doc) : NULL;
    }
    c->templates = arena_push(c->arena, c->templates, c->n_templates, sizeof *c->templates);
    struct template *t = &c->templates[c->n_templates++];
    t->name = arena_strdup(c->arena, name);
    t->doc = xml_load(c->dir, name, "report.rng", d);
    return t->doc != NULL ? xml_root(t->doc) : NULL;
}

const char *template_href(const struct xml_node *include)
{
    const char *href = xml_attr(include, "href");
    return href != NULL ? href : "";
}

static void read_includes(struct compose *c, const struct xml_node *n)
{
    const char *name = xml_is(n, "include") ? template_href(n) : "";
    if (path_inside(c->arena, c->dir, name) != NULL)
        compose_read(c, name);
    for (const struct xml_node *child = xml_first(n); child != NULL; child = xml_next(child))
        read_includes(c, child);
}

void compose_read(struct compose *c, const char *name)
{
    struct diag *silent = diag_new();
    size_t before = c->n_templates;
    const struct xml_node *root = template_root(c, name, silent);
    bool is_new = c->n_templates > before;
    if (is_new && root == NULL)
        c->n_templates = before; /* its faults are told when it is asked for again */
    else if (is_new)
        read_includes(c, root);
    diag_free(silent);
}

/* Folder and last part of a path. */
static const char *folder_of(struct arena *a, const char *name, const char **base)
{
    const char *slash = strrchr(name, '/');
    *base = slash != NULL ? slash + 1 : name;
    return slash != NULL ? arena_strndup(a, name, (size_t)(slash - name)) : ".";
}

static const char *guess_file(struct compose *c, const char *name)
{
    struct arena *a = text_arena(c);
    const char *base;
    const char *folder = folder_of(a, name, &base);
    size_t n;
    char **names = dir_list(a, path_join(a, c->dir, folder), ".xml", &n);
    const char *best = NULL;
    int distance = 5;
    for (size_t i = 0; i < n; i++) {
        int d = str_distance(base, names[i], distance - 1);
        if (d < distance) {
            distance = d;
            best = names[i];
        }
    }
    if (best != NULL)
        return arena_printf(a, " Meinten Sie „%.*s%s“?", (int)(base - name), name, best);
    char *slashes = arena_strdup(a, name);
    for (char *p = slashes; *p != '\0'; p++)
        *p = *p == '\\' ? '/' : *p;
    if (strcmp(slashes, name) != 0)
        return arena_printf(a, " Meinten Sie „%s“?", slashes);
    const char *chapter = arena_printf(a, "chapters/%s", base);
    if (file_exists(path_join(a, c->dir, chapter)))
        return arena_printf(a, " Meinten Sie „%s“?", chapter);
    return "";
}

static bool is_open(const char *name, const char *const *includes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(includes[i], name) == 0)
            return true;
    }
    return false;
}

static const char *chain(struct compose *c, const char *name, const char *const *includes,
                         size_t n)
{
    struct buf b = BUF_INIT;
    for (size_t i = 0; i < n; i++)
        buf_printf(&b, "%s → ", includes[i]);
    buf_adds(&b, name);
    const char *text = arena_strdup(text_arena(c), buf_str(&b));
    buf_release(&b);
    return text;
}

const struct xml_node *template_include(struct compose *c, const struct xml_node *include,
                                        const char *const *includes, size_t n_includes,
                                        struct diag *d)
{
    struct arena *a = text_arena(c);
    const char *name = template_href(include);
    char depth[16];
    snprintf(depth, sizeof depth, "%d", MAX_INCLUDES - 1);
    if (is_open(name, includes, n_includes)) {
        XML_REPORT(d, INCLUDE_CYCLE, include, "href", name, chain(c, name, includes, n_includes));
        return NULL;
    }
    if (n_includes >= MAX_INCLUDES) {
        XML_REPORT(d, INCLUDE_DEPTH, include, "href", depth, name);
        return NULL;
    }
    if (path_inside(a, c->dir, name) == NULL) {
        XML_REPORT(d, INCLUDE_OUTSIDE, include, "href", name);
        return NULL;
    }
    if (!file_exists(path_join(a, c->dir, name))) {
        XML_REPORT(d, INCLUDE_NOT_FOUND, include, "href", name, guess_file(c, name));
        return NULL;
    }
    const struct xml_node *root = template_root(c, name, d);
    if (root == NULL || xml_is(root, "chapter"))
        return root;
    XML_REPORT(d, INCLUDE_NO_CHAPTER, include, "href", name, xml_name(root));
    return NULL;
}
