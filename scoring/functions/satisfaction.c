/* SPDX-License-Identifier: GPL-3.0-or-later */
/* satisfaction.c - 满意度 and 满意率 from counts of answers. */
#include "call.h"
#include "choice.h"
#include "counts.h"
#include "kaoping/workbook.h"
#include "one_leaf.h"
#include "options.h"

/* The mark of a leaf of 100 points is the degree or the rate. */
static void call_survey(call *c, const kp_indicator *leaf, counts given, kp_num unknown) {
    kp_evidence *evidence = evidence_of_leaf(c->arena, leaf);
    kp_survey_row row = kp_survey_row_new(c->arena, leaf, LEAF_UNIT, LEAF, 0, -1);
    for (size_t i = 0; i < given.count; i++)
        row.options[i] = given_count(given.items[i]);
    row.unknown = given_count(unknown);
    KP_PUSH(c->arena, &evidence->survey, row);
    kp_outcome outcome;
    if (!call_outcome(c, evidence, &outcome))
        return;
    if (outcome.state != KP_MARK_SCORED) {
        call_fail(c, KP_FUNCTION_ERROR_NO_DATA, "没有有效票 | there is no valid answer");
        return;
    }
    call_say_derivation(c, outcome.mark);
    call_say(c, kp_format(c->arena, "有效票 %s | valid answers: %s", kp_num_exact(c->arena, outcome.sample), kp_num_exact(c->arena, outcome.sample)));
    if (leaf->unknown == KP_UNKNOWN_EXCLUDE && !kp_num_is_zero(unknown))
        call_say(c, kp_format(c->arena, "不了解 %s 票不计入 | don't know: %s, not counted", kp_num_exact(c->arena, unknown),
                              kp_num_exact(c->arena, unknown)));
    call_number(c, outcome.mark.num);
}

void function_SATISFACTION(call *c) {
    enum { COUNTS, VALUES, UNKNOWN, RULE };
    counts given = call_counts(c, COUNTS);
    kp_pair *options = name_options(c->arena, given.count);
    if (!c->failed)
        call_values(c, VALUES, options, given.count);
    kp_num unknown = call_count(c, UNKNOWN, KP_ZERO);
    kp_indicator leaf = leaf_of(KP_METHOD_SATISFACTION);
    leaf.options = (kp_pairs){options, given.count};
    leaf.measure = KP_MEASURE_DEGREE;
    leaf.unknown = (kp_unknown)call_choice(c, RULE, KP_SECTION_INDICATORS, "unknown");
    if (!c->failed)
        call_survey(c, &leaf, given, unknown);
}

void function_SATISFACTION_RATE(call *c) {
    enum { COUNTS, POSITIVE, UNKNOWN, RULE };
    counts given = call_counts(c, COUNTS);
    const kp_area *area = &c->arguments[COUNTS];
    if (!c->failed && area->rows < KP_MAX_ROWS &&
        given.count < area->rows * area->columns) /* elsewhere the values, or names, tell how many options there are */
        call_fail_at(c, KP_FUNCTION_ERROR_NO_DATA, COUNTS, given.count / area->columns, 0, NULL,
                     "没有票数；没有票的应填 0 | there is no count; what got none is 0");
    int64_t positive = c->failed ? 0 : call_int(c, POSITIVE, 0, 1, (int64_t)given.count);
    kp_num unknown = call_count(c, UNKNOWN, KP_ZERO);
    kp_indicator leaf = leaf_of(KP_METHOD_SATISFACTION);
    leaf.options = (kp_pairs){name_options(c->arena, given.count), given.count};
    leaf.positive = (kp_pairs){leaf.options.items, (size_t)positive};
    leaf.measure = KP_MEASURE_RATE;
    leaf.unknown = (kp_unknown)call_choice(c, RULE, KP_SECTION_INDICATORS, "unknown");
    if (!c->failed)
        call_survey(c, &leaf, given, unknown);
}
