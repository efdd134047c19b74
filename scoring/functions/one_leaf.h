/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * one_leaf.h - a single leaf marked by itself: a scheme of one indicator and the evidence of one unit, so that a function computes by the very method that marks a leaf of a scheme.
 *
 *     kp_indicator leaf = leaf_of(KP_METHOD_PANEL);
 *     leaf.trim_low = 1;
 *     kp_evidence *evidence = evidence_of_leaf(c->arena, &leaf); // what its slots are, depends on the leaf's fields: set them before
 *     ...                                                         // entries of unit LEAF_UNIT, indicator LEAF
 *     kp_outcome outcome;
 *     if (!call_outcome(c, evidence, &outcome))
 *         return;
 */
#ifndef KAOPING_FUNCTIONS_ONE_LEAF_H
#define KAOPING_FUNCTIONS_ONE_LEAF_H

#include "call.h"
#include "kaoping/method.h"

enum { LEAF_UNIT = 0, LEAF = 1 }; /* the only unit; the leaf below the total */

/* A leaf of that method, of 100 points, that rules nothing else. */
kp_indicator leaf_of(kp_method_id method);
/* A scheme of the total and that leaf, which is copied. */
kp_scheme *scheme_of_leaf(kp_arena *arena, const kp_indicator *leaf);
/* Evidence of one unit by such a scheme. */
kp_evidence *evidence_of_leaf(kp_arena *arena, const kp_indicator *leaf);
/* Finishes the evidence, what is wrong with it going to `problems`, and marks the leaf; traced where the call explains. */
kp_outcome evaluate_leaf(call *c, kp_evidence *evidence, kp_problems *problems);
/* Fails the call with ARGUMENT where there is an error among the problems, which is the reason. True where there is none. */
bool call_is_sound(call *c, const kp_problems *problems);
/* evaluate_leaf() where any error in the evidence fails the call so; the same return. */
bool call_outcome(call *c, kp_evidence *evidence, kp_outcome *outcome);

#endif
