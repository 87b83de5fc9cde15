#include "report/page.h"

/* To be set as rows and charts; see document.h. */
static Block *add(Document *document, BlockKind kind, const gchar *text)
{
    Block *block = block_new(kind);
    if (text)
        block_add_span(block, text, FALSE);
    g_ptr_array_add(document->blocks, block);
    return block;
}

Document *report_to_document(const Report *report)
{
    Document *document = document_new();
    document->title = g_strdup(report->title);
    document->accent = report->accent;
    add(document, BLOCK_TITLE, report->title);
    for (guint i = 0; i < report->summary->len; i++)
        add(document, BLOCK_TEXT, g_ptr_array_index(report->summary, i));
    return document;
}
