/* SPDX-License-Identifier: GPL-3.0-or-later */
/* functions_agreement_test.c - 评价一致性. The table is that of Shrout and Fleiss (Psychological Bulletin 86, 1979, table 2), the figures theirs, and those of R 4.2 (friedman.test, anova, cov, t.test). */
#include "functions_support.h"
#include "near.h"

/* clang-format off */
#define JUDGES AREA(6, 4, N(9), N(2), N(5), N(8),  N(6), N(1), N(3), N(2),  N(8), N(4), N(6), N(8),  N(7), N(1), N(2), N(6),  N(10), N(5), N(6), N(9),  N(6), N(2), N(4), N(7))
/* clang-format on */

static void expect_figure(kp_result result, double expected) {
    assert_int_equal(result.error, 0);
    assert_int_equal(result.rows * result.columns, 1);
    expect_within(result.cells[0].number, expected, 1e-12);
}

static void test_figures(void **state) {
    expect_figure(CALL(AGREEMENT, JUDGES), 0.887037037037037);
    expect_figure(CALL(AGREEMENT, JUDGES, ONE(N(1))), 0.887037037037037);
    expect_figure(CALL(AGREEMENT, JUDGES, ONE(N(2))), 0.289763779527559);
    expect_figure(CALL(AGREEMENT, JUDGES, ONE(N(3))), 0.620050547598989);
    expect_figure(CALL(AGREEMENT, JUDGES, ONE(N(4))), 0.909315542377069);
}

static void test_leniency(void **state) {
    static const double expected[] = {2.375, -2.791666666666667, -0.958333333333333, 1.375};
    kp_result row = CALL(AGREEMENT, JUDGES, ONE(N(5)));
    assert_int_equal(row.rows, 1);
    assert_int_equal(row.columns, 4);
    for (size_t j = 0; j < 4; j++)
        expect_within(row.cells[j].number, expected[j], 1e-12);
    /* two judge the first unit, 80 and 90, and nobody the second with another: 5 below, 5 above, and nothing of the third */
    row = CALL(AGREEMENT, AREA(2, 3, N(80), N(90), NOTHING, NOTHING, T("—"), N(70)), ONE(T("宽严")));
    expect_cell(row, 0, -5);
    expect_cell(row, 1, 5);
    assert_int_equal(row.cells[2].kind, KP_VALUE_EMPTY);
}

static void test_words(void **state) {
    expect_figure(CALL(AGREEMENT, JUDGES, ONE(T("Kendall W"))), 0.887037037037037);
    expect_figure(CALL(AGREEMENT, JUDGES, ONE(T("icc（2,1）"))), 0.289763779527559);
    expect_figure(CALL(AGREEMENT, JUDGES, ONE(T("ICC(2,k)"))), 0.620050547598989);
    expect_figure(CALL(AGREEMENT, JUDGES, ONE(T("Cronbach's alpha"))), 0.909315542377069);
    expect_figure(CALL(AGREEMENT, JUDGES, ONE(T("4"))), 0.909315542377069);
    expect_figure(CALL(AGREEMENT, JUDGES, ONE(NOTHING)), 0.887037037037037);
    expect_error(CALL(AGREEMENT, JUDGES, ONE(N(6))), ARGUMENT);
    expect_error(CALL(AGREEMENT, JUDGES, ONE(N(0))), ARGUMENT);
    expect_error(CALL(AGREEMENT, JUDGES, ONE(T("kappa"))), ARGUMENT);
}

/* Rows with a gap are left out: of (1, 3) (2, 2) (3, 7) the variances are 1 and 7, that of 4, 4, 10 is 12: 2 (1 - 8/12) = 2/3. */
static void test_gaps(void **state) {
    kp_area gaps = AREA(6, 2, N(1), N(3), NOTHING, NOTHING, N(2), N(2), N(5), T("—"), NOTHING, N(9), N(3), N(7));
    expect_figure(CALL(AGREEMENT, gaps, ONE(N(4))), 2.0 / 3);
    expect_words(EXPLAIN(KP_ZH, "评价一致性", gaps, ONE(N(4))), "另有 2 行评分不全，没有计入");
}

static void test_errors(void **state) {
    expect_error(CALL(AGREEMENT, AREA(3, 1, N(1), N(2), N(3))), ARGUMENT);
    expect_error(CALL(AGREEMENT, AREA(2, 2, NOTHING, NOTHING, NOTHING, T("—"))), NO_DATA);
    expect_error(CALL(AGREEMENT, AREA(2, 2, N(1), N(2), N(3), NOTHING)), UNDECIDED);
    expect_error(CALL(AGREEMENT, AREA(2, 2, N(5), N(5), N(5), N(5)), ONE(N(2))), UNDECIDED);
    expect_error(CALL(AGREEMENT, AREA(2, 2, N(5), N(5), N(5), N(5))), UNDECIDED);
    expect_error(CALL(AGREEMENT, AREA(2, 2, N(5), NOTHING, NOTHING, N(5)), ONE(N(5))), UNDECIDED);
    expect_error(CALL(AGREEMENT, AREA(2, 2, N(5), T("优"), N(5), N(5))), TEXT);
    expect_error(CALL(AGREEMENT, AREA(2, 2, N(5), DIV0, N(5), N(5))), TEXT);
    expect_error(CALL(AGREEMENT, LEFT_OUT), ARGUMENT);
}

static void test_explained(void **state) {
    expect_words(EXPLAIN(KP_ZH, "评价一致性", JUDGES), "6 个对象，4 位评价者");
    expect_words(EXPLAIN(KP_ZH, "评价一致性", JUDGES), "χ² = 17.7407，自由度 5，p = 0.0033");
    expect_words(EXPLAIN(KP_EN, "kpAgreement", JUDGES, ONE(N(2))), "95% confidence interval: 0.0188 to 0.7611");
    expect_words(EXPLAIN(KP_EN, "kpAgreement", JUDGES, ONE(N(3))),
                 "mean squares: units 11.2417, evaluators 32.4861, residual 1.0194; F = 11.0272 (5, 15), p = 0.0001");
    expect_words(EXPLAIN(KP_EN, "kpAgreement", JUDGES, ONE(N(4))), "without column 2");
    expect_words(EXPLAIN(KP_ZH, "kpAgreement", JUDGES, ONE(N(5))),
                 "第 2 列：比平均 -2.7917（z = -1.20），比其他人 -3.7222，t = -10.08，自由度 5，Holm 校正 p = 0.0007：偏严");
    expect_words(EXPLAIN(KP_EN, "kpAgreement", AREA(2, 2, N(1), N(2), N(3), NOTHING)), "fewer than two units");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_SESSION("W, ICC and alpha of a published table are the published ones", test_figures),
        IN_SESSION("leniency is a row of deviations from the means", test_leniency),
        IN_SESSION("what is wanted may be said in words", test_words),
        IN_SESSION("rows with gaps are left out, and that is told", test_gaps),
        IN_SESSION("too few marks, marks alike and what is no mark are errors", test_errors),
        IN_SESSION("tests and intervals are told", test_explained),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
