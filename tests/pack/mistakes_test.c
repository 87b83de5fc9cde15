/*
 * What somebody who edits a pack, a template or a dispute gets wrong: each
 * line of the table makes one mistake in a good file, and says where it has to
 * be found and in which words. The place is counted here, not taken from what
 * the program says.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib/gstdio.h>
#include <string.h>

#include "pack/pack_load.h"

#define HERE "‸" /* in `to`: the mistake is just behind it */

#define PACK       "tests/pack/otherplace.xml"
#define PRAISE     "forms/nottingham.xml"
#define FORM       "templates/form.xml"
#define REPLY      "templates/compliment.xml"
#define NOTE       "templates/note.xml"
#define DISPUTE    "fixtures/disputes/nottingham-pep-overdue.xml"
#define COMPLIMENT "fixtures/compliments/nottingham-life-story.xml"

static const struct {
    const gchar *file;
    const gchar *from; /* its first place is replaced */
    const gchar *to;
    const gchar *words; /* what is said there */
} MISTAKES[] = {
    /* XML itself */
    {PACK, "</dispute>", HERE "</disput>", "<disput> ends here, but <dispute> of line"},
    {PACK, "<role id=\"dcs\"", HERE "< role id=\"dcs\"", "\"&\" or \"<\" stands alone; write &amp; or &lt;"},
    {PACK, "Care planning", "Care " HERE "& planning", "\"&\" or \"<\" stands alone; write &amp; or &lt;"},
    {PACK, "Care planning", "Care" HERE "&nbsp;planning", "&nbsp; is not known; allowed are &amp;"},
    {PACK, "At any time", "At any time" HERE "\xe9", "not UTF-8 text; save the file as UTF-8"},
    {PACK, "At any time", "At any time" HERE "\x01", "not well-formed XML"},
    {PACK, "number=\"1\" kind", "number=\"1\" " HERE "number=\"1\" kind",
     "the attribute number stands twice"},
    {PACK, "title=\"DCS\"", "title=" HERE "DCS", "stands in quotation marks"},
    {PACK, "<pack id", HERE "<pack xmlns=\"urn:x\" id", "without a namespace (xmlns)"},
    {PACK, "<pack id", HERE "<!DOCTYPE pack SYSTEM \"file:///etc/hostname\">\n<pack id",
     "a DOCTYPE is not allowed"},
    {FORM, "<template",
     HERE "<!DOCTYPE t [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;\">]>\n<template",
     "a DOCTYPE is not allowed; delete it"},
    {DISPUTE, "<concerns>", "<concerns>" HERE "&xxe;", "&xxe; is not known"},
    /* elements */
    {PACK, "<resolved>Agreed</resolved>", HERE "<outcome>Agreed</outcome>",
     "<outcome> is not allowed in <stage>"},
    {PACK, "<resolved>Agreed</resolved>", HERE "<resolvd>Agreed</resolvd>", "did you mean <resolved>?"},
    {PACK, "<guardian>Write to the Guardian.</guardian>", HERE "<gaurdian>Write.</gaurdian>",
     "did you mean <guardian>?"},
    {PACK, "<note type=\"Management oversight\"/>", "<note type=\"A\"/>\n  " HERE "<note type=\"B\"/>",
     "<note> stands more than once in <pack>"},
    {PACK, "<theme id=\"care-planning\">Care planning</theme>",
     "<theme id=\"care-planning\">Care " HERE "<b>planning</b></theme>", "<theme>, which holds text alone"},
    {FORM, "<rule/>", HERE "<ruel/>", "did you mean <rule>?"},
    {FORM, "<page-break/>", HERE "<pagebreak/>", "did you mean <page-break>?"},
    {FORM, "<gap size=\"6pt\"/>", HERE "<table/>", "<table> is not allowed in <body>; allowed: <title>"},
    {FORM, "<strong>{form.deadline}</strong>", HERE "<b>{form.deadline}</b>", "<b> is not allowed in <text>"},
    {FORM, "<strong>{form.deadline}</strong>", HERE "<choice>x</choice>",
     "<choice> is not allowed in <text>"},
    {FORM, "<code caption=\"{reference}\"/>", HERE "<cod caption=\"{reference}\"/>", "did you mean <code>?"},
    {DISPUTE, "<concerns>", "<concerns>" HERE "<p>Late</p> ", "<concerns>, which holds text alone"},
    {DISPUTE, "<team>Children in Care Team North</team>", HERE "<taem>North</taem>", "did you mean <team>?"},
    /* attributes */
    {PACK, " code=\"OTHERPLC\"", " " HERE "cod=\"OTHERPLC\"", "did you mean code?"},
    {PACK, "code=\"OTHERPLC\"", HERE "code=\"otherplc\"", "allowed: two to eight capital letters"},
    {PACK, "accent=\"#4c2c92\"", HERE "accent=\"purple\"", "a colour such as #00703c"},
    {PACK, "accent=\"#4c2c92\"", HERE "accent=\"#ffdd00\"", "too pale on white: contrast 1.3"},
    {PACK, "accent=\"#4c2c92\"", "accent=\"#4c2c92\" " HERE "muted=\"#999999\"",
     "too pale on white: contrast 2.8"},
    {PACK, "accent=\"#4c2c92\"", "accent=\"#4c2c92\" " HERE "fill=\"#999999\"",
     "warning: accent is hard to read"},
    {PACK, "<look accent", "<look " HERE "acent=\"#4c2c92\" accent", "did you mean accent?"},
    {PACK, "<look accent", "<look " HERE "logo=\"../x.png\" accent",
     "the name of a PNG file beside the pack"},
    {PACK, "<look accent", "<look " HERE "logo=\"none.png\" logo-text=\"A\" accent",
     "none.png cannot be read"},
    {PACK, "days=\"1\"", HERE "dayz=\"1\"", "did you mean days?"},
    {PACK, "days=\"1\"", HERE "days=\"soon\"", "a whole number from 0 to 999"},
    {PACK, "days=\"1\"", HERE "days=\"0\"", "days is at least 1"},
    {PACK, "days=\"1\"", HERE "days=\"365\"", "a stage has at most 100 working days"},
    {PACK, "days=\"2-6\"", HERE "days=\"6-2\"", "a choice goes from fewer to more"},
    {PACK, "days=\"10\" issue", HERE "days=\"11\" issue", "more than the process has in all"},
    {PACK, "kind=\"meeting\"", HERE "kind=\"meetng\"", "did you mean meeting?"},
    {PACK, "importance=\"high\"", HERE "importance=\"urgent\"", "allowed: high, normal"},
    {PACK, "address=\"iro.team+copies@example.org\"", HERE "address=\"iro.team\"",
     "an e-mail address such as name@example.org"},
    {PACK, "<recipient role=\"dcs\"/>", "<recipient " HERE "role=\"dsc\"/>", "did you mean dcs?"},
    {PACK, "tracks=\"slow\"", HERE "tracks=\"slwo\"", "no track has the id slwo; did you mean slow?"},
    {PACK, "<proceed to=\"3\">", "<proceed " HERE "to=\"4\">", "there is no stage 4 to proceed to"},
    {PACK, "total-from=\"2\"", HERE "total-from=\"9\"", "there is no stage 9"},
    {PACK, "<role id=\"dcs\"", "<role id=\"dcs\" name=\"X\" abbreviation=\"X\"/>\n  <role " HERE "id=\"dcs\"",
     "two of <role> have the id dcs"},
    {PACK, "id=\"late-minutes\"", HERE "id=\"Late minutes\"", "small letters, digits and \"-\""},
    {PACK, "kind=\"final\" title=\"Chief", "kind=\"final\" " HERE "days=\"5\" title=\"Chief",
     "has no days; delete it"},
    {FORM, "size=\"20pt\"", HERE "size=\"20px\"", "a length such as 20mm or 12pt"},
    {FORM, "weight=\"bold\"", HERE "weight=\"blod\"", "did you mean bold?"},
    {FORM, "colour=\"muted\"", HERE "color=\"muted\"", "did you mean colour?"},
    {FORM, "colour=\"muted\"", HERE "colour=\"mutde\"", "did you mean muted?"},
    {FORM, "colour=\"muted\"", HERE "colour=\"#12\"", "a colour such as #005ea5"},
    {FORM, "field=\"proceed\"", HERE "field=\"procede\"", "did you mean proceed?"},
    {FORM, "field=\"proceed\"", HERE "field=\"resolved\"", "the field resolved stands twice"},
    {FORM, "field=\"date\"", HERE "field=\"proceed\"",
     "write <choice field=\"proceed\"> in place of <entry>"},
    {FORM, "lines=\"20\"", HERE "lines=\"200\"", "a number from 1 to 60"},
    {FORM, "width=\"60%\"", HERE "width=\"60\"", "a share of the line such as 60%"},
    {FORM, "style=\"hint\"", HERE "style=\"hnit\"", "did you mean hint?"},
    {FORM, "in=\"facts\"", HERE "in=\"fcats\"", "did you mean facts?"},
    {FORM, "datum=\"track\"", HERE "datum=\"trakc\"", "did you mean track?"},
    {FORM, "for=\"dispute\"", HERE "for=\"disputes\"", "did you mean dispute?"},
    {FORM, "level=\"1\"", HERE "level=\"3\"", "allowed: 1, 2"},
    {FORM, "marks=\"yes\"", HERE "marks=\"on\"", "allowed: yes, no"},
    {FORM, "columns=\"2\"", HERE "columns=\"3\"", "allowed: 1, 2"},
    {FORM, "name=\"end\"", HERE "name=\"hint\"", "the style hint is defined twice"},
    {DISPUTE, "born=\"2014-05-06\"", HERE "born=\"06/05/2014\"", "a day as YYYY-MM-DD"},
    {DISPUTE, "date=\"2026-11-02\"", HERE "date=\"2026-11-31\"", "there is no such day"},
    {DISPUTE, "theme=\"pep\"", HERE "theme=\"pepp\"", "did you mean pep?"},
    {DISPUTE, "pack=\"nottingham\"", HERE "pack=\"notingham\"", "did you mean nottingham?"},
    {DISPUTE, "id=\"0012345\"", HERE "id=\"0012 345\"", "1 to 20 letters and digits"},
    {COMPLIMENT, "theme=\"", HERE "themes=\"", "did you mean theme?"},
    /* placeholders */
    {PACK, "{concerns}", HERE "{concern}", "did you mean {concerns}?"},
    {PACK, "{area-manager.name}", HERE "{area-manger.name}", "did you mean {area-manager.name}?"},
    {PACK, "{iro.email}", HERE "{iro.mail}", "did you mean {iro.email}?"},
    {PACK, "{action}", HERE "{Action}", "a placeholder is malformed"},
    {FORM, "{stage.days}", HERE "{stage.day}", "did you mean {stage.days}?"},
    {FORM, "{page}", HERE "{pge}", "did you mean {page}?"},
    {FORM, "<title>{form.title}", "<title>" HERE "{form.titel}", "did you mean {form.title}?"},
    {NOTE, "{summary}", HERE "{summery}", "did you mean {summary}?"},
    {FORM, "({stage.days})", "(" HERE "{stage days})", "a placeholder is malformed"},
    /* warnings */
    {FORM, "style name=\"hint\" size=\"12pt\"", "style name=\"hint\" " HERE "size=\"8pt\"",
     "warning: 8pt is too small to read"},
    {FORM, "name=\"value\" size=\"12pt\"", "name=\"value\" " HERE "size=\"11pt\"", "warning: 11pt is small"},
    {FORM, "colour=\"muted\"", HERE "colour=\"#999999\"",
     "warning: #999999 is too pale on white: contrast 2.8"},
    {FORM, "line=\"1.2\"", HERE "line=\"1.0\"", "warning: lines 1.0 apart"},
    {FORM, "width=\"40%\"", HERE "width=\"4%\"", "warning: the field is too small for its label"},
    {FORM, "lines=\"20\"", HERE "lines=\"4\"", "warning: an answer of 4 lines"},
    {FORM, "margin-left=\"18mm\"", HERE "margin-left=\"5mm\"", "warning: printers cut off"},
    {FORM, "<template id=\"form\" for=\"dispute\" language=\"en-GB\">",
     HERE "<template id=\"form\" for=\"dispute\">", "warning: the language is not said"},
};

/* Mistakes whose place is not where something was changed: at the nearest element around. */
static const struct {
    const gchar *file;
    const gchar *from;
    const gchar *to;
    const gchar *at; /* its first place in the changed file */
    const gchar *words;
} ELSEWHERE[] = {
    {PACK, "<look accent=\"#4c2c92\"/>", "", "<pack id", "<pack> needs <look>"},
    {PACK, "<return-to>{iro.email}</return-to>", "", "<pack id", "<pack> needs <return-to>"},
    {PACK, "<title>Challenge</title>", "", "<dispute>", "<dispute> needs <title>"},
    {PACK, "id=\"otherplace\"", "id=\"elsewhere\"", "id=\"elsewhere\"",
     "the id is elsewhere but the file is"},
    {PACK, "number=\"1\" kind=\"email\"", "number=\"4\" kind=\"email\"", "<stage number=\"4\"",
     "nothing reaches stage 4"},
    {PACK, "<question>Decision</question>", "", "<stage number=\"2\" kind=\"answer\"",
     "needs question; add it"},
    {PACK, "<process total-days=\"0\" informal-days=\"2\"/>", "", "<track id=\"challenge\"",
     "needs <process>"},
    {FORM, "<metadata title=\"{form.title} ({reference})\"/>", "", "<template id",
     "<template> needs <metadata>"},
    {FORM, "<body>", "Hello <body>", "<template id", "<template> holds no text of its own"},
    {FORM, "<entry field=\"date\" label=\"Date\" width=\"40%\"", "<entry field=\"date\" label=\"Date\"",
     "<entry field=\"date\"", "<entry> needs the attribute width"},
    {REPLY, "field=\"date\"", "field=\"resolved\"", "<body>", "the form has no field date"},
    {DISPUTE, "<person role=\"tm\"", "<person role=\"sm\"", "<dispute pack", "the Team Manager is missing"},
    {DISPUTE, "name=\"Sam Placeholder\" ", "", "<child id", "<child> needs the attribute name"},
};

/* Line and column of an offset, counted on its own: columns are characters. */
static void count_place(const gchar *text, gsize offset, guint *line, guint *column)
{
    *line = *column = 1;
    for (gsize i = 0; i < offset; i++) {
        if (text[i] == '\n') {
            (*line)++;
            *column = 1;
        } else if (((guchar) text[i] & 0xc0) != 0x80) {
            (*column)++;
        }
    }
}

/* The file with its first `from` replaced; the offset of HERE in `to`, if it is there. */
static gchar *spoil(const gchar *file, const gchar *from, const gchar *to, gsize *here)
{
    g_autofree gchar *path = g_build_filename(IRO_SOURCE_DIR, file, NULL);
    g_autofree gchar *good = NULL;
    assert_true(g_file_get_contents(path, &good, NULL, NULL));
    const gchar *place = strstr(good, from);
    if (place == NULL)
        fail_msg("%s does not hold %s any more", file, from);
    GString *bad = g_string_new_len(good, place - good);
    g_string_append(bad, to);
    g_string_append(bad, place + strlen(from));
    const gchar *mark = strstr(bad->str, HERE);
    *here = mark != NULL ? (gsize) (mark - bad->str) : 0;
    if (mark != NULL)
        g_string_erase(bad, mark - bad->str, (gssize) strlen(HERE));
    return g_string_free(bad, FALSE);
}

static gchar *all_findings(const GPtrArray *findings)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < findings->len; i++) {
        g_autofree gchar *line = finding_to_text(g_ptr_array_index(findings, i));
        g_string_append_printf(text, "%s\n", line);
    }
    return g_string_free(text, FALSE);
}

/* Writes the text under the good file's name and looks for the finding; 0 when it is there. */
static guint expect(const gchar *file, const gchar *text, gsize offset, const gchar *words)
{
    g_autofree gchar *folder = g_dir_make_tmp("iro-mistakes-XXXXXX", NULL);
    g_autofree gchar *base = g_path_get_basename(file);
    g_autofree gchar *path = g_build_filename(folder, base, NULL);
    guint line = 0, column = 0;
    assert_true(g_file_set_contents(path, text, -1, NULL));
    g_autoptr(GPtrArray) findings = xml_check(path, NULL, NULL);
    g_remove(path);
    g_rmdir(folder);
    assert_non_null(findings);
    count_place(text, offset, &line, &column);
    g_autofree gchar *all = all_findings(findings);
    g_autofree gchar *place = g_strdup_printf("%s:%u:%u: ", path, line, column);
    const gchar *found = strstr(all, place);
    while (found != NULL) {
        g_autofree gchar *one = g_strndup(found, strcspn(found, "\n"));
        if (strstr(one, words) != NULL)
            break;
        found = strstr(found + 1, place);
    }
    if (found == NULL)
        print_error("%s:%u:%u: \"%s\" is not said, but\n%s", base, line, column, words, all);
    else if (findings->len > 4)
        print_error("%s: one mistake has %u findings\n%s", base, findings->len, all);
    return found == NULL || findings->len > 4 ? 1 : 0;
}

static void each_mistake_is_found_where_it_is(void **state)
{
    guint failed = 0;
    (void) state;
    for (gsize i = 0; i < G_N_ELEMENTS(MISTAKES); i++) {
        gsize here = 0;
        g_autofree gchar *text = spoil(MISTAKES[i].file, MISTAKES[i].from, MISTAKES[i].to, &here);
        assert_true(here > 0);
        failed += expect(MISTAKES[i].file, text, here, MISTAKES[i].words);
    }
    assert_true(G_N_ELEMENTS(MISTAKES) >= 40);
    assert_int_equal(failed, 0);
}

static void what_is_missing_is_said_where_it_belongs(void **state)
{
    guint failed = 0;
    (void) state;
    for (gsize i = 0; i < G_N_ELEMENTS(ELSEWHERE); i++) {
        gsize here = 0;
        g_autofree gchar *text = spoil(ELSEWHERE[i].file, ELSEWHERE[i].from, ELSEWHERE[i].to, &here);
        const gchar *at = strstr(text, ELSEWHERE[i].at);
        assert_non_null(at);
        failed += expect(ELSEWHERE[i].file, text, (gsize) (at - text), ELSEWHERE[i].words);
    }
    assert_int_equal(failed, 0);
}

/* The good files themselves, or the table would prove nothing. */
static void nothing_is_said_of_good_files(void **state)
{
    static const gchar *const FILES[] = {PACK, PRAISE, FORM, REPLY, NOTE, DISPUTE, COMPLIMENT};
    (void) state;
    for (gsize i = 0; i < G_N_ELEMENTS(FILES); i++) {
        g_autofree gchar *path = g_build_filename(IRO_SOURCE_DIR, FILES[i], NULL);
        g_autoptr(GPtrArray) findings = xml_check(path, NULL, NULL);
        g_autofree gchar *all = all_findings(findings);
        assert_string_equal(all, "");
    }
}

/* A warning keeps nobody from using the file. */
static void a_warning_does_not_stop_a_template(void **state)
{
    (void) state;
    gsize here = 0;
    g_autofree gchar *text = spoil(FORM, "lines=\"20\"", "lines=\"4\"", &here);
    g_autofree gchar *folder = g_dir_make_tmp("iro-mistakes-XXXXXX", NULL);
    g_autofree gchar *path = g_build_filename(folder, "form.xml", NULL);
    g_autoptr(GError) error = NULL;
    assert_true(g_file_set_contents(path, text, -1, NULL));
    g_autoptr(Template) template_ = template_load(path, &error);
    g_remove(path);
    g_rmdir(folder);
    assert_null(error);
    assert_non_null(template_);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_mistake_is_found_where_it_is),
        cmocka_unit_test(what_is_missing_is_said_where_it_belongs),
        cmocka_unit_test(nothing_is_said_of_good_files),
        cmocka_unit_test(a_warning_does_not_stop_a_template),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
