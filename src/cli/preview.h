/*
 * The --preview of `iro form` and `iro compliment`.
 */
#pragma once

#include "cli/options.h"
#include "flow/preview.h"

/* Writes the preview to the target; says what is wrong. today is that of the options. */
ExitStatus preview_print(const Options *options, PreviewOptions *wanted, const gchar *target);
