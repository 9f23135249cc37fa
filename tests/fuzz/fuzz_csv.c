/* Any bytes as a table. The first line names the descriptor that reads what follows, of the
 * project's or of tests/fuzz/world; any other line: the tidy form. */
#include "fuzz/tables.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct tables tables;
    if (tables.n == 0)
        tables_open(&tables, "inputs");
    const char *bytes = (const char *)data;
    const char *end = size > 0 ? memchr(bytes, '\n', size) : NULL;
    if (end == NULL)
        return -1;
    const struct table_form *form = tables_find(&tables, bytes, (size_t)(end - bytes));
    free(tables_read(&tables, form, end + 1, size - (size_t)(end + 1 - bytes)));
    return 0;
}
