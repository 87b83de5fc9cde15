#include "cli/command.h"
#include "cli/print.h"
#include "pack/pack_load.h"
#include "json/json_object.h"

static void print_line(const Pack *pack)
{
    g_autoptr(GString) stages = g_string_new(NULL);
    for (guint i = 0; i < pack->tracks->len; i++) {
        const Track *track = g_ptr_array_index(pack->tracks, i);
        g_string_append_printf(stages, "%s%u stages", i ? "; " : "", track->stages->len);
        if (track->title)
            g_string_append_printf(stages, " (%s)", track->id);
    }
    print_out("%-12s  %s, %s\n", pack->id, pack->authority, stages->str);
}

static void print_json(const Pack *pack)
{
    g_autoptr(GPtrArray) tracks = g_ptr_array_new();
    for (guint i = 0; i < pack->tracks->len; i++) {
        const Track *track = g_ptr_array_index(pack->tracks, i);
        if (track->title)
            g_ptr_array_add(tracks, track->id);
    }
    g_ptr_array_add(tracks, NULL);
    JsonObject *object = json_object_begin();
    json_object_add_text(object, "id", pack->id);
    json_object_add_text(object, "code", pack->code);
    json_object_add_text(object, "authority", pack->authority);
    json_object_add_text(object, "policy", pack->policy);
    json_object_add_number(object, "stages", pack->stages->len);
    json_object_add_texts(object, "tracks", (const gchar *const *) tracks->pdata);
    g_autofree gchar *line = json_object_end(object);
    print_out("%s\n", line);
}

static void print_choices(const gchar *what, const GPtrArray *themes)
{
    print_out("%s\n", what);
    for (guint i = 0; i < themes->len; i++) {
        const Theme *theme = g_ptr_array_index(themes, i);
        print_out("    %-22s  %s\n", theme->id, theme->title);
    }
}

/* What a dispute may name, for whoever writes one: the pick lists. */
static void print_lists(const Pack *pack)
{
    print_line(pack);
    for (guint i = 0; i < pack->tracks->len; i++) {
        const Track *track = g_ptr_array_index(pack->tracks, i);
        guint least = 0, most = 0;
        if (track->title)
            print_out("track \"%s\": %s\n", track->id, track->title);
        if (track_asks_days(track, &least, &most))
            print_out("    risk-days from %u to %u\n", least, most);
    }
    for (guint i = 0; i < pack->levels->len; i++) {
        const ConcernLevel *level = g_ptr_array_index(pack->levels, i);
        g_autofree gchar *title =
            g_strdup_printf("level \"%u\": %s. %s Examples:", level->number, level->title, level->rule);
        print_choices(title, level->examples);
    }
    for (guint i = 0; i < pack->cases->len; i++) {
        const CaseKind *kind = g_ptr_array_index(pack->cases, i);
        print_out("case \"%s\": %s\n", kind->id, kind->title);
    }
    print_choices("themes:", pack->themes);
}

static ExitStatus print_pack(const gchar *id, gboolean json, gboolean lists)
{
    g_autoptr(GError) failure = NULL;
    g_autoptr(Pack) pack = pack_load(id, &failure);
    if (!pack)
        return print_failure(failure);
    if (json)
        print_json(pack);
    else if (lists)
        print_lists(pack);
    else
        print_line(pack);
    return EXIT_DONE;
}

ExitStatus command_forms(const Command *command, int argc, char **argv)
{
    ExitStatus status = EXIT_DONE;
    g_auto(Options) options = {0};
    g_autoptr(GError) failure = NULL;
    if (!options_parse(&options, command, NULL, argc, argv, &status))
        return status;
    const gboolean named = options.n_arguments > 0;
    g_auto(GStrv) all = named ? NULL : pack_list(&failure);
    if (!named && !all)
        return print_failure(failure);
    gchar **ids = named ? options.arguments : all;
    for (guint i = 0; ids[i]; i++)
        status = print_worse(status, print_pack(ids[i], options.json, named));
    return status;
}
