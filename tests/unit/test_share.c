/* share: names that Windows shares refuse. The reserved names are those of Microsoft's
 * "Naming Files, Paths, and Namespaces". */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/share.h"

static void refuses(void **state)
{
    static const char *const bad[] = {
        "",      "CON",  "con.pdf", "Prn.txt", "aux",   "NUL.tar.gz", "com1",  "COM9.pdf",
        "lpt3",  "nul .pdf", "a.",  "a ",      "a:b",   "a/b",        "a\\b",  "a?",
        "a*.pdf", "a\"b", "a<b",    "a|b",     "a\nb",  "a\x7F",      "COM0.x"};
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (share_name_fault(bad[i]) == NULL)
            fail_msg("taken: %s", bad[i]);
}

static void takes(void **state)
{
    static const char *const good[] = {"Sozialbericht_08116049_Nuertingen.pdf", "console.pdf",
                                       "com.pdf", "com10.pdf", "nul_.pdf", "a.b", ".x", "Köngen",
                                       "auxiliar", "lpt.1", "x con"};
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (share_name_fault(good[i]) != NULL)
            fail_msg("refused: %s", good[i]);
}

static void length(void **state)
{
    char name[SHARE_NAME_MAX + 2];
    (void)state;
    memset(name, 'a', sizeof name);
    name[SHARE_NAME_MAX + 1] = '\0';
    assert_non_null(share_name_fault(name));
    name[SHARE_NAME_MAX] = '\0';
    assert_null(share_name_fault(name));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(refuses), cmocka_unit_test(takes),
                                       cmocka_unit_test(length)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
