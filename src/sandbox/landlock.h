/*
 * Landlock by its raw calls (Linux 5.13 and later; Debian 12 has no wrapper).
 * Private to this folder.
 */
#pragma once

#include <glib.h>

typedef enum { LANDLOCK_CLOSED, LANDLOCK_ABSENT, LANDLOCK_FAILED } LandlockResult;

/* From now on no file can be opened, made, changed or run, and, as far as the
 * kernel knows how to deny it, no TCP port, abstract socket or signal outside
 * be reached. Needs "no new privileges" and a free descriptor. */
LandlockResult landlock_close_everything(void);
