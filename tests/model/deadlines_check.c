/*
 * Reads the lines of deadlines.py and holds the program's calendar against
 * each: the deadline, that counting undoes adding, and that its words name
 * every day that was not counted and no other.
 */
#include <stdio.h>
#include <string.h>

#include "model/calendar.h"
#include "json/json_text.h"

static Calendar *load(const gchar *path)
{
    g_autofree gchar *text = NULL;
    gsize length = 0;
    guint added = 0;
    Calendar *calendar = calendar_new();
    if (!g_file_get_contents(path, &text, &length, NULL) ||
        !json_merge_holidays(calendar, text, length, &added, NULL))
        g_error("%s cannot be read", path);
    return calendar;
}

/* The days that the words name: "12, 13 December, 1 to 3 January" are five. */
static guint count_named(const gchar *words)
{
    const gchar *list = strstr(words, "not counted: ");
    guint count = 0;
    if (!list)
        return 0;
    g_auto(GStrv) parts = g_strsplit(list + strlen("not counted: "), ", ", -1);
    for (gchar **part = parts; *part; part++) {
        gint first = 0, last = 0;
        count += sscanf(*part, "%d to %d", &first, &last) == 2 ? (guint) (last - first + 1) : 1;
    }
    return count;
}

static gboolean check_words(const Calendar *calendar, Day start, guint days, guint skipped)
{
    g_autofree gchar *words = calendar_explain(calendar, start, days, NULL);
    return words && count_named(words) == skipped;
}

static gboolean check_line(const Calendar *calendar, gchar **fields)
{
    Day start = day_from_iso(fields[0]), found = DAY_NONE;
    guint days = (guint) g_ascii_strtoull(fields[1], NULL, 10), back = 0;
    g_autoptr(GError) failure = NULL;
    gboolean known = calendar_add_working_days(calendar, start, days, &found, &failure);
    if (strcmp(fields[2], "refused") == 0)
        return !known && strstr(failure->message, "2029");
    return known && found == day_from_iso(fields[2]) &&
           calendar_count_working_days(calendar, start, found, &back, NULL) && back == days &&
           check_words(calendar, start, days, g_strv_length(fields) - 3);
}

int main(int argc, char **argv)
{
    g_autoptr(Calendar) calendar = load(argc > 1 ? argv[1] : "");
    gchar line[1024];
    guint lines = 0, wrong = 0;
    while (fgets(line, sizeof line, stdin)) {
        g_auto(GStrv) fields = g_strsplit(g_strchomp(line), " ", -1);
        lines++;
        if (g_strv_length(fields) >= 3 && check_line(calendar, fields))
            continue;
        wrong++;
        printf("wrong: %s\n", line);
    }
    printf("%u deadlines, %u wrong\n", lines, wrong);
    /* 3,653 days, 20 each, but for the last days of 2028. */
    return wrong == 0 && lines > 72000 ? 0 : 1;
}
