/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * significance.h - tests of differences of means (t 检验), and of several at once (Holm 校正).
 *
 * Means and sums of squares are gathered without cancellation (B. P. Welford, Technometrics 4, 1962, 419-420) and put together from parts (T. F. Chan, G. H. Golub, R. J. LeVeque,
 * American Statistician 37, 1983, 242-247). All tests are two-sided. Statistics are binary numbers: no mark is made of them.
 *
 *     kp_moments phone = {0}, home = {0};
 *     kp_moments_add(&phone, 80); …
 *     kp_t_test test = kp_t_welch(phone, home, 0);
 *     if (test.p < 0.05) …
 */
#ifndef KAOPING_SIGNIFICANCE_H
#define KAOPING_SIGNIFICANCE_H

#include "kaoping/arena.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Of some numbers: how many, their mean, and the sum of the squares of their distances from it. {0}: none yet. */
typedef struct kp_moments {
    size_t n;
    double mean, squares;
} kp_moments;

void kp_moments_add(kp_moments *moments, double value);
/* The moments of both parts together. */
kp_moments kp_moments_join(kp_moments first, kp_moments second);
/* √(squares / (n - 1)); NaN for fewer than two. */
double kp_moments_sd(kp_moments moments);

typedef struct kp_t_test {
    double difference;   /* that is tested to be none; NaN where there are no numbers */
    double se, t, df, p; /* NaN where there are too few numbers. Numbers that do not vary: t is 0 and p 1, or t infinite and p 0 */
} kp_t_test;

/* Of differences of pairs: whether their mean is other than 0; df = n - 1. What is not above `noise` >= 0 is taken for 0, the mean and the standard deviation alike: what binary
 * numbers make of differences of equal marks. */
kp_t_test kp_t_paired(kp_moments differences, double noise);
/* Whether the means of two samples differ, their variances being unlike (B. L. Welch, Biometrika 34, 1947, 28-35; degrees of freedom after F. E. Satterthwaite, Biometrics Bulletin 2, 1946,
 * 110-114); difference = first - second. Two numbers in each at least. */
kp_t_test kp_t_welch(kp_moments first, kp_moments second, double noise);

/* The p values of `count` tests made at once, adjusted so that below a level one can trust all that are (S. Holm, Scandinavian Journal of Statistics 6, 1979, 65-70). NaN: not tested, does not count
 * and stays. `adjusted` may be `p`. Cost: count · log count. */
void kp_holm(kp_arena *arena, const double p[], size_t count, double adjusted[]);

#ifdef __cplusplus
}
#endif
#endif
