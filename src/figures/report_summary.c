#include "figures/report_parts.h"

static const gchar *were(guint count, const gchar *one, const gchar *many)
{
    return count == 1 ? one : many;
}

static void say_raised(Report *report, const Making *making)
{
    guint raised = making_count(making, COUNT_RAISED, FALSE),
          before = making_count(making, COUNT_RAISED, TRUE);
    if (raised == 0)
        report_say(report->summary, "No dispute was raised in %s; a year earlier %u.", making->words[0],
                   before);
    else
        report_say(report->summary, "%u %s raised in %s: %u informally, %u formally. A year earlier: %u.",
                   raised, were(raised, "dispute was", "disputes were"), making->words[0],
                   making_count(making, COUNT_RAISED_INFORMALLY, FALSE),
                   making_count(making, COUNT_RAISED_FORMALLY, FALSE), before);
}

static void say_closed(Report *report, const Making *making)
{
    guint closed = making_count(making, COUNT_CLOSED, FALSE);
    guint in_20 =
        making_count(making, COUNT_CLOSED_IN_5, FALSE) + making_count(making, COUNT_CLOSED_IN_20, FALSE);
    if (closed == 0)
        report_say(report->summary, "No dispute was closed.");
    else
        report_say(report->summary, "%u %s closed as resolved, %u within 20 working days.", closed,
                   were(closed, "was", "were"), in_20);
}

static void say_open(Report *report, const Making *making, Day until)
{
    Stock stock = making_stock(making, FALSE);
    g_autofree gchar *day = day_to_short_words(until);
    if (stock.open == 0)
        report_say(report->summary, "No dispute was open at the end of %s.", day);
    else
        report_say(report->summary, "%u %s open at the end of %s, %u past a deadline.", stock.open,
                   were(stock.open, "was", "were"), day, stock.overdue);
}

void report_add_summary(Report *report, const Making *making, const ReportWanted *wanted)
{
    guint compliments = making_count(making, COUNT_COMPLIMENTS, FALSE);
    if (wanted->until < wanted->period.last) {
        g_autofree gchar *day = day_to_short_words(wanted->until);
        report_say(
            report->summary,
            "This period is not over. It is counted up to %s, and will change; the year before is whole.",
            day);
    }
    say_raised(report, making);
    say_closed(report, making);
    say_open(report, making, wanted->until);
    if (compliments == 0)
        report_say(report->summary, "No compliment was recorded.");
    else
        report_say(report->summary, "%u %s recorded.", compliments,
                   were(compliments, "compliment was", "compliments were"));
}

void report_add_notes(Report *report, const Making *making)
{
    guint late = making_count(making, COUNT_RECORDED_LATE, FALSE);
    report_say(
        report->notes,
        "What happened counts in the month in which it was recorded, so that the figures of a month that is "
        "over never change. Of this period's events %u happened in an earlier month than they were recorded; "
        "they were in no earlier report.",
        late);
    report_say(
        report->notes,
        "Resolved: closed by the IRO, who alone closes. A dispute that was reopened and closed again counts "
        "each time. The stage is the one that it had come to.");
    report_say(
        report->notes,
        "Working days, without the bank holidays of England and Wales, run from the day that the first form "
        "of the formal part went out to the day of closing; for what was settled informally, from its first "
        "form.");
    report_say(
        report->notes,
        "Formally: the process has no informal stage before. Answers: in time is by the deadline, or the "
        "later one agreed, judged by the day the answer came.");
    report_say(report->notes,
               "Many disputes are a sign of a service that speaks up for children; only lateness is marked.");
}
