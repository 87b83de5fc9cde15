#include "model/event.h"

#include <string.h>

typedef struct {
    const gchar *name;
    const gchar *words;
    gboolean for_people;
} KindText;

static const KindText KINDS[EVENT_N_KINDS] = {
    [EVENT_OPENED] = {"opened", "Dispute opened", FALSE},
    [EVENT_ISSUED] = {"issued", "Form issued", FALSE},
    [EVENT_ANSWERED] = {"answered", "Answer recorded", FALSE},
    [EVENT_NO_RESPONSE] = {"no-response", "No response by the deadline", TRUE},
    [EVENT_BYPASSED] = {"bypass", "Stage bypassed", TRUE},
    [EVENT_NOT_AGREED] = {"not-agreed", "IRO does not agree that it is resolved", TRUE},
    [EVENT_CAFCASS_REFERRAL] = {"cafcass-referral", "Referred to Cafcass", TRUE},
    [EVENT_LEGAL_ADVICE] = {"legal-advice", "Legal advice sought", TRUE},
    [EVENT_GUARDIAN_INFORMED] = {"guardian-informed", "Children's Guardian informed", TRUE},
    [EVENT_WITHDRAWN] = {"withdrawn", "Dispute withdrawn", TRUE},
    [EVENT_CLOSED] = {"closed", "Dispute closed", TRUE},
    [EVENT_REOPENED] = {"reopened", "Dispute reopened", TRUE},
    [EVENT_COMPLIMENTED] = {"complimented", "Compliment recorded", FALSE},
    [EVENT_RECEIVED] = {"received", "Returned file received", FALSE},
    [EVENT_SETTLED] = {"settled", "Returned file settled", FALSE},
    [EVENT_CORRECTED] = {"corrected", "Returned file corrected", FALSE},
    [EVENT_PERIOD_SET] = {"period-set", "Retention period set", FALSE},
    [EVENT_HELD] = {"held", "Put under legal hold", FALSE},
    [EVENT_RELEASED] = {"released", "Released from legal hold", FALSE},
    [EVENT_ERASED] = {"erased", "Erased after the retention period", FALSE},
    [EVENT_IMPORTED] = {"imported", "Taken over from an earlier log", FALSE},
    [EVENT_EXTENDED] = {"extended", "Deadline extended by agreement", TRUE},
    [EVENT_PAUSED] = {"paused", "Clock paused by agreement", TRUE},
    [EVENT_RESUMED] = {"resumed", "Clock runs again", TRUE},
};

Event *event_new(EventKind kind, const gchar *reference, guint stage, Day on)
{
    Event *event = g_new0(Event, 1);
    event->kind = kind;
    event->reference = g_strdup(reference);
    event->stage = stage;
    event->on = on;
    event->values = facts_new();
    return event;
}

void event_free(Event *event)
{
    if (!event) {
        return;
    }
    g_free(event->reference);
    g_free(event->who);
    g_free(event->file);
    facts_free(event->values);
    g_free(event);
}

const gchar *event_kind_name(EventKind kind)
{
    g_return_val_if_fail((guint) kind < EVENT_N_KINDS, NULL);
    return KINDS[kind].name;
}

gboolean event_kind_from_name(const gchar *name, EventKind *kind)
{
    for (guint i = 0; i < EVENT_N_KINDS; i++) {
        if (name && *name == *KINDS[i].name && strcmp(name, KINDS[i].name) == 0) {
            *kind = (EventKind) i;
            return TRUE;
        }
    }
    return FALSE;
}

const gchar *event_kind_words(EventKind kind)
{
    g_return_val_if_fail((guint) kind < EVENT_N_KINDS, NULL);
    return KINDS[kind].words;
}

gboolean event_kind_is_for_people(EventKind kind)
{
    g_return_val_if_fail((guint) kind < EVENT_N_KINDS, FALSE);
    return KINDS[kind].for_people;
}
