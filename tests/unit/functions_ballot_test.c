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
    /* 2 of 3 are two thirds, and less than 66.67 per cent */
    expect_grade(CALL(BALLOT, AREA(1, 3, N(2), N(0), N(0)), GRADES, ONE(N(3)), LEFT_OUT, ONE(T("2/3"))), "优秀");
    expect_error(CALL(BALLOT, AREA(1, 3, N(2), N(0), N(0)), GRADES, ONE(N(3)), LEFT_OUT, ONE(N(66.67))), UNDECIDED);
    expect_grade(CALL(BALLOT, votes, GRADES, LEFT_OUT, LEFT_OUT, ONE(T("2/3"))), "优秀"); /* nobody says how many are entitled */
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
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_SESSION("the grade with most votes is the result", test_most_votes),
        IN_SESSION("of grades with as many votes the lower is taken unless ruled otherwise", test_ties),
        IN_SESSION("without a quorum there is no result, and fractions are exact", test_quorum),
        IN_SESSION("more present than entitled, or votes than present, cannot be", test_impossible),
        IN_SESSION("what is no count of votes is an error", test_errors),
        IN_SESSION("quorum and ties are told", test_explained),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
