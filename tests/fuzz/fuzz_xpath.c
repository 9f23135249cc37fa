/* Any bytes as an expression of a template, over a few items. */
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "xml/xml.h"
#include "xml/xpath.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int first(void *ctx, const struct xpath_value *args, size_t n_args,
                 struct xpath_value *out, const char **error)
{
    (void)ctx;
    assert(n_args >= 1 && n_args <= 2);
    if (args[0].type != XPATH_ITEMS || args[0].n_items == 0) {
        *error = "Hier fehlt ein Element.";
        return -1;
    }
    *out = args[0];
    out->n_items = 1;
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new();
    struct xpath *x = xpath_new();
    struct diag *d = diag_new();
    char *text = arena_strndup(a, (const char *)data, size);
    struct xpath_item *items[3];
    for (size_t i = 0; i < 3; i++) {
        items[i] = xpath_item_new(x, i > 0 ? items[0] : NULL, "e", NULL);
        xpath_item_set(items[i], "a", i == 0 ? "1" : "zwei");
        xpath_item_text(items[i], "Ü");
    }
    xpath_register(x, "f", 1, 2, first, NULL);
    xpath_enter(x);
    xpath_set(x, "x", &(struct xpath_value){.type = XPATH_ITEMS, .items = items, .n_items = 3});
    xpath_context(x, items[0]);
    for (int i = 0; i < 2; i++) {
        struct xpath_value v;
        size_t before = diag_count(d);
        int rc = xpath_eval(x, text, NULL, NULL, 0, &v, d);
        assert((rc != 0) == (diag_count(d) > before));
        xpath_truth(&v);
        xpath_number(&v);
        xpath_string(x, &v);
        xpath_reset(x, 3);
    }
    xpath_leave(x);
    xpath_free(x);
    diag_free(d);
    arena_free(a);
    return 0;
}
