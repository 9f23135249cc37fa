/* Any bytes as a template, checked and composed for two areas over invented figures. */
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "compose/compose.h"
#include "fuzz/scratch.h"
#include "unit/fake_published.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct edition edition = {"muster", "Muster", "2026-11-23", "Amt", "0", NULL, NULL,
                                       NULL};

static void compose_once(struct compose *c, uint32_t area, struct diag *d)
{
    struct document *doc = compose_report(c, "t.xml", area, d);
    if (doc == NULL)
        return;
    document_check(doc, d);
    char *text = document_dump(doc);
    assert(strstr(text, "77777") == NULL); /* the number behind a sign */
    free(text);
    document_free(doc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    /* The digits themselves would look like the hidden number. */
    if (memchr(data, '7', size) != NULL)
        return 0;
    scratch_open();
    scratch_put("t.xml", data, size);
    struct diag *d = diag_new();
    struct compose *c = compose_new(scratch, &fake, &edition);
    compose_check(c, "t.xml", d);
    compose_once(c, BERNHEIM, d);
    compose_once(c, KREIS, d);
    compose_free(c);
    char *messages = diag_text(d);
    free(messages);
    diag_free(d);
    return 0;
}
