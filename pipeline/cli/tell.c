#include "cli/tell.h"

#include <assert.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/german.h"

void tell_begin(struct tell *t, bool json)
{
    *t = (struct tell){.json = json};
    tell_object(t, NULL);
}

void tell_end(struct tell *t)
{
    bool told = !t->json || t->begun[0];
    tell_close(t);
    assert(t->depth == 0);
    if (t->json)
        buf_addc(&t->out, '\n');
    if (told)
        fputs(buf_str(&t->out), stdout);
    buf_release(&t->out);
}

void tell_line(struct tell *t, const char *format, ...)
{
    if (t->json)
        return;
    va_list args;
    va_start(args, format);
    buf_vprintf(&t->out, format, args);
    va_end(args);
}

/* Comma, new line, name: what stands before each value. */
static void lead(struct tell *t, const char *name)
{
    if (t->depth == 0)
        return;
    bool *begun = &t->begun[t->depth - 1];
    assert((name == NULL) == t->list[t->depth - 1]);
    buf_adds(&t->out, *begun ? ",\n" : "\n");
    *begun = true;
    for (size_t i = 0; i < t->depth; i++)
        buf_adds(&t->out, "  ");
    if (name != NULL) {
        buf_json(&t->out, name);
        buf_adds(&t->out, ": ");
    }
}

static void open(struct tell *t, const char *name, bool list)
{
    if (!t->json)
        return;
    assert(t->depth < TELL_DEPTH);
    lead(t, name);
    buf_addc(&t->out, list ? '[' : '{');
    t->list[t->depth] = list;
    t->begun[t->depth] = false;
    t->depth++;
}

void tell_object(struct tell *t, const char *name)
{
    open(t, name, false);
}

void tell_list(struct tell *t, const char *name)
{
    open(t, name, true);
}

void tell_close(struct tell *t)
{
    if (!t->json)
        return;
    assert(t->depth > 0);
    t->depth--;
    if (t->begun[t->depth]) {
        buf_addc(&t->out, '\n');
        for (size_t i = 0; i < t->depth; i++)
            buf_adds(&t->out, "  ");
    }
    buf_addc(&t->out, t->list[t->depth] ? ']' : '}');
}

void tell_null(struct tell *t, const char *name)
{
    if (!t->json)
        return;
    lead(t, name);
    buf_adds(&t->out, "null");
}

void tell_text(struct tell *t, const char *name, const char *text)
{
    if (text == NULL) {
        tell_null(t, name);
    } else if (t->json) {
        lead(t, name);
        buf_json(&t->out, text);
    }
}

void tell_number(struct tell *t, const char *name, double v, int decimals)
{
    if (!isfinite(v)) {
        tell_null(t, name);
    } else if (t->json) {
        lead(t, name);
        buf_double(&t->out, german_round(v, decimals) + 0.0); /* no "-0" */
    }
}

void tell_int(struct tell *t, const char *name, int v)
{
    if (!t->json)
        return;
    lead(t, name);
    buf_int(&t->out, v);
}

void tell_flag(struct tell *t, const char *name, bool v)
{
    if (!t->json)
        return;
    lead(t, name);
    buf_adds(&t->out, v ? "true" : "false");
}
