/* SPDX-License-Identifier: GPL-3.0-or-later */
/* score_test.c - the tree: sums, weights, bonus, what does not apply, checks against other marks, rounding, bounds. Expected figures are worked out by hand. */
#include "scoring_support.h"

/* ---- combining ---- */

static void check_sum(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(
        arena,
        "indicators:\n  - {id: a, title: A, points: 60, children: [{id: a1, title: A1, points: 40, method: direct}, {id: a2, title: A2, points: 20, "
        "method: direct}]}\n  - {id: b, title: B, points: 40, method: direct}\n",
        1);
    marks(&e, 0, "a1", "30.5");
    marks(&e, 0, "a2", "20");
    marks(&e, 0, "b", "33.25");
    finish(&e);
    expect_no_errors(&e);
    expect_mark(&e, 0, "a", "50.5");
    expect_mark(&e, 0, NULL, "83.75");
    assert_string_equal(kp_total_text(arena, e.card, 0), "83.75");
    assert_string_equal(kp_mark_text(arena, e.card, 0, node(&e, "a")), "50.50");
}

static const char weighted_text[] =
    "indicators:\n  - {id: a, title: A, weight: 60, method: direct, full: 50}\n  - {id: b, title: B, weight: 40, method: direct}\n";

static void check_weighted(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, weighted_text, 1); /* 60·40/50 + 40·75/100 = 48 + 30 */
    marks(&e, 0, "a", "40");
    marks(&e, 0, "b", "75");
    finish(&e);
    expect_mark(&e, 0, NULL, "78");
}

static void check_weighted_gap(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, weighted_text, 1); /* a leaves with its weight: 75 of 100 by b alone */
    marks(&e, 0, "a", "—");
    marks(&e, 0, "b", "75");
    finish(&e);
    expect_no_errors(&e);
    expect_mark(&e, 0, NULL, "75");
    assert_string_equal(kp_mark_text(arena, e.card, 0, node(&e, "a")), "—");
}

static void check_thirds(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(
        arena,
        "indicators:\n  - {id: a, title: A, weight: 1/3, method: direct}\n  - {id: b, title: B, weight: 1/3, method: direct}\n"
        "  - {id: c, title: C, weight: 1/3, method: direct}\nbands:\n  - {id: x, title: 优秀, from: 90, to: 100}\n  - {id: y, title: 良好, to: 90}\n"
        "decide_on: full\n",
        1);
    marks(&e, 0, "a", "90");
    marks(&e, 0, "b", "90");
    marks(&e, 0, "c", "90");
    finish(&e);
    expect_mark(&e, 0, NULL, "90");
    assert_int_equal(e.card->units[0].band, 0);
}

static void check_bonus(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena,
                         "maximum: 100\nindicators:\n  - {id: a, title: A, points: 100, method: direct}\n"
                         "  - {id: p, title: P, method: bonus, cap_low: -5, cap_high: 5, events: {表彰: 2, 曝光: -3}}\n",
                         3);
    marks(&e, 0, "a", "80");
    marks(&e, 1, "a", "99");
    marks(&e, 2, "a", "80");
    finding(&e, 0, "p", 0, "1", NULL);
    finding(&e, 1, "p", 0, "1", NULL);
    finding(&e, 2, "p", 1, "4", NULL); /* −12, held at −5 */
    finish(&e);
    expect_no_errors(&e);
    expect_mark(&e, 0, NULL, "82");
    expect_mark(&e, 1, NULL, "100"); /* 101, held at the maximum */
    expect_mark(&e, 2, NULL, "75");
}

static void check_minimum(kp_arena *arena, void *data) {
    (void)data;
    evaluation e =
        begin(arena, "indicators:\n  - {id: a, title: A, points: 100, method: direct}\n  - {id: p, title: P, method: bonus, cap_low: -20}\n", 1);
    marks(&e, 0, "a", "3");
    finding(&e, 0, "p", -1, "1", "-10");
    finish(&e);
    expect_no_errors(&e);
    expect_mark(&e, 0, "p", "-10");
    expect_mark(&e, 0, NULL, "0");
}

/* ---- not applicable ---- */

/* 100 points in a nested sum, 6 of which may not apply. */
static const char nested_text[] = "%sindicators:\n  - id: a\n    title: A\n    points: 40\n%s    children:\n"
                                  "      - {id: a1, title: A1, points: 34, method: direct}\n      - {id: a2, title: A2, points: 6, method: direct}\n"
                                  "  - {id: b, title: B, points: 60, method: direct}\n";

static evaluation nested(kp_arena *arena, const char *scheme_fields, const char *node_fields) {
    evaluation e = begin(arena, kp_format(arena, nested_text, scheme_fields, node_fields), 1);
    marks(&e, 0, "a1", "30");
    marks(&e, 0, "a2", "—");
    marks(&e, 0, "b", "50");
    finish(&e);
    expect_no_errors(&e);
    return e;
}

static void check_prorate(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = nested(arena, "", ""); /* 80 of 94 */
    expect_mark(&e, 0, NULL, "4000/47");
    assert_string_equal(kp_total_text(arena, e.card, 0), "85.11");
    expect_mark(&e, 0, "a", "30"); /* passed up open: 30 of 34 */
    assert_true(kp_num_equal(kp_scorecard_mark(e.card, 0, node(&e, "a"))->reachable, kp_num_int(34)));
}

static void check_prorate_inner(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = nested(arena, "", "    not_applicable: prorate\n"); /* 30/34 of 40, and 50 */
    expect_mark(&e, 0, "a", "600/17");
    expect_mark(&e, 0, NULL, "1450/17");
}

static void check_zero_and_full(kp_arena *arena, void *data) {
    (void)data;
    evaluation zero = nested(arena, "not_applicable: zero\n", "");
    expect_mark(&zero, 0, NULL, "80");
    assert_int_equal(kp_scorecard_mark(zero.card, 0, node(&zero, "a2"))->flags, KP_FLAG_BY_GAP_RULE);
    evaluation full = nested(arena, "not_applicable: full\n", "");
    expect_mark(&full, 0, NULL, "86");
    evaluation nearest = nested(arena, "not_applicable: full\n", "    not_applicable: zero\n"); /* the nearest rule holds */
    expect_mark(&nearest, 0, NULL, "80");
}

static void check_gap_not_ranked(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = nested(arena, "not_applicable: not_ranked\n", "");
    expect_mark(&e, 0, NULL, "4000/47");
    assert_true(e.card->units[0].scored);
    assert_false(e.card->units[0].ranked);
    assert_int_equal(e.card->units[0].reason, KP_R_GAP_NOT_RANKED);
    assert_int_equal(e.card->units[0].rank, 0);
    expect_problem(&e, KP_R_GAP_NOT_RANKED, 1);
}

static void check_gap_on_node(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, kp_format(arena, nested_text, "", ""), 2);
    gap(&e, 0, "a");
    marks(&e, 0, "b", "45");
    gap(&e, 1, "a");
    gap(&e, 1, "b");
    finish(&e);
    expect_no_errors(&e);
    expect_mark(&e, 0, NULL, "75"); /* 45 of 60 */
    assert_string_equal(kp_mark_text(arena, e.card, 0, node(&e, "a1")), "—");
    assert_false(e.card->units[1].scored);
    assert_int_equal(e.card->units[1].reason, KP_R_NOTHING_APPLICABLE);
    expect_problem(&e, KP_R_NOTHING_APPLICABLE, 1);
}

static void check_gap_node_rule(kp_arena *arena, void *data) {
    (void)data; /* the rule of the node that does not apply counts, not those of its leaves */
    evaluation e = begin(arena, kp_format(arena, nested_text, "", "    not_applicable: full\n"), 1);
    gap(&e, 0, "a");
    marks(&e, 0, "b", "45");
    finish(&e);
    expect_mark(&e, 0, "a", "40");
    expect_mark(&e, 0, NULL, "85");
}

static void check_bonus_in_gap(kp_arena *arena, void *data) {
    (void)data; /* a: 30 of 34 and a bonus of 2, passed up; the bonus is not completed: 80/94·100 + 2 */
    evaluation e =
        begin(arena,
              "indicators:\n  - id: a\n    title: A\n    points: 40\n    children:\n      - {id: a1, title: A1, points: 34, method: direct}\n"
              "      - {id: a2, title: A2, points: 6, method: direct}\n      - {id: p, title: P, method: bonus, cap_high: 5}\n"
              "  - {id: b, title: B, points: 60, method: direct}\n",
              1);
    marks(&e, 0, "a1", "30");
    marks(&e, 0, "a2", "—");
    marks(&e, 0, "b", "50");
    finding(&e, 0, "p", -1, "1", "2");
    finish(&e);
    expect_no_errors(&e);
    expect_mark(&e, 0, "a", "32");
    expect_mark(&e, 0, NULL, "4094/47");
    kp_val traced = kp_score_trace(arena, e.card, 0, 0);
    assert_string_equal(kp_formula_print(arena, traced.expr, NULL, NULL, 8192), "(32+50-2)*100/94+2");
}

/* a: 40 points, all of one leaf, with bonus leaves on it and two levels down; b: 60 points, direct. */
static const char bonus_text[] =
    "indicators:\n  - id: a\n    title: A\n    points: 40\n%s    children:\n      - id: c\n        title: C\n        points: 40\n"
    "        children:\n          - {id: c1, title: C1, points: 40, method: direct%s}\n"
    "          - {id: q, title: Q, method: bonus, cap_low: -5}\n      - {id: p, title: P, method: bonus, cap_high: 5}\n"
    "  - {id: b, title: B, points: 60, method: direct}\n";

static evaluation bonus_below(kp_arena *arena, const char *node_fields, const char *leaf_fields, const char *b) {
    evaluation e = begin(arena, kp_format(arena, bonus_text, node_fields, leaf_fields), 1);
    marks(&e, 0, "c1", "—");
    marks(&e, 0, "b", b);
    finding(&e, 0, "p", -1, "1", "2");
    finding(&e, 0, "q", -1, "1", "-0.5");
    return e;
}

static void check_bonus_goes_up(kp_arena *arena, void *data) {
    (void)data; /* 45 of 60 are 75 of 100; 2 and −0.5 are kept */
    evaluation e = bonus_below(arena, "", "", "45");
    finish(&e);
    expect_no_errors(&e);
    expect_mark(&e, 0, NULL, "76.5");
    assert_int_equal(state_of(&e, 0, "a"), KP_MARK_NOT_APPLICABLE);
    assert_string_equal(kp_formula_print(arena, kp_score_trace(arena, e.card, 0, 0).expr, NULL, NULL, 8192), "45*100/60+(-0.5)+2");
    evaluation none = bonus_below(arena, "", "", "—");
    finish(&none);
    assert_false(none.card->units[0].scored); /* points alone are no score */
    assert_int_equal(none.card->units[0].reason, KP_R_NOTHING_APPLICABLE);
    evaluation registered = bonus_below(arena, "", "", "45"); /* the register takes the bonus along */
    gap(&registered, 0, "c");
    finish(&registered);
    expect_mark(&registered, 0, NULL, "77");
}

static void check_bonus_goes_up_weighted(kp_arena *arena, void *data) {
    (void)data;
    evaluation e =
        begin(arena,
              "indicators:\n  - id: a\n    title: A\n    weight: 40\n    children: [{id: a1, title: A1, weight: 100, method: direct}, {id: p, "
              "title: P, method: bonus, cap_high: 5}]\n  - {id: b, title: B, weight: 60, method: direct}\n",
              1);
    marks(&e, 0, "a1", "—");
    marks(&e, 0, "b", "75");
    finding(&e, 0, "p", -1, "1", "3");
    finish(&e);
    expect_no_errors(&e);
    expect_mark(&e, 0, NULL, "78");
}

static void check_empty_node_rule(kp_arena *arena, void *data) {
    (void)data; /* nothing below a applies: a's own rule holds, in a sum as in a weighted node; its bonus points are added */
    static const struct { const char *rule, *a, *total; } rows[] = {{"full", "41.5", "86.5"}, {"zero", "1.5", "46.5"}};
    for (size_t i = 0; i < 2; i++) {
        evaluation e = bonus_below(arena, kp_format(arena, "    not_applicable: %s\n", rows[i].rule), ", not_applicable: prorate", "45");
        finish(&e);
        expect_no_errors(&e);
        expect_mark(&e, 0, "a", rows[i].a);
        expect_mark(&e, 0, NULL, rows[i].total);
        evaluation w = begin(arena,
                             kp_format(arena,
                                       "indicators:\n  - {id: a, title: A, weight: 40, not_applicable: %s, children: [{id: a1, title: A1, weight: 1, "
                                       "method: direct, not_applicable: prorate}]}\n  - {id: b, title: B, weight: 60, method: direct}\n",
                                       rows[i].rule),
                             1);
        marks(&w, 0, "a1", "—");
        marks(&w, 0, "b", "75");
        finish(&w);
        expect_mark(&w, 0, NULL, i == 0 ? "85" : "45"); /* 0.4·100 + 0.6·75 */
    }
    evaluation e = bonus_below(arena, "    not_applicable: not_ranked\n", ", not_applicable: prorate", "45");
    finish(&e);
    expect_mark(&e, 0, NULL, "76.5");
    assert_false(e.card->units[0].ranked);
    expect_problem(&e, KP_R_GAP_NOT_RANKED, 1);
}

/* ---- checked against another mark ---- */

static const char checked_text[] = "indicators:\n  - {id: z, title: 自查 | Self-check, weight: 50, method: direct, check_against: c, tolerance: 10}\n"
                                   "  - {id: c, title: 抽查 | Spot check, weight: 50, method: direct, full: 50}\n";

static void check_held_down(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, checked_text, 3);
    marks(&e, 0, "z", "91");
    marks(&e, 0, "c", "40"); /* 80 of 100: 91 is 11 above */
    marks(&e, 1, "z", "90");
    marks(&e, 1, "c", "40"); /* exactly the tolerance */
    marks(&e, 2, "z", "99");
    marks(&e, 2, "c", "—"); /* nothing to check against */
    finish(&e);
    expect_no_errors(&e);
    expect_mark(&e, 0, "z", "80");
    expect_mark(&e, 0, NULL, "80");
    expect_mark(&e, 1, "z", "90");
    expect_mark(&e, 1, NULL, "85");
    expect_mark(&e, 2, NULL, "99");
    expect_problem(&e, KP_R_HELD_DOWN, 1);
    assert_int_equal(kp_scorecard_mark(e.card, 0, node(&e, "z"))->flags, KP_FLAG_HELD_DOWN);
    kp_val traced = kp_score_trace(arena, e.card, 0, node(&e, "z"));
    assert_string_equal(kp_formula_print(arena, traced.expr, NULL, NULL, 8192), "40*100/50");
}

/* ---- rounding ---- */

static void check_rounding_rules(kp_arena *arena, void *data) {
    (void)data;
    static const struct {
        const char *fields, *typed, *printed; /* GB/T 8170-2008 and its common examples */
    } rows[] = {
        {"", "28.165", "28.17"},
        {"rounding: half_even\n", "28.165", "28.16"},
        {"", "28.175", "28.18"},
        {"rounding: half_even\n", "28.175", "28.18"},
        {"rounding: half_even\ndecimals: 1\n", "0.35", "0.4"},
        {"rounding: half_even\ndecimals: 1\n", "1.050", "1.0"},
        {"rounding: half_even\ndecimals: 1\n", "28.250", "28.2"},
        {"rounding: half_even\ndecimals: 1\n", "28.2501", "28.3"},
        {"rounding: half_even\n", "2.154546", "2.15"},
        {"rounding: half_even\ndecimals: 0\n", "10.5002", "11"},
        {"rounding: half_even\n", "8.53459", "8.53"},
        {"decimals: 6\n", "1.2345675", "1.234568"},
        {"rounding: down\n", "2.5457", "2.54"}, /* by the definitions */
        {"rounding: up\n", "2.541", "2.55"},
        {"rounding: up\n", "2.54", "2.54"},
        {"rounding: half_down\n", "28.165", "28.16"},
        {"rounding: 恰半舍去\n", "28.1651", "28.17"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        evaluation e = begin(arena, kp_format(arena, "%sindicators: [{id: a, title: A, points: 100, method: direct}]\n", rows[i].fields), 1);
        marks(&e, 0, "a", rows[i].typed);
        finish(&e);
        assert_string_equal(kp_total_text(arena, e.card, 0), rows[i].printed);
    }
}

static void check_round_each(kp_arena *arena, void *data) {
    (void)data; /* 3.335 + 3.335: 6.67 at the end, 3.34 + 3.34 = 6.68 level by level */
    const char *text = "%sindicators: [{id: a, title: A, points: 50, method: direct}, {id: b, title: B, points: 50, method: direct}]\n";
    static const char *const fields[] = {"", "round_at: each\n"}, *const totals[] = {"6.67", "6.68"};
    for (int i = 0; i < 2; i++) {
        evaluation e = begin(arena, kp_format(arena, text, fields[i]), 1);
        marks(&e, 0, "a", "3.335");
        marks(&e, 0, "b", "3.335");
        finish(&e);
        assert_string_equal(kp_total_text(arena, e.card, 0), totals[i]);
        expect_mark(&e, 0, NULL, totals[i]);
    }
}

/* ---- who is scored ---- */

static void check_unscored(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, "indicators: [{id: a, title: A, points: 100, method: direct}]\n", 3);
    marks(&e, 0, "a", "80");
    marks(&e, 1, "a", "");
    e.evidence->units.items[2].excluded = true;
    e.evidence->units.items[2].exclusion = "新建";
    finish(&e);
    assert_true(e.card->units[0].ranked);
    assert_false(e.card->units[1].scored);
    assert_int_equal(e.card->units[1].reason, KP_D_MISSING_VALUE);
    assert_int_equal(e.card->units[2].reason, KP_R_EXCLUDED);
    assert_string_equal(kp_total_text(arena, e.card, 1), "");
    assert_string_equal(kp_mark_text(arena, e.card, 1, 0), "");
    assert_null(kp_score_trace(arena, e.card, 1, 0).expr);
    expect_problem(&e, KP_D_MISSING_VALUE, 1);
    expect_problem(&e, KP_R_EXCLUDED, 1);
    assert_int_equal(e.card->scored_count, 1);
    assert_int_equal(e.card->units[0].field, 1);
}

static void check_all_unscored(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, "indicators: [{id: a, title: A, points: 100, method: direct}]\n", 2);
    marks(&e, 0, "a", "80");
    marks(&e, 1, "a", "70");
    kp_problems_add(e.problems, KP_D_UNIT_UNKNOWN, (kp_place){0}, KP_UNIT_ALL, "某社区", "社区1", NULL);
    finish(&e);
    assert_int_equal(e.card->scored_count, 0);
    assert_int_equal(e.card->units[0].reason, KP_D_UNIT_UNKNOWN);
}

static void check_above_full(kp_arena *arena, void *data) {
    (void)data;
    evaluation e = begin(arena, "indicators: [{id: a, title: A, points: 20, method: panel, scale: 10, pool: sum}]\n", 1);
    panel(&e, 0, "a", "甲", -1, "9");
    panel(&e, 0, "a", "乙", -1, "9");
    panel(&e, 0, "a", "丙", -1, "9");
    finish(&e);
    expect_mark(&e, 0, "a", "27");
    expect_problem(&e, KP_R_ABOVE_FULL, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_ARENA("marks of a nested tree add up", check_sum),
        IN_ARENA("weights mean the shares of full marks", check_weighted),
        IN_ARENA("a weighted item that does not apply takes its weight along", check_weighted_gap),
        IN_ARENA("a mean of thirds of 90 is 90, and in [90, 100]", check_thirds),
        IN_ARENA("bonus is added after combining, within its caps and the total's maximum", check_bonus),
        IN_ARENA("a total does not fall below its minimum", check_minimum),
        IN_ARENA("80 of 94 applicable points are 85.11 of 100", check_prorate),
        IN_ARENA("a node that names prorate is completed to its own full marks", check_prorate_inner),
        IN_ARENA("what does not apply counts as zero or full where the nearest rule says so", check_zero_and_full),
        IN_ARENA("a unit is reported but not ranked where a gap says so", check_gap_not_ranked),
        IN_ARENA("a gap on a node covers its subtree; a unit to which nothing applies has no score", check_gap_on_node),
        IN_ARENA("the rule of the node that does not apply holds, not those below it", check_gap_node_rule),
        IN_ARENA("bonus points in an open node are not completed with it", check_bonus_in_gap),
        IN_ARENA("bonus points below what does not apply go to the nearest node above that has a mark", check_bonus_goes_up),
        IN_ARENA("bonus points go up from a weighted node too", check_bonus_goes_up_weighted),
        IN_ARENA("a node below which nothing applies follows its own rule", check_empty_node_rule),
        IN_ARENA("a self mark too far above the check counts as the check, share for share", check_held_down),
        IN_ARENA("a score is rounded once, half up or by GB/T 8170", check_rounding_rules),
        IN_ARENA("rounding at each level rounds every mark", check_round_each),
        IN_ARENA("a unit with an error or out of the evaluation is not scored", check_unscored),
        IN_ARENA("an error that may concern any unit leaves all unscored", check_all_unscored),
        IN_ARENA("a sum of marks above full marks is warned of", check_above_full),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
