/* Any bytes as case records. Seeds have the word GEHEIM in every field that is nobody's
 * business; whatever happens, no message may show it. */
#include "fuzz/tables.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const forms[] = {"faelle-tag", "faelle-jahr"};
    static struct tables tables;
    if (tables.n == 0)
        tables_open(&tables, world);
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        const struct table_form *form = tables_find(&tables, forms[i], strlen(forms[i]));
        assert(form != NULL);
        char *text = tables_read(&tables, form, (const char *)data, size);
        assert(strstr(text, "GEHEIM") == NULL);
        free(text);
    }
    return 0;
}
