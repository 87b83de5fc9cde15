#include "flow/preview.h"

#include "flow/compose.h"
#include "flow/form_pdf.h"
#include "model/error.h"
#include "pack/pack_load.h"

#define MARK       "PREVIEW"
#define MARK_WORDS "PREVIEW with example words. Not an issued form."

/* In the words of nobody in particular; a pack's own names stand in for people. */
static const struct {
    const gchar *name;
    const gchar *value;
} EXAMPLES[] = {
    {"child.name", "Example Child"},
    {"child.id", "0000000"},
    {"child.born", "2014-01-31"},
    {"iro.name", "Example Reviewing Officer"},
    {"iro.email", "iro@example.org"},
    {"team", "Example Team"},
    {"concerns",
     "Example words: what the concern is. It says what was agreed, what has not happened, and since "
     "when.\n\nA second paragraph, and a list:\n- a first point\n- a second point"},
    {"attempts", "Example words: who was asked, on which day, and what came of it."},
    {"impact", "Example words: what it means for the child."},
    {"action", "Example words: what is asked for, of whom, and by when."},
    {"praise", "Example words: what was done well, in a sentence or two."},
    {"effect", "Example words: what it meant for the child."},
    {"quotable", "Yes"},
};

static Facts *example_record(const Pack *pack, const Track *track, Day today)
{
    Facts *facts = facts_new();
    for (gsize i = 0; i < G_N_ELEMENTS(EXAMPLES); i++)
        facts_set(facts, EXAMPLES[i].name, EXAMPLES[i].value);
    for (guint i = 0; i < pack->roles->len; i++) {
        const Role *role = g_ptr_array_index(pack->roles, i);
        g_autofree gchar *name = g_strconcat(role->id, ".name", NULL);
        g_autofree gchar *email = g_strconcat(role->id, ".email", NULL);
        facts_take(facts, name, g_strconcat("Example ", role->abbreviation, NULL));
        facts_take(facts, email, g_strconcat(role->id, "@example.org", NULL));
    }
    facts_take(facts, "concern.date", day_to_iso(today));
    facts_take(facts, "compliment.date", day_to_iso(today));
    facts_set(facts, "theme", ((const Theme *) pack->themes->pdata[0])->id);
    facts_set(facts, "track", track->id);
    if (pack->levels->len > 0) {
        const ConcernLevel *level = g_ptr_array_index(pack->levels, pack->levels->len - 1);
        const Theme *example = level->examples->len > 0 ? g_ptr_array_index(level->examples, 0) : NULL;
        facts_take(facts, "concern.level", g_strdup_printf("%u", level->number));
        facts_set(facts, "concern.example", example ? example->id : NULL);
    }
    return facts;
}

/* Issued today and due when the pack says. */
static Facts *example_stage(const Pack *pack, const Facts *record, const Stage *stage, Day today,
                            const Calendar *calendar, GError **error)
{
    Day deadline = DAY_NONE;
    if (!calendar_add_working_days(calendar, today, stage->working_days, &deadline, error))
        return NULL;
    Facts *facts = facts_new();
    Recipient manager = {.role = stage->role};
    compose_stage_words(facts, pack, record, stage);
    facts_take(facts, "stage.days",
               g_strdup_printf("%u working day%s", stage->working_days, stage->working_days == 1 ? "" : "s"));
    facts_take(facts, "stage.manager", compose_recipient(pack, record, &manager));
    facts_take(facts, "stage.issued", day_to_words(today));
    facts_take(facts, "stage.deadline", day_to_words(deadline));
    return facts;
}

static gboolean add_earlier(Scope *scope, const Pack *pack, const Facts *record, guint until, Day today,
                            const Calendar *calendar, GError **error)
{
    for (guint number = 1; number < until; number++) {
        const Stage *stage = pack_find_stage(pack, number);
        Facts *facts = example_stage(pack, record, stage, today, calendar, error);
        if (!facts)
            return FALSE;
        facts_take(facts, "stage.answered", day_to_words(today));
        facts_set(facts, "stage.outcome", stage->proceed_label);
        facts_set(facts, "stage.responder", facts_get(facts, "stage.manager"));
        facts_set(facts, "stage.response", "Example words: the answer of the earlier stage.");
        scope_take_list_item(scope, "stages", facts);
    }
    return TRUE;
}

static Scope *stage_scope(const Pack *pack, const PreviewOptions *options, const Calendar *calendar,
                          GError **error)
{
    const Stage *stage = pack_find_stage(pack, options->stage ? options->stage : 1);
    if (!stage || stage->kind == STAGE_FINAL) {
        g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT, "%s: stage %u has no form; the last one is stage %u",
                    pack->id, options->stage, pack_last_form_stage(pack));
        return NULL;
    }
    g_autoptr(Facts) record = example_record(pack, pack->track, options->today);
    g_autoptr(Facts) own = example_stage(pack, record, stage, options->today, calendar, error);
    g_autoptr(Scope) scope = compose_record(pack, pack->dispute, MARK, record);
    if (!own || !add_earlier(scope, pack, record, stage->number, options->today, calendar, error))
        return NULL;
    Facts *into = scope_facts(scope);
    facts_merge(into, own);
    g_autofree gchar *title =
        g_strdup_printf("%s: Stage %u, %s", pack->dispute->title, stage->number, stage->title);
    compose_form(scope, "preview", "", title);
    facts_set(into, "form.deadline", facts_get(own, "stage.deadline"));
    facts_take(into, "form.to", compose_recipients(pack, record, stage->recipients));
    return g_steal_pointer(&scope);
}

static Scope *compliment_scope(const Pack *pack, const PreviewOptions *options, GError **error)
{
    const ComplimentForm *compliment = pack->compliment;
    if (!compliment) {
        g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT, "%s: the pack has no compliments form", pack->id);
        return NULL;
    }
    g_autoptr(Facts) record = example_record(pack, pack->track, options->today);
    facts_set(record, "child.name", NULL);
    Scope *scope = compose_record(pack, compliment->wording, MARK, record);
    Facts *into = scope_facts(scope);
    compose_form(scope, "preview", "", compliment->wording->title);
    facts_take(into, "form.to", compose_recipients(pack, record, compliment->recipients));
    facts_set(into, "form.question", compliment->question);
    facts_set(into, "form.hint", compliment->hint);
    return scope;
}

static gboolean take_track(Pack *pack, const gchar *id, GError **error)
{
    const Track *track = pack_find_track(pack, id);
    if (!track) {
        g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT,
                    "%s: the pack has no track %s; `iro forms %s` lists those it has", pack->id, id,
                    pack->id);
        return FALSE;
    }
    pack_take_track(pack, track);
    return TRUE;
}

/* In large letters, where the code of an issued form stands. */
static void mark_styles(Document *document)
{
    for (guint i = 0; i < document->styles->len; i++) {
        Style *style = g_ptr_array_index(document->styles, i);
        const gboolean caption = g_strcmp0(style->name, "caption") == 0;
        if (caption)
            style->size = 18;
        if (caption || g_strcmp0(style->name, "header") == 0) {
            style->bold = TRUE;
            style->colour = document->accent;
        }
    }
}

/* Whatever the template prints, each page says what it is. */
static void mark_document(Document *document)
{
    g_autofree gchar *title = document->title;
    g_free(document->header.left);
    g_free(document->code_caption);
    document->title = g_strconcat(MARK ": ", title, NULL);
    document->header.left = g_strdup(MARK_WORDS);
    document->code_caption = g_strdup(MARK);
    mark_styles(document);
}

static Template *load_look(const PreviewOptions *options, GError **error)
{
    const gchar *wanted = options->compliment ? "compliment" : "dispute";
    const gchar *usual = options->compliment ? "compliment" : "form";
    g_autoptr(Template) template_ = template_load(options->look ? options->look : usual, error);
    if (!template_ || g_strcmp0(template_->purpose, wanted) == 0)
        return g_steal_pointer(&template_);
    g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT,
                "%s: it is a template for=\"%s\"; this preview takes one for=\"%s\"", options->look,
                template_->purpose, wanted);
    return NULL;
}

GBytes *preview_make(const PreviewOptions *options, const Calendar *calendar, GError **error)
{
    g_autoptr(Pack) pack = pack_load(options->pack, error);
    if (!pack || !take_track(pack, options->track, error))
        return NULL;
    g_autoptr(Template) form = load_look(options, error);
    g_autoptr(Scope) scope = !form                 ? NULL
                             : options->compliment ? compliment_scope(pack, options, error)
                                                   : stage_scope(pack, options, calendar, error);
    if (!scope)
        return NULL;
    g_autoptr(Document) document = template_fill(form, scope, pack->look);
    mark_document(document);
    return preview_pdf_make(document, error);
}
