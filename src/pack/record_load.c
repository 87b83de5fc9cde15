#include <string.h>

#include "pack/check.h"
#include "pack/pack_load.h"
#include "pack/xml_walk.h"

/* Where each attribute and text of a record goes. A name that ends in "*" has
 * the person's role put before it. */
static const struct {
    const gchar *element; /* "": the root */
    const gchar *attribute;
    const gchar *datum;
} ATTRIBUTES[] = {
    {"", "pack", "pack"},
    {"", "track", "track"},
    {"", "date", "compliment.date"},
    {"", "theme", "theme"},
    {"", "quotable", "quotable"},
    {"child", "name", "child.name"},
    {"child", "id", "child.id"},
    {"child", "born", "child.born"},
    {"iro", "name", "iro.name"},
    {"iro", "email", "iro.email"},
    {"iro", "phone", "iro.phone"},
    {"concern", "date", "concern.date"},
    {"concern", "theme", "theme"},
    {"concern", "risk-days", "concern.days"},
    {"concern", "level", "concern.level"},
    {"concern", "example", "concern.example"},
    {"concern", "case", "concern.case"},
};

static const struct {
    const gchar *element;
    const gchar *datum;
    gboolean line;      /* one line, not paragraphs */
    gboolean free_text; /* written by the IRO, so spelling is looked at */
} TEXTS[] = {
    {"team", "team", TRUE, FALSE},         {"proceedings", "proceedings", FALSE, TRUE},
    {"concerns", "concerns", FALSE, TRUE}, {"attempts", "attempts", FALSE, TRUE},
    {"impact", "impact", FALSE, TRUE},     {"action", "action", FALSE, TRUE},
    {"praise", "praise", FALSE, TRUE},     {"effect", "effect", FALSE, TRUE},
};

static void take_attributes(Facts *facts, const xmlNode *element, const gchar *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(ATTRIBUTES); i++) {
        if (strcmp(ATTRIBUTES[i].element, name) != 0)
            continue;
        gchar *value = xml_attribute(element, ATTRIBUTES[i].attribute);
        if (value != NULL)
            facts_take(facts, ATTRIBUTES[i].datum, value);
    }
}

static void take_person(Facts *facts, const xmlNode *element)
{
    static const gchar *const PARTS[] = {"name", "email"};
    g_autofree gchar *role = xml_attribute(element, "role");
    for (gsize i = 0; i < G_N_ELEMENTS(PARTS); i++) {
        g_autofree gchar *datum = g_strdup_printf("%s.%s", role, PARTS[i]);
        gchar *value = xml_attribute(element, PARTS[i]);
        if (value != NULL)
            facts_take(facts, datum, value);
    }
}

static void take_text(Facts *facts, const xmlNode *element)
{
    for (gsize i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        if (!xml_is(element, TEXTS[i].element))
            continue;
        g_autofree gchar *text = TEXTS[i].line ? xml_text_line(element) : xml_text_paragraphs(element);
        if (text[0] != '\0')
            facts_set(facts, TEXTS[i].datum, text);
    }
}

/* "no" and absence are the same: the datum is present only when it may. */
static void settle_quotable(Facts *facts)
{
    const gchar *quotable = facts_get(facts, "quotable");
    facts_set(facts, "quotable", g_strcmp0(quotable, "yes") == 0 ? "Yes" : NULL);
}

static Facts *load(const gchar *file, XmlKind kind, GError **error)
{
    g_autoptr(XmlSource) source = xml_source_open(file, error);
    if (source == NULL)
        return NULL;
    const xmlNode *root = source->doc != NULL ? xmlDocGetRootElement(source->doc) : NULL;
    const gchar *wanted = kind == XML_DISPUTE ? "dispute" : "compliment";
    if (root != NULL && check_kind(source) != kind) {
        xml_source_note(source, root, "this is <%s>, but a <%s> is needed here", xml_name(root), wanted);
    } else if (root != NULL) {
        schema_check(source, kind);
        record_check(source, root);
    }
    xml_source_sort(source);
    if (findings_to_error(source->findings, error))
        return NULL;
    Facts *facts = facts_new();
    take_attributes(facts, root, "");
    for (xmlNode *child = xml_first_element(root); child != NULL; child = xml_next_element(child)) {
        take_attributes(facts, child, xml_name(child));
        if (xml_is(child, "person"))
            take_person(facts, child);
        take_text(facts, child);
    }
    settle_quotable(facts);
    return facts;
}

Facts *dispute_load(const gchar *file, GError **error)
{
    return load(file, XML_DISPUTE, error);
}

Facts *compliment_load(const gchar *file, GError **error)
{
    return load(file, XML_COMPLIMENT, error);
}

/* Offset just behind the start tag that begins at offset. */
static gsize end_of_tag(const gchar *text, gsize offset)
{
    gchar quote = '\0';
    for (; text[offset] != '\0'; offset++) {
        const gchar c = text[offset];
        if (quote != '\0')
            quote = c == quote ? '\0' : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '>')
            return offset + 1;
    }
    return offset;
}

static void blank(GString *text, gsize from, gsize to)
{
    for (gsize i = from; i < to && i < text->len; i++) {
        if (text->str[i] != '\n')
            text->str[i] = ' ';
    }
}

/* Blanks what stands between two marks, marks included; comments and the like
 * are ASCII or become more blanks than characters, which only shifts columns
 * behind them in that line. */
static void blank_between(GString *text, const gchar *open, const gchar *close)
{
    const gchar *at = text->str;
    while ((at = strstr(at, open)) != NULL) {
        const gchar *end = strstr(at, close);
        const gsize from = (gsize) (at - text->str);
        const gsize to = end != NULL ? (gsize) (end - text->str) + strlen(close) : text->len;
        blank(text, from, to);
        at = text->str + to;
    }
}

/* An entity becomes its character and blanks, so that columns stay right. */
static void replace_entities(GString *text)
{
    static const gchar *const NAMES[][2] = {
        {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"}, {"&amp;", "&"}};
    for (gsize i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        gchar *at = text->str;
        while ((at = strstr(at, NAMES[i][0])) != NULL) {
            const gsize from = (gsize) (at - text->str);
            blank(text, from, from + strlen(NAMES[i][0]));
            text->str[from] = NAMES[i][1][0];
            at++;
        }
    }
}

static void report_text(const XmlSource *source, const xmlNode *element, XmlTextFound found, gpointer data)
{
    const gsize start = end_of_tag(source->text, xml_source_offset(element));
    g_autofree gchar *close = g_strdup_printf("</%s", xml_name(element));
    const gchar *end = element->children != NULL ? strstr(source->text + start, close) : NULL;
    if (end == NULL)
        return;
    g_autoptr(GString) text = g_string_new_len(source->text + start, end - (source->text + start));
    blank_between(text, "<!--", "-->");
    blank_between(text, "<?", "?>");
    blank_between(text, "<![CDATA[", "CDATA[");
    blank_between(text, "]]>", ">");
    replace_entities(text);
    guint line = 0, column = 0;
    xml_source_place(source, start, &line, &column);
    found(text->str, line, column, data);
}

gboolean xml_each_free_text(const gchar *file, XmlTextFound found, gpointer data, GError **error)
{
    g_autoptr(XmlSource) source = xml_source_open(file, error);
    if (source == NULL || findings_to_error(source->findings, error))
        return FALSE;
    const XmlKind kind = check_kind(source);
    const xmlNode *root = xmlDocGetRootElement(source->doc);
    if (kind != XML_DISPUTE && kind != XML_COMPLIMENT) {
        xml_source_note(source, root, "this is <%s>, but a <dispute> or <compliment> is needed here",
                        xml_name(root));
        return !findings_to_error(source->findings, error);
    }
    for (xmlNode *child = xml_first_element(root); child != NULL; child = xml_next_element(child)) {
        for (gsize i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
            if (TEXTS[i].free_text && xml_is(child, TEXTS[i].element))
                report_text(source, child, found, data);
        }
    }
    return TRUE;
}
