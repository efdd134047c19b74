/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * survey_question.c - what one question came to: the counts of its rows pooled, or, where the strata of the unit have sizes N_h, the strata's figures weighted by them,
 * Σ N_h ȳ_h / Σ N_h (Cochran, Sampling Techniques, 3rd ed. 1977, eq. 5.1), over the strata that answered.
 */
#include "survey_private.h"

#include <string.h>

kp_num survey_largest_value(const kp_indicator *leaf) {
    kp_num largest = KP_ZERO;
    for (size_t i = 0; i < leaf->options.count; i++)
        largest = kp_num_max(largest, leaf->options.items[i].value);
    return largest;
}

bool kp_option_is_positive(const kp_indicator *leaf, size_t option) {
    for (size_t i = 0; i < leaf->positive.count; i++)
        if (strcmp(leaf->positive.items[i].name, leaf->options.items[option].name) == 0)
            return true;
    return false;
}

/* ---- rows ---- */

size_t survey_question_of(const kp_indicator *leaf, const kp_survey_row *row) {
    return row->question < 0 || (size_t)row->question >= survey_question_count(leaf) ? 0 : (size_t)row->question;
}

size_t survey_count_state(const kp_indicator *leaf, const kp_survey_row *row, kp_input_state state) {
    size_t count = 0;
    for (size_t i = 0; i < leaf->options.count; i++)
        count += row->options[i].state == state;
    return count;
}

kp_mark_state survey_row_state(const kp_indicator *leaf, const kp_survey_row *row) {
    if (survey_count_state(leaf, row, KP_INPUT_NOT_APPLICABLE) == leaf->options.count)
        return KP_MARK_NOT_APPLICABLE;
    bool counted = survey_count_state(leaf, row, KP_INPUT_GIVEN) == leaf->options.count && row->unknown.state != KP_INPUT_DOUBTFUL;
    return counted ? KP_MARK_SCORED : KP_MARK_NOT_SCORED;
}

static bool is_blank(const kp_indicator *leaf, const kp_survey_row *row) {
    return !row->tallied && survey_count_state(leaf, row, KP_INPUT_MISSING) == leaf->options.count && row->unknown.state == KP_INPUT_MISSING &&
           row->issued.state == KP_INPUT_MISSING && row->returned.state == KP_INPUT_MISSING && row->invalid.state == KP_INPUT_MISSING;
}

/* Forms list the questions beforehand: a row without stratum that nobody filled says nothing where there are others. */
survey_rows survey_rows_of(const kp_evidence *evidence, evidence_range range, size_t question, const kp_survey_row **room) {
    survey_rows rows = {room, 0};
    const kp_survey_row *blank = NULL;
    for (size_t i = range.from; i < range.to; i++) {
        const kp_survey_row *row = &evidence->survey.items[i];
        const kp_indicator *leaf = kp_leaf(evidence, row->indicator);
        if (survey_question_of(leaf, row) != question)
            continue;
        if (row->stratum < 0 && is_blank(leaf, row))
            blank = blank ? blank : row;
        else
            rows.items[rows.count++] = row;
    }
    if (!rows.count && blank)
        rows.items[rows.count++] = blank;
    return rows;
}

/* ---- figures of pooled rows ---- */

static kp_val pooled_count(kp_calc *calc, const char *label, survey_rows rows, size_t option, size_t options) {
    kp_val usual[KP_USUAL_TERMS], *terms = kp_terms(calc, usual, rows.count);
    size_t count = 0;
    for (size_t i = 0; i < rows.count; i++) {
        const kp_input *input = option < options ? &rows.items[i]->options[option] : &rows.items[i]->unknown;
        if (input->state != KP_INPUT_NOT_APPLICABLE && (option < options || input->state == KP_INPUT_GIVEN))
            terms[count++] = kp_calc_input(calc, label, survey_count_of(input), input->origin);
    }
    return kp_calc_sum(calc, terms, count);
}

/* Degree, rate and base of rows that are not all dashes. */
static void read_pooled(kp_calc *calc, const kp_indicator *leaf, survey_rows rows, survey_question *q) {
    size_t options = leaf->options.count, positives = 0;
    kp_num unknown = KP_ZERO;
    for (size_t i = 0; i < rows.count; i++)
        unknown = kp_num_add(calc->arena, unknown, survey_count_of(&rows.items[i]->unknown));
    bool counts_unknown = leaf->unknown != KP_UNKNOWN_EXCLUDE && !kp_num_is_zero(unknown);
    kp_val usual_counts[KP_USUAL_TERMS], *counts = kp_terms(calc, usual_counts, options + 1);
    kp_val usual_worth[KP_USUAL_TERMS], *worth = kp_terms(calc, usual_worth, options + 1);
    kp_val usual_positive[KP_USUAL_TERMS], *positive = kp_terms(calc, usual_positive, options + 1);
    for (size_t i = 0; i < options; i++) {
        const kp_pair *option = &leaf->options.items[i];
        counts[i] = pooled_count(calc, option->name, rows, i, options);
        worth[i] = kp_calc_mul(calc, counts[i], kp_calc_rule(calc, NULL, option->value));
        if (leaf->positive.count && kp_option_is_positive(leaf, i))
            positive[positives++] = counts[i];
    }
    if (counts_unknown) {
        kp_num half = kp_num_div(calc->arena, survey_largest_value(leaf), kp_num_int(2));
        counts[options] = pooled_count(calc, "不了解 | don't know", rows, options, options);
        worth[options] = kp_calc_mul(calc, counts[options], kp_calc_rule(calc, NULL, leaf->unknown == KP_UNKNOWN_NEUTRAL ? half : KP_ZERO));
        if (leaf->unknown == KP_UNKNOWN_NEUTRAL && leaf->positive.count)
            positive[positives++] = kp_calc_mul(calc, counts[options], kp_calc_rule(calc, NULL, kp_num_ratio(calc->arena, 1, 2)));
    }
    kp_val valid = kp_calc_sum(calc, counts, options + counts_unknown);
    q->valid = valid.num;
    q->unanswered = kp_num_sign(q->valid) <= 0;
    if (q->unanswered)
        return;
    q->degree = kp_calc_div(calc, kp_calc_sum(calc, worth, options + counts_unknown), valid);
    kp_val hundred = kp_calc_rule(calc, NULL, kp_num_int(100));
    q->rate = kp_calc_mul(calc, kp_calc_div(calc, kp_calc_sum(calc, positive, positives), valid), hundred);
}

/* Forms that answered, or the counts where these were typed. */
static kp_num sample_of(kp_arena *arena, const kp_indicator *leaf, const kp_survey_row *row) {
    if (row->tallied)
        return leaf->unknown == KP_UNKNOWN_EXCLUDE ? row->forms : kp_num_add(arena, row->forms, row->forms_unknown);
    kp_num sample = leaf->unknown == KP_UNKNOWN_EXCLUDE ? KP_ZERO : survey_count_of(&row->unknown);
    for (size_t i = 0; i < leaf->options.count; i++)
        sample = kp_num_add(arena, sample, survey_count_of(&row->options[i]));
    return sample;
}

/* ---- strata ---- */

bool survey_is_stratified(const kp_evidence *evidence, survey_rows rows) {
    for (size_t i = 0; i < rows.count; i++)
        if (rows.items[i]->stratum >= 0)
            return kp_evidence_has_strata(evidence, rows.items[i]->unit);
    return false;
}

static const kp_input *size_of(const kp_evidence *evidence, const kp_survey_row *row) {
    const kp_stratum_size *size = row->stratum < 0 ? NULL : kp_evidence_stratum_size(evidence, row->unit, row->stratum);
    return size && size->size.state == KP_INPUT_GIVEN && kp_num_sign(size->size.value) > 0 ? &size->size : NULL;
}

/* False where no stratum with a size answered. */
static bool read_strata(kp_calc *calc, const kp_evidence *evidence, const kp_indicator *leaf, survey_rows rows, survey_question *q) {
    kp_val usual[4][KP_USUAL_TERMS], *sizes = kp_terms(calc, usual[0], rows.count), *degrees = kp_terms(calc, usual[1], rows.count);
    kp_val *rates = kp_terms(calc, usual[2], rows.count), *terms = kp_terms(calc, usual[3], rows.count);
    size_t count = 0;
    for (size_t i = 0; i < rows.count; i++) {
        const kp_input *size = size_of(evidence, rows.items[i]);
        survey_question stratum = {.valid = KP_ZERO};
        if (survey_row_state(leaf, rows.items[i]) == KP_MARK_SCORED && size)
            read_pooled(calc, leaf, (survey_rows){rows.items + i, 1}, &stratum);
        if (kp_num_sign(stratum.valid) <= 0)
            continue;
        const char *name = evidence->strata.items[rows.items[i]->stratum];
        const char *label = calc->trace ? kp_text_join(calc->arena, kp_verbatim(calc->arena, name), " ", "户数 | households") : NULL;
        sizes[count] = kp_calc_input(calc, label, size->value, size->origin);
        degrees[count] = stratum.degree;
        rates[count++] = stratum.rate;
    }
    if (count == 0)
        return false;
    kp_val *figures[] = {degrees, rates}, *results[] = {&q->degree, &q->rate};
    for (int f = 0; f < 2; f++) {
        for (size_t i = 0; i < count; i++)
            terms[i] = kp_calc_mul(calc, sizes[i], figures[f][i]);
        *results[f] = count == 1 ? figures[f][0] : kp_calc_div(calc, kp_calc_sum(calc, terms, count), kp_calc_sum(calc, sizes, count));
    }
    return true;
}

/*
 * The share of 不了解 among those who answered or did not know: u_h / (n_h + u_h), weighted by N_h over the strata that have anybody, as the degree is; pooled where the
 * sizes do not count. Where 不了解 is in the base of the degree, these are the strata of the degree, and the shares of the options add up to 1 with this one.
 */
static kp_num unknown_share(kp_arena *arena, const kp_evidence *evidence, const kp_indicator *leaf, survey_rows rows, bool stratified) {
    kp_num above = KP_ZERO, below = KP_ZERO;
    for (size_t i = 0; i < rows.count; i++) {
        const kp_survey_row *row = rows.items[i];
        const kp_input *size = stratified ? size_of(evidence, row) : NULL;
        if (survey_row_state(leaf, row) != KP_MARK_SCORED || (stratified && !size))
            continue;
        kp_num unknown = survey_count_of(&row->unknown), asked = unknown;
        for (size_t k = 0; k < leaf->options.count; k++)
            asked = kp_num_add(arena, asked, survey_count_of(&row->options[k]));
        if (kp_num_sign(asked) <= 0)
            continue;
        above = kp_num_add(arena, above, size ? kp_num_div(arena, kp_num_mul(arena, size->value, unknown), asked) : unknown);
        below = kp_num_add(arena, below, size ? size->value : asked);
    }
    return kp_num_sign(below) > 0 ? kp_num_div(arena, above, below) : KP_ZERO;
}

survey_question survey_read(kp_calc *calc, const kp_evidence *evidence, const kp_indicator *leaf, survey_rows rows) {
    survey_question q = survey_nothing(KP_MARK_NOT_APPLICABLE);
    kp_num unknown = KP_ZERO;
    for (size_t i = 0; i < rows.count; i++) {
        kp_mark_state state = survey_row_state(leaf, rows.items[i]);
        if (state == KP_MARK_NOT_SCORED)
            return survey_nothing(KP_MARK_NOT_SCORED);
        if (state == KP_MARK_NOT_APPLICABLE)
            continue;
        q.state = KP_MARK_SCORED;
        q.sample = kp_num_add(calc->arena, q.sample, sample_of(calc->arena, leaf, rows.items[i]));
        unknown = kp_num_add(calc->arena, unknown, survey_count_of(&rows.items[i]->unknown));
    }
    if (q.state != KP_MARK_SCORED)
        return q;
    kp_calc plain = {.arena = calc->arena};
    bool stratified = survey_is_stratified(evidence, rows);
    read_pooled(stratified ? &plain : calc, leaf, rows, &q);
    q.asked = leaf->unknown == KP_UNKNOWN_EXCLUDE ? kp_num_add(calc->arena, q.valid, unknown) : q.valid;
    if (q.unanswered)
        q.state = KP_MARK_NOT_APPLICABLE;
    else
        q.stratified = stratified && read_strata(calc, evidence, leaf, rows, &q);
    q.unknown_share = unknown_share(calc->arena, evidence, leaf, rows, q.unanswered ? stratified : q.stratified);
    if (q.unanswered)
        return q;
    if (stratified && !q.stratified) /* only strata without a size answered, which is an error of its own (survey_check.c) */
        read_pooled(calc, leaf, rows, &q);
    return q;
}

bool kp_survey_figures(kp_arena *arena, const kp_indicator *leaf, const kp_survey_row *row, kp_num *valid, kp_num *degree) {
    kp_calc calc = {.arena = arena};
    survey_question q = {.valid = KP_ZERO, .unanswered = true};
    if (survey_row_state(leaf, row) == KP_MARK_SCORED)
        read_pooled(&calc, leaf, (survey_rows){&row, 1}, &q);
    *valid = q.valid;
    *degree = q.unanswered ? KP_ZERO : q.degree.num;
    return !q.unanswered;
}

/* ---- the sample that is asked for ---- */

kp_num survey_least_sample(kp_arena *arena, const kp_evidence *evidence, int32_t unit, const kp_indicator *leaf, bool *known) {
    kp_num least = kp_num_int(leaf->min_valid), size;
    *known = true;
    if (kp_num_is_zero(leaf->min_valid_share))
        return least;
    *known = kp_evidence_unit_size(evidence, unit, arena, &size);
    if (!*known)
        return least;
    kp_num share = kp_num_ceil(arena, kp_num_div(arena, kp_num_mul(arena, leaf->min_valid_share, size), kp_num_int(100)));
    least = kp_num_max(least, share);
    return leaf->min_valid_most ? kp_num_min(least, kp_num_int(leaf->min_valid_most)) : least;
}
