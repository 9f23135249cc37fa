/* Any bytes into everything of base that reads text: numbers, dates, UTF-8, saved
 * diagnostics, names. Results must keep what the headers promise. */
#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/decimal.h"
#include "base/diag.h"
#include "base/german.h"
#include "base/str.h"
#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void numbers(struct arena *a, const char *s, size_t n)
{
    static const struct decimal_form forms[] = {{',', 0}, {',', '.'}, {',', ' '}, {'.', '\''}};
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        double v = 0;
        int decimals = 0;
        if (decimal_parse(s, n, forms[i], &v, &decimals) != DECIMAL_OK)
            continue;
        assert(isfinite(v) && decimals >= 0);
        const char *text = german_number(a, v, decimals < 9 ? decimals : 9);
        assert(utf8_check(text, strlen(text)) == strlen(text));
    }
    struct date d;
    if (date_parse(s, n, &d))
        assert(d.year >= 1800 && d.year <= 2200 && date_days(d) < 100000);
}

static void texts(struct arena *a, const char *s, size_t n)
{
    size_t valid = utf8_check(s, n);
    assert(valid <= n && utf8_length(s, valid) <= valid);
    const char *name = str_file_name(a, s);
    assert(name[0] != '\0' && strchr(name, '/') == NULL && strlen(name) < 128);
    const char *key = str_fold(a, s);
    assert(strcmp(str_fold(a, key), key) == 0);
    assert(str_distance(s, key, 3) <= 4);
    german_genitive(a, s);
    str_trim(a, s, n);
    struct buf b = BUF_INIT;
    buf_xml(&b, s);
    buf_json(&b, s);
    assert(utf8_check(buf_str(&b), b.len) == b.len);
    buf_release(&b);
}

static void messages(const char *s)
{
    struct diag *d = diag_new();
    diag_load(d, s);
    DIAG_AT(d, PATH_OUTSIDE, ((struct place){s, 1, 5}), s);
    diag_source(d, s, strlen(s));
    char *saved = diag_save(d);
    struct diag *again = diag_new();
    diag_load(again, saved);
    char *same = diag_save(again);
    assert(strcmp(saved, same) == 0);
    char *text = diag_text(d);
    assert(utf8_check(text, strlen(text)) == strlen(text));
    free(text);
    free(same);
    free(saved);
    diag_free(again);
    diag_free(d);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new();
    char *s = arena_alloc(a, size + 1);
    if (size > 0)
        memcpy(s, data, size);
    numbers(a, s, size);
    texts(a, s, strlen(s));
    messages(s);
    arena_free(a);
    return 0;
}
