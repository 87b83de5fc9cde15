#include "flow/intake_sender.h"

static const gchar *address_of(const Facts *facts, const gchar *role)
{
    g_autofree gchar *name = g_strconcat(role, ".email", NULL);
    const gchar *address = facts_get(facts, name);
    return address && *address ? address : NULL;
}

static gboolean is_same(const gchar *address, const gchar *sender)
{
    return address && g_ascii_strcasecmp(address, sender) == 0;
}

static gboolean is_among(const GPtrArray *recipients, const Facts *facts, const gchar *sender)
{
    for (guint i = 0; i < recipients->len; i++) {
        const Recipient *recipient = g_ptr_array_index(recipients, i);
        if (is_same(recipient->role ? address_of(facts, recipient->role) : recipient->address, sender))
            return TRUE;
    }
    return FALSE;
}

/* Those who got the form, those who got a copy, and the IRO who forwards what she got. */
static gboolean is_expected(const GPtrArray *recipients, const GPtrArray *copies, const Facts *facts,
                            const gchar *sender)
{
    return is_same(address_of(facts, "iro"), sender) || is_among(recipients, facts, sender) ||
           is_among(copies, facts, sender);
}

void intake_compare_sender(const Progress *progress, Reading *reading)
{
    const gchar *sender = facts_get(reading->evidence, "mail.sender");
    const Stage *stage = track_find_stage(progress->track, reading->stage);
    const Facts *facts = progress->facts;
    facts_set(reading->evidence, INTAKE_SENDER, NULL);
    if (!sender || !stage || !stage->role || is_expected(stage->recipients, stage->copies, facts, sender))
        return;
    const Role *role = pack_find_role(progress->pack, stage->role);
    const gchar *who = role ? role->name : stage->title;
    facts_take(reading->evidence, INTAKE_SENDER,
               address_of(facts, stage->role)
                   ? g_strdup_printf("sent by an address that is not the %s's", who)
                   : g_strdup_printf(
                         "sent by an address that cannot be compared: the record has none of the %s", who));
}

void intake_compare_compliment_sender(const Pack *pack, const Facts *facts, Reading *reading)
{
    const gchar *sender = facts_get(reading->evidence, "mail.sender");
    const ComplimentForm *form = pack->compliment;
    facts_set(reading->evidence, INTAKE_SENDER, NULL);
    if (sender && form && !is_expected(form->recipients, form->copies, facts, sender))
        facts_set(reading->evidence, INTAKE_SENDER,
                  "sent by an address to which the compliment was not sent");
}
