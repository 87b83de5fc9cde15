/*
 * A printed copy whose letters cannot be told is read a second time, as a
 * picture; this joins the two. Private to this folder.
 */
#pragma once

#include "model/reading.h"

/* TRUE for a copy that wants a second look. */
gboolean second_look_is_due(const Reading *reading);

/*
 * Takes both over and returns one list: what was seen on the picture stands in
 * for a copy of the same form that wanted the look, with the copy's own text
 * where the picture bears it out. A copy that was not found again keeps
 * nothing that its letters said.
 */
GPtrArray *second_look_join(GPtrArray *readings, GPtrArray *scanned);
