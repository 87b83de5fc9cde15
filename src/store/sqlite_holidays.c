#include "store/sqlite_store.h"

static gboolean add_holiday(SqliteStore *store, const Holiday *holiday, GError **error)
{
    sqlite3_stmt *statement = sqlite_store_prepare(
        store, STATEMENT_ADD_HOLIDAY, "INSERT INTO holidays VALUES (?, ?) ON CONFLICT DO NOTHING", error);
    if (!statement) {
        return FALSE;
    }
    g_autofree gchar *day = day_to_iso(holiday->day);
    sqlite3_bind_text(statement, 1, day, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 2, holiday->title, -1, SQLITE_STATIC);
    return sqlite_store_run(store, statement, error);
}

static gboolean add_year(SqliteStore *store, gint year, GError **error)
{
    sqlite3_stmt *statement = sqlite_store_prepare(
        store, STATEMENT_ADD_YEAR, "INSERT INTO holiday_years VALUES (?) ON CONFLICT DO NOTHING", error);
    if (!statement) {
        return FALSE;
    }
    sqlite3_bind_int(statement, 1, year);
    return sqlite_store_run(store, statement, error);
}

gboolean sqlite_add_holidays(gpointer state, const Calendar *calendar, GError **error)
{
    SqliteStore *store = state;
    const GPtrArray *holidays = calendar_holidays(calendar);
    if (!sqlite_store_in_transaction(store, error)) {
        return FALSE;
    }
    for (guint i = 0; i < holidays->len; i++) {
        if (!add_holiday(store, g_ptr_array_index(holidays, i), error)) {
            return FALSE;
        }
    }
    for (gint year = calendar_first_year(calendar); year && year <= calendar_last_year(calendar); year++) {
        /* a year between may be missing: its first day tells */
        gboolean working = FALSE;
        if (calendar_is_working_day(calendar, day_from_ymd(year, 1, 1), &working, NULL) &&
            !add_year(store, year, error)) {
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean load_days(SqliteStore *store, Calendar *calendar, GError **error)
{
    sqlite3_stmt *statement = sqlite_store_prepare(store, STATEMENT_HOLIDAYS,
                                                   "SELECT day, title FROM holidays ORDER BY day", error);
    if (!statement) {
        return FALSE;
    }
    int result;
    while ((result = sqlite3_step(statement)) == SQLITE_ROW) {
        Day day = day_from_iso((const gchar *) sqlite3_column_text(statement, 0));
        if (day != DAY_NONE) {
            calendar_add_holiday(calendar, day, (const gchar *) sqlite3_column_text(statement, 1));
        }
    }
    gboolean done = result == SQLITE_DONE || sqlite_store_fail(store, error);
    sqlite3_reset(statement);
    return done;
}

static gboolean load_years(SqliteStore *store, Calendar *calendar, GError **error)
{
    sqlite3_stmt *statement =
        sqlite_store_prepare(store, STATEMENT_YEARS, "SELECT year FROM holiday_years ORDER BY year", error);
    if (!statement) {
        return FALSE;
    }
    int result;
    while ((result = sqlite3_step(statement)) == SQLITE_ROW) {
        gint year = sqlite3_column_int(statement, 0);
        calendar_cover_years(calendar, year, year);
    }
    gboolean done = result == SQLITE_DONE || sqlite_store_fail(store, error);
    sqlite3_reset(statement);
    return done;
}

gboolean sqlite_load_holidays(gpointer state, Calendar *calendar, GError **error)
{
    return load_days(state, calendar, error) && load_years(state, calendar, error);
}
