/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * beyond_test.c - numbers beyond KP_NUM_MAX_BITS (2^20) in formulas and in what is made of marks: a problem at the unit and the node, the others scored. A typed number of 18
 * decimals, 999999999.123456789012345677, has 90 bits above a denominator of 60; each square has twice as many: 13 squarings come to 734,758 bits, 14 to 1,469,515 (by Python).
 */
#include "scoring_support.h"

#define TYPED "999999999.123456789012345677"

/* x0 typed, x1 its square and so on to x`last`, of which `of_last` says more. */
static const char *squares(kp_arena *arena, int last, const char *of_last, const char *more) {
    kp_buffer text = {.arena = arena};
    kp_buffer_puts(&text, "indicators:\n  - {id: m, title: 直接, points: 10, method: direct}\n  - {id: x0, title: X0, method: number}\n");
    for (int i = 1; i <= last; i++)
        kp_buffer_printf(&text, "  - {id: x%d, title: X%d, method: formula, formula: x%d * x%d%s}\n", i, i, i - 1, i - 1, i == last ? of_last : "");
    kp_buffer_puts(&text, more);
    return kp_buffer_text(&text);
}

/* The first unit types what grows, the second 1. */
static evaluation score(kp_arena *arena, const char *scheme) {
    evaluation e = begin(arena, scheme, 2);
    mark(&e, 0, "m", 0, "8");
    mark(&e, 1, "m", 0, "8");
    mark(&e, 0, "x0", 0, TYPED);
    mark(&e, 1, "x0", 0, "1");
    finish(&e);
    return e;
}

static void check_value(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = score(arena, squares(arena, 14, "", ""));
    expect_problem(&e, KP_R_RESULT_TOO_LARGE, 1);
    assert_int_equal(state_of(&e, 0, "x13"), KP_MARK_SCORED);
    assert_int_equal(state_of(&e, 0, "x14"), KP_MARK_NOT_APPLICABLE);
    expect_mark(&e, 1, "x14", "1");
    expect_mark(&e, 0, NULL, "8"); /* no part of the total */
    expect_no_errors(&e);
}

static void check_counted(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = score(arena, squares(arena, 14, ", points: 5", ""));
    expect_problem(&e, KP_D_RESULT_TOO_LARGE, 1);
    assert_string_equal(e.problems->items[0].arguments[1], "X14");
    assert_false(e.card->units[0].scored);
    assert_int_equal(e.card->units[0].reason, KP_D_RESULT_TOO_LARGE);
    expect_mark(&e, 1, NULL, "9"); /* 8 + 1 */
}

/* 5 − 1/x13 + 5 − 1/(x13 + 1): each within the limit, the sum beyond it. */
static void check_total(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = score(arena, squares(arena, 13, "",
                                        "  - {id: a, title: A, points: 5, method: formula, formula: 5 - 1 / x13}\n"
                                        "  - {id: b, title: B, points: 5, method: formula, formula: 5 - 1 / (x13 + 1)}\n"));
    expect_problem(&e, KP_D_RESULT_TOO_LARGE, 1);
    assert_int_equal(state_of(&e, 0, "a"), KP_MARK_SCORED);
    assert_int_equal(state_of(&e, 0, "b"), KP_MARK_SCORED);
    assert_false(e.card->units[0].scored);
    expect_mark(&e, 1, NULL, "33/2"); /* 8 + 4 + 4.5 */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("a value beyond the limit is a warning of its unit, and does not apply", check_value),
        IN_ARENA("a mark beyond the limit is an error of its unit, and others are scored", check_counted),
        IN_ARENA("a total beyond the limit is an error of its unit, and nothing is scored silently", check_total),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
