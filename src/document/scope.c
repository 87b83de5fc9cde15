#include <string.h>

#include "document/template.h"

struct Scope {
    Facts *facts;
    GHashTable *lists;  /* name to GPtrArray of Scope; NULL in an item */
    const Scope *outer; /* of an item: the scope whose list it is in */
};

static Scope *item_new(const Scope *outer, Facts *facts)
{
    Scope *item = g_new0(Scope, 1);
    item->outer = outer;
    item->facts = facts;
    return item;
}

Scope *scope_new(void)
{
    Scope *scope = item_new(NULL, facts_new());
    scope->lists = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
    return scope;
}

void scope_free(Scope *scope)
{
    if (scope == NULL)
        return;
    facts_free(scope->facts);
    g_clear_pointer(&scope->lists, g_hash_table_unref);
    g_free(scope);
}

Facts *scope_facts(Scope *scope)
{
    return scope->facts;
}

void scope_take_list_item(Scope *scope, const gchar *list, Facts *item)
{
    g_return_if_fail(scope->lists != NULL);
    GPtrArray *items = g_hash_table_lookup(scope->lists, list);
    if (items == NULL) {
        items = g_ptr_array_new_with_free_func((GDestroyNotify) scope_free);
        g_hash_table_insert(scope->lists, g_strdup(list), items);
    }
    g_ptr_array_add(items, item_new(scope, item));
}

const GPtrArray *scope_list(const Scope *scope, const gchar *list)
{
    while (scope->outer != NULL)
        scope = scope->outer;
    return g_hash_table_lookup(scope->lists, list);
}

const gchar *scope_get(const Scope *scope, const gchar *name)
{
    for (; scope != NULL; scope = scope->outer) {
        const gchar *value = facts_get(scope->facts, name);
        if (value != NULL)
            return value;
    }
    return NULL;
}

gchar *scope_expand(const Scope *scope, const gchar *text)
{
    GString *expanded = g_string_sized_new(strlen(text) + 32);
    while (*text != '\0') {
        const gsize plain = strcspn(text, "{");
        g_string_append_len(expanded, text, (gssize) plain);
        text += plain;
        const gchar *close = NULL;
        if (text[0] == '{' && text[1] == '{') {
            g_string_append_c(expanded, '{');
            text += 2;
        } else if (text[0] == '{' && (close = strchr(text, '}')) != NULL) {
            g_autofree gchar *name = g_strndup(text + 1, (gsize) (close - text - 1));
            const gchar *value = scope_get(scope, name);
            g_string_append(expanded, value != NULL ? value : "");
            text = close + 1;
        } else if (text[0] == '{') { /* never closed: shown as it is rather than lost */
            g_string_append(expanded, text);
            break;
        }
    }
    return g_string_free(expanded, FALSE);
}
