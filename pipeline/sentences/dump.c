#include "sentences/sentences_private.h"

static void member(struct buf *b, const char *name, const char *text)
{
    buf_printf(b, ",\"%s\":", name);
    buf_json(b, text);
}

static void number(struct buf *b, const char *name, double v)
{
    buf_printf(b, ",\"%s\":", name);
    buf_double(b, v);
}

static void put_figures(const struct sentences *s, const struct finding *f, struct buf *b)
{
    buf_adds(b, ",\"figures\":[");
    for (size_t i = 0; i < f->n_figures; i++) {
        const struct finding_figure *g = &f->figures[i];
        buf_adds(b, i == 0 ? "{\"indicator\":" : ",{\"indicator\":");
        buf_json(b, published_indicator(s->published, g->indicator)->id);
        member(b, "area", published_area(s->published, g->area)->key);
        buf_printf(b, ",\"year\":%d", g->year);
        number(b, "value", g->is_forecast
                               ? g->forecast
                               : figure_at(s, g->indicator, g->area, g->year)->value);
        buf_printf(b, ",\"forecast\":%s}", g->is_forecast ? "true" : "false");
    }
    buf_addc(b, ']');
}

static void put_line(const struct sentences *s, const struct finding *f, enum language language,
                     const struct told *t, struct buf *b)
{
    const struct published *p = s->published;
    buf_adds(b, "{\"area\":");
    buf_json(b, published_area(p, f->area)->key);
    member(b, "name", published_area(p, f->area)->name);
    member(b, "kind", sentences_kind(f->kind));
    member(b, "language", language == LANGUAGE_PLAIN ? "plain" : "standard");
    member(b, "indicator", published_indicator(p, f->indicator)->id);
    member(b, "second", f->second != PUBLISHED_NONE ? published_indicator(p, f->second)->id : "");
    buf_printf(b, ",\"year\":%d,\"from\":%d,\"until\":%d,\"direction\":%d,\"pattern\":%d", f->year,
               f->from, f->until, f->direction, t->pattern);
    buf_printf(b, ",\"strict\":%s,\"tested\":%s", f->strict ? "true" : "false",
               f->tested ? "true" : "false");
    buf_printf(b, ",\"place\":%d,\"of\":%d,\"field\":%d", f->place, f->of, f->field);
    member(b, "topic", f->topic);
    number(b, "deviation", f->deviation);
    number(b, "importance", f->importance);
    put_figures(s, f, b);
    member(b, "lead", t->lead);
    member(b, "text", t->text);
    buf_adds(b, "}\n");
}

/* What the indicators of a Handlungsfeld and each of them alone have as headings. */
static void put_headline(struct sentences *s, uint32_t area, const uint32_t *list, size_t n,
                         struct buf *b)
{
    const char *text = sentences_headline(s, area, list, n, 0).text;
    if (text[0] == '\0')
        return;
    buf_adds(b, "{\"area\":");
    buf_json(b, published_area(s->published, area)->key);
    member(b, "name", published_area(s->published, area)->name);
    member(b, "kind", "headline");
    buf_adds(b, ",\"indicators\":[");
    for (size_t i = 0; i < n; i++) {
        buf_adds(b, i == 0 ? "" : ",");
        buf_json(b, published_indicator(s->published, list[i])->id);
    }
    buf_addc(b, ']');
    member(b, "text", text);
    buf_adds(b, "}\n");
}

static void put_headlines(struct sentences *s, uint32_t area, struct buf *b)
{
    uint32_t *list = arena_array(s->arena, s->n_phrases + 1, sizeof *list);
    for (int field = 0; field <= (int)published_fields(s->published); field++) {
        size_t n = 0;
        for (size_t i = 0; i < s->n_phrases; i++) {
            uint32_t in = s->phrases[i].indicator;
            if (published_indicator(s->published, in)->handlungsfeld == field)
                list[n++] = in;
        }
        if (n > 0)
            put_headline(s, area, list, n, b);
        for (size_t i = 0; i < n && n > 1; i++)
            put_headline(s, area, &list[i], 1, b);
    }
}

char *sentences_dump(struct sentences *s, uint32_t area)
{
    struct buf b = BUF_INIT;
    size_t n;
    const struct finding *list = sentences_findings(s, area, &n);
    for (size_t i = 0; i < n; i++) {
        for (int language = LANGUAGE_STANDARD; language <= LANGUAGE_PLAIN; language++) {
            size_t variants = sentences_variants(s, &list[i], (enum language)language);
            for (size_t v = 0; v < variants; v++) {
                struct told t = sentences_tell(s, &list[i], (enum language)language, v, 0);
                put_line(s, &list[i], (enum language)language, &t, &b);
            }
        }
    }
    if (s->n_phrases > 0 && (n > 0 || area == s->district))
        put_headlines(s, area, &b);
    return buf_detach(&b);
}
