/*
 * scan_page_tool: reads lines from stdin, each the path of a PGM picture and of
 * a file of placements of one page, and prints for each what scan/ makes of
 * it, as a line of JSON. A third word "boxes" leaves out the text.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "scan/scan.h"

#define WIDTH  595.28 /* A4, pt */
#define HEIGHT 841.89

#define MOST_BOXES  8 /* of one form */
#define MOST_FIELDS 16

static gboolean load_picture(const gchar *path, Picture *picture)
{
    g_autofree gchar *bytes = NULL;
    gsize size;
    int used = 0;

    if (!g_file_get_contents(path, &bytes, &size, NULL) ||
        sscanf(bytes, "P5 %u %u 255%n", &picture->width, &picture->height, &used) != 2 || used == 0 ||
        size < (gsize) used + 1 + (gsize) picture->width * picture->height)
        return FALSE;
    picture->grey = g_memdup2(bytes + used + 1, (gsize) picture->width * picture->height);
    return TRUE;
}

static void print_text(const gchar *text)
{
    putchar('"');
    for (; text != NULL && *text != '\0'; text++) {
        if (*text == '"' || *text == '\\')
            printf("\\%c", *text);
        else if ((guchar) *text < 32)
            printf("\\u%04x", *text);
        else
            putchar(*text);
    }
    putchar('"');
}

typedef struct {
    gchar name[64], kind[16];
    Rect rect;
} NamedField;

/* Whether they are two boxes of one form: "proceed" and "resolved", or the same copy of them, "#3". */
static gboolean are_of_one_form(const NamedField *a, const NamedField *b)
{
    return strcmp(a->kind, b->kind) == 0 && g_strcmp0(strchr(a->name, '#'), strchr(b->name, '#')) == 0;
}

static void print_box(const gchar *name, const BoxInk *ink)
{
    static const gchar *const words[] = {"absent", "off", "on", "unclear"};

    printf(", \"%s\": {\"mark\": \"%s\", \"inside\": %.4f, \"faint\": %.4f, \"around\": %.4f, \"why\": ",
           name, words[ink->mark], ink->inside, ink->faint, ink->around);
    print_text(ink->why);
    printf("}");
}

/* Together with the others of its form, once, at the first of them. */
static void print_form_boxes(const Picture *picture, const PageFix *fix, const GArray *boxes, guint first)
{
    Rect rects[MOST_BOXES];
    BoxInk inks[MOST_BOXES];
    guint which[MOST_BOXES], n = 0;

    for (guint i = 0; i < boxes->len && n < MOST_BOXES; i++) {
        const NamedField *box = &g_array_index(boxes, NamedField, i);
        if (!are_of_one_form(box, &g_array_index(boxes, NamedField, first)))
            continue;
        if (i < first)
            return;
        rects[n] = box->rect;
        which[n++] = i;
    }
    scan_judge_boxes(picture, fix, rects, n, inks);
    for (guint i = 0; i < n; i++) {
        print_box(g_array_index(boxes, NamedField, which[i]).name, &inks[i]);
        box_ink_clear(&inks[i]);
    }
}

static void print_field(Scanner *scanner, const Picture *picture, const PageFix *fix, const gchar *name,
                        const Rect *rect)
{
    ScanText text;

    scan_read_text(scanner, picture, fix, rect, &text);
    printf(", \"%s\": {\"read\": %s, \"ink\": %s, \"handwritten\": %s, \"confidence\": %.1f, \"lowest\": "
           "%.1f, \"text\": ",
           name, text.text != NULL ? "true" : "false", text.ink ? "true" : "false",
           text.handwritten ? "true" : "false", text.confidence, text.lowest);
    print_text(text.text);
    printf("}");
    scan_text_clear(&text);
}

/* Of the processor, so that a busy machine does not count. */
static gdouble spent(void)
{
    return 1000.0 * (gdouble) clock() / CLOCKS_PER_SEC;
}

/* Of NamedField; without those of other pages of the form and without hidden ones. */
static GArray *take_fields(const gchar *placements)
{
    GArray *fields = g_array_new(FALSE, TRUE, sizeof(NamedField));
    g_auto(GStrv) lines = g_strsplit(placements, "\n", -1);
    guint last = 0;

    for (guint i = 0; lines[i] != NULL; i++) {
        NamedField field;
        guint page;
        Rect *rect = &field.rect;
        if (sscanf(lines[i], "%63s %u %lf %lf %lf %lf %15s", field.name, &page, &rect->x, &rect->y,
                   &rect->width, &rect->height, field.kind) != 7 ||
            field.kind[0] == 'h' || page < last)
            continue;
        if (page > last)
            g_array_set_size(fields, 0);
        last = page;
        g_array_append_val(fields, field);
    }
    return fields;
}

static gboolean is_box(const NamedField *field)
{
    return strcmp(field->kind, "check") == 0;
}

/* Copies of boxes are no part of the form. */
static PageFix *find_page(const Picture *picture, const GArray *fields)
{
    PageFix *fix = scan_find_page(picture, WIDTH, HEIGHT);
    FieldPlace places[MOST_FIELDS];
    guint n = 0;

    for (guint i = 0; i < fields->len && n < MOST_FIELDS; i++) {
        const NamedField *field = &g_array_index(fields, NamedField, i);
        if (strchr(field->name, '#') == NULL)
            places[n++] = (FieldPlace){field->rect, is_box(field)};
    }
    scan_settle_page(picture, fix, places, n);
    return fix;
}

static void print_page(Scanner *scanner, const Picture *picture, const gchar *placements, gboolean boxes)
{
    gdouble start = spent();
    g_autoptr(GArray) fields = take_fields(placements);
    g_autoptr(PageFix) fix = find_page(picture, fields);
    gdouble found = spent();

    printf("{\"codes\": [");
    for (guint i = 0; i < fix->codes->len; i++) {
        printf("%s", i > 0 ? ", " : "");
        print_text(g_ptr_array_index(fix->codes, i));
    }
    printf("], \"registered\": %s, \"residual\": %.3f, \"dpi\": %.1f", fix->registered ? "true" : "false",
           fix->registered ? fix->residual : -1, fix->dpi);
    for (guint i = 0; i < fields->len; i++) {
        const NamedField *field = &g_array_index(fields, NamedField, i);
        if (is_box(field))
            print_form_boxes(picture, fix, fields, i);
        else if (!boxes)
            print_field(scanner, picture, fix, field->name, &field->rect);
    }
    printf(", \"find_ms\": %.1f, \"all_ms\": %.1f}\n", found - start, spent() - start);
    fflush(stdout);
}

int main(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Scanner) scanner = scanner_new(&error);
    gchar line[4096];

    if (scanner == NULL) {
        fprintf(stderr, "scan_page_tool: %s\n", error->message);
        return 1;
    }
    while (fgets(line, sizeof line, stdin) != NULL) {
        g_auto(GStrv) words = g_strsplit(g_strstrip(line), " ", -1);
        g_autofree gchar *placements = NULL;
        Picture picture = {0};
        if (g_strv_length(words) < 2 || !load_picture(words[0], &picture) ||
            !g_file_get_contents(words[1], &placements, NULL, NULL)) {
            fprintf(stderr, "scan_page_tool: %s: cannot be read\n", words[0]);
            return 1;
        }
        print_page(scanner, &picture, placements, words[2] != NULL);
        g_free(picture.grey);
    }
    return 0;
}
