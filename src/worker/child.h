/*
 * The process that opens one foreign file and dies with it.
 */
#pragma once

#include <glib.h>

/*
 * Reads the file in a child of its own with limits on memory, processor time
 * and files; the child writes its answer to `answers`. Returns WORKER_DONE
 * when the whole answer was written, else a status of wire.h.
 */
int child_read_file(GBytes *content, int answers);
