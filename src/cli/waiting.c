#include "cli/waiting.h"

#include "cli/print.h"
#include "flow/intake_sender.h"
#include "json/json_object.h"
#include "json/json_text.h"

/* Where the picture of each field lies. */
static Facts *picture_paths(const Session *session, const ReviewItem *item)
{
    Facts *paths = facts_new();
    for (guint i = 0; i < facts_count(item->pictures); i++)
        facts_take(paths, facts_name_at(item->pictures, i),
                   store_kept_path(session->store, facts_value_at(item->pictures, i)));
    return paths;
}

static void add_facts(JsonObject *object, const gchar *name, const Facts *facts)
{
    g_autofree gchar *json = json_from_facts(facts);
    json_object_add_json(object, name, json);
}

static void print_json(const Session *session, const ReviewItem *item)
{
    g_autofree gchar *path = store_kept_path(session->store, item->receipt->file);
    g_autoptr(Facts) pictures = picture_paths(session, item);
    const Facts *decision = item->settled ? item->settled->values : NULL;
    JsonObject *object = json_object_begin();
    json_object_add_number(object, "id", item->receipt->id);
    json_object_add_text(object, "reference", item->answer->reference);
    json_object_add_number(object, "stage", item->answer->stage);
    json_object_add_text(object, "state", facts_get(item->receipt->values, "state"));
    json_object_add_flag(object, "waits", review_item_waits(item));
    json_object_add_text(object, "obstacle", review_item_waits(item) ? item->obstacle : NULL);
    json_object_add_text(object, "decision", decision ? facts_get(decision, "decision") : NULL);
    json_object_add_text(object, "reason", decision ? facts_get(decision, "reason") : NULL);
    json_object_add_text(object, "who", decision ? item->settled->who : NULL);
    json_object_add_text(object, "kept", path);
    add_facts(object, "pictures", pictures);
    add_facts(object, "set", item->set);
    json_object_add_json(object, "reading", facts_get(item->receipt->values, "reading"));
    g_autofree gchar *line = json_object_end(object);
    print_out("%s\n", line);
}

static void print_heading(const ReviewItem *item)
{
    const Reading *answer = item->answer;
    print_out("%" G_GINT64_FORMAT "  %s", item->receipt->id, answer->reference ? answer->reference : "-");
    if (answer->form == READING_STAGE)
        print_out("  stage %u", answer->stage);
    else if (answer->form == READING_COMPLIMENT)
        print_out("  compliment");
    print_out("  %s\n", item->settled ? facts_get(item->settled->values, "decision")
                                      : facts_get(item->receipt->values, "state"));
}

static void print_why(const Reading *read)
{
    for (guint i = 0; read && i < read->problems->len; i++) {
        const Problem *problem = g_ptr_array_index(read->problems, i);
        print_out("    %s%s%s: %s\n", problem_code_name(problem->code), problem->field ? " " : "",
                  problem->field ? problem->field : "", problem->message);
    }
}

static void print_text(const Session *session, const ReviewItem *item)
{
    g_autofree gchar *path = store_kept_path(session->store, item->receipt->file);
    g_autoptr(Facts) pictures = picture_paths(session, item);
    print_heading(item);
    print_why(item->read);
    const gchar *sender = facts_get(item->answer->evidence, INTAKE_SENDER);
    if (sender)
        print_out("    %s\n", sender);
    if (path)
        print_out("    kept as %s\n", path);
    for (guint i = 0; i < facts_count(pictures); i++)
        print_out("    picture of the %s: %s\n", facts_name_at(pictures, i), facts_value_at(pictures, i));
    for (guint i = 0; i < facts_count(item->set); i++)
        print_out("    set by a person: %s\n", facts_name_at(item->set, i));
    if (review_item_waits(item))
        print_out("    %s\n", item->obstacle ? item->obstacle : "It can be accepted.");
}

void waiting_print(const Session *session, const ReviewItem *item, gboolean json)
{
    if (json)
        print_json(session, item);
    else
        print_text(session, item);
}

ExitStatus waiting_list(Session *session, gboolean json)
{
    g_autoptr(GError) failure = NULL;
    g_autoptr(GPtrArray) items = review_list(session, &failure);
    if (!items)
        return print_failure(failure);
    for (guint i = 0; i < items->len; i++)
        waiting_print(session, g_ptr_array_index(items, i), json);
    return items->len ? EXIT_WAITING : EXIT_DONE;
}
