#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "xml/grammar.h"
#include "xml/libxml_private.h"
#include "xml/rng_private.h"
#include "xml/xml.h"
#include "xml/xml_private.h"

/* The one thing kept between calls: compiling takes longer than most documents. */
static struct rng **cache(void)
{
    static struct rng *first;
    return &first;
}

struct messages {
    int code;       /* of the first fault */
    int line;
    xmlNode *node;  /* of the fault deepest in the document */
    int depth;
    char name[2][64];
};

static int depth_of(const xmlNode *n)
{
    int depth = 0;
    for (; n != NULL; n = n->parent)
        depth++;
    return depth;
}

/* libxml2 reports from the inside to the outside and repeats itself; the first
 * fault of the deepest node says most. */
static void on_fault(void *data, libxml_error e)
{
    struct messages *m = data;
    xmlNode *node = e->node;
    int depth = depth_of(node);
    if (m->code != 0 && depth <= m->depth)
        return;
    m->code = e->code;
    m->line = e->line;
    m->node = node;
    m->depth = depth;
    snprintf(m->name[0], sizeof m->name[0], "%s", e->str1 != NULL ? e->str1 : "?");
    snprintf(m->name[1], sizeof m->name[1], "%s", e->str2 != NULL ? e->str2 : "?");
}

static void release(struct rng *g)
{
    if (g == NULL)
        return;
    xmlRelaxNGFree(g->schema);
    xml_free(g->doc);
    arena_free(g->arena);
}

static int compile(struct rng *g, const struct grammar *text, struct diag *d)
{
    struct messages m = {0};
    g->text = arena_strndup(g->arena, text->text, text->len);
    g->len = text->len;
    xmlRelaxNGParserCtxt *ctxt = xmlRelaxNGNewMemParserCtxt(text->text, (int)text->len);
    xmlRelaxNGSetParserStructuredErrors(ctxt, on_fault, &m);
    g->schema = xmlRelaxNGParse(ctxt);
    xmlRelaxNGFreeParserCtxt(ctxt);
    if (g->schema == NULL || m.code != 0) {
        char code[16];
        snprintf(code, sizeof code, "%d", m.code);
        DIAG_AT(d, XML_BAD_GRAMMAR, ((struct place){text->name, m.line, 0}), code, m.name[0]);
        return -1;
    }
    return 0;
}

/* Only a document with a fault pays for our own reading. */
static int read_once(struct rng *g, struct diag *d)
{
    if (g->doc != NULL)
        return 0;
    g->doc = xml_load_bytes(g->name, g->text, g->len, NULL, d);
    if (g->doc == NULL)
        return -1;
    rng_read(g);
    return 0;
}

static struct rng *add(const struct grammar *text, struct diag *d)
{
    struct arena *a = arena_new();
    struct rng *g = arena_alloc(a, sizeof *g);
    g->arena = a;
    g->name = arena_strdup(a, text->name);
    if (compile(g, text, d) != 0) {
        release(g);
        return NULL;
    }
    g->next = *cache();
    *cache() = g;
    return g;
}

static struct rng *find(const char *name, struct diag *d)
{
    for (struct rng *g = *cache(); g != NULL; g = g->next) {
        if (strcmp(g->name, name) == 0)
            return g;
    }
    for (size_t i = 0; i < grammar_count; i++) {
        if (strcmp(grammar_table[i].name, name) == 0)
            return add(&grammar_table[i], d);
    }
    DIAG_PLAIN(d, XML_NO_GRAMMAR, name);
    return NULL;
}

int xml_add_grammar(const char *name, const char *text, size_t len, struct diag *d)
{
    struct grammar g = {name, text, len};
    return add(&g, d) != NULL ? 0 : -1;
}

/* What is left when our own reading of the grammar finds nothing. */
static const struct {
    int code;
    const char *text;
} meanings[] = {
    {XML_RELAXNG_ERR_TYPE, "Ein Wert hat nicht die erwartete Form."},
    {XML_RELAXNG_ERR_TYPEVAL, "Ein Wert hat nicht die erwartete Form."},
    {XML_RELAXNG_ERR_DATATYPE, "Ein Wert hat nicht die erwartete Form."},
    {XML_RELAXNG_ERR_VALUE, "Ein Wert ist hier nicht vorgesehen."},
    {XML_RELAXNG_ERR_DUPID, "Eine Kennung kommt zweimal vor."},
    {XML_RELAXNG_ERR_LIST, "Eine Aufzählung ist nicht vollständig oder hat zu viele Teile."},
    {XML_RELAXNG_ERR_LISTEXTRA, "Eine Aufzählung hat zu viele Teile."},
    {XML_RELAXNG_ERR_LISTEMPTY, "Eine Aufzählung ist leer."},
    {XML_RELAXNG_ERR_ATTRVALID, "Die Attribute passen nicht zusammen: Eines fehlt, ist zu viel "
                                "oder hat einen Wert, der hier nicht vorgesehen ist."},
    {XML_RELAXNG_ERR_INVALIDATTR, "Ein Attribut passt nicht zu den übrigen."},
    {XML_RELAXNG_ERR_CONTENTVALID, "Der Inhalt ist nicht so aufgebaut, wie es vorgesehen ist."},
    {XML_RELAXNG_ERR_EXTRACONTENT, "Der Inhalt enthält etwas, das hier nicht vorgesehen ist."},
    {XML_RELAXNG_ERR_INTEREXTRA, "Der Inhalt enthält etwas, das hier nicht vorgesehen ist."},
    {XML_RELAXNG_ERR_ELEMWRONG, "Dieses Element ist hier nicht vorgesehen."},
    {XML_RELAXNG_ERR_ELEMNAME, "Hier wird ein anderes Element erwartet."},
    {XML_RELAXNG_ERR_TEXTWRONG, "Text ist hier nicht vorgesehen."},
    {XML_RELAXNG_ERR_NOELEM, "Ein Element fehlt."},
    {XML_RELAXNG_ERR_ELEMNOTEMPTY, "Das Element muss leer sein."},
    {XML_RELAXNG_ERR_ELEMEXTRANS, "Ein Namensraum (xmlns) ist hier nicht vorgesehen."},
    {XML_RELAXNG_ERR_ELEMWRONGNS, "Ein Namensraum (xmlns) ist hier nicht vorgesehen."},
};

static void report_rest(const struct messages *m, const struct xml_doc *doc, struct diag *d)
{
    xmlNode *node = m->node;
    while (node != NULL && node->type != XML_ELEMENT_NODE)
        node = node->parent;
    const struct xml_node *n = node != NULL && node->_private != NULL ? node->_private
                                                                      : xml_root(doc);
    const char *text = "Das Element ist nicht so aufgebaut, wie es vorgesehen ist.";
    for (size_t i = 0; i < sizeof meanings / sizeof meanings[0]; i++) {
        if (meanings[i].code == m->code)
            text = meanings[i].text;
    }
    XML_REPORT(d, XML_NOT_VALID, n, NULL, xml_name(n), text);
}

int rng_check(const char *grammar, struct xml_doc *doc, void *native, struct diag *d)
{
    struct rng *g = find(grammar, d);
    if (g == NULL)
        return -1;
    struct messages m = {0};
    xmlRelaxNGValidCtxt *ctxt = xmlRelaxNGNewValidCtxt(g->schema);
    xmlRelaxNGSetValidStructuredErrors(ctxt, on_fault, &m);
    int rc = xmlRelaxNGValidateDoc(ctxt, native);
    xmlRelaxNGFreeValidCtxt(ctxt);
    if (rc == 0)
        return 0;
    if (read_once(g, d) == 0 && rng_walk(g, doc, d) == 0)
        report_rest(&m, doc, d);
    return -1;
}

struct rng *rng_open(const char *grammar, struct diag *d)
{
    struct rng *g = find(grammar, d);
    return g != NULL && read_once(g, d) == 0 ? g : NULL;
}

void xml_release_grammars(void)
{
    struct rng *next;
    for (struct rng *g = *cache(); g != NULL; g = next) {
        next = g->next;
        release(g);
    }
    *cache() = NULL;
}
