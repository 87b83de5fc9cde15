#include "model/look.h"

Logo *logo_new(guint width, guint height, GBytes *pixels)
{
    Logo *picture = g_new0(Logo, 1);
    picture->width = width;
    picture->height = height;
    picture->pixels = pixels;
    return picture;
}

Logo *logo_copy(const Logo *picture)
{
    if (picture == NULL)
        return NULL;
    return logo_new(picture->width, picture->height, g_bytes_ref(picture->pixels));
}

void logo_free(Logo *picture)
{
    if (picture == NULL)
        return;
    g_bytes_unref(picture->pixels);
    g_free(picture);
}

Look *look_new(void)
{
    Look *look = g_new0(Look, 1);
    look->text = LOOK_TEXT;
    look->muted = LOOK_MUTED;
    look->fill = LOOK_FILL;
    return look;
}

void look_free(Look *look)
{
    if (look == NULL)
        return;
    logo_free(look->logo);
    g_free(look->logo_text);
    g_free(look);
}
