/* SPDX-License-Identifier: GPL-3.0-or-later */
/* functions_rank_test.c - 考评名次: ranks over all and within groups. */
#include "functions_support.h"

#include <stdlib.h>

static void expect_ranks(kp_result result, const double ranks[], size_t count) {
    assert_int_equal(result.error, 0);
    assert_int_equal(result.rows * result.columns, count);
    for (size_t i = 0; i < count; i++)
        expect_cell(result, i, ranks[i]);
}
#define RANKS(result, ...) expect_ranks((result), (const double[]){__VA_ARGS__}, sizeof((const double[]){__VA_ARGS__}) / sizeof(double))

static void test_ties(void **state) {
    kp_area four = AREA(4, 1, N(90), N(95), N(90), N(80));
    RANKS(CALL(RANK, four), 2, 1, 2, 4);
    RANKS(CALL(RANK, four, LEFT_OUT, ONE(N(0))), 2, 1, 2, 4);
    RANKS(CALL(RANK, four, LEFT_OUT, ONE(N(1))), 2, 1, 2, 3);
    RANKS(CALL(RANK, four, LEFT_OUT, ONE(T("dense"))), 2, 1, 2, 3);
    RANKS(CALL(RANK, four, LEFT_OUT, ONE(T("是"))), 2, 1, 2, 3);
    RANKS(CALL(RANK, four, LEFT_OUT, ONE(T("否"))), 2, 1, 2, 4);
    RANKS(CALL(RANK, four, LEFT_OUT, ONE(T("modified"))), 3, 1, 3, 4);
    RANKS(CALL(RANK, four, LEFT_OUT, ONE(N(2))), 3, 1, 3, 4);
    RANKS(CALL(RANK, four, LEFT_OUT, LEFT_OUT, ONE(N(1))), 2, 4, 2, 1);
    RANKS(CALL(RANK, four, LEFT_OUT, ONE(N(1)), ONE(T("越低越好"))), 2, 3, 2, 1);
    RANKS(CALL(RANK, ONE(N(-3))), 1);
    RANKS(CALL(RANK, AREA(3, 1, N(-3), N(0), N(1e9))), 3, 2, 1);
}

static void test_exact(void **state) {
    RANKS(CALL(RANK, AREA(3, 1, N(28.165), N(28.1650000001), N(28.165))), 2, 1, 2);
    RANKS(CALL(RANK, AREA(2, 1, N(0.1 + 0.2), N(0.3))), 1, 1); /* what both show is 0.3 */
    RANKS(CALL(RANK, AREA(2, 1, T("90分"), N(90))), 1, 1);
}

static void test_groups(void **state) {
    kp_area scores = AREA(5, 1, N(90), N(95), N(90), N(80), N(85));
    RANKS(CALL(RANK, scores, AREA(5, 1, T("甲"), T("乙"), T("乙"), T("甲"), T(" 甲 "))), 1, 1, 2, 3, 2);
    RANKS(CALL(RANK, scores, AREA(1, 5, N(1), N(2), N(2), N(1), N(1))), 1, 1, 2, 3, 2);
    RANKS(CALL(RANK, scores, AREA(5, 1, NOTHING, T("乙"), T("乙"), NOTHING, T(""))), 1, 1, 2, 3,
          2); /* those without a group are ranked among themselves */
    RANKS(CALL(RANK, scores, AREA(5, 1, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING)), 2, 1, 2, 5, 4);
}

static void test_shape(void **state) {
    kp_result across = CALL(RANK, AREA(1, 3, N(1), N(3), N(2)));
    assert_int_equal(across.rows, 1);
    assert_int_equal(across.columns, 3);
    RANKS(across, 3, 1, 2);
    kp_result column = CALL(RANK, AREA(5, 1, N(1), N(3), N(2), NOTHING, T("")));
    assert_int_equal(column.rows, 3); /* a whole column ends with its last cell */
    assert_int_equal(column.columns, 1);
}

/* A spreadsheet would repeat a single row in all rows of an array formula. */
static void test_one_filled(void **state) {
    kp_result result = CALL(RANK, AREA(3, 1, N(5), NOTHING, NOTHING), AREA(3, 1, T("a"), T("b"), NOTHING));
    assert_int_equal(result.rows, 2);
    expect_cell(result, 0, 1);
    assert_int_equal(result.cells[1].kind, KP_VALUE_TEXT);
    assert_string_equal(result.cells[1].text, "");
    result = CALL(GRADE, AREA(2, 1, N(95), NOTHING), ONE(T("wuye_quarter")));
    assert_int_equal(result.rows, 2);
    assert_string_equal(result.cells[0].text, "优秀");
    assert_string_equal(result.cells[1].text, "");
    assert_int_equal(CALL(RANK, ONE(N(5))).rows, 1);
}

static void test_other_cells(void **state) {
    kp_result result = CALL(RANK, AREA(7, 1, N(90), NOTHING, T("缺考"), DIV0, T("—"), T(""), N(80)));
    assert_int_equal(result.rows, 7);
    expect_cell(result, 0, 1);
    expect_cell(result, 6, 2);
    for (size_t i = 1; i < 6; i += 4) {
        assert_int_equal(result.cells[i].kind, KP_VALUE_TEXT);
        assert_string_equal(result.cells[i].text, "");
    }
    static const int errors[] = {0, 0, KP_FUNCTION_ERROR_TEXT, KP_FUNCTION_ERROR_TEXT, KP_FUNCTION_ERROR_NOT_APPLICABLE};
    for (size_t i = 2; i < 5; i++) {
        assert_int_equal(result.cells[i].kind, KP_VALUE_ERROR);
        assert_int_equal(result.cells[i].error, errors[i]);
    }
}

static void test_errors(void **state) {
    kp_area three = AREA(3, 1, N(1), N(2), N(3));
    expect_error(CALL(RANK, AREA(2, 1, NOTHING, T(" "))), NO_DATA);
    expect_error(CALL(RANK, AREA(2, 2, N(1), N(2), N(3), N(4))), ARGUMENT);
    expect_error(CALL(RANK, three, AREA(2, 1, T("a"), T("b"))), ARGUMENT);
    expect_error(CALL(RANK, three, AREA(3, 1, T("a"), DIV0, T("b"))), TEXT);
    expect_error(CALL(RANK, three, LEFT_OUT, ONE(N(3))), ARGUMENT);
    expect_error(CALL(RANK, three, LEFT_OUT, LEFT_OUT, ONE(T("x"))), ARGUMENT);
    expect_error(CALL(RANK, LEFT_OUT), ARGUMENT);
}

static void test_explained(void **state) {
    kp_area scores = AREA(3, 1, N(90), N(90), T("x"));
    expect_words(EXPLAIN(KP_ZH, "考评名次", scores), "第 2 行：得分 90，第 1 名（共 2 个；并列 2 个）");
    expect_words(EXPLAIN(KP_EN, "kpRank", scores, AREA(3, 1, T("A"), T("B"), T("B"))), "row 1: score 90, rank 1 (A, of 1)");
    expect_words(EXPLAIN(KP_ZH, "考评名次", AREA(2, 1, N(3), N(-4)), LEFT_OUT, LEFT_OUT, ONE(N(1))), "第 2 行：得分 -4，第 1 名");
}

/* 1 + how many of the group are better; dense: 1 + how many different scores are better. */
static void test_model(void **state) {
    enum { MOST = 60 };
    unsigned seed = 20261121;
    for (int round = 0; round < 200; round++) {
        size_t n = 1 + (size_t)rand_r(&seed) % MOST;
        int scores[MOST], groups[MOST], dense = round % 2, low = round / 2 % 2;
        kp_value cells[MOST], names[MOST];
        for (size_t i = 0; i < n; i++) {
            scores[i] = (int)(rand_r(&seed) % 20) - 5;
            groups[i] = (int)(rand_r(&seed) % 3);
            cells[i] = N(scores[i] / 4.0);
            names[i] = N(groups[i]);
        }
        kp_result result = CALL(RANK, kp_area_of(cells, n, 1), kp_area_of(names, n, 1), ONE(N(dense)), ONE(N(low)));
        for (size_t i = 0; i < n; i++) {
            int better = 0;
            bool seen[20] = {false};
            for (size_t k = 0; k < n; k++) {
                if (groups[k] != groups[i] || (low ? scores[k] >= scores[i] : scores[k] <= scores[i]) || (dense && seen[scores[k] + 5]))
                    continue;
                seen[scores[k] + 5] = true;
                better++;
            }
            expect_cell(result, i, better + 1);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_SESSION("equal scores share a rank, and the next one is skipped or not", test_ties),
        IN_SESSION("ranks go by the exact scores", test_exact),
        IN_SESSION("groups are ranked by themselves", test_groups),
        IN_SESSION("the result stands beside the scores", test_shape),
        IN_SESSION("one score of a range has an empty row below it", test_one_filled),
        IN_SESSION("a cell without a score has no rank, and does not disturb the others", test_other_cells),
        IN_SESSION("ranges that do not match are errors", test_errors),
        IN_SESSION("place, field and ties are told", test_explained),
        IN_SESSION("ranks agree with counting who is better", test_model),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
