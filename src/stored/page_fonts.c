#include "stored/page_fonts.h"

#include <string.h>

#include "layout/typing_code.h"
#include "layout/win_ansi.h"
#include "stored/objects.h"

#define MAX_DEPTH 5   /* of pictures within pictures */
#define MAX_STEPS 500 /* fonts and pictures of a page */

/* Of a font that Ghostscript made a table for. */
#define MIN_SIGNS     8
#define LARGEST_TABLE 8192u /* bytes; 256 signs take about half */

/* "ABCDEF+Name": only the signs that are used were kept, and often numbered
 * anew (ISO 32000-2, 9.9.2). */
static gboolean is_part_of_font(const gchar *name)
{
    for (guint i = 0; i < 6; i++) {
        if (!g_ascii_isupper(name[i])) {
            return FALSE;
        }
    }
    return name[6] == '+';
}

/* Whether the byte means what it does in WinAnsiEncoding or in our fields; the bytes which both
 * leave free mean a bullet. */
static gboolean is_usual(guint byte, guint meaning)
{
    return byte > 0 && meaning > 0 &&
           (meaning == typing_code(byte) || (byte >= 0x20 && meaning == win_ansi_code(byte)));
}

/* A line such as "<41><41><0041>". */
static gboolean take_line(const gchar *line, guint *byte, guint *meaning)
{
    static const gchar shape[] = "<xx><xx><xxxx>";
    for (gsize i = 0; i < strlen(shape); i++) {
        if (shape[i] == 'x' ? !g_ascii_isxdigit(line[i]) : line[i] != shape[i]) {
            return FALSE; /* its end, too */
        }
    }
    *byte = (guint) g_ascii_strtoull(line + 1, NULL, 16);
    *meaning = (guint) g_ascii_strtoull(line + 9, NULL, 16);
    return strncmp(line + 1, line + 5, 2) == 0 && line[strlen(shape)] == '\0';
}

/* What Ghostscript calls a sign wrongly is made of its character's two bytes, or of a name that
 * it made up: so it is not what the sign's byte usually means. Few signs may agree by chance. */
static gboolean is_right_table(const gchar *text)
{
    g_auto(GStrv) lines = g_strsplit_set(text, "\r\n", -1);
    gboolean inside = FALSE;
    guint signs = 0;
    for (guint i = 0; lines[i]; i++) {
        guint byte = 0;
        guint meaning = 0;
        if (g_str_has_suffix(lines[i], " beginbfrange")) {
            inside = TRUE;
        } else if (strcmp(lines[i], "endbfrange") == 0) {
            inside = FALSE;
        } else if (strstr(lines[i], "beginbfchar") ||
                   (inside && !(take_line(lines[i], &byte, &meaning) && is_usual(byte, meaning)))) {
            return FALSE;
        }
        signs += inside && byte > 0;
    }
    return signs >= MIN_SIGNS;
}

/* Ghostscript calls signs beyond Latin-1 by other letters when it takes a table over from
 * another file: "child’s" becomes "child9s", which looks right and is read wrong. It is right
 * where it makes the table by the names of signs, as from PostScript. Its tables have names
 * such as /R18, whoever saved the file again. */
static gboolean is_named_by_ghostscript(qpdf_data pdf, qpdf_oh font)
{
    static const gchar name[] = "/CMapName";
    g_autoptr(GBytes) table = object_stream_bytes(pdf, object_get(pdf, font, "/ToUnicode"));
    gsize length = 0;
    const gchar *bytes = table ? g_bytes_get_data(table, &length) : NULL;
    g_autofree gchar *text = g_strndup(bytes ? bytes : "", length);
    const gchar *at = strstr(text, name);
    if (!at) {
        return FALSE;
    }
    at += strlen(name);
    while (g_ascii_isspace(*at)) {
        at++;
    }
    qpdf_oh kind = object_get(pdf, font, "/Subtype");
    gboolean plain =
        qpdf_oh_is_name_and_equals(pdf, kind, "/TrueType") || qpdf_oh_is_name_and_equals(pdf, kind, "/Type1");
    return at[0] == '/' && at[1] == 'R' && g_ascii_isdigit(at[2]) &&
           !(plain && length <= LARGEST_TABLE && is_right_table(text));
}

static gboolean is_nameless(qpdf_data pdf, qpdf_oh font)
{
    if (!qpdf_oh_is_dictionary(pdf, font)) {
        return FALSE;
    }
    if (object_has(pdf, font, "/ToUnicode")) {
        return is_named_by_ghostscript(pdf, font);
    }
    g_autofree gchar *name = object_name(pdf, object_get(pdf, font, "/BaseFont"));
    return qpdf_oh_is_name_and_equals(pdf, object_get(pdf, font, "/Subtype"), "/Type3") ||
           (name && is_part_of_font(name));
}

/* The values of a dictionary, since the iteration over its keys cannot nest. */
static GArray *values_of(qpdf_data pdf, qpdf_oh dictionary)
{
    GArray *values = g_array_new(FALSE, FALSE, sizeof(qpdf_oh));
    g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func(g_free);
    if (!qpdf_oh_is_dictionary(pdf, dictionary)) {
        return values;
    }
    qpdf_oh_begin_dict_key_iter(pdf, dictionary);
    while (qpdf_oh_dict_more_keys(pdf) && keys->len < MAX_STEPS) {
        g_ptr_array_add(keys, g_strdup(qpdf_oh_dict_next_key(pdf)));
    }
    for (guint i = 0; i < keys->len; i++) {
        qpdf_oh value = object_get(pdf, dictionary, g_ptr_array_index(keys, i));
        g_array_append_val(values, value);
    }
    return values;
}

static gboolean look(qpdf_data pdf, qpdf_oh resources, guint depth, guint *steps)
{
    g_autoptr(GArray) fonts = values_of(pdf, object_get(pdf, resources, "/Font"));
    g_autoptr(GArray) pictures = values_of(pdf, object_get(pdf, resources, "/XObject"));
    for (guint i = 0; i < fonts->len && ++*steps < MAX_STEPS; i++) {
        if (is_nameless(pdf, g_array_index(fonts, qpdf_oh, i))) {
            return TRUE;
        }
    }
    for (guint i = 0; i < pictures->len && depth < MAX_DEPTH && ++*steps < MAX_STEPS; i++) {
        qpdf_oh inner = object_get(pdf, g_array_index(pictures, qpdf_oh, i), "/Resources");
        if (look(pdf, inner, depth + 1, steps)) {
            return TRUE;
        }
    }
    return *steps >= MAX_STEPS;
}

gboolean page_has_nameless_font(qpdf_data pdf, qpdf_oh page)
{
    guint steps = 0;
    return look(pdf, object_inherited(pdf, page, "/Resources"), 0, &steps);
}
