#include <string.h>

#include "model/error.h"
#include "pack/check.h"
#include "pack/share.h"
#include "pack/value.h"
#include "pack/xml_walk.h"

/* Looked up among the packs first: a pack's name is no path, and what is not
 * there shall be answered with what is. */
static Pack *find_pack(XmlSource *source, const xmlNode *root, const gchar *id)
{
    g_auto(GStrv) packs = pack_list(NULL);
    if (packs == NULL || !g_strv_contains((const gchar *const *) packs, id)) {
        g_autofree gchar *known = packs != NULL ? g_strjoinv(", ", packs) : g_strdup("");
        check_unknown(source, root, "pack", "form pack has the id", id, known);
        return NULL;
    }
    Pack *pack = pack_load(id, NULL);
    if (pack == NULL)
        xml_source_note(source, root, "the form pack %s has mistakes itself; run `iro check` on it", id);
    return pack;
}

static void add_name(GString *names, const gchar *name)
{
    g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", name);
}

static gchar *role_names(const Pack *pack)
{
    g_autoptr(GString) names = g_string_new(NULL);
    for (guint i = 0; i < pack->roles->len; i++)
        add_name(names, ((const Role *) pack->roles->pdata[i])->id);
    return g_strdup(names->str);
}

/* kind: "role", which is the attribute too. */
static void unknown_of_pack(XmlSource *source, const xmlNode *element, const gchar *kind, const Pack *pack,
                            const gchar *id, const gchar *names)
{
    g_autofree gchar *what = g_strdup_printf("%s of %s has the id", kind, pack->id);
    check_unknown(source, element, kind, what, id, names);
}

/* Of themes, and of the examples of a level. */
static gchar *theme_names(const GPtrArray *themes)
{
    g_autoptr(GString) names = g_string_new(NULL);
    for (guint i = 0; i < themes->len; i++)
        add_name(names, ((const Theme *) themes->pdata[i])->id);
    return g_strdup(names->str);
}

static gchar *track_names(const Pack *pack)
{
    g_autoptr(GString) names = g_string_new(NULL);
    for (guint i = 0; i < pack->tracks->len; i++) {
        const Track *track = g_ptr_array_index(pack->tracks, i);
        add_name(names, *track->id != '\0' ? track->id : "none");
    }
    return g_strdup(names->str);
}

static void check_people(XmlSource *source, const xmlNode *root, const Pack *pack)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (xmlNode *child = xml_first_element(root); child != NULL; child = xml_next_element(child)) {
        gchar *role = xml_is(child, "person") ? xml_attribute(child, "role") : NULL;
        if (role == NULL)
            continue;
        if (pack_find_role(pack, role) == NULL) {
            g_autofree gchar *names = role_names(pack);
            unknown_of_pack(source, child, "role", pack, role, names);
        }
        if (g_hash_table_contains(seen, role))
            xml_source_note_attribute(source, child, "role", "the role %s has two persons; one is allowed",
                                      role);
        g_hash_table_add(seen, role);
    }
}

static gboolean has_person(const xmlNode *root, const gchar *role)
{
    for (xmlNode *child = xml_first_element(root); child != NULL; child = xml_next_element(child)) {
        g_autofree gchar *of = xml_is(child, "person") ? xml_attribute(child, "role") : NULL;
        if (g_strcmp0(of, role) == 0)
            return TRUE;
    }
    return FALSE;
}

/* Whoever answers first must be known, or the first form can go to nobody. */
static void check_first_stage(XmlSource *source, const xmlNode *root, const Pack *pack, const Track *track)
{
    const Stage *first = track_find_stage(track, 1);
    if (first == NULL || first->role == NULL || has_person(root, first->role))
        return;
    const Role *role = pack_find_role(pack, first->role);
    xml_source_note(source, root,
                    "the %s is missing, who answers at stage 1; add <person role=\"%s\" name=\"…\" "
                    "email=\"…\"/>",
                    role->name, role->id);
}

static void check_theme(XmlSource *source, const xmlNode *element, const Pack *pack)
{
    g_autofree gchar *theme = xml_attribute(element, "theme");
    if (theme == NULL || pack_find_theme(pack, theme) != NULL)
        return;
    g_autofree gchar *names = theme_names(pack->themes);
    unknown_of_pack(source, element, "theme", pack, theme, names);
}

static const Track *find_track(XmlSource *source, const xmlNode *root, const Pack *pack)
{
    g_autofree gchar *id = xml_attribute(root, "track");
    const Track *track = pack_find_track(pack, id);
    if (track != NULL)
        return track;
    g_autofree gchar *names = track_names(pack);
    unknown_of_pack(source, root, "track", pack, id != NULL ? id : "", names);
    return NULL;
}

static guint number_or_zero(const xmlNode *element, const gchar *name)
{
    g_autofree gchar *text = xml_attribute(element, name);
    return text != NULL ? (guint) g_ascii_strtoull(text, NULL, 10) : 0;
}

/* Where the policy lets the days follow the risk, the dispute has to choose. */
static void check_days(XmlSource *source, const xmlNode *concern, const Track *track)
{
    guint least = 0, most = 0;
    const guint chosen = number_or_zero(concern, "risk-days");
    g_autofree gchar *text = xml_attribute(concern, "risk-days");
    if (!track_asks_days(track, &least, &most)) {
        if (text != NULL)
            xml_source_note_attribute(source, concern, "risk-days",
                                      "risk-days: the clocks of this process are fixed; leave it out");
    } else if (chosen < least || chosen > most) {
        xml_source_note_attribute(source, concern, "risk-days",
                                  "risk-days is the number of working days for each step, %u to %u", least,
                                  most);
    }
}

static void check_example(XmlSource *source, const xmlNode *concern, const ConcernLevel *level)
{
    g_autofree gchar *example = xml_attribute(concern, "example");
    if (example == NULL || concern_level_find_example(level, example) != NULL)
        return;
    g_autofree gchar *names = theme_names(level->examples);
    g_autofree gchar *what = g_strdup_printf("example of level %u has the id", level->number);
    check_unknown(source, concern, "example", what, example, names);
}

static void check_level(XmlSource *source, const xmlNode *root, const xmlNode *concern, const Pack *pack,
                        const Track *track)
{
    const guint number = number_or_zero(concern, "level");
    const ConcernLevel *level = pack_find_level(pack, number);
    if (level == NULL) {
        if (pack->levels->len > 0)
            xml_source_note_attribute(source, concern, "level",
                                      "the level of concern is missing or unknown; %s has 1 to %u", pack->id,
                                      pack->levels->len);
        else if (number > 0)
            xml_source_note_attribute(source, concern, "level",
                                      "%s has no levels of concern; leave level out", pack->id);
        return;
    }
    check_example(source, concern, level);
    const xmlNode *impact = xml_find_child(root, "impact");
    g_autofree gchar *said = impact != NULL ? xml_text_line(impact) : g_strdup("");
    if (level->needs_impact && said[0] == '\0')
        xml_source_note_attribute(source, concern, "level",
                                  "level %u: %s Say in <impact> what it meant for the child.", number,
                                  level->rule);
    if (!concern_level_may_take(level, track))
        xml_source_note_attribute(source, concern, "level", "level %u: %s It cannot take the track %s.",
                                  number, level->rule, track->id);
}

static void check_case(XmlSource *source, const xmlNode *concern, const Pack *pack)
{
    g_autofree gchar *id = xml_attribute(concern, "case");
    if (id == NULL || pack_find_case(pack, id) != NULL)
        return;
    g_autoptr(GString) names = g_string_new(NULL);
    for (guint i = 0; i < pack->cases->len; i++)
        add_name(names, ((const CaseKind *) pack->cases->pdata[i])->id);
    unknown_of_pack(source, concern, "case", pack, id, names->str);
}

/* A dispute that names its child says all; one that does not leaves it to the child list. */
static gboolean is_left_to_list(const xmlNode *root)
{
    const xmlNode *child = xml_find_child(root, "child");
    g_autofree gchar *name = child != NULL ? xml_attribute(child, "name") : NULL;
    g_autofree gchar *born = child != NULL ? xml_attribute(child, "born") : NULL;
    return child != NULL && name == NULL && born == NULL;
}

static void check_whole(XmlSource *source, const xmlNode *root)
{
    const xmlNode *child = xml_find_child(root, "child");
    static const gchar *const parts[] = {"name", "born"}, *const elements[] = {"team", "iro"};
    if (child == NULL || is_left_to_list(root))
        return;
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
        g_autofree gchar *part = xml_attribute(child, parts[i]);
        if (part == NULL)
            xml_source_note(source, child, "<child> needs the attribute %s", parts[i]);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(elements); i++)
        if (xml_find_child(root, elements[i]) == NULL)
            xml_source_note(source, root, "<dispute> needs <%s>", elements[i]);
}

static void check_process(XmlSource *source, const xmlNode *root, const xmlNode *concern, const Pack *pack)
{
    const Track *track = find_track(source, root, pack);
    if (track == NULL)
        return;
    if (!is_left_to_list(root))
        check_first_stage(source, root, pack, track);
    if (concern == NULL)
        return;
    check_days(source, concern, track);
    check_level(source, root, concern, pack, track);
    check_case(source, concern, pack);
}

static Day check_day(XmlSource *source, const xmlNode *element, const gchar *name)
{
    g_autofree gchar *text = element != NULL ? xml_attribute(element, name) : NULL;
    if (text == NULL)
        return DAY_NONE;
    const Day day = day_from_iso(text);
    if (day == DAY_NONE && g_regex_match_simple("^\\d{4}-\\d{2}-\\d{2}$", text, 0, 0))
        xml_source_note_attribute(source, element, name, "%s: there is no such day in the years 1900 to 2199",
                                  name);
    return day;
}

static void check_text_present(XmlSource *source, const xmlNode *root)
{
    static const gchar *const TEXTS[] = {"concerns", "action", "praise"};
    for (gsize i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        const xmlNode *element = xml_find_child(root, TEXTS[i]);
        g_autofree gchar *text = element != NULL ? xml_text_line(element) : g_strdup("present");
        if (text[0] == '\0')
            xml_source_note(source, element, "<%s> is empty; it has to say something", TEXTS[i]);
    }
}

void record_check(XmlSource *source, const xmlNode *root)
{
    const xmlNode *child = xml_find_child(root, "child");
    const xmlNode *concern = xml_find_child(root, "concern");
    const Day born = check_day(source, child, "born");
    const Day concerned = check_day(source, concern, "date");
    check_day(source, root, "date");
    if (born != DAY_NONE && concerned != DAY_NONE && born > concerned)
        xml_source_note_attribute(source, child, "born",
                                  "born after the date of concern; one of the two days is wrong");
    check_text_present(source, root);
    if (xml_is(root, "dispute"))
        check_whole(source, root);
    g_autofree gchar *id = xml_attribute(root, "pack");
    g_autoptr(Pack) pack = id != NULL ? find_pack(source, root, id) : NULL;
    if (pack == NULL)
        return;
    check_people(source, root, pack);
    check_theme(source, concern != NULL ? concern : root, pack);
    if (xml_is(root, "dispute"))
        check_process(source, root, concern, pack);
    else if (pack->compliment == NULL)
        xml_source_note_attribute(source, root, "pack", "%s has no compliments form", pack->id);
}
