/*
 * Small files that want much memory, much time, or never to end.
 */
#pragma once

#include <glib.h>

typedef struct {
    const gchar *name;
    GBytes *(*make)(void);
} Bomb;

extern const Bomb BOMBS[];
extern const gsize N_BOMBS;
