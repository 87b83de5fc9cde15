/*
 * The properties of one storage of a .msg: named streams for what is long,
 * a table for numbers (MS-OXMSG 2.1 to 2.4). libgsf's types: for this folder
 * only.
 */
#pragma once

#include <glib.h>
#include <gsf/gsf.h>

/* Property types, MS-OXCDATA 2.11.1. */
#define TYPE_NUMBER  0x0003u
#define TYPE_OBJECT  0x000du
#define TYPE_STRING8 0x001eu
#define TYPE_STRING  0x001fu
#define TYPE_BINARY  0x0102u

/* A number of the table; `otherwise` when it is not there. header: bytes
 * before the table's first entry: 32 at the top, 24 in a mail inside, 8 in an
 * attachment. */
guint32 property_number(GsfInfile *storage, gsize header, guint16 id, guint32 otherwise);

/* The stream's bytes, or NULL when it is absent, unreadable or beyond `most`;
 * *size, unless NULL, is what it claims to be long, 0 when absent. */
GBytes *property_bytes(GsfInfile *storage, guint16 id, guint16 type, gsize most, gsize *size);

/* A text in either of the two string types, clean; NULL when absent or empty. */
gchar *property_text(GsfInfile *storage, guint16 id, guint code_page);

/* The storage that the property is, or NULL. */
GsfInfile *property_storage(GsfInfile *storage, guint16 id);
