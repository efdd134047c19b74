/* SPDX-License-Identifier: GPL-3.0-or-later */
/* satisfaction.c - 满意度 and 满意率 from counts of answers. */
#include "call.h"
#include "choice.h"
#include "counts.h"
#include "kaoping/workbook.h"
#include "one_leaf.h"

/* ---- counts ---- */

static kp_input given_count(kp_num count) { return (kp_input){.value = count, .state = KP_INPUT_GIVEN}; }

/* ---- options ---- */

static kp_pair *name_options(kp_arena *arena, size_t count) {
    kp_pair *options = KP_NEW_ARRAY(arena, kp_pair, count);
    for (size_t i = 0; i < count; i++)
        options[i] = (kp_pair){.name = kp_format(arena, "选项%zu | option %zu", i + 1, i + 1), .value = KP_ZERO};
    return options;
}

/* The usual values of five options. */
static const int five_values[] = {100, 80, 60, 30, 0};

static void read_values(call *c, size_t argument, kp_pair *options, size_t count) {
    size_t rows, columns, usual = sizeof five_values / sizeof *five_values;
    if (!call_given(c, argument)) {
        if (count != usual)
            call_fail(c, KP_FUNCTION_ERROR_ARGUMENT, "不是五个选项时要给出各选项的分值 | unless there are five options, their values must be given");
        for (size_t i = 0; i < count && count == usual; i++)
            options[i].value = kp_num_int(five_values[i]);
        return;
    }
    const kp_value *cells = call_area(c, argument, &rows, &columns);
    if (rows * columns != count) {
        call_fail(c, KP_FUNCTION_ERROR_ARGUMENT,
                  kp_format(c->arena,
                            "票数有 %zu 个，分值有 %zu 个，应一样多 | there are %zu counts and %zu values, and there must be as many of both", count,
                            rows * columns, count, rows * columns));
        return;
    }
    kp_num largest = KP_ZERO;
    for (size_t i = 0; i < count && !c->failed; i++) {
        bool dash = false;
        bool read = call_cell_num(c, argument, i / columns, i % columns, &cells[i], &options[i].value, &dash);
        if (!c->failed && (!read || kp_num_sign(options[i].value) < 0))
            call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, argument, i / columns, i % columns, &cells[i],
                         "分值应为不小于 0 的数 | a value must be a number, 0 or more");
        if (!c->failed && i > 0 &&
            kp_num_compare(options[i].value, options[i - 1].value) > 0) /* in the order of the counts: likely one of both is the wrong way round */
            call_fail_at(c, KP_FUNCTION_ERROR_ARGUMENT, argument, i / columns, i % columns, &cells[i],
                         "分值应从高到低，最满意的在前 | the values must fall, the best option first");
        largest = kp_num_max(largest, c->failed ? KP_ZERO : options[i].value);
    }
    if (!c->failed && kp_num_is_zero(largest))
        call_fail(c, KP_FUNCTION_ERROR_ARGUMENT, "分值不能都是 0 | the values cannot all be 0");
}

/* ---- both ---- */

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
        read_values(c, VALUES, options, given.count);
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
