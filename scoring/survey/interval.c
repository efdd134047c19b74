/* SPDX-License-Identifier: GPL-3.0-or-later */
/* interval.c - quantiles and confidence intervals; interval.h has the formulas and their sources. */
#include "kaoping/interval.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

static const kp_interval not_known = {NAN, NAN};

double kp_quantile(double confidence, double df) {
    double tail = (1 - confidence / 100) / 2;
    if (!(confidence > 0 && tail > 0) || !(df >= 1))
        return NAN;
    return isinf(df) ? gsl_cdf_ugaussian_Qinv(tail) : gsl_cdf_tdist_Qinv(tail, df);
}

double kp_two_sided(double t, double df) {
    if (isnan(t) || !(df >= 1))
        return NAN;
    return 2 * (isinf(df) ? gsl_cdf_ugaussian_Q(fabs(t)) : gsl_cdf_tdist_Q(fabs(t), df));
}

kp_interval kp_interval_t(const kp_estimate *estimate, double confidence) {
    double half = kp_quantile(confidence, estimate->df) * estimate->se;
    return isnan(half) ? not_known : (kp_interval){estimate->value - half, estimate->value + half};
}

static double inverse_logit(double x) { return 1 / (1 + exp(-x)); }

kp_interval kp_interval_logit(const kp_estimate *share, double confidence) {
    double p = share->value, se = share->se;
    if (!(p > 0 && p < 1))
        return kp_interval_wilson_design(share, confidence);
    if (se == 0 && share->df >= 1)
        return (kp_interval){p, p};
    double logit = log(p / (1 - p)), half = kp_quantile(confidence, share->df) * se / (p * (1 - p));
    return isnan(half) ? not_known : (kp_interval){inverse_logit(logit - half), inverse_logit(logit + half)};
}

/* Wilson's for a share p of n; the bounds touch 0 and 1 exactly, which binary numbers may miss. */
static kp_interval wilson(double p, double n, double z) {
    if (isnan(p) || isnan(z) || !(n > 0))
        return not_known;
    if (isinf(n))
        return (kp_interval){p, p};
    double middle = p + z * z / (2 * n), half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)), whole = 1 + z * z / n;
    return (kp_interval){p <= 0 ? 0 : fmax(0, (middle - half) / whole), p >= 1 ? 1 : fmin(1, (middle + half) / whole)};
}

kp_interval kp_interval_wilson(double part, double n, double confidence) {
    if (!(part >= 0 && part <= n))
        return not_known;
    return wilson(part / n, n, kp_quantile(confidence, INFINITY));
}

kp_interval kp_interval_wilson_design(const kp_estimate *share, double confidence) {
    double p = share->value, n = (double)share->n, se = share->se;
    if (!(p >= 0 && p <= 1) || isnan(se))
        return not_known;
    double effective = n;
    if (p > 0 && p < 1)
        effective = se > 0 ? n * p * (1 - p) / ((n - 1) * se * se) : INFINITY;
    if (isfinite(effective)) {
        double t = kp_quantile(confidence, n - 1) / kp_quantile(confidence, share->df);
        effective *= t * t;
    }
    return wilson(p, effective, kp_quantile(confidence, INFINITY));
}

double kp_margin_of_share(double share, double n, double population, double deff, double confidence) {
    if (population > 0 && n >= population)
        return 0;
    double correction = population > 0 ? (population - n) / (population - 1) : 1;
    return kp_quantile(confidence, INFINITY) * sqrt(share * (1 - share) / n * deff * correction);
}

double kp_effective_sample(double n, double population, double deff) {
    if (population > 0 && n >= population)
        return INFINITY;
    return n * (population > 0 ? (population - 1) / (population - n) : 1) / deff;
}
