#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "xml/xml.h"
#include "xml/xml_private.h"
#include "xml/xpath_private.h"

/* Steps of one evaluation: far above any sensible expression, some seconds at most. */
enum { MAX_STEPS = 5000000 };

/* libxml2's faults of syntax and evaluation, those that our own reading left over. */
static const struct {
    int code;
    const char *text;
} meanings[] = {
    {XPATH_NUMBER_ERROR, "Diese Zahl ist nicht lesbar."},
    {XPATH_UNFINISHED_LITERAL_ERROR, "Ein Anführungszeichen wird nicht geschlossen."},
    {XPATH_START_LITERAL_ERROR, "Hier wird ein Text in Anführungszeichen erwartet."},
    {XPATH_VARIABLE_REF_ERROR, "Nach „$“ fehlt der Name der Variablen."},
    {XPATH_INVALID_PREDICATE_ERROR, "Die Bedingung in „[…]“ ist nicht lesbar."},
    {XPATH_EXPR_ERROR, "Ab hier ist er nicht lesbar."},
    {XPATH_UNCLOSED_ERROR, "Eine Klammer wird nicht geschlossen."},
    {XPATH_INVALID_OPERAND, "Diese Werte lassen sich so nicht verknüpfen."},
    {XPATH_INVALID_TYPE, "Hier werden Elemente erwartet (etwa eine Variable mit Gemeinden), "
                         "angegeben ist aber ein Text oder eine Zahl."},
    {XPATH_UNDEF_PREFIX_ERROR, "Namen mit Doppelpunkt gibt es hier nicht."},
    {XPATH_INVALID_CHAR_ERROR, "Hier steht ein Zeichen, das nicht erlaubt ist."},
    {XPATH_OP_LIMIT_EXCEEDED, "Er braucht zu viele Rechenschritte und wurde abgebrochen."},
    {XPATH_RECURSION_LIMIT_EXCEEDED, "Er ist zu tief geschachtelt."},
};

static void set_fault(struct xpath_fault *f, size_t offset, const char *text)
{
    if (!f->set)
        *f = (struct xpath_fault){XPATH_FAULT, offset, {text, NULL, NULL}, true};
}

/* An error that libxml2 raises while it compiles or evaluates. */
static void on_fault(void *data, libxml_error e)
{
    struct xpath *x = data;
    size_t offset = e->int1 > 0 ? (size_t)e->int1 : 0;
    int code = e->code - XML_XPATH_EXPRESSION_OK;
    const char *text = "Er ist nicht lesbar oder nicht berechenbar.";
    for (size_t i = 0; i < sizeof meanings / sizeof meanings[0]; i++) {
        if (meanings[i].code == code)
            text = meanings[i].text;
    }
    size_t n = strlen(x->running->text);
    if (code == XPATH_EXPR_ERROR && offset >= n)
        text = "Er bricht hier ab: Es fehlt noch etwas.";
    set_fault(&x->fault, offset <= n ? offset : n, text);
}

/* "wert.3" is the call number 3 of the running expression. */
static void dispatch(xmlXPathParserContext *p, int nargs)
{
    struct xpath *x = p->context->userData;
    const char *name = (const char *)p->context->function;
    const char *dot = name != NULL ? strrchr(name, '.') : NULL;
    size_t index = dot != NULL ? (size_t)strtoul(dot + 1, NULL, 10) : 0;
    if (dot == NULL || index >= x->running->n_calls || nargs < 0) {
        p->error = XPATH_UNKNOWN_FUNC_ERROR;
        return;
    }
    const struct xpath_call *call = &x->running->calls[index];
    struct xpath_value *args = arena_array(x->scratch, (size_t)nargs + 1, sizeof *args);
    for (int i = nargs; i-- > 0;) {
        xmlXPathObject *o = valuePop(p);
        if (o == NULL)
            return;
        xpath_from_object(x, o, &args[i]);
        xmlXPathFreeObject(o);
    }
    struct xpath_value out = {.type = XPATH_STRING, .string = ""};
    const char *error = NULL;
    if (call->entry->f(call->entry->ctx, args, (size_t)nargs, &out, &error) == 0) {
        valuePush(p, xpath_to_object(x, &out));
        return;
    }
    set_fault(&x->fault, call->offset, error != NULL ? error : "Der Aufruf ist nicht möglich.");
    p->error = XPATH_EXPR_ERROR;
}

static xmlXPathFunction find_function(void *data, const xmlChar *name, const xmlChar *uri)
{
    (void)data;
    (void)uri;
    return strrchr((const char *)name, '.') != NULL ? dispatch : NULL;
}

static xmlXPathObject *find_variable(void *data, const xmlChar *name, const xmlChar *uri)
{
    struct xpath *x = data;
    (void)uri;
    uint32_t id = names_find(&x->variables, (const char *)name, strlen((const char *)name));
    const struct xpath_binding *b = id != NAMES_NONE ? xpath_lookup(x, id) : NULL;
    return b != NULL ? xpath_to_object(x, &b->value) : NULL;
}

static void prepare(struct xpath *x)
{
    if (x->ctxt != NULL)
        return;
    x->ctxt = xmlXPathNewContext(x->doc);
    x->ctxt->userData = x;
    x->ctxt->error = on_fault;
    x->ctxt->opLimit = MAX_STEPS;
    xmlXPathRegisterFuncLookup(x->ctxt, find_function, x);
    xmlXPathRegisterVariableLookup(x->ctxt, find_variable, x);
    xmlXPathContextSetCache(x->ctxt, 1, -1, 0);
}

static void compile(struct xpath *x, struct xpath_expression *e)
{
    struct buf text = BUF_INIT;
    xpath_scan(x, e, &text);
    struct xpath_expression *outer = x->running;
    struct xpath_fault outer_fault = x->fault;
    x->running = e;
    x->fault = (struct xpath_fault){.set = false};
    if (!e->fault.set) {
        e->compiled = xmlXPathCtxtCompile(x->ctxt, (const xmlChar *)buf_str(&text));
        /* The text as the author wrote it gives the place as the author sees it. */
        if (e->compiled == NULL) {
            x->fault.set = false;
            xmlXPathFreeCompExpr(xmlXPathCtxtCompile(x->ctxt, (const xmlChar *)e->text));
            set_fault(&x->fault, 0, "Er ist nicht lesbar.");
            e->fault = x->fault;
        }
    }
    x->running = outer;
    x->fault = outer_fault;
    buf_release(&text);
}

static struct xpath_expression *find_expression(struct xpath *x, const char *text)
{
    size_t before = x->texts.count;
    uint32_t id = names_intern(&x->texts, text, strlen(text));
    if (id < before)
        return x->expressions[id];
    struct xpath_expression *e = arena_alloc(x->arena, sizeof *e);
    e->text = names_at(&x->texts, id);
    x->expressions = mem_grow(x->expressions, (size_t)id + 1, sizeof(struct xpath_expression *));
    x->expressions[id] = e;
    compile(x, e);
    return e;
}

static void no_variable(struct xpath *x, const struct xpath_use *use, struct xpath_fault *f)
{
    const char *name = names_at(&x->variables, use->name);
    struct xml_guess guess = {.wanted = name};
    const char *hint = NULL;
    if (use->name < x->n_visible && x->was_set[use->name])
        hint = " Sie gilt nur in dem Element, in dem sie gesetzt wird.";
    for (size_t i = x->n_bindings; i-- > 0;) {
        const char *other = names_at(&x->variables, x->bindings[i].name);
        xml_guess_try(&guess, other);
        if (hint == NULL && str_starts(name, other) && name[strlen(other)] == '-')
            hint = arena_printf(x->scratch, " Soll von „$%s“ etwas abgezogen werden, dann gehört "
                                            "vor das Minuszeichen ein Leerzeichen.", other);
    }
    if (hint == NULL)
        hint = xml_guess_text(x->scratch, &guess, "„$", "“");
    *f = (struct xpath_fault){XPATH_NO_VARIABLE, use->offset, {name, hint, NULL}, true};
}

static void check_variables(struct xpath *x, const struct xpath_expression *e,
                            struct xpath_fault *f)
{
    for (size_t i = 0; !f->set && i < e->n_uses; i++) {
        if (xpath_lookup(x, e->uses[i].name) == NULL)
            no_variable(x, &e->uses[i], f);
    }
}

/* A function of the caller may evaluate in turn, so the context is kept aside. */
static void run(struct xpath *x, struct xpath_expression *e, struct xpath_value *out,
                struct xpath_fault *f)
{
    struct xpath_expression *outer = x->running;
    struct xpath_fault outer_fault = x->fault;
    xmlXPathContext kept = *x->ctxt;
    x->running = e;
    x->fault = (struct xpath_fault){.set = false};
    x->ctxt->node = x->context != NULL ? x->context : x->nowhere;
    x->ctxt->contextSize = 1;
    x->ctxt->proximityPosition = 1;
    if (outer == NULL)
        x->ctxt->opCount = 0;
    xmlXPathObject *o = xmlXPathCompiledEval(e->compiled, x->ctxt);
    if (o == NULL)
        set_fault(&x->fault, 0, "Er ist nicht berechenbar.");
    if (o != NULL && !x->fault.set)
        xpath_from_object(x, o, out);
    xmlXPathFreeObject(o);
    *f = x->fault;
    x->ctxt->node = kept.node;
    x->ctxt->contextSize = kept.contextSize;
    x->ctxt->proximityPosition = kept.proximityPosition;
    x->ctxt->function = kept.function;
    x->ctxt->functionURI = kept.functionURI;
    x->running = outer;
    x->fault = outer_fault;
}

int xpath_eval(struct xpath *x, const char *expression, const struct xml_node *n,
               const char *attr, size_t offset, struct xpath_value *out, struct diag *d)
{
    *out = (struct xpath_value){.type = XPATH_STRING, .string = ""};
    prepare(x);
    struct xpath_expression *e = find_expression(x, expression);
    struct xpath_fault fault = e->fault;
    check_variables(x, e, &fault);
    if (!fault.set)
        run(x, e, out, &fault);
    if (!fault.set)
        return 0;
    const char *args[] = {fault.arg[0], fault.arg[1], fault.arg[2], fault.arg[3], NULL};
    xml_report_at(d, fault.code, n, attr, offset + fault.offset, args);
    *out = (struct xpath_value){.type = XPATH_STRING, .string = ""};
    return -1;
}

int xpath_check(struct xpath *x, const char *expression, const struct xml_node *n,
                const char *attr, size_t offset, struct diag *d)
{
    prepare(x);
    const struct xpath_expression *e = find_expression(x, expression);
    if (!e->fault.set)
        return 0;
    const char *args[] = {e->fault.arg[0], e->fault.arg[1], e->fault.arg[2], e->fault.arg[3], NULL};
    xml_report_at(d, e->fault.code, n, attr, offset + e->fault.offset, args);
    return -1;
}
