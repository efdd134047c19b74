/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * calibrate.h - weights brought to what is known of the population (事后加权): post-stratification to one margin, raking (迭代加权) to several, and trimming.
 *
 * Raking is iterative proportional fitting (W. E. Deming, F. F. Stephan, Annals of Mathematical Statistics 11, 1940, 427-444): the weights are scaled to each margin in turn until all hold.
 * The variance of a calibrated estimate is that of the residuals of its influence after projection on the margins (J.-C. Deville, C.-E. Särndal, Journal of the American Statistical
 * Association 87, 1992, 376-382); kp_design_variance() does this for a design made here.
 */
#ifndef KAOPING_CALIBRATE_H
#define KAOPING_CALIBRATE_H

#include "kaoping/design.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct kp_margin {
    const char *name;          /* 年龄 */
    const int32_t *categories; /* [rows], 0 .. count - 1; -1: not known, which is a fault */
    size_t count;
    const double *totals; /* [count], > 0 where a row is in it: how many of the population */
} kp_margin;

typedef struct kp_calibration {
    const kp_margin *margins; /* one: post-stratification; several: raking */
    size_t count;
    int most_rounds;  /* 0: 50 */
    double tolerance; /* largest relative miss of a margin's total; 0: 1e-10 */
    double
        trim_ratio; /* weights beyond trim_ratio × the median, or below the median / trim_ratio, are cut there and the rest is calibrated again; 0: none */
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
    int rounds;
    double largest_miss; /* relative, of any margin's total, after the last round */
    size_t worst_margin, worst_category;
    double least_factor, largest_factor; /* new weight over old */
    double weight_effect;                /* 1 + CV² of the weights (Kish 1965, 11.2): what unequal weights cost */
    size_t trimmed;                      /* weights cut */
} kp_calibration_report;

/* A design with calibrated weights; NULL where there is a fault. It is also given where it did not converge, which the report says. Cost: rounds × margins × rows. */
kp_design *kp_design_calibrate(kp_arena *arena, const kp_design *design, const kp_calibration *calibration, kp_calibration_report *report);

#ifdef __cplusplus
}
#endif
#endif
