#include "scan/scan.h"

/* Who marked one box of a form firmly has no pen whose ink is lost: a few dots
 * in another box are dust, for one person answers with one pen. */
static gboolean has_firm_mark(const BoxInk *inks, guint n)
{
    for (guint i = 0; i < n; i++)
        if (inks[i].mark == MARK_ON && inks[i].firm)
            return TRUE;
    return FALSE;
}

void scan_judge_boxes(const Picture *picture, const PageFix *fix, const Rect *boxes, guint n, BoxInk *inks)
{
    for (guint i = 0; i < n; i++)
        scan_judge_box(picture, fix, &boxes[i], &inks[i]);
    if (!has_firm_mark(inks, n))
        return;
    for (guint i = 0; i < n; i++)
        if (inks[i].mark == MARK_UNCLEAR && inks[i].motes) {
            inks[i].mark = MARK_OFF;
            g_clear_pointer(&inks[i].why, g_free);
        }
}
