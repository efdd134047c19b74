/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * calibrate_rake.c - raking by the cells of the cross-table (W. E. Deming, F. F. Stephan, Annals of Mathematical Statistics 11, 1940, 427-444, section 5), and trimming.
 *
 * Weights that were cut stay as they are, and the others are raked to what is left of the totals. The bounds are those of the first raking, so that every further one fixes at least one
 * more row, and it ends.
 */
#include "calibrate_private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MOST_ROUNDS 50
#define MOST_CUTS   100
#define TOLERANCE   1e-10

typedef struct raking {
    const kp_design *design;
    const kp_calibration *calibration;
    const calibration_cells *cells;
    double *weights; /* [rows] */
    bool *cut;       /* [rows]: trimmed, and left alone from then on */
    double *free;    /* [cells]: Σ weights of the rows that were not */
    double *fixed;   /* [cells]: of those that were */
    double *factors; /* [cells] */
    double *sums;    /* [categories of a margin] */
    double *fixed_sums;
    kp_calibration_report *report;
} raking;

static void sum_cells(raking *r) {
    memset(r->free, 0, r->cells->count * sizeof *r->free);
    memset(r->fixed, 0, r->cells->count * sizeof *r->fixed);
    for (size_t row = 0; row < r->design->rows; row++) {
        uint32_t cell = r->cells->of_row[row];
        if (cell != NO_CELL)
            (r->cut[row] ? r->fixed : r->free)[cell] += r->weights[row];
    }
    for (size_t cell = 0; cell < r->cells->count; cell++)
        r->factors[cell] = 1;
}

static void sum_margin(raking *r, size_t margin) {
    const kp_margin *m = &r->calibration->margins[margin];
    memset(r->sums, 0, m->count * sizeof *r->sums);
    memset(r->fixed_sums, 0, m->count * sizeof *r->fixed_sums);
    for (size_t cell = 0; cell < r->cells->count; cell++) {
        int32_t category = r->cells->categories[cell * r->calibration->count + margin];
        r->sums[category] += r->free[cell] * r->factors[cell];
        r->fixed_sums[category] += r->fixed[cell];
    }
}

static void fit_margin(raking *r, size_t margin) {
    const kp_margin *m = &r->calibration->margins[margin];
    sum_margin(r, margin);
    for (size_t c = 0; c < m->count; c++) {
        double due = m->totals[c] - r->fixed_sums[c];
        r->sums[c] = r->sums[c] > 0 && due > 0 ? due / r->sums[c] : 1;
    }
    for (size_t cell = 0; cell < r->cells->count; cell++)
        r->factors[cell] *= r->sums[r->cells->categories[cell * r->calibration->count + margin]];
}

static void measure_misses(raking *r) {
    r->report->largest_miss = 0;
    r->report->worst_margin = r->report->worst_category = 0;
    for (size_t margin = 0; margin < r->calibration->count; margin++) {
        const kp_margin *m = &r->calibration->margins[margin];
        sum_margin(r, margin);
        for (size_t c = 0; c < m->count; c++) {
            double miss = m->totals[c] > 0 ? fabs(r->sums[c] + r->fixed_sums[c] - m->totals[c]) / m->totals[c] : 0;
            if (!(miss <= r->report->largest_miss)) {
                r->report->largest_miss = miss;
                r->report->worst_margin = margin;
                r->report->worst_category = c;
            }
        }
    }
}

/* Rounds over all margins until they hold. */
static void rake_free(raking *r, double tolerance) {
    int most = r->calibration->most_rounds > 0 ? r->calibration->most_rounds : MOST_ROUNDS;
    sum_cells(r);
    for (int round = 0; round < most; round++) {
        for (size_t margin = 0; margin < r->calibration->count; margin++)
            fit_margin(r, margin);
        r->report->rounds++;
        measure_misses(r);
        if (r->report->largest_miss <= tolerance)
            break;
    }
    for (size_t row = 0; row < r->design->rows; row++)
        if (r->cells->of_row[row] != NO_CELL && !r->cut[row])
            r->weights[row] *= r->factors[r->cells->of_row[row]];
}

static int compare_doubles(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median_weight(kp_arena *arena, const raking *r) {
    double *sorted = KP_NEW_ARRAY(arena, double, r->design->rows);
    size_t count = 0;
    for (size_t row = 0; row < r->design->rows; row++)
        if (r->weights[row] > 0)
            sorted[count++] = r->weights[row];
    qsort(sorted, count, sizeof *sorted, compare_doubles);
    return count ? (sorted[(count - 1) / 2] + sorted[count / 2]) / 2 : 0;
}

static size_t cut_weights(raking *r, double median) {
    double least = median / r->calibration->trim_ratio, largest = median * r->calibration->trim_ratio;
    size_t cut = 0;
    for (size_t row = 0; row < r->design->rows; row++) {
        double w = r->weights[row];
        if (r->cut[row] || !(w > 0) || (w >= least && w <= largest))
            continue;
        r->weights[row] = w < least ? least : largest;
        r->cut[row] = true;
        cut++;
    }
    r->report->trimmed += cut;
    return cut;
}

void kp_calibration_rake(kp_arena *arena, const kp_design *design, const kp_calibration *calibration, const calibration_cells *cells,
                         double weights[], kp_calibration_report *report) {
    double tolerance = calibration->tolerance > 0 ? calibration->tolerance : TOLERANCE;
    raking r = {.design = design, .calibration = calibration, .cells = cells, .weights = weights, .report = report};
    r.cut = KP_NEW_ARRAY(arena, bool, design->rows);
    r.free = KP_NEW_ARRAY(arena, double, cells->count);
    r.fixed = KP_NEW_ARRAY(arena, double, cells->count);
    r.factors = KP_NEW_ARRAY(arena, double, cells->count);
    r.sums = KP_NEW_ARRAY(arena, double, cells->most_categories);
    r.fixed_sums = KP_NEW_ARRAY(arena, double, cells->most_categories);
    rake_free(&r, tolerance);
    if (calibration->trim_ratio > 1) {
        double median = median_weight(arena, &r);
        for (int cuts = 0; cut_weights(&r, median) && cuts < MOST_CUTS; cuts++) /* the last cut is kept: the bounds hold, and the miss is told */
            rake_free(&r, tolerance);
    }
    sum_cells(&r);
    measure_misses(&r);
    report->converged = report->largest_miss <= tolerance;
}
