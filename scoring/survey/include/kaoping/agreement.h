/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * agreement.h - whether those who judge agree (评价一致性): evaluators on the units they all mark, questions on what they ask together, a unit's own mark with that of a spot check.
 *
 * The marks are a table, a row for each unit that is judged, a column for each who judges (rater). For Cronbach's alpha the rows are forms and the columns questions.
 * A mark that is missing is NaN. Alpha, W and ICC are of whole rows: a row where any mark is missing is left out, and `used` says how many were taken. Leniency takes
 * what is there.
 *
 * Statistics are binary numbers: no mark is made of them.
 *
 *     double marks[] = {9, 2, 5, 8,  6, 1, 3, 2,  8, 4, 6, 8,  7, 1, 2, 6,  10, 5, 6, 9,  6, 2, 4, 7};
 *     kp_icc_set icc = kp_icc_of(arena, &(kp_ratings){marks, 6, 4}, 95);
 *     icc.of[KP_ICC_2_1].value; // .29
 */
#ifndef KAOPING_AGREEMENT_H
#define KAOPING_AGREEMENT_H

#include "kaoping/arena.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct kp_ratings {
    const double *values; /* [units * raters], row by row; NaN: missing; else finite */
    size_t units, raters;
} kp_ratings;

/* One mark, where most of the table would be empty. Marks in a list: those of a unit stand together, and no rater has two of a unit. */
typedef struct kp_rating {
    size_t unit, rater;
    double value; /* finite */
} kp_rating;

/* Why there is no figure; all figures are NaN then. */
typedef enum kp_agreement_fault {
    KP_AGREEMENT_SOUND = 0,
    KP_AGREEMENT_FEW_RATERS, /* fewer than two */
    KP_AGREEMENT_FEW_UNITS,  /* fewer than two whole rows */
    KP_AGREEMENT_NO_VARIANCE /* the marks do not differ, so that nothing can be told */
} kp_agreement_fault;

/* ---- Cronbach's alpha ---- */

typedef struct kp_alpha {
    kp_agreement_fault fault;
    size_t used;     /* rows */
    double alpha;    /* at most 1; below 0 where questions run against each other */
    double *without; /* [raters] alpha of the others, if that column were dropped; NaN where fewer than two are left or their sum does not vary */
} kp_alpha;

/* α = k/(k-1) · (1 - Σ s²_j / s²_total) (L. J. Cronbach, Psychometrika 16, 1951, 297-334, equation 2). Cost: linear in the table. */
kp_alpha kp_alpha_of(kp_arena *arena, const kp_ratings *ratings);

/* ---- Kendall's W ---- */

typedef struct kp_concordance {
    kp_agreement_fault fault;
    size_t used;
    double w;                 /* 0: no agreement about the order, 1: the same order by all */
    double chi_square, df, p; /* of no agreement; good from about 8 units on */
} kp_concordance;

/* W = 12 S / (m²(n³ - n) - m ΣT), T = Σ(t³ - t) over the ties of each rater, ties having their mean rank; χ² = m(n - 1)W with n - 1 degrees of freedom (M. G. Kendall, B. Babington Smith,
 * Annals of Mathematical Statistics 10, 1939, 275-287; M. G. Kendall, J. D. Gibbons, Rank Correlation Methods, 5th ed. 1990, chapter 6). Cost: n·log n for each rater. */
kp_concordance kp_kendall_w(kp_arena *arena, const kp_ratings *ratings);

/* ---- intraclass correlation ---- */

typedef enum kp_icc_kind {             /* after Shrout and Fleiss; k: of the mean of all raters */
                           KP_ICC_1_1, /* other raters for each unit */
                           KP_ICC_2_1, /* the same raters, a sample of all who might judge; how high they mark counts (absolute agreement) */
                           KP_ICC_3_1, /* the same raters and no others; how high they mark does not count (consistency) */
                           KP_ICC_1_K,
                           KP_ICC_2_K,
                           KP_ICC_3_K, /* equals alpha */
                           KP_ICC_COUNT
} kp_icc_kind;

typedef struct kp_icc {
    double value;          /* at most 1; NaN where its variances are all 0 */
    double f, df1, df2, p; /* of no difference between units */
    double lower, upper;   /* NaN where they cannot be told */
} kp_icc;

typedef struct kp_icc_set {
    kp_agreement_fault fault;
    size_t used;
    double between_units, within_units, between_raters, residual; /* mean squares: BMS, WMS, JMS, EMS */
    kp_icc of[KP_ICC_COUNT];
} kp_icc_set;

/* P. E. Shrout, J. L. Fleiss, Psychological Bulletin 86, 1979, 420-428, equations and tables 1 to 4; intervals as there and in K. O. McGraw, S. P. Wong, Psychological Methods 1, 1996, 30-46,
 * table 7 (the one for absolute agreement with Satterthwaite's degrees of freedom). `confidence` in per cent, above 0 and below 100. Cost: linear in the table. */
kp_icc_set kp_icc_of(kp_arena *arena, const kp_ratings *ratings, double confidence);

/* The same where each unit has other raters, and not the same number of them: of[KP_ICC_1_1] and of[KP_ICC_1_K] only, k being n0 = (N - Σn²/N)/(units - 1), which the mean number of
 * marks a unit is but for how much they vary (C. M. Lessells, P. T. Boag, Auk 104, 1987, 116-121). With as many marks of each unit these are the figures of kp_icc_of(). `used`: units.
 * FEW_RATERS: no unit has two marks. Cost: linear. */
kp_icc_set kp_icc_one_way(const kp_rating marks[], size_t count, double confidence);

/* ---- leniency ---- */

typedef struct kp_leniency {
    size_t units;          /* judged by this rater and by another */
    double deviation;      /* mean of own mark - mean of all marks of the unit; NaN for no unit */
    double against_others; /* mean of own mark - mean of the others' marks of the unit */
    double sd;             /* of the latter over the units */
    double t, df, p;       /* Student's t of the latter, paired by unit, two-sided; NaN for fewer than two units */
    double adjusted;       /* p by Holm's method over all raters */
    double z;     /* `deviation` standardised over the raters: less their mean, by their sd; NaN for fewer than two, or where all are alike */
    int tendency; /* 1 marks high, -1 marks low: `adjusted` is below the level; else 0 */
} kp_leniency;

/* Who marks high (宽) or low (严): one for each rater, in order. `level` of the test, 0.05 say. The severity of raters as a main effect: J. P. Guilford, Psychometric Methods, 2nd ed. 1954, chapter 11.
 * Cost: linear in the table. */
kp_leniency *kp_leniency_of(kp_arena *arena, const kp_ratings *ratings, double level);

/* The same of marks in a list, for `raters` raters. Raters who share fewer than `least` units (at least 1) with others have `units` only, and are not counted by Holm and z; their marks still are among
 * those of the others. Cost: linear in the marks. */
kp_leniency *kp_leniency_of_marks(kp_arena *arena, const kp_rating marks[], size_t count, size_t raters, size_t least, double level);

/* ---- a unit's own mark against a check ---- */

typedef struct kp_check {
    size_t pairs;          /* where both marks are there */
    double difference, sd; /* mean of own - check */
    double t, df, p;       /* Student's t, paired, two-sided; NaN for fewer than two pairs */
    size_t above, below;   /* pairs where own is above the check, or below it, by more than the tolerance */
    double above_share;    /* of the pairs, 0..1 */
    double largest;        /* the largest own - check; NaN without a pair */
    size_t largest_at;     /* its row; the first of equals */
} kp_check;

/* Self marks (自查) against those of a spot check (抽查), row by row; NaN: missing. `tolerance` >= 0 in points; a difference counts as above it when it is so by more than binary numbers
 * err (a billionth). Allocates nothing; cost: linear. */
kp_check kp_check_of(const double own[], const double check[], size_t count, double tolerance);

#ifdef __cplusplus
}
#endif
#endif
