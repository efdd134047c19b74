/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rate.c - 比率得分, 线性得分: marks by a rate in per cent. */
#include "choice.h"
#include "leaf_result.h"

#define HUNDRED kp_num_int(100)

/* A rate from 0 to 100. */
static kp_num read_percent(call *c, size_t argument, kp_num otherwise) {
    kp_num rate = call_num_within(c, argument, otherwise, KP_ZERO, HUNDRED);
    call_no_share(c, argument, rate, true);
    return rate;
}

void function_RATIO(call *c) {
    enum { FULL, DONE, DUE, TARGET };
    kp_num most = kp_num_int(KP_MAX_NUMBER);
    kp_indicator leaf = leaf_of(KP_METHOD_RATIO);
    call_full_marks(c, FULL, &leaf);
    kp_num done = call_num_within(c, DONE, KP_ZERO, KP_ZERO, most), due = call_num_within(c, DUE, KP_ZERO, KP_ZERO, most);
    leaf.target = (kp_optional){true, read_percent(c, TARGET, HUNDRED)};
    kp_value target = call_value(c, TARGET), typed = call_value(c, DONE);
    if (kp_num_is_zero(leaf.target.value))
        call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, TARGET, 0, 0, &target, "目标应大于 0 | the target must be above 0");
    if (kp_num_compare(done, due) > 0)
        call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, DONE, 0, 0, &typed, "完成数大于应完成数 | more done than due");
    if (!c->failed && kp_num_is_zero(due))
        call_fail(c, KP_FUNCTION_ERROR_NOT_APPLICABLE, "应完成数为 0 | nothing was due");
    if (c->failed)
        return;
    kp_evidence *evidence = evidence_of_leaf(c->arena, &leaf);
    leaf_input(evidence, 0, done);
    leaf_input(evidence, 1, due);
    call_leaf_result(c, evidence);
}

void function_LINEAR(call *c) {
    enum { FULL, ACTUAL, TARGET, SLOPE, FLOOR, LOW, PART };
    kp_indicator leaf = leaf_of(KP_METHOD_LINEAR);
    leaf.input = KP_INPUT_RATE;
    leaf.better = (kp_better)call_choice(c, LOW, KP_SECTION_INDICATORS, "better");
    leaf.part_points = (kp_part_points)call_choice(c, PART, KP_SECTION_INDICATORS, "part_points");
    call_full_marks(c, FULL, &leaf);
    kp_num actual = read_percent(c, ACTUAL, KP_ZERO);
    leaf.target = (kp_optional){true, read_percent(c, TARGET, HUNDRED)};
    leaf.slope = call_num_within(c, SLOPE, KP_ZERO, KP_ZERO, kp_num_int(KP_MAX_NUMBER));
    call_floor(c, FLOOR, &leaf);
    if (c->failed)
        return;
    kp_evidence *evidence = evidence_of_leaf(c->arena, &leaf);
    leaf_input(evidence, 0, actual);
    call_leaf_result(c, evidence);
}
