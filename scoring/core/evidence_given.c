/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evidence_given.c - marks given in place of their evidence: what they may be, what they stand for, what is wrong with them. */
#include "evidence_private.h"

#include <assert.h>
#include <string.h>

void kp_evidence_give_mark(kp_evidence *evidence, int32_t unit, int32_t indicator, kp_input mark) {
    assert(!evidence->finished);
    KP_PUSH(evidence->arena, &evidence->given, (kp_given_mark){unit, indicator, mark});
}

const kp_input *kp_evidence_mark_given(const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    return &evidence->given.items[kp_given_marks_of(evidence, unit, indicator).from].mark;
}

int32_t kp_evidence_given_node(const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    if (kp_evidence_given(evidence, unit, indicator) == KP_NOT_GIVEN)
        return -1;
    while (kp_evidence_given(evidence, unit, indicator) != KP_GIVEN_HERE)
        indicator = evidence->scheme->indicators[indicator].parent;
    return indicator;
}

/* ---- bounds ---- */

/* How far a mark may leave 0 .. full marks: down by `below` <= 0, up by `above` >= 0. */
typedef struct leeway {
    kp_num below, above;
} leeway;

static leeway add_leeway(kp_arena *arena, leeway x, leeway y, kp_num share) {
    if (!kp_num_is_zero(y.below)) /* mostly there is none */
        x.below = kp_num_add(arena, x.below, kp_num_mul(arena, y.below, share));
    if (!kp_num_is_zero(y.above))
        x.above = kp_num_add(arena, x.above, kp_num_mul(arena, y.above, share));
    return x;
}

/* Of the children and what is below them. A child's part of a weighted mean is what its weight makes of it. */
static leeway leeway_of(kp_arena *arena, const kp_scheme *scheme, int32_t node) {
    const kp_indicator *indicator = &scheme->indicators[node];
    leeway sum = {KP_ZERO, KP_ZERO};
    if (kp_is_bonus(indicator))
        return (leeway){indicator->cap_low, indicator->cap_high};
    kp_num most = kp_num_int(KP_MAX_NUMBER);
    if (indicator->method != KP_METHOD_NONE && kp_leaf_is_unbounded(indicator))
        return (leeway){kp_num_neg(arena, most), most};
    if (indicator->method != KP_METHOD_NONE)
        return (leeway){kp_num_min(indicator->floor, KP_ZERO), KP_ZERO};
    bool weighted = indicator->combine == KP_COMBINE_WEIGHTED;
    kp_num weights = KP_ZERO;
    for (int32_t i = node + 1; weighted && i < indicator->end; i = scheme->indicators[i].end)
        if (kp_has_share(&scheme->indicators[i]))
            weights = kp_num_add(arena, weights, scheme->indicators[i].weight.value);
    for (int32_t i = node + 1; i < indicator->end; i = scheme->indicators[i].end) {
        const kp_indicator *child = &scheme->indicators[i];
        kp_num share = KP_ONE, whole = kp_num_mul(arena, weights, child->full);
        if (child->counted == KP_COUNTED_NO)
            continue;
        if (weighted && kp_has_share(child) && kp_num_sign(whole) > 0)
            share = kp_num_div(arena, kp_num_mul(arena, child->weight.value, indicator->full), whole);
        sum = add_leeway(arena, sum, leeway_of(arena, scheme, i), share);
    }
    return sum;
}

void kp_given_bounds(kp_arena *arena, const kp_scheme *scheme, int32_t indicator, kp_num *least, kp_num *most) {
    leeway beyond = leeway_of(arena, scheme, indicator);
    *least = beyond.below;
    *most = kp_num_add(arena, scheme->indicators[indicator].full, beyond.above);
    if (indicator)
        return;
    if (scheme->minimum.given || !scheme->unbounded)
        *least = scheme->minimum.given ? scheme->minimum.value : KP_ZERO;
    if (scheme->maximum.given)
        *most = scheme->maximum.value;
}

kp_slot kp_given_slot(kp_arena *arena, const kp_scheme *scheme, int32_t indicator) {
    if (kp_is_value_leaf(&scheme->indicators[indicator])) /* a value is any number */
        return (kp_slot){.key = "", .label = "数值 | value", .kind = KP_SLOT_NUMBER, .minimum = KP_ZERO, .maximum.value = KP_ZERO};
    kp_slot slot = {.key = "", .label = "得分 | mark", .kind = KP_SLOT_MARK, .maximum.given = true};
    kp_given_bounds(arena, scheme, indicator, &slot.minimum, &slot.maximum.value);
    return slot;
}

/* ---- what is wrong ---- */

/* A gap that covers the node holds, as it does against other entries; one below the node would have no effect at all. */
static void check_gaps(const kp_evidence *evidence, const kp_given_mark *given, kp_problems *problems) {
    const kp_indicator *nodes = evidence->scheme->indicators;
    const char *unit = kp_unit_words(problems->arena, evidence, given->unit);
    if (kp_evidence_gap(evidence, given->unit, given->indicator) && given->mark.state == KP_INPUT_GIVEN)
        kp_problems_add(problems, KP_D_VALUE_IN_GAP, kp_evidence_cell(evidence, given->unit, given->mark.origin), given->unit, unit,
                        nodes[given->indicator].title, NULL);
    for (size_t i = evidence->first_gap[given->unit]; i < evidence->first_gap[given->unit + 1]; i++) {
        const kp_gap *gap = &evidence->gaps.items[i];
        if (gap->indicator > given->indicator && gap->indicator < nodes[given->indicator].end)
            kp_problems_add(problems, KP_D_MARK_AND_ENTRIES, kp_evidence_cell(evidence, gap->unit, gap->origin), gap->unit, unit,
                            nodes[given->indicator].title, nodes[gap->indicator].title);
    }
}

void kp_evidence_take_given(kp_evidence *evidence, kp_problems *problems) {
    const kp_indicator *nodes = evidence->scheme->indicators;
    evidence->given_of = kp_alloc_array(evidence->arena, evidence->units.count, evidence->scheme->indicator_count);
    const kp_given_mark *last = NULL; /* sorted by unit and node: the latest that covers what follows */
    for (size_t i = 0; i < evidence->given.count; i++) {
        const kp_given_mark *given = &evidence->given.items[i];
        uint8_t *row = evidence->given_of + (size_t)given->unit * evidence->scheme->indicator_count;
        bool covered = last && last->unit == given->unit && given->indicator < nodes[last->indicator].end;
        if (covered && !evidence->units.items[given->unit].excluded) {
            kp_arena *arena = problems->arena;
            kp_place place = kp_evidence_cell(evidence, given->unit, given->mark.origin);
            bool twice = last->indicator == given->indicator;
            kp_place other = kp_evidence_cell(evidence, given->unit, last->mark.origin);
            kp_problems_add(problems, twice ? KP_D_MARK_TWICE : KP_D_MARK_AND_ENTRIES, place, given->unit,
                            kp_unit_words(arena, evidence, given->unit), nodes[last->indicator].title,
                            twice ? kp_place_beside(arena, other, place) : nodes[given->indicator].title);
        }
        if (covered)
            continue;
        last = given;
        memset(row + given->indicator, KP_GIVEN_ABOVE, (size_t)(nodes[given->indicator].end - given->indicator));
        row[given->indicator] = KP_GIVEN_HERE;
        if (evidence->units.items[given->unit].excluded)
            continue;
        kp_slot bounds = kp_given_slot(problems->arena, evidence->scheme, given->indicator);
        kp_evidence_check_mark(evidence, given->unit, given->indicator, &given->mark, &bounds, problems);
        check_gaps(evidence, given, problems);
    }
}
