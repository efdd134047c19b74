/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * calibrate.h - weights brought to what is known of the population (事后加权): post-stratification to one margin, raking (迭代加权) to several, and trimming.
 *
 * Raking is iterative proportional fitting (W. E. Deming, F. F. Stephan, Annals of Mathematical Statistics 11, 1940, 427-444): the weights are scaled to each margin in turn until all hold.
 * The variance of a calibrated estimate is that of the residuals of its influence after projection on the margins (J.-C. Deville, C.-E. Särndal, Journal of the American Statistical
 * Association 87, 1992, 376-382); kp_design_variance() does this for a design made here, with the final weights. Trimmed weights break the proportion within categories a little; the
 * variance does not know. Calibrating a calibrated design takes the residuals of one after the other.
 *
 *     kp_margin margins[] = {{"年龄", age, 3, (double[]){300, 500, 400}}, {"楼栋", building, 2, (double[]){700, 500}}};
 *     kp_calibration_report report;
 *     kp_design *weighted = kp_design_calibrate(arena, design, &(kp_calibration){.margins = margins, .count = 2}, &report);
 */
#ifndef KAOPING_CALIBRATE_H
#define KAOPING_CALIBRATE_H

#include "kaoping/design.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct kp_margin {
    const char *name;          /* 年龄 */
    const int32_t *categories; /* [rows], 0 .. count - 1; -1: not known, which is a fault unless the row's weight is 0 */
    size_t count;
    const double *totals; /* [count], > 0 where a row with a weight is in it, else 0: how many of the population */
} kp_margin;

/*
 * What rows count when the residuals of several margins are made; those of one margin always go by the weights before calibration. Where these are all equal both kinds are the same. Where they
 * differ, the first is not quite the projection: of enrolment at a stratified sample of 200 schools, raked to two margins and drawn 2,500 times, its standard error was 4 % too large on average,
 * that of the second 2 % too small.
 */
typedef enum kp_calibration_residuals {
    KP_RESIDUALS_ALIKE =
        0, /* every row counts alike, and ten sweeps over the margins do: as rake() of the R package survey, which most will compare with */
    KP_RESIDUALS_WEIGHTED /* by the weights before calibration, until it has settled: Deville and Särndal's, and calibrate(calfun = "raking") of R's survey */
} kp_calibration_residuals;

typedef struct kp_calibration {
    const kp_margin *margins; /* one: post-stratification; several: raking */
    size_t count;
    int most_rounds;  /* of a raking; 0: 50 */
    double tolerance; /* largest relative miss of a margin's total; 0: 1e-10 */
    double
        trim_ratio; /* weights beyond trim_ratio × the median, or below the median / trim_ratio, are cut there, and the rest is raked again; 1 and below: none */
    kp_calibration_residuals residuals;
} kp_calibration;

typedef enum kp_calibration_fault {
    KP_CALIBRATION_SOUND = 0,
    KP_CALIBRATION_UNKNOWN_CATEGORY, /* a row without category: *where */
    KP_CALIBRATION_EMPTY_CATEGORY,   /* a total without rows: merge categories; *where is the category */
    KP_CALIBRATION_NO_TOTAL,         /* rows without a total: *where is the category */
    KP_CALIBRATION_TOTALS_DIFFER     /* margins with different sums: *where is the margin */
} kp_calibration_fault;

/* What came of it, to be printed. */
typedef struct kp_calibration_report {
    kp_calibration_fault fault;
    size_t margin, where; /* of the fault */
    bool converged;
    int rounds;          /* over all margins; with trimming of all rakings together */
    double largest_miss; /* relative, of any margin's total, by the weights that were made, trimmed ones included */
    size_t worst_margin, worst_category;
    double least_factor, largest_factor; /* new weight over old */
    double weight_effect;                /* 1 + CV² of the weights (Kish 1965, 11.2): what unequal weights cost */
    size_t trimmed;                      /* weights cut */
} kp_calibration_report;

/* A design with calibrated weights; NULL where there is a fault. It is also given where it did not converge, which the report says (NULL: not wanted). Cost: linear in margins × rows, and rounds × margins × cells, a cell being
 * the rows with the same categories in all margins; with trimming so much for each cut. */
kp_design *kp_design_calibrate(kp_arena *arena, const kp_design *design, const kp_calibration *calibration, kp_calibration_report *report);

#ifdef __cplusplus
}
#endif
#endif
