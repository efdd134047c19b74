/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * design_residuals.c - what calibration leaves of an influence: its residual after projection on the margins (J.-C. Deville, C.-E. Särndal, Journal of the American Statistical
 * Association 87, 1992, 376-382; for post-stratification the deviations from the means of the post-strata, Särndal, Swensson, Wretman 1992, section 7.6).
 *
 * The means of each margin's categories are taken off in turn, again and again, which ends in the projection (successive projection, J. von Neumann). It is done with the cells of the
 * margins' cross-table, not with rows.
 */
#include "design_private.h"

#include <math.h>
#include <string.h>

/* Takes the category means of a margin off the cells; the largest of them, so that it is seen whether all has settled. */
static double sweep_margin(const calibration_step *step, size_t margin) {
    size_t categories = step->category_counts[margin], stride = step->margin_count;
    const int32_t *category = step->categories + margin;
    memset(step->totals, 0, categories * sizeof *step->totals);
    memset(step->bases, 0, categories * sizeof *step->bases);
    for (size_t cell = 0; cell < step->cell_count; cell++) {
        step->totals[category[cell * stride]] += step->sums[cell];
        step->bases[category[cell * stride]] += step->sizes[cell];
    }
    double largest = 0;
    for (size_t c = 0; c < categories; c++) {
        step->totals[c] = step->bases[c] > 0 ? step->totals[c] / step->bases[c] : 0;
        largest = fmax(largest, fabs(step->totals[c]));
    }
    for (size_t cell = 0; cell < step->cell_count; cell++) {
        double mean = step->totals[category[cell * stride]];
        step->sums[cell] -= step->sizes[cell] * mean;
        step->taken[cell] += mean;
    }
    return largest;
}

static void sweep_margins(const calibration_step *step) {
    double first = 0;
    for (int round = 0; round < step->most_sweeps; round++) {
        double largest = 0;
        for (size_t margin = 0; margin < step->margin_count; margin++)
            largest = fmax(largest, sweep_margin(step, margin));
        if (round == 0)
            first = largest;
        if (!(largest > 1e-15 * first))
            return;
    }
}

/* The weights of the design over those after the step: what turns the design's influences into the step's. */
static double later_factor(const kp_design *d, const calibration_step *step, size_t row) {
    return step->weights == d->weights ? 1 : d->weights[row] / step->weights[row];
}

void kp_step_residuals(const kp_design *d, const calibration_step *step, double e[], const uint32_t rows[], size_t count) {
    memset(step->sums, 0, step->cell_count * sizeof *step->sums);
    memset(step->taken, 0, step->cell_count * sizeof *step->taken);
    for (size_t k = 0; k < count; k++) {
        size_t row = rows ? rows[k] : k;
        if (step->cells[row] != NO_CELL)
            step->sums[step->cells[row]] += (step->shares ? step->shares[row] : 1) * e[row] * later_factor(d, step, row);
    }
    sweep_margins(step);
    for (size_t row = 0; row < d->rows; row++)
        if (step->cells[row] != NO_CELL)
            e[row] -= step->taken[step->cells[row]] / later_factor(d, step, row);
}
