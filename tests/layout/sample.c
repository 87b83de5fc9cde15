#include "sample.h"

#define MILLIMETRE (72.0 / 25.4)

static const gchar CONCERN[] =
    "The review of 2 October 2026 agreed that Example Child A would have an up to date Personal Education "
    "Plan (PEP) by the end of the month and that direct work on the life story would begin. Neither has "
    "happened, and the placement's school says that nobody has been in touch. The child has asked twice "
    "when the work will start.";
static const gchar RESPONSE[] =
    "A PEP meeting is booked with the designated teacher for 24 November 2026. Life story work will be done "
    "by the family support worker, fortnightly, from 1 December 2026; I will check progress in supervision.";

Block *sample_add(Document *document, BlockKind kind, const gchar *text)
{
    Block *block = block_new(kind);

    if (text != NULL)
        block_add_span(block, text, FALSE);
    g_ptr_array_add(document->blocks, block);
    return block;
}

static void add_fact(Document *document, const gchar *label, const gchar *value, guint columns)
{
    Block *block = sample_add(document, BLOCK_FACT, value);

    block->label = g_strdup(label);
    block->columns = columns;
}

static void add_heading(Document *document, guint level, const gchar *text)
{
    sample_add(document, BLOCK_HEADING, text)->level = level;
}

static Block *add_field(Document *document, BlockKind kind, const gchar *field, gdouble size,
                        const gchar *tooltip)
{
    Block *block = sample_add(document, kind, NULL);

    block->field = g_strdup(field);
    block->size = size;
    block->tooltip = g_strdup(tooltip);
    return block;
}

static void add_style(Document *document, const gchar *name, gdouble size, guint32 colour, gdouble before,
                      gdouble after)
{
    Style *style = style_new(name);

    style->size = size;
    style->colour = colour;
    style->before = before;
    style->after = after;
    g_ptr_array_add(document->styles, style);
}

static Document *new_form(const gchar *title, guint32 accent)
{
    Document *document = document_new();

    document->title = g_strdup_printf("%s (NCC-2026-0001-K)", title);
    document->accent = accent;
    document->page.code = 18 * MILLIMETRE;
    document->page.marks = TRUE;
    document->header.left = g_strdup("Nottingham City Council \xc2\xb7 Independent Reviewing Service");
    document->footer.left = g_strdup_printf("NCC-2026-0001-K \xc2\xb7 %s", title);
    document->footer.centre = g_strdup("OFFICIAL-SENSITIVE");
    document->footer.right = g_strdup("Page {page} of {pages}");
    document->code_caption = g_strdup("NCC-2026-0001-K");
    sample_add(document, BLOCK_TITLE, title);
    sample_add(document, BLOCK_RULE, NULL);
    return document;
}

static void add_facts(Document *document)
{
    add_fact(document, "Child", "Example Child A", 2);
    add_fact(document, "Child's ID", "00123456", 2);
    add_fact(document, "Date of birth", "1 April 2014", 2);
    add_fact(document, "Date of concern", "12 November 2026", 2);
    add_fact(document, "Independent Reviewing Officer", "Test Reviewer", 2);
    add_fact(document, "Team", "Example Team North", 2);
    add_fact(document, "Social Worker", "Sample Worker", 2);
    add_fact(document, "Team Manager", "Sample Manager With-A-Very-Long-Double-Name", 2);
    add_fact(document, "Service Manager", "Specimen Service", 2);
    add_fact(document, "Head of Service", "Specimen Head", 2);
}

static void add_stages(Document *document, guint stages)
{
    if (stages > 0)
        add_heading(document, 1, "Earlier stages");
    for (guint i = 1; i <= stages; i++) {
        g_autofree gchar *heading = g_strdup_printf("Stage %u: proceed to stage %u", i, i + 1);
        add_heading(document, 2, heading);
        add_fact(document, "Issued", "27 November 2026", 2);
        add_fact(document, "Answer due", "4 December 2026", 2);
        add_fact(document, "Answered", "3 December 2026", 2);
        add_fact(document, "Answered by", "Sample Manager", 2);
        sample_add(document, BLOCK_QUOTE, RESPONSE);
        sample_add(document, BLOCK_QUOTE, "Where this is outside our control I have said so.");
    }
}

static void add_answer(Document *document)
{
    sample_add(document, BLOCK_PAGE_BREAK, NULL);
    add_heading(document, 1, "Response of the Team Manager");
    g_free(
        sample_add(document, BLOCK_TEXT,
                   "Please include any practice development issues. If you need more room, the box scrolls; "
                   "on paper, go on with a further sheet and write the reference on it.")
            ->style);
    ((Block *) g_ptr_array_index(document->blocks, document->blocks->len - 1))->style = g_strdup("hint");
    add_field(document, BLOCK_BOX, "stage-1.response", 18, "Response of the Team Manager");
    block_add_span(add_field(document, BLOCK_CHOICE, "stage-1.resolved", 0, "Tick if concerns are resolved"),
                   "Concerns resolved", FALSE);
    block_add_span(add_field(document, BLOCK_CHOICE, "stage-1.proceed", 0, "Tick to proceed to stage 2"),
                   "Proceed to Stage 2", FALSE);
    sample_add(document, BLOCK_GAP, NULL)->size = 18;
    add_field(document, BLOCK_ENTRY, "stage-1.responder", 0.6, "Name of the person who answers")->label =
        g_strdup("Your name");
    add_field(document, BLOCK_ENTRY, "stage-1.date", 0.4, "Date of the answer")->label = g_strdup("Date");
    sample_add(document, BLOCK_TEXT, "Please return this form to dispute.resolution@example.org.");
}

Document *sample_form(const SampleForm *sample)
{
    Document *document = new_form("IRO dispute resolution: Stage 1, Team Manager", 0x1d4f91);

    add_style(document, "deadline", 14, COLOUR_TEXT, 4, 4);
    add_style(document, "hint", 11, COLOUR_MUTED, 0, 8);
    Block *deadline = sample_add(document, BLOCK_TEXT, "Please answer by ");
    deadline->style = g_strdup("deadline");
    block_add_span(deadline, "Friday 4 December 2026", TRUE);
    block_add_span(deadline, " (5 working days).", FALSE);
    sample_add(document, BLOCK_TEXT,
               "To Sample Manager, Team Manager. Please return it to dispute.resolution@example.org.");
    add_facts(document);
    add_heading(document, 1, "Concerns from the informal stage");
    for (guint i = 0; i < MAX(sample->paragraphs, 1); i++)
        sample_add(document, BLOCK_TEXT, sample->text != NULL ? sample->text : CONCERN);
    add_heading(document, 1, "Requested action");
    sample_add(document, BLOCK_TEXT, "Please make sure that, by 4 December 2026:");
    sample_add(document, BLOCK_ITEM, "the PEP is up to date and shared with the school");
    sample_add(document, BLOCK_ITEM,
               "direct work on the life story has a named worker, a first date, and a plan that the child "
               "has seen and agreed to");
    add_stages(document, sample->stages);
    add_answer(document);
    return document;
}

Document *sample_compliment(void)
{
    Document *document = new_form("Compliment: thank you", 0x00703c);

    add_style(document, "praise", 16, COLOUR_TEXT, 6, 8);
    add_heading(document, 1, "What was done well");
    sample_add(document, BLOCK_TEXT,
               "Sample Worker visited every week through a hard summer, and Example Child A now talks about "
               "school with a smile. The life story book is a joy to read.")
        ->style = g_strdup("praise");
    add_facts(document);
    add_field(document, BLOCK_BOX, "compliment.response", 10, "Your reply, if you would like to give one");
    add_field(document, BLOCK_ENTRY, "compliment.responder", 0.6, "Your name")->label = g_strdup("Your name");
    add_field(document, BLOCK_ENTRY, "compliment.date", 0.4, "Date of the reply")->label = g_strdup("Date");
    return document;
}

Document *sample_plain(void)
{
    Document *document = document_new();

    document->title = g_strdup("Plain");
    return document;
}
