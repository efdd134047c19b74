/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rate.c - 比率得分, 线性得分: marks by a rate in per cent. */
#include "choice.h"
#include "leaf_result.h"

#define HUNDRED kp_num_int(100)

/* A rate from 0 to 100. A plain number from 0 to 1 may be a percentage that the cell shows as such and hands over a hundred times smaller; `doubted`: then it is not taken,
 * as binding does not take it. */
static kp_num read_percent(call *c, size_t argument, kp_num otherwise, bool doubted) {
    kp_num rate = call_num_within(c, argument, otherwise, KP_ZERO, HUNDRED);
    if (c->failed || !doubted || !call_given(c, argument) || kp_num_sign(rate) == 0 || kp_num_compare(rate, KP_ONE) > 0)
        return rate;
    kp_value value = call_value(c, argument);
    if (value.kind == KP_VALUE_NUMBER)
        call_fail_at(
            c, KP_FUNCTION_ERROR_ARGUMENT, argument, 0, 0, &value,
            "可能是百分数格式的：请乘以 100，或写成文本如 \"0.5%\" | may be a percentage: multiply it by 100, or write it as text, \"0.5%\"");
    return rate;
}

void function_RATIO(call *c) {
    enum { FULL, DONE, DUE, TARGET };
    kp_num most = kp_num_int(KP_MAX_NUMBER);
    kp_indicator leaf = leaf_of(KP_METHOD_RATIO);
    call_full_marks(c, FULL, &leaf);
    kp_num done = call_num_within(c, DONE, KP_ZERO, KP_ZERO, most), due = call_num_within(c, DUE, KP_ZERO, KP_ZERO, most);
    leaf.target = (kp_optional){true, read_percent(c, TARGET, HUNDRED, true)};
    kp_value target = call_value(c, TARGET), typed = call_value(c, DONE);
    if (kp_num_is_zero(leaf.target.value))
        call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, TARGET, 0, 0, &target, "目标应大于 0 | the target must be above 0");
    if (kp_num_compare(done, due) > 0)
        call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, DONE, 0, 0, &typed, "完成数大于应完成数 | more done than due");
    if (c->failed)
        return;
    kp_evidence *evidence = evidence_of_leaf(c->arena, &leaf);
    leaf_input(evidence, 0, done);
    leaf_input(evidence, 1, due);
    call_leaf_result(c, evidence);
}

/* Where low is good, rates below 1 % are everyday; where high is good, nobody has a target or a result of less. */
void function_LINEAR(call *c) {
    enum { FULL, ACTUAL, TARGET, SLOPE, FLOOR, LOW, PART };
    kp_indicator leaf = leaf_of(KP_METHOD_LINEAR);
    leaf.input = KP_INPUT_RATE;
    leaf.better = (kp_better)call_choice(c, LOW, KP_SECTION_INDICATORS, "better");
    leaf.part_points = (kp_part_points)call_choice(c, PART, KP_SECTION_INDICATORS, "part_points");
    call_full_marks(c, FULL, &leaf);
    bool high = leaf.better == KP_BETTER_HIGH;
    kp_num actual = read_percent(c, ACTUAL, KP_ZERO, high);
    leaf.target = (kp_optional){true, read_percent(c, TARGET, HUNDRED, high)};
    leaf.slope = call_num_within(c, SLOPE, KP_ZERO, KP_ZERO, kp_num_int(KP_MAX_NUMBER));
    call_floor(c, FLOOR, &leaf);
    if (c->failed)
        return;
    kp_evidence *evidence = evidence_of_leaf(c->arena, &leaf);
    leaf_input(evidence, 0, actual);
    call_leaf_result(c, evidence);
}
