#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "calendar/calendar_private.h"

/* One physical line without its end; *text moves behind it. */
static size_t next_line(const char **text, const char **line)
{
    const char *end = strchr(*text, '\n');
    size_t n = end != NULL ? (size_t)(end - *text) : strlen(*text);
    *line = *text;
    *text += n + (end != NULL);
    return n > 0 && (*line)[n - 1] == '\r' ? n - 1 : n;
}

static bool is_name(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

/* Where the value's colon stands: outside quotes. NULL: there is none. */
static const char *colon(const char *s)
{
    bool quoted = false;
    for (; *s != '\0' && (quoted || *s != ':'); s++) {
        quoted = quoted != (*s == '"');
    }
    return *s == ':' ? s : NULL;
}

static bool split(struct arena *a, char *text, int number, struct ics_line *out)
{
    size_t len = 0;
    while (is_name(text[len])) {
        len++;
    }
    const char *mark = len > 0 && (text[len] == ';' || text[len] == ':') ? colon(text + len) : NULL;
    if (mark == NULL) {
        return false;
    }
    char *name = arena_strndup(a, text, len);
    for (char *p = name; *p != '\0'; p++) {
        *p = *p >= 'a' && *p <= 'z' ? (char)(*p - 'a' + 'A') : *p;
    }
    *out = (struct ics_line){.text = text,
                             .name = name,
                             .params = arena_strndup(a, text + len, (size_t)(mark - text) - len),
                             .value = mark + 1,
                             .line = number,
                             .column = (int)utf8_length(text, (size_t)(mark + 1 - text)) + 1};
    return true;
}

/* The lines that begin with a blank belong to the one before (RFC 5545, 3.1). */
static char *unfold(struct arena *a, const char **text, int *number)
{
    struct buf b = BUF_INIT;
    const char *line;
    size_t n = next_line(text, &line);
    buf_add(&b, line, n);
    ++*number;
    while (**text == ' ' || **text == '\t') {
        n = next_line(text, &line);
        buf_add(&b, line + 1, n > 0 ? n - 1 : 0);
        ++*number;
    }
    char *whole = arena_strndup(a, buf_str(&b), b.len);
    buf_release(&b);
    return whole;
}

int ics_scan(struct reading *r, const char *text, struct ics_lines *out)
{
    size_t cap = 1;
    for (const char *p = text; (p = strchr(p, '\n')) != NULL; p++) {
        cap++;
    }
    if (cap > ICS_LINES) {
        READING_REPORT(r, CALENDAR_TOO_LONG, 0, 0, NULL,
                       arena_printf(r->arena, "%d", (int)ICS_LINES));
        return -1;
    }
    *out = (struct ics_lines){.line = arena_array(r->arena, cap, sizeof *out->line)};
    int number = 0;
    while (*text != '\0') {
        int line = number + 1;
        char *whole = unfold(r->arena, &text, &number);
        if (whole[0] == '\0') {
            continue;
        }
        if (split(r->arena, whole, line, &out->line[out->n])) {
            out->n++;
        } else if (out->n == 0) {
            READING_REPORT(r, CALENDAR_NONE, line, 1, whole, NULL);
            return -1;
        } else {
            READING_REPORT(r, CALENDAR_BAD_LINE, line, 1, whole, NULL);
        }
    }
    if (out->n == 0) {
        READING_REPORT(r, CALENDAR_NONE, 0, 0, NULL, NULL);
    }
    return out->n > 0 ? 0 : -1;
}

const char *ics_param(struct arena *a, const struct ics_line *l, const char *name)
{
    size_t len = strlen(name);
    for (const char *p = l->params; *p == ';';) {
        const char *begin = ++p;
        bool quoted = false;
        for (; *p != '\0' && (quoted || *p != ';'); p++) {
            quoted = quoted != (*p == '"');
        }
        if (strncasecmp(begin, name, len) == 0 && begin[len] == '=') {
            begin += len + 1;
            size_t n = (size_t)(p - begin);
            bool both = n >= 2 && begin[0] == '"' && begin[n - 1] == '"';
            return arena_strndup(a, begin + both, n - 2 * (size_t)both);
        }
    }
    return NULL;
}

const char *ics_text(struct arena *a, const char *value)
{
    char *out = arena_alloc(a, strlen(value) + 1), *p = out;
    for (const char *s = value; *s != '\0'; s++) {
        bool escaped = *s == '\\' && s[1] != '\0';
        s += escaped;
        bool end = escaped && (*s == 'n' || *s == 'N');
        *p++ = (unsigned char)*s < ' ' || end ? ' ' : *s;
    }
    return out;
}
