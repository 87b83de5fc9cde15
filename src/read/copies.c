#include "read/copies.h"

#include <math.h>
#include <string.h>

#include "read/answers.h"
#include "read/laid_over.h"
#include "read/names.h"
#include "read/page_fit.h"
#include "read/printed.h"

#define AROUND      2.0  /* pt: what is typed may stand this far over the field's edge */
#define STICKS_OUT  4.0  /* pt: a word that does so further may be cut off */
#define EMPTY_INK   0.01 /* share of a box: less is nobody's mark */
#define MARKED_INK  0.06 /* more is somebody's */
#define FRAME       1.0  /* of a box's border, pt */
#define FRAME_INK   0.6  /* share of the border's place that must be dark */
#define INSIDE      0.2  /* of a box's side: how far inside the frame ink is looked for */
#define STROKES     0.5  /* pt^2 of ink beside the words: more is something */
#define NEW_BLOCK   1.7  /* times the distance of lines: an empty line stands between */
#define LOWEST_HEAD 0.7  /* of the page: the reference under the code stands above it */
#define FOOTER_TOP  0.13 /* and the one in the footer below it */
#define PAGE_HEIGHT 841.89

/* A page of the copy, and how the form lies on it. */
typedef struct {
    const SeenPage *page; /* NULL: the page is not there */
    gboolean fits;
    PageFit fit;
} CopyPage;

typedef struct {
    const Placement *placement; /* NULL: the form has no such part */
    CopyPage on;
} Place;

typedef struct {
    gdouble left, bottom, top;
    const gchar *text;
} CopyWord; /* place on the form */

/* --- which page, and how it lies --- */

/* The marks say how the page lies; the reference, printed in two places that
 * are known roughly, must be where it then should be. */
static gboolean reference_agrees(const SeenPage *page, const PageFit *fit, const gchar *reference)
{
    for (guint i = 0; i < page->words->len; i++) {
        const SeenWord *word = g_ptr_array_index(page->words, i);
        SeenArea area = page_fit_to_form(fit, &word->area);
        gdouble height = (area.bottom + area.top) / 2 / PAGE_HEIGHT;
        if ((height > LOWEST_HEAD || height < FOOTER_TOP) && height > 0 && height < 1 &&
            printed_has_reference(word->text, reference)) {
            return TRUE;
        }
    }
    return FALSE;
}

static CopyPage find_page(const FoundForm *form, const Sighting *sighting, guint wanted)
{
    CopyPage found = {NULL, FALSE, {0, 0, 0, 0, 0, 0}};
    for (guint i = 0; i < form->pages->len; i++) {
        guint number = 0;
        guint pages = 0;
        const SeenPage *page = g_ptr_array_index(sighting->pages, g_array_index(form->pages, guint, i) - 1);
        if (printed_number_of(page, &number, &pages) && number == wanted) {
            found.page = page;
            found.fits =
                page_fit_find(page, &found.fit) && reference_agrees(page, &found.fit, form->id.reference);
            return found;
        }
    }
    return found;
}

/* --- words --- */

static gint higher_first(gconstpointer one, gconstpointer other)
{
    const CopyWord *a = one;
    const CopyWord *b = other;
    gdouble height_a = a->bottom + a->top;
    gdouble height_b = b->bottom + b->top;
    return height_a > height_b ? -1 : height_a < height_b ? 1 : 0;
}

static gint left_first(gconstpointer one, gconstpointer other)
{
    const CopyWord *a = one;
    const CopyWord *b = other;
    return a->left < b->left ? -1 : a->left > b->left ? 1 : 0;
}

/* The words whose middle lies in the place, the highest first; tells whether
 * one of them goes on beyond it. */
static GArray *words_in(const CopyPage *on, const Rect *rect, gboolean *beyond)
{
    GArray *words = g_array_new(FALSE, FALSE, sizeof(CopyWord));
    for (guint i = 0; i < on->page->words->len; i++) {
        const SeenWord *word = g_ptr_array_index(on->page->words, i);
        SeenArea area = page_fit_to_form(&on->fit, &word->area);
        gdouble x = (area.left + area.right) / 2;
        gdouble y = (area.bottom + area.top) / 2;
        if (x > rect->x - AROUND && x < rect->x + rect->width + AROUND && y > rect->y - AROUND &&
            y < rect->y + rect->height + AROUND) {
            CopyWord one = {area.left, area.bottom, area.top, word->text};
            g_array_append_val(words, one);
            *beyond = *beyond || area.left < rect->x - STICKS_OUT ||
                      area.right > rect->x + rect->width + STICKS_OUT;
        }
    }
    g_array_sort(words, higher_first);
    return words;
}

/* The words from `from` on that stand on one line; sorts them. */
static guint end_of_line(GArray *words, guint from)
{
    const CopyWord *first = &g_array_index(words, CopyWord, from);
    gdouble floor = first->bottom + (first->top - first->bottom) * 0.25;
    guint to = from + 1;
    while (to < words->len) {
        const CopyWord *word = &g_array_index(words, CopyWord, to);
        if ((word->bottom + word->top) / 2 < floor) {
            break;
        }
        to++;
    }
    g_autoptr(GArray) line = g_array_sized_new(FALSE, FALSE, sizeof(CopyWord), to - from);
    g_array_append_vals(line, first, to - from);
    g_array_sort(line, left_first);
    memcpy(&g_array_index(words, CopyWord, from), line->data, (to - from) * sizeof(CopyWord));
    return to;
}

/* The least distance between two lines, which is that within a paragraph. */
static gdouble line_distance(const GArray *heights, gdouble otherwise)
{
    gdouble least = otherwise;
    for (guint i = 1; i < heights->len; i++) {
        least = MIN(least, g_array_index(heights, gdouble, i - 1) - g_array_index(heights, gdouble, i));
    }
    return least;
}

/* The words as lines, with an empty one where paragraphs stand apart. */
static gchar *lines_of(GArray *words, gdouble *lowest, gdouble *distance)
{
    g_autoptr(GArray) heights = g_array_new(FALSE, FALSE, sizeof(gdouble));
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    gdouble tallest = 0;
    for (guint from = 0; from < words->len;) {
        GString *line = g_string_new(NULL);
        guint to = end_of_line(words, from);
        gdouble height = 0;
        for (guint i = from; i < to; i++) {
            const CopyWord *word = &g_array_index(words, CopyWord, i);
            g_string_append_printf(line, "%s%s", i > from ? " " : "", word->text);
            height += (word->bottom + word->top) / 2 / (to - from);
            tallest = MAX(tallest, word->top - word->bottom);
            *lowest = MIN(*lowest, word->bottom);
        }
        g_ptr_array_add(lines, g_string_free(line, FALSE));
        g_array_append_val(heights, height);
        from = to;
    }
    GString *text = g_string_new(NULL);
    *distance = line_distance(heights, tallest);
    for (guint i = 0; i < lines->len; i++) {
        gdouble gap = i > 0 ? g_array_index(heights, gdouble, i - 1) - g_array_index(heights, gdouble, i) : 0;
        g_string_append(text, i == 0 ? "" : gap > NEW_BLOCK * *distance ? "\n\n" : "\n");
        g_string_append(text, g_ptr_array_index(lines, i));
    }
    return g_string_free(text, FALSE);
}

/* Poppler tells these words in the order in which they are drawn. */
static gboolean is_right_to_left(gunichar character)
{
    return (character >= 0x590 && character < 0x900) || (character >= 0xfb1d && character < 0xfe00) ||
           (character >= 0xfe70 && character < 0xff00);
}

/* Characters that a font does not name are no text: what they look like is
 * for a person to say. */
static gboolean is_nameless(const gchar *text)
{
    for (const gchar *at = text; *at; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);
        if (character == 0xfffd || is_right_to_left(character) ||
            g_unichar_type(character) == G_UNICODE_PRIVATE_USE ||
            (g_unichar_iscntrl(character) && character != '\n')) {
            return TRUE;
        }
    }
    return FALSE;
}

static void note_place(Reading *reading, Part part, const CopyPage *on, const Rect *rect)
{
    SeenArea area = page_fit_to_page(&on->fit, rect);
    g_autofree gchar *name = g_strdup_printf("%s.place", part_name(part));
    g_autofree gchar *place =
        g_strdup_printf("%.0f %.0f %.0f %.0f pt", area.left, area.bottom, area.right, area.top);
    facts_set(reading->evidence, name, place);
}

/* Strokes beside the words: handwriting, or signs that the font lacks. Or
 * words that are not to be seen, unless none is: fonts that are not in the file
 * are not drawn here. */
static gboolean shows_else(const CopyPage *on, const Rect *rect)
{
    SeenArea inside =
        page_fit_to_page(&on->fit, &(Rect){rect->x + AROUND, rect->y + AROUND, rect->width - 2 * AROUND,
                                           rect->height - 2 * AROUND});
    guint drawn = 0, missing = 0;
    for (guint i = 0; i < on->page->words->len; i++) {
        const SeenWord *word = g_ptr_array_index(on->page->words, i);
        gdouble x = (word->area.left + word->area.right) / 2;
        gdouble y = (word->area.bottom + word->area.top) / 2;
        if (x > inside.left && x < inside.right && y > inside.bottom && y < inside.top) {
            gboolean inked = page_ink_share(on->page, &word->area) > 0;
            drawn += inked ? 1 : 0;
            missing += inked ? 0 : 1;
        }
    }
    gboolean lying = fabs(on->fit.xy) > fabs(on->fit.xx);
    return (drawn > 0 && missing > 0) || page_ink_beside_words(on->page, &inside, lying) > STROKES;
}

/* What was typed over the place with a program for comments, or NULL. */
static gchar *notes_over(const CopyPage *on, const Rect *rect)
{
    SeenArea area = page_fit_to_page(&on->fit, rect);
    return laid_over_notes(on->page, &area);
}

/* Where no word stands: strokes without letters, which are handwriting or letters
 * turned into shapes, or a comment that no program draws. Takes the empty text. */
static gchar *read_wordless(Reading *reading, Part part, const Place *place, gchar *empty)
{
    const Rect *rect = &place->placement->rect;
    ProblemCode doubt = part == PART_RESPONSE ? PROBLEM_RESPONSE_UNREAD : PROBLEM_LOW_CONFIDENCE;
    g_autofree gchar *over = notes_over(&place->on, rect);
    SeenArea inside =
        page_fit_to_page(&place->on.fit, &(Rect){rect->x + AROUND, rect->y + AROUND, rect->width - 2 * AROUND,
                                                 rect->height - 2 * AROUND});
    if (over) {
        g_free(empty);
        reading_add_problem(reading, doubt, part_name(part), "it was typed over the form: compare it");
        return answers_unify_text(over);
    }
    if (page_ink_share(place->on.page, &inside) > 0) {
        reading_add_problem(reading, doubt, part_name(part), "something is drawn there: read it on the form");
        g_clear_pointer(&empty, g_free);
    }
    return empty;
}

/* NULL when it cannot be read. */
static gchar *read_text(Reading *reading, Part part, const Place *place)
{
    const gchar *name = part_name(part);
    ProblemCode doubt = part == PART_RESPONSE ? PROBLEM_RESPONSE_UNREAD : PROBLEM_LOW_CONFIDENCE;
    if (!place->placement || !place->on.fits) {
        reading_add_problem(reading, doubt, name, NULL);
        return NULL;
    }
    const Rect *rect = &place->placement->rect;
    gboolean beyond = FALSE;
    gdouble lowest = rect->y + rect->height;
    gdouble distance = 0;
    g_autoptr(GArray) words = words_in(&place->on, rect, &beyond);
    gchar *text = lines_of(words, &lowest, &distance);
    note_place(reading, part, &place->on, rect);
    if (words->len == 0) {
        return read_wordless(reading, part, place, text);
    }
    gboolean plain = !place->on.page->nameless && !is_nameless(text);
    gboolean full = place->placement->kind == FIELD_TEXT_LINES && lowest - rect->y < 0.9 * distance;
    if (beyond || full) {
        reading_add_problem(reading, doubt, name, "it may go on beyond the box: ask for the rest");
    } else if (!plain) {
        facts_set(reading->evidence, COPIES_ILLEGIBLE, "yes");
        reading_add_problem(reading, doubt, name, NULL);
    } else if (shows_else(&place->on, rect)) {
        reading_add_problem(reading, doubt, name,
                            "not all that is drawn there is text, or not all text is drawn: compare it");
    }
    return text;
}

/* --- boxes --- */

static Rect shrunk(const Rect *rect, gdouble by)
{
    return (Rect){rect->x + by, rect->y + by, rect->width - 2 * by, rect->height - 2 * by};
}

/* The box's own border, which must be where the fit says. */
static gboolean frame_is_there(const CopyPage *on, const Rect *rect)
{
    const Rect sides[] = {{rect->x, rect->y, rect->width, FRAME},
                          {rect->x, rect->y + rect->height - FRAME, rect->width, FRAME},
                          {rect->x, rect->y, FRAME, rect->height},
                          {rect->x + rect->width - FRAME, rect->y, FRAME, rect->height}};
    for (gsize i = 0; i < G_N_ELEMENTS(sides); i++) {
        SeenArea area = page_fit_to_page(&on->fit, &sides[i]);
        if (page_ink_share(on->page, &area) < FRAME_INK) {
            return FALSE;
        }
    }
    return TRUE;
}

/* A letter or sign that people and programs mark boxes with; X stays X when
 * printed, signs of Dingbats and Wingdings become the letters they lie on. */
static gboolean is_mark(const GArray *words)
{
    static const gchar *const marks[] = {
        "X",           "x", "✓", "✔", "✗", "✘", "☑", "☒", "×", "•",
        "●",           "■", "4", "8", "3", "l", "n", "u", "a", "\xef\x83\xbc",
        "\xef\x83\xbb"};
    const gchar *text = words->len == 1 ? g_array_index(words, CopyWord, 0).text : "";
    for (gsize i = 0; i < G_N_ELEMENTS(marks); i++) {
        if (strcmp(text, marks[i]) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

static Mark judge_box(const CopyPage *on, const Rect *rect, gdouble *share)
{
    gboolean beyond = FALSE;
    Rect middle = shrunk(rect, INSIDE * rect->width);
    SeenArea inside = page_fit_to_page(&on->fit, &middle);
    Rect core = shrunk(rect, AROUND); /* words_in looks AROUND it */
    g_autoptr(GArray) words = words_in(on, &core, &beyond);
    *share = page_ink_share(on->page, &inside);
    if (!frame_is_there(on, rect)) {
        return MARK_UNCLEAR;
    }
    if (words->len == 0 && *share <= EMPTY_INK) {
        return MARK_OFF;
    }
    return *share >= MARKED_INK && (words->len == 0 || is_mark(words)) ? MARK_ON : MARK_UNCLEAR;
}

static Mark read_box(Reading *reading, Part part, const Place *place)
{
    gdouble share = 0;
    if (!place->placement || !place->on.fits) {
        return MARK_UNCLEAR;
    }
    g_autofree gchar *over = notes_over(&place->on, &place->placement->rect);
    Mark mark = judge_box(&place->on, &place->placement->rect, &share);
    mark = over && mark == MARK_OFF ? MARK_UNCLEAR : mark;
    g_autofree gchar *name = g_strdup_printf("%s.ink", part_name(part));
    g_autofree gchar *ink = g_strdup_printf("%.3f (empty %.2f, marked %.2f)", share, EMPTY_INK, MARKED_INK);
    facts_set(reading->evidence, name, ink);
    note_place(reading, part, &place->on, &place->placement->rect);
    return mark;
}

/* --- the whole copy --- */

static void find_places(Place places[PART_N], const Reading *reading, const FoundForm *form,
                        const Sighting *sighting, const GPtrArray *placements)
{
    for (guint i = 0; i < placements->len; i++) {
        const Placement *placement = g_ptr_array_index(placements, i);
        Part part = PART_N;
        guint stage = 0;
        if (placement->kind == FIELD_HIDDEN || !part_from_field_name(placement->name, &part, &stage) ||
            stage != reading->stage) {
            continue;
        }
        places[part].placement = placement;
        for (guint other = 0; other < PART_N; other++) {
            if (other != part && places[other].placement &&
                places[other].placement->page == placement->page) {
                places[part].on = places[other].on; /* marks are looked for once */
            }
        }
        if (!places[part].on.page) {
            places[part].on = find_page(form, sighting, placement->page);
        }
    }
}

void copies_read(Reading *reading, const FoundForm *form, const Sighting *sighting,
                 const GPtrArray *placements)
{
    Place places[PART_N] = {{NULL, {NULL, FALSE, {0, 0, 0, 0, 0, 0}}}};
    find_places(places, reading, form, sighting, placements);
    if (reading->form == READING_COMPLIMENT && !places[PART_RESPONSE].placement) {
        return; /* it asked for no reply */
    }
    reading->response = read_text(reading, PART_RESPONSE, &places[PART_RESPONSE]);
    if (reading->form == READING_STAGE) {
        reading->proceed = read_box(reading, PART_PROCEED, &places[PART_PROCEED]);
        reading->resolved = read_box(reading, PART_RESOLVED, &places[PART_RESOLVED]);
    }
    g_autofree gchar *date = read_text(reading, PART_DATE, &places[PART_DATE]);
    answers_take_date(reading, date);
    reading->responder = read_text(reading, PART_RESPONDER, &places[PART_RESPONDER]);
    reading_judge_boxes(reading);
    answers_judge_blankness(reading);
}
