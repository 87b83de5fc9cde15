#include "read/names.h"

#include <string.h>

#define LAST_STAGE 99

static const gchar *const NAMES[PART_N] = {"response", "proceed", "resolved", "date", "responder", "id"};

const gchar *part_name(Part part)
{
    return NAMES[part];
}

/* Whether `word` ends at its end or goes on with a mark of renaming. */
static gboolean ends_word(const gchar *after)
{
    return !g_ascii_isalnum(*after);
}

/* The last place where `word` begins a part of the name, or NULL. */
static const gchar *find_word(const gchar *name, const gchar *word)
{
    const gchar *found = NULL;
    for (const gchar *at = strstr(name, word); at; at = strstr(at + 1, word)) {
        if (at == name || !g_ascii_isalnum(at[-1])) {
            found = at;
        }
    }
    return found;
}

/* "stage-2", with what renaming added: its number, or 0. */
static guint stage_of(const gchar *group)
{
    const gchar *at = find_word(group, "stage-");
    if (!at) {
        return 0;
    }
    gchar *end = NULL;
    at += strlen("stage-");
    guint64 stage = g_ascii_isdigit(*at) ? g_ascii_strtoull(at, &end, 10) : 0;
    return stage > 0 && stage <= LAST_STAGE && ends_word(end) ? (guint) stage : 0;
}

static gboolean is_group(const gchar *group, const gchar *word)
{
    const gchar *at = find_word(group, word);
    return at && ends_word(at + strlen(word));
}

static gboolean part_from_leaf(const gchar *leaf, Part *part)
{
    for (guint i = 0; i < PART_N; i++) {
        if (g_str_has_prefix(leaf, NAMES[i]) && ends_word(leaf + strlen(NAMES[i]))) {
            *part = (Part) i;
            return TRUE;
        }
    }
    return FALSE;
}

gboolean part_from_field_name(const gchar *name, Part *part, guint *stage)
{
    const gchar *dot = strrchr(name, '.');
    if (!dot || !part_from_leaf(dot + 1, part)) {
        return FALSE;
    }
    g_autofree gchar *group = g_strndup(name, (gsize) (dot - name));
    *stage = 0;
    if (*part == PART_IDENTITY) {
        return is_group(group, "form");
    }
    *stage = stage_of(group);
    gboolean box = *part == PART_PROCEED || *part == PART_RESOLVED;
    return *stage > 0 || (!box && is_group(group, "compliment"));
}

gboolean part_from_bare_name(const gchar *name, Part *part)
{
    return !strchr(name, '.') && part_from_leaf(name, part);
}
