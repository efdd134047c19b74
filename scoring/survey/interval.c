/* SPDX-License-Identifier: GPL-3.0-or-later */
/* interval.c - quantiles and confidence intervals. */
#include "kaoping/interval.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

double kp_quantile(double confidence, double df) {
    double tail = (1 - confidence / 100) / 2;
    if (!(tail > 0 && tail < 0.5) || df < 1)
        return NAN;
    return isinf(df) ? gsl_cdf_ugaussian_Qinv(tail) : gsl_cdf_tdist_Qinv(tail, df);
}

double kp_two_sided(double t, double df) {
    if (isnan(t) || df < 1)
        return NAN;
    return 2 * (isinf(df) ? gsl_cdf_ugaussian_Q(fabs(t)) : gsl_cdf_tdist_Q(fabs(t), df));
}
