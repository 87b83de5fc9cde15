#include "scan/scan.h"

static void change(BoxInk *ink, Mark mark, const gchar *why)
{
    ink->mark = mark;
    g_free(ink->why);
    ink->why = g_strdup(why);
}

/* One person answers with one pen. Who marked one box firmly has none whose ink
 * is lost: a lone dot in another box is dust. Of a pen that left next to nothing
 * in one box, a trace may be all there is to see in another. */
void scan_judge_boxes(const Picture *picture, const PageFix *fix, const Rect *boxes, guint n, BoxInk *inks)
{
    gboolean firm = FALSE, pale = FALSE;

    for (guint i = 0; i < n; i++) {
        scan_judge_box(picture, fix, &boxes[i], &inks[i]);
        firm |= inks[i].firm;
        pale |= inks[i].pale;
    }
    for (guint i = 0; i < n; i++)
        if (firm && inks[i].mark == MARK_UNCLEAR && inks[i].motes)
            change(&inks[i], MARK_OFF, NULL);
        else if (pale && !firm && inks[i].mark == MARK_OFF && inks[i].trace)
            change(&inks[i], MARK_UNCLEAR, "the other box is marked so palely that this one may be too");
}
