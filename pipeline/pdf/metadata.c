#include "pdf/metadata_private.h"

#include <string.h>

#include "pdf/syntax_private.h"

static const char creator[] = "sozialbericht";
static const char producer[] = "sozialbericht mit libharu und HarfBuzz";

/* NULL and "" are left out everywhere: an empty property says nothing. */
static bool is_set(const char *s)
{
    return s != NULL && *s != '\0';
}

static const char *title_of(const struct pages *pages)
{
    return is_set(pages->title) ? pages->title : "Sozialbericht";
}

static const char *language_of(const struct pages *pages)
{
    return is_set(pages->lang) ? pages->lang : "de-DE";
}

static void put_element(struct buf *b, const char *name, const char *value)
{
    if (!is_set(value))
        return;
    buf_printf(b, "<%s>", name);
    buf_xml(b, value);
    buf_printf(b, "</%s>\n", name);
}

/* An array of one: rdf:Alt (with the default language), rdf:Seq or rdf:Bag. */
static void put_array(struct buf *b, const char *name, const char *kind, const char *value)
{
    if (!is_set(value))
        return;
    buf_printf(b, "<%s><rdf:%s><rdf:li%s>", name, kind,
               strcmp(kind, "Alt") == 0 ? " xml:lang=\"x-default\"" : "");
    buf_xml(b, value);
    buf_printf(b, "</rdf:li></rdf:%s></%s>\n", kind, name);
}

/* ISO 19005-2, 6.6.2.3: schemas it does not know must be described. */
static const char ua_schema[] =
    "<rdf:Description rdf:about=\"\"\n"
    " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"\n"
    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"\n"
    " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\n"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaProperty:name>part</pdfaProperty:name>\n"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
    "<pdfaProperty:category>internal</pdfaProperty:category>\n"
    "<pdfaProperty:description>Part of ISO 14289 this file conforms to"
    "</pdfaProperty:description>\n"
    "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n"
    "</rdf:Description>\n";

static void put_xmp(struct buf *b, const struct pages *pages, const char *date)
{
    buf_adds(b, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                "<rdf:Description rdf:about=\"\"\n"
                " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
                " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
                " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
                " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"\n"
                " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
                "<pdfaid:part>");
    buf_adds(b, pages->n_attachments > 0 ? "3" : "2"); /* only part 3 may hold any file */
    buf_adds(b, "</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n"
                "<pdfuaid:part>1</pdfuaid:part>\n<dc:format>application/pdf</dc:format>\n");
    put_array(b, "dc:title", "Alt", title_of(pages));
    put_array(b, "dc:description", "Alt", pages->subject);
    put_array(b, "dc:creator", "Seq", pages->author);
    put_array(b, "dc:language", "Bag", language_of(pages));
    put_element(b, "dc:coverage", pages->area_key);
    put_element(b, "xmp:CreatorTool", creator);
    put_element(b, "xmp:CreateDate", date);
    put_element(b, "xmp:ModifyDate", date);
    put_element(b, "xmp:MetadataDate", date);
    put_element(b, "pdf:Producer", producer);
    buf_adds(b, "</rdf:Description>\n");
    buf_adds(b, ua_schema);
    buf_adds(b, "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>");
}

static void put_info(struct engine *e, const struct pages *pages, const char *date)
{
    engine_info(e, "Title", title_of(pages));
    if (is_set(pages->subject))
        engine_info(e, "Subject", pages->subject);
    if (is_set(pages->author))
        engine_info(e, "Author", pages->author);
    engine_info(e, "Creator", creator);
    engine_info(e, "Producer", producer);
    if (is_set(date)) {
        engine_info(e, "CreationDate", date);
        engine_info(e, "ModDate", date);
    }
}

static void put_intent(struct engine *e, const struct buf *profile, struct buf *b)
{
    static const char entries[] = "/N 3/Filter/FlateDecode";
    uint32_t object = engine_stream(e, entries, strlen(entries), profile->data, profile->len,
                                    ENGINE_PLAIN);
    buf_adds(b, "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1"
                "/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)/DestOutputProfile ");
    syntax_ref(b, object);
    buf_adds(b, ">>]");
}

void metadata_write(struct engine *e, const struct pages *pages,
                    const struct buf *profile, struct buf *b, struct diag *d)
{
    static const char entries[] = "/Type/Metadata/Subtype/XML";
    struct syntax_date date = {.info = "", .xmp = ""};
    struct buf xmp = BUF_INIT;
    if (!syntax_date(pages->date, &date))
        DIAG_PLAIN(d, PDF_NO_DATE, is_set(pages->date) ? pages->date : "");
    put_info(e, pages, date.info);
    put_xmp(&xmp, pages, date.xmp);
    /* Not deflated: to be found without a PDF reader. */
    uint32_t object = engine_stream(e, entries, strlen(entries), xmp.data, xmp.len,
                                    ENGINE_PLAIN);
    buf_release(&xmp);
    buf_adds(b, "/Metadata ");
    syntax_ref(b, object);
    put_intent(e, profile, b);
    buf_adds(b, "/Lang");
    syntax_ascii(b, language_of(pages));
}
