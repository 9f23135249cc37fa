/* Calendar files of any bytes: iCalendar, or a table where the first byte is odd. */
#include <stdint.h>

#include "calendar/calendar.h"
#include "fuzz/scratch.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct committee committees[] = {{"SOA", "Sozialausschuss", NULL, 0}};
    struct agenda g = {.committee = committees, .n_committees = 1, .calendar = "a.ics"};
    struct diag *d = diag_new();
    scratch_open();
    if (size > 0) {
        g.calendar = data[0] % 2 != 0 ? "a.csv" : "a.ics";
        scratch_put(g.calendar, data + 1, size - 1);
        calendar_free(calendar_load(scratch, &g, 20000, 21000, d)); /* 2024 to 2027 */
    }
    diag_free(d);
    return 0;
}
