#include "flow/child_third.h"

#include <string.h>

#define OTHER_CHILD "another child"

typedef struct {
    Sheet *sheet;
    GHashTable *seen;
} Listing;

static void add(Listing *listing, const gchar *who, const gchar *part, const gchar *where)
{
    gchar *key = g_strjoin("\n", who, part, where, NULL);
    if (!g_hash_table_add(listing->seen, key))
        return;
    sheet_add_text(listing->sheet, who);
    sheet_add_text(listing->sheet, part);
    sheet_add_text(listing->sheet, where);
    sheet_end_row(listing->sheet);
}

/* tm.name and the like, an answer's responder, and who recorded it. */
static void add_named(Listing *listing, const Event *event)
{
    g_autofree gchar *where = g_strdup_printf("%s, event %" G_GINT64_FORMAT, event->reference, event->id);
    for (guint i = 0; i < facts_count(event->values); i++) {
        const gchar *name = facts_name_at(event->values, i);
        gboolean person = g_str_has_suffix(name, ".name") || g_str_has_suffix(name, ".email") ||
                          g_str_has_suffix(name, ".phone") || g_str_equal(name, "responder");
        if (person && !g_str_has_prefix(name, "child."))
            add(listing, facts_value_at(event->values, i), name, where);
    }
    add(listing, event->who, "recorded by", where);
}

/* Whole words only: "Al" is not named in "Also". */
static gboolean is_named_in(const gchar *text, const gchar *name)
{
    g_autofree gchar *quoted = g_regex_escape_string(name, -1);
    g_autofree gchar *pattern = g_strdup_printf("(?<![\\pL\\pN])%s(?![\\pL\\pN])", quoted);
    return g_regex_match_simple(pattern, text, G_REGEX_CASELESS, 0);
}

static void look_for(Listing *listing, const gchar *name, const gchar *who, const GPtrArray *records)
{
    for (guint i = 0; i < records->len; i++) {
        const GPtrArray *events = g_ptr_array_index(records, i);
        for (guint j = 0; j < events->len; j++) {
            const Event *event = g_ptr_array_index(events, j);
            for (guint k = 0; k < facts_count(event->values); k++) {
                const gchar *part = facts_name_at(event->values, k);
                g_autofree gchar *where =
                    g_strdup_printf("%s, event %" G_GINT64_FORMAT, event->reference, event->id);
                if (is_named_in(facts_value_at(event->values, k), name))
                    add(listing, who, part, where);
            }
        }
    }
}

/* Every other child of whom this store has a dispute. */
static gboolean look_for_children(Listing *listing, Session *session, const gchar *child,
                                  const GPtrArray *records, GError **error)
{
    g_autoptr(GPtrArray) opened = store_events_of_kind(session->store, EVENT_OPENED, error);
    const Event *own =
        records->len ? g_ptr_array_index((GPtrArray *) g_ptr_array_index(records, 0), 0) : NULL;
    for (guint i = 0; opened && i < opened->len; i++) {
        const Event *event = g_ptr_array_index(opened, i);
        const gchar *name = facts_get(event->values, "child.name");
        gboolean other = g_strcmp0(facts_get(event->values, "child.id"), child) != 0;
        gboolean namesake = own && g_strcmp0(name, facts_get(own->values, "child.name")) == 0;
        if (other && name && *name && !namesake)
            look_for(listing, name, OTHER_CHILD, records);
    }
    return opened != NULL;
}

Workbook *child_third_parties(Session *session, const gchar *child, const GPtrArray *records, GError **error)
{
    g_autoptr(Workbook) workbook = workbook_new_titled("Third parties", session->today);
    Listing listing = {workbook_add(workbook, "Third parties"),
                       g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
    sheet_add_column(listing.sheet, "who", 30);
    sheet_add_column(listing.sheet, "named_as", 20);
    sheet_add_column(listing.sheet, "where", 30);
    for (guint i = 0; i < records->len; i++) {
        const GPtrArray *events = g_ptr_array_index(records, i);
        for (guint j = 0; j < events->len; j++)
            add_named(&listing, g_ptr_array_index(events, j));
    }
    gboolean right = look_for_children(&listing, session, child, records, error);
    g_hash_table_unref(listing.seen);
    return right ? g_steal_pointer(&workbook) : NULL;
}
