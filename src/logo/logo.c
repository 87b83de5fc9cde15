#include "logo/logo.h"

#include <png.h>
#include <string.h>

#include "model/error.h"

static gboolean check_size(const png_image *image, GError **error)
{
    if (image->width <= LOGO_MOST_WIDTH && image->height <= LOGO_MOST_HEIGHT)
        return TRUE;
    g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT,
                "the picture has %u x %u pixels; make it smaller, %u x %u at most", image->width,
                image->height, LOGO_MOST_WIDTH, LOGO_MOST_HEIGHT);
    return FALSE;
}

static void set_broken(const png_image *image, GError **error)
{
    g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT, "the picture is no whole PNG (%s); save it anew as PNG",
                image->message[0] != '\0' ? image->message : "libpng does not say why");
}

static Logo *decode(png_image *image, GError **error)
{
    static const png_color white = {255, 255, 255};
    image->format = PNG_FORMAT_RGB;
    const gsize length = PNG_IMAGE_SIZE(*image);
    g_autofree guint8 *pixels = g_malloc(length);
    /* The background takes what is transparent, so that no viewer has to blend. */
    if (png_image_finish_read(image, &white, pixels, 0, NULL) == 0) {
        set_broken(image, error);
        return NULL;
    }
    return logo_new(image->width, image->height, g_bytes_new_take(g_steal_pointer(&pixels), length));
}

Logo *logo_from_png(GBytes *file, GError **error)
{
    png_image image;
    gsize length = 0;
    const void *bytes = g_bytes_get_data(file, &length);
    if (length > LOGO_MOST_BYTES) {
        g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT,
                    "the picture's file is larger than %" G_GSIZE_FORMAT " kB; make it smaller",
                    LOGO_MOST_BYTES / 1024);
        return NULL;
    }
    memset(&image, 0, sizeof image);
    image.version = PNG_IMAGE_VERSION;
    if (length == 0 || png_image_begin_read_from_memory(&image, bytes, length) == 0) {
        set_broken(&image, error);
        png_image_free(&image);
        return NULL;
    }
    Logo *picture = check_size(&image, error) ? decode(&image, error) : NULL;
    png_image_free(&image);
    return picture;
}

gsize logo_weight(const Logo *picture)
{
    png_image image;
    png_alloc_size_t weight = 0;
    memset(&image, 0, sizeof image);
    image.version = PNG_IMAGE_VERSION;
    image.width = picture->width;
    image.height = picture->height;
    image.format = PNG_FORMAT_RGB;
    const gboolean written =
        png_image_write_to_memory(&image, NULL, &weight, 0, g_bytes_get_data(picture->pixels, NULL), 0, NULL);
    png_image_free(&image);
    return written ? weight : G_MAXSIZE;
}
