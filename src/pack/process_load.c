#include "pack/process_load.h"

#include <string.h>

#include "pack/pack_parts.h"
#include "pack/xml_walk.h"

/* "5", or "1-7" where the days are chosen. */
static void load_days(XmlSource *source, const xmlNode *element, Stage *stage)
{
    g_autofree gchar *text = xml_attribute(element, "days");
    if (text == NULL)
        return;
    g_auto(GStrv) parts = g_strsplit(text, "-", 2);
    guint64 least = 0, most = 0;
    const gboolean choice = parts[0] != NULL && parts[1] != NULL;
    if (!g_ascii_string_to_unsigned(choice ? parts[1] : text, 10, 0, 999, &most, NULL) ||
        (choice && !g_ascii_string_to_unsigned(parts[0], 10, 1, 999, &least, NULL)) ||
        (choice && least >= most))
        xml_source_note(source, element, "days is a number from 0 to 999, or a choice such as 1-7");
    stage->least_days = (guint) least;
    stage->working_days = (guint) most;
}

/* Somebody at a meeting: a role, or whoever the name says. */
static void load_attendee(XmlSource *source, const xmlNode *element, GPtrArray *into)
{
    part_check_leaf(source, element, "role name when");
    g_autofree gchar *role = xml_attribute(element, "role");
    g_autofree gchar *name = xml_attribute(element, "name");
    Recipient *attendee = recipient_new(role, NULL, name);
    attendee->when = xml_attribute(element, "when");
    g_ptr_array_add(into, attendee);
}

static void load_kind(XmlSource *source, const xmlNode *element, Stage *stage)
{
    static const gchar *const NAMES[] = {"answer", "meeting", "final", "email"};
    g_autofree gchar *kind = xml_need_attribute(source, element, "kind");
    for (gsize i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        if (strcmp(kind, NAMES[i]) == 0) {
            stage->kind = (StageKind) i;
            return;
        }
    }
    xml_source_note(source, element, "kind is answer, meeting, final or email");
}

static void load_stage_part(XmlSource *source, const xmlNode *element, Stage *stage)
{
    if (xml_is(element, "question")) {
        part_take_text(source, element, "", &stage->question);
    } else if (xml_is(element, "hint")) {
        part_take_text(source, element, "", &stage->hint);
    } else if (xml_is(element, "task")) {
        part_take_text(source, element, "", &stage->task);
    } else if (xml_is(element, "resolved")) {
        part_take_text(source, element, "", &stage->resolved_label);
    } else if (xml_is(element, "proceed")) {
        part_take_text(source, element, "to", &stage->proceed_label);
        stage->proceed_to = part_need_number(source, element, "to");
    } else if (xml_is(element, "recipient")) {
        part_recipient(source, element, stage->recipients);
    } else if (xml_is(element, "copy")) {
        part_recipient(source, element, stage->copies);
    } else if (xml_is(element, "attendee")) {
        load_attendee(source, element, stage->attendees);
    } else {
        xml_note_unknown(source, element);
    }
}

static gboolean load_importance(XmlSource *source, const xmlNode *element)
{
    g_autofree gchar *text = xml_attribute(element, "importance");
    if (text != NULL && strcmp(text, "high") != 0 && strcmp(text, "normal") != 0)
        xml_source_note(source, element, "importance is high or normal");
    return g_strcmp0(text, "high") == 0;
}

static void load_stage(XmlSource *source, const xmlNode *element, Track *track)
{
    Stage *stage = stage_new();
    xml_only_attributes(source, element, "number kind role title days issue-days informal importance");
    xml_no_text(source, element);
    stage->number = part_need_number(source, element, "number");
    load_kind(source, element, stage);
    stage->role = xml_attribute(element, "role");
    stage->title = xml_need_attribute(source, element, "title");
    load_days(source, element, stage);
    stage->issue_days = part_number(source, element, "issue-days");
    stage->informal = part_flag(source, element, "informal");
    stage->important = load_importance(source, element);
    for (xmlNode *child = xml_first_element(element); child != NULL; child = xml_next_element(child))
        load_stage_part(source, child, stage);
    g_ptr_array_add(track->stages, stage);
}

static void load_process(XmlSource *source, const xmlNode *element, Track *track)
{
    part_check_leaf(source, element, "total-days total-from informal-days bypass");
    track->total_days = part_need_number(source, element, "total-days");
    track->informal_days = part_number(source, element, "informal-days");
    const guint from = part_number(source, element, "total-from");
    track->total_from = from > 0 ? from : 1;
    g_free(track->bypass_condition);
    track->bypass_condition = xml_attribute(element, "bypass");
}

/* TRUE when the element belongs to a track. */
gboolean process_load_part(XmlSource *source, const xmlNode *element, Track *track)
{
    if (xml_is(element, "process"))
        load_process(source, element, track);
    else if (xml_is(element, "stage"))
        load_stage(source, element, track);
    else
        return FALSE;
    return TRUE;
}
