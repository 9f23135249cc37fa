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
                                                             "1", "b", "3a"});
    struct manifest_file file = {.path = "A.pdf", .area = "08", .title = "A", .source = "a.xml",
                                 .bytes = 7, .pages = 2};
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
    assert_int_equal(r->sha256[63], 'a');
    manifest_files(again, MANIFEST_FAILED, &n);
    assert_int_equal(n, 1);
    manifest_free(again);
    manifest_free(m);
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
        cmocka_unit_test(any_bytes_are_safe),     cmocka_unit_test(bag_values)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
