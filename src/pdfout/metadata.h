/*
 * What the file says of itself: information dictionary, XMP (ISO 16684-1),
 * language, identity, and the output intent of what is kept.
 */
#pragma once

#include "document/document.h"
#include "pdfout/haru.h"
#include "pdfout/pdfout.h"

/* sum: of the pages' contents, of which the file's identity is made. */
void metadata_add(Haru *haru, const Document *document, const PdfOptions *options, GChecksum *sum);
