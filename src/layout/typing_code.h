/*
 * The one-byte code of what is typed into fields. Programs that draw a field
 * anew, as most do, know no other kind; a letter without a byte is drawn by
 * nobody. It is WinAnsiEncoding, and in the bytes which that leaves free other
 * letters of names: those of Welsh, Polish and Turkish, and of Romanian,
 * Lithuanian, Czech, Slovak and Hungarian as many as there was room for. Not a
 * tab or the end of a line, whose bytes programs use for what they mean.
 */
#pragma once

#include <glib.h>

#define TYPING_FIRST 1 /* the first byte that means a letter; the last one is 255 */

/* What the byte means; 0 when nothing. */
gunichar typing_code(guint byte);

/* What differs from WinAnsiEncoding, as /Differences wants it but for the brackets (ISO 32000-1,
 * 9.6.6.1): bytes, and the names in the Adobe Glyph List of the letters from there on, with a
 * space between each. The caller frees. */
gchar *typing_differences(void);

/* The character of that name in the list. It is the byte's own, but for "tcommaaccent": the
 * list has no name for t with a comma (U+021B) and gives this one to U+0163, with a cedilla,
 * which Romanians typed before they had the other. */
gunichar typing_named_code(guint byte);
