/* SPDX-License-Identifier: GPL-3.0-or-later */
/* one_leaf.c - a scheme of one leaf and one unit, made and marked. */
#include "one_leaf.h"

kp_indicator leaf_of(kp_method_id method) {
    kp_num hundred = kp_num_int(100);
    return (kp_indicator){.id = "leaf",
                          .title = "",
                          .note = "",
                          .parent = 0,
                          .end = LEAF + 1,
                          .depth = 1,
                          .method = method,
                          .na = KP_NA_PRORATE,
                          .points = {true, hundred},
                          .weight = {false, KP_ZERO},
                          .full = hundred,
                          .full_given = {false, KP_ZERO},
                          .sheet = "",
                          .check_against = -1,
                          .part_of = -1,
                          .tolerance = KP_ZERO,
                          .scale = hundred,
                          .step = {false, KP_ZERO},
                          .floor = KP_ZERO,
                          .cap_low = KP_ZERO,
                          .cap_high = KP_ZERO,
                          .target = {false, KP_ZERO},
                          .slope = KP_ZERO,
                          .each = {false, KP_ZERO},
                          .min_evaluators = 1,
                          .multiply = KP_ONE,
                          .min_valid_share = KP_ZERO,
                          .quorum = KP_ZERO,
                          .bears = true,
                          .decimals = -1,
                          .formula.text = ""};
}

kp_scheme *scheme_of_leaf(kp_arena *arena, const kp_indicator *leaf) {
    kp_scheme *scheme = KP_NEW(arena, kp_scheme);
    kp_indicator *indicators = KP_NEW_ARRAY(arena, kp_indicator, 2);
    indicators[0] = leaf_of(KP_METHOD_NONE);
    indicators[0].id = KP_TOTAL_ID;
    indicators[0].parent = -1;
    indicators[0].depth = 0;
    indicators[0].counted = leaf->counted; /* of a value alone the scheme is a calculation */
    indicators[LEAF] = *leaf;
    *scheme = (kp_scheme){.id = "",
                          .title = "",
                          .note = "",
                          .subject = "",
                          .decimals = 2,
                          .not_applicable = KP_NA_PRORATE,
                          .full = {false, KP_ZERO},
                          .minimum = {false, KP_ZERO},
                          .maximum = {false, KP_ZERO},
                          .indicators = indicators,
                          .indicator_count = 2,
                          .unknown_limit = kp_num_int(100), /* nothing is told of */
                          .digest = ""};
    return scheme;
}

kp_evidence *evidence_of_leaf(kp_arena *arena, const kp_indicator *leaf) {
    kp_evidence *evidence = kp_evidence_new(arena, scheme_of_leaf(arena, leaf));
    kp_evidence_add_unit(evidence, NULL, NULL, NULL, (kp_origin){0});
    return evidence;
}

kp_outcome evaluate_leaf(call *c, kp_evidence *evidence, kp_problems *problems) {
    kp_calc calc = {.arena = c->arena, .trace = c->explain};
    kp_evidence_finish(evidence, problems);
    return kp_method_of(evidence->scheme->indicators[LEAF].method)->evaluate(&calc, evidence, LEAF_UNIT, LEAF);
}

bool call_is_sound(call *c, const kp_problems *problems) {
    for (size_t i = 0; i < problems->count; i++) {
        if (kp_problem_severity(problems->items[i].code) != KP_ERROR)
            continue;
        const char *why = kp_problem_message(c->arena, &problems->items[i], c->lang);
        call_fail(c, KP_FUNCTION_ERROR_ARGUMENT, kp_verbatim(c->arena, why));
        return false;
    }
    return true;
}

bool call_outcome(call *c, kp_evidence *evidence, kp_outcome *outcome) {
    kp_problems *problems = kp_problems_new(c->arena);
    *outcome = evaluate_leaf(c, evidence, problems);
    return call_is_sound(c, problems);
}
