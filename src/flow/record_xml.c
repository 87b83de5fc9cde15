#include "flow/record_xml.h"

#include "flow/provenance.h"

/* What only iro itself has a use for: where fields stood, what a reading rested on. */
static const gchar *const OWN[] = {"placements", "reading", "calendar", "design", NULL};

static gboolean is_allowed(gunichar c)
{
    return c == '\t' || c == '\n' || (c >= 0x20 && c != 0xfffe && c != 0xffff);
}

/* What XML cannot hold (XML 1.0, 2.2) stands as an element that names it, so that nothing is lost. */
static void append_text(GString *xml, const gchar *text)
{
    g_autofree gchar *valid = g_utf8_make_valid(text, -1);
    for (const gchar *at = valid; *at; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        if (c == '&')
            g_string_append(xml, "&amp;");
        else if (c == '<')
            g_string_append(xml, "&lt;");
        else if (c == '>')
            g_string_append(xml, "&gt;");
        else if (c == '"')
            g_string_append(xml, "&quot;");
        else if (is_allowed(c))
            g_string_append_unichar(xml, c);
        else
            g_string_append_printf(xml, "<character code=\"%04X\"/>", c);
    }
}

static void append_attribute(GString *xml, const gchar *name, const gchar *value)
{
    if (!value)
        return;
    g_string_append_printf(xml, " %s=\"", name);
    append_text(xml, value);
    g_string_append_c(xml, '"');
}

static void append_number(GString *xml, const gchar *name, gint64 number)
{
    if (number)
        g_string_append_printf(xml, " %s=\"%" G_GINT64_FORMAT "\"", name, number);
}

static void append_value(GString *xml, const gchar *name, const gchar *value)
{
    g_string_append(xml, "    <value");
    append_attribute(xml, "name", name);
    g_string_append_c(xml, '>');
    append_text(xml, value);
    g_string_append(xml, "</value>\n");
}

static gchar *moment_iso(gint64 at)
{
    g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(at / G_USEC_PER_SEC);
    return time ? g_date_time_format(time, "%Y-%m-%dT%H:%M:%SZ") : NULL;
}

/* How the file of a receipt was read. */
static void append_reading(GString *xml, const Event *receipt)
{
    g_autoptr(Reading) reading = provenance_reading(receipt);
    if (!reading)
        return;
    if (provenance_file_name(reading))
        append_value(xml, "file-name", provenance_file_name(reading));
    append_value(xml, "read-from", provenance_source_words(reading->source));
}

static void append_event(GString *xml, const Event *event)
{
    g_autofree gchar *on = day_to_iso(event->on);
    g_autofree gchar *at = moment_iso(event->at);
    g_string_append(xml, "  <event");
    append_number(xml, "id", event->id);
    append_attribute(xml, "kind", event_kind_name(event->kind));
    append_number(xml, "stage", event->stage);
    append_attribute(xml, "on", on);
    append_attribute(xml, "recorded", at);
    append_attribute(xml, "by", event->who);
    append_attribute(xml, "file", event->file);
    append_number(xml, "about", event->about);
    g_string_append(xml, ">\n");
    for (guint i = 0; i < facts_count(event->values); i++)
        if (!g_strv_contains(OWN, facts_name_at(event->values, i)))
            append_value(xml, facts_name_at(event->values, i), facts_value_at(event->values, i));
    if (event->kind == EVENT_RECEIVED)
        append_reading(xml, event);
    g_string_append(xml, "  </event>\n");
}

static gint compare_id(gconstpointer a, gconstpointer b)
{
    const Event *first = *(const Event *const *) a, *second = *(const Event *const *) b;
    return first->id < second->id ? -1 : first->id > second->id;
}

static gboolean has_event(const GPtrArray *events, gint64 id)
{
    for (guint i = 0; i < events->len; i++)
        if (((const Event *) g_ptr_array_index(events, i))->id == id)
            return TRUE;
    return FALSE;
}

/* A return that named no dispute until a person set it is recorded under none. */
static gboolean add_receipt(Session *session, const Event *event, GPtrArray *all, GPtrArray *owned,
                            GError **error)
{
    g_autoptr(GError) failure = NULL;
    if (event->kind != EVENT_ANSWERED || !event->about || has_event(all, event->about))
        return TRUE;
    Event *receipt = provenance_receipt(session, event->about, &failure);
    if (failure) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return FALSE;
    }
    if (!receipt)
        return TRUE;
    g_ptr_array_add(owned, receipt);
    g_ptr_array_add(all, receipt);
    return TRUE;
}

/* What a person set of a return that named no dispute. */
static gboolean add_corrections(Session *session, GPtrArray *all, GPtrArray *owned, GError **error)
{
    g_autoptr(GPtrArray) corrected = store_events_of_kind(session->store, EVENT_CORRECTED, error);
    if (!corrected)
        return FALSE;
    for (guint i = corrected->len; i-- > 0;) {
        const Event *event = g_ptr_array_index(corrected, i);
        if (!has_event(all, event->about) || has_event(all, event->id))
            continue;
        Event *taken = g_ptr_array_steal_index(corrected, i);
        g_ptr_array_add(owned, taken);
        g_ptr_array_add(all, taken);
    }
    return TRUE;
}

GBytes *record_to_xml(Session *session, const gchar *reference, const GPtrArray *events, guint stage,
                      GError **error)
{
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    g_autoptr(GPtrArray) owned = g_ptr_array_new_with_free_func((GDestroyNotify) event_free);
    for (guint i = 0; i < events->len; i++) {
        Event *event = g_ptr_array_index(events, i);
        if (stage && event->stage && event->stage != stage)
            continue;
        g_ptr_array_add(all, event);
    }
    for (guint i = 0; i < events->len; i++) {
        const Event *event = g_ptr_array_index(events, i);
        if ((!stage || event->stage == stage) && !add_receipt(session, event, all, owned, error))
            return NULL;
    }
    if (!add_corrections(session, all, owned, error))
        return NULL;
    g_ptr_array_sort(all, compare_id);

    g_autofree gchar *made = moment_iso(session->now);
    GString *xml = g_string_new("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<record version=\"1\"");
    append_attribute(xml, "reference", reference);
    append_attribute(xml, "made", made);
    g_string_append(xml, ">\n");
    for (guint i = 0; i < all->len; i++)
        append_event(xml, g_ptr_array_index(all, i));
    g_string_append(xml, "</record>\n");
    return g_string_free_to_bytes(xml);
}
