#include "read/altered.h"

#include <math.h>
#include <string.h>

#include "layout/wording.h"
#include "read/copies.h"
#include "read/names.h"
#include "read/page_fit.h"
#include "read/printed.h"

#define A4_WIDTH  595.276 /* pt */
#define A4_HEIGHT 841.89
#define A4_OFF    2.0  /* pt: programs round the size of a page */
#define NEAR_LINE 0.6  /* of a line's height: a word may stand so much off */
#define BESIDE    4.0  /* pt: before and after a line */
#define MOVED     3.0  /* pt: fields of one page shift together, if at all */
#define MARGIN    24.0 /* pt: programs that print write into the margin */
#define READABLE  0.5  /* share of a page's lines: with fewer, its letters cannot be told */

/* --- the words of a page --- */

typedef struct {
    gdouble left;
    const gchar *text;
} FoundWord;

/* How the lines of a page compare. */
typedef struct {
    guint lines, same;
    guint added; /* words that no line and no field accounts for */
} Comparison;

static gdouble distance_to(const PrintedLine *line, gdouble x, gdouble y)
{
    const Rect *rect = &line->rect;
    gdouble off = fabs(y - (rect->y + rect->height / 2));
    gboolean near =
        x > rect->x - BESIDE && x < rect->x + rect->width + BESIDE && off < NEAR_LINE * rect->height + 1;
    return near ? off : G_MAXDOUBLE;
}

/* The line that a place on the form belongs to; -1: to none. */
static gint line_at(const GPtrArray *wording, guint page, gdouble x, gdouble y)
{
    gint nearest = -1;
    gdouble least = G_MAXDOUBLE;
    for (guint i = 0; i < wording->len; i++) {
        const PrintedLine *line = g_ptr_array_index(wording, i);
        gdouble off = line->page == page ? distance_to(line, x, y) : G_MAXDOUBLE;
        if (off < least) {
            least = off;
            nearest = (gint) i;
        }
    }
    return nearest;
}

static gboolean is_in_field(const GPtrArray *placements, guint page, gdouble x, gdouble y)
{
    for (guint i = 0; placements && i < placements->len; i++) {
        const Placement *placement = g_ptr_array_index(placements, i);
        const Rect *rect = &placement->rect;
        if (placement->page == page && x > rect->x - BESIDE && x < rect->x + rect->width + BESIDE &&
            y > rect->y - BESIDE && y < rect->y + rect->height + BESIDE) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean is_in_margin(gdouble x, gdouble y)
{
    return x < MARGIN || x > A4_WIDTH - MARGIN || y < MARGIN || y > A4_HEIGHT - MARGIN;
}

static gint left_first(gconstpointer one, gconstpointer other)
{
    gdouble a = ((const FoundWord *) one)->left;
    gdouble b = ((const FoundWord *) other)->left;
    return a < b ? -1 : a > b ? 1 : 0;
}

static gboolean says(GArray *words, const gchar *digest)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_array_sort(words, left_first);
    for (guint i = 0; i < words->len; i++) {
        g_string_append(text, g_array_index(words, FoundWord, i).text);
    }
    g_autofree gchar *letters = wording_letters(text->str);
    g_autofree gchar *found = letters ? wording_digest(letters) : NULL;
    return g_strcmp0(found, digest) == 0;
}

/* The words of the page, each with the line that it belongs to (of GArray of
 * FoundWord, by line). */
static GPtrArray *sort_words(const SeenPage *seen, guint number, const PageFit *fit, const GPtrArray *wording,
                             const GPtrArray *placements, guint *added)
{
    GPtrArray *by_line = g_ptr_array_new_with_free_func((GDestroyNotify) g_array_unref);
    for (guint i = 0; i < wording->len; i++) {
        g_ptr_array_add(by_line, g_array_new(FALSE, FALSE, sizeof(FoundWord)));
    }
    for (guint i = 0; i < seen->words->len; i++) {
        const SeenWord *word = g_ptr_array_index(seen->words, i);
        SeenArea area = page_fit_to_form(fit, &word->area);
        gdouble x = (area.left + area.right) / 2;
        gdouble y = (area.bottom + area.top) / 2;
        gint line = line_at(wording, number, x, y);
        g_autofree gchar *letters = wording_letters(word->text);
        if (line >= 0) {
            FoundWord found = {area.left, word->text};
            g_array_append_val(g_ptr_array_index(by_line, (guint) line), found);
        } else if (letters && !is_in_field(placements, number, x, y) && !is_in_margin(x, y)) {
            ++*added;
        }
    }
    return by_line;
}

static Comparison compare(const SeenPage *seen, guint number, const PageFit *fit, const GPtrArray *wording,
                          const GPtrArray *placements)
{
    Comparison comparison = {0, 0, 0};
    g_autoptr(GPtrArray) by_line = sort_words(seen, number, fit, wording, placements, &comparison.added);
    for (guint i = 0; i < wording->len; i++) {
        const PrintedLine *line = g_ptr_array_index(wording, i);
        if (line->page == number) {
            comparison.lines++;
            comparison.same += says(g_ptr_array_index(by_line, i), line->digest) ? 1 : 0;
        }
    }
    return comparison;
}

static gboolean is_illegible(const Comparison *comparison)
{
    return comparison->same < READABLE * comparison->lines;
}

/* By the marks on the page, where it was drawn; else as the form itself lies. */
static gboolean find_fit(const SeenPage *page, PageFit *fit)
{
    if (page_fit_find(page, fit)) {
        return TRUE;
    }
    *fit = (PageFit){1, 0, 0, 0, 1, 0};
    return fabs(page->width - A4_WIDTH) < A4_OFF && fabs(page->height - A4_HEIGHT) < A4_OFF;
}

static void judge_page(Reading *reading, const SeenPage *seen, guint number, const GPtrArray *placements,
                       const GPtrArray *wording)
{
    PageFit fit;
    Comparison comparison = {0, 0, 0};
    if (find_fit(seen, &fit)) {
        comparison = compare(seen, number, &fit, wording, placements);
    }
    g_autofree gchar *name = g_strdup_printf("page-%u.wording", number);
    facts_take(reading->evidence, name,
               g_strdup_printf("%u of %u lines as issued, %u words added", comparison.same, comparison.lines,
                               comparison.added));
    gboolean nameless = seen->nameless && comparison.same < comparison.lines;
    if (nameless || is_illegible(&comparison) || comparison.lines == 0) {
        facts_set(reading->evidence, COPIES_ILLEGIBLE, "yes");
        reading_add_problem(reading, PROBLEM_LOW_CONFIDENCE, NULL,
                            "the print of a page cannot be compared with the form that went out: look at it");
    } else if (comparison.same < comparison.lines) {
        reading_add_problem(
            reading, PROBLEM_ALTERED, NULL,
            "printed lines are not those of the form that went out: compare it with the record");
    } else if (comparison.added > 0) {
        reading_add_problem(reading, PROBLEM_RESPONSE_UNREAD, NULL,
                            "words stand beside the boxes of the form: read them on the form");
    }
}

static void judge_wording(Reading *reading, const FoundForm *form, const Sighting *sighting,
                          const GPtrArray *placements, const GPtrArray *wording)
{
    for (guint i = 0; i < form->pages->len; i++) {
        guint number = 0, pages = 0;
        const SeenPage *seen = g_ptr_array_index(sighting->pages, g_array_index(form->pages, guint, i) - 1);
        if (!seen->made && printed_number_of(seen, &number, &pages)) {
            judge_page(reading, seen, number, placements, wording);
        }
    }
}

/* --- where the fields stand --- */

static const Placement *placement_of(const GPtrArray *placements, Part part, guint stage)
{
    for (guint i = 0; i < placements->len; i++) {
        const Placement *placement = g_ptr_array_index(placements, i);
        Part own = PART_N;
        guint own_stage = 0;
        if (placement->kind != FIELD_HIDDEN && part_from_field_name(placement->name, &own, &own_stage) &&
            own == part && own_stage == stage) {
            return placement;
        }
    }
    return NULL;
}

/* A box that changed its place would answer for the words beside it. Cropping
 * shifts all fields of a page alike. */
static gboolean fields_moved(const FoundForm *form, const GPtrArray *placements)
{
    gboolean first = TRUE;
    gdouble shift_x = 0, shift_y = 0;
    for (guint part = 0; part < PART_IDENTITY; part++) {
        const Placement *placement = placement_of(placements, (Part) part, form->stage);
        for (guint i = 0; placement && i < form->parts[part]->len; i++) {
            const SeenField *field = g_ptr_array_index(form->parts[part], i);
            gdouble x = field->x - placement->rect.x;
            gdouble y = field->y - placement->rect.y;
            shift_x = first ? x : shift_x;
            shift_y = first ? y : shift_y;
            first = FALSE;
            if (fabs(x - shift_x) > MOVED || fabs(y - shift_y) > MOVED ||
                fabs(field->width - placement->rect.width) > MOVED ||
                fabs(field->height - placement->rect.height) > MOVED) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

/* --- the hidden field --- */

/* What stands in it is never anybody's to change. */
static gboolean identity_changed(const FoundForm *form)
{
    for (guint i = 0; i < form->parts[PART_IDENTITY]->len; i++) {
        const SeenField *field = g_ptr_array_index(form->parts[PART_IDENTITY], i);
        g_autofree gchar *id = form->id.reference ? form_id_to_text(&form->id) : NULL;
        if (form->conflict && g_strcmp0(field->value, id) != 0) {
            return TRUE;
        }
    }
    return FALSE;
}

void altered_judge(Reading *reading, const FoundForm *form, const Sighting *sighting,
                   const GPtrArray *placements, const GPtrArray *wording)
{
    if (identity_changed(form)) {
        reading_add_problem(reading, PROBLEM_ALTERED, "form.id", NULL);
    }
    if (placements && form->answered_in_fields && fields_moved(form, placements)) {
        reading_add_problem(reading, PROBLEM_ALTERED, NULL,
                            "fields stand in other places than they did: compare the form with the record");
    }
    if (wording) {
        judge_wording(reading, form, sighting, placements, wording);
    }
}
