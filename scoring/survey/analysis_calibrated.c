/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * analysis_calibrated.c - what calibrated weights change in the errors: with weights brought to margins of the population, the variance is that of the residuals of the influences (Deville, Särndal 1992;
 * calibrate.h).
 *
 * Let x be the indicators of a form's categories, one for each margin, w its weight, z its influence on a figure. The residual is z - w x'b with b from the regression of z/w on x. A figure of
 * one unit has z = 0 elsewhere, but residuals everywhere. With C(·,·) for the covariance of sums under the design,
 *
 *     V(z - w x'b) = V(z) - 2 b'C(wx, z) + b'C(wx, wx) b
 *
 * where the last matrix is the same for all figures, and the rest needs the forms with z only. So the cost stays linear: one more pass over the answers.
 * Forms count alike in the regression where several margins were raked, by their weights where there is one, as in R's rake() and postStratify().
 */
#include "analysis_private.h"

#include <math.h>

/* ---- the population ---- */

static void count_columns(calibration *k) {
    const kp_answers *answers = k->frame->evidence->answers;
    k->margins = answers->variables.count;
    k->first_column = KP_NEW_ARRAY(k->arena, size_t, k->margins);
    for (size_t v = 0; v < k->margins; v++) {
        k->first_column[v] = k->columns;
        k->columns += answers->variables.items[v].categories.count;
    }
}

/* The column of x that is 1 for the form's category; SIZE_MAX: not known. */
static size_t column_of(const calibration *k, size_t at, size_t margin) {
    int32_t category = k->frame->evidence->answers->categories[k->frame->forms[at] * k->margins + margin];
    return category < 0 ? SIZE_MAX : k->first_column[margin] + (size_t)category;
}

static double share_in_regression(const calibration *k, size_t at) { return k->margins > 1 ? 1 : k->frame->weights[at]; }

/* Turns a symmetric matrix into a generalised inverse by sweeping; columns that others make up are left out (J. H. Goodnight, The American Statistician 33, 1979, 149-158). */
static void invert(double matrix[], size_t size, kp_arena *arena) {
    double *diagonal = KP_NEW_ARRAY(arena, double, size);
    for (size_t i = 0; i < size; i++)
        diagonal[i] = matrix[i * size + i];
    for (size_t p = 0; p < size; p++) {
        double pivot = matrix[p * size + p];
        bool redundant = !(pivot > 1e-9 * diagonal[p]);
        for (size_t i = 0; i < size; i++) {
            for (size_t j = 0; j < size && i != p && !redundant; j++)
                if (j != p)
                    matrix[i * size + j] -= matrix[i * size + p] * matrix[p * size + j] / pivot;
        }
        for (size_t i = 0; i < size; i++) {
            if (i == p)
                continue;
            matrix[p * size + i] = redundant ? 0 : matrix[p * size + i] / pivot;
            matrix[i * size + p] = redundant ? 0 : -matrix[i * size + p] / pivot;
        }
        matrix[p * size + p] = redundant ? 0 : 1 / pivot;
    }
}

/* ---- sums over a stratum ---- */

/* Factor of the covariance within a stratum, and what is taken off: n/(n-1) about the mean, or about 0 of a single primary unit (design.h). */
static double stratum_factor(const calibration *k, const frame_stratum *h) {
    double drawn = (double)h->drawn, left_out = frame_left_out(h, drawn);
    return h->drawn > 1 ? left_out * drawn / (drawn - 1) : k->lonely == KP_LONELY_ADJUST ? left_out : 0;
}

static double mean_factor(const frame_stratum *h) { return h->drawn > 1 ? 1 / (double)h->drawn : 0; }

/* Σ w x over each primary unit: [drawn * columns], and over the stratum. */
static void sum_indicators(const calibration *k, const frame_stratum *h, double units[], double sum[]) {
    memset(units, 0, h->drawn * k->columns * sizeof *units);
    memset(sum, 0, k->columns * sizeof *sum);
    for (size_t at = h->first; at < h->first + h->forms; at++)
        for (size_t v = 0; v < k->margins && k->frame->weights[at] > 0; v++) {
            size_t column = column_of(k, at, v);
            if (column == SIZE_MAX)
                continue;
            units[(k->frame->primary[at] - h->first_drawn) * k->columns + column] += k->frame->weights[at];
            sum[column] += k->frame->weights[at];
        }
}

static void add_stratum_spread(calibration *k, const frame_stratum *h) {
    size_t n = k->columns;
    double factor = stratum_factor(k, h), about = mean_factor(h);
    sum_indicators(k, h, k->units, k->sum);
    for (size_t p = 0; p < h->drawn; p++) {
        const double *x = &k->units[p * n];
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < n && x[i] != 0; j++)
                k->spread[i * n + j] += factor * x[i] * x[j];
    }
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            k->spread[i * n + j] -= factor * about * k->sum[i] * k->sum[j];
}

static void add_regression(calibration *k, size_t at) {
    for (size_t v = 0; v < k->margins && k->frame->weights[at] > 0; v++)
        for (size_t u = 0; u < k->margins; u++) {
            size_t i = column_of(k, at, v), j = column_of(k, at, u);
            if (i != SIZE_MAX && j != SIZE_MAX)
                k->inverse[i * k->columns + j] += share_in_regression(k, at);
        }
}

calibration *calibration_of(kp_arena *arena, const frame *f, kp_lonely lonely) {
    const kp_answers *answers = f->evidence->answers;
    if (!answers || !answers->own_weights || !answers->categories || !answers->variables.count)
        return NULL;
    calibration *k = KP_NEW(arena, calibration);
    *k = (calibration){.arena = arena, .frame = f, .lonely = lonely};
    count_columns(k);
    size_t most = 0;
    for (size_t h = 0; h < f->stratum_count; h++)
        most = f->strata[h].drawn > most ? f->strata[h].drawn : most;
    k->units = KP_NEW_ARRAY(arena, double, most * k->columns);
    k->sum = KP_NEW_ARRAY(arena, double, k->columns);
    k->slopes = KP_NEW_ARRAY(arena, double, k->columns);
    k->spread = KP_NEW_ARRAY(arena, double, k->columns * k->columns);
    k->inverse = KP_NEW_ARRAY(arena, double, k->columns * k->columns);
    for (size_t h = 0; h < f->stratum_count; h++) {
        add_stratum_spread(k, &f->strata[h]);
        for (size_t at = f->strata[h].first; at < f->strata[h].first + f->strata[h].forms; at++)
            add_regression(k, at);
    }
    invert(k->inverse, k->columns, arena);
    return k;
}

/* ---- figures ---- */

/* `count` figures whose influences are added stratum by stratum. */
calibrated_sums calibrated_sums_new(const calibration *k, size_t count) {
    size_t size = k->columns * count;
    return (calibrated_sums){.count = count,
                             .projected = KP_NEW_ARRAY(k->arena, double, size),
                             .shared = KP_NEW_ARRAY(k->arena, double, size),
                             .crossed = KP_NEW_ARRAY(k->arena, double, size),
                             .sum = KP_NEW_ARRAY(k->arena, double, count)};
}

void calibrated_sums_clear(const calibration *k, calibrated_sums *s) {
    memset(s->projected, 0, k->columns * s->count * sizeof *s->projected);
    memset(s->shared, 0, k->columns * s->count * sizeof *s->shared);
}

void calibrated_begin_stratum(calibration *k, size_t stratum) { sum_indicators(k, &k->frame->strata[stratum], k->units, k->sum); }

void calibrated_clear_stratum(const calibration *k, calibrated_sums *s) {
    memset(s->crossed, 0, k->columns * s->count * sizeof *s->crossed);
    memset(s->sum, 0, s->count * sizeof *s->sum);
}

/* adds[count]: influences of the form at that place, weights left out. */
void calibrated_add(const calibration *k, calibrated_sums *s, size_t stratum, size_t at, const double adds[]) {
    const frame_stratum *h = &k->frame->strata[stratum];
    double weight = k->frame->weights[at], share = share_in_regression(k, at);
    for (size_t v = 0; v < k->margins; v++) {
        size_t column = column_of(k, at, v);
        for (size_t j = 0; j < s->count && column != SIZE_MAX; j++)
            s->projected[column * s->count + j] += share * adds[j];
    }
    const double *x = &k->units[(k->frame->primary[at] - h->first_drawn) * k->columns];
    for (size_t i = 0; i < k->columns; i++) {
        double factor = weight * x[i];
        for (size_t j = 0; j < s->count && factor != 0; j++)
            s->crossed[i * s->count + j] += factor * adds[j];
    }
    for (size_t j = 0; j < s->count; j++)
        s->sum[j] += weight * adds[j];
}

void calibrated_end_stratum(const calibration *k, calibrated_sums *s, size_t stratum) {
    const frame_stratum *h = &k->frame->strata[stratum];
    double factor = stratum_factor(k, h), about = mean_factor(h);
    for (size_t i = 0; i < k->columns; i++)
        for (size_t j = 0; j < s->count; j++)
            s->shared[i * s->count + j] += factor * (s->crossed[i * s->count + j] - about * k->sum[i] * s->sum[j]);
}

double calibrated_change(const calibration *k, const calibrated_sums *s, size_t figure) {
    size_t n = k->columns;
    double change = 0;
    for (size_t i = 0; i < n; i++) {
        k->slopes[i] = 0;
        for (size_t j = 0; j < n; j++)
            k->slopes[i] += k->inverse[i * n + j] * s->projected[j * s->count + figure];
    }
    for (size_t i = 0; i < n; i++) {
        change -= 2 * k->slopes[i] * s->shared[i * s->count + figure];
        for (size_t j = 0; j < n; j++)
            change += k->slopes[i] * k->spread[i * n + j] * k->slopes[j];
    }
    return change;
}
