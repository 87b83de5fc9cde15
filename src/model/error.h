/*
 * The one error domain of the program. Libraries return it, only programs
 * print it. A message names the file or value and what to do; it never holds
 * the text of a dispute.
 */
#pragma once

#include <glib.h>

#define IRO_ERROR (iro_error_quark())

typedef enum {
    IRO_ERROR_USAGE,  /* the command line is wrong: exit 2 */
    IRO_ERROR_INPUT,  /* an input is wrong, or the dispute's state forbids it: exit 3 */
    IRO_ERROR_STORE,  /* the store failed; nothing is half done: exit 4 */
    IRO_ERROR_SYSTEM, /* the system failed: exit 4 */
} IroError;

GQuark iro_error_quark(void);
