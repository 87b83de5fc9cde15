/*
 * Programs that are not ours, which say what is in a PDF of ours.
 */
#pragma once

#include <glib.h>

/* Whether the program is installed. */
gboolean other_program_exists(const gchar *name);

/* What the program prints; its words, NULL at the end. Fails the test when it
 * exits with an error, complains or is missing. The caller frees. */
gchar *other_program_run(const gchar *const *words);
#define RUN(...) other_program_run((const gchar *const[]){__VA_ARGS__, NULL})

/* A folder for the test's files; other_program_tidy() removes it with all in it. */
gchar *other_program_folder(void);
void other_program_tidy(const gchar *folder);
