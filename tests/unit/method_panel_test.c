/* SPDX-License-Identifier: GPL-3.0-or-later */
/* method_panel_test.c - marks by several evaluators. Figures are worked out by hand. */
#include "scoring_support.h"

static evaluation leaf(kp_arena *arena, const char *fields, int units) {
    return begin(arena, kp_format(arena, "indicators: [{id: a, title: 互查 | Mutual check, points: 20, method: panel, %s}]\n", fields), units);
}

static void panel_of(evaluation *e, int unit, const char *texts) {
    char *rest = NULL, *copy = kp_strdup(e->arena, texts);
    int i = 0;
    for (char *text = strtok_r(copy, " ", &rest); text; text = strtok_r(NULL, " ", &rest), i++) {
        panel(e, unit, "a", kp_format(e->arena, "评委%d", i + 1), -1, text);
        e->evidence->panel.items[e->evidence->panel.count - 1].mark.origin.row = (uint32_t)(10 + i); /* each in its cell */
    }
}

static void check_mean(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = leaf(arena, "scale: 100", 2);
    panel_of(&e, 0, "90 85 88"); /* 263/3 of 100 */
    panel_of(&e, 1, "90 — 88");  /* one abstains */
    finish(&e);
    expect_no_errors(&e);
    expect_mark(&e, 0, "a", "263/15");
    expect_mark(&e, 1, "a", "17.8");
    assert_string_equal(kp_formula_print(arena, kp_score_trace(arena, e.card, 0, node(&e, "a")).expr, NULL, NULL, 8192), "(85+88+90)/3*20/100");
}

static void check_diving(kp_arena *arena, void *data) {
    (void)data; /* two highest and two lowest dropped, the sum times the difficulty: (7 + 7.5 + 7.5) × 2.8 */
    evaluation e = begin(
        arena,
        "indicators: [{id: a, title: A, points: 84, method: panel, scale: 10, pool: sum, multiply: 2.8, trim_low: 2, trim_high: 2, trim_from: 7}]\n",
        1);
    panel_of(&e, 0, "6.5 7 7 7.5 7.5 8 8");
    finish(&e);
    expect_no_errors(&e);
    expect_mark(&e, 0, "a", "61.6");
}

static void check_trimming(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = leaf(arena, "trim_low: 1, trim_high: 1, trim_from: 5", 2);
    panel_of(&e, 0, "10 12 20 13 11"); /* (11 + 12 + 13)/3 */
    panel_of(&e, 1, "10 12 20 14");    /* too few to trim: 56/4 */
    finish(&e);
    expect_mark(&e, 0, "a", "12");
    expect_mark(&e, 1, "a", "14");
}

static const char roles_fields[] = "roles: {街道 | Street office: 50, 居民 | Residents: 30, 第三方 | Third party: 20}";

static void check_roles(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = leaf(arena, roles_fields, 2);
    panel(&e, 0, "a", "甲", 0, "18");
    panel(&e, 0, "a", "乙", 1, "10");
    panel(&e, 0, "a", "丙", 1, "14"); /* residents 12 */
    panel(&e, 0, "a", "丁", 2, "16"); /* 50·18 + 30·12 + 20·16 = 1580 of 100 */
    panel(&e, 1, "a", "甲", 0, "18");
    panel(&e, 1, "a", "乙", 1, "10"); /* 50·18 + 30·10 = 1200 of 80 */
    finish(&e);
    expect_no_errors(&e);
    expect_mark(&e, 0, "a", "15.8");
    expect_mark(&e, 1, "a", "15");
    expect_problem(&e, KP_D_ROLE_MISSING, 1);
    assert_string_equal(kp_formula_print(arena, kp_score_trace(arena, e.card, 0, node(&e, "a")).expr, NULL, NULL, 8192),
                        "(50*18+30*(10+14)/2+20*16)/(50+30+20)");
}

static void check_trimming_by_role(kp_arena *arena, void *data) {
    (void)data; /* street [10], 12, [20], 14 -> 13; residents too few to trim: 15; of 100: (50·13 + 50·15)/100 */
    evaluation e = leaf(arena, "roles: {街道 | Street office: 50, 居民 | Residents: 50}, trim_low: 1, trim_high: 1, trim_from: 4", 1);
    static const char *const street[] = {"10", "12", "20", "14"}, *const residents[] = {"5", "20", "20"};
    for (int i = 0; i < 4; i++)
        panel(&e, 0, "a", kp_format(arena, "S%d", i), 0, street[i]);
    for (int i = 0; i < 3; i++)
        panel(&e, 0, "a", kp_format(arena, "R%d", i), 1, residents[i]);
    finish(&e);
    kp_scheme *always = begin(arena, "indicators: [{id: a, title: A, points: 20, method: panel, trim_low: 1, min_evaluators: 2}]\n", 0).scheme;
    expect_mark(&e, 0, "a", "14");
    assert_non_null(strstr(kp_method_rule_words(arena, e.scheme, 1, KP_ZH), "每类主体满 4 人时去掉最低 1 个、最高 1 个，各类主体的权重"));
    assert_non_null(
        strstr(kp_method_rule_words(arena, e.scheme, 1, KP_EN), "without the 1 lowest and 1 highest in each role from 4 marks on, weights"));
    assert_non_null(strstr(kp_method_rule_words(arena, always, 1, KP_ZH), "的平均，去掉最低 1 个、最高 0 个；"));
    assert_non_null(strstr(kp_method_rule_words(arena, always, 1, KP_EN), "without the 1 lowest and 0 highest; at least"));
}

static void check_too_few(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = leaf(arena, "min_evaluators: 3", 4);
    panel_of(&e, 0, "10 12 14");
    panel_of(&e, 1, "10 12");
    panel_of(&e, 2, "10 12 —");
    panel_of(&e, 3, "— — —"); /* does not apply, which is not too few */
    finish(&e);
    expect_problem(&e, KP_D_TOO_FEW_EVALUATORS, 2);
    assert_true(e.card->units[0].scored);
    assert_int_equal(e.card->units[1].reason, KP_D_TOO_FEW_EVALUATORS);
    assert_int_equal(e.card->units[3].reason, KP_R_NOTHING_APPLICABLE);
}

static void check_faults(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = leaf(arena, "min_evaluators: 1", 6);
    panel(&e, 0, "a", "甲", -1, "15");
    panel(&e, 0, "a", "　甲", -1, "16"); /* the same person */
    panel(&e, 1, "a", "社区2", -1, "20");
    panel(&e, 2, "a", "甲", -1, "20.5");
    panel(&e, 2, "a", "乙", -1, "-1");
    panel(&e, 3, "a", "甲", -1, "");
    panel(&e, 5, "a", "甲", -1, "?");
    finish(&e);
    expect_problem(&e, KP_D_EVALUATOR_TWICE, 1);
    expect_problem(&e, KP_D_MARKS_ITSELF, 1);
    expect_problem(&e, KP_D_MARK_ABOVE_FULL, 1);
    expect_problem(&e, KP_D_MARK_BELOW, 1);
    expect_problem(&e, KP_D_MISSING_VALUE, 2); /* the blank mark; and unit 5, which nobody marked */
    assert_int_equal(e.card->scored_count, 0);
}

static void check_unknown_role(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = leaf(arena, roles_fields, 1);
    panel(&e, 0, "a", "甲", -1, "18");
    finish(&e);
    expect_problem(&e, KP_D_ROLE_UNKNOWN, 1);
}

static void check_nobody(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = leaf(arena, "min_evaluators: 1", 3);
    finish(&e);
    expect_problem(&e, KP_D_NO_DATA, 1); /* once, and not three times */
    expect_problem(&e, KP_D_MISSING_VALUE, 0);
    assert_int_equal(e.card->scored_count, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("a panel's mark is the mean of those who marked, brought to the full marks", check_mean),
        IN_ARENA("a diving panel comes to 61.6", check_diving),
        IN_ARENA("lowest and highest are left out where there are enough evaluators", check_trimming),
        IN_ARENA("roles are weighted; a missing role's weight goes to the others", check_roles),
        IN_ARENA("with roles, lowest and highest are left out in each role, and the rule says so", check_trimming_by_role),
        IN_ARENA("too few evaluators are an error", check_too_few),
        IN_ARENA("marking twice, marking oneself, marks out of range and blank marks are errors", check_faults),
        IN_ARENA("a mark without one of the roles is an error", check_unknown_role),
        IN_ARENA("a panel that nobody filled in is told once", check_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
