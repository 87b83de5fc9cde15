#define _GNU_SOURCE /* sbrk */

#include "worker/heap.h"

#include <malloc.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define GROWTH  4194304u /* bytes by which the heap grows from then on */
#define LARGEST 65536u   /* bytes of a gap that are asked for at once; smaller ones by halves, */
#define SMALL   1024u    /* and below this in the allocator's own steps */
#define STEP    16u
#define AT_ONCE 262144u /* bytes: what reading a usual form takes, nearly */
#define PAGE    4096u

#ifndef MADV_POPULATE_WRITE
#define MADV_POPULATE_WRITE 23 /* Linux 5.14; an older kernel refuses it */
#endif

/* The gaps before the line; never more is taken than the whole heap, whichever
 * allocator there is. */
typedef struct {
    const gchar *line;
    gsize left;
} Gaps;

/* Takes pieces of this size until one comes from beyond the line. */
static void take(Gaps *gaps, gsize size)
{
    while (gaps->left >= size) {
        gchar *piece = malloc(size);
        if (!piece || piece >= gaps->line) {
            free(piece);
            return;
        }
        gaps->left -= size;
    }
}

void heap_settle(void)
{
    struct mallinfo2 heap = mallinfo2();
    Gaps gaps = {sbrk(0), heap.arena};
    mallopt(M_TOP_PAD, GROWTH);
    mallopt(M_TRIM_THRESHOLD, 16 * GROWTH);
    /* The end of the heap first, so that what comes next lies beyond the line. */
    take(&gaps, heap.keepcost > SMALL ? heap.keepcost - SMALL : STEP);
    for (gsize size = LARGEST; size > SMALL; size /= 2) {
        take(&gaps, size);
    }
    for (gsize size = SMALL; size >= STEP; size -= STEP) {
        take(&gaps, size);
    }
}

void heap_reserve(void)
{
    g_autofree gchar *here = malloc(SMALL);
    guintptr from = ((guintptr) here + SMALL + PAGE) / PAGE * PAGE;
    madvise((void *) from, AT_ONCE, MADV_POPULATE_WRITE); /* refused where it is no heap */
}
