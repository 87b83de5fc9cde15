#include "document/html.h"

#include <string.h>

#include "document/document.h"

/* What a run of blocks of one kind stands in. */
typedef enum { GROUP_NONE, GROUP_LIST, GROUP_FACTS, GROUP_QUOTE } Group;

static const gchar *const GROUP_TAGS[] = {
    [GROUP_NONE] = NULL, [GROUP_LIST] = "ul", [GROUP_FACTS] = "dl", [GROUP_QUOTE] = "blockquote"};

/* Enough to read and to print it; everything else is the reader's browser's. */
static const gchar STYLE[] = "body{font-family:sans-serif;line-height:1.4;max-width:42em;margin:2em auto;"
                             "padding:0 1em;color:#0b0c0c}"
                             "dt{font-weight:bold}dd{margin:0 0 .5em}"
                             "blockquote{margin:0 0 1em;padding-left:1em;border-left:4px solid #505a5f}"
                             "blockquote p{white-space:pre-line}"
                             "header,footer{color:#505a5f}";

void html_append_escaped(GString *html, const gchar *text)
{
    g_autofree gchar *valid = g_utf8_make_valid(text, -1);
    for (const gchar *at = valid; *at != '\0'; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        if (c == '&')
            g_string_append(html, "&amp;");
        else if (c == '<')
            g_string_append(html, "&lt;");
        else if (c == '>')
            g_string_append(html, "&gt;");
        else if (c == '"')
            g_string_append(html, "&quot;");
        else if ((c >= 0x20 || c == '\t' || c == '\n') && c != 0x7f && c != 0xfffe && c != 0xffff)
            g_string_append_unichar(html, c);
    }
}

static void append_element(GString *html, const gchar *tag, const gchar *text)
{
    g_string_append_printf(html, "<%s>", tag);
    html_append_escaped(html, text);
    g_string_append_printf(html, "</%s>\n", tag);
}

static void append_spans(GString *html, const gchar *tag, const Block *block)
{
    g_string_append_printf(html, "<%s>", tag);
    for (guint i = 0; i < block->spans->len; i++) {
        const Span *span = g_ptr_array_index(block->spans, i);
        g_string_append(html, span->strong ? "<strong>" : "");
        html_append_escaped(html, span->text);
        g_string_append(html, span->strong ? "</strong>" : "");
    }
    g_string_append_printf(html, "</%s>\n", tag);
}

static Group group_of(const Block *block)
{
    if (block->kind == BLOCK_ITEM)
        return GROUP_LIST;
    if (block->kind == BLOCK_FACT)
        return GROUP_FACTS;
    return block->kind == BLOCK_QUOTE ? GROUP_QUOTE : GROUP_NONE;
}

static void change_group(GString *html, Group *open, Group wanted)
{
    if (*open == wanted)
        return;
    if (GROUP_TAGS[*open] != NULL)
        g_string_append_printf(html, "</%s>\n", GROUP_TAGS[*open]);
    if (GROUP_TAGS[wanted] != NULL)
        g_string_append_printf(html, "<%s>\n", GROUP_TAGS[wanted]);
    *open = wanted;
}

static void append_block(GString *html, const Block *block)
{
    switch (block->kind) {
    case BLOCK_TITLE:
        append_spans(html, "h1", block);
        break;
    case BLOCK_HEADING:
        append_spans(html, block->level == 2 ? "h3" : "h2", block);
        break;
    case BLOCK_TEXT:
    case BLOCK_CELL:
    case BLOCK_CHART:
    case BLOCK_TICK:
    case BLOCK_QUOTE:
        append_spans(html, "p", block);
        break;
    case BLOCK_ITEM:
        append_spans(html, "li", block);
        break;
    case BLOCK_FACT:
        append_element(html, "dt", block->label != NULL ? block->label : "");
        append_spans(html, "dd", block);
        break;
    case BLOCK_RULE:
        g_string_append(html, "<hr/>\n");
        break;
    case BLOCK_GAP: /* space, pages and fields belong to paper */
    case BLOCK_PAGE_BREAK:
    case BLOCK_BOX:
    case BLOCK_CHOICE:
    case BLOCK_ENTRY:
        break;
    }
}

/* The parts of a header or footer; page numbers have no meaning here. */
static void append_page_line(GString *html, const gchar *tag, const PageLine *line)
{
    const gchar *const parts[] = {line->left, line->centre, line->right};
    g_autoptr(GString) text = g_string_new(NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
        if (parts[i] == NULL || parts[i][0] == '\0' || strstr(parts[i], "{page}") != NULL)
            continue;
        g_string_append_printf(text, "%s%s", text->len > 0 ? " · " : "", parts[i]);
    }
    if (text->len > 0)
        append_element(html, tag, text->str);
}

gchar *document_to_html(const Document *document)
{
    GString *html = g_string_new("<!DOCTYPE html>\n");
    Group open = GROUP_NONE;
    g_string_append_printf(html,
                           "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"%s\">\n<head>\n"
                           "<meta charset=\"UTF-8\"/>\n",
                           document->language);
    append_element(html, "title", document->title != NULL ? document->title : "");
    g_string_append_printf(html, "<style>%s</style>\n</head>\n<body>\n", STYLE);
    append_page_line(html, "header", &document->header);
    g_string_append(html, "<main>\n");
    for (guint i = 0; i < document->blocks->len; i++) {
        const Block *block = g_ptr_array_index(document->blocks, i);
        change_group(html, &open, group_of(block));
        append_block(html, block);
    }
    change_group(html, &open, GROUP_NONE);
    g_string_append(html, "</main>\n");
    append_page_line(html, "footer", &document->footer);
    g_string_append(html, "</body>\n</html>\n");
    return g_string_free(html, FALSE);
}
