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
    return page;
}

void seen_page_free(SeenPage *page)
{
    if (page) {
        g_free(page->text);
        g_free(page);
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
