/*
 * The logo as an image object (ISO 32000-1, 8.9.5), one for all pages.
 */
#pragma once

#include "model/look.h"
#include "pdfout/haru.h"

/* NULL when the document has no logo. */
HaruObject *picture_add(Haru *haru, const Logo *logo);
