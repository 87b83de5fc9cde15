#include "model/facts.h"

#include <string.h>

typedef struct {
    gchar *name;
    gchar *value;
} Fact;

/* A dispute has some forty facts: looking through a list is quicker than
 * hashing, and keeps their order for nothing. */
struct Facts {
    GArray *list; /* of Fact */
};

static void fact_clear(gpointer data)
{
    Fact *fact = data;
    g_free(fact->name);
    g_free(fact->value);
}

Facts *facts_new(void)
{
    Facts *facts = g_new0(Facts, 1);
    facts->list = g_array_new(FALSE, TRUE, sizeof(Fact));
    g_array_set_clear_func(facts->list, fact_clear);
    return facts;
}

Facts *facts_copy(const Facts *facts)
{
    Facts *copy = facts_new();
    facts_merge(copy, facts);
    return copy;
}

void facts_free(Facts *facts)
{
    if (!facts) {
        return;
    }
    g_array_unref(facts->list);
    g_free(facts);
}

void facts_clear(Facts *facts)
{
    g_array_set_size(facts->list, 0);
}

static Fact *find_fact(const Facts *facts, const gchar *name, guint *index)
{
    for (guint i = 0; i < facts->list->len; i++) {
        Fact *fact = &g_array_index(facts->list, Fact, i);
        if (strcmp(fact->name, name) == 0) {
            *index = i;
            return fact;
        }
    }
    return NULL;
}

void facts_take(Facts *facts, const gchar *name, gchar *value)
{
    guint index = 0;
    Fact *fact = find_fact(facts, name, &index);
    if (!value) {
        if (fact) {
            g_array_remove_index(facts->list, index);
        }
    } else if (fact) {
        g_free(fact->value);
        fact->value = value;
    } else {
        Fact added = {.name = g_strdup(name), .value = value};
        g_array_append_val(facts->list, added);
    }
}

void facts_set(Facts *facts, const gchar *name, const gchar *value)
{
    facts_take(facts, name, g_strdup(value));
}

const gchar *facts_get(const Facts *facts, const gchar *name)
{
    guint index = 0;
    const Fact *fact = find_fact(facts, name, &index);
    return fact ? fact->value : NULL;
}

gint64 facts_get_number(const Facts *facts, const gchar *name, gint64 otherwise)
{
    const gchar *value = facts_get(facts, name);
    gint64 number = 0;
    gboolean read = value && g_ascii_string_to_signed(value, 10, G_MININT64, G_MAXINT64, &number, NULL);
    return read ? number : otherwise;
}

void facts_merge(Facts *into, const Facts *from)
{
    for (guint i = 0; i < facts_count(from); i++) {
        const gchar *name = facts_name_at(from, i);
        if (!facts_get(into, name)) {
            facts_set(into, name, facts_value_at(from, i));
        }
    }
}

guint facts_count(const Facts *facts)
{
    return facts->list->len;
}

const gchar *facts_name_at(const Facts *facts, guint index)
{
    g_return_val_if_fail(index < facts->list->len, NULL);
    return g_array_index(facts->list, Fact, index).name;
}

const gchar *facts_value_at(const Facts *facts, guint index)
{
    g_return_val_if_fail(index < facts->list->len, NULL);
    return g_array_index(facts->list, Fact, index).value;
}
