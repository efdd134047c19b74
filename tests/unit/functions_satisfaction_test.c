/* SPDX-License-Identifier: GPL-3.0-or-later */
/* functions_satisfaction_test.c - 满意度 and 满意率 from counts. Expected values are worked out by hand beside each. */
#include "functions_support.h"

#define FIVE AREA(1, 5, N(50), N(30), N(10), N(5), N(5))

/* 50×100 + 30×80 + 10×60 + 5×30 + 5×0 = 8150 of 100 answers. */
static void test_degree(void **state) {
    expect_number(CALL(SATISFACTION, FIVE), 81.5);
    expect_number(CALL(SATISFACTION, FIVE, AREA(5, 1, N(100), N(80), N(60), N(30), N(0))), 81.5);
    expect_number(CALL(SATISFACTION, AREA(3, 1, N(2), N(1), N(0)), AREA(3, 1, N(100), N(50), N(0))), 250.0 / 3);
    expect_number(CALL(SATISFACTION, AREA(1, 2, T("10票"), N(0)), AREA(1, 2, N(100), N(0))), 100);
    expect_number(CALL(SATISFACTION, AREA(1, 3, N(1), N(1), N(2)), AREA(1, 3, N(100), N(100), N(0))), 50); /* two alike; 200 ÷ 4 */
    /* of a scale to 5 the largest is 100: 1 of 5 is 20 */
    expect_number(CALL(SATISFACTION, AREA(1, 5, N(0), N(0), N(0), N(0), N(9)), AREA(1, 5, N(5), N(4), N(3), N(2), N(1))), 20);
}

/* With 20 who do not know: left out 81.5; half of the scale (8150 + 20×50) / 120 = 76.25; nothing 8150 / 120. */
static void test_unknown(void **state) {
    expect_number(CALL(SATISFACTION, FIVE, LEFT_OUT, ONE(N(20))), 81.5);
    static const struct {
        const char *word;
        double expected;
    } rules[] = {{"0", 81.5},         {"exclude", 81.5},      {"不计入", 81.5},         {"1", 76.25}, {"neutral", 76.25}, {"计一半", 76.25},
                 {"2", 8150.0 / 120}, {"ZERO", 8150.0 / 120}, {"计零分", 8150.0 / 120}, {" ", 81.5}};
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        expect_number(CALL(SATISFACTION, FIVE, LEFT_OUT, ONE(N(20)), ONE(T(rules[i].word))), rules[i].expected);
    expect_number(CALL(SATISFACTION, FIVE, LEFT_OUT, ONE(N(20)), ONE(N(1))), 76.25);
    expect_number(CALL(SATISFACTION, FIVE, LEFT_OUT, ONE(N(0)), ONE(N(2))), 81.5);
}

/* 80 of 100; with 20 who do not know half of them (80 + 10) / 120 = 75, or none 80 / 120. */
static void test_rate(void **state) {
    expect_number(CALL(SATISFACTION_RATE, FIVE, ONE(N(2))), 80);
    expect_number(CALL(SATISFACTION_RATE, FIVE, ONE(N(5))), 100);
    expect_number(CALL(SATISFACTION_RATE, FIVE, ONE(N(2)), ONE(N(20))), 80);
    expect_number(CALL(SATISFACTION_RATE, FIVE, ONE(N(2)), ONE(N(20)), ONE(N(1))), 75);
    expect_number(CALL(SATISFACTION_RATE, FIVE, ONE(N(2)), ONE(N(20)), ONE(T("zero"))), 8000.0 / 120);
    expect_number(CALL(SATISFACTION_RATE, AREA(1, 3, N(1), N(1), N(1)), ONE(N(1))), 100.0 / 3);
    /* more than nine options: “选项1” is not “选项10” */
    expect_number(CALL(SATISFACTION_RATE, AREA(1, 11, N(1), N(0), N(0), N(0), N(0), N(0), N(0), N(0), N(0), N(1), N(2)), ONE(N(1))), 25);
}

static void test_no_answers(void **state) {
    expect_error(CALL(SATISFACTION, AREA(1, 5, N(0), N(0), N(0), N(0), N(0))), NO_DATA);
    expect_error(CALL(SATISFACTION, AREA(1, 5, N(0), N(0), N(0), N(0), N(0)), LEFT_OUT, ONE(N(7))), NO_DATA); /* they are not in the base */
    expect_number(CALL(SATISFACTION, AREA(1, 5, N(0), N(0), N(0), N(0), N(0)), LEFT_OUT, ONE(N(7)), ONE(N(1))), 50);
    expect_error(CALL(SATISFACTION, AREA(1, 5, N(1), NOTHING, N(0), N(0), N(0))), NO_DATA);
    expect_error(CALL(SATISFACTION, AREA(5, 1, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING)), NO_DATA);
    expect_error(CALL(SATISFACTION, AREA(1, 2, T("—"), T("—")), AREA(1, 2, N(1), N(0))), NOT_APPLICABLE);
    expect_error(CALL(SATISFACTION_RATE, AREA(1, 2, N(0), N(0)), ONE(N(1))), NO_DATA);
}

static void test_errors(void **state) {
    expect_error(CALL(SATISFACTION, AREA(1, 3, N(1), N(2), N(3))), ARGUMENT); /* values of three options are not known */
    expect_error(CALL(SATISFACTION, FIVE, AREA(1, 4, N(100), N(80), N(60), N(30))), ARGUMENT);
    expect_error(CALL(SATISFACTION, FIVE, AREA(1, 5, N(100), N(80), N(60), N(30), N(-1))), ARGUMENT);
    expect_error(CALL(SATISFACTION, FIVE, AREA(1, 5, N(0), N(0), N(0), N(0), N(0))), ARGUMENT);
    expect_error(CALL(SATISFACTION, FIVE, AREA(1, 5, N(0), N(30), N(60), N(80), N(100))), ARGUMENT); /* the worst first */
    expect_error(CALL(SATISFACTION, FIVE, AREA(1, 5, N(100), N(60), N(80), N(30), N(0))), ARGUMENT);
    expect_words(EXPLAIN(KP_ZH, "满意度", FIVE, AREA(1, 5, N(100), N(60), N(80), N(30), N(0))), "参数“分值”，第 3 列（80）：分值应从高到低");
    expect_error(CALL(SATISFACTION, FIVE, AREA(1, 5, N(100), T("好"), N(60), N(30), N(0))), TEXT);
    expect_error(CALL(SATISFACTION, AREA(1, 5, N(1), N(1.5), N(0), N(0), N(0))), ARGUMENT);
    expect_error(CALL(SATISFACTION, AREA(1, 5, N(1), N(-1), N(0), N(0), N(0))), ARGUMENT);
    expect_error(CALL(SATISFACTION, AREA(1, 5, N(1), T("—"), N(0), N(0), N(0))), ARGUMENT);
    expect_error(CALL(SATISFACTION, AREA(1, 5, N(1), T("多"), N(0), N(0), N(0))), TEXT);
    expect_error(CALL(SATISFACTION, AREA(1, 5, N(1), DIV0, N(0), N(0), N(0))), TEXT);
    expect_error(CALL(SATISFACTION, FIVE, LEFT_OUT, ONE(N(-1))), ARGUMENT);
    expect_error(CALL(SATISFACTION, FIVE, LEFT_OUT, ONE(N(0)), ONE(N(3))), ARGUMENT);
    expect_error(CALL(SATISFACTION, FIVE, LEFT_OUT, ONE(N(0)), ONE(T("maybe"))), ARGUMENT);
    expect_error(CALL(SATISFACTION_RATE, FIVE, ONE(N(0))), ARGUMENT);
    expect_error(CALL(SATISFACTION_RATE, FIVE, ONE(N(6))), ARGUMENT);
    expect_error(CALL(SATISFACTION_RATE, FIVE), ARGUMENT);
    expect_error(CALL(SATISFACTION_RATE, AREA(3, 1, N(50), N(30), NOTHING), ONE(N(1))), NO_DATA); /* the last option, too, needs its 0 */
}

static void test_explained(void **state) {
    expect_words(EXPLAIN(KP_ZH, "满意度", FIVE), "有效票 100");
    expect_words(EXPLAIN(KP_EN, "kpSatisfaction", FIVE), "81.5");
    expect_words(EXPLAIN(KP_EN, "kpSatisfaction", AREA(1, 5, N(0), N(0), N(0), N(0), N(0))), "no valid answer");
    const char *rate = EXPLAIN(KP_ZH, "满意率", AREA(1, 3, N(30), N(10), N(10)), ONE(N(1)), ONE(N(7)));
    expect_words(rate, "选项1 30 ÷ (选项1 30 + 选项2 10 + 选项3 10) × 100 = 60");
    expect_words(rate, "不了解 7 票不计入");
    assert_null(strstr(rate, "满分 100"));
    expect_words(EXPLAIN(KP_EN, "kpSatisfaction", FIVE, LEFT_OUT, ONE(N(7))), "don't know: 7, not counted");
    expect_words(EXPLAIN(KP_ZH, "满意率", FIVE, ONE(N(2)), LEFT_OUT, ONE(N(9))), "不计入");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_SESSION("the degree is the mean value of the answers, the largest value being 100", test_degree),
        IN_SESSION("who does not know counts as the rule says, by number or word", test_unknown),
        IN_SESSION("the rate is the share of the first options", test_rate),
        IN_SESSION("without a valid answer there is no figure", test_no_answers),
        IN_SESSION("counts that cannot be are errors", test_errors),
        IN_SESSION("the derivation is told", test_explained),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
