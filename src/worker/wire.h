/*
 * What the worker and the program say to each other: bytes of a file one way,
 * a sighting as records the other way, each with its length in front, the
 * last one END. The receiving side believes nothing: every length, count,
 * choice and text is checked.
 */
#pragma once

#include <glib.h>

#include "stored/sighting.h"
#include "worker/record.h"

#define WIRE_MAX_ANSWER 50331648u /* 48 MiB: bytes of one whole answer */

/* What became of a file in the worker; also how a worker leaves, so none is a
 * status that libraries leave with. */
typedef enum {
    WORKER_DONE = 0,
    WORKER_CRASHED = 10,    /* the child that read the file died */
    WORKER_EXPIRED = 11,    /* it used up its time */
    WORKER_REFUSED = 12,    /* the worker itself could not go on */
    WORKER_UNCONFINED = 13, /* the child could not be confined and read nothing */
    WORKER_N_STATUSES
} WorkerStatus;

/* The worker's one argument: whether it takes one file, reads it itself and
 * leaves, which is quicker, or many, each in a child of its own. */
#define WORKER_ONE  "one"
#define WORKER_MANY "many"

/*
 * A file goes out with its length in front. Back comes a head, and as many
 * bytes as it says: all that a child wrote before it was gone, so that no
 * child can speak for the file after its own.
 */
#define WIRE_HEAD_BYTES (2 + WIRE_LENGTH_BYTES)
typedef struct {
    WorkerStatus status;
    guint gaps;     /* of SandboxGap */
    guint32 length; /* of the answer that follows, 0 unless WORKER_DONE */
} WireHead;

void wire_put_head(guchar bytes[WIRE_HEAD_BYTES], const WireHead *head);
gboolean wire_get_head(const guchar bytes[WIRE_HEAD_BYTES], WireHead *head); /* FALSE when it is wrong */

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
