#include <string.h>

#include "flow/import_row.h"

#define ID_MOST 20 /* characters of a child's identifier */

static const gchar *text_of(const ImportRow *import, const gchar *field)
{
    return import_columns_text(import->columns, import->row, field);
}

static void note(const ImportRow *import, const gchar *field, const gchar *why)
{
    import_note(import->report, import->row->line, import_columns_heading(import->columns, field), "%s", why);
}

/* A spreadsheet may have made 1.23457E+11 of it, which no one can undo. */
static void take_child_id(const ImportRow *import, Facts *facts)
{
    const gchar *id = text_of(import, "child.id");
    if (!id) {
        note(import, "child.id", "the child's identifier is missing");
        return;
    }
    gboolean right = strlen(id) <= ID_MOST;
    for (const gchar *at = id; *at && right; at++)
        right = g_ascii_isalnum(*at);
    if (right)
        facts_set(facts, "child.id", id);
    else
        note(import, "child.id",
             "no identifier of 1 to 20 letters and digits; if a spreadsheet changed it, give the column the "
             "type text there and save it again");
}

static void take_day(const ImportRow *import, Facts *facts, const gchar *field)
{
    Day day = import_columns_day(import->columns, import->row, field, import->session->today, import->report);
    facts_take(facts, field, day_to_iso(day));
}

static gboolean is_named(const gchar *text, const gchar *id, const gchar *title)
{
    return g_ascii_strcasecmp(text, id) == 0 || (title && g_ascii_strcasecmp(text, title) == 0);
}

/* A theme or an example, by its id or title. */
static const gchar *find_theme(const GPtrArray *themes, const gchar *text)
{
    for (guint i = 0; i < themes->len; i++) {
        const Theme *theme = g_ptr_array_index(themes, i);
        if (is_named(text, theme->id, theme->title))
            return theme->id;
    }
    return NULL;
}

static void take_choice(const ImportRow *import, Facts *facts, const gchar *field, const gchar *id)
{
    if (id)
        facts_set(facts, field, id);
    else
        note(import, field, "the form pack does not know this; `iro forms ID` lists what it may be");
}

static void take_level(const ImportRow *import, Facts *facts)
{
    const gchar *number = text_of(import, "concern.level"), *example = text_of(import, "concern.example");
    if (!number && !example)
        return;
    const ConcernLevel *level =
        pack_find_level(import->pack, number ? (guint) g_ascii_strtoull(number, NULL, 10) : 0);
    g_autofree gchar *plain = level ? g_strdup_printf("%u", level->number) : NULL;
    take_choice(import, facts, "concern.level", plain);
    if (level && example)
        take_choice(import, facts, "concern.example", find_theme(level->examples, example));
}

static const gchar *find_case(const Pack *pack, const gchar *text)
{
    for (guint i = 0; i < pack->cases->len; i++) {
        const CaseKind *kind = g_ptr_array_index(pack->cases, i);
        if (is_named(text, kind->id, kind->title))
            return kind->id;
    }
    return NULL;
}

static const Track *take_track(const ImportRow *import, Facts *facts)
{
    const gchar *wanted = text_of(import, "track");
    const Track *found = wanted ? NULL : pack_find_track(import->pack, NULL);
    for (guint i = 0; wanted && !found && i < import->pack->tracks->len; i++) {
        const Track *track = g_ptr_array_index(import->pack->tracks, i);
        if (is_named(wanted, track->id, track->title))
            found = track;
    }
    if (wanted)
        take_choice(import, facts, "track", found ? found->id : NULL);
    return found;
}

static void take_email(const ImportRow *import, Facts *facts, const gchar *field)
{
    const gchar *text = text_of(import, field);
    if (text && (!strchr(text, '@') || strpbrk(text, " ,;<>\n")))
        note(import, field, "no e-mail address; write it as name@example.org");
    else
        facts_set(facts, field, text);
}

static void take_people(const ImportRow *import, Facts *facts)
{
    facts_set(facts, "iro.name", text_of(import, "iro.name"));
    take_email(import, facts, "iro.email");
    for (guint i = 0; i < import->pack->roles->len; i++) {
        const Role *role = g_ptr_array_index(import->pack->roles, i);
        g_autofree gchar *name = g_strconcat(role->id, ".name", NULL);
        g_autofree gchar *email = g_strconcat(role->id, ".email", NULL);
        facts_set(facts, name, text_of(import, name));
        take_email(import, facts, email);
    }
}

Facts *import_row_facts(const ImportRow *import, const Track **track)
{
    static const gchar *const texts[] = {"child.name", "team",   "concerns",   "attempts",
                                         "impact",     "action", "proceedings"};
    Facts *facts = facts_new();
    facts_set(facts, "pack", import->pack->id);
    *track = take_track(import, facts);
    take_child_id(import, facts);
    take_day(import, facts, "child.born");
    take_day(import, facts, "concern.date");
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
        facts_set(facts, texts[i], text_of(import, texts[i]));
    const gchar *theme = text_of(import, "theme"), *kind = text_of(import, "concern.case");
    if (theme)
        take_choice(import, facts, "theme", find_theme(import->pack->themes, theme));
    if (kind)
        take_choice(import, facts, "concern.case", find_case(import->pack, kind));
    take_level(import, facts);
    facts_set(facts, "concern.days", text_of(import, "concern.days"));
    take_people(import, facts);
    return facts;
}
