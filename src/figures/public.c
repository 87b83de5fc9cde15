#include "figures/public.h"

#include <string.h>

/* A breakdown: what each part is called, and its count in a stretch of months. */
typedef struct {
    gchar *label;
    gboolean alarm;
    Count count;
    gboolean of_count;
    Breakdown breakdown;
    gchar *key;
} PartSource;

/* Totals are sums of up to three counts. */
static const struct {
    Count counts[3];
    guint n;
} TOTALS[FAMILY_N] = {
    [FAMILY_RAISED] = {{COUNT_RAISED}, 1},
    [FAMILY_CLOSED] = {{COUNT_CLOSED}, 1},
    [FAMILY_ANSWERS] = {{COUNT_ANSWERED_IN_TIME, COUNT_ANSWERED_LATE, COUNT_NO_RESPONSE}, 3},
    [FAMILY_COMPLIMENTS] = {{COUNT_COMPLIMENTS}, 1},
    [FAMILY_CAFCASS] = {{COUNT_CAFCASS}, 1},
};

static void source_free(gpointer data)
{
    PartSource *source = data;
    g_free(source->label);
    g_free(source->key);
    g_free(source);
}

static void part_free(gpointer data)
{
    PublicPart *part = data;
    g_free(part->label);
    g_free(part);
}

static void figure_free(gpointer data)
{
    PublicFigure *figure = data;
    g_ptr_array_unref(figure->chains);
    g_free(figure);
}

static void add_count(GPtrArray *chain, const gchar *label, Count count, gboolean alarm)
{
    PartSource *source = g_new0(PartSource, 1);
    source->label = g_strdup(label);
    source->count = count;
    source->of_count = TRUE;
    source->alarm = alarm;
    g_ptr_array_add(chain, source);
}

static void add_series(GPtrArray *chain, Breakdown breakdown, const gchar *key, const gchar *label)
{
    PartSource *source = g_new0(PartSource, 1);
    source->label = g_strdup(label);
    source->breakdown = breakdown;
    source->key = g_strdup(key);
    g_ptr_array_add(chain, source);
}

static gboolean has_key(const GPtrArray *chain, const gchar *key)
{
    for (guint i = 0; i < chain->len; i++)
        if (g_strcmp0(((PartSource *) g_ptr_array_index(chain, i))->key, key) == 0)
            return TRUE;
    return FALSE;
}

static gint by_key(gconstpointer a, gconstpointer b)
{
    return strcmp((*(const PartSource *const *) a)->key, (*(const PartSource *const *) b)->key);
}

/* What the record holds beyond what the pack has now. */
static void add_strangers(GPtrArray *chain, const Tally *tally, Breakdown breakdown)
{
    guint known = chain->len;
    const GPtrArray *all = tally_series(tally);
    g_autoptr(GPtrArray) strangers = g_ptr_array_new();
    for (guint i = 0; i < all->len; i++) {
        const Series *series = g_ptr_array_index(all, i);
        if (series->breakdown == breakdown && !has_key(chain, series->key))
            add_series(chain, breakdown, series->key, series->label);
    }
    for (guint i = known; i < chain->len; i++)
        g_ptr_array_add(strangers, g_ptr_array_index(chain, i));
    g_ptr_array_sort(strangers, by_key);
    for (guint i = 0; i < strangers->len; i++)
        g_ptr_array_index(chain, known + i) = g_ptr_array_index(strangers, i);
}

static GPtrArray *chain_new(GPtrArray *chains)
{
    GPtrArray *chain = g_ptr_array_new_with_free_func(source_free);
    g_ptr_array_add(chains, chain);
    return chain;
}

static void add_themes(GPtrArray *chains, const Tally *tally, const Pack *pack, Breakdown breakdown)
{
    GPtrArray *chain = chain_new(chains);
    for (guint i = 0; i < pack->themes->len; i++) {
        const Theme *theme = g_ptr_array_index(pack->themes, i);
        add_series(chain, breakdown, theme->id, theme->title);
    }
    add_strangers(chain, tally, breakdown);
}

/* Every stage of every track, whether or not a dispute has ended there yet. */
static void add_stages(GPtrArray *chains, const Tally *tally, const Pack *pack)
{
    GPtrArray *chain = chain_new(chains);
    for (guint i = 0; i < pack->tracks->len; i++) {
        const Track *track = g_ptr_array_index(pack->tracks, i);
        for (guint number = 1; number <= track->stages->len; number++) {
            g_autofree gchar *key = series_stage_key(track, number);
            g_autofree gchar *label = series_stage_label(track, number);
            add_series(chain, BY_STAGE, key, label);
        }
    }
    add_strangers(chain, tally, BY_STAGE);
}

static GPtrArray *chains_of(Family family, const Tally *tally, const Pack *pack)
{
    GPtrArray *chains = g_ptr_array_new_with_free_func((GDestroyNotify) g_ptr_array_unref);
    GPtrArray *chain = NULL;
    switch (family) {
    case FAMILY_RAISED:
        chain = chain_new(chains);
        add_count(chain, "Raised informally", COUNT_RAISED_INFORMALLY, FALSE);
        add_count(chain, "Raised formally", COUNT_RAISED_FORMALLY, FALSE);
        add_themes(chains, tally, pack, BY_THEME);
        break;
    case FAMILY_CLOSED:
        chain = chain_new(chains);
        add_count(chain, "Within 5 working days", COUNT_CLOSED_IN_5, FALSE);
        add_count(chain, "Within 6 to 20 working days", COUNT_CLOSED_IN_20, FALSE);
        add_count(chain, "Beyond 20 working days", COUNT_CLOSED_LATER, TRUE);
        add_count(chain, "Not measured", COUNT_CLOSED_UNMEASURED, FALSE);
        add_stages(chains, tally, pack);
        break;
    case FAMILY_ANSWERS:
        chain = chain_new(chains);
        add_count(chain, "In time", COUNT_ANSWERED_IN_TIME, FALSE);
        add_count(chain, "Late", COUNT_ANSWERED_LATE, TRUE);
        add_count(chain, "No response by the deadline", COUNT_NO_RESPONSE, TRUE);
        break;
    case FAMILY_COMPLIMENTS:
        add_themes(chains, tally, pack, BY_COMPLIMENT_THEME);
        break;
    case FAMILY_CAFCASS:
    case FAMILY_N:
        break;
    }
    return chains;
}

/* Going through the periods in the order in which they end. */
typedef struct {
    const Tally *tally;
    Family family;
    GPtrArray *chains; /* of GPtrArray of PartSource */
    Ledger *ledger;
    gint base; /* month of point 0 */
    const Period *wanted;
    Period before;
    PublicFigure *figure;
} Walk;

static guint total_of(const Walk *walk, const Period *period)
{
    guint sum = 0;
    for (guint i = 0; i < TOTALS[walk->family].n; i++)
        sum += tally_count(walk->tally, TOTALS[walk->family].counts[i], period);
    return sum;
}

static guint part_of(const Walk *walk, const PartSource *source, const Period *period)
{
    if (source->of_count)
        return tally_count(walk->tally, source->count, period);
    const GPtrArray *all = tally_series(walk->tally);
    for (guint i = 0; i < all->len; i++) {
        const Series *series = g_ptr_array_index(all, i);
        if (series->breakdown == source->breakdown && strcmp(series->key, source->key) == 0)
            return series_sum(series, period);
    }
    return 0;
}

static gboolean is_same(const Period *a, const Period *b)
{
    return a->kind == b->kind && a->first == b->first;
}

static PublicPart *part_at(PublicFigure *figure, guint chain, guint part)
{
    return g_ptr_array_index((GPtrArray *) g_ptr_array_index(figure->chains, chain), part);
}

static void publish_chain(Walk *walk, guint number, const Period *period, guint from, guint to)
{
    const GPtrArray *chain = g_ptr_array_index(walk->chains, number);
    guint inner = chain->len > 1 ? ledger_add_points(walk->ledger, from, to, chain->len - 1) : 0;
    for (guint i = 0; i < chain->len; i++) {
        guint start = i == 0 ? from : inner + i - 1, end = i + 1 == chain->len ? to : inner + i;
        guint value = part_of(walk, g_ptr_array_index(chain, i), period);
        PublicNumber shown = ledger_publish(walk->ledger, start, end, value);
        if (is_same(period, walk->wanted))
            part_at(walk->figure, number, i)->now = shown;
        if (is_same(period, &walk->before))
            part_at(walk->figure, number, i)->before = shown;
    }
}

static void publish(Walk *walk, const Period *period)
{
    guint from = (guint) (period_first_month(period) - walk->base), to = from + period->n_months;
    PublicNumber shown = ledger_publish(walk->ledger, from, to, total_of(walk, period));
    if (is_same(period, walk->wanted))
        walk->figure->now = shown;
    if (is_same(period, &walk->before))
        walk->figure->before = shown;
    if (period->kind == PERIOD_FINANCIAL_YEAR)
        for (guint i = 0; i < walk->chains->len; i++)
            publish_chain(walk, i, period, from, to);
}

/* The periods that end with the month, from the shortest. */
static void publish_month(Walk *walk, gint month)
{
    static const PeriodKind kinds[] = {PERIOD_MONTH, PERIOD_QUARTER, PERIOD_YEAR, PERIOD_FINANCIAL_YEAR};
    static const gint lengths[] = {1, 3, 12, 12};
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        gint first = month - lengths[i] + 1;
        Period period;
        if (first >= walk->base && period_of(kinds[i], first / 12, (guint) (first % 12) + 1, &period))
            publish(walk, &period);
    }
}

static PublicFigure *figure_new(const GPtrArray *chains, gboolean broken_down)
{
    PublicFigure *figure = g_new0(PublicFigure, 1);
    figure->chains = g_ptr_array_new_with_free_func((GDestroyNotify) g_ptr_array_unref);
    for (guint i = 0; broken_down && i < chains->len; i++) {
        const GPtrArray *chain = g_ptr_array_index(chains, i);
        GPtrArray *parts = g_ptr_array_new_with_free_func(part_free);
        for (guint j = 0; j < chain->len; j++) {
            const PartSource *source = g_ptr_array_index(chain, j);
            PublicPart *part = g_new0(PublicPart, 1);
            part->label = g_strdup(source->label);
            part->alarm = source->alarm;
            g_ptr_array_add(parts, part);
        }
        g_ptr_array_add(figure->chains, parts);
    }
    return figure;
}

static PublicFigure *walk_family(const Tally *tally, const Pack *pack, const Period *period, Family family)
{
    gint last = period_first_month(period) + (gint) period->n_months - 1;
    gint first = MIN(tally_first_month(tally), period_first_month(period) - 12);
    Walk walk = {.tally = tally, .family = family, .wanted = period, .before = period_year_before(period)};
    /* From a January early enough that every year that counts begins behind it. */
    walk.base = (first / 12 - 1) * 12;
    walk.chains = chains_of(family, tally, pack);
    walk.ledger = ledger_new((guint) (last - walk.base) + 2);
    walk.figure = figure_new(walk.chains, period->kind == PERIOD_FINANCIAL_YEAR);
    for (gint month = walk.base; month <= last; month++)
        publish_month(&walk, month);
    ledger_free(walk.ledger);
    g_ptr_array_unref(walk.chains);
    return walk.figure;
}

GPtrArray *public_figures(const Tally *tally, const Pack *pack, const Period *period)
{
    GPtrArray *figures = g_ptr_array_new_with_free_func(figure_free);
    for (guint i = 0; i < FAMILY_N; i++)
        g_ptr_array_add(figures, walk_family(tally, pack, period, (Family) i));
    return figures;
}
