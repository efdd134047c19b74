/* SPDX-License-Identifier: GPL-3.0-or-later */
/* method_survey.c - satisfaction (满意度测评): the figures of the questions (survey_question.c), weighted over those that were answered, brought to the leaf's full marks. */
#include "survey_private.h"

/* Room for the rows of a unit without allocating. */
#define USUAL_ROWS 256

static const kp_survey_row **room_for(kp_arena *arena, const kp_survey_row *usual[USUAL_ROWS], evidence_range range) {
    size_t count = range.to - range.from;
    return count <= USUAL_ROWS ? usual : KP_NEW_ARRAY(arena, const kp_survey_row *, count);
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

static kp_num share_of_largest(kp_arena *arena, const kp_indicator *leaf, kp_num degree) {
    kp_num largest = survey_largest_value(leaf);
    return kp_num_sign(largest) > 0 ? kp_num_div(arena, kp_num_mul(arena, degree, kp_num_int(100)), largest) : KP_ZERO;
}

static kp_outcome finish_survey(kp_calc *calc, const kp_indicator *leaf, const weighting *w, kp_num sample, kp_num unknown_share) {
    kp_num hundred = kp_num_int(100);
    kp_val degree = weighted(calc, w->degrees, w), rate = weighted(calc, w->rates, w);
    bool by_rate = leaf->measure == KP_MEASURE_RATE;
    kp_val scale = by_rate ? kp_calc_rule(calc, NULL, hundred) : kp_calc_rule(calc, "最高分值 | largest value", survey_largest_value(leaf));
    kp_outcome outcome = kp_outcome_scored(kp_calc_rule(calc, NULL, KP_ZERO));
    if (by_rate && kp_num_equal(leaf->full, hundred)) /* of 100 points the rate is the mark */
        outcome.mark = rate;
    else if (kp_num_sign(scale.num) > 0)
        outcome.mark = kp_calc_div(calc, kp_calc_mul(calc, kp_full_marks(calc, leaf), by_rate ? rate : degree), scale);
    outcome.sample = sample;
    outcome.unknown_share = unknown_share;
    outcome.degree = share_of_largest(calc->arena, leaf, degree.num);
    outcome.rate = rate.num;
    return outcome;
}

static kp_outcome judge_sample(kp_calc *calc, const kp_evidence *evidence, int32_t unit, const kp_indicator *leaf, kp_outcome outcome) {
    bool known;
    outcome.least_sample = survey_least_sample(calc->arena, evidence, unit, leaf, &known);
    if (kp_num_compare(outcome.sample, outcome.least_sample) < 0)
        outcome.reason = KP_R_SAMPLE_TOO_SMALL;
    return outcome;
}

kp_outcome kp_satisfaction_evaluate(kp_calc *calc, const kp_evidence *evidence, int32_t unit, int32_t indicator) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    evidence_range range = kp_survey_of(evidence, unit, indicator);
    size_t questions = survey_question_count(leaf);
    const kp_survey_row *usual_rows[USUAL_ROWS], **room = room_for(calc->arena, usual_rows, range);
    kp_val usual[3][KP_USUAL_TERMS];
    weighting w = {kp_terms(calc, usual[0], questions), kp_terms(calc, usual[1], questions), kp_terms(calc, usual[2], questions), 0};
    kp_num sample = KP_ZERO, unknown = KP_ZERO, asked = KP_ZERO; /* the questions' shares of 不了解 count by how many were asked */
    bool unanswered = false;
    for (size_t i = 0; i < questions; i++) {
        survey_rows rows = survey_rows_of(evidence, range, i, room);
        if (!rows.count)
            return kp_outcome_not_scored();
        survey_question q = survey_read(calc, evidence, leaf, rows);
        if (q.state == KP_MARK_NOT_SCORED)
            return kp_outcome_not_scored();
        unanswered = unanswered || q.unanswered;
        bool weighs = leaf->questions.count == 0 || kp_num_sign(leaf->questions.items[i].value) > 0;
        if (q.state != KP_MARK_SCORED || !weighs)
            continue;
        sample = w.count ? kp_num_min(sample, q.sample) : q.sample;
        unknown = kp_num_add(calc->arena, unknown, kp_num_mul(calc->arena, q.unknown_share, q.asked));
        asked = kp_num_add(calc->arena, asked, q.asked);
        w.degrees[w.count] = q.degree;
        w.rates[w.count] = q.rate;
        w.weights[w.count++] = leaf->questions.count ? kp_calc_rule(calc, leaf->questions.items[i].name, leaf->questions.items[i].value)
                                                     : kp_calc_rule(calc, NULL, KP_ONE);
    }
    if (w.count)
        return judge_sample(calc, evidence, unit, leaf,
                            finish_survey(calc, leaf, &w, sample, kp_num_is_zero(asked) ? KP_ZERO : kp_num_div(calc->arena, unknown, asked)));
    if (!unanswered) /* every question was said not to apply */
        return kp_outcome_not_applicable();
    kp_outcome outcome = judge_sample(calc, evidence, unit, leaf, kp_outcome_not_scored());
    outcome.reason = KP_R_SAMPLE_TOO_SMALL;
    return outcome;
}

kp_question_figures kp_question_figures_of(kp_arena *arena, const kp_evidence *evidence, int32_t unit, int32_t indicator, int32_t question) {
    const kp_indicator *leaf = kp_leaf(evidence, indicator);
    evidence_range range = kp_survey_of(evidence, unit, indicator);
    kp_calc calc = {.arena = arena};
    const kp_survey_row *usual[USUAL_ROWS];
    survey_rows rows = survey_rows_of(evidence, range, (size_t)question, room_for(arena, usual, range));
    kp_question_figures figures = {.degree = KP_ZERO, .rate = KP_ZERO, .sample = KP_ZERO, .unknown_share = KP_ZERO};
    survey_question q = rows.count ? survey_read(&calc, evidence, leaf, rows) : survey_nothing(KP_MARK_NOT_SCORED);
    if (q.state == KP_MARK_NOT_SCORED)
        return figures;
    figures.known = q.state == KP_MARK_SCORED;
    figures.stratified = q.stratified;
    figures.sample = q.sample;
    figures.unknown_share = q.unknown_share;
    if (!figures.known)
        return figures;
    figures.degree = share_of_largest(arena, leaf, q.degree.num);
    figures.rate = q.rate.num;
    /* the share of an option is the degree of a survey in which it alone is worth 1 */
    kp_num *shares = KP_NEW_ARRAY(arena, kp_num, leaf->options.count);
    kp_pair *options = KP_NEW_ARRAY(arena, kp_pair, leaf->options.count);
    kp_indicator one = *leaf;
    one.options.items = options;
    one.positive = (kp_pairs){0}; /* no rate is asked, and looking for its options by name takes long */
    one.unknown = leaf->unknown == KP_UNKNOWN_EXCLUDE ? KP_UNKNOWN_EXCLUDE : KP_UNKNOWN_ZERO;
    for (size_t i = 0; i < leaf->options.count; i++) {
        for (size_t k = 0; k < leaf->options.count; k++)
            options[k] = (kp_pair){.name = leaf->options.items[k].name, .value = k == i ? KP_ONE : KP_ZERO};
        shares[i] = survey_read(&calc, evidence, &one, rows).degree.num;
    }
    figures.shares = shares;
    return figures;
}
