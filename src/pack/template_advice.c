#include <string.h>

#include "document/document.h"
#include "pack/check.h"
#include "pack/template_body.h"
#include "pack/value.h"
#include "pack/xml_walk.h"

/*
 * What is allowed, but hard to read or to fill in. Sizes are those of GOV.UK's
 * guidance for documents, contrast is WCAG 2.2, 1.4.3.
 */
#define LEAST_SIZE      10.0 /* pt, of anything */
#define LEAST_TEXT_SIZE 12.0 /* pt, of what is read in lines */
#define LEAST_CONTRAST  4.5
#define LEAST_LINES     10   /* of the answer box */
#define LETTER_SHARE    0.55 /* of the size: an average letter's width */

static gboolean is_read_in_lines(const gchar *style)
{
    static const gchar *const NAMES[] = {"text", "quote", "item", "value", "choice", NULL};
    return g_strv_contains(NAMES, style);
}

static void advise_size(XmlSource *source, const xmlNode *element, const gchar *name)
{
    g_autofree gchar *text = xml_attribute(element, "size");
    gdouble size = 0;
    if (text == NULL || !length_from_text(text, &size))
        return;
    if (size < LEAST_SIZE)
        xml_source_warn(source, element, "size", "%s is too small to read; take at least 10pt", text);
    else if (size < LEAST_TEXT_SIZE && is_read_in_lines(name))
        xml_source_warn(source, element, "size", "%s is small for what is read in lines; take at least 12pt",
                        text);
}

static void advise_colour(XmlSource *source, const xmlNode *element)
{
    g_autofree gchar *colour = xml_attribute(element, "colour");
    if (colour == NULL || !value_is_colour(colour))
        return;
    const gdouble contrast = value_contrast_with_white(colour);
    if (contrast < LEAST_CONTRAST)
        xml_source_warn(source, element, "colour",
                        "%s is too pale on white: contrast %.1f; take a darker one, at least 4.5", colour,
                        contrast);
}

/* Lines of text that stand closer than their letters are high touch each other. */
static void advise_line(XmlSource *source, const xmlNode *element)
{
    g_autofree gchar *line = xml_attribute(element, "line");
    if (line != NULL && g_ascii_strtod(line, NULL) < 1.15)
        xml_source_warn(source, element, "line", "lines %s apart are hard to read; take 1.2 or more", line);
}

static gdouble page_width(const xmlNode *root)
{
    static const gchar *const SIDES[] = {"margin-left", "margin-right"};
    g_autoptr(Document) usual = document_new();
    const xmlNode *page = xml_find_child(root, "page");
    gdouble width = usual->page.width, margins[] = {usual->page.left, usual->page.right};
    for (gsize i = 0; i < G_N_ELEMENTS(SIDES); i++) {
        g_autofree gchar *text = page != NULL ? xml_attribute(page, SIDES[i]) : NULL;
        if (text != NULL)
            (void) length_from_text(text, &margins[i]);
        width -= margins[i];
    }
    return width;
}

/* About: letters have an average width, since fonts are not known here. */
static void advise_entry(XmlSource *source, const xmlNode *root, const xmlNode *element)
{
    g_autofree gchar *label = xml_attribute(element, "label");
    g_autofree gchar *width = xml_attribute(element, "width");
    gdouble share = 0;
    if (label == NULL || width == NULL || !share_from_text(width, &share))
        return;
    const gdouble room = page_width(root) * share;
    const gdouble needed = (gdouble) g_utf8_strlen(label, -1) * LEAST_SIZE * LETTER_SHARE;
    if (needed > room)
        xml_source_warn(
            source, element, "width",
            "the field is too small for its label, which takes about %.0f%% of the line; widen it "
            "or shorten the label",
            100 * needed / page_width(root));
}

static void advise_box(XmlSource *source, const xmlNode *element)
{
    g_autofree gchar *lines = xml_attribute(element, "lines");
    if (lines != NULL && g_ascii_strtoull(lines, NULL, 10) < LEAST_LINES)
        xml_source_warn(source, element, "lines",
                        "an answer of %s lines soon has to scroll and is cut off when printed; give it 10 or "
                        "more",
                        lines);
}

static void advise_page(XmlSource *source, const xmlNode *page)
{
    static const gchar *const SIDES[] = {"margin-top", "margin-right", "margin-bottom", "margin-left"};
    for (gsize i = 0; i < G_N_ELEMENTS(SIDES); i++) {
        g_autofree gchar *text = xml_attribute(page, SIDES[i]);
        gdouble margin = 0;
        if (text != NULL && length_from_text(text, &margin) && margin < 10 * 72 / 25.4)
            xml_source_warn(source, page, SIDES[i], "printers cut off what is nearer than 10mm to the edge");
    }
}

static void advise_blocks(XmlSource *source, const xmlNode *root, const xmlNode *parent)
{
    for (const xmlNode *child = xml_first_element(parent); child != NULL; child = xml_next_element(child)) {
        if (xml_is(child, "entry"))
            advise_entry(source, root, child);
        else if (xml_is(child, "box"))
            advise_box(source, child);
        advise_blocks(source, root, child);
    }
}

void template_advise(XmlSource *source, const xmlNode *root)
{
    g_autofree gchar *language = xml_attribute(root, "language");
    if (language == NULL)
        xml_source_warn(source, root, NULL,
                        "the language is not said, so that screen readers guess; add language=\"en-GB\"");
    for (const xmlNode *child = xml_first_element(root); child != NULL; child = xml_next_element(child)) {
        if (xml_is(child, "style")) {
            g_autofree gchar *name = xml_attribute(child, "name");
            advise_size(source, child, name != NULL ? name : "");
            advise_colour(source, child);
            advise_line(source, child);
        } else if (xml_is(child, "page")) {
            advise_page(source, child);
        } else if (xml_is(child, "body")) {
            advise_blocks(source, root, child);
        }
    }
}
