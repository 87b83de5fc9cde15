#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "document/template.h"

#define ACCENT 0x00703cu

static const Look LOOK = {.accent = ACCENT, .rule = ACCENT, .text = LOOK_TEXT, .muted = LOOK_MUTED};

static TemplateNode *add_block(GPtrArray *nodes, BlockKind kind, const gchar *text)
{
    TemplateNode *node = template_node_new(NODE_BLOCK, 1);
    node->block = block_new(kind);
    if (text != NULL)
        block_add_span(node->block, text, FALSE);
    g_ptr_array_add(nodes, node);
    return node;
}

static TemplateNode *add_control(GPtrArray *nodes, NodeKind kind, const gchar *name)
{
    TemplateNode *node = template_node_new(kind, 1);
    node->name = g_strdup(name);
    g_ptr_array_add(nodes, node);
    return node;
}

static void add_item(Scope *scope, const gchar *list, const gchar *name, const gchar *value)
{
    Facts *item = facts_new();
    facts_set(item, name, value);
    scope_take_list_item(scope, list, item);
}

static void assert_expands(const Scope *scope, const gchar *text, const gchar *expected)
{
    g_autofree gchar *expanded = scope_expand(scope, text);
    assert_string_equal(expanded, expected);
}

static void assert_block(const Document *document, guint index, BlockKind kind, const gchar *expected)
{
    assert_true(index < document->blocks->len);
    const Block *block = g_ptr_array_index(document->blocks, index);
    g_autofree gchar *text = block_text(block);
    assert_int_equal(block->kind, kind);
    assert_string_equal(text, expected);
}

static void placeholders_are_replaced_once(void **state)
{
    (void) state;
    g_autoptr(Scope) scope = scope_new();
    facts_set(scope_facts(scope), "team", "North {reference} {{");
    facts_set(scope_facts(scope), "reference", "NCC-2026-0001-K");
    assert_expands(scope, "{team}, {reference}", "North {reference} {{, NCC-2026-0001-K");
    assert_expands(scope, "a{absent}b", "ab");
    assert_expands(scope, "{{team}", "{team}");
    assert_expands(scope, "open {team", "open {team");
    assert_expands(scope, "", "");
}

static void items_hide_the_outer_facts(void **state)
{
    (void) state;
    g_autoptr(Scope) scope = scope_new();
    facts_set(scope_facts(scope), "title", "outer");
    facts_set(scope_facts(scope), "team", "North");
    add_item(scope, "sections", "title", "inner");
    add_item(scope, "sections", "text", "only text");
    g_autoptr(Template) template_ = template_new();
    TemplateNode *each = add_control(template_->nodes, NODE_EACH, "sections");
    add_block(each->children, BLOCK_TEXT, "{title} {text} {team}");
    add_control(template_->nodes, NODE_EACH, "stages");
    g_autoptr(Document) document = template_fill(template_, scope, &LOOK);
    assert_int_equal(document->blocks->len, 2);
    assert_block(document, 0, BLOCK_TEXT, "inner  North");
    assert_block(document, 1, BLOCK_TEXT, "outer only text North");
}

static void conditions_follow_data_and_lists(void **state)
{
    (void) state;
    g_autoptr(Scope) scope = scope_new();
    facts_set(scope_facts(scope), "empty", "");
    facts_set(scope_facts(scope), "team", "North");
    add_item(scope, "stages", "stage.number", "1");
    g_autoptr(Template) template_ = template_new();
    const gchar *names[] = {"team", "empty", "absent", "stages", "events"};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        add_block(add_control(template_->nodes, NODE_WHEN, names[i])->children, BLOCK_TEXT, names[i]);
        add_block(add_control(template_->nodes, NODE_UNLESS, names[i])->children, BLOCK_ITEM, names[i]);
    }
    g_autoptr(Document) document = template_fill(template_, scope, &LOOK);
    assert_int_equal(document->blocks->len, 5);
    assert_block(document, 0, BLOCK_TEXT, "team");
    assert_block(document, 1, BLOCK_ITEM, "empty");
    assert_block(document, 2, BLOCK_ITEM, "absent");
    assert_block(document, 3, BLOCK_TEXT, "stages");
    assert_block(document, 4, BLOCK_ITEM, "events");
}

static void paragraphs_become_blocks(void **state)
{
    (void) state;
    g_autoptr(Scope) scope = scope_new();
    facts_set(scope_facts(scope), "text", "First.\n\nBefore\n- one\n- two\n\n\nLast.\n");
    g_autoptr(Template) template_ = template_new();
    add_block(template_->nodes, BLOCK_TEXT, "{text}")->paragraphs = TRUE;
    g_autoptr(Document) document = template_fill(template_, scope, &LOOK);
    assert_int_equal(document->blocks->len, 5);
    assert_block(document, 0, BLOCK_TEXT, "First.");
    assert_block(document, 1, BLOCK_TEXT, "Before");
    assert_block(document, 2, BLOCK_ITEM, "one");
    assert_block(document, 3, BLOCK_ITEM, "two");
    assert_block(document, 4, BLOCK_TEXT, "Last.");
}

static void a_managers_words_keep_their_lines(void **state)
{
    (void) state;
    g_autoptr(Scope) scope = scope_new();
    facts_set(scope_facts(scope), "stage.response", "Done:\n- one\n  two\n\n{team} stays.");
    g_autoptr(Template) template_ = template_new();
    add_block(template_->nodes, BLOCK_QUOTE, "{stage.response}")->paragraphs = TRUE;
    g_autoptr(Document) document = template_fill(template_, scope, &LOOK);
    assert_int_equal(document->blocks->len, 2);
    assert_block(document, 0, BLOCK_QUOTE, "Done:\n- one\n  two");
    assert_block(document, 1, BLOCK_QUOTE, "{team} stays.");
}

static void what_comes_out_empty_is_left_out(void **state)
{
    (void) state;
    g_autoptr(Scope) scope = scope_new();
    g_autoptr(Template) template_ = template_new();
    add_block(template_->nodes, BLOCK_TEXT, "{absent}");
    add_block(template_->nodes, BLOCK_FACT, " {absent}")->block->label = g_strdup("Label");
    add_block(template_->nodes, BLOCK_HEADING, "{absent}");
    add_block(template_->nodes, BLOCK_RULE, NULL);
    g_autoptr(Document) document = template_fill(template_, scope, &LOOK);
    assert_int_equal(document->blocks->len, 1);
    assert_block(document, 0, BLOCK_RULE, "");
}

static void fields_get_the_forms_prefix(void **state)
{
    (void) state;
    g_autoptr(Scope) scope = scope_new();
    g_autoptr(Template) template_ = template_new();
    Block *box = add_block(template_->nodes, BLOCK_BOX, NULL)->block;
    box->field = g_strdup("response");
    box->tooltip = g_strdup("{stage.question}");
    box->size = 12;
    facts_set(scope_facts(scope), "form.prefix", "stage-2");
    facts_set(scope_facts(scope), "stage.question", "Meeting outcomes");
    g_autoptr(Document) document = template_fill(template_, scope, &LOOK);
    const Block *filled = g_ptr_array_index(document->blocks, 0);
    assert_string_equal(filled->field, "stage-2.response");
    assert_string_equal(filled->tooltip, "Meeting outcomes");
    assert_true(filled->size == 12);
}

static guint keep_of(const Document *document, guint index)
{
    return ((const Block *) g_ptr_array_index(document->blocks, index))->keep;
}

static void each_keep_has_a_number_of_its_own(void **state)
{
    (void) state;
    g_autoptr(Scope) scope = scope_new();
    g_autoptr(Template) template_ = template_new();
    add_block(template_->nodes, BLOCK_TEXT, "free");
    TemplateNode *first = add_control(template_->nodes, NODE_KEEP, NULL);
    add_block(first->children, BLOCK_TEXT, "a");
    add_block(add_control(first->children, NODE_KEEP, NULL)->children, BLOCK_TEXT, "b");
    add_block(add_control(template_->nodes, NODE_KEEP, NULL)->children, BLOCK_TEXT, "c");
    g_autoptr(Document) document = template_fill(template_, scope, &LOOK);
    assert_int_equal(keep_of(document, 0), 0);
    assert_int_not_equal(keep_of(document, 1), 0);
    assert_int_equal(keep_of(document, 2), keep_of(document, 1));
    assert_int_not_equal(keep_of(document, 3), 0);
    assert_int_not_equal(keep_of(document, 3), keep_of(document, 1));
}

static void setup_is_filled_in_and_pages_stay_open(void **state)
{
    (void) state;
    g_autoptr(Scope) scope = scope_new();
    facts_set(scope_facts(scope), "reference", "NCC-2026-0001-K");
    g_autoptr(Template) template_ = template_new();
    template_->setup->title = g_strdup("Form {reference}");
    template_->setup->code_caption = g_strdup("{reference}");
    template_->setup->footer.right = g_strdup("{reference} {page} of {pages}");
    template_->setup->page.code = 51;
    ((Style *) g_ptr_array_index(template_->setup->styles, 0))->colour = COLOUR_ACCENT;
    g_autoptr(Document) document = template_fill(template_, scope, &LOOK);
    assert_string_equal(document->title, "Form NCC-2026-0001-K");
    assert_string_equal(document->code_caption, "NCC-2026-0001-K");
    assert_string_equal(document->footer.right, "NCC-2026-0001-K {page} of {pages}");
    assert_null(document->footer.left);
    assert_string_equal(document->language, "en-GB");
    assert_true(document->page.code == 51);
    assert_int_equal(((const Style *) g_ptr_array_index(document->styles, 0))->colour, ACCENT);
}

static void every_kind_has_a_style(void **state)
{
    (void) state;
    g_autoptr(Document) document = document_new();
    for (BlockKind kind = BLOCK_TITLE; kind <= BLOCK_ENTRY; kind++) {
        Block *block = block_new(kind);
        assert_non_null(document_block_style(document, block));
        block_free(block);
    }
    Block *minor = block_new(BLOCK_HEADING);
    minor->level = 2;
    assert_string_equal(document_block_style(document, minor)->name, "subheading");
    minor->style = g_strdup("quote");
    assert_string_equal(document_block_style(document, minor)->name, "quote");
    block_free(minor);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(placeholders_are_replaced_once),
        cmocka_unit_test(items_hide_the_outer_facts),
        cmocka_unit_test(conditions_follow_data_and_lists),
        cmocka_unit_test(paragraphs_become_blocks),
        cmocka_unit_test(a_managers_words_keep_their_lines),
        cmocka_unit_test(what_comes_out_empty_is_left_out),
        cmocka_unit_test(fields_get_the_forms_prefix),
        cmocka_unit_test(each_keep_has_a_number_of_its_own),
        cmocka_unit_test(setup_is_filled_in_and_pages_stay_open),
        cmocka_unit_test(every_kind_has_a_style),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
