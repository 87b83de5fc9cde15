#include "read/own_words.h"

#include <string.h>

#define HEADERS_SEEN 6u /* lines after "From:" in which another header stands */
#define WROTE_LINES  2u /* lines that "On … wrote:" may take */

static gboolean begins(const gchar *line, const gchar *word)
{
    return g_ascii_strncasecmp(line, word, strlen(word)) == 0;
}

/* Mail programs write some headers of the mail that they quote. */
static gboolean is_header_block(gchar *const *lines)
{
    static const gchar *const others[] = {"Sent:", "Date:", "To:", "Subject:"};
    guint found = 0;
    if (!begins(lines[0], "From:") && !begins(lines[0], "*From:*")) {
        return FALSE;
    }
    for (guint i = 1; i <= HEADERS_SEEN && lines[i]; i++) {
        const gchar *line = lines[i] + (lines[i][0] == '*');
        for (guint j = 0; j < G_N_ELEMENTS(others); j++) {
            found += begins(line, others[j]);
        }
    }
    return found >= 2;
}

static gboolean is_wrote_line(gchar *const *lines)
{
    for (guint i = 0; begins(lines[0], "On ") && i < WROTE_LINES && lines[i]; i++) {
        if (g_str_has_suffix(lines[i], "wrote:")) {
            return TRUE;
        }
    }
    return FALSE;
}

/* "-----Original Message-----", "---------- Forwarded message ---------". */
static gboolean is_rule_with_words(const gchar *line)
{
    return begins(line, "---") && (strstr(line, "Original Message") || strstr(line, "Forwarded message"));
}

static gboolean ends_here(gchar *const *lines)
{
    return strcmp(lines[0], "--") == 0 || is_rule_with_words(lines[0]) || is_wrote_line(lines) ||
           is_header_block(lines);
}

gchar *own_words(const gchar *body)
{
    g_auto(GStrv) lines = g_strsplit(body ? body : "", "\n", -1);
    g_autoptr(GString) words = g_string_new(NULL);
    for (gchar **line = lines; *line; line++) {
        g_strchomp(*line);
    }
    for (gchar **line = lines; *line && !ends_here(line); line++) {
        if (**line != '>') {
            g_string_append_printf(words, "%s\n", *line);
        }
    }
    g_strstrip(words->str);
    return *words->str ? g_string_free(g_steal_pointer(&words), FALSE) : NULL;
}
