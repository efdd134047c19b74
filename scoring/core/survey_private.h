/* SPDX-License-Identifier: GPL-3.0-or-later */
/* survey_private.h - private to the core: what evaluating and checking a survey share. */
#ifndef KAOPING_CORE_SURVEY_PRIVATE_H
#define KAOPING_CORE_SURVEY_PRIVATE_H

#include "method_private.h"

/* What one question came to, over its strata. */
typedef struct survey_question {
    kp_mark_state state;  /* not applicable: no answer, or said to be */
    bool unanswered;      /* counted, and nobody answered */
    bool stratified;      /* its figures are those of the strata, weighted by their sizes */
    kp_val degree, rate;  /* 0..largest value; 0..100 */
    kp_num valid;         /* the base of both, in one stratum; of several the sum */
    kp_num sample;        /* valid answers as forms */
    kp_num unknown_share; /* of 不了解 among those asked, 0..1; over the strata weighted as the degree is */
    kp_num asked;         /* who answered or did not know */
} survey_question;

/* The rows of one question of a unit, in the order typed; a blank row beside others that are not is left out. */
typedef struct survey_rows {
    const kp_survey_row **items;
    size_t count;
} survey_rows;

static inline size_t survey_question_count(const kp_indicator *leaf) { return leaf->questions.count ? leaf->questions.count : 1; }
/* A question that nobody answered. */
static inline survey_question survey_nothing(kp_mark_state state) {
    return (survey_question){.state = state, .valid = KP_ZERO, .sample = KP_ZERO, .unknown_share = KP_ZERO, .asked = KP_ZERO};
}
static inline kp_num survey_count_of(const kp_input *input) { return input->state == KP_INPUT_GIVEN ? input->value : KP_ZERO; }
kp_num survey_largest_value(const kp_indicator *leaf);

/* The question of a row: 0 where the leaf has none. */
size_t survey_question_of(const kp_indicator *leaf, const kp_survey_row *row);
size_t survey_count_state(const kp_indicator *leaf, const kp_survey_row *row, kp_input_state state);
/* A row does not apply where none of its answers does; one dash among counts is a mistake (survey_check.c). */
kp_mark_state survey_row_state(const kp_indicator *leaf, const kp_survey_row *row);
/* `room` holds as many pointers as the range has rows. */
survey_rows survey_rows_of(const kp_evidence *evidence, evidence_range range, size_t question, const kp_survey_row **room);
/* True where the rows tell of strata, and sizes of the unit's strata are known. */
bool survey_is_stratified(const kp_evidence *evidence, survey_rows rows);
survey_question survey_read(kp_calc *calc, const kp_evidence *evidence, const kp_indicator *leaf, survey_rows rows);
/* How many must have answered; *known false: a share of the unit's size is asked, which nobody has given, and it is left out. */
kp_num survey_least_sample(kp_arena *arena, const kp_evidence *evidence, int32_t unit, const kp_indicator *leaf, bool *known);

#endif
