#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "cli/command.h"
#include "compose/compose.h"

#define COLUMN 30 /* [characters] where the explanations begin */

static void put_row(const char *left, const char *right)
{
    int len = (int)utf8_length(left, strlen(left));
    if (len < COLUMN) {
        printf("  %s%*s%s\n", left, COLUMN - len, "", right);
    } else {
        printf("  %s\n%*s%s\n", left, COLUMN + 2, "", right);
    }
}

int command_help(const struct options *o, struct diag *d)
{
    if (o->n_args == 1 && !str_eq(o->args[0], "language")) {
        DIAG_PLAIN(d, CLI_ARGUMENTS, "help", "[language]");
        return COMMAND_USAGE;
    }
    if (o->n_args == 1) {
        compose_print_language(stdout);
        return 0;
    }
    char left[128];
    puts("Aufruf: sozialbericht BEFEHL [OPTIONEN]\n\nBefehle:");
    for (size_t i = 0; i < command_count; i++) {
        const struct command *c = &command_table[i];
        snprintf(left, sizeof left, "%s %s", c->name, c->arguments);
        put_row(left, c->summary);
    }
    puts("\nOptionen:");
    for (size_t i = 0; i < option_count; i++) {
        snprintf(left, sizeof left, "%s %s", option_table[i].name, option_table[i].argument);
        put_row(left, option_table[i].summary);
    }
    put_row("--version", "Version ausgeben");
    puts("\nRückgabe: 0 in Ordnung, 1 Warnungen, 2 Fehler in Daten oder Vorlagen,\n"
         "3 Schutz verweigert, 64 falscher Aufruf, 74 Lese- oder Schreibfehler.");
    return 0;
}

/* roff: a leading point or quote would be a command, a minus a hyphen. */
static void put_roff(const char *s)
{
    if (*s == '.' || *s == '\'') {
        fputs("\\&", stdout);
    }
    for (; *s != '\0'; s++) {
        if (*s == '-' || *s == '\\') {
            putchar('\\');
        }
        putchar(*s);
    }
}

static void put_entry(const char *name, const char *arguments, const char *text)
{
    fputs(".TP\n.B ", stdout);
    put_roff(name);
    fputs(" ", stdout);
    put_roff(arguments);
    putchar('\n');
    put_roff(text);
    putchar('\n');
}

int command_man(const struct options *o, struct diag *d)
{
    (void)o;
    (void)d;
    printf(".TH SOZIALBERICHT 1 \"\" \"sozialbericht %s\" \"Dienstprogramme\"\n",
           sozialbericht_version);
    puts(".SH NAME\nsozialbericht \\- Sozialberichte aus Zahlen und Vorlagen setzen\n"
         ".SH AUFRUF\n.B sozialbericht\n.I BEFEHL\n[\\fIOPTIONEN\\fR]\n.SH BEFEHLE");
    for (size_t i = 0; i < command_count; i++) {
        put_entry(command_table[i].name, command_table[i].arguments, command_table[i].description);
    }
    puts(".SH OPTIONEN");
    for (size_t i = 0; i < option_count; i++) {
        put_entry(option_table[i].name, option_table[i].argument, option_table[i].summary);
    }
    puts(".SH RÜCKGABE\n0 in Ordnung, 1 Warnungen, 2 Fehler in Daten oder Vorlagen, 3 Schutz "
         "verweigert,\n64 falscher Aufruf, 74 Lese\\- oder Schreibfehler.");
    return 0;
}
