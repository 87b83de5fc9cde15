#include "cli/command.h"
#include "cli/print.h"
#include "pack/pack_load.h"
#include "json/json_object.h"

static ExitStatus print_pack(const gchar *id, gboolean json)
{
    g_autoptr(GError) failure = NULL;
    g_autoptr(Pack) pack = pack_load(id, &failure);
    if (!pack)
        return print_failure(failure);
    if (!json) {
        print_out("%-12s  %s, %u stages\n", pack->id, pack->authority, pack->stages->len);
        return EXIT_DONE;
    }
    JsonObject *object = json_object_begin();
    json_object_add_text(object, "id", pack->id);
    json_object_add_text(object, "code", pack->code);
    json_object_add_text(object, "authority", pack->authority);
    json_object_add_text(object, "policy", pack->policy);
    json_object_add_number(object, "stages", pack->stages->len);
    g_autofree gchar *line = json_object_end(object);
    print_out("%s\n", line);
    return EXIT_DONE;
}

ExitStatus command_forms(const Command *command, int argc, char **argv)
{
    ExitStatus status = EXIT_DONE;
    g_auto(Options) options = {0};
    g_autoptr(GError) failure = NULL;
    if (!options_parse(&options, command, NULL, argc, argv, &status))
        return status;
    if (options.n_arguments > 0)
        return options_misused(command, "forms takes no argument");
    g_auto(GStrv) ids = pack_list(&failure);
    if (!ids)
        return print_failure(failure);
    for (guint i = 0; ids[i]; i++)
        status = print_worse(status, print_pack(ids[i], options.json));
    return status;
}
