/*
 * What the worker and the program say to each other: bytes of a file one way,
 * a sighting as records the other way, each with its length in front, the
 * last one END. The receiving side believes nothing: every length, count,
 * choice and text is checked.
 */
#pragma once

#include <glib.h>

#include "stored/sighting.h"

#define WIRE_MAX_ANSWER 50331648u /* 48 MiB: bytes of one whole answer */

/* Exit statuses of the worker, for the program to tell why an answer is
 * missing. */
enum {
    WORKER_DONE = 0,
    WORKER_CRASHED = 10, /* the child that read the file died */
    WORKER_EXPIRED = 11, /* it used up its time */
    WORKER_REFUSED = 12, /* the worker itself could not go on */
};

/* The worker's one argument: whether it takes one file, reads it itself and
 * leaves, which is quicker, or many, each in a child of its own. */
#define WORKER_ONE  "one"
#define WORKER_MANY "many"

/* The length that goes in front of a file; exactly this many bytes. */
#define WIRE_LENGTH_BYTES 4
void wire_put_length(guchar bytes[WIRE_LENGTH_BYTES], guint32 length);
guint32 wire_get_length(const guchar bytes[WIRE_LENGTH_BYTES]);

/* The whole answer, END included. */
GByteArray *wire_from_sighting(const Sighting *sighting);

typedef enum { WIRE_MORE, WIRE_ENDED, WIRE_BAD } WireProgress;

/* Takes an answer apart as it comes in. */
typedef struct WireReader WireReader;

WireReader *wire_reader_new(void);
void wire_reader_free(WireReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(WireReader, wire_reader_free)

/* WIRE_BAD when the bytes break the rules; final, like WIRE_ENDED. */
WireProgress wire_reader_take(WireReader *reader, const guchar *bytes, gsize length);

/* What was read, after WIRE_ENDED; the caller owns it. */
Sighting *wire_reader_steal(WireReader *reader);
