#include "worker/heap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define BLOCKS 4000

static gsize size_of(guint number)
{
    return 16 + (number * 37) % 3000;
}

/* What was given back all over the heap is not handed out again: what comes
 * next lies beyond it, and together. */
static void what_comes_next_lies_together(void **state)
{
    (void) state;
#ifdef __SANITIZE_ADDRESS__
    skip(); /* another allocator, which has no such gaps */
#endif
    gchar *blocks[BLOCKS];
    for (guint i = 0; i < BLOCKS; i++) {
        blocks[i] = malloc(size_of(i));
    }
    for (guint i = 0; i < BLOCKS; i += 2) {
        free(blocks[i]);
    }
    const gchar *line = sbrk(0);
    heap_settle();
    guint before = 0;
    gsize bytes = 0;
    const gchar *last = line;
    for (guint i = 0; i < BLOCKS / 2; i++) {
        const gchar *next = malloc(size_of(i));
        bytes += size_of(i);
        before += next < line ? 1 : 0;
        last = MAX(last, next);
    }
    assert_in_range(before, 0, BLOCKS / 200);
    assert_in_range((gsize) (last - line), 0, 2 * bytes);
}

static void what_is_reserved_can_be_used(void **state)
{
    (void) state;
    heap_reserve();
    gchar *block = malloc(300000);
    memset(block, 7, 300000);
    assert_int_equal(block[299999], 7);
    free(block);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_comes_next_lies_together),
        cmocka_unit_test(what_is_reserved_can_be_used),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
