#include "base/sign.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

/* Characters: Zeichenerklärung of the statistical offices of Germany. The sign a
 * deliverer hid a value with is printed like any other secret value. */
static const struct {
    const char *name;
    const char *text;
    const char *words;
    bool counts;
} signs[SIGN_COUNT] = {
    [SIGN_VALUE] = {"value", "", "", true},
    [SIGN_NOTHING] = {"nothing", "–", "nichts vorhanden", true},
    [SIGN_SMALL] = {"small", "0", "weniger als die Hälfte der kleinsten Einheit", true},
    [SIGN_UNKNOWN] = {"unknown", ".", "unbekannt oder geheim gehalten", false},
    [SIGN_LATER] = {"later", "…", "Angabe folgt später", false},
    [SIGN_UNSURE] = {"unsure", "/", "nicht sicher genug", false},
    [SIGN_CROSSED] = {"crossed", "x", "Aussage nicht sinnvoll", false},
    [SIGN_HIDDEN_UPSTREAM] = {"upstream", ".", "von der Datenquelle geheim gehalten", false},
    [SIGN_HIDDEN] = {"hidden", ".", "geheim gehalten", false},
    [SIGN_ABSENT] = {"absent", ".", "keine Angabe", false},
};

static const struct {
    const char *text;
    enum sign sign;
    const char *name;
} spellings[] = {
    {"-", SIGN_NOTHING, "Strich"},
    {"–", SIGN_NOTHING, "Strich"},
    {".", SIGN_UNKNOWN, "Punkt"},
    {"...", SIGN_LATER, "drei Punkte"},
    {"…", SIGN_LATER, "drei Punkte"},
    {"/", SIGN_UNSURE, "Schrägstrich"},
    {"x", SIGN_CROSSED, "Buchstabe x"},
    {"X", SIGN_CROSSED, "Buchstabe X"},
    {"*", SIGN_HIDDEN_UPSTREAM, "Stern"},
};

const char *sign_name(enum sign s)
{
    assert((unsigned)s < SIGN_COUNT);
    return signs[s].name;
}

const char *sign_text(enum sign s)
{
    assert((unsigned)s < SIGN_COUNT);
    return signs[s].text;
}

const char *sign_words(enum sign s)
{
    assert((unsigned)s < SIGN_COUNT);
    return signs[s].words;
}

const char *sign_called(const char *text)
{
    for (size_t i = 0; i < sizeof spellings / sizeof spellings[0]; i++) {
        if (strcmp(text, spellings[i].text) == 0)
            return spellings[i].name;
    }
    return NULL;
}

bool sign_parse(const char *text, enum sign *out)
{
    for (size_t i = 0; i < sizeof spellings / sizeof spellings[0]; i++) {
        if (strcmp(text, spellings[i].text) == 0) {
            *out = spellings[i].sign;
            return true;
        }
    }
    return false;
}

bool sign_counts(enum sign s)
{
    assert((unsigned)s < SIGN_COUNT);
    return signs[s].counts;
}
