/*
 * WinAnsiEncoding (ISO 32000-1, annex D.2): the one-byte code in which text
 * fields are typed, and in which most of what is printed can be said.
 */
#pragma once

#include <glib.h>

/* What a byte from 32 to 255 means. Several may mean the same. */
gunichar win_ansi_code(guint byte);

/* The byte for a character; 0 when there is none. */
guint win_ansi_byte(gunichar code);

/* TRUE when every character of the text (UTF-8) has a byte. */
gboolean win_ansi_holds(const gchar *text);
