#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/csv_cell.h"
#include "base/german.h"
#include "base/str.h"
#include "cli/protection.h"

struct audit_text { /* one hidden count, in words */
    const char *indicators, *measure, *part, *area, *key, *years, *why;
    const char *least, *from, *to; /* "": has none, or must not be told */
    bool exact, decided, enough;
};

static const char *number(const struct run *r, double v)
{
    return isinf(v) || isnan(v) ? "" : arena_printf(r->arena, "%.0f", v);
}

static struct audit_text describe(const struct run *r, const struct audit_count *c)
{
    static const char *const reasons[] = {
        [AUDIT_SMALL] = "kleine Fallzahl",
        [AUDIT_PRIMARY] = "eigene Regel der Kennzahl",
        [AUDIT_COMPLEMENT] = "schützt andere",
    };
    bool exact = protection_exact(c);
    const struct area *area = areas_at(r->areas, c->area);
    return (struct audit_text){
        .indicators = protection_indicators(r, c),
        .measure = protection_measure(r, c),
        .part = protection_part(r, c),
        .area = area->name,
        .key = area->key,
        .years = protection_years(r, c),
        .why = reasons[c->why],
        .least = number(r, c->least),
        .from = exact ? "" : number(r, ceil(c->lowest - 1e-6)),
        .to = exact ? "" : number(r, floor(c->highest + 1e-6)),
        .exact = exact,
        .decided = c->decided,
        .enough = c->enough,
    };
}

/* ---- for people */

static void put_rule(const struct run *r, uint32_t source)
{
    const struct source *s = catalogue_source(r->catalogue, source);
    printf("  %s, %s (%s)\n", s->table, s->title, s->publisher_short);
    size_t n = catalogue_measures(r->catalogue);
    bool *delivered = arena_array(r->arena, n + 1, sizeof *delivered);
    for (uint32_t i = 0; i < facts_count(r->facts); i++) {
        if (facts_at(r->facts, i).source == source)
            delivered[facts_key(r->facts, i).measure] = true;
    }
    for (uint32_t m = 0; m < n; m++) {
        const struct measure *measure = catalogue_measure(r->catalogue, m);
        double least = measure->additive ? protection_least(r, m) : 0;
        if (delivered[m] && least > 0)
            printf("    %s: Fallzahlen von 1 bis unter %s\n", measure->name,
                   german_number(r->arena, least, 0));
        else if (delivered[m])
            printf("    %s: keine Mindestfallzahl\n", measure->name);
    }
}

static void put_rules(const struct run *r)
{
    size_t protected_ones = 0;
    puts("\nRegeln\nUngeschützte Quellen; geheim sind darin:");
    for (uint32_t i = 0; i < catalogue_sources(r->catalogue); i++) {
        if (catalogue_source(r->catalogue, i)->raw)
            put_rule(r, i);
        else
            protected_ones++;
    }
    if (protected_ones == catalogue_sources(r->catalogue))
        puts("  keine");
    printf("Vom Herausgeber geschützte Quellen: %zu. Ihre Zeichen bleiben stehen; hier wird nichts "
           "weiter gesperrt.\n",
           protected_ones);
}

static void put_before(const struct run *r)
{
    size_t n = earlier_records(r->earlier);
    puts("\nFrühere Ausgaben");
    if (n == 0) {
        puts("  keine: Im Ausgabeordner liegt kein Verzeichnis einer anderen Ausgabe.");
        return;
    }
    puts("  Gelesen wurden:");
    for (size_t i = 0; i < n; i++) {
        const struct earlier_record *e = earlier_record(r->earlier, i);
        printf("    %s (Zahlen darin: %s)\n", e->path,
               german_number(r->arena, (double)e->figures, 0));
    }
    printf("  Zahlen dieser Ausgabe, die daraus als bekannt gelten: %s\n",
           german_number(r->arena, (double)guard_shown_before(r->published).known, 0));
}

static const char *interval(const struct run *r, const struct audit_text *t)
{
    if (t->exact)
        return "genau errechenbar";
    const char *text = t->to[0] != '\0'
                           ? arena_printf(r->arena, "errechenbar %s bis %s", t->from, t->to)
                           : arena_printf(r->arena, "errechenbar mindestens %s", t->from);
    return t->decided ? text : arena_printf(r->arena, "%s (nicht zu Ende gerechnet)", text);
}

static void put_counts(const struct run *r, const struct audit *audit)
{
    puts("\nGeheime Fallzahlen");
    const char *head = "";
    for (size_t i = 0; i < audit->n_counts; i++) {
        struct audit_text t = describe(r, &audit->counts[i]);
        const char *now = arena_printf(r->arena, "%s, %s", t.measure, t.years);
        if (!str_eq(head, now))
            printf("  %s\n", now);
        head = now;
        printf("    %s%s%s%s: %s, %s, %s [%s]\n", t.area, t.part[0] != '\0' ? " (" : "", t.part,
               t.part[0] != '\0' ? ")" : "", t.why, interval(r, &t),
               t.enough ? "ausreichend" : "NICHT AUSREICHEND", t.indicators);
    }
    if (audit->n_counts == 0)
        puts("  keine");
}

static void put_losses(const struct run *r, const struct audit_losses *l)
{
    double all = l->statistics > 0 ? (double)l->statistics : 1;
    struct arena *a = r->arena;
    size_t hidden = l->primary + l->complements;
    printf("\nVerlust (Zahlen in Berichten aus ungeschützten Quellen: %s)\n",
           german_number(a, (double)l->statistics, 0));
    printf("  selbst zu schützen:                     %s\n",
           german_number(a, (double)l->primary, 0));
    printf("  zum Schutz anderer:                     %s\n",
           german_number(a, (double)l->complements, 0));
    printf("  zusammen:                               %s (%s %%)\n",
           german_number(a, (double)hidden, 0), german_number(a, 100 * (double)hidden / all, 1));
    printf("  ein einfaches Verfahren sperrte zum Schutz anderer: %s\n",
           german_number(a, (double)l->naive, 0));
}

static const char *verdict(const struct run *r, const struct audit *audit)
{
    struct arena *a = r->arena;
    if (audit->n_counts == 0)
        return "In dieser Ausgabe ist keine Zahl geheim.";
    const char *all = german_number(a, (double)audit->n_counts, 0);
    if (audit->exposed == 0)
        return arena_printf(a, "Aus allen Zahlen dieser Ausgabe zusammen lässt sich keine der %s "
                               "geheimen Fallzahlen enger eingrenzen, als es ihre Regel erlaubt.",
                            all);
    return arena_printf(a, "Von %s geheimen Fallzahlen sind %s nicht ausreichend geschützt; "
                           "deshalb werden keine Berichte erzeugt.",
                        all, german_number(a, (double)audit->exposed, 0));
}

static void put_text(const struct run *r, const struct audit *audit)
{
    printf("Geheimhaltung der Ausgabe „%s“\n\n%s\n", r->edition.title, verdict(r, audit));
    put_rules(r);
    put_before(r);
    put_losses(r, &audit->losses);
    put_counts(r, audit);
}

/* ---- for machines */

static const char *protection_word(const struct audit_text *t)
{
    return t->enough ? "ja" : "nein";
}

static void put_csv(const struct run *r, const struct audit *audit)
{
    puts("schluessel;gebiet;fallzahl;teil;jahr;kennzahlen;grund;mindestfallzahl;von;bis;"
         "genau;ausreichend");
    struct buf b = BUF_INIT;
    for (size_t i = 0; i < audit->n_counts; i++) {
        struct audit_text t = describe(r, &audit->counts[i]);
        const char *const cells[] = {t.key,        t.area, t.measure, t.part,
                                     t.years,      t.indicators, t.why, t.least,
                                     t.from,       t.to,   t.exact ? "ja" : "nein",
                                     protection_word(&t)};
        for (size_t k = 0; k < sizeof cells / sizeof *cells; k++) {
            buf_adds(&b, k > 0 ? ";" : "");
            csv_cell_put(&b, cells[k]);
        }
        buf_addc(&b, '\n');
    }
    fputs(buf_str(&b), stdout);
    buf_release(&b);
}

static void json_text(struct buf *b, const char *name, const char *value)
{
    buf_json(b, name);
    buf_adds(b, ": ");
    buf_json(b, value);
    buf_adds(b, ", ");
}

static void json_number(struct buf *b, const char *name, const char *value)
{
    buf_json(b, name);
    buf_printf(b, ": %s, ", value[0] != '\0' ? value : "null");
}

static void json_count(struct buf *b, const struct audit_text *t)
{
    buf_adds(b, "    {");
    json_text(b, "schluessel", t->key);
    json_text(b, "gebiet", t->area);
    json_text(b, "fallzahl", t->measure);
    json_text(b, "teil", t->part);
    json_text(b, "jahr", t->years);
    json_text(b, "kennzahlen", t->indicators);
    json_text(b, "grund", t->why);
    json_number(b, "mindestfallzahl", t->least);
    json_number(b, "von", t->from);
    json_number(b, "bis", t->to);
    buf_printf(b, "\"genau\": %s, \"ausreichend\": %s}", t->exact ? "true" : "false",
               t->enough ? "true" : "false");
}

static void put_json_before(struct buf *b, const struct run *r)
{
    const struct earlier *e = r->earlier;
    buf_adds(b, "\n  \"fruehere_ausgaben\": [");
    for (size_t i = 0; i < earlier_records(e); i++) {
        buf_adds(b, i > 0 ? ", {" : "{");
        json_text(b, "verzeichnis", earlier_record(e, i)->path);
        buf_printf(b, "\"zahlen\": %zu}", earlier_record(e, i)->figures);
    }
    buf_printf(b, "],\n  \"zahlen_bekannt\": %zu,", guard_shown_before(r->published).known);
}

static void put_json(const struct run *r, const struct audit *audit)
{
    struct buf b = BUF_INIT;
    const struct audit_losses *l = &audit->losses;
    buf_adds(&b, "{\n  ");
    json_text(&b, "ausgabe", r->edition.title);
    json_text(&b, "ergebnis", verdict(r, audit));
    put_json_before(&b, r);
    buf_printf(&b, "\n  \"nicht_ausreichend\": %zu,\n  \"verlust\": {\"zahlen\": %zu, "
                   "\"selbst\": %zu, \"fuer_andere\": %zu, \"einfaches_verfahren\": %zu},\n"
                   "  \"geheim\": [",
               audit->exposed, l->statistics, l->primary, l->complements, l->naive);
    for (size_t i = 0; i < audit->n_counts; i++) {
        struct audit_text t = describe(r, &audit->counts[i]);
        buf_adds(&b, i > 0 ? ",\n" : "\n");
        json_count(&b, &t);
    }
    buf_adds(&b, "\n  ]\n}\n");
    fputs(buf_str(&b), stdout);
    buf_release(&b);
}

int command_audit(const struct options *o, struct diag *d)
{
    static void (*const put[OUTPUT_FORMS])(const struct run *r, const struct audit *audit) = {
        [AS_TEXT] = put_text, [AS_CSV] = put_csv, [AS_JSON] = put_json};
    enum output_form form;
    if (options_form(o, &form, d) != 0)
        return COMMAND_USAGE;
    struct run r;
    int rc = run_load(&r, o, RUN_PUBLISHED, d);
    if (rc == 0)
        put[form](&r, published_audit(r.published));
    run_release(&r);
    return rc;
}
