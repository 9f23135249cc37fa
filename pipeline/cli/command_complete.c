/* What could stand next in a call: asked by the completion of shells. A line for each, with an
 * explanation behind a tab; ":file" and ":folder" leave the rest to the shell. Which kinds of
 * words there are is read from the tables ("GEBIET", "text|csv|json"). Silent about all that is
 * wrong: a message would stand in the middle of what is typed. */
#include <stdio.h>
#include <string.h>

#include "archive/manifest.h"
#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"
#include "cli/run.h"
#include "xml/xml.h"

struct call {
    struct arena *arena;
    struct diag *silent;
    struct options o;              /* the folders of the call so far */
    const char *begin, *before;    /* of the word in question; what is put before answers */
    const struct command *command; /* NULL: not named yet */
    const struct option *open;     /* waits for its argument */
    int n_args;                    /* arguments before the word */
};

static bool printable(const char *s)
{
    while (*s != '\0' && (unsigned char)*s >= ' ' && *s != 0x7F) {
        s++;
    }
    return *s == '\0';
}

static void offer(const struct call *c, const char *word, const char *meaning)
{
    if (printable(word) && printable(meaning)) {
        printf("%s%s%s%s\n", c->before, word, meaning[0] != '\0' ? "\t" : "", meaning);
    }
}

static void offer_if(const struct call *c, const char *word, const char *meaning)
{
    if (str_starts(word, c->begin)) {
        offer(c, word, meaning);
    }
}

static void offer_areas(struct call *c)
{
    struct areas *areas = areas_load(c->o.inputs, c->silent);
    const char *begin = str_fold(c->arena, c->begin);
    uint32_t district = areas != NULL ? areas_district(areas) : AREA_NONE;
    for (uint32_t i = 0; areas != NULL && i < areas_count(areas); i++) {
        const struct area *a = areas_at(areas, i);
        bool ours = i == district || a->kind == AREA_GROUP ||
                    (a->kind == AREA_GEMEINDE && a->parent == district);
        if (ours && (str_starts(str_fold(c->arena, a->name), begin) ||
                     str_starts(str_fold(c->arena, a->key), begin))) {
            offer(c, a->name, a->key);
        }
    }
    areas_free(areas);
}

static void offer_indicators(struct call *c)
{
    struct catalogue *catalogue = catalogue_load(c->o.inputs, c->silent);
    for (uint32_t i = 0; catalogue != NULL && i < catalogue_indicators(catalogue); i++) {
        const struct indicator *ind = catalogue_indicator(catalogue, i);
        offer_if(c, ind->id, ind->name);
    }
    catalogue_free(catalogue);
}

/* Folders of dir that hold that file. */
static void offer_folders(struct call *c, const char *dir, const char *holding)
{
    size_t n = 0;
    char **names = dir_list(c->arena, dir, "", &n);
    for (size_t i = 0; i < n; i++) {
        const char *folder = path_join(c->arena, dir, names[i]);
        if (names[i][0] != '.' && file_exists(path_join(c->arena, folder, holding))) {
            offer_if(c, names[i], "");
        }
    }
}

static void offer_editions(struct call *c)
{
    offer_folders(c, c->o.output, MANIFEST_FILE);
    if (c->command != NULL && str_eq(c->command->name, "verify")) {
        offer_folders(c, c->o.archive, "bagit.txt");
    }
}

static void offer_templates(struct call *c)
{
    size_t n = 0;
    char **names = dir_list(c->arena, c->o.templates, ".xml", &n);
    for (size_t i = 0; i < n; i++) {
        struct xml_doc *doc = xml_load(c->o.templates, names[i], NULL, c->silent);
        if (doc != NULL && xml_is(xml_root(doc), "report")) {
            offer_if(c, arena_strndup(c->arena, names[i], strlen(names[i]) - strlen(".xml")), "");
        }
        xml_free(doc);
    }
}

static void offer_kind(struct call *c, const char *kind)
{
    static const struct {
        const char *kind;
        void (*offer)(struct call *c);
    } kinds[] = {{"GEBIET", offer_areas},
                 {"INDIKATOR", offer_indicators},
                 {"AUSGABE", offer_editions},
                 {"VORLAGE", offer_templates}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (str_eq(kind, kinds[i].kind)) {
            kinds[i].offer(c);
            return;
        }
    }
    if (str_eq(kind, "DATEI")) {
        puts(":file");
    } else if (str_eq(kind, "ORDNER")) {
        puts(":folder");
    } else if (strpbrk(kind, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == NULL) {
        offer_if(c, kind, ""); /* stands for itself */
    }
}

/* "[AUSGABE|ORDNER]", "text|csv|json" */
static void offer_kinds(struct call *c, const char *kinds, size_t n)
{
    while (n > 0) {
        size_t skipped = strspn(kinds, "[]|.");
        kinds += skipped < n ? skipped : n;
        n -= skipped < n ? skipped : n;
        size_t len = strcspn(kinds, "[]|.");
        len = len < n ? len : n;
        if (len > 0) {
            offer_kind(c, arena_strndup(c->arena, kinds, len));
        }
        kinds += len;
        n -= len;
    }
}

/* The argument that is due; the last one repeats where it says so ("GEBIET..."). */
static void offer_argument(struct call *c)
{
    const char *s = c->command->arguments;
    for (int i = 0; *s != '\0'; i++) {
        size_t n = strcspn(s, " ");
        bool repeats = strstr(arena_strndup(c->arena, s, n), "...") != NULL;
        if (i == c->n_args || (i < c->n_args && repeats)) {
            offer_kinds(c, s, n);
            return;
        }
        s += n;
        s += strspn(s, " ");
    }
}

static const struct option *option_of(const char *word, size_t n)
{
    for (size_t i = 0; i < option_count; i++) {
        if (strlen(option_table[i].name) == n && strncmp(option_table[i].name, word, n) == 0) {
            return &option_table[i];
        }
    }
    return NULL;
}

/* Folders of the call are asked, too. */
static void take_value(struct call *c, const struct option *option, const char *value)
{
    const char **of = str_eq(option->name, "--inputs")         ? &c->o.inputs
                      : str_eq(option->name, "--templates")    ? &c->o.templates
                      : str_eq(option->name, "--output")       ? &c->o.output
                      : str_eq(option->name, "--archive-root") ? &c->o.archive
                                                               : NULL;
    if (of != NULL) {
        *of = value;
    }
}

/* A word before the one in question. bash parts "--output=x" into three. */
static void take_word(struct call *c, const char *word)
{
    size_t n = strcspn(word, "=");
    if (c->open != NULL && str_eq(word, "=")) {
        return;
    }
    if (c->open != NULL) {
        take_value(c, c->open, word);
        c->open = NULL;
    } else if (word[0] == '-') {
        const struct option *option = option_of(word, n);
        if (option != NULL && word[n] == '=') {
            take_value(c, option, word + n + 1);
        } else if (option != NULL && option->argument[0] != '\0') {
            c->open = option;
        }
    } else if (c->command != NULL) {
        c->n_args++;
    } else {
        for (size_t i = 0; i < command_count; i++) {
            c->command = str_eq(command_table[i].name, word) ? &command_table[i] : c->command;
        }
    }
}

static void offer_options(struct call *c)
{
    for (size_t i = 0; i < option_count; i++) {
        if (c->command == NULL || option_fits(&option_table[i], c->command->name)) {
            offer_if(c, option_table[i].name, option_table[i].summary);
        }
    }
    if (c->command == NULL) {
        offer_if(c, "--version", "");
    }
}

static void offer_commands(struct call *c)
{
    for (size_t i = 0; i < command_count; i++) {
        if (command_table[i].summary != NULL) {
            offer_if(c, command_table[i].name, command_table[i].summary);
        }
    }
}

static void answer(struct call *c, const char *word)
{
    size_t n = strcspn(word, "=");
    const struct option *option = option_of(word, n);
    c->begin = word;
    c->before = "";
    if (c->open == NULL && option != NULL && word[n] == '=') {
        c->open = option;
        c->begin = word + n + 1;
        c->before = arena_strndup(c->arena, word, n + 1);
    }
    if (c->open != NULL) {
        offer_kinds(c, c->open->argument, strlen(c->open->argument));
    } else if (word[0] == '-') {
        offer_options(c);
    } else if (c->command != NULL) {
        offer_argument(c);
    } else {
        offer_commands(c);
    }
}

int command_complete(const struct options *o, struct diag *d)
{
    (void)d;
    struct call c = {.arena = arena_new(), .silent = diag_new(), .o = *o};
    for (int i = 0; i + 1 < o->n_args; i++) {
        take_word(&c, o->args[i]);
    }
    answer(&c, o->n_args > 0 ? o->args[o->n_args - 1] : "");
    diag_free(c.silent);
    arena_free(c.arena);
    return 0;
}
