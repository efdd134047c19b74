/* SPDX-License-Identifier: GPL-3.0-or-later */
/* functions_rate_test.c - 比率得分, 线性得分 and 分档得分. The marks are worked out by hand beside each case. */
#include "functions_support.h"

/* ---- 比率得分 ---- */

static void test_ratio(void **state) {
    expect_number(CALL(RATIO, ONE(N(15)), ONE(N(37)), ONE(N(43))), 555.0 / 43); /* 15 × 37 ÷ 43 */
    expect_number(CALL(RATIO, ONE(N(15)), ONE(N(43)), ONE(N(43))), 15);
    expect_number(CALL(RATIO, ONE(N(15)), ONE(N(0)), ONE(N(43))), 0);
    expect_number(CALL(RATIO, ONE(N(15)), ONE(N(40)), ONE(N(50)), ONE(N(95))), 240.0 / 19); /* 15 × 80 ÷ 95 */
    expect_number(CALL(RATIO, ONE(N(15)), ONE(N(96)), ONE(N(100)), ONE(N(95))), 15);        /* the target is reached */
    expect_number(CALL(RATIO, ONE(N(15)), ONE(N(40)), ONE(N(50)), ONE(T("80%"))), 15);
    expect_number(CALL(RATIO, ONE(N(15)), ONE(N(2.5)), ONE(N(5))), 7.5);
}

static void test_ratio_errors(void **state) {
    expect_error(CALL(RATIO, ONE(N(15)), ONE(N(44)), ONE(N(43))), ARGUMENT);
    expect_error(CALL(RATIO, ONE(N(15)), ONE(N(1)), ONE(N(0))), ARGUMENT);
    expect_error(CALL(RATIO, ONE(N(15)), ONE(N(-1)), ONE(N(43))), ARGUMENT);
    expect_error(CALL(RATIO, ONE(N(15)), ONE(N(1)), ONE(N(-43))), ARGUMENT);
    expect_error(CALL(RATIO, ONE(N(0)), ONE(N(1)), ONE(N(2))), ARGUMENT);
    expect_error(CALL(RATIO, ONE(N(15)), ONE(N(1)), ONE(N(2)), ONE(N(0))), ARGUMENT);
    expect_error(CALL(RATIO, ONE(N(15)), ONE(N(1)), ONE(N(2)), ONE(N(101))), ARGUMENT);
    expect_error(CALL(RATIO, ONE(N(15)), ONE(N(1)), ONE(N(2)), ONE(N(0.95))), ARGUMENT); /* 95% of a cell in percent format */
    expect_error(CALL(RATIO, ONE(N(15)), AREA(2, 1, N(1), N(1)), ONE(N(2))), ARGUMENT);
    expect_error(CALL(RATIO, ONE(N(15)), ONE(N(1))), ARGUMENT);
    expect_error(CALL(RATIO, ONE(N(15)), ONE(N(0)), ONE(N(0))), NOT_APPLICABLE);
    expect_error(CALL(RATIO, ONE(N(15)), ONE(T("不适用")), ONE(N(43))), NOT_APPLICABLE);
    expect_error(CALL(RATIO, ONE(N(15)), ONE(NOTHING), ONE(N(43))), NO_DATA);
    expect_error(CALL(RATIO, ONE(N(15)), ONE(N(37)), ONE(T(""))), NO_DATA);
    expect_error(CALL(RATIO, ONE(N(15)), ONE(T("若干")), ONE(N(43))), TEXT);
    expect_error(CALL(RATIO, ONE(N(15)), ONE(N(37)), ONE(DIV0)), TEXT);
}

/* ---- 线性得分 ---- */

static void test_linear(void **state) {
    expect_number(CALL(LINEAR, ONE(N(15)), ONE(N(90)), ONE(N(95)), ONE(N(0.5))), 12.5); /* 15 - 5 × 0.5 */
    expect_number(CALL(LINEAR, ONE(N(15)), ONE(N(97.3)), ONE(N(95)), ONE(N(0.5))), 15);
    expect_number(CALL(LINEAR, ONE(N(15)), ONE(T("90%")), ONE(T("95％")), ONE(N(0.5))), 12.5);
    expect_number(CALL(LINEAR, ONE(N(15)), ONE(N(50)), ONE(N(95)), ONE(N(1))), 0);              /* 15 - 45 */
    expect_number(CALL(LINEAR, ONE(N(15)), ONE(N(85)), ONE(N(95)), ONE(N(1)), ONE(N(12))), 12); /* 15 - 10, not below 12 */
    expect_number(CALL(LINEAR, ONE(N(15)), ONE(N(0)), ONE(N(10)), ONE(N(0.5))), 10);            /* nothing is a rate too */
}

/* 2.5 points short at 1 a point: 12.5 by proportion, 13 where the half is not counted, 12 where it counts as a whole one. */
static void test_linear_parts(void **state) {
    kp_area full = ONE(N(15)), actual = ONE(N(92.5)), target = ONE(N(95)), slope = ONE(N(1));
    expect_number(CALL(LINEAR, full, actual, target, slope, LEFT_OUT, LEFT_OUT, ONE(N(0))), 12.5);
    expect_number(CALL(LINEAR, full, actual, target, slope, LEFT_OUT, LEFT_OUT, ONE(N(1))), 13);
    expect_number(CALL(LINEAR, full, actual, target, slope, LEFT_OUT, LEFT_OUT, ONE(N(2))), 12);
}

static void test_linear_low(void **state) {
    expect_number(CALL(LINEAR, ONE(N(15)), ONE(N(3)), ONE(T("1%")), ONE(N(2)), LEFT_OUT, ONE(N(1))), 11); /* 15 - 2 × 2 */
    expect_number(CALL(LINEAR, ONE(N(15)), ONE(T("0.5%")), ONE(T("1%")), ONE(N(2)), LEFT_OUT, ONE(N(1))), 15);
    expect_number(CALL(LINEAR, ONE(N(10)), ONE(T("8%")), ONE(N(5)), ONE(N(2)), ONE(N(0)), ONE(N(1))), 4); /* 10 - 2 × 3 */
}

/* What a cell in percent format shows as 8% it hands over as 0.08, whichever is better, and 100% as 1; text tells what is meant. */
static void test_linear_shares(void **state) {
    kp_area full = ONE(N(10)), slope = ONE(N(2)), none = ONE(N(0)), low = ONE(N(1));
    expect_error(CALL(LINEAR, full, ONE(N(0.08)), ONE(N(5)), slope, none, low), ARGUMENT);
    expect_error(CALL(LINEAR, full, ONE(N(8)), ONE(N(0.05)), slope, none, low), ARGUMENT);
    expect_error(CALL(LINEAR, full, ONE(N(0.999)), ONE(N(5)), slope), ARGUMENT);
    expect_error(CALL(LINEAR, full, ONE(N(1)), ONE(N(95)), slope), ARGUMENT);
    expect_error(CALL(LINEAR, full, ONE(N(3)), ONE(N(1)), slope, none, low), ARGUMENT);
    expect_number(CALL(LINEAR, full, ONE(T("1%")), ONE(T("1%")), slope, none, low), 10);
    expect_number(CALL(LINEAR, full, ONE(N(3)), ONE(T("1%")), slope, none, low), 6); /* 10 - 2 × 2 */
    expect_number(CALL(LINEAR, full, ONE(N(0)), ONE(N(5)), slope, none, low), 10);
    expect_number(CALL(LINEAR, full, ONE(T("1%")), ONE(N(4)), slope), 4);      /* 10 - 2 × 3 */
    expect_number(CALL(LINEAR, full, ONE(T("0.5%")), ONE(N(4)), slope), 3);    /* 10 - 2 × 3.5 */
    expect_number(CALL(RATIO, full, ONE(N(1)), ONE(N(200)), ONE(T("1%"))), 5); /* 0.5 of 1 per cent */
    expect_error(CALL(RATIO, full, ONE(N(1)), ONE(N(200)), ONE(N(0.999))), ARGUMENT);
    expect_words(EXPLAIN(KP_ZH, "线性得分", full, ONE(N(0.08)), ONE(N(5)), slope, none, low), "\"0.5%\"");
}

static void test_linear_errors(void **state) {
    kp_area full = ONE(N(15)), actual = ONE(N(90)), target = ONE(N(95)), slope = ONE(N(0.5));
    expect_error(CALL(LINEAR, ONE(N(-1)), actual, target, slope), ARGUMENT);
    expect_error(CALL(LINEAR, full, ONE(N(-1)), target, slope), ARGUMENT);
    expect_error(CALL(LINEAR, full, ONE(N(100.5)), target, slope), ARGUMENT);
    expect_error(CALL(LINEAR, full, actual, ONE(N(120)), slope), ARGUMENT);
    expect_error(CALL(LINEAR, full, actual, target, ONE(N(-0.5))), ARGUMENT);
    expect_error(CALL(LINEAR, full, ONE(N(0.973)), target, slope), ARGUMENT); /* 97.3% of a cell in percent format */
    expect_error(CALL(LINEAR, full, actual, ONE(N(0.95)), slope), ARGUMENT);
    expect_error(CALL(LINEAR, full, actual, target, slope, ONE(N(15))), ARGUMENT);
    expect_error(CALL(LINEAR, full, actual, target, slope, LEFT_OUT, ONE(N(2))), ARGUMENT);
    expect_error(CALL(LINEAR, full, actual, target, slope, LEFT_OUT, LEFT_OUT, ONE(N(3))), ARGUMENT);
    expect_error(CALL(LINEAR, full, actual, target, AREA(2, 1, N(1), N(1))), ARGUMENT);
    expect_error(CALL(LINEAR, full, actual, target), ARGUMENT);
    expect_error(CALL(LINEAR, full, ONE(T("—")), target, slope), NOT_APPLICABLE);
    expect_error(CALL(LINEAR, full, ONE(T("")), target, slope), NO_DATA);
    expect_error(CALL(LINEAR, full, ONE(T("较高")), target, slope), TEXT);
    expect_error(CALL(LINEAR, full, actual, ONE(DIV0), slope), TEXT);
}

/* ---- 分档得分 ---- */

static void test_ladder(void **state) {
    kp_area steps = AREA(4, 2, N(95), N(10), N(90), N(8), N(80), N(5), T("其他"), N(0));
    expect_number(CALL(LADDER, ONE(N(97.3)), steps), 10);
    expect_number(CALL(LADDER, ONE(N(95)), steps), 10);
    expect_number(CALL(LADDER, ONE(N(94.999)), steps), 8);
    expect_number(CALL(LADDER, ONE(N(80)), steps), 5);
    expect_number(CALL(LADDER, ONE(N(79.9)), steps), 0);
    expect_number(CALL(LADDER, ONE(T("92%")), steps), 8);
    expect_number(CALL(LADDER, ONE(N(92)), AREA(4, 2, T("else"), N(1), N(80), N(5), T("90%"), N(8), N(95), N(10))), 8); /* written from the worst */
    expect_number(CALL(LADDER, ONE(N(92)), AREA(4, 2, T("界限"), T("得分"), N(95), N(10), NOTHING, NOTHING, N(90), N(8))), 8);
    expect_number(CALL(LADDER, ONE(N(-3)), AREA(2, 2, N(-5), N(1), N(0), N(2))), 1);
    expect_number(CALL(LADDER, ONE(N(89)), AREA(2, 2, N(95), N(10), N(90), N(8))), 0); /* reaches no step, and there is none for the rest */
}

static void test_ladder_low(void **state) {
    kp_area steps = AREA(3, 2, N(3), N(10), N(7), N(6), T("其余"), N(2));
    expect_number(CALL(LADDER, ONE(N(3)), steps, ONE(N(1))), 10);
    expect_number(CALL(LADDER, ONE(N(3.5)), steps, ONE(N(1))), 6);
    expect_number(CALL(LADDER, ONE(N(8)), steps, ONE(N(1))), 2);
    expect_number(CALL(LADDER, ONE(N(8)), AREA(2, 2, N(3), N(10), N(7), N(6)), ONE(N(1))), 0);
}

static void test_ladder_errors(void **state) {
    kp_area value = ONE(N(92)), steps = AREA(2, 2, N(95), N(10), N(90), N(8));
    expect_error(CALL(LADDER, value, AREA(1, 2, T("界限"), T("得分"))), ARGUMENT);                          /* titles, but no step */
    expect_error(CALL(LADDER, value, AREA(2, 2, N(95), N(10), N(95), N(8))), ARGUMENT);                     /* a bound twice */
    expect_error(CALL(LADDER, value, AREA(2, 2, N(95), N(8), N(90), N(10))), ARGUMENT);                     /* the worse step is worth more */
    expect_error(CALL(LADDER, value, AREA(2, 2, N(95), NOTHING, N(90), N(8))), ARGUMENT);                   /* a step without mark */
    expect_error(CALL(LADDER, value, AREA(2, 2, NOTHING, N(10), N(90), N(8))), ARGUMENT);                   /* a mark without step */
    expect_error(CALL(LADDER, value, AREA(3, 2, N(90), N(8), T("其他"), N(1), T("else"), N(0))), ARGUMENT); /* the rest twice */
    expect_error(CALL(LADDER, value, AREA(2, 2, N(90), N(8), T("其他"), N(9))), ARGUMENT);                  /* the rest is worth more */
    expect_error(CALL(LADDER, value, AREA(1, 2, N(90), N(-8))), ARGUMENT);
    expect_error(CALL(LADDER, value, AREA(2, 1, N(95), N(10))), ARGUMENT);
    expect_error(CALL(LADDER, value, steps, ONE(N(2))), ARGUMENT);
    expect_error(CALL(LADDER, AREA(2, 1, N(1), N(2)), steps), ARGUMENT);
    expect_error(CALL(LADDER, value, AREA(2, 2, NOTHING, NOTHING, T(""), T(" "))), NO_DATA);
    expect_error(CALL(LADDER, ONE(NOTHING), steps), NO_DATA);
    expect_error(CALL(LADDER, ONE(T("—")), steps), NOT_APPLICABLE);
    expect_error(CALL(LADDER, value, AREA(2, 2, N(95), N(10), T("九十"), N(8))), TEXT);
    expect_error(CALL(LADDER, value, AREA(2, 2, N(95), T("—"), N(90), N(8))), TEXT);
    expect_error(CALL(LADDER, value, AREA(2, 2, N(95), DIV0, N(90), N(8))), TEXT);
    expect_error(CALL(LADDER, ONE(T("很多")), steps), TEXT);
}

/* ---- in words ---- */

static void test_explained(void **state) {
    expect_words(EXPLAIN(KP_ZH, "比率得分", ONE(N(15)), ONE(N(37)), ONE(N(43))), "满分 15 × 完成数 37 ÷ 应完成数 43 ≈ 12.907");
    expect_words(EXPLAIN(KP_EN, "kpratio", ONE(N(15)), ONE(N(37)), ONE(N(43))), "full marks 15 × done 37 ÷ due 43 ≈ 12.907");
    expect_words(EXPLAIN(KP_ZH, "比率得分", ONE(N(15)), ONE(N(0)), ONE(N(0))), "不适用：没有一项可计\n应完成数为 0");
    expect_words(EXPLAIN(KP_EN, "kpRatio", ONE(N(15)), ONE(N(44)), ONE(N(43))), "argument “done” (44): more done than due");
    expect_words(EXPLAIN(KP_ZH, "线性得分", ONE(N(15)), ONE(N(90)), ONE(N(95)), ONE(N(0.5))), "达到 95% 得满分，每低一个百分点扣 0.5 分");
    expect_words(EXPLAIN(KP_ZH, "线性得分", ONE(N(15)), ONE(N(0.9)), ONE(N(95)), ONE(N(0.5))), "8% 请写 8");
    expect_words(EXPLAIN(KP_ZH, "分档得分", ONE(N(92)), AREA(2, 2, N(95), N(10), N(90), N(8))), "92 ≥ 90 → 8");
    expect_words(EXPLAIN(KP_ZH, "分档得分", ONE(N(92)), AREA(2, 2, N(95), N(10), N(95), N(8))), "参数“分档表”，第 2 行第 1 列：这个界限写了两次");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_SESSION("a ratio gives its share of the full marks, all of them at the target", test_ratio),
        IN_SESSION("what cannot be a ratio is the right error", test_ratio_errors),
        IN_SESSION("points come off for each percentage point short of the target", test_linear),
        IN_SESSION("parts of a percentage point count as the call says", test_linear_parts),
        IN_SESSION("where low is good, points come off above the target", test_linear_low),
        IN_SESSION("what may be a cell in percent format is not taken for a rate, in either direction", test_linear_shares),
        IN_SESSION("what cannot be a rate is the right error", test_linear_errors),
        IN_SESSION("a ladder gives the mark of the step that is reached, in whatever order it is written", test_ladder),
        IN_SESSION("where low is good, bounds are upper ones", test_ladder_low),
        IN_SESSION("a ladder that cannot be is the right error", test_ladder_errors),
        IN_SESSION("each is told in words", test_explained),
    };
    return cmocka_run_group_tests_name("functions_rate", tests, NULL, NULL);
}
