/*
 * winmail.dat, opened from memory through libytnef. Meant for foreign bytes:
 * run it in a confined process.
 */
#pragma once

#include "parcel/parcel.h"

/* The parcel, or NULL when it is no TNEF. Mails inside are items whose content
 * is TNEF again. What was cut short is noted as a problem. */
Parcel *tnef_open(const guchar *bytes, gsize length, Allowance *allowance);
