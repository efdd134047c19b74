/* SPDX-License-Identifier: GPL-3.0-or-later */
/* functions_round_test.c - 修约: decimal rounding of numbers and ranges. */
#include "functions_support.h"

/* By hand: 28.165 is a tie at two places. Half up gives 28.17; by GB/T 8170 the even neighbour of 28.16 and 28.17 is 28.16. 28.175: 28.18 by both. */
static void test_ties(void **state) {
    expect_number(CALL(ROUND, ONE(N(28.165))), 28.17);
    expect_number(CALL(ROUND, ONE(N(28.165)), ONE(N(2)), ONE(N(0))), 28.17);
    expect_number(CALL(ROUND, ONE(N(28.165)), ONE(N(2)), ONE(N(1))), 28.16);
    expect_number(CALL(ROUND, ONE(N(28.175)), ONE(N(2)), ONE(N(1))), 28.18);
    expect_number(CALL(ROUND, ONE(N(-0.5)), ONE(N(0))), -1);
    expect_number(CALL(ROUND, ONE(N(-0.5)), ONE(N(0)), ONE(N(1))), 0);
    expect_number(CALL(ROUND, ONE(N(1.005))), 1.01); /* in binary 1.00499999999999989… */
}

static void test_words(void **state) {
    static const char *const even[] = {"half_even", "GB/T 8170", "gb/t8170", "ＧＢ/Ｔ 8170", "四舍六入五成双", "1"};
    static const char *const up[] = {"half_up", "四舍五入", "half up", " 0 "};
    for (size_t i = 0; i < sizeof even / sizeof *even; i++)
        expect_number(CALL(ROUND, ONE(N(0.5)), ONE(N(0)), ONE(T(even[i]))), 0);
    for (size_t i = 0; i < sizeof up / sizeof *up; i++)
        expect_number(CALL(ROUND, ONE(N(0.5)), ONE(N(0)), ONE(T(up[i]))), 1);
}

/* By hand: 2.545 lies half way between 2.54 and 2.55, 2.541 nearer to 2.54. */
static void test_directions(void **state) {
    static const struct {
        const char *word;
        double rule, tie, above, below_zero; /* of 2.545, 2.541 and -2.541 */
    } rows[] = {{"down", 2, 2.54, 2.54, -2.54}, {"舍去尾数", 2, 2.54, 2.54, -2.54},  {"up", 3, 2.55, 2.55, -2.55},
                {"进一", 3, 2.55, 2.55, -2.55}, {"half_down", 4, 2.54, 2.54, -2.54}, {"恰半舍去", 4, 2.54, 2.54, -2.54}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        expect_number(CALL(ROUND, ONE(N(2.545)), ONE(N(2)), ONE(T(rows[i].word))), rows[i].tie);
        expect_number(CALL(ROUND, ONE(N(2.545)), ONE(N(2)), ONE(N(rows[i].rule))), rows[i].tie);
        expect_number(CALL(ROUND, ONE(N(2.541)), ONE(N(2)), ONE(N(rows[i].rule))), rows[i].above);
        expect_number(CALL(ROUND, ONE(N(-2.541)), ONE(N(2)), ONE(N(rows[i].rule))), rows[i].below_zero);
        expect_number(CALL(ROUND, ONE(N(2.54)), ONE(N(2)), ONE(N(rows[i].rule))), 2.54);
    }
    expect_number(CALL(ROUND, ONE(N(2.5451)), ONE(N(2)), ONE(N(4))), 2.55);
}

static void test_digits(void **state) {
    expect_number(CALL(ROUND, ONE(N(1250)), ONE(N(-2))), 1300);
    expect_number(CALL(ROUND, ONE(N(1250)), ONE(N(-2)), ONE(N(1))), 1200);
    expect_number(CALL(ROUND, ONE(N(600000000)), ONE(N(-9))), 1000000000);
    expect_number(CALL(ROUND, ONE(N(0.123456789012345)), ONE(N(15))), 0.123456789012345);
    expect_number(CALL(ROUND, ONE(N(2.5)), LEFT_OUT, ONE(N(1))), 2.5);
    expect_number(CALL(ROUND, ONE(N(2.345)), ONE(NOTHING), ONE(T(""))), 2.35); /* empty cells of what may be left out */
}

static void test_texts(void **state) {
    expect_number(CALL(ROUND, ONE(T("95.555分"))), 95.56);
    expect_number(CALL(ROUND, ONE(T("９５．５"))), 95.5);
    expect_number(CALL(ROUND, ONE(T(" 95 "))), 95);
    expect_number(CALL(ROUND, ONE(T("97.355%"))), 97.36);
}

static void test_ranges(void **state) {
    kp_result result = CALL(ROUND, AREA(3, 2, N(1.005), T("2.675"), NOTHING, T("—"), DIV0, T("abc")));
    assert_int_equal(result.error, 0);
    assert_int_equal(result.rows, 3);
    assert_int_equal(result.columns, 2);
    expect_cell(result, 0, 1.01);
    expect_cell(result, 1, 2.68);
    assert_int_equal(result.cells[2].kind, KP_VALUE_EMPTY);
    assert_string_equal(result.cells[3].text, "—");
    for (size_t at = 4; at < 6; at++) {
        assert_int_equal(result.cells[at].kind, KP_VALUE_ERROR);
        assert_int_equal(result.cells[at].error, KP_FUNCTION_ERROR_TEXT);
    }
}

/* Nothing below the second row. */
static void read_first_only(const kp_area *area, kp_arena *arena, size_t row, kp_value *out) {
    (void)area, (void)arena;
    *out = row < 2 ? N(0.125) : NOTHING;
}

static void test_errors(void **state) {
    expect_error(CALL(ROUND, ONE(N(1)), ONE(N(16))), ARGUMENT);
    expect_error(CALL(ROUND, ONE(N(1)), ONE(N(-10))), ARGUMENT);
    expect_error(CALL(ROUND, ONE(N(1)), ONE(N(1.5))), ARGUMENT);
    expect_error(CALL(ROUND, ONE(N(1)), ONE(N(2)), ONE(N(5))), ARGUMENT);
    expect_error(CALL(ROUND, ONE(N(1)), ONE(N(2)), ONE(T("other"))), ARGUMENT);
    expect_error(CALL(ROUND, ONE(N(1)), AREA(1, 2, N(1), N(2))), ARGUMENT);
    expect_error(CALL(ROUND, ONE(N(1)), ONE(N(2)), ONE(N(0)), ONE(N(0))), ARGUMENT);
    expect_error(CALL(ROUND, LEFT_OUT), ARGUMENT);
    expect_error(CALL(ROUND, ONE(NOTHING)), NO_DATA);
    expect_error(CALL(ROUND, ONE(T(" "))), NO_DATA);
    expect_error(CALL(ROUND, AREA(2, 1, NOTHING, T(""))), NO_DATA);
    expect_error(CALL(ROUND, ONE(T("abc"))), TEXT);
    expect_error(CALL(ROUND, ONE(DIV0)), TEXT);
    expect_error(CALL(ROUND, ONE(N(0.0 / 0.0 * 0))), TEXT);
    expect_error(CALL(ROUND, ONE(T("—"))), NOT_APPLICABLE);
}

static void test_explained(void **state) {
    expect_words(EXPLAIN(KP_ZH, "修约", ONE(N(28.165))), "28.165");
    expect_words(EXPLAIN(KP_ZH, "修约", ONE(N(28.165))), "四舍五入");
    expect_words(EXPLAIN(KP_ZH, "修约", ONE(N(28.165))), "结果：28.17");
    expect_words(EXPLAIN(KP_EN, "KPROUND", ONE(N(28.165))), "Result: 28.17");
    expect_words(EXPLAIN(KP_EN, "kpRound", AREA(2, 1, N(1.005), N(2))), "First row of the result: 1.01\nRows of the result: 2, columns: 1");
    expect_words(EXPLAIN(KP_EN, "kpRound", AREA(2, 1, N(1.005), T("x"))), "row 2");
}

/* Four rows in, four rows out; of a whole column only what is filled. */
static void test_shapes(void **state) {
    kp_result result = CALL(ROUND, AREA(4, 1, N(1.005), N(2), NOTHING, T("")));
    assert_int_equal(result.rows, 4);
    assert_int_equal(result.cells[3].kind, KP_VALUE_EMPTY);
    kp_area column = {1048576, 1, read_first_only, NULL};
    result = CALL(ROUND, column);
    assert_int_equal(result.rows, 2);
    expect_cell(result, 1, 0.13);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_SESSION("28.165 is a tie, and each rule rounds it its way", test_ties),
        IN_SESSION("the rule may be named by its word", test_words),
        IN_SESSION("numbers are cut off, carried, and rounded with halves toward zero", test_directions),
        IN_SESSION("digits go from billions to fifteen places", test_digits),
        IN_SESSION("a number typed as text is taken as forms take it", test_texts),
        IN_SESSION("a range keeps its shape, its empty cells and its dashes", test_ranges),
        IN_SESSION("the result has the shape of the range", test_shapes),
        IN_SESSION("what cannot be rounded is the right error", test_errors),
        IN_SESSION("the rounding is told in words", test_explained),
    };
    return cmocka_run_group_tests_name("functions_round", tests, NULL, NULL);
}
