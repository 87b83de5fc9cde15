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

/* Of a pen that left no more than pieces in one box, dots about another may be
 * all there is to see. */
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
        else if (pale && !firm && inks[i].mark == MARK_OFF && inks[i].specks)
            change(&inks[i], MARK_UNCLEAR,
                   "the other box is marked too palely for black and white, and dots are about this one");
}
