#include "flow/provenance.h"

#include <string.h>

#include "json/json_text.h"

static const gchar *const SOURCE_WORDS[] = {
    [SOURCE_NONE] = "the file",
    [SOURCE_FIELDS] = "its form fields",
    [SOURCE_TEXT] = "its printed text",
    [SOURCE_SCAN] = "its pictures of pages (a scan)",
};

const gchar *provenance_source_words(ReadingSource source)
{
    return SOURCE_WORDS[source];
}

Event *provenance_receipt(Session *session, gint64 id, GError **error)
{
    g_autoptr(Event) event = id ? store_event(session->store, id, error) : NULL;
    return event && event->kind == EVENT_RECEIVED ? g_steal_pointer(&event) : NULL;
}

Reading *provenance_reading(const Event *receipt)
{
    const gchar *text = facts_get(receipt->values, "reading");
    return text ? json_to_reading(text) : NULL;
}

const gchar *provenance_file_name(const Reading *reading)
{
    const gchar *slash = reading->file ? strrchr(reading->file, '/') : NULL;
    return slash ? slash + 1 : reading->file;
}

static gchar *moment_words(gint64 at)
{
    g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(at / G_USEC_PER_SEC);
    return time ? g_date_time_format(time, "%-d %B %Y, %H:%M UTC") : g_strdup("an unknown time");
}

/* "From returned.pdf, from its form fields, on 27 November 2026, 10:02 UTC" */
static gchar *read_words(const Event *receipt)
{
    g_autoptr(Reading) reading = provenance_reading(receipt);
    g_autofree gchar *moment = moment_words(receipt->at);
    const gchar *name = reading ? provenance_file_name(reading) : NULL;
    return g_strdup_printf("%s, from %s, on %s, by the account %s", name ? name : "A returned file",
                           SOURCE_WORDS[reading ? reading->source : SOURCE_NONE], moment, receipt->who);
}

/* The field names that a person set for the receipt: "outcome, date". */
static gchar *fields_set(Session *session, gint64 receipt, GError **error)
{
    g_autoptr(GPtrArray) corrected = store_events_of_kind(session->store, EVENT_CORRECTED, error);
    g_autoptr(GString) fields = g_string_new(NULL);
    g_autoptr(Facts) seen = facts_new();
    if (!corrected)
        return NULL;
    for (guint i = 0; i < corrected->len; i++) {
        const Event *event = g_ptr_array_index(corrected, i);
        for (guint j = 0; event->about == receipt && j < facts_count(event->values); j++) {
            const gchar *field = facts_name_at(event->values, j);
            if (facts_get(seen, field))
                continue;
            facts_set(seen, field, "set");
            g_string_append_printf(fields, "%s%s", fields->len ? ", " : "", field);
        }
    }
    return g_string_free(g_steal_pointer(&fields), FALSE);
}

static gboolean put_decision(Session *session, const Event *answer, Facts *facts, GError **error)
{
    g_autofree gchar *fields = fields_set(session, answer->about, error);
    if (!fields)
        return FALSE;
    g_autofree gchar *moment = moment_words(answer->at);
    facts_take(facts, "stage.accepted", g_strdup_printf("By the account %s, on %s", answer->who, moment));
    if (*fields)
        facts_take(facts, "stage.set", g_strdup_printf("%s; everything else is as it was read", fields));
    return TRUE;
}

gboolean provenance_put(Session *session, const Event *answer, Facts *facts, GError **error)
{
    g_autoptr(GError) failure = NULL;
    g_autoptr(Event) receipt = provenance_receipt(session, answer->about, &failure);
    if (failure) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return FALSE;
    }
    facts_set(facts, "stage.file", answer->file);
    if (!receipt)
        return TRUE;
    facts_take(facts, "stage.read", read_words(receipt));
    if (facts_get(answer->values, "accepted"))
        return put_decision(session, answer, facts, error);
    facts_set(facts, "stage.accepted", "It was certain; nobody had to decide");
    return TRUE;
}
