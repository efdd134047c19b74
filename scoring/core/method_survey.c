/* SPDX-License-Identifier: GPL-3.0-or-later */
/* method_survey.c - satisfaction from counts of answers (满意度测评): degree = mean value of the answers, rate = share of the positive ones. */
#include "method_private.h"

#include <string.h>

/* ---- one question ---- */

typedef struct question {
    kp_mark_state state; /* not applicable: no answer, or said to be */
    bool unanswered;     /* counted, and nobody answered */
    kp_val degree, rate; /* 0..largest value; 0..100 */
    kp_num valid, unknown;
} question;

static kp_num count_of(const kp_input *input) { return input->state == KP_INPUT_GIVEN ? input->value : KP_ZERO; }

static kp_num largest_value(const kp_indicator *leaf) {
    kp_num largest = KP_ZERO;
    for (size_t i = 0; i < leaf->options.count; i++)
        largest = kp_num_max(largest, leaf->options.items[i].value);
    return largest;
}

static bool is_positive(const kp_indicator *leaf, size_t option) {
    for (size_t i = 0; i < leaf->positive.count; i++)
        if (strcmp(leaf->positive.items[i].name, leaf->options.items[option].name) == 0 ||
            kp_text_matches(leaf->options.items[option].name, leaf->positive.items[i].name))
            return true;
    return false;
}

static size_t count_state(const kp_indicator *leaf, const kp_survey_row *row, kp_input_state state) {
    size_t count = 0;
    for (size_t i = 0; i < leaf->options.count; i++)
        count += row->options[i].state == state;
    return count;
}

/* A question does not apply where none of its answers does; one dash among counts is a mistake (check_filled). */
static kp_mark_state row_state(const kp_indicator *leaf, const kp_survey_row *row) {
    if (count_state(leaf, row, KP_INPUT_NOT_APPLICABLE) == leaf->options.count)
        return KP_MARK_NOT_APPLICABLE;
    bool counted = count_state(leaf, row, KP_INPUT_GIVEN) == leaf->options.count && row->unknown.state != KP_INPUT_DOUBTFUL;
    return counted ? KP_MARK_SCORED : KP_MARK_NOT_SCORED;
}

static question read_question(kp_calc *calc, const kp_indicator *leaf, const kp_survey_row *row) {
    kp_arena *arena = calc->arena;
    question q = {.state = row_state(leaf, row), .valid = KP_ZERO, .unknown = count_of(&row->unknown)};
    if (q.state != KP_MARK_SCORED)
        return q;
    size_t options = leaf->options.count, positives = 0;
    bool counts_unknown = leaf->unknown != KP_UNKNOWN_EXCLUDE && !kp_num_is_zero(q.unknown);
    kp_val usual_counts[KP_USUAL_TERMS], *counts = kp_terms(calc, usual_counts, options + 1);
    kp_val usual_worth[KP_USUAL_TERMS], *worth = kp_terms(calc, usual_worth, options + 1);
    kp_val usual_positive[KP_USUAL_TERMS], *positive = kp_terms(calc, usual_positive, options + 1);
    for (size_t i = 0; i < options; i++) {
        const kp_pair *option = &leaf->options.items[i];
        counts[i] = kp_calc_input(calc, option->name, row->options[i].value, row->options[i].origin);
        worth[i] = kp_calc_mul(calc, counts[i], kp_calc_rule(calc, NULL, option->value));
        if (leaf->positive.count && is_positive(leaf, i))
            positive[positives++] = counts[i];
    }
    if (counts_unknown) {
        kp_num half = kp_num_div(arena, largest_value(leaf), kp_num_int(2));
        counts[options] = kp_calc_input(calc, "不了解 | don't know", q.unknown, row->unknown.origin);
        worth[options] = kp_calc_mul(calc, counts[options], kp_calc_rule(calc, NULL, leaf->unknown == KP_UNKNOWN_NEUTRAL ? half : KP_ZERO));
        if (leaf->unknown == KP_UNKNOWN_NEUTRAL && leaf->positive.count)
            positive[positives++] = kp_calc_mul(calc, counts[options], kp_calc_rule(calc, NULL, kp_num_ratio(arena, 1, 2)));
    }
    kp_val valid = kp_calc_sum(calc, counts, options + counts_unknown);
    q.valid = valid.num;
    if (kp_num_sign(q.valid) <= 0) {
        q.state = KP_MARK_NOT_APPLICABLE;
        q.unanswered = true;
        return q;
    }
    q.degree = kp_calc_div(calc, kp_calc_sum(calc, worth, options + counts_unknown), valid);
    kp_val hundred = kp_calc_rule(calc, NULL, kp_num_int(100));
    q.rate = kp_calc_mul(calc, kp_calc_div(calc, kp_calc_sum(calc, positive, positives), valid), hundred);
    return q;
}

bool kp_survey_figures(kp_arena *arena, const kp_indicator *leaf, const kp_survey_row *row, kp_num *valid, kp_num *degree) {
    kp_calc calc = {.arena = arena};
    question q = read_question(&calc, leaf, row);
    *valid = q.valid;
    *degree = q.state == KP_MARK_SCORED ? q.degree.num : KP_ZERO;
    return q.state == KP_MARK_SCORED;
}

/* ---- the leaf ---- */

/* Rows are typed in any order; a leaf without questions has one row. */
static size_t question_count(const kp_indicator *leaf) { return leaf->questions.count ? leaf->questions.count : 1; }

static size_t question_of(const kp_indicator *leaf, const kp_survey_row *row) {
    return row->question < 0 || (size_t)row->question >= question_count(leaf) ? 0 : (size_t)row->question;
}

static const kp_survey_row *row_of(const kp_evidence *evidence, evidence_range range, size_t number) {
    for (size_t i = range.from; i < range.to; i++)
        if (evidence->survey.items[i].question == (int32_t)number)
            return &evidence->survey.items[i];
    return NULL;
}

/* The questions' figures, weighted over those that were answered. */
typedef struct weighting {
    kp_val *degrees, *rates, *weights;
    size_t count;
} weighting;

static kp_val weighted(kp_calc *calc, const kp_val values[], const weighting *w) {
    if (w->count == 1)
        return values[0];
    kp_val usual[KP_USUAL_TERMS], *terms = kp_terms(calc, usual, w->count);
    for (size_t i = 0; i < w->count; i++)
        terms[i] = kp_calc_mul(calc, w->weights[i], values[i]);
    return kp_calc_div(calc, kp_calc_sum(calc, terms, w->count), kp_calc_sum(calc, w->weights, w->count));
}

static kp_outcome finish_survey(kp_calc *calc, const kp_indicator *leaf, const weighting *w, kp_num sample, kp_num unknown, kp_num asked) {
    kp_arena *arena = calc->arena;
    kp_num largest = largest_value(leaf), hundred = kp_num_int(100);
    kp_val degree = weighted(calc, w->degrees, w), rate = weighted(calc, w->rates, w);
    bool by_rate = leaf->measure == KP_MEASURE_RATE;
    kp_val scale = by_rate ? kp_calc_rule(calc, NULL, hundred) : kp_calc_rule(calc, "最高分值 | largest value", largest);
    kp_outcome outcome = kp_outcome_scored(kp_calc_rule(calc, NULL, KP_ZERO));
    if (by_rate && kp_num_equal(leaf->full, hundred)) /* of 100 points the rate is the mark */
        outcome.mark = rate;
    else if (kp_num_sign(scale.num) > 0)
        outcome.mark = kp_calc_div(calc, kp_calc_mul(calc, kp_full_marks(calc, leaf), by_rate ? rate : degree), scale);
    outcome.sample = sample;
    outcome.unknown_share = kp_num_is_zero(asked) ? KP_ZERO : kp_num_div(arena, unknown, asked);
    outcome.degree = kp_num_sign(largest) > 0 ? kp_num_div(arena, kp_num_mul(arena, degree.num, hundred), largest) : KP_ZERO;
    outcome.rate = rate.num;
    if (kp_num_compare(sample, kp_num_int(leaf->min_valid)) < 0)
        outcome.reason = KP_R_SAMPLE_TOO_SMALL;
    return outcome;
}

kp_outcome kp_satisfaction_evaluate(kp_calc *calc, const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    evidence_range range = kp_survey_of(evidence, unit, indicator);
    size_t questions = question_count(leaf);
    kp_val usual[3][KP_USUAL_TERMS];
    weighting w = {kp_terms(calc, usual[0], questions), kp_terms(calc, usual[1], questions), kp_terms(calc, usual[2], questions), 0};
    kp_num sample = KP_ZERO, unknown = KP_ZERO, asked = KP_ZERO;
    bool unanswered = false;
    for (size_t i = 0; i < questions; i++) {
        const kp_survey_row *row = row_of(evidence, range, i);
        if (!row)
            return kp_outcome_not_scored();
        question q = read_question(calc, leaf, row);
        if (q.state == KP_MARK_NOT_SCORED)
            return kp_outcome_not_scored();
        unanswered = unanswered || q.unanswered;
        bool weighs = leaf->questions.count == 0 || kp_num_sign(leaf->questions.items[i].value) > 0;
        if (q.state != KP_MARK_SCORED || !weighs)
            continue;
        sample = w.count ? kp_num_min(sample, q.valid) : q.valid;
        unknown = kp_num_add(calc->arena, unknown, q.unknown);
        kp_num counted = leaf->unknown == KP_UNKNOWN_EXCLUDE ? kp_num_add(calc->arena, q.valid, q.unknown) : q.valid;
        asked = kp_num_add(calc->arena, asked, counted);
        w.degrees[w.count] = q.degree;
        w.rates[w.count] = q.rate;
        w.weights[w.count++] = leaf->questions.count ? kp_calc_rule(calc, leaf->questions.items[i].name, leaf->questions.items[i].value)
                                                     : kp_calc_rule(calc, NULL, KP_ONE);
    }
    if (w.count)
        return finish_survey(calc, leaf, &w, sample, unknown, asked);
    if (!unanswered) /* every question was said not to apply */
        return kp_outcome_not_applicable();
    kp_outcome outcome = kp_outcome_not_scored();
    outcome.reason = KP_R_SAMPLE_TOO_SMALL;
    return outcome;
}

/* ---- checks ---- */

/* Counts that cannot be, in one row. */
static void check_row(const kp_evidence *evidence, int32_t unit, int32_t indicator, const kp_survey_row *row, kp_problems *problems) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    kp_arena *arena = problems->arena;
    kp_num total = KP_ZERO;
    for (size_t i = 0; i < leaf->options.count + 2; i++) {
        size_t extra = i - leaf->options.count;
        const kp_input *input = i < leaf->options.count ? &row->options[i] : extra == 0 ? &row->unknown : &row->invalid;
        if (input->state == KP_INPUT_DOUBTFUL)
            return;
        kp_num count = count_of(input);
        if (kp_num_sign(count) < 0 || !kp_num_is_integer(count)) {
            kp_problems_add(problems, kp_num_sign(count) < 0 ? KP_D_NEGATIVE : KP_D_NOT_WHOLE, kp_evidence_place(evidence, input->origin), unit,
                            kp_num_exact(arena, count), "0, 1, 2 …", NULL);
            return;
        }
        total = kp_num_add(arena, total, count);
    }
    bool issued = row->issued.state == KP_INPUT_GIVEN, returned = row->returned.state == KP_INPUT_GIVEN;
    if (returned && issued && kp_num_compare(row->returned.value, row->issued.value) > 0)
        kp_add_numbers_problem(evidence, unit, indicator, KP_D_RETURNED_ABOVE_ISSUED, row->returned.origin, row->returned.value, row->issued.value,
                               problems);
    else if (returned && !kp_num_equal(total, row->returned.value))
        kp_add_numbers_problem(evidence, unit, indicator, KP_D_ANSWERS_DISAGREE, row->returned.origin, total, row->returned.value, problems);
    else if (!returned && issued && kp_num_compare(total, row->issued.value) > 0)
        kp_add_numbers_problem(evidence, unit, indicator, KP_D_RETURNED_ABOVE_ISSUED, row->issued.origin, total, row->issued.value, problems);
}

/* The first dash of the row; NULL where there is none. */
static const kp_input *first_dash(const kp_indicator *leaf, const kp_survey_row *row) {
    const kp_input *const others[] = {&row->unknown, &row->issued, &row->returned, &row->invalid};
    for (size_t i = 0; i < leaf->options.count + 4; i++) {
        const kp_input *input = i < leaf->options.count ? &row->options[i] : others[i - leaf->options.count];
        if (input->state == KP_INPUT_NOT_APPLICABLE)
            return input;
    }
    return NULL;
}

/* In a row with a dash all answers are dashes, and nobody is said to have answered. */
static void check_applies(const kp_evidence *evidence, int32_t unit, int32_t indicator, const kp_survey_row *row, const kp_input *dash,
                          kp_problems *problems) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    if (row_state(leaf, row) == KP_MARK_NOT_APPLICABLE && kp_num_is_zero(count_of(&row->unknown)) && kp_num_is_zero(count_of(&row->returned)))
        return;
    kp_problems_add(problems, KP_D_PART_NOT_APPLICABLE, kp_evidence_place(evidence, dash->origin.row ? dash->origin : row->origin), unit,
                    kp_unit_words(problems->arena, evidence, unit),
                    kp_leaf_name(problems->arena, leaf, leaf->questions.count ? leaf->questions.items[question_of(leaf, row)].name : NULL), NULL);
}

/* Missing cells: an option that nobody chose is typed as 0. */
static void check_filled(const kp_evidence *evidence, int32_t unit, int32_t indicator, const kp_survey_row *row, kp_problems *problems) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    size_t missing = count_state(leaf, row, KP_INPUT_MISSING);
    const kp_input *dash = first_dash(leaf, row);
    if (dash) {
        check_applies(evidence, unit, indicator, row, dash, problems);
        return;
    }
    for (size_t i = 0; i < leaf->options.count; i++) {
        if (row->options[i].state != KP_INPUT_MISSING)
            continue;
        kp_problems_add(problems, KP_D_MISSING_VALUE, kp_evidence_place(evidence, row->options[i].origin.row ? row->options[i].origin : row->origin),
                        unit, kp_unit_words(problems->arena, evidence, unit),
                        kp_leaf_name(problems->arena, leaf, missing < leaf->options.count ? leaf->options.items[i].name : NULL), NULL);
        if (missing == leaf->options.count) /* a row that is not filled at all is one problem */
            return;
    }
}

void kp_satisfaction_check(const kp_evidence *evidence, int32_t unit, int32_t indicator, kp_problems *problems) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    evidence_range range = kp_survey_of(evidence, unit, indicator);
    kp_arena *arena = problems->arena;
    kp_calc calc = {.arena = arena};
    size_t questions = question_count(leaf);
    const kp_survey_row **seen = KP_NEW_ARRAY(arena, const kp_survey_row *, questions);
    for (size_t i = range.from; i < range.to; i++) {
        const kp_survey_row *row = &evidence->survey.items[i];
        size_t number = question_of(leaf, row);
        const char *name = leaf->questions.count ? leaf->questions.items[number].name : leaf->title;
        if (seen[number])
            kp_problems_add(problems, KP_D_QUESTION_TWICE, kp_evidence_place(evidence, row->origin), unit, name,
                            kp_place_beside(arena, kp_evidence_place(evidence, seen[number]->origin), kp_evidence_place(evidence, row->origin)),
                            NULL);
        seen[number] = row;
        check_filled(evidence, unit, indicator, row, problems);
        check_row(evidence, unit, indicator, row, problems);
    }
    const kp_unit *who = &evidence->units.items[unit];
    for (size_t i = 0; i < questions; i++) {
        const char *name = leaf->questions.count ? leaf->questions.items[i].name : NULL;
        if (!seen[i] && !kp_evidence_unread(evidence, unit, indicator)) /* a row of zeros says that nobody answered; no row says nothing */
            kp_problems_add(problems, KP_D_MISSING_VALUE, kp_evidence_place(evidence, who->origin), unit, kp_verbatim(arena, who->name),
                            kp_leaf_name(arena, leaf, name), NULL);
        else if (seen[i] && read_question(&calc, leaf, seen[i]).unanswered)
            kp_problems_add(problems, KP_D_QUESTION_UNANSWERED, kp_evidence_place(evidence, seen[i]->origin), unit, kp_verbatim(arena, who->name),
                            name ? name : leaf->title, NULL);
    }
}
