#include <string.h>

#include "pack/check.h"
#include "pack/share.h"
#include "pack/template_body.h"
#include "pack/xml_walk.h"

static const gchar *const PURPOSES[] = {"dispute", "compliment", "note", "mail", "compliment-mail", NULL};

static void load_length(XmlSource *source, const xmlNode *element, const gchar *name, gdouble *into)
{
    g_autofree gchar *text = xml_attribute(element, name);
    if (text != NULL && !length_from_text(text, into))
        xml_source_note(source, element, "%s is a length such as 20mm or 12pt", name);
}

/* Leaves *into alone when the attribute is absent. */
static void load_switch(XmlSource *source, const xmlNode *element, const gchar *name, const gchar *on,
                        const gchar *off, gboolean *into)
{
    g_autofree gchar *text = xml_attribute(element, name);
    if (text == NULL)
        return;
    *into = strcmp(text, on) == 0;
    if (!*into && strcmp(text, off) != 0)
        xml_source_note(source, element, "%s is %s or %s", name, on, off);
}

static void load_page(XmlSource *source, const xmlNode *element, Document *setup)
{
    xml_only_attributes(source, element, "size margin-top margin-right margin-bottom margin-left code marks");
    PageSetup *page = &setup->page;
    g_autofree gchar *size = xml_attribute(element, "size");
    if (size != NULL && strcmp(size, "A4") != 0)
        xml_source_note(source, element, "size is A4");
    load_length(source, element, "margin-top", &page->top);
    load_length(source, element, "margin-right", &page->right);
    load_length(source, element, "margin-bottom", &page->bottom);
    load_length(source, element, "margin-left", &page->left);
    load_length(source, element, "code", &page->code);
    load_switch(source, element, "marks", "yes", "no", &page->marks);
}

static Style *style_for(Document *setup, const gchar *name)
{
    for (guint i = 0; i < setup->styles->len; i++) {
        Style *style = g_ptr_array_index(setup->styles, i);
        if (strcmp(style->name, name) == 0)
            return style;
    }
    Style *style = style_new(name);
    g_ptr_array_add(setup->styles, style);
    return style;
}

static void load_style(XmlSource *source, const xmlNode *element, Document *setup)
{
    xml_only_attributes(source, element,
                        "name size weight colour line before after indent keep-with-next panel");
    g_autofree gchar *name = xml_need_attribute(source, element, "name");
    g_autofree gchar *colour = xml_attribute(element, "colour");
    g_autofree gchar *line = xml_attribute(element, "line");
    Style *style = style_for(setup, name);
    load_length(source, element, "size", &style->size);
    load_switch(source, element, "weight", "bold", "regular", &style->bold);
    load_length(source, element, "before", &style->before);
    load_length(source, element, "after", &style->after);
    load_length(source, element, "indent", &style->indent);
    load_switch(source, element, "keep-with-next", "yes", "no", &style->keep_with_next);
    load_switch(source, element, "panel", "yes", "no", &style->panel);
    if (colour != NULL && !colour_from_text(colour, &style->colour))
        xml_source_note(source, element, "colour is #rrggbb, text, muted or accent");
    if (line != NULL) {
        gchar *end = NULL;
        style->leading = g_ascii_strtod(line, &end);
        if (end == line || *end != '\0' || !(style->leading >= 0.8 && style->leading <= 4))
            xml_source_note(source, element, "line is a number from 0.8 to 4");
    }
}

static void load_page_line(XmlSource *source, const xmlNode *element, PageLine *line)
{
    xml_only_attributes(source, element, "left centre right");
    g_clear_pointer(&line->left, g_free);
    g_clear_pointer(&line->centre, g_free);
    g_clear_pointer(&line->right, g_free);
    line->left = xml_attribute(element, "left");
    line->centre = xml_attribute(element, "centre");
    line->right = xml_attribute(element, "right");
}

static void load_part(XmlSource *source, const xmlNode *element, Template *template_)
{
    Document *setup = template_->setup;
    if (xml_is(element, "page")) {
        load_page(source, element, setup);
    } else if (xml_is(element, "style")) {
        load_style(source, element, setup);
    } else if (xml_is(element, "metadata")) {
        xml_only_attributes(source, element, "title");
        g_free(setup->title);
        setup->title = xml_need_attribute(source, element, "title");
    } else if (xml_is(element, "header")) {
        load_page_line(source, element, &setup->header);
    } else if (xml_is(element, "footer")) {
        load_page_line(source, element, &setup->footer);
    } else if (xml_is(element, "code")) {
        xml_only_attributes(source, element, "caption");
        g_free(setup->code_caption);
        setup->code_caption = xml_need_attribute(source, element, "caption");
    } else if (xml_is(element, "body")) {
        xml_only_attributes(source, element, "");
        template_body_load(source, element, template_->nodes);
    } else {
        xml_note_unknown(source, element);
    }
}

static Template *load_root(XmlSource *source, const xmlNode *root)
{
    Template *template_ = template_new();
    if (!xml_is(root, "template")) {
        xml_source_note(source, root, "the root of a template is <template>");
        return template_;
    }
    xml_only_attributes(source, root, "id for language");
    template_->id = xml_need_attribute(source, root, "id");
    g_autofree gchar *purpose = xml_need_attribute(source, root, "for");
    if (!g_strv_contains(PURPOSES, purpose))
        xml_source_note(source, root, "for is dispute, compliment, note, mail or compliment-mail");
    template_->purpose = g_strdup(purpose);
    template_->warm = g_str_has_prefix(purpose, "compliment");
    xml_no_text(source, root);
    g_autofree gchar *language = xml_attribute(root, "language");
    if (language != NULL) {
        g_free(template_->setup->language);
        template_->setup->language = g_steal_pointer(&language);
    }
    for (xmlNode *child = xml_first_element(root); child != NULL; child = xml_next_element(child))
        load_part(source, child, template_);
    if (xml_find_child(root, "metadata") == NULL || xml_find_child(root, "body") == NULL)
        xml_source_note(source, root, "<template> needs <metadata> and <body>");
    return template_;
}

Template *template_load(const gchar *name, GError **error)
{
    g_autofree gchar *file = share_path("templates", name);
    g_autoptr(XmlSource) source = xml_source_open(file, error);
    if (source == NULL)
        return NULL;
    g_autoptr(Template) template_ = NULL;
    if (source->doc != NULL) {
        const xmlNode *root = xmlDocGetRootElement(source->doc);
        template_ = load_root(source, root);
        template_check(source, root);
    }
    if (check_failed(source, error) || template_ == NULL)
        return NULL;
    template_->sha256 =
        g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *) source->text, source->length);
    return g_steal_pointer(&template_);
}
