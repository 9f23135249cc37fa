/* Calendar files of any bytes: iCalendar, or a table where the first byte is odd. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "calendar/calendar.h"

static char folder[] = "/tmp/fuzz-calendar-XXXXXX";

static void put(const char *name, const void *bytes, size_t n)
{
    char path[sizeof folder + 32];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "wb");
    if (f == NULL || fwrite(bytes, 1, n, f) != n || fclose(f) != 0)
        abort();
}

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    return mkdtemp(folder) != NULL ? 0 : 1;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct committee committees[] = {{"SOA", "Sozialausschuss", NULL, 0}};
    struct agenda g = {.committee = committees, .n_committees = 1, .calendar = "a.ics"};
    struct diag *d = diag_new();
    if (size > 0) {
        g.calendar = data[0] % 2 != 0 ? "a.csv" : "a.ics";
        put(g.calendar, data + 1, size - 1);
        calendar_free(calendar_load(folder, &g, 20000, 21000, d)); /* 2024 to 2027 */
    }
    diag_free(d);
    return 0;
}
