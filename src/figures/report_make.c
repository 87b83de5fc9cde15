#include "figures/report_make.h"

#include <string.h>

#include "figures/report_parts.h"

guint making_count(const Making *making, Count count, gboolean before)
{
    return tally_count(making->tally, count, before ? &making->before : &making->now);
}

Stock making_stock(const Making *making, gboolean before)
{
    const GArray *stock = tally_stock(making->tally, before);
    Stock sum = {0};
    for (guint i = 0; i < stock->len; i++) {
        sum.open += g_array_index(stock, Stock, i).open;
        sum.overdue += g_array_index(stock, Stock, i).overdue;
    }
    return sum;
}

static ReportTable *two_columns(Report *report, const Making *making, const gchar *title, const gchar *rows)
{
    ReportTable *table = report_add_table(report, title, rows);
    report_table_column(table, making->words[0]);
    report_table_column(table, making->words[1]);
    return table;
}

static ReportRow *count_row(ReportTable *table, const Making *making, const gchar *label, Count count)
{
    ReportRow *row = report_table_row(table, label);
    report_row_count(row, making_count(making, count, FALSE));
    report_row_count(row, making_count(making, count, TRUE));
    return row;
}

static void part_row(ReportTable *table, const Making *making, const gchar *label, Count count, gboolean late)
{
    ReportRow *row = count_row(table, making, label, count);
    row->part = TRUE;
    row->late = late;
}

/* What was open before the period follows from what is open after it. */
static guint open_at_start(const Making *making, gboolean before)
{
    return making_stock(making, before).open + making_count(making, COUNT_CLOSED, before) +
           making_count(making, COUNT_WITHDRAWN, before) - making_count(making, COUNT_RAISED, before) -
           making_count(making, COUNT_REOPENED, before);
}

static void pair_row(ReportTable *table, const gchar *label, guint now, guint before)
{
    ReportRow *row = report_table_row(table, label);
    report_row_count(row, now);
    report_row_count(row, before);
}

static void add_disputes(Report *report, const Making *making)
{
    ReportTable *table = two_columns(report, making, "Disputes", "Disputes");
    Stock now = making_stock(making, FALSE), before = making_stock(making, TRUE);
    pair_row(table, "Open at the start", open_at_start(making, FALSE), open_at_start(making, TRUE));
    count_row(table, making, "Raised", COUNT_RAISED);
    part_row(table, making, "informally", COUNT_RAISED_INFORMALLY, FALSE);
    part_row(table, making, "formally", COUNT_RAISED_FORMALLY, FALSE);
    part_row(table, making, "about a child with another in the year before", COUNT_REPEATED, FALSE);
    count_row(table, making, "Went on from informal to formal", COUNT_WENT_FORMAL);
    count_row(table, making, "Reopened", COUNT_REOPENED);
    count_row(table, making, "Closed as resolved by the IRO", COUNT_CLOSED);
    count_row(table, making, "Withdrawn", COUNT_WITHDRAWN);
    pair_row(table, "Open at the end", now.open, before.open);
    pair_row(table, "past a deadline", now.overdue, before.overdue);
    ReportRow *overdue = g_ptr_array_index(table->rows, table->rows->len - 1);
    overdue->part = overdue->late = TRUE;
}

static void add_months(Report *report, const Making *making)
{
    if (making->now.n_months == 1)
        return;
    ReportTable *table = report_add_table(report, "Month by month", "Month");
    report_table_column(table, "Raised");
    report_table_column(table, "Closed");
    report_table_column(table, "Compliments");
    table->charted = 2;
    for (guint i = 0; i < making->now.n_months; i++) {
        gint month = period_first_month(&making->now) + (gint) i;
        Period one;
        period_of(PERIOD_MONTH, month / 12, (guint) (month % 12) + 1, &one);
        g_autofree gchar *words = period_words(&one);
        ReportRow *row = report_table_row(table, words);
        report_row_count(row, tally_count_in_month(making->tally, COUNT_RAISED, month));
        report_row_count(row, tally_count_in_month(making->tally, COUNT_CLOSED, month));
        report_row_count(row, tally_count_in_month(making->tally, COUNT_COMPLIMENTS, month));
    }
}

static void add_median(ReportRow *row, const Tally *tally, const Period *period)
{
    g_autoptr(GArray) days = tally_days(tally, period);
    guint n = days->len;
    if (n == 0) {
        report_row_add(row, FIGURE_NONE, 0);
        return;
    }
    const guint low = (n - 1) / 2, high = n / 2; /* the same one of an odd number */
    report_row_add(row, FIGURE_DAYS,
                   (g_array_index(days, guint, low) + g_array_index(days, guint, high)) / 2.0);
}

static void percent_row(ReportTable *table, const gchar *label, const guint parts[2], const guint wholes[2])
{
    ReportRow *row = report_table_row(table, label);
    report_row_percent(row, parts[0], wholes[0]);
    report_row_percent(row, parts[1], wholes[1]);
}

static void add_timescales(Report *report, const Making *making)
{
    ReportTable *table = two_columns(report, making, "How long it took to resolve", "Working days");
    guint in_5[2], in_20[2], measured[2];
    table->empty = g_strdup("No dispute was closed.");
    if (making_count(making, COUNT_CLOSED, FALSE) + making_count(making, COUNT_CLOSED, TRUE) == 0)
        return;
    for (guint i = 0; i < 2; i++) {
        in_5[i] = making_count(making, COUNT_CLOSED_IN_5, i);
        in_20[i] = in_5[i] + making_count(making, COUNT_CLOSED_IN_20, i);
        measured[i] = in_20[i] + making_count(making, COUNT_CLOSED_LATER, i);
    }
    count_row(table, making, "Within 5", COUNT_CLOSED_IN_5);
    count_row(table, making, "Within 6 to 20", COUNT_CLOSED_IN_20);
    count_row(table, making, "Beyond 20", COUNT_CLOSED_LATER)->late = TRUE;
    if (making_count(making, COUNT_CLOSED_UNMEASURED, FALSE) +
            making_count(making, COUNT_CLOSED_UNMEASURED, TRUE) >
        0)
        count_row(table, making, "Not measured: no list of bank holidays", COUNT_CLOSED_UNMEASURED);
    percent_row(table, "In 5 working days", in_5, measured);
    percent_row(table, "In 20 working days", in_20, measured);
    ReportRow *median = report_table_row(table, "Median, working days");
    add_median(median, making->tally, &making->now);
    add_median(median, making->tally, &making->before);
}

static gint by_key(gconstpointer a, gconstpointer b)
{
    const Series *left = *(Series *const *) a, *right = *(Series *const *) b;
    gint packs = strcmp(left->pack->code, right->pack->code);
    return packs ? packs : strcmp(left->key, right->key);
}

/* Those of the breakdown that count in either period. */
static GPtrArray *series_of(const Making *making, Breakdown breakdown)
{
    const GPtrArray *all = tally_series(making->tally);
    GPtrArray *found = g_ptr_array_new();
    for (guint i = 0; i < all->len; i++) {
        Series *series = g_ptr_array_index(all, i);
        if (series->breakdown == breakdown &&
            series_sum(series, &making->now) + series_sum(series, &making->before) > 0)
            g_ptr_array_add(found, series);
    }
    g_ptr_array_sort(found, by_key);
    return found;
}

/* The largest first; what is alike stays in the order of its keys. */
static gint by_count(gconstpointer a, gconstpointer b, gpointer data)
{
    const Making *making = data;
    const Series *left = *(Series *const *) a, *right = *(Series *const *) b;
    guint l = series_sum(left, &making->now), r = series_sum(right, &making->now);
    if (l != r)
        return l > r ? -1 : 1;
    l = series_sum(left, &making->before);
    r = series_sum(right, &making->before);
    return l != r ? (l > r ? -1 : 1) : by_key(a, b);
}

/* With several authorities, each label says whose it is. */
static gchar *label_of(const Series *series, const Report *report)
{
    gboolean one = g_strcmp0(report->authority, series->pack->authority) == 0;
    return one ? g_strdup(series->label) : g_strdup_printf("%s: %s", series->pack->code, series->label);
}

static ReportTable *add_breakdown(Report *report, Making *making, Breakdown breakdown, const gchar *title,
                                  const gchar *rows)
{
    ReportTable *table = two_columns(report, making, title, rows);
    g_autoptr(GPtrArray) found = series_of(making, breakdown);
    if (breakdown != BY_STAGE && breakdown != BY_LEVEL)
        g_ptr_array_sort_with_data(found, by_count, making);
    for (guint i = 0; i < found->len; i++) {
        const Series *series = g_ptr_array_index(found, i);
        g_autofree gchar *label = label_of(series, report);
        pair_row(table, label, series_sum(series, &making->now), series_sum(series, &making->before));
    }
    table->charted = 2;
    return table;
}

static void add_answers(Report *report, const Making *making)
{
    ReportTable *table = two_columns(report, making, "Answers to the stages", "Answers");
    guint in_time[2], all[2];
    for (guint i = 0; i < 2; i++) {
        in_time[i] = making_count(making, COUNT_ANSWERED_IN_TIME, i);
        all[i] = in_time[i] + making_count(making, COUNT_ANSWERED_LATE, i) +
                 making_count(making, COUNT_NO_RESPONSE, i);
    }
    table->empty = g_strdup("No answer came, and none was recorded as missing.");
    if (all[0] + all[1] == 0)
        return;
    count_row(table, making, "In time", COUNT_ANSWERED_IN_TIME);
    count_row(table, making, "Late", COUNT_ANSWERED_LATE)->late = TRUE;
    count_row(table, making, "No response by the deadline", COUNT_NO_RESPONSE)->late = TRUE;
    percent_row(table, "In time, of all", in_time, all);
}

static void add_steps(Report *report, const Making *making)
{
    ReportTable *table = two_columns(report, making, "Other steps", "Steps");
    count_row(table, making, "Stages bypassed", COUNT_BYPASSED);
    count_row(table, making, "Deadlines extended by agreement", COUNT_EXTENDED);
    count_row(table, making, "IRO did not agree that it was resolved", COUNT_NOT_AGREED);
    count_row(table, making, "Referrals to Cafcass", COUNT_CAFCASS);
    count_row(table, making, "Legal advice sought", COUNT_LEGAL);
    count_row(table, making, "Children's Guardian informed", COUNT_GUARDIAN);
}

static guint late_of_team(const Making *making, const Series *team, const Period *period)
{
    const GPtrArray *all = tally_series(making->tally);
    for (guint i = 0; i < all->len; i++) {
        const Series *series = g_ptr_array_index(all, i);
        if (series->breakdown == BY_TEAM_LATE && series->pack == team->pack &&
            strcmp(series->key, team->key) == 0)
            return series_sum(series, period);
    }
    return 0;
}

/* Every team that a dispute was raised with, or that was late, in either period. */
static GPtrArray *teams_of(Making *making)
{
    const GPtrArray *all = tally_series(making->tally);
    GPtrArray *teams = g_ptr_array_new();
    for (guint i = 0; i < all->len; i++) {
        Series *series = g_ptr_array_index(all, i);
        if (series->breakdown == BY_TEAM && series_sum(series, &making->now) +
                                                    series_sum(series, &making->before) +
                                                    late_of_team(making, series, &making->now) +
                                                    late_of_team(making, series, &making->before) >
                                                0)
            g_ptr_array_add(teams, series);
    }
    g_ptr_array_sort_with_data(teams, by_count, making);
    return teams;
}

static void add_teams(Report *report, Making *making)
{
    ReportTable *table = report_add_table(report, "Teams", "Team");
    g_autoptr(GPtrArray) teams = teams_of(making);
    report_table_column(table, "Raised");
    report_table_column(table, "Raised, year before");
    report_table_column(table, "Late or missing answers");
    report_table_column(table, "Late, year before");
    table->empty = g_strdup("No team had a dispute.");
    for (guint i = 0; i < teams->len; i++) {
        const Series *team = g_ptr_array_index(teams, i);
        g_autofree gchar *label = label_of(team, report);
        ReportRow *row = report_table_row(table, label);
        report_row_count(row, series_sum(team, &making->now));
        report_row_count(row, series_sum(team, &making->before));
        report_row_count(row, late_of_team(making, team, &making->now));
        report_row_count(row, late_of_team(making, team, &making->before));
    }
}

static void add_authorities(Report *report, Making *making)
{
    g_autoptr(GPtrArray) raised = series_of(making, BY_AUTHORITY_RAISED);
    if (raised->len < 2)
        return;
    ReportTable *table = two_columns(report, making, "Authorities: disputes raised", "Authority");
    for (guint i = 0; i < raised->len; i++) {
        const Series *series = g_ptr_array_index(raised, i);
        g_autofree gchar *label = g_strdup_printf("%s (%s)", series->label, series->pack->code);
        pair_row(table, label, series_sum(series, &making->now), series_sum(series, &making->before));
    }
}

static void add_compliments(Report *report, Making *making)
{
    ReportTable *table = add_breakdown(report, making, BY_COMPLIMENT_THEME, "Compliments", "Theme");
    table->empty = g_strdup("No compliment was recorded.");
    if (table->rows->len > 0)
        count_row(table, making, "All compliments", COUNT_COMPLIMENTS);
    table->charted = 0;
}

static void rate_row(ReportTable *table, const gchar *label, const guint counts[2], const guint wholes[2])
{
    if (wholes[0] == 0 && wholes[1] == 0)
        return;
    ReportRow *row = report_table_row(table, label);
    for (guint i = 0; i < 2; i++)
        report_row_add(row, wholes[i] ? FIGURE_RATE : FIGURE_NONE,
                       wholes[i] ? 100.0 * counts[i] / wholes[i] : 0);
}

static void add_rates(Report *report, const Making *making, const ReportWanted *wanted)
{
    guint children[] = {wanted->now.children, wanted->before.children};
    guint reviews[] = {wanted->now.reviews, wanted->before.reviews};
    if (children[0] + children[1] + reviews[0] + reviews[1] == 0)
        return;
    guint raised[] = {making_count(making, COUNT_RAISED, FALSE), making_count(making, COUNT_RAISED, TRUE)};
    guint praised[] = {making_count(making, COUNT_COMPLIMENTS, FALSE),
                       making_count(making, COUNT_COMPLIMENTS, TRUE)};
    ReportTable *table = two_columns(report, making, "Rates", "Per 100");
    rate_row(table, "Disputes raised per 100 children in care", raised, children);
    rate_row(table, "Disputes raised per 100 reviews", raised, reviews);
    rate_row(table, "Compliments per 100 children in care", praised, children);
    rate_row(table, "Compliments per 100 reviews", praised, reviews);
}

Report *report_make(const ReportWanted *wanted)
{
    Report *report = report_begin(wanted, FALSE);
    Making making = {
        .tally = wanted->tally, .now = wanted->period, .before = period_year_before(&wanted->period)};
    making.words[0] = period_heading(&making.now);
    making.words[1] = period_heading(&making.before);
    report_add_summary(report, &making, wanted);
    add_disputes(report, &making);
    add_months(report, &making);
    add_timescales(report, &making);
    add_breakdown(report, &making, BY_STAGE, "Stage at which disputes were resolved", "Stage")->empty =
        g_strdup("No dispute was closed.");
    add_answers(report, &making);
    add_steps(report, &making);
    add_breakdown(report, &making, BY_THEME, "Themes of the disputes raised", "Theme")->empty =
        g_strdup("No dispute was raised.");
    ReportTable *levels = add_breakdown(report, &making, BY_LEVEL, "Levels of concern", "Level");
    if (levels->rows->len == 0)
        g_ptr_array_remove(report->tables, levels);
    add_teams(report, &making);
    add_authorities(report, &making);
    add_compliments(report, &making);
    add_rates(report, &making, wanted);
    report_add_notes(report, &making);
    g_free(making.words[0]);
    g_free(making.words[1]);
    return report;
}
