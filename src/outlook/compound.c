#include "outlook/compound.h"

#include <string.h>

#define HEADER       512u
#define ENTRY        128u /* bytes of a directory entry */
#define ENTRIES_MOST 8192u
#define IN_HEADER    109u        /* sectors of the allocation table that the header names */
#define LAST_SECTOR  0xfffffffau /* MAXREGSECT */
#define END_OF_CHAIN 0xfffffffeu

typedef struct {
    const guchar *bytes;
    gsize length;
    guint sector; /* bytes */
} Compound;

static guint32 number_at(const guchar *at)
{
    return at[0] | (guint32) at[1] << 8 | (guint32) at[2] << 16 | (guint32) at[3] << 24;
}

/* The sector's bytes, or NULL when they are not all there. */
static const guchar *sector_at(const Compound *file, guint32 sector)
{
    guint64 start = ((guint64) sector + 1) * file->sector;
    return sector > LAST_SECTOR || start + file->sector > file->length ? NULL : file->bytes + start;
}

/* Sector number of the n-th sector of the allocation table, MS-CFB 2.5. */
static gboolean table_sector(const Compound *file, guint32 n, guint32 *sector)
{
    if (n < IN_HEADER) {
        *sector = number_at(file->bytes + 0x4c + (gsize) n * 4);
        return TRUE;
    }
    guint32 in_each = file->sector / 4 - 1; /* the last names the next such sector */
    guint32 list = number_at(file->bytes + 0x44);
    for (guint32 i = (n - IN_HEADER) / in_each; i > 0; i--) {
        const guchar *names = sector_at(file, list);
        if (names == NULL) {
            return FALSE;
        }
        list = number_at(names + (gsize) in_each * 4);
    }
    const guchar *names = sector_at(file, list);
    if (names == NULL) {
        return FALSE;
    }
    *sector = number_at(names + (gsize) ((n - IN_HEADER) % in_each) * 4);
    return TRUE;
}

static gboolean next_in_chain(const Compound *file, guint32 *sector)
{
    guint32 table = 0;
    guint32 in_each = file->sector / 4;
    if (!table_sector(file, *sector / in_each, &table)) {
        return FALSE;
    }
    const guchar *entries = sector_at(file, table);
    if (entries == NULL) {
        return FALSE;
    }
    *sector = number_at(entries + (gsize) (*sector % in_each) * 4);
    return TRUE;
}

gboolean compound_is_moderate(const guchar *bytes, gsize length)
{
    if (length < HEADER) {
        return FALSE;
    }
    guint shift = bytes[0x1e] | (guint) bytes[0x1f] << 8;
    guint small = bytes[0x20] | (guint) bytes[0x21] << 8;
    if ((shift != 9 && shift != 12) || small != 6) { /* MS-CFB 2.2 allows no other */
        return FALSE;
    }
    const Compound file = {bytes, length, 1u << shift};
    guint most = ENTRIES_MOST * ENTRY / file.sector;
    guint32 sector = number_at(bytes + 0x30);
    for (guint i = 0; i < most && sector <= LAST_SECTOR; i++) {
        if (sector_at(&file, sector) == NULL || !next_in_chain(&file, &sector)) {
            return FALSE;
        }
    }
    return sector == END_OF_CHAIN;
}
