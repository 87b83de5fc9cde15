/*
 * Whether what was filled in before a form went out is still what it was: the
 * words of its pages, and where its fields stand. Private to this folder.
 */
#pragma once

#include "model/reading.h"
#include "read/forms.h"
#include "read/page_fit.h"

/*
 * Adds altered and its evidence. placements (of Placement) and wording (of
 * PrintedLine, layout/wording.h) are those of the form as it was issued; NULL
 * for what is not known, and then it is not looked at. Pages that are as they
 * were made need no look. Words that nobody can compare, since their letters
 * cannot be told, are a doubt as well.
 */
void altered_judge(Reading *reading, const FoundForm *form, const Sighting *sighting,
                   const GPtrArray *placements, const GPtrArray *wording);
