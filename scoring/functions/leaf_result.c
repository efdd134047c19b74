/* SPDX-License-Identifier: GPL-3.0-or-later */
/* leaf_result.c - what the functions of single methods share: full marks, least mark, and the mark as the result. */
#include "leaf_result.h"

#define NUMBER_MOST kp_num_int(KP_MAX_NUMBER) /* as in a scheme */

void call_full_marks(call *c, size_t argument, kp_indicator *leaf) {
    kp_num full = call_num_within(c, argument, kp_num_int(100), KP_ZERO, NUMBER_MOST);
    if (!c->failed && kp_num_is_zero(full)) {
        kp_value value = call_value(c, argument);
        call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, argument, 0, 0, &value, "满分应大于 0 | full marks must be above 0");
    }
    leaf->full = leaf->scale = leaf->points.value = full;
}

void call_floor(call *c, size_t argument, kp_indicator *leaf) {
    leaf->floor = call_num_within(c, argument, KP_ZERO, kp_num_neg(c->arena, NUMBER_MOST), NUMBER_MOST);
    if (c->failed || kp_num_compare(leaf->floor, leaf->full) < 0)
        return;
    kp_value value = call_value(c, argument);
    call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, argument, 0, 0, &value, "最低分应小于满分 | the floor must be less than the full marks");
}

void leaf_input(kp_evidence *evidence, size_t slot, kp_num value) {
    *kp_evidence_input(evidence, LEAF_UNIT, LEAF, slot) = (kp_input){.value = value, .state = KP_INPUT_GIVEN};
}

void call_say_rule(call *c, const kp_evidence *evidence) {
    if (c->explain && !c->words.length)
        call_say(c, kp_verbatim(c->arena, kp_method_rule_words(c->arena, evidence->scheme, LEAF, c->lang)));
}

void call_leaf_result(call *c, kp_evidence *evidence) {
    kp_outcome outcome;
    if (!call_outcome(c, evidence, &outcome))
        return;
    if (outcome.state == KP_MARK_NOT_APPLICABLE)
        call_fail(c, KP_FUNCTION_ERROR_NOT_APPLICABLE, "没有一项可计 | there is nothing to count");
    if (outcome.state == KP_MARK_NOT_SCORED)
        call_fail(c, KP_FUNCTION_ERROR_NO_DATA, "数据不全 | the data are not complete");
    if (c->failed)
        return;
    call_say_rule(c, evidence);
    call_say_derivation(c, outcome.mark);
    call_number(c, outcome.mark.num);
}
