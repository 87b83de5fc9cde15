#include "flow/children.h"

#include <string.h>

#include "flow/import_row.h"
#include "model/error.h"

static gboolean is_listed(const gchar *name, const Pack *pack)
{
    static const gchar *const names[] = {"child.id", "child.name", "child.born", "team",
                                         "iro.name", "iro.email",  NULL};
    if (g_strv_contains(names, name))
        return TRUE;
    const gchar *dot = strrchr(name, '.');
    g_autofree gchar *role = dot ? g_strndup(name, (gsize) (dot - name)) : NULL;
    return role && pack_find_role(pack, role) != NULL;
}

/* The row's facts of a child; NULL when something is wrong, which is noted. */
static Facts *read_child(const ImportRow *row, GHashTable *seen)
{
    guint problems = row->report->problems->len;
    const Track *track = NULL;
    g_autoptr(Facts) all = import_row_facts(row, &track);
    const gchar *id = facts_get(all, "child.id");
    if (id && !g_hash_table_add(seen, g_strdup(id)))
        import_note(row->report, row->row->line, import_columns_heading(row->columns, "child.id"),
                    "this child stands in another line too");
    if (problems != row->report->problems->len)
        return NULL;
    Facts *child = facts_new();
    for (guint i = 0; i < facts_count(all); i++)
        if (is_listed(facts_name_at(all, i), row->pack))
            facts_set(child, facts_name_at(all, i), facts_value_at(all, i));
    return child;
}

static gchar *describe(const ImportOptions *options, guint line, const Facts *child)
{
    return g_strdup_printf("%s:%u: %s, child %s, %u facts", options->file, line, options->authority,
                           facts_get(child, "child.id"), facts_count(child));
}

ImportResult *children_import(Session *session, const CsvTable *table, const ImportOptions *options,
                              gboolean record, GError **error)
{
    const Pack *pack = options->authority ? session_pack(session, options->authority, error) : NULL;
    if (!pack) {
        if (!options->authority)
            g_set_error_literal(error, IRO_ERROR, IRO_ERROR_INPUT,
                                "whose children are these? Say --authority ID; `iro forms` lists them");
        return NULL;
    }
    g_autoptr(ImportResult) result = g_new0(ImportResult, 1);
    result->taken = g_ptr_array_new_with_free_func(g_free);
    result->problems = g_ptr_array_new_with_free_func(g_free);
    ImportReport report = {options->file, result->problems};
    g_autoptr(ImportColumns) columns = import_columns_new(table, pack, options->maps, &report);
    g_autoptr(GPtrArray) children = g_ptr_array_new_with_free_func((GDestroyNotify) facts_free);
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 1; i < table->rows->len; i++) {
        const CsvRow *row = g_ptr_array_index(table->rows, i);
        ImportRow one = {session, pack, columns, row, &report};
        Facts *child = read_child(&one, seen);
        if (!child)
            continue;
        g_ptr_array_add(children, child);
        g_ptr_array_add(result->taken, describe(options, row->line, child));
    }
    result->unused = import_columns_unused(columns);
    if (record && result->problems->len == 0 &&
        !store_replace_children(session->store, pack->id, children, error))
        return NULL;
    return g_steal_pointer(&result);
}

/* What a dispute cannot do without; NULL when nothing is missing. The caller frees. */
static gchar *find_missing(const Pack *pack, const Facts *facts)
{
    static const gchar *const needed[] = {"child.name", "child.born", "team", "iro.name", "iro.email"};
    for (guint i = 0; i < G_N_ELEMENTS(needed); i++)
        if (!facts_get(facts, needed[i]))
            return g_strdup(needed[i]);
    const Track *track = pack_find_track(pack, facts_get(facts, "track"));
    const Stage *first = track ? track_find_stage(track, 1) : NULL;
    g_autofree gchar *person = first && first->role ? g_strconcat(first->role, ".name", NULL) : NULL;
    return person && !facts_get(facts, person) ? g_steal_pointer(&person) : NULL;
}

gboolean children_complete(Session *session, const gchar *file, Facts *facts, GError **error)
{
    if (facts_get(facts, "child.name"))
        return TRUE;
    g_autoptr(GError) failure = NULL;
    const gchar *id = facts_get(facts, "pack");
    const Pack *pack = session_pack(session, id, error);
    g_autoptr(Facts) child =
        pack ? store_child(session->store, id, facts_get(facts, "child.id"), &failure) : NULL;
    if (!pack || failure) {
        if (failure)
            g_propagate_error(error, g_steal_pointer(&failure));
        return FALSE;
    }
    if (child)
        facts_merge(facts, child);
    g_autofree gchar *missing = find_missing(pack, facts);
    if (missing)
        g_set_error(
            error, IRO_ERROR, IRO_ERROR_INPUT,
            "%s: %s is missing, and the child list %s; write it in the file, or take a newer list over "
            "with `iro import children`",
            file, missing, child ? "does not say it" : "has no child of this identifier");
    return missing == NULL;
}
