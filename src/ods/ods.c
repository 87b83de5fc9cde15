#include "ods/ods.h"

#include <string.h>

#include "ods/content.h"
#include "ods/xml.h"
#include "zip/zip.h"

static const gchar TYPE[] = "application/vnd.oasis.opendocument.spreadsheet";

/* A page of A4 across, made to fit as `scale` says. */
#define PAGE(name, scale)                                                                                    \
    "<style:page-layout style:name=\"p-" name "\"><style:page-layout-properties"                             \
    " fo:page-width=\"29.7cm\" fo:page-height=\"21cm\" style:print-orientation=\"landscape\""                \
    " fo:margin-top=\"1.5cm\" fo:margin-bottom=\"1.5cm\" fo:margin-left=\"1.5cm\" "                          \
    "fo:margin-right=\"1.5cm\"" scale "/></style:page-layout>"
#define MASTER(name) "<style:master-page style:name=\"" name "\" style:page-layout-name=\"p-" name "\"/>"

/* In English; the pages' names are those that content.c gives to sheets. */
static const gchar STYLES[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<office:document-styles xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
    " xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\""
    " xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" office:version=\"1.2\">"
    "<office:styles><style:default-style style:family=\"table-cell\"><style:text-properties"
    " fo:font-family=\"Arial\" fo:font-size=\"10pt\" fo:language=\"en\" fo:country=\"GB\"/>"
    "</style:default-style></office:styles><office:automatic-styles>" PAGE(
        "one-wide", " style:scale-to-X=\"1\" style:scale-to-Y=\"0\"")
        PAGE("one-page", " style:scale-to-X=\"1\" style:scale-to-Y=\"1\"")
            PAGE("as-it-is", "") "</office:automatic-styles><office:master-styles>" MASTER("one-wide")
                MASTER("one-page") MASTER("as-it-is") "</office:master-styles></office:document-styles>";

static void add_part(ZipMaker *zip, const gchar *name, const gchar *text, ZipPacking packing)
{
    g_autoptr(GBytes) content = g_bytes_new(text, strlen(text));
    zip_maker_add(zip, name, content, packing);
}

static gchar *make_meta(const Workbook *workbook)
{
    GString *xml = g_string_new("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    g_autofree gchar *day = day_to_iso(workbook->made);
    xml_add(xml,
            "<office:document-meta xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
            " xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\""
            " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" office:version=\"1.2\"><office:meta>"
            "<meta:generator>iro</meta:generator><dc:title>%s</dc:title><dc:language>en-GB</dc:language>"
            "<meta:creation-date>%sT00:00:00</meta:creation-date></office:meta></office:document-meta>",
            workbook->title, day ? day : "1970-01-01");
    return g_string_free(xml, FALSE);
}

static void add_item(GString *xml, const gchar *name, const gchar *set)
{
    xml_add(xml, "<config:config-item config:name=\"%s\" config:type=\"%s\">", name,
            g_str_equal(set, "true") ? "boolean" : "int");
    xml_add(xml, "%s</config:config-item>", set);
}

/* Where each sheet is frozen is a setting of the view: below its headings. */
static gchar *make_settings(const Workbook *workbook)
{
    GString *xml = g_string_new(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<office:document-settings xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
        " xmlns:config=\"urn:oasis:names:tc:opendocument:xmlns:config:1.0\" office:version=\"1.2\">"
        "<office:settings><config:config-item-set config:name=\"ooo:view-settings\""
        " xmlns:ooo=\"http://openoffice.org/2004/office\">"
        "<config:config-item-map-indexed config:name=\"Views\"><config:config-item-map-entry>"
        "<config:config-item config:name=\"ViewId\" config:type=\"string\">view1</config:config-item>"
        "<config:config-item-map-named config:name=\"Tables\">");
    for (guint i = 0; i < workbook->sheets->len; i++) {
        const Sheet *sheet = g_ptr_array_index(workbook->sheets, i);
        g_autofree gchar *rows = g_strdup_printf("%u", sheet_rows_above(sheet) + 1);
        xml_add(xml, "<config:config-item-map-entry config:name=\"%s\">", sheet->name);
        add_item(xml, "VerticalSplitMode", "2"); /* frozen */
        add_item(xml, "VerticalSplitPosition", rows);
        add_item(xml, "PositionBottom", rows);
        add_item(xml, "ActiveSplitRange", "2");
        g_string_append(xml, "</config:config-item-map-entry>");
    }
    g_string_append(xml, "</config:config-item-map-named></config:config-item-map-entry>"
                         "</config:config-item-map-indexed></config:config-item-set></office:settings>"
                         "</office:document-settings>");
    return g_string_free(xml, FALSE);
}

static void add_entry(GString *manifest, const gchar *path, const gchar *type)
{
    xml_add(manifest, "<manifest:file-entry manifest:full-path=\"%s\" manifest:media-type=\"%s\"/>", path,
            type);
}

/* Adds the charts' parts to the package and to its manifest. */
static void add_charts(ZipMaker *zip, GString *manifest, const Workbook *workbook)
{
    guint number = 0;
    for (guint i = 0; i < workbook->sheets->len; i++) {
        const Sheet *sheet = g_ptr_array_index(workbook->sheets, i);
        for (guint j = 0; j < sheet->charts->len; j++) {
            g_autofree gchar *folder = g_strdup_printf("Object %u/", ++number);
            g_autofree gchar *path = g_strconcat(folder, "content.xml", NULL);
            g_autofree gchar *chart = ods_chart(sheet, g_ptr_array_index(sheet->charts, j));
            add_part(zip, path, chart, ZIP_DEFLATED);
            add_entry(manifest, folder, "application/vnd.oasis.opendocument.chart");
            add_entry(manifest, path, "text/xml");
        }
    }
}

GBytes *ods_from_workbook(const Workbook *workbook, GError **error)
{
    g_autoptr(ZipMaker) zip = zip_maker_new();
    g_autoptr(GString) manifest = g_string_new(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest:manifest"
        " xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.2\">");
    g_autofree gchar *content = ods_content(workbook);
    g_autofree gchar *meta = make_meta(workbook);
    g_autofree gchar *settings = make_settings(workbook);
    const gchar *const parts[][2] = {
        {"content.xml", content}, {"styles.xml", STYLES}, {"meta.xml", meta}, {"settings.xml", settings}};
    add_part(zip, "mimetype", TYPE, ZIP_STORED); /* first and stored: ODF 1.2 part 3, 3.3 */
    add_entry(manifest, "/", TYPE);
    for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
        add_part(zip, parts[i][0], parts[i][1], ZIP_DEFLATED);
        add_entry(manifest, parts[i][0], "text/xml");
    }
    add_charts(zip, manifest, workbook);
    g_string_append(manifest, "</manifest:manifest>");
    add_part(zip, "META-INF/manifest.xml", manifest->str, ZIP_DEFLATED);
    return zip_maker_finish(zip, error);
}
