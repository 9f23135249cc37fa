#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "base/utf8.h"
#include "cli/command.h"
#include "compose/compose.h"

enum { COLUMN = 30, WIDTH = 92 }; /* [characters] where the explanations begin; of a line */

static void put_row(const char *left, const char *right)
{
    int len = (int)utf8_length(left, strlen(left));
    if (len < COLUMN) {
        printf("  %s%*s%s\n", left, COLUMN - len, "", right);
    } else {
        printf("  %s\n%*s%s\n", left, COLUMN + 2, "", right);
    }
}

struct plain {
    bool said; /* something stands since the last heading */
};

/* Words of text, broken at WIDTH, behind an indentation. */
static void put_wrapped(const char *text, int indent)
{
    int column = 0;
    while (*text != '\0') {
        size_t n = strcspn(text, " ");
        int width = (int)utf8_length(text, n);
        if (column == 0 || column + 1 + width > WIDTH - indent) {
            printf("%s%*s", column == 0 ? "" : "\n", indent, "");
            column = 0;
        }
        printf("%s%.*s", column == 0 ? "" : " ", (int)n, text);
        column += width + (column > 0);
        text += n;
        text += strspn(text, " ");
    }
    putchar('\n');
}

static void put_heading(void *to, const char *text)
{
    struct plain *p = to;
    printf("\n%s\n", text);
    p->said = false;
}

static void put_paragraph(void *to, const char *text)
{
    struct plain *p = to;
    fputs(p->said ? "\n" : "", stdout);
    put_wrapped(text, 0);
    p->said = true;
}

static void put_language_entry(void *to, const char *name, const char *rest, const char *text,
                               bool apart)
{
    struct plain *p = to;
    printf("%s  %s%s%s\n", apart || !p->said ? "\n" : "", name, rest[0] != '\0' ? "  " : "", rest);
    if (text != NULL) {
        put_wrapped(text, 6);
    }
    p->said = true;
}

static void put_more(void *to, const char *label, const char *text)
{
    (void)to;
    printf("      %s: %s\n", label, text);
}

static void print_language(void)
{
    struct plain plain = {false};
    const struct language_printer p = {&plain, put_heading, put_paragraph, put_language_entry,
                                       put_more};
    compose_language(&p);
}

static void print_statuses(void)
{
    struct buf b = BUF_INIT;
    for (size_t i = 0; i < status_count; i++) {
        buf_printf(&b, "%s%s %s", i == 0 ? "Rückgabe: " : ", ", status_table[i].code,
                   status_table[i].text);
    }
    putchar('\n');
    buf_addc(&b, '.');
    put_wrapped(buf_str(&b), 0);
    buf_release(&b);
}

int command_help(const struct options *o, struct diag *d)
{
    if (o->n_args == 1 && !str_eq(o->args[0], "language")) {
        DIAG_PLAIN(d, CLI_ARGUMENTS, "help", "[language]");
        return COMMAND_USAGE;
    }
    if (o->n_args == 1) {
        print_language();
        return 0;
    }
    char left[128];
    puts("Aufruf: sozialbericht BEFEHL [OPTIONEN]\n\nBefehle:");
    for (size_t i = 0; i < command_count; i++) {
        const struct command *c = &command_table[i];
        snprintf(left, sizeof left, "%s %s", c->name, c->arguments);
        if (c->summary != NULL) {
            put_row(left, c->summary);
        }
    }
    puts("\nOptionen:");
    for (size_t i = 0; i < option_count; i++) {
        snprintf(left, sizeof left, "%s %s", option_table[i].name, option_table[i].argument);
        put_row(left, option_table[i].summary);
    }
    put_row("--version", "Version ausgeben");
    print_statuses();
    return 0;
}
