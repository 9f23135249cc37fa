#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/sha256.h"
#include "base/sha512.h"
#include "base/str.h"
#include "cli/archived.h"

#define FILE_LIMIT ((size_t)2 << 30) /* [bytes] */

static void put_element(struct buf *b, const char *name, const char *value)
{
    buf_printf(b, "  <dc:%s>", name);
    buf_xml(b, value);
    buf_printf(b, "</dc:%s>\n", name);
}

static bool told_before(const struct catalogue *c, uint32_t i)
{
    for (uint32_t k = 0; k < i; k++) {
        if (str_eq(catalogue_source(c, k)->licence, catalogue_source(c, i)->licence)) {
            return true;
        }
    }
    return false;
}

void archived_dublin_core(const struct run *r, const struct manifest_head *head, struct buf *out)
{
    const char *district = areas_at(r->areas, areas_district(r->areas))->name;
    buf_adds(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                  "<oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\"\n"
                  "    xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n");
    put_element(out, "title", head->title);
    put_element(out, "creator", r->edition.publisher);
    put_element(out, "publisher", r->edition.publisher);
    put_element(out, "date", head->date);
    put_element(out, "identifier", head->edition);
    put_element(out, "language", "de");
    put_element(out, "type", "Collection");
    put_element(out, "format", "application/pdf");
    put_element(out, "subject", "Sozialberichterstattung");
    put_element(out, "coverage", district);
    for (uint32_t i = 0; i < catalogue_sources(r->catalogue); i++) {
        const struct source *s = catalogue_source(r->catalogue, i);
        put_element(out, "source",
                    arena_printf(r->arena, "%s: %s, %s", s->publisher, s->table, s->title));
    }
    for (uint32_t i = 0; i < catalogue_sources(r->catalogue); i++) {
        if (!told_before(r->catalogue, i)) {
            put_element(out, "rights", catalogue_source(r->catalogue, i)->licence);
        }
    }
    buf_adds(out, "</oai_dc:dc>\n");
}

static void put_json(struct buf *b, const char *before, const char *name, const char *value)
{
    buf_adds(b, before);
    buf_json(b, name);
    buf_adds(b, ": ");
    buf_json(b, value);
}

/* "Nürtingen: Sozialbericht 08116049 Nuertingen" */
static const char *shown_name(struct run *r, const struct manifest_file *f)
{
    char *stem = arena_strndup(r->arena, f->path, strcspn(f->path, "."));
    for (char *c = stem; *c != '\0'; c++) {
        *c = *c == '_' ? ' ' : *c;
    }
    return arena_printf(r->arena, "%s: %s", f->title ? f->title : "", stem);
}

int archived_oparl(struct run *r, const struct manifest *m, const char *folder, struct buf *out,
                   struct diag *d)
{
    size_t n = 0;
    struct buf bytes = BUF_INIT;
    const struct manifest_file *reports = manifest_files(m, MANIFEST_REPORTS, &n);
    int rc = 0;
    buf_adds(out, "[");
    for (size_t i = 0; rc == 0 && i < n; i++) {
        char digest[SHA512_HEX];
        rc = file_read(path_join(r->arena, folder, reports[i].path), FILE_LIMIT, &bytes, d);
        sha512_hex(bytes.data, bytes.len, digest);
        buf_adds(out, i > 0 ? ",\n" : "\n");
        put_json(out, "  {", "type", "https://schema.oparl.org/1.1/File");
        put_json(out, ", ", "name", shown_name(r, &reports[i]));
        put_json(out, ",\n   ", "fileName", reports[i].path);
        put_json(out, ", ", "mimeType", "application/pdf");
        put_json(out, ", ", "date", manifest_head(m)->date);
        buf_printf(out, ", \"size\": %zu", reports[i].bytes);
        put_json(out, ",\n   ", "sha512Checksum", digest);
        buf_adds(out, "}");
    }
    buf_adds(out, "\n]\n");
    buf_release(&bytes);
    return rc;
}

/* The record of published figures (guard/record.h), column by column. */
static const struct {
    const char *name, *csvw, *plain, *about;
} columns[] = {
    {"Indikator", "\"string\"", "string", "Kennung der Kennzahl im Katalog"},
    {"Formel", "\"string\"", "string", "Kennung der Formel; eine andere Formel hat eine andere"},
    {"Gebiet", "\"string\"", "string", "amtlicher Schlüssel"},
    {"Jahr", "\"integer\"", "integer", "Berichtsjahr"},
    {"Geschlecht", "\"string\"", "string", "m, w oder leer: beide"},
    {"Alter", "\"string\"", "string", "von-bis in vollendeten Jahren, 75- ist offen, leer: alle"},
    {"Wert", "{\"base\": \"decimal\", \"format\": {\"decimalChar\": \",\"}}", "number",
     "wie gedruckt; leer, wenn keine Zahl gezeigt wird"},
    {"Zeichen", "\"string\"", "string", "Zeichen an der Stelle des Werts oder dabei"},
    {"Anzahl", "{\"base\": \"decimal\", \"format\": {\"decimalChar\": \",\"}}", "number",
     "Zähler, wo er veröffentlicht ist"},
    {"Nenner", "{\"base\": \"decimal\", \"format\": {\"decimalChar\": \",\"}}", "number",
     "Nenner, wo er veröffentlicht ist"},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

void archived_csvw(const char *path, struct buf *out)
{
    buf_adds(out, "{\"@context\": [\"http://www.w3.org/ns/csvw\", {\"@language\": \"de\"}],\n ");
    put_json(out, "", "url", path);
    buf_adds(out, ",\n \"dialect\": {\"delimiter\": \";\", \"header\": true, \"quoteChar\": null, "
                  "\"encoding\": \"utf-8\"},\n \"tableSchema\": {\"columns\": [");
    for (size_t i = 0; i < COLUMNS; i++) {
        put_json(out, i > 0 ? ",\n  {" : "\n  {", "name", columns[i].name);
        put_json(out, ", ", "titles", columns[i].name);
        put_json(out, ", ", "dc:description", columns[i].about);
        buf_printf(out, ", \"null\": \"\", \"datatype\": %s}", columns[i].csvw);
    }
    buf_adds(out, "\n ]}}\n");
}

void archived_datapackage(const char *name, const char *path, struct buf *out)
{
    char *lower = mem_strdup(name); /* names of packages have no capitals */
    for (char *c = lower; *c != '\0'; c++) {
        *c = *c >= 'A' && *c <= 'Z' ? (char)(*c + 32) : *c;
    }
    put_json(out, "{", "name", lower);
    buf_adds(out, ",\n \"resources\": [{\"name\": \"veroeffentlicht\"");
    put_json(out, ", ", "path", path);
    buf_adds(out, ", \"format\": \"csv\", \"mediatype\": \"text/csv\", \"encoding\": \"utf-8\",\n"
                  "  \"profile\": \"tabular-data-resource\",\n"
                  "  \"dialect\": {\"delimiter\": \";\", \"header\": true},\n"
                  "  \"schema\": {\"missingValues\": [\"\"], \"fields\": [");
    for (size_t i = 0; i < COLUMNS; i++) {
        put_json(out, i > 0 ? ",\n   {" : "\n   {", "name", columns[i].name);
        put_json(out, ", ", "type", columns[i].plain);
        put_json(out, ", ", "description", columns[i].about);
        buf_adds(out, str_eq(columns[i].plain, "number") ? ", \"decimalChar\": \",\"}" : "}");
    }
    buf_adds(out, "\n  ]}}]}\n");
    free(lower);
}

static int by_text(const void *x, const void *y)
{
    return strcmp(*(const char *const *)x, *(const char *const *)y);
}

/* One line of /proc/self/maps: the path of a shared library, or NULL. */
static const char *library_of(char *line)
{
    char *path = strchr(line, '/');
    if (path == NULL) {
        return NULL;
    }
    path[strcspn(path, "\n")] = '\0';
    const char *so = strstr(strrchr(path, '/'), ".so");
    return so != NULL && (so[3] == '\0' || so[3] == '.') ? path : NULL;
}

static void put_library(struct buf *out, const char *path)
{
    struct diag *silent = diag_new(); /* one that is gone meanwhile is not named */
    struct file_map map;
    char digest[SHA256_HEX];
    if (file_map(path, FILE_LIMIT, &map, silent) == 0) {
        sha256_hex(map.data, map.len, digest);
        file_unmap(&map);
        buf_printf(out, "Bibliothek %s, SHA-256 %s\n", strrchr(path, '/') + 1, digest);
    }
    diag_free(silent);
}

/* Which libraries are loaded tells the system; their own numbers would have to be asked
 * for in each room. Systems without /proc name none. */
static void put_libraries(struct buf *out)
{
    struct arena *a = arena_new();
    const char *paths[256];
    size_t n = 0;
    char line[4096];
    FILE *maps = fopen("/proc/self/maps", "r");
    while (maps != NULL && n < sizeof paths / sizeof *paths &&
           fgets(line, sizeof line, maps) != NULL) {
        const char *path = library_of(line);
        if (path != NULL && (n == 0 || !str_eq(paths[n - 1], path))) {
            paths[n++] = arena_strdup(a, path);
        }
    }
    if (maps != NULL) {
        fclose(maps);
    }
    qsort(paths, n, sizeof *paths, by_text);
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || !str_eq(paths[i - 1], paths[i])) {
            put_library(out, paths[i]);
        }
    }
    arena_free(a);
}

void archived_program(const struct manifest *m, const char *version, const char *build,
                      struct buf *out)
{
    size_t n = 0;
    const struct manifest_file *fonts = manifest_files(m, MANIFEST_FONTS, &n);
    buf_printf(out, "Programm sozialbericht %s, Bau %s\n", version, build);
    for (size_t i = 0; i < n; i++) {
        buf_printf(out, "Schrift %s (%s), SHA-256 %s\n", fonts[i].path,
                   fonts[i].version ? fonts[i].version : "ohne Angabe", fonts[i].sha256);
    }
    put_libraries(out);
}
