/*
 * Messages saved by Outlook, opened from memory through libgsf. Meant for
 * foreign bytes: run it in a confined process.
 */
#pragma once

#include "parcel/parcel.h"

/* Sets up libgsf and silences its and GLib's default warnings, which name
 * streams of the file; before confinement, once. */
void outlook_prepare(void);

typedef enum {
    OUTLOOK_MESSAGE,
    OUTLOOK_OTHER, /* a sound compound file of another program: an old Word file */
    OUTLOOK_UNREADABLE,
} OutlookSort;

/* Sets *parcel to a new one for OUTLOOK_MESSAGE, else to NULL; mails inside
 * are opened as deep as the allowance goes. */
OutlookSort outlook_open(const guchar *bytes, gsize length, Allowance *allowance, Parcel **parcel);
