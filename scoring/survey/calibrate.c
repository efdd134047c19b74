/* SPDX-License-Identifier: GPL-3.0-or-later */
/* calibrate.c - margins checked, and a design made of the weights that calibrate_rake.c finds; calibrate.h has the sources. */
#include "calibrate_private.h"

#include <math.h>
#include <string.h>

#define SUMS_DIFFER 1e-9 /* relative: totals of two margins that are further apart are two populations */

/* ---- are the margins sound? ---- */

static bool is_fault(kp_calibration_report *report, kp_calibration_fault fault, size_t margin, size_t where) {
    report->fault = fault;
    report->margin = margin;
    report->where = where;
    return true;
}

/* What each category has in the sample. */
static bool has_faulty_rows(const kp_design *design, const kp_margin *margin, size_t index, bool met[], kp_calibration_report *report) {
    for (size_t row = 0; row < design->rows; row++) {
        int32_t category = margin->categories[row];
        if (!(design->weights[row] > 0))
            continue;
        if (category < 0 || (size_t)category >= margin->count)
            return is_fault(report, KP_CALIBRATION_UNKNOWN_CATEGORY, index, row);
        met[category] = true;
    }
    return false;
}

static bool has_faulty_totals(const kp_margin *margin, size_t index, const bool met[], kp_calibration_report *report) {
    for (size_t c = 0; c < margin->count; c++) {
        double total = margin->totals[c];
        if (!(total >= 0) || isinf(total) || (met[c] && total == 0))
            return is_fault(report, KP_CALIBRATION_NO_TOTAL, index, c);
        if (!met[c] && total > 0)
            return is_fault(report, KP_CALIBRATION_EMPTY_CATEGORY, index, c);
    }
    return false;
}

static double sum_totals(const kp_margin *margin) {
    double sum = 0;
    for (size_t c = 0; c < margin->count; c++)
        sum += margin->totals[c];
    return sum;
}

static bool has_faults(kp_arena *arena, const kp_design *design, const kp_calibration *calibration, kp_calibration_report *report) {
    for (size_t m = 0; m < calibration->count; m++) {
        const kp_margin *margin = &calibration->margins[m];
        bool *met = KP_NEW_ARRAY(arena, bool, margin->count);
        if (has_faulty_rows(design, margin, m, met, report) || has_faulty_totals(margin, m, met, report))
            return true;
    }
    for (size_t m = 1; m < calibration->count; m++) {
        double first = sum_totals(&calibration->margins[0]), other = sum_totals(&calibration->margins[m]);
        if (fabs(first - other) > fmax(SUMS_DIFFER, calibration->tolerance) * first)
            return is_fault(report, KP_CALIBRATION_TOTALS_DIFFER, m, m);
    }
    return false;
}

/* ---- the design ---- */

/* What the residuals of this calibration are made with (design_residuals.c). */
static calibration_step make_step(kp_arena *arena, const kp_design *before, const kp_calibration *calibration, const calibration_cells *cells,
                                  const double weights[]) {
    bool alike = calibration->count > 1 && calibration->residuals == KP_RESIDUALS_ALIKE;
    double *sizes = KP_NEW_ARRAY(arena, double, cells->count);
    for (size_t row = 0; row < before->rows; row++)
        if (cells->of_row[row] != NO_CELL)
            sizes[cells->of_row[row]] += alike ? 1 : before->weights[row];
    return (calibration_step){
        .cells = cells->of_row,
        .cell_count = cells->count,
        .margin_count = calibration->count,
        .categories = cells->categories,
        .category_counts = cells->category_counts,
        .sizes = sizes,
        .shares = alike ? NULL : before->weights,
        .weights = weights,
        .most_sweeps = alike ? 10 : 1000,
        .sums = KP_NEW_ARRAY(arena, double, cells->count),
        .taken = KP_NEW_ARRAY(arena, double, cells->count),
        .totals = KP_NEW_ARRAY(arena, double, cells->most_categories),
        .bases = KP_NEW_ARRAY(arena, double, cells->most_categories),
    };
}

static void add_step(kp_arena *arena, kp_design *design, calibration_step step) {
    calibration_step *steps = KP_NEW_ARRAY(arena, calibration_step, design->step_count + 1);
    for (size_t i = 0; i < design->step_count; i++)
        steps[i] = design->steps[i];
    steps[design->step_count++] = step;
    design->steps = steps;
    design->scratch = KP_NEW_ARRAY(arena, double, design->rows);
}

/* How the weights changed, and what their being unequal costs: n Σw²/(Σw)². True where they add up to more than there are rows. */
static bool describe_weights(const kp_design *before, const double weights[], kp_calibration_report *report) {
    double n = 0, sum = 0, squares = 0;
    report->least_factor = report->largest_factor = 1;
    for (size_t row = 0; row < before->rows; row++) {
        if (!(before->weights[row] > 0))
            continue;
        double factor = weights[row] / before->weights[row];
        report->least_factor = n > 0 ? fmin(report->least_factor, factor) : factor;
        report->largest_factor = n > 0 ? fmax(report->largest_factor, factor) : factor;
        n++;
        sum += weights[row];
        squares += weights[row] * weights[row];
    }
    report->weight_effect = sum > 0 ? n * squares / (sum * sum) : 1;
    return sum > n * (1 + 1e-9);
}

kp_design *kp_design_calibrate(kp_arena *arena, const kp_design *design, const kp_calibration *calibration, kp_calibration_report *report) {
    kp_calibration_report unread;
    report = report ? report : &unread;
    *report = (kp_calibration_report){0};
    if (has_faults(arena, design, calibration, report))
        return NULL;
    calibration_cells cells = kp_calibration_cells(arena, design, calibration);
    double *weights = KP_NEW_ARRAY(arena, double, design->rows);
    if (design->rows)
        memcpy(weights, design->weights, design->rows * sizeof *weights);
    kp_calibration_rake(arena, design, calibration, &cells, weights, report);
    kp_design *made = KP_NEW(arena, kp_design);
    *made = *design;
    made->weights = weights;
    made->expands = describe_weights(design, weights, report);
    if (calibration->count)
        add_step(arena, made, make_step(arena, design, calibration, &cells, weights));
    return made;
}
