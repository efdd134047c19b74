/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reweigh.c - the same evaluation with other weights: leaves keep their shares, all above is scored again by the functions that score. */
#include "kaoping/reweigh.h"
#include "score_private.h"

#include <string.h>

struct kp_reweighing {
    const kp_scorecard *card;
    const int32_t *order;
    kp_mark *fixed; /* [unit * indicator_count + indicator] */
};

kp_num kp_reweigh_weight(const kp_scheme *scheme, int32_t indicator) {
    const kp_indicator *node = &scheme->indicators[indicator];
    if (node->parent < 0 || !kp_has_share(node))
        return KP_ZERO;
    const kp_indicator *parent = &scheme->indicators[node->parent];
    bool weighted = parent->combine == KP_COMBINE_WEIGHTED;
    if (parent->aggregate == KP_AGGREGATE_LEAST || parent->aggregate == KP_AGGREGATE_GREATEST ||
        (parent->aggregate != KP_AGGREGATE_MEAN && !weighted)) /* nothing of it depends on weights */
        return KP_ZERO;
    return weighted ? node->weight.value : node->points.value;
}

bool kp_reweigh_has_weight(const kp_scheme *scheme, int32_t indicator) {
    int32_t parent = scheme->indicators[indicator].parent;
    if (parent < 0 || kp_num_sign(kp_reweigh_weight(scheme, indicator)) <= 0)
        return false;
    for (int32_t i = kp_scheme_first_child(scheme, parent); i >= 0; i = kp_scheme_next_sibling(scheme, i))
        if (i != indicator && kp_num_sign(kp_reweigh_weight(scheme, i)) > 0)
            return true;
    return false;
}

/* ---- the changed scheme ---- */

/* By how much the full marks of the node's children grow: in a sum so that together they stay what they are of the node's own. */
static kp_num common_factor(kp_arena *arena, const kp_scheme *scheme, int32_t node, const kp_num factors[], kp_num scale) {
    kp_num before = KP_ZERO, after = KP_ZERO;
    for (int32_t i = kp_scheme_first_child(scheme, node); i >= 0; i = kp_scheme_next_sibling(scheme, i)) {
        kp_num weight = kp_reweigh_weight(scheme, i);
        before = kp_num_add(arena, before, weight);
        after = kp_num_add(arena, after, kp_num_mul(arena, weight, factors[i]));
    }
    return kp_num_is_zero(after) ? KP_ZERO : kp_num_div(arena, kp_num_mul(arena, before, scale), after);
}

static void change_children(kp_arena *arena, const kp_scheme *scheme, int32_t node, const kp_num factors[], kp_num scales[], kp_indicator changed[]) {
    bool weighted = scheme->indicators[node].combine == KP_COMBINE_WEIGHTED;
    if (!weighted && scheme->indicators[node].aggregate != KP_AGGREGATE_MEAN) { /* shares count, all alike */
        for (int32_t i = kp_scheme_first_child(scheme, node); i >= 0; i = kp_scheme_next_sibling(scheme, i))
            scales[i] = KP_ONE;
        return;
    }
    kp_num common = weighted ? KP_ONE : common_factor(arena, scheme, node, factors, scales[node]);
    for (int32_t i = kp_scheme_first_child(scheme, node); i >= 0; i = kp_scheme_next_sibling(scheme, i)) {
        kp_indicator *child = &changed[i];
        scales[i] = KP_ONE;
        if (!kp_has_share(child))
            continue;
        if (weighted) {
            child->weight.value = kp_num_mul(arena, child->weight.value, factors[i]);
            continue;
        }
        scales[i] = kp_num_mul(arena, factors[i], common);
        child->points.value = kp_num_mul(arena, child->points.value, scales[i]);
        child->full = kp_num_mul(arena, child->full, scales[i]);
        child->tolerance = kp_num_mul(arena, child->tolerance, scales[i]);
    }
}

const kp_scheme *kp_reweigh_scheme(kp_arena *arena, const kp_scheme *scheme, const kp_num factors[]) {
    kp_scheme *copy = KP_NEW(arena, kp_scheme);
    kp_indicator *changed = KP_NEW_ARRAY(arena, kp_indicator, scheme->indicator_count);
    kp_num *scales = KP_NEW_ARRAY(arena, kp_num, scheme->indicator_count);
    memcpy(changed, scheme->indicators, scheme->indicator_count * sizeof *changed);
    scales[0] = KP_ONE;
    for (size_t i = 0; i < scheme->indicator_count; i++) /* a node before its children */
        if (scheme->indicators[i].method == KP_METHOD_NONE)
            change_children(arena, scheme, (int32_t)i, factors, scales, changed);
    *copy = *scheme;
    copy->indicators = changed;
    return copy;
}

/* ---- scoring again ---- */

/* Leaves, marks that were given, and what too little applied of: whether enough of a node applies is decided by the weights of the scheme itself. */
static bool is_fixed(const kp_scorecard *card, int32_t unit, int32_t node) {
    return card->scheme->indicators[node].method != KP_METHOD_NONE || kp_evidence_given(card->evidence, unit, node) != KP_NOT_GIVEN ||
           (kp_scorecard_mark(card, unit, node)->flags & KP_FLAG_TOO_LITTLE);
}

kp_reweighing *kp_reweighing_new(kp_arena *arena, const kp_scorecard *card) {
    size_t units = card->evidence->units.count, nodes = card->scheme->indicator_count;
    kp_reweighing *again = KP_NEW(arena, kp_reweighing);
    *again = (kp_reweighing){card, kp_mark_order(arena, card->scheme), KP_NEW_ARRAY(arena, kp_mark, units * nodes)};
    mark_run run = kp_mark_run(arena, card->evidence, false, NULL);
    for (size_t unit = 0; unit < units; unit++) {
        const kp_unit *who = &card->evidence->units.items[unit];
        bool looked_at = !who->excluded && who->problem < 0; /* without a total too: conditions see its leaves */
        run.unit = (int32_t)unit;
        run.marks = card->marks + unit * nodes;
        for (size_t i = 0; i < nodes; i++) {
            kp_mark *mark = &again->fixed[unit * nodes + i];
            *mark = (kp_mark){.value = KP_ZERO, .reachable = KP_ZERO, .state = KP_MARK_NOT_SCORED};
            if (looked_at && is_fixed(card, (int32_t)unit, (int32_t)i))
                mark->value = kp_mark_before_check(&run, (int32_t)i, mark).num;
        }
    }
    return again;
}

const kp_mark *kp_reweighing_fixed(const kp_reweighing *again, int32_t unit, int32_t indicator) {
    return is_fixed(again->card, unit, indicator) ? &again->fixed[(size_t)unit * again->card->scheme->indicator_count + (size_t)indicator] : NULL;
}

const int32_t *kp_reweighing_order(const kp_reweighing *again) { return again->order; }

bool kp_mark_fixed(mark_run *run, int32_t node, kp_mark *mark, kp_val *value) {
    const kp_mark *kept = kp_reweighing_fixed(run->again, run->unit, node);
    if (!kept)
        return false;
    kp_num before = run->again->card->scheme->indicators[node].full, now = run->scheme->indicators[node].full;
    *mark = *kept;
    if (!kp_num_equal(before, now) && !kp_num_is_zero(before)) {
        kp_num scale = kp_num_div(run->calc.arena, now, before);
        mark->value = kp_num_mul(run->calc.arena, mark->value, scale);
        mark->reachable = kp_num_mul(run->calc.arena, mark->reachable, scale);
    }
    *value = (kp_val){mark->value, NULL};
    return true;
}

/* The evidence as that of the changed scheme: which nodes there are, and what is entered for them, is the same. */
static const kp_evidence *evidence_of(kp_arena *arena, const kp_reweighing *again, const kp_scheme *changed) {
    kp_evidence *evidence = KP_NEW(arena, kp_evidence);
    *evidence = *again->card->evidence;
    evidence->scheme = changed;
    return evidence;
}

bool kp_reweigh_total(const kp_reweighing *again, kp_arena *arena, const kp_scheme *changed, int32_t unit, kp_num *total) {
    if (!again->card->units[unit].scored)
        return false;
    mark_run run = kp_mark_run(arena, evidence_of(arena, again, changed), false, NULL);
    run.again = again;
    run.unit = unit;
    run.marks = KP_NEW_ARRAY(arena, kp_mark, changed->indicator_count);
    for (size_t i = 0; i < changed->indicator_count; i++)
        run.marks[i] = (kp_mark){.value = KP_ZERO, .reachable = KP_ZERO, .state = KP_MARK_NOT_SCORED};
    for (size_t i = 0; i < changed->indicator_count; i++)
        kp_mark_compute(&run, again->order[i], &run.marks[again->order[i]]);
    *total = run.marks[0].value;
    return run.marks[0].state == KP_MARK_SCORED;
}

kp_scorecard *kp_reweigh_score(const kp_reweighing *again, kp_arena *arena, const kp_scheme *changed) {
    return kp_score_again(arena, changed, evidence_of(arena, again, changed), again->card->history, kp_problems_new(arena), again, again->card);
}
