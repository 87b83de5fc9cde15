#include "layout/typing_code.h"

#include "layout/win_ansi.h"

typedef struct {
    guint8 byte;
    guint16 code;
    const gchar *name;
} Letter;

/* By byte. */
static const Letter LETTERS[] = {
    {0x01, 0x0102, "Abreve"},        {0x02, 0x0103, "abreve"},      {0x03, 0x0104, "Aogonek"},
    {0x04, 0x0105, "aogonek"},       {0x05, 0x0106, "Cacute"},      {0x06, 0x0107, "cacute"},
    {0x07, 0x010d, "ccaron"},        {0x08, 0x0117, "edotaccent"},  {0x0b, 0x0118, "Eogonek"},
    {0x0c, 0x0119, "eogonek"},       {0x0e, 0x011e, "Gbreve"},      {0x0f, 0x011f, "gbreve"},
    {0x10, 0x0130, "Idotaccent"},    {0x11, 0x0131, "dotlessi"},    {0x12, 0x0141, "Lslash"},
    {0x13, 0x0142, "lslash"},        {0x14, 0x0143, "Nacute"},      {0x15, 0x0144, "nacute"},
    {0x16, 0x0151, "ohungarumlaut"}, {0x17, 0x015a, "Sacute"},      {0x18, 0x015b, "sacute"},
    {0x19, 0x015e, "Scedilla"},      {0x1a, 0x015f, "scedilla"},    {0x1b, 0x0174, "Wcircumflex"},
    {0x1c, 0x0175, "wcircumflex"},   {0x1d, 0x0176, "Ycircumflex"}, {0x1e, 0x0177, "ycircumflex"},
    {0x1f, 0x021b, "tcommaaccent"},  {0x7f, 0x0179, "Zacute"},      {0x81, 0x017a, "zacute"},
    {0x8d, 0x017b, "Zdotaccent"},    {0x8f, 0x017c, "zdotaccent"},  {0x90, 0x0218, "Scommaaccent"},
    {0x9d, 0x0219, "scommaaccent"},
};

static const Letter *find_letter(guint byte)
{
    for (guint i = 0; i < G_N_ELEMENTS(LETTERS) && LETTERS[i].byte <= byte; i++)
        if (LETTERS[i].byte == byte)
            return &LETTERS[i];
    return NULL;
}

gunichar typing_code(guint byte)
{
    const Letter *letter = find_letter(byte);

    if (letter != NULL)
        return letter->code;
    return byte < 0x20 ? 0 : win_ansi_code(byte);
}

gchar *typing_differences(void)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < G_N_ELEMENTS(LETTERS); i++) {
        if (i == 0 || LETTERS[i].byte != LETTERS[i - 1].byte + 1)
            g_string_append_printf(text, i == 0 ? "%u" : " %u", LETTERS[i].byte);
        g_string_append_printf(text, " /%s", LETTERS[i].name);
    }
    return g_string_free(text, FALSE);
}

gunichar typing_named_code(guint byte)
{
    gunichar code = typing_code(byte);

    return code == 0x021b ? 0x0163 : code;
}
