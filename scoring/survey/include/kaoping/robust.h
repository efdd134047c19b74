/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * robust.h - how stable a ranking is when the weights move (名次稳健性). It changes no mark and no rank.
 *
 * Weights and points are an office's judgement; another office would have chosen a little differently. So: how far would ranks move?
 *
 *   Trials. Every weight (points count as weights) of every level is multiplied by a factor of its own, drawn evenly from 1 ± spread; leaves keep their shares of full marks, points are
 *   brought back to their sum, all else is the scheme's (reweigh.h). Over many trials the ranks of a unit have a median and an interval. This is uncertainty analysis by Monte Carlo:
 *   M. Saisana, A. Saltelli, S. Tarantola, "Uncertainty and sensitivity analysis techniques as tools for the quality assessment of composite indicators", Journal of the Royal Statistical
 *   Society A 168 (2005) 307-323; OECD and JRC, Handbook on Constructing Composite Indicators (2008), step 7. Their average shift of ranks is kp_robust.mean_shift.
 *   Factors are drawn in steps of 0.01 %, by the generator xoshiro256** (D. Blackman, S. Vigna, ACM TOMS 47 (2021) 36) whose state is the SHA-256 of the seed: one seed gives one result
 *   on every machine. Ranks of trials are computed in binary numbers, in which values nearer than 10^-9 count as equal; grades and lists of the first `graded` trials are
 *   decided by exact scoring, which also counts in how many of these a rank came out otherwise (`differing`, 0 as a rule).
 *
 *   Leaving out. The ranks without each leaf, the others brought back to the sum of points or weights.
 *
 *   Swaps. For each pair of neighbours in the ranking, what the least change is that puts the lower one first, before rounding:
 *     by one weight: the one that need move least in proportion to itself; its siblings keep their ratios and are brought back so that the sum of weights or points stays;
 *     by all at once: the least r so that factors within 1 ± r do it. In a mean with one level this is r = Σ w d / Σ w |d|, where d is the difference of the two units'
 *     shares (with that of their bonus points); minimising a ratio of linear functions over a box, its optimum is at a corner. With levels the corner is found level by level, which is
 *     exact as each level's mean rises with its parts; with gaps or other rules that bend the total it is the least that was found, and so perhaps not the least there is.
 *   All are confirmed by exact scoring on both sides. Where the point is a rational number it is given exactly; where it is not (levels, gaps), or the total moves in steps, within 10^-6.
 *
 * Units ranked in groups stay in their groups. Cost: about 0.5 us a unit and trial for a tree of thirty nodes; memory: 4 bytes for each pair of units ranked together.
 */
#ifndef KAOPING_ROBUST_H
#define KAOPING_ROBUST_H

#include "kaoping/score.h"

#ifdef __cplusplus
extern "C" {
#endif

#define KP_ROBUST_STEP       10000 /* factors are drawn in steps of 1/10000 */
#define KP_ROBUST_SPREAD     2000  /* ± 20 % */
#define KP_ROBUST_TRIALS     10000
#define KP_ROBUST_GRADED     1000
#define KP_ROBUST_TOP        3
#define KP_ROBUST_SEED       "kaoping"
#define KP_ROBUST_MAX_TRIALS 1000000
#define KP_ROBUST_MAX_PAIRS  UINT64_C(100000000) /* of units ranked together: 400 MB of counts */

/* {0} is the usual. */
typedef struct kp_robust_options {
    int32_t spread;   /* in steps, 1 .. KP_ROBUST_STEP - 1; 0: KP_ROBUST_SPREAD */
    uint32_t trials;  /* 0: KP_ROBUST_TRIALS */
    uint32_t graded;  /* trials that decide grades and lists too; 0: KP_ROBUST_GRADED; at most `trials` */
    int32_t top;      /* "among the first so many"; 0: KP_ROBUST_TOP */
    const char *seed; /* any text; NULL: KP_ROBUST_SEED */
    bool still;       /* factors are all 1: for tests that hold the trials against the card */
} kp_robust_options;

/* Of one ranked unit. Shares are 0..1. */
typedef struct kp_robust_unit {
    int32_t unit, rank;
    int32_t median, low, high;         /* the least rank that half, 5 %, 95 % of the trials do not exceed */
    int32_t best, worst;               /* in any trial */
    double holds, in_top;              /* share of trials at its rank; among the first `top` */
    double grade;                      /* share of the graded trials with its grade; NaN: it has none */
    int32_t out_best, out_worst;       /* ranks with one leaf left out, that with all among them */
    int32_t out_best_of, out_worst_of; /* the leaf that makes it so; -1: none does */
} kp_robust_unit;

/* A unit that stands on a list, or does in some trial. */
typedef struct kp_robust_list {
    int32_t list, unit;
    bool on; /* by the scheme's weights */
    double share;
} kp_robust_list;

/* One leaf left out. */
typedef struct kp_robust_drop {
    int32_t indicator;    /* the leaf */
    int32_t left_out;     /* what was left out: the leaf, or the node above of which it is the only part that counts */
    const int32_t *ranks; /* of each kp_robust.units; 0: not ranked without it */
    size_t moved;         /* units whose rank changes */
    int32_t farthest;     /* index into kp_robust.units of the one whose rank changes most; -1: none */
    double mean_shift;
} kp_robust_drop;

typedef enum kp_swap_kind {
    KP_SWAP_FOUND,
    KP_SWAP_TIED, /* the totals are equal before rounding, or by them the lower one is ahead: any change may do */
    KP_SWAP_NEVER /* no weights put the lower one first: nowhere is it ahead */
} kp_swap_kind;

/* Two neighbours in a ranking. Beyond the change the lower one has the higher total, short of it the upper one has. */
typedef struct kp_robust_swap {
    int32_t upper, lower; /* units */
    kp_swap_kind kind;
    int32_t indicator;         /* whose weight alone does it; -1: no single one's */
    kp_num from, to;           /* its weight or points, the sum with its siblings' staying what it is */
    kp_num factor;             /* the same as a factor while the siblings' stay (kp_reweigh_scheme) */
    bool exact;                /* the point itself; else within 10^-6 in proportion, on the far side */
    bool all;                  /* all weights together do it (false where even the search found none) … */
    kp_num change;             /* … by factors within 1 ± this */
    const kp_num *directions;  /* of each indicator: 1, -1 or 0; its factor is 1 + change × direction */
    bool all_exact, all_least; /* the point itself; it is certain that no smaller change does it */
} kp_robust_swap;

typedef struct kp_robust {
    const kp_scorecard *card;
    int32_t spread, top;
    uint32_t trials, graded;
    const char *seed;
    size_t weights;              /* that were moved */
    const kp_robust_unit *units; /* in the card's order */
    size_t unit_count;
    const kp_robust_list *lists; /* by list, then in the card's order */
    size_t list_count;
    const kp_robust_drop *drops; /* in the scheme's order; leaves without which nothing is left have none */
    size_t drop_count;
    const kp_robust_swap *swaps; /* in the card's order */
    size_t swap_count;
    double mean_shift; /* of ranks, over units and trials */
    size_t differing;  /* ranks in the graded trials that exact scoring has otherwise */
} kp_robust;

/* In `arena`. NULL where fewer than two units are ranked together, no weight counts beside another, or more units are ranked together than KP_ROBUST_MAX_PAIRS allows. The card must be
 * finished and outlive the result. */
const kp_robust *kp_robust_analyse(kp_arena *arena, const kp_scorecard *card, const kp_robust_options *options);

#ifdef __cplusplus
}
#endif
#endif
