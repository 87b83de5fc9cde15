#include "pdfout/metadata.h"

#include "pdfout/attachment.h"
#include "pdfout/colour.h"
#include "pdfout/deflate.h"

#define PROGRAM "iro"

/* How PDF/A is told of a property that XMP itself does not know (ISO 19005-2, 6.6.2.3.3). */
static const gchar EXTENSION[] =
    "<pdfaExtension:schemas xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
    " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">"
    "<rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">"
    "<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n";

static void append_xmp(GString *xmp, const Document *document, const PdfOptions *options, const gchar *date)
{
    g_autofree gchar *title = g_markup_escape_text(document->title != NULL ? document->title : "", -1);
    g_autofree gchar *language = g_markup_escape_text(document->language, -1);

    g_string_append(xmp,
                    "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
                    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                    "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
                    " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
                    " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
                    "<pdfuaid:part>1</pdfuaid:part>\n");
    if (options->archive)
        g_string_append_printf(
            xmp,
            "<pdfaid:part xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">%u</pdfaid:part>"
            "<pdfaid:conformance xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">U"
            "</pdfaid:conformance>\n",
            options->attachment != NULL ? 3 : 2);
    g_string_append_printf(
        xmp,
        "<dc:format>application/pdf</dc:format>\n"
        "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:title>\n"
        "<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>\n"
        "<xmp:CreatorTool>" PROGRAM "</xmp:CreatorTool>"
        "<pdf:Producer>" PROGRAM "</pdf:Producer>\n",
        title, language);
    if (date != NULL)
        g_string_append_printf(xmp, "<xmp:CreateDate>%s</xmp:CreateDate>\n", date);
    if (options->archive)
        g_string_append(xmp, EXTENSION);
    g_string_append(xmp, "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>");
}

/* As it is, without a filter, so that programs that know no PDF find it. */
static void add_xmp(Haru *haru, const Document *document, const PdfOptions *options, GDateTime *time)
{
    g_autofree gchar *date = time != NULL ? g_date_time_format(time, "%Y-%m-%dT%H:%M:%SZ") : NULL;
    g_autoptr(GString) xmp = g_string_sized_new(3000);

    append_xmp(xmp, document, options, date);
    haru_set_metadata(haru, haru_add_stream(haru, g_string_new("/Type/Metadata/Subtype/XML"),
                                            g_bytes_new(xmp->str, xmp->len)));
}

/* What the page's colours are meant for (ISO 19005-2, 6.2.3). */
static void add_intent(Haru *haru)
{
    g_autoptr(GByteArray) profile = colour_profile();
    g_autoptr(GByteArray) deflated = deflate_bytes(profile->data, profile->len, DEFLATE_BEST);
    HaruObject *stream = haru_add_stream(haru, g_string_new("/N 3/Filter/FlateDecode"),
                                         g_byte_array_free_to_bytes(g_steal_pointer(&deflated)));
    GString *entries = g_string_new("/Type/OutputIntent/S/GTS_PDFA1"
                                    "/OutputConditionIdentifier(sRGB IEC61966-2.1)/Info(sRGB IEC61966-2.1)"
                                    "/RegistryName(http://www.color.org)");

    g_string_append_printf(entries, "/DestOutputProfile %u 0 R", haru_number(stream));
    haru_set_intent(haru, haru_add(haru, entries));
}

static void set_identity(Haru *haru, const PdfOptions *options, const gchar *date, GChecksum *sum)
{
    guint8 id[16];
    gsize length = sizeof id;

    g_checksum_update(sum, (const guchar *) (date != NULL ? date : ""), -1);
    g_checksum_update(sum, (const guchar *) (options->identity != NULL ? options->identity : ""), -1);
    g_checksum_get_digest(sum, id, &length);
    haru_set_id(haru, id);
}

void metadata_add(Haru *haru, const Document *document, const PdfOptions *options, GChecksum *sum)
{
    g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(options->created / G_USEC_PER_SEC);
    g_autofree gchar *date = time != NULL ? g_date_time_format(time, "D:%Y%m%d%H%M%SZ") : NULL;

    haru_set_info(haru, "Title", document->title);
    haru_set_info(haru, "Creator", PROGRAM);
    haru_set_info(haru, "Producer", PROGRAM);
    haru_set_info(haru, "CreationDate", date);
    haru_set_info(haru, "IroForm", options->identity);
    haru_set_language(haru, document->language);
    add_xmp(haru, document, options, time);
    if (options->archive)
        add_intent(haru);
    if (options->attachment != NULL)
        attachment_add(haru, options->attachment, date, sum);
    set_identity(haru, options, date, sum);
}
