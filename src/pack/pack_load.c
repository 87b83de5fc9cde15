#include "pack/pack_load.h"

#include <string.h>

#include "pack/check.h"
#include "pack/share.h"
#include "pack/value.h"
#include "pack/xml_walk.h"

/*
 * The fast path: the loader notices whatever the schema would refuse, so that
 * a good pack is loaded without the schema, and a bad one gets its words from
 * the full check.
 */

static guint load_number(XmlSource *source, const xmlNode *element, const gchar *name)
{
    g_autofree gchar *text = xml_attribute(element, name);
    guint64 number = 0;
    if (text != NULL && !g_ascii_string_to_unsigned(text, 10, 0, 999, &number, NULL))
        xml_source_note(source, element, "%s is a number from 0 to 999", name);
    return (guint) number;
}

static guint need_number(XmlSource *source, const xmlNode *element, const gchar *name)
{
    g_free(xml_need_attribute(source, element, name));
    return load_number(source, element, name);
}

static gchar *need_id(XmlSource *source, const xmlNode *element)
{
    gchar *id = xml_need_attribute(source, element, "id");
    if (!value_is_id(id))
        xml_source_note(source, element, "id is small letters, digits and \"-\", beginning with a letter");
    return id;
}

static gchar *load_colour(XmlSource *source, const xmlNode *element, const gchar *name)
{
    gchar *colour = xml_attribute(element, name);
    if (colour != NULL && !value_is_colour(colour))
        xml_source_note(source, element, "%s is a colour such as #00703c", name);
    return colour;
}

/* A leaf: text, no elements. */
static void check_leaf(XmlSource *source, const xmlNode *element, const gchar *attributes)
{
    xml_only_attributes(source, element, attributes);
    for (xmlNode *child = xml_first_element(element); child != NULL; child = xml_next_element(child))
        xml_note_unknown(source, child);
}

/* A text that may stand once; a second one is noted. */
static void take_text(XmlSource *source, const xmlNode *element, const gchar *attributes, gchar **into)
{
    check_leaf(source, element, attributes);
    if (*into != NULL)
        xml_source_note(source, element, "<%s> stands twice", xml_name(element));
    g_free(*into);
    *into = xml_text_paragraphs(element);
    if ((*into)[0] == '\0')
        xml_source_note(source, element, "<%s> is empty", xml_name(element));
}

static void load_recipient(XmlSource *source, const xmlNode *element, GPtrArray *into)
{
    check_leaf(source, element, "role address name");
    g_autofree gchar *role = xml_attribute(element, "role");
    g_autofree gchar *address = xml_attribute(element, "address");
    g_autofree gchar *name = xml_attribute(element, "name");
    if (address != NULL && !value_is_email(address))
        xml_source_note(source, element, "address is no e-mail address");
    g_ptr_array_add(into, recipient_new(role, address, name));
}

static void load_role(XmlSource *source, const xmlNode *element, Pack *pack)
{
    check_leaf(source, element, "id name abbreviation");
    g_autofree gchar *id = need_id(source, element);
    g_autofree gchar *name = xml_need_attribute(source, element, "name");
    g_autofree gchar *abbreviation = xml_need_attribute(source, element, "abbreviation");
    g_ptr_array_add(pack->roles, role_new(id, name, abbreviation));
}

static void load_theme(XmlSource *source, const xmlNode *element, Pack *pack)
{
    check_leaf(source, element, "id");
    g_autofree gchar *id = need_id(source, element);
    g_autofree gchar *title = xml_text_line(element);
    if (title[0] == '\0')
        xml_source_note(source, element, "<theme> is empty");
    g_ptr_array_add(pack->themes, theme_new(id, title));
}

static void load_kind(XmlSource *source, const xmlNode *element, Stage *stage)
{
    static const gchar *const NAMES[] = {"answer", "meeting", "final"};
    g_autofree gchar *kind = xml_need_attribute(source, element, "kind");
    for (gsize i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        if (strcmp(kind, NAMES[i]) == 0) {
            stage->kind = (StageKind) i;
            return;
        }
    }
    xml_source_note(source, element, "kind is answer, meeting or final");
}

static void load_stage_part(XmlSource *source, const xmlNode *element, Stage *stage)
{
    if (xml_is(element, "question")) {
        take_text(source, element, "", &stage->question);
    } else if (xml_is(element, "hint")) {
        take_text(source, element, "", &stage->hint);
    } else if (xml_is(element, "task")) {
        take_text(source, element, "", &stage->task);
    } else if (xml_is(element, "resolved")) {
        take_text(source, element, "", &stage->resolved_label);
    } else if (xml_is(element, "proceed")) {
        take_text(source, element, "to", &stage->proceed_label);
        stage->proceed_to = need_number(source, element, "to");
    } else if (xml_is(element, "recipient")) {
        load_recipient(source, element, stage->recipients);
    } else if (xml_is(element, "copy")) {
        load_recipient(source, element, stage->copies);
    } else {
        xml_note_unknown(source, element);
    }
}

static void load_stage(XmlSource *source, const xmlNode *element, Pack *pack)
{
    Stage *stage = stage_new();
    xml_only_attributes(source, element, "number kind role title days");
    xml_no_text(source, element);
    stage->number = need_number(source, element, "number");
    load_kind(source, element, stage);
    stage->role = xml_attribute(element, "role");
    stage->title = xml_need_attribute(source, element, "title");
    stage->working_days = load_number(source, element, "days");
    for (xmlNode *child = xml_first_element(element); child != NULL; child = xml_next_element(child))
        load_stage_part(source, child, stage);
    g_ptr_array_add(pack->stages, stage);
}

/* TRUE when the element belongs to the wording. */
static gboolean load_wording_part(XmlSource *source, const xmlNode *element, FormWording *wording)
{
    if (xml_is(element, "title")) {
        take_text(source, element, "", &wording->title);
    } else if (xml_is(element, "introduction")) {
        take_text(source, element, "", &wording->introduction);
    } else if (xml_is(element, "fact")) {
        check_leaf(source, element, "label");
        g_autofree gchar *label = xml_need_attribute(source, element, "label");
        g_autofree gchar *value = xml_text_line(element);
        g_ptr_array_add(wording->facts, fact_line_new(label, value));
    } else if (xml_is(element, "section")) {
        check_leaf(source, element, "title");
        g_autofree gchar *title = xml_need_attribute(source, element, "title");
        g_autofree gchar *text = xml_text_paragraphs(element);
        g_ptr_array_add(wording->sections, section_new(title, text));
    } else {
        return FALSE;
    }
    return TRUE;
}

static void load_dispute_form(XmlSource *source, const xmlNode *element, Pack *pack)
{
    xml_only_attributes(source, element, "");
    xml_no_text(source, element);
    for (xmlNode *child = xml_first_element(element); child != NULL; child = xml_next_element(child)) {
        if (!load_wording_part(source, child, pack->dispute))
            xml_note_unknown(source, child);
    }
    if (pack->dispute->title == NULL)
        xml_source_note(source, element, "<dispute> needs <title>");
}

static void load_compliment_form(XmlSource *source, const xmlNode *element, Pack *pack)
{
    ComplimentForm *form = compliment_form_new();
    pack->compliment = form;
    xml_only_attributes(source, element, "accent");
    xml_no_text(source, element);
    form->accent = load_colour(source, element, "accent");
    for (xmlNode *child = xml_first_element(element); child != NULL; child = xml_next_element(child)) {
        if (xml_is(child, "question"))
            take_text(source, child, "", &form->question);
        else if (xml_is(child, "hint"))
            take_text(source, child, "", &form->hint);
        else if (xml_is(child, "recipient"))
            load_recipient(source, child, form->recipients);
        else if (xml_is(child, "copy"))
            load_recipient(source, child, form->copies);
        else if (!load_wording_part(source, child, form->wording))
            xml_note_unknown(source, child);
    }
    if (form->accent == NULL || form->wording->title == NULL)
        xml_source_note(source, element, "<compliment> needs an accent and a <title>");
}

static void load_process(XmlSource *source, const xmlNode *element, Pack *pack)
{
    check_leaf(source, element, "total-days informal-days bypass");
    pack->total_days = load_number(source, element, "total-days");
    pack->informal_days = load_number(source, element, "informal-days");
    g_free(pack->bypass_condition);
    pack->bypass_condition = xml_attribute(element, "bypass");
}

static void load_note(XmlSource *source, const xmlNode *element, Pack *pack)
{
    check_leaf(source, element, "type");
    g_free(pack->note_type);
    pack->note_type = xml_need_attribute(source, element, "type");
}

static void load_part(XmlSource *source, const xmlNode *element, Pack *pack)
{
    if (xml_is(element, "process"))
        load_process(source, element, pack);
    else if (xml_is(element, "return-to"))
        take_text(source, element, "", &pack->return_to);
    else if (xml_is(element, "note"))
        load_note(source, element, pack);
    else if (xml_is(element, "role"))
        load_role(source, element, pack);
    else if (xml_is(element, "stage"))
        load_stage(source, element, pack);
    else if (xml_is(element, "theme"))
        load_theme(source, element, pack);
    else if (xml_is(element, "dispute"))
        load_dispute_form(source, element, pack);
    else if (xml_is(element, "compliment") && pack->compliment == NULL)
        load_compliment_form(source, element, pack);
    else
        xml_note_unknown(source, element);
}

static void load_root_attributes(XmlSource *source, const xmlNode *root, Pack *pack)
{
    xml_only_attributes(source, root, "id code authority service policy marking accent");
    pack->id = need_id(source, root);
    pack->code = xml_need_attribute(source, root, "code");
    pack->authority = xml_need_attribute(source, root, "authority");
    pack->service = xml_need_attribute(source, root, "service");
    pack->policy = xml_need_attribute(source, root, "policy");
    pack->marking = xml_need_attribute(source, root, "marking");
    pack->accent = load_colour(source, root, "accent");
    const gsize length = strlen(pack->code);
    if (strspn(pack->code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != length || length < 2 || length > 8)
        xml_source_note(source, root, "code is two to eight capital letters");
}

static gint compare_stages(gconstpointer a, gconstpointer b)
{
    const Stage *first = *(const Stage *const *) a;
    const Stage *second = *(const Stage *const *) b;
    return (first->number > second->number) - (first->number < second->number);
}

static void check_parts(XmlSource *source, const xmlNode *root)
{
    static const struct {
        const gchar *name;
        guint most;
    } NEEDED[] = {{"process", 1}, {"return-to", 1}, {"note", 1},         {"dispute", 1},
                  {"role", 100},  {"stage", 20},    {"theme", G_MAXUINT}};
    for (gsize i = 0; i < G_N_ELEMENTS(NEEDED); i++) {
        guint count = 0;
        for (xmlNode *child = xml_first_element(root); child != NULL; child = xml_next_element(child))
            count += xml_is(child, NEEDED[i].name) ? 1 : 0;
        if (count == 0 || count > NEEDED[i].most)
            xml_source_note(source, root, "<pack> has %u times <%s>", count, NEEDED[i].name);
    }
}

static Pack *load_root(XmlSource *source, const xmlNode *root)
{
    Pack *pack = pack_new();
    if (!xml_is(root, "pack")) {
        xml_source_note(source, root, "the root of a form pack is <pack>");
        return pack;
    }
    load_root_attributes(source, root, pack);
    xml_no_text(source, root);
    for (xmlNode *child = xml_first_element(root); child != NULL; child = xml_next_element(child))
        load_part(source, child, pack);
    check_parts(source, root);
    g_ptr_array_sort(pack->stages, compare_stages);
    if (pack->accent == NULL)
        xml_source_note(source, root, "<pack> needs the attribute accent");
    return pack;
}

Pack *pack_load(const gchar *name, GError **error)
{
    g_autofree gchar *file = share_path("forms", name);
    g_autoptr(XmlSource) source = xml_source_open(file, error);
    if (source == NULL)
        return NULL;
    g_autoptr(Pack) pack = NULL;
    if (source->doc != NULL) {
        const xmlNode *root = xmlDocGetRootElement(source->doc);
        pack = load_root(source, root);
        pack_check(source, root);
    }
    if (check_failed(source, error) || pack == NULL)
        return NULL;
    pack->sha256 =
        g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *) source->text, source->length);
    return g_steal_pointer(&pack);
}
