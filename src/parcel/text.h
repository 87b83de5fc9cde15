/*
 * Foreign bytes to text: UTF-8, NFC, "\n" as line end, no other control
 * character but tab. Never fails: what is not to be decoded becomes U+FFFD.
 */
#pragma once

#include <glib.h>

/* Opens the charsets of mail, once, and keeps them: the C library reads its
 * tables from files when a charset is first used, which a confined process
 * may not. A charset that is not there is read as windows-1252. */
void text_prepare(void);

/* charset: as a mail names it, any case, or NULL. Bytes that are valid UTF-8
 * are taken as that unless the charset has two-byte units. */
gchar *text_from_bytes(const void *bytes, gsize length, const gchar *charset);

/* The same for a Windows code page number, 0: not known. */
gchar *text_from_code_page(const void *bytes, gsize length, guint code_page);

/* text: any bytes that mean to be UTF-8. */
gchar *text_clean(const gchar *text);
