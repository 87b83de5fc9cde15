/*
 * iro-worker-mail one|many: opens mails and archives so that `iro` need not.
 */
#include "unpack/unpack.h"
#include "worker/contents.h"
#include "worker/frame.h"

#define ADDRESS_SPACE  268435456u /* 256 MiB */
#define PROCESSOR_TIME 4          /* seconds */
#define MOST_NAME      65536u

static void warm_up(void)
{
    static const gchar tiny[] = "From: a@example.org\r\nTo: b@example.org\r\nSubject: =?utf-8?q?=C3=A9?=\r\n"
                                "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nA\r\n";
    g_autoptr(GBytes) mail = g_bytes_new_static(tiny, sizeof(tiny) - 1);
    g_autoptr(Unpacked) unpacked = unpack_bytes("tiny.eml", mail);
    g_byte_array_unref(contents_put(unpacked));
}

static void prepare(void)
{
    unpack_prepare();
    warm_up();
}

static void nothing_more(void)
{
}

static GByteArray *answer(GBytes *request)
{
    gchar *name = NULL;
    GBytes *content = NULL;
    if (!contents_asked(request, &name, &content)) {
        return g_byte_array_new(); /* no answer at all, which the program refuses */
    }
    return contents_put(unpack_bytes(name, content)); /* freed by leaving */
}

int main(int count, char **arguments)
{
    const Work mails = {
        {ADDRESS_SPACE, PROCESSOR_TIME}, CONTENTS_MAX_BYTES + MOST_NAME, prepare, nothing_more, answer};
    return frame_serve(&mails, count, arguments);
}
