/* SPDX-License-Identifier: GPL-3.0-or-later */
/* score.c - the stages of scoring, one after the other, and the scorecard's figures as text. */
#include "kaoping/score.h"
#include "calc_private.h"
#include "method_private.h"
#include "score_private.h"

#include <assert.h>
#include <string.h>

kp_place kp_unit_place(const kp_evidence *evidence, int32_t unit) { return kp_evidence_place(evidence, evidence->units.items[unit].origin); }

kp_num kp_decided(kp_arena *arena, const kp_scheme *scheme, kp_num value) {
    return scheme->decide_on == KP_DECIDE_ON_FULL ? value : kp_num_round(arena, value, scheme->decimals, scheme->rounding);
}

int kp_mark_decimals(const kp_scheme *scheme, int32_t indicator) {
    const kp_indicator *node = &scheme->indicators[indicator];
    return kp_is_value_leaf(node) || node->decimals >= 0 ? node->decimals : scheme->decimals;
}

int kp_step_decimals(const kp_scheme *scheme, int32_t indicator) {
    int decimals = kp_mark_decimals(scheme, indicator);
    return decimals > scheme->decimals ? decimals : scheme->decimals;
}

kp_num kp_mark_printed(kp_arena *arena, const kp_scheme *scheme, int32_t indicator, kp_num value) {
    int decimals = kp_mark_decimals(scheme, indicator);
    return decimals < 0 ? value : kp_num_round(arena, value, decimals, scheme->rounding);
}

kp_num kp_decided_mark(kp_arena *arena, const kp_scheme *scheme, int32_t indicator, kp_num value) {
    return scheme->decide_on == KP_DECIDE_ON_FULL ? value : kp_mark_printed(arena, scheme, indicator, value);
}

const char *kp_decided_mark_words(kp_arena *arena, const kp_scheme *scheme, int32_t indicator, kp_num value) {
    return kp_mark_decimals(scheme, indicator) < 0 || scheme->decide_on == KP_DECIDE_ON_FULL ? kp_full_value_words(arena, value)
                                                                                             : kp_mark_print(arena, scheme, indicator, value);
}

const char *kp_full_value_words(kp_arena *arena, kp_num value) {
    const char *exact = kp_num_exact(arena, value);
    if (kp_shows_exactly(arena, value) && strlen(exact) <= 30)
        return exact;
    kp_num six = kp_num_round(arena, value, 6, KP_HALF_UP); /* nobody reads more, unless what is looked for lies behind them */
    return kp_format(arena, "≈%s", kp_num_print(arena, value, kp_num_equal(six, kp_num_round(arena, value, 4, KP_HALF_UP)) ? 12 : 6, KP_HALF_UP));
}

static const kp_leaf_check no_value = {.lower.value = {0, 1}, .upper.value = {0, 1}, .held.value = {0, 1}, .missing.value = {0, 1}};

/* ---- one unit ---- */

/* `known`: the reason for which the unit cannot be ranked where that is known already; -1: none. */
static void score_unit(score_run *run, mark_run *marks, const int32_t *order, int32_t unit, int32_t known) {
    const kp_evidence *evidence = run->evidence;
    const kp_unit *who = &evidence->units.items[unit];
    kp_unit_result *result = &run->card->units[unit];
    *result = (kp_unit_result){.reason = -1,
                               .quota_rival = -1,
                               .total = KP_ZERO,
                               .printed = KP_ZERO,
                               .decided = KP_ZERO,
                               .band = -1,
                               .band_by_score = -1,
                               .band_before_quota = -1,
                               .band_other = -1,
                               .past_score = {false, KP_ZERO}};
    size_t nodes = run->scheme->indicator_count;
    marks->unit = unit;
    marks->marks = run->card->marks + (size_t)unit * nodes;
    marks->values = run->card->values + (size_t)unit * run->card->value_count;
    marks->value_of = run->card->value_of;
    marks->reason = -1;
    bool unscored = who->excluded || who->problem >= 0;
    for (size_t i = 0; i < nodes && (unscored || marks->checks); i++)
        marks->marks[i] = (kp_mark){.value = KP_ZERO, .reachable = KP_ZERO, .state = KP_MARK_NOT_SCORED};
    if (unscored) {
        result->reason = who->excluded ? (int32_t)KP_R_EXCLUDED : who->problem;
        if (who->excluded)
            kp_problems_add(run->problems, KP_R_EXCLUDED, kp_unit_place(evidence, unit), unit, kp_verbatim(run->problems->arena, who->name),
                            kp_verbatim(run->problems->arena, who->exclusion), NULL);
        return;
    }
    for (size_t i = 0; i < nodes; i++)
        kp_mark_compute(marks, order[i], &marks->marks[order[i]]);
    result->reason = known >= 0 ? known : marks->reason;
    if (marks->marks[0].state == KP_MARK_SCORED) {
        result->scored = true;
        result->ranked = result->reason < 0;
        result->total = marks->marks[0].value;
        result->printed = kp_num_round(run->arena, result->total, run->scheme->decimals, run->scheme->rounding);
        result->decided = run->scheme->decide_on == KP_DECIDE_ON_FULL ? result->total : result->printed;
    } else if (marks->marks[0].state == KP_MARK_NOT_APPLICABLE && !kp_scheme_is_calculation(run->scheme)) {
        if (result->reason < 0)
            result->reason = KP_R_NOTHING_APPLICABLE;
        if (result->reason == KP_R_NOTHING_APPLICABLE) /* of the others somebody has told */
            kp_problems_add(run->problems, KP_R_NOTHING_APPLICABLE, kp_unit_place(evidence, unit), unit, kp_verbatim(run->problems->arena, who->name),
                            NULL, NULL);
    }
    run->card->scored_count += result->scored;
    run->card->ranked_count += result->ranked;
}

/* ---- all ---- */

/* Room for what ranges and tests say. */
static void make_values(kp_arena *arena, kp_scorecard *card) {
    size_t nodes = card->scheme->indicator_count, units = card->evidence->units.count;
    card->value_of = KP_NEW_ARRAY(arena, int32_t, nodes);
    for (size_t i = 0; i < nodes; i++) {
        kp_method_id method = card->scheme->indicators[i].method;
        card->value_of[i] = method == KP_METHOD_RANGE || method == KP_METHOD_TEST ? (int32_t)card->value_count++ : -1;
    }
    card->values = KP_NEW_ARRAY(arena, kp_leaf_check, units * card->value_count);
    for (size_t i = 0; i < units * card->value_count; i++)
        card->values[i] = no_value;
}

static void read_ties(score_run *run) {
    tie_key *keys = KP_NEW_ARRAY(run->arena, tie_key, run->scheme->tie_break.count);
    for (size_t i = 0; i < run->scheme->tie_break.count; i++) {
        const char *name = run->scheme->tie_break.items[i].name;
        bool low = *name == '-';
        int32_t indicator = kp_scheme_find_indicator(run->scheme, low ? name + 1 : name);
        if (indicator >= 0) /* the scheme is checked: only one made by hand can name what is not there */
            keys[run->tie_count++] = (tie_key){indicator, low};
    }
    run->ties = keys;
}

kp_scorecard *kp_score(kp_arena *arena, const kp_scheme *scheme, const kp_evidence *evidence, const kp_history *history, kp_problems *problems) {
    return kp_score_again(arena, scheme, evidence, history, problems, NULL, NULL);
}

kp_scorecard *kp_score_again(kp_arena *arena, const kp_scheme *scheme, const kp_evidence *evidence, const kp_history *history, kp_problems *problems,
                             const struct kp_reweighing *again, const kp_scorecard *before) {
    assert(evidence->finished && evidence->scheme == scheme);
    size_t units = evidence->units.count;
    kp_scorecard *card = KP_NEW(arena, kp_scorecard);
    card->scheme = scheme;
    card->evidence = evidence;
    card->history = history;
    card->problems = problems;
    if (units > SIZE_MAX / scheme->indicator_count)
        kp_arena_exhausted(arena);
    card->marks = KP_NEW_ARRAY(arena, kp_mark, units * scheme->indicator_count);
    make_values(arena, card);
    if (before && card->value_count) /* what ranges and tests say has no weight in it */
        memcpy(card->values, before->values, units * card->value_count * sizeof *card->values);
    card->units = KP_NEW_ARRAY(arena, kp_unit_result, units);
    score_run run = {.arena = arena, .card = card, .scheme = scheme, .evidence = evidence, .problems = problems};
    read_ties(&run);
    mark_run marks = kp_mark_run(arena, evidence, false, problems);
    marks.again = again;
    const int32_t *order = kp_mark_order(arena, scheme);
    for (size_t unit = 0; unit < units; unit++)
        score_unit(&run, &marks, order, (int32_t)unit, before ? before->units[unit].reason : -1);
    kp_rank_units(&run);
    kp_grade_units(&run);
    kp_order_units(&run);
    kp_rank_rises(&run);
    kp_list_units(&run);
    kp_count_targets(&run);
    kp_combine_units(&run);
    return card;
}

/* ---- figures ---- */

const kp_mark *kp_scorecard_mark(const kp_scorecard *card, int32_t unit, int32_t indicator) {
    return &card->marks[(size_t)unit * card->scheme->indicator_count + (size_t)indicator];
}

const kp_leaf_check *kp_scorecard_check(const kp_scorecard *card, int32_t unit, int32_t indicator) {
    int32_t at = card->value_of ? card->value_of[indicator] : -1; /* a scorer's card keeps none */
    return at < 0 ? &no_value : &card->values[(size_t)unit * card->value_count + (size_t)at];
}

const char *kp_mark_print(kp_arena *arena, const kp_scheme *scheme, int32_t indicator, kp_num value) {
    int decimals = kp_mark_decimals(scheme, indicator);
    return decimals < 0 ? kp_number_words(arena, value, KP_MAX_DECIMALS) : kp_num_print(arena, value, decimals, scheme->rounding);
}

const char *kp_mark_text(kp_arena *arena, const kp_scorecard *card, int32_t unit, int32_t indicator) {
    const kp_mark *mark = kp_scorecard_mark(card, unit, indicator);
    if (mark->state != KP_MARK_SCORED)
        return mark->state == KP_MARK_NOT_APPLICABLE ? "—" : "";
    return kp_mark_print(arena, card->scheme, indicator, mark->value);
}

const char *kp_total_text(kp_arena *arena, const kp_scorecard *card, int32_t unit) {
    const kp_unit_result *result = &card->units[unit];
    return result->scored ? kp_num_print(arena, result->printed, card->scheme->decimals, card->scheme->rounding) : "";
}

const kp_checked *kp_score_checked(kp_arena *arena, const kp_scorecard *card, int32_t indicator) {
    const kp_indicator *node = &card->scheme->indicators[indicator];
    kp_checked *pairs = KP_NEW_ARRAY(arena, kp_checked, card->evidence->units.count);
    mark_run run = kp_mark_run(arena, card->evidence, false, NULL);
    for (size_t unit = 0; unit < card->evidence->units.count; unit++) {
        const kp_mark *made = kp_scorecard_mark(card, (int32_t)unit, indicator), *other = kp_scorecard_mark(card, (int32_t)unit, node->check_against);
        kp_mark mark;
        if (made->state != KP_MARK_SCORED || other->state != KP_MARK_SCORED || ((made->flags | other->flags) & KP_FLAG_BY_GAP_RULE))
            continue;
        run.unit = (int32_t)unit;
        run.marks = card->marks + unit * card->scheme->indicator_count;
        kp_num before = kp_mark_before_check(&run, indicator, &mark).num;
        if (kp_num_sign(mark.reachable) <= 0 || kp_num_sign(other->reachable) <= 0)
            continue;
        pairs[unit] = (kp_checked){true, kp_num_div(arena, kp_num_mul(arena, before, node->full), mark.reachable),
                                   kp_num_div(arena, kp_num_mul(arena, other->value, node->full), other->reachable)};
    }
    return pairs;
}

kp_val kp_score_trace(kp_arena *arena, const kp_scorecard *card, int32_t unit, int32_t indicator) {
    const kp_mark *made = kp_scorecard_mark(card, unit, indicator);
    if (made->state != KP_MARK_SCORED)
        return (kp_val){KP_ZERO, NULL};
    mark_run run = kp_mark_run(arena, card->evidence, true, NULL);
    run.unit = unit;
    run.marks = card->marks + (size_t)unit * card->scheme->indicator_count;
    kp_mark mark;
    kp_val value = kp_mark_compute(&run, indicator, &mark);
    assert(kp_num_equal(value.num, made->value));
    return value;
}
