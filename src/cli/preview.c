#include "cli/preview.h"

#include "cli/output.h"
#include "cli/print.h"

ExitStatus preview_print(const Options *options, PreviewOptions *wanted, const gchar *target)
{
    g_autoptr(GError) failure = NULL;
    g_autoptr(Calendar) calendar = session_shipped_calendar(&failure);
    wanted->today = options->today != DAY_NONE ? options->today : session_local_today();
    g_autoptr(GBytes) pdf = calendar ? preview_make(wanted, calendar, &failure) : NULL;
    g_autoptr(Outputs) outputs = outputs_new(target, FALSE);
    if (!pdf || !outputs_add(outputs, "preview.pdf", pdf, &failure) || !outputs_publish(outputs, &failure))
        return print_failure(failure);
    return EXIT_DONE;
}
