/*
 * What `iro-worker-scan` and the program say to each other: first which forms
 * the pages of a file are, then what stands in the places of their fields.
 */
#pragma once

#include <glib.h>

#include "scan/scan.h"

#define PICTURES_MAX_BYTES  10485760u /* 10 MiB: of a file */
#define PICTURES_MAX_PAGES  20
#define PICTURES_MAX_FIELDS 64

/* A field to be looked at, or what was seen there. */
typedef struct {
    guint page; /* of the file, from 1 */
    gchar *name;
    gboolean box;
    Rect rect;           /* pt, on the form's page */
    gboolean registered; /* the answer: the page's marks were found */
    gdouble residual;    /* pt */
    BoxInk ink;          /* of a box */
    ScanText text;       /* of any other field */
    GBytes *png;         /* what a person has to see, or NULL */
} PictureField;

PictureField *picture_field_new(guint page, const gchar *name, gboolean box, const Rect *rect);
void picture_field_free(gpointer field);

/* fields (of PictureField) NULL or empty: to find the codes. */
GBytes *pictures_ask(GBytes *content, const GPtrArray *fields);
gboolean pictures_asked(GBytes *request, GBytes **content, GPtrArray **fields);

/* codes: of GPtrArray of gchar, for each page. */
GByteArray *pictures_put_codes(const GPtrArray *codes);
GPtrArray *pictures_get_codes(GBytes *answer); /* NULL when it breaks a rule */
GByteArray *pictures_put_fields(const GPtrArray *fields);
/* Fills in what was seen; FALSE when the answer breaks a rule. */
gboolean pictures_get_fields(GBytes *answer, GPtrArray *fields);
