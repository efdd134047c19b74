/* SPDX-License-Identifier: GPL-3.0-or-later */
/* condition_words.h - private to the core: the words of conditions, in both languages, for the parser and the writer. */
#ifndef KAOPING_CORE_CONDITION_WORDS_H
#define KAOPING_CORE_CONDITION_WORDS_H

#include "kaoping/condition.h"

typedef enum condition_argument {
    ARGUMENT_NONE,
    ARGUMENT_INDICATOR,
    ARGUMENT_LIST,
    ARGUMENT_LIST_AND_COUNT,
    ARGUMENT_VETO_OR_NONE,
    ARGUMENT_FIELD,
    ARGUMENT_LEAF_AND_OPTIONS
} condition_argument;

/* What a percent sign behind the number means. */
typedef enum condition_percent { PERCENT_NO, PERCENT_OF_UNITS, PERCENT_OF_ONE } condition_percent;

/* A test: its words, what stands in brackets behind it, and whether a comparison with a number follows. */
typedef struct condition_test {
    kp_condition_op op;
    const char *word[2]; /* by kp_lang */
    condition_argument argument;
    bool compared;
    condition_percent percent;
} condition_test;

/* Ends with word NULL. A word that begins with another comes first. */
extern const condition_test condition_tests[];
const condition_test *condition_test_of(kp_condition_op op);

/* By kp_compare. */
extern const char *const condition_compare_text[6];
extern const char *const condition_compare_sign[6]; /* for people: ≤ */

#endif
