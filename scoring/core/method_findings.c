/* SPDX-License-Identifier: GPL-3.0-or-later */
/* method_findings.c - marks lost by what was found (扣分), and points gained or lost by events (加减分). */
#include "method_private.h"

#include <string.h>

/* ---- deduct ---- */

/* A leaf whose scheme gives points a place counts places; one without has its points typed. */
const kp_slot *kp_deduct_slots(kp_arena *arena, const kp_indicator *leaf, size_t *count) {
    if (leaf->evidence != KP_EVIDENCE_COUNT)
        return kp_no_slots(arena, leaf, count);
    kp_slot *slot = KP_NEW(arena, kp_slot);
    *slot = leaf->step.given
                ? (kp_slot){.key = "", .label = "处（次）数 | places", .kind = KP_SLOT_COUNT, .minimum = KP_ZERO, .maximum.value = KP_ZERO}
                : (kp_slot){.key = "", .label = "扣分 | points off", .kind = KP_SLOT_AMOUNT, .minimum = KP_ZERO, .maximum.value = KP_ZERO};
    *count = 1;
    return slot;
}

/* The points of one finding. *free: places that are still not counted; what is typed for several places is taken off them alike. */
static kp_val finding_points(kp_calc *calc, const kp_indicator *leaf, const kp_finding *finding, kp_num *free) {
    kp_num skipped = kp_num_min(*free, finding->count);
    if (kp_num_sign(skipped) > 0)
        *free = kp_num_sub(calc->arena, *free, skipped);
    else
        skipped = KP_ZERO;
    kp_val count = kp_calc_input(calc, "处（次）数 | places", finding->count, finding->origin), counted = count;
    if (!kp_num_is_zero(skipped))
        counted = kp_calc_sub(calc, count, kp_calc_rule(calc, "不扣处数 | free places", skipped));
    if (!finding->points.given) {
        kp_val step = kp_calc_rule(calc, "每处扣 | each", leaf->step.value);
        return kp_num_equal(counted.num, KP_ONE) && kp_num_is_zero(skipped) ? step : kp_calc_mul(calc, step, counted);
    }
    kp_val points = kp_calc_input(calc, "扣分 | points off", finding->points.value, finding->origin);
    return kp_num_is_zero(skipped) ? points : kp_calc_div(calc, kp_calc_mul(calc, points, counted), count);
}

static kp_val sum_findings(kp_calc *calc, const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    evidence_range range = kp_findings_of(evidence, unit, indicator);
    kp_val usual[KP_USUAL_TERMS], *terms = kp_terms(calc, usual, range.to - range.from);
    kp_num free = kp_num_int(leaf->free_count);
    for (size_t i = range.from; i < range.to; i++)
        terms[i - range.from] = finding_points(calc, leaf, &evidence->findings.items[i], &free);
    return kp_calc_sum(calc, terms, range.to - range.from);
}

static kp_val counted_points(kp_calc *calc, const kp_indicator *leaf, const kp_input *input) {
    if (!leaf->step.given)
        return kp_calc_input(calc, "扣分 | points off", input->value, input->origin);
    kp_val count = kp_calc_input(calc, "处（次）数 | places", input->value, input->origin);
    if (leaf->free_count > 0) {
        kp_val free = kp_calc_rule(calc, "不扣处数 | free places", kp_num_int(leaf->free_count));
        count = kp_calc_max(calc, kp_calc_sub(calc, count, free), kp_calc_rule(calc, NULL, KP_ZERO));
    }
    return kp_calc_mul(calc, kp_calc_rule(calc, "每处扣 | each", leaf->step.value), count);
}

kp_outcome kp_deduct_evaluate(kp_calc *calc, const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    kp_val points;
    if (leaf->evidence == KP_EVIDENCE_COUNT) {
        const kp_input *input = kp_evidence_inputs(evidence, unit, indicator);
        if (input->state != KP_INPUT_GIVEN)
            return input->state == KP_INPUT_NOT_APPLICABLE ? kp_outcome_not_applicable() : kp_outcome_not_scored();
        points = counted_points(calc, leaf, input);
    } else {
        points = sum_findings(calc, evidence, unit, indicator);
    }
    kp_val left = kp_calc_sub(calc, kp_full_marks(calc, leaf), points);
    return kp_outcome_scored(kp_calc_max(calc, left, kp_calc_rule(calc, "最低 | least", leaf->floor)));
}

/* ---- checks of these, and of credit records ---- */

/* The points that the rule gives one entry, where it gives any. */
bool kp_ruled_points(kp_arena *arena, const kp_indicator *leaf, const kp_finding *entry, kp_num *points) {
    if (leaf->method == KP_METHOD_DEDUCT && leaf->step.given)
        *points = kp_num_mul(arena, leaf->step.value, entry->count);
    else if (kp_is_bonus(leaf) && entry->event >= 0 && (size_t)entry->event < leaf->events.count)
        *points = kp_num_mul(arena, leaf->events.items[entry->event].value, entry->count);
    else
        return false;
    return true;
}

void kp_check_entry(const kp_evidence *evidence, int32_t unit, const kp_finding *entry, kp_problems *problems) {
    kp_arena *arena = problems->arena;
    const kp_indicator *leaf = kp_leaf(evidence, entry->indicator);
    kp_place place = kp_evidence_place(evidence, entry->origin);
    kp_num ruled;
    bool has_rule = kp_ruled_points(arena, leaf, entry, &ruled);
    if (kp_num_sign(entry->count) < 0 || !kp_num_is_integer(entry->count))
        kp_problems_add(problems, kp_num_sign(entry->count) < 0 ? KP_D_NEGATIVE : KP_D_NOT_WHOLE, place, unit, kp_num_exact(arena, entry->count),
                        "0, 1, 2 …", NULL);
    else if (!entry->points.given && !has_rule)
        kp_problems_add(problems, KP_D_POINTS_MISSING, place, unit, leaf->title, NULL, NULL);
    else if (leaf->method == KP_METHOD_DEDUCT && entry->points.given && kp_num_sign(entry->points.value) < 0)
        kp_problems_add(problems, KP_D_NEGATIVE, place, unit, kp_num_exact(arena, entry->points.value), "≥ 0", NULL);
    else if (entry->points.given && has_rule && !kp_num_equal(entry->points.value, ruled))
        kp_problems_add(problems, KP_D_POINTS_DISAGREE, place, unit, kp_num_exact(arena, entry->points.value), kp_num_exact(arena, ruled), NULL);
}

static bool has_text(const char *text) { return text && *text; }

/* Two entries that agree in everything typed, where enough was typed to tell. */
void kp_check_doubles(const kp_evidence *evidence, int32_t unit, const kp_finding entries[], size_t count, kp_problems *problems) {
    kp_arena *arena = problems->arena;
    if (count < 2)
        return;
    kp_names *seen = kp_names_new(arena);
    for (size_t i = 0; i < count; i++) {
        const kp_finding *entry = &entries[i];
        if (!has_text(entry->date) || !(has_text(entry->location) || has_text(entry->text)))
            continue;
        const char *key = kp_format(arena, "%s\x01%s\x01%s\x01%d\x01%s\x01%s", entry->date, has_text(entry->location) ? entry->location : "",
                                    has_text(entry->text) ? entry->text : "", (int)entry->event, kp_num_exact(arena, entry->count),
                                    entry->points.given ? kp_num_exact(arena, entry->points.value) : "");
        int32_t before = kp_names_find(seen, key);
        if (before < 0) {
            kp_names_add_alias(seen, key, (int32_t)i);
            continue;
        }
        kp_place other = kp_evidence_place(evidence, entries[before].origin);
        kp_place here = kp_evidence_place(evidence, entry->origin);
        bool one_book = other.file == here.file || (other.file && here.file && !strcmp(other.file, here.file));
        kp_problems_add(problems, one_book ? KP_D_FINDING_TWICE : KP_D_FINDING_IN_TWO, here, unit, kp_place_beside(arena, other, here), NULL, NULL);
    }
}

static void check_entries(const kp_evidence *evidence, int32_t unit, int32_t indicator, kp_problems *problems) {
    evidence_range range = kp_findings_of(evidence, unit, indicator);
    for (size_t i = range.from; i < range.to; i++)
        kp_check_entry(evidence, unit, &evidence->findings.items[i], problems);
    if (range.to > range.from)
        kp_check_doubles(evidence, unit, evidence->findings.items + range.from, range.to - range.from, problems);
}

void kp_deduct_check(const kp_evidence *evidence, int32_t unit, int32_t indicator, kp_problems *problems) {
    if (kp_leaf(evidence, indicator)->evidence != KP_EVIDENCE_COUNT)
        check_entries(evidence, unit, indicator, problems);
}

void kp_bonus_check(const kp_evidence *evidence, int32_t unit, int32_t indicator, kp_problems *problems) {
    check_entries(evidence, unit, indicator, problems);
}

/* ---- bonus ---- */

kp_val kp_event_points(kp_calc *calc, const kp_indicator *leaf, const kp_finding *entry) {
    if (entry->event < 0 || (size_t)entry->event >= leaf->events.count)
        return kp_calc_input(calc, "加减分 | points", entry->points.value, entry->origin);
    const kp_pair *event = &leaf->events.items[entry->event];
    kp_val points = kp_calc_rule(calc, event->name, event->value);
    if (kp_num_equal(entry->count, KP_ONE))
        return points;
    return kp_calc_mul(calc, points, kp_calc_input(calc, "次数 | times", entry->count, entry->origin));
}

kp_val kp_sum_capped(kp_calc *calc, const kp_indicator *leaf, const kp_val terms[], size_t count) {
    kp_val sum = kp_calc_sum(calc, terms, count);
    if (kp_num_compare(sum.num, leaf->cap_low) < 0) /* the bounds are named where they hold */
        sum = kp_calc_max(calc, sum, kp_calc_rule(calc, "下限 | lower cap", leaf->cap_low));
    if (kp_num_compare(sum.num, leaf->cap_high) > 0)
        sum = kp_calc_min(calc, sum, kp_calc_rule(calc, "上限 | upper cap", leaf->cap_high));
    return sum;
}

kp_outcome kp_bonus_evaluate(kp_calc *calc, const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    evidence_range range = kp_findings_of(evidence, unit, indicator);
    size_t count = range.to - range.from;
    kp_val usual[KP_USUAL_TERMS], *terms = kp_terms(calc, usual, count);
    for (size_t i = 0; i < count; i++)
        terms[i] = kp_event_points(calc, leaf, &evidence->findings.items[range.from + i]);
    return kp_outcome_scored(kp_sum_capped(calc, leaf, terms, count));
}
