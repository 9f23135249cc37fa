/* arena, buf, names: memory and the containers on it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/names.h"

static void arena_gives_zeroed_aligned_memory(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    for (size_t n = 0; n < 300; n++) {
        unsigned char *p = arena_alloc(a, n);
        assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < n; i++)
            assert_int_equal(p[i], 0);
        memset(p, 0xAA, n);
    }
    assert_true(arena_used(a) >= 299 * 300 / 2);
    arena_free(a);
    arena_free(NULL);
}

static void arena_keeps_large_and_small_pieces_apart(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    char *large = arena_alloc(a, 1000000);
    char *small = arena_alloc(a, 10);
    char *second = arena_alloc(a, 200000);
    memset(large, 'l', 1000000);
    memset(small, 's', 10);
    memset(second, 't', 200000);
    assert_int_equal(large[999999], 'l');
    assert_int_equal(small[9], 's');
    assert_int_equal(second[0], 't');
    arena_free(a);
}

static void arena_copies_text(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    assert_null(arena_strdup(a, NULL));
    assert_string_equal(arena_strdup(a, "Nürtingen"), "Nürtingen");
    assert_string_equal(arena_strndup(a, "abcdef", 3), "abc");
    assert_string_equal(arena_strndup(a, "ab", 9), "ab");
    assert_string_equal(arena_printf(a, "%d/%s", 7, "x"), "7/x");
    arena_free(a);
}

/* Runs a function in a child; its exit status. */
static int status_of(void (*function)(void))
{
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        close(STDERR_FILENO);
        function();
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void overflow_array(void)
{
    arena_array(arena_new(), SIZE_MAX / 2, 4);
}

static void overflow_grow(void)
{
    mem_grow(NULL, SIZE_MAX / 2, 4);
}

static void overflow_buf(void)
{
    struct buf b = BUF_INIT;
    buf_adds(&b, "x");
    buf_reserve(&b, SIZE_MAX - 1);
}

static void impossible_sizes_end_the_process(void **state)
{
    (void)state;
    assert_int_equal(status_of(overflow_array), EXIT_IO);
    assert_int_equal(status_of(overflow_grow), EXIT_IO);
    assert_int_equal(status_of(overflow_buf), EXIT_IO);
}

static void buf_grows(void **state)
{
    (void)state;
    struct buf b = BUF_INIT;
    assert_string_equal(buf_str(&b), "");
    for (int i = 0; i < 1000; i++)
        buf_printf(&b, "%d,", i);
    assert_int_equal(b.len, 10 * 2 + 90 * 3 + 900 * 4);
    assert_int_equal(strlen(b.data), b.len);
    buf_clear(&b);
    assert_string_equal(buf_str(&b), "");
    char *taken = buf_detach(&b);
    assert_string_equal(taken, "");
    assert_null(b.data);
    free(taken);
    taken = buf_detach(&b);
    assert_string_equal(taken, "");
    free(taken);
    buf_release(&b);
}

static const char *text_of(struct buf *b, void (*put)(struct buf *, const char *), const char *s)
{
    buf_clear(b);
    put(b, s);
    return buf_str(b);
}

static const char *fixed(struct buf *b, int64_t v, int decimals)
{
    buf_clear(b);
    buf_fixed(b, v, decimals);
    return buf_str(b);
}

static const char *integer(struct buf *b, int64_t v)
{
    buf_clear(b);
    buf_int(b, v);
    return buf_str(b);
}

static void buf_writes_numbers(void **state)
{
    (void)state;
    struct buf b = BUF_INIT;
    assert_string_equal(integer(&b, 0), "0");
    assert_string_equal(integer(&b, -7), "-7");
    assert_string_equal(integer(&b, INT64_MAX), "9223372036854775807");
    assert_string_equal(integer(&b, INT64_MIN), "-9223372036854775808");
    assert_string_equal(fixed(&b, -1250, 3), "-1.25");
    assert_string_equal(fixed(&b, 5, 3), "0.005");
    assert_string_equal(fixed(&b, 1000, 3), "1");
    assert_string_equal(fixed(&b, 0, 3), "0");
    assert_string_equal(fixed(&b, 42, 0), "42");
    assert_string_equal(fixed(&b, 40, 0), "40");
    assert_string_equal(fixed(&b, INT64_MIN, 2), "-92233720368547758.08");
    buf_release(&b);
}

static void buf_escapes(void **state)
{
    (void)state;
    struct buf b = BUF_INIT;
    assert_string_equal(text_of(&b, buf_xml, "a<b & \"c\">\n"),
                        "a&lt;b &amp; &quot;c&quot;&gt;&#10;");
    assert_string_equal(text_of(&b, buf_xml, "\x01\xFFü"), "\xEF\xBF\xBD\xEF\xBF\xBDü");
    assert_string_equal(text_of(&b, buf_json, "\"\\\n\x01ü"), "\"\\\"\\\\\\n\\u0001ü\"");
    assert_string_equal(text_of(&b, buf_json, "\xC3"), "\"\xEF\xBF\xBD\"");
    buf_release(&b);
}

static void names_number_by_first_use(void **state)
{
    (void)state;
    struct names n;
    names_init(&n);
    for (uint32_t i = 0; i < 5000; i++) {
        char text[16];
        int len = snprintf(text, sizeof text, "n%u", (unsigned)i);
        assert_int_equal(names_find(&n, text, (size_t)len), NAMES_NONE);
        assert_int_equal(names_intern(&n, text, (size_t)len), i);
    }
    assert_int_equal(names_intern(&n, "n17", 3), 17);
    assert_int_equal(names_find(&n, "n4999", 5), 4999);
    assert_string_equal(names_at(&n, 1234), "n1234");
    assert_int_equal(names_find(&n, "n49990", 5), 4999);
    assert_int_equal(names_find(&n, "", 0), NAMES_NONE);
    assert_int_equal(names_intern(&n, "", 0), 5000);
    assert_int_equal(names_find(&n, NULL, 0), 5000);
    assert_int_equal(names_intern(&n, "n1\0x", 4), 1);
    names_release(&n);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_gives_zeroed_aligned_memory),
        cmocka_unit_test(arena_keeps_large_and_small_pieces_apart),
        cmocka_unit_test(arena_copies_text),
        cmocka_unit_test(impossible_sizes_end_the_process),
        cmocka_unit_test(buf_grows),
        cmocka_unit_test(buf_writes_numbers),
        cmocka_unit_test(buf_escapes),
        cmocka_unit_test(names_number_by_first_use),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
