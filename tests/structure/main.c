/* structure-check [--words FILE] [--limit N] FILE...: the own check of finished reports.
 * See check.h for the rules; "structure-check --rules" lists them.
 *
 * Prints a line for each fault and one with counts for each file. Status 0: no fault,
 * 1: faults, 2: a file cannot be read or a wrong call. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "structure/check.h"

enum { LIMIT = 20 };

static void list_rules(void)
{
    for (int i = 0; i < RULE_COUNT; i++)
        printf("%s\t%s\n", rule_names[i].name, rule_names[i].text);
}

static size_t count(const struct tree *t, const char *types)
{
    size_t n = 0;
    for (size_t e = 0; (e = tree_next(t, 0, e, types)) != NOT_FOUND;)
        n++;
    return n;
}

static bool report(const struct check *c)
{
    const struct tree *t = &c->tree;
    size_t marks = 0, all = 0;
    for (size_t i = 0; i < t->n_leaves; i++)
        marks += t->leaves[i].kind == LEAF_MARK;
    for (int i = 0; i < RULE_COUNT; i++) {
        all += c->found[i];
        if (c->found[i] > 0)
            printf("%s: [%s] %zu in all\n", c->name, rule_names[i].name, c->found[i]);
    }
    printf("%s: %zu pages, %zu headings, %zu tables, %zu figures, %zu links, %zu MCIDs, "
           "%zu empty cells, %zu artifacts (%zu typed): %zu faults\n",
           c->name, c->pages.n, count(t, "H1 H2 H3 H4 H5 H6"), count(t, "Table"),
           count(t, "Figure"), count(t, "Link"), marks, c->empty_cells, c->artifacts,
           c->typed_artifacts, all);
    return all == 0;
}

static void run_rules(struct check *c)
{
    pages_read(&c->pages, &c->fonts, &c->pdf);
    tree_read(&c->tree, &c->pdf, &c->pages);
    tree_find_blocks(&c->tree);
    check_ids(c);
    check_file(c);
    check_tags(c);
    check_order(c);
    check_headings(c);
    check_tables(c);
    check_figures(c);
    check_links(c);
    check_text(c);
    check_words(c);
    check_fonts(c);
}

/* Status of one file. */
static int check_one(const char *path, const struct words *words, size_t limit)
{
    const char *slash = strrchr(path, '/');
    struct check c = {.store = store_new(), .name = slash != NULL ? slash + 1 : path,
                      .words = words, .limit = limit};
    int status = 2;
    const char *why = pdf_open(&c.pdf, c.store, path);
    if (why != NULL) {
        printf("%s: cannot be read: %s\n", c.name, why);
    } else {
        run_rules(&c);
        status = report(&c) ? 0 : 1;
    }
    json_decref(c.ids);
    pdf_close(&c.pdf);
    store_free(c.store);
    return status;
}

static int usage(void)
{
    fputs("usage: structure-check [--words FILE] [--limit N] FILE...\n"
          "       structure-check --rules\n", stderr);
    return 2;
}

int main(int argc, char **argv)
{
    struct words words = {.store = store_new()};
    size_t limit = LIMIT;
    int status = 0, i = 1;
    for (; i + 1 < argc && strncmp(argv[i], "--", 2) == 0; i += 2) {
        const char *why = NULL;
        if (strcmp(argv[i], "--words") == 0)
            why = words_read(&words, argv[i + 1]);
        else if (strcmp(argv[i], "--limit") == 0)
            limit = strtoul(argv[i + 1], NULL, 10);
        else
            return usage();
        if (why != NULL) {
            fprintf(stderr, "structure-check: %s: %s\n", argv[i + 1], why);
            return 2;
        }
    }
    if (i < argc && strcmp(argv[i], "--rules") == 0)
        list_rules();
    else if (i >= argc || strncmp(argv[i], "--", 2) == 0)
        status = usage();
    else
        for (; i < argc; i++) {
            int one = check_one(argv[i], &words, limit);
            status = one > status ? one : status;
        }
    store_free(words.store);
    return status;
}
