/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reweigh.h - the same evaluation with other weights, exactly: what would the ranking be if 环境卫生 counted 24 points and not 20?
 *
 * A weight is what a node counts beside its siblings: its weight in a weighted mean, its points in a sum. Every weight is multiplied by a factor; then
 *   in a sum, the points of the siblings are brought back to the sum that they had, so that the node above keeps its full marks;
 *   in a weighted mean nothing need be brought back, for weights are shares of their sum.
 * Every leaf, and every node whose mark was given, keeps its share of its full marks: 18 of 20 are 21.6 of 24. Bonus points, the bounds of the total, rules for gaps, rounding, grades and
 * lists stay as the scheme has them, a tolerance (check_against) keeps its share of the full marks.
 *
 *     kp_reweighing *again = kp_reweighing_new(arena, card);
 *     factors[i] = kp_num_ratio(arena, 6, 5);                                    // the others 1
 *     const kp_scheme *changed = kp_reweigh_scheme(arena, card->scheme, factors);
 *     kp_num total;
 *     if (kp_reweigh_total(again, arena, changed, unit, &total)) …
 *     const kp_scorecard *other = kp_reweigh_score(again, arena, changed);       // with ranks, grades, lists
 *
 * With all factors 1 the results are those of the card.
 */
#ifndef KAOPING_REWEIGH_H
#define KAOPING_REWEIGH_H

#include "kaoping/score.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What is kept of the card: the marks of leaves before anything is done to them above. */
typedef struct kp_reweighing kp_reweighing;

/* Of a finished card, which must outlive it. Cost: as scoring. */
kp_reweighing *kp_reweighing_new(kp_arena *arena, const kp_scorecard *card);

/* True where the node has a weight that counts beside another: it and at least one sibling have more than nothing. */
bool kp_reweigh_has_weight(const kp_scheme *scheme, int32_t indicator);
/* The weight or the points of the node; KP_ZERO where it has neither. */
kp_num kp_reweigh_weight(const kp_scheme *scheme, int32_t indicator);

/* The scheme with every weight multiplied by its factor, factors[indicator_count] >= 0 (those of nodes without weight are not looked at; 0 leaves the node out). Shares all else with
 * `scheme`, which must outlive it. Cost: a copy of the indicators. */
const kp_scheme *kp_reweigh_scheme(kp_arena *arena, const kp_scheme *scheme, const kp_num factors[]);

/* The total of one unit by the changed scheme, exact as kp_unit_result.total. False where it has none. Cost: as scoring one unit. */
bool kp_reweigh_total(const kp_reweighing *again, kp_arena *arena, const kp_scheme *changed, int32_t unit, kp_num *total);

/* The whole scorecard by the changed scheme. Its problems are a list of its own. */
kp_scorecard *kp_reweigh_score(const kp_reweighing *again, kp_arena *arena, const kp_scheme *changed);

/* For whoever computes marks in another way: the mark of a leaf, or of a node whose mark was given, before it is checked against another and rounded; NULL for an inner node that is made of
 * its children. */
const kp_mark *kp_reweighing_fixed(const kp_reweighing *again, int32_t unit, int32_t indicator);
/* [indicator_count]: the order in which marks can be computed, children and what a node is checked against before it. */
const int32_t *kp_reweighing_order(const kp_reweighing *again);

#ifdef __cplusplus
}
#endif
#endif
