/*
 * The parts of one mail, sorted. GMime's types: for this folder only.
 */
#pragma once

#include <gmime/gmime.h>

#include "parcel/parcel.h"

/* Fills the parcel from the message; never fails, troubles are noted. */
void parts_sort(Parcel *parcel, GMimeMessage *message, Allowance *allowance);

/* A new parcel of the message, in mail.c, which parts.c calls for mails inside. */
Parcel *mail_from_message(GMimeMessage *message, Allowance *allowance);
