/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * score_coverage.c - whether enough of a node applies. Indices leave out units of which too little is known (Global Innovation Index: two thirds of the indicators; Corruption
 * Perceptions Index: three sources), for what is missing is otherwise filled in by what is there.
 */
#include "kaoping/message.h"
#include "score_private.h"

typedef struct coverage {
    kp_num share;  /* of what is below, by points or weights: 0..1 */
    int32_t items; /* leaves that apply */
} coverage;

static bool applies(const kp_mark *mark) { return mark->state == KP_MARK_SCORED && !(mark->flags & KP_FLAG_BY_GAP_RULE); }

/* In means that are not the arithmetic one, items with points are all alike (score_aggregate.c). */
static kp_num weight_of(const kp_indicator *parent, const kp_indicator *child) {
    if (parent->combine == KP_COMBINE_WEIGHTED)
        return child->weight.value;
    return parent->aggregate == KP_AGGREGATE_MEAN ? child->full : KP_ONE;
}

/* What stands in a problem: both languages. */
static const char *say_both(kp_arena *arena, kp_message message, const char *is, const char *least) {
    return kp_format(arena, "%s | %s", kp_say_with(arena, message, KP_ZH, is, least, NULL), kp_say_with(arena, message, KP_EN, is, least, NULL));
}

static coverage cover(const mark_run *run, int32_t node) {
    const kp_indicator *indicators = run->scheme->indicators, *indicator = &indicators[node];
    kp_arena *arena = run->calc.arena;
    coverage own = {KP_ZERO, 0};
    kp_num all = KP_ZERO;
    if (indicator->method != KP_METHOD_NONE || kp_evidence_given(run->evidence, run->unit, node) == KP_GIVEN_HERE)
        return applies(&run->marks[node]) ? (coverage){KP_ONE, 1} : own;
    for (int32_t i = node + 1; i < indicator->end; i = indicators[i].end) {
        kp_num weight = weight_of(indicator, &indicators[i]);
        if (!kp_has_share(&indicators[i]) || kp_num_sign(weight) <= 0)
            continue;
        all = kp_num_add(arena, all, weight);
        if (!applies(&run->marks[i]))
            continue;
        coverage below = cover(run, i);
        own.items += below.items;
        own.share = kp_num_add(arena, own.share, kp_num_mul(arena, weight, below.share));
    }
    own.share = kp_num_is_zero(all) ? KP_ZERO : kp_num_div(arena, own.share, all);
    return own;
}

const char *kp_mark_lacks(mark_run *run, int32_t node) {
    const kp_indicator *indicator = &run->scheme->indicators[node];
    if ((!indicator->least_share.given && indicator->least_items <= 0) || run->again) /* with other weights what was enough still is (reweigh.c) */
        return NULL;
    kp_arena *arena = run->calc.arena;
    coverage own = cover(run, node);
    kp_num percent = kp_num_mul(arena, own.share, kp_num_int(100));
    if (indicator->least_share.given && kp_num_compare(percent, indicator->least_share.value) < 0)
        return say_both(arena, KP_M_COVERAGE_OF, kp_num_exact(arena, kp_num_round(arena, percent, 1, KP_HALF_UP)),
                        kp_num_exact(arena, indicator->least_share.value));
    if (own.items < indicator->least_items)
        return say_both(arena, KP_M_COVERAGE_COUNT, kp_format(arena, "%d", (int)own.items), kp_format(arena, "%d", (int)indicator->least_items));
    return NULL;
}

const char *kp_coverage_words(kp_arena *arena, const kp_indicator *node, kp_lang lang) {
    const char *share = "", *items = "";
    if (node->least_share.given)
        share = kp_say_with(arena, KP_M_COVERAGE_SHARE, lang, kp_num_exact(arena, node->least_share.value), NULL, NULL);
    if (node->least_items > 0)
        items = kp_say_with(arena, KP_M_COVERAGE_ITEMS, lang, kp_format(arena, "%d", (int)node->least_items), NULL, NULL);
    return *share && *items ? kp_format(arena, "%s%s%s", share, lang == KP_ZH ? "；" : "; ", items) : *share ? share : items;
}
