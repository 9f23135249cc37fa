/* write, tree, manifest, bag: what hostile names and bytes do; digests from FIPS 180-4. */
#define _XOPEN_SOURCE 700

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive/bag.h"
#include "archive/manifest.h"
#include "archive/recorded.h"
#include "archive/shelf.h"
#include "archive/tree.h"
#include "base/arena.h"
#include "base/sha512.h"
#include "base/write.h"
#include "folder.h"

static void sha512_of_the_standard(void **state)
{
    char digest[SHA512_HEX];
    (void)state;
    sha512_hex("abc", 3, digest);
    assert_string_equal(digest, "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                                "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
    sha512_hex(NULL, 0, digest);
    assert_string_equal(digest, "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce"
                                "47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e");
}

static void writes_below_its_folder_only(void **state)
{
    static const char *const bad[] = {"../x", "a/../../x", "/x", "a//x", "./x", "a/", "", "..",
                                      "link/x", "a/./x", "dead", "dead/x", "file/x", "link"};
    struct folder f;
    char path[1024];
    (void)state;
    folder_open(&f);
    folder_write(&f, "outside/kept", "kept");
    folder_write(&f, "in/file", "file");
    snprintf(path, sizeof path, "%s/in/link", f.path);
    assert_int_equal(symlink("../outside", path), 0);
    snprintf(path, sizeof path, "%s/in/dead", f.path);
    assert_int_equal(symlink("../outside/new", path), 0);
    snprintf(path, sizeof path, "%s/in", f.path);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (write_inside(path, bad[i], "x", 1, f.d) != -1)
            fail_msg("written: %s", bad[i]);
    assert_int_equal(write_inside(path, "a/b/c", "x", 1, NULL), 0);
    struct arena *a = arena_new();
    size_t n = 0;
    const struct tree_entry *list = tree_list(a, f.path, &n, f.d);
    assert_non_null(list);
    assert_null(tree_find(list, n, "outside/new"));
    assert_null(tree_find(list, n, "x"));
    assert_non_null(tree_find(list, n, "in/a/b/c"));
    assert_int_equal(tree_find(list, n, "in/link")->kind, TREE_OTHER);
    assert_int_equal(n, 9); /* in, in/a, in/a/b, in/a/b/c, dead, file, link, outside, kept */
    arena_free(a);
    folder_close(&f);
}

static void plain_names(void **state)
{
    static const char *const good[] = {"a", "a/b.c", "...", "a/..b", "Köngen", "a b"};
    static const char *const bad[] = {"",    "/a",  "a/",  "a//b", "..",     "a/..", "./a", "~/a",
                                      "a\\b", "a\nb", "\xFF", "a/.", "a\x7F"};
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(tree_plain_name(good[i]));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(tree_plain_name(bad[i]));
}

static struct manifest *written(struct folder *f)
{
    struct manifest *m = manifest_new((struct manifest_head){"e", "T \"x\"\t\\ ü", "2026-01-02",
                                                             "1", "b", "3a", NULL});
    struct manifest_file file = {.path = "A.pdf", .area = "08", .title = "A", .source = "a.xml",
                                 .bytes = 7, .pages = 2, .name = "Bericht A", .newest = 2024,
                                 .hidden = 12, .warnings = 3};
    memset(file.sha256, 'a', SHA256_HEX - 1);
    manifest_add_report(m, file);
    manifest_add_failed(m, "09", "B");
    assert_int_equal(manifest_write(m, f->path, f->d), 0);
    return m;
}

static void manifest_comes_back(void **state)
{
    struct folder f;
    size_t n = 0;
    (void)state;
    folder_open(&f);
    struct manifest *m = written(&f), *again = manifest_load(f.path, f.d);
    assert_non_null(again);
    assert_string_equal(manifest_head(again)->title, "T \"x\"\t\\ ü");
    assert_string_equal(manifest_head(again)->pdfa, "3a");
    const struct manifest_file *r = manifest_files(again, MANIFEST_REPORTS, &n);
    assert_int_equal(n, 1);
    assert_string_equal(r->path, "A.pdf");
    assert_string_equal(r->source, "a.xml");
    assert_int_equal(r->bytes, 7);
    assert_int_equal(r->pages, 2);
    assert_string_equal(r->name, "Bericht A");
    assert_int_equal(r->newest, 2024);
    assert_int_equal(r->hidden, 12);
    assert_int_equal(r->warnings, 3);
    assert_int_equal(r->sha256[63], 'a');
    manifest_files(again, MANIFEST_FAILED, &n);
    assert_int_equal(n, 1);
    manifest_free(again);
    manifest_free(m);
    folder_close(&f);
}

/* What RFC 8259 calls a string; what is none is no manifest. */
static void strings_are_those_of_json(void **state)
{
    static const struct {
        const char *text, *title; /* NULL: no manifest */
    } cases[] = {{"a\\u003c\\/b", "a</b"}, {"\\u00fC", "ü"}, {"\\u20ac\\n", "€\n"},
                 {"\\u12", NULL},       {"\\x", NULL},    {"\\u0000", NULL},
                 {"\\ud800", NULL},     {"\\u00g0", NULL}, {"a\tb", NULL}, {"\\", NULL}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct folder f;
        char text[256];
        folder_open(&f);
        snprintf(text, sizeof text, "{\"title\": \"%s\"}\n", cases[i].text);
        folder_write(&f, "liste.json", text);
        struct manifest *m = manifest_load_as(f.path, "liste.json", f.d);
        assert_int_equal(m != NULL, cases[i].title != NULL);
        if (m != NULL)
            assert_string_equal(manifest_head(m)->title, cases[i].title);
        manifest_free(m);
        folder_close(&f);
    }
}

static void put_recorded(struct folder *f, const char *name, const char *digest)
{
    char path[1024];
    struct manifest_file file = {.path = "r.csv", .bytes = 1};
    struct manifest *m = manifest_new((struct manifest_head){name, "", "", "1", "b", "3a", NULL});
    snprintf(path, sizeof path, "%s/x", name);
    folder_write(f, path, "");
    if (digest != NULL) {
        memset(file.sha256, *digest, *digest != '\0' ? SHA256_HEX - 1 : 0);
        manifest_add_record(m, file);
    }
    snprintf(path, sizeof path, "%s/%s", f->path, name);
    assert_int_equal(manifest_write(m, path, f->d), 0);
    manifest_free(m);
}

/* Neither the edition itself nor its twin for print; what may have had a record, too. */
static void editions_with_a_record(void **state)
{
    static const struct {
        const char *edition, *digest;
    } wanted[] = {{"alt", "a"},    {"gekuerzt", ""}, {"neuer", "b"},
                  {"ohne", ""},    {"stumm", ""},    {"zerstoert", ""}};
    static const char *const own[] = {"neu", "neu-druck"};
    struct folder f;
    struct arena *a = arena_new();
    (void)state;
    folder_open(&f);
    put_recorded(&f, "alt", "a");
    put_recorded(&f, "neu", "c");
    put_recorded(&f, "neu-druck", "c");
    put_recorded(&f, "neuer", "b");
    put_recorded(&f, ".im-aufbau", "c");
    put_recorded(&f, "stumm", ""); /* names its record without a digest */
    put_recorded(&f, "vor-den-verzeichnissen", NULL);
    folder_write(&f, "vor-den-verzeichnissen/a.pdf", "%PDF");
    folder_write(&f, "ohne/r.csv", "");
    folder_write(&f, "gekuerzt/manifest.json", "{\"edition\": ");
    folder_write(&f, "gekuerzt/a.pdf", "%PDF");
    folder_write(&f, "zerstoert/manifest.json", "\xFF");
    folder_write(&f, "zerstoert/r.csv", "");
    folder_write(&f, "fremd/manifest.json", "{}");
    folder_write(&f, "einzeln/bericht.pdf", "%PDF");
    folder_write(&f, "datei.txt", "x");
    for (size_t i = 0; i < 2; i++) {
        size_t n = 0;
        const struct recorded *r = recorded_editions(f.path, own[i], "-druck", "r.csv", a, &n);
        assert_int_equal(n, sizeof wanted / sizeof *wanted);
        for (size_t k = 0; k < n; k++) {
            assert_string_equal(r[k].edition, wanted[k].edition);
            assert_int_equal(strlen(r[k].sha256), *wanted[k].digest != '\0' ? 64 : 0);
            assert_int_equal(r[k].sha256[0], *wanted[k].digest);
        }
    }
    size_t none = 1;
    recorded_editions("/nonexistent/folder", "neu", "-druck", "r.csv", a, &none);
    assert_int_equal(none, 0);
    arena_free(a);
    folder_close(&f);
}

static const struct shelf_edition *on_shelf(const struct shelf *s, const char *folder)
{
    for (size_t i = 0; i < s->n; i++)
        if (strcmp(s->edition[i].folder, folder) == 0)
            return &s->edition[i];
    return NULL;
}

static void the_shelf_shows_what_is_there(void **state)
{
    struct folder f;
    char path[1024];
    (void)state;
    folder_open(&f);
    snprintf(path, sizeof path, "%s/e", f.path);
    folder_write(&f, "e/A.pdf", "%PDF");
    struct manifest *m = manifest_new((struct manifest_head){"e", "T", "2026-01-02", "1", "b",
                                                             "3a", NULL});
    static const char *const files[] = {"A.pdf", "gone.pdf", "../f/B.pdf", "manifest.json"};
    for (size_t i = 0; i < 4; i++)
        manifest_add_report(m, (struct manifest_file){.path = files[i], .hidden = 5, .name = ""});
    manifest_add_failed(m, "09", "B");
    assert_int_equal(manifest_write(m, path, f.d), 0);
    manifest_free(m);
    folder_write(&f, "f/B.pdf", "%PDF");
    folder_write(&f, "f/C.pdf", "%PDF");
    snprintf(path, sizeof path, "%s/f", f.path);
    const struct manifest_file b = {.path = "B.pdf", .name = "B", .pages = 1};
    const struct manifest_file more[] = {{.path = "B.pdf", .name = "B", .pages = 2},
                                         {.path = "C.pdf", .name = "C", .pages = 3}};
    assert_int_equal(shelf_add_single(path, "T", "", &b, 1, f.d), 0);
    assert_int_equal(shelf_add_single(path, "T", "", more, 2, f.d), 0);
    folder_write(&f, "torn/manifest.json", "{\"reports\": [");
    struct shelf *s = shelf_load(f.path);
    const struct shelf_edition *e = on_shelf(s, "e"), *single = on_shelf(s, "f");
    assert_int_equal(s->n, 2);
    assert_int_equal(e->n_reports, 1);
    assert_int_equal(e->n_failed, 1);
    assert_string_equal(e->report[0].path, "A.pdf");
    assert_string_equal(e->report[0].area, "");
    assert_int_equal(e->report[0].hidden, 5);
    assert_true(single->single && !e->single);
    assert_int_equal(single->n_reports, 2);
    assert_int_equal(single->report[0].pages, 2);
    assert_int_equal(single->report[1].pages, 3);
    shelf_free(s);
    folder_close(&f);
}

/* Every beginning of a manifest, and every byte of it exchanged: no crash, and never more
 * than the manifest of an edition. */
static void any_bytes_are_safe(void **state)
{
    static const char other[] = {'\0', '"', '{', '}', ']', ',', '9', '\\', '\n', '\xFF'};
    struct folder f;
    char path[1024], text[4096], changed[4096];
    (void)state;
    folder_open(&f);
    manifest_free(written(&f));
    snprintf(path, sizeof path, "%s/" MANIFEST_FILE, f.path);
    FILE *in = fopen(path, "rb");
    assert_non_null(in);
    size_t len = fread(text, 1, sizeof text, in);
    fclose(in);
    for (size_t cut = 0; cut < len - 2; cut++) {
        struct diag *d = diag_new();
        folder_write_bytes(&f, MANIFEST_FILE, text, cut);
        assert_null(manifest_load(f.path, d));
        assert_true(diag_has_errors(d));
        diag_free(d);
    }
    for (size_t at = 0; at < len; at++) {
        memcpy(changed, text, len);
        changed[at] = other[at % sizeof other];
        folder_write_bytes(&f, MANIFEST_FILE, changed, len);
        struct diag *d = diag_new();
        struct manifest *m = manifest_load(f.path, d);
        assert_true(m != NULL || diag_has_errors(d));
        manifest_free(m);
        diag_free(d);
    }
    folder_close(&f);
}

static void bag_values(void **state)
{
    struct folder f;
    struct arena *a = arena_new();
    (void)state;
    folder_open(&f);
    assert_null(bag_value(a, f.path, "A"));
    folder_write(&f, BAG_INFO, "Ab: no\nA:  yes \r\nA: late\nB:\n");
    assert_string_equal(bag_value(a, f.path, "A"), "yes");
    assert_string_equal(bag_value(a, f.path, "B"), "");
    assert_null(bag_value(a, f.path, "C"));
    arena_free(a);
    folder_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sha512_of_the_standard), cmocka_unit_test(writes_below_its_folder_only),
        cmocka_unit_test(plain_names),            cmocka_unit_test(manifest_comes_back),
        cmocka_unit_test(strings_are_those_of_json),
        cmocka_unit_test(editions_with_a_record),
        cmocka_unit_test(the_shelf_shows_what_is_there),
        cmocka_unit_test(any_bytes_are_safe),     cmocka_unit_test(bag_values)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
