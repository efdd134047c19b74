/* SPDX-License-Identifier: GPL-3.0-or-later */
/* answers_support.h - for tests of surveys by forms: an answered form in one line. */
#ifndef KAOPING_TESTS_ANSWERS_SUPPORT_H
#define KAOPING_TESTS_ANSWERS_SUPPORT_H

#include "kaoping/answers.h"
#include "scoring_support.h"

/* A form of the unit and stratum (NULL: none) that weighs `weight`: for each item the number of an option, ? unknown, x invalid, _ empty, - not asked. Rows count up. */
static inline void answered(evaluation *e, int unit, const char *stratum, const char *weight, const char *codes) {
    kp_answers *answers = kp_answers_of(e->evidence);
    uint8_t *read = KP_NEW_ARRAY(e->arena, uint8_t, answers->item_count);
    assert_int_equal(strlen(codes), answers->item_count);
    for (size_t i = 0; codes[i]; i++)
        read[i] = codes[i] == '?'   ? KP_ANSWER_UNKNOWN
                  : codes[i] == 'x' ? KP_ANSWER_INVALID
                  : codes[i] == '_' ? KP_ANSWER_MISSING
                  : codes[i] == '-' ? KP_ANSWER_NOT_ASKED
                                    : (uint8_t)(codes[i] - '0');
    kp_form form = {.unit = unit,
                    .stratum = kp_evidence_stratum(e->evidence, stratum),
                    .cluster = -1,
                    .channel = -1,
                    .interviewer = -1,
                    .weight = number(e, weight),
                    .origin = {(uint32_t)answers->form_count + 2, 1, 0}};
    kp_answers_add(e->evidence, &form, read, NULL);
}

static inline void size_of_stratum(evaluation *e, int unit, const char *stratum, const char *size) {
    kp_stratum_size entry = {.unit = unit, .stratum = kp_evidence_stratum(e->evidence, stratum), .size = typed(e, size), .origin = {4, 1, 0}};
    entry.clusters.value = KP_ZERO;
    KP_PUSH(e->arena, &e->evidence->stratum_sizes, entry);
}

#endif
