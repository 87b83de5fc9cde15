/*
 * A page of a form drawn dot by dot: registration marks, one box, and what is
 * added by fill(). For one test file each, so all is static.
 */
#pragma once

#include <string.h>

#include "scan/projection.h"
#include "scan/scan.h"

#define WIDTH  595.28 /* A4, pt */
#define HEIGHT 841.89
#define MM     (72 / 25.4)
#define DPI    150
#define SCALE  (DPI / 72.0)

static const Rect box = {51, 300, 17, 17};

static inline void fill(const Picture *picture, gdouble x, gdouble y, gdouble width, gdouble height,
                        guint8 tone)
{
    for (guint j = (guint) ((HEIGHT - y - height) * SCALE); j < (guint) ((HEIGHT - y) * SCALE); j++)
        for (guint i = (guint) (x * SCALE); i < (guint) ((x + width) * SCALE); i++)
            picture->grey[(gsize) j * picture->width + i] = tone;
}

static inline void draw_frame(const Picture *picture, const Rect *rect)
{
    fill(picture, rect->x, rect->y, rect->width, rect->height, 10);
    fill(picture, rect->x + 1, rect->y + 1, rect->width - 2, rect->height - 2, 255);
}

/* A page with the registration marks of the form's design (doc: 3 mm squares
 * 10 mm from the edges, an L of 6 mm at the top left) and one box. */
static inline Picture draw_page(void)
{
    Picture picture = {.width = (guint) (WIDTH * SCALE), .height = (guint) (HEIGHT * SCALE)};
    gdouble right = WIDTH - 13 * MM, top = HEIGHT - 13 * MM;

    picture.grey = g_malloc((gsize) picture.width * picture.height);
    memset(picture.grey, 255, (gsize) picture.width * picture.height);
    fill(&picture, 10 * MM, top, 6 * MM, 3 * MM, 0);
    fill(&picture, 10 * MM, top - 3 * MM, 3 * MM, 3 * MM, 0);
    fill(&picture, right, top, 3 * MM, 3 * MM, 0);
    fill(&picture, 10 * MM, 10 * MM, 3 * MM, 3 * MM, 0);
    fill(&picture, right, 10 * MM, 3 * MM, 3 * MM, 0);
    draw_frame(&picture, &box);
    return picture;
}

static inline void turn_half(const Picture *picture)
{
    gsize n = (gsize) picture->width * picture->height;

    for (gsize i = 0; i < n / 2; i++) {
        guint8 kept = picture->grey[i];
        picture->grey[i] = picture->grey[n - 1 - i];
        picture->grey[n - 1 - i] = kept;
    }
}

/* Dots of a pixel, so far apart along a line. */
static inline void draw_dots(const Picture *picture, const Rect *in, Point from, Point to, guint n)
{
    for (guint i = 0; i < n; i++)
        fill(picture, in->x + from.x + (to.x - from.x) * i / (n - 1),
             in->y + from.y + (to.y - from.y) * i / (n - 1), 0.5, 0.5, 0);
}

/* The page lies in all pictures alike, unless it was turned: looking for a code each time takes long. */
static inline int find_page_once(void **state)
{
    Picture picture = draw_page();

    *state = scan_find_page(&picture, WIDTH, HEIGHT);
    g_free(picture.grey);
    return 0;
}

static inline int forget_page(void **state)
{
    page_fix_free(*state);
    return 0;
}
