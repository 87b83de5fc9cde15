/*
 * What `iro-worker-scan` and the program say to each other: first which forms
 * the pages of a file are, then what stands in the places of their fields.
 */
#pragma once

#include <glib.h>

#include "scan/scan.h"

#define PICTURES_MAX_BYTES  10485760u /* 10 MiB: of a file */
#define PICTURES_MAX_PAGES  20        /* of a file that are looked at, */
#define PICTURES_MAX_NUMBER 200       /* and the highest number of one */
#define PICTURES_MAX_FIELDS 64

/* Why not every page was looked at. */
typedef enum { PICTURES_ALL_SEEN, PICTURES_NO_TIME, PICTURES_TOO_LARGE, PICTURES_N_STOPS } PicturesStop;

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

/* To find the codes. pages: of guint, from 1, those to look at; NULL: the first
 * ones. */
GBytes *pictures_ask_codes(GBytes *content, const GArray *pages);
/* To look at the fields (of PictureField). */
GBytes *pictures_ask_fields(GBytes *content, const GPtrArray *fields);
/* FALSE when it breaks a rule. No fields: to find the codes; no pages: the
 * first ones. All are freed by the caller. */
gboolean pictures_asked(GBytes *request, GBytes **content, GArray **pages, GPtrArray **fields);

/* codes: of GPtrArray of gchar, for each page from the first on; none for one
 * that was not looked at. */
GByteArray *pictures_put_codes(const GPtrArray *codes, PicturesStop stop);
GPtrArray *pictures_get_codes(GBytes *answer, PicturesStop *stop); /* NULL when it breaks a rule */
GByteArray *pictures_put_fields(const GPtrArray *fields);
/* Fills in what was seen; FALSE when the answer breaks a rule. */
gboolean pictures_get_fields(GBytes *answer, GPtrArray *fields);
