/*
 * Memory of processes that are forked from one that is warm. A page that both
 * know is copied for the one that writes to it, and what was given back while
 * warming up lies scattered over such pages; a page that is new costs a fault.
 */
#pragma once

#include <glib.h>

/* Once, when warm: takes up all that was given back, so that those who are
 * forked lay what they need side by side on pages of their own. */
void heap_settle(void);

/* In each that is forked: has the kernel give the first of these pages at
 * once. Only speed depends on it. */
void heap_reserve(void);
