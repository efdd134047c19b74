/* SPDX-License-Identifier: GPL-3.0-or-later */
/* functions_ballot_test.c - 评议结果: the grade with most votes, quorum and ties. */
#include "functions_support.h"

#define GRADES AREA(1, 3, T("优秀"), T("合格"), T("不合格"))

static void expect_grade(kp_result result, const char *grade) {
    assert_int_equal(result.error, 0);
    assert_int_equal(result.cells[0].kind, KP_VALUE_TEXT);
    assert_string_equal(result.cells[0].text, grade);
}

static void test_most_votes(void **state) {
    expect_grade(CALL(BALLOT, AREA(1, 3, N(30), N(20), N(5)), GRADES), "优秀");
    expect_grade(CALL(BALLOT, AREA(1, 3, N(3), N(20), N(5)), GRADES), "合格");
    expect_grade(CALL(BALLOT, AREA(3, 1, T("3票"), N(0), N(5)), GRADES), "不合格");
    expect_grade(CALL(BALLOT, AREA(1, 2, N(3), N(1)), AREA(1, 2, N(5), N(4))), "5"); /* grades may be numbers */
}

static void test_ties(void **state) {
    kp_area tie = AREA(1, 3, N(20), N(20), N(5));
    static const char *const low[] = {"0", "lower", "取较低档", ""}, *const high[] = {"1", "higher", "取较高档", "是"};
    expect_grade(CALL(BALLOT, tie, GRADES), "合格");
    for (size_t i = 0; i < 4; i++) {
        expect_grade(CALL(BALLOT, tie, GRADES, LEFT_OUT, LEFT_OUT, LEFT_OUT, ONE(T(low[i]))), "合格");
        expect_grade(CALL(BALLOT, tie, GRADES, LEFT_OUT, LEFT_OUT, LEFT_OUT, ONE(T(high[i]))), "优秀");
    }
}

/* 55 votes: two thirds of 82 are 54.67, of 83 they are 55.33; half of 110 is 55. */
static void test_quorum(void **state) {
    kp_area votes = AREA(1, 3, N(30), N(20), N(5));
    expect_grade(CALL(BALLOT, votes, GRADES, ONE(N(82)), LEFT_OUT, ONE(T("2/3"))), "优秀");
    expect_error(CALL(BALLOT, votes, GRADES, ONE(N(83)), LEFT_OUT, ONE(T("２／３"))), UNDECIDED);
    expect_grade(CALL(BALLOT, votes, GRADES, ONE(N(83)), ONE(N(60)), ONE(T("2/3"))), "优秀"); /* present without voting */
    expect_grade(CALL(BALLOT, votes, GRADES, ONE(N(110))), "优秀");
    expect_error(CALL(BALLOT, votes, GRADES, ONE(N(111))), UNDECIDED);
    expect_grade(CALL(BALLOT, votes, GRADES, ONE(N(100)), LEFT_OUT, ONE(N(55))), "优秀");
    expect_grade(CALL(BALLOT, votes, GRADES, ONE(N(100)), LEFT_OUT, ONE(T("55%"))), "优秀");
    expect_grade(CALL(BALLOT, votes, GRADES, ONE(N(100)), LEFT_OUT, ONE(N(0.55))), "优秀"); /* a cell in percent format */
    expect_error(CALL(BALLOT, votes, GRADES, ONE(N(100)), LEFT_OUT, ONE(N(55.01))), UNDECIDED);
    expect_grade(CALL(BALLOT, AREA(1, 3, N(2), N(0), N(0)), GRADES, ONE(N(3)), LEFT_OUT, ONE(T("2/3"))), "优秀");
    expect_grade(CALL(BALLOT, votes, GRADES, LEFT_OUT, LEFT_OUT, ONE(T("2/3"))), "优秀"); /* nobody says how many are entitled */
}

/* 12 of 18 are two thirds; 66.67 per cent of 18 would be 12.0006. */
static void test_quorum_fractions(void **state) {
    static const double thirds[] = {66.7, 66.67, 66.667, 0.667, 0.6667, 2.0 / 3, 200.0 / 3};
    static const char *const texts[] = {"66.67", "66.67%", "６６．７％", "0.6667"};
    kp_area twelve = AREA(1, 2, N(12), N(0)), eleven = AREA(1, 2, N(11), N(0)), grades = AREA(1, 2, T("同意"), T("不同意"));
    for (size_t i = 0; i < sizeof thirds / sizeof *thirds; i++) {
        expect_grade(CALL(BALLOT, twelve, grades, ONE(N(18)), LEFT_OUT, ONE(N(thirds[i]))), "同意");
        expect_error(CALL(BALLOT, eleven, grades, ONE(N(18)), LEFT_OUT, ONE(N(thirds[i]))), UNDECIDED);
    }
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        expect_grade(CALL(BALLOT, twelve, grades, ONE(N(18)), LEFT_OUT, ONE(T(texts[i]))), "同意");
    /* whole percentages are what they say: 67 per cent of 18 are 12.06, 55 per cent of 20 are 11, of which 6/11 would be 10.9 */
    expect_error(CALL(BALLOT, twelve, grades, ONE(N(18)), LEFT_OUT, ONE(N(67))), UNDECIDED);
    expect_error(CALL(BALLOT, twelve, grades, ONE(N(18)), LEFT_OUT, ONE(N(0.67))), UNDECIDED);
    expect_error(CALL(BALLOT, AREA(1, 2, N(6), N(0)), grades, ONE(N(11)), LEFT_OUT, ONE(N(0.55))), UNDECIDED);
    /* no fraction of twelfths or simpler rounds to 66.68 (12.0024 of 18), nor to 66.66, which 2/3 rounds up from */
    expect_error(CALL(BALLOT, twelve, grades, ONE(N(18)), LEFT_OUT, ONE(N(66.68))), UNDECIDED);
    expect_words(EXPLAIN(KP_ZH, "评议结果", twelve, grades, ONE(N(18)), LEFT_OUT, ONE(N(66.66))), "法定比例 0.6666：");
    /* a half goes up: 3/8 are 37.5, 62.5 are 5/8, exactly; 1/12 is 8.33, and 1 of 12 meets it */
    expect_grade(CALL(BALLOT, AREA(1, 2, N(1), N(0)), grades, ONE(N(12)), LEFT_OUT, ONE(N(8.33))), "同意");
    expect_grade(CALL(BALLOT, AREA(1, 2, N(1), N(0)), grades, ONE(N(12)), LEFT_OUT, ONE(N(1.0 / 12))), "同意");
    expect_grade(CALL(BALLOT, AREA(1, 2, N(5), N(0)), grades, ONE(N(8)), LEFT_OUT, ONE(N(62.5))), "同意");
    expect_words(EXPLAIN(KP_ZH, "评议结果", twelve, grades, ONE(N(18)), LEFT_OUT, ONE(N(66.67))), "66.67% 按 2/3 计");
    expect_words(EXPLAIN(KP_EN, "评议结果", eleven, grades, ONE(N(18)), LEFT_OUT, ONE(T("66.67%"))), "66.67% is taken as 2/3");
    expect_words(EXPLAIN(KP_ZH, "评议结果", AREA(1, 2, N(5), N(0)), grades, ONE(N(8)), LEFT_OUT, ONE(N(62.5))), "法定比例 0.625：已达");
    expect_error(CALL(BALLOT, twelve, grades, ONE(N(18)), LEFT_OUT, ONE(T("三分之二"))), TEXT);
    expect_words(EXPLAIN(KP_ZH, "评议结果", twelve, grades, ONE(N(18)), LEFT_OUT, ONE(T("三分之二"))), "\"2/3\"");
    expect_error(CALL(BALLOT, twelve, grades, ONE(N(18)), LEFT_OUT, ONE(T("—"))), NOT_APPLICABLE);
}

static void test_impossible(void **state) {
    kp_area votes = AREA(1, 3, N(30), N(20), N(5));
    expect_error(CALL(BALLOT, votes, GRADES, ONE(N(50)), ONE(N(60))), ARGUMENT);  /* more present than entitled */
    expect_error(CALL(BALLOT, votes, GRADES, ONE(N(50))), ARGUMENT);              /* more votes than entitled */
    expect_error(CALL(BALLOT, votes, GRADES, ONE(N(100)), ONE(N(54))), ARGUMENT); /* more votes than present */
    expect_error(CALL(BALLOT, votes, GRADES, LEFT_OUT, ONE(N(54))), ARGUMENT);
    expect_error(CALL(BALLOT, votes, GRADES, ONE(N(100)), LEFT_OUT, ONE(N(101))), ARGUMENT);
    expect_error(CALL(BALLOT, votes, GRADES, ONE(N(100)), LEFT_OUT, ONE(T("3/2"))), ARGUMENT);
    expect_error(CALL(BALLOT, votes, GRADES, ONE(N(100)), LEFT_OUT, ONE(T("-1/2"))), ARGUMENT);
    expect_error(CALL(BALLOT, votes, GRADES, ONE(N(100)), LEFT_OUT, ONE(T("2/0"))), TEXT);
    expect_error(CALL(BALLOT, votes, GRADES, ONE(N(100)), LEFT_OUT, ONE(T("过半"))), TEXT);
    expect_error(CALL(BALLOT, votes, GRADES, ONE(N(100.5))), ARGUMENT);
}

static void test_errors(void **state) {
    expect_error(CALL(BALLOT, AREA(1, 3, N(0), N(0), N(0)), GRADES), NO_DATA);
    expect_error(CALL(BALLOT, AREA(1, 3, N(1), NOTHING, N(0)), GRADES), NO_DATA);
    expect_error(CALL(BALLOT, AREA(1, 3, N(1), N(-1), N(0)), GRADES), ARGUMENT);
    expect_error(CALL(BALLOT, AREA(1, 3, N(1), N(0.5), N(0)), GRADES), ARGUMENT);
    expect_error(CALL(BALLOT, AREA(1, 3, N(1), T("x"), N(0)), GRADES), TEXT);
    expect_error(CALL(BALLOT, AREA(1, 3, N(1), DIV0, N(0)), GRADES), TEXT);
    expect_error(CALL(BALLOT, AREA(1, 2, N(1), N(2)), GRADES), ARGUMENT);
    expect_error(CALL(BALLOT, AREA(1, 3, N(1), N(2), N(0)), AREA(1, 3, T("好"), NOTHING, T("差"))), ARGUMENT);
    expect_error(CALL(BALLOT, AREA(1, 3, N(1), N(2), N(0)), AREA(1, 3, T("好"), T("好 "), T("差"))), ARGUMENT);
    expect_error(CALL(BALLOT, AREA(1, 3, N(1), N(2), N(0)), AREA(1, 3, T("好"), DIV0, T("差"))), TEXT);
    expect_error(CALL(BALLOT, AREA(1, 3, N(1), N(2), N(0)), GRADES, LEFT_OUT, LEFT_OUT, LEFT_OUT, ONE(N(2))), ARGUMENT);
}

static void test_explained(void **state) {
    kp_area votes = AREA(1, 3, N(30), N(20), N(5));
    expect_words(EXPLAIN(KP_ZH, "评议结果", votes, GRADES, ONE(N(83)), LEFT_OUT, ONE(T("2/3"))), "实到 55，应到 83，法定比例 2/3：未达法定人数");
    expect_words(EXPLAIN(KP_EN, "kpBallot", votes, GRADES, ONE(N(82)), LEFT_OUT, ONE(T("2/3"))), "55 of 82 entitled are present");
    expect_words(EXPLAIN(KP_EN, "kpBallot", AREA(1, 3, N(20), N(20), N(5)), GRADES), "the lower one is taken");
    expect_words(EXPLAIN(KP_ZH, "kpBallot", votes, GRADES, ONE(N(100)), ONE(N(54))), "54");
    expect_words(EXPLAIN(KP_ZH, "评议结果", votes, GRADES), " 30、");
    expect_words(EXPLAIN(KP_ZH, "评议结果", votes, GRADES), "得票最多的等次即为评议结果");
    expect_words(EXPLAIN(KP_EN, "kpBallot", votes, GRADES), "the result is the grade with the most votes");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_SESSION("the grade with most votes is the result", test_most_votes),
        IN_SESSION("of grades with as many votes the lower is taken unless ruled otherwise", test_ties),
        IN_SESSION("without a quorum there is no result, and fractions are exact", test_quorum),
        IN_SESSION("percentages with decimals mean the fraction that they were rounded from", test_quorum_fractions),
        IN_SESSION("more present than entitled, or votes than present, cannot be", test_impossible),
        IN_SESSION("what is no count of votes is an error", test_errors),
        IN_SESSION("quorum and ties are told", test_explained),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
