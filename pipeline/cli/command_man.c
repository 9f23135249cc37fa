/* Manual pages in the macros of man(7), printed from the tables of commands, options and of the
 * template language, and from the grammar of descriptors. */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "cli/command.h"
#include "compose/compose.h"
#include "xml/grammar_doc.h"

/* A backslash begins an escape, a minus would be printed as a hyphen that no shell takes. */
static void put_escaped(const char *s)
{
    for (; *s != '\0'; s++) {
        if (*s == '\\') {
            fputs("\\e", stdout);
        } else {
            fputs(*s == '-' ? "\\" : "", stdout);
            putchar(*s);
        }
    }
}

/* One line of text. A leading point or apostrophe would be a request. */
static void put_line(const char *s)
{
    fputs(*s == '.' || *s == '\'' ? "\\&" : "", stdout);
    put_escaped(s);
    putchar('\n');
}

/* "build [OPTIONEN]": the first part bold. */
static void put_tag(const char *name, const char *rest)
{
    fputs(".TP\n\\fB", stdout);
    put_escaped(name);
    fputs("\\fR", stdout);
    fputs(rest[0] != '\0' ? " " : "", stdout);
    put_escaped(rest);
    putchar('\n');
}

static void put_section(const char *title)
{
    printf(".SH ");
    put_line(title);
}

static void put_title(const char *page, const char *section, const char *kind)
{
    printf(".TH %s %s %s \"sozialbericht %s\" \"%s\"\n", page, section, sozialbericht_date,
           sozialbericht_version, kind);
    puts(".nh\n.ad l"); /* German would be broken by English rules */
}

static void put_entry(const char *name, const char *rest, const char *text)
{
    put_tag(name, rest);
    put_line(text);
}

struct entry {
    const char *name, *text;
};

static void put_entries(const char *title, const struct entry *list, size_t n)
{
    put_section(title);
    for (size_t i = 0; i < n; i++) {
        put_entry(list[i].name, "", list[i].text);
    }
}

static const struct entry places[] = {
    {"inputs, templates", "Gebiete, Katalog, Zahlen und Vorlagen. Gibt es die Ordner dort nicht, "
                          "wo das Programm aufgerufen wird, liest es die mitgelieferten unter "
                          "share/sozialbericht neben seinem Ordner bin, also etwa "
                          "/usr/share/sozialbericht."},
    {"outputs", "Ordner der Ergebnisse; index.html darin führt zu allen Berichten."},
    {"archive", "Ordner des Archivs."},
};

static const struct entry environment[] = {
    {"SOZIALBERICHT_ON_SUCCESS, SOZIALBERICHT_ON_FAILURE",
     "Programm, das run-due nach einer Ausgabe startet, anstelle dessen in agenda.xml."},
    {"SOURCE_DATE_EPOCH", "Zeitpunkt (Sekunden seit 1970), der für due und run-due anstelle der "
                          "Uhr gilt."},
};

static const struct entry examples[] = {
    {"sozialbericht report Nürtingen --open", "Erstellt den Bericht und zeigt ihn an."},
    {"sozialbericht explain Nürtingen S06 2016", "Führt eine Zahl auf ihre Quellen zurück."},
    {"sozialbericht build --inputs goeppingen", "Erstellt alle Berichte eines anderen Kreises."},
};

static void put_related(const char *text)
{
    put_section("SIEHE AUCH");
    puts(text);
}

static void print_program(void)
{
    put_title("SOZIALBERICHT", "1", "Dienstprogramme");
    puts(".SH NAME\nsozialbericht \\- Sozialberichte aus Zahlen und Vorlagen setzen\n"
         ".SH AUFRUF\n.B sozialbericht\n.I BEFEHL\n.RI [ OPTIONEN ]\n.SH BEFEHLE");
    for (size_t i = 0; i < command_count; i++) {
        const struct command *c = &command_table[i];
        if (c->summary != NULL) {
            put_entry(c->name, c->arguments, c->description);
        }
    }
    put_section("OPTIONEN");
    for (size_t i = 0; i < option_count; i++) {
        put_entry(option_table[i].name, option_table[i].argument, option_table[i].summary);
    }
    put_entry("--version", "", "Version und Kennung des Quelltexts ausgeben");
    put_section("RÜCKGABEWERTE");
    for (size_t i = 0; i < status_count; i++) {
        put_entry(status_table[i].code, "", status_table[i].text);
    }
    put_entries("DATEIEN", places, sizeof places / sizeof *places);
    put_entries("UMGEBUNG", environment, sizeof environment / sizeof *environment);
    put_entries("BEISPIELE", examples, sizeof examples / sizeof *examples);
    put_related(".BR sozialbericht\\-vorlage (5),\n.BR sozialbericht\\-beschreibung (5)");
}

static void language_heading(void *to, const char *text)
{
    (void)to;
    printf(".SS ");
    put_line(text);
}

static void language_paragraph(void *to, const char *text)
{
    bool *said = to;
    fputs(*said ? ".PP\n" : "", stdout);
    put_line(text);
    *said = true;
}

static void language_entry(void *to, const char *name, const char *rest, const char *text,
                           bool apart)
{
    (void)to;
    (void)apart;
    put_tag(name, rest);
    if (text != NULL) {
        put_line(text);
    }
}

static void language_more(void *to, const char *label, const char *text)
{
    (void)to;
    puts(".br");
    fputs("\\fI", stdout);
    put_escaped(label);
    fputs("\\fR: ", stdout);
    put_line(text);
}

static void print_language(void)
{
    bool said = false;
    const struct language_printer p = {&said, language_heading, language_paragraph, language_entry,
                                       language_more};
    put_title("SOZIALBERICHT\\-VORLAGE", "5", "Dateiformate");
    puts(".SH NAME\nsozialbericht\\-vorlage \\- Sprache der Berichtsvorlagen\n.SH BESCHREIBUNG");
    compose_language(&p);
    put_related(".BR sozialbericht (1),\n.BR sozialbericht\\-beschreibung (5)");
}

static void put_element(const struct grammar_element *e)
{
    printf(".SS ");
    put_line(e->name);
    put_line(e->text);
    if (e->parts[0] != '\0') {
        printf(".br\nDarin: ");
        put_line(e->parts);
    }
    for (size_t i = 0; i < e->n_attributes; i++) {
        const struct grammar_attribute *at = &e->attribute[i];
        put_tag(at->name, at->required ? "(nötig)" : "");
        if (at->text[0] != '\0') {
            put_line(at->text);
            puts(".br");
        }
        printf("Angabe: ");
        put_line(at->values);
    }
}

static int print_descriptors(struct diag *d)
{
    struct arena *a = arena_new();
    size_t n = 0;
    const struct grammar_element *list = grammar_elements(a, "descriptor.rng", &n, d);
    if (list != NULL) {
        put_title("SOZIALBERICHT\\-BESCHREIBUNG", "5", "Dateiformate");
        puts(".SH NAME\nsozialbericht\\-beschreibung \\- wie Zahlen in ihrer Datei stehen\n"
             ".SH BESCHREIBUNG");
        put_line("Eine Datei inputs/descriptors/TABELLE.xml sagt, wie eine Tabelle zu lesen ist. "
                 "Tabellen von GENESIS nennen ihren Namen selbst; zu anderen nennt ihn "
                 "inputs/sources.xml: <file path=\"data/export.csv\" table=\"export\"/>. Einen "
                 "Vorschlag macht „sozialbericht describe DATEI“.");
        put_section("ELEMENTE");
        for (size_t i = 0; i < n; i++) {
            put_element(&list[i]);
        }
        put_related(".BR sozialbericht (1),\n.BR sozialbericht\\-vorlage (5)");
    }
    arena_free(a);
    return list != NULL ? 0 : -1;
}

int command_man(const struct options *o, struct diag *d)
{
    if (o->n_args == 0) {
        print_program();
    } else if (str_eq(o->args[0], "vorlage")) {
        print_language();
    } else if (str_eq(o->args[0], "beschreibung")) {
        return print_descriptors(d);
    } else {
        DIAG_PLAIN(d, CLI_ARGUMENTS, "man", MAN_ARGUMENTS);
        return COMMAND_USAGE;
    }
    return 0;
}
