/* SPDX-License-Identifier: GPL-3.0-or-later */
/* functions_deduct_test.c - 扣分得分. The sums are worked out by hand beside each case. */
#include "functions_support.h"

static void test_places(void **state) {
    expect_number(CALL(DEDUCT, ONE(N(15)), ONE(N(0.5)), ONE(N(3))), 13.5);                   /* 15 - 3 × 0.5 */
    expect_number(CALL(DEDUCT, ONE(N(15)), ONE(N(0.5))), 14.5);                              /* one place */
    expect_number(CALL(DEDUCT, ONE(N(15)), ONE(N(0.5)), ONE(N(0))), 15);                     /* none */
    expect_number(CALL(DEDUCT, ONE(N(15)), ONE(N(0.5)), ONE(N(3)), ONE(N(1))), 14);          /* 15 - 2 × 0.5 */
    expect_number(CALL(DEDUCT, ONE(N(15)), ONE(N(0.5)), ONE(N(3)), ONE(N(5))), 15);          /* all free */
    expect_number(CALL(DEDUCT, ONE(N(15)), ONE(N(2)), ONE(N(10))), 0);                       /* 15 - 20, down to 0 */
    expect_number(CALL(DEDUCT, ONE(N(15)), ONE(N(2)), ONE(N(10)), ONE(N(0)), ONE(N(5))), 5); /* down to 5 */
    expect_number(CALL(DEDUCT, ONE(N(15)), ONE(N(2)), ONE(N(8)), LEFT_OUT, ONE(N(-2))), -1); /* a floor below 0 */
    expect_number(CALL(DEDUCT, ONE(T("15分")), ONE(T("０．５")), ONE(T(" 3 处"))), 13.5);    /* as people type */
    expect_number(CALL(DEDUCT, ONE(N(0.3)), ONE(N(0.1)), ONE(N(1))), 0.2);                   /* binary gives 0.19999999999999998 */
}

/* Points for each place times places: 0.5 × 3 + 1 × 2 + 2 × 1 = 5.5. Four free: the three of the first and one of the second leave 1 + 2 = 3. */
static void test_list(void **state) {
    kp_area points = AREA(3, 1, N(0.5), N(1), N(2)), counts = AREA(3, 1, N(3), N(2), N(1));
    expect_number(CALL(DEDUCT, ONE(N(15)), points), 11.5);
    expect_number(CALL(DEDUCT, ONE(N(15)), points, counts), 9.5);
    expect_number(CALL(DEDUCT, ONE(N(15)), points, counts, ONE(N(4))), 12);
    expect_number(CALL(DEDUCT, ONE(N(15)), ONE(N(0.5)), counts), 12);                        /* 6 places at 0.5 */
    expect_number(CALL(DEDUCT, ONE(N(15)), points, AREA(3, 1, N(3), NOTHING, T(""))), 10.5); /* 1.5 + 1 + 2 */
    expect_number(CALL(DEDUCT, ONE(N(15)), AREA(4, 1, N(0.5), NOTHING, T("—"), N(1))), 13.5);
    expect_number(CALL(DEDUCT, ONE(N(15)), AREA(2, 2, N(0.5), N(1), N(2), T("1分"))), 10.5);
    expect_number(CALL(DEDUCT, ONE(N(3)), points, counts), 0);
    expect_number(CALL(DEDUCT, ONE(N(15)), AREA(2, 1, NOTHING, T(" "))), 15); /* nothing was found */
    expect_number(CALL(DEDUCT, ONE(N(15)), AREA(1, 2, NOTHING, NOTHING), AREA(1, 2, NOTHING, NOTHING)), 15);
}

static void test_errors(void **state) {
    kp_area points = AREA(3, 1, N(0.5), N(1), N(2));
    expect_error(CALL(DEDUCT, ONE(N(0)), ONE(N(1))), ARGUMENT);
    expect_error(CALL(DEDUCT, ONE(N(-15)), ONE(N(1))), ARGUMENT);
    expect_error(CALL(DEDUCT, ONE(N(15)), ONE(N(-1))), ARGUMENT);
    expect_error(CALL(DEDUCT, ONE(N(15)), ONE(N(1)), ONE(N(-1))), ARGUMENT);
    expect_error(CALL(DEDUCT, ONE(N(15)), ONE(N(1)), ONE(N(1.5))), ARGUMENT);
    expect_error(CALL(DEDUCT, ONE(N(15)), ONE(N(1)), ONE(N(1)), ONE(N(-1))), ARGUMENT);
    expect_error(CALL(DEDUCT, ONE(N(15)), ONE(N(1)), ONE(N(1)), ONE(N(0)), ONE(N(15))), ARGUMENT);
    expect_error(CALL(DEDUCT, ONE(N(15)), points, AREA(2, 1, N(1), N(1))), ARGUMENT);
    expect_error(CALL(DEDUCT, ONE(N(15)), points, AREA(1, 3, N(1), N(1), N(1))), ARGUMENT);
    expect_error(CALL(DEDUCT, ONE(N(15)), points, ONE(N(1))), ARGUMENT);
    expect_error(CALL(DEDUCT, ONE(N(15)), AREA(2, 1, N(1), N(-1))), ARGUMENT);
    expect_error(CALL(DEDUCT, ONE(N(15)), points, AREA(3, 1, N(1), N(0.5), N(1))), ARGUMENT);
    expect_error(CALL(DEDUCT, AREA(1, 2, N(15), N(15)), ONE(N(1))), ARGUMENT);
    expect_error(CALL(DEDUCT, ONE(N(15))), ARGUMENT);
    expect_error(CALL(DEDUCT, ONE(N(15)), ONE(NOTHING)), NO_DATA);
    expect_error(CALL(DEDUCT, ONE(NOTHING), ONE(N(1))), NO_DATA);
    expect_error(CALL(DEDUCT, ONE(N(15)), ONE(NOTHING), AREA(2, 1, N(1), N(2))), NO_DATA);
    expect_error(CALL(DEDUCT, ONE(N(15)), AREA(2, 1, NOTHING, NOTHING), AREA(2, 1, N(1), NOTHING)), NO_DATA); /* places, but no points */
    expect_error(CALL(DEDUCT, ONE(N(15)), AREA(2, 1, NOTHING, N(1)), AREA(2, 1, N(1), N(1))), NO_DATA);
    expect_error(CALL(DEDUCT, ONE(N(15)), AREA(2, 1, T("—"), T("不适用"))), NOT_APPLICABLE);
    expect_error(CALL(DEDUCT, ONE(N(15)), ONE(T("—"))), NOT_APPLICABLE);
    expect_error(CALL(DEDUCT, ONE(N(15)), ONE(N(1)), ONE(T(""))), NO_DATA); /* not one place */
    expect_error(CALL(DEDUCT, ONE(N(15)), ONE(T("两分"))), TEXT);
    expect_error(CALL(DEDUCT, ONE(N(15)), AREA(2, 1, N(1), T("x"))), TEXT);
    expect_error(CALL(DEDUCT, ONE(N(15)), AREA(2, 1, N(1), DIV0)), TEXT);
    expect_error(CALL(DEDUCT, ONE(DIV0), ONE(N(1))), TEXT);
}

static void test_explained(void **state) {
    const char *zh = EXPLAIN(KP_ZH, "扣分得分", ONE(N(15)), ONE(N(0.5)), ONE(N(3)));
    expect_words(zh, "满分 15 分，每处（次）扣 0.5 分");
    expect_words(zh, "满分 15 − 每处扣 0.5 × 处（次）数 3");
    expect_words(zh, "结果：13.5");
    expect_words(EXPLAIN(KP_EN, "KPDEDUCT", ONE(N(15)), ONE(N(0.5)), ONE(N(3))), "Result: 13.5");
    expect_words(EXPLAIN(KP_ZH, "kpDeduct", ONE(N(15)), AREA(2, 1, N(0.5), N(1)), AREA(2, 1, N(1), N(3))),
                 "（扣完为止）\n第 2 条每处扣 1 × 处数 3 = 3\n");
    expect_words(EXPLAIN(KP_EN, "kpDeduct", ONE(N(15)), AREA(2, 1, N(0.5), T("x"))), "argument “points”, row 2 (“x”): a number is due here");
    expect_words(EXPLAIN(KP_ZH, "扣分得分", ONE(N(15)), AREA(2, 1, N(0.5), T("x"))), "扣分得分 出错，#VALUE!：");
    expect_words(EXPLAIN(KP_ZH, "扣分得分", ONE(N(15)), AREA(2, 1, N(0.5), T("x"))), "参数“每处扣分”，第 2 行（“x”）：该填数字");
    expect_words(EXPLAIN(KP_ZH, "扣分得分", ONE(N(15))), "参数“每处扣分”：必须给出");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_SESSION("so many places at so many points come off the full marks", test_places),
        IN_SESSION("a range of points is a list of findings, with places beside them", test_list),
        IN_SESSION("what cannot be deducted is the right error", test_errors),
        IN_SESSION("the deduction is told in words, and so is what is wrong", test_explained),
    };
    return cmocka_run_group_tests_name("functions_deduct", tests, NULL, NULL);
}
