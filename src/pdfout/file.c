#include "pdfout/file.h"

#include "pdfout/deflate.h"
#include "pdfout/syntax.h"

#define HEADER "%PDF-1.7\n%\xb7\xbe\xad\xaa\n" /* bytes above 127: this is no text */
/* Objects in one object stream: a reader unpacks them all to see one. So many elements of a
 * structure tree fill zlib's window, so that more together would be no smaller. */
#define TOGETHER 500

#define ROW 6 /* bytes of an entry in a cross-reference stream */

/* Where an object is. */
typedef struct {
    guint kind;  /* 0: no object, 1: in the file, 2: in an object stream */
    guint place; /* offset, or which object stream */
    guint index; /* in the object stream */
} Entry;

/* Objects that will be one object stream. */
typedef struct {
    GString *values;
    GString *places; /* number and offset of each */
    guint n;
} Group;

struct PdfFile {
    FileForm form;
    GString *out;
    GArray *entries;   /* of Entry, by number */
    GPtrArray *groups; /* of Group */
};

static void group_free(gpointer data)
{
    Group *group = data;

    g_string_free(group->values, TRUE);
    g_string_free(group->places, TRUE);
    g_free(group);
}

PdfFile *file_new(FileForm form)
{
    PdfFile *file = g_new0(PdfFile, 1);
    Entry none = {0, 0, 0};

    file->form = form;
    file->out = g_string_sized_new(65536);
    g_string_append(file->out, HEADER);
    file->entries = g_array_new(FALSE, FALSE, sizeof(Entry));
    file->groups = g_ptr_array_new_with_free_func(group_free);
    g_array_append_val(file->entries, none);
    return file;
}

void file_free(PdfFile *file)
{
    if (file == NULL)
        return;
    if (file->out != NULL)
        g_string_free(file->out, TRUE);
    g_array_unref(file->entries);
    g_ptr_array_unref(file->groups);
    g_free(file);
}

static Group *group_with_room(PdfFile *file)
{
    Group *group = NULL;

    if (file->groups->len > 0)
        group = g_ptr_array_index(file->groups, file->groups->len - 1);
    if (group != NULL && group->n < TOGETHER)
        return group;
    group = g_new0(Group, 1);
    group->values = g_string_new(NULL);
    group->places = g_string_new(NULL);
    g_ptr_array_add(file->groups, group);
    return group;
}

void file_add_plain(PdfFile *file, const GString *value)
{
    Entry entry = {1, (guint) file->out->len, 0};

    syntax_whole(file->out, file->entries->len);
    g_string_append(file->out, " 0 obj\n");
    g_string_append_len(file->out, value->str, (gssize) value->len);
    g_string_append(file->out, "\nendobj\n");
    g_array_append_val(file->entries, entry);
}

static void add_together(PdfFile *file, const GString *value)
{
    Group *group = group_with_room(file);
    Entry entry = {2, file->groups->len - 1, group->n++};

    syntax_whole(group->places, file->entries->len);
    g_string_append_c(group->places, ' ');
    syntax_whole(group->places, group->values->len);
    g_string_append_c(group->places, ' ');
    g_string_append_len(group->values, value->str, (gssize) value->len);
    g_string_append_c(group->values, '\n');
    g_array_append_val(file->entries, entry);
}

void file_add_object(PdfFile *file, const GString *value)
{
    if (file->form == FILE_TOGETHER)
        add_together(file, value);
    else
        file_add_plain(file, value);
}

void file_add_tail(PdfFile *file, const GString *value)
{
    if (file->form == FILE_PLAIN)
        file_add_plain(file, value);
    else
        add_together(file, value);
}

static void add_deflated(PdfFile *file, const gchar *entries, const GString *bytes)
{
    g_autoptr(GByteArray) deflated = deflate_bytes(bytes->str, bytes->len, DEFLATE_BEST);
    g_autoptr(GString) value = g_string_sized_new(deflated->len + 128);

    g_string_append_printf(value, "<<%s/Filter/FlateDecode/Length %u>>\nstream\n", entries, deflated->len);
    g_string_append_len(value, (const gchar *) deflated->data, deflated->len);
    g_string_append(value, "\nendstream");
    file_add_plain(file, value);
}

static void add_group(PdfFile *file, const Group *group)
{
    g_autoptr(GString) bytes = g_string_new_len(group->places->str, (gssize) group->places->len);
    g_autofree gchar *entries =
        g_strdup_printf("/Type/ObjStm/N %u/First %" G_GSIZE_FORMAT, group->n, group->places->len);

    g_string_append_len(bytes, group->values->str, (gssize) group->values->len);
    add_deflated(file, entries, bytes);
}

/* Kind, place in three bytes, index in two: each as the difference to the row above,
 * which makes the rows alike (predictor 12, "up"; 7.4.4.4). */
static void append_entry(GString *bytes, const Entry *entry, guint8 above[ROW])
{
    const guint8 row[ROW] = {(guint8) entry->kind,         (guint8) (entry->place >> 16),
                             (guint8) (entry->place >> 8), (guint8) entry->place,
                             (guint8) (entry->index >> 8), (guint8) entry->index};

    g_string_append_c(bytes, 2);
    for (guint i = 0; i < sizeof row; i++) {
        g_string_append_c(bytes, (gchar) (guint8) (row[i] - above[i]));
        above[i] = row[i];
    }
}

/* Of the objects from `first` on; returns its place. */
static guint add_stream_of_references(PdfFile *file, guint first, const gchar *trailer)
{
    g_autoptr(GString) bytes = g_string_new(NULL);
    guint8 above[ROW] = {0};
    Entry own = {1, (guint) file->out->len, 0};
    guint n = file->entries->len + 1;

    for (guint i = first; i < file->entries->len; i++)
        append_entry(bytes, &g_array_index(file->entries, Entry, i), above);
    append_entry(bytes, &own, above);
    g_autofree gchar *index = first > 0 ? g_strdup_printf("/Index[%u %u]", first, n - first) : g_strdup("");
    g_autofree gchar *entries = g_strdup_printf(
        "/Type/XRef/Size %u%s/W[1 3 2]/DecodeParms<</Predictor 12/Columns 6>>%s", n, index, trailer);
    add_deflated(file, entries, bytes);
    return own.place;
}

/* Rows of twenty bytes (7.5.4), of the objects before `end`: the first begins the list of free objects, and
 * there are no more of those. */
static void add_table(PdfFile *file, guint end, const gchar *trailer)
{
    gsize start = file->out->len;

    g_string_append_printf(file->out, "xref\n0 %u\n0000000000 65535 f \n", end);
    for (guint i = 1; i < end; i++) {
        gchar row[] = "0000000000 00000 n \n";
        guint place = g_array_index(file->entries, Entry, i).place;
        for (guint digit = 10; digit-- > 0 && place > 0; place /= 10)
            row[digit] = (gchar) ('0' + place % 10);
        g_string_append_len(file->out, row, 20);
    }
    g_string_append_printf(file->out, "trailer\n<</Size %u%s>>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
                           file->entries->len, trailer, start);
}

static void add_groups(PdfFile *file)
{
    guint first = file->entries->len;

    for (guint i = 0; i < first; i++) {
        Entry *entry = &g_array_index(file->entries, Entry, i);
        if (entry->kind == 2)
            entry->place += first;
    }
    for (guint i = 0; i < file->groups->len; i++)
        add_group(file, g_ptr_array_index(file->groups, i));
}

/* The first of the objects that are together. */
static guint tail_of(const PdfFile *file)
{
    guint first = file->entries->len;

    while (first > 1 && g_array_index(file->entries, Entry, first - 1).kind == 2)
        first--;
    return first;
}

GBytes *file_finish(PdfFile *file, const gchar *trailer)
{
    guint tail = tail_of(file), end = file->entries->len;

    add_groups(file);
    if (file->out->len >= 1 << 24) /* places in a stream of references have three bytes */
        return NULL;
    if (file->form == FILE_TOGETHER) {
        guint place = add_stream_of_references(file, 0, trailer);
        g_string_append_printf(file->out, "startxref\n%u\n%%%%EOF\n", place);
    } else if (file->form == FILE_HYBRID && tail < end) {
        guint place = add_stream_of_references(file, tail, trailer);
        g_autofree gchar *longer = g_strdup_printf("%s/XRefStm %u", trailer, place);
        add_table(file, tail, longer);
    } else {
        add_table(file, end, trailer);
    }
    return g_string_free_to_bytes(g_steal_pointer(&file->out));
}
