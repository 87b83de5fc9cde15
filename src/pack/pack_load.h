/*
 * Form packs, templates, disputes and compliments from XML: parsed with
 * libxml2 under limits (1 MiB, no DOCTYPE, no network), validated against the
 * RELAX NG schemas beside them, then checked for what a schema cannot say.
 * libxml2's types stay in this folder.
 */
#pragma once

#include <glib.h>

#include "document/template.h"
#include "model/facts.h"
#include "model/pack.h"

/* One finding about a file. */
typedef struct {
    gchar *file;
    guint line;       /* from 1 */
    guint column;     /* from 1, in characters */
    gboolean warning; /* the file may be used all the same */
    gchar *text;      /* what is wrong and what to do */
} Finding;

void finding_free(Finding *finding);
gchar *finding_to_text(const Finding *finding); /* "file:line:column: error: text", or "warning" */

typedef enum { XML_UNKNOWN, XML_PACK, XML_TEMPLATE, XML_DISPUTE, XML_COMPLIMENT } XmlKind;

/*
 * Where forms/, templates/ and their schemas are: $IRO_SHARE, else the
 * installed place, else the source tree that the program was built from.
 */
const gchar *share_folder(void);

/*
 * Each loads one file; on failure returns NULL with IRO_ERROR_INPUT, whose
 * message is every finding, one a line. A pack named without "/" or ".xml" is
 * forms/NAME.xml of the share folder, a template likewise.
 */
Pack *pack_load(const gchar *name, GError **error);
Template *template_load(const gchar *name, GError **error);

/*
 * The data of a dispute or compliment under the names of datum.h, with
 * "pack" set to the pack's id. Text is NFC; a blank line stays an empty line
 * between paragraphs, other line breaks become spaces, lines that begin with
 * "- " stay lines.
 */
Facts *dispute_load(const gchar *file, GError **error);
Facts *compliment_load(const gchar *file, GError **error);

/* Ids of all packs in the share folder, sorted; NULL-terminated. */
gchar **pack_list(GError **error);

/* Everything that is wrong or doubtful in a file of any kind; empty when it is right.
 * Fails only when the file cannot be read (IRO_ERROR_INPUT). */
GPtrArray *xml_check(const gchar *file, XmlKind *kind, GError **error);

/* Where the free texts of a dispute or compliment stand, for the spelling
 * checker: calls back with each text as written and the position of its first
 * character. */
typedef void (*XmlTextFound)(const gchar *text, guint line, guint column, gpointer data);
gboolean xml_each_free_text(const gchar *file, XmlTextFound found, gpointer data, GError **error);
