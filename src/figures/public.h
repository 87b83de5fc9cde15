/*
 * The numbers of a period as the public may see them (ledger.h), so that
 * nothing hidden follows from them, nor from them together with the public
 * reports of all earlier periods: months, quarters, years and financial years
 * are published in the order in which they end, each with regard to all before.
 *
 * Breakdowns are published for financial years only: a breakdown for each
 * month beside one for the year could be taken apart.
 */
#pragma once

#include "figures/ledger.h"
#include "figures/tally.h"

typedef enum {
    FAMILY_RAISED,
    FAMILY_CLOSED,
    FAMILY_ANSWERS,
    FAMILY_COMPLIMENTS,
    FAMILY_CAFCASS,
    FAMILY_N
} Family;

/* A part of a published number. */
typedef struct {
    gchar *label;
    PublicNumber now, before; /* in the period, and a year earlier */
    gboolean alarm;           /* of lateness */
} PublicPart;

typedef struct {
    PublicNumber now, before;
    GPtrArray *chains; /* of GPtrArray of PublicPart, in a fixed order; only in a financial year */
} PublicFigure;

/* Of FAMILY_N; the authority's pack names themes and stages. The caller unrefs. */
GPtrArray *public_figures(const Tally *tally, const Pack *pack, const Period *period);
