/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sample_size.h - designing a survey: how many to ask (样本量), and how many of them in each stratum (样本分配).
 *
 * The size for a margin e of a share p: of an infinite population n0 = deff · z²p(1-p)/e²; of N it is n = n0/(1 + (n0-1)/N) (W. G. Cochran, Sampling Techniques, 3rd ed. 1977, section 4.4), rounded up.
 * The design effect multiplies before the correction (L. Kish, Survey Sampling, 1965, section 8.2), so that the margin of n by kp_margin_of_share() (interval.h) is e again and n never passes N.
 *
 * The allocation is exact: shares of the total are rational numbers, so that which stratum gets the last form does not hang on how a machine rounds.
 *
 *     kp_sample_size s = kp_sample_size_for(&(kp_sample_wanted){.margin = 0.05, .share = 0.5, .confidence = 95, .population = 1000});
 *     s.needed; // 278
 */
#ifndef KAOPING_SAMPLE_SIZE_H
#define KAOPING_SAMPLE_SIZE_H

#include "kaoping/num.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct kp_sample_wanted {
    double margin;     /* above 0: 0.05 is 5 percentage points to either side */
    double share;      /* expected, 0..1; 0.5 is the safest */
    double confidence; /* per cent, above 0 and below 100 */
    double population; /* 0: infinite; else at least 1 */
    double deff;       /* design effect, above 0; 0: 1 */
    double response;   /* of those asked, the share that gives a valid form (有效回收率), above 0, at most 1; 0: 1 */
} kp_sample_wanted;

typedef struct kp_sample_size {
    double z;
    double unlimited; /* n0, not rounded */
    double corrected; /* n, not rounded; n0 where the population is infinite */
    double needed;    /* valid forms: n rounded up, at least 1; infinite for a margin too small to be told */
    double issued;    /* to be asked so that `needed` come back: needed / response, rounded up */
    bool beyond;      /* so many to be asked are more than there are: the margin cannot be had */
} kp_sample_size;

/* What lies above a whole number by no more than binary numbers err (a billionth of it) counts as that number. */
kp_sample_size kp_sample_size_for(const kp_sample_wanted *wanted);

/* ---- allocation ---- */

typedef enum kp_allocation_rule {
    KP_ALLOCATE_PROPORTIONAL = 0, /* 按比例: n_h ∝ N_h */
    KP_ALLOCATE_EQUAL,            /* 平均: the same for each, so that each can be told as well as the others */
    KP_ALLOCATE_NEYMAN            /* 奈曼 (最优): n_h ∝ N_h·S_h, the least variance of the overall mean */
} kp_allocation_rule;

typedef struct kp_allocated_stratum {
    int64_t size;     /* N_h >= 0: the most that can be drawn */
    kp_num deviation; /* S_h >= 0, Neyman only; of a share kp_deviation_of_share() */
} kp_allocated_stratum;

typedef enum kp_allocation_fault {
    KP_ALLOCATION_SOUND = 0,
    KP_ALLOCATION_BAD_STRATUM,     /* a size or deviation below 0: *where */
    KP_ALLOCATION_NO_DEVIATION,    /* Neyman, and none is above 0 */
    KP_ALLOCATION_TOTAL_TOO_SMALL, /* for the minimum of each: *where is how many it takes */
    KP_ALLOCATION_TOTAL_TOO_LARGE  /* more than all have: *where is how many these are */
} kp_allocation_fault;

/* S of a question with two answers: √(p(1-p)), p in 0..1, to nine places, cut; equal shares, and p and 1-p, give equal numbers. */
kp_num kp_deviation_of_share(kp_arena *arena, kp_num share);

/*
 * Deals `total` >= 0 out over `count` strata by the rule: out[h] whole, at least the lesser of `minimum` >= 0 and the size, at most the size, together exactly the total. Shares are λ·weight, held
 * within these bounds, with the one λ that makes the sum right; then all are cut to whole numbers and what is left goes one each to the largest remainders (Hamilton's method), of equal
 * ones to the larger stratum, of equally large ones to the earlier. Where all that have a weight are full, the rest is dealt out to those without in proportion to their sizes.
 *
 * J. Neyman, Journal of the Royal Statistical Society 97, 1934, 558-625; Cochran 1977, section 5.5; with bounds: S. Gabler, M. Ganninger, R. Münnich, Metrika 75, 2012, 151-161.
 * Cost: a few passes over the strata, count² at worst.
 */
kp_allocation_fault kp_allocate(kp_arena *arena, kp_allocation_rule rule, const kp_allocated_stratum strata[], size_t count, int64_t total,
                                int64_t minimum, int64_t out[], int64_t *where);

#ifdef __cplusplus
}
#endif
#endif
