/* hyphen_compile IN OUT.c: turns TeX hyphenation patterns in groff's notation
 * (Latin-1, one \patterns{...} group) into a packed trie as const tables.
 *
 * Host tool: it runs during the build and uses libc only. The trie is packed by
 * first fit (Liang 1983, chapter 2). Exit status: 0, or 1 with a message. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SYMBOLS = 64,
    PATTERN = 64,          /* longest pattern [letters] */
    MAX_LEVELS = 65535,    /* bytes of the table of levels: 16-bit offsets */
    INPUT_LIMIT = 16 << 20
};

struct node {
    uint32_t child, sibling; /* first child, next child of the parent */
    uint32_t base;           /* place of its children in the packed table */
    uint16_t level;
    unsigned char symbol;
};

struct slot {
    uint32_t base;
    uint16_t level;
    unsigned char owner;
    bool taken; /* as a base: no two nodes may share one, slots know their symbol only */
};

struct compiler {
    unsigned char symbols[256];
    unsigned n_symbols; /* highest symbol in use */
    struct node *nodes;
    size_t n_nodes, cap_nodes;
    unsigned char levels[MAX_LEVELS];
    size_t n_levels;
    struct slot *slots;
    size_t n_slots, cap_slots;
    size_t n_patterns;
};

static _Noreturn void fail(const char *what, const char *detail)
{
    fprintf(stderr, "hyphen_compile: %s %s\n", what, detail);
    exit(1);
}

static void *grow(void *p, size_t n, size_t size)
{
    void *q = realloc(p, n * size);
    if (q == NULL)
        fail("out of memory", "");
    return q;
}

static char *read_all(const char *path, size_t *n)
{
    FILE *f = fopen(path, "rb");
    if (f == NULL)
        fail("cannot open", path);
    char *text = grow(NULL, INPUT_LIMIT, 1);
    *n = fread(text, 1, INPUT_LIMIT - 1, f);
    if (ferror(f) || !feof(f))
        fail("cannot read", path);
    fclose(f);
    text[*n] = '\0';
    return text;
}

static uint32_t node_new(struct compiler *c, unsigned char symbol)
{
    if (c->n_nodes == c->cap_nodes) {
        c->cap_nodes = c->cap_nodes == 0 ? 4096 : c->cap_nodes * 2;
        c->nodes = grow(c->nodes, c->cap_nodes, sizeof *c->nodes);
    }
    c->nodes[c->n_nodes] = (struct node){.symbol = symbol};
    return (uint32_t)c->n_nodes++;
}

/* Children stay sorted by symbol, so the output does not depend on the input order. */
static uint32_t child_of(struct compiler *c, uint32_t at, unsigned char symbol)
{
    uint32_t before = 0;
    uint32_t child = c->nodes[at].child;
    while (child != 0 && c->nodes[child].symbol < symbol) {
        before = child;
        child = c->nodes[child].sibling;
    }
    if (child != 0 && c->nodes[child].symbol == symbol)
        return child;
    uint32_t made = node_new(c, symbol);
    c->nodes[made].sibling = child;
    if (before == 0)
        c->nodes[at].child = made;
    else
        c->nodes[before].sibling = made;
    return made;
}

static uint16_t level_rule(struct compiler *c, const unsigned char *digits, size_t letters)
{
    size_t first = 0;
    size_t last = letters;
    while (first < letters && digits[first] == 0)
        first++;
    while (last > first && digits[last] == 0)
        last--;
    size_t count = last - first + 1;
    unsigned char rule[PATTERN + 3] = {(unsigned char)count, (unsigned char)(letters - first)};
    memcpy(rule + 2, digits + first, count);
    for (size_t at = 1; at < c->n_levels; at += 2u + c->levels[at])
        if (c->levels[at] == count && memcmp(c->levels + at, rule, count + 2) == 0)
            return (uint16_t)at;
    if (c->n_levels + count + 2 > MAX_LEVELS)
        fail("too many different levels", "");
    memcpy(c->levels + c->n_levels, rule, count + 2);
    c->n_levels += count + 2;
    return (uint16_t)(c->n_levels - count - 2);
}

static void add_pattern(struct compiler *c, const unsigned char *word, size_t n)
{
    unsigned char digits[PATTERN + 1] = {0};
    size_t letters = 0;
    uint32_t at = 0;
    for (size_t i = 0; i < n; i++) {
        if (word[i] >= '0' && word[i] <= '9') {
            digits[letters] = (unsigned char)(word[i] - '0');
            continue;
        }
        if (letters + 1 >= PATTERN)
            fail("pattern too long", "");
        if (c->symbols[word[i]] == 0) {
            if (c->n_symbols + 1 >= SYMBOLS)
                fail("too many different letters", "");
            c->symbols[word[i]] = (unsigned char)++c->n_symbols;
        }
        at = child_of(c, at, c->symbols[word[i]]);
        letters++;
    }
    if (letters == 0)
        return;
    c->nodes[at].level = level_rule(c, digits, letters);
    c->n_patterns++;
}

static void parse(struct compiler *c, const char *text)
{
    static const char open[] = "\\patterns{";
    const char *p = strstr(text, open);
    if (p == NULL)
        fail("no \\patterns{ in the input", "");
    p += sizeof open - 1;
    while (*p != '\0' && *p != '}') {
        if (*p == '%') {
            p += strcspn(p, "\n");
            continue;
        }
        size_t n = strcspn(p, " \t\r\n%}");
        if (n > 0)
            add_pattern(c, (const unsigned char *)p, n);
        p += n > 0 ? n : 1;
    }
    if (*p != '}')
        fail("the pattern group does not end", "");
}

static void slots_reach(struct compiler *c, size_t n)
{
    if (n > c->cap_slots) {
        size_t cap = n * 2;
        c->slots = grow(c->slots, cap, sizeof *c->slots);
        memset(c->slots + c->cap_slots, 0, (cap - c->cap_slots) * sizeof *c->slots);
        c->cap_slots = cap;
    }
    if (n > c->n_slots)
        c->n_slots = n;
}

static bool fits(const struct compiler *c, uint32_t node, size_t base)
{
    if (c->slots[base].taken)
        return false;
    for (uint32_t k = c->nodes[node].child; k != 0; k = c->nodes[k].sibling)
        if (c->slots[base + c->nodes[k].symbol].owner != 0)
            return false;
    return true;
}

/* Breadth first; dense stretches at the start of the table are left for good. */
static void pack(struct compiler *c)
{
    uint32_t *queue = grow(NULL, c->n_nodes, sizeof *queue);
    size_t head = 0;
    size_t tail = 0;
    size_t start = 1;
    queue[tail++] = 0;
    slots_reach(c, SYMBOLS);
    while (head < tail) {
        uint32_t node = queue[head++];
        if (c->nodes[node].child == 0)
            continue;
        size_t base = start;
        size_t tries = 0;
        for (;; base++, tries++) {
            slots_reach(c, base + SYMBOLS);
            if (fits(c, node, base))
                break;
        }
        if (tries > 200)
            start += tries / 8;
        c->nodes[node].base = (uint32_t)base;
        c->slots[base].taken = true;
        for (uint32_t k = c->nodes[node].child; k != 0; k = c->nodes[k].sibling) {
            c->slots[base + c->nodes[k].symbol].owner = c->nodes[k].symbol;
            queue[tail++] = k;
        }
    }
    for (size_t i = 0; i < c->n_nodes; i++)
        for (uint32_t k = c->nodes[i].child; k != 0; k = c->nodes[k].sibling) {
            struct slot *s = &c->slots[c->nodes[i].base + c->nodes[k].symbol];
            s->base = c->nodes[k].base;
            s->level = c->nodes[k].level;
        }
    free(queue);
}

static void write_bytes(FILE *f, const char *name, const unsigned char *bytes, size_t n)
{
    fprintf(f, "static const unsigned char %s[%zu] = {", name, n);
    for (size_t i = 0; i < n; i++)
        fprintf(f, "%s%u,", i % 24 == 0 ? "\n" : "", bytes[i]);
    fprintf(f, "\n};\n");
}

static int write_table(const struct compiler *c, const char *path)
{
    FILE *f = fopen(path, "wb");
    if (f == NULL)
        fail("cannot write", path);
    fprintf(f, "/* Made by hyphen_compile from German TeX patterns (dehyph-exptl, MIT licence,\n"
               " * copyright 2013-2017 Stephan Hennig, Werner Lemberg, Guenter Milde, Sander\n"
               " * van Geloven, Georg Pfeiffer, Gisbert W. Selke, Tobias Wendorf): %zu patterns,\n"
               " * %zu nodes. */\n"
               "#include \"layout/hyphen_private.h\"\n\n",
            c->n_patterns, c->n_nodes);
    write_bytes(f, "levels", c->levels, c->n_levels);
    write_bytes(f, "symbols", c->symbols, 256);
    fprintf(f, "static const struct hyphen_slot slots[%zu] = {", c->n_slots);
    for (size_t i = 0; i < c->n_slots; i++)
        fprintf(f, "%s{%u,%u,%u},", i % 6 == 0 ? "\n" : "", (unsigned)c->slots[i].base,
                c->slots[i].level, c->slots[i].owner);
    fprintf(f, "\n};\n\nconst struct hyphen_table hyphen_de = {slots, %zu, %u, levels, symbols};\n",
            c->n_slots, (unsigned)c->nodes[0].base);
    int failed = ferror(f);
    return fclose(f) != 0 || failed ? -1 : 0;
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: hyphen_compile IN OUT.c\n");
        return 1;
    }
    size_t n;
    char *text = read_all(argv[1], &n);
    struct compiler *c = calloc(1, sizeof *c);
    if (c == NULL)
        fail("out of memory", "");
    c->n_levels = 1;
    node_new(c, 0);
    c->symbols['.'] = (unsigned char)++c->n_symbols;
    parse(c, text);
    pack(c);
    int rc = write_table(c, argv[2]);
    free(c->nodes);
    free(c->slots);
    free(c);
    free(text);
    if (rc != 0)
        fail("cannot write", argv[2]);
    return 0;
}
