/*
 * What haru.c and haru_save.c know of each other; nobody else sees libharu's types.
 */
#pragma once

#include <hpdf.h>
#include <hpdf_doc.h>

#include "pdfout/haru.h"

/* A HaruObject is a dictionary of libharu, a HaruPage too. */
struct Haru {
    HPDF_Doc doc;
    guint8 id[16];
};

/* Marks a dictionary that stays out of object streams, where libharu keeps the filter of a stream. */
#define PLAIN 0x8000u
#define LAST  0x4000u /* and one that may be in them even in a long form */

/* What libharu would copy byte by byte: a stream is written by this file alone. */
typedef struct {
    GString *entries;
    GBytes *bytes;
} Body;

static inline HPDF_Dict dict_of(HaruObject *object)
{
    return (HPDF_Dict) (void *) object;
}

static inline HaruObject *object_of(HPDF_Dict dict)
{
    return (HaruObject *) (void *) dict;
}

/* How libharu is told to write a dictionary: entries between its brackets; a Body's. */
HPDF_STATUS haru_write_entries(HPDF_Dict dict, HPDF_Stream stream);
HPDF_STATUS haru_write_body(HPDF_Dict dict, HPDF_Stream stream);
