#include "post/people.h"

static const gchar *datum_of(const Facts *facts, const gchar *role, const gchar *part)
{
    g_autofree gchar *name = g_strdup_printf("%s.%s", role, part);
    const gchar *value = facts_get(facts, name);
    return value && *value ? value : NULL;
}

static void add_one(OutgoingMail *mail, GPtrArray *into, const Pack *pack, const Facts *facts,
                    const Recipient *recipient, GPtrArray *missing)
{
    if (!recipient->role) {
        outgoing_mail_add_person(mail, into, recipient->name, recipient->address);
        return;
    }
    const gchar *address = datum_of(facts, recipient->role, "email");
    if (address)
        outgoing_mail_add_person(mail, into, datum_of(facts, recipient->role, "name"), address);
    else
        g_ptr_array_add(missing, g_strdup(pack_find_role(pack, recipient->role)->name));
}

GPtrArray *people_address(OutgoingMail *mail, const Pack *pack, const Facts *facts, const PostList *list)
{
    GPtrArray *missing = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < list->recipients->len; i++)
        add_one(mail, mail->to, pack, facts, g_ptr_array_index(list->recipients, i), missing);
    for (guint i = 0; i < list->copies->len; i++)
        add_one(mail, mail->copies, pack, facts, g_ptr_array_index(list->copies, i), missing);
    return missing;
}

static const gchar *greeted(const Pack *pack, const Facts *facts, const Recipient *recipient)
{
    if (!recipient->role)
        return recipient->name ? recipient->name : "colleague";
    const gchar *name = datum_of(facts, recipient->role, "name");
    return name ? name : pack_find_role(pack, recipient->role)->name;
}

gchar *people_greeting(const Pack *pack, const Facts *facts, const GPtrArray *recipients)
{
    g_autoptr(GString) words = g_string_new(NULL);
    for (guint i = 0; i < recipients->len; i++) {
        const gchar *between = i == 0 ? "" : i + 1 == recipients->len ? " and " : ", ";
        g_string_append_printf(words, "%s%s", between,
                               greeted(pack, facts, g_ptr_array_index(recipients, i)));
    }
    return g_string_free(g_steal_pointer(&words), FALSE);
}
