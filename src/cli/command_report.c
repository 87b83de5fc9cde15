#include <string.h>

#include "cli/command.h"
#include "cli/output.h"
#include "cli/print.h"
#include "flow/form_pdf.h"
#include "flow/performance.h"
#include "model/error.h"
#include "ods/ods.h"
#include "report/html.h"
#include "report/page.h"
#include "report/table.h"
#include "report/text.h"
#include "xlsx/xlsx.h"

/* The command line as it was typed. */
typedef struct {
    gchar *month, *quarter, *year;
    gchar *authority;
    gchar *format;
    gchar *target;
    gchar *children, *reviews, *children_before, *reviews_before;
    gchar *denominators; /* a file */
    gboolean public;
} ReportCommand;

static GBytes *text_bytes(gchar *text)
{
    return g_bytes_new_take(text, strlen(text));
}

static GBytes *render_text(const Report *report, Day made, GError **error)
{
    (void) made;
    (void) error;
    return text_bytes(report_to_text(report));
}

static GBytes *render_csv(const Report *report, Day made, GError **error)
{
    (void) made;
    (void) error;
    return text_bytes(report_to_csv(report));
}

static GBytes *render_html(const Report *report, Day made, GError **error)
{
    (void) made;
    (void) error;
    return text_bytes(report_to_html(report));
}

static GBytes *render_xlsx(const Report *report, Day made, GError **error)
{
    g_autoptr(Workbook) workbook = report_to_workbook(report, made);
    return xlsx_from_workbook(workbook, error);
}

static GBytes *render_ods(const Report *report, Day made, GError **error)
{
    g_autoptr(Workbook) workbook = report_to_workbook(report, made);
    return ods_from_workbook(workbook, error);
}

static GBytes *render_pdf(const Report *report, Day made, GError **error)
{
    g_autofree gchar *missing = NULL;
    g_autoptr(Document) document = report_to_document(report);
    GBytes *pdf = plain_pdf_make(document, (gint64) made * G_TIME_SPAN_DAY, &missing, error);
    if (missing)
        print_notice("characters that the report's fonts do not have are shown as \xEF\xBF\xBD: %s", missing);
    return pdf;
}

static const struct Format {
    const gchar *name;
    gboolean binary; /* not for a terminal */
    GBytes *(*render)(const Report *report, Day made, GError **error);
} FORMATS[] = {{"txt", FALSE, render_text}, {"csv", FALSE, render_csv}, {"html", FALSE, render_html},
               {"xlsx", TRUE, render_xlsx}, {"ods", TRUE, render_ods},  {"pdf", TRUE, render_pdf}};

/* What is asked for, else what the file's ending says. */
static const gchar *format_name(const ReportCommand *wanted)
{
    const gchar *ending = wanted->target ? strrchr(wanted->target, '.') : NULL;
    if (wanted->format)
        return wanted->format;
    for (guint i = 0; ending && i < G_N_ELEMENTS(FORMATS); i++)
        if (g_ascii_strcasecmp(FORMATS[i].name, ending + 1) == 0)
            return FORMATS[i].name;
    return FORMATS[0].name;
}

static const struct Format *find_format(const ReportCommand *wanted)
{
    for (guint i = 0; i < G_N_ELEMENTS(FORMATS); i++)
        if (strcmp(FORMATS[i].name, format_name(wanted)) == 0)
            return &FORMATS[i];
    return NULL;
}

static gboolean find_period(const ReportCommand *wanted, Period *period)
{
    if (wanted->month)
        return period_from_text(PERIOD_MONTH, wanted->month, period);
    if (wanted->quarter)
        return period_from_text(PERIOD_QUARTER, wanted->quarter, period);
    return period_from_text(PERIOD_YEAR, wanted->year, period);
}

static gboolean read_file(const ReportCommand *wanted, PerformanceOptions *options, GError **error)
{
    g_autofree gchar *content = NULL;
    g_autoptr(GError) failure = NULL;
    Period before = period_year_before(&options->period);
    g_autofree gchar *now = period_text(&options->period);
    g_autofree gchar *then = period_text(&before);
    const gchar *authority = options->authority ? options->authority : "all";
    if (!wanted->denominators)
        return TRUE;
    if (!g_file_get_contents(wanted->denominators, &content, NULL, &failure)) {
        g_set_error(error, IRO_ERROR, IRO_ERROR_INPUT, "%s", failure->message);
        return FALSE;
    }
    if (denominators_find(content, authority, now, &options->now, error) &&
        denominators_find(content, authority, then, &options->before, error))
        return TRUE;
    g_prefix_error(error, "%s: ", wanted->denominators);
    return FALSE;
}

/* What is typed goes before what the file says. */
static gboolean read_numbers(const ReportCommand *wanted, PerformanceOptions *options)
{
    const struct {
        const gchar *text;
        guint *number;
    } given[] = {{wanted->children, &options->now.children},
                 {wanted->reviews, &options->now.reviews},
                 {wanted->children_before, &options->before.children},
                 {wanted->reviews_before, &options->before.reviews}};
    for (guint i = 0; i < G_N_ELEMENTS(given); i++)
        if (given[i].text && !denominator_from_text(given[i].text, given[i].number))
            return FALSE;
    return TRUE;
}

static const gchar *check(const Options *options, const ReportCommand *wanted, PerformanceOptions *made)
{
    const struct Format *format = find_format(wanted);
    *made = (PerformanceOptions){.authority = wanted->authority, .public = wanted->public};
    if (options->n_arguments > 0)
        return "report takes no argument; name a file with -o";
    if (!!wanted->month + !!wanted->quarter + !!wanted->year != 1)
        return "name one period: --month 2026-10, --quarter 2026-Q3, --year 2026 or --year 2026-27";
    if (!find_period(wanted, &made->period))
        return "this is no period; write a month as 2026-10, a quarter as 2026-Q3 (of the calendar year) or "
               "2026-27-Q2 (of the financial year), a year as 2026 or 2026-27";
    if (!format)
        return "--format takes txt, csv, html, xlsx, ods or pdf";
    if (format->binary && outputs_is_terminal(wanted->target))
        return "this is not for a terminal; name a file with -o";
    if (!read_numbers(wanted, made))
        return "children and reviews are numbers of 1 or more";
    return NULL;
}

static ExitStatus run(const Options *options, const ReportCommand *wanted, PerformanceOptions *made)
{
    ExitStatus status = EXIT_DONE;
    g_autoptr(GError) failure = NULL;
    const struct Format *format = find_format(wanted);
    g_autoptr(Session) session = options_open(options, STORE_READ, &status);
    if (!session)
        return status;
    g_autoptr(Report) report = read_file(wanted, made, &failure) && read_numbers(wanted, made)
                                   ? performance_report(session, made, &failure)
                                   : NULL;
    if (!report)
        return print_failure(failure);
    /* The day in a file's properties is the period's, so that the same report gives the same bytes. */
    g_autoptr(GBytes) content = format->render(report, MIN(made->period.last, session->today), &failure);
    g_autoptr(Outputs) outputs = outputs_new(wanted->target, FALSE);
    g_autofree gchar *name = g_strdup_printf("%s.%s", report->name, format->name);
    if (!content || !outputs_add(outputs, name, content, &failure) || !outputs_publish(outputs, &failure))
        return print_failure(failure);
    return status;
}

static void clear(ReportCommand *wanted)
{
    gchar *texts[] = {wanted->month,           wanted->quarter,        wanted->year,        wanted->authority,
                      wanted->format,          wanted->target,         wanted->children,    wanted->reviews,
                      wanted->children_before, wanted->reviews_before, wanted->denominators};
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
        g_free(texts[i]);
}

ExitStatus command_report(const Command *command, int argc, char **argv)
{
    ReportCommand wanted = {0};
    const GOptionEntry own[] = {
        {"month", 0, 0, G_OPTION_ARG_STRING, &wanted.month, "The month: 2026-10", "MONTH"},
        {"quarter", 0, 0, G_OPTION_ARG_STRING, &wanted.quarter,
         "The quarter: 2026-Q3 is July to September, 2026-27-Q2 too", "QUARTER"},
        {"year", 0, 0, G_OPTION_ARG_STRING, &wanted.year,
         "The year: 2026, or 2026-27 from 1 April to 31 March", "YEAR"},
        {"authority", 0, 0, G_OPTION_ARG_STRING, &wanted.authority, "Only this pack's (default: all)", "ID"},
        {"public", 0, 0, G_OPTION_ARG_NONE, &wanted.public,
         "To be published: small numbers hidden, others rounded", NULL},
        {"format", 0, 0, G_OPTION_ARG_STRING, &wanted.format,
         "txt (default), csv, html, xlsx, ods or pdf; else by FILE's ending", "FORMAT"},
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &wanted.target, "Where the report goes (default: stdout)",
         "FILE"},
        {"children", 0, 0, G_OPTION_ARG_STRING, &wanted.children, "Children in care, for rates", "NUMBER"},
        {"reviews", 0, 0, G_OPTION_ARG_STRING, &wanted.reviews, "Reviews held, for rates", "NUMBER"},
        {"children-before", 0, 0, G_OPTION_ARG_STRING, &wanted.children_before, "The same, a year earlier",
         "NUMBER"},
        {"reviews-before", 0, 0, G_OPTION_ARG_STRING, &wanted.reviews_before, "The same, a year earlier",
         "NUMBER"},
        {"denominators", 0, 0, G_OPTION_ARG_FILENAME, &wanted.denominators,
         "These numbers in a file: authority,period,children,reviews", "FILE.csv"},
        G_OPTION_ENTRY_NULL,
    };
    ExitStatus status = EXIT_DONE;
    PerformanceOptions made;
    g_auto(Options) options = {0};
    if (options_parse(&options, command, own, argc, argv, &status)) {
        const gchar *why = check(&options, &wanted, &made);
        status = why ? options_misused(command, why) : run(&options, &wanted, &made);
    }
    clear(&wanted);
    return status;
}
