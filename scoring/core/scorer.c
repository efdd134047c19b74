/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * scorer.c - one unit after another from plain arrays: evidence of a single unit is laid out once, and its inputs are overwritten for each. So checks, methods and the
 * tree are the very functions of kp_score().
 */
#include "kaoping/scorer.h"
#include "fields_private.h"
#include "num_private.h"
#include "score_private.h"

#include <string.h>

struct scorer_state {
    kp_evidence *evidence; /* of one unit */
    mark_run run;
    int32_t *order; /* the nodes that are needed, as they are computed */
    size_t order_count;
    kp_input **cells; /* where each input goes; NULL: not needed */
    int32_t *leaves;  /* needed, with slots */
    size_t leaf_count;
    /* linear: mark = (constant + Σ factors[i] · millionths[i]) / divisor, within least[i] .. most[i] */
    int64_t *factors, *least, *most;
    kp_wide constant;
    uint64_t divisor;
};

/* What laying out needs. */
typedef struct layout {
    kp_arena *arena;
    kp_scorer *scorer;
    struct scorer_state *state;
    kp_evidence *evidence;
    uint8_t *given;   /* of each node: KP_GIVEN_HERE … */
    bool *needed;     /* of each node */
    int32_t *mark_of; /* of each node: the input that is its mark, or -1 */
    int32_t *slot_of; /* of each slot of the unit: the input, or -1 */
    struct {
        kp_scorer_input *items;
        size_t count, capacity;
    } missing;
} layout;

static int32_t *none_of(kp_arena *arena, size_t count) {
    int32_t *all = KP_NEW_ARRAY(arena, int32_t, count);
    for (size_t i = 0; i < count; i++)
        all[i] = -1;
    return all;
}

/* ---- who speaks of what ---- */

static bool enter_input(layout *l, size_t input, size_t clash[2]) {
    const kp_scorer_input *in = &l->scorer->inputs[input];
    int32_t *place = in->slot < 0 ? &l->mark_of[in->indicator] : &l->slot_of[l->evidence->slot_offset[in->indicator] + (size_t)in->slot];
    if (*place >= 0) {
        clash[0] = (size_t)*place;
        clash[1] = input;
        return false;
    }
    *place = (int32_t)input;
    return true;
}

/* The first input that stands at or above `node` as a mark; -1: none. */
static int32_t mark_above(const layout *l, int32_t node) {
    for (; node >= 0; node = l->scorer->scheme->indicators[node].parent)
        if (l->mark_of[node] >= 0)
            return l->mark_of[node];
    return -1;
}

static bool enter_inputs(layout *l, size_t clash[2]) {
    const kp_scorer *scorer = l->scorer;
    for (size_t i = 0; i < scorer->input_count; i++)
        if (!enter_input(l, i, clash))
            return false;
    for (size_t i = 0; i < scorer->input_count; i++) {
        int32_t node = scorer->inputs[i].indicator,
                above = mark_above(l, scorer->inputs[i].slot < 0 ? scorer->scheme->indicators[node].parent : node);
        if (above >= 0) {
            clash[0] = (size_t)above;
            clash[1] = i;
            return false;
        }
    }
    return true;
}

/* ---- what is needed ---- */

static void need(layout *l, int32_t node) {
    if (l->needed[node])
        return;
    l->needed[node] = true;
    const kp_indicator *indicator = &l->scorer->scheme->indicators[node];
    for (int32_t child = node + 1; child < indicator->end && l->mark_of[node] < 0; child = l->scorer->scheme->indicators[child].end)
        need(l, child);
    if (indicator->check_against >= 0)
        need(l, indicator->check_against);
    for (size_t i = 0; i < indicator->look_count && l->mark_of[node] < 0; i++)
        need(l, indicator->looks[i].indicator);
}

static void miss(layout *l, int32_t indicator, int32_t slot) { KP_PUSH(l->arena, &l->missing, (kp_scorer_input){indicator, slot}); }

/* A leaf of which nothing is entered has no mark; it is laid out as one whose mark is given and missing. */
static void look_at_leaf(layout *l, int32_t leaf) {
    size_t count, entered = 0, lacking = 0;
    const kp_slot *slots = kp_evidence_slots(l->evidence, leaf, &count);
    const int32_t *inputs = l->slot_of + l->evidence->slot_offset[leaf];
    for (size_t i = 0; i < count; i++) {
        entered += inputs[i] >= 0;
        lacking += inputs[i] < 0 && !slots[i].optional;
    }
    bool worked_out = count == 0 && kp_method_sheet(&l->scorer->scheme->indicators[leaf]) == KP_SHEET_NONE;
    if ((entered || worked_out) && !kp_leaf_needs_all(&l->scorer->scheme->indicators[leaf])) {
        l->state->leaves[l->state->leaf_count++] = leaf;
        for (size_t i = 0; i < count && lacking; i++)
            if (inputs[i] < 0 && !slots[i].optional)
                miss(l, leaf, (int32_t)i);
    } else if (!kp_is_bonus(&l->scorer->scheme->indicators[leaf])) {
        miss(l, leaf, KP_SCORER_MARK);
        l->given[leaf] = KP_GIVEN_HERE;
    }
}

static void look_at_nodes(layout *l) {
    const kp_scheme *scheme = l->scorer->scheme;
    need(l, l->scorer->node);
    for (size_t i = 0; i < scheme->indicator_count; i++) {
        if (l->mark_of[i] >= 0) {
            memset(l->given + i, KP_GIVEN_ABOVE, (size_t)scheme->indicators[i].end - i);
            l->given[i] = KP_GIVEN_HERE;
        } else if (l->needed[i] && l->given[i] == KP_GIVEN_ABOVE) {
            miss(l, (int32_t)i, KP_SCORER_MARK); /* it is asked for, or checked against, and lies below a mark that is given */
        } else if (l->needed[i] && scheme->indicators[i].method != KP_METHOD_NONE) {
            look_at_leaf(l, (int32_t)i);
        }
    }
    l->scorer->missing = l->missing.items;
    l->scorer->missing_count = l->missing.count;
}

/* ---- the unit's evidence ---- */

static void lay_out_evidence(layout *l) {
    kp_evidence *evidence = l->evidence;
    size_t nodes = l->scorer->scheme->indicator_count;
    for (size_t i = 0; i < nodes; i++)
        if (l->given[i] == KP_GIVEN_HERE)
            KP_PUSH(l->arena, &evidence->given, (kp_given_mark){.indicator = (int32_t)i, .mark.value = KP_ZERO});
    size_t *nothing = KP_NEW_ARRAY(l->arena, size_t, 2), *given = KP_NEW_ARRAY(l->arena, size_t, 2);
    given[1] = evidence->given.count;
    evidence->first_panel = evidence->first_finding = evidence->first_veto = evidence->first_gap = evidence->first_survey =
        evidence->first_site_check = nothing;
    evidence->first_given = given;
    evidence->gap_of = kp_alloc_array(l->arena, nodes, 1);
    evidence->given_of = evidence->given.count ? l->given : NULL;
    evidence->finished = true;
}

static void lay_out_inputs(layout *l) {
    kp_scorer *scorer = l->scorer;
    kp_slot *slots = KP_NEW_ARRAY(l->arena, kp_slot, scorer->input_count);
    bool *needed = KP_NEW_ARRAY(l->arena, bool, scorer->input_count);
    for (size_t i = 0; i < scorer->input_count; i++) {
        const kp_scorer_input *in = &scorer->inputs[i];
        size_t count;
        needed[i] = l->needed[in->indicator];
        if (in->slot >= 0) {
            slots[i] = kp_evidence_slots(l->evidence, in->indicator, &count)[in->slot];
            l->state->cells[i] = kp_evidence_input(l->evidence, 0, in->indicator, (size_t)in->slot);
        } else {
            slots[i] = kp_given_slot(l->arena, scorer->scheme, in->indicator);
            l->state->cells[i] = &l->evidence->given.items[kp_given_marks_of(l->evidence, 0, in->indicator).from].mark;
        }
        if (!needed[i])
            l->state->cells[i] = NULL;
    }
    scorer->slots = slots;
    scorer->needed = needed;
}

/* ---- one unit ---- */

static void compute(kp_scorer *scorer, kp_arena *arena, bool bounded) {
    struct scorer_state *state = scorer->state;
    mark_run *run = &state->run;
    run->calc.arena = arena;
    run->reason = -1;
    for (size_t i = 0; i < state->order_count && run->checks; i++)
        run->marks[state->order[i]].state = KP_MARK_NOT_SCORED; /* it may be looked at before it is made */
    for (size_t i = 0; i < state->order_count; i++) {
        int32_t node = state->order[i];
        if (node || bounded)
            kp_mark_compute(run, node, &run->marks[node]);
        else
            run->marks[0].value = kp_mark_before_check(run, 0, &run->marks[0]).num;
        kp_seen_note(state->evidence, node, &run->marks[node]);
    }
}

/* What is wrong with the marks given and with the leaves; whatever is, leaves its mark out. */
static void check_unit(kp_scorer *scorer, kp_problems *problems, kp_scorer_result *result) {
    struct scorer_state *state = scorer->state;
    for (size_t i = 0; i < scorer->input_count; i++) {
        if (!state->cells[i] || scorer->inputs[i].slot >= 0)
            continue;
        if (kp_evidence_check_mark(state->evidence, 0, scorer->inputs[i].indicator, state->cells[i], &scorer->slots[i], problems))
            continue;
        state->cells[i]->state = KP_INPUT_DOUBTFUL;
        if (result->indicator < 0)
            result->indicator = scorer->inputs[i].indicator;
    }
    for (size_t i = 0; i < state->leaf_count; i++) {
        int32_t leaf = state->leaves[i];
        size_t before = problems->errors;
        kp_evidence_check_inputs(state->evidence, 0, leaf, NULL, problems);
        if (problems->errors == before)
            continue;
        for (size_t input = 0; input < scorer->input_count; input++) /* a slot that nobody enters must stay as it is for the next unit */
            if (state->cells[input] && scorer->inputs[input].indicator == leaf)
                state->cells[input]->state = KP_INPUT_DOUBTFUL;
        if (result->indicator < 0)
            result->indicator = leaf;
    }
}

void kp_scorer_score(kp_scorer *scorer, kp_arena *arena, const kp_input inputs[], kp_scorer_result *result) {
    struct scorer_state *state = scorer->state;
    kp_problems problems = {.arena = arena};
    *result = (kp_scorer_result){.marks = state->run.marks, .indicator = -1};
    for (size_t i = 0; i < scorer->input_count; i++)
        if (state->cells[i])
            *state->cells[i] = inputs[i];
    check_unit(scorer, &problems, result);
    for (size_t i = 0; i < problems.count && !result->problem; i++)
        if (kp_problem_severity(problems.items[i].code) == KP_ERROR)
            result->problem = &problems.items[i];
    compute(scorer, arena, true);
    result->reason = state->run.reason;
}

const char *kp_scorer_explain(const kp_scorer *scorer, kp_arena *arena, int32_t indicator, kp_lang lang) {
    const kp_mark *total = &scorer->state->run.marks[0];
    kp_unit_result unit = {.reason = -1,
                           .scored = total->state == KP_MARK_SCORED,
                           .total = total->value,
                           .printed = kp_num_round(arena, total->value, scorer->scheme->decimals, scorer->scheme->rounding),
                           .band = -1};
    kp_scorecard card = {.scheme = scorer->scheme, .evidence = scorer->state->evidence, .marks = scorer->state->run.marks, .units = &unit};
    return kp_explain(arena, &card, 0, indicator, lang);
}

/* ---- sums ---- */

#define LARGEST_FACTOR (INT64_C(1) << 40) /* so that no sum of MOST_INPUTS products leaves 128 bits */
#define LARGEST_NUMBER INT64_C(1000000000000000)
#define MOST_INPUTS    1000

static bool is_sum(const kp_scorer *scorer) {
    const struct scorer_state *state = scorer->state;
    const kp_scheme *scheme = scorer->scheme;
    bool sum = scheme->round_at == KP_ROUND_AT_END && scorer->missing_count == 0 && scorer->input_count <= MOST_INPUTS;
    for (size_t i = 0; i < state->order_count && sum; i++)
        sum = scheme->indicators[state->order[i]].check_against < 0;
    for (size_t i = 0; i < state->leaf_count && sum; i++)
        sum = scheme->indicators[state->leaves[i]].method == KP_METHOD_DIRECT;
    return sum;
}

/* The mark where input `one` is 1 and all others are 0 (or all, with -1), before it is bounded. */
static bool probe(kp_scorer *scorer, kp_arena *arena, size_t one, kp_num *mark) {
    struct scorer_state *state = scorer->state;
    for (size_t i = 0; i < scorer->input_count; i++)
        if (state->cells[i])
            *state->cells[i] = (kp_input){.value = i == one ? KP_ONE : KP_ZERO, .state = KP_INPUT_GIVEN};
    compute(scorer, arena, false);
    *mark = state->run.marks[scorer->node].value;
    return state->run.marks[scorer->node].state == KP_MARK_SCORED && !kp_num_is_big(*mark);
}

/* value · scale as a whole number of moderate size. */
static bool whole_multiple(kp_arena *arena, kp_num value, uint64_t scale, int64_t largest, int64_t *out) {
    kp_num product = kp_num_mul(arena, value, kp_num_int((int64_t)scale));
    return kp_num_to_int64(product, out) && *out >= -largest && *out <= largest;
}

static int64_t bound_in_millionths(kp_arena *arena, kp_num bound, bool upper) {
    int64_t units;
    kp_num millionths = kp_num_mul(arena, bound, kp_num_int(KP_SCORER_UNIT));
    millionths = upper ? kp_num_floor(arena, millionths) : kp_num_ceil(arena, millionths);
    if (!kp_num_to_int64(millionths, &units) || units > LARGEST_NUMBER || units < -LARGEST_NUMBER)
        return kp_num_sign(bound) < 0 ? -LARGEST_NUMBER : LARGEST_NUMBER;
    return units;
}

static bool find_factors(kp_scorer *scorer, kp_arena *arena) {
    struct scorer_state *state = scorer->state;
    size_t count = scorer->input_count;
    kp_num nothing, *factors = KP_NEW_ARRAY(arena, kp_num, count);
    if (!probe(scorer, arena, SIZE_MAX, &nothing))
        return false;
    uint64_t divisor = (uint64_t)nothing.den;
    for (size_t i = 0; i < count; i++) {
        factors[i] = KP_ZERO;
        if (!state->cells[i])
            continue;
        if (!probe(scorer, arena, i, &factors[i]))
            return false;
        factors[i] = kp_num_sub(arena, factors[i], nothing);
        if (kp_num_is_big(factors[i]))
            return false;
        divisor = divisor / kp_gcd(divisor, (uint64_t)factors[i].den) * (uint64_t)factors[i].den;
        if (factors[i].den > LARGEST_FACTOR || divisor > (uint64_t)LARGEST_FACTOR)
            return false;
    }
    int64_t constant;
    if (!whole_multiple(arena, nothing, divisor, LARGEST_FACTOR, &constant))
        return false;
    state->constant = (kp_wide)constant * KP_SCORER_UNIT;
    state->divisor = divisor * KP_SCORER_UNIT;
    for (size_t i = 0; i < count; i++)
        if (!whole_multiple(arena, factors[i], divisor, LARGEST_FACTOR, &state->factors[i]))
            return false;
    return true;
}

static void prepare_sum(kp_scorer *scorer, kp_arena *arena) {
    struct scorer_state *state = scorer->state;
    size_t count = scorer->input_count;
    state->factors = KP_NEW_ARRAY(arena, int64_t, count);
    state->least = KP_NEW_ARRAY(arena, int64_t, count);
    state->most = KP_NEW_ARRAY(arena, int64_t, count);
    for (size_t i = 0; i < count; i++) {
        state->least[i] = scorer->needed[i] ? bound_in_millionths(arena, scorer->slots[i].minimum, false) : INT64_MIN;
        state->most[i] = scorer->needed[i] ? bound_in_millionths(arena, scorer->slots[i].maximum.value, true) : INT64_MAX;
    }
    scorer->linear = is_sum(scorer) && find_factors(scorer, arena);
}

bool kp_scorer_sum(const kp_scorer *scorer, kp_arena *arena, const int64_t millionths[], kp_num *mark) {
    const struct scorer_state *state = scorer->state;
    kp_wide sum = state->constant;
    bool within = true;
    for (size_t i = 0; i < scorer->input_count; i++) {
        within &= (millionths[i] >= state->least[i]) & (millionths[i] <= state->most[i]);
        sum += (kp_wide)state->factors[i] * millionths[i];
    }
    if (!within)
        return false;
    *mark = kp_num_reduce(arena, sum, state->divisor);
    if (scorer->node == 0) {
        mark_run run = state->run;
        run.calc.arena = arena;
        *mark = kp_mark_keep_within(&run, (kp_val){*mark, NULL}).num;
    }
    return true;
}

/* ---- all ---- */

kp_scorer *kp_scorer_new(kp_arena *arena, const kp_scheme *scheme, const kp_scorer_input inputs[], size_t count, int32_t node, size_t clash[2]) {
    size_t nodes = scheme->indicator_count;
    kp_scorer *scorer = KP_NEW(arena, kp_scorer);
    struct scorer_state *state = KP_NEW(arena, struct scorer_state);
    kp_scorer_input *copy = KP_NEW_ARRAY(arena, kp_scorer_input, count);
    for (size_t i = 0; i < count; i++)
        copy[i] = inputs[i];
    *scorer = (kp_scorer){.scheme = scheme, .node = node, .inputs = copy, .input_count = count, .state = state};
    state->evidence = kp_evidence_new(arena, scheme);
    kp_evidence_add_unit(state->evidence, "", "", NULL, (kp_origin){0});
    layout l = {.arena = arena,
                .scorer = scorer,
                .state = state,
                .evidence = state->evidence,
                .given = KP_NEW_ARRAY(arena, uint8_t, nodes),
                .needed = KP_NEW_ARRAY(arena, bool, nodes),
                .mark_of = none_of(arena, nodes),
                .slot_of = none_of(arena, state->evidence->slots_per_unit)};
    if (!enter_inputs(&l, clash))
        return NULL;
    state->leaves = KP_NEW_ARRAY(arena, int32_t, nodes);
    state->cells = KP_NEW_ARRAY(arena, kp_input *, count);
    look_at_nodes(&l);
    lay_out_evidence(&l);
    lay_out_inputs(&l);
    kp_evidence_prepare_fields(state->evidence, true);
    state->run = kp_mark_run(arena, state->evidence, false, NULL);
    state->run.marks = KP_NEW_ARRAY(arena, kp_mark, nodes);
    state->order = KP_NEW_ARRAY(arena, int32_t, nodes);
    const int32_t *order = kp_mark_order(arena, scheme);
    for (size_t i = 0; i < nodes; i++) {
        state->run.marks[i] = (kp_mark){.value = KP_ZERO, .reachable = KP_ZERO, .state = KP_MARK_NOT_SCORED};
        if (l.needed[order[i]])
            state->order[state->order_count++] = order[i];
    }
    prepare_sum(scorer, arena);
    return scorer;
}
