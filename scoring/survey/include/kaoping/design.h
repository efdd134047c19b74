/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * design.h - how a sample was drawn (抽样设计), and with it the variance of whatever is estimated from it.
 *
 * Rows are the observations (forms, households, sites). They lie in strata (层); within a stratum rows, or whole clusters (整群: 楼栋, 小区) of rows, were drawn. A
 * variance is that of one stage: between the primary units of each stratum, with the finite population correction where the population is known,
 *
 *     V(Σ z) = Σ_h (1 - n_h/N_h) · n_h/(n_h - 1) · Σ_i (z_hi - z̄_h)²
 *
 * z_hi being the sum over the rows of primary unit i of the linearised values (influence) of the estimate (W. G. Cochran, Sampling Techniques, 3rd ed. 1977, chapters 5 and 9; C.-E. Särndal,
 * B. Swensson, J. Wretman, Model Assisted Survey Sampling, 1992, section 5.5; D. A. Binder, International Statistical Review 51, 1983, 279-292). This is what the R package survey computes
 * for svydesign(ids=, strata=, weights=, fpc=).
 *
 * Rows of weight 0 were drawn and count as such (they are primary units), but nothing is estimated from them.
 *
 *     kp_design_plan plan = {.rows = n, .strata = community, .stratum_count = 3, .population = (double[]){800, 1200, INFINITY}};
 *     kp_design *design = kp_design_new(arena, &plan, &fault, &where);
 *
 * Statistics are binary numbers: no mark is made of them.
 */
#ifndef KAOPING_DESIGN_H
#define KAOPING_DESIGN_H

#include "kaoping/arena.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What a stratum gives of which a single primary unit was drawn, and there are more: no variance can be told from it. The rules are those of R's options(survey.lonely.psu). A stratum with
 * several units of which a domain has but one is none of these (R's survey.adjust.domain.lonely = FALSE). */
typedef enum kp_lonely {
    KP_LONELY_ADJUST = 0, /* the square of its whole influence, 0 being the mean of all where a mean is estimated: on the safe side; the default */
    KP_LONELY_REMOVE,     /* nothing */
    KP_LONELY_AVERAGE,    /* the mean of what the other strata give that have a row with a weight in the domain; NaN where there are none */
    KP_LONELY_FAIL        /* no variance: NaN */
} kp_lonely;

typedef struct kp_design_plan {
    size_t rows;
    const double *weights;   /* [rows], >= 0: how many of the population a row stands for; NULL: N_h/n_h where `population` is given, else 1 */
    const int32_t *strata;   /* [rows], 0 .. stratum_count - 1; NULL: one stratum */
    size_t stratum_count;    /* 0 is 1 */
    const int32_t *clusters; /* [rows], any labels >= 0, of their own in each stratum where `nested`; NULL: every row is a primary unit */
    bool nested;             /* the same label in two strata is two clusters; else it is a fault */
    const double
        *population; /* [stratum_count]: primary units that each stratum has in the population; INFINITY: no correction; NULL: none anywhere */
    kp_lonely lonely;
} kp_design_plan;

typedef enum kp_design_fault {
    KP_DESIGN_SOUND = 0,
    KP_DESIGN_CLUSTER_IN_TWO_STRATA,
    KP_DESIGN_POPULATION_TOO_SMALL, /* fewer than were drawn */
    KP_DESIGN_BAD_WEIGHT            /* negative, infinite or not a number */
} kp_design_fault;

typedef struct kp_design kp_design;

/* NULL where there is a fault; *where is then the row, or for KP_DESIGN_POPULATION_TOO_SMALL the stratum, that shows it; both pointers may be NULL. The plan is copied. Cost: linear. */
kp_design *kp_design_new(kp_arena *arena, const kp_design_plan *plan, kp_design_fault *fault, size_t *where);

size_t kp_design_rows(const kp_design *design);
/* [rows], after any calibration (calibrate.h). */
const double *kp_design_weights(const kp_design *design);
/* How many strata have a single primary unit and are not known to have no other. */
size_t kp_design_lonely_strata(const kp_design *design);

/* Rows looked at; all where `items` is NULL. */
typedef struct kp_rows {
    const uint32_t *items; /* ascending */
    size_t count;
} kp_rows;

/* Degrees of freedom: primary units less strata, of those that have a row of weight above 0 among `rows` (R's degf). At least 0. Cost: linear in `rows`. */
double kp_design_df(kp_arena *arena, const kp_design *design, kp_rows rows);

/* The variance of Σ influence over `rows` (a domain: the other rows of the design count as zeros, as they would have been others in another sample). influence[k] is that of
 * rows.items[k], weights already in it. Cost: linear in `rows`, whatever the design's size; a calibrated design costs a pass over all rows and sweeps over its cells (calibrate.h), and lends its
 * own room to work in: it is used by one thread at a time, as its arena is. Room: that of the strata, and of the clusters, that are met. */
double kp_design_variance(kp_arena *arena, const kp_design *design, kp_rows rows, const double influence[]);
/* The covariances of `count` such sums: out[i * count + j]. */
void kp_design_covariance(kp_arena *arena, const kp_design *design, kp_rows rows, const double *const influence[], size_t count, double out[]);

#ifdef __cplusplus
}
#endif
#endif
