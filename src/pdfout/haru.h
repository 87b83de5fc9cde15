/*
 * libharu as a writer of objects: it numbers them, keeps the pages, the
 * cross-reference table and the streams. Version 2.3.0 knows no form fields
 * and writes a wrong ToUnicode, so dictionaries are given as text in PDF's own
 * notation (syntax.h). No other file of the project sees libharu.
 */
#pragma once

#include <glib.h>

#include "pdfout/deflate.h"
#include "pdfout/file.h"

typedef struct Haru Haru;
typedef struct HaruObject HaruObject; /* owned by the Haru */

Haru *haru_new(void); /* NULL when libharu cannot start */
void haru_free(Haru *haru);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Haru, haru_free)

/* A dictionary whose entries come later, so that objects can name each other. */
HaruObject *haru_reserve(Haru *haru);
/* Entries as text, without the angle brackets; takes the string. */
void haru_fill(HaruObject *object, GString *entries);
HaruObject *haru_add(Haru *haru, GString *entries);
/* Never compressed: for what is long and the same in every file. */
HaruObject *haru_add_plain(Haru *haru, GString *entries);
/* May be kept together with others even where a form's objects are plain; nothing that is
 * not may come after it. */
void haru_put_last(HaruObject *object);
/* A stream of bytes as they are; entries name the filter if there is one. Takes both. */
HaruObject *haru_add_stream(Haru *haru, GString *entries, GBytes *bytes);
guint haru_number(const HaruObject *object);

/* A page with its content, compressed; annotations may be added later. key: its
 * number in the structure's parent tree. */
HaruObject *haru_add_page(Haru *haru, gdouble width, gdouble height, HaruObject *fonts,
                          const GString *content, guint key, DeflateLevel level);
/* A picture that the page may draw as /Logo; NULL is none. */
void haru_page_picture(Haru *haru, HaruObject *page, HaruObject *picture);
/* A dictionary of our own in the page's; key without its slash, takes the entries. */
void haru_mark_page(Haru *haru, HaruObject *page, const gchar *key, GString *entries);
void haru_annotate(Haru *haru, HaruObject *page, HaruObject *annotation);

/* Entries of the catalogue and of the information dictionary. */
void haru_set_form(Haru *haru, HaruObject *form);
void haru_set_structure(Haru *haru, HaruObject *root); /* and that the document is tagged */
void haru_set_metadata(Haru *haru, HaruObject *stream);
void haru_set_intent(Haru *haru, HaruObject *intent);
/* A file within the file, by its name for those who look for it, and as part of the document. */
void haru_set_attachment(Haru *haru, HaruObject *specification, const gchar *name);
void haru_set_language(Haru *haru, const gchar *language);
void haru_set_info(Haru *haru, const gchar *key, const gchar *text); /* text: UTF-8; NULL: nothing */
void haru_set_id(Haru *haru, const guint8 id[16]);

/* The whole file; NULL when any step since haru_new() failed, with libharu's
 * number of the error. */
GBytes *haru_save(Haru *haru, FileForm form, gulong *code);
