#include <string.h>

#include "xml/xml_private.h"

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool ahead(const struct xml_scan *s, const char *mark)
{
    size_t n = strlen(mark);
    return s->len - s->pos >= n && memcmp(s->s + s->pos, mark, n) == 0;
}

static void skip_past(struct xml_scan *s, const char *mark)
{
    size_t n = strlen(mark);
    while (s->pos < s->len && !ahead(s, mark))
        s->pos++;
    s->pos = s->len - s->pos > n ? s->pos + n : s->len;
}

static void skip_name(struct xml_scan *s)
{
    while (s->pos < s->len && !is_space(s->s[s->pos]) && strchr("=/><\"'", s->s[s->pos]) == NULL)
        s->pos++;
}

static void skip_space(struct xml_scan *s)
{
    while (s->pos < s->len && is_space(s->s[s->pos]))
        s->pos++;
}

bool xml_scan_tag(struct xml_scan *s)
{
    while (s->pos < s->len) {
        const char *open = memchr(s->s + s->pos, '<', s->len - s->pos);
        s->pos = open != NULL ? (size_t)(open - s->s) : s->len;
        if (ahead(s, "<!--")) {
            s->pos += 4;
            skip_past(s, "-->");
        } else if (ahead(s, "<![CDATA[")) {
            skip_past(s, "]]>");
        } else if (ahead(s, "<?")) {
            skip_past(s, "?>");
        } else if (s->pos < s->len) {
            break;
        }
    }
    if (s->pos >= s->len)
        return false;
    s->tag = s->pos++;
    s->closing = s->pos < s->len && s->s[s->pos] == '/';
    s->pos += s->closing;
    s->name = s->pos;
    skip_name(s);
    s->n_name = s->pos - s->name;
    s->empty = false;
    if (s->closing)
        skip_past(s, ">");
    return true;
}

bool xml_scan_attr(struct xml_scan *s, struct xml_scan_attr *attr)
{
    skip_space(s);
    while (s->pos < s->len && s->s[s->pos] == '/') {
        s->empty = true;
        s->pos++;
        skip_space(s);
    }
    if (s->pos >= s->len || s->s[s->pos] == '<')
        return false;
    if (s->s[s->pos] == '>') {
        s->pos++;
        return false;
    }
    attr->name = s->pos;
    skip_name(s);
    attr->n_name = s->pos - attr->name;
    skip_space(s);
    if (s->pos < s->len && s->s[s->pos] == '=') {
        s->pos++;
        skip_space(s);
    }
    attr->value = s->pos;
    if (s->pos < s->len && (s->s[s->pos] == '"' || s->s[s->pos] == '\'')) {
        char quote = s->s[s->pos];
        attr->value = ++s->pos;
        const char *end = memchr(s->s + s->pos, quote, s->len - s->pos);
        s->pos = end != NULL ? (size_t)(end - s->s) + 1 : s->len;
    } else if (attr->n_name == 0) {
        s->pos++; /* nothing that belongs here: go on behind it */
    }
    return true;
}
