/* SPDX-License-Identifier: GPL-3.0-or-later */
/* method_results_test.c - scores taken from the results of another scheme (他项得分). Figures are worked out by hand. */
#include "log_support.h"

static evaluation leaf(kp_arena *arena, const char *fields, int units) {
    evaluation e =
        begin(arena, kp_format(arena, "cadence: yearly\nindicators: [{id: a, title: 社区评价, points: 40, method: results%s}]\n", fields), units);
    e.evidence->period = (kp_period){KP_PERIOD_YEAR, 2026, 1};
    return e;
}

static void check_mean(kp_arena *arena, void *data) {
    (void)data; /* (92.5 + 88 + 90 + 91.3)/4 = 90.45, of 40: 36.18 */
    evaluation e = leaf(arena, ", source: q, periods: 4, least_periods: 2", 4);
    record(&e, 0, "a", "2026Q2|88|");
    record(&e, 0, "a", "2026Q1|92.5|");
    record(&e, 0, "a", "2026Q3|90|");
    record(&e, 0, "a", "2026Q4|91.3|");
    record(&e, 1, "a", "2026Q1|80|"); /* a quarter is missing: mean of the rest, (80 + 90 + 85)/3 = 85 */
    record(&e, 1, "a", "2026Q3|90|");
    record(&e, 1, "a", "2026Q4|85|");
    record(&e, 2, "a", "2026Q4|95|"); /* fewer than two: not ranked */
    finish(&e);                       /* and the fourth has none */
    assert_int_equal(e.problems->errors, 0);
    expect_mark(&e, 0, "a", "36.18");
    expect_mark(&e, 1, "a", "34");
    assert_int_equal(count_code(e.problems, KP_D_PERIODS_FEW), 1);
    assert_int_equal(count_code(e.problems, KP_R_TOO_FEW_PERIODS), 2);
    assert_int_equal(e.card->units[0].rank, 1);
    assert_int_equal(e.card->units[1].rank, 2);
    assert_int_equal(e.card->units[2].rank, 0);
    assert_int_equal(e.card->units[3].rank, 0);
    assert_string_equal(kp_formula_print(arena, kp_score_trace(arena, e.card, 0, node(&e, "a")).expr, NULL, NULL, 8192),
                        "(92.5+88+90+91.3)/4*40/100"); /* in the order of time */
}

typedef struct use_case {
    const char *fields, *expected;
} use_case;

static void check_uses(kp_arena *arena, void *data) {
    (void)data;
    static const use_case cases[] = {
        {", use: last", "36"},                                           /* 90 of 100 · 40 */
        {", use: best", "38"},                                           /* 95 */
        {", use: worst", "32"},                                          /* 80 */
        {", use: sum, scale: 300", "106/3"},                             /* 265 of 300 · 40 */
        {", use: weighted, period_weights: {1: 1, 2: 2, 3: 1}", "34.5"}, /* (95 + 2 · 80 + 90)/4 = 86.25 */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        evaluation e = leaf(arena, cases[i].fields, 1);
        record(&e, 0, "a", "2026Q1|95|");
        record(&e, 0, "a", "2026Q2|80|");
        record(&e, 0, "a", "2026Q3|90|");
        finish(&e);
        expect_no_errors(&e);
        expect_mark(&e, 0, "a", cases[i].expected);
    }
}

static void check_halves(kp_arena *arena, void *data) {
    (void)data; /* (40 · 80 + 60 · 90)/100 = 86, of 40: 34.4; the first half alone keeps its own score */
    evaluation e = leaf(arena, ", use: weighted, period_weights: {上半年: 40, 下半年 | H2: 60}", 3);
    record(&e, 0, "a", "2026H1|80|");
    record(&e, 0, "a", "2026H2|90|");
    record(&e, 1, "a", "2026H1|80|");
    record(&e, 2, "a", "2026Q1|80|"); /* a quarter has no weight there */
    finish(&e);
    expect_mark(&e, 0, "a", "34.4");
    expect_mark(&e, 1, "a", "32");
    assert_int_equal(e.problems->errors, 1);
    assert_int_equal(count_code(e.problems, KP_D_PERIOD_NO_WEIGHT), 1);
}

/* 4/3/2/1 for the grades of three parts, as 上海普陀 did in 2020: 4, 3, 3 → 3.33 and 4, 4, 3 → 3.67. */
static void check_grades(kp_arena *arena, void *data) {
    (void)data;
    evaluation e =
        begin(arena,
              "cadence: yearly\nfull: 4\nindicators: [{id: a, title: 等次, points: 4, method: results, grade_points: {优秀 | Excellent: 4, "
              "良好: 3, 达标: 2, 不达标: 1}}]\n",
              2);
    e.evidence->period = (kp_period){KP_PERIOD_YEAR, 2026, 1};
    static const char *const grades[2][3] = {{"优秀", "良好", "良好"}, {"Excellent", "优秀", "良好"}};
    for (int unit = 0; unit < 2; unit++)
        for (int i = 0; i < 3; i++)
            record(&e, unit, "a", kp_format(arena, "2026Q%d||%s", i + 1, grades[unit][i]));
    finish(&e);
    expect_no_errors(&e);
    expect_mark(&e, 0, NULL, "10/3");
    expect_mark(&e, 1, NULL, "11/3");
    const char *text = kp_explain(arena, e.card, 0, node(&e, "a"), KP_ZH);
    assert_non_null(strstr(text, "2026年第一季度，优秀（计 4 分）  ← entry.xlsx · 考评对象!A6\n"));
}

static void check_faults(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = leaf(arena, "", 6);
    record(&e, 0, "a", "2026Q1|80|");
    record(&e, 0, "a", "2026Q1|82|"); /* twice */
    record(&e, 1, "a", "2026H1|80|");
    record(&e, 1, "a", "2026Q2|80|"); /* within the half-year */
    record(&e, 2, "a", "2025Q4|80|"); /* before */
    record(&e, 3, "a", "2026Q1||");   /* without a score */
    record(&e, 4, "a", "2026|105|");  /* a bonus of the source: what is beyond does not count */
    finish(&e);                       /* the sixth has none */
    assert_int_equal(count_code(e.problems, KP_D_PERIOD_OVERLAPS), 2);
    assert_int_equal(count_code(e.problems, KP_D_PERIOD_OUTSIDE), 1);
    assert_int_equal(count_code(e.problems, KP_D_CELL_EMPTY), 1);
    assert_int_equal(count_code(e.problems, KP_D_SCORE_BEYOND), 1);
    assert_int_equal(count_code(e.problems, KP_D_MISSING_VALUE), 1);
    assert_int_equal(e.problems->errors, 5);
    expect_mark(&e, 4, "a", "40");
}

/* A bonus carries a total of 100 to 120 at most, a penalty to -20; beyond is a slip. A sum has no scale. */
static void check_far_beyond(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = leaf(arena, "", 4);
    record(&e, 0, "a", "2026|968.9|");
    record(&e, 1, "a", "2026|120|");
    record(&e, 2, "a", "2026|120.01|");
    record(&e, 3, "a", "2026|-20.5|");
    finish(&e);
    assert_int_equal(count_code(e.problems, KP_D_SCORE_FAR_BEYOND), 3);
    assert_int_equal(count_code(e.problems, KP_D_SCORE_BEYOND), 1);
    assert_int_equal(e.problems->errors, 3);
    expect_mark(&e, 1, "a", "40");
}

static void check_optional(kp_arena *arena, void *data) {
    (void)data; /* the first has 90 of 100 in both, (36 + 54) of 100; of the second only a is known: 80 % of it is its score */
    evaluation e = begin(arena,
                         "cadence: yearly\nindicators:\n- {id: a, title: A, points: 40, method: results}\n"
                         "- {id: b, title: B, points: 60, method: results, optional: yes}\n",
                         2);
    e.evidence->period = (kp_period){KP_PERIOD_YEAR, 2026, 1};
    record(&e, 0, "a", "2026|90|");
    record(&e, 0, "b", "2026|90|");
    record(&e, 1, "a", "2026|80|");
    finish(&e);
    expect_no_errors(&e);
    expect_mark(&e, 0, NULL, "90");
    expect_mark(&e, 1, NULL, "80");
    assert_int_equal(e.card->units[1].rank, 2);
}

static void check_scheme(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *fields;
        kp_problem_code code;
    } cases[] = {
        {"use: weighted", KP_S_FIELD_MISSING},
        {"period_weights: {1: 1}", KP_S_FIELD_NOT_HERE},
        {"use: weighted, period_weights: {春天: 1}", KP_S_OPTIONS},
        {"item: x", KP_S_FIELD_NOT_HERE},
        {"scale: 3, grade_points: {甲: 4}", KP_S_OUT_OF_RANGE},
        {"step: 1", KP_S_FIELD_NOT_HERE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kp_problems *problems = kp_problems_new(arena);
        build_yaml(arena, kp_format(arena, "id: t\ntitle: T\nindicators: [{id: a, title: A, points: 10, method: results, %s}]\n", cases[i].fields),
                   problems);
        assert_int_equal(problems->errors, 1);
        assert_int_equal(count_code(problems, cases[i].code), 1);
    }
}

/* Where the scores of the source have the full marks that count here, that must be written, as none means 100. */
static void check_scale(kp_arena *arena, void *data) {
    (void)data;
    kp_problems *problems = kp_problems_new(arena);
    kp_scheme *scheme =
        build_yaml(arena,
                   "id: t\ntitle: T\nindicators:\n  - {id: a, title: A, points: 60, method: results, scale: 60}\n"
                   "  - {id: b, title: B, points: 40, method: results}\n  - {id: c, title: C, points: 4, method: results, grade_points: {甲: 4}}\n",
                   problems);
    const char *written = kp_yaml_write(arena, scheme);
    assert_non_null(strstr(written, "scale: 60"));
    assert_null(strstr(written, "scale: 100"));
    assert_null(strstr(written, "scale: 4"));
    assert_string_equal(build_yaml(arena, written, problems)->digest, scheme->digest);
    assert_int_equal(problems->errors, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("the mean of the quarters there are; with fewer than two a unit is not ranked", check_mean),
        IN_ARENA("the last, the best, the worst, the sum and the mean weighted by place", check_uses),
        IN_ARENA("half-years by weight, of which one may be missing", check_halves),
        IN_ARENA("grades 4, 3, 3 come to 3.33 and 4, 4, 3 to 3.67", check_grades),
        IN_ARENA("what is optional and has no results does not apply", check_optional),
        IN_ARENA("what cannot be is told", check_faults),
        IN_ARENA("a score beyond its scale by more than a fifth is an error at its cell", check_far_beyond),
        IN_ARENA("a scheme that cannot be is refused", check_scheme),
        IN_ARENA("the full marks of the source are written where they are not 100", check_scale),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
