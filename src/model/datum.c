#include "model/datum.h"

#include <string.h>

#define BOTH (DATUM_OF_DISPUTE | DATUM_OF_COMPLIMENT)
#define OPEN (BOTH | DATUM_OF_SUBJECT) /* may be read over a shoulder, in a list of e-mails */

static const Datum DATA[] = {
    {"reference", OPEN, "the reference of the dispute or compliment"},
    {"authority", OPEN, "the authority's name"},
    {"service", OPEN, "the service that the IRO works in"},
    {"policy", OPEN, "title of the policy that the rules come from"},
    {"marking", BOTH, "the protective marking"},
    {"pack", BOTH, "id of the form pack"},
    {"child.id", BOTH, "the child's identifier, up to 20 letters and digits"},
    {"child.name", DATUM_OF_DISPUTE, "the child's name"},
    {"child.born", DATUM_OF_DISPUTE, "the child's date of birth"},
    {"team", BOTH, "the social work team"},
    {"iro.name", BOTH, "the Independent Reviewing Officer's name"},
    {"iro.email", BOTH, "the Independent Reviewing Officer's e-mail address"},
    {"iro.phone", BOTH, "the Independent Reviewing Officer's telephone number"},
    {"theme", BOTH, "title of the theme, as reports name it"},

    {"concern.date", DATUM_OF_DISPUTE, "day of the concern"},
    {"concern.days", DATUM_OF_DISPUTE, "working days chosen by risk, where the process lets them be chosen"},
    {"concern.level", DATUM_OF_DISPUTE, "level of the concern, where the process has levels"},
    {"concern.example", DATUM_OF_DISPUTE, "which of the level's examples it is"},
    {"concern.case", DATUM_OF_DISPUTE, "kind of case, where the process ends in several ways"},
    {"track", DATUM_OF_DISPUTE, "title of the process, where the authority has several"},
    {"concerns", DATUM_OF_DISPUTE, "the concerns from the informal stage"},
    {"attempts", DATUM_OF_DISPUTE, "how it was tried to resolve them informally"},
    {"impact", DATUM_OF_DISPUTE, "what it means for the child"},
    {"action", DATUM_OF_DISPUTE, "the requested action"},
    {"proceedings", DATUM_OF_DISPUTE, "court proceedings, when there are any"},

    {"compliment.date", DATUM_OF_COMPLIMENT, "day of the compliment"},
    {"praise", DATUM_OF_COMPLIMENT | DATUM_OF_NOTE, "what was done well"},
    {"effect", DATUM_OF_COMPLIMENT, "its effect for the child"},
    {"quotable", DATUM_OF_COMPLIMENT, "present when it may be quoted"},

    {"form.id", BOTH, "the identity of the form"},
    {"form.title", OPEN, "title of the form"},
    {"form.introduction", BOTH, "the sentence under the title"},
    {"form.deadline", OPEN, "day by which an answer is due"},
    {"form.return-to", BOTH, "where the answer is sent back"},
    {"form.to", BOTH, "to whom the form goes"},
    {"form.question", BOTH, "what is asked"},
    {"form.hint", BOTH, "what the answer should include"},

    {"stage.number", DATUM_OF_STAGE | DATUM_OF_SUBJECT, "number of the stage"},
    {"stage.title", DATUM_OF_STAGE | DATUM_OF_SUBJECT, "title of the stage"},
    {"stage.manager", DATUM_OF_STAGE, "name of the manager who answers"},
    {"stage.question", DATUM_OF_STAGE, "what the stage asks"},
    {"stage.hint", DATUM_OF_STAGE, "what the answer should include"},
    {"stage.resolved", DATUM_OF_STAGE, "label of the box for resolved concerns"},
    {"stage.proceed", DATUM_OF_STAGE, "label of the box for the next stage"},
    {"stage.proceed-to", DATUM_OF_STAGE, "number of the stage that follows"},
    {"stage.issued", DATUM_OF_STAGE, "day of issue"},
    {"stage.deadline", DATUM_OF_STAGE | DATUM_OF_SUBJECT, "day by which an answer is due"},
    {"stage.days", DATUM_OF_STAGE | DATUM_OF_SUBJECT, "time to answer, as \"5 working days\""},
    {"stage.explanation", DATUM_OF_STAGE, "how the deadline came about, in words"},
    {"stage.attendees", DATUM_OF_STAGE, "who is at the meeting"},
    {"stage.answered", DATUM_OF_STAGE, "day of the answer"},
    {"stage.response", DATUM_OF_STAGE, "the answer in the manager's own words"},
    {"stage.outcome", DATUM_OF_STAGE, "what was decided, in words"},
    {"stage.disagreed", DATUM_OF_STAGE, "present when the answer says resolved and the IRO did not agree"},
    {"stage.responder", DATUM_OF_STAGE, "who answered"},
    {"stage.taken", DATUM_OF_STAGE, "working days taken"},
    {"stage.form", DATUM_OF_STAGE, "identity of its latest form (record copy)"},
    {"stage.ticked-resolved", DATUM_OF_STAGE, "present when the first box was ticked (record copy)"},
    {"stage.ticked-proceed", DATUM_OF_STAGE, "present when the second box was ticked (record copy)"},
    {"stage.dated", DATUM_OF_STAGE, "day that the manager wrote (record copy)"},
    {"stage.read", DATUM_OF_STAGE, "the file that the answer was read from, how and when (record copy)"},
    {"stage.file", DATUM_OF_STAGE, "SHA-256 of that file (record copy)"},
    {"stage.accepted", DATUM_OF_STAGE, "who accepted the answer, and when (record copy)"},
    {"stage.set", DATUM_OF_STAGE, "which of its fields a person set (record copy)"},
    {"stage.late", DATUM_OF_STAGE, "present when the answer came after the deadline"},
    {"stage.task", DATUM_OF_STAGE, "what the IRO does at the stage"},

    {"page", DATUM_OF_PAGE, "number of the page"},
    {"pages", DATUM_OF_PAGE, "how many pages there are"},

    {"label", DATUM_OF_LIST, "label of a fact"},
    {"value", DATUM_OF_LIST, "value of a fact"},
    {"title", DATUM_OF_LIST, "title of an item"},
    {"text", DATUM_OF_LIST, "text of an item"},
    {"on", DATUM_OF_LIST, "day of an item"},
    {"kind", DATUM_OF_LIST, "what kind of item it is"},

    {"note.title", DATUM_OF_NOTE, "title line of the note"},
    {"note.type", DATUM_OF_NOTE, "type under which the note is filed"},
    {"note.date", DATUM_OF_NOTE, "day of the note"},
    {"note.status", DATUM_OF_NOTE, "where the dispute stands"},
    {"record.title", DATUM_OF_NOTE, "title of the record copy"},
    {"record.made", DATUM_OF_NOTE, "when the record copy was made"},
    {"next.action", DATUM_OF_NOTE, "what is next"},
    {"next.date", DATUM_OF_NOTE, "by when"},
    {"process.total", DATUM_OF_NOTE, "working days of the formal process"},
    {"process.deadline", DATUM_OF_NOTE, "last day of the whole formal process"},
    {"process.explanation", DATUM_OF_NOTE, "how that day came about, in words"},
    {"process.taken", DATUM_OF_NOTE, "time taken since the first issue, as \"7 working days\""},
    {"bypass.condition", DATUM_OF_NOTE, "what must precede a bypass"},
    {"summary", DATUM_OF_NOTE, "the note in one sentence or two"},

    {"mail.to", DATUM_OF_MAIL, "names of those whom the e-mail goes to, as a greeting has them"},
    {"mail.file", DATUM_OF_MAIL, "name of the attached form"},
    {"mail.late", DATUM_OF_MAIL, "how long an answer is overdue, as \"3 working days\""},
    {NULL, 0, NULL},
};

const Datum *datum_all(void)
{
    return DATA;
}

/* TRUE for tm.name and tm.email, when the pack has a role "tm". */
static gboolean is_of_role(const gchar *name, const Pack *pack)
{
    const gchar *dot = strrchr(name, '.');
    if (!dot || dot == name || !(g_str_equal(dot, ".name") || g_str_equal(dot, ".email"))) {
        return FALSE;
    }
    g_autofree gchar *role = g_strndup(name, (gsize) (dot - name));
    if (pack) {
        return pack_find_role(pack, role) != NULL;
    }
    /* The child has a name, but that is a datum of disputes alone. */
    return strcmp(role, "child") != 0 && strchr(role, '.') == NULL;
}

gboolean datum_is_known(const gchar *name, guint scopes, const Pack *pack)
{
    for (const Datum *datum = DATA; datum->name; datum++) {
        if (strcmp(datum->name, name) == 0) {
            return (datum->scopes & scopes) != 0;
        }
    }
    return (scopes & BOTH) && is_of_role(name, pack);
}

static gboolean is_name_character(gchar c)
{
    return g_ascii_islower(c) || g_ascii_isdigit(c) || c == '.' || c == '-';
}

gboolean datum_each_placeholder(const gchar *text, DatumFound found, gpointer data, gsize *bad_offset)
{
    const gchar *p = text;
    while ((p = strchr(p, '{'))) {
        if (p[1] == '{') {
            p += 2;
            continue;
        }
        gsize length = 0;
        while (is_name_character(p[1 + length])) {
            length++;
        }
        if (length == 0 || p[1 + length] != '}') {
            *bad_offset = (gsize) (p - text);
            return FALSE;
        }
        g_autofree gchar *name = g_strndup(p + 1, length);
        found(name, (gsize) (p - text), data);
        p += length + 2;
    }
    return TRUE;
}
