#include "document/template.h"

#include <string.h>

/* What a walk through the nodes carries along. */
typedef struct {
    Document *document;
    guint keep;      /* number of the <keep> that we are in, or 0 */
    guint last_keep; /* the highest number given */
} Filling;

static void fill_nodes(Filling *filling, const GPtrArray *nodes, const Scope *scope);

Template *template_new(void)
{
    Template *template_ = g_new0(Template, 1);
    template_->setup = document_new();
    template_->nodes = g_ptr_array_new_with_free_func((GDestroyNotify) template_node_free);
    return template_;
}

void template_free(Template *template_)
{
    if (template_ == NULL)
        return;
    g_free(template_->id);
    g_free(template_->purpose);
    document_free(template_->setup);
    g_ptr_array_unref(template_->nodes);
    g_free(template_->sha256);
    g_free(template_);
}

TemplateNode *template_node_new(NodeKind kind, guint line)
{
    TemplateNode *node = g_new0(TemplateNode, 1);
    node->kind = kind;
    node->line = line;
    node->children = g_ptr_array_new_with_free_func((GDestroyNotify) template_node_free);
    return node;
}

void template_node_free(TemplateNode *node)
{
    if (node == NULL)
        return;
    block_free(node->block);
    g_free(node->name);
    g_ptr_array_unref(node->children);
    g_free(node);
}

static gchar *expand_or_null(const Scope *scope, const gchar *text)
{
    return text != NULL ? scope_expand(scope, text) : NULL;
}

/* Page furniture keeps {page} and {pages}: only the layout knows them. */
static gchar *expand_furniture(const Scope *scope, const gchar *text)
{
    if (text == NULL)
        return NULL;
    g_autoptr(GString) shielded = g_string_new(text);
    g_string_replace(shielded, "{page}", "{{page}", 0);
    g_string_replace(shielded, "{pages}", "{{pages}", 0);
    return scope_expand(scope, shielded->str);
}

static void fill_page_line(PageLine *into, const PageLine *from, const Scope *scope)
{
    into->left = expand_furniture(scope, from->left);
    into->centre = expand_furniture(scope, from->centre);
    into->right = expand_furniture(scope, from->right);
}

static void fill_styles(Document *document, const GPtrArray *from, const Look *look)
{
    g_ptr_array_set_size(document->styles, 0);
    for (guint i = 0; i < from->len; i++) {
        const Style *pattern = g_ptr_array_index(from, i);
        Style *style = style_new(pattern->name);
        g_autofree gchar *name = style->name;
        *style = *pattern;
        style->name = g_steal_pointer(&name);
        if (style->colour == COLOUR_ACCENT)
            style->colour = document->accent;
        else if (style->colour == COLOUR_TEXT)
            style->colour = look->text;
        else if (style->colour == COLOUR_MUTED)
            style->colour = look->muted;
        g_ptr_array_add(document->styles, style);
    }
}

static gchar *fill_field(const Scope *scope, const gchar *field)
{
    if (field == NULL)
        return NULL;
    const gchar *prefix = scope_get(scope, "form.prefix");
    return prefix != NULL ? g_strconcat(prefix, ".", field, NULL) : g_strdup(field);
}

/* A block like the pattern, without its spans. */
static Block *block_like(const Filling *filling, const Block *pattern, const Scope *scope)
{
    Block *block = block_new(pattern->kind);
    block->level = pattern->level;
    block->style = g_strdup(pattern->style);
    block->label = expand_or_null(scope, pattern->label);
    block->field = fill_field(scope, pattern->field);
    block->tooltip = expand_or_null(scope, pattern->tooltip);
    block->size = pattern->size;
    block->ticked = pattern->ticked;
    block->keep = filling->keep;
    block->columns = pattern->columns;
    return block;
}

/* Kinds that are nothing without their text. */
static gboolean is_made_of_text(BlockKind kind)
{
    switch (kind) {
    case BLOCK_TITLE:
    case BLOCK_HEADING:
    case BLOCK_TEXT:
    case BLOCK_QUOTE:
    case BLOCK_ITEM:
    case BLOCK_FACT:
    case BLOCK_TICK:
        return TRUE;
    default:
        return FALSE;
    }
}

static gboolean is_blank(const gchar *text)
{
    for (; *text != '\0'; text++) {
        if (!g_ascii_isspace(*text))
            return FALSE;
    }
    return TRUE;
}

static void add_block(Filling *filling, Block *block)
{
    g_autofree gchar *text = block_text(block);
    if (is_made_of_text(block->kind) && is_blank(text))
        block_free(block);
    else
        g_ptr_array_add(filling->document->blocks, block);
}

static void add_paragraph(Filling *filling, const Block *pattern, const Scope *scope, GString *paragraph)
{
    while (paragraph->len > 0 && paragraph->str[paragraph->len - 1] == '\n')
        g_string_truncate(paragraph, paragraph->len - 1);
    Block *block = block_like(filling, pattern, scope);
    block_add_span(block, paragraph->str, FALSE);
    add_block(filling, block);
    g_string_truncate(paragraph, 0);
}

static void add_item(Filling *filling, const Block *pattern, const Scope *scope, const gchar *text)
{
    Block *block = block_like(filling, pattern, scope);
    block->kind = BLOCK_ITEM;
    g_clear_pointer(&block->style, g_free);
    block_add_span(block, text, FALSE);
    add_block(filling, block);
}

/*
 * Blank lines end paragraphs, and lines that begin with "- " are items. Not in
 * a quote: somebody's own words keep their lines and marks as they are.
 */
static void add_paragraphs(Filling *filling, const Block *pattern, const Scope *scope, const gchar *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_autoptr(GString) paragraph = g_string_new(NULL);
    for (gchar **line = lines; *line != NULL; line++) {
        if (is_blank(*line)) {
            add_paragraph(filling, pattern, scope, paragraph);
        } else if (pattern->kind != BLOCK_QUOTE && g_str_has_prefix(*line, "- ")) {
            add_paragraph(filling, pattern, scope, paragraph);
            add_item(filling, pattern, scope, *line + strlen("- "));
        } else {
            g_string_append(paragraph, *line);
            g_string_append_c(paragraph, '\n');
        }
    }
    add_paragraph(filling, pattern, scope, paragraph);
}

static void fill_block(Filling *filling, const TemplateNode *node, const Scope *scope)
{
    if (node->paragraphs) {
        g_autofree gchar *pattern = block_text(node->block);
        g_autofree gchar *text = scope_expand(scope, pattern);
        add_paragraphs(filling, node->block, scope, text);
        return;
    }
    Block *block = block_like(filling, node->block, scope);
    for (guint i = 0; i < node->block->spans->len; i++) {
        const Span *span = g_ptr_array_index(node->block->spans, i);
        g_autofree gchar *text = scope_expand(scope, span->text);
        if (text[0] != '\0')
            block_add_span(block, text, span->strong);
    }
    add_block(filling, block);
}

static void fill_each(Filling *filling, const TemplateNode *node, const Scope *scope)
{
    const GPtrArray *items = scope_list(scope, node->name);
    for (guint i = 0; items != NULL && i < items->len; i++)
        fill_nodes(filling, node->children, g_ptr_array_index(items, i));
}

/* A <keep> within another belongs to the outer one. */
static void fill_keep(Filling *filling, const TemplateNode *node, const Scope *scope)
{
    const guint outer = filling->keep;
    if (outer == 0)
        filling->keep = ++filling->last_keep;
    fill_nodes(filling, node->children, scope);
    filling->keep = outer;
}

static gboolean is_present(const Scope *scope, const gchar *name)
{
    const gchar *value = scope_get(scope, name);
    if (value != NULL && value[0] != '\0')
        return TRUE;
    const GPtrArray *items = scope_list(scope, name);
    return items != NULL && items->len > 0;
}

static void fill_nodes(Filling *filling, const GPtrArray *nodes, const Scope *scope)
{
    for (guint i = 0; i < nodes->len; i++) {
        const TemplateNode *node = g_ptr_array_index(nodes, i);
        switch (node->kind) {
        case NODE_BLOCK:
            fill_block(filling, node, scope);
            break;
        case NODE_EACH:
            fill_each(filling, node, scope);
            break;
        case NODE_KEEP:
            fill_keep(filling, node, scope);
            break;
        case NODE_WHEN:
        case NODE_UNLESS:
            if (is_present(scope, node->name) == (node->kind == NODE_WHEN))
                fill_nodes(filling, node->children, scope);
            break;
        }
    }
}

/* The line under a title follows the accent unless it has a colour of its own. */
static void fill_look(Document *document, const Look *look, gboolean warm)
{
    document->accent = warm ? look->compliments : look->accent;
    document->rule = look->rule == look->accent ? document->accent : look->rule;
    document->fill = look->fill;
    document->logo = logo_copy(look->logo);
    document->logo_text = g_strdup(look->logo_text);
    document->logo_height = look->logo_height;
}

Document *template_fill(const Template *template_, const Scope *scope, const Look *look)
{
    const Document *setup = template_->setup;
    Document *document = document_new();
    fill_look(document, look, template_->warm);
    document->page = setup->page;
    document->title = expand_or_null(scope, setup->title);
    g_free(document->language);
    document->language = g_strdup(setup->language);
    document->code_caption = expand_or_null(scope, setup->code_caption);
    fill_page_line(&document->header, &setup->header, scope);
    fill_page_line(&document->footer, &setup->footer, scope);
    fill_styles(document, setup->styles, look);
    Filling filling = {.document = document};
    fill_nodes(&filling, template_->nodes, scope);
    return document;
}
