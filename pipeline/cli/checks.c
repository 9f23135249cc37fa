#include "cli/checks.h"

#include <string.h>

#include "base/buf.h"
#include "base/decimal.h"
#include "base/file.h"
#include "base/german.h"
#include "xml/xml.h"

/* "2026-11-23" gives 2026; the grammar knows no other form. */
static int year_of(const char *date)
{
    unsigned year = 0;
    decimal_uint(date, strcspn(date, "-"), 9999, &year);
    return (int)year;
}

int checks_run(struct run *r, enum check_extent extent, struct diag *d)
{
    if (r->findings != NULL)
        return 0;
    r->findings = check_new(r->areas, r->catalogue, r->delivered);
    int rc = check_accept(r->findings, r->options->inputs, d);
    check_facts(r->findings, extent, year_of(r->edition.date), d);
    return rc;
}

void checks_tell(struct run *r, enum diag_code warnings, struct diag *d)
{
    size_t n_errors = check_of_level(r->findings, CHECK_ERROR);
    size_t n_warnings = check_of_level(r->findings, CHECK_WARNING);
    if (n_errors > 0)
        DIAG_PLAIN(d, CHECK_ERRORS, german_number(r->arena, (double)n_errors, 0));
    if (n_warnings > 0)
        DIAG_PLAIN(d, warnings, german_number(r->arena, (double)n_warnings, 0));
}

static void put_attr(struct buf *b, const char *name, const char *value)
{
    buf_printf(b, " %s=\"", name);
    buf_xml(b, value);
    buf_addc(b, '"');
}

/* The words of the planner and names of the catalogue, never a figure: what is hidden in the
 * reports stays hidden. */
static void put_acceptance(struct buf *b, const struct run *r, const struct acceptance *a)
{
    char year[16] = "";
    if (a->year != 0)
        memcpy(year, arena_printf(r->arena, "%d", a->year), 5);
    buf_adds(b, "<finding");
    put_attr(b, "rule", check_rule_find(a->rule)->name);
    put_attr(b, "subject", check_subject(r->findings, a));
    if (a->area != AREA_NONE) {
        put_attr(b, "key", areas_at(r->areas, a->area)->key);
        put_attr(b, "area", areas_at(r->areas, a->area)->name);
    }
    put_attr(b, "year", year);
    put_attr(b, "by", a->by);
    put_attr(b, "date", a->date);
    buf_addc(b, '>');
    buf_xml(b, a->reason);
    buf_adds(b, "</finding>");
}

int checks_record(struct run *r, struct diag *d)
{
    if (!file_exists(path_join(r->arena, r->options->inputs, "accepted.xml"))) {
        compose_use_record(r->compose, "accepted", NULL);
        return 0;
    }
    if (checks_run(r, CHECK_ACCEPTED, d) != 0)
        return -1;
    struct buf b = BUF_INIT;
    buf_adds(&b, "<accepted>");
    for (size_t i = 0; i < check_acceptances(r->findings); i++)
        if (check_acceptance(r->findings, i)->matches > 0)
            put_acceptance(&b, r, check_acceptance(r->findings, i));
    buf_adds(&b, "</accepted>");
    struct xml_doc *doc = xml_load_bytes("accepted.xml", b.data, b.len, NULL, d);
    buf_release(&b);
    compose_use_record(r->compose, "accepted", doc != NULL ? xml_root(doc) : NULL);
    xml_free(doc);
    return doc != NULL ? 0 : -1;
}
