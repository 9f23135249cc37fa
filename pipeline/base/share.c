#include "base/share.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

static const char *const devices[] = {"con", "prn", "aux", "nul"};
static const char *const numbered[] = {"com", "lpt"};

static bool same(const char *name, size_t n, const char *lower)
{
    for (size_t i = 0; i < n; i++) {
        char c = name[i];
        if ((c >= 'A' && c <= 'Z' ? (char)(c + 32) : c) != lower[i])
            return false;
    }
    return lower[n] == '\0';
}

/* What stands before the first dot counts: "nul.pdf" is the device, too. */
static bool is_device(const char *name)
{
    size_t n = strcspn(name, ".");
    while (n > 0 && name[n - 1] == ' ')
        n--;
    for (size_t i = 0; i < sizeof devices / sizeof *devices; i++) {
        if (same(name, n, devices[i]))
            return true;
    }
    for (size_t i = 0; i < sizeof numbered / sizeof *numbered; i++) {
        if (n == 4 && name[3] >= '0' && name[3] <= '9' && same(name, 3, numbered[i]))
            return true;
    }
    return false;
}

const char *share_name_fault(const char *name)
{
    size_t n = strlen(name);
    if (n == 0)
        return "er ist leer";
    if (n > SHARE_NAME_MAX)
        return "er ist länger als 120 Zeichen";
    for (size_t i = 0; i < n; i++) {
        if ((unsigned char)name[i] < ' ' || name[i] == 0x7F || strchr("<>:\"/\\|?*", name[i]))
            return "er enthält ein Zeichen, das auf Netzlaufwerken nicht erlaubt ist";
    }
    if (name[n - 1] == '.' || name[n - 1] == ' ')
        return "er endet mit einem Punkt oder Leerzeichen";
    return is_device(name) ? "so heißt unter Windows ein Gerät" : NULL;
}
