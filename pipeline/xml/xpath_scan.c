#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "base/utf8.h"
#include "xml/xml_private.h"
#include "xml/xpath_private.h"

/* XPath 1.0, section 4: the core functions; without id() and lang(), which need
 * what our trees do not have. */
static const struct {
    const char *name;
    int min_args, max_args;
} core[] = {
    {"last", 0, 0},          {"position", 0, 0},        {"count", 1, 1},
    {"local-name", 0, 1},    {"name", 0, 1},            {"namespace-uri", 0, 1},
    {"string", 0, 1},        {"concat", 2, -1},         {"starts-with", 2, 2},
    {"contains", 2, 2},      {"substring-before", 2, 2}, {"substring-after", 2, 2},
    {"substring", 2, 3},     {"string-length", 0, 1},   {"normalize-space", 0, 1},
    {"translate", 3, 3},     {"boolean", 1, 1},         {"not", 1, 1},
    {"true", 0, 0},          {"false", 0, 0},           {"number", 0, 1},
    {"sum", 1, 1},           {"floor", 1, 1},           {"ceiling", 1, 1},
    {"round", 1, 1},
};

static const char *const node_tests[] = {"node", "text", "comment", "processing-instruction"};

struct open { /* a bracket that is open */
    char bracket;
    size_t offset;
    const char *name; /* of the function, NULL for a plain bracket */
    const char *form; /* of the call, or NULL */
    int min_args, max_args;
    bool filled; /* something stands in it */
    int commas;
};

struct scanner {
    struct xpath *x;
    struct xpath_expression *e;
    struct buf *out;
    const char *p, *end;
    bool operand; /* the last token ends an operand: an operator may follow */
    struct open open[XPATH_MAX_OPEN];
    size_t n_open;
};

static void fault_at(struct scanner *s, const char *at, enum diag_code code, const char *arg,
                     const char *arg2, const char *arg3)
{
    struct xpath_fault *f = &s->e->fault;
    if (f->set)
        return;
    *f = (struct xpath_fault){code, (size_t)(at - s->e->text), {arg, arg2, arg3, NULL}, true};
}

static void fault(struct scanner *s, const char *at, const char *text)
{
    fault_at(s, at, XPATH_FAULT, text, NULL, NULL);
}

static bool name_start(uint32_t cp)
{
    if (cp < 0x80)
        return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') || cp == '_';
    return cp >= 0xC0 && cp != 0xD7 && cp != 0xF7 && cp != UTF8_BAD &&
           !(cp >= 0x2000 && cp < 0x2C00);
}

static bool name_char(uint32_t cp)
{
    return name_start(cp) || (cp >= '0' && cp <= '9') || cp == '.' || cp == '-';
}

/* Length of the name at p in bytes, 0 where there is none. */
static size_t name_length(const char *p, const char *end)
{
    const char *from = p, *next = p;
    while (next < end) {
        uint32_t cp = utf8_next(&next, end);
        if (p == from ? !name_start(cp) : !name_char(cp))
            break;
        p = next;
    }
    return (size_t)(p - from);
}

static const char *skip_space(const char *p, const char *end)
{
    while (p < end && strchr(" \t\r\n", *p) != NULL)
        p++;
    return p;
}

static char *copy(struct scanner *s, const char *p, size_t n)
{
    return arena_strndup(s->x->arena, p, n);
}

/* An operand begins at s->p; false (with a fault) where an operator had to come. */
static bool begin_operand(struct scanner *s)
{
    if (s->operand) {
        fault(s, s->p, "Hier fehlt ein Operator (zum Beispiel and, or, =, +) oder ein Komma.");
        return false;
    }
    s->operand = true;
    return true;
}

static void push(struct scanner *s, char bracket, const char *at, const char *name, int min_args,
                 int max_args)
{
    if (s->n_open == XPATH_MAX_OPEN) {
        fault(s, at, "Die Klammern sind zu tief geschachtelt.");
        return;
    }
    s->open[s->n_open++] = (struct open){.bracket = bracket, .name = name,
                                         .offset = at ? (size_t)(at - s->e->text) : 0,
                                         .min_args = min_args, .max_args = max_args};
    s->operand = false;
}

static const char *count_text(struct scanner *s, int least, int most)
{
    struct arena *a = s->x->arena;
    if (most == 0)
        return "keine Angabe";
    if (most < 0)
        return arena_printf(a, "mindestens %d Angabe%s", least, least == 1 ? "" : "n");
    if (least == most)
        return arena_printf(a, "genau %d Angabe%s", least, least == 1 ? "" : "n");
    if (least == 0)
        return arena_printf(a, "höchstens %d Angabe%s", most, most == 1 ? "" : "n");
    return arena_printf(a, "%d bis %d Angaben", least, most);
}

static void check_count(struct scanner *s, const struct open *o)
{
    int n = o->filled ? o->commas + 1 : 0;
    if (n >= o->min_args && (o->max_args < 0 || n <= o->max_args))
        return;
    const char *here = n == 0 ? "steht keine" : n == 1 ? "steht eine" : NULL;
    if (here == NULL)
        here = arena_printf(s->x->arena, "stehen %d", n);
    fault_at(s, s->e->text + o->offset, XPATH_BAD_COUNT, o->name,
             count_text(s, o->min_args, o->max_args), here);
    s->e->fault.arg[3] = o->form == NULL ? "" : arena_printf(s->x->arena, " Geschrieben wird sie "
                                                             "so: %s.", o->form);
}

static void close_bracket(struct scanner *s, char bracket)
{
    char wanted = bracket == ')' ? '(' : '[';
    if (s->n_open == 0 || s->open[s->n_open - 1].bracket != wanted) {
        fault(s, s->p, bracket == ')' ? "Zu dieser Klammer „)“ fehlt die öffnende „(“."
                                      : "Zu dieser Klammer „]“ fehlt die öffnende „[“.");
        return;
    }
    const struct open *o = &s->open[--s->n_open];
    if (o->name != NULL)
        check_count(s, o);
    s->operand = true;
    s->p++;
}

static void unknown_function(struct scanner *s, const char *name)
{
    struct xml_guess guess = {.wanted = name};
    for (uint32_t i = 0; i < s->x->entry_names.count; i++)
        xml_guess_try(&guess, names_at(&s->x->entry_names, i));
    for (size_t i = 0; i < sizeof core / sizeof core[0]; i++)
        xml_guess_try(&guess, core[i].name);
    fault_at(s, s->p, XPATH_NO_FUNCTION, name, xml_guess_text(s->x->arena, &guess, "„", "()“"),
             NULL);
}

static void add_call(struct scanner *s, const struct xpath_entry *entry, const char *at)
{
    struct xpath_expression *e = s->e;
    e->calls = mem_grow(e->calls, e->n_calls + 1, sizeof *e->calls);
    e->calls[e->n_calls++] = (struct xpath_call){entry, (size_t)(at - e->text)};
}

/* name( at s->p, the bracket at `bracket`. */
static void call(struct scanner *s, size_t n, const char *bracket)
{
    const char *name = copy(s, s->p, n), *at = s->p;
    s->p = bracket + 1;
    for (size_t i = 0; i < sizeof node_tests / sizeof node_tests[0]; i++) {
        if (strcmp(node_tests[i], name) == 0) {
            buf_add(s->out, at, (size_t)(s->p - at));
            push(s, '(', at, NULL, 0, 0);
            return;
        }
    }
    uint32_t id = names_find(&s->x->entry_names, name, n);
    if (id != NAMES_NONE) {
        const struct xpath_entry *entry = s->x->entries[id];
        buf_printf(s->out, "%s.%zu(", name, s->e->n_calls);
        add_call(s, entry, at);
        push(s, '(', at, name, entry->min_args, entry->max_args);
        s->open[s->n_open - 1].form = entry->form;
        return;
    }
    for (size_t i = 0; i < sizeof core / sizeof core[0]; i++) {
        if (strcmp(core[i].name, name) == 0) {
            buf_add(s->out, at, (size_t)(s->p - at));
            push(s, '(', at, name, core[i].min_args, core[i].max_args);
            return;
        }
    }
    s->p = at;
    unknown_function(s, name);
}

static void operator_name(struct scanner *s, size_t n)
{
    static const char *const operators[] = {"and", "or", "div", "mod"};
    for (size_t i = 0; i < 4; i++) {
        if (strlen(operators[i]) == n && memcmp(operators[i], s->p, n) == 0) {
            buf_add(s->out, s->p, n);
            s->p += n;
            s->operand = false;
            return;
        }
    }
    const char *name = copy(s, s->p, n);
    const char *hint = strcmp(name, "und") == 0     ? "„und“ heißt in Ausdrücken „and“."
                       : strcmp(name, "oder") == 0  ? "„oder“ heißt in Ausdrücken „or“."
                       : strcmp(name, "nicht") == 0 ? "„nicht“ heißt in Ausdrücken „not(…)“."
                                                    : NULL;
    if (hint == NULL)
        hint = arena_printf(s->x->arena, "Vor „%s“ fehlt ein Operator (zum Beispiel and, or, =, "
                                         "+) oder ein Komma.", name);
    fault(s, s->p, hint);
}

static void name(struct scanner *s, size_t n)
{
    if (s->operand) {
        operator_name(s, n);
        return;
    }
    const char *after = skip_space(s->p + n, s->end);
    if (s->end - after >= 2 && memcmp(after, "::", 2) == 0) {
        buf_add(s->out, s->p, (size_t)(after + 2 - s->p));
        s->p = after + 2;
        return;
    }
    if (after < s->end && *after == '(') {
        call(s, n, after);
        return;
    }
    if (after < s->end && *after == ':') {
        fault(s, after, "Namen mit Doppelpunkt gibt es hier nicht.");
        return;
    }
    buf_add(s->out, s->p, n);
    s->p += n;
    s->operand = true;
}

static void variable(struct scanner *s)
{
    size_t n = name_length(s->p + 1, s->end);
    if (n == 0) {
        fault(s, s->p, "Nach „$“ fehlt der Name der Variablen.");
        return;
    }
    if (!begin_operand(s))
        return;
    struct xpath_expression *e = s->e;
    e->uses = mem_grow(e->uses, e->n_uses + 1, sizeof *e->uses);
    e->uses[e->n_uses++] = (struct xpath_use){names_intern(&s->x->variables, s->p + 1, n),
                                              (size_t)(s->p - e->text)};
    buf_add(s->out, s->p, n + 1);
    s->p += n + 1;
}

static void literal(struct scanner *s)
{
    const char *close = memchr(s->p + 1, *s->p, (size_t)(s->end - s->p - 1));
    if (close == NULL) {
        fault(s, s->p, "Dieses Anführungszeichen wird nicht geschlossen.");
        return;
    }
    if (!begin_operand(s))
        return;
    buf_add(s->out, s->p, (size_t)(close + 1 - s->p));
    s->p = close + 1;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static void number(struct scanner *s)
{
    const char *from = s->p;
    if (!begin_operand(s))
        return;
    while (s->p < s->end && is_digit(*s->p))
        s->p++;
    if (s->p < s->end && *s->p == '.') {
        do
            s->p++;
        while (s->p < s->end && is_digit(*s->p));
    }
    bool grouped = s->end - s->p > 1 && *s->p == '.' && is_digit(s->p[1]);
    if (grouped)
        fault(s, from, "Zahlen stehen in Ausdrücken ohne Punkte zwischen den Tausendern: 10000.");
    buf_add(s->out, from, (size_t)(s->p - from));
}

static void comma(struct scanner *s)
{
    struct open *o = s->n_open > 0 ? &s->open[s->n_open - 1] : NULL;
    if (o == NULL || o->name == NULL) {
        fault(s, s->p, "Ein Komma darf nur zwischen den Angaben einer Funktion stehen. "
                       "Dezimalzahlen werden hier mit Punkt geschrieben.");
        return;
    }
    if (!s->operand) {
        fault(s, s->p, "Vor diesem Komma fehlt eine Angabe.");
        return;
    }
    o->commas++;
    s->operand = false;
    buf_addc(s->out, *s->p++);
}

/* What people write who know other languages or write in a word processor. */
static const struct {
    const char *text, *hint;
} mistakes[] = {
    {"==", "Gleichheit wird mit einem einfachen „=“ geprüft."},
    {"<>", "Ungleichheit wird mit „!=“ geprüft."},
    {"&&", "Zwei Bedingungen werden mit „and“ verbunden."},
    {"||", "Zwei Bedingungen werden mit „or“ verbunden."},
    {"&", "Zwei Bedingungen werden mit „and“ verbunden."},
    {"%", "Den Rest einer Teilung gibt „mod“, Prozent gibt es in Ausdrücken nicht."},
    {"{", "Innerhalb eines Ausdrucks stehen keine geschweiften Klammern."},
    {"}", "Innerhalb eines Ausdrucks stehen keine geschweiften Klammern."},
    {"„", "Texte stehen in Ausdrücken in einfachen geraden Anführungszeichen: '…'."},
    {"“", "Texte stehen in Ausdrücken in einfachen geraden Anführungszeichen: '…'."},
    {"”", "Texte stehen in Ausdrücken in einfachen geraden Anführungszeichen: '…'."},
    {"‚", "Texte stehen in Ausdrücken in einfachen geraden Anführungszeichen: '…'."},
    {"‘", "Texte stehen in Ausdrücken in einfachen geraden Anführungszeichen: '…'."},
    {"’", "Texte stehen in Ausdrücken in einfachen geraden Anführungszeichen: '…'."},
    {"´", "Texte stehen in Ausdrücken in einfachen geraden Anführungszeichen: '…'."},
    {"`", "Texte stehen in Ausdrücken in einfachen geraden Anführungszeichen: '…'."},
    {";", "Die Angaben einer Funktion werden mit Komma getrennt."},
    {"−", "Das Minuszeichen ist hier der einfache Bindestrich „-“."},
    {"–", "Das Minuszeichen ist hier der einfache Bindestrich „-“."},
    {"×", "Malgenommen wird mit „*“."},
    {"·", "Malgenommen wird mit „*“."},
    {"÷", "Geteilt wird mit „div“."},
    {":", "Geteilt wird mit „div“; ein einzelner Doppelpunkt hat hier keine Bedeutung."},
    {"≤", "„Höchstens“ wird als „<=“ geschrieben, in Attributen als „&lt;=“."},
    {"≥", "„Mindestens“ wird als „>=“ geschrieben."},
    {"≠", "Ungleichheit wird mit „!=“ geprüft."},
    {"\xC2\xA0", "Hier steht ein geschütztes Leerzeichen; in Ausdrücken sind nur einfache "
                 "erlaubt."},
};

static bool is_mistake(struct scanner *s)
{
    for (size_t i = 0; i < sizeof mistakes / sizeof mistakes[0]; i++) {
        size_t n = strlen(mistakes[i].text);
        if ((size_t)(s->end - s->p) >= n && memcmp(s->p, mistakes[i].text, n) == 0) {
            fault(s, s->p, mistakes[i].hint);
            return true;
        }
    }
    return false;
}

static void sign(struct scanner *s)
{
    static const char *const operators[] = {"!=", "<=", ">=", "//", "=", "<", ">",
                                            "+",  "-",  "|",  "/",  "@"};
    for (size_t i = 0; i < sizeof operators / sizeof operators[0]; i++) {
        size_t n = strlen(operators[i]);
        if ((size_t)(s->end - s->p) < n || memcmp(s->p, operators[i], n) != 0)
            continue;
        if (*s->p == '@' && s->operand) {
            begin_operand(s);
            return;
        }
        if (*s->p == '/' && s->end - s->p > 1 && is_digit(s->p[1])) {
            fault(s, s->p, "Geteilt wird mit „div“: a div b.");
            return;
        }
        buf_add(s->out, s->p, n);
        s->p += n;
        s->operand = false;
        return;
    }
    const char *next = s->p;
    uint32_t cp = utf8_next(&next, s->end);
    if (cp == '!')
        fault(s, s->p, "Verneint wird mit „not(…)“, Ungleichheit wird mit „!=“ geprüft.");
    else
        fault(s, s->p, arena_printf(s->x->arena, "Das Zeichen „%s“ hat hier keine Bedeutung.",
                                    copy(s, s->p, (size_t)(next - s->p))));
}

/* One token; moves on or sets a fault. */
static void token(struct scanner *s)
{
    char c = *s->p;
    size_t n;
    if (s->n_open > 0 && c != ')')
        s->open[s->n_open - 1].filled = true;
    if (is_mistake(s))
        return;
    if (c == '"' || c == '\'') {
        literal(s);
    } else if (is_digit(c) || (c == '.' && s->end - s->p > 1 && is_digit(s->p[1]))) {
        number(s);
    } else if (c == '$') {
        variable(s);
    } else if ((n = name_length(s->p, s->end)) > 0) {
        name(s, n);
    } else if (c == '(' || c == '[') {
        if (c == '(' && s->operand && !begin_operand(s))
            return;
        push(s, c, s->p, NULL, 0, 0);
        buf_addc(s->out, c);
        s->p++;
    } else if (c == ')' || c == ']') {
        close_bracket(s, c);
        buf_addc(s->out, c);
    } else if (c == ',') {
        comma(s);
    } else if (c == '.') {
        n = s->end - s->p > 1 && s->p[1] == '.' ? 2 : 1;
        if (begin_operand(s)) {
            buf_add(s->out, s->p, n);
            s->p += n;
        }
    } else if (c == '*') {
        s->operand = !s->operand;
        buf_addc(s->out, c);
        s->p++;
    } else {
        sign(s);
    }
}

void xpath_scan(struct xpath *x, struct xpath_expression *e, struct buf *out)
{
    size_t n = strlen(e->text);
    struct scanner s = {.x = x, .e = e, .out = out, .p = e->text, .end = e->text + n};
    if (n > XPATH_MAX_TEXT)
        fault(&s, s.p, "Er ist zu lang.");
    else if (skip_space(s.p, s.end) == s.end)
        fault(&s, s.p, "Er ist leer.");
    while (!e->fault.set) {
        const char *next = skip_space(s.p, s.end);
        buf_add(out, s.p, (size_t)(next - s.p));
        s.p = next;
        if (s.p == s.end)
            break;
        token(&s);
    }
    if (!e->fault.set && s.n_open > 0)
        fault(&s, e->text + s.open[s.n_open - 1].offset,
              s.open[s.n_open - 1].bracket == '[' ? "Die Klammer „[“ wird nicht geschlossen."
                                                  : "Die Klammer „(“ wird nicht geschlossen.");
}
