#include <string.h>

#include "document/document.h"

static void end_line(GString *text)
{
    if (text->len > 0 && text->str[text->len - 1] != '\n')
        g_string_append_c(text, '\n');
}

/* One empty line, however often it is asked for; none at the very top. */
static void leave_gap(GString *text)
{
    end_line(text);
    if (text->len > 0 && !g_str_has_suffix(text->str, "\n\n"))
        g_string_append_c(text, '\n');
}

static void add_heading(GString *text, const Block *block, const gchar *words)
{
    leave_gap(text);
    g_autofree gchar *capitals = block->level == 2 ? g_strdup(words) : g_utf8_strup(words, -1);
    g_string_append(text, capitals);
}

/* Every line gets the mark, so that nobody takes the second line of somebody's
 * words for ours. */
static void add_marked(GString *text, const gchar *words, const gchar *first, const gchar *next)
{
    g_auto(GStrv) lines = g_strsplit(words, "\n", -1);
    for (gchar **line = lines; *line != NULL; line++) {
        end_line(text);
        g_string_append(text, line == lines ? first : next);
        g_string_append(text, *line);
    }
}

static void add_block(GString *text, const Block *block)
{
    g_autofree gchar *words = block_text(block);
    switch (block->kind) {
    case BLOCK_TITLE:
        g_string_append(text, words);
        leave_gap(text);
        break;
    case BLOCK_HEADING:
        add_heading(text, block, words);
        break;
    case BLOCK_TEXT:
    case BLOCK_CELL:
    case BLOCK_CHART:
    case BLOCK_TICK:
        g_string_append(text, words);
        break;
    case BLOCK_QUOTE:
        add_marked(text, words, "> ", "> ");
        break;
    case BLOCK_ITEM:
        add_marked(text, words, "- ", "  ");
        break;
    case BLOCK_FACT:
        g_string_append_printf(text, "%s: %s", block->label != NULL ? block->label : "", words);
        break;
    case BLOCK_GAP:
        leave_gap(text);
        break;
    case BLOCK_RULE:
    case BLOCK_PAGE_BREAK:
    case BLOCK_BOX:
    case BLOCK_CHOICE:
    case BLOCK_ENTRY:
        break;
    }
    end_line(text);
}

gchar *document_to_text(const Document *document)
{
    GString *text = g_string_new(NULL);
    const Block *before = NULL;
    for (guint i = 0; i < document->blocks->len; i++) {
        const Block *block = g_ptr_array_index(document->blocks, i);
        /* The empty line between two paragraphs is one of the writer's own. */
        if (before != NULL && before->kind == BLOCK_QUOTE && block->kind == BLOCK_QUOTE)
            g_string_append(text, ">\n");
        add_block(text, block);
        before = block;
    }
    while (g_str_has_suffix(text->str, "\n\n"))
        g_string_truncate(text, text->len - 1);
    return g_string_free(text, FALSE);
}
