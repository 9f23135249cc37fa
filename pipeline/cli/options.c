#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "base/str.h"
#include "base/utf8.h"
#include "cli/run.h"

#define MAX_JOBS   256u
#define MAX_POINTS 100000u
#define MAX_TEXT   200 /* [bytes] of source and licence: they are printed in one line */

const struct option option_table[] = {
    {"--inputs", "ORDNER", "Ordner mit Gebieten, Katalog und Zahlen (sonst: inputs)"},
    {"--templates", "ORDNER", "Ordner mit den Vorlagen (sonst: templates)"},
    {"--output", "ORDNER", "Ordner für die Ergebnisse (sonst: outputs)"},
    {"--edition", "AUSGABE", "Name der Ausgabe (sonst: wie in inputs/edition.xml)"},
    {"--file", "ANFANG", "mit report, preview und dump: nur Berichte, deren Dateiname so beginnt"},
    {"--pdfa", "2a|3a", "3a mit den Zahlen als angehängter CSV-Datei (sonst) oder 2a ohne"},
    {"--print", "", "Druckausgabe für beidseitigen Druck, neben der Ausgabe für den Bildschirm"},
    {"--annex", "N", "zusammen mit --paper: Zeile „Anlage N zur Vorlage NNN/JJJJ“ auf jeder Seite"},
    {"--paper", "NNN/JJJJ", "Nummer der Vorlage, zu der der Bericht eine Anlage ist"},
    {"--format", "text|csv|json", "mit audit, check und diff: Form des Berichts (sonst: text)"},
    {"--points", "ANZAHL", "mit boundaries: so viele Punkte behalten, ungefähr (sonst: 800)"},
    {"--source", "TEXT", "mit boundaries: Herausgeber der Grenzen (sonst: wie in der Datei)"},
    {"--licence", "TEXT", "mit boundaries: Lizenz der Grenzen"},
    {"--date", "JJJJ[-MM-TT]", "mit boundaries: Stand der Grenzen; mit due, run-due: heute"},
    {"--archive", "", "mit list: was archiviert ist und wie lange es aufzubewahren ist"},
    {"--archive-root", "ORDNER", "Ordner des Archivs (sonst: archive)"},
    {"--rebuild", "", "mit verify: archivierte Ausgaben nachbauen und Byte für Byte vergleichen"},
    {"--year", "JJJJ", "mit due: alle Sitzungen dieses Jahres"},
    {"--json", "", "mit due, check, explain und diff: als JSON"},
    {"--csv", "", "mit check und diff: als CSV; check: eine Zeile je beteiligter Zelle"},
    {"--rules", "", "mit check: die Prüfregeln, ihre Grenzen und Kennungen"},
    {"--revisions", "AUSGABE", "berichtigte Zahlen mit r kennzeichnen, gegenüber dieser Ausgabe"},
    {"--again", "", "mit run-due: bei geänderten Eingaben auch neue Fassungen"},
    {"--open", "", "mit report, preview: gleich anzeigen, von mehreren Berichten den ersten"},
    {"--jobs", "ANZAHL", "gleichzeitige Arbeitsprozesse (sonst: einer je Prozessorkern)"},
};
const size_t option_count = sizeof option_table / sizeof *option_table;

/* "mit A, B und C: ..." behind s: is it about that command? Names of options are no commands. */
static bool names_command(const char *s, size_t n, const char *command)
{
    size_t len = strlen(command);
    for (size_t i = 0; i + len <= n; i++) {
        bool begins = i == 0 || s[i - 1] == ' ';
        bool ends = i + len == n || s[i + len] == ',' || s[i + len] == ' ';
        if (begins && ends && strncmp(s + i, command, len) == 0) {
            return true;
        }
    }
    return false;
}

bool option_fits(const struct option *option, const char *command)
{
    const char *s = option->summary;
    bool limited = false;
    while (s != NULL && str_starts(s, "mit ")) {
        s += strlen("mit ");
        size_t n = strcspn(s, ":;");
        if (s[n] == ':' && names_command(s, n, command)) {
            return true;
        }
        limited = true;
        s = strstr(s, "; mit ");
        s = s != NULL ? s + strlen("; ") : NULL;
    }
    return !limited;
}

int options_form(const struct options *o, enum output_form *form, struct diag *d)
{
    static const char *const names[OUTPUT_FORMS] = {"text", "csv", "json"};
    const char *said = o->json ? "json" : o->csv ? "csv" : o->format;
    for (size_t i = 0; i < OUTPUT_FORMS; i++) {
        if (str_eq(names[i], said)) {
            *form = (enum output_form)i;
            return 0;
        }
    }
    DIAG_PLAIN(d, CLI_BAD_VALUE, "--format", o->format, "text, csv oder json");
    return COMMAND_USAGE;
}

const char *did_you_mean(struct arena *a, const char *typed, const char *const *candidates,
                         size_t n)
{
    const char *best = NULL;
    int best_distance = 4;
    for (size_t i = 0; i < n; i++) {
        int distance = str_distance(typed, candidates[i], best_distance);
        if (distance < best_distance && distance < (int)strlen(candidates[i])) {
            best_distance = distance;
            best = candidates[i];
        }
    }
    return best != NULL ? arena_printf(a, " Meinten Sie „%s“?", best) : "";
}

static size_t digits(const char *s)
{
    return strspn(s, "0123456789");
}

/* "1" to "99"; councils put letters behind: "3a". */
static bool good_annex(const char *s)
{
    size_t n = digits(s);
    return n >= 1 && n <= 2 && s[0] != '0' &&
           (s[n] == '\0' || (s[n] >= 'a' && s[n] <= 'z' && s[n + 1] == '\0'));
}

/* "012/2026" */
static bool good_paper(const char *s)
{
    size_t n = digits(s);
    return n >= 1 && n <= 5 && s[n] == '/' && digits(s + n + 1) == 4 && s[n + 5] == '\0' &&
           (s[n + 1] == '1' || s[n + 1] == '2');
}

static int set_annex(struct options *o, const char *name, const char *value, struct diag *d)
{
    bool paper = str_eq(name, "--paper");
    if (!(paper ? good_paper(value) : good_annex(value))) {
        DIAG_PLAIN(d, CLI_BAD_VALUE, name, value,
                   paper ? "Nummer und Jahr wie 012/2026" : "eine Zahl von 1 bis 99, auch „3a“");
        return -1;
    }
    *(paper ? &o->paper : &o->annex) = value;
    return 0;
}

/* "2013", "2013-12-31" */
static bool good_date(const char *s)
{
    return digits(s) == 4 && (s[4] == '\0' || (s[4] == '-' && digits(s + 5) == 2 && s[7] == '-' &&
                                              digits(s + 8) == 2 && s[10] == '\0'));
}

static bool good_text(const char *s)
{
    size_t n = strlen(s);
    for (size_t i = 0; i < n; i++) {
        if ((unsigned char)s[i] < ' ' || s[i] == 0x7F) {
            return false;
        }
    }
    return n <= MAX_TEXT && utf8_check(s, n) == n;
}

/* Options of boundaries; 1: it is none of them. */
static int set_boundary(struct options *o, const char *name, const char *value, struct diag *d)
{
    if (str_eq(name, "--points")) {
        if (decimal_uint(value, strlen(value), MAX_POINTS, &o->points) && o->points >= 100) {
            return 0;
        }
        DIAG_PLAIN(d, CLI_BAD_VALUE, name, value, "eine Zahl von 100 bis 100000");
        return -1;
    }
    bool date = str_eq(name, "--date");
    if (!date && !str_eq(name, "--source") && !str_eq(name, "--licence")) {
        return 1;
    }
    if (!(date ? good_date(value) : good_text(value))) {
        DIAG_PLAIN(d, CLI_BAD_VALUE, name, value,
                   date ? "ein Jahr oder ein Tag wie 2013-12-31" : "eine kurze Zeile Text");
        return -1;
    }
    *(date ? &o->date : str_eq(name, "--source") ? &o->source : &o->licence) = value;
    return 0;
}

static int set_year(struct options *o, const char *value, struct diag *d)
{
    if (strlen(value) == 4 && decimal_uint(value, 4, 2199, &o->year) && o->year >= 1971) {
        return 0;
    }
    DIAG_PLAIN(d, CLI_BAD_VALUE, "--year", value, "ein Jahr wie 2027");
    return -1;
}

static int set_option(struct options *o, size_t which, const char *value, struct diag *d)
{
    const char **text[] = {&o->inputs, &o->templates, &o->output, &o->edition, &o->file};
    if (which < sizeof text / sizeof *text) {
        *text[which] = value;
        if (text[which] != &o->edition || run_good_name(value))
            return 0;
        DIAG_PLAIN(d, CLI_BAD_VALUE, "--edition", value,
                   "ein Ordnername aus Buchstaben ohne Umlaute, Ziffern, Punkt, Binde- und "
                   "Unterstrich, nicht mit einem Punkt am Anfang");
        return -1;
    }
    if (str_eq(option_table[which].name, "--pdfa")) {
        o->no_data = str_eq(value, "2a");
        if (!o->no_data && !str_eq(value, "3a")) {
            DIAG_PLAIN(d, CLI_BAD_VALUE, "--pdfa", value, "2a oder 3a");
            return -1;
        }
        return 0;
    }
    if (str_eq(option_table[which].name, "--annex") ||
        str_eq(option_table[which].name, "--paper")) {
        return set_annex(o, option_table[which].name, value, d);
    }
    if (str_eq(option_table[which].name, "--archive-root")) {
        o->archive = value;
        return 0;
    }
    if (str_eq(option_table[which].name, "--revisions")) {
        o->revisions = value;
        return 0;
    }
    if (str_eq(option_table[which].name, "--format")) {
        o->format = value;
        return 0;
    }
    if (str_eq(option_table[which].name, "--year")) {
        return set_year(o, value, d);
    }
    int boundary = set_boundary(o, option_table[which].name, value, d);
    if (boundary <= 0) {
        return boundary;
    }
    unsigned jobs = 0;
    if (!decimal_uint(value, strlen(value), MAX_JOBS, &jobs) || jobs == 0) {
        DIAG_PLAIN(d, CLI_BAD_VALUE, "--jobs", value, "eine Zahl von 1 bis 256");
        return -1;
    }
    o->jobs = (int)jobs;
    return 0;
}

/* Options without a value. */
static int set_flag(struct options *o, const struct option *option, const char *rest,
                    struct diag *d)
{
    if (rest[0] != '\0') {
        DIAG_PLAIN(d, CLI_NO_VALUE, option->name, rest);
        return -1;
    }
    bool *flag = str_eq(option->name, "--print")     ? &o->print
                 : str_eq(option->name, "--archive") ? &o->list_archive
                 : str_eq(option->name, "--json")    ? &o->json
                 : str_eq(option->name, "--csv")     ? &o->csv
                 : str_eq(option->name, "--rules")   ? &o->rules
                 : str_eq(option->name, "--again")   ? &o->again
                 : str_eq(option->name, "--open")    ? &o->open
                                                     : &o->rebuild;
    *flag = true;
    return 0;
}

static int unknown_option(const char *typed, struct diag *d)
{
    struct arena *a = arena_new();
    const char *names[64];
    assert(option_count <= sizeof names / sizeof *names);
    for (size_t i = 0; i < option_count; i++) {
        names[i] = option_table[i].name;
    }
    DIAG_PLAIN(d, CLI_UNKNOWN_OPTION, typed, did_you_mean(a, typed, names, option_count));
    arena_free(a);
    return -1;
}

/* "--name value" and "--name=value"; *i moves over a value of its own. */
static int parse_option(int argc, const char *const *argv, int *i, struct options *o,
                        struct diag *d)
{
    const char *word = argv[*i];
    size_t len = strcspn(word, "=");
    for (size_t k = 0; k < option_count; k++) {
        if (strlen(option_table[k].name) != len || strncmp(word, option_table[k].name, len) != 0) {
            continue;
        }
        if (option_table[k].argument[0] == '\0') {
            return set_flag(o, &option_table[k], word + len, d);
        }
        if (word[len] == '=') {
            return set_option(o, k, word + len + 1, d);
        }
        if (*i + 1 >= argc) {
            DIAG_PLAIN(d, CLI_OPTION_VALUE, option_table[k].name, option_table[k].argument);
            return -1;
        }
        return set_option(o, k, argv[++*i], d);
    }
    return unknown_option(word, d);
}

static const struct command *find_command(const char *name, struct diag *d)
{
    const char *names[64];
    size_t n = 0;
    assert(command_count <= sizeof names / sizeof *names);
    for (size_t i = 0; i < command_count; i++) {
        if (str_eq(command_table[i].name, name)) {
            return &command_table[i];
        }
        if (command_table[i].summary != NULL) {
            names[n++] = command_table[i].name;
        }
    }
    struct arena *a = arena_new();
    DIAG_PLAIN(d, CLI_UNKNOWN_COMMAND, name, did_you_mean(a, name, names, n));
    arena_free(a);
    return NULL;
}

/* What single options cannot know of each other. */
static int check_together(const struct options *o, struct diag *d)
{
    if ((o->annex == NULL) == (o->paper == NULL)) {
        return 0;
    }
    DIAG_PLAIN(d, CLI_TOGETHER, o->annex != NULL ? "--annex" : "--paper",
               o->annex != NULL ? "--paper" : "--annex");
    return -1;
}

int options_parse(int argc, const char *const *argv, struct options *o,
                  const struct command **command, struct diag *d)
{
    *o = (struct options){.output = "outputs", .points = GEO_POINTS, .format = "text",
                         .archive = "archive"};
    const char **args = mem_alloc(((size_t)argc + 1) * sizeof *args);
    const char *name = NULL;
    bool only_words = false;
    *command = NULL;
    o->args = args;
    for (int i = 1; i < argc; i++) {
        if (!only_words && str_eq(argv[i], "--")) {
            only_words = true;
        } else if (!only_words && str_eq(argv[i], "--version")) {
            return 0;
        } else if (!only_words && (str_eq(argv[i], "--help") || str_eq(argv[i], "-h"))) {
            name = name ? name : "help";
            *command = find_command("help", d);
        } else if (!only_words && argv[i][0] == '-' && argv[i][1] != '\0') {
            if (parse_option(argc, argv, &i, o, d) != 0) {
                return -1;
            }
        } else if (name == NULL) {
            name = argv[i];
        } else {
            args[o->n_args++] = argv[i];
        }
    }
    if (*command == NULL) {
        *command = find_command(name ? name : "help", d);
    }
    if (*command == NULL) {
        return -1;
    }
    if (o->n_args < (*command)->min_args ||
        ((*command)->max_args >= 0 && o->n_args > (*command)->max_args)) {
        DIAG_PLAIN(d, CLI_ARGUMENTS, (*command)->name, (*command)->arguments);
        return -1;
    }
    return check_together(o, d);
}
