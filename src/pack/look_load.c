#include "pack/look_load.h"

#include <stdlib.h>

#include "logo/logo.h"
#include "pack/template_body.h"
#include "pack/value.h"
#include "pack/xml_walk.h"

#define MILLIMETRE (72.0 / 25.4) /* pt */

#define LEAST_CONTRAST 4.5               /* WCAG 2.2, 1.4.3, for text */
#define MOST_FILL      1.25              /* contrast of a panel with white: more makes a scan speckled */
#define USUAL_HEIGHT   (12 * MILLIMETRE) /* of a logo */
#define LEAST_HEIGHT   (5 * MILLIMETRE)
#define MOST_HEIGHT    (20 * MILLIMETRE)
#define MOST_WIDTH     (70 * MILLIMETRE) /* beside it stands the QR code */
#define LEAST_DENSITY  (150.0 / 72)      /* pixels for each pt; fewer look blurred on paper */
#define MOST_WEIGHT    ((gsize) 12 * 1024)

/* Leaves *into alone when the attribute is absent. */
static void load_colour(XmlSource *source, const xmlNode *element, const gchar *name, guint32 *into)
{
    g_autofree gchar *colour = xml_attribute(element, name);
    if (colour == NULL)
        return;
    if (value_is_colour(colour))
        *into = (guint32) strtoul(colour + 1, NULL, 16);
    else
        xml_source_note_attribute(source, element, name, "%s is a colour such as #00703c", name);
}

/* Beside the pack, and nowhere else: a pack names no path. */
static GBytes *read_logo(XmlSource *source, const xmlNode *element, const gchar *name)
{
    g_autoptr(GError) why = NULL;
    g_autofree gchar *folder = g_path_get_dirname(source->file);
    g_autofree gchar *base = g_path_get_basename(name);
    g_autofree gchar *path = g_build_filename(folder, base, NULL);
    gchar *bytes = NULL;
    gsize length = 0;
    if (g_strcmp0(base, name) != 0)
        xml_source_note_attribute(source, element, "logo",
                                  "logo is the name of a PNG file in the folder of the pack, without a path");
    else if (!g_file_get_contents(path, &bytes, &length, &why))
        xml_source_note_attribute(source, element, "logo",
                                  "%s cannot be read; put the PNG file into the folder of the pack", name);
    else
        return g_bytes_new_take(bytes, length);
    return NULL;
}

static Logo *load_logo(XmlSource *source, const xmlNode *element, GChecksum *hash)
{
    g_autofree gchar *name = xml_attribute(element, "logo");
    g_autoptr(GBytes) file = name != NULL ? read_logo(source, element, name) : NULL;
    g_autoptr(GError) why = NULL;
    if (file == NULL)
        return NULL;
    if (hash != NULL)
        g_checksum_update(hash, g_bytes_get_data(file, NULL), (gssize) g_bytes_get_size(file));
    Logo *picture = logo_from_png(file, &why);
    if (picture == NULL)
        xml_source_note_attribute(source, element, "logo", "%s: %s", name, why->message);
    return picture;
}

static gdouble load_height(const xmlNode *element)
{
    g_autofree gchar *text = xml_attribute(element, "logo-height");
    gdouble height = USUAL_HEIGHT;
    if (text != NULL)
        (void) length_from_text(text, &height);
    return height;
}

void look_load(XmlSource *source, const xmlNode *element, Look *look, GChecksum *hash)
{
    xml_only_attributes(source, element,
                        "accent compliments text muted rule fill logo logo-text logo-height");
    xml_no_text(source, element);
    g_free(xml_need_attribute(source, element, "accent"));
    load_colour(source, element, "accent", &look->accent);
    look->compliments = look->rule = look->accent;
    load_colour(source, element, "compliments", &look->compliments);
    load_colour(source, element, "rule", &look->rule);
    load_colour(source, element, "text", &look->text);
    load_colour(source, element, "muted", &look->muted);
    load_colour(source, element, "fill", &look->fill);
    look->logo = load_logo(source, element, hash);
    look->logo_text = xml_attribute(element, "logo-text");
    look->logo_height = load_height(element);
}

/* Contrast of two colours of the element; 21 when one is missing or none. */
static gdouble contrast_of(const xmlNode *element, const gchar *name, const gchar *ground)
{
    g_autofree gchar *front = xml_attribute(element, name);
    g_autofree gchar *back = ground != NULL ? xml_attribute(element, ground) : NULL;
    if (front == NULL || !value_is_colour(front))
        return 21;
    const gdouble white = value_contrast_with_white(front);
    return back != NULL && value_is_colour(back) ? white / value_contrast_with_white(back) : white;
}

static void check_colours(XmlSource *source, const xmlNode *element)
{
    static const gchar *const READ[] = {"accent", "compliments", "text", "muted"};
    for (gsize i = 0; i < G_N_ELEMENTS(READ); i++) {
        g_autofree gchar *colour = xml_attribute(element, READ[i]);
        const gdouble contrast = contrast_of(element, READ[i], NULL);
        if (contrast < LEAST_CONTRAST)
            xml_source_note_attribute(source, element, READ[i],
                                      "the colour %s is too pale on white: contrast %.1f, at least 4.5 is "
                                      "needed; take a darker one",
                                      colour, contrast);
        else if (contrast_of(element, READ[i], "fill") < LEAST_CONTRAST)
            xml_source_warn(source, element, "fill", "%s is hard to read on this fill; take a paler fill",
                            READ[i]);
    }
    g_autofree gchar *fill = xml_attribute(element, "fill");
    if (fill != NULL && value_is_colour(fill) && value_contrast_with_white(fill) > MOST_FILL)
        xml_source_warn(source, element, "fill",
                        "%s is so dark that a scan shows it as specks; take a paler one, such as #f3f2f1",
                        fill);
}

static void check_logo(XmlSource *source, const xmlNode *element, const Look *look)
{
    const gdouble height = look->logo_height;
    const gdouble width = height * look->logo->width / look->logo->height;
    const gsize weight = logo_weight(look->logo);
    if (height < LEAST_HEIGHT || height > MOST_HEIGHT)
        xml_source_note_attribute(source, element, "logo-height", "a logo is 5mm to 20mm high");
    else if (width > MOST_WIDTH)
        xml_source_note_attribute(
            source, element, "logo",
            "the logo would be %.0f mm wide, at most 70 fit; set logo-height=\"%.0fmm\"", width / MILLIMETRE,
            MAX(5, height * MOST_WIDTH / width / MILLIMETRE - 0.5));
    if (weight > MOST_WEIGHT)
        xml_source_note_attribute(source, element, "logo",
                                  "the logo would add %" G_GSIZE_FORMAT
                                  " kB to every form, at most %" G_GSIZE_FORMAT
                                  "; use fewer pixels or fewer colours",
                                  weight / 1024 + 1, MOST_WEIGHT / 1024);
    if (look->logo->height < height * LEAST_DENSITY)
        xml_source_warn(
            source, element, "logo",
            "the logo has %u rows of pixels and looks blurred on paper; take a picture of %.0f or "
            "more",
            look->logo->height, height * LEAST_DENSITY);
}

void look_check(XmlSource *source, const xmlNode *element)
{
    g_autoptr(Look) look = look_new();
    g_autofree gchar *logo = xml_attribute(element, "logo");
    g_autofree gchar *words = xml_attribute(element, "logo-text");
    check_colours(source, element);
    if (logo != NULL && words == NULL)
        xml_source_note_attribute(source, element, "logo",
                                  "a logo needs logo-text: what it shows, for those who do not see it");
    look->logo = load_logo(source, element, NULL);
    look->logo_height = load_height(element);
    if (look->logo != NULL)
        check_logo(source, element, look);
}
