#include "worker/child.h"

#include <errno.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "shown/shown.h"
#include "stored/stored.h"
#include "worker/wire.h"

#define ADDRESS_SPACE  536870912u /* 512 MiB */
#define PROCESSOR_TIME 2          /* seconds */
#define ANSWERED       77 /* says that END was written: libraries leave with 0 or 1 when they give up */

#ifdef __SANITIZE_ADDRESS__ /* keeps its notes all over the address space */
#undef ADDRESS_SPACE
#define ADDRESS_SPACE RLIM_INFINITY
#endif

static gboolean limit(int resource, rlim_t most)
{
    /* At the soft limit of time comes SIGXCPU, which tells why. */
    const struct rlimit both = {most, resource == RLIMIT_CPU ? most + 1 : most};
    return setrlimit(resource, &both) == 0;
}

/* What the child may do. The place for further locks: nothing of the file has
 * been looked at before this returns. */
static gboolean lock_down(void)
{
    return limit(RLIMIT_AS, ADDRESS_SPACE) && limit(RLIMIT_CPU, PROCESSOR_TIME) && limit(RLIMIT_CORE, 0) &&
           limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_NOFILE, 3) && prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 &&
           prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_DUMPABLE, 0) == 0;
}

static gboolean write_all(int to, const guchar *bytes, gsize length)
{
    while (length > 0) {
        gssize written = write(to, bytes, length);
        if (written < 0 && errno != EINTR) {
            return FALSE;
        }
        if (written > 0) {
            bytes += written;
            length -= (gsize) written;
        }
    }
    return TRUE;
}

static Sighting *see(GBytes *content)
{
    DrawnFields drawn = {NULL, NULL};
    Sighting *sighting = stored_see(content, &drawn);
    if (sighting->state == SIGHT_READ) {
        shown_see(sighting, content, drawn.pdf, drawn.fields);
    }
    drawn_fields_clear(&drawn);
    return sighting;
}

/* One page with a line of text and a filled field with its picture. */
static GBytes *tiny_pdf(void)
{
    static const gchar tiny[] =
        "%PDF-1.4\n"
        "1 0 obj<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5 0 R]>>>>endobj\n"
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Annots[5 0 R]"
        "/Resources 7 0 R>>endobj\n"
        "4 0 obj<</Length 25>>stream\nBT /F 9 Tf 9 9 Td (A)Tj ET\nendstream endobj\n"
        "5 0 obj<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(\\376\\377\\000A)/Rect[9 9 50 50]/P 3 0 R"
        "/AP<</N 6 0 R>>>>endobj\n"
        "6 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 41 41]/Resources 7 0 R/Length 25>>stream\n"
        "BT /F 9 Tf 9 9 Td (A)Tj ET\nendstream endobj\n"
        "7 0 "
        "obj<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>>>endobj\n"
        "trailer<</Root 1 0 R/Size 8>>\nstartxref\n0\n%%EOF\n";
    return g_bytes_new_static(tiny, sizeof(tiny) - 1);
}

void child_prepare(void)
{
    g_autoptr(GBytes) tiny = tiny_pdf();
    shown_prepare(tiny);
}

void child_warm_up(void)
{
    g_autoptr(GBytes) tiny = tiny_pdf();
    g_autoptr(Sighting) sighting = see(tiny);
    g_byte_array_unref(wire_from_sighting(sighting));
}

static gboolean read_and_answer(GBytes *content, int answers)
{
    GByteArray *answer = wire_from_sighting(see(content)); /* freed by leaving */
    return write_all(answers, answer->data, answer->len);
}

void child_become(GBytes *content, int answers)
{
    _exit(lock_down() && read_and_answer(content, answers) ? WORKER_DONE : WORKER_REFUSED);
}

int child_read_file(GBytes *content, int answers)
{
    pid_t child = fork();
    if (child < 0) {
        return WORKER_REFUSED;
    }
    if (child == 0) {
        _exit(lock_down() && read_and_answer(content, answers) ? ANSWERED : WORKER_REFUSED);
    }
    int status = 0;
    while (waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) {
            return WORKER_REFUSED;
        }
    }
    if (WIFEXITED(status) && WEXITSTATUS(status) == ANSWERED) {
        return WORKER_DONE;
    }
    gboolean expired = WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU;
    return expired ? WORKER_EXPIRED : WORKER_CRASHED;
}
