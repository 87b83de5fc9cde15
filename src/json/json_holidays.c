#include "json/json_text.h"

#include <jansson.h>
#include <string.h>

#include "model/error.h"

#define DIVISION     "england-and-wales"
#define LARGEST_LIST ((gsize) 4 * 1024 * 1024) /* bytes; gov.uk's has some twenty thousand */
#define SHORT_TITLE  200                       /* bytes; a longer one is no bank holiday */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

typedef struct {
    Day day;
    const gchar *title; /* owned by the JSON */
} Entry;

static json_t *parse_list(const gchar *text, gsize length, GError **error)
{
    if (length > LARGEST_LIST) {
        g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT,
                    "the list of bank holidays has %" G_GSIZE_FORMAT " bytes, more than the %" G_GSIZE_FORMAT
                    " allowed",
                    length, LARGEST_LIST);
        return NULL;
    }
    json_error_t fault;
    json_t *list = json_loadb(text, length, JSON_REJECT_DUPLICATES, &fault);
    if (!list) {
        g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT,
                    "the list of bank holidays is not JSON: line %d, column %d", fault.line, fault.column);
    }
    return list;
}

static gboolean read_entry(const json_t *event, size_t number, Entry *entry, GError **error)
{
    const gchar *title = json_string_value(json_object_get(event, "title"));
    const gchar *date = json_string_value(json_object_get(event, "date"));
    if (!title || !*title || strlen(title) > SHORT_TITLE) {
        g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT, "bank holiday %zu of the list has no \"title\"",
                    number);
        return FALSE;
    }
    entry->title = title;
    entry->day = day_from_iso(date);
    if (entry->day == DAY_NONE) {
        g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT,
                    "bank holiday %zu of the list has no \"date\" in the form YYYY-MM-DD", number);
        return FALSE;
    }
    return TRUE;
}

/* All entries or none, so that a broken list changes nothing. */
static GArray *read_entries(const json_t *list, GError **error)
{
    const json_t *events = json_object_get(json_object_get(list, DIVISION), "events");
    if (!json_is_array(events) || json_array_size(events) == 0) {
        g_set_error_literal(error, IRO_ERROR, IRO_ERROR_INPUT,
                            "the list of bank holidays has no \"events\" under \"" DIVISION
                            "\": use the file that gov.uk publishes as bank-holidays.json");
        return NULL;
    }
    g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(Entry));
    for (size_t i = 0; i < json_array_size(events); i++) {
        Entry entry;
        if (!read_entry(json_array_get(events, i), i + 1, &entry, error)) {
            return NULL;
        }
        g_array_append_val(entries, entry);
    }
    return g_steal_pointer(&entries);
}

static gboolean has_in_year(const GArray *entries, const gchar *title, gint year)
{
    for (guint i = 0; i < entries->len; i++) {
        const Entry *entry = &g_array_index(entries, Entry, i);
        if (day_year(entry->day) == year && g_str_has_prefix(entry->title, title)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* A list may begin or end within a year; a year that has both its first and
 * its last bank holiday is complete. */
static void cover_whole_years(Calendar *calendar, const GArray *entries)
{
    for (guint i = 0; i < entries->len; i++) {
        const Entry *entry = &g_array_index(entries, Entry, i);
        gint year = day_year(entry->day);
        /* "New Year" alone: the apostrophe after it is curly or straight */
        if (g_str_has_prefix(entry->title, "Christmas Day") && has_in_year(entries, "New Year", year)) {
            calendar_cover_years(calendar, year, year);
        }
    }
}

gboolean json_merge_holidays(Calendar *calendar, const gchar *text, gsize length, guint *added,
                             GError **error)
{
    g_autoptr(json_t) list = parse_list(text, length, error);
    g_autoptr(GArray) entries = list ? read_entries(list, error) : NULL;
    if (!entries) {
        return FALSE;
    }
    *added = 0;
    for (guint i = 0; i < entries->len; i++) {
        const Entry *entry = &g_array_index(entries, Entry, i);
        *added += calendar_add_holiday(calendar, entry->day, entry->title) ? 1 : 0;
    }
    cover_whole_years(calendar, entries);
    return TRUE;
}
