/* SPDX-License-Identifier: GPL-3.0-or-later */
/* functions_panel_test.c - 评委均分: means, trimmed, weighted by role. Expected values are worked out by hand beside each. */
#include "functions_support.h"

#include <stdlib.h>

static void test_mean(void **state) {
    expect_number(CALL(PANEL, AREA(3, 1, N(90), N(92), N(85))), 89); /* 267 / 3 */
    expect_number(CALL(PANEL, AREA(1, 3, N(90), N(90), N(91))), 271.0 / 3);
    expect_number(CALL(PANEL, ONE(N(88.5))), 88.5);
    expect_number(CALL(PANEL, AREA(2, 2, N(0.1), T("0.2分"), T("９０"), NOTHING)), 30.1); /* 90.3 / 3 */
    expect_number(CALL(PANEL, AREA(2, 1, N(-5), N(1000))), 497.5);                        /* a panel by itself has no scale */
}

static void test_abstentions(void **state) {
    expect_number(CALL(PANEL, AREA(4, 1, N(90), T("—"), NOTHING, N(80))), 85);
    expect_error(CALL(PANEL, AREA(2, 1, T("—"), T("不适用"))), NOT_APPLICABLE);
    expect_error(CALL(PANEL, AREA(2, 1, NOTHING, T(" "))), NO_DATA);
}

/* 60, 90, 92, 98: without the ends 182 / 2 = 91; all of them 340 / 4 = 85. */
static void test_trimming(void **state) {
    kp_area four = AREA(4, 1, N(98), N(90), N(92), N(60)), two = AREA(2, 1, N(90), N(80));
    expect_number(CALL(PANEL, four, ONE(N(1))), 91);
    expect_number(CALL(PANEL, four, ONE(N(0))), 85);
    expect_number(CALL(PANEL, four, ONE(N(1)), ONE(N(4))), 91);
    expect_number(CALL(PANEL, four, ONE(N(1)), ONE(N(5))), 85);
    expect_number(CALL(PANEL, four, ONE(N(2))), 85); /* nothing would be left: none goes */
    expect_number(CALL(PANEL, four, ONE(N(2)), ONE(N(5))), 85);
    expect_error(CALL(PANEL, four, ONE(N(2)), ONE(N(4))), ARGUMENT); /* it would say that four are left out of four, and leave none out */
    expect_number(CALL(PANEL, two, ONE(N(1))), 85);
    expect_number(CALL(PANEL, two, ONE(N(1)), ONE(N(3))), 85);
    expect_number(CALL(PANEL, AREA(5, 1, N(98), T("—"), N(90), N(92), N(60)), ONE(N(1))), 91); /* who abstains is not the lowest */
}

static void test_roles(void **state) {
    kp_area marks = AREA(3, 1, N(80), N(95), N(90)), roles = AREA(3, 1, T("居民"), T("街道"), T(" 居民 "));
    kp_area weights = AREA(3, 2, T("角色"), T("权重"), T("居民"), N(60), T("街道"), N(40));
    expect_number(CALL(PANEL, marks, LEFT_OUT, LEFT_OUT, roles, weights), 89); /* 85 × 0.6 + 95 × 0.4 */
    expect_number(CALL(PANEL, marks, LEFT_OUT, LEFT_OUT, roles), 90);          /* roles alike: (85 + 95) / 2 */
    /* in each role the ends go: 80 of 60, 80, 100 and 90 of 70, 90, 95 */
    expect_number(CALL(PANEL, AREA(6, 1, N(60), N(70), N(80), N(90), N(100), N(95)), ONE(N(1)), LEFT_OUT,
                       AREA(6, 1, T("a"), T("b"), T("a"), T("b"), T("a"), T("b"))),
                  85);
    expect_number(CALL(PANEL, AREA(2, 1, N(60), N(70)), LEFT_OUT, LEFT_OUT, AREA(2, 1, N(1), N(2)), AREA(2, 2, N(1), N(3), N(2), N(1))), 62.5);
    expect_number(CALL(PANEL, AREA(2, 1, N(60), N(70)), LEFT_OUT, LEFT_OUT, AREA(2, 1, T("a"), T("b")), AREA(2, 2, T("a"), N(3), T("b"), N(0))), 60);
}

/* A role that nobody of it has judged for gives its weight to the others, in their proportions; roles without a weight count only where no other has marks. */
static void test_missing_roles(void **state) {
    kp_area roles = AREA(3, 1, T("a"), T("b"), T("c")), weights = AREA(3, 2, T("a"), N(3), T("b"), N(1), T("c"), N(4));
    expect_number(CALL(PANEL, AREA(3, 1, N(80), N(60), T("—")), LEFT_OUT, LEFT_OUT, roles, weights), 75); /* (80 × 3 + 60 × 1) / 4 */
    expect_number(CALL(PANEL, AREA(2, 1, N(80), N(95)), LEFT_OUT, LEFT_OUT, AREA(2, 1, T("a"), T("a")), weights), 87.5);
    kp_area none = AREA(2, 2, T("a"), N(0), T("b"), N(1));
    expect_number(CALL(PANEL, AREA(2, 1, N(80), N(95)), LEFT_OUT, LEFT_OUT, AREA(2, 1, T("a"), T("a")), none), 87.5);
    expect_words(EXPLAIN(KP_ZH, "评委均分", AREA(3, 1, N(80), N(60), T("—")), LEFT_OUT, LEFT_OUT, roles, weights),
                 "角色“c”没有评分，权重由其他角色分担");
    expect_words(EXPLAIN(KP_EN, "kpPanel", AREA(2, 1, N(80), N(95)), LEFT_OUT, LEFT_OUT, AREA(2, 1, T("a"), T("a")), none),
                 "the roles that have marks have no weight");
    /* three of a, the ends go: 80; two of b are too few: 75; roles alike */
    kp_area marks = AREA(5, 1, N(60), N(80), N(90), N(70), N(80)), both = AREA(5, 1, T("a"), T("a"), T("a"), T("b"), T("b"));
    expect_number(CALL(PANEL, marks, ONE(N(1)), LEFT_OUT, both), 77.5);
    expect_words(EXPLAIN(KP_EN, "kpPanel", marks, ONE(N(1)), LEFT_OUT, both), "b: only 2 marks: none would be left, so none is left out");
}

static void test_role_errors(void **state) {
    kp_area marks = AREA(2, 1, N(80), N(95)), roles = AREA(2, 1, T("居民"), T("街道")), weights = AREA(2, 2, T("居民"), N(60), T("街道"), N(40));
    expect_error(CALL(PANEL, marks, LEFT_OUT, LEFT_OUT, LEFT_OUT, weights), ARGUMENT);
    expect_error(CALL(PANEL, marks, LEFT_OUT, LEFT_OUT, AREA(3, 1, T("居民"), T("街道"), T("居民")), weights), ARGUMENT);
    expect_error(CALL(PANEL, marks, LEFT_OUT, LEFT_OUT, AREA(2, 1, T("居民"), NOTHING), weights), ARGUMENT);
    expect_error(CALL(PANEL, marks, LEFT_OUT, LEFT_OUT, AREA(2, 1, T("居民"), T("网格")), weights), ARGUMENT);
    expect_error(CALL(PANEL, marks, LEFT_OUT, LEFT_OUT, roles, AREA(2, 2, T("居民"), N(-1), T("街道"), N(40))), ARGUMENT);
    expect_error(CALL(PANEL, marks, LEFT_OUT, LEFT_OUT, roles, AREA(2, 2, T("居民"), N(0), T("街道"), N(0))), ARGUMENT);
    expect_error(CALL(PANEL, marks, LEFT_OUT, LEFT_OUT, roles, AREA(2, 2, T("居民"), N(1), T("居民"), N(2))), ARGUMENT);
    expect_error(CALL(PANEL, marks, LEFT_OUT, LEFT_OUT, roles, AREA(2, 2, T("居民"), N(1), T("街道"), T("多"))), TEXT);
    expect_error(CALL(PANEL, marks, LEFT_OUT, LEFT_OUT, roles, AREA(2, 1, T("居民"), T("街道"))), ARGUMENT);
    expect_error(CALL(PANEL, marks, LEFT_OUT, LEFT_OUT, AREA(2, 1, T("居民"), DIV0), weights), TEXT);
}

static void test_errors(void **state) {
    expect_error(CALL(PANEL, AREA(2, 1, N(90), T("优"))), TEXT);
    expect_error(CALL(PANEL, AREA(2, 1, N(90), DIV0)), TEXT);
    expect_error(CALL(PANEL, ONE(N(90)), ONE(N(-1))), ARGUMENT);
    expect_error(CALL(PANEL, ONE(N(90)), ONE(N(0.5))), ARGUMENT);
    expect_error(CALL(PANEL, ONE(N(90)), ONE(T("x"))), TEXT);
    expect_error(CALL(PANEL, LEFT_OUT), ARGUMENT);
}

static void test_explained(void **state) {
    kp_area four = AREA(4, 1, N(98), N(90), N(92), N(60));
    expect_words(EXPLAIN(KP_ZH, "评委均分", four, ONE(N(1))), "去掉最高 1 个（98）、最低 1 个（60）");
    expect_words(EXPLAIN(KP_EN, "kpPanel", four, ONE(N(1)), ONE(N(5))), "4 marks, fewer than 5: none is left out");
    expect_words(EXPLAIN(KP_ZH, "评委均分", four, ONE(N(1)), ONE(N(5))), "评分 4 个，不足 5 个，不去掉最高、最低分");
    expect_words(EXPLAIN(KP_EN, "kpPanel", AREA(5, 1, N(98), N(90), N(92), N(60), N(91)), ONE(N(2)), LEFT_OUT,
                         AREA(5, 1, T("A"), T("A"), T("A"), T("A"), T("A"))),
                 "A: without the 2 highest (92, 98) and 2 lowest (60, 90)");
    expect_words(EXPLAIN(KP_ZH, "评委均分", four, ONE(N(1))), "91");
    expect_words(EXPLAIN(KP_EN, "kpPanel", AREA(3, 1, N(98), T("—"), N(90))), "2 marks, 1 abstentions");
    expect_words(EXPLAIN(KP_EN, "kpPanel", AREA(2, 1, N(98), N(90)), ONE(N(1))), "only 2 marks: none would be left, so none is left out");
    expect_words(EXPLAIN(KP_ZH, "kpPanel", AREA(2, 1, N(98), N(90)), ONE(N(1))), "没有剩余，所以都不去掉");
}

static int compare_ints(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }

/* Against a sum of whole numbers: sum and count are exact in binary, so their quotient is the nearest double. */
static void test_model(void **state) {
    enum { MOST = 40 };
    unsigned seed = 20260703;
    for (int round = 0; round < 300; round++) {
        int marks[MOST], n = 1 + (int)(rand_r(&seed) % MOST), trim = (int)(rand_r(&seed) % 5), sum = 0;
        kp_value cells[MOST];
        for (int i = 0; i < n; i++) {
            marks[i] = (int)(rand_r(&seed) % 101);
            cells[i] = N(marks[i]);
        }
        qsort(marks, (size_t)n, sizeof *marks, compare_ints);
        int left_out = n > 2 * trim ? trim : 0;
        for (int i = left_out; i < n - left_out; i++)
            sum += marks[i];
        expect_number(CALL(PANEL, kp_area_of(cells, (size_t)n, 1), ONE(N(trim))), (double)sum / (n - 2 * left_out));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_SESSION("the mean is exact, and cells say numbers as people type them", test_mean),
        IN_SESSION("who abstains does not count, and if all do there is no result", test_abstentions),
        IN_SESSION("the highest and lowest are left out from as many marks on as is ruled", test_trimming),
        IN_SESSION("roles are averaged by themselves and then weighted", test_roles),
        IN_SESSION("a role without marks gives its weight to the others, and it is told", test_missing_roles),
        IN_SESSION("roles that are left out, unknown or all without weight are errors", test_role_errors),
        IN_SESSION("what is no mark is an error", test_errors),
        IN_SESSION("it is told what was left out and why there is no result", test_explained),
        IN_SESSION("trimmed means of whole marks agree with plain sums", test_model),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
