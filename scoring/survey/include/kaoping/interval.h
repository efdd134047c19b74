/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * interval.h - confidence intervals (置信区间), and the quantiles they need.
 *
 * `confidence` is in per cent, above 0 and below 100. Intervals of shares stay within 0 and 1, also at 0 and n.
 */
#ifndef KAOPING_INTERVAL_H
#define KAOPING_INTERVAL_H

#include "kaoping/estimate.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct kp_interval {
    double lower, upper; /* NaN where it cannot be told */
} kp_interval;

/* z or t for a two-sided confidence; df INFINITY: the normal distribution. NaN for df < 1. */
double kp_quantile(double confidence, double df);
/* The two-sided probability of |t| or more. */
double kp_two_sided(double t, double df);

/* value ± t·se with the design's degrees of freedom; not known for fewer than one degree of freedom, also where se is 0. */
kp_interval kp_interval_t(const kp_estimate *estimate, double confidence);
/* Of a share on the logit scale, with t (as svyciprop(method = "logit")): lower and upper are back on the scale of shares. At 0 and 1 Wilson's of the design. */
kp_interval kp_interval_logit(const kp_estimate *share, double confidence);
/* E. B. Wilson's of `part` of `n` (Journal of the American Statistical Association 22, 1927, 209-212); n may be an effective sample size and need not be whole; 0 < n. */
kp_interval kp_interval_wilson(double part, double n, double confidence);
/*
 * Wilson's for a share of a design: of the effective sample size n* = n·v/se², v = p(1-p)/(n-1) being the variance of a simple random sample from an infinite population, times
 * (t with n - 1 / t with the design's degrees of freedom)² (E. L. Korn, B. I. Graubard, Survey Methodology 24, 1998, 193-201, section 2; N. Dean, M. Pagano, J. Survey Statistics and
 * Methodology 3, 2015, 484-503). So a simple random sample has Wilson's own, and the correction for a finite population counts too. At 0 and 1, where no variance is seen, n* starts from n.
 */
kp_interval kp_interval_wilson_design(const kp_estimate *share, double confidence);

/* The margin (抽样误差) z·√(p(1-p)/n · deff)·√((N-n)/(N-1)); population 0: infinite; deff 1: simple random. */
double kp_margin_of_share(double share, double n, double population, double deff, double confidence);
/* The sample size of an infinite population that is worth as much: n·(N-1)/(N-n)/deff; INFINITY for a census. */
double kp_effective_sample(double n, double population, double deff);

#ifdef __cplusplus
}
#endif
#endif
