/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * estimate.h - means, totals, shares and ratios of a sample, of all of it or of a domain (one community), with standard error and design effect.
 *
 * Standard errors are by linearisation (Taylor series): the variance of the sum of the influence of each row (design.h). The influence on a mean ȳ = Σwy/Σw is w(y - ȳ)/Σw, on a total wy,
 * on a ratio R = Σwy/Σwx it is w(y - Rx)/Σwx (Särndal, Swensson, Wretman 1992, sections 5.6, 5.8 and 10.3).
 * The design effect (deff) is the variance over that of a simple random sample, without replacement, of as many rows from as large a population (L. Kish, Survey Sampling, 1965, section 8.2), the population being Σw: n - 1 in S² and all, as svymean(deff = TRUE) of R's survey has it. Where the weights of the
 * design add up to no more than its rows they tell of no population, and it is taken for infinite.
 *
 *     kp_estimate mean = kp_estimate_mean(arena, design, y, (kp_rows){0});
 *     kp_interval i = kp_interval_t(&mean, 95);
 */
#ifndef KAOPING_ESTIMATE_H
#define KAOPING_ESTIMATE_H

#include "kaoping/design.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct kp_estimate {
    double value; /* NaN where there is no row */
    double
        se; /* NaN where it cannot be told: by the design's rule for lonely strata; of all but totals where all rows are of one primary unit, and not all units were drawn */
    double df; /* of the design within the rows that were used (kp_design_df) */
    double
        deff; /* NaN where it cannot be told: a single row, rows that all say the same, or a domain with weights that add up to less than its rows; and of a difference */
    size_t n; /* rows that were used: with a value, and a weight above 0 */
} kp_estimate;

/* y[row of the design], finite; NaN: not observed, and the row as good as outside of the domain. `rows` {0}: all. Cost: linear in `rows` (design.h). */
kp_estimate kp_estimate_mean(kp_arena *arena, const kp_design *design, const double y[], kp_rows rows);
kp_estimate kp_estimate_total(kp_arena *arena, const kp_design *design, const double y[], kp_rows rows);
/* Σwy/Σwx over the rows with both. */
kp_estimate kp_estimate_ratio(kp_arena *arena, const kp_design *design, const double y[], const double x[], kp_rows rows);
/* The difference of the means of two domains of one design, their covariance taken into account; they may overlap. n and df are those of both together. */
kp_estimate kp_estimate_difference(kp_arena *arena, const kp_design *design, const double y[], kp_rows first, kp_rows second);

#ifdef __cplusplus
}
#endif
#endif
