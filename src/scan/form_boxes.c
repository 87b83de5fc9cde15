#include "scan/scan.h"

/* Who marked one box of a form firmly has no pen whose ink is lost: a lone dot
 * in another box is dust, for one person answers with one pen. */
static gboolean has_firm_mark(const BoxInk *inks, guint n)
{
    for (guint i = 0; i < n; i++)
        if (inks[i].firm)
            return TRUE;
    return FALSE;
}

/* Of a pen that left next to nothing in one box, a trace may be all there is to
 * see in another. */
static gboolean has_pale_mark(const BoxInk *inks, guint n)
{
    for (guint i = 0; i < n; i++)
        if (inks[i].pale)
            return TRUE;
    return FALSE;
}

static void change(BoxInk *ink, Mark mark, const gchar *why)
{
    ink->mark = mark;
    g_free(ink->why);
    ink->why = g_strdup(why);
}

void scan_judge_boxes(const Picture *picture, const PageFix *fix, const Rect *boxes, guint n, BoxInk *inks)
{
    for (guint i = 0; i < n; i++)
        scan_judge_box(picture, fix, &boxes[i], &inks[i]);
    gboolean firm = has_firm_mark(inks, n), pale = has_pale_mark(inks, n);
    for (guint i = 0; i < n; i++)
        if (firm && inks[i].mark == MARK_UNCLEAR && inks[i].motes)
            change(&inks[i], MARK_OFF, NULL);
        else if (pale && !firm && inks[i].mark == MARK_OFF && inks[i].trace)
            change(&inks[i], MARK_UNCLEAR, "the other box is marked so palely that this one may be too");
}
