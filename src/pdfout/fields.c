#include "pdfout/fields.h"

#include <string.h>

#include "layout/font.h"
#include "pdfout/content.h"
#include "pdfout/elements.h"
#include "pdfout/syntax.h"

/* Flags of fields (tables 221 and 228) and of annotations (table 165). */
#define FIELD_READ_ONLY (1u << 0)
#define FIELD_MULTILINE (1u << 12)
#define SHOW_HIDDEN     (1u << 1)
#define SHOW_PRINT      (1u << 2)

#define TYPING_SIZE 12   /* pt */
#define CHECK_LINE  1.0  /* of a check box's border, pt */
#define CROSS_SHARE 0.66 /* of a check box's height */
#define CROSS       "X"

/* A name such as "stage-1" under which fields hang: a partial name may hold no
 * full stop (12.7.3.2), so that a full name is a path. */
typedef struct {
    HaruObject *object;
    gchar *path;
    const gchar *name; /* its last part */
    HaruObject *parent;
    GString *kids;
} Branch;

typedef struct {
    Haru *haru;
    const PdfFonts *fonts;
    GPtrArray *branches; /* of Branch */
    GString *roots;
    HaruObject *on, *off;  /* what the last check box looks like, and the next of its size too */
    gdouble width, height; /* of that */
} Tree;

static void branch_free(gpointer data)
{
    Branch *branch = data;

    g_string_free(branch->kids, TRUE);
    g_free(branch->path);
    g_free(branch);
}

static GString *tree_kids(Tree *tree, const gchar *path, HaruObject **parent);

static Branch *tree_branch(Tree *tree, const gchar *path)
{
    for (guint i = 0; i < tree->branches->len; i++) {
        Branch *branch = g_ptr_array_index(tree->branches, i);
        if (strcmp(branch->path, path) == 0)
            return branch;
    }
    Branch *branch = g_new0(Branch, 1);
    branch->object = haru_reserve(tree->haru);
    branch->path = g_strdup(path);
    const gchar *stop = strrchr(branch->path, '.');
    branch->name = stop != NULL ? stop + 1 : branch->path;
    branch->kids = g_string_new(NULL);
    g_ptr_array_add(tree->branches, branch);
    GString *siblings = tree_kids(tree, path, &branch->parent);
    g_string_append_printf(siblings, "%u 0 R ", haru_number(branch->object));
    return branch;
}

/* The list that a field of this full name belongs into, and its parent. */
static GString *tree_kids(Tree *tree, const gchar *path, HaruObject **parent)
{
    const gchar *stop = strrchr(path, '.');

    *parent = NULL;
    if (stop == NULL)
        return tree->roots;
    g_autofree gchar *above = g_strndup(path, (gsize) (stop - path));
    Branch *branch = tree_branch(tree, above);
    *parent = branch->object;
    return branch->kids;
}

/*
 * Fonts for what is typed are looked for in three places. Most programs take that of the form's
 * resources. qpdf takes first that of the field's picture, where it knows no encoding but one
 * that is named outright: with another it would draw "?" for "£", so there it finds the font of
 * pages. So does pdf.js, unless the field inherits resources, as the standard once had it. A
 * field's own would do as well for that, but poppler spoils them when it finds no font for a
 * letter.
 */
static void append_resources(const Tree *tree, GString *entries)
{
    g_string_append_printf(entries, "/DR << /Font << /" TYPING_FONT " %u 0 R >> >>\n",
                           haru_number(tree->fonts->typing));
}

static void append_typing_font(GString *entries)
{
    g_string_append_printf(entries, "/DA (/" TYPING_FONT " %d Tf ", TYPING_SIZE);
    syntax_colour(entries, COLOUR_TEXT);
    g_string_append(entries, " rg)\n");
}

static void tree_fill(Tree *tree)
{
    for (guint i = 0; i < tree->branches->len; i++) {
        Branch *branch = g_ptr_array_index(tree->branches, i);
        GString *entries = g_string_new("/T ");
        syntax_text(entries, branch->name);
        if (branch->parent != NULL)
            g_string_append_printf(entries, "\n/Parent %u 0 R", haru_number(branch->parent));
        g_string_append_printf(entries, "\n/Kids [%s]\n", branch->kids->str);
        append_resources(tree, entries);
        haru_fill(branch->object, entries);
    }
}

static HaruObject *add_appearance(Tree *tree, Rect rect, const gchar *fonts, const GString *drawing)
{
    GString *entries = g_string_new("/Type /XObject\n/Subtype /Form\n/BBox ");

    syntax_rect(entries, (Rect){0, 0, rect.width, rect.height});
    g_string_append_printf(entries, "\n/Resources << /Font << %s >> >>\n", fonts);
    return haru_add_stream(tree->haru, entries, g_bytes_new(drawing->str, drawing->len));
}

static void append_frame(GString *drawing, Rect rect)
{
    syntax_colour(drawing, COLOUR_TEXT);
    g_string_append(drawing, " RG ");
    syntax_number(drawing, CHECK_LINE);
    g_string_append(drawing, " w ");
    syntax_number(drawing, CHECK_LINE / 2);
    g_string_append_c(drawing, ' ');
    syntax_number(drawing, CHECK_LINE / 2);
    g_string_append_c(drawing, ' ');
    syntax_number(drawing, rect.width - CHECK_LINE);
    g_string_append_c(drawing, ' ');
    syntax_number(drawing, rect.height - CHECK_LINE);
    g_string_append(drawing, " re S\n");
}

/* A letter, so that it is still one in the text of a printed or flattened copy. */
static void append_cross(GString *drawing, Rect rect)
{
    const Font *font = font_of_face(FACE_BOLD);
    gdouble height = rect.height * CROSS_SHARE;
    gdouble size = height * 1000 / font->cap_height;

    g_string_append(drawing, "BT ");
    syntax_colour(drawing, COLOUR_TEXT);
    g_string_append(drawing, " rg ");
    fonts_append_name(drawing, FONT_BYTES, FACE_BOLD);
    g_string_append_c(drawing, ' ');
    syntax_number(drawing, size);
    g_string_append(drawing, " Tf ");
    syntax_number(drawing, (rect.width - font_measure(font, CROSS, size)) / 2);
    g_string_append_c(drawing, ' ');
    syntax_number(drawing, (rect.height - height) / 2);
    g_string_append(drawing, " Td ");
    content_append_text(drawing, CROSS, strlen(CROSS), FONT_BYTES, FACE_BOLD);
    g_string_append(drawing, " Tj ET\n");
}

static void draw_check(Tree *tree, Rect rect)
{
    g_autoptr(GString) drawing = g_string_new(NULL);
    g_autoptr(GString) fonts = g_string_new(NULL);

    fonts_append_name(fonts, FONT_BYTES, FACE_BOLD);
    g_string_append_printf(fonts, " %u 0 R", haru_number(tree->fonts->fonts[FONT_BYTES][FACE_BOLD]));
    append_frame(drawing, rect);
    tree->off = add_appearance(tree, rect, fonts->str, drawing);
    append_cross(drawing, rect);
    tree->on = add_appearance(tree, rect, fonts->str, drawing);
    tree->width = rect.width;
    tree->height = rect.height;
}

static void append_check(Tree *tree, GString *entries, const Placement *placement)
{
    Rect rect = placement->rect;

    if (tree->on == NULL || tree->width != rect.width || tree->height != rect.height)
        draw_check(tree, rect);
    g_string_append_printf(entries,
                           "/FT /Btn\n/V /Off\n/AS /Off\n/AP << /N << /Yes %u 0 R /Off %u 0 R >> >>\n",
                           haru_number(tree->on), haru_number(tree->off));
}

static void append_text_field(Tree *tree, GString *entries, const Placement *placement)
{
    g_autoptr(GString) drawing = g_string_new("/Tx BMC\nEMC\n");
    g_autofree gchar *fonts =
        g_strdup_printf("/" TYPING_FONT " %u 0 R", haru_number(tree->fonts->fonts[FONT_BYTES][FACE_REGULAR]));
    HaruObject *empty = add_appearance(tree, placement->rect, fonts, drawing);

    g_string_append_printf(entries, "/FT /Tx\n/AP << /N %u 0 R >>\n", haru_number(empty));
    append_typing_font(entries);
    if (placement->kind == FIELD_TEXT_LINES)
        g_string_append_printf(entries, "/Ff %u\n", FIELD_MULTILINE);
}

static void append_hidden(GString *entries, const Placement *placement)
{
    g_string_append_printf(entries, "/FT /Tx\n/Ff %u\n/V ", FIELD_READ_ONLY);
    syntax_text(entries, placement->value);
    g_string_append_c(entries, '\n');
}

/* Of a check box alone: a text field stands within a frame of the page. */
static void append_border(GString *entries)
{
    g_string_append(entries, "/MK << /BC [");
    syntax_colour(entries, COLOUR_TEXT);
    g_string_append(entries, "] >>\n/BS << /Type /Border /W ");
    syntax_number(entries, CHECK_LINE);
    g_string_append(entries, " /S /S >>\n");
}

static void append_widget(GString *entries, const Placement *placement, HaruObject *page, HaruObject *parent,
                          guint key)
{
    const gchar *stop = strrchr(placement->name, '.');
    const gchar *tooltip = placement->tooltip;

    if (tooltip == NULL || *tooltip == '\0')
        tooltip =
            placement->kind == FIELD_HIDDEN ? "Identity of this form, not to be changed" : placement->name;
    g_string_append(entries, "/Type /Annot\n/Subtype /Widget\n/T ");
    syntax_text(entries, stop != NULL ? stop + 1 : placement->name);
    g_string_append(entries, "\n/TU ");
    syntax_text(entries, tooltip);
    if (parent != NULL)
        g_string_append_printf(entries, "\n/Parent %u 0 R", haru_number(parent));
    g_string_append_printf(entries, "\n/P %u 0 R\n/Rect ", haru_number(page));
    syntax_rect(entries, placement->rect);
    g_string_append_printf(entries, "\n/F %u\n", placement->kind == FIELD_HIDDEN ? SHOW_HIDDEN : SHOW_PRINT);
    if (placement->kind != FIELD_HIDDEN) /* what nobody sees has no place in the structure */
        g_string_append_printf(entries, "/StructParent %u\n", key);
}

static HaruObject *add_field(Tree *tree, const Placement *placement, HaruObject *page, guint key)
{
    HaruObject *widget = haru_reserve(tree->haru), *parent;
    GString *siblings = tree_kids(tree, placement->name, &parent);
    GString *entries = g_string_new(NULL);

    append_widget(entries, placement, page, parent, key);
    switch (placement->kind) {
    case FIELD_CHECK:
        append_border(entries);
        append_check(tree, entries, placement);
        break;
    case FIELD_TEXT:
    case FIELD_TEXT_LINES:
        append_text_field(tree, entries, placement);
        break;
    case FIELD_HIDDEN:
        append_hidden(entries, placement);
        break;
    }
    haru_fill(widget, entries);
    g_string_append_printf(siblings, "%u 0 R ", haru_number(widget));
    haru_annotate(tree->haru, page, widget);
    return widget;
}

static void add_form(Tree *tree)
{
    GString *entries = g_string_new(NULL);

    g_string_append_printf(entries, "/Fields [%s]\n/NeedAppearances false\n", tree->roots->str);
    append_resources(tree, entries);
    append_typing_font(entries);
    haru_set_form(tree->haru, haru_add(tree->haru, entries));
}

GPtrArray *fields_add(Haru *haru, const Layout *layout, const GPtrArray *pages, const PdfFonts *fonts,
                      const Structure *structure)
{
    GPtrArray *widgets = g_ptr_array_new();
    g_autoptr(GPtrArray) branches = g_ptr_array_new_with_free_func(branch_free);
    g_autoptr(GString) roots = g_string_new(NULL);
    Tree tree = {.haru = haru, .fonts = fonts, .branches = branches, .roots = roots};

    if (layout->placements->len == 0)
        return widgets;
    for (guint i = 0; i < layout->placements->len; i++) {
        const Placement *placement = g_ptr_array_index(layout->placements, i);
        g_ptr_array_add(widgets, add_field(&tree, placement, g_ptr_array_index(pages, placement->page - 1),
                                           elements_field_key(structure, i)));
    }
    tree_fill(&tree);
    add_form(&tree);
    return widgets;
}
