#include "figures/public.h"
#include "figures/report_parts.h"

Report *report_begin(const ReportWanted *wanted, gboolean public)
{
    Report *report = report_new();
    g_autofree gchar *words = period_words(&wanted->period);
    g_autofree gchar *text = period_text(&wanted->period);
    report->title = g_strdup_printf("IRO disputes and compliments: %s", words);
    report->authority = g_strdup(wanted->pack ? wanted->pack->authority : "All authorities");
    report->marking = !public && wanted->pack ? g_strdup(wanted->pack->marking) : NULL;
    if (!public && !wanted->pack)
        report->marking = g_strdup("OFFICIAL-SENSITIVE");
    report->accent = wanted->pack ? wanted->pack->look->accent : 0x1d3557;
    report->name = g_strdup_printf("iro-report-%s%s%s%s", text, wanted->pack ? "-" : "",
                                   wanted->pack ? wanted->pack->id : "", public ? "-public" : "");
    return report;
}

static void columns(ReportTable *table, const Period *period)
{
    Period before = period_year_before(period);
    g_autofree gchar *now = period_heading(period);
    g_autofree gchar *then = period_heading(&before);
    report_table_column(table, now);
    report_table_column(table, then);
}

static void row(ReportTable *table, const gchar *label, PublicNumber now, PublicNumber before)
{
    ReportRow *added = report_table_row(table, label);
    report_row_public(added, now);
    report_row_public(added, before);
}

static void stock_rows(ReportTable *table, const Tally *tally)
{
    Stock sums[2] = {{0}};
    for (guint i = 0; i < 2; i++) {
        const GArray *stock = tally_stock(tally, i == 1);
        for (guint j = 0; j < stock->len; j++) {
            sums[i].open += g_array_index(stock, Stock, j).open;
            sums[i].overdue += g_array_index(stock, Stock, j).overdue;
        }
    }
    row(table, "Open at the end", ledger_round(sums[0].open), ledger_round(sums[1].open));
    row(table, "Of them past a deadline", ledger_round(sums[0].overdue), ledger_round(sums[1].overdue));
    ((ReportRow *) g_ptr_array_index(table->rows, table->rows->len - 1))->late = TRUE;
}

static void add_totals(Report *report, const ReportWanted *wanted, const GPtrArray *figures)
{
    static const gchar *const LABELS[FAMILY_N] = {"Disputes raised", "Disputes closed as resolved by the IRO",
                                                  "Answers to the stages, given or missing", "Compliments",
                                                  "Referrals to Cafcass"};
    ReportTable *table = report_add_table(report, "In all", "What");
    columns(table, &wanted->period);
    for (guint i = 0; i < FAMILY_N; i++) {
        const PublicFigure *figure = g_ptr_array_index(figures, i);
        row(table, LABELS[i], figure->now, figure->before);
    }
    stock_rows(table, wanted->tally);
}

static void percent(ReportRow *row, PublicNumber part, PublicNumber whole)
{
    if (part.hidden || whole.hidden || whole.value == 0)
        report_row_add(row, FIGURE_NONE, 0);
    else /* of rounded numbers, so a part can seem larger than the whole */
        report_row_percent(row, MIN(part.value, whole.value), whole.value);
}

/* Worked out from the numbers shown, so that it says nothing that they do not. */
static void share_row(ReportTable *table, const gchar *label, const PublicFigure *figure,
                      const PublicPart *part)
{
    ReportRow *added = report_table_row(table, label);
    percent(added, part->now, figure->now);
    percent(added, part->before, figure->before);
}

static ReportTable *add_chain(Report *report, const ReportWanted *wanted, const PublicFigure *figure,
                              guint number, const gchar *title, const gchar *rows)
{
    ReportTable *table = report_add_table(report, title, rows);
    const GPtrArray *chain = g_ptr_array_index(figure->chains, number);
    columns(table, &wanted->period);
    for (guint i = 0; i < chain->len; i++) {
        const PublicPart *part = g_ptr_array_index(chain, i);
        row(table, part->label, part->now, part->before);
        ((ReportRow *) g_ptr_array_index(table->rows, i))->late = part->alarm;
    }
    return table;
}

static void add_breakdowns(Report *report, const ReportWanted *wanted, const GPtrArray *figures)
{
    const PublicFigure *raised = g_ptr_array_index(figures, FAMILY_RAISED);
    const PublicFigure *closed = g_ptr_array_index(figures, FAMILY_CLOSED);
    const PublicFigure *answers = g_ptr_array_index(figures, FAMILY_ANSWERS);
    const PublicFigure *praise = g_ptr_array_index(figures, FAMILY_COMPLIMENTS);
    add_chain(report, wanted, raised, 0, "How disputes were raised", "How");
    add_chain(report, wanted, raised, 1, "Themes of the disputes raised", "Theme");
    ReportTable *times = add_chain(report, wanted, closed, 0, "How long it took to resolve", "Timescale");
    share_row(times, "Within 5 working days, percent", closed,
              g_ptr_array_index((GPtrArray *) g_ptr_array_index(closed->chains, 0), 0));
    add_chain(report, wanted, closed, 1, "Stage at which disputes were resolved", "Stage");
    ReportTable *table = add_chain(report, wanted, answers, 0, "Answers to the stages", "Answers");
    share_row(table, "In time, percent", answers,
              g_ptr_array_index((GPtrArray *) g_ptr_array_index(answers->chains, 0), 0));
    add_chain(report, wanted, praise, 0, "Themes of the compliments", "Theme");
}

static void rate_row(ReportTable *table, const gchar *label, const PublicFigure *figure, guint now,
                     guint before)
{
    const PublicNumber counts[] = {figure->now, figure->before};
    const guint wholes[] = {now, before};
    if (now + before == 0)
        return;
    ReportRow *added = report_table_row(table, label);
    for (guint i = 0; i < 2; i++) {
        gboolean known = wholes[i] && !counts[i].hidden;
        report_row_add(added, known ? FIGURE_RATE : FIGURE_NONE,
                       known ? 100.0 * counts[i].value / wholes[i] : 0);
    }
}

static void add_rates(Report *report, const ReportWanted *wanted, const GPtrArray *figures)
{
    const PublicFigure *raised = g_ptr_array_index(figures, FAMILY_RAISED);
    if (wanted->now.children + wanted->now.reviews + wanted->before.children + wanted->before.reviews == 0)
        return;
    ReportTable *table = report_add_table(report, "Rates", "Per 100");
    columns(table, &wanted->period);
    rate_row(table, "Disputes raised per 100 children in care", raised, wanted->now.children,
             wanted->before.children);
    rate_row(table, "Disputes raised per 100 reviews", raised, wanted->now.reviews, wanted->before.reviews);
}

static void add_notes(Report *report, const ReportWanted *wanted)
{
    report_say(report->notes, "Numbers are rounded to the nearest 10; 0 is 0.");
    report_say(report->notes,
               "c: a number from 1 to 5, or one that is left out so that such a number cannot be "
               "worked out.");
    report_say(report->notes,
               "Percentages and rates are worked out from the rounded numbers, and left out where a "
               "number is. Rounded numbers need not add up.");
    if (wanted->period.kind != PERIOD_FINANCIAL_YEAR)
        report_say(report->notes,
                   "Themes, timescales and stages are published for financial years (April to "
                   "March) only, so that small numbers cannot be worked out by comparing reports.");
    report_say(report->notes,
               "What happened counts in the month in which it was recorded. Closed as resolved: by "
               "the Independent Reviewing Officer (IRO), who alone closes.");
    report_say(report->notes, "Many disputes are a sign of a service that speaks up for children.");
}

Report *report_make_public(const ReportWanted *wanted)
{
    Report *report = report_begin(wanted, TRUE);
    g_autoptr(GPtrArray) figures = public_figures(wanted->tally, wanted->pack, &wanted->period);
    add_totals(report, wanted, figures);
    if (wanted->period.kind == PERIOD_FINANCIAL_YEAR)
        add_breakdowns(report, wanted, figures);
    add_rates(report, wanted, figures);
    add_notes(report, wanted);
    return report;
}
