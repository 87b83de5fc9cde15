/*
 * A form in small, of our own making, for the libraries to warm up on: what
 * they do once they have then done for every process forked later.
 */
#pragma once

#include <glib.h>

/* One page as our forms have them, with a text field and two check boxes; whole,
 * so that it is read on the way that the usual file is read on. */
GBytes *sample_form(void);
