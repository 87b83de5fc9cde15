#include "pack/placeholder_check.h"

#include <string.h>

#include "model/datum.h"

typedef struct {
    XmlSource *source;
    const xmlNode *element;
    guint scopes;
    const Pack *pack;
} Looking;

/* How many letters must change; enough to tell a slip from another word. */
static guint distance(const gchar *a, const gchar *b)
{
    enum { LONGEST = 40 };
    const gsize a_length = strlen(a), b_length = strlen(b);
    guint row[LONGEST + 1];
    if (a_length > LONGEST || b_length > LONGEST)
        return LONGEST;
    for (gsize j = 0; j <= b_length; j++)
        row[j] = (guint) j;
    for (gsize i = 1; i <= a_length; i++) {
        guint diagonal = row[0];
        row[0] = (guint) i;
        for (gsize j = 1; j <= b_length; j++) {
            const guint changed = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            row[j] = MIN(changed, MIN(row[j], row[j - 1]) + 1);
        }
    }
    return row[b_length];
}

static const gchar *nearest_datum(const gchar *name, guint scopes)
{
    const gchar *nearest = NULL;
    guint least = (guint) strlen(name) / 3 + 1; /* a third of the letters may be wrong */
    for (const Datum *datum = datum_all(); datum->name != NULL; datum++) {
        const guint changes = distance(name, datum->name);
        if ((datum->scopes & scopes) != 0 && changes < least) {
            least = changes;
            nearest = datum->name;
        }
    }
    return nearest;
}

static void note_unknown(const Looking *looking, const gchar *name)
{
    const gchar *nearest = nearest_datum(name, looking->scopes);
    xml_source_note(looking->source, looking->element, "{%s} is no datum that is known here%s%s%s", name,
                    nearest != NULL ? "; is {" : "; the data are listed in doc/templates.md",
                    nearest != NULL ? nearest : "", nearest != NULL ? "} meant?" : "");
}

static void look_at(const gchar *name, gsize offset, gpointer data)
{
    const Looking *looking = data;
    (void) offset;
    if (!datum_is_known(name, looking->scopes, looking->pack))
        note_unknown(looking, name);
}

void placeholders_check(XmlSource *source, const xmlNode *element, const gchar *text, guint scopes,
                        const Pack *pack)
{
    Looking looking = {.source = source, .element = element, .scopes = scopes, .pack = pack};
    gsize bad = 0;
    if (text == NULL || datum_each_placeholder(text, look_at, &looking, &bad))
        return;
    xml_source_note(
        source, element,
        "a placeholder is malformed at character %ld; write {name} with small letters, digits, \".\" and "
        "\"-\", or {{ for a brace",
        g_utf8_pointer_to_offset(text, text + bad) + 1);
}

void datum_name_check(XmlSource *source, const xmlNode *element, const gchar *name, guint scopes)
{
    const Looking looking = {.source = source, .element = element, .scopes = scopes};
    if (!datum_is_known(name, scopes, NULL))
        note_unknown(&looking, name);
}
