#include <stdio.h>

#include "base/buf.h"
#include "cli/command.h"
#include "cli/shipped.h"
#include "facts/areas.h"
#include "facts/catalogue.h"
#include "ingest/describe.h"

int command_describe(const struct options *o, struct diag *d)
{
    struct buf out = BUF_INIT;
    struct areas *areas = areas_load(o->inputs, d);
    struct catalogue *catalogue = areas == NULL ? NULL : catalogue_load(o->inputs, d);
    int rc = -1;
    shipped_tell(o, d);
    if (areas != NULL)
        rc = describe_file(o->args[0], areas, catalogue, &out, d);
    fputs(buf_str(&out), stdout);
    buf_release(&out);
    catalogue_free(catalogue);
    areas_free(areas);
    return rc;
}
