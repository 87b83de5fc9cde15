#include "cli/references.h"

#include "cli/print.h"

static ExitStatus write_all(Session *session, gchar **names, gboolean many, const References *references)
{
    ExitStatus status = EXIT_DONE;
    gboolean changes = references->mode == STORE_WRITE;
    g_autoptr(GError) failure = NULL;
    g_autoptr(Outputs) outputs = outputs_new(references->target, many);
    guint count = g_strv_length(names);
    for (guint i = 0; i < count && !(changes && status >= EXIT_FAILED); i++) {
        status = print_worse(status, references->write(session, names[i], outputs, references->wanted));
        print_progress(references->progress, i + 1, count);
    }
    if (changes && status == EXIT_FAILED)
        return status;
    if ((changes && !store_commit(session->store, &failure)) || !outputs_publish(outputs, &failure))
        return print_failure(failure);
    return status;
}

ExitStatus references_write(const Options *options, const References *references)
{
    ExitStatus status = EXIT_DONE;
    g_autoptr(GError) failure = NULL;
    g_autoptr(Session) session = options_open(options, references->mode, &status);
    if (!session)
        return status;
    if (references->mode == STORE_WRITE && !store_begin(session->store, &failure))
        return print_failure(failure);
    if (!references->all_open)
        return write_all(session, options->arguments, options->n_arguments > 1, references);
    g_autoptr(GPtrArray) open = case_list(session, references->open, &failure);
    if (!open)
        return print_failure(failure);
    g_ptr_array_add(open, NULL);
    return write_all(session, (gchar **) open->pdata, TRUE, references);
}
