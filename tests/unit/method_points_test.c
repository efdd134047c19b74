/* SPDX-License-Identifier: GPL-3.0-or-later */
/* method_points_test.c - marks typed, lists of items, deductions, bonus: what they come to and what cannot be. Figures are worked out by hand. */
#include "scoring_support.h"

#include "kaoping/method.h"

static evaluation leaf(kp_arena *arena, const char *fields, int units) {
    return begin(arena, kp_format(arena, "indicators: [{id: a, title: 卫生 | Cleanliness, points: 15, %s}]\n", fields), units);
}

/* A bonus needs something to be added to. */
static evaluation bonus(kp_arena *arena, const char *fields, int units) {
    evaluation e = begin(
        arena, kp_format(arena, "indicators: [{id: b, title: B, points: 100, method: direct}, {id: a, title: 加减分, method: bonus, %s}]\n", fields),
        units);
    for (int i = 0; i < units; i++)
        marks(&e, i, "b", "50");
    return e;
}

static void expect_rule(const evaluation *e, const char *zh, const char *en) {
    assert_string_equal(kp_method_rule_words(e->arena, e->scheme, node(e, "a"), KP_ZH), zh);
    assert_string_equal(kp_method_rule_words(e->arena, e->scheme, node(e, "a"), KP_EN), en);
}

static void expect_formula(const evaluation *e, int unit, const char *id, const char *formula) {
    assert_string_equal(kp_formula_print(e->arena, kp_score_trace(e->arena, e->card, unit, node(e, id)).expr, NULL, NULL, 8192), formula);
}

/* ---- direct ---- */

static void check_direct(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = leaf(arena, "method: direct", 1);
    marks(&e, 0, "a", "12.5");
    finish(&e);
    expect_mark(&e, 0, "a", "12.5");
    expect_formula(&e, 0, "a", "12.5");
    expect_rule(&e, "满分 15 分，按所打分数计", "The mark typed, of 15");
}

static void check_scale(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = leaf(arena, "method: direct, scale: 100", 1);
    marks(&e, 0, "a", "85"); /* 85 of 100 are 12.75 of 15 */
    finish(&e);
    expect_mark(&e, 0, "a", "12.75");
    expect_formula(&e, 0, "a", "85*15/100");
    expect_rule(&e, "满分 15 分，按所打分数计；打分上限 100，按比例折算为满分 15",
                "The mark typed, of 15; typed out of 100 and brought to 15 in proportion");
}

static void check_direct_range(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = leaf(arena, "method: direct", 3);
    marks(&e, 0, "a", "15.01");
    marks(&e, 1, "a", "-1");
    marks(&e, 2, "a", "15");
    finish(&e);
    expect_problem(&e, KP_D_MARK_ABOVE_FULL, 1);
    expect_problem(&e, KP_D_MARK_BELOW, 1);
    assert_false(e.card->units[0].scored);
    assert_true(e.card->units[2].scored);
}

/* ---- deduct ---- */

static void check_deduct_step(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = leaf(arena, "method: deduct, step: 0.5", 4);
    finding(&e, 0, "a", -1, "3", NULL);
    finding(&e, 0, "a", -1, "1", NULL);
    finding(&e, 1, "a", -1, "40", NULL); /* 扣完为止 */
    finding(&e, 2, "a", -1, "2", "1");   /* typed as the rule has it */
    finish(&e);
    expect_no_errors(&e);
    expect_mark(&e, 0, "a", "13");
    expect_mark(&e, 1, "a", "0");
    expect_mark(&e, 2, "a", "14");
    expect_mark(&e, 3, "a", "15"); /* nothing found */
    expect_formula(&e, 0, "a", "MAX(15-(0.5*3+0.5),0)");
    expect_rule(&e, "满分 15 分，每处（次）扣 0.5 分，最低 0 分（扣完为止）", "15 points, 0.5 off for each one found, down to 0");
}

static void check_deduct_typed(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = leaf(arena, "method: deduct, floor: 3", 2);
    finding(&e, 0, "a", -1, "1", "2.5");
    finding(&e, 0, "a", -1, "1", "0.25");
    finding(&e, 1, "a", -1, "1", "14");
    finish(&e);
    expect_no_errors(&e);
    expect_mark(&e, 0, "a", "12.25");
    expect_mark(&e, 1, "a", "3");
}

static void check_deduct_free(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = leaf(arena, "method: deduct, step: 2, free_count: 3", 2);
    finding(&e, 0, "a", -1, "2", NULL); /* both free */
    finding(&e, 0, "a", -1, "3", NULL); /* one free */
    finding(&e, 1, "a", -1, "3", NULL);
    finish(&e);
    expect_mark(&e, 0, "a", "11");
    expect_mark(&e, 1, "a", "15");
}

static void check_deduct_count(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = leaf(arena, "method: deduct, evidence: count, step: 2, free_count: 1", 4);
    marks(&e, 0, "a", "3");
    marks(&e, 1, "a", "0");
    marks(&e, 2, "a", "100");
    marks(&e, 3, "a", "1.5");
    finish(&e);
    expect_mark(&e, 0, "a", "11");
    expect_mark(&e, 1, "a", "15");
    expect_mark(&e, 2, "a", "0");
    expect_problem(&e, KP_D_NOT_WHOLE, 1);
}

static void check_deduct_doubtful(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = leaf(arena, "method: deduct, step: 0.5", 3);
    finding(&e, 0, "a", -1, "3", "2"); /* 3 × 0.5 is 1.5 */
    finding(&e, 1, "a", -1, "-1", NULL);
    finding(&e, 2, "a", -1, "0.5", NULL);
    finish(&e);
    expect_problem(&e, KP_D_POINTS_DISAGREE, 1);
    expect_problem(&e, KP_D_NEGATIVE, 1);
    expect_problem(&e, KP_D_NOT_WHOLE, 1);
    assert_int_equal(e.card->scored_count, 0);
    evaluation without = leaf(arena, "method: deduct", 2);
    finding(&without, 0, "a", -1, "1", NULL);
    finding(&without, 1, "a", -1, "1", "-2");
    finish(&without);
    expect_problem(&without, KP_D_POINTS_MISSING, 1);
    expect_problem(&without, KP_D_NEGATIVE, 1);
}

static void check_same_finding(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = leaf(arena, "method: deduct, step: 1", 1);
    for (int i = 0; i < 3; i++) {
        kp_finding *entry = finding(&e, 0, "a", -1, "1", NULL);
        entry->date = "2026-08-03";
        entry->location = i == 2 ? "西门" : "东门";
    }
    finding(&e, 0, "a", -1, "1", NULL); /* too little said to be the same as anything */
    finding(&e, 0, "a", -1, "1", NULL);
    finish(&e);
    expect_problem(&e, KP_D_FINDING_TWICE, 1);
    expect_no_errors(&e);
    expect_mark(&e, 0, "a", "10");
}

/* ---- bonus ---- */

static void check_bonus(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = bonus(arena, "cap_low: -5, cap_high: 5, events: {表彰: 2, 曝光: -1.5}", 4);
    finding(&e, 0, "a", 0, "2", NULL);
    finding(&e, 0, "a", 1, "1", "-1.5");
    finding(&e, 1, "a", 0, "3", NULL); /* 6, held at 5 */
    finding(&e, 2, "a", 1, "2", "-2"); /* the rule gives −3 */
    finish(&e);
    expect_mark(&e, 0, "a", "2.5");
    expect_mark(&e, 1, "a", "5");
    expect_mark(&e, 3, "a", "0");
    expect_problem(&e, KP_D_POINTS_DISAGREE, 1);
    expect_formula(&e, 1, "a", "MIN(2*3,5)");
    expect_rule(&e, "加减分：表彰 = 2；曝光 = -1.5；合计不低于 -5 分，不高于 5 分",
                "Bonus and penalty: 表彰 = 2; 曝光 = -1.5; in all not below -5 and not above 5");
}

static void check_bonus_typed(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = bonus(arena, "cap_low: -5, cap_high: 5", 2);
    finding(&e, 0, "a", -1, "1", "-2.5");
    finding(&e, 1, "a", -1, "1", NULL);
    finish(&e);
    expect_mark(&e, 0, "a", "-2.5");
    expect_mark(&e, 0, NULL, "47.5");
    expect_problem(&e, KP_D_POINTS_MISSING, 1);
}

/* ---- checklist ---- */

static void check_items(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = leaf(arena, "method: checklist, items: [A, B, C, D, E]", 4);
    marks(&e, 0, "a", "1 1 0 1 1");
    marks(&e, 1, "a", "1 — 0 — 1"); /* 2 of 3: 15 · 2/3 */
    marks(&e, 2, "a", "— — — — —");
    marks(&e, 3, "a", "1 1 1 1");
    finish(&e);
    expect_mark(&e, 0, "a", "12");
    expect_mark(&e, 1, "a", "10");
    assert_int_equal(e.card->units[2].reason, KP_R_NOTHING_APPLICABLE);
    expect_problem(&e, KP_D_MISSING_VALUE, 1);
    expect_formula(&e, 1, "a", "15*(1+0+1)/3");
    expect_rule(&e, "满分 15 分；各项平分；项目：A；B；C；D；E", "15 points; in equal parts; items: A; B; C; D; E");
}

static void check_each(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = leaf(arena, "method: checklist, items: [A, B, C], each: 5", 2);
    marks(&e, 0, "a", "1 0 1");
    marks(&e, 1, "a", "1 0 —"); /* 5 · 1 · 3/2 */
    finish(&e);
    expect_mark(&e, 0, "a", "10");
    expect_mark(&e, 1, "a", "7.5");
}

static void check_table(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = leaf(arena, "method: checklist, items: [A, B, C, D], table: {1: 2, 3: 10, 4: 15}", 5);
    marks(&e, 0, "a", "1 1 1 1");
    marks(&e, 1, "a", "1 1 0 0"); /* 2 met: the mark of the largest number in the table that is not above */
    marks(&e, 2, "a", "0 0 0 0");
    marks(&e, 3, "a", "1 1 1 —"); /* all 3 that apply: as 4 of 4 */
    marks(&e, 4, "a", "1 1 0 —"); /* 2 of 3: as 2 2/3 of 4 */
    finish(&e);
    static const char *const expected[] = {"15", "2", "0", "15", "2"};
    for (int i = 0; i < 5; i++)
        expect_mark(&e, i, "a", expected[i]);
}

static void check_item_rules(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *rule, *mark;
    } rows[] = {{"zero", "6"}, {"full", "12"}, {"prorate", "10"}}; /* 2 met, 2 of 5 not applicable, 1 not met */
    for (size_t i = 0; i < 3; i++) {
        evaluation e = leaf(arena, kp_format(arena, "method: checklist, items: [A, B, C, D, E], not_applicable: %s", rows[i].rule), 1);
        marks(&e, 0, "a", "1 — 0 — 1");
        finish(&e);
        expect_mark(&e, 0, "a", rows[i].mark);
    }
    evaluation e = leaf(arena, "method: checklist, items: [A, B, C, D, E], not_applicable: not_ranked", 1);
    marks(&e, 0, "a", "1 — 0 — 1");
    finish(&e);
    expect_mark(&e, 0, "a", "10");
    assert_int_equal(e.card->units[0].reason, KP_R_GAP_NOT_RANKED);
}

static void check_yes_no_range(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = leaf(arena, "method: checklist, items: [A, B]", 1);
    marks(&e, 0, "a", "1 2");
    finish(&e);
    expect_problem(&e, KP_D_MARK_ABOVE_FULL, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("a direct mark counts as typed", check_direct),
        IN_ARENA("a mark typed out of 100 is brought to the full marks", check_scale),
        IN_ARENA("a mark above full marks or below 0 is an error", check_direct_range),
        IN_ARENA("each place takes its step off, down to nothing", check_deduct_step),
        IN_ARENA("without a step the points typed are taken off, down to the floor", check_deduct_typed),
        IN_ARENA("the first places are not counted where the rule says so", check_deduct_free),
        IN_ARENA("places can be typed as a count", check_deduct_count),
        IN_ARENA("points that the rule contradicts or does not give are errors", check_deduct_doubtful),
        IN_ARENA("two findings that agree in date and place are warned of, and both counted", check_same_finding),
        IN_ARENA("events add up within their caps", check_bonus),
        IN_ARENA("events without points of their own are typed", check_bonus_typed),
        IN_ARENA("items met share the full marks; items that do not apply leave both counts", check_items),
        IN_ARENA("items met have their points each", check_each),
        IN_ARENA("a table turns the number met into a mark", check_table),
        IN_ARENA("items that do not apply follow the rule in force", check_item_rules),
        IN_ARENA("an item is met or not, nothing else", check_yes_no_range),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
