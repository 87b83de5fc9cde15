#include "model/pack.h"

Role *role_new(const gchar *id, const gchar *name, const gchar *abbreviation)
{
    Role *role = g_new0(Role, 1);
    role->id = g_strdup(id);
    role->name = g_strdup(name);
    role->abbreviation = g_strdup(abbreviation);
    return role;
}

static void role_free(gpointer data)
{
    Role *role = data;
    g_free(role->id);
    g_free(role->name);
    g_free(role->abbreviation);
    g_free(role);
}

Recipient *recipient_new(const gchar *role, const gchar *address, const gchar *name)
{
    Recipient *recipient = g_new0(Recipient, 1);
    recipient->role = g_strdup(role);
    recipient->address = g_strdup(address);
    recipient->name = g_strdup(name);
    return recipient;
}

static void recipient_free(gpointer data)
{
    Recipient *recipient = data;
    g_free(recipient->role);
    g_free(recipient->address);
    g_free(recipient->name);
    g_free(recipient->when);
    g_free(recipient);
}

FactLine *fact_line_new(const gchar *label, const gchar *value)
{
    FactLine *line = g_new0(FactLine, 1);
    line->label = g_strdup(label);
    line->value = g_strdup(value);
    return line;
}

static void fact_line_free(gpointer data)
{
    FactLine *line = data;
    g_free(line->label);
    g_free(line->value);
    g_free(line);
}

Section *section_new(const gchar *title, const gchar *text)
{
    Section *section = g_new0(Section, 1);
    section->title = g_strdup(title);
    section->text = g_strdup(text);
    return section;
}

static void section_free(gpointer data)
{
    Section *section = data;
    g_free(section->title);
    g_free(section->text);
    g_free(section);
}

Theme *theme_new(const gchar *id, const gchar *title)
{
    Theme *theme = g_new0(Theme, 1);
    theme->id = g_strdup(id);
    theme->title = g_strdup(title);
    return theme;
}

static void theme_free(gpointer data)
{
    Theme *theme = data;
    g_free(theme->id);
    g_free(theme->title);
    g_free(theme);
}

Stage *stage_new(void)
{
    Stage *stage = g_new0(Stage, 1);
    stage->recipients = g_ptr_array_new_with_free_func(recipient_free);
    stage->copies = g_ptr_array_new_with_free_func(recipient_free);
    stage->attendees = g_ptr_array_new_with_free_func(recipient_free);
    return stage;
}

static void stage_free(gpointer data)
{
    Stage *stage = data;
    g_free(stage->role);
    g_free(stage->title);
    g_free(stage->question);
    g_free(stage->hint);
    g_free(stage->resolved_label);
    g_free(stage->proceed_label);
    g_free(stage->task);
    g_ptr_array_unref(stage->recipients);
    g_ptr_array_unref(stage->copies);
    g_ptr_array_unref(stage->attendees);
    g_free(stage);
}

Track *track_new(const gchar *id, const gchar *title)
{
    Track *track = g_new0(Track, 1);
    track->id = g_strdup(id);
    track->title = g_strdup(title);
    track->total_from = 1;
    track->stages = g_ptr_array_new_with_free_func(stage_free);
    return track;
}

static void track_free(gpointer data)
{
    Track *track = data;
    g_free(track->id);
    g_free(track->title);
    g_free(track->bypass_condition);
    g_ptr_array_unref(track->stages);
    g_free(track);
}

ConcernLevel *concern_level_new(guint number)
{
    ConcernLevel *level = g_new0(ConcernLevel, 1);
    level->number = number;
    level->examples = g_ptr_array_new_with_free_func(theme_free);
    return level;
}

static void concern_level_free(gpointer data)
{
    ConcernLevel *level = data;
    g_free(level->title);
    g_free(level->rule);
    g_strfreev(level->tracks);
    g_ptr_array_unref(level->examples);
    g_free(level);
}

CaseKind *case_kind_new(const gchar *id, const gchar *title, const gchar *task)
{
    CaseKind *kind = g_new0(CaseKind, 1);
    kind->id = g_strdup(id);
    kind->title = g_strdup(title);
    kind->task = g_strdup(task);
    return kind;
}

static void case_kind_free(gpointer data)
{
    CaseKind *kind = data;
    g_free(kind->id);
    g_free(kind->title);
    g_free(kind->task);
    g_strfreev(kind->tracks);
    g_free(kind);
}

FormWording *form_wording_new(void)
{
    FormWording *wording = g_new0(FormWording, 1);
    wording->facts = g_ptr_array_new_with_free_func(fact_line_free);
    wording->sections = g_ptr_array_new_with_free_func(section_free);
    return wording;
}

static void form_wording_free(FormWording *wording)
{
    if (!wording) {
        return;
    }
    g_free(wording->title);
    g_free(wording->introduction);
    g_ptr_array_unref(wording->facts);
    g_ptr_array_unref(wording->sections);
    g_free(wording);
}

ComplimentForm *compliment_form_new(void)
{
    ComplimentForm *form = g_new0(ComplimentForm, 1);
    form->wording = form_wording_new();
    form->recipients = g_ptr_array_new_with_free_func(recipient_free);
    form->copies = g_ptr_array_new_with_free_func(recipient_free);
    return form;
}

static void compliment_form_free(ComplimentForm *form)
{
    if (!form) {
        return;
    }
    form_wording_free(form->wording);
    g_free(form->question);
    g_free(form->hint);
    g_ptr_array_unref(form->recipients);
    g_ptr_array_unref(form->copies);
    g_free(form);
}

Pack *pack_new(void)
{
    Pack *pack = g_new0(Pack, 1);
    pack->roles = g_ptr_array_new_with_free_func(role_free);
    pack->themes = g_ptr_array_new_with_free_func(theme_free);
    pack->levels = g_ptr_array_new_with_free_func(concern_level_free);
    pack->cases = g_ptr_array_new_with_free_func(case_kind_free);
    pack->tracks = g_ptr_array_new_with_free_func(track_free);
    pack->legal = g_new0(gchar *, 1);
    pack_add_track(pack, track_new("", NULL));
    pack->dispute = form_wording_new();
    pack->look = look_new();
    return pack;
}

void pack_free(Pack *pack)
{
    if (!pack) {
        return;
    }
    g_free(pack->id);
    g_free(pack->code);
    g_free(pack->authority);
    g_free(pack->service);
    g_free(pack->policy);
    g_free(pack->marking);
    look_free(pack->look);
    g_free(pack->return_to);
    g_free(pack->note_type);
    g_free(pack->cafcass);
    g_free(pack->guardian);
    g_strfreev(pack->legal);
    g_ptr_array_unref(pack->roles);
    g_ptr_array_unref(pack->themes);
    g_ptr_array_unref(pack->levels);
    g_ptr_array_unref(pack->cases);
    g_ptr_array_unref(pack->tracks);
    form_wording_free(pack->dispute);
    compliment_form_free(pack->compliment);
    g_free(pack->sha256);
    g_free(pack);
}
