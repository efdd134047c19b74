/* SPDX-License-Identifier: GPL-3.0-or-later */
/* formula_faults_test.c - a counted formula that comes to nothing is an error of its unit and never hands its points to the others; an uncounted one is warned of. */
#include "scoring_support.h"

static const char indicators[] = "indicators:\n"
                                 "  - {id: x, title: 数, method: number}\n"
                                 "  - {id: y, title: 除数, method: number}\n"
                                 "  - {id: v, title: 值, method: formula, formula: ln(x)}\n"
                                 "  - {id: f, title: 甲, points: 60, method: formula, formula: sqrt(x) / y}\n"
                                 "  - {id: g, title: 乙, points: 40, method: goalposts, formula: 'if(x > 0, ln(x), 0)', lowest: 0, highest: 5}\n";

/* 0 ÷ 0 is nothing of nothing due: it does not apply, as in ratios. x = 4, y = 2: sqrt(4) / 2 = 1. x = -4: no root. y = 0: no quotient. x = 0, y = 1: 0 / 1 is 0, only ln(0), which is not counted, has no value; if() guards the goalposts. */
static void check_faults(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, indicators, 5);
    static const char *const inputs[][2] = {{"4", "2"}, {"-4", "2"}, {"4", "0"}, {"0", "1"}, {"0", "0"}};
    for (int unit = 0; unit < 5; unit++) {
        marks(&e, unit, "x", inputs[unit][0]);
        marks(&e, unit, "y", inputs[unit][1]);
    }
    finish(&e);
    assert_int_equal(count_code(e.problems, KP_D_NO_RESULT), 2);
    assert_int_equal(count_code(e.problems, KP_R_NO_RESULT), 3);
    static const bool scored[] = {true, false, false, true, true};
    for (int unit = 0; unit < 5; unit++)
        assert_int_equal(e.card->units[unit].scored, scored[unit]);
    assert_string_equal(kp_num_exact(arena, kp_scorecard_mark(e.card, 0, kp_scheme_find_indicator(e.scheme, "f"))->value), "1");
}

/* Twenty-eight within each other: what is told of them grows with them, and does not double with each. −4 and 4 alike are 4. */
static void check_nested(kp_arena *arena, void *data) {
    (void)data;
    kp_buffer nested = {.arena = arena};
    for (int i = 0; i < 28; i++)
        kp_buffer_puts(&nested, "abs(");
    kp_buffer_puts(&nested, "x");
    for (int i = 0; i < 28; i++)
        kp_buffer_puts(&nested, ")");
    evaluation e = begin(arena,
                         kp_format(arena,
                                   "indicators:\n  - {id: x, title: 数, method: number}\n"
                                   "  - {id: f, title: 甲, points: 60, method: formula, formula: '%s'}\n",
                                   kp_buffer_text(&nested)),
                         2);
    marks(&e, 0, "x", "-4");
    marks(&e, 1, "x", "4");
    finish(&e);
    expect_no_errors(&e);
    int32_t leaf = kp_scheme_find_indicator(e.scheme, "f");
    for (int unit = 0; unit < 2; unit++) {
        assert_string_equal(kp_num_exact(arena, kp_scorecard_mark(e.card, unit, leaf)->value), "4");
        assert_true(strlen(kp_explain(arena, e.card, unit, leaf, KP_ZH)) < 2000);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("a formula without a value is an error of the unit, and its points go to nobody", check_faults),
        IN_ARENA("absolute values within each other are told once each", check_nested),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
