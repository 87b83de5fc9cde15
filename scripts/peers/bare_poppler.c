/* bare_poppler FILE…: prints the form fields of files by poppler-glib. */
#include <poppler.h>
#include <stdio.h>

static void print_field(PopplerFormField *field)
{
    gchar *name = poppler_form_field_get_name(field);
    printf("%s: ", name);
    if (poppler_form_field_get_field_type(field) == POPPLER_FORM_FIELD_TEXT) {
        gchar *text = poppler_form_field_text_get_text(field);
        printf("%s\n", text ? text : "");
        g_free(text);
    } else if (poppler_form_field_get_field_type(field) == POPPLER_FORM_FIELD_BUTTON) {
        printf("%d\n", poppler_form_field_button_get_state(field));
    }
    g_free(name);
}

static void print_page(PopplerPage *page)
{
    GList *mapping = poppler_page_get_form_field_mapping(page);
    for (GList *at = mapping; at; at = at->next)
        print_field(((PopplerFormFieldMapping *) at->data)->field);
    poppler_page_free_form_field_mapping(mapping);
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        gchar *content = NULL;
        gsize length = 0;
        if (!g_file_get_contents(argv[i], &content, &length, NULL))
            return 1;
        GBytes *bytes = g_bytes_new_take(content, length);
        PopplerDocument *document = poppler_document_new_from_bytes(bytes, NULL, NULL);
        for (int j = 0; document && j < poppler_document_get_n_pages(document); j++) {
            PopplerPage *page = poppler_document_get_page(document, j);
            print_page(page);
            g_object_unref(page);
        }
        g_clear_object(&document);
        g_bytes_unref(bytes);
    }
    return 0;
}
