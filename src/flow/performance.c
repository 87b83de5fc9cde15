#include "flow/performance.h"

#include "model/error.h"

#define MOST_QUOTES 10

/* Authorities as the record names them, each loaded once. */
typedef struct {
    Session *session;
    const Pack *last; /* the one asked for last: most often asked for next */
    GPtrArray *met;   /* of Pack */
} Packs;

static const Pack *find_pack(const gchar *id, gpointer data, GError **error)
{
    Packs *packs = data;
    if (packs->last && g_str_equal(packs->last->id, id))
        return packs->last;
    const Pack *pack = session_pack(packs->session, id, error);
    if (pack && !g_ptr_array_find(packs->met, pack, NULL))
        g_ptr_array_add(packs->met, (gpointer) pack);
    packs->last = pack;
    return pack;
}

static gboolean take(const Event *event, guint record, gpointer data, GError **error)
{
    return tally_take(data, event, record, error);
}

static gboolean refuse(GError **error, const gchar *why)
{
    g_set_error_literal(error, IRO_ERROR, IRO_ERROR_USAGE, why);
    return FALSE;
}

static gboolean check(const Session *session, const PerformanceOptions *options, GError **error)
{
    if (options->period.first > session->today)
        return refuse(error, "the period has not begun");
    if (options->public && options->period.last >= session->today)
        return refuse(
            error, "a public report is made when the period is over, so that no two of them can be compared");
    return TRUE;
}

/* Examples in the order in which they were recorded. */
static gboolean add_quotes(Session *session, const Tally *tally, const PerformanceOptions *options,
                           Report *report, GError **error)
{
    g_autoptr(GArray) ids = tally_quotable(tally, &options->period);
    for (guint i = 0; i < MIN(ids->len, MOST_QUOTES); i++) {
        g_autoptr(Event) event = store_event(session->store, g_array_index(ids, gint64, i), error);
        if (!event)
            return FALSE;
        const Pack *pack = session_pack(session, facts_get(event->values, "pack"), error);
        const gchar *id = facts_get(event->values, "theme"), *text = facts_get(event->values, "praise");
        const Theme *theme = pack && id ? pack_find_theme(pack, id) : NULL;
        if (!pack)
            return FALSE;
        ReportQuote *quote = g_new0(ReportQuote, 1);
        quote->theme = g_strdup(theme ? theme->title : "Compliment");
        quote->text = g_strdup(text ? text : "");
        g_ptr_array_add(report->quotes, quote);
    }
    return TRUE;
}

static Report *make(Session *session, const Tally *tally, const Packs *packs,
                    const PerformanceOptions *options, GError **error)
{
    ReportWanted wanted = {
        .tally = tally, .period = options->period, .now = options->now, .before = options->before};
    wanted.until = MIN(options->period.last, session->today);
    if (options->authority && !(wanted.pack = session_pack(session, options->authority, error)))
        return NULL;
    if (!options->authority && packs->met->len == 1)
        wanted.pack = g_ptr_array_index(packs->met, 0);
    if (options->public && !wanted.pack) {
        refuse(error,
               "a public report is of one authority, so that none can be worked out from all; name it with "
               "--authority");
        return NULL;
    }
    if (options->public)
        return report_make_public(&wanted);
    g_autoptr(Report) report = report_make(&wanted);
    return add_quotes(session, tally, options, report, error) ? g_steal_pointer(&report) : NULL;
}

Report *performance_report(Session *session, const PerformanceOptions *options, GError **error)
{
    Period before = period_year_before(&options->period);
    g_autoptr(GPtrArray) met = g_ptr_array_new();
    Packs packs = {.session = session, .met = met};
    TallyOptions wanted = {.authority = options->authority,
                           .cutoff = MIN(options->period.last, session->today),
                           .before = before.last,
                           .seen = MIN(options->period.last + 1, session->today),
                           .seen_before = before.last + 1,
                           .calendar = session->calendar,
                           .find_pack = find_pack,
                           .data = &packs};
    if (!check(session, options, error))
        return NULL;
    g_autoptr(Tally) tally = tally_new(&wanted);
    if (!store_scan(session->store, take, tally, error))
        return NULL;
    tally_finish(tally);
    return make(session, tally, &packs, options, error);
}
