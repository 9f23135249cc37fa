/* file, sha256: reading, writing aside, folders, digests. */
#define _XOPEN_SOURCE 700

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/sha256.h"

enum { MANY = 1 << 20 };

struct room {
    char dir[1024];
    struct arena *a;
    struct diag *d;
};

static int open_room(void **state)
{
    struct room *r = calloc(1, sizeof *r);
    const char *tmp = getenv("TMPDIR");
    snprintf(r->dir, sizeof r->dir, "%s/sb-test-XXXXXX", tmp != NULL ? tmp : "/tmp");
    r->a = arena_new();
    r->d = diag_new();
    *state = r;
    return mkdtemp(r->dir) != NULL ? 0 : -1;
}

static int close_room(void **state)
{
    struct room *r = *state;
    int rc = file_remove_tree(r->dir, NULL);
    arena_free(r->a);
    diag_free(r->d);
    free(r);
    return rc;
}

static char *in(struct room *r, const char *name)
{
    return path_join(r->a, r->dir, name);
}

static void assert_content(struct room *r, const char *path, const char *expected)
{
    struct buf b = BUF_INIT;
    assert_int_equal(file_read(path, MANY, &b, r->d), 0);
    assert_string_equal(buf_str(&b), expected);
    buf_release(&b);
}

static size_t entries(struct room *r)
{
    size_t n;
    dir_list(r->a, r->dir, "", &n);
    return n;
}

static void writes_and_reads(void **state)
{
    struct room *r = *state;
    char *path = in(r, "a.txt");
    assert_int_equal(file_write(path, "eins\n", 5, r->d), 0);
    assert_content(r, path, "eins\n");
    assert_int_equal(file_write(path, "", 0, r->d), 0);
    assert_content(r, path, "");
    assert_true(file_exists(path));
    assert_int_equal(entries(r), 1);
    assert_int_equal(diag_count(r->d), 0);
}

static void reports_what_cannot_be_read(void **state)
{
    struct room *r = *state;
    struct buf b = BUF_INIT;
    assert_int_equal(file_read(in(r, "none"), MANY, &b, r->d), -1);
    assert_string_equal(diag_at(r->d, 0)->text,
                        "Die Datei kann nicht gelesen werden (nicht vorhanden). Der Lauf endet "
                        "hier.");
    assert_string_equal(diag_at(r->d, 0)->at.file, in(r, "none"));
    assert_int_equal(file_read(r->dir, MANY, &b, r->d), -1);
    assert_int_equal(file_read("/dev/zero", MANY, &b, r->d), -1);
    char *pipe = in(r, "pipe");
    assert_int_equal(mkfifo(pipe, 0600), 0);
    assert_int_equal(file_read(pipe, MANY, &b, r->d), -1); /* and does not wait */
    assert_int_equal(file_write(in(r, "large"), "12345", 5, r->d), 0);
    assert_int_equal(file_read(in(r, "large"), 5, &b, r->d), 0);
    assert_int_equal(file_read(in(r, "large"), 4, &b, r->d), -1);
    assert_int_equal(diag_count(r->d), 5);
    assert_int_equal(diag_at(r->d, 4)->code, IO_TOO_LARGE);
    buf_release(&b);
}

static void maps(void **state)
{
    struct room *r = *state;
    struct file_map m;
    assert_int_equal(file_write(in(r, "f"), "abc", 3, r->d), 0);
    assert_int_equal(file_map(in(r, "f"), MANY, &m, r->d), 0);
    assert_int_equal(m.len, 3);
    assert_memory_equal(m.data, "abc", 3);
    file_unmap(&m);
    assert_int_equal(file_write(in(r, "empty"), "", 0, r->d), 0);
    assert_int_equal(file_map(in(r, "empty"), MANY, &m, r->d), 0);
    assert_int_equal(m.len, 0);
    file_unmap(&m);
    assert_int_equal(file_map(in(r, "none"), MANY, &m, r->d), -1);
    assert_int_equal(file_map(in(r, "f"), 2, &m, r->d), -1);
}

/* A limit on file sizes stands for a full disk: write fails in the middle. */
static void failed_write_leaves_the_old_file(void **state)
{
    struct room *r = *state;
    char *path = in(r, "a.pdf");
    assert_int_equal(file_write(path, "old", 3, r->d), 0);
    char *large = calloc(1, 100000);
    struct rlimit before;
    getrlimit(RLIMIT_FSIZE, &before);
    struct rlimit small = {50000, before.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &small);
    int rc = file_write(path, large, 100000, r->d);
    setrlimit(RLIMIT_FSIZE, &before);
    signal(SIGXFSZ, SIG_DFL);
    free(large);
    assert_int_equal(rc, -1);
    assert_int_equal(diag_at(r->d, 0)->code, IO_WRITE);
    assert_non_null(strstr(diag_at(r->d, 0)->text, "die Datei würde zu groß"));
    assert_content(r, path, "old");
    assert_int_equal(entries(r), 1);
    assert_int_equal(file_write(in(r, "none/a.pdf"), "x", 1, r->d), -1);
    assert_int_equal(file_write(r->dir, "x", 1, r->d), -1);
    assert_int_equal(entries(r), 1);
}

static void replaces_what_a_killed_run_left(void **state)
{
    struct room *r = *state;
    char *path = in(r, "a.pdf");
    char *left = arena_printf(r->a, "%s/.%s.%ld.tmp", r->dir, strrchr(path, '/') + 1,
                              (long)getpid());
    assert_int_equal(file_write(left, "half", 4, r->d), 0);
    assert_int_equal(file_write(path, "whole", 5, r->d), 0);
    assert_content(r, path, "whole");
    assert_false(file_exists(left));
}

static void makes_and_removes_folders(void **state)
{
    struct room *r = *state;
    assert_int_equal(file_make_dir(in(r, "a/b//c/"), r->d), 0);
    assert_int_equal(file_make_dir(in(r, "a/b/c"), r->d), 0);
    assert_int_equal(file_make_dir("/", r->d), 0);
    assert_int_equal(file_make_dir(".", r->d), 0);
    assert_int_equal(file_write(in(r, "a/b/c/f"), "x", 1, r->d), 0);
    assert_int_equal(file_make_dir(in(r, "a/b/c/f/g"), r->d), -1);
    assert_int_equal(file_make_dir(in(r, "a/b/c/f"), r->d), -1);
    assert_int_equal(file_make_dir(in(r, "outside"), r->d), 0);
    assert_int_equal(file_write(in(r, "outside/kept"), "x", 1, r->d), 0);
    assert_int_equal(symlink("../../outside", in(r, "a/b/link")), 0);
    assert_int_equal(file_remove_tree(in(r, "a"), r->d), 0);
    assert_false(file_exists(in(r, "a")));
    assert_true(file_exists(in(r, "outside/kept")));
    assert_int_equal(file_remove_tree(in(r, "a"), r->d), 0);
}

static void renames(void **state)
{
    struct room *r = *state;
    assert_int_equal(file_make_dir(in(r, "neu"), r->d), 0);
    assert_int_equal(file_rename(in(r, "neu"), in(r, "alt"), r->d), 0);
    assert_true(file_exists(in(r, "alt")));
    assert_int_equal(file_rename(in(r, "neu"), in(r, "alt"), r->d), -1);
}

static void joins_paths(void **state)
{
    struct room *r = *state;
    assert_string_equal(path_join(r->a, "a", "b"), "a/b");
    assert_string_equal(path_join(r->a, "a/", "b"), "a/b");
    assert_string_equal(path_join(r->a, "", "b"), "b");
    assert_string_equal(path_join(r->a, "/", "b"), "/b");
}

static void keeps_paths_inside(void **state)
{
    struct room *r = *state;
    char *base = in(r, "in");
    assert_int_equal(file_make_dir(in(r, "in/sub"), r->d), 0);
    assert_int_equal(file_make_dir(in(r, "inside-not"), r->d), 0);
    assert_int_equal(file_write(in(r, "in/f"), "x", 1, r->d), 0);
    assert_int_equal(file_write(in(r, "secret"), "x", 1, r->d), 0);
    assert_int_equal(symlink("../secret", in(r, "in/link")), 0);
    assert_int_equal(symlink("f", in(r, "in/good")), 0);
    assert_int_equal(symlink("/", in(r, "in/root")), 0);
    assert_int_equal(symlink("nowhere", in(r, "in/dangling")), 0);
    assert_string_equal(path_inside(r->a, base, "f"), in(r, "in/f"));
    assert_non_null(path_inside(r->a, base, "sub/../f"));
    assert_non_null(path_inside(r->a, base, "good"));
    assert_non_null(path_inside(r->a, base, "not/yet/there"));
    assert_null(path_inside(r->a, base, ""));
    assert_null(path_inside(r->a, base, "/etc/passwd"));
    assert_null(path_inside(r->a, base, "../secret"));
    assert_null(path_inside(r->a, base, "sub/../../secret"));
    assert_null(path_inside(r->a, base, "../inside-not"));
    assert_null(path_inside(r->a, base, "link"));
    assert_null(path_inside(r->a, base, "root/etc/passwd"));
    assert_null(path_inside(r->a, base, "root/not-there"));
    assert_null(path_inside(r->a, base, "dangling"));
    assert_null(path_inside(r->a, base, "none/../../secret"));
    assert_null(path_inside(r->a, in(r, "none"), "../secret"));
    assert_non_null(path_inside(r->a, in(r, "none"), "f"));
}

static void lists_sorted(void **state)
{
    struct room *r = *state;
    static const char *const names[] = {"b.csv", "a.csv", "C.csv", "d.xml"};
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(file_write(in(r, names[i]), "", 0, r->d), 0);
    size_t n;
    char **list = dir_list(r->a, r->dir, ".csv", &n);
    assert_int_equal(n, 3);
    assert_string_equal(list[0], "C.csv");
    assert_string_equal(list[1], "a.csv");
    assert_string_equal(list[2], "b.csv");
    dir_list(r->a, in(r, "none"), "", &n);
    assert_int_equal(n, 0);
}

/* FIPS 180-2, appendix B, and the empty message (NIST CAVP SHA256ShortMsg). */
static void digests(void **state)
{
    (void)state;
    char hex[SHA256_HEX];
    sha256_hex("abc", 3, hex);
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    sha256_hex(NULL, 0, hex);
    assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    char *million = malloc(1000000);
    memset(million, 'a', 1000000);
    sha256_hex(million, 1000000, hex);
    assert_string_equal(hex, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    free(million);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, open_room, close_room)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(writes_and_reads),
        TEST(reports_what_cannot_be_read),
        TEST(maps),
        TEST(failed_write_leaves_the_old_file),
        TEST(replaces_what_a_killed_run_left),
        TEST(makes_and_removes_folders),
        TEST(renames),
        TEST(joins_paths),
        TEST(keeps_paths_inside),
        TEST(lists_sorted),
        TEST(digests),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
