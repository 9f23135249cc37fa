/* embed OUT.c FILE...: the files as bytes in one table of struct grammar (see
 * xml/grammar.h), in the order given, named without their folders.
 *
 * Host tool: it runs during the build and uses libc only. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static _Noreturn void fail(const char *what, const char *path)
{
    fprintf(stderr, "embed: cannot %s %s\n", what, path);
    exit(1);
}

/* Escaped are also '?', because of trigraphs, and all that is not plain ASCII. Three
 * octal digits, so that a digit that follows does not join the escape. */
static void put_char(FILE *out, int c)
{
    if (c == '\n')
        fputs("\\n\"\n    \"", out);
    else if (c < 0x20 || c > 0x7E || c == '"' || c == '\\' || c == '?')
        fprintf(out, "\\%03o", (unsigned)c);
    else
        putc(c, out);
}

static void put_file(FILE *out, int number, const char *path)
{
    FILE *in = fopen(path, "rb");
    if (in == NULL)
        fail("read", path);
    fprintf(out, "static const char text_%d[] =\n    \"", number);
    int c;
    while ((c = getc(in)) != EOF)
        put_char(out, c);
    fputs("\";\n\n", out);
    if (ferror(in) != 0)
        fail("read", path);
    fclose(in);
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fputs("usage: embed OUT.c FILE...\n", stderr);
        return 1;
    }
    FILE *out = fopen(argv[1], "wb");
    if (out == NULL)
        fail("write", argv[1]);
    fputs("#include \"xml/grammar.h\"\n\n", out);
    for (int i = 2; i < argc; i++)
        put_file(out, i, argv[i]);
    fputs("const struct grammar grammar_table[] = {\n", out);
    for (int i = 2; i < argc; i++)
        fprintf(out, "    {\"%s\", text_%d, sizeof text_%d - 1},\n", base_name(argv[i]), i, i);
    fprintf(out, "    {0, 0, 0},\n};\nconst size_t grammar_count = %d;\n", argc - 2);
    if (ferror(out) != 0 || fclose(out) != 0)
        fail("write", argv[1]);
    return 0;
}
