/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * method_composite.c - a value brought to a share of full marks, as composite indices do: between two goalposts (阈值法), or beside the values of the others (相对计分). Sources: OECD and JRC
 * 2008, Handbook on Constructing Composite Indicators, 5 (min-max, z-scores, distance to a reference, ranking); UNDP, Human Development Report, technical note 1 (goalposts, logarithm of
 * income).
 */
#include "fields_private.h"
#include "method_private.h"

static kp_outcome outcome_of_state(kp_mark_state state) { return kp_outcome_of(state, (kp_val){KP_ZERO, NULL}); }

/* There is no mark, and the unit is told why when it is scored: of a value worked out by a formula no cell can be named. */
static kp_outcome outcome_without(kp_problem_code reason) {
    kp_outcome outcome = kp_outcome_not_scored();
    outcome.reason = (int32_t)reason;
    return outcome;
}

/* ---- goalposts ---- */

const kp_slot *kp_goalposts_slots(kp_arena *arena, const kp_indicator *leaf, size_t *count) { return kp_rate_slots(arena, leaf, count); }

/* Why the value has no mark; -1 where it has. */
static int32_t goalposts_fault(const kp_indicator *leaf, kp_num value) {
    if (leaf->transform == KP_TRANSFORM_LOG && kp_num_sign(value) <= 0)
        return KP_R_NO_LOGARITHM;
    bool outside = kp_num_compare(value, leaf->lowest.value) < 0 || kp_num_compare(value, leaf->highest.value) > 0;
    return leaf->outside == KP_OUTSIDE_REFUSE && outside ? (int32_t)KP_R_OUTSIDE_GOALPOSTS : -1;
}

/* The fault of a value that was typed, at its cell. */
static void complain(const kp_evidence *evidence, int32_t unit, int32_t indicator, kp_problem_code code, kp_num value, const char *expected,
                     kp_problems *problems) {
    const kp_input *inputs = kp_evidence_inputs(evidence, unit, indicator);
    kp_problems_add(problems, code, kp_evidence_cell(evidence, unit, inputs->origin), unit, kp_num_exact(problems->arena, value), expected,
                    kp_leaf(evidence, indicator)->title);
}

/* The value typed; false where there is none, or it comes of a formula. */
static bool typed_value(const kp_evidence *evidence, int32_t unit, int32_t indicator, kp_arena *arena, kp_num *value) {
    size_t count;
    kp_evidence_slots(evidence, indicator, &count);
    kp_calc calc = {.arena = arena};
    kp_val read = {KP_ZERO, NULL};
    if (!count || kp_read_rate(&calc, evidence, unit, indicator, &read) != KP_MARK_SCORED)
        return false;
    *value = read.num;
    return true;
}

void kp_goalposts_check(const kp_evidence *evidence, int32_t unit, int32_t indicator, kp_problems *problems) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    kp_arena *arena = problems->arena;
    kp_num value;
    kp_check_rate(evidence, unit, indicator, problems);
    if (!typed_value(evidence, unit, indicator, arena, &value))
        return;
    int32_t fault = goalposts_fault(leaf, value);
    if (fault == KP_R_NO_LOGARITHM)
        complain(evidence, unit, indicator, KP_D_NO_LOGARITHM, value, NULL, problems);
    else if (fault == KP_R_OUTSIDE_GOALPOSTS)
        complain(evidence, unit, indicator, KP_D_OUTSIDE_GOALPOSTS, value,
                 kp_format(arena, "%s … %s", kp_num_exact(arena, leaf->lowest.value), kp_num_exact(arena, leaf->highest.value)), problems);
}

/* The value or an end on the scale on which it is measured. */
static kp_val transformed(kp_calc *calc, const kp_indicator *leaf, kp_val x) {
    kp_val logarithm = x;
    return leaf->transform == KP_TRANSFORM_LOG && kp_calc_ln(calc, x, &logarithm) ? logarithm : x;
}

kp_outcome kp_goalposts_evaluate(kp_calc *calc, const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    kp_val value = {KP_ZERO, NULL};
    kp_mark_state state = kp_read_rate(calc, evidence, unit, indicator, &value);
    if (state != KP_MARK_SCORED)
        return outcome_of_state(state);
    int32_t fault = goalposts_fault(leaf, value.num);
    if (fault >= 0)
        return outcome_without((kp_problem_code)fault);
    kp_val lowest = kp_calc_rule(calc, "下限 | lowest", leaf->lowest.value), highest = kp_calc_rule(calc, "上限 | highest", leaf->highest.value);
    if (leaf->outside == KP_OUTSIDE_CLAMP && kp_num_compare(value.num, leaf->lowest.value) < 0)
        value = kp_calc_max(calc, value, lowest);
    if (leaf->outside == KP_OUTSIDE_CLAMP && kp_num_compare(value.num, leaf->highest.value) > 0)
        value = kp_calc_min(calc, value, highest);
    kp_val low = transformed(calc, leaf, lowest), high = transformed(calc, leaf, highest);
    value = transformed(calc, leaf, value);
    kp_val reached = leaf->better == KP_BETTER_LOW ? kp_calc_sub(calc, high, value) : kp_calc_sub(calc, value, low);
    kp_val mark = kp_calc_mul(calc, kp_full_marks(calc, leaf), reached);
    return kp_outcome_scored(kp_calc_div(calc, mark, kp_calc_sub(calc, high, low)));
}

/* ---- relative ---- */

const kp_slot *kp_relative_slots(kp_arena *arena, const kp_indicator *leaf, size_t *count) { return kp_rate_slots(arena, leaf, count); }

static bool needs_no_sign(const kp_indicator *leaf, kp_num value) { return leaf->by == KP_BY_BEST && kp_num_sign(value) < 0; }

void kp_relative_check(const kp_evidence *evidence, int32_t unit, int32_t indicator, kp_problems *problems) {
    kp_num value;
    kp_check_rate(evidence, unit, indicator, problems);
    if (typed_value(evidence, unit, indicator, problems->arena, &value) && needs_no_sign(kp_leaf(evidence, indicator), value))
        complain(evidence, unit, indicator, KP_D_NO_RATIO, value, NULL, problems);
}

kp_outcome kp_relative_value(kp_calc *calc, const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    kp_val value = {KP_ZERO, NULL};
    kp_mark_state state = kp_read_rate(calc, evidence, unit, indicator, &value);
    if (state != KP_MARK_SCORED)
        return outcome_of_state(state);
    kp_outcome outcome = needs_no_sign(kp_leaf(evidence, indicator), value.num) ? outcome_without(KP_R_NO_RATIO) : kp_outcome_scored(value);
    outcome.mark = value; /* where it has no ratio, that is why */
    return outcome;
}

static kp_val all_equal(kp_calc *calc, const kp_indicator *leaf) {
    return kp_calc_rule(calc, "数值全部相同，计满分 | all values equal: full marks", leaf->full);
}

/* To the best: a value equal to it has full marks, be it 0. */
static kp_val ratio_to_best(kp_calc *calc, const kp_indicator *leaf, const kp_field_stats *field, kp_val value) {
    bool low = leaf->better == KP_BETTER_LOW;
    kp_num best = field->sorted[low ? 0 : field->count - 1];
    if (kp_num_is_zero(low ? value.num : best))
        return all_equal(calc, leaf);
    kp_val best_value = kp_calc_rule(calc, "最优值 | best", best), full = kp_full_marks(calc, leaf);
    return low ? kp_calc_div(calc, kp_calc_mul(calc, full, best_value), value) : kp_calc_div(calc, kp_calc_mul(calc, full, value), best_value);
}

static kp_val within_range(kp_calc *calc, const kp_indicator *leaf, const kp_field_stats *field, kp_val value) {
    kp_num least = field->sorted[0], largest = field->sorted[field->count - 1];
    if (kp_num_equal(least, largest))
        return all_equal(calc, leaf);
    kp_val low = kp_calc_rule(calc, "最小值 | least", least), high = kp_calc_rule(calc, "最大值 | largest", largest);
    kp_val above = leaf->better == KP_BETTER_LOW ? kp_calc_sub(calc, high, value) : kp_calc_sub(calc, value, low);
    return kp_calc_div(calc, kp_calc_mul(calc, kp_full_marks(calc, leaf), above), kp_calc_sub(calc, high, low));
}

static kp_val z_score(kp_calc *calc, const kp_indicator *leaf, const kp_field_stats *field, kp_val value) {
    if (kp_num_is_zero(field->deviation))
        return kp_calc_rule(calc, "没有差异，z = 0 | no spread: z = 0", KP_ZERO);
    kp_val mean = kp_calc_rule(calc, "平均值 | mean", field->mean);
    kp_val distance = leaf->better == KP_BETTER_LOW ? kp_calc_sub(calc, mean, value) : kp_calc_sub(calc, value, mean);
    return kp_calc_div(calc, distance, kp_calc_rule(calc, "标准差 | standard deviation", field->deviation));
}

static kp_val relative_mark(kp_calc *calc, const kp_indicator *leaf, const kp_field_stats *field, kp_val value) {
    if (leaf->by == KP_BY_BEST)
        return ratio_to_best(calc, leaf, field, value);
    if (leaf->by == KP_BY_RANGE)
        return within_range(calc, leaf, field, value);
    kp_val z = z_score(calc, leaf, field, value), full = kp_full_marks(calc, leaf);
    if (leaf->by == KP_BY_ZSCORE)
        return kp_num_equal(leaf->full, KP_ONE) ? z : kp_calc_mul(calc, full, z);
    kp_val t = kp_calc_add(calc, kp_calc_rule(calc, NULL, kp_num_int(50)), kp_calc_mul(calc, kp_calc_rule(calc, NULL, kp_num_int(10)), z));
    if (kp_num_equal(leaf->full, kp_num_int(100)))
        return t;
    return kp_calc_div(calc, kp_calc_mul(calc, full, t), kp_calc_rule(calc, NULL, kp_num_int(100)));
}

kp_outcome kp_relative_evaluate(kp_calc *calc, const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    kp_outcome outcome = kp_relative_value(calc, evidence, unit, indicator);
    if (outcome.state != KP_MARK_SCORED)
        return outcome;
    if (leaf->by == KP_BY_PLACE)
        return kp_outcome_by_place(calc, evidence, unit, indicator, outcome);
    const kp_field_stats *field = kp_compared_field(evidence, unit, indicator);
    if (!field || !field->count) /* another unit's value is not known; evidence_fields.c has told of it */
        return kp_outcome_not_scored();
    outcome.mark = relative_mark(calc, leaf, field, outcome.mark);
    return outcome;
}
