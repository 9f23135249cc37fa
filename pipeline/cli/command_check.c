#include <stdio.h>

#include "base/german.h"
#include "cli/checks.h"
#include "cli/run.h"

static void put_numbers(const struct run *r)
{
    printf("%s Dateien, %s Zahlen, %s Gebiete, %s Indikatoren geprüft.\n",
           german_number(r->arena, (double)r->count.files, 0),
           german_number(r->arena, (double)r->count.cells, 0),
           german_number(r->arena, (double)areas_count(r->areas), 0),
           german_number(r->arena, (double)catalogue_indicators(r->catalogue), 0));
}

static void put(struct run *r, enum output_form form, const struct diag *d)
{
    struct buf b = BUF_INIT;
    if (form == AS_JSON)
        check_json(r->findings, d, &b);
    else if (form == AS_CSV)
        check_csv(r->findings, &b);
    else
        check_text(r->findings, &b);
    if (form == AS_TEXT)
        put_numbers(r);
    fwrite(buf_str(&b), 1, b.len, stdout);
    buf_release(&b);
}

static int put_rules(void)
{
    struct buf b = BUF_INIT;
    check_rules_text(&b);
    fputs(buf_str(&b), stdout);
    buf_release(&b);
    return 0;
}

int command_check(const struct options *o, struct diag *d)
{
    enum output_form form;
    if (o->rules)
        return put_rules();
    if (options_form(o, &form, d) != 0)
        return COMMAND_USAGE;
    struct run r;
    int rc = run_load(&r, o, RUN_PUBLISHED, d);
    if (rc == 0) {
        int accepted = checks_run(&r, CHECK_ALL, d);
        rc = run_compose(&r, d);
        rc = rc == 0 ? accepted : rc;
        run_look(&r, d);
        run_check_templates(&r, false, d);
        rc = rc == 0 ? run_try_reports(&r, d) : rc;
        put(&r, form, d);
        checks_tell(&r, CHECK_WARNINGS, d);
    } else if (form != AS_TEXT) { /* machines read the messages that say why */
        r.findings = check_new(r.areas, r.catalogue, r.delivered);
        put(&r, form, d);
    }
    run_release(&r);
    return rc;
}
