/* SPDX-License-Identifier: GPL-3.0-or-later */
/* method_ballot.c - a vote of those entitled on grades (民主评议): quorum, counts that must agree, the grade with most votes. */
#include "method_private.h"

enum { ENTITLED, PRESENT, ISSUED, RETURNED, VALID, INVALID, FIRST_VOTE };

/* Heads are counted where a quorum is ruled; how many ballots were valid and invalid follows from the votes where it is not typed. */
const kp_slot *kp_ballot_slots(kp_arena *arena, const kp_indicator *leaf, size_t *count) {
    static const struct {
        const char *key, *label;
    } heads[FIRST_VOTE] = {
        [ENTITLED] = {"entitled", "应到 | entitled"}, [PRESENT] = {"present", "实到 | present"}, [ISSUED] = {"issued", "发出 | issued"},
        [RETURNED] = {"returned", "收回 | returned"}, [VALID] = {"valid", "有效 | valid"},       [INVALID] = {"invalid", "无效 | invalid"}};
    bool quorum = kp_num_sign(leaf->quorum) > 0;
    *count = FIRST_VOTE + leaf->options.count;
    kp_slot *slots = KP_NEW_ARRAY(arena, kp_slot, *count);
    for (size_t i = 0; i < *count; i++) {
        slots[i] = (kp_slot){.kind = KP_SLOT_COUNT, .minimum = KP_ZERO, .maximum.value = KP_ZERO};
        if (i < FIRST_VOTE) {
            slots[i].key = heads[i].key;
            slots[i].label = heads[i].label;
            slots[i].optional = i == VALID || i == INVALID || ((i == ENTITLED || i == PRESENT) && !quorum);
        } else {
            slots[i].key = kp_format(arena, "votes.%zu", i - FIRST_VOTE + 1);
            slots[i].label = leaf->options.items[i - FIRST_VOTE].name;
        }
    }
    return slots;
}

static kp_num count_votes(kp_arena *arena, const kp_input *inputs, size_t options) {
    kp_num votes = KP_ZERO;
    for (size_t i = 0; i < options; i++)
        votes = kp_num_add(arena, votes, inputs[FIRST_VOTE + i].value);
    return votes;
}

/* The option with the most votes; *tie where another has as many. Options stand best first. */
static size_t winning_option(const kp_indicator *leaf, const kp_input *inputs, bool *tie) {
    size_t winner = 0;
    *tie = false;
    for (size_t i = 1; i < leaf->options.count; i++) {
        int order = kp_num_compare(inputs[FIRST_VOTE + i].value, inputs[FIRST_VOTE + winner].value);
        *tie = order == 0 || (*tie && order < 0);
        if (order > 0 || (order == 0 && leaf->ballot_tie == KP_TIE_LOWER))
            winner = i;
    }
    return winner;
}

/* Ballots are given out to those present: there are no more of them at any stage. Told of the first stage with too many. */
static void check_present(const kp_evidence *evidence, int32_t unit, int32_t indicator, kp_problems *problems) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    const kp_input *in = kp_evidence_inputs(evidence, unit, indicator);
    size_t count;
    const kp_slot *slots = kp_evidence_slots(evidence, indicator, &count);
    for (int stage = ISSUED; stage <= VALID && in[PRESENT].state == KP_INPUT_GIVEN; stage++) {
        if (in[stage].state != KP_INPUT_GIVEN || kp_num_compare(in[stage].value, in[PRESENT].value) <= 0)
            continue;
        kp_arena *arena = problems->arena;
        kp_problems_add(problems, KP_D_ABOVE_PRESENT, kp_evidence_place(evidence, in[stage].origin), unit, kp_num_exact(arena, in[stage].value),
                        kp_num_exact(arena, in[PRESENT].value), kp_leaf_name(arena, leaf, slots[stage].label));
        return;
    }
}

void kp_ballot_check(const kp_evidence *evidence, int32_t unit, int32_t indicator, kp_problems *problems) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    const kp_input *in = kp_evidence_inputs(evidence, unit, indicator);
    kp_arena *arena = problems->arena;
    kp_num votes = count_votes(arena, in, leaf->options.count);
    bool has_valid = in[VALID].state == KP_INPUT_GIVEN, has_invalid = in[INVALID].state == KP_INPUT_GIVEN;
    size_t before = problems->errors;
    if (in[ENTITLED].state == KP_INPUT_GIVEN && in[PRESENT].state == KP_INPUT_GIVEN && kp_num_compare(in[PRESENT].value, in[ENTITLED].value) > 0)
        kp_add_numbers_problem(evidence, unit, indicator, KP_D_PRESENT_ABOVE_ENTITLED, in[PRESENT].origin, in[PRESENT].value, in[ENTITLED].value,
                               problems);
    check_present(evidence, unit, indicator, problems);
    if (kp_num_compare(in[RETURNED].value, in[ISSUED].value) > 0)
        kp_add_numbers_problem(evidence, unit, indicator, KP_D_RETURNED_ABOVE_ISSUED, in[RETURNED].origin, in[RETURNED].value, in[ISSUED].value,
                               problems);
    if (has_valid && !kp_num_equal(votes, in[VALID].value))
        kp_add_numbers_problem(evidence, unit, indicator, KP_D_VOTES_DISAGREE, in[VALID].origin, votes, in[VALID].value, problems);
    kp_num ballots = has_invalid ? kp_num_add(arena, votes, in[INVALID].value) : votes;
    int order = kp_num_compare(ballots, in[RETURNED].value);
    if (order > 0 || (order < 0 && has_invalid))
        kp_add_numbers_problem(evidence, unit, indicator, KP_D_BALLOTS_DISAGREE, in[RETURNED].origin, ballots, in[RETURNED].value, problems);
    bool tie = false;
    if (leaf->options.count == 0 || kp_num_is_zero(votes)) {
        kp_problems_add(problems, KP_D_NO_VOTES, kp_evidence_place(evidence, in[RETURNED].origin), unit, leaf->title, NULL, NULL);
    } else if (problems->errors == before) {
        size_t winner = winning_option(leaf, in, &tie);
        if (tie)
            kp_problems_add(problems, KP_D_BALLOT_TIE, kp_evidence_place(evidence, in[FIRST_VOTE + winner].origin), unit, leaf->title,
                            leaf->options.items[winner].name, NULL);
    }
}

static kp_val mean_value(kp_calc *calc, const kp_indicator *leaf, const kp_input *inputs) {
    size_t options = leaf->options.count;
    kp_val usual_votes[KP_USUAL_TERMS], *votes = kp_terms(calc, usual_votes, options);
    kp_val usual_worth[KP_USUAL_TERMS], *worth = kp_terms(calc, usual_worth, options);
    for (size_t i = 0; i < options; i++) {
        const kp_input *input = &inputs[FIRST_VOTE + i];
        votes[i] = kp_calc_input(calc, leaf->options.items[i].name, input->value, input->origin);
        worth[i] = kp_calc_mul(calc, votes[i], kp_calc_rule(calc, NULL, leaf->options.items[i].value));
    }
    return kp_calc_div(calc, kp_calc_sum(calc, worth, options), kp_calc_sum(calc, votes, options));
}

kp_outcome kp_ballot_evaluate(kp_calc *calc, const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    const kp_input *inputs = kp_evidence_inputs(evidence, unit, indicator);
    size_t count;
    const kp_slot *slots = kp_evidence_slots(evidence, indicator, &count);
    kp_mark_state state = kp_inputs_state(inputs, slots, count);
    if (state != KP_MARK_SCORED)
        return kp_outcome_of(state, (kp_val){KP_ZERO, NULL});
    kp_num largest = KP_ZERO;
    for (size_t i = 0; i < leaf->options.count; i++)
        largest = kp_num_max(largest, leaf->options.items[i].value);
    if (kp_num_is_zero(count_votes(calc->arena, inputs, leaf->options.count)))
        return kp_outcome_not_scored();
    bool tie;
    size_t winner = winning_option(leaf, inputs, &tie);
    kp_val value = leaf->ballot_score == KP_BALLOT_VOTES ? mean_value(calc, leaf, inputs)
                                                         : kp_calc_rule(calc, leaf->options.items[winner].name, leaf->options.items[winner].value);
    kp_outcome outcome = kp_outcome_scored(kp_calc_rule(calc, NULL, KP_ZERO));
    if (kp_num_sign(largest) > 0)
        outcome.mark =
            kp_calc_div(calc, kp_calc_mul(calc, kp_full_marks(calc, leaf), value), kp_calc_rule(calc, "最高分值 | largest value", largest));
    outcome.grade = (int32_t)winner;
    bool quorum = kp_num_sign(leaf->quorum) > 0;
    if (quorum && kp_num_compare(inputs[PRESENT].value, kp_num_mul(calc->arena, leaf->quorum, inputs[ENTITLED].value)) < 0)
        outcome.reason = KP_R_NO_QUORUM;
    return outcome;
}
