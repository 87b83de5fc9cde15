/* Placements as text, as they are kept with the event of issue. */
#include "layout/page.h"

#include <math.h>
#include <string.h>

#include "layout/flow.h"

static const gchar *const KINDS[] = {"text", "lines", "check", "hidden"}; /* by FieldKind */

static void append_number(GString *text, gdouble value)
{
    gchar number[G_ASCII_DTOSTR_BUF_SIZE];

    g_string_append_c(text, ' ');
    g_string_append(text, g_ascii_formatd(number, sizeof number, "%.2f", value));
}

gchar *layout_placements_to_text(const Layout *layout)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < layout->placements->len; i++) {
        const Placement *placement = g_ptr_array_index(layout->placements, i);
        g_string_append_printf(text, "%s %u", placement->name, placement->page);
        append_number(text, placement->rect.x);
        append_number(text, placement->rect.y);
        append_number(text, placement->rect.width);
        append_number(text, placement->rect.height);
        g_string_append_printf(text, " %s\n", KINDS[placement->kind]);
    }
    return g_string_free(text, FALSE);
}

static gboolean read_number(const gchar *word, gdouble *value)
{
    gchar *end;

    *value = g_ascii_strtod(word, &end);
    return end != word && *end == '\0' && isfinite(*value) && *value >= 0 && *value <= 14400;
}

static gboolean read_kind(const gchar *word, FieldKind *kind)
{
    for (guint i = 0; i < G_N_ELEMENTS(KINDS); i++) {
        if (strcmp(word, KINDS[i]) == 0) {
            *kind = (FieldKind) i;
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean read_placement(const gchar *line, Placement *placement)
{
    g_auto(GStrv) words = g_strsplit(line, " ", -1);
    guint64 page;

    if (g_strv_length(words) != 7 || words[0][0] == '\0' ||
        !g_ascii_string_to_unsigned(words[1], 10, 1, G_MAXINT, &page, NULL))
        return FALSE;
    placement->name = g_strdup(words[0]);
    placement->page = (guint) page;
    return read_number(words[2], &placement->rect.x) && read_number(words[3], &placement->rect.y) &&
           read_number(words[4], &placement->rect.width) && read_number(words[5], &placement->rect.height) &&
           read_kind(words[6], &placement->kind);
}

GPtrArray *layout_placements_from_text(const gchar *text)
{
    g_autoptr(GPtrArray) placements = g_ptr_array_new_with_free_func(placement_free);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    for (guint i = 0; lines[i] != NULL; i++) {
        Placement *placement = g_new0(Placement, 1);
        if (lines[i][0] == '\0' && lines[i + 1] == NULL) {
            g_free(placement);
            break;
        }
        g_ptr_array_add(placements, placement);
        if (!read_placement(lines[i], placement))
            return NULL;
    }
    return g_steal_pointer(&placements);
}
