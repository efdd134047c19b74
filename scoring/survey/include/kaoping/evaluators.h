/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * evaluators.h - whether the evaluators of an evaluation agree (评价一致性): the panels of evaluators, self marks against those of a spot check, re-checks of sites. The statistics
 * are those of agreement.h; here they are put to what was scored. They change no score.
 *
 * A panel's figures are of the marks as typed, of units that were scored on it. Several panel leaves on one sheet under one node are marked by the same people at one time:
 * besides each leaf there are figures of what they come to together (`whole`), and these say more about a person than those of a single item.
 *
 * W and ICC(2) need evaluators who have marked the same units. Where not all have marked all, those who marked most are taken, as many as give the largest table without gaps
 * (evaluators by how many units they marked, then as entered; the first k of them and the units that all k marked, k × units being largest). That is a rule, not a search for
 * the best: it costs what a look at each mark costs. ICC(1), where each unit may have evaluators of its own, takes all marks.
 *
 *     const kp_agreement *found = kp_evaluators_look(arena, card);
 *     if (found) for (size_t i = 0; i < found->panel_count; i++) found->panels[i].w.w …
 */
#ifndef KAOPING_EVALUATORS_H
#define KAOPING_EVALUATORS_H

#include "kaoping/agreement.h"
#include "kaoping/score.h"

#ifdef __cplusplus
extern "C" {
#endif

#define KP_AGREEMENT_CONFIDENCE 95.0 /* per cent, of intervals */
#define KP_AGREEMENT_LEVEL      0.05 /* of tests */
#define KP_AGREEMENT_LEAST      3    /* evaluators, units or pairs; fewer tell nothing */
#define KP_LENIENCY_LEAST       3    /* units that an evaluator shares with others … */
#define KP_LENIENCY_LEAST_MANY  5    /* … in a panel of more evaluators than … */
#define KP_LENIENCY_MANY        30
#define KP_W_HINT_UNITS         5   /* a hint that W may be chance needs so many units, as χ² is rough for fewer */
#define KP_SELF_ABOVE_HINT      0.2 /* a hint that self marks are above the checks: in more than so many of the pairs */
#define KP_AGREEMENT_HINTS      20  /* evaluators told of in hints at most, the surest first */

/* A person or body who marks. */
typedef struct kp_evaluator {
    int32_t evaluator; /* index into evidence->evaluators */
    size_t marks;
    kp_leniency leniency; /* no figures where fewer than `least_units` are shared with others */
} kp_evaluator;

typedef struct kp_panel_agreement {
    int32_t indicator; /* the leaf; of a whole: the node above its leaves */
    bool whole;        /* of several leaves together, which follow; then a mark is what an evaluator gave on all leaves that the unit was marked on */
    bool part;         /* one of the leaves of the whole before it */
    double full;       /* the largest mark that there may be: all differences are on this scale */
    kp_origin origin;  /* of its first mark */
    size_t units, evaluator_count, marks;
    size_t block_units, block_evaluators; /* the table that W and ICC(2) are of; 0: fewer than KP_AGREEMENT_LEAST of either, no figures */
    kp_concordance w;                     /* fault where the block's marks do not differ */
    kp_icc_set icc;                       /* of the block */
    kp_icc_set one_way; /* of all marks: KP_ICC_1_1 and KP_ICC_1_K; fault FEW_UNITS too for fewer than KP_AGREEMENT_LEAST units or evaluators */
    size_t least_units; /* KP_LENIENCY_LEAST … */
    const kp_evaluator *evaluators; /* by deviation, those who mark high first; those without figures last, as entered */
} kp_panel_agreement;

typedef struct kp_checked_pair {
    int32_t unit;
    int32_t site;      /* of a re-check: index into evidence->site_names; else -1 */
    double own, check; /* of a re-check: the first mark, the second */
} kp_checked_pair;

typedef struct kp_check_agreement {
    int32_t indicator; /* the node that is checked; of re-checks: the leaf of site checks */
    int32_t against;   /* what it is checked against; -1: re-checks */
    double full;       /* marks and differences are out of this */
    double tolerance;  /* 0 where the scheme has none */
    kp_check check;
    const kp_checked_pair *pairs; /* [check.pairs], the largest own - check first; of re-checks the largest difference, either way */
} kp_check_agreement;

typedef struct kp_agreement {
    const kp_panel_agreement *panels; /* as the leaves stand in the scheme, a whole before its leaves */
    size_t panel_count;
    const kp_check_agreement *checks;
    size_t check_count;
} kp_agreement;

/* What is known of the evaluators; NULL where nothing is: no panels, checks or re-checks, or too few marks for any figure. Cost: linear in marks and indicators, n log n for ranks. */
const kp_agreement *kp_evaluators_look(kp_arena *arena, const kp_scorecard *card);

/* Adds hints (R_EVALUATOR_TENDS, R_NO_CONCORDANCE, R_SELF_ABOVE), few: of a whole, not of its leaves. `agreement` may be NULL. */
void kp_evaluators_hint(const kp_scorecard *card, const kp_agreement *agreement, kp_problems *problems);

/* How strong agreement is, in words, bilingual and static: of W after F. L. Schmidt ("Managing Delphi surveys", Decision Sciences 28, 1997, 763-774, table 2: about .1 very weak, .3 weak, .5 moderate,
 * .7 strong, .9 unusually strong; a value counts as the last of these that it reaches, below .3 as very weak); of ICC after T. K. Koo, M. Y. Li (Journal of Chiropractic Medicine 15,
 * 2016, 155-163: below .5 poor, .75 moderate, .9 good, above excellent). "" for NaN. */
const char *kp_w_words(double w);
const char *kp_icc_words(double icc);

#ifdef __cplusplus
}
#endif
#endif
