/*
 * QR codes (ISO/IEC 18004) by libqrencode.
 */
#pragma once

#include <glib.h>

typedef struct {
    guint side;      /* modules */
    guint8 *modules; /* side * side, 1 is dark, row by row from the top */
} QrCode;

/* Error correction level Q; NULL when the text does not fit. */
QrCode *qr_encode(const gchar *text);
void qr_free(QrCode *code);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(QrCode, qr_free)
