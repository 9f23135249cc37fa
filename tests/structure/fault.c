#include <stdarg.h>
#include <stdio.h>

#include "structure/check.h"
#include "structure/text.h"

enum { TEXT_SHOWN = 60 };

#define RULE_NAME(id, name, text) [RULE_##id] = {name, text},
const struct rule_name rule_names[RULE_COUNT] = {RULES(RULE_NAME)};

static void put_text(const char *text)
{
    uint32_t cp;
    size_t n = 0;
    const char *from = text, *at = text;
    while ((cp = text_next(&at)) != 0 && n++ < TEXT_SHOWN) {
        if (cp < 0x20)
            putchar('?');
        else
            fwrite(from, 1, (size_t)(at - from), stdout);
        from = at;
    }
    if (cp != 0)
        fputs("...", stdout);
}

/* file: page 4: [heading] Document/Sect[2]/H3: level 3 after level 1: "Geburten" */
void fault(struct check *c, enum rule rule, size_t page, size_t element, const char *text,
           const char *format, ...)
{
    va_list args;
    if (c->found[rule]++ >= c->limit)
        return;
    printf("%s: ", c->name);
    if (page == NO_PAGE && element != NO_ELEMENT)
        page = tree_page(&c->tree, element);
    if (page != NO_PAGE)
        printf("page %zu: ", page + 1);
    printf("[%s] ", rule_names[rule].name);
    if (element != NO_ELEMENT && element != 0)
        printf("%s: ", tree_path(&c->tree, element));
    va_start(args, format);
    vprintf(format, args);
    va_end(args);
    if (text != NULL && *text != '\0') {
        fputs(": \"", stdout);
        put_text(text_plain(c->store, text));
        putchar('"');
    }
    putchar('\n');
}
