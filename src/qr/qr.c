#include "qr/qr.h"

#include <qrencode.h>

QrCode *qr_encode(const gchar *text)
{
    /* Version 0: the smallest that holds the text. */
    QRcode *drawn = QRcode_encodeString(text, 0, QR_ECLEVEL_Q, QR_MODE_8, 1);

    if (drawn == NULL)
        return NULL;
    QrCode *code = g_new0(QrCode, 1);
    code->side = (guint) drawn->width;
    code->modules = g_malloc((gsize) code->side * code->side);
    for (guint i = 0; i < code->side * code->side; i++)
        code->modules[i] = drawn->data[i] & 1; /* the other bits say what part of the code it is */
    QRcode_free(drawn);
    return code;
}

void qr_free(QrCode *code)
{
    if (code == NULL)
        return;
    g_free(code->modules);
    g_free(code);
}
