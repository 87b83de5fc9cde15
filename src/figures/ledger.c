#include "figures/ledger.h"

#define NO_BOUND (G_MAXINT / 4) /* two of them can still be added */
#define SMALL    5
#define ROUNDING 10

typedef struct {
    guint from, to;
} Secret;

struct Ledger {
    guint n;         /* points */
    guint room;      /* points that the matrix has room for */
    gint *most;      /* at [from * room + to]: the most by which `to` is ahead of `from` */
    GArray *secrets; /* of Secret: what was shown as "c" */
};

typedef struct {
    gint least, most;
} Range;

static gint *bound(const Ledger *ledger, guint from, guint to)
{
    return &ledger->most[(gsize) from * ledger->room + to];
}

static void make_room(Ledger *ledger, guint room)
{
    gint *most = g_new(gint, (gsize) room * room);
    for (guint i = 0; i < room; i++)
        for (guint j = 0; j < room; j++)
            most[(gsize) i * room + j] =
                i < ledger->n && j < ledger->n ? *bound(ledger, i, j) : (i == j ? 0 : NO_BOUND);
    g_free(ledger->most);
    ledger->most = most;
    ledger->room = room;
}

/* `to` is at most `most` ahead of `from`, and all that follows. */
static void tighten(Ledger *ledger, guint from, guint to, gint most)
{
    if (most >= *bound(ledger, from, to))
        return;
    for (guint i = 0; i < ledger->n; i++) {
        gint way = *bound(ledger, i, from) + most;
        if (*bound(ledger, i, from) >= NO_BOUND || way >= *bound(ledger, i, to))
            continue;
        for (guint j = 0; j < ledger->n; j++) {
            gint rest = *bound(ledger, to, j);
            if (rest < NO_BOUND && way + rest < *bound(ledger, i, j))
                *bound(ledger, i, j) = way + rest;
        }
    }
}

Ledger *ledger_new(guint n_points)
{
    Ledger *ledger = g_new0(Ledger, 1);
    ledger->secrets = g_array_new(FALSE, FALSE, sizeof(Secret));
    make_room(ledger, MAX(n_points, 2) * 2);
    ledger->n = n_points;
    for (guint i = 0; i < n_points; i++)
        for (guint j = 0; j < i; j++)
            *bound(ledger, i, j) = 0;
    return ledger;
}

void ledger_free(Ledger *ledger)
{
    if (!ledger)
        return;
    g_free(ledger->most);
    g_array_unref(ledger->secrets);
    g_free(ledger);
}

guint ledger_add_points(Ledger *ledger, guint from, guint to, guint count)
{
    guint first = ledger->n;
    if (first + count > ledger->room)
        make_room(ledger, MAX(first + count, ledger->room * 2));
    ledger->n += count;
    guint last = from;
    for (guint i = 0; i < count; i++) {
        tighten(ledger, first + i, last, 0);
        last = first + i;
    }
    tighten(ledger, to, last, 0);
    return first;
}

void ledger_bounds(const Ledger *ledger, guint from, guint to, gint *least, gint *most)
{
    *least = *bound(ledger, to, from) >= NO_BOUND ? 0 : -*bound(ledger, to, from);
    *most = *bound(ledger, from, to) >= NO_BOUND ? G_MAXINT : *bound(ledger, from, to);
}

/* What would be known of a secret if that difference were known to be within the range. */
static Range secret_within(const Ledger *ledger, const Secret *secret, guint from, guint to, Range range)
{
    gint up = *bound(ledger, secret->from, secret->to), down = *bound(ledger, secret->to, secret->from);
    up = MIN(up, *bound(ledger, secret->from, from) + range.most + *bound(ledger, to, secret->to));
    up = MIN(up, *bound(ledger, secret->from, to) - range.least + *bound(ledger, from, secret->to));
    down = MIN(down, *bound(ledger, secret->to, from) + range.most + *bound(ledger, to, secret->from));
    down = MIN(down, *bound(ledger, secret->to, to) - range.least + *bound(ledger, from, secret->from));
    return (Range){-down, up};
}

static gboolean is_safe(const Ledger *ledger, guint from, guint to, Range range)
{
    for (guint i = 0; i < ledger->secrets->len; i++) {
        const Secret *secret = &g_array_index(ledger->secrets, Secret, i);
        Range left = secret_within(ledger, secret, from, to, range);
        if (left.most - left.least + 1 < LEDGER_LEAST)
            return FALSE;
    }
    return TRUE;
}

/* Numbers that are shown alike: 0, 1 to 5, 6 to 14, 15 to 24, … */
static guint class_of(guint value)
{
    if (value == 0)
        return 0;
    return value <= SMALL ? 1 : 1 + (value + ROUNDING / 2) / ROUNDING;
}

static Range class_range(guint class)
{
    if (class <= 1)
        return (Range){(gint) class, (gint) class * SMALL};
    gint value = (gint) (class - 1) * ROUNDING;
    return (Range){MAX(value - ROUNDING / 2, SMALL + 1), value + ROUNDING / 2 - 1};
}

static Range cut(Range a, Range b)
{
    return (Range){MAX(a.least, b.least), MIN(a.most, b.most)};
}

/* Classes in a row that are shown alike: one as its number, several as "c". */
typedef struct {
    guint first, last;
} Group;

static gboolean is_hidden(const Group *group)
{
    return group->first != group->last || group->first == 1;
}

static Range group_range(const Group *group, Range known)
{
    return cut((Range){class_range(group->first).least, class_range(group->last).most}, known);
}

static gboolean group_is_safe(const Ledger *ledger, guint from, guint to, Range known, const Group *group)
{
    Range range = group_range(group, known);
    gboolean roomy = !is_hidden(group) || range.most - range.least + 1 >= LEDGER_LEAST;
    return roomy && is_safe(ledger, from, to, range);
}

/*
 * The group that the class is in. Groups are made from the lowest class up: one
 * that would give something away takes in the next until it does not; when no
 * class is left it joins the group before it. Which classes go together is known
 * to everybody who knows what was published, the class itself is not.
 */
static Group find_group(const Ledger *ledger, guint from, guint to, Range known, guint class)
{
    guint highest = class_of((guint) known.most);
    Group group = {class_of((guint) known.least), 0}, before = group, found = group;
    gboolean any_before = FALSE, is_found = FALSE;
    for (group.last = group.first; group.last <= highest; group.last++) {
        if (!group_is_safe(ledger, from, to, known, &group))
            continue;
        if (class >= group.first && class <= group.last) {
            found = group;
            is_found = TRUE;
        }
        before = group;
        any_before = TRUE;
        group.first = group.last + 1;
    }
    if (group.first > highest)
        return found;
    Group tail = {any_before ? before.first : group.first, highest};
    gboolean joins = !is_found || (any_before && found.first == before.first);
    return joins ? tail : found;
}

static void learn(Ledger *ledger, guint from, guint to, Range range)
{
    tighten(ledger, from, to, range.most);
    tighten(ledger, to, from, -range.least);
}

PublicNumber ledger_round(guint value)
{
    guint class = class_of(value);
    return (PublicNumber){.hidden = class == 1, .value = class > 1 ? (class - 1) * ROUNDING : 0};
}

PublicNumber ledger_publish(Ledger *ledger, guint from, guint to, guint value)
{
    guint class = class_of(value);
    Range known = {0};
    Group group = {class, class};
    ledger_bounds(ledger, from, to, &known.least, &known.most);
    /* Without an upper bound nothing else hangs on this number yet. */
    if (known.most != G_MAXINT)
        group = find_group(ledger, from, to, known, class);
    learn(ledger, from, to, group_range(&group, known));
    if (is_hidden(&group)) {
        Secret secret = {from, to};
        g_array_append_val(ledger->secrets, secret);
        return (PublicNumber){.hidden = TRUE};
    }
    return (PublicNumber){.value = class == 0 ? 0 : (class - 1) * ROUNDING};
}
