/* SPDX-License-Identifier: GPL-3.0-or-later */
/* method_grade_test.c - grades typed for points (等级换算). Figures are worked out by hand. */
#include "scoring_support.h"

/* Three parts of a year in equal weights, 优秀 4, 良好 3, 达标 2, 不达标 1, as 上海普陀 grades property companies (2020). */
static const char putuo[] =
    "indicators:\n"
    "  - {id: a, title: 上半年, weight: 1, full: 4, method: grade, options: {优秀 | Excellent: 4, 良好 | Good: 3, 达标: 2, 不达标: 1}}\n"
    "  - {id: b, title: 下半年, weight: 1, full: 4, method: grade, options: {优秀: 4, 良好: 3, 达标: 2, 不达标: 1}}\n"
    "  - {id: c, title: 专项检查, weight: 1, full: 4, method: grade, options: {优秀: 4, 良好: 3, 达标: 2, 不达标: 1}}\n"
    "full: 4\n"
    "bands: [{id: g, title: 优秀, from: 3.5}, {id: y, title: 良好, from: 2.5, to: 3.5}, {id: o, title: 达标, from: 1.5, to: 2.5}, "
    "{id: r, title: 不达标, from: 0, to: 1.5}]\n";

static void check_putuo(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, putuo, 3);
    static const char *const grades[3][3] = {{"0", "1", "1"}, {"0", "0", "1"}, {"0", "—", "1"}}; /* indices of options */
    for (int unit = 0; unit < 3; unit++)
        for (int i = 0; i < 3; i++)
            mark(&e, unit, i == 0 ? "a" : i == 1 ? "b" : "c", 0, grades[unit][i]);
    finish(&e);
    expect_no_errors(&e);
    expect_mark(&e, 0, NULL, "10/3"); /* 4, 3, 3: 3.33, 良好 */
    expect_mark(&e, 1, NULL, "11/3"); /* 4, 4, 3: 3.67, 优秀 */
    expect_mark(&e, 2, NULL, "7/2");  /* 4, 3 of what was looked at: 3.5, 优秀 */
    assert_string_equal(e.scheme->bands[e.card->units[0].band].id, "y");
    assert_string_equal(e.scheme->bands[e.card->units[1].band].id, "g");
    assert_string_equal(e.scheme->bands[e.card->units[2].band].id, "g");
}

static void check_full(kp_arena *arena, void *data) {
    (void)data; /* 3 of 4 with 20 points: 15 */
    evaluation e = begin(arena, "indicators: [{id: a, title: A, points: 20, method: grade, options: {甲: 4, 乙: 3, 丙: 0}}]\n", 2);
    mark(&e, 0, "a", 0, "1");
    mark(&e, 1, "a", 0, "3");
    finish(&e);
    expect_mark(&e, 0, "a", "15");
    assert_string_equal(kp_formula_print(arena, kp_score_trace(arena, e.card, 0, node(&e, "a")).expr, NULL, NULL, 8192), "3*20/4");
    assert_int_equal(count_code(e.problems, KP_D_MARK_ABOVE_FULL), 1); /* there is no fourth */
}

static void check_scale_of_answers(kp_arena *arena, void *data) {
    (void)data; /* the options of a ready-made scale serve as grades, too */
    evaluation e = begin(arena, "indicators: [{id: a, title: A, points: 10, method: grade, answer_scale: person_grades}]\n", 1);
    mark(&e, 0, "a", 0, "0");
    finish(&e);
    expect_mark(&e, 0, "a", "10");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("grades 4, 3, 3 come to 3.33 and 4, 4, 3 to 3.67; what was not looked at is left out", check_putuo),
        IN_ARENA("a grade is worth its share of the largest value", check_full),
        IN_ARENA("the options of a ready-made scale serve as grades", check_scale_of_answers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
