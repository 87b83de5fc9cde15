/*
 * The structure tree as PDF objects, with the parent tree that leads from
 * content and fields back to it (ISO 32000-1, 14.7.4.4).
 */
#pragma once

#include "pdfout/haru.h"
#include "pdfout/structure.h"

/* The number by which a field finds its element in the parent tree; those of
 * pages are their places from 0. */
guint elements_field_key(const Structure *structure, guint placement);

/* pages and widgets: HaruObject by page and by placement. */
void elements_add(Haru *haru, const Structure *structure, const GPtrArray *pages, const GPtrArray *widgets);
