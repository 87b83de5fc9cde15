#include "agenda/agenda.h"

#include <libical/ical.h>

#define PRODUCT     "-//iro//deadlines//EN"
#define ALARM_HOUR  9
#define DAY_SECONDS 86400

void agenda_entry_free(AgendaEntry *entry)
{
    if (!entry)
        return;
    g_free(entry->uid);
    g_free(entry->title);
    g_free(entry->description);
    g_free(entry);
}

static struct icaltimetype to_date(Day day)
{
    return icaltime_from_timet_with_zone((time_t) day * DAY_SECONDS, 1, icaltimezone_get_utc_timezone());
}

/* From the start of the entry's day, local time, to the morning of the alarm. */
static icalcomponent *make_alarm(const AgendaEntry *entry)
{
    struct icaltriggertype trigger = {.time = icaltime_null_time()};
    trigger.duration =
        icaldurationtype_from_int((entry->warned - entry->day) * DAY_SECONDS + ALARM_HOUR * 60 * 60);
    return icalcomponent_vanew(ICAL_VALARM_COMPONENT, icalproperty_new_action(ICAL_ACTION_DISPLAY),
                               icalproperty_new_description(entry->title), icalproperty_new_trigger(trigger),
                               (void *) 0);
}

static icalcomponent *make_event(const AgendaEntry *entry)
{
    struct icaltimetype stamp = icaltime_from_timet_with_zone((time_t) (entry->stamp / G_USEC_PER_SEC), 0,
                                                              icaltimezone_get_utc_timezone());
    icalcomponent *event = icalcomponent_vanew(
        ICAL_VEVENT_COMPONENT, icalproperty_new_uid(entry->uid), icalproperty_new_dtstamp(stamp),
        icalproperty_new_sequence((int) entry->sequence), icalproperty_new_dtstart(to_date(entry->day)),
        icalproperty_new_dtend(to_date(entry->day + 1)), icalproperty_new_summary(entry->title),
        icalproperty_new_class(ICAL_CLASS_PRIVATE), icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT),
        (void *) 0);
    if (entry->description)
        icalcomponent_add_property(event, icalproperty_new_description(entry->description));
    if (entry->warned != DAY_NONE)
        icalcomponent_add_component(event, make_alarm(entry));
    return event;
}

static void put_title(icalcomponent *calendar, const gchar *title)
{
    icalproperty *name = icalproperty_new_x(title);
    icalproperty_set_x_name(name, "X-WR-CALNAME"); /* no standard name that Outlook reads */
    icalcomponent_add_property(calendar, name);
}

gchar *agenda_write(const GPtrArray *entries, const gchar *title)
{
    icalcomponent *calendar = icalcomponent_vanew(ICAL_VCALENDAR_COMPONENT, icalproperty_new_version("2.0"),
                                                  icalproperty_new_prodid(PRODUCT),
                                                  icalproperty_new_method(ICAL_METHOD_PUBLISH), (void *) 0);
    if (title)
        put_title(calendar, title);
    for (guint i = 0; i < entries->len; i++)
        icalcomponent_add_component(calendar, make_event(g_ptr_array_index(entries, i)));
    char *text = icalcomponent_as_ical_string_r(calendar);
    gchar *copy = g_strdup(text);
    icalmemory_free_buffer(text);
    icalcomponent_free(calendar);
    return copy;
}
