/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * analysis.h - a survey looked at as a measurement: for each unit, question and leaf the exact degree (满意度) and rate (满意率), and how far they may be off.
 *
 * The degrees are those of the core, exact, from the same tallies that are scored. The errors are statistical:
 *   - from forms (answers.h): every unit is sampled on its own, so units are strata (crossed with the strata that are named), clusters are the primary units where
 *     forms name them, sizes of strata give the correction for finite populations, weights and calibration count. The error of a mean over questions
 *     comes from the forms' own linearised sums, so that answers of one person may depend on each other.
 *   - from counts: each question is a (stratified) simple random sample; of a mean over questions only a bound can be told, Σ of weights × standard errors, as nobody knows how the answers
 *     hang together. It says so (`bound`).
 * Only what the scheme weighs in is taken; what it leaves out (不了解 excluded) is out of the base here too.
 */
#ifndef KAOPING_ANALYSIS_H
#define KAOPING_ANALYSIS_H

#include "kaoping/answers.h"
#include "kaoping/compare.h"
#include "kaoping/score.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct kp_analysis_options {
    double confidence; /* per cent; 0: 95 */
    kp_lonely lonely;
} kp_analysis_options;

/* One line of the sheet 满意度. */
typedef struct kp_survey_figure {
    int32_t unit;      /* -1: all units together */
    int32_t indicator; /* the leaf */
    int32_t question;  /* -1: the leaf as a whole */
    /* false: nobody answered; or, of all units together where not all have sizes to count by (`by_size`), some units' answers are weighted (a weight other than 1) and others' are typed
     * counts: weights brought to a population and heads counted do not add up, so no figure of all can be told. Then degree and rate are 0, shares NULL, errors NaN; the counts stand. */
    bool known;
    int64_t valid, unknown, missing, invalid; /* answers, unweighted; of a leaf: valid is that of the question answered least */
    kp_num
        unknown_share; /* of those who answered or did not know, 0..1; by weights, but by heads where weighted answers and typed counts are together */
    kp_num degree, rate;  /* 0..100, exact */
    const kp_num *shares; /* of a question: each option's share of the valid answers, 0..1, weighted as the degree is; NULL for a leaf as a whole */
    kp_estimate degree_error, rate_error; /* value is that of the exact figure; points of 100 */
    bool census;                          /* all were asked: the errors are 0 and the intervals the figures themselves */
    /* 0..100. Degree: t within the scale. Rate: Wilson's of the design. Where a sample shows no variance (se 0, yet no census), nothing says that those not asked are of the same
     * mind: of n answers, u = Wilson's upper limit of 0 of n (at most the share that was not asked) may answer otherwise, so a degree v lies between v - u·(v - the lowest option's
     * value) and v + u·(the highest's - v); n counts primary units. */
    kp_interval degree_interval, rate_interval;
    double degree_margin,
        rate_margin; /* ±, what to print: t·se, not cut by the scale; without variance the farther end of the interval; 0 for a census; NaN: not known */
    bool bound;      /* the error is an upper bound */
    bool
        by_size; /* a unit's: the mean of its strata, by their sizes; of all units: the mean of theirs, by their sizes; else every answer counts alike, or by its weight. Of a leaf: some question's is */
    bool too_small; /* fewer valid answers than the scheme asks for: not ranked */
} kp_survey_figure;

/* The standing of a unit by one leaf's degree. */
typedef struct kp_survey_standing {
    int32_t unit;
    kp_rank_range range;
    bool apart_from_next; /* can be told apart from the unit after it in order of the degree */
} kp_survey_standing;

typedef struct kp_survey_leaf {
    int32_t indicator;
    size_t first;                        /* figures[first + (unit + 1) * (questions + 1) + question + 1]: unit -1 first, question -1 first */
    size_t questions;                    /* at least 1 */
    const kp_survey_standing *standings; /* of the units with a known degree that is not too small, best first */
    size_t standing_count;
    bool from_forms; /* some unit's figures come from forms */
} kp_survey_leaf;

typedef struct kp_analysis {
    const kp_evidence *evidence;
    double confidence;
    const kp_survey_figure *figures;
    size_t figure_count;
    const kp_survey_leaf *leaves;
    size_t leaf_count;
    const kp_compared *totals; /* one a unit: the score of the card with the error that the survey's leaves bring into it; NULL without a card */
    const kp_rank_range *rank_ranges; /* one a unit that is ranked, within what it is ranked in ({0,0} for others); NULL without a card */
} kp_analysis;

/* Analyses the satisfaction leaves of finished evidence; NULL where the scheme has none. `card`: its scores, or NULL. Cost: linear in forms × items; 200,000 × 20 in
 * 100 units well under 0.2 s. */
const kp_analysis *kp_survey_analyse(kp_arena *arena, const kp_evidence *evidence, const kp_scorecard *card, const kp_analysis_options *options);

/* The figure of that unit (-1: all) and question (-1: the leaf). */
const kp_survey_figure *kp_analysis_figure(const kp_analysis *analysis, size_t leaf, int32_t unit, int32_t question);

#ifdef __cplusplus
}
#endif
#endif
