/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * compare.h - which differences between units mean something (差异是否显著), and which ranks can be told apart.
 *
 * Two units a, b with independent samples differ where |a - b| > t·√(se_a² + se_b²), t with Welch's and Satterthwaite's degrees of freedom (B. L. Welch, Biometrika 34, 1947, 28-35). Each pair is
 * tested on its own at the stated confidence. A unit's rank lies between 1 + the number of units certainly better and the number of units - those certainly worse
 * (H. Goldstein, M. J. R. Healy, Journal of the Royal Statistical Society A 158, 1995, 175-177, for the question; the ranges are those of the pairwise tests).
 */
#ifndef KAOPING_COMPARE_H
#define KAOPING_COMPARE_H

#include "kaoping/interval.h"
#include "kaoping/num.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct kp_compared {
    kp_num value; /* the exact score: decides the order */
    double se;    /* NaN: not known, and nothing can be told apart from it */
    double df;
    /* How far down and up the value may be off where se is 0, at the confidence that is asked for. Both 0: there is no sampling error, as all were asked. Above 0: a
     * sample without variance is no census; its standard errors are then taken to be these widths over the normal quantile, each on its side (G. Y. Zou, A. Donner,
     * Statistics in Medicine 27, 2008, 1693-1702, equation 3: the limits of a difference from those of the two). */
    double below, above;
} kp_compared;

typedef struct kp_rank_range {
    uint32_t best, worst; /* from 1 */
} kp_rank_range;

/* Half the width of the interval, in the value's points: t·se; where se is 0 the larger of below and above; NaN: not known. */
double kp_compared_margin(const kp_compared *unit, double confidence);
/* True where the two can be told apart. */
bool kp_tells_apart(const kp_compared *a, const kp_compared *b, double confidence);
/* Ranges of all; larger is better. Cost: count² in the worst case; sorted by value first. */
kp_rank_range *kp_rank_ranges(kp_arena *arena, const kp_compared units[], size_t count, double confidence);

#ifdef __cplusplus
}
#endif
#endif
