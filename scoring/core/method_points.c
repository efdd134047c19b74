/* SPDX-License-Identifier: GPL-3.0-or-later */
/* method_points.c - marks typed as they are (直接打分), grades typed for points (等级换算), and lists of items met or not (清单). */
#include "method_private.h"

/* ---- direct ---- */

const kp_slot *kp_direct_slots(kp_arena *arena, const kp_indicator *leaf, size_t *count) {
    kp_slot *slot = KP_NEW(arena, kp_slot);
    *slot = (kp_slot){.key = "", .label = "得分 | mark", .kind = KP_SLOT_MARK, .minimum = KP_ZERO, .maximum = {true, leaf->scale}};
    if (kp_num_sign(leaf->scale) <= 0) /* a scheme that says nothing: typed as it counts */
        slot->maximum.value = leaf->full;
    *count = 1;
    return slot;
}

kp_outcome kp_direct_evaluate(kp_calc *calc, const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    const kp_input *typed = kp_evidence_inputs(evidence, unit, indicator);
    if (typed->state != KP_INPUT_GIVEN)
        return typed->state == KP_INPUT_NOT_APPLICABLE ? kp_outcome_not_applicable() : kp_outcome_not_scored();
    kp_val mark = kp_scale_mark(calc, kp_calc_input(calc, "得分 | mark", typed->value, typed->origin), kp_leaf(evidence, indicator));
    return kp_outcome_by_place(calc, evidence, unit, indicator, kp_outcome_scored(mark));
}

/* ---- grade ---- */

const kp_slot *kp_grade_slots(kp_arena *arena, const kp_indicator *leaf, size_t *count) {
    kp_slot *slot = KP_NEW(arena, kp_slot);
    *slot = (kp_slot){.key = "", .label = "等级 | grade", .kind = KP_SLOT_CHOICE, .minimum = KP_ZERO, .choices = leaf->options};
    slot->maximum = (kp_optional){true, kp_num_int((int64_t)leaf->options.count - 1)};
    *count = 1;
    return slot;
}

/* A built scheme has its options best first, so the first is the largest. */
kp_outcome kp_grade_evaluate(kp_calc *calc, const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    const kp_input *typed = kp_evidence_inputs(evidence, unit, indicator);
    int64_t chosen;
    if (typed->state != KP_INPUT_GIVEN)
        return typed->state == KP_INPUT_NOT_APPLICABLE ? kp_outcome_not_applicable() : kp_outcome_not_scored();
    if (!kp_num_to_int64(typed->value, &chosen) || chosen < 0 || (size_t)chosen >= leaf->options.count)
        return kp_outcome_not_scored(); /* out of range, which is a problem already */
    kp_val mark = kp_calc_input(calc, leaf->options.items[chosen].name, leaf->options.items[chosen].value, typed->origin);
    if (!kp_num_equal(leaf->options.items[0].value, leaf->full))
        mark = kp_calc_div(calc, kp_calc_mul(calc, mark, kp_full_marks(calc, leaf)),
                           kp_calc_rule(calc, "最高分值 | largest value", leaf->options.items[0].value));
    kp_outcome outcome = kp_outcome_scored(mark);
    outcome.grade = (int32_t)chosen;
    return outcome;
}

/* ---- checklist ---- */

const kp_slot *kp_checklist_slots(kp_arena *arena, const kp_indicator *leaf, size_t *count) {
    kp_slot *slots = KP_NEW_ARRAY(arena, kp_slot, leaf->items.count);
    for (size_t i = 0; i < leaf->items.count; i++)
        slots[i] = (kp_slot){.key = kp_format(arena, "%zu", i + 1),
                             .label = leaf->items.items[i].name,
                             .kind = KP_SLOT_YES_NO,
                             .minimum = KP_ZERO,
                             .maximum = {true, KP_ONE}};
    *count = leaf->items.count;
    return slots;
}

/* The mark of the largest number in the table that is not above `met`; a number met that falls between two after prorating gets the lower one's. */
static kp_val look_up(kp_calc *calc, const kp_indicator *leaf, kp_val met) {
    size_t count = leaf->table.count;
    kp_val *bounds = KP_NEW_ARRAY(calc->arena, kp_val, count), *results = KP_NEW_ARRAY(calc->arena, kp_val, count);
    size_t used = 0;
    for (size_t i = 0; i < count; i++) { /* inserted by size, largest first: the table may be written in any order */
        kp_num bound;
        if (!kp_num_parse(calc->arena, leaf->table.items[i].name, &bound))
            continue;
        size_t at = used++;
        for (; at > 0 && kp_num_compare(bounds[at - 1].num, bound) < 0; at--) {
            bounds[at] = bounds[at - 1];
            results[at] = results[at - 1];
        }
        bounds[at] = kp_calc_rule(calc, NULL, bound);
        results[at] = kp_calc_rule(calc, NULL, leaf->table.items[i].value);
    }
    return kp_calc_steps(calc, met, bounds, results, used, kp_calc_rule(calc, NULL, KP_ZERO), false);
}

/* Items that do not apply follow the rule in force: they leave both counts, or count as not met or met; with not_ranked they leave and say so. */
kp_outcome kp_checklist_evaluate(kp_calc *calc, const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    const kp_input *inputs = kp_evidence_inputs(evidence, unit, indicator);
    size_t count = leaf->items.count, applicable = 0, given = 0;
    kp_val usual[KP_USUAL_TERMS], *terms = kp_terms(calc, usual, count);
    for (size_t i = 0; i < count; i++) {
        if (inputs[i].state == KP_INPUT_GIVEN)
            given++;
        else if (inputs[i].state != KP_INPUT_NOT_APPLICABLE)
            return kp_outcome_not_scored();
        else if (leaf->na != KP_NA_ZERO && leaf->na != KP_NA_FULL)
            continue;
        kp_num met = inputs[i].state == KP_INPUT_GIVEN ? inputs[i].value : leaf->na == KP_NA_FULL ? KP_ONE : KP_ZERO;
        terms[applicable++] = kp_calc_input(calc, NULL, met, inputs[i].origin);
    }
    if (given == 0)
        return kp_outcome_not_applicable();
    kp_val met = kp_calc_sum(calc, terms, applicable), full = kp_full_marks(calc, leaf), mark;
    kp_val all = kp_calc_rule(calc, "项数 | items", kp_num_int((int64_t)count));
    kp_val applied = applicable == count ? all : kp_calc_rule(calc, "适用项数 | items that apply", kp_num_int((int64_t)applicable));
    if (leaf->table.count) {
        mark = look_up(calc, leaf, applicable == count ? met : kp_calc_div(calc, kp_calc_mul(calc, met, all), applied));
    } else if (leaf->each.given) {
        mark = kp_calc_mul(calc, kp_calc_rule(calc, "每项 | each", leaf->each.value), met);
        if (applicable != count)
            mark = kp_calc_div(calc, kp_calc_mul(calc, mark, all), applied);
        mark = kp_calc_min(calc, full, mark);
    } else {
        mark = kp_calc_div(calc, kp_calc_mul(calc, full, met), applied);
    }
    kp_outcome outcome = kp_outcome_scored(mark);
    if (applicable != count && leaf->na == KP_NA_NOT_RANKED)
        outcome.reason = KP_R_GAP_NOT_RANKED;
    return outcome;
}
