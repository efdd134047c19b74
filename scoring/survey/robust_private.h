/* SPDX-License-Identifier: GPL-3.0-or-later */
/* robust_private.h - what the parts of the robustness analysis share: the tree of marks in binary numbers, and who is ranked with whom. */
#ifndef KAOPING_SURVEY_ROBUST_PRIVATE_H
#define KAOPING_SURVEY_ROBUST_PRIVATE_H

#include "kaoping/reweigh.h"
#include "kaoping/robust.h"

/* ---- robust_tree.c: the marks of score_tree.c once more, in binary numbers, quickly and for any weights ---- */

typedef struct robust_mark {
    double value, reachable;
    uint8_t state, flags; /* as of kp_mark */
} robust_mark;

typedef struct robust_tree robust_tree;

robust_tree *robust_tree_new(kp_arena *arena, const kp_scorecard *card, const kp_reweighing *again);
/* Sets the weights: factors[indicator_count]. */
void robust_tree_weigh(robust_tree *tree, const double factors[]);
/* Marks of all nodes of a unit by these weights; they stay until the next call. [0] is the total. */
const robust_mark *robust_tree_marks(robust_tree *tree, int32_t unit);
/* The total, NaN where there is none. */
double robust_tree_total(robust_tree *tree, int32_t unit);
/* A value as the scheme decides on it, as a whole number of its last digit: to be compared with ==. */
double robust_decided(const robust_tree *tree, double value);
/* True where the unit's total is a mean of means of its leaves' shares plus bonus points, and nothing else: no gaps, no checks, no steps. */
bool robust_tree_is_plain(const robust_tree *tree, int32_t unit);

/* ---- robust.c ---- */

/* The units ranked together, in the order of their ranks: fields[f] .. fields[f + 1] of `units`. */
typedef struct robust_fields {
    int32_t *units;
    size_t count;
    size_t *first;
    size_t fields;
} robust_fields;

typedef struct robust_run {
    kp_arena *arena;
    const kp_scorecard *card;
    const kp_scheme *scheme;
    const kp_reweighing *again;
    robust_tree *tree;
    robust_fields fields;
    int32_t *weights; /* the nodes that have a weight beside another's */
    size_t weight_count;
    double *factors; /* [indicator_count], 1 unless being moved */
    size_t *slot;    /* of each unit: its index in fields.units */
} robust_run;

/* ---- robust_swap.c ---- */
const kp_robust_swap *robust_swaps(robust_run *run, size_t *count);

#endif
