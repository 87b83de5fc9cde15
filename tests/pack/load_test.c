#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "model/datum.h"
#include "pack/pack_load.h"

/* Values are those of the Nottingham policy and its form. */

static Pack *nottingham(void)
{
    g_autoptr(GError) error = NULL;
    Pack *pack = pack_load("nottingham", &error);
    if (pack == NULL)
        fail_msg("%s", error->message);
    return pack;
}

static void the_process_is_the_policys(void **state)
{
    (void) state;
    g_autoptr(Pack) pack = nottingham();
    assert_string_equal(pack->id, "nottingham");
    assert_string_equal(pack->code, "NCC");
    assert_string_equal(pack->authority, "Nottingham City Council");
    assert_string_equal(pack->marking, "OFFICIAL-SENSITIVE");
    assert_string_equal(pack->note_type, "Management oversight - IRO dispute");
    assert_string_equal(pack->track->bypass_condition, "after discussion with the Principal IRO Manager");
    assert_int_equal(pack->track->total_days, 20);
    assert_int_equal(pack->track->informal_days, 5);
    assert_int_equal(pack->stages->len, 5);
    assert_int_equal(pack->themes->len, 12);
    assert_int_equal(pack_last_form_stage(pack), 4);
}

static void four_stages_have_five_days_each(void **state)
{
    (void) state;
    static const gchar *const ROLES[] = {"tm", "sm", "hos", "director"};
    g_autoptr(Pack) pack = nottingham();
    guint days = 0;
    for (guint number = 1; number <= 4; number++) {
        const Stage *stage = pack_find_stage(pack, number);
        g_autofree gchar *proceed = g_strdup_printf("Proceed to Stage %u", number + 1);
        assert_string_equal(stage->role, ROLES[number - 1]);
        assert_int_equal(stage->working_days, 5);
        assert_int_equal(stage->proceed_to, number + 1);
        assert_string_equal(stage->proceed_label, proceed);
        assert_string_equal(stage->resolved_label, "Concerns resolved");
        assert_int_equal(stage->kind, number == 1 ? STAGE_ANSWER : STAGE_MEETING);
        days += stage->working_days;
    }
    assert_int_equal(days, pack->track->total_days);
    assert_int_equal(pack_find_stage(pack, 5)->kind, STAGE_FINAL);
    assert_null(pack_find_stage(pack, 5)->role);
}

static gboolean has_address(const GPtrArray *recipients, const gchar *address)
{
    for (guint i = 0; i < recipients->len; i++) {
        const Recipient *recipient = g_ptr_array_index(recipients, i);
        if (g_strcmp0(recipient->address, address) == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean has_role(const GPtrArray *recipients, const gchar *role)
{
    for (guint i = 0; i < recipients->len; i++) {
        const Recipient *recipient = g_ptr_array_index(recipients, i);
        if (g_strcmp0(recipient->role, role) == 0)
            return TRUE;
    }
    return FALSE;
}

static void the_mailbox_always_gets_a_copy(void **state)
{
    (void) state;
    g_autoptr(Pack) pack = nottingham();
    for (guint number = 1; number <= 4; number++) {
        const Stage *stage = pack_find_stage(pack, number);
        assert_true(has_role(stage->recipients, stage->role));
        assert_true(has_address(stage->copies, "Dispute.Resolution@nottinghamcity.gov.uk"));
        assert_true(has_role(stage->copies, "principal") || has_role(stage->recipients, "principal"));
    }
}

static void compliments_go_to_the_four(void **state)
{
    (void) state;
    static const gchar *const ROLES[] = {"sw", "tm", "sm", "hos"};
    g_autoptr(Pack) pack = nottingham();
    assert_non_null(pack->compliment);
    assert_int_equal(pack->compliment->recipients->len, 4);
    for (gsize i = 0; i < G_N_ELEMENTS(ROLES); i++)
        assert_true(has_role(pack->compliment->recipients, ROLES[i]));
    assert_string_equal(pack->compliment->question, "Your reply (optional)");
    assert_int_not_equal(pack->look->compliments, pack->look->accent);
}

static void the_hash_is_the_files(void **state)
{
    (void) state;
    g_autofree gchar *content = NULL;
    gsize length = 0;
    assert_true(g_file_get_contents(IRO_SOURCE_DIR "/forms/nottingham.xml", &content, &length, NULL));
    g_autofree gchar *expected = g_compute_checksum_for_string(G_CHECKSUM_SHA256, content, (gssize) length);
    g_autoptr(Pack) pack = nottingham();
    assert_string_equal(pack->sha256, expected);
}

/* The clocks that the four other policies set: days, how soon it is issued,
 * the total and the stage that it starts at. */
static void the_clocks_are_the_policies(void **state)
{
    (void) state;
    static const struct {
        const gchar *pack, *track;
        guint total, from, forms;
        guint days[5], issue[5];
        gboolean chosen;
    } CLOCKS[] = {
        {"southend", "formal", 20, 1, 4, {5, 5, 5, 5}, {0}, FALSE},
        {"southend", "informal", 0, 1, 1, {20}, {0}, TRUE},
        {"rochdale", "concern", 0, 1, 4, {7, 7, 7, 7}, {0, 0, 1, 1}, TRUE},
        {"rochdale", "dispute", 20, 2, 5, {5, 5, 1, 1, 3}, {2, 0, 0, 1, 0}, FALSE},
        {"blackburn", "", 20, 2, 5, {5, 5, 5, 5, 5}, {0}, FALSE},
        {"york", "", 20, 1, 4, {5, 5, 5, 5}, {0}, FALSE},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(CLOCKS); i++) {
        g_autoptr(Pack) pack = pack_load(CLOCKS[i].pack, NULL);
        assert_non_null(pack);
        const Track *track = pack_find_track(pack, CLOCKS[i].track);
        assert_non_null(track);
        pack_take_track(pack, track);
        guint least = 0, most = 0;
        assert_int_equal(track->total_days, CLOCKS[i].total);
        assert_int_equal(track->total_from, CLOCKS[i].from);
        assert_int_equal(pack_last_form_stage(pack), CLOCKS[i].forms);
        assert_int_equal(track_asks_days(track, &least, &most), CLOCKS[i].chosen);
        for (guint number = 1; number <= CLOCKS[i].forms; number++) {
            assert_int_equal(pack_find_stage(pack, number)->working_days, CLOCKS[i].days[number - 1]);
            assert_int_equal(pack_find_stage(pack, number)->issue_days, CLOCKS[i].issue[number - 1]);
        }
    }
}

/* Appendix 1 of Southend's policy: 4, 19, 27 and 5 examples; level 3 is formal. */
static void the_levels_are_southends(void **state)
{
    (void) state;
    static const guint EXAMPLES[] = {4, 19, 27, 5};
    g_autoptr(Pack) pack = pack_load("southend", NULL);
    assert_int_equal(pack->levels->len, 4);
    for (guint number = 1; number <= 4; number++) {
        const ConcernLevel *level = pack_find_level(pack, number);
        assert_int_equal(level->examples->len, EXAMPLES[number - 1]);
        assert_int_equal(level->needs_impact, number == 1);
        assert_true(concern_level_may_take(level, pack_find_track(pack, "formal")));
        assert_int_equal(concern_level_may_take(level, pack_find_track(pack, "informal")), number != 3);
        assert_int_equal(concern_level_may_take(level, pack_find_track(pack, "outside")), number == 4);
    }
    assert_non_null(pack_find_case(pack, "cp"));
    assert_non_null(pack->guardian);
}

/* York: stage 1 by e-mail of high importance with a copy to the IRO Manager;
 * three levels of legal advice; who sits in which meeting. */
static void yorks_meetings_name_who_is_there(void **state)
{
    (void) state;
    g_autoptr(Pack) pack = pack_load("york", NULL);
    const Stage *first = pack_find_stage(pack, 1);
    assert_int_equal(first->kind, STAGE_EMAIL);
    assert_true(first->important);
    assert_true(has_role(first->copies, "iro-manager"));
    assert_int_equal(g_strv_length(pack->legal), 3);
    static const guint ATTENDEES[] = {0, 3, 4, 8};
    for (guint number = 1; number <= 4; number++) {
        const Stage *stage = pack_find_stage(pack, number);
        assert_int_equal(stage->attendees->len, ATTENDEES[number - 1]);
        if (number > 1)
            assert_int_equal(stage->kind, STAGE_MEETING);
    }
}

/* Blackburn: the manager answers positive feedback and returns it. */
static void blackburns_feedback_is_answered(void **state)
{
    (void) state;
    g_autoptr(Pack) blackburn = pack_load("blackburn", NULL);
    assert_true(blackburn->compliment->answered);
    assert_true(pack_find_stage(blackburn, 1)->informal);
    g_autoptr(Pack) pack = nottingham();
    assert_false(pack->compliment->answered);
}

/* No line of C knows an authority: another process is another file. */
static void another_process_is_another_file(void **state)
{
    (void) state;
    g_autoptr(GError) error = NULL;
    g_autoptr(Pack) pack = pack_load(IRO_SOURCE_DIR "/tests/pack/otherplace.xml", &error);
    if (pack == NULL)
        fail_msg("%s", error->message);
    assert_int_equal(pack->track->total_days, 0);
    assert_null(pack->track->bypass_condition);
    assert_null(pack->compliment);
    assert_int_equal(pack_last_form_stage(pack), 2);
    const Stage *first = g_ptr_array_index(pack->stages, 0);
    assert_int_equal(first->number, 1);
    assert_int_equal(first->working_days, 1);
    assert_string_equal(first->question, "Your answer");
    assert_null(first->hint);
    assert_true(has_address(pack_find_stage(pack, 2)->copies, "iro.team+copies@example.org"));
    const Section *section = g_ptr_array_index(pack->dispute->sections, 0);
    assert_string_equal(section->text, "{concerns}\n\nAsked of {area-manager.name}: {action}");
}

static void packs_are_listed(void **state)
{
    (void) state;
    g_autoptr(GError) error = NULL;
    g_auto(GStrv) packs = pack_list(&error);
    assert_null(error);
    assert_true(g_strv_contains((const gchar *const *) packs, "nottingham"));
    for (guint i = 1; packs[i - 1] != NULL && packs[i] != NULL; i++)
        assert_true(g_strcmp0(packs[i - 1], packs[i]) < 0);
}

static void all_that_ships_is_right(void **state)
{
    (void) state;
    static const struct {
        const gchar *folder;
        XmlKind kind;
    } SHIPPED[] = {{"forms", XML_PACK},
                   {"templates", XML_TEMPLATE},
                   {"fixtures/disputes", XML_DISPUTE},
                   {"fixtures/compliments", XML_COMPLIMENT}};
    for (gsize i = 0; i < G_N_ELEMENTS(SHIPPED); i++) {
        g_autofree gchar *path = g_build_filename(IRO_SOURCE_DIR, SHIPPED[i].folder, NULL);
        g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
        guint files = 0;
        const gchar *name = NULL;
        while ((name = g_dir_read_name(folder)) != NULL) {
            if (!g_str_has_suffix(name, ".xml"))
                continue;
            g_autofree gchar *file = g_build_filename(path, name, NULL);
            g_autoptr(GError) error = NULL;
            XmlKind kind = XML_UNKNOWN;
            g_autoptr(GPtrArray) findings = xml_check(file, &kind, &error);
            assert_null(error);
            if (findings->len > 0)
                fail_msg("%s: %s", file, ((Finding *) findings->pdata[0])->text);
            assert_int_equal(kind, SHIPPED[i].kind);
            files++;
        }
        assert_true(files > 0);
    }
}

static void templates_keep_their_order_and_setup(void **state)
{
    (void) state;
    g_autoptr(GError) error = NULL;
    g_autoptr(Template) template_ = template_load(IRO_SOURCE_DIR "/tests/pack/small.xml", &error);
    assert_null(error);
    assert_string_equal(template_->id, "small");
    assert_true(template_->setup->page.top > 28.34 && template_->setup->page.top < 28.35); /* 10 mm */
    assert_true(template_->setup->page.code == 50);
    assert_true(template_->setup->page.marks);
    assert_string_equal(template_->setup->footer.right, "{page}/{pages}");
    const Style *style = document_find_style(template_->setup, "deadline");
    assert_true(style->size == 14 && style->bold && style->leading == 1.5 && style->keep_with_next);
    assert_int_equal(style->colour, COLOUR_ACCENT);
    assert_int_equal(template_->nodes->len, 5);
    const TemplateNode *text = g_ptr_array_index(template_->nodes, 1);
    assert_int_equal(text->block->spans->len, 3);
    assert_string_equal(((const Span *) text->block->spans->pdata[0])->text, "Answer by ");
    assert_true(((const Span *) text->block->spans->pdata[1])->strong);
    assert_string_equal(((const Span *) text->block->spans->pdata[2])->text, ", please.");
    const TemplateNode *each = g_ptr_array_index(template_->nodes, 2);
    assert_int_equal(each->kind, NODE_EACH);
    assert_string_equal(each->name, "facts");
    assert_int_equal(((const TemplateNode *) each->children->pdata[0])->block->columns, 2);
    const TemplateNode *entry = g_ptr_array_index(template_->nodes, 4);
    assert_true(entry->block->size > 0.599 && entry->block->size < 0.601);
    assert_string_equal(entry->block->field, "date");
    assert_int_equal(entry->line, 15);
}

/* The templates' page of the manual is where an author looks a datum up. */
static void every_datum_is_in_the_manual(void **state)
{
    (void) state;
    g_autofree gchar *manual = NULL;
    assert_true(g_file_get_contents(IRO_SOURCE_DIR "/doc/templates.md", &manual, NULL, NULL));
    for (const Datum *datum = datum_all(); datum->name != NULL; datum++) {
        g_autofree gchar *written = g_strdup_printf("`{%s}`", datum->name);
        if (strstr(manual, written) == NULL)
            fail_msg("doc/templates.md lacks %s", written);
    }
}

/* From the files to the words: what a Team Manager of Nottingham reads. */
static void the_form_says_what_was_raised(void **state)
{
    (void) state;
    g_autoptr(Pack) pack = nottingham();
    g_autoptr(Template) form = template_load("form", NULL);
    g_autoptr(Facts) facts =
        dispute_load(IRO_SOURCE_DIR "/fixtures/disputes/nottingham-pep-overdue.xml", NULL);
    assert_non_null(form);
    assert_non_null(facts);
    g_autoptr(Scope) scope = scope_new();
    facts_merge(scope_facts(scope), facts);
    facts_set(scope_facts(scope), "form.prefix", "stage-1");
    facts_set(scope_facts(scope), "form.deadline", "Friday 4 December 2026");
    for (guint i = 0; i < pack->dispute->sections->len; i++) {
        const Section *section = g_ptr_array_index(pack->dispute->sections, i);
        Facts *item = facts_new();
        facts_set(item, "title", section->title);
        facts_take(item, "text", scope_expand(scope, section->text));
        scope_take_list_item(scope, "sections", item);
    }
    g_autoptr(Document) document = template_fill(form, scope, pack->look);
    g_autofree gchar *text = document_to_text(document);
    assert_non_null(strstr(text, "Friday 4 December 2026"));
    assert_non_null(
        strstr(text, "\nREQUESTED ACTION\n- Hold a PEP meeting with the school and the virtual school by "
                     "20 November 2026.\n- Apply"));
    guint fields = 0;
    for (guint i = 0; i < document->blocks->len; i++) {
        const Block *block = g_ptr_array_index(document->blocks, i);
        fields += block->field != NULL && g_str_has_prefix(block->field, "stage-1.") ? 1 : 0;
    }
    assert_int_equal(fields, 5); /* response, proceed, resolved, date, responder */
}

static void what_is_not_there_is_an_error(void **state)
{
    (void) state;
    g_autoptr(GError) error = NULL;
    assert_null(pack_load("atlantis", &error));
    assert_non_null(error);
    g_clear_error(&error);
    assert_null(template_load("/nowhere/form.xml", &error));
    assert_non_null(error);
    g_clear_error(&error);
    assert_null(xml_check(IRO_SOURCE_DIR "/forms", NULL, &error));
    assert_non_null(error);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_process_is_the_policys),
        cmocka_unit_test(four_stages_have_five_days_each),
        cmocka_unit_test(the_mailbox_always_gets_a_copy),
        cmocka_unit_test(compliments_go_to_the_four),
        cmocka_unit_test(the_hash_is_the_files),
        cmocka_unit_test(the_clocks_are_the_policies),
        cmocka_unit_test(the_levels_are_southends),
        cmocka_unit_test(yorks_meetings_name_who_is_there),
        cmocka_unit_test(blackburns_feedback_is_answered),
        cmocka_unit_test(another_process_is_another_file),
        cmocka_unit_test(packs_are_listed),
        cmocka_unit_test(all_that_ships_is_right),
        cmocka_unit_test(templates_keep_their_order_and_setup),
        cmocka_unit_test(every_datum_is_in_the_manual),
        cmocka_unit_test(the_form_says_what_was_raised),
        cmocka_unit_test(what_is_not_there_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
