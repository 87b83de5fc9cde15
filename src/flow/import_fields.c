#include "flow/import_fields.h"

#include <stdarg.h>
#include <string.h>

#include "model/datum.h"

#define STAGES_MOST 9 /* a heading names them by one digit */

struct ImportColumns {
    GPtrArray *headings; /* of gchar */
    GPtrArray *fields;   /* of gchar, by column; NULL where it is not taken */
};

/* Headings of an export, and what people call these columns, beside the fields' own names. */
static const struct {
    const gchar *heading, *field;
} HEADINGS[] = {
    {"reference", "number"},
    {"number", "number"},
    {"no", "number"},
    {"authority", "authority"},
    {"iro", "iro.name"},
    {"childs name", "child.name"},
    {"date of birth", "child.born"},
    {"dob", "child.born"},
    {"requested action", "action"},
    {"level", "concern.level"},
    {"example", "concern.example"},
    {"kind of case", "concern.case"},
    {"date of concern", "concern.date"},
    {"opened", "raised"},
    {"date raised", "raised"},
    {"raised", "raised"},
    {"state", "state"},
    {"status", "state"},
    {"current stage", "stage"},
    {"stage", "stage"},
    {"ended", "closed"},
    {"closed", "closed"},
    {"date closed", "closed"},
    {"date resolved", "closed"},
};

/* What a log says beside the data of a dispute. */
static const gchar *const OWN_FIELDS[] = {"number", "authority", "raised", "state", "stage", "closed"};
static const gchar *const STAGE_FIELDS[] = {"issued",  "deadline", "ended",
                                            "outcome", "response", "responder"};

void import_note(ImportReport *report, guint line, const gchar *column, const gchar *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree gchar *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_autofree gchar *where = column ? g_strdup_printf(" column \"%s\":", column) : g_strdup("");
    g_ptr_array_add(report->problems, g_strdup_printf("%s:%u:%s %s", report->file, line, where, text));
}

/* Letters and digits alone count, in small letters. */
static gchar *key_of(const gchar *heading)
{
    GString *key = g_string_new(NULL);
    for (; *heading; heading++)
        if (g_ascii_isalnum(*heading))
            g_string_append_c(key, g_ascii_tolower(*heading));
    return g_string_free(key, FALSE);
}

static gboolean is_same(const gchar *heading, const gchar *name)
{
    g_autofree gchar *left = key_of(heading), *right = key_of(name);
    return *left && g_str_equal(left, right);
}

static gchar *find_stage_field(const gchar *heading)
{
    for (guint number = 1; number <= STAGES_MOST; number++) {
        for (guint i = 0; i < G_N_ELEMENTS(STAGE_FIELDS); i++) {
            g_autofree gchar *field = g_strdup_printf("stage-%u.%s", number, STAGE_FIELDS[i]);
            if (is_same(heading, field))
                return g_steal_pointer(&field);
        }
    }
    return NULL;
}

/* tm.name for the role's name ("Team Manager"), its id or "tm.name" itself; likewise tm.email. */
static gchar *find_role_field(const gchar *heading, const Pack *pack)
{
    for (guint i = 0; pack && i < pack->roles->len; i++) {
        const Role *role = g_ptr_array_index(pack->roles, i);
        g_autofree gchar *name = g_strconcat(role->id, ".name", NULL);
        g_autofree gchar *email = g_strconcat(role->id, ".email", NULL);
        g_autofree gchar *long_email = g_strconcat(role->name, " email", NULL);
        if (is_same(heading, role->name) || is_same(heading, role->id) || is_same(heading, name))
            return g_steal_pointer(&name);
        if (is_same(heading, email) || is_same(heading, long_email))
            return g_steal_pointer(&email);
    }
    return NULL;
}

static gboolean is_record_datum(const gchar *name, const Pack *pack)
{
    static const gchar *const made[] = {"reference", "authority", "service", "policy", "marking", "pack"};
    return datum_is_known(name, DATUM_OF_DISPUTE, pack) && !g_str_has_prefix(name, "form.") &&
           !g_strv_contains(made, name);
}

/* NULL when the heading is nothing that is known. */
static gchar *find_field(const gchar *heading, const Pack *pack)
{
    for (guint i = 0; i < G_N_ELEMENTS(OWN_FIELDS); i++)
        if (is_same(heading, OWN_FIELDS[i]))
            return g_strdup(OWN_FIELDS[i]);
    for (guint i = 0; i < G_N_ELEMENTS(HEADINGS); i++)
        if (is_same(heading, HEADINGS[i].heading))
            return g_strdup(HEADINGS[i].field);
    for (const Datum *datum = datum_all(); datum->name; datum++)
        if (is_same(heading, datum->name) && is_record_datum(datum->name, pack))
            return g_strdup(datum->name);
    gchar *field = find_stage_field(heading);
    return field ? field : find_role_field(heading, pack);
}

static gint find_heading(const ImportColumns *columns, const gchar *heading)
{
    for (guint i = 0; i < columns->headings->len; i++)
        if (is_same(g_ptr_array_index(columns->headings, i), heading))
            return (gint) i;
    return -1;
}

static gint find_column(const ImportColumns *columns, const gchar *field)
{
    for (guint i = 0; i < columns->fields->len; i++)
        if (g_strcmp0(g_ptr_array_index(columns->fields, i), field) == 0)
            return (gint) i;
    return -1;
}

static void take_field(ImportColumns *columns, guint column, gchar *field)
{
    g_free(g_ptr_array_index(columns->fields, column));
    g_ptr_array_index(columns->fields, column) = field;
}

/* One "HEADING=FIELD". */
static void apply_map(ImportColumns *columns, const gchar *map, const Pack *pack, ImportReport *report)
{
    const gchar *sign = strrchr(map, '=');
    g_autofree gchar *heading = sign ? g_strndup(map, (gsize) (sign - map)) : g_strdup(map);
    gint column = find_heading(columns, heading);
    g_autofree gchar *field = sign ? find_field(sign + 1, pack) : NULL;
    gboolean left_out = sign && g_str_equal(sign + 1, "-");
    if (!sign)
        import_note(report, 1, NULL, "the map \"%s\" is none: write HEADING=FIELD", map);
    else if (column < 0)
        import_note(report, 1, NULL, "the table has no column \"%s\", which a map names", heading);
    else if (!field && !left_out)
        import_note(report, 1, heading, "\"%s\" is no field; `man iro` lists them under import", sign + 1);
    else
        take_field(columns, (guint) column, left_out ? NULL : g_steal_pointer(&field));
}

static void check_doubles(const ImportColumns *columns, ImportReport *report)
{
    for (guint i = 0; i < columns->fields->len; i++) {
        const gchar *field = g_ptr_array_index(columns->fields, i);
        if (field && find_column(columns, field) != (gint) i)
            import_note(report, 1, g_ptr_array_index(columns->headings, i),
                        "column \"%s\" is taken for %s too; say --map HEADING=- for one of them",
                        (const gchar *) g_ptr_array_index(columns->headings, find_column(columns, field)),
                        field);
    }
}

ImportColumns *import_columns_new(const CsvTable *table, const Pack *pack, const gchar *const *maps,
                                  ImportReport *report)
{
    ImportColumns *columns = g_new0(ImportColumns, 1);
    columns->headings = g_ptr_array_new_with_free_func(g_free);
    columns->fields = g_ptr_array_new_with_free_func(g_free);
    const CsvRow *first = table->rows->len ? g_ptr_array_index(table->rows, 0) : NULL;
    for (guint i = 0; first && i < first->cells->len; i++) {
        g_ptr_array_add(columns->headings, g_strdup(csv_row_cell(first, i)));
        g_ptr_array_add(columns->fields, find_field(csv_row_cell(first, i), pack));
    }
    for (guint i = 0; maps && maps[i]; i++)
        apply_map(columns, maps[i], pack, report);
    check_doubles(columns, report);
    return columns;
}

void import_columns_free(ImportColumns *columns)
{
    if (!columns)
        return;
    g_ptr_array_unref(columns->headings);
    g_ptr_array_unref(columns->fields);
    g_free(columns);
}

const gchar *import_columns_text(const ImportColumns *columns, const CsvRow *row, const gchar *field)
{
    gint column = find_column(columns, field);
    const gchar *text = column < 0 ? "" : csv_row_cell(row, (guint) column);
    return *text ? text : NULL;
}

const gchar *import_columns_heading(const ImportColumns *columns, const gchar *field)
{
    gint column = find_column(columns, field);
    return column < 0 ? field : g_ptr_array_index(columns->headings, column);
}

gboolean import_columns_has(const ImportColumns *columns, const gchar *field)
{
    return find_column(columns, field) >= 0;
}

gchar *import_columns_unused(const ImportColumns *columns)
{
    GString *names = g_string_new(NULL);
    for (guint i = 0; i < columns->fields->len; i++) {
        const gchar *heading = g_ptr_array_index(columns->headings, i);
        if (!g_ptr_array_index(columns->fields, i) && *heading)
            g_string_append_printf(names, "%s%s", names->len ? ", " : "", heading);
    }
    return names->len ? g_string_free(names, FALSE) : (g_string_free(names, TRUE), NULL);
}

Day import_columns_day(const ImportColumns *columns, const CsvRow *row, const gchar *field, Day today,
                       ImportReport *report)
{
    const gchar *text = import_columns_text(columns, row, field);
    /* spreadsheets add a time of day that nobody gave */
    const gchar *time = text ? strstr(text, " 00:00") : NULL;
    g_autofree gchar *plain = time ? g_strndup(text, (gsize) (time - text)) : g_strdup(text);
    Day day = plain ? day_from_written(plain) : DAY_NONE;
    if (text && day == DAY_NONE)
        import_note(report, row->line, import_columns_heading(columns, field),
                    "no day, or one that could be two; write it as 20/11/2026 or 2026-11-20");
    else if (day != DAY_NONE && day > today)
        import_note(report, row->line, import_columns_heading(columns, field), "the day is after today");
    else
        return day;
    return DAY_NONE;
}
