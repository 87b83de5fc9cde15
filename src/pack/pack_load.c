#include "pack/pack_load.h"

#include <string.h>

#include "pack/check.h"
#include "pack/look_load.h"
#include "pack/pack_parts.h"
#include "pack/process_load.h"
#include "pack/share.h"
#include "pack/value.h"
#include "pack/xml_walk.h"

/*
 * The fast path: the loader notices whatever the schema would refuse, so that
 * a good pack is loaded without the schema, and a bad one gets its words from
 * the full check.
 */

static void load_role(XmlSource *source, const xmlNode *element, Pack *pack)
{
    part_check_leaf(source, element, "id name abbreviation");
    g_autofree gchar *id = part_need_id(source, element);
    g_autofree gchar *name = xml_need_attribute(source, element, "name");
    g_autofree gchar *abbreviation = xml_need_attribute(source, element, "abbreviation");
    g_ptr_array_add(pack->roles, role_new(id, name, abbreviation));
}

static void load_theme(XmlSource *source, const xmlNode *element, Pack *pack)
{
    part_check_leaf(source, element, "id");
    g_autofree gchar *id = part_need_id(source, element);
    g_autofree gchar *title = xml_text_line(element);
    if (title[0] == '\0')
        xml_source_note(source, element, "<theme> is empty");
    g_ptr_array_add(pack->themes, theme_new(id, title));
}

/* TRUE when the element belongs to the wording. */
static gboolean load_wording_part(XmlSource *source, const xmlNode *element, FormWording *wording)
{
    if (xml_is(element, "title")) {
        part_take_text(source, element, "", &wording->title);
    } else if (xml_is(element, "introduction")) {
        part_take_text(source, element, "", &wording->introduction);
    } else if (xml_is(element, "fact")) {
        part_check_leaf(source, element, "label");
        g_autofree gchar *label = xml_need_attribute(source, element, "label");
        g_autofree gchar *value = xml_text_line(element);
        g_ptr_array_add(wording->facts, fact_line_new(label, value));
    } else if (xml_is(element, "section")) {
        part_check_leaf(source, element, "title");
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
    xml_only_attributes(source, element, "answered");
    xml_no_text(source, element);
    form->answered = part_flag(source, element, "answered");
    for (xmlNode *child = xml_first_element(element); child != NULL; child = xml_next_element(child)) {
        if (xml_is(child, "question"))
            part_take_text(source, child, "", &form->question);
        else if (xml_is(child, "hint"))
            part_take_text(source, child, "", &form->hint);
        else if (xml_is(child, "recipient"))
            part_recipient(source, child, form->recipients);
        else if (xml_is(child, "copy"))
            part_recipient(source, child, form->copies);
        else if (!load_wording_part(source, child, form->wording))
            xml_note_unknown(source, child);
    }
    if (form->wording->title == NULL)
        xml_source_note(source, element, "<compliment> needs <title>");
}

static void load_track(XmlSource *source, const xmlNode *element, Pack *pack)
{
    xml_only_attributes(source, element, "id title");
    xml_no_text(source, element);
    g_autofree gchar *id = part_need_id(source, element);
    g_autofree gchar *title = xml_need_attribute(source, element, "title");
    Track *track = track_new(id, title);
    for (xmlNode *child = xml_first_element(element); child != NULL; child = xml_next_element(child)) {
        if (!process_load_part(source, child, track))
            xml_note_unknown(source, child);
    }
    pack_add_track(pack, track);
}

static void load_level(XmlSource *source, const xmlNode *element, Pack *pack)
{
    xml_only_attributes(source, element, "number title tracks needs-impact");
    xml_no_text(source, element);
    ConcernLevel *level = concern_level_new(part_need_number(source, element, "number"));
    g_autofree gchar *tracks = xml_attribute(element, "tracks");
    level->title = xml_need_attribute(source, element, "title");
    level->needs_impact = part_flag(source, element, "needs-impact");
    level->tracks = tracks != NULL ? g_strsplit(tracks, " ", -1) : NULL;
    for (xmlNode *child = xml_first_element(element); child != NULL; child = xml_next_element(child)) {
        if (xml_is(child, "rule")) {
            part_take_text(source, child, "", &level->rule);
        } else if (xml_is(child, "example")) {
            part_check_leaf(source, child, "id");
            g_autofree gchar *id = part_need_id(source, child);
            g_autofree gchar *text = xml_text_line(child);
            g_ptr_array_add(level->examples, theme_new(id, text));
        } else {
            xml_note_unknown(source, child);
        }
    }
    if (level->rule == NULL)
        xml_source_note(source, element, "<level> needs <rule>");
    g_ptr_array_add(pack->levels, level);
}

static void load_case(XmlSource *source, const xmlNode *element, Pack *pack)
{
    g_autofree gchar *id = part_need_id(source, element);
    g_autofree gchar *title = xml_need_attribute(source, element, "title");
    g_autofree gchar *task = NULL;
    part_take_text(source, element, "id title tracks", &task);
    g_autofree gchar *tracks = xml_attribute(element, "tracks");
    CaseKind *kind = case_kind_new(id, title, task);
    kind->tracks = tracks != NULL ? g_strsplit(tracks, " ", -1) : NULL;
    g_ptr_array_add(pack->cases, kind);
}

static void load_legal(XmlSource *source, const xmlNode *element, Pack *pack)
{
    const guint count = g_strv_length(pack->legal);
    gchar *text = NULL;
    part_take_text(source, element, "", &text);
    pack->legal = g_renew(gchar *, pack->legal, count + 2);
    pack->legal[count] = text;
    pack->legal[count + 1] = NULL;
}

static void load_note(XmlSource *source, const xmlNode *element, Pack *pack)
{
    part_check_leaf(source, element, "type");
    g_free(pack->note_type);
    pack->note_type = xml_need_attribute(source, element, "type");
}

/* TRUE when the element is one of those that not every authority has. */
static gboolean load_rarer_part(XmlSource *source, const xmlNode *element, Pack *pack)
{
    if (xml_is(element, "track"))
        load_track(source, element, pack);
    else if (xml_is(element, "level"))
        load_level(source, element, pack);
    else if (xml_is(element, "case"))
        load_case(source, element, pack);
    else if (xml_is(element, "legal-advice"))
        load_legal(source, element, pack);
    else if (xml_is(element, "cafcass"))
        part_take_text(source, element, "", &pack->cafcass);
    else if (xml_is(element, "guardian"))
        part_take_text(source, element, "", &pack->guardian);
    else
        return FALSE;
    return TRUE;
}

static void load_part(XmlSource *source, const xmlNode *element, Pack *pack, Track *only)
{
    if (only != NULL && process_load_part(source, element, only))
        return;
    if (xml_is(element, "return-to"))
        part_take_text(source, element, "", &pack->return_to);
    else if (xml_is(element, "note"))
        load_note(source, element, pack);
    else if (xml_is(element, "role"))
        load_role(source, element, pack);
    else if (xml_is(element, "theme"))
        load_theme(source, element, pack);
    else if (xml_is(element, "dispute"))
        load_dispute_form(source, element, pack);
    else if (xml_is(element, "compliment") && pack->compliment == NULL)
        load_compliment_form(source, element, pack);
    else if (!xml_is(element, "look") && !load_rarer_part(source, element, pack))
        xml_note_unknown(source, element);
}

static void load_root_attributes(XmlSource *source, const xmlNode *root, Pack *pack)
{
    xml_only_attributes(source, root, "id code authority service policy marking");
    pack->id = part_need_id(source, root);
    pack->code = xml_need_attribute(source, root, "code");
    pack->authority = xml_need_attribute(source, root, "authority");
    pack->service = xml_need_attribute(source, root, "service");
    pack->policy = xml_need_attribute(source, root, "policy");
    pack->marking = xml_need_attribute(source, root, "marking");
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

static void check_parts(XmlSource *source, const xmlNode *root, gboolean has_tracks)
{
    static const struct {
        const gchar *name;
        guint most;
    } NEEDED[] = {{"look", 1},   {"return-to", 1}, {"note", 1},    {"dispute", 1},
                  {"role", 100}, {"theme", 1000},  {"process", 1}, {"stage", 20}};
    const gsize in_tracks = 2; /* the last ones, which stand in the tracks when there are any */
    for (gsize i = 0; i < G_N_ELEMENTS(NEEDED) - (has_tracks ? in_tracks : 0); i++) {
        guint count = 0;
        for (xmlNode *child = xml_first_element(root); child != NULL; child = xml_next_element(child))
            count += xml_is(child, NEEDED[i].name) ? 1 : 0;
        if (count == 0 || count > NEEDED[i].most)
            xml_source_note(source, root, "<pack> has %u times <%s>", count, NEEDED[i].name);
    }
}

static Pack *load_root(XmlSource *source, const xmlNode *root, GChecksum *hash)
{
    Pack *pack = pack_new();
    if (!xml_is(root, "pack")) {
        xml_source_note(source, root, "the root of a form pack is <pack>");
        return pack;
    }
    load_root_attributes(source, root, pack);
    xml_no_text(source, root);
    const gboolean has_tracks = xml_find_child(root, "track") != NULL;
    if (has_tracks)
        pack_clear_tracks(pack);
    Track *only = has_tracks ? NULL : g_ptr_array_index(pack->tracks, 0);
    for (xmlNode *child = xml_first_element(root); child != NULL; child = xml_next_element(child))
        load_part(source, child, pack, only);
    const xmlNode *look = xml_find_child(root, "look");
    if (look != NULL)
        look_load(source, look, pack->look, hash);
    check_parts(source, root, has_tracks);
    for (guint i = 0; i < pack->tracks->len; i++)
        g_ptr_array_sort(((Track *) pack->tracks->pdata[i])->stages, compare_stages);
    return pack;
}

Pack *pack_load(const gchar *name, GError **error)
{
    g_autofree gchar *file = share_path("forms", name);
    g_autoptr(XmlSource) source = xml_source_open(file, error);
    if (source == NULL)
        return NULL;
    g_autoptr(Pack) pack = NULL;
    g_autoptr(GChecksum) hash = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(hash, (const guchar *) source->text, (gssize) source->length);
    if (source->doc != NULL) {
        const xmlNode *root = xmlDocGetRootElement(source->doc);
        pack = load_root(source, root, hash);
        pack_check(source, root);
    }
    if (check_failed(source, error) || pack == NULL)
        return NULL;
    pack->sha256 = g_strdup(g_checksum_get_string(hash));
    return g_steal_pointer(&pack);
}
