#include <string.h>

#include "figures/tally_parts.h"

#define FIRST_MONTH (1990 * 12) /* what is earlier counts there */

static void dispute_free(gpointer data)
{
    Dispute *dispute = data;
    if (!dispute)
        return;
    progress_free(dispute->progress);
    g_free(dispute);
}

static void series_free(gpointer data)
{
    Series *series = data;
    g_free(series->key);
    g_free(series->label);
    g_array_unref(series->months);
    g_free(series);
}

/* A series is looked up by breakdown, authority and key; no text is put together for it. */
static guint series_hash(gconstpointer data)
{
    const Series *series = data;
    return g_str_hash(series->key) * BREAKDOWN_N + series->breakdown;
}

static gboolean series_equal(gconstpointer one, gconstpointer other)
{
    const Series *a = one, *b = other;
    return a->breakdown == b->breakdown && a->pack == b->pack && strcmp(a->key, b->key) == 0;
}

Tally *tally_new(const TallyOptions *options)
{
    Tally *tally = g_new0(Tally, 1);
    tally->options = *options;
    tally->disputes = g_ptr_array_new_with_free_func(dispute_free);
    tally->children = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    tally->series = g_hash_table_new(series_hash, series_equal); /* `all` frees them */
    tally->all = g_ptr_array_new_with_free_func(series_free);
    for (guint i = 0; i < COUNT_N; i++)
        tally->counts[i] = g_array_new(FALSE, TRUE, sizeof(guint));
    tally->lengths = g_array_new(FALSE, FALSE, sizeof(Length));
    tally->quotable = g_array_new(FALSE, FALSE, sizeof(Quotable));
    for (guint i = 0; i < G_N_ELEMENTS(tally->stock); i++)
        tally->stock[i] = g_array_new(FALSE, FALSE, sizeof(Stock));
    tally->first_month = G_MAXINT;
    tally->day = DAY_NONE;
    return tally;
}

void tally_free(Tally *tally)
{
    if (!tally)
        return;
    g_ptr_array_unref(tally->disputes);
    g_hash_table_unref(tally->children);
    g_hash_table_unref(tally->series);
    g_ptr_array_unref(tally->all);
    for (guint i = 0; i < COUNT_N; i++)
        g_array_unref(tally->counts[i]);
    g_array_unref(tally->lengths);
    g_array_unref(tally->quotable);
    for (guint i = 0; i < G_N_ELEMENTS(tally->stock); i++)
        g_array_unref(tally->stock[i]);
    g_free(tally);
}

static void add_month(GArray *months, gint month)
{
    guint at = (guint) MAX(month - FIRST_MONTH, 0);
    if (at >= months->len)
        g_array_set_size(months, at + 1);
    g_array_index(months, guint, at)++;
}

static guint of_month(const GArray *months, gint month)
{
    return month >= FIRST_MONTH && (guint) (month - FIRST_MONTH) < months->len
               ? g_array_index(months, guint, month - FIRST_MONTH)
               : 0;
}

static guint sum_of(const GArray *months, const Period *period)
{
    guint sum = 0;
    for (guint i = 0; i < period->n_months; i++)
        sum += of_month(months, period_first_month(period) + (gint) i);
    return sum;
}

void tally_add(Tally *tally, Count count, gint month)
{
    tally->first_month = MIN(tally->first_month, MAX(month, FIRST_MONTH));
    add_month(tally->counts[count], month);
}

/* The series of that breakdown and key, made when it is new; label is taken over then. */
static Series *find_series(Tally *tally, Breakdown breakdown, const Pack *pack, const gchar *key,
                           const gchar *label)
{
    const Series wanted = {.breakdown = breakdown, .pack = pack, .key = (gchar *) key};
    Series *series = g_hash_table_lookup(tally->series, &wanted);
    if (series)
        return series;
    series = g_new0(Series, 1);
    series->breakdown = breakdown;
    series->pack = pack;
    series->key = g_strdup(key);
    series->label = g_strdup(label);
    series->months = g_array_new(FALSE, TRUE, sizeof(guint));
    g_hash_table_add(tally->series, series);
    g_ptr_array_add(tally->all, series);
    return series;
}

static void add(Tally *tally, Breakdown breakdown, const Pack *pack, const gchar *key, const gchar *label,
                gint month)
{
    add_month(find_series(tally, breakdown, pack, key, label)->months, month);
}

static void add_theme(Tally *tally, Breakdown breakdown, const Pack *pack, const Facts *facts, gint month)
{
    const gchar *id = facts_get(facts, "theme");
    const Theme *theme = id ? pack_find_theme(pack, id) : NULL;
    const gchar *label = theme ? theme->title : id;
    add(tally, breakdown, pack, id ? id : "", label ? label : "No theme given", month);
}

static void add_level(Tally *tally, const Pack *pack, const Facts *facts, gint month)
{
    const gchar *text = facts_get(facts, "concern.level");
    guint64 number = text ? g_ascii_strtoull(text, NULL, 10) : 0;
    const ConcernLevel *level = pack_find_level(pack, (guint) number);
    if (!level)
        return;
    g_autofree gchar *label = g_strdup_printf("Level %u: %s", level->number, level->title);
    add(tally, BY_LEVEL, pack, text, label, month);
}

void tally_break_down_opening(Tally *tally, Dispute *dispute, const Event *event, gint month)
{
    const Pack *pack = dispute->progress->pack;
    const gchar *team = facts_get(event->values, "team");
    const gchar *label = team && *team ? team : "No team given";
    add_theme(tally, BY_THEME, pack, event->values, month);
    add_level(tally, pack, event->values, month);
    add(tally, BY_TEAM, pack, team ? team : "", label, month);
    add(tally, BY_AUTHORITY_RAISED, pack, "", pack->authority, month);
    dispute->team_late = find_series(tally, BY_TEAM_LATE, pack, team ? team : "", label);
}

void tally_add_late_team(Tally *tally, const Dispute *dispute, gint month)
{
    (void) tally;
    add_month(dispute->team_late->months, month);
}

gchar *series_stage_key(const Track *track, guint number)
{
    return g_strdup_printf("%s/%02u", track->id ? track->id : "", number);
}

gchar *series_stage_label(const Track *track, guint number)
{
    const Stage *stage = track_find_stage(track, number);
    return g_strdup_printf("%s%sStage %u%s%s", track->title ? track->title : "", track->title ? ": " : "",
                           number, stage ? ", " : "", stage ? stage->title : "");
}

void tally_break_down_closing(Tally *tally, const Dispute *dispute, gint month)
{
    const Progress *progress = dispute->progress;
    g_autofree gchar *key = series_stage_key(progress->track, progress->stage);
    g_autofree gchar *label = series_stage_label(progress->track, progress->stage);
    add(tally, BY_STAGE, progress->pack, key, label, month);
    add(tally, BY_AUTHORITY_CLOSED, progress->pack, "", progress->pack->authority, month);
}

void tally_break_down_compliment(Tally *tally, const Pack *pack, const Event *event, gint month)
{
    add_theme(tally, BY_COMPLIMENT_THEME, pack, event->values, month);
}

guint tally_count(const Tally *tally, Count count, const Period *period)
{
    return sum_of(tally->counts[count], period);
}

guint tally_count_in_month(const Tally *tally, Count count, gint month)
{
    return of_month(tally->counts[count], month);
}

const GPtrArray *tally_series(const Tally *tally)
{
    return tally->all;
}

guint series_sum(const Series *series, const Period *period)
{
    return sum_of(series->months, period);
}

guint series_in_month(const Series *series, gint month)
{
    return of_month(series->months, month);
}

gint tally_first_month(const Tally *tally)
{
    return tally->first_month;
}

static gboolean is_in(gint month, const Period *period)
{
    gint first = period_first_month(period);
    return month >= first && month < first + (gint) period->n_months;
}

static gint by_size(gconstpointer a, gconstpointer b)
{
    guint left = *(const guint *) a, right = *(const guint *) b;
    return (left > right) - (left < right);
}

GArray *tally_days(const Tally *tally, const Period *period)
{
    GArray *days = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < tally->lengths->len; i++) {
        const Length *length = &g_array_index(tally->lengths, Length, i);
        if (is_in(length->month, period))
            g_array_append_val(days, length->days);
    }
    g_array_sort(days, by_size);
    return days;
}

const GArray *tally_stock(const Tally *tally, gboolean before)
{
    return tally->stock[before ? 1 : 0];
}

GArray *tally_quotable(const Tally *tally, const Period *period)
{
    GArray *ids = g_array_new(FALSE, FALSE, sizeof(gint64));
    for (guint i = 0; i < tally->quotable->len; i++) {
        const Quotable *quotable = &g_array_index(tally->quotable, Quotable, i);
        if (is_in(quotable->month, period))
            g_array_append_val(ids, quotable->id);
    }
    return ids;
}
