/*
 * What pages of HTML have in common.
 */
#pragma once

#include <glib.h>

/* Appends text so that it is text in HTML and in XML. Characters that XML forbids
 * would make the page ill-formed; they mean nothing, and are left out. */
void html_append_escaped(GString *html, const gchar *text);
