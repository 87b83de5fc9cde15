#include "model/day.h"

#include <string.h>

#define FIRST_YEAR   1900
#define LAST_YEAR    2199
#define LONGEST_TEXT 64 /* bytes; a longer text is no written day */

static const gchar *const MONTHS[] = {"january", "february", "march",     "april",   "may",      "june",
                                      "july",    "august",   "september", "october", "november", "december"};
static const gchar *const WEEKDAYS[] = {"monday", "tuesday",  "wednesday", "thursday",
                                        "friday", "saturday", "sunday"};

typedef struct {
    gint year, month, day;
} Ymd;

static gboolean is_leap_year(gint year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static gint days_of_month(gint year, gint month)
{
    static const gint days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap_year(year) ? 29 : days[month - 1];
}

Day day_from_ymd(gint year, gint month, gint day_of_month)
{
    if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day_of_month < 1 ||
        day_of_month > days_of_month(year, month)) {
        return DAY_NONE;
    }
    /* Years are counted from March, so that the leap day is a year's last day:
     * then 153 days are five months, and eras of 400 years are all alike. */
    gint shifted = month > 2 ? year : year - 1;
    gint era = shifted / 400;
    gint year_of_era = shifted - era * 400;
    gint day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day_of_month - 1;
    gint day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

static Ymd ymd_of(Day day)
{
    gint shifted = day + 719468;
    gint era = shifted / 146097;
    gint day_of_era = shifted - era * 146097;
    gint year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    gint day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    gint month = (5 * day_of_year + 2) / 153;
    Ymd ymd = {.year = year_of_era + era * 400 + (month >= 10 ? 1 : 0),
               .month = month < 10 ? month + 3 : month - 9,
               .day = day_of_year - (153 * month + 2) / 5 + 1};
    return ymd;
}

gint day_year(Day day)
{
    return ymd_of(day).year;
}

gint day_month(Day day)
{
    return ymd_of(day).month;
}

Weekday day_weekday(Day day)
{
    gint from_monday = (day + 3) % 7; /* 1970-01-01 was a Thursday */
    return (Weekday) (from_monday < 0 ? from_monday + 8 : from_monday + 1);
}

Day day_from_iso(const gchar *text)
{
    if (!text || strlen(text) != 10) {
        return DAY_NONE;
    }
    for (guint i = 0; i < 10; i++) {
        gboolean dash = i == 4 || i == 7;
        if (dash ? text[i] != '-' : !g_ascii_isdigit(text[i])) {
            return DAY_NONE;
        }
    }
    return day_from_ymd((gint) g_ascii_strtoull(text, NULL, 10), (gint) g_ascii_strtoull(text + 5, NULL, 10),
                        (gint) g_ascii_strtoull(text + 8, NULL, 10));
}

/* Where reading a written day has got to. */
typedef struct {
    const gchar *at;
    gchar word[16]; /* the last word, in lower case */
} Scan;

/* One of the three parts of a written day. */
typedef struct {
    gboolean named; /* a month's name; value is the month */
    gint value;
    guint digits;
    gboolean ordinal;
} Part;

static void skip_spaces(Scan *scan)
{
    while (*scan->at == ' ') {
        scan->at++;
    }
}

static gboolean read_word(Scan *scan)
{
    gsize length = 0;
    while (g_ascii_isalpha(scan->at[length])) {
        if (length + 1 >= sizeof scan->word) {
            return FALSE;
        }
        scan->word[length] = g_ascii_tolower(scan->at[length]);
        length++;
    }
    scan->word[length] = '\0';
    scan->at += length;
    return length > 0;
}

/* Index of the name, given in full or by its first three letters, or by one of
 * the longer short forms that are common for it; -1 when none. */
static gint find_name(const gchar *const *names, gint n_names, const gchar *word)
{
    static const gchar *const others[] = {"sept", "tues", "weds", "thur", "thurs"};
    static const gchar *const meanings[] = {"september", "tuesday", "wednesday", "thursday", "thursday"};
    for (guint i = 0; i < G_N_ELEMENTS(others); i++) {
        if (g_str_equal(word, others[i])) {
            word = meanings[i];
        }
    }
    gsize length = strlen(word);
    for (gint i = 0; i < n_names; i++) {
        if (g_str_equal(word, names[i]) || (length == 3 && strncmp(word, names[i], 3) == 0)) {
            return i;
        }
    }
    return -1;
}

static gboolean ordinal_fits(gint number, const gchar *ending)
{
    static const gchar *const endings[] = {"th", "st", "nd", "rd"};
    gint last = number % 10;
    gboolean teen = number / 10 == 1;
    return g_str_equal(ending, endings[teen || last > 3 ? 0 : last]);
}

static gboolean read_number(Scan *scan, Part *part)
{
    part->named = FALSE;
    part->value = 0;
    for (part->digits = 0; g_ascii_isdigit(*scan->at); part->digits++) {
        if (part->digits == 4) {
            return FALSE;
        }
        part->value = part->value * 10 + g_ascii_digit_value(*scan->at++);
    }
    part->ordinal = g_ascii_isalpha(*scan->at);
    return !part->ordinal || (read_word(scan) && ordinal_fits(part->value, scan->word));
}

static gboolean read_part(Scan *scan, Part *part)
{
    if (g_ascii_isdigit(*scan->at)) {
        return read_number(scan, part);
    }
    if (!read_word(scan)) {
        return FALSE;
    }
    gint month = find_name(MONTHS, G_N_ELEMENTS(MONTHS), scan->word);
    *part = (Part){.named = TRUE, .value = month + 1};
    return month >= 0;
}

/* Reads what stands between two parts: one of / - . , with or without spaces,
 * "of", or spaces alone. Returns the sign, ' ' for the latter two, 0 for none. */
static gchar read_separator(Scan *scan)
{
    const gchar *before = scan->at;
    gchar sign = ' ';
    skip_spaces(scan);
    if (*scan->at && strchr("/-.,", *scan->at)) {
        sign = *scan->at++;
        skip_spaces(scan);
    } else if (g_ascii_strncasecmp(scan->at, "of ", 3) == 0) {
        scan->at += 3;
        skip_spaces(scan);
    }
    return scan->at > before ? sign : '\0';
}

/* A weekday at the beginning: *weekday is 0 when none stands there. */
static void read_weekday(Scan *scan, gint *weekday)
{
    Scan ahead = *scan;
    *weekday = 0;
    if (!read_word(&ahead)) {
        return;
    }
    gint index = find_name(WEEKDAYS, G_N_ELEMENTS(WEEKDAYS), ahead.word);
    if (index >= 0 && strchr(" ,.", *ahead.at)) {
        *weekday = index + 1;
        *scan = ahead;
        while (*scan->at && strchr(" ,.", *scan->at)) {
            scan->at++;
        }
    }
}

static Day day_of_parts(const Part parts[3], const gchar signs[2])
{
    const Part *day = &parts[0];
    const Part *month = &parts[1];
    const Part *year = &parts[2];
    if (day->named) { /* November 20, 2026 can mean one day only */
        day = &parts[1];
        month = &parts[0];
    } else if (!month->named && (signs[0] != signs[1] || signs[0] == ',' || day->ordinal)) {
        return DAY_NONE;
    }
    gboolean whole_year = year->digits == 4 || (year->digits == 2 && !parts[0].named);
    if (day->named || year->named || day->digits > 2 || !whole_year || year->ordinal ||
        (!month->named && (month->digits > 2 || month->ordinal))) {
        return DAY_NONE;
    }
    return day_from_ymd(year->digits == 2 ? 2000 + year->value : year->value, month->value, day->value);
}

/* Spaces and dashes of word processors become plain ones; NULL when too long. */
static gchar *plain_text(const gchar *text)
{
    if (strlen(text) > LONGEST_TEXT || !g_utf8_validate(text, -1, NULL)) {
        return NULL;
    }
    GString *plain = g_string_new(NULL);
    for (const gchar *p = text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        gboolean dash = c >= 0x2010 && c <= 0x2014;
        g_string_append_unichar(plain, g_unichar_isspace(c) ? ' ' : dash ? '-' : c);
    }
    g_strstrip(plain->str);
    return g_string_free(plain, FALSE);
}

Day day_from_written(const gchar *text)
{
    g_autofree gchar *plain = text ? plain_text(text) : NULL;
    if (!plain) {
        return DAY_NONE;
    }
    Day iso = day_from_iso(plain);
    if (iso != DAY_NONE) {
        return iso;
    }
    Scan scan = {.at = plain};
    Part parts[3];
    gchar signs[2];
    gint weekday;
    read_weekday(&scan, &weekday);
    for (guint i = 0; i < 3; i++) {
        if (!read_part(&scan, &parts[i]) || (i < 2 && !(signs[i] = read_separator(&scan)))) {
            return DAY_NONE;
        }
    }
    if (*scan.at == '.') {
        scan.at++;
    }
    Day day = *scan.at == '\0' ? day_of_parts(parts, signs) : DAY_NONE;
    gboolean doubtful = day != DAY_NONE && weekday && (gint) day_weekday(day) != weekday;
    return doubtful ? DAY_NONE : day;
}

gchar *day_to_iso(Day day)
{
    if (day == DAY_NONE) {
        return NULL;
    }
    Ymd ymd = ymd_of(day);
    return g_strdup_printf("%04d-%02d-%02d", ymd.year, ymd.month, ymd.day);
}

/* "november" as "November". */
static gchar *capitalised(const gchar *name)
{
    gchar *copy = g_strdup(name);
    copy[0] = g_ascii_toupper(copy[0]);
    return copy;
}

gchar *day_to_short_words(Day day)
{
    if (day == DAY_NONE) {
        return NULL;
    }
    Ymd ymd = ymd_of(day);
    g_autofree gchar *month = capitalised(MONTHS[ymd.month - 1]);
    return g_strdup_printf("%d %s %d", ymd.day, month, ymd.year);
}

gchar *day_to_words(Day day)
{
    if (day == DAY_NONE) {
        return NULL;
    }
    g_autofree gchar *weekday = capitalised(WEEKDAYS[day_weekday(day) - 1]);
    g_autofree gchar *rest = day_to_short_words(day);
    return g_strdup_printf("%s %s", weekday, rest);
}
