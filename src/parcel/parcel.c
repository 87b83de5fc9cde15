#include "parcel/parcel.h"

#include <string.h>

#include "parcel/names.h"
#include "parcel/rtf.h"

#define TEXT_MOST      ((gsize) 1024 * 1024)     /* bytes */
#define RICH_TEXT_MOST ((gsize) 2 * 1024 * 1024) /* bytes unpacked */

static void item_free(gpointer data)
{
    ParcelItem *item = data;
    g_free(item->name);
    g_clear_pointer(&item->content, g_bytes_unref);
    parcel_free(item->inside);
    g_free(item);
}

static void problem_free(gpointer data)
{
    ParcelProblem *problem = data;
    g_free(problem->name);
    g_free(problem);
}

Parcel *parcel_new(void)
{
    Parcel *parcel = g_new0(Parcel, 1);
    parcel->items = g_ptr_array_new_with_free_func(item_free);
    parcel->problems = g_ptr_array_new_with_free_func(problem_free);
    return parcel;
}

void parcel_free(Parcel *parcel)
{
    if (parcel == NULL) {
        return;
    }
    g_free(parcel->sender);
    g_free(parcel->subject);
    g_free(parcel->text);
    g_ptr_array_unref(parcel->items);
    g_ptr_array_unref(parcel->problems);
    g_free(parcel);
}

void parcel_add_problem(Parcel *parcel, ParcelTrouble trouble, const gchar *name)
{
    g_autofree gchar *clean = name_clean(name);
    for (guint i = 0; i < parcel->problems->len; i++) {
        const ParcelProblem *known = parcel->problems->pdata[i];
        if (known->trouble == trouble && g_strcmp0(known->name, clean) == 0) {
            return;
        }
    }
    ParcelProblem *problem = g_new0(ParcelProblem, 1);
    problem->trouble = trouble;
    problem->name = g_steal_pointer(&clean);
    g_ptr_array_add(parcel->problems, problem);
}

gboolean parcel_may_take(Parcel *parcel, Allowance *allowance, const gchar *name, gsize size)
{
    if (allowance->parts == 0) { /* not by name: there may be thousands */
        parcel_add_problem(parcel, PARCEL_TOO_LARGE, NULL);
        return FALSE;
    }
    allowance->parts--;
    if (size > allowance->bytes) {
        parcel_add_problem(parcel, PARCEL_TOO_LARGE, name);
        return FALSE;
    }
    allowance->bytes -= size;
    return TRUE;
}

gboolean parcel_enter(Parcel *parcel, Allowance *allowance, const gchar *name)
{
    if (allowance->depth == 0) {
        parcel_add_problem(parcel, PARCEL_TOO_LARGE, name);
        return FALSE;
    }
    allowance->depth--;
    return TRUE;
}

void parcel_leave(Allowance *allowance)
{
    allowance->depth++;
}

ParcelItem *parcel_add(Parcel *parcel, const gchar *name, GBytes *content, Parcel *inside)
{
    ParcelItem *item = g_new0(ParcelItem, 1);
    item->name = name_clean(name);
    if (item->name == NULL) {
        item->name = g_strdup_printf("part-%u", parcel->items->len + 1);
    }
    item->content = content;
    item->inside = inside;
    g_ptr_array_add(parcel->items, item);
    return item;
}

static gboolean is_blank(const gchar *text)
{
    for (; *text != '\0'; text = g_utf8_next_char(text)) {
        if (!g_unichar_isspace(g_utf8_get_char(text))) {
            return FALSE;
        }
    }
    return TRUE;
}

void parcel_add_text(Parcel *parcel, const gchar *text)
{
    if (text == NULL || is_blank(text)) {
        return;
    }
    gsize known = parcel->text == NULL ? 0 : strlen(parcel->text);
    gsize length = strlen(text);
    if (known + length > TEXT_MOST) {
        parcel_add_problem(parcel, PARCEL_TOO_LARGE, NULL);
        if (known >= TEXT_MOST) {
            return;
        }
        const gchar *end = g_utf8_find_prev_char(text, text + (TEXT_MOST - known));
        length = end == NULL ? 0 : (gsize) (end - text);
    }
    g_autofree gchar *more = g_strndup(text, length);
    g_autofree gchar *before = parcel->text;
    parcel->text = before == NULL ? g_steal_pointer(&more) : g_strconcat(before, "\n\n", more, NULL);
}

void parcel_add_rich_text(Parcel *parcel, const guchar *bytes, gsize length)
{
    gboolean too_large = FALSE;
    g_autoptr(GBytes) rtf = rtf_unpack(bytes, length, RICH_TEXT_MOST, &too_large);
    if (rtf == NULL) {
        parcel_add_problem(parcel, too_large ? PARCEL_TOO_LARGE : PARCEL_BROKEN, NULL);
        return;
    }
    gsize size = 0;
    const guchar *source = g_bytes_get_data(rtf, &size);
    g_autofree gchar *text = rtf_to_text(source, size);
    parcel_add_text(parcel, text);
}
