#include "flow/spelling.h"

#include "model/facts.h"
#include "pack/pack_load.h"

static Speller *make_speller(GError **error)
{
    g_autoptr(Speller) speller = speller_new(error);
    g_autofree gchar *words = g_build_filename(share_folder(), "forms", "words.txt", NULL);
    if (!speller || !speller_add_words_of(speller, words, error))
        return NULL;
    return g_steal_pointer(&speller);
}

/* Every datum that is not free text holds names, teams, addresses. */
static void add_names(Speller *speller, const Facts *facts)
{
    for (guint i = 0; i < facts_count(facts); i++) {
        const gchar *name = facts_name_at(facts, i);
        if (g_str_has_suffix(name, ".name") || g_strcmp0(name, "team") == 0)
            speller_add_names(speller, facts_value_at(facts, i));
    }
}

typedef struct {
    Speller *speller;
    GPtrArray *found;
} Checking;

static void check_text(const gchar *text, guint line, guint column, gpointer data)
{
    Checking *checking = data;
    g_autoptr(GPtrArray) found = speller_check(checking->speller, text, line, column);
    while (found->len > 0)
        g_ptr_array_add(checking->found, g_ptr_array_steal_index(found, 0));
}

GPtrArray *spelling_of_xml(const gchar *file, GError **error)
{
    XmlKind kind = XML_UNKNOWN;
    g_autoptr(GPtrArray) findings = xml_check(file, &kind, error);
    if (!findings)
        return NULL;
    g_autoptr(Facts) facts =
        kind == XML_COMPLIMENT ? compliment_load(file, error) : dispute_load(file, error);
    g_autoptr(Speller) speller = facts ? make_speller(error) : NULL;
    if (!speller)
        return NULL;
    add_names(speller, facts);
    Checking checking = {.speller = speller,
                         .found = g_ptr_array_new_with_free_func((GDestroyNotify) misspelling_free)};
    if (!xml_each_free_text(file, check_text, &checking, error)) {
        g_ptr_array_unref(checking.found);
        return NULL;
    }
    return checking.found;
}

GPtrArray *spelling_of_answer(const gchar *text, const gchar *names, GError **error)
{
    g_autoptr(Speller) speller = make_speller(error);
    if (!speller)
        return NULL;
    if (names)
        speller_add_names(speller, names);
    return speller_check(speller, text, 1, 1);
}

gchar *spelling_to_text(const Misspelling *misspelling)
{
    g_autofree gchar *suggestions = g_strjoinv(", ", misspelling->suggestions);
    return g_strdup_printf("%u:%u: %s: %s", misspelling->line, misspelling->column, misspelling->word,
                           *suggestions ? suggestions : "no suggestion");
}
