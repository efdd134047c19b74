/* SPDX-License-Identifier: GPL-3.0-or-later */
/* decided_digits_test.c - decisions on figures with irrational steps behind them: what is equal on paper is equal here. Expected values are worked out by hand. */
#include "scoring_support.h"

#include "kaoping/irrational.h"

static void expect_figure(evaluation *e, int unit, const char *id, const char *value) {
    const kp_mark *found = kp_scorecard_mark(e->card, unit, node(e, id));
    assert_int_equal(found->state, KP_MARK_SCORED);
    assert_string_equal(kp_num_exact(e->arena, found->value), value);
}

static void check_settle(kp_arena *arena, void *data) {
    (void)data;
    static const char *const rows[][2] = {
        /* to four digits; a figure of fewer stays as it is */
        {"1999.96", "2000"}, {"-0.00199996", "-0.002"}, {"123449", "123400"}, {"-123451", "-123500"}, {"1/3", "0.3333"}, {"62.5", "62.5"},
        {"0", "0"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        kp_num x;
        assert_true(kp_num_parse(arena, rows[i][0], &x));
        assert_string_equal(kp_num_exact(arena, kp_num_settle(arena, x, 4)), rows[i][1]);
        assert_true(kp_num_equal(kp_num_settle(arena, x, 0), x));
    }
    kp_num third = kp_num_ratio(arena, 1, 3), two = kp_num_int(2),
           almost = kp_num_sub(arena, two, kp_num_mul(arena, third, kp_num_ratio(arena, 1, 1000000000)));
    assert_true(kp_num_equal(kp_num_settle(arena, almost, 8), two));
    assert_true(kp_num_is_zero(kp_num_settle_beside(arena, third, kp_num_int(10000000), 5)));
}

/* floor(√2 √2) is 2, ln(8.41) and exp undo each other, and what cancels is 0. */
static void check_formulas(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena,
                         "indicators:\n"
                         "  - {id: x, title: X, method: number}\n"
                         "  - {id: square, title: A, method: formula, formula: 'floor(sqrt(2) * sqrt(2))'}\n"
                         "  - {id: same, title: B, method: formula, formula: 'if(sqrt(2) * sqrt(2) = 2, 1, 0)'}\n"
                         "  - {id: undone, title: C, method: formula, formula: 'floor(exp(ln(x)) * 100)'}\n"
                         "  - {id: undone2, title: D, method: formula, formula: 'floor(ln(exp(x)) * 100)'}\n"
                         "  - {id: quotient, title: E, method: formula, formula: 'ceil(sqrt(8) / sqrt(2))'}\n"
                         "  - {id: nothing, title: F, method: formula, formula: 'floor(sqrt(2) * sqrt(2) - 2)'}\n"
                         "  - {id: one, title: G, method: formula, formula: 'floor(ln(sqrt(2) * sqrt(2) / 2))'}\n"
                         "  - {id: root, title: H, method: formula, formula: sqrt(x)}\n"
                         "  - {id: back, title: I, method: formula, formula: 'floor(root * root * 100)'}\n"
                         "  - {id: step, title: J, method: formula, formula: 'steps(root * root, < x: 1, <= x: 2, else: 3)'}\n"
                         "  - {id: exact, title: K, method: formula, formula: 'x / 3'}\n"
                         "  - {id: fair, title: L, method: test, requirements: {T: 'root * root >= x'}}\n",
                         3);
    static const char *const values[] = {"8.41", "0.29", "1000"}, *const hundreds[] = {"841", "29", "100000"};
    for (int unit = 0; unit < 3; unit++)
        mark(&e, unit, "x", 0, values[unit]);
    finish(&e);
    for (int unit = 0; unit < 3; unit++) {
        expect_figure(&e, unit, "square", "2");
        expect_figure(&e, unit, "same", "1");
        expect_figure(&e, unit, "quotient", "2");
        expect_figure(&e, unit, "nothing", "0");
        expect_figure(&e, unit, "one", "0");
        expect_figure(&e, unit, "step", "2");
        expect_figure(&e, unit, "undone", hundreds[unit]);
        expect_figure(&e, unit, "undone2", hundreds[unit]);
        expect_figure(&e, unit, "back", hundreds[unit]);
        assert_int_equal(kp_scorecard_check(e.card, unit, node(&e, "fair"))->verdict, KP_LEAF_MET);
    }
    expect_figure(&e, 1, "exact", "29/300"); /* no irrational step: exact as ever */
    assert_int_equal(e.scheme->indicators[node(&e, "exact")].digits, 0);
    assert_int_equal(e.scheme->indicators[node(&e, "back")].digits, 0);
}

/* log2 128 of log2 256 is 7/8: 87.5, a grade's bound; half of it rounds up. */
static void check_bounds(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena,
                         "decide_on: full\nbands:\n  - {id: a, title: A, from: 87.5}\n  - {id: b, title: B, to: 87.5}\n"
                         "indicators:\n"
                         "  - {id: up, title: U, weight: 50, method: goalposts, input: value, lowest: 1, highest: 256, transform: log}\n"
                         "  - {id: again, title: V, weight: 50, method: goalposts, input: value, lowest: 1, highest: 100000000, transform: log}\n",
                         2);
    mark(&e, 0, "up", 0, "128");
    mark(&e, 1, "up", 0, "127");
    for (int unit = 0; unit < 2; unit++)
        mark(&e, unit, "again", 0, "10000000");
    finish(&e);
    expect_figure(&e, 0, "up", "87.5");
    expect_figure(&e, 0, "total", "87.5");
    assert_int_equal(e.card->units[0].band, 0);
    assert_int_equal(e.card->units[1].band, 1);
}

/* ln 2 + ln 3 + ln 7 in any order, ln 2 + ln 8 = ln 4 + ln 4, √2 + √3, √2 + √8 = √18. */
static void check_ties(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena,
                         "decide_on: full\nindicators:\n"
                         "  - {id: a, title: A, weight: 1, method: goalposts, input: value, lowest: 1, highest: 1000, transform: log}\n"
                         "  - {id: b, title: B, weight: 1, method: goalposts, input: value, lowest: 1, highest: 1000, transform: log}\n"
                         "  - {id: c, title: C, weight: 1, method: goalposts, input: value, lowest: 1, highest: 1000, transform: log}\n"
                         "  - {id: x, title: X, method: number}\n"
                         "  - {id: y, title: Y, method: number}\n"
                         "  - {id: roots, title: R, method: formula, formula: sqrt(x) + sqrt(y)}\n"
                         "  - {id: first, title: P, method: formula, formula: place(roots)}\n",
                         6);
    static const char *const rows[][5] = {{"2", "3", "7", "2", "8"},  {"3", "7", "2", "8", "2"},     {"7", "2", "3", "18", "0"},
                                          {"2", "8", "5", "0", "18"}, {"4", "4", "5", "4.5", "4.5"}, {"16", "1", "5", "0.5", "12.5"}};
    static const char *const ids[] = {"a", "b", "c", "x", "y"};
    for (int unit = 0; unit < 6; unit++)
        for (size_t i = 0; i < 5; i++)
            mark(&e, unit, ids[i], 0, rows[unit][i]);
    finish(&e);
    for (int unit = 0; unit < 6; unit++) {
        assert_int_equal(e.card->units[unit].rank, unit < 3 ? 4 : 1);
        expect_figure(&e, unit, "first", "1");
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("a figure is taken to its significant digits", check_settle),
        IN_ARENA("roots and logarithms that undo one another are cut where they are on paper", check_formulas),
        IN_ARENA("a logarithm on the bound of a grade has that grade", check_bounds),
        IN_ARENA("equal sums of logarithms and roots tie", check_ties),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
