/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * functions_weighted_satisfaction_test.c - 加权满意度 from counts of three buildings. Exact figures are worked out by hand; standard errors and quantiles are those of R 4.2 with survey
 * 4.1 (svydesign(strata, fpc), svymean, qt), and where some do not know, of fractions: Σ W² (1 - k/N) k/(k-1) Σ (v - mean)² / m², k asked, m valid.
 */
#include "functions_support.h"
#include "near.h"

/* 20, 30 and 10 answers of 300, 500 and 200 households. Degrees 1610/20 = 80.5, 2200/30 = 73 1/3, 780/10 = 78. */
#define COUNTS AREA(3, 5, N(10), N(5), N(3), N(1), N(1), N(12), N(8), N(4), N(4), N(2), N(5), N(2), N(2), N(0), N(1))
#define SIZES  AREA(3, 1, N(300), N(500), N(200))
#define ASKED  AREA(3, 1, N(2), N(0), N(1)) /* don't know */

#define expect_about(result, at, expected) expect_within(number_at((result), (at), __FILE__, __LINE__), (expected), 1e-6)

static double number_at(kp_result result, size_t at, const char *file, int line) {
    if (result.error || at >= result.rows * result.columns || result.cells[at].kind != KP_VALUE_NUMBER) {
        print_error("a number expected, found error %d\n", (int)result.error);
        _fail(file, line);
    }
    return result.cells[at].number;
}

/* (300 × 80.5 + 500 × 73 1/3 + 200 × 78) / 1000 = 917/12. */
static void test_degree(void **state) {
    expect_number(CALL(WEIGHTED_SATISFACTION, COUNTS, SIZES), 917.0 / 12);
    expect_number(CALL(WEIGHTED_SATISFACTION, COUNTS, AREA(1, 3, N(300), N(500), N(200))), 917.0 / 12);
    expect_number(CALL(WEIGHTED_SATISFACTION, COUNTS, SIZES, AREA(1, 5, N(10), N(8), N(6), N(3), N(0))), 917.0 / 12);
    /* two options, 1/4 and 3/4 satisfied of 10 and of 30: (10 × 25 + 30 × 75) / 40 */
    expect_number(CALL(WEIGHTED_SATISFACTION, AREA(2, 2, N(1), N(3), N(3), N(1)), AREA(2, 1, N(10), N(30)), AREA(1, 2, N(1), N(0))), 62.5);
    expect_number(CALL(WEIGHTED_SATISFACTION, AREA(1, 5, N(50), N(30), N(10), N(5), N(5)), ONE(N(4000))), 81.5); /* one stratum is a plain degree */
}

/* 15/20, 20/30 and 7/10 positive: (300 × 75 + 500 × 66 2/3 + 200 × 70) / 1000 = 419/6. */
static void test_rate(void **state) {
    expect_number(CALL(WEIGHTED_SATISFACTION, COUNTS, SIZES, LEFT_OUT, LEFT_OUT, LEFT_OUT, ONE(N(2))), 419.0 / 6);
    expect_number(CALL(WEIGHTED_SATISFACTION, COUNTS, SIZES, LEFT_OUT, LEFT_OUT, LEFT_OUT, ONE(N(5))), 100);
    expect_number(CALL(WEIGHTED_SATISFACTION, AREA(1, 3, N(1), N(1), N(2)), ONE(N(9)), LEFT_OUT, LEFT_OUT, LEFT_OUT, ONE(N(1))), 25);
}

/* Left out of the base, their stratum keeps its weight; at half of the scale (300 × 1710/22 + 500 × 2200/30 + 200 × 830/11) / 1000 = 4955/66. */
static void test_unknown(void **state) {
    expect_number(CALL(WEIGHTED_SATISFACTION, COUNTS, SIZES, LEFT_OUT, ASKED), 917.0 / 12);
    expect_number(CALL(WEIGHTED_SATISFACTION, COUNTS, SIZES, LEFT_OUT, ASKED, ONE(N(1))), 4955.0 / 66);
    expect_number(CALL(WEIGHTED_SATISFACTION, COUNTS, SIZES, LEFT_OUT, ASKED, ONE(T("计一半"))), 4955.0 / 66);
    expect_about(CALL(WEIGHTED_SATISFACTION, COUNTS, SIZES, LEFT_OUT, ASKED, LEFT_OUT, LEFT_OUT, ONE(N(1))), 0, 3.7966671936607526 * 2.002465459291);
    expect_about(CALL(WEIGHTED_SATISFACTION, COUNTS, SIZES, LEFT_OUT, ASKED, LEFT_OUT, ONE(N(2)), ONE(N(1))), 0, 5.910205940897531 * 2.002465459291);
}

static void test_error(void **state) {
    expect_about(CALL(WEIGHTED_SATISFACTION, COUNTS, SIZES, LEFT_OUT, LEFT_OUT, LEFT_OUT, LEFT_OUT, ONE(N(1))), 0, 7.627920437216);
    kp_result both = CALL(WEIGHTED_SATISFACTION, COUNTS, SIZES, LEFT_OUT, LEFT_OUT, LEFT_OUT, LEFT_OUT, ONE(T("置信区间")));
    assert_int_equal(both.rows * both.columns, 2);
    expect_about(both, 0, 68.788746229451);
    expect_about(both, 1, 84.044587103883);
    expect_about(CALL(WEIGHTED_SATISFACTION, COUNTS, SIZES, LEFT_OUT, LEFT_OUT, LEFT_OUT, LEFT_OUT, ONE(N(3))), 0, 68.788746229451);
    expect_about(CALL(WEIGHTED_SATISFACTION, COUNTS, SIZES, LEFT_OUT, LEFT_OUT, LEFT_OUT, LEFT_OUT, ONE(N(4))), 0, 84.044587103883);
    expect_about(CALL(WEIGHTED_SATISFACTION, COUNTS, SIZES, LEFT_OUT, LEFT_OUT, LEFT_OUT, LEFT_OUT, ONE(N(1)), ONE(N(90))), 0, 6.3692001630942);
    expect_about(CALL(WEIGHTED_SATISFACTION, COUNTS, SIZES, LEFT_OUT, LEFT_OUT, LEFT_OUT, ONE(N(2)), ONE(N(1))), 0, 11.874434983965);
    /* Wilson's of the effective sample, n·v/se² times (t59/t57)², v = p(1-p)/59: by scipy */
    kp_result wilson = CALL(WEIGHTED_SATISFACTION, COUNTS, SIZES, LEFT_OUT, LEFT_OUT, LEFT_OUT, ONE(N(2)), ONE(N(2)));
    expect_about(wilson, 0, 57.407629309);
    expect_about(wilson, 1, 79.903046002);
}

/* Everybody was asked: no error. */
static void test_census(void **state) {
    expect_number(CALL(WEIGHTED_SATISFACTION, AREA(2, 2, N(1), N(3), N(3), N(1)), AREA(2, 1, N(4), N(4)), AREA(1, 2, N(1), N(0)), LEFT_OUT, LEFT_OUT,
                       LEFT_OUT, ONE(N(1))),
                  0);
}

/* A stratum without an answer leaves its weight to the others: (300 × 80.5 + 200 × 78) / 500 = 79.5. */
static void test_unanswered(void **state) {
#define GAP AREA(3, 5, N(10), N(5), N(3), N(1), N(1), N(0), N(0), N(0), N(0), N(0), N(5), N(2), N(2), N(0), N(1))
    expect_number(CALL(WEIGHTED_SATISFACTION, GAP, SIZES), 79.5);
    expect_words(EXPLAIN(KP_ZH, "加权满意度", GAP, SIZES), "第 2 层：500 户，没有有效票，权重由其他层分担");
    expect_error(CALL(WEIGHTED_SATISFACTION, AREA(1, 2, N(0), N(0)), ONE(N(9)), AREA(1, 2, N(1), N(0))), NO_DATA);
}

/* R's survey.lonely.psu = "adjust": se 5.0436355871, df 19. */
static void test_single_answer(void **state) {
#define LONELY AREA(2, 5, N(10), N(5), N(3), N(1), N(1), N(0), N(1), N(0), N(0), N(0)), AREA(2, 1, N(300), N(50))
    expect_about(CALL(WEIGHTED_SATISFACTION, LONELY, LEFT_OUT, LEFT_OUT, LEFT_OUT, LEFT_OUT, ONE(N(1))), 0, 10.556450605489);
    expect_words(EXPLAIN(KP_EN, "kpWeightedSatisfaction", LONELY), "a stratum with a single answer");
    expect_error(CALL(WEIGHTED_SATISFACTION, AREA(1, 2, N(1), N(0)), ONE(N(9)), AREA(1, 2, N(1), N(0)), LEFT_OUT, LEFT_OUT, LEFT_OUT, ONE(N(1))),
                 UNDECIDED);
}

static void test_errors(void **state) {
    expect_error(CALL(WEIGHTED_SATISFACTION, COUNTS, AREA(2, 1, N(300), N(500))), ARGUMENT);
    expect_error(CALL(WEIGHTED_SATISFACTION, COUNTS, AREA(3, 1, N(300), N(29), N(200))), ARGUMENT); /* 30 answers of 29 households */
    expect_error(CALL(WEIGHTED_SATISFACTION, COUNTS, AREA(3, 1, N(300), N(0), N(200))), ARGUMENT);
    expect_error(CALL(WEIGHTED_SATISFACTION, COUNTS, AREA(3, 1, N(300), NOTHING, N(200))), NO_DATA);
    expect_error(CALL(WEIGHTED_SATISFACTION, COUNTS, AREA(3, 1, N(300), T("多"), N(200))), TEXT);
    expect_error(CALL(WEIGHTED_SATISFACTION, COUNTS), ARGUMENT);
    expect_error(CALL(WEIGHTED_SATISFACTION, COUNTS, SIZES, LEFT_OUT, AREA(2, 1, N(1), N(1))), ARGUMENT);
    expect_error(CALL(WEIGHTED_SATISFACTION, COUNTS, SIZES, AREA(1, 4, N(4), N(3), N(2), N(1))), ARGUMENT);
    expect_error(CALL(WEIGHTED_SATISFACTION, AREA(1, 2, N(1), N(1)), ONE(N(9))), ARGUMENT); /* values of two options are not known */
    expect_error(CALL(WEIGHTED_SATISFACTION, COUNTS, SIZES, LEFT_OUT, LEFT_OUT, LEFT_OUT, ONE(N(6))), ARGUMENT);
    expect_error(CALL(WEIGHTED_SATISFACTION, COUNTS, SIZES, LEFT_OUT, LEFT_OUT, LEFT_OUT, LEFT_OUT, ONE(N(5))), ARGUMENT);
    expect_error(CALL(WEIGHTED_SATISFACTION, COUNTS, SIZES, LEFT_OUT, LEFT_OUT, LEFT_OUT, LEFT_OUT, LEFT_OUT, ONE(N(100))), ARGUMENT);
    expect_words(EXPLAIN(KP_ZH, "加权满意度", COUNTS, AREA(3, 1, N(300), N(29), N(200))), "第 2 层的票数 30 多于户数 29");
}

static void test_explained(void **state) {
    const char *words = EXPLAIN(KP_ZH, "加权满意度", COUNTS, SIZES, LEFT_OUT, ASKED);
    expect_words(words, "第 1 层：300 户，有效票 20，不了解 2，满意度 80.5000");
    expect_words(words, "第 2 层：500 户，有效票 30，不了解 0，满意度 73.3333");
    expect_words(words, "≈ 76.4167");
    expect_words(words, "标准误 3.7967");
    expect_words(EXPLAIN(KP_EN, "kpWeightedSatisfaction", COUNTS, SIZES),
                 "stratum 3: households 200, valid answers 10, don't know 0, degree 78.0000");
    expect_words(EXPLAIN(KP_EN, "kpWeightedSatisfaction", COUNTS, SIZES), "df = 57");
    expect_words(EXPLAIN(KP_EN, "kpWeightedSatisfaction", COUNTS, SIZES), "95% margin 7.6279");
    expect_words(EXPLAIN(KP_ZH, "加权满意度", COUNTS, SIZES, LEFT_OUT, LEFT_OUT, LEFT_OUT, ONE(N(2))), "有效票 30，不了解 0，满意率 66.6667");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_SESSION("the degree is the mean of the strata's, by their households", test_degree),
        IN_SESSION("so is the rate", test_rate),
        IN_SESSION("who does not know counts as the rule says, within the stratum", test_unknown),
        IN_SESSION("margin and interval are those of R for a stratified sample", test_error),
        IN_SESSION("where everybody was asked there is no error", test_census),
        IN_SESSION("a stratum without an answer leaves its weight to the others", test_unanswered),
        IN_SESSION("a stratum with a single answer has an error on the safe side", test_single_answer),
        IN_SESSION("what cannot be is an error", test_errors),
        IN_SESSION("each stratum is told of", test_explained),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
