#include "scan/projection.h"

#include <math.h>
#include <string.h>

#define UNKNOWNS 8
#define FLAT     1e-9 /* a pivot below this share of the largest settles nothing */

typedef struct {
    guint n;
    gdouble matrix[UNKNOWNS][UNKNOWNS], right[UNKNOWNS];
} Normal;

static void add_row(Normal *normal, const gdouble *row, gdouble value, gdouble weight)
{
    for (guint i = 0; i < normal->n; i++) {
        for (guint j = 0; j < normal->n; j++)
            normal->matrix[i][j] += weight * row[i] * row[j];
        normal->right[i] += weight * row[i] * value;
    }
}

static void swap_rows(Normal *normal, guint a, guint b)
{
    for (guint j = 0; j < normal->n; j++) {
        gdouble kept = normal->matrix[a][j];
        normal->matrix[a][j] = normal->matrix[b][j];
        normal->matrix[b][j] = kept;
    }
    gdouble kept = normal->right[a];
    normal->right[a] = normal->right[b];
    normal->right[b] = kept;
}

/* Gauss's elimination with pivots. */
static gboolean solve(Normal *normal, gdouble *solution)
{
    guint n = normal->n;

    for (guint i = 0; i < n; i++) {
        guint pivot = i;
        for (guint k = i + 1; k < n; k++)
            if (fabs(normal->matrix[k][i]) > fabs(normal->matrix[pivot][i]))
                pivot = k;
        if (!(fabs(normal->matrix[pivot][i]) > FLAT))
            return FALSE;
        swap_rows(normal, i, pivot);
        for (guint k = i + 1; k < n; k++) {
            gdouble factor = normal->matrix[k][i] / normal->matrix[i][i];
            for (guint j = i; j < n; j++)
                normal->matrix[k][j] -= factor * normal->matrix[i][j];
            normal->right[k] -= factor * normal->right[i];
        }
    }
    for (guint i = n; i-- > 0;) {
        gdouble sum = normal->right[i];
        for (guint j = i + 1; j < n; j++)
            sum -= normal->matrix[i][j] * solution[j];
        solution[i] = sum / normal->matrix[i][i];
    }
    return TRUE;
}

/* So that the equations are of one size: about the middle of all points, in
 * units of their spread. */
typedef struct {
    Point middle;
    gdouble spread;
} Frame;

static void find_frames(const Pair *pairs, guint n, Frame *form, Frame *seen)
{
    *form = *seen = (Frame){.spread = 1};
    for (guint i = 0; i < n; i++) {
        form->middle.x += pairs[i].form.x / n;
        form->middle.y += pairs[i].form.y / n;
        seen->middle.x += pairs[i].seen.x / n;
        seen->middle.y += pairs[i].seen.y / n;
    }
    gdouble form_sum = 0, seen_sum = 0;
    for (guint i = 0; i < n; i++) {
        form_sum += hypot(pairs[i].form.x - form->middle.x, pairs[i].form.y - form->middle.y);
        seen_sum += hypot(pairs[i].seen.x - seen->middle.x, pairs[i].seen.y - seen->middle.y);
    }
    form->spread = MAX(form_sum / n, 1e-6);
    seen->spread = MAX(seen_sum / n, 1e-6);
}

static Point to_frame(const Frame *frame, Point point)
{
    return (Point){(point.x - frame->middle.x) / frame->spread, (point.y - frame->middle.y) / frame->spread};
}

static void add_pair(Normal *normal, ProjectionKind kind, Point f, Point s, gdouble weight)
{
    if (kind == PROJECTION_SIMILAR) {
        /* x' = a x + b y + c, y' = b x - a y + d */
        add_row(normal, (gdouble[]){f.x, f.y, 1, 0}, s.x, weight);
        add_row(normal, (gdouble[]){-f.y, f.x, 0, 1}, s.y, weight);
        return;
    }
    add_row(normal, (gdouble[]){f.x, f.y, 1, 0, 0, 0, -f.x * s.x, -f.y * s.x}, s.x, weight);
    add_row(normal, (gdouble[]){0, 0, 0, f.x, f.y, 1, -f.x * s.y, -f.y * s.y}, s.y, weight);
}

static void expand(ProjectionKind kind, const gdouble *solution, gdouble m[9])
{
    gdouble last[] = {0, 0, 1};

    if (kind == PROJECTION_SIMILAR) {
        gdouble first[] = {solution[0], solution[1], solution[2], solution[1], -solution[0], solution[3]};
        memcpy(m, first, sizeof first);
    } else {
        memcpy(m, solution, 6 * sizeof *m);
    }
    if (kind == PROJECTION_FULL)
        memcpy(last, solution + 6, 2 * sizeof *last);
    memcpy(m + 6, last, sizeof last);
}

static void multiply(const gdouble a[9], const gdouble b[9], gdouble out[9])
{
    for (gsize i = 0; i < 3; i++)
        for (gsize j = 0; j < 3; j++)
            out[3 * i + j] = a[3 * i] * b[j] + a[3 * i + 1] * b[3 + j] + a[3 * i + 2] * b[6 + j];
}

gboolean projection_fit(ProjectionKind kind, const Pair *pairs, guint n, gdouble projection[9])
{
    static const guint unknowns[] = {4, 6, 8};
    Normal normal = {.n = unknowns[kind]};
    gdouble solution[UNKNOWNS], inner[9], half[9];
    Frame form, seen;

    if (n * 2 < normal.n)
        return FALSE;
    find_frames(pairs, n, &form, &seen);
    for (guint i = 0; i < n; i++)
        add_pair(&normal, kind, to_frame(&form, pairs[i].form), to_frame(&seen, pairs[i].seen),
                 pairs[i].weight);
    if (!solve(&normal, solution))
        return FALSE;
    expand(kind, solution, inner);
    const gdouble in[] = {1 / form.spread,
                          0,
                          -form.middle.x / form.spread,
                          0,
                          1 / form.spread,
                          -form.middle.y / form.spread,
                          0,
                          0,
                          1};
    const gdouble out[] = {seen.spread, 0, seen.middle.x, 0, seen.spread, seen.middle.y, 0, 0, 1};
    multiply(inner, in, half);
    multiply(out, half, projection);
    for (guint i = 0; i < 9; i++) {
        if (!isfinite(projection[i]) || !(fabs(projection[8]) > FLAT))
            return FALSE;
        if (i < 8)
            projection[i] /= projection[8];
    }
    projection[8] = 1;
    return TRUE;
}

Point projection_apply(const gdouble m[9], Point p)
{
    gdouble w = m[6] * p.x + m[7] * p.y + m[8];

    return (Point){(m[0] * p.x + m[1] * p.y + m[2]) / w, (m[3] * p.x + m[4] * p.y + m[5]) / w};
}

gdouble projection_scale(const gdouble projection[9], Point near)
{
    Point at = projection_apply(projection, near);
    Point right = projection_apply(projection, (Point){near.x + 1, near.y});
    Point up = projection_apply(projection, (Point){near.x, near.y + 1});

    return (hypot(right.x - at.x, right.y - at.y) + hypot(up.x - at.x, up.y - at.y)) / 2;
}
