/*
 * A file within the file (ISO 32000-1, 7.11.4), as an associated file of the
 * document (ISO 19005-3, 6.8).
 */
#pragma once

#include "pdfout/haru.h"
#include "pdfout/pdfout.h"

/* date: in PDF's notation, or NULL; sum: goes on with the file's bytes. */
void attachment_add(Haru *haru, const PdfAttachment *attachment, const gchar *date, GChecksum *sum);
