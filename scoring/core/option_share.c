/* SPDX-License-Identifier: GPL-3.0-or-later */
/* option_share.c - the share of an option among answers or votes, exactly: what conditions of lists and rules ask (不称职 >= 1/3). */
#include "method_private.h"

/* The weighted mean over the questions that somebody answered. */
static bool share_of_answers(kp_arena *arena, const kp_evidence *evidence, int32_t unit, int32_t indicator, int32_t option, kp_num *share) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    kp_num sum = KP_ZERO, weights = KP_ZERO;
    for (size_t i = 0; i < (leaf->questions.count ? leaf->questions.count : 1); i++) {
        kp_num weight = leaf->questions.count ? leaf->questions.items[i].value : KP_ONE;
        kp_question_figures figures = kp_question_figures_of(arena, evidence, unit, indicator, (int32_t)i);
        if (!figures.known)
            continue;
        sum = kp_num_add(arena, sum, kp_num_mul(arena, weight, figures.shares[option]));
        weights = kp_num_add(arena, weights, weight);
    }
    if (kp_num_is_zero(weights))
        return false;
    *share = kp_num_div(arena, sum, weights);
    return true;
}

/* The votes stand last among the inputs of a ballot. */
static bool share_of_votes(kp_arena *arena, const kp_evidence *evidence, int32_t unit, int32_t indicator, int32_t option, kp_num *share) {
    size_t count, options = kp_leaf(evidence, indicator)->options.count;
    kp_evidence_slots(evidence, indicator, &count);
    const kp_input *votes = kp_evidence_inputs(evidence, unit, indicator) + (count - options);
    kp_num all = KP_ZERO;
    for (size_t i = 0; i < options; i++) {
        if (votes[i].state != KP_INPUT_GIVEN)
            return false;
        all = kp_num_add(arena, all, votes[i].value);
    }
    if (kp_num_is_zero(all))
        return false;
    *share = kp_num_div(arena, votes[option].value, all);
    return true;
}

bool kp_option_share(kp_arena *arena, const kp_evidence *evidence, int32_t unit, int32_t indicator, int32_t option, kp_num *share) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    if (option < 0 || (size_t)option >= leaf->options.count)
        return false;
    if (leaf->method == KP_METHOD_BALLOT)
        return share_of_votes(arena, evidence, unit, indicator, option, share);
    return leaf->method == KP_METHOD_SATISFACTION && share_of_answers(arena, evidence, unit, indicator, option, share);
}
