#include "read/printed.h"

#include <string.h>

#include "model/reference.h"

#define LONGEST_TOKEN 40

static gboolean is_of_reference(gchar character)
{
    return g_ascii_isalnum(character) || character == '-';
}

static void add_reference(GPtrArray *references, const gchar *from, gsize length)
{
    g_autofree gchar *token = g_strndup(from, length);
    Reference reference;
    if (length > LONGEST_TOKEN || !reference_from_text(token, &reference)) {
        return;
    }
    gchar *text = reference_to_text(&reference);
    if (g_ptr_array_find_with_equal_func(references, text, g_str_equal, NULL)) {
        g_free(text);
    } else {
        g_ptr_array_add(references, text);
    }
}

GPtrArray *printed_references(const gchar *text)
{
    GPtrArray *references = g_ptr_array_new_with_free_func(g_free);
    for (const gchar *at = text ? text : ""; *at;) {
        const gchar *from = at;
        while (is_of_reference(*at)) {
            at++;
        }
        if (at > from) {
            add_reference(references, from, (gsize) (at - from));
        } else {
            at++;
        }
    }
    return references;
}

gboolean printed_has_reference(const gchar *text, const gchar *reference)
{
    g_autoptr(GPtrArray) references = printed_references(text);
    return g_ptr_array_find_with_equal_func(references, reference, g_str_equal, NULL);
}

static const gchar *skip_spaces(const gchar *at)
{
    while (g_ascii_isspace(*at)) {
        at++;
    }
    return at;
}

/* The number that follows `word` and white space at `at`, or 0. */
static guint number_after(const gchar *at, const gchar *word, const gchar **end)
{
    gsize length = strlen(word);
    if (g_ascii_strncasecmp(at, word, length) != 0) {
        return 0;
    }
    at = skip_spaces(at + length);
    guint64 number = g_ascii_isdigit(*at) ? g_ascii_strtoull(at, (gchar **) end, 10) : 0;
    return number < 1000 ? (guint) number : 0;
}

guint printed_number(const gchar *text, const gchar *word)
{
    guint found = 0;
    const gchar *end = NULL;
    for (const gchar *at = text ? text : ""; *at; at++) {
        guint number = number_after(at, word, &end);
        found = number > 0 ? number : found;
    }
    return found;
}

gboolean printed_page_of(const gchar *text, guint *page, guint *pages)
{
    gboolean found = FALSE;
    for (const gchar *at = text ? text : ""; *at; at++) {
        const gchar *end = NULL;
        guint first = number_after(at, "page", &end);
        guint second = first > 0 ? number_after(skip_spaces(end), "of", &end) : 0;
        if (second >= first && first > 0) {
            *page = first;
            *pages = second;
            found = TRUE;
        }
    }
    return found;
}

GPtrArray *printed_references_of(const SeenPage *page)
{
    FormId id = {NULL, 0, 0};
    if (!page->made || !form_id_from_text(page->made, &id)) {
        return printed_references(page->text);
    }
    GPtrArray *references = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(references, id.reference);
    return references;
}

/* A line that begins with a reference is the footer's or the header's, where
 * the words of a page come in no order of their own. */
static guint stage_beside_reference(const gchar *text)
{
    g_auto(GStrv) lines = g_strsplit(text ? text : "", "\n", -1);
    guint found = 0;
    for (guint i = 0; lines[i]; i++) {
        gsize length = 0;
        while (is_of_reference(lines[i][length])) {
            length++;
        }
        g_autoptr(GPtrArray) references = g_ptr_array_new_with_free_func(g_free);
        add_reference(references, lines[i], length);
        guint number = references->len > 0 ? printed_number(lines[i] + length, "stage") : 0;
        found = number > 0 ? number : found;
    }
    return found;
}

guint printed_stage(const gchar *text)
{
    guint stage = stage_beside_reference(text);
    return stage > 0 ? stage : printed_number(text, "stage");
}

guint printed_stage_of(const SeenPage *page)
{
    FormId id = {NULL, 0, 0};
    if (!page->made || !form_id_from_text(page->made, &id)) {
        return printed_stage(page->text);
    }
    guint stage = id.stage;
    form_id_clear(&id);
    return stage;
}

gboolean printed_number_of(const SeenPage *page, guint *number, guint *pages)
{
    if (page->made) {
        *number = page->made_page;
        *pages = page->made_pages;
        return TRUE;
    }
    return printed_page_of(page->text, number, pages);
}
