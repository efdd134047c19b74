/* SPDX-License-Identifier: GPL-3.0-or-later */
/* functions_grade_test.c - 考评等次: grades by the bands and quotas of a scheme, or by a table of bands. */
#include "functions_support.h"
#include "scheme_range.h"

#define QUARTER ONE(T("wuye_quarter"))

static void expect_grades(kp_result result, const char *const grades[], size_t count) {
    assert_int_equal(result.error, 0);
    assert_int_equal(result.rows * result.columns, count);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(result.cells[i].kind, KP_VALUE_TEXT);
        assert_string_equal(result.cells[i].text, grades[i]);
    }
}
#define GRADES(result, ...) expect_grades((result), (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static void expect_row_error(kp_result result, size_t row, kp_function_error error) {
    assert_int_equal(result.error, 0);
    assert_int_equal(result.cells[row].kind, KP_VALUE_ERROR);
    assert_int_equal(result.cells[row].error, error);
}

/* The scheme's bands are [90, …], [80, 90), [70, 80), below 70, by the score as printed with two decimals, half up. */
static void test_scheme(void **state) {
    kp_area scores = AREA(5, 1, N(95), N(90), N(89.995), N(89.99), N(69.994));
    GRADES(CALL(GRADE, scores, QUARTER), "优秀", "优秀", "优秀", "良好", "不合格");
    GRADES(CALL_IN(KP_EN, GRADE, scores, QUARTER), "Excellent", "Excellent", "Excellent", "Good", "Fail");
    GRADES(CALL(GRADE, AREA(1, 2, N(105), N(0)), QUARTER), "优秀", "不合格"); /* with the bonus, up to 105 */
}

static void test_rows(void **state) {
    kp_result result = CALL(GRADE, AREA(8, 1, N(95), T("缺"), DIV0, NOTHING, T("—"), N(105.01), N(-1), T("85分")), QUARTER);
    assert_int_equal(result.rows, 8);
    assert_int_equal(result.columns, 1);
    assert_string_equal(result.cells[0].text, "优秀");
    expect_row_error(result, 1, KP_FUNCTION_ERROR_TEXT);
    expect_row_error(result, 2, KP_FUNCTION_ERROR_TEXT);
    assert_int_equal(result.cells[3].kind, KP_VALUE_TEXT);
    assert_string_equal(result.cells[3].text, ""); /* nothing stands there: no grade, as there is no rank */
    expect_row_error(result, 4, KP_FUNCTION_ERROR_NOT_APPLICABLE);
    expect_row_error(result, 5, KP_FUNCTION_ERROR_ARGUMENT); /* no score of this scheme */
    expect_row_error(result, 6, KP_FUNCTION_ERROR_ARGUMENT);
    assert_string_equal(result.cells[7].text, "良好");
}

static void test_table(void **state) {
    kp_area scores = AREA(1, 5, N(95), N(90), N(89.9999), N(60), N(59.9));
    GRADES(CALL(GRADE, scores, AREA(3, 2, T("优"), N(90), T("良"), N(60), T("差"), NOTHING)), "优", "优", "良", "良", "差");
    GRADES(CALL(GRADE, scores, AREA(4, 2, T("等次"), T("下限"), T("差"), T("其他"), T("良"), N(60), T("优"), T("90分"))), "优", "优", "良", "良",
           "差");
    GRADES(CALL(GRADE, scores, AREA(3, 2, N(1), N(90), N(2), N(60), N(3), T("else"))), "1", "1", "2", "2", "3");
    kp_result result = CALL(GRADE, AREA(2, 1, N(59), N(61)), AREA(1, 2, T("达标"), N(60)));
    expect_row_error(result, 0, KP_FUNCTION_ERROR_UNDECIDED); /* in no grade */
    assert_string_equal(result.cells[1].text, "达标");
    GRADES(CALL(GRADE, ONE(N(-5)), AREA(2, 2, T("a | b"), N(-10), T("c"), NOTHING)), "a | b"); /* as it stands there */
}

/* Grade, lower, upper bound: each upper bound is the lower one of the grade above, and the best grade's may be anything above its lower one. */
static void test_table_of_both_bounds(void **state) {
    kp_area scores = AREA(1, 5, N(100), N(90), N(89.99), N(60), N(59.9));
    GRADES(CALL(GRADE, scores, AREA(3, 3, T("优"), N(90), N(100), T("良"), N(60), N(90), T("差"), N(0), N(60))), "优", "优", "良", "良", "差");
    GRADES(
        CALL(GRADE, scores, AREA(4, 3, T("等次"), T("下限"), T("上限"), T("差"), NOTHING, T("60分"), T("良"), N(60), N(90), T("优"), N(90), NOTHING)),
        "优", "优", "良", "良", "差");
    GRADES(CALL(GRADE, ONE(N(120)), AREA(2, 3, T("优"), N(90), T("以上"), T("其他"), T("以下"), N(90))), "优");
    kp_area apart = AREA(3, 3, T("优"), N(90), N(100), T("良"), N(60), N(89), T("差"), N(0), N(59));
    expect_error(CALL(GRADE, scores, apart), ARGUMENT);
    expect_words(EXPLAIN(KP_ZH, "考评等次", scores, apart), "第 2 行第 3 列（89）：上限应等于高一等次的下限 90");
    expect_error(CALL(GRADE, scores, AREA(2, 3, T("优"), N(90), N(100), T("差"), N(0), NOTHING)), ARGUMENT);
    expect_error(CALL(GRADE, scores, AREA(2, 3, T("优"), N(90), N(100), T("差"), N(0), T("不到"))), ARGUMENT);
    expect_error(CALL(GRADE, scores, AREA(2, 3, T("优"), N(100), N(90), T("差"), N(90), N(0))), ARGUMENT); /* upper before lower */
    expect_error(CALL(GRADE, scores, AREA(1, 3, T("优"), N(100), N(90))), ARGUMENT);
    expect_error(CALL(GRADE, scores, AREA(2, 3, T("优"), N(90), N(100), NOTHING, NOTHING, N(90))), ARGUMENT); /* a bound of no grade */
}

/* What is neither a table of bands nor a scheme is told what it must be. */
static void test_other_tables(void **state) {
    kp_area four = AREA(2, 4, T("优"), N(90), N(100), T("好"), T("差"), N(0), N(90), T("坏"));
    expect_error(CALL(GRADE, ONE(N(95)), four), SCHEME);
    expect_words(EXPLAIN(KP_ZH, "考评等次", ONE(N(95)), four), "等次、下限、上限三列");
    expect_error(CALL(GRADE, ONE(N(95)), AREA(2, 1, T("优"), T("差"))), SCHEME);
    GRADES(CALL(GRADE, ONE(N(95)), AREA(2, 4, NOTHING, T("wuye_quarter"), NOTHING, NOTHING, T(" "), NOTHING, NOTHING, NOTHING)), "优秀");
    /* three columns with the titles of a sheet 方案 are one, and what it lacks is told */
    expect_words(EXPLAIN(KP_ZH, "考评等次", ONE(N(95)),
                         AREA(12, 3, T("方案"), NOTHING, NOTHING, T("编号"), T("n"), NOTHING, T("名称"), T("窄"), NOTHING, //
                              T("指标"), NOTHING, NOTHING, T("编号"), T("计分方式"), T("分值"), T("a"), T("直接打分"), N(100), NOTHING, NOTHING,
                              NOTHING, T("等次"), NOTHING, NOTHING, T("名称"), T("下限"), T("上限"), T("优秀"), N(96), NOTHING, T("一般"), NOTHING,
                              N(96), NOTHING, NOTHING, NOTHING)),
                 "KP-S012 a · 名称");
}

static void test_beyond(void **state) {
    expect_words(EXPLAIN(KP_ZH, "考评等次", AREA(2, 1, N(80), N(180)), ONE(T("sicha_yiping"))), "第 2 行：得分 180 超出方案的范围，应为 0–100");
    expect_words(EXPLAIN(KP_EN, "kpGrade", ONE(N(-1)), ONE(T("sicha_yiping"))), "it must be 0–100");
    expect_row_error(CALL(GRADE, ONE(N(180)), ONE(T("sicha_yiping"))), 0, KP_FUNCTION_ERROR_ARGUMENT);
}

static const char quota_yaml[] = "id: q\ntitle: Q\ndecide_on: full\nindicators:\n"
                                 "  - {id: a, title: A, points: 100, method: direct}\n"
                                 "bands:\n"
                                 "  - {id: x, title: 优秀 | Excellent, from: 90, quota: 25%}\n"
                                 "  - {id: y, title: 良好 | Good, from: 60, to: 90}\n"
                                 "  - {id: z, title: 差 | Poor, to: 60}\n";

/* Of a credit rating a rule looks at a mark, and of teams the quota goes by a column: the score says nothing. A rule that asks for no more than the score holds: 97 is at most good. */
static void test_undecided(void **state) {
    kp_area one = ONE(N(95));
    expect_error(CALL(GRADE, one, ONE(T("wuye_credit"))), UNDECIDED);
    expect_words(EXPLAIN(KP_ZH, "考评等次", one, ONE(T("wuye_credit"))), "只凭得分定不了等次");
    expect_words(EXPLAIN(KP_EN, "kpGrade", one, ONE(T("worker_annual/team_quota"))), "the score alone decides no grade");
    static const char ruled[] =
        "id: q\ntitle: Q\nindicators:\n  - {id: a, title: A, points: 100, method: direct}\n"
        "bands:\n  - {id: x, title: 优秀, from: 90}\n  - {id: y, title: 良好, from: 60, to: 90}\n  - {id: z, title: 差, to: 60}\n"
        "rules: [{id: r, title: R, when: score > 96 and not excluded, effect: at_most, band: y}]\n";
    scheme_range range = scheme_range_of(ruled);
    GRADES(CALL(GRADE, AREA(3, 1, N(97), N(95), N(50)), area_of_scheme(&range)), "良好", "优秀", "差");
    free_scheme_range(&range);
}

/* 25 % of 8 are 2 places, of a group of 4 one. */
static void test_quota(void **state) {
    scheme_range range = scheme_range_of(quota_yaml);
    kp_area scheme = area_of_scheme(&range);
    GRADES(CALL(GRADE, AREA(8, 1, N(99), N(98), N(97), N(50), N(80), N(81), N(82), N(83)), scheme), "优秀", "优秀", "良好", "差", "良好", "良好",
           "良好", "良好");
    /* the second and third are equal, and there is one place for both: they go down together */
    GRADES(CALL(GRADE, AREA(8, 1, N(99), N(98), N(98), N(50), N(80), N(81), N(82), N(83)), scheme), "优秀", "良好", "良好", "差", "良好", "良好",
           "良好", "良好");
    kp_area groups = AREA(8, 1, T("甲"), T("甲"), T("甲"), T("甲"), T("乙"), T("乙"), T("乙"), T("乙"));
    kp_area scores = AREA(8, 1, N(99), N(98), N(97), N(50), N(91), N(92), N(82), N(83));
    GRADES(CALL(GRADE, scores, scheme, groups), "优秀", "良好", "良好", "差", "良好", "优秀", "良好", "良好");
    expect_words(EXPLAIN(KP_ZH, "考评等次", scores, scheme, groups),
                 "第 2 行：得分 98，良好：按得分为优秀，但优秀名额 1 个（4 个的 25%），名额已满，列入下一等次");
    expect_words(EXPLAIN(KP_EN, "kpGrade", scores, scheme, groups), ": Excellent by score; places for Excellent: 1 (25% of 4), all taken");
    expect_words(EXPLAIN(KP_EN, "kpGrade", AREA(4, 1, N(99), N(99), N(1), N(2)), scheme), "tied with others");
    free_scheme_range(&range);
}

static void test_errors(void **state) {
    kp_area one = ONE(N(90));
    expect_error(CALL(GRADE, one, ONE(T("no_such_scheme"))), SCHEME);
    expect_error(CALL(GRADE, one, AREA(2, 2, T("a"), N(60), T("b"), N(60))), ARGUMENT);
    expect_error(CALL(GRADE, one, AREA(2, 2, T("a"), N(60), T("a"), N(50))), ARGUMENT);
    expect_error(CALL(GRADE, one, AREA(2, 2, T("a"), NOTHING, T("b"), T("其余"))), ARGUMENT);
    expect_error(CALL(GRADE, one, AREA(2, 2, T("a"), N(60), NOTHING, N(50))), ARGUMENT);
    expect_error(CALL(GRADE, one, AREA(2, 2, T("a"), N(60), T("b"), T("低"))), TEXT);
    expect_error(CALL(GRADE, one, AREA(2, 2, T("a"), N(60), T("b"), DIV0)), TEXT);
    expect_error(CALL(GRADE, AREA(2, 1, N(1), N(2)), QUARTER, AREA(3, 1, T("a"), T("b"), T("c"))), ARGUMENT);
    expect_error(CALL(GRADE, AREA(1, 1, NOTHING), QUARTER), NO_DATA);
    expect_error(CALL(GRADE, AREA(2, 2, N(1), N(2), N(3), N(4)), QUARTER), ARGUMENT);
    scheme_range range = scheme_range_of("id: q\ntitle: Q\nindicators:\n  - {id: a, title: A, points: 100, method: direct}\n");
    expect_error(CALL(GRADE, one, area_of_scheme(&range)), UNDECIDED);
    free_scheme_range(&range);
}

static void test_explained(void **state) {
    expect_words(EXPLAIN(KP_ZH, "考评等次", ONE(N(89.995)), QUARTER), "得分 89.995 → 90.00，优秀（≥ 90）");
    expect_words(EXPLAIN(KP_EN, "kpGrade", ONE(N(85)), QUARTER), "score 85, Good (≥ 80, < 90)");
    expect_words(EXPLAIN(KP_EN, "kpGrade", ONE(N(5)), AREA(1, 2, T("ok"), N(60))), "in no grade's range");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_SESSION("grades go by the score as the scheme decides, in the language of the call", test_scheme),
        IN_SESSION("a row without a score has its own error, and the others their grades", test_rows),
        IN_SESSION("where a scheme asks for more than the score there is no grade of a score", test_undecided),
        IN_SESSION("a table of two columns does for a scheme, in any order", test_table),
        IN_SESSION("upper bounds may be given too, and must agree with the lower ones", test_table_of_both_bounds),
        IN_SESSION("what is no table of bands and no scheme is told what it must be", test_other_tables),
        IN_SESSION("a score beyond the scheme is told the scheme's range", test_beyond),
        IN_SESSION("no more units have a grade than its quota allows, group by group", test_quota),
        IN_SESSION("bands that contradict each other are errors", test_errors),
        IN_SESSION("band and bounds are told", test_explained),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
