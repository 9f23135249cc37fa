#define _GNU_SOURCE /* flock */
#include "cli/index_page.h"

#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "archive/shelf.h"
#include "base/date.h"
#include "base/file.h"
#include "base/german.h"
#include "base/sha256.h"
#include "base/str.h"
#include "base/write.h"
#include "calendar/made.h"

#define PAGE "index.html"

struct html {
    struct buf b;
    struct run *r;
    struct arena *a;
    const struct shelf *shelf;
    const struct made_list *made; /* NULL: which edition is for which session is not known */
};

static void put(struct html *p, const char *html)
{
    buf_adds(&p->b, html);
}

static void text(struct html *p, const char *s)
{
    buf_xml(&p->b, s);
}

/* A name of a folder or file as a part of a link (RFC 3986, 2.3: what need not be encoded). */
static void put_encoded(struct html *p, const char *s)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                "0123456789-._~";
    for (; *s != '\0'; s++) {
        if (strchr(plain, *s) != NULL) {
            buf_addc(&p->b, *s);
        } else {
            buf_printf(&p->b, "%%%02X", (unsigned)(unsigned char)*s);
        }
    }
}

/* "./": a name with a colon would be taken for a scheme. */
static void put_link(struct html *p, const char *folder, const char *file)
{
    put(p, "./");
    put_encoded(p, folder);
    put(p, "/");
    put_encoded(p, file);
}

static const char base64_digits[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/* SHA-256 of a text in base64 (RFC 4648), for the policy: only this script may run. */
static void put_hash(struct html *p, const char *s)
{
    unsigned char h[SHA256_BYTES + 1] = {0};
    sha256(s, strlen(s), h);
    for (size_t i = 0; i < SHA256_BYTES; i += 3) { /* 32 bytes: the last group has two */
        unsigned v = (unsigned)h[i] << 16 | (unsigned)h[i + 1] << 8 |
                     (i + 2 < SHA256_BYTES ? h[i + 2] : 0u);
        buf_addc(&p->b, base64_digits[v >> 18]);
        buf_addc(&p->b, base64_digits[v >> 12 & 63]);
        buf_addc(&p->b, base64_digits[v >> 6 & 63]);
        buf_addc(&p->b, i + 2 < SHA256_BYTES ? base64_digits[v & 63] : '=');
    }
}

static const struct area *district(const struct html *p)
{
    return areas_at(p->r->areas, areas_district(p->r->areas));
}

static void put_head(struct html *p)
{
    put(p, "<!DOCTYPE html>\n<html lang=\"de\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
           "style-src 'unsafe-inline'; script-src 'sha256-");
    put_hash(p, index_script());
    put(p, "'\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           "<title>Sozialberichte ");
    text(p, district(p)->name);
    put(p, "</title>\n<style>\n");
    index_put_style(&p->b, p->r->theme);
    put(p, "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#inhalt\">Zum Inhalt</a>\n"
           "<header>\n<h1>Sozialberichte ");
    text(p, district(p)->name);
    put(p, "</h1>\n<p>");
    text(p, p->r->edition.publisher);
    put(p, "</p>\n</header>\n<main id=\"inhalt\" tabindex=\"-1\">\n");
}

/* The newest edition's report about an area alone: what a click on the map opens. Whole
 * editions come before single reports, the edition of edition.xml before all. */
static const struct manifest_file *report_of(const struct html *p, const char *key,
                                             const char **folder)
{
    const struct manifest_file *found = NULL;
    int best = -1;
    for (size_t i = 0; i < p->shelf->n; i++) {
        const struct shelf_edition *e = &p->shelf->edition[i];
        int rank = str_eq(e->folder, p->r->edition.name) ? 2 : !e->single;
        for (size_t k = 0; rank > best && k < e->n_reports; k++) {
            if (str_eq(e->report[k].area, key)) {
                found = &e->report[k];
                *folder = e->folder;
                best = rank;
            }
        }
    }
    return found;
}

static void put_path(struct html *p, const struct geo_map *m, const struct geo_shape *s,
                     const char *class)
{
    buf_printf(&p->b, "<path%s fill-rule=\"evenodd\" d=\"", class);
    for (size_t i = 0; i < s->n_rings; i++) {
        for (size_t k = 0; k < s->ring[i].n; k++) {
            struct geo_point at = s->ring[i].point[k];
            buf_printf(&p->b, "%s%ld %ld", k == 0 ? "M" : "L", ((long)at.x - m->low.x) / 10,
                       ((long)m->high.y - at.y) / 10);
        }
        put(p, "Z");
    }
    put(p, "\"/>");
}

static void put_shape(struct html *p, const struct geo_map *m, const struct geo_shape *s)
{
    const char *folder = "";
    const struct manifest_file *f = report_of(p, s->key, &folder);
    if (f == NULL) {
        put_path(p, m, s, " class=\"none\"");
        put(p, "\n");
        return;
    }
    put(p, "<a href=\"");
    put_link(p, folder, f->path);
    put(p, "\" aria-label=\"");
    text(p, f->title);
    put(p, " (PDF)\" data-n=\"");
    text(p, str_fold(p->a, f->title));
    put(p, " ");
    text(p, str_fold(p->a, s->key));
    put(p, "\"><title>");
    text(p, f->title);
    put(p, "</title>");
    put_path(p, m, s, "");
    put(p, "</a>\n");
}

/* Borders as wide as 0.15 % of the map. Coordinates are tens of metres. */
static void put_map(struct html *p)
{
    const struct geo_map *m = p->r->map;
    if (m == NULL) {
        return;
    }
    long w = ((long)m->high.x - m->low.x) / 10 + 1, h = ((long)m->high.y - m->low.y) / 10 + 1;
    put(p, "<div>\n");
    buf_printf(&p->b, "<svg viewBox=\"-10 -10 %ld %ld\" role=\"group\" style=\"--line:%ld\" "
                      "aria-label=\"Karte: Gemeinden im ",
               w + 20, h + 20, w * 3 / 2000 + 1);
    text(p, district(p)->name);
    put(p, "\">\n");
    for (size_t i = 0; i < m->n_shapes; i++) {
        put_shape(p, m, &m->shape[i]);
    }
    put(p, "</svg>\n<p id=\"ort\" class=\"grey\" aria-hidden=\"true\" data-text=\"Eine Gemeinde "
           "anklicken öffnet ihren Bericht.\">Eine Gemeinde anklicken öffnet ihren Bericht.</p>\n"
           "<p class=\"grey\">Grenzen: ");
    text(p, m->source);
    put(p, m->source[0] != '\0' && m->licence[0] != '\0' ? ", " : "");
    text(p, m->licence);
    put(p, "</p>\n</div>\n");
}

static const struct made *session_of(const struct html *p, const char *folder)
{
    for (size_t i = 0; p->made != NULL && i < made_count(p->made); i++) {
        if (str_eq(made_at(p->made, i)->edition, folder)) {
            return made_at(p->made, i);
        }
    }
    return NULL;
}

/* "Sitzung SOA am 10.12.2026", "Musterausgabe 2026", "Musterausgabe 2026, Druck" */
static const char *heading(const struct html *p, const struct shelf_edition *e)
{
    const struct made *m = session_of(p, e->folder);
    if (m != NULL) {
        char iso[11];
        date_iso(m->session, iso);
        return arena_printf(p->a, "Sitzung %s am %s%s%s", m->committee, german_date(p->a, iso),
                            m->suffix[0] != '\0' ? ", " : "", m->suffix);
    }
    const char *title = e->title[0] != '\0' ? e->title : e->folder;
    if (e->single) {
        return arena_printf(p->a, "%s, einzeln erstellt", title);
    }
    return str_ends(e->folder, PRINT_SUFFIX) ? arena_printf(p->a, "%s, für den Druck", title)
                                             : title;
}

/* The edition of edition.xml first, what else there is behind it; NULL at the end. */
static const struct shelf_edition *in_order(const struct html *p, size_t number)
{
    for (int first = 1; first >= 0; first--) {
        for (size_t i = 0; i < p->shelf->n; i++) {
            const struct shelf_edition *e = &p->shelf->edition[i];
            if (e->n_reports > 0 && str_eq(e->folder, p->r->edition.name) == (first == 1) &&
                --number == 0) {
                return e;
            }
        }
    }
    return NULL;
}

static void put_contents(struct html *p)
{
    const struct shelf_edition *e = in_order(p, 1);
    if (in_order(p, 2) == NULL) {
        return;
    }
    put(p, "<nav aria-labelledby=\"ausgaben\">\n<h2 id=\"ausgaben\">Ausgaben</h2>\n<ul>\n");
    for (size_t i = 1; e != NULL; e = in_order(p, ++i)) {
        buf_printf(&p->b, "<li><a href=\"#a%zu\">", i);
        text(p, heading(p, e));
        put(p, "</a></li>\n");
    }
    put(p, "</ul>\n</nav>\n");
}

static void put_finder(struct html *p)
{
    put(p, "<div class=\"find\">\n<div>\n<div id=\"finder\" role=\"search\" hidden>\n"
           "<label for=\"suche\">Gemeinde oder Bericht suchen</label>\n"
           "<input id=\"suche\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\" "
           "aria-describedby=\"wie\">\n"
           "<p id=\"zahl\" role=\"status\"></p>\n"
           "<p id=\"wie\" class=\"grey\">Name oder Anfang des Namens, amtlicher Schlüssel, "
           "Ausgabe; „oe“ und „o“ finden auch „ö“.</p>\n</div>\n");
    put(p, "<p class=\"grey\">Alle Berichte sind PDF-Dateien mit Lesezeichen und Strukturangaben "
           "für Vorleseprogramme. „Geheime Werte“ zählt, was zum Schutz einzelner Menschen nicht "
           "gezeigt wird.</p>\n");
    put_contents(p);
    put(p, "</div>\n");
    put_map(p);
    put(p, "</div>\n");
}

/* "1,4 MB", "230 KB" */
static const char *size_text(struct html *p, size_t bytes)
{
    if (bytes >= 1000000) {
        return german_quantity(p->a, (double)bytes / 1e6, 1, "MB");
    }
    return german_quantity(p->a, (double)(bytes / 1000 + 1), 0, "KB");
}

static void put_count(struct html *p, size_t n, const char *zero)
{
    put(p, n > 0 ? "<td class=\"n w\">" : "<td class=\"n\">");
    text(p, n > 0 ? german_number(p->a, (double)n, 0) : zero);
    put(p, "</td>");
}

static void put_report(struct html *p, const struct shelf_edition *e,
                       const struct manifest_file *f)
{
    const char *name = f->name[0] != '\0' ? f->name : f->path;
    put(p, "<tr data-n=\"");
    const char *const searched[] = {name, f->title, f->area, f->path, e->folder};
    for (size_t i = 0; i < sizeof searched / sizeof *searched; i++) {
        text(p, i > 0 ? " " : "");
        text(p, str_fold(p->a, searched[i]));
    }
    put(p, "\"><th scope=\"row\"><a href=\"");
    put_link(p, e->folder, f->path);
    put(p, "\">");
    text(p, name);
    put(p, "</a></th><td class=\"n\">");
    text(p, f->newest > 0 ? arena_printf(p->a, "%d", f->newest) : "–");
    put(p, "</td>");
    put_count(p, f->hidden, "keine");
    put_count(p, f->warnings, "keine");
    put(p, "<td class=\"n\">");
    text(p, german_number(p->a, (double)f->pages, 0));
    put(p, "</td><td class=\"n\">");
    text(p, size_text(p, f->bytes));
    put(p, "</td><td><details><summary>SHA-256<span hidden> von ");
    text(p, name);
    put(p, "</span></summary><code>");
    text(p, f->sha256);
    put(p, "</code></details></td></tr>\n");
}

static void put_about(struct html *p, const struct shelf_edition *e, size_t number)
{
    buf_printf(&p->b, "<p class=\"about\">Ordner <span id=\"o%zu\">", number);
    text(p, e->folder);
    put(p, "</span>");
    if (e->date[0] != '\0') {
        put(p, ", Stand ");
        text(p, german_date(p->a, e->date));
    }
    put(p, ", ");
    text(p, german_number(p->a, (double)e->n_reports, 0));
    put(p, e->n_reports == 1 ? " Bericht" : " Berichte");
    if (e->n_failed > 0) {
        put(p, ", <span class=\"w\">");
        text(p, german_number(p->a, (double)e->n_failed, 0));
        put(p, e->n_failed == 1 ? " fehlt</span>" : " fehlen</span>");
    }
    if (!e->single) {
        put(p, ". <a href=\"");
        put_link(p, e->folder, "manifest.json");
        put(p, "\">Herkunft und Prüfsummen</a>");
    }
    put(p, "</p>\n");
}

static void put_edition(struct html *p, const struct shelf_edition *e, size_t number)
{
    buf_printf(&p->b, "<section data-e aria-labelledby=\"a%zu o%zu\">\n<h2 id=\"a%zu\">",
               number, number, number); /* titles alone may be the same */
    text(p, heading(p, e));
    put(p, "</h2>\n");
    put_about(p, e, number);
    buf_printf(&p->b, "<div class=\"scroll\" tabindex=\"0\" role=\"group\" "
                      "aria-labelledby=\"a%zu\">\n<table>\n<caption>", number);
    text(p, heading(p, e));
    put(p, ": Berichte</caption>\n<thead><tr><th scope=\"col\">Bericht</th>"
           "<th scope=\"col\" class=\"n\">Zahlen<br>bis</th>"
           "<th scope=\"col\" class=\"n\">Geheime<br>Werte</th>"
           "<th scope=\"col\" class=\"n\">Warnungen</th>"
           "<th scope=\"col\" class=\"n\">Seiten</th><th scope=\"col\" class=\"n\">Größe</th>"
           "<th scope=\"col\">Prüfsumme</th></tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < e->n_reports; i++) {
        put_report(p, e, &e->report[i]);
    }
    put(p, "</tbody>\n</table>\n</div>\n</section>\n");
}

static void put_editions(struct html *p)
{
    const struct shelf_edition *e = in_order(p, 1);
    if (e == NULL) {
        put(p, "<p>Noch sind keine Berichte erstellt.</p>\n");
    }
    for (size_t i = 1; e != NULL; e = in_order(p, ++i)) {
        put_edition(p, e, i);
    }
}

static void put_page(struct html *p)
{
    put_head(p);
    put_finder(p);
    put_editions(p);
    put(p, "</main>\n<footer>\n<p>Erstellt mit sozialbericht ");
    text(p, p->r->edition.version);
    put(p, ". Prüfsummen: sha256sum DATEI.</p>\n</footer>\n<script>");
    put(p, index_script());
    put(p, "</script>\n</body>\n</html>\n");
}

int index_write(struct run *r, struct diag *d)
{
    struct html p = {.r = r, .a = r->arena};
    struct diag *silent = diag_new(); /* a damaged record is run-due's business */
    const char *outputs = r->options->output;
    int lock = open(outputs, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (lock >= 0) {
        flock(lock, LOCK_EX); /* without it a list may be an edition behind: no more */
    }
    struct shelf *shelf = shelf_load(outputs);
    struct made_list *made = made_load(outputs, silent);
    p.shelf = shelf;
    p.made = made;
    put_page(&p);
    write_clear(path_join(p.a, outputs, ".")); /* "/.": the folder itself may be a link */
    int rc = file_write(path_join(p.a, outputs, PAGE), p.b.data, p.b.len, d);
    if (lock >= 0) {
        close(lock);
    }
    made_free(made);
    shelf_free(shelf);
    diag_free(silent);
    buf_release(&p.b);
    return rc;
}
