#include "attack.h"

#define MANY 100000

Attack *attack_new(void)
{
    Attack *attack = g_new0(Attack, 1);
    attack->unknowns = g_array_new(FALSE, FALSE, sizeof(Bounds));
    attack->sums = g_ptr_array_new_with_free_func((GDestroyNotify) g_array_unref);
    return attack;
}

void attack_free(Attack *attack)
{
    g_array_unref(attack->unknowns);
    g_ptr_array_unref(attack->sums);
    g_free(attack);
}

static guint add(Attack *attack, gint least, gint most)
{
    Bounds bounds = {least, most};
    g_array_append_val(attack->unknowns, bounds);
    return attack->unknowns->len - 1;
}

guint attack_add(Attack *attack, gboolean hidden, guint shown, gboolean told)
{
    if (hidden)
        return add(attack, told ? 1 : 0, told ? 5 : MANY);
    if (shown == 0)
        return add(attack, 0, 0);
    return add(attack, shown == 10 ? 6 : (gint) shown - 5, (gint) shown + 4);
}

guint attack_add_unseen(Attack *attack)
{
    return add(attack, 0, MANY);
}

void attack_add_sum(Attack *attack, guint whole, const guint *parts, guint n)
{
    GArray *sum = g_array_new(FALSE, FALSE, sizeof(guint));
    g_array_append_val(sum, whole);
    g_array_append_vals(sum, parts, n);
    g_ptr_array_add(attack->sums, sum);
}

static Bounds *at(const Attack *attack, guint unknown)
{
    return &g_array_index(attack->unknowns, Bounds, unknown);
}

static gboolean narrow(Bounds *bounds, gint least, gint most)
{
    gboolean narrower = least > bounds->least || most < bounds->most;
    bounds->least = MAX(bounds->least, least);
    bounds->most = MIN(bounds->most, most);
    return narrower;
}

static gboolean use_sum(Attack *attack, const GArray *sum)
{
    Bounds *whole = at(attack, g_array_index(sum, guint, 0));
    gint least = 0, most = 0;
    for (guint i = 1; i < sum->len; i++) {
        const Bounds *part = at(attack, g_array_index(sum, guint, i));
        least += part->least;
        most += MIN(part->most, MANY);
    }
    gboolean moved = narrow(whole, least, most);
    for (guint i = 1; i < sum->len; i++) {
        Bounds *part = at(attack, g_array_index(sum, guint, i));
        Bounds was = *part;
        moved = narrow(part, whole->least - (most - was.most), whole->most - (least - was.least)) || moved;
        least += part->least - was.least;
        most += part->most - was.most;
    }
    return moved;
}

gboolean attack_run(Attack *attack)
{
    gboolean moved = TRUE;
    for (guint round = 0; moved && round < 1000; round++) {
        moved = FALSE;
        for (guint i = 0; i < attack->sums->len; i++)
            moved = use_sum(attack, g_ptr_array_index(attack->sums, i)) || moved;
    }
    for (guint i = 0; i < attack->unknowns->len; i++)
        if (at(attack, i)->least > at(attack, i)->most)
            return FALSE;
    return TRUE;
}

Bounds attack_bounds(const Attack *attack, guint unknown)
{
    return *at(attack, unknown);
}
