/* unpack_show FILE...: a line for each file, its leaves, letters and problems;
 * "BEGIN" and "END" on stderr mark each file for those who watch. */
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "unpack/unpack.h"

static const char *const kinds[] = {"leaf",      "mail",      "archive",  "broken",
                                    "encrypted", "too-large", "elsewhere"};

static void show(const char *file, GBytes *content)
{
    gint64 start = g_get_monotonic_time();
    (void) !write(2, "BEGIN\n", 6); /* for strace */
    g_autoptr(Unpacked) unpacked = unpack_bytes(file, content);
    (void) !write(2, "END\n", 4);
    double seconds = (double) (g_get_monotonic_time() - start) / 1e6;
    printf("%s %s %.3fs sender=%s mails=%u body=%zu\n", file, kinds[unpacked->kind], seconds,
           unpacked->sender == NULL ? "-" : unpacked->sender, unpacked->mails,
           unpacked->body == NULL ? (size_t) 0 : strlen(unpacked->body));
    for (guint i = 0; i < unpacked->leaves->len; i++) {
        const UnpackedLeaf *leaf = unpacked->leaves->pdata[i];
        printf("  %s %zu%s%s\n", leaf->path, g_bytes_get_size(leaf->content), leaf->could_form ? " form" : "",
               leaf->in_text ? " in-text" : "");
    }
    for (guint i = 0; i < unpacked->problems->len; i++) {
        const UnpackProblem *problem = unpacked->problems->pdata[i];
        printf("  ! %s: %s\n", problem->path, problem->message);
    }
}

int main(int count, char **files)
{
    unpack_prepare();
    for (int i = 1; i < count; i++) {
        gchar *bytes = NULL;
        gsize length = 0;
        if (!g_file_get_contents(files[i], &bytes, &length, NULL)) {
            return 1;
        }
        g_autoptr(GBytes) content = g_bytes_new_take(bytes, length);
        show(files[i], content);
    }
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("peak %ld kB\n", usage.ru_maxrss);
    return 0;
}
