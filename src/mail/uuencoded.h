/*
 * Files uuencoded in a mail's plain text (POSIX, uuencode), as old programs
 * and scanners send them. GMime's decoder; for this folder only.
 */
#pragma once

#include "parcel/parcel.h"

/* Moves each such file from the text to the parcel's items. One that does not
 * end stays, and is noted as broken. */
void uuencoded_take(Parcel *parcel, GByteArray *text, Allowance *allowance);
