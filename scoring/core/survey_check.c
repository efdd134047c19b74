/* SPDX-License-Identifier: GPL-3.0-or-later */
/* survey_check.c - what cannot be among the counts of a survey, and what somebody should look at: strata without size or answers, many who don't know. */
#include "survey_private.h"

#include <stdlib.h>
#include <string.h>

typedef struct survey_check {
    const kp_evidence *evidence;
    const kp_indicator *leaf;
    int32_t unit, indicator;
    kp_problems *problems;
    kp_arena *arena; /* of the problems */
} survey_check;

static const char *unit_words(const survey_check *c) { return kp_unit_words(c->arena, c->evidence, c->unit); }

static kp_place place_of(const survey_check *c, kp_origin origin) { return kp_evidence_cell(c->evidence, c->unit, origin); }

/* Of the survey where it has no questions. */
static const char *question_title(const survey_check *c, size_t question) {
    return c->leaf->questions.count ? c->leaf->questions.items[question].name : c->leaf->title;
}

static const char *question_words(const survey_check *c, size_t question) {
    return kp_leaf_name(c->arena, c->leaf, c->leaf->questions.count ? c->leaf->questions.items[question].name : NULL);
}

static const char *stratum_name(const survey_check *c, int32_t stratum) { return kp_verbatim(c->arena, c->evidence->strata.items[stratum]); }

/* ---- a row that was typed ---- */

/* False where a count is larger than any can be. */
static bool check_size(const survey_check *c, const kp_input *input) {
    if (input->state != KP_INPUT_GIVEN || kp_num_compare(input->value, kp_num_int(KP_MAX_COUNT)) <= 0)
        return true;
    kp_problems_add(c->problems, KP_D_COUNT_TOO_LARGE, kp_evidence_place(c->evidence, input->origin), c->unit, kp_num_exact(c->arena, input->value),
                    kp_format(c->arena, "%lld", (long long)KP_MAX_COUNT), NULL);
    return false;
}

/* Counts that cannot be, in one row. */
static void check_counts(const survey_check *c, const kp_survey_row *row) {
    kp_num total = KP_ZERO;
    for (size_t i = 0; i < c->leaf->options.count + 2; i++) {
        size_t extra = i - c->leaf->options.count;
        const kp_input *input = i < c->leaf->options.count ? &row->options[i] : extra == 0 ? &row->unknown : &row->invalid;
        if (input->state == KP_INPUT_DOUBTFUL)
            return;
        kp_num count = survey_count_of(input);
        if (kp_num_sign(count) < 0 || !kp_num_is_integer(count)) {
            kp_problems_add(c->problems, kp_num_sign(count) < 0 ? KP_D_NEGATIVE : KP_D_NOT_WHOLE, kp_evidence_place(c->evidence, input->origin),
                            c->unit, kp_num_exact(c->arena, count), "0, 1, 2 …", NULL);
            return;
        }
        if (!check_size(c, input))
            return;
        total = kp_num_add(c->arena, total, count);
    }
    if (!check_size(c, &row->issued) || !check_size(c, &row->returned))
        return;
    bool issued = row->issued.state == KP_INPUT_GIVEN, returned = row->returned.state == KP_INPUT_GIVEN;
    if (returned && issued && kp_num_compare(row->returned.value, row->issued.value) > 0)
        kp_add_numbers_problem(c->evidence, c->unit, c->indicator, KP_D_RETURNED_ABOVE_ISSUED, row->returned.origin, row->returned.value,
                               row->issued.value, c->problems);
    else if (returned && !kp_num_equal(total, row->returned.value))
        kp_add_numbers_problem(c->evidence, c->unit, c->indicator, KP_D_ANSWERS_DISAGREE, row->returned.origin, total, row->returned.value,
                               c->problems);
    else if (!returned && issued && kp_num_compare(total, row->issued.value) > 0)
        kp_add_numbers_problem(c->evidence, c->unit, c->indicator, KP_D_RETURNED_ABOVE_ISSUED, row->issued.origin, total, row->issued.value,
                               c->problems);
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
static void check_applies(const survey_check *c, const kp_survey_row *row, const kp_input *dash) {
    if (survey_row_state(c->leaf, row) == KP_MARK_NOT_APPLICABLE && kp_num_is_zero(survey_count_of(&row->unknown)) &&
        kp_num_is_zero(survey_count_of(&row->returned)))
        return;
    kp_problems_add(c->problems, KP_D_PART_NOT_APPLICABLE, kp_evidence_place(c->evidence, dash->origin.row ? dash->origin : row->origin), c->unit,
                    unit_words(c), question_words(c, survey_question_of(c->leaf, row)), NULL);
}

/* Missing cells: an option that nobody chose is typed as 0. */
static void check_filled(const survey_check *c, const kp_survey_row *row) {
    size_t missing = survey_count_state(c->leaf, row, KP_INPUT_MISSING);
    const kp_input *dash = first_dash(c->leaf, row);
    if (dash) {
        check_applies(c, row, dash);
        return;
    }
    for (size_t i = 0; i < c->leaf->options.count; i++) {
        if (row->options[i].state != KP_INPUT_MISSING)
            continue;
        kp_problems_add(c->problems, KP_D_MISSING_VALUE,
                        kp_evidence_place(c->evidence, row->options[i].origin.row ? row->options[i].origin : row->origin), c->unit, unit_words(c),
                        kp_leaf_name(c->arena, c->leaf, missing < c->leaf->options.count ? c->leaf->options.items[i].name : NULL), NULL);
        if (missing == c->leaf->options.count) /* a row that is not filled at all is one problem */
            return;
    }
}

/* ---- the rows of a question ---- */

static int compare_strata(const void *a, const void *b) {
    const kp_survey_row *x = *(const kp_survey_row *const *)a, *y = *(const kp_survey_row *const *)b;
    if (x->stratum != y->stratum)
        return x->stratum < y->stratum ? -1 : 1;
    return (x > y) - (x < y); /* of one array: as they were typed */
}

/* Counts given twice for one stratum, or counts beside forms. */
static void check_doubles(const survey_check *c, size_t question, survey_rows rows) {
    const kp_survey_row *tallied = NULL, *typed = NULL;
    for (size_t i = 0; i < rows.count; i++)
        if (rows.items[i]->tallied)
            tallied = tallied ? tallied : rows.items[i];
        else
            typed = typed ? typed : rows.items[i];
    if (tallied && typed) {
        kp_place place = kp_evidence_place(c->evidence, typed->origin);
        kp_problems_add(c->problems, KP_D_COUNTS_AND_FORMS, place, c->unit, unit_words(c), question_words(c, question),
                        kp_place_beside(c->arena, kp_evidence_place(c->evidence, tallied->origin), place));
        return;
    }
    qsort(rows.items, rows.count, sizeof *rows.items, compare_strata);
    for (size_t i = 1; i < rows.count; i++) {
        if (rows.items[i]->stratum != rows.items[i - 1]->stratum)
            continue;
        kp_place place = kp_evidence_place(c->evidence, rows.items[i]->origin);
        kp_problems_add(c->problems, KP_D_QUESTION_TWICE, place, c->unit, question_title(c, question),
                        kp_place_beside(c->arena, kp_evidence_place(c->evidence, rows.items[i - 1]->origin), place), NULL);
    }
}

/* The forms that say so and of how many: "12/50". */
static const char *unknown_counts(const survey_check *c, survey_rows rows, kp_num *share) {
    kp_num unknown = KP_ZERO, asked = KP_ZERO;
    for (size_t i = 0; i < rows.count; i++) {
        const kp_survey_row *row = rows.items[i];
        unknown = kp_num_add(c->arena, unknown, row->tallied ? row->forms_unknown : survey_count_of(&row->unknown));
        asked = kp_num_add(c->arena, asked, row->tallied ? row->forms : KP_ZERO);
        for (size_t k = 0; k < c->leaf->options.count && !row->tallied; k++)
            asked = kp_num_add(c->arena, asked, survey_count_of(&row->options[k]));
    }
    asked = kp_num_add(c->arena, asked, unknown);
    *share = kp_num_sign(asked) > 0 ? kp_num_div(c->arena, unknown, asked) : KP_ZERO;
    return kp_format(c->arena, "%s/%s", kp_num_exact(c->arena, unknown), kp_num_exact(c->arena, asked));
}

/* "12/50 or 24% (limit 20%)": judged by forms, as a few with large weights prove nothing; the share told is the one reported. */
static void check_unknown(const survey_check *c, size_t question, survey_rows rows) {
    kp_calc calc = {.arena = c->arena};
    kp_num limit = c->evidence->scheme->unknown_limit, plain;
    kp_num share = rows.count ? survey_read(&calc, c->evidence, c->leaf, rows).unknown_share : KP_ZERO;
    const char *counts = unknown_counts(c, rows, &plain);
    if (kp_num_compare(kp_num_mul(c->arena, plain, kp_num_int(100)), limit) <= 0)
        return;
    bool weighted = !kp_num_equal(share, plain);
    const char *per_cent = kp_num_print(c->arena, kp_num_mul(c->arena, share, kp_num_int(100)), 2, KP_HALF_UP), *most = kp_num_exact(c->arena, limit);
    kp_problems_add(c->problems, KP_D_UNKNOWN_HIGH, place_of(c, rows.items[0]->origin), c->unit, unit_words(c), question_words(c, question),
                    kp_format(c->arena, "%s，%s %s%%（上限 %s%%） | %s or %s%%%s (limit %s%%)", counts, weighted ? "加权后为" : "即", per_cent, most,
                              counts, per_cent, weighted ? " by weight" : "", most));
}

/* ---- strata ---- */

static bool answers_there(const survey_check *c, const kp_survey_row *row) {
    kp_num valid, degree;
    return kp_survey_figures(c->arena, c->leaf, row, &valid, &degree);
}

/* Who answered must belong to a stratum of known size; each stratum is told of once. told[stratum + 1]. */
static void check_sizes(const survey_check *c, size_t question, survey_rows rows, bool told[]) {
    for (size_t i = 0; i < rows.count; i++) {
        const kp_survey_row *row = rows.items[i];
        if (told[row->stratum + 1] || !answers_there(c, row))
            continue;
        const kp_stratum_size *size = row->stratum < 0 ? NULL : kp_evidence_stratum_size(c->evidence, c->unit, row->stratum);
        if (size && size->size.state == KP_INPUT_DOUBTFUL) /* a problem already; the unit cannot be scored */
            continue;
        if (row->stratum < 0)
            kp_problems_add(c->problems, KP_D_STRATUM_LACKS, place_of(c, row->origin), c->unit, unit_words(c), question_words(c, question), NULL);
        else if (!size || size->size.state != KP_INPUT_GIVEN)
            kp_problems_add(c->problems, KP_D_STRATUM_NO_SIZE, place_of(c, row->origin), c->unit, unit_words(c), stratum_name(c, row->stratum), NULL);
        else
            continue;
        told[row->stratum + 1] = true;
    }
}

/* answered[stratum]: how many of the questions that have answers at all have some of it. */
static void count_answered(const survey_check *c, survey_rows rows, size_t answered[]) {
    for (size_t i = 0; i < rows.count; i++)
        if (rows.items[i]->stratum >= 0 && answers_there(c, rows.items[i]))
            answered[rows.items[i]->stratum]++;
}

static void warn_unanswered(const survey_check *c, int32_t stratum, const char *what, kp_origin origin) {
    kp_problems_add(c->problems, KP_D_STRATUM_UNANSWERED, place_of(c, origin), c->unit, unit_words(c), what, stratum_name(c, stratum));
}

/* Strata that answered some of the questions by strata and not this one; seen[stratum] holds which question was looked at last, from 1. */
static void check_answered(const survey_check *c, size_t question, survey_rows rows, size_t seen[], const size_t answered[], size_t stratified) {
    for (size_t i = 0; i < rows.count; i++)
        if (rows.items[i]->stratum >= 0 && answers_there(c, rows.items[i]))
            seen[rows.items[i]->stratum] = question + 1;
    for (size_t i = c->evidence->first_stratum[c->unit]; i < c->evidence->first_stratum[c->unit + 1]; i++) {
        const kp_stratum_size *entry = &c->evidence->stratum_sizes.items[i];
        if (entry->stratum < 0 || entry->size.state != KP_INPUT_GIVEN || seen[entry->stratum] == question + 1)
            continue;
        if (answered[entry->stratum] > 0 && answered[entry->stratum] < stratified)
            warn_unanswered(c, entry->stratum, question_words(c, question), entry->origin);
    }
}

static void check_strata(const survey_check *c, evidence_range range, const kp_survey_row **room) {
    if (!kp_evidence_has_strata(c->evidence, c->unit))
        return;
    size_t strata = c->evidence->strata.count, questions = survey_question_count(c->leaf), stratified = 0, plain = 0;
    bool *told = KP_NEW_ARRAY(c->arena, bool, strata + 1);
    size_t *answered = KP_NEW_ARRAY(c->arena, size_t, strata);
    bool *counts = KP_NEW_ARRAY(c->arena, bool, questions); /* a question by strata that was answered */
    for (size_t i = 0; i < questions; i++) {
        survey_rows rows = survey_rows_of(c->evidence, range, i, room);
        kp_calc calc = {.arena = c->arena};
        if (!rows.count || survey_read(&calc, c->evidence, c->leaf, rows).state != KP_MARK_SCORED)
            continue;
        counts[i] = survey_is_stratified(c->evidence, rows);
        stratified += counts[i];
        plain += !counts[i];
        if (counts[i]) {
            check_sizes(c, i, rows, told);
            count_answered(c, rows, answered);
        }
    }
    if (plain)
        kp_problems_add(c->problems, KP_D_STRATA_UNUSED, place_of(c, c->evidence->survey.items[range.from].origin), c->unit, unit_words(c),
                        c->leaf->title, NULL);
    for (size_t i = c->evidence->first_stratum[c->unit]; stratified && i < c->evidence->first_stratum[c->unit + 1]; i++) {
        const kp_stratum_size *entry = &c->evidence->stratum_sizes.items[i];
        if (entry->stratum < 0 || entry->size.state != KP_INPUT_GIVEN)
            continue;
        if (answered[entry->stratum] == 0)
            warn_unanswered(c, entry->stratum, c->leaf->title, entry->origin);
    }
    size_t *seen = KP_NEW_ARRAY(c->arena, size_t, strata);
    for (size_t q = 0; q < questions; q++)
        if (counts[q])
            check_answered(c, q, survey_rows_of(c->evidence, range, q, room), seen, answered, stratified);
}

/* ---- the leaf ---- */

/* A share of the unit's size is asked for, and nobody said how large it is: told where it may decide. */
static void check_size_known(const survey_check *c) {
    bool known;
    survey_least_sample(c->arena, c->evidence, c->unit, c->leaf, &known);
    if (known)
        return;
    kp_calc calc = {.arena = c->arena};
    kp_outcome outcome = kp_satisfaction_evaluate(&calc, c->evidence, c->unit, c->indicator);
    int32_t most = c->leaf->min_valid_most;
    if (outcome.state == KP_MARK_SCORED && !(most && kp_num_compare(outcome.sample, kp_num_int(most)) >= 0))
        kp_problems_add(c->problems, KP_D_UNIT_SIZE_MISSING, place_of(c, c->evidence->units.items[c->unit].origin), c->unit, unit_words(c),
                        c->leaf->title, kp_num_exact(c->arena, outcome.least_sample));
}

void kp_satisfaction_check(const kp_evidence *evidence, int32_t unit, int32_t indicator, kp_problems *problems) {
    survey_check c = {evidence, kp_leaf(evidence, indicator), unit, indicator, problems, problems->arena};
    evidence_range range = kp_survey_of(evidence, unit, indicator);
    const kp_survey_row **room = KP_NEW_ARRAY(c.arena, const kp_survey_row *, range.to - range.from);
    kp_calc calc = {.arena = c.arena};
    size_t questions = survey_question_count(c.leaf), errors = problems->errors;
    const kp_unit *who = &evidence->units.items[unit];
    for (size_t i = 0; i < questions; i++) {
        survey_rows rows = survey_rows_of(evidence, range, i, room);
        check_doubles(&c, i, rows);
        for (size_t r = 0; r < rows.count; r++) {
            if (rows.items[r]->tallied)
                continue;
            check_filled(&c, rows.items[r]);
            check_counts(&c, rows.items[r]);
        }
        const char *name = c.leaf->questions.count ? c.leaf->questions.items[i].name : NULL;
        if (!rows.count && !kp_evidence_unread(evidence, unit, indicator)) /* a row of zeros says that nobody answered; no row says nothing */
            kp_problems_add(problems, KP_D_MISSING_VALUE, kp_evidence_place(evidence, who->origin), unit, unit_words(&c),
                            kp_leaf_name(c.arena, c.leaf, name), NULL);
        else if (rows.count && survey_read(&calc, evidence, c.leaf, rows).unanswered)
            kp_problems_add(problems, KP_D_QUESTION_UNANSWERED, kp_evidence_place(evidence, rows.items[0]->origin), unit, unit_words(&c),
                            question_title(&c, i), NULL);
    }
    if (problems->errors > errors)
        return;
    for (size_t i = 0; i < questions; i++)
        check_unknown(&c, i, survey_rows_of(evidence, range, i, room));
    check_strata(&c, range, room);
    check_size_known(&c);
}
