#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "xml/libxml_private.h"
#include "xml/xml_private.h"

enum { MAX_FAULTS = 20 }; /* as many as the list of messages keeps */

struct run {
    struct xml_doc *doc;
    struct diag *d;
    bool failed;
    int faults;
    bool lost; /* what follows a fault of structure is only its echo */
    size_t last; /* offset of the last fault + 1: one place, one message */
};

/* Where the fault is, seen from where libxml2 stopped. */
enum anchor {
    AT_STOP,
    AT_TAG,
    AT_AMPERSAND,
    AT_NAME,
    AT_REPEATED, /* the second attribute of that name */
    AT_VALUE,    /* the attribute whose value libxml2 stopped in */
    AT_COMMENT,
    AT_INSTRUCTION,
    AT_CDATA,
    AT_CDATA_END
};

static const struct fault {
    int code;
    enum anchor anchor;
    bool structural;
    const char *text; /* $1 stands for the name libxml2 gives */
} faults[] = {
    {XML_ERR_DOCUMENT_EMPTY, AT_STOP, true, "Hier beginnt keine XML-Datei: erwartet wird „<“."},
    {XML_ERR_DOCUMENT_START, AT_STOP, true, "Hier beginnt keine XML-Datei: erwartet wird „<“."},
    {XML_ERR_DOCUMENT_END, AT_STOP, true,
     "Hinter dem Ende des obersten Elements darf nichts mehr stehen."},
    {XML_ERR_INVALID_CHARREF, AT_AMPERSAND, false,
     "Die Zeichenangabe ist nicht lesbar; erwartet wird zum Beispiel „&#160;“."},
    {XML_ERR_INVALID_HEX_CHARREF, AT_AMPERSAND, false,
     "Die Zeichenangabe ist nicht lesbar; erwartet wird zum Beispiel „&#xA0;“."},
    {XML_ERR_INVALID_DEC_CHARREF, AT_AMPERSAND, false,
     "Die Zeichenangabe ist nicht lesbar; erwartet wird zum Beispiel „&#160;“."},
    {XML_ERR_INVALID_CHAR, AT_AMPERSAND, false, "Dieses Zeichen ist in XML nicht erlaubt."},
    {XML_ERR_ENTITYREF_SEMICOL_MISSING, AT_AMPERSAND, true,
     "Nach „&$1“ fehlt das Semikolon. Ein einfaches „&“ wird als „&amp;“ geschrieben."},
    {XML_ERR_UNDECLARED_ENTITY, AT_AMPERSAND, false,
     "Die Abkürzung „&$1;“ gibt es nicht. Zeichen werden direkt geschrieben (ä, –, „) oder "
     "mit ihrer Nummer, das geschützte Leerzeichen als „&#160;“."},
    {XML_WAR_UNDECLARED_ENTITY, AT_AMPERSAND, false,
     "Die Abkürzung „&$1;“ gibt es nicht. Zeichen werden direkt geschrieben (ä, –, „) oder "
     "mit ihrer Nummer, das geschützte Leerzeichen als „&#160;“."},
    {XML_ERR_LT_IN_ATTRIBUTE, AT_VALUE, true,
     "In diesem Attribut steht „<“: Entweder fehlt das schließende Anführungszeichen, oder das "
     "Zeichen wird als „&lt;“ geschrieben."},
    {XML_ERR_ATTRIBUTE_NOT_STARTED, AT_STOP, true,
     "Hier fehlt ein Anführungszeichen: Der Wert eines Attributs steht in \"…\"."},
    {XML_ERR_ATTRIBUTE_NOT_FINISHED, AT_VALUE, true,
     "Der Wert dieses Attributs wird nicht geschlossen: Das zweite Anführungszeichen fehlt."},
    {XML_ERR_ATTRIBUTE_WITHOUT_VALUE, AT_NAME, true,
     "Das Attribut „$1“ hat keinen Wert; geschrieben wird es so: $1=\"…\"."},
    {XML_ERR_ATTRIBUTE_REDEFINED, AT_REPEATED, false,
     "Das Attribut „$1“ steht in diesem Element zweimal."},
    {XML_NS_ERR_ATTRIBUTE_REDEFINED, AT_REPEATED, false,
     "Das Attribut „$1“ steht in diesem Element zweimal."},
    {XML_ERR_SPACE_REQUIRED, AT_STOP, true,
     "Hier fehlt ein Leerzeichen. Sollte der Wert des Attributs weitergehen: In ihm steht statt "
     "des Anführungszeichens \" das einfache: '."},
    {XML_ERR_COMMENT_NOT_FINISHED, AT_COMMENT, true,
     "Dieser Kommentar wird nicht geschlossen; es fehlt „-->“."},
    {XML_ERR_HYPHEN_IN_COMMENT, AT_STOP, false,
     "In einem Kommentar darf „--“ nicht stehen."},
    {XML_ERR_CDATA_NOT_FINISHED, AT_CDATA, true,
     "Dieser CDATA-Abschnitt wird nicht geschlossen; es fehlt „]]>“."},
    {XML_ERR_MISPLACED_CDATA_END, AT_CDATA_END, false,
     "Die Zeichenfolge „]]>“ darf im Text nicht stehen; „>“ wird dann als „&gt;“ geschrieben."},
    {XML_ERR_PI_NOT_FINISHED, AT_INSTRUCTION, true,
     "Diese Verarbeitungsanweisung wird nicht mit „?>“ geschlossen."},
    {XML_ERR_PI_NOT_STARTED, AT_STOP, true, "Nach „<?“ fehlt ein Name."},
    {XML_ERR_RESERVED_XML_NAME, AT_INSTRUCTION, true,
     "„<?xml …?>“ darf nur ganz am Anfang der Datei stehen, auch ohne Leerzeichen davor."},
    {XML_ERR_XMLDECL_NOT_FINISHED, AT_STOP, true, "Die erste Zeile „<?xml …?>“ ist fehlerhaft."},
    {XML_ERR_VERSION_MISSING, AT_STOP, true,
     "In der ersten Zeile fehlt die Version: <?xml version=\"1.0\" encoding=\"UTF-8\"?>"},
    {XML_ERR_UNKNOWN_VERSION, AT_STOP, true, "Gelesen wird nur XML der Version 1.0."},
    {XML_ERR_STANDALONE_VALUE, AT_STOP, true, "Die erste Zeile „<?xml …?>“ ist fehlerhaft."},
    {XML_ERR_GT_REQUIRED, AT_STOP, true, "Hier fehlt „>“, mit dem das Element endet."},
    {XML_ERR_LTSLASH_REQUIRED, AT_STOP, true, "Hier fehlt „</“."},
    {XML_ERR_EQUAL_REQUIRED, AT_STOP, true, "Hier fehlt ein Gleichheitszeichen."},
    {XML_ERR_NAME_TOO_LONG, AT_STOP, true, "Der Name ist zu lang."},
    {XML_ERR_LITERAL_NOT_STARTED, AT_STOP, true, "Hier fehlt ein Anführungszeichen."},
    {XML_ERR_LITERAL_NOT_FINISHED, AT_STOP, true, "Das schließende Anführungszeichen fehlt."},
    {XML_NS_ERR_UNDEFINED_NAMESPACE, AT_TAG, false,
     "Der Vorsatz „$1:“ ist nicht erklärt. Für „xi:“ muss im obersten Element stehen: "
     "xmlns:xi=\"http://www.w3.org/2001/XInclude\"; andere gibt es nicht."},
    {XML_NS_ERR_QNAME, AT_TAG, false, "Der Name „$1“ ist mit diesem Doppelpunkt nicht erlaubt."},
    {XML_NS_ERR_COLON, AT_TAG, false, "Der Name „$1“ ist mit diesem Doppelpunkt nicht erlaubt."},
};

/* Last mark that begins before pos, else pos. */
static size_t back_to(const struct xml_doc *doc, size_t pos, const char *mark)
{
    size_t n = strlen(mark);
    for (size_t i = pos; i-- > 0;) {
        if (doc->len - i >= n && memcmp(doc->source + i, mark, n) == 0)
            return i;
    }
    return pos;
}

/* In the tag around pos: the second attribute of that name, or with NULL the one
 * whose value reaches pos. */
static size_t find_attribute(const struct xml_doc *doc, size_t pos, const char *name)
{
    size_t tag = back_to(doc, pos, "<");
    struct xml_scan s = {.s = doc->source, .len = doc->len, .pos = tag};
    struct xml_scan_attr attr;
    bool seen = false;
    if (!xml_scan_tag(&s) || s.closing)
        return tag;
    while (xml_scan_attr(&s, &attr)) {
        if (name == NULL && attr.value <= pos && s.pos >= pos)
            return attr.name;
        if (name == NULL || attr.n_name != strlen(name) ||
            memcmp(doc->source + attr.name, name, attr.n_name) != 0)
            continue;
        if (seen)
            return attr.name;
        seen = true;
    }
    return tag;
}

static size_t forward_to(const struct xml_doc *doc, size_t pos, const char *mark)
{
    const char *found = strstr(doc->source + pos, mark);
    return found != NULL ? (size_t)(found - doc->source) : pos;
}

static size_t anchored(const struct xml_doc *doc, enum anchor anchor, size_t pos,
                       const char *name)
{
    switch (anchor) {
    case AT_STOP: return pos;
    case AT_TAG: return back_to(doc, pos, "<");
    case AT_AMPERSAND: return back_to(doc, pos, "&");
    case AT_NAME: return back_to(doc, pos, name);
    case AT_REPEATED: return find_attribute(doc, pos, name);
    case AT_VALUE: return find_attribute(doc, pos, NULL);
    case AT_INSTRUCTION: return back_to(doc, pos, "<?");
    case AT_COMMENT: return back_to(doc, pos, "<!--");
    case AT_CDATA: return back_to(doc, pos, "<![CDATA[");
    case AT_CDATA_END: return forward_to(doc, pos, "]]>");
    }
    return pos;
}

/* libxml2 keeps the whole text in one buffer, so the rest tells the offset. */
static size_t position(const struct run *r, const xmlParserCtxt *ctxt)
{
    const xmlParserInput *in = ctxt->input;
    if (in == NULL || in->cur == NULL || in->end < in->cur)
        return r->doc->len;
    size_t rest = (size_t)(in->end - in->cur);
    return rest <= r->doc->len ? r->doc->len - rest : 0;
}

/* The start tag <name in that line; the line's start where it is not found. */
static size_t opening(const struct xml_doc *doc, const char *name, int line)
{
    if (line < 1 || (size_t)line > doc->n_lines)
        return 0;
    struct xml_scan s = {.s = doc->source, .len = doc->len, .pos = doc->lines[line - 1]};
    size_t end = (size_t)line < doc->n_lines ? doc->lines[line] : doc->len;
    size_t found = s.pos;
    while (xml_scan_tag(&s) && s.tag < end) {
        if (!s.closing && s.n_name == strlen(name) &&
            memcmp(doc->source + s.name, name, s.n_name) == 0)
            found = s.tag;
    }
    return found;
}

static void tag_mismatch(struct run *r, const xmlParserCtxt *ctxt, libxml_error e, size_t pos)
{
    const char *open = e->str1 != NULL ? e->str1 : "?";
    const char *close = e->str2 != NULL ? e->str2 : "?";
    size_t at = back_to(r->doc, pos, "</");
    char line[16];
    snprintf(line, sizeof line, "%d", e->int1);
    bool outer = false;
    for (int i = 0; i < ctxt->nameNr - 1; i++)
        outer = outer || strcmp((const char *)ctxt->nameTab[i], close) == 0;
    bool single = strcmp(open, "br") == 0 || strcmp(open, "hr") == 0 || strcmp(open, "img") == 0;
    const char *html = single ? " Ein Element ohne Inhalt wird als <br/> geschrieben." : "";
    struct xml_guess guess = {.wanted = close};
    xml_guess_try(&guess, open);
    if (!outer && guess.best != NULL)
        XML_SOURCE_REPORT(r->d, XML_TAG_TYPO, r->doc, at, open, close, line);
    else if (outer)
        XML_SOURCE_REPORT(r->d, XML_TAG_OPEN, r->doc, at, open, close, line, html);
    else
        XML_SOURCE_REPORT(r->d, XML_TAG_MISMATCH, r->doc, at, open, close, line);
}

static void report_name(struct run *r, size_t pos)
{
    const char *text = "Nach „<“ steht hier kein Name eines Elements. Ein einfaches „<“ im Text "
                       "wird als „&lt;“ geschrieben.";
    if (pos > 0 && r->doc->source[pos - 1] == '&') {
        text = "Ein einfaches „&“ wird als „&amp;“ geschrieben.";
        pos--;
    } else if (pos > 0 && r->doc->source[pos - 1] == '<') {
        pos--;
    } else if (r->doc->source[pos] == '<') {
        text = "Hier fehlt „>“, mit dem das vorige Element endet.";
    }
    XML_SOURCE_REPORT(r->d, XML_SYNTAX, r->doc, pos, text);
}

static void report_fault(struct run *r, libxml_error e, size_t pos)
{
    const char *name = e->str1 != NULL ? e->str1 : "";
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        const struct fault *f = &faults[i];
        if (f->code != e->code)
            continue;
        struct arena *a = r->doc->arena;
        const char *text = f->text;
        for (const char *p; (p = strstr(text, "$1")) != NULL;)
            text = arena_printf(a, "%.*s%.200s%s", (int)(p - text), text, name, p + 2);
        size_t at = anchored(r->doc, f->anchor, pos, name);
        if (at + 1 != r->last)
            XML_SOURCE_REPORT(r->d, XML_SYNTAX, r->doc, at, text);
        r->last = at + 1;
        r->lost = f->structural;
        return;
    }
    char number[16];
    snprintf(number, sizeof number, "%d", e->code);
    XML_SOURCE_REPORT(r->d, XML_SYNTAX_OTHER, r->doc, pos, number);
    r->lost = true;
}

static void on_fault(void *data, libxml_error e)
{
    xmlParserCtxt *ctxt = data;
    struct run *r = ctxt->_private;
    bool echo = e->code == XML_ERR_USER_STOP || (e->code == XML_WAR_NS_URI_RELATIVE);
    if (r->lost || echo)
        return;
    size_t pos = position(r, ctxt);
    r->failed = true;
    if (e->code == XML_ERR_TAG_NAME_MISMATCH) {
        tag_mismatch(r, ctxt, e, pos);
        r->lost = true;
    } else if (e->code == XML_ERR_TAG_NOT_FINISHED) {
        const char *name = e->str1 != NULL ? e->str1 : "?";
        XML_SOURCE_REPORT(r->d, XML_TAG_UNCLOSED, r->doc, opening(r->doc, name, e->int1), name);
        r->lost = true;
    } else if (e->code == XML_ERR_NAME_REQUIRED) {
        report_name(r, pos);
        r->lost = true;
    } else {
        report_fault(r, e, pos);
    }
    if (++r->faults >= MAX_FAULTS) {
        r->lost = true;
        xmlStopParser(ctxt);
    }
}

/* A document type is where entities and foreign files come from: nothing of it is
 * read, not even to be ignored. */
static void on_doctype(void *data, const xmlChar *name, const xmlChar *external,
                       const xmlChar *system)
{
    xmlParserCtxt *ctxt = data;
    struct run *r = ctxt->_private;
    (void)name;
    (void)external;
    (void)system;
    size_t at = back_to(r->doc, position(r, ctxt), "<!DOCTYPE");
    if (!r->lost)
        XML_SOURCE_REPORT(r->d, XML_DOCTYPE, r->doc, at, NULL);
    r->failed = r->lost = true;
    xmlStopParser(ctxt);
}

static void on_start(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                     int n_namespaces, const xmlChar **namespaces, int n_attributes,
                     int n_defaulted, const xmlChar **attributes)
{
    xmlParserCtxt *ctxt = data;
    struct run *r = ctxt->_private;
    if (ctxt->nodeNr >= XML_MAX_LEVELS) {
        char levels[16];
        snprintf(levels, sizeof levels, "%d", XML_MAX_LEVELS);
        if (!r->lost)
            XML_SOURCE_REPORT(r->d, XML_TOO_DEEP, r->doc,
                              back_to(r->doc, position(r, ctxt), "<"), levels);
        r->failed = r->lost = true;
        xmlStopParser(ctxt);
        return;
    }
    xmlSAX2StartElementNs(ctxt, name, prefix, uri, n_namespaces, namespaces, n_attributes,
                          n_defaulted, attributes);
}

/* Attributes are compared each with each by libxml2, so a tag with a hundred
 * thousand of them would stop the machine. */
static int count_attributes(struct run *r)
{
    struct xml_scan s = {.s = r->doc->source, .len = r->doc->len};
    struct xml_scan_attr attr;
    while (xml_scan_tag(&s)) {
        int n = 0;
        while (!s.closing && xml_scan_attr(&s, &attr))
            n++;
        if (n > XML_MAX_ATTRIBUTES) {
            char limit[16];
            snprintf(limit, sizeof limit, "%d", XML_MAX_ATTRIBUTES);
            XML_SOURCE_REPORT(r->d, XML_TOO_MANY_ATTRIBUTES, r->doc, s.tag, limit);
            return -1;
        }
    }
    return 0;
}

static struct xml_node *new_node(struct xml_doc *doc, enum xml_kind kind, const char *name)
{
    struct xml_node *n = arena_alloc(doc->arena, sizeof *n);
    n->kind = kind;
    n->name = name;
    n->doc = doc;
    return n;
}

/* Attributes stand in the same order in the tag and in libxml2's list, except that
 * namespaces are not in the list. */
static void add_attributes(struct xml_scan *s, struct xml_node *n, const xmlNode *native)
{
    struct xml_scan_attr place;
    struct xml_node **tail = &n->attrs;
    const xmlAttr *attr = native->properties;
    while (xml_scan_attr(s, &place)) {
        char *name = arena_strndup(n->doc->arena, s->s + place.name, place.n_name);
        if (strcmp(name, "xmlns") == 0 || str_starts(name, "xmlns:"))
            continue;
        assert(attr != NULL && str_ends(name, (const char *)attr->name));
        struct xml_node *a = new_node(n->doc, XML_KIND_ATTRIBUTE, name);
        xmlChar *text = xmlNodeListGetString(native->doc, attr->children, 1);
        a->text = text != NULL ? arena_strdup(n->doc->arena, (const char *)text) : "";
        xmlFree(text);
        a->start = place.name;
        a->value = place.value;
        a->parent = n;
        *tail = a;
        tail = &a->next;
        attr = attr->next;
    }
    assert(attr == NULL);
}

/* Levels are limited by on_start, so recursion is. */
static struct xml_node *build(struct xml_scan *s, struct xml_doc *doc, struct xml_node *parent,
                              xmlNode *native)
{
    bool found;
    while ((found = xml_scan_tag(s)) && s->closing)
        continue;
    assert(found);
    struct xml_node *n =
        new_node(doc, XML_KIND_ELEMENT, arena_strdup(doc->arena, (const char *)native->name));
    n->parent = parent;
    n->start = s->tag;
    n->key = native->ns == NULL ? n->name
                                : arena_printf(doc->arena, "{%s}%s", native->ns->href, n->name);
    native->_private = n;
    add_attributes(s, n, native);
    bool empty = s->empty;
    struct xml_node **tail = &n->first;
    for (xmlNode *c = native->children; c != NULL; c = c->next) {
        if (c->type == XML_ELEMENT_NODE) {
            *tail = build(s, doc, n, c);
        } else if (c->type == XML_TEXT_NODE) {
            *tail = new_node(doc, XML_KIND_TEXT, "");
            (*tail)->text = arena_strdup(doc->arena, (const char *)c->content);
            (*tail)->start = s->pos;
            (*tail)->parent = n;
            c->_private = *tail;
        } else {
            continue;
        }
        tail = &(*tail)->next;
    }
    while (!empty && (found = xml_scan_tag(s)) && !s->closing)
        continue;
    assert(empty || found);
    return n;
}

static void *library_alloc(size_t n)
{
    return mem_grow(NULL, n != 0 ? n : 1, 1); /* not zeroed: the library does what it needs */
}

static void *library_grow(void *p, size_t n)
{
    return mem_grow(p, n != 0 ? n : 1, 1);
}

static void silence(void *data, const char *format, ...)
{
    (void)data;
    (void)format;
}

void xml_tame_library(void)
{
    xmlMemSetup(free, library_alloc, library_grow, mem_strdup);
    xmlInitParser();
    xmlSetGenericErrorFunc(NULL, silence);
}

int xml_parse(struct xml_doc *doc, void **native, struct diag *d)
{
    struct run run = {.doc = doc, .d = d};
    xml_tame_library();
    if (count_attributes(&run) != 0)
        return -1;
    xmlParserCtxt *ctxt = xmlNewParserCtxt();
    ctxt->_private = &run;
    ctxt->sax->serror = on_fault;
    ctxt->sax->startElementNs = on_start;
    ctxt->sax->internalSubset = on_doctype;
    ctxt->sax->comment = NULL;
    ctxt->sax->processingInstruction = NULL;
    xmlDoc *tree = xmlCtxtReadMemory(ctxt, doc->source, (int)doc->len, NULL, NULL,
                                     XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_IGNORE_ENC |
                                         XML_PARSE_BIG_LINES);
    xmlFreeParserCtxt(ctxt);
    xmlNode *root = tree != NULL ? xmlDocGetRootElement(tree) : NULL;
    if (root == NULL && !run.failed)
        XML_SOURCE_REPORT(d, XML_SYNTAX_OTHER, doc, 0, "0");
    if (root == NULL || run.failed) {
        xmlFreeDoc(tree);
        return -1;
    }
    struct xml_scan s = {.s = doc->source, .len = doc->len};
    doc->root = build(&s, doc, NULL, root);
    *native = tree;
    return 0;
}
