#include "scan/streaks.h"

#include <math.h>

#define FAR    100.0 /* pt beyond the patch on either side that are looked at, */
#define PIECES 2     /* in so many pieces on each */
/* Of the pieces that lie on the paper, in how many the line must be; it may be missing in none. */
#define LEAST  4
#define NEARBY 2.0  /* pt from the line, where paper is measured */
#define DIM    0.04 /* darkness of a line that is seen, at least */
#define PALE   0.55 /* darker is ink */
#define EDGE   0.01 /* darkness at which a line's edge ends */
#define LEAN   4    /* samples that it may be off between two pieces */
#define UNEVEN 0.75 /* of the darkness, that it may differ between two pieces */
#define AGAIN  1.6  /* times as dark as beside the box it may be within */
/* pt along the line, whose middle tells how dark it is there: wider than a pen's stroke */
#define WINDOW 3.0
#define LEVELS 256

/* Darkness of each column (row) against what lies beside it, in one piece. */
typedef struct {
    gdouble *dim;
    guint n;
} Profile;

static guint8 sample(const Patch *strip, gboolean upright, guint across, guint along)
{
    return upright ? strip->grey[(gsize) along * strip->width + across]
                   : strip->grey[(gsize) across * strip->width + along];
}

static gdouble middle(const Patch *strip, gboolean upright, guint across, guint from, guint to)
{
    guint count[LEVELS] = {0}, level = 0;

    for (guint along = from; along < to; along++)
        count[sample(strip, upright, across, along)]++;
    for (guint below = count[0]; below <= (to - from) / 2 && level + 1 < LEVELS; below += count[level])
        level++;
    return level;
}

static Profile measure(const Patch *strip, gboolean upright, guint from, guint to)
{
    guint n = upright ? strip->width : strip->height, off = (guint) (NEARBY * strip->scale);
    Profile profile = {g_new0(gdouble, n), n};
    g_autofree gdouble *level = g_new0(gdouble, n);

    for (guint i = 0; i < n; i++)
        level[i] = middle(strip, upright, i, from, to);
    for (guint i = 0; i < n; i++) {
        gdouble before = level[i >= off ? i - off : i], after = level[MIN(i + off, n - 1)];
        gdouble paper = MIN(i >= off ? before : after, i + off < n ? after : before);
        profile.dim[i] = paper > 1 ? 1 - level[i] / paper : 0;
    }
    return profile;
}

/* The darkest within LEAN of a place. */
static gdouble look(const Profile *profile, guint at)
{
    gdouble dim = 0;

    for (guint i = at > LEAN ? at - LEAN : 0; i <= MIN(at + LEAN, profile->n - 1); i++)
        dim = MAX(dim, profile->dim[i]);
    return dim;
}

static gboolean is_streak(const GArray *profiles, guint at)
{
    gdouble least = 1, most = 0;

    for (guint i = 0; i < profiles->len; i++) {
        gdouble dim = look(&g_array_index(profiles, Profile, i), at);
        least = MIN(least, dim);
        most = MAX(most, dim);
    }
    return profiles->len >= LEAST && least > DIM && most < PALE && least > (1 - UNEVEN) * most;
}

/* A fold is not as dark everywhere: how dark it is near one place, and no darker than `most`. */
static gdouble measure_near(const Patch *patch, gboolean upright, guint across, guint along, gdouble most)
{
    guint n = upright ? patch->height : patch->width, wide = upright ? patch->width : patch->height;
    guint half = (guint) (WINDOW * patch->scale), off = (guint) (NEARBY * patch->scale);
    guint from = along > half ? along - half : 0, to = MIN(along + half + 1, n);
    gdouble here = middle(patch, upright, across, from, to);
    gdouble before = middle(patch, upright, across >= off ? across - off : across + off, from, to);
    gdouble after = middle(patch, upright, across + off < wide ? across + off : across - off, from, to);

    return MAX(before, after) > 1 ? CLAMP(1 - here / MAX(before, after), 0, most) : 0;
}

static void lighten(Patch *patch, const Patch *kept, gboolean upright, guint across, gdouble dim)
{
    guint n = upright ? patch->height : patch->width;

    for (guint along = 0; along < n; along++) {
        guint8 *at = patch->grey + (upright ? (gsize) along * patch->width + across
                                            : (gsize) across * patch->width + along);
        gdouble near = measure_near(kept, upright, across, along, MIN(AGAIN * dim, PALE));
        *at = (guint8) MIN(255, lround(*at / (1 - near)));
    }
}

/* The two pieces of the patch itself, beside the box, tell how dark the line is there. */
static void take_off(Patch *patch, gboolean upright, const GArray *profiles)
{
    const Profile *before = &g_array_index(profiles, Profile, 0),
                  *after = &g_array_index(profiles, Profile, 1);
    guint n = before->n;
    g_autofree gdouble *dim = g_new0(gdouble, n);

    for (guint i = 0; i < n; i++) {
        if (MAX(before->dim[i], after->dim[i]) <= DIM || !is_streak(profiles, i))
            continue;
        for (guint k = i > LEAN ? i - LEAN : 0; k <= MIN(i + LEAN, n - 1); k++)
            dim[k] = CLAMP(MAX(before->dim[k], after->dim[k]), 0, PALE);
    }
    g_autofree guint8 *grey = g_memdup2(patch->grey, (gsize) patch->width * patch->height);
    const Patch kept = {.width = patch->width, .height = patch->height, .scale = patch->scale, .grey = grey};
    for (guint i = 0; i < n; i++)
        if (dim[i] > EDGE)
            lighten(patch, &kept, upright, i, dim[i]);
}

static void add_piece(GArray *profiles, const Patch *strip, gboolean upright, gdouble from, gdouble to)
{
    guint most = upright ? strip->height : strip->width;
    guint first = (guint) CLAMP(from * strip->scale, 0, most),
          last = (guint) CLAMP(to * strip->scale, 0, most);

    if (last > first + 8) {
        Profile profile = measure(strip, upright, first, last);
        g_array_append_val(profiles, profile);
    }
}

/* FAR beyond the patch, on one side; nothing where that is off the picture. */
static void add_far(GArray *profiles, const Patch *patch, const Picture *picture, const PageFix *fix,
                    gboolean upright, gboolean after)
{
    gdouble piece = FAR / PIECES;

    for (guint i = 0; i < PIECES; i++) {
        Rect place = patch->place;
        if (upright) {
            place.y += after ? -piece * (i + 1) : place.height + piece * i;
            place.height = piece;
        } else {
            place.x += after ? place.width + piece * i : -piece * (i + 1);
            place.width = piece;
        }
        g_autoptr(Patch) strip = patch_cut(picture, fix, &place, &place, patch->scale);
        if (strip != NULL)
            add_piece(profiles, strip, upright, 0, piece);
    }
}

static void take_off_along(Patch *patch, const Picture *picture, const PageFix *fix, const Rect *box,
                           gboolean upright)
{
    g_autoptr(GArray) profiles = g_array_new(FALSE, FALSE, sizeof(Profile));
    const Rect *place = &patch->place;

    add_piece(profiles, patch, upright, 0,
              upright ? place->y + place->height - box->y - box->height - 2 : box->x - place->x - 2);
    add_piece(profiles, patch, upright,
              upright ? place->y + place->height - box->y + 2 : box->x + box->width + 2 - place->x,
              upright ? place->height : place->width);
    if (profiles->len == 2) {
        add_far(profiles, patch, picture, fix, upright, FALSE);
        add_far(profiles, patch, picture, fix, upright, TRUE);
        take_off(patch, upright, profiles);
    }
    for (guint i = 0; i < profiles->len; i++)
        g_free(g_array_index(profiles, Profile, i).dim);
}

void streaks_take_off(Patch *patch, const Picture *picture, const PageFix *fix, const Rect *box)
{
    take_off_along(patch, picture, fix, box, TRUE);
    take_off_along(patch, picture, fix, box, FALSE);
}
