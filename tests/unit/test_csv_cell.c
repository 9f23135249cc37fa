/* Cells of CSV files that leave the program: no formula, no lost column. Expected texts: RFC
 * 4180 (quotes) and the list of the OWASP page on CSV injection (= + - @ TAB CR). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/csv_cell.h"

static const struct {
    const char *text, *cell;
} cells[] = {
    {"", ""},
    {"Nürtingen", "Nürtingen"},
    {"je 1 000", "je 1 000"},
    {"–", "–"}, /* the sign for nothing is a dash, not a minus */
    {"a;b", "\"a;b\""},
    {"a\"b", "\"a\"\"b\""},
    {"a\nb", "\"a\nb\""},
    {" a", "\" a\""},
    {"a ", "\"a \""},
    {"#1", "\"#1\""},
    {"=1+1", "'=1+1"},
    {"=HYPERLINK(\"http://x\";\"y\")", "\"'=HYPERLINK(\"\"http://x\"\";\"\"y\"\")\""},
    {"@SUM(A1)", "'@SUM(A1)"},
    {"+49 7022", "'+49 7022"},
    {"-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"},
    {"-", "'-"},
    {"\t=1", "\"'\t=1\""},
    {"\r=1", "\"'\r=1\""},
    {" =1", "\"' =1\""},
    {"'=1", "''=1"},
    {"'s", "'s"},
    {"a=1", "a=1"},
    {"-3", "-3"}, /* numbers stay numbers */
    {"-3,5", "-3,5"},
    {"-0.25", "-0.25"},
    {"+12 %", "+12 %"},
    {"-3,5,1", "'-3,5,1"},
    {"-3,", "'-3,"},
    {"-,5", "'-,5"},
    {"-1e5", "'-1e5"},
    {"-3A1", "'-3A1"},
};

static void writes_cells(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++) {
        struct buf b = BUF_INIT;
        csv_cell_put(&b, cells[i].text);
        assert_string_equal(buf_str(&b), cells[i].cell);
        buf_release(&b);
    }
}

/* A cell without its quotes, as every reader of CSV gives it. */
static void unquote(struct buf *out, const char *cell)
{
    bool quoted = *cell == '"';
    size_t n = strlen(cell);
    for (size_t i = quoted; i + quoted < n; i++) {
        i += quoted && cell[i] == '"';
        buf_addc(out, cell[i]);
    }
}

static void gives_texts_back(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++) {
        struct buf b = BUF_INIT;
        unquote(&b, cells[i].cell);
        assert_string_equal(csv_cell_text(buf_str(&b)), cells[i].text);
        buf_release(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_cells),
        cmocka_unit_test(gives_texts_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
