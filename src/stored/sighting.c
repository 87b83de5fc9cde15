#include "stored/sighting.h"

SeenField *seen_field_new(void)
{
    SeenField *field = g_new0(SeenField, 1);
    field->kind = SEEN_OTHER;
    field->states = g_ptr_array_new_with_free_func(g_free);
    return field;
}

void seen_field_free(SeenField *field)
{
    if (!field) {
        return;
    }
    g_free(field->name);
    g_free(field->value);
    g_free(field->state);
    g_free(field->shown);
    g_free(field->poppler_text);
    g_ptr_array_unref(field->states);
    g_free(field);
}

SeenPage *seen_page_new(gchar *text, guint remarks)
{
    SeenPage *page = g_new0(SeenPage, 1);
    page->text = text;
    page->remarks = remarks;
    page->words = g_ptr_array_new_with_free_func((GDestroyNotify) seen_word_free);
    page->notes = g_ptr_array_new_with_free_func((GDestroyNotify) seen_note_free);
    return page;
}

void seen_page_free(SeenPage *page)
{
    if (!page) {
        return;
    }
    g_free(page->made);
    g_free(page->text);
    g_ptr_array_unref(page->words);
    g_clear_pointer(&page->ink.bits, g_bytes_unref);
    g_ptr_array_unref(page->notes);
    g_free(page);
}

SeenWord *seen_word_new(SeenArea area, gchar *text)
{
    SeenWord *word = g_new0(SeenWord, 1);
    word->area = area;
    word->text = text;
    return word;
}

void seen_word_free(SeenWord *word)
{
    if (word) {
        g_free(word->text);
        g_free(word);
    }
}

SeenNote *seen_note_new(SeenArea area, gchar *text)
{
    SeenNote *note = g_new0(SeenNote, 1);
    note->area = area;
    note->text = text;
    return note;
}

void seen_note_free(SeenNote *note)
{
    if (note) {
        g_free(note->text);
        g_free(note);
    }
}

Sighting *sighting_new(SightState state)
{
    Sighting *sighting = g_new0(Sighting, 1);
    sighting->state = state;
    sighting->pages = g_ptr_array_new_with_free_func((GDestroyNotify) seen_page_free);
    sighting->fields = g_ptr_array_new_with_free_func((GDestroyNotify) seen_field_free);
    return sighting;
}

void sighting_free(Sighting *sighting)
{
    if (!sighting) {
        return;
    }
    g_free(sighting->identity);
    g_ptr_array_unref(sighting->pages);
    g_ptr_array_unref(sighting->fields);
    g_free(sighting);
}

gboolean sighting_same_text(const gchar *one, const gchar *other)
{
    for (;; one++, other++) {
        while (g_ascii_isspace(*one)) {
            one++;
        }
        while (g_ascii_isspace(*other)) {
            other++;
        }
        if (*one != *other || *one == '\0') {
            return *one == *other;
        }
    }
}
