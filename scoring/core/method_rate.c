/* SPDX-License-Identifier: GPL-3.0-or-later */
/* method_rate.c - marks by a rate or a number: in proportion (比率), line by line below a target (线性), step by step (分档). */
#include "kaoping/formula.h"
#include "method_private.h"

#include <string.h>

/* ---- done and due ---- */

/* The scheme's name of the first or second count, where it has one. */
static const char *count_label(const kp_indicator *leaf, size_t which) {
    static const char *const plain[] = {"完成数 | done", "应完成数 | due"};
    return which < leaf->input_names.count ? leaf->input_names.items[which].name : plain[which];
}

static const kp_slot *count_slots(kp_arena *arena, const kp_indicator *leaf, size_t *count) {
    kp_slot *slots = KP_NEW_ARRAY(arena, kp_slot, 2);
    slots[0] = (kp_slot){.key = "done", .label = count_label(leaf, 0), .kind = KP_SLOT_AMOUNT, .minimum = KP_ZERO, .maximum.value = KP_ZERO};
    slots[1] = (kp_slot){.key = "due", .label = count_label(leaf, 1), .kind = KP_SLOT_AMOUNT, .minimum = KP_ZERO, .maximum.value = KP_ZERO};
    *count = 2;
    return slots;
}

/* KP_MARK_NOT_APPLICABLE where nothing was due. */
static kp_mark_state counts_state(const kp_input inputs[2]) {
    static const kp_slot required[2];
    kp_mark_state state = kp_inputs_state(inputs, required, 2);
    return state == KP_MARK_SCORED && kp_num_is_zero(inputs[1].value) ? KP_MARK_NOT_APPLICABLE : state;
}

static kp_val done_by_due(kp_calc *calc, const kp_indicator *leaf, kp_val factor, const kp_input inputs[2]) {
    kp_val done = kp_calc_input(calc, count_label(leaf, 0), inputs[0].value, inputs[0].origin);
    kp_val due = kp_calc_input(calc, count_label(leaf, 1), inputs[1].value, inputs[1].origin);
    return kp_calc_div(calc, kp_calc_mul(calc, factor, done), due);
}

/* The bound of a step as written: "95", or "95%". */
static bool read_bound(kp_arena *arena, const char *name, kp_num *bound) {
    char text[64];
    size_t length = strlen(name);
    if (length == 0 || length >= sizeof text)
        return kp_num_parse(arena, name, bound);
    memcpy(text, name, length + 1);
    if (text[length - 1] == '%')
        text[length - 1] = '\0';
    return kp_num_parse(arena, text, bound);
}

/* True where the rule itself reaches beyond 100 per cent: by a target, a step or a goalpost above it, or by going on beyond its goalposts. What is above them it counts as it says. */
static bool reaches_beyond(kp_arena *arena, const kp_indicator *leaf) {
    kp_num hundred = kp_num_int(100), bound;
    if (leaf->method == KP_METHOD_GOALPOSTS)
        return leaf->outside == KP_OUTSIDE_EXTEND || kp_num_compare(leaf->highest.value, hundred) > 0;
    bool beyond = leaf->target.given && kp_num_compare(leaf->target.value, hundred) > 0;
    for (size_t i = 0; leaf->method == KP_METHOD_LADDER && i < leaf->steps.count; i++)
        beyond = beyond || (read_bound(arena, leaf->steps.items[i].name, &bound) && kp_num_compare(bound, hundred) > 0);
    return beyond;
}

/* What a rate may come to, in per cent: beside others what the scheme states; 100, or all there is, by any other rule. */
static kp_num most_percent(kp_arena *arena, const kp_indicator *leaf) {
    if (leaf->method == KP_METHOD_RELATIVE && leaf->most.given)
        return leaf->most.value;
    return kp_num_int(reaches_beyond(arena, leaf) ? KP_MAX_NUMBER : 100);
}

static void check_counts(const kp_evidence *evidence, int32_t unit, int32_t indicator, kp_problems *problems) {
    const kp_input *inputs = kp_evidence_inputs(evidence, unit, indicator);
    kp_arena *arena = problems->arena;
    kp_num done = inputs[0].value, due = inputs[1].value, hundred = kp_num_int(100), most = most_percent(arena, kp_leaf(evidence, indicator));
    if (kp_num_compare(kp_num_mul(arena, done, hundred), kp_num_mul(arena, due, most)) <= 0)
        return;
    if (kp_num_is_zero(due) || kp_num_equal(most, hundred))
        kp_add_numbers_problem(evidence, unit, indicator, KP_D_DONE_ABOVE_DUE, inputs[0].origin, done, due, problems);
    else
        kp_problems_add(problems, KP_D_RATE_ABOVE, kp_evidence_cell(evidence, unit, inputs[0].origin), unit,
                        kp_format(arena, "%s%%", kp_num_print(arena, kp_num_div(arena, kp_num_mul(arena, done, hundred), due), 2, KP_HALF_UP)),
                        kp_format(arena, "≤ %s%%", kp_num_exact(arena, most)), kp_leaf(evidence, indicator)->title);
}

/* ---- ratio ---- */

const kp_slot *kp_ratio_slots(kp_arena *arena, const kp_indicator *leaf, size_t *count) { return count_slots(arena, leaf, count); }

void kp_ratio_check(const kp_evidence *evidence, int32_t unit, int32_t indicator, kp_problems *problems) {
    check_counts(evidence, unit, indicator, problems);
}

kp_outcome kp_ratio_evaluate(kp_calc *calc, const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    const kp_input *inputs = kp_evidence_inputs(evidence, unit, indicator);
    kp_mark_state state = counts_state(inputs);
    if (state != KP_MARK_SCORED)
        return kp_outcome_of(state, (kp_val){KP_ZERO, NULL});
    kp_val full = kp_full_marks(calc, leaf);
    if (!leaf->target.given || kp_num_equal(leaf->target.value, kp_num_int(100)))
        return kp_outcome_scored(done_by_due(calc, leaf, full, inputs));
    if (kp_num_sign(leaf->target.value) <= 0) /* a target of nothing is always reached */
        return kp_outcome_scored(full);
    kp_val reached = kp_calc_div(calc, done_by_due(calc, leaf, kp_calc_rule(calc, NULL, kp_num_int(100)), inputs),
                                 kp_calc_rule(calc, "目标（%） | target (%)", leaf->target.value));
    return kp_outcome_scored(kp_calc_mul(calc, full, kp_calc_min(calc, kp_calc_rule(calc, NULL, KP_ONE), reached)));
}

/* ---- linear and ladder: a rate in percent, or any number ---- */

const kp_slot *kp_rate_slots(kp_arena *arena, const kp_indicator *leaf, size_t *count) {
    if (kp_has_formula(leaf))
        return kp_no_slots(arena, leaf, count);
    if (leaf->input == KP_INPUT_COUNTS)
        return count_slots(arena, leaf, count);
    kp_slot *slot = KP_NEW(arena, kp_slot);
    *slot = leaf->input == KP_INPUT_RATE
                ? (kp_slot){.key = "",
                            .label = "比率（%） | rate (%)",
                            .kind = KP_SLOT_RATE,
                            .minimum = KP_ZERO,
                            .maximum = {true, most_percent(arena, leaf)}}
                : (kp_slot){.key = "", .label = "数值 | number", .kind = KP_SLOT_NUMBER, .minimum = KP_ZERO, .maximum.value = KP_ZERO};
    *count = 1;
    return slot;
}

/* The number that the method looks at. */
kp_mark_state kp_read_rate(kp_calc *calc, const kp_evidence *evidence, int32_t unit, int32_t indicator, kp_val *rate) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    if (leaf->formula.formula) {
        kp_formula_result result = kp_formula_evaluate(calc, leaf->formula.formula, evidence, unit);
        *rate = result.value;
        return result.state;
    }
    const kp_input *inputs = kp_evidence_inputs(evidence, unit, indicator);
    if (leaf->input == KP_INPUT_COUNTS) {
        kp_mark_state state = counts_state(inputs);
        if (state == KP_MARK_SCORED)
            *rate = done_by_due(calc, leaf, kp_calc_rule(calc, NULL, kp_num_int(100)), inputs);
        return state;
    }
    if (inputs->state != KP_INPUT_GIVEN)
        return inputs->state == KP_INPUT_NOT_APPLICABLE ? KP_MARK_NOT_APPLICABLE : KP_MARK_NOT_SCORED;
    *rate = kp_calc_input(calc, leaf->input == KP_INPUT_RATE ? "比率（%） | rate (%)" : "数值 | number", inputs->value, inputs->origin);
    return KP_MARK_SCORED;
}

const kp_slot *kp_linear_slots(kp_arena *arena, const kp_indicator *leaf, size_t *count) { return kp_rate_slots(arena, leaf, count); }

const kp_slot *kp_ladder_slots(kp_arena *arena, const kp_indicator *leaf, size_t *count) { return kp_rate_slots(arena, leaf, count); }

void kp_check_rate(const kp_evidence *evidence, int32_t unit, int32_t indicator, kp_problems *problems) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    if (leaf->input == KP_INPUT_COUNTS && !leaf->formula.formula)
        check_counts(evidence, unit, indicator, problems);
}

void kp_linear_check(const kp_evidence *evidence, int32_t unit, int32_t indicator, kp_problems *problems) {
    kp_check_rate(evidence, unit, indicator, problems);
}

void kp_ladder_check(const kp_evidence *evidence, int32_t unit, int32_t indicator, kp_problems *problems) {
    kp_check_rate(evidence, unit, indicator, problems);
}

kp_outcome kp_linear_evaluate(kp_calc *calc, const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    kp_val rate;
    kp_mark_state state = kp_read_rate(calc, evidence, unit, indicator, &rate);
    if (state != KP_MARK_SCORED)
        return kp_outcome_of(state, (kp_val){KP_ZERO, NULL});
    bool low = leaf->better == KP_BETTER_LOW;
    kp_val target = kp_calc_rule(calc, "目标 | target", leaf->target.given ? leaf->target.value : low ? KP_ZERO : kp_num_int(100));
    kp_val distance = low ? kp_calc_sub(calc, rate, target) : kp_calc_sub(calc, target, rate);
    kp_val shortfall = kp_calc_max(calc, distance, kp_calc_rule(calc, NULL, KP_ZERO));
    if (leaf->part_points == KP_PART_IGNORE)
        shortfall = kp_calc_floor(calc, shortfall);
    else if (leaf->part_points == KP_PART_COUNT)
        shortfall = kp_calc_ceil(calc, shortfall);
    kp_val lost = kp_calc_mul(calc, kp_calc_rule(calc, "每点扣 | per point", leaf->slope), shortfall);
    kp_val left = kp_calc_sub(calc, kp_full_marks(calc, leaf), lost);
    return kp_outcome_scored(kp_calc_max(calc, left, kp_calc_rule(calc, "最低 | least", leaf->floor)));
}

kp_outcome kp_ladder_evaluate(kp_calc *calc, const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    kp_val rate, otherwise = kp_calc_rule(calc, NULL, KP_ZERO); /* below all steps, and no "else": nothing */
    kp_mark_state state = kp_read_rate(calc, evidence, unit, indicator, &rate);
    if (state != KP_MARK_SCORED)
        return kp_outcome_of(state, (kp_val){KP_ZERO, NULL});
    kp_val usual_bounds[KP_USUAL_TERMS], *bounds = kp_terms(calc, usual_bounds, leaf->steps.count);
    kp_val usual_results[KP_USUAL_TERMS], *results = kp_terms(calc, usual_results, leaf->steps.count);
    size_t count = 0;
    for (size_t i = 0; i < leaf->steps.count; i++) {
        const kp_pair *step = &leaf->steps.items[i];
        kp_num bound;
        if (read_bound(calc->arena, step->name, &bound)) {
            bounds[count] = kp_calc_rule(calc, NULL, bound);
            results[count++] = kp_calc_rule(calc, NULL, step->value);
        } else {
            otherwise = kp_calc_rule(calc, NULL, step->value);
        }
    }
    return kp_outcome_scored(kp_calc_steps(calc, rate, bounds, results, count, otherwise, leaf->better == KP_BETTER_LOW));
}
