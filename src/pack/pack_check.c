#include <string.h>

#include "model/datum.h"
#include "pack/check.h"
#include "pack/look_load.h"
#include "pack/placeholder_check.h"
#include "pack/share.h"
#include "pack/xml_walk.h"

#define MOST_DAYS 100 /* working days of a stage */

/* What is gathered of a pack before its parts are looked at. */
typedef struct {
    XmlSource *source;
    const xmlNode *root;
    Pack *pack;           /* only its roles */
    gchar *role_names;    /* "sw, tm, sm" */
    const xmlNode *track; /* <track>, or the root where there is only one */
    GHashTable *stages;   /* of the track: number to element */
    GHashTable *reached;  /* numbers of its stages that something leads to */
} Checking;

static guint number_of(const xmlNode *element, const gchar *name)
{
    g_autofree gchar *text = xml_attribute(element, name);
    guint64 number = 0;
    return text != NULL && g_ascii_string_to_unsigned(text, 10, 0, 999, &number, NULL) ? (guint) number : 0;
}

/* Notes the second of two elements of one name with the same attribute. */
static void check_unique(XmlSource *source, const xmlNode *root, const gchar *element, const gchar *attribute)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (xmlNode *child = xml_first_element(root); child != NULL; child = xml_next_element(child)) {
        gchar *value = xml_is(child, element) ? xml_attribute(child, attribute) : NULL;
        if (value == NULL)
            continue;
        if (g_hash_table_contains(seen, value))
            xml_source_note_attribute(source, child, attribute,
                                      "two of <%s> have the %s %s; each needs its own", element, attribute,
                                      value);
        g_hash_table_add(seen, value);
    }
}

static void gather(Checking *checking)
{
    g_autoptr(GString) names = g_string_new(NULL);
    for (xmlNode *child = xml_first_element(checking->root); child != NULL; child = xml_next_element(child)) {
        g_autofree gchar *id = xml_is(child, "role") ? xml_attribute(child, "id") : NULL;
        if (id != NULL) {
            g_ptr_array_add(checking->pack->roles, role_new(id, id, id));
            g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", id);
            if (strcmp(id, "child") == 0 || strcmp(id, "iro") == 0)
                xml_source_note_attribute(checking->source, child, "id",
                                          "the id %s is taken by the data of every dispute; choose another",
                                          id);
        }
    }
    checking->role_names = g_strdup(names->str);
}

static void check_role(Checking *checking, const xmlNode *element)
{
    g_autofree gchar *role = xml_attribute(element, "role");
    if (role != NULL && pack_find_role(checking->pack, role) == NULL)
        check_unknown(checking->source, element, "role", "role has the id", role, checking->role_names);
}

static void check_recipients(Checking *checking, const xmlNode *parent)
{
    for (xmlNode *child = xml_first_element(parent); child != NULL; child = xml_next_element(child)) {
        const gboolean attends = xml_is(child, "attendee");
        if (!attends && !xml_is(child, "recipient") && !xml_is(child, "copy"))
            continue;
        check_role(checking, child);
        g_autofree gchar *role = xml_attribute(child, "role");
        g_autofree gchar *other = xml_attribute(child, attends ? "name" : "address");
        if ((role == NULL) == (other == NULL))
            xml_source_note(checking->source, child, "<%s> has either a role or %s; give it one of them",
                            xml_name(child), attends ? "a name" : "an address");
    }
}

static void check_proceed(Checking *checking, const xmlNode *stage)
{
    const xmlNode *proceed = xml_find_child(stage, "proceed");
    if (proceed == NULL)
        return;
    const guint to = number_of(proceed, "to");
    g_hash_table_add(checking->reached, GUINT_TO_POINTER(to));
    if (!g_hash_table_contains(checking->stages, GUINT_TO_POINTER(to)))
        xml_source_note_attribute(checking->source, proceed, "to",
                                  "there is no stage %u to proceed to; write that stage or change the number",
                                  to);
    else if (to <= number_of(stage, "number"))
        xml_source_note_attribute(checking->source, proceed, "to",
                                  "stage %u does not come after this one; proceed leads onwards", to);
}

static gboolean has_part(const xmlNode *stage, const gchar *name)
{
    g_autofree gchar *attribute = xml_attribute(stage, name);
    return attribute != NULL || xml_find_child(stage, name) != NULL;
}

static gboolean is_informal(const xmlNode *stage)
{
    g_autofree gchar *informal = xml_attribute(stage, "informal");
    return g_strcmp0(informal, "yes") == 0;
}

static guint total_days(const Checking *checking)
{
    const xmlNode *process = xml_find_child(checking->track, "process");
    return process != NULL ? number_of(process, "total-days") : 0;
}

/* "5", or "1-7" where they are chosen. The bank holidays are published two to
 * three years ahead, so that a longer clock could not be counted. */
static void check_days(Checking *checking, const xmlNode *stage)
{
    g_autofree gchar *days = xml_attribute(stage, "days");
    if (days == NULL)
        return;
    const gchar *dash = strchr(days, '-');
    const guint64 least = g_ascii_strtoull(days, NULL, 10);
    const guint64 most = dash != NULL ? g_ascii_strtoull(dash + 1, NULL, 10) : least;
    const guint total = total_days(checking);
    const gchar *wrong = NULL;
    if (g_ascii_isdigit(days[0]) && least == 0)
        wrong = "days is at least 1 where an answer is awaited";
    else if (dash != NULL && least >= most)
        wrong = "days: a choice goes from fewer to more, such as 1-7";
    else if (most > MOST_DAYS)
        wrong = "days: a stage has at most 100 working days, since bank holidays are not known far ahead";
    else if (total > 0 && most > total && !is_informal(stage))
        wrong = "days: a stage cannot have more than the process has in all (total-days)";
    if (wrong != NULL)
        xml_source_note_attribute(checking->source, stage, "days", "%s", wrong);
}

/* A stage with a form needs all of these, the final stage none of them. */
static void check_stage_parts(Checking *checking, const xmlNode *stage)
{
    static const gchar *const PARTS[] = {"role", "days", "question", "resolved", "proceed", "recipient"};
    g_autofree gchar *kind = xml_attribute(stage, "kind");
    const gboolean final = g_strcmp0(kind, "final") == 0;
    for (gsize i = 0; i < G_N_ELEMENTS(PARTS); i++) {
        if (has_part(stage, PARTS[i]) == final)
            xml_source_note_attribute(checking->source, stage, final ? PARTS[i] : "",
                                      "a stage of kind %s %s %s; %s", kind != NULL ? kind : "answer",
                                      final ? "has no" : "needs", PARTS[i], final ? "delete it" : "add it");
    }
    if (!final)
        check_days(checking, stage);
}

static void check_reached(Checking *checking)
{
    for (xmlNode *child = xml_first_element(checking->track); child != NULL;
         child = xml_next_element(child)) {
        const guint number = xml_is(child, "stage") ? number_of(child, "number") : 1;
        if (number == 1)
            continue;
        if (!g_hash_table_contains(checking->reached, GUINT_TO_POINTER(number)))
            xml_source_note(checking->source, child,
                            "nothing reaches stage %u; let an earlier stage proceed to it", number);
        if (!g_hash_table_contains(checking->stages, GUINT_TO_POINTER(number - 1)))
            xml_source_note(checking->source, child,
                            "there is no stage %u before stage %u; number them without gaps", number - 1,
                            number);
    }
}

/* The total clock starts at a stage that has a form. */
static void check_process(Checking *checking)
{
    const xmlNode *process = xml_find_child(checking->track, "process");
    const guint from = process != NULL ? number_of(process, "total-from") : 0;
    if (process == NULL)
        xml_source_note(checking->source, checking->track, "<%s> needs <process>", xml_name(checking->track));
    if (g_hash_table_size(checking->stages) == 0)
        xml_source_note(checking->source, checking->track, "<%s> needs <stage>", xml_name(checking->track));
    if (from > 0 && !g_hash_table_contains(checking->stages, GUINT_TO_POINTER(from)))
        xml_source_note_attribute(checking->source, process, "total-from",
                                  "there is no stage %u that the total could start at", from);
}

static void check_track(Checking *checking, const xmlNode *track)
{
    checking->track = track;
    g_hash_table_remove_all(checking->stages);
    g_hash_table_remove_all(checking->reached);
    for (xmlNode *child = xml_first_element(track); child != NULL; child = xml_next_element(child)) {
        if (xml_is(child, "stage"))
            g_hash_table_insert(checking->stages, GUINT_TO_POINTER(number_of(child, "number")), child);
    }
    check_unique(checking->source, track, "stage", "number");
    for (xmlNode *child = xml_first_element(track); child != NULL; child = xml_next_element(child)) {
        if (!xml_is(child, "stage"))
            continue;
        check_role(checking, child);
        check_stage_parts(checking, child);
        check_recipients(checking, child);
        check_proceed(checking, child);
    }
    check_reached(checking);
    check_process(checking);
}

/* Stages stand in the tracks, or, when there is only one, directly in the pack. */
static void check_tracks(Checking *checking)
{
    guint tracks = 0;
    for (xmlNode *child = xml_first_element(checking->root); child != NULL; child = xml_next_element(child)) {
        if (!xml_is(child, "track"))
            continue;
        check_track(checking, child);
        tracks++;
    }
    if (tracks == 0) {
        check_track(checking, checking->root);
        return;
    }
    for (xmlNode *child = xml_first_element(checking->root); child != NULL; child = xml_next_element(child)) {
        if (xml_is(child, "stage") || xml_is(child, "process"))
            xml_source_note(checking->source, child, "<%s> stands in a <track> where there are tracks",
                            xml_name(child));
    }
}

/* "concern, dispute" */
static gchar *track_names(const Checking *checking)
{
    GString *names = g_string_new(NULL);
    for (xmlNode *child = xml_first_element(checking->root); child != NULL; child = xml_next_element(child)) {
        g_autofree gchar *id = xml_is(child, "track") ? xml_attribute(child, "id") : NULL;
        if (id != NULL)
            g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", id);
    }
    return g_string_free(names, FALSE);
}

static gboolean has_track(const Checking *checking, const gchar *id)
{
    for (xmlNode *child = xml_first_element(checking->root); child != NULL; child = xml_next_element(child)) {
        g_autofree gchar *other = xml_is(child, "track") ? xml_attribute(child, "id") : NULL;
        if (g_strcmp0(other, id) == 0)
            return TRUE;
    }
    return FALSE;
}

/* Of a <level> or a <case>. */
static void check_named_tracks(Checking *checking, const xmlNode *element)
{
    g_autofree gchar *tracks = xml_attribute(element, "tracks");
    g_auto(GStrv) ids = g_strsplit(tracks != NULL ? tracks : "", " ", -1);
    for (gchar **id = ids; *id != NULL; id++) {
        if (!has_track(checking, *id)) {
            g_autofree gchar *names = track_names(checking);
            check_unknown(checking->source, element, "tracks", "track has the id", *id, names);
        }
    }
}

static void check_levels(Checking *checking)
{
    check_unique(checking->source, checking->root, "level", "number");
    for (xmlNode *child = xml_first_element(checking->root); child != NULL; child = xml_next_element(child)) {
        if (!xml_is(child, "level"))
            continue;
        check_unique(checking->source, child, "example", "id");
        check_named_tracks(checking, child);
    }
}

static void check_cases(Checking *checking)
{
    for (xmlNode *child = xml_first_element(checking->root); child != NULL; child = xml_next_element(child))
        if (xml_is(child, "case"))
            check_named_tracks(checking, child);
}

/* Binding one text to data that a kind of record has. */
static void check_text(Checking *checking, const xmlNode *element, guint scopes)
{
    g_autofree gchar *text = xml_text_line(element);
    placeholders_check(checking->source, element, text, scopes, checking->pack);
}

static void check_wording(Checking *checking, const xmlNode *form, guint scopes)
{
    for (xmlNode *child = xml_first_element(form); child != NULL; child = xml_next_element(child)) {
        if (xml_is(child, "fact") || xml_is(child, "section") || xml_is(child, "introduction"))
            check_text(checking, child, scopes);
    }
}

static void check_forms(Checking *checking)
{
    const xmlNode *dispute = xml_find_child(checking->root, "dispute");
    const xmlNode *compliment = xml_find_child(checking->root, "compliment");
    const xmlNode *return_to = xml_find_child(checking->root, "return-to");
    if (dispute != NULL)
        check_wording(checking, dispute, DATUM_OF_DISPUTE);
    if (return_to != NULL)
        check_text(checking, return_to, DATUM_OF_DISPUTE);
    if (compliment == NULL)
        return;
    check_wording(checking, compliment, DATUM_OF_COMPLIMENT);
    check_recipients(checking, compliment);
    if (return_to != NULL)
        check_text(checking, return_to, DATUM_OF_COMPLIMENT);
}

void pack_check(XmlSource *source, const xmlNode *root)
{
    g_autoptr(Pack) roles = pack_new();
    g_autoptr(GHashTable) stages = g_hash_table_new(g_direct_hash, g_direct_equal);
    g_autoptr(GHashTable) reached = g_hash_table_new(g_direct_hash, g_direct_equal);
    Checking checking = {.source = source, .root = root, .pack = roles, .stages = stages, .reached = reached};
    g_autofree gchar *id = xml_attribute(root, "id");
    g_autofree gchar *base = share_base_name(source->file);
    if (id != NULL && strcmp(id, base) != 0)
        xml_source_note_attribute(source, root, "id",
                                  "the id is %s but the file is %s.xml; they must be the same", id, base);
    gather(&checking);
    const xmlNode *look = xml_find_child(root, "look");
    if (look != NULL)
        look_check(source, look);
    check_unique(source, root, "role", "id");
    check_unique(source, root, "theme", "id");
    check_unique(source, root, "track", "id");
    check_unique(source, root, "case", "id");
    check_tracks(&checking);
    check_levels(&checking);
    check_cases(&checking);
    check_forms(&checking);
    g_free(checking.role_names);
}
