/* SPDX-License-Identifier: GPL-3.0-or-later */
/* leaf_result.h - the mark of a single leaf as the result of a call. Private to this room. */
#ifndef KAOPING_FUNCTIONS_LEAF_RESULT_H
#define KAOPING_FUNCTIONS_LEAF_RESULT_H

#include "one_leaf.h"

/* The argument as full marks: above 0. Sets what a leaf has of them. */
void call_full_marks(call *c, size_t argument, kp_indicator *leaf);
/* The argument as the least mark (left out: 0), which must be less than the leaf's full marks. */
void call_floor(call *c, size_t argument, kp_indicator *leaf);
/* Enters a number that was typed for a slot of the leaf. */
void leaf_input(kp_evidence *evidence, size_t slot, kp_num value);
/* Tells the leaf's rule, where nothing was told yet. */
void call_say_rule(call *c, const kp_evidence *evidence);
/* Marks the leaf and ends the call with the mark: its rule and its derivation are told first. NOT_APPLICABLE and NO_DATA where there is no mark. */
void call_leaf_result(call *c, kp_evidence *evidence);

#endif
