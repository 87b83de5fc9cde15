/*
 * Mail as it travels, opened from memory through GMime. Meant for foreign
 * bytes: run it in a confined process.
 */
#pragma once

#include "parcel/parcel.h"

/* Sets up GMime and the charsets; before confinement, once. */
void mail_prepare(void);

/* The parcel, mails inside it opened as deep as the allowance goes; NULL when
 * it cannot be parsed. Too many headers or parts: a parcel with that problem. */
Parcel *mail_open(const guchar *bytes, gsize length, Allowance *allowance);
