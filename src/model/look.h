/*
 * How an authority's documents look: its colours and its logo, set in one
 * place, the <look> of its pack.
 */
#pragma once

#include <glib.h>

/* A picture as rows of red, green and blue, from the top left; opaque. */
typedef struct {
    guint width, height; /* pixels */
    GBytes *pixels;      /* 3 bytes each */
} Logo;

Logo *logo_new(guint width, guint height, GBytes *pixels); /* takes the pixels */
Logo *logo_copy(const Logo *logo);                         /* shares them; NULL gives NULL */
void logo_free(Logo *logo);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Logo, logo_free)

/* What a Look begins with. Text and muted are those of GOV.UK. */
#define LOOK_TEXT  0x0b0c0cu
#define LOOK_MUTED 0x505a5fu
#define LOOK_FILL  0xf3f2f1u

typedef struct {
    guint32 accent;      /* 0xrrggbb: titles and bars */
    guint32 compliments; /* the accent of compliments */
    guint32 text;        /* what is read */
    guint32 muted;       /* labels, hints, header and footer */
    guint32 rule;        /* the line under a title */
    guint32 fill;        /* behind what must not be overlooked */
    Logo *logo;          /* NULL when there is none */
    gchar *logo_text;    /* what the logo shows, for those who do not see it */
    gdouble logo_height; /* pt */
} Look;

Look *look_new(void);
void look_free(Look *look);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Look, look_free)
