#include "scan/blobs.h"

#define SEEN 2

typedef struct {
    guint8 *dark;
    guint width, height;
    GArray *waiting, *members; /* of guint: places */
} Walk;

static void visit(Walk *walk, guint place)
{
    walk->dark[place] = SEEN;
    g_array_append_val(walk->waiting, place);
    g_array_append_val(walk->members, place);
}

static void visit_neighbours(Walk *walk, guint place)
{
    guint x = place % walk->width, y = place / walk->width;

    for (guint j = y > 0 ? y - 1 : 0; j <= MIN(y + 1, walk->height - 1); j++)
        for (guint i = x > 0 ? x - 1 : 0; i <= MIN(x + 1, walk->width - 1); i++)
            if (walk->dark[j * walk->width + i] == 1)
                visit(walk, j * walk->width + i);
}

static Blob collect(Walk *walk, guint start)
{
    Blob blob = {.left = G_MAXUINT, .top = G_MAXUINT};

    g_array_set_size(walk->members, 0);
    visit(walk, start);
    while (walk->waiting->len > 0) {
        guint place = g_array_index(walk->waiting, guint, walk->waiting->len - 1);
        g_array_set_size(walk->waiting, walk->waiting->len - 1);
        guint x = place % walk->width, y = place / walk->width;
        blob.area++;
        blob.left = MIN(blob.left, x), blob.right = MAX(blob.right, x);
        blob.top = MIN(blob.top, y), blob.bottom = MAX(blob.bottom, y);
        visit_neighbours(walk, place);
    }
    return blob;
}

GArray *blobs_find(guint8 *dark, guint width, guint height, guint least)
{
    GArray *blobs = g_array_new(FALSE, TRUE, sizeof(Blob));
    Walk walk = {.dark = dark,
                 .width = width,
                 .height = height,
                 .waiting = g_array_new(FALSE, FALSE, sizeof(guint)),
                 .members = g_array_new(FALSE, FALSE, sizeof(guint))};

    for (guint i = 0; i < width * height; i++)
        dark[i] = dark[i] != 0;
    for (guint i = 0; i < width * height; i++) {
        if (dark[i] != 1)
            continue;
        Blob blob = collect(&walk, i);
        if (blob.area >= least) {
            g_array_append_val(blobs, blob);
            continue;
        }
        for (guint k = 0; k < walk.members->len; k++)
            dark[g_array_index(walk.members, guint, k)] = 0;
    }
    g_array_unref(walk.waiting);
    g_array_unref(walk.members);
    return blobs;
}

gboolean blobs_is_near(const guint8 *dark, guint width, guint height, gint x, gint y, gint reach)
{
    for (gint j = MAX(y - reach, 0); j <= MIN(y + reach, (gint) height - 1); j++)
        for (gint i = MAX(x - reach, 0); i <= MIN(x + reach, (gint) width - 1); i++)
            if (dark[j * (gint) width + i])
                return TRUE;
    return FALSE;
}

void blobs_collect(guint8 *dark, guint width, guint height, guint place, GArray *members)
{
    g_autoptr(GArray) waiting = g_array_new(FALSE, FALSE, sizeof(guint));
    Walk walk = {.dark = dark, .width = width, .height = height, .waiting = waiting, .members = members};

    collect(&walk, place);
}

GArray *blobs_find_joined(const guint8 *dark, guint width, guint height, guint reach)
{
    g_autofree guint8 *wide = g_malloc0((gsize) width * height);

    for (guint i = 0; i < width * height; i++)
        wide[i] = blobs_is_near(dark, width, height, (gint) (i % width), (gint) (i / width), (gint) reach);
    GArray *blobs = blobs_find(wide, width, height, 1);
    for (guint i = 0; i < blobs->len; i++) {
        Blob *blob = &g_array_index(blobs, Blob, i);
        blob->left += blob->left > 0 ? reach : 0, blob->right -= blob->right + 1 < width ? reach : 0;
        blob->top += blob->top > 0 ? reach : 0, blob->bottom -= blob->bottom + 1 < height ? reach : 0;
    }
    return blobs;
}
