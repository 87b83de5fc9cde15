/*
 * iro-worker one|many: opens returned forms so that `iro` need not.
 */
#include "shown/shown.h"
#include "stored/stored.h"
#include "worker/frame.h"
#include "worker/sample.h"
#include "worker/wire.h"

#define ADDRESS_SPACE  268435456u /* 256 MiB */
#define PROCESSOR_TIME 2          /* seconds */

static Sighting *see(GBytes *content, DrawnFields *drawn)
{
    Sighting *sighting = stored_see(content, drawn);
    if (sighting->state == SIGHT_READ) {
        shown_see(sighting, content, drawn->pdf, drawn->fields);
    }
    return sighting;
}

static void prepare(void)
{
    g_autoptr(GBytes) sample = sample_form();
    shown_prepare(sample);
}

static void warm_up(void)
{
    g_autoptr(GBytes) sample = sample_form();
    DrawnFields drawn = {NULL, NULL, NULL};
    g_autoptr(Sighting) sighting = see(sample, &drawn);
    g_byte_array_unref(wire_from_sighting(sighting));
    drawn_fields_clear(&drawn);
}

/* Nothing is freed but by leaving. */
static GByteArray *answer(GBytes *content)
{
    DrawnFields drawn = {NULL, NULL, NULL};
    return wire_from_sighting(see(content, &drawn));
}

int main(int count, char **arguments)
{
    const Work forms = {{ADDRESS_SPACE, PROCESSOR_TIME}, SIGHTING_MAX_BYTES, prepare, warm_up, answer};
    return frame_serve(&forms, count, arguments);
}
